"""The report as JSON: stable keys in one order, English in every language, unrounded numbers."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netcheck.domain.report import CheckRow, ContactRow, Coverage, Report, Share, Spread, Totals

SCHEMA = 1


def render(report: Report) -> str:
    """Return the report as an indented JSON text that ends with a line break."""
    return json.dumps(_report(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "today": _iso(report.day),
        "half_life_days": report.half_life_days,
        "log": _log(report.log),
        "measures": {
            "effective_contacts": _spread(report.effective_contacts),
            "depth": _spread(report.depth),
            "giving_share": _share(report.giving_share),
            "reciprocity": None,
            "coverage": _coverage(report.coverage),
            "contribution": _coverage(report.contribution),
            "worst_loss": None,
            "retention": None,
            "multiplexity": None,
            "rhythm": None,
        },
        "contacts": [_contact(row) for row in report.contacts],
        "too_little": report.too_little,
        "effort_changed": report.effort_changed,
        "density": report.density,
        "checks": [_check(row) for row in report.checks],
        "history": None,
    }


def _log(log: Totals) -> dict[str, Any]:
    return {
        "events": log.events,
        "given": log.given,
        "received": log.received,
        "mutual": log.mutual,
        "contacts": log.contacts,
        "first": _iso(log.first),
        "last": _iso(log.last),
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "value": spread.value,
        "low": spread.low,
        "high": spread.high,
        "n": spread.n,
        "change": spread.change,
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "value": share.value,
        "low": share.low,
        "high": share.high,
        "given": share.given,
        "received": share.received,
        "verdict": share.verdict,
        "change": share.change,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {"one": coverage.one, "two": coverage.two, "functions": dict(coverage.functions)}


def _contact(row: ContactRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "strength": row.strength,
        "silence": row.silence,
        "given": row.given,
        "received": row.received,
        "share": row.share,
        "low": row.low,
        "high": row.high,
        "verdict": row.verdict,
        "last": _iso(row.last),
    }


def _check(row: CheckRow) -> dict[str, Any]:
    return {"on": _iso(row.day), "voice": row.voice, "with": row.name, "yes": row.yes, "of": row.of, "gap": None}


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()

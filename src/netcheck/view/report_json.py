"""The report as JSON: stable keys in one order, English in every language, unrounded numbers."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netcheck.domain.findings import HistoryRow, Loss, Reciprocity, Retention
    from netcheck.domain.report import CheckRow, ContactRow, Coverage, Report, Share, Spread, Totals

SCHEMA = 1


def render(report: Report) -> str:
    """Return the report as an indented JSON text that ends with a line break."""
    return dumped(report_json(report))


def dumped(value: object) -> str:
    """Return a JSON value as an indented text that ends with a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as a JSON value."""
    return {
        "schema": SCHEMA,
        "today": _iso(report.day),
        "half_life_days": report.half_life_days,
        "log": _log(report.log),
        "measures": {
            "effective_contacts": _spread(report.effective_contacts),
            "depth": _spread(report.depth),
            "giving_share": _share(report.giving_share),
            "reciprocity": _reciprocity(report.reciprocity),
            "coverage": _coverage(report.coverage),
            "contribution": _coverage(report.contribution),
            "worst_loss": _loss(report.worst_loss),
            "retention": _retention(report.retention),
            "multiplexity": report.multiplexity,
            "rhythm": report.rhythm._asdict(),
        },
        "contacts": [_contact(row) for row in report.contacts],
        "too_little": report.too_little,
        "effort_changed": report.effort_changed,
        "density": report.density,
        "checks": [_check(row) for row in report.checks],
        "history": [_period(row) for row in report.history],
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


def _reciprocity(found: Reciprocity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "evenness": found.evenness,
        "matching": found.matching,
        "expected": found.expected,
        "p_below": found.p_below,
        "n": found.n,
        "change": found.change,
    }


def _loss(loss: Loss | None) -> dict[str, Any] | None:
    if loss is None:
        return None
    return {
        "contact": loss.contact,
        "value": loss.value,
        "sole": dict(loss.sole),
        "bus_factor": loss.bus_factor,
    }


def _retention(found: Retention | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "turnover": found.turnover,
        "before": found.before,
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
    return {
        "on": _iso(row.day),
        "voice": row.voice,
        "with": row.name,
        "yes": row.yes,
        "of": row.of,
        "gap": row.gap.value if row.gap else None,
    }


def _period(row: HistoryRow) -> dict[str, Any]:
    return {
        "on": _iso(row.day),
        "effective_contacts": row.effective_contacts,
        "depth": row.depth,
        "giving_share": row.giving_share,
        "reciprocity": row.reciprocity,
        "coverage_two": row.coverage_two,
        "retention": row.retention,
        "events": row.events,
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()

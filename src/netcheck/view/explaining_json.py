"""What explains a report, one measure over time, and two days side by side, as JSON values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from netcheck.view.report_json import SCHEMA, report_json

if TYPE_CHECKING:
    from netcheck.domain.against import Against
    from netcheck.domain.explanation import Explained, Explanation, Row
    from netcheck.domain.series import Series


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return every measure with the numbers that go in and come out, then and without the most important person."""
    report = explanation.report
    return {
        "schema": SCHEMA,
        "today": _iso(report.day),
        "events": explanation.events,
        "contacts": explanation.contacts,
        "too_little": report.too_little,
        "without": explanation.without,
        "measures": {explained.measure: _explained(explained) for explained in explanation.measures},
    }


def series_json(series: Series) -> dict[str, Any]:
    """Return one measure over time, under its key; `period` is null where the points are no ends of periods."""
    return {
        "schema": SCHEMA,
        "measure": series.measure,
        "period": series.period,
        "series": [{"on": _iso(point.day), "value": point.value} for point in series.points],
    }


def against_json(two: Against) -> dict[str, Any]:
    """Return both reports, and what changed from one to the other."""
    trends = two.trends._asdict()
    density = trends.pop("density")
    return {
        "schema": SCHEMA,
        "then": report_json(two.then),
        "now": report_json(two.now),
        "change": trends,
        "density": density,
    }


def _explained(explained: Explained) -> dict[str, Any] | None:
    if not explained.facts:
        return None
    return {
        "facts": dict(explained.facts),
        "rows": [_row(row) for row in explained.rows],
        "verdict": explained.code or None,
        "contact": explained.name or None,
        "change": explained.change,
        "year_ago": dict(explained.before) or None,
        "without": dict(explained.without) or None,
        "without_contact": explained.without_name or None,
    }


def _row(row: Row) -> dict[str, Any]:
    label = {"of": row.key} if row.key else {}
    name = {"name": row.name} if row.name else {}
    return label | name | {"facts": dict(row.facts)}


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()

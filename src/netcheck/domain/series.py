"""One measure over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netcheck.domain.report import Period, Report

CLEAR_YES = "clear_yes"
"""Not of the history, but of the checks about oneself."""

SERIES = (
    "effective_contacts",
    "depth",
    "giving_share",
    "reciprocity",
    "coverage_two",
    "retention",
    "events",
    CLEAR_YES,
)
"""What can be followed over time, by the keys of the JSON form."""


class Point(NamedTuple):
    """A day, an ordinal, and the value as of it; None where there was none."""

    day: int
    value: float | None


class Series(NamedTuple):
    """One measure over time, oldest first; `period` is None where the points are no ends of periods."""

    measure: str
    period: Period | None
    points: tuple[Point, ...]


def series(report: Report, measure: str, since: int | None = None) -> Series:
    """Return one of SERIES from a report whose history is cut already; `since` cuts the checks.

    Clear yeses are shares of the questions answered.
    """
    if measure == CLEAR_YES:
        checks = [check for check in report.questions.personal if check.day >= (since or 0) and check.of]
        return Series(measure, None, tuple(Point(check.day, check.yes / check.of) for check in checks))
    return Series(measure, report.period, tuple(Point(row.day, getattr(row, measure)) for row in report.history))

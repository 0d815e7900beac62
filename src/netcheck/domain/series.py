"""One measure over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.registry import MEASURES, Measure

if TYPE_CHECKING:
    from netcheck.domain.report import Period, Report

SERIES = {row.measure: row.series for row in MEASURES if row.series}
"""What can be followed over time, and its key in the JSON form."""


class Point(NamedTuple):
    """A day, an ordinal, and the value as of it, None where there was none; `few`: of too few entries to mean much."""

    day: int
    value: float | None
    few: bool = False


class Series(NamedTuple):
    """One measure over time, oldest first; `period` is None where the points are no ends of periods."""

    measure: Measure
    period: Period | None
    points: tuple[Point, ...]

    @property
    def key(self) -> str:
        """The key of the measure in the JSON form."""
        return SERIES[self.measure]


def series(report: Report, measure: Measure, since: int | None = None) -> Series:
    """Return one of SERIES from a report whose history is cut already; `since` cuts the checks.

    Clear yeses are shares of the questions answered.
    """
    if measure is Measure.CLEAR_YES:
        checks = [check for check in report.questions.personal if check.day >= (since or 0) and check.of]
        return Series(measure, None, tuple(Point(check.day, check.yes / check.of) for check in checks))
    if measure is Measure.EVENTS:
        return Series(measure, report.period, tuple(Point(row.day, row.events) for row in report.history))
    key = SERIES[measure]
    return Series(measure, report.period, tuple(Point(row.day, row.values[key], row.few) for row in report.history))

"""Two days of one log side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.comparison import compare
from netcheck.domain.facts import Basis
from netcheck.domain.report import Period
from netcheck.domain.report_builder import report_of
from netcheck.domain.state import state_on
from netcheck.domain.windows import HALF_YEAR, NotCompared, windows_between

if TYPE_CHECKING:
    from netcheck.domain.model import Ledger
    from netcheck.domain.windows import Comparison


class ComparedDays(NamedTuple):
    """The reports of an earlier and a later day, and what the windows up to them tell, or why they tell nothing.

    `compared_days` is how long these are; None where they would overlap, or begin before the log.
    """

    then: Basis
    now: Basis
    compared_days: int | None
    comparison: Comparison | NotCompared

    @property
    def far(self) -> bool:
        """Whether half a year lies between the two days, so that windows do not overlap."""
        return self.now.state.day - self.then.state.day >= HALF_YEAR


def compare_days(
    ledger: Ledger,
    today: int,
    other: int,
    *,
    until: int | None = None,
    since: int | None = None,
    period: Period = Period.QUARTER,
) -> ComparedDays:
    """Return a ledger as of the days `other` and `until` (default: `today`), the earlier one first.

    `since` and `period` shape the history of both reports.
    """
    first, last = sorted((other, today if until is None else until))
    then, now = (state_on(ledger, day) for day in (first, last))
    windows = windows_between(now.first, first, last)
    return ComparedDays(
        Basis(report_of(then, today, since=since, period=period), then),
        Basis(report_of(now, today, since=since, period=period), now),
        windows.days if windows else None,
        compare(now.timelines, windows, now.pauses, ledger.true_names) if windows else NotCompared.YOUNG,
    )

"""Two days of one log side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.measures import YEAR
from netcheck.domain.report import Comparability, Period, Years
from netcheck.domain.report_builder import build
from netcheck.domain.snapshots import Snapshots
from netcheck.domain.timelines import timelines_by_contact
from netcheck.domain.trends import Trends, compare, effort_changed

if TYPE_CHECKING:
    from netcheck.domain.model import BriefLedger
    from netcheck.domain.pauses import Pause
    from netcheck.domain.report import Report
    from netcheck.domain.snapshots import Snapshot


class ComparedDays(NamedTuple):
    """The reports of an earlier and a later day, and what changed from one to the other.

    `years` are the 365 days up to each of them. The trends are None where nothing may be said
    (`comparability`): the log under a year old on the earlier day, a pause in either year, much more or much
    less logged in one than in the other.
    """

    then: Report
    now: Report
    years: Years
    trends: Trends
    comparability: Comparability

    @property
    def overlapping(self) -> bool:
        """Whether the two years share days."""
        return self.now.day - self.then.day < YEAR


def compare_days(
    ledger: BriefLedger,
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
    then, now = (build(ledger, today, until=day, since=since, period=period) for day in (first, last))
    snapshots = Snapshots(timelines_by_contact(ledger, last))
    before, after = snapshots.on(first), snapshots.on(last)
    comparability = _comparability(now, before, after)
    age = 0 if now.log.first is None else last - now.log.first
    return ComparedDays(
        then=then,
        now=now,
        years=Years(first, after.year, before.year, after.events, before.events),
        trends=compare(after, before, comparability, age),
        comparability=comparability,
    )


def _comparability(now: Report, before: Snapshot, after: Snapshot) -> Comparability:
    if now.log.first is None or before.day - now.log.first < YEAR:
        return Comparability.YOUNG
    if any(_touches(pause, snapshot.day) for pause in now.pauses for snapshot in (before, after)):
        return Comparability.PAUSE
    return Comparability.EFFORT if effort_changed(after.events, before.events) else Comparability.SOUND


def _touches(pause: Pause, day: int) -> bool:
    return pause.first < day and pause.last > day - YEAR

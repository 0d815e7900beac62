"""How the measures went, from period to period."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from netcheck.domain.findings import HistoryRow
from netcheck.domain.periods import last_day, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.report import Period
    from netcheck.domain.snapshot import Snapshot, Timeline


def history(
    timeline: Timeline, daily: Sequence[tuple[int, int]], since: int, day: int, period: Period
) -> tuple[HistoryRow, ...]:
    """Return a row for the end of each period, from the one that holds the day `since` to `day` itself.

    `daily` says how many events there were on which day, ascending, for all days with any. Each row
    holds the measures as of its day.
    """
    days = [active for active, _ in daily]
    sums = list(accumulate((times for _, times in daily), initial=0))
    numbers = range(number_of(since, period), number_of(day, period) + 1)
    spans = [(last_day(number - 1, period), min(day, last_day(number, period))) for number in numbers]
    return tuple(
        _row(timeline.on(end), sums[bisect_right(days, end)] - sums[bisect_right(days, before)])
        for before, end in spans
    )


def _row(snapshot: Snapshot, events: int) -> HistoryRow:
    return HistoryRow(
        day=snapshot.day,
        effective_contacts=snapshot.effective_contacts,
        depth=snapshot.depth,
        giving_share=snapshot.giving_share.value if snapshot.giving_share else None,
        reciprocity=snapshot.reciprocity,
        coverage_two=snapshot.coverage.two,
        retention=snapshot.retention.value if snapshot.retention else None,
        events=events,
    )

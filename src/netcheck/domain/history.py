"""How the measures went, from period to period."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from netcheck.domain.findings import HistoryRow
from netcheck.domain.periods import last_day, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.report import Period
    from netcheck.domain.snapshot import Figures, Timeline


def history(
    timeline: Timeline, daily: Sequence[tuple[int, int]], since: int, day: int, period: Period
) -> tuple[HistoryRow, ...]:
    """Return a row for the end of each period, from the one that holds the day `since` to `day` itself.

    `daily` says how many events there were on which day, ascending, for all days with any. Each row
    holds the measures as of its day.
    """
    days = [active for active, _ in daily]
    sums = list(accumulate((times for _, times in daily), initial=0))
    first = number_of(since, period)
    ends = [min(day, last_day(number, period)) for number in range(first, number_of(day, period) + 1)]
    counts = [sums[bisect_right(days, end)] for end in (last_day(first - 1, period), *ends)]
    rows = zip(ends, timeline.over(ends), map(sub, counts[1:], counts), strict=True)
    return tuple(_row(*row) for row in rows)


def _row(day: int, figures: Figures, events: int) -> HistoryRow:
    return HistoryRow(
        day=day,
        effective_contacts=figures.effective_contacts,
        depth=figures.depth,
        giving_share=figures.giving_share.value if figures.giving_share else None,
        reciprocity=figures.reciprocity,
        coverage_two=figures.coverage.two,
        retention=figures.retention.value if figures.retention else None,
        events=events,
    )

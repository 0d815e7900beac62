"""How the measures went, from period to period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.findings import HistoryRow
from netcheck.domain.periods import last_day, number_of

if TYPE_CHECKING:
    from netcheck.domain.daily import Daily
    from netcheck.domain.report import Period
    from netcheck.domain.snapshot import Figures, Timeline


def history(timeline: Timeline, active: Daily, since: int, day: int, period: Period) -> tuple[HistoryRow, ...]:
    """Return a row for the end of each period, from the one that holds the day `since` to `day` itself.

    `active` counts all events by day. Each row holds the measures as of its day.
    """
    numbers = range(number_of(since, period), number_of(day, period) + 1)
    spans = [(last_day(number - 1, period), min(day, last_day(number, period))) for number in numbers]
    looks = timeline.over([end for _, end in spans])
    return tuple(
        _row(end, figures, active.between(before, end)) for (before, end), figures in zip(spans, looks, strict=True)
    )


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

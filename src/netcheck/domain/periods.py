"""Months, quarters and years, and what a report tells of each of them."""

from __future__ import annotations

from datetime import MAXYEAR, date
from itertools import chain
from typing import TYPE_CHECKING

from netcheck.domain.model import Direction
from netcheck.domain.report import Bar, HistoryRow, Period
from netcheck.domain.timelines import daily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.snapshots import HistoryPoint, Snapshots
    from netcheck.domain.timelines import ContactTimeline, Daily


_MONTHS = 12
_PARTS = {Period.YEAR: 1, Period.QUARTER: 4, Period.MONTH: _MONTHS}


def number_of(day: int, period: Period) -> int:
    """Return the running number of the period that holds a day, an ordinal."""
    at, parts = date.fromordinal(day), _PARTS[period]
    return at.year * parts + (at.month - 1) * parts // _MONTHS


def place_of(number: int, period: Period) -> tuple[int, int]:
    """Return the year of a period and its place in it: the month (1..12), the quarter (1..4), or 0 for a year."""
    parts = _PARTS[period]
    return number // parts, number % parts + (parts > 1)


def last_day(number: int, period: Period) -> int:
    """Return the last day of a period, an ordinal."""
    parts = _PARTS[period]
    year, place = divmod(number + 1, parts)
    if year > MAXYEAR:
        return date.max.toordinal()
    return date(year, place * _MONTHS // parts + 1, 1).toordinal() - 1


def history(snapshots: Snapshots, active: Daily, since: int, day: int, period: Period) -> tuple[HistoryRow, ...]:
    """Return a row for the end of each period, from the one that holds the day `since` to `day` itself.

    `active` counts all events by day. Each row holds the measures as of its day.
    """
    numbers = range(number_of(since, period), number_of(day, period) + 1)
    spans = [(last_day(number - 1, period), min(day, last_day(number, period))) for number in numbers]
    points = snapshots.over([end for _, end in spans])
    return tuple(
        _row(end, figures, active.between(before, end)) for (before, end), figures in zip(spans, points, strict=True)
    )


def bars(timelines: Sequence[ContactTimeline], first: int, day: int, period: Period) -> tuple[Bar, ...]:
    """Return one bar per period, from the one that holds the day `first` to the one that holds `day`."""
    given = daily(chain.from_iterable(timeline.booked(Direction.GIVEN) for timeline in timelines))
    received = daily(chain.from_iterable(timeline.booked(Direction.RECEIVED) for timeline in timelines))
    numbers = range(number_of(first, period), number_of(day, period) + 1)
    spans = [(number, last_day(number - 1, period), last_day(number, period)) for number in numbers]
    return tuple(
        Bar(*place_of(number, period), given.between(before, end), received.between(before, end), partial=day < end)
        for number, before, end in spans
    )


def _row(day: int, figures: HistoryPoint, events: int) -> HistoryRow:
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

"""Months, quarters and years, and what a report tells of each of them."""

from __future__ import annotations

from datetime import MAXYEAR, date
from itertools import chain
from typing import TYPE_CHECKING

from netcheck.domain.measures import YEAR
from netcheck.domain.model import Direction
from netcheck.domain.registry import MEASURES
from netcheck.domain.report import Bar, HistoryRow, Period
from netcheck.domain.small_log import too_little
from netcheck.domain.timelines import daily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.state import State
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


def history(state: State, since: int, period: Period) -> tuple[HistoryRow, ...]:
    """Return a row for the end of each period, from the one that holds the day `since` to the day of the state.

    Each row holds the measures as of its day, and how many events there were in its period, groups included.
    """
    active = daily(chain.from_iterable(timeline.days for timeline in state.timelines))
    numbers = range(number_of(since, period), number_of(state.day, period) + 1)
    spans = [(last_day(number - 1, period), min(state.day, last_day(number, period))) for number in numbers]
    return tuple(
        HistoryRow(
            end,
            {row.series: row.followed(moment) for row in MEASURES if row.followed},
            active.between(before, end),
            few=too_little(sum(moment.recent), len(moment.recent) - moment.recent.count(0)),
        )
        for (before, end), moment in zip(spans, state.moments.on([end for _, end in spans]), strict=True)
    )


def bars(timelines: Sequence[ContactTimeline], first: int, day: int, period: Period) -> tuple[Bar, ...]:
    """Return one bar per period, groups left out, from the one that holds `first` to the one that holds `day`."""
    people = [timeline for timeline in timelines if not timeline.contact.group]
    given = daily(chain.from_iterable(timeline.days_in_balance(Direction.GIVEN) for timeline in people))
    received = daily(chain.from_iterable(timeline.days_in_balance(Direction.RECEIVED) for timeline in people))
    numbers = range(number_of(first, period), number_of(day, period) + 1)
    spans = [(number, last_day(number - 1, period), last_day(number, period)) for number in numbers]
    return tuple(
        Bar(
            *place_of(number, period),
            given.between(before, end),
            received.between(before, end),
            partial=day < end,
            inside=_inside(given, received, max(before, day - YEAR), end),
        )
        for number, before, end in spans
    )


def _inside(given: Daily, received: Daily, after: int, until: int) -> tuple[int, int] | None:
    return (given.between(after, until), received.between(after, until)) if after < until else None

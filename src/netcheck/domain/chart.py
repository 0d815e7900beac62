"""What was given and received in each month, quarter or year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.books import keeps_books
from netcheck.domain.events import Direction
from netcheck.domain.report import Bar, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.books import Book

_PARTS = {Period.YEAR: 1, Period.QUARTER: 4, Period.MONTH: 12}


def bars(books: Iterable[Book], first: int, day: int, period: Period) -> tuple[Bar, ...]:
    """Return one bar per period, from the one that holds the day `first` to the one that holds `day`."""
    parts = _PARTS[period]
    start, end = _number(first, parts), _number(day, parts)
    counts = [[0, 0] for _ in range(start, end + 1)]
    for (at, direction), times in _daily(books).items():
        number = _number(at, parts)
        if number >= start:
            counts[number - start][direction != Direction.GIVEN] += times
    unfinished = _number(min(day + 1, date.max.toordinal()), parts) == end
    return tuple(
        Bar(number // parts, number % parts + (parts > 1), given, received, unfinished and number == end)
        for number, (given, received) in enumerate(counts, start)
    )


def _daily(books: Iterable[Book]) -> dict[tuple[int, Direction], int]:
    """Return counts by day and direction: there are far fewer days than events to find the period of."""
    counts: dict[tuple[int, Direction], int] = {}
    for book in books:
        for event in book.events:
            if keeps_books(event, book.contact):
                key = event.day, event.direction
                counts[key] = counts.get(key, 0) + 1
    return counts


def _number(day: int, parts: int) -> int:
    """Return a running number of the period that holds a day, a year having that many parts."""
    at = date.fromordinal(day)
    return at.year * parts + (at.month - 1) * parts // 12

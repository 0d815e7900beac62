"""What was given and received in each month, quarter or year."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from netcheck.domain.daily import daily
from netcheck.domain.model import Direction
from netcheck.domain.periods import last_day, number_of, place_of
from netcheck.domain.report import Bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.books import Book
    from netcheck.domain.report import Period


def bars(books: Sequence[Book], first: int, day: int, period: Period) -> tuple[Bar, ...]:
    """Return one bar per period, from the one that holds the day `first` to the one that holds `day`."""
    given = daily(chain.from_iterable(book.booked(Direction.GIVEN) for book in books))
    received = daily(chain.from_iterable(book.booked(Direction.RECEIVED) for book in books))
    numbers = range(number_of(first, period), number_of(day, period) + 1)
    spans = [(number, last_day(number - 1, period), last_day(number, period)) for number in numbers]
    return tuple(
        Bar(*place_of(number, period), given.between(before, end), received.between(before, end), partial=day < end)
        for number, before, end in spans
    )

"""Who stays from year to year, and how often one is in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.books import YEAR
from netcheck.domain.findings import Retention, Rhythm
from netcheck.domain.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.books import Book

FEWEST = 10
"""Of fewer people no share is given."""

FULL_AGE = 2 * YEAR
"""Nor in a log younger than this, in days."""

WEEKLY, MONTHLY, YEARLY = 52, 12, 1


def retention(before: int, now: int, kept: int) -> Retention | None:
    """Return who stayed, from the numbers of people active in the year before, in the last one, and in both."""
    if before < FEWEST:
        return None
    return Retention(kept / before, *wilson(kept, before), 1 - kept / (before + now - kept), before, kept)


def steady(books: Iterable[Book], day: int, least: int) -> list[Book]:
    """Return those with at least so many active days in the year before the last one, as of `day`."""
    return [book for book in books if book.active_days(day - 2 * YEAR, day - YEAR) >= least]


def rhythm(books: Iterable[Book], day: int) -> Rhythm:
    """Return how many people there were active days with every week, every month and at all, in the year to `day`."""
    active = [book.active_days(day - YEAR, day) for book in books]
    weekly, monthly, yearly = (sum(days >= least for days in active) for least in (WEEKLY, MONTHLY, YEARLY))
    return Rhythm(weekly, monthly, yearly)

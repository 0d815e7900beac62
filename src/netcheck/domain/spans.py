"""Lengths of time in months and days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """A length of time in months and days."""

    months: int = 0
    days: int = 0


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), or the last day of a shorter month.

    Raises:
        ValueError: the year would lie outside 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for shorter in range(4):
        with suppress(ValueError):
            return date(year, month + 1, day.day - shorter)
    raise ValueError(months)

"""Months, quarters and years as running numbers."""

from __future__ import annotations

from datetime import MAXYEAR, date

from netcheck.domain.report import Period

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

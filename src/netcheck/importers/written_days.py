"""Days as tables write them: the order of day and month is the file's, and is never guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from netcheck.domain.birthdays import DateOfBirth, read_birthday
from netcheck.domain.dates import Day, DayWords, parse_day
from netcheck.importers.text import tidy

_FIGURES = re.compile(r"(\d{1,4}) ?([./-]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{1,2})?)?(?:,? ?T?\d{1,2}:\d{2}.*)?", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})(?:([./-])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?:[ T+Z].*)?", re.DOTALL | re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAYS = 31
_MONTHS = 12
_CENTURY = 100
_LONGEST = 80
_LATEST = date(9000, 1, 1)
"""Which of the days is to come is for the import to say."""


class _Figures(NamedTuple):
    """Two or three numbers with a point, slash or dash between them; `year` is "" where there are two."""

    first: int
    second: int
    year: str
    dotted: bool


class WrittenDays:
    """How the days of one file are written: first it sees all of them, then it reads each.

    A first number over 12 says day first, a second one month first. With points it is day first if nothing says
    otherwise; with slashes and dashes it is open. A year of four figures that comes first leaves no question, and a
    day that is to come whichever its order says nothing.
    """

    def __init__(self, today: int, order: str = "") -> None:
        """Begin for a day, an ordinal, and the order dmy, mdy or ymd that the user said, "" for none."""
        self._today = today
        self._year = date.fromordinal(today).year
        self._said = order
        self._seen: dict[bool, set[str]] = {False: set(), True: set()}

    def see(self, text: str) -> None:
        """Learn from one cell which order the file has."""
        found = _figures(text)
        if not found or self._is_to_come(found):
            return
        if found.first > _DAYS:
            self._seen[found.dotted].add("ymd")
        elif found.first > _MONTHS >= found.second:
            self._seen[found.dotted].add("dmy")
        elif found.second > _MONTHS >= found.first:
            self._seen[found.dotted].add("mdy")

    def is_open(self, text: str) -> bool:
        """Return whether a day can be read two ways, and the file does not show which."""
        found = _figures(text)
        return bool(found and found.first != found.second and not self._order(found) and not self._is_to_come(found))

    def ordinal(self, text: str) -> int | None:
        """Return the day that a cell says, of a time the day that is written; None for none."""
        year, month, day = self._parts(text) or ("", 0, 0)
        if not year:
            return _in_words(text)
        number = int(year)
        if len(year) == 2:  # noqa: PLR2004 - figures
            century = self._year - self._year % _CENTURY
            number += century if century + number <= self._year else century - _CENTURY
        try:
            return date(number, month, day).toordinal()
        except ValueError:
            return None

    def birthday(self, text: str) -> str:
        """Return a birthday in the form that is stored, "" for none.

        Of a year of two figures that two centuries can have, only day and month are taken.
        """
        bare = tidy(text)
        year, month, day = self._parts(bare) or ("", 0, 0)
        if len(year) == 2:  # noqa: PLR2004 - figures
            century = self._year - self._year % _CENTURY
            year = str(century - _CENTURY + int(year)) if century + int(year) > self._year else ""
        if month:
            return str(read_birthday(f"{year or '-'}-{month}-{day}") or "")
        if found := re.fullmatch(r"--(\d{1,2})-?(\d{2})", bare, re.ASCII):
            return str(read_birthday(f"--{found[1]}-{found[2]}") or "")
        if (ordinal := _in_words(bare)) is not None:
            return date.fromordinal(ordinal).isoformat()
        if not any(map(str.isdigit, bare)) or (ordinal := _in_words(f"{bare} 2000")) is None:
            return ""
        born = date.fromordinal(ordinal)
        return str(DateOfBirth(None, born.month, born.day))

    def _order(self, found: _Figures) -> str:
        seen = self._seen[found.dotted]
        only = next(iter(seen)) if len(seen) == 1 else ""
        return self._said or only or ("dmy" if found.dotted and not seen else "")

    def _is_to_come(self, found: _Figures) -> bool:
        days = _either_way(found)
        return bool(days) and min(days) > self._today

    def _parts(self, text: str) -> tuple[str, int, int] | None:
        """Return the year as it is written, month and day of figures; None for anything else."""
        if whole := _YEAR_FIRST.fullmatch(tidy(text)):
            return whole[1], int(whole[3] or whole[5]), int(whole[4] or whole[6])
        found = _figures(text)
        if not found:
            return None
        order = self._order(found)
        if order == "ymd" and found.year:
            return f"{found.first:02}", found.second, int(found.year)
        if len(found.year) == 1:
            return None
        if not order and self._is_to_come(found):
            order = "mdy" if found.second > _MONTHS else "dmy"
        if order == "dmy" or found.first == found.second:
            return found.year, found.second, found.first
        return (found.year, found.first, found.second) if order else None


def none(text: str) -> bool:
    """Return whether a cell says that there is no day: nothing, or nothing but zeros, as `0/0/00`."""
    return not re.search(r"[^\s0./-]", tidy(text))


@lru_cache(maxsize=4096)
def _either_way(found: _Figures) -> list[int]:
    """Return the days, ordinals, that figures with a whole year may say, day first and month first."""
    days: list[int] = []
    if len(found.year) <= 2:  # noqa: PLR2004 - figures
        return days
    for month, day in {(found.second, found.first), (found.first, found.second)}:
        with suppress(ValueError):
            days.append(date(int(found.year), month, day).toordinal())
    return days


@lru_cache(maxsize=4096)
def _figures(text: str) -> _Figures | None:
    bare = tidy(text)
    found = _FIGURES.fullmatch(bare) if len(bare) <= _LONGEST and bare.isascii() else None
    if not found or len(found[1]) > 2:  # noqa: PLR2004 - a year that comes first is no question
        return None
    return _Figures(int(found[1]), int(found[3]), found[4] or "", found[2] == ".")


@cache
def _words() -> DayWords:
    return DayWords.of()


@lru_cache(maxsize=4096)
def _in_words(text: str) -> int | None:
    """Return the day that is written with the name of its month and with its year, in German or in English."""
    bare = tidy(text)
    if len(bare) > _LONGEST or not _YEAR.search(bare) or not any(map(str.isalpha, bare)):
        return None
    found = parse_day(bare, _LATEST, _words())
    return found.ordinal if isinstance(found, Day) and not found.approximate else None

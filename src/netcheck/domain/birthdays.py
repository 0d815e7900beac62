"""Birthdays, with or without a year: as they are typed, as they are stored, and the next one."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date

from netcheck.value import Value

_LEAP_YEAR = 2000
_FORMS = (
    r"(?:(?P<year>\d{4})|-)-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\.|\. ?(?P<year>\d{4}))?",
)
_NAMED_FORMS = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<month>[^\W\d_]+)[.,]{,2}(?: (?P<year>\d{4}))?",
    r"(?P<month>[^\W\d_]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?",
)
_SHORT_YEAR = r"(?:\d{1,2}\. ?\d{1,2}\.|\d{1,2}\S{,2} [^\W\d_]+[.,]{,2}|[^\W\d_]+\.? \d{1,2}\S{,2},?) ?['’]?\d\d"


class DateOfBirth(Value):
    """A day of birth; `year` is None where nobody has told it. 29 February needs no year."""

    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        """Return the form that is stored: "YYYY-MM-DD", or "--MM-DD" without a year."""
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


def read_birthday(text: str) -> DateOfBirth | None:
    """Return the birthday that 1980-05-12, --05-12, 12.5.1980, 12.5., am 12. Mai or May 12, 1980 says; else None.

    The names of months are those of all languages, long and short. A year has four digits.
    """
    text = _without_lead(text)
    matches = (re.fullmatch(form, text, re.ASCII) for form in _FORMS)
    found = next(filter(None, matches), None)
    if found is not None:
        return _date_of_birth(found, int(found["month"]))
    named = next(filter(None, (re.fullmatch(form, text) for form in _NAMED_FORMS)), None)
    month = _month(named["month"]) if named else None
    return _date_of_birth(named, month) if named and month else None


def has_short_year(text: str) -> bool:
    """Say whether a text is a birthday but for its year of two digits, which may be of either century: 12.5.80."""
    text = _without_lead(text)
    return bool(re.fullmatch(_SHORT_YEAR, text)) and read_birthday(re.sub(r" ?['’]?\d\d$", " 2000", text)) is not None


def _without_lead(text: str) -> str:
    """Return a text without `on` or `am` in front, and with single blanks."""
    first, *rest = text.split() or [""]
    if rest and not first[0].isdigit():
        from netcheck.domain.lexicon import LEXICON

        if first.lower() in {word for words in LEXICON.values() for word in words.on}:
            return " ".join(rest)
    return " ".join([first, *rest])


def _date_of_birth(found: re.Match[str], month: int) -> DateOfBirth | None:
    year = int(found["year"]) if found["year"] else None
    try:
        day = date(_LEAP_YEAR if year is None else year, month, int(found["day"]))
    except ValueError:
        return None
    return DateOfBirth(year, day.month, day.day)


def _month(name: str) -> int | None:
    """Return the number of the month that is called so in any language."""
    from netcheck.domain.lexicon import LEXICON
    from netcheck.domain.names import keyed, lookup

    return lookup(keyed(group for words in LEXICON.values() for group in enumerate(words.months, 1)), name)


def born(birthday: str, today: date) -> bool:
    """Say whether a stored birthday, if it has a year, is today's or earlier; both are written to compare."""
    return birthday.startswith("-") or birthday <= today.isoformat()


def next_birthday(birthday: str, today: int) -> int | None:
    """Return the day of the next stored birthday, today included; 29 February is the 28th where a year lacks it."""
    found = read_birthday(birthday) if birthday else None
    if found is None:
        return None
    year = date.fromordinal(today).year
    days = (_in_year(year, found) for year in range(year, min(year + 1, MAXYEAR) + 1))
    return next((day for day in days if day >= today), None)


def _in_year(year: int, birthday: DateOfBirth) -> int:
    try:
        return date(year, birthday.month, birthday.day).toordinal()
    except ValueError:
        return date(year, birthday.month, birthday.day - 1).toordinal()

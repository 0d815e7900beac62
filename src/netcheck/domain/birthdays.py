"""Birthdays as people type them."""

from __future__ import annotations

import re
from datetime import date

_LEAP_YEAR = 2000
_WRITTEN = (
    re.compile(r"(?:(?P<year>\d{4})|-)-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\.|\. ?(?P<year>\d{4}))?", re.ASCII),
)


def parse_birthday(text: str) -> str | None:
    """Return "YYYY-MM-DD", or "--MM-DD" without a year, for 1980-05-12, --05-12, 12.5.1980 or 12.5.

    None stands for anything else. 29 February needs no year.
    """
    found = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(text.strip()))), None)
    if found is None:
        return None
    try:
        day = date(int(found["year"] or _LEAP_YEAR), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day.isoformat() if found["year"] else f"--{day:%m-%d}"


def born(birthday: str, today: date) -> bool:
    """Say whether a stored birthday, if it has a year, is today's or earlier; both are written to compare."""
    return birthday.startswith("-") or birthday <= today.isoformat()

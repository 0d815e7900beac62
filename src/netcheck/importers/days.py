"""Days as other programs write them, and which of them count."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netcheck.importers.base import Findings

FIRST = date(1970, 1, 1).toordinal()
"""A day before this one was never written by anybody."""

_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")


def iso_day(text: str) -> int | None:
    """Return the day that a date or an instant begins with, `2025-01-05T09:30:00Z`, an ordinal; None for none.

    That is the day where the instant was written: the one of UTC for UTC, else the one at its offset.
    """
    found = _ISO.match(text)
    try:
        return date.fromisoformat(found[1]).toordinal() if found else None
    except ValueError:
        return None


def out_of_time(day: int | None, today: int, first: int = FIRST) -> str:
    """Return the reason for which a day does not count: it is none, before the first, or after today; else ""."""
    if day is None or day < first:
        return "no_day"
    return "future" if day > today else ""


def counting(day: int | None, today: int, findings: Findings) -> int | None:
    """Return a day that counts, or None for one that is left out, and counted."""
    if reason := out_of_time(day, today):
        findings.leave_out(reason)
        return None
    return day

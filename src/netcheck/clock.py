"""The one clock: today's date and the time of day, which NETCHECK_TODAY can fix."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from netcheck.errors import UsageError


def today() -> date:
    """Return the local calendar date, or the one in NETCHECK_TODAY.

    Raises:
        UsageError: NETCHECK_TODAY is set and no ISO date.
    """
    return _fixed()[0] or date.today()  # noqa: DTZ011 - a day is what the user's wall calendar says


def now() -> datetime:
    """Return the local date and time without a zone, of which NETCHECK_TODAY may fix the date or both.

    Raises:
        UsageError: NETCHECK_TODAY is set and no ISO date.
    """
    day, hour = _fixed()
    real = datetime.now()  # noqa: DTZ005 - as in `today`
    return datetime.combine(day or real, hour or real.time())


def _fixed() -> tuple[date | None, time | None]:
    """Return what NETCHECK_TODAY says: 2026-11-23 is a date, 2026-11-23T18:30 a date and a time of day."""
    text = os.environ.get("NETCHECK_TODAY", "")
    day, _, hour = text.partition("T")
    try:
        return date.fromisoformat(day) if text else None, time.fromisoformat(hour) if hour else None
    except ValueError:
        raise UsageError("bad_today", value=text) from None

"""The one clock: today's date, which NETCHECK_TODAY can fix."""

from __future__ import annotations

import os
from datetime import date

from netcheck.errors import UsageError


def today() -> date:
    """Return the local calendar date, or the ISO date in NETCHECK_TODAY.

    Raises:
        UsageError: NETCHECK_TODAY is set and no ISO date.
    """
    fixed = os.environ.get("NETCHECK_TODAY", "")
    if not fixed:
        return date.today()  # noqa: DTZ011 - a day is what the user's wall calendar says
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise UsageError("bad_today", value=fixed) from None

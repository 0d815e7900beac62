"""What this machine keeps of the reminder: the last turn that was taken, and the last day on which it spoke."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from netcheck.schedule.timing import last_turn
from netcheck.store import machine

if TYPE_CHECKING:
    import sqlite3

    from netcheck.commands.context import App
    from netcheck.schedule.timing import Timing

DELIVERED = "remind.delivered"
"""The ISO day on which the reminder last spoke to a scheduler."""

TURN = "remind.turn"
"""The ISO day of the last turn that was taken, whether or not there was anything to say."""


def day_kept(connection: sqlite3.Connection, key: str) -> date | None:
    """Return the day that is kept under DELIVERED or TURN."""
    kept = machine.get(connection, key)
    return None if kept is None else date.fromisoformat(kept)


def begin(app: App, timing: Timing | None) -> None:
    """Let the turns count from now on, or with None forget them; a log that does not exist yet is not made for it."""
    if app.path.exists():
        with app.log() as connection:
            machine.put(connection, TURN, last_turn(timing, now(app)).isoformat() if timing else None)


def now(app: App) -> datetime:
    """Return the local time of day, on the day that is today."""
    return datetime.combine(app.today, datetime.now().time())  # noqa: DTZ005 - what the user's wall clock says

"""From when on the turns of a reminder count, and what time it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from netcheck.schedule.timing import last_turn
from netcheck.store import machine
from netcheck.store.reminders import TURN

if TYPE_CHECKING:
    from netcheck.commands.context import App
    from netcheck.schedule.timing import Timing


def begin(app: App, timing: Timing | None) -> None:
    """Let the turns count from now on, or with None forget them; a log that does not exist yet is not made for it."""
    if app.path.exists():
        with app.log() as connection:
            machine.put(connection, TURN, last_turn(timing, now(app)).isoformat() if timing else None)


def now(app: App) -> datetime:
    """Return the local time of day, on the day that is today."""
    return datetime.combine(app.today, datetime.now().time())  # noqa: DTZ005 - what the user's wall clock says

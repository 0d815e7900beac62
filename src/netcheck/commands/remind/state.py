"""From when on the turns of a reminder count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck import clock
from netcheck.schedule.timing import last_turn
from netcheck.store import machine, reminders
from netcheck.store.reminders import TURN

if TYPE_CHECKING:
    from datetime import date

    from netcheck.commands.context import App
    from netcheck.schedule.timing import Timing


def begin(app: App, timing: Timing | None) -> None:
    """Let the turns count from now on, or with None forget them; a log that does not exist yet is not made for it."""
    if app.path.exists():
        with app.log() as connection:
            machine.put(connection, TURN, last_turn(timing, clock.now()).isoformat() if timing else None)


def taken(app: App, timing: Timing | None) -> date | None:
    """Return the last turn taken, as the log has kept it; where there is no log yet, the one before the next."""
    if not app.path.exists():
        return last_turn(timing, clock.now()) if timing else None
    with app.reading() as connection:
        return reminders.load(connection, app.today).turn

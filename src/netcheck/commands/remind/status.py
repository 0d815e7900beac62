"""`netcheck remind status`: whether the reminder is installed, where, and when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck import clock
from netcheck.commands.context import App, app_of, hand_over, say
from netcheck.commands.looking import say_json
from netcheck.commands.remind import state
from netcheck.store import reminders

if TYPE_CHECKING:
    from datetime import date

    from netcheck.schedule.base import Status


def status(context: typer.Context, json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Show each scheduler that has the reminder."""
    from netcheck.schedule import windows
    from netcheck.schedule.choose import installed
    from netcheck.view.schedule import status_json, status_lines

    app = app_of(context)
    found = [(scheduler.name, status, *_days(app, status)) for scheduler, status in installed()]
    now = clock.now()
    if json:
        say_json([status_json(name, status, now, delivered, taken) for name, status, delivered, taken in found])
        return
    for name, status, delivered, taken in found:
        hand_over("\n".join(status_lines(name, status, now, delivered, taken, app.words)))
    if windows.available():
        hand_over(f"{app.words.schedule.windows_status}\n\n  {windows.LOOK}")
    elif not found:
        say(app.words.schedule.is_off)


def _days(app: App, status: Status) -> tuple[date | None, date | None]:
    """Return when the reminder last spoke, and the last turn taken, as the log that it reads has kept them."""
    app.database = status.database or app.database
    with app.reading() as connection:
        kept = reminders.load(connection, app.today)
    return kept.delivered, state.taken(app, status.timing)

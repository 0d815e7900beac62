"""`netcheck remind off`: the reminder leaves the machine's scheduler."""

from __future__ import annotations

import typer

from netcheck.commands.context import app_of, hand_over, say
from netcheck.commands.remind import state


def off(context: typer.Context) -> None:
    """Take out exactly what `on` has put in, wherever it is."""
    from netcheck.schedule import windows
    from netcheck.schedule.choose import installed
    from netcheck.view.schedule import removed_line

    app = app_of(context)
    found = installed()
    for scheduler, status in found:
        scheduler.remove()
        say(removed_line(status.path, app.words))
        app.database = status.database or app.database
        state.begin(app, None)
    if windows.available():
        hand_over(f"{app.words.schedule.windows_off}\n\n  {windows.REMOVE}")
    elif not found:
        say(app.words.schedule.was_off)

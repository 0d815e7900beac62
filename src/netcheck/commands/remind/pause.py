"""`netcheck remind pause`: quiet for a while."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from netcheck.commands.context import app_of, say
from netcheck.errors import UsageError
from netcheck.store import reminders
from netcheck.view.text import date_of


def pause(
    context: typer.Context,
    until: Annotated[list[str] | None, typer.Argument()] = None,
    end: Annotated[bool, typer.Option("--end")] = False,
) -> None:
    """Let the reminder be quiet until a day, or speak again, as it does until today; say which of it holds."""
    from netcheck.commands.coming import day_to_come

    app = app_of(context)
    texts = app.words.remind
    if until and end:
        raise UsageError("one_direction", options=f"--end, {' '.join(until)}")
    day = date.fromordinal(day_to_come(" ".join(until), app)) if until else None
    end = end or day == app.today
    if end or day is not None:
        with app.log() as connection:
            reminders.pause(connection, None if end else day)
    else:
        with app.reading() as connection:
            day = reminders.load(connection, app.today).paused
    if end:
        say(texts.awake)
    elif day is None or day <= app.today:
        say(texts.not_paused)
    else:
        said = texts.paused if until else texts.pausing
        say(said.format(day=date_of(day, app.today, app.words)))
        say(f"  {texts.end_hint}")

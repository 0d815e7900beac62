"""`netcheck remove`: take entries out of the log, and say which."""

from __future__ import annotations

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.looking import event_of
from netcheck.commands.telling import say_done
from netcheck.commands.tree import application
from netcheck.store import contacts, events
from netcheck.store.ops import writing

app = application()


@app.command()
def remove(context: typer.Context, short_ids: list[str]) -> None:
    """Remove the entries with these short ids, all or none."""
    surroundings = app_of(context)
    with surroundings.log() as connection:
        people = contacts.load(connection)
        found = {event_of(text, people, connection, surroundings).id: None for text in short_ids}
        with writing(connection, "remove") as writer:
            events.remove(writer, found)
        say_done(writer, people, surroundings)
    say(f"  {surroundings.words.looking.undo_hint}")

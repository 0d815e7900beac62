"""`netcheck contact remove`: somebody leaves the log."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.telling import say_done
from netcheck.commands.who import whom
from netcheck.errors import NetcheckError
from netcheck.store import contacts, events
from netcheck.store.ops import writing


def remove(
    context: typer.Context, who: list[str], with_events: Annotated[bool, typer.Option("--with-events")] = False
) -> None:
    """Remove a contact that has no entries, or all of them with it where that is asked for."""
    surroundings = app_of(context)
    with surroundings.log() as connection:
        people = contacts.load(connection)
        contact = whom(" ".join(who), people, connection, surroundings)
        count = events.count(connection, people, contact.id)
        if count and not with_events:
            entries = surroundings.words.common.entries(count)
            raise NetcheckError("contact_has_events", name=contact.name, entries=entries)
        with writing(connection, "contact remove") as writer:
            contacts.remove(writer, people, contact.id)
        say_done(writer, people, surroundings)
    say(f"  {surroundings.words.looking.undo_hint}")

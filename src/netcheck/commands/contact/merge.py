"""`netcheck contact merge`: two contacts turn out to be one."""

from __future__ import annotations

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.telling import say_done
from netcheck.commands.who import whom
from netcheck.errors import NetcheckError
from netcheck.store import contacts
from netcheck.store.ops import writing


def merge(context: typer.Context, gone: str, into: str) -> None:
    """Let the contact `gone` be the contact `into` from now on."""
    surroundings = app_of(context)
    with surroundings.log() as connection:
        people = contacts.load(connection)
        one, other = (whom(text, people, connection, surroundings) for text in (gone, into))
        if one.id == other.id:
            raise NetcheckError("merge_self", name=one.name)
        with writing(connection, "contact merge") as writer:
            contacts.merge(writer, one.id, other.id)
        say_done(writer, people, surroundings)
    say(f"  {surroundings.words.looking.undo_hint}")

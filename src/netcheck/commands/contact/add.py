"""`netcheck contact add`: somebody new."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.commands.contact.fields import circles_of, free_name, texts_of
from netcheck.commands.context import app_of
from netcheck.commands.telling import say_done
from netcheck.commands.typed import clean, parsed_birthday
from netcheck.domain.model import Contact
from netcheck.store import contacts
from netcheck.store.ids import new_id
from netcheck.store.ops import writing


def add(
    context: typer.Context,
    name: list[str],
    alias: Annotated[list[str] | None, typer.Option("--alias")] = None,
    identifier: Annotated[list[str] | None, typer.Option("--identifier")] = None,
    circle: Annotated[list[str] | None, typer.Option("--circle")] = None,
    birthday: Annotated[str, typer.Option("--birthday")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    no_balance: Annotated[bool, typer.Option("--no-balance")] = False,
    group: Annotated[bool, typer.Option("--group")] = False,
) -> None:
    """Add a contact whose name nobody has yet."""
    surroundings = app_of(context)
    with surroundings.log() as connection:
        people = contacts.load(connection)
        contact = Contact(
            new_id(),
            free_name(" ".join(name), people),
            aliases=texts_of(alias, "--alias"),
            identifiers=texts_of(identifier, "--identifier"),
            circles=circles_of(circle, people),
            birthday=parsed_birthday(birthday, surroundings.today),
            note=clean(note),
            no_balance=no_balance,
            group=group,
        )
        with writing(connection, "contact add") as writer:
            contacts.add(writer, contact)
        say_done(writer, contacts.load(connection), surroundings)

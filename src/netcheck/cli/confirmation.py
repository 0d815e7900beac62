"""Tells what commands did, each change in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.cli.app import remark, say
from netcheck.cli.output import names_of
from netcheck.domain.command_log import Entity
from netcheck.store import undo
from netcheck.store.names import last_names
from netcheck.view.safe import safe
from netcheck.view.sentences import change_sentences, tick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App
    from netcheck.domain.command_log import Command
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer


def sentences_of(commands: Sequence[Command], people: People, connection: Connection, app: App) -> list[str]:
    """Return what the commands did, a sentence for each change."""
    names = names_ever(commands, people, connection)
    return [sentence for command in commands for sentence in change_sentences(command, names, app.words, app.today)]


def names_ever(commands: Sequence[Command], people: People, connection: Connection) -> dict[str, str]:
    """Return the names of all contacts that the commands speak of, removed ones included."""
    spoken_of = {
        str(value["contact_id"])
        for command in commands
        for change in command.changes
        for value in (change.before, change.after)
        if change.entity != Entity.CONTACT and value and value.get("contact_id")
    }
    names = names_of(people)
    return last_names(connection, spoken_of - names.keys()) | names


def confirm_change(writer: Writer, people: People, app: App, *, about: str = "") -> None:
    """Confirm the command just stored with a sentence for each change, or say that nothing changed `about` a name."""
    commands = [command for command in undo.history(writer.connection, 1) if command.id == writer.command]
    for sentence in sentences_of(commands, people, writer.connection, app):
        say(f"{tick(app.words)} {sentence}")
    if not commands:
        remark(app.words.looking.same.format(name=safe(about)))

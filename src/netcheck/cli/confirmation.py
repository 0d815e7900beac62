"""Tells what commands did, each change in one sentence, and asks before many entries change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.cli.app import remark, say
from netcheck.cli.output import names_of
from netcheck.domain.command_log import Entity
from netcheck.errors import Cancelled, NetcheckError
from netcheck.store import undo
from netcheck.store.last_values import last_names
from netcheck.view.entry import tick
from netcheck.view.safe import safe
from netcheck.view.sentences import change_sentences
from netcheck.view.text import join_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App
    from netcheck.domain.command_log import Command
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer
    from netcheck.store.undo import Refused
    from netcheck.words import Words


_TWICE = {
    Entity.CONTACT: "undo_twice_contact",
    Entity.ALIAS: "undo_twice_alias",
    Entity.EVENT: "undo_twice_event",
}
_LOSES = {
    Entity.CONTACT: "undo_loses_contact",
    Entity.CIRCLE: "undo_loses_circle",
    Entity.CHECK: "undo_loses_check",
}

MANY = 20
"""So many entries come and go without a question."""


def sentences_of(commands: Sequence[Command], people: People, connection: Connection, app: App) -> list[str]:
    """Return what the commands did, a sentence for each change."""
    names = names_ever(commands, people, connection)
    return [sentence for command in commands for sentence in change_sentences(command, names, app.words, app.today)]


def names_ever(commands: Sequence[Command], people: People, connection: Connection) -> dict[str, str]:
    """Return the names of all contacts and circles that the commands speak of, removed ones included."""
    spoken_of = {
        str(value[key])
        for command in commands
        for change in command.changes
        for value in (change.before, change.after)
        for key in ("contact_id", "a_id", "b_id", "merged_into")
        if value and value.get(key)
    }
    circles = {
        str(value["circle_id"])
        for command in commands
        for change in command.changes
        for value in (change.before, change.after)
        if value and value.get("circle_id")
    }
    names = {**names_of(people), **people.circle_of}
    gone = last_names(connection, "contact", spoken_of - names.keys())
    return last_names(connection, "circle", circles - names.keys()) | gone | names


def confirm_change(writer: Writer, people: People, app: App, *, about: str = "") -> None:
    """Confirm the command just stored with a sentence for each change, or say that nothing changed `about` a name."""
    command = undo.told(writer.connection, writer.command)
    if command is not None:
        for sentence in sentences_of([command], people, writer.connection, app):
            say(f"{tick(app.words)} {sentence}")
    else:
        remark(app.words.looking.same.format(name=safe(about)))


def agreed(command: Command, question: str, app: App) -> None:
    """Ask on a terminal whether a command that is about many entries should be taken back or done again.

    Raises:
        Cancelled: it should not.
    """
    entries = sum(count for (_, entity), count in command.counts.items() if entity is Entity.EVENT)
    if entries <= MANY or not app.interactive:
        return
    from netcheck import ask

    texts = app.words.looking
    prompt = question.format(entries=app.words.common.entries(entries))
    if not ask.keys(prompt, {texts.yes: True, texts.no: False}):
        raise Cancelled("cancelled")


def refusal(refused: Refused, words: Words) -> NetcheckError:
    """Return as a sentence what stands in the way of an undo or redo."""
    if not refused.losing:
        return NetcheckError(_TWICE[refused.entity], name=refused.name)
    things = [words.sentences.counts[entity](count) for entity, count in refused.losing.items()]
    name = refused.name or words.sentences.someone
    return NetcheckError(_LOSES[refused.entity], name=name, things=join_names(things, words))

"""What the commands that look and mend have in common: short ids, circles, and telling what was done."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

from netcheck.commands.context import remark, say
from netcheck.commands.typed import clean
from netcheck.domain.changes import Entity
from netcheck.domain.circles import circles, spelled
from netcheck.errors import NetcheckError
from netcheck.store import events, undo
from netcheck.store.ids import SHORT
from netcheck.store.names import last_names
from netcheck.view.changes import change_sentences
from netcheck.view.plain import event_list
from netcheck.view.plain_json import dump
from netcheck.view.safe import safe
from netcheck.view.sentences import tick

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from netcheck.commands.context import App
    from netcheck.domain.changes import Command
    from netcheck.domain.contacts import Contact
    from netcheck.domain.events import Event
    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer

_NARROWEST, _WIDEST = 80, 160


def cells() -> int:
    """Return how wide a line may be: as the terminal (or COLUMNS) says, 80 where nothing says it."""
    return min(max(shutil.get_terminal_size((_NARROWEST, 24)).columns, _NARROWEST), _WIDEST)


def say_json(value: object) -> None:
    """Print JSON; in ASCII where the stream cannot say all letters."""
    text = dump(value)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    say(text)


def names_of(people: People) -> dict[str, str]:
    """Return the name that each id stands for, those of merged contacts included."""
    return {contact_id: people.contacts[root].name for contact_id, root in people.root_of.items()}


def short_ids(found: Iterable[Event], connection: sqlite3.Connection) -> dict[str, str]:
    """Return the short id of each event."""
    return {event.id: events.short_id(connection, event.id) for event in found}


def event_of(text: str, people: People, connection: sqlite3.Connection, app: App) -> Event:
    """Return the event whose id ends with `text`.

    Raises:
        NetcheckError: there is none, or several.
    """
    suffix = clean(text)
    found = events.by_suffix(connection, people, suffix) or events.by_suffix(connection, people, suffix.lower())
    if len(found) == 1:
        return found[0]
    if found:
        lines = event_list(found, names_of(people), short_ids(found, connection), app.today, app.words, cells=cells())
        raise NetcheckError("ambiguous_id", id=suffix, further=lines.splitlines())
    raise NetcheckError("unknown_id" if len(suffix) >= SHORT else "short_id", id=suffix)


def known_circle(text: str, contacts: Iterable[Contact]) -> str:
    """Return the circle that `text` names.

    Raises:
        NetcheckError: there is none.
    """
    names = circles(contacts)
    circle = spelled(text, names)
    if circle is None:
        raise NetcheckError("unknown_circle", text=text, circles=", ".join(names) or "–")
    return circle


def sentences_of(commands: Sequence[Command], people: People, connection: sqlite3.Connection, app: App) -> list[str]:
    """Return what the commands did, a sentence for each change."""
    names = names_ever(commands, people, connection)
    return [sentence for command in commands for sentence in change_sentences(command, names, app.words, app.today)]


def names_ever(commands: Sequence[Command], people: People, connection: sqlite3.Connection) -> dict[str, str]:
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


def say_done(writer: Writer, people: People, app: App, *, about: str = "") -> None:
    """Confirm the command just stored with a sentence for each change, or say that nothing changed `about` a name."""
    commands = [command for command in undo.history(writer.connection, 1) if command.id == writer.command]
    for sentence in sentences_of(commands, people, writer.connection, app):
        say(f"{tick(app.words)} {sentence}")
    if not commands:
        remark(app.words.looking.same.format(name=safe(about)))

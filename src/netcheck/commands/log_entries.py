"""Stores what lines of the log say, and confirms it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.cli.app import command_line
from netcheck.domain.model import Event
from netcheck.i18n import _, ngettext
from netcheck.store import contacts, events
from netcheck.store.ids import new_id
from netcheck.store.rows import record_values
from netcheck.view.entry import NEW_CIRCLE, confirmation
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App
    from netcheck.commands.line_interpreter import Understood
    from netcheck.domain.model import Contact
    from netcheck.domain.names import Directory
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer


def record(writer: Writer, understood: Understood) -> list[tuple[Event, Contact]]:
    """Store what was understood, one event for each person, within the caller's transaction."""
    contacts.add_all(writer, understood.made)
    line, entry = understood.line, understood.entry
    made = [
        Event(
            new_id(), understood.day, contact.id, entry.direction, understood.kind,
            line.weight, entry.note, line.asked,
        )
        for contact in understood.people
    ]  # fmt: skip
    writer.create_all(Event.entity, map(record_values, made))
    return list(zip(made, understood.people, strict=True))


def confirm(
    connection: Connection,
    understood: Understood,
    made: Sequence[tuple[Event, Contact]],
    directory: Directory,
    app: App,
    *,
    indent: str = "",
) -> list[str]:
    """Return the sentences that say what was stored; `directory` knows everybody by now."""
    lines = []
    for event, contact in made:
        short = events.short_id(connection, event.id)
        said = confirmation(event, contact.name, short, app.today, approximate=understood.approximate, paint=app.paint)
        lines.append(f"{indent}{said}")
    if understood.entry.turned_mutual:
        lines.append(f"{indent}  {_('A talk always counts for both sides.')}")
    quoted_circles = (_("“{text}”").format(text=safe(circle)) for circle in dict.fromkeys(understood.new_circles))
    lines += [f"{indent}  {_(NEW_CIRCLE).format(circle=circle)}" for circle in quoted_circles]
    lines += [f"{indent}  {sentence}" for sentence in understood.about_the_day]
    if understood.line.on is None and understood.entry.note:
        lines += [f"{indent}  {line}" for line in _day_in_the_note(connection, understood, made, directory, app)]
    return lines


def _day_in_the_note(
    connection: Connection,
    understood: Understood,
    made: Sequence[tuple[Event, Contact]],
    directory: Directory,
    app: App,
) -> list[str]:
    """Say that a day, which is nobody's name, stayed in the note, and the commands that make it the entries' day."""
    from netcheck.domain.line_days import day_in_note

    found = day_in_note(understood.entry.note, app.today)
    if found is None or found[1].ordinal == understood.day:
        return []
    text, day = found
    if directory.known(text):
        return []
    iso = date.fromordinal(day.ordinal).isoformat()
    on = iso[: len("2026-11")] if day.approximate else iso
    ids = [events.short_id(connection, event.id) for event, _ in made]
    said = ngettext(
        "“{text}” stayed in the note. To make it the day:",
        "“{text}” stayed in the note. To make it the day of the {n} entries:",
        len(ids),
    )
    return [
        said.format(text=safe(text), n=len(ids)),
        *(f"  {command_line(app, 'edit', short, '--on', on)}" for short in ids),
    ]

"""`netcheck contact list`: everyone, in alphabetical order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.looking import cells, say_json
from netcheck.commands.who import known_circle
from netcheck.domain.matching import fold
from netcheck.store import contacts, events
from netcheck.view.plain_json import contact_json
from netcheck.view.plain_people import by_name, contact_list

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from netcheck.domain.model import Contact, Event
    from netcheck.store.contacts import People


def list_(
    context: typer.Context,
    circle: Annotated[str | None, typer.Option("--circle")] = None,
    match: Annotated[str | None, typer.Option("--match")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the contacts that fit every option."""
    surroundings = app_of(context)
    with surroundings.reading() as connection:
        people = contacts.load(connection)
        found = by_name(people.contacts.values())
        if circle is not None:
            wanted = known_circle(circle, found)
            found = [contact for contact in found if wanted in contact.circles]
        if match is not None:
            found = [contact for contact in found if _is_called(contact, match)]
        if json:
            by_contact = _by_contact(connection, people)
            say_json([contact_json(contact, by_contact[contact.id]) for contact in found])
        else:
            _print(found, people, connection, surroundings)


def _print(found: Sequence[Contact], people: People, connection: sqlite3.Connection, app: App) -> None:
    if found:
        say(contact_list(found, events.last_days(connection, people), app.today, app.words, cells=cells()))
    else:
        remark(app.words.looking.no_match if people.contacts else app.words.looking.no_contacts)


def _is_called(contact: Contact, text: str) -> bool:
    return any(fold(text) in fold(name) for name in (contact.name, *contact.aliases))


def _by_contact(connection: sqlite3.Connection, people: People) -> defaultdict[str, list[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events.find(connection, people):
        found[event.contact_id].append(event)
    return found

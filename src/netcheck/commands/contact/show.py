"""`netcheck contact show`: all about one contact on a card."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.looking import cells, say_json, short_ids
from netcheck.commands.who import whom
from netcheck.store import contacts, events
from netcheck.view.plain_json import contact_json, event_json
from netcheck.view.plain_people import LATEST, contact_card


def show(context: typer.Context, who: list[str], json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Print who it is, since when, what went each way, and the latest entries."""
    surroundings = app_of(context)
    with surroundings.reading() as connection:
        people = contacts.load(connection)
        contact = whom(" ".join(who), people, connection, surroundings)
        found = list(events.find(connection, people, events.Wanted(contacts=[contact.id])))
        latest = found[:LATEST]
        ids = short_ids(latest, connection)
    if json:
        say_json({**contact_json(contact, found), "latest": [event_json(event, contact.name) for event in latest]})
    else:
        say(contact_card(contact, found, ids, surroundings.today, surroundings.words, cells=cells()))

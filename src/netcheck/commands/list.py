"""`netcheck list`: entries, the newest first."""

from __future__ import annotations

import io
import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.dates import span_option
from netcheck.cli.kinds import stored_kind
from netcheck.cli.output import cells, names_of, one_direction, say_json, short_ids
from netcheck.cli.people import known_circle, whom
from netcheck.cli.tree import application
from netcheck.domain.names import fold
from netcheck.errors import UsageError
from netcheck.store import contacts, events
from netcheck.store.events import Wanted
from netcheck.view.listing import event_list
from netcheck.view.serialize import csv_rows, event_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.model import Event
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


list_app = application()

ON_A_SCREEN = 20
"""How many entries a terminal shows if nothing else is asked for."""


@list_app.command("list")
def list_(
    context: typer.Context,
    with_: Annotated[list[str] | None, typer.Option("--with")] = None,
    kind: Annotated[str | None, typer.Option("--kind")] = None,
    gave: Annotated[bool, typer.Option("--gave")] = False,
    got: Annotated[bool, typer.Option("--got")] = False,
    circle: Annotated[str | None, typer.Option("--circle")] = None,
    since: Annotated[str | None, typer.Option("--since")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    match: Annotated[str | None, typer.Option("--match")] = None,
    number: Annotated[int | None, typer.Option("-n", min=1)] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    csv: Annotated[bool, typer.Option("--csv")] = False,
) -> None:
    """Print the entries that fit every option."""
    app = app_of(context)
    if json and csv:
        raise UsageError("json_or_csv")
    first, last = span_option(since, until, app)
    with app.reading() as connection:
        people = contacts.load(connection)
        wanted = Wanted(
            contacts=_members(with_, circle, people, connection, app),
            kind=None if kind is None else stored_kind(kind, app),
            direction=one_direction(gave=gave, got=got),
            since=first,
            until=last,
        )
        found = (event for event in events.find(connection, people, wanted) if _matches(event, match, people))
        every = list(islice(found, number))
        if json:
            say_json([event_json(event, people.contacts[event.contact_id].name) for event in every])
        elif csv:
            _write_table(every, names_of(people))
        else:
            _print(every, people, connection, app, screenful=number is None and sys.stdout.isatty())


def _members(
    with_: Sequence[str] | None, circle: str | None, people: People, connection: Connection, app: App
) -> list[str] | None:
    """Return the ids of those in `with_` who are in the circle; None for everyone."""
    if with_ is None and circle is None:
        return None
    chosen = [whom(text, people, connection, app) for text in with_ or ()] or list(people.contacts.values())
    if circle is not None:
        name = known_circle(circle, people.contacts.values())
        chosen = [contact for contact in chosen if name in contact.circles]
    return [contact.id for contact in chosen]


def _matches(event: Event, text: str | None, people: People) -> bool:
    if text is None:
        return True
    wanted = fold(text)
    return wanted in fold(event.note) or wanted in fold(people.contacts[event.contact_id].name)


def _print(every: Sequence[Event], people: People, connection: Connection, app: App, *, screenful: bool) -> None:
    """Print the entries, or the first screenful of them and how to see the others."""
    texts = app.words.looking
    shown = every[:ON_A_SCREEN] if screenful else every
    if not shown:
        nothing_at_all = next(events.find(connection, people), None) is None
        remark(texts.no_entries if nothing_at_all else texts.no_match)
        return
    names = {contact.id: contact.name for contact in people.contacts.values()}
    say(event_list(shown, names, short_ids(shown, connection), app.today, app.words, cells=cells()))
    if len(shown) < len(every):
        remark(texts.more_entries.format(shown=len(shown), all=app.words.common.entries(len(every)), more=len(every)))


def _write_table(found: Sequence[Event], names: Mapping[str, str]) -> None:
    """Write CSV (RFC 4180), whose line ends must stay as they are."""
    from csv import writer

    table = io.StringIO(newline="")
    writer(table).writerows(csv_rows((event.row() for event in found), names))
    sys.stdout.flush()
    sys.stdout.buffer.write(table.getvalue().encode())
    sys.stdout.buffer.flush()

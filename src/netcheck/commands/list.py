"""`netcheck list`: entries, the newest first."""

import sys
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Annotated, Any

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.output import cells, csv_lines, names_of, one_direction, say_pieces
from netcheck.cli.pager import paged
from netcheck.cli.parameter_types import CIRCLE, DAY, KIND, PERSON
from netcheck.cli.tree import application
from netcheck.domain.model import Event, Kind
from netcheck.domain.names import fold
from netcheck.errors import UsageError
from netcheck.i18n import N_, _
from netcheck.store import contacts, events
from netcheck.store.contacts import People
from netcheck.store.database import Connection
from netcheck.store.events import Wanted
from netcheck.view.listing import event_lines
from netcheck.view.text import entries_text

list_app = application()

ON_A_SCREEN = 20
"""How many entries a terminal shows if nothing else is asked for."""


@list_app.command("list")
def list_(
    context: typer.Context,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with", help=N_("Only with this contact; may be repeated."), metavar=N_("WHO"), click_type=PERSON
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help=N_("Only this kind (see netcheck kinds)."), metavar=N_("KIND"), click_type=KIND),
    ] = None,
    gave: Annotated[bool, typer.Option("--gave", help=N_("Only what you gave."))] = False,
    got: Annotated[bool, typer.Option("--got", help=N_("Only what you received."))] = False,
    circle: Annotated[
        str | None,
        typer.Option("--circle", help=N_("Only contacts of this circle."), metavar=N_("CIRCLE"), click_type=CIRCLE),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help=N_("From this day on."), metavar=N_("DAY"), click_type=DAY)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help=N_("Up to this day."), metavar=N_("DAY"), click_type=DAY)
    ] = None,
    match: Annotated[
        str | None,
        typer.Option("--match", help=N_("Only entries with this text in the note or name, or of this kind.")),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(
            "-n", min=1, help=N_("How many; without it, 20 on a terminal and all elsewhere."), metavar=N_("N")
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
    csv: Annotated[bool, typer.Option("--csv", help=N_("As CSV."))] = False,
) -> None:
    """The entries, newest first."""
    app = app_of(context)
    if json and csv:
        raise UsageError("json_or_csv")
    first, last = _span(since, until, app)
    number = None if number is None else min(number, sys.maxsize)
    with app.reading() as connection:
        people = contacts.load(connection)
        wanted = Wanted(
            contacts=_members(with_, circle, people, connection, app),
            kind=_kind(kind, app),
            direction=one_direction(gave=gave, got=got),
            since=first,
            until=last,
        )
        if json or csv:
            from netcheck.view.serialize import csv_rows, dump_array, record_json

            names = names_of(people)
            rows = islice(filter(_test(match, people, app), events.rows(connection, people, wanted)), number)
            if csv:
                say_pieces(csv_lines(csv_rows(rows, names)))
            else:
                say_pieces(dump_array(record_json(Event, values, names) for values in rows))
        else:
            with paged(app):
                _print(connection, people, wanted, match, number, app)


def _span(since: str | None, until: str | None, app: App) -> tuple[int | None, int | None]:
    """Return the first and the last day asked for, None for no limit."""
    if since is None and until is None:
        return None, None
    from netcheck.cli.dates import span_option

    return span_option(since, until, app)


def _kind(word: str | None, app: App) -> Kind | None:
    """Return the kind asked for, None for all."""
    if word is None:
        return None
    from netcheck.cli.kinds import stored_kind

    return stored_kind(word, app)


def _members(
    with_: Sequence[str] | None, circle: str | None, people: People, connection: Connection, app: App
) -> list[str] | None:
    """Return the ids of those in `with_` who are in the circle; None for everyone."""
    if with_ is None and circle is None:
        return None
    from netcheck.cli.people import known_circle, whom

    chosen = [whom(text, people, connection, app) for text in with_ or ()] or list(people.contacts.values())
    if circle is not None:
        name = known_circle(circle, people.circles)
        chosen = [contact for contact in chosen if name in contact.circles]
    return [contact.id for contact in chosen]


def _test(text: str | None, people: People, app: App) -> Callable[[Sequence[Any]], bool]:
    """Return whether an entry, given by its values, has the text in its note or its contact's name, or for its kind."""
    if text is None:
        return lambda _: True
    from netcheck.cli.kinds import vocabulary

    wanted, kind = fold(text), vocabulary(app).kind(text)
    named = {contact.id for contact in people.contacts.values() if wanted in fold(contact.name)}

    def fits(values: Sequence[Any]) -> bool:
        _, _, contact_id, _, kind_of_entry, _, note, *_ = values
        return contact_id in named or kind_of_entry == kind or wanted in fold(note)

    return fits


def _print(
    connection: Connection,
    people: People,
    wanted: Wanted,
    match: str | None,
    number: int | None,
    app: App,
) -> None:
    """Print the entries; on a terminal, if no number is said, a screenful and how to see the others."""
    fits = _test(match, people, app)
    screenful = number is None and sys.stdout.isatty()
    found = (one for one in events.found_rows(connection, people, wanted) if fits(one[1]))
    first = islice(found, ON_A_SCREEN if screenful else number)
    shown = 0
    for line in event_lines(first, names_of(people), app.today, cells=cells(), paint=app.paint):
        say(line)
        shown += 1
    if not shown:
        nothing_at_all = next(events.rows(connection, people), None) is None
        remark(
            _("Nothing logged yet. The shortest beginning: netcheck log")
            if nothing_at_all
            else _("Nothing in your log matches.")
        )
    elif screenful and next(found, None):
        if match is None:
            every = events.count(connection, people, wanted)
        else:
            every = sum(map(fits, events.rows(connection, people, wanted)))
        remark(
            _("{all}, {shown} of them shown. To see all: netcheck list -n {more}").format(
                shown=shown, all=entries_text(every), more=every
            )
        )

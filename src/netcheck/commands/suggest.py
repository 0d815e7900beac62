"""`netcheck suggest`: what one could do, whom one could ask, to whom one could give."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, say
from netcheck.cli.output import cells, say_json
from netcheck.cli.parameter_types import KIND
from netcheck.cli.tree import application
from netcheck.domain.contact_counts import reserve
from netcheck.domain.model import Kind, Ledger
from netcheck.domain.names import Directory
from netcheck.domain.suggestions import Suggestion, Unreturned, guide_entry, offers, suggest
from netcheck.domain.timelines import timelines_by_contact
from netcheck.domain.whom_to_ask import whom_to_ask
from netcheck.errors import UsageError
from netcheck.i18n import N_, _
from netcheck.store import contacts, events, whole_log
from netcheck.store.database import Connection
from netcheck.store.events import Wanted
from netcheck.view.suggest import asking, closing, suggestions

suggest_app = application()


@suggest_app.command("suggest")
def suggest_(
    context: typer.Context,
    kind: Annotated[
        list[str] | None,
        typer.Argument(
            help=N_("Who you could ask for this (see netcheck kinds)."), metavar=N_("[KIND]"), click_type=KIND
        ),
    ] = None,
    give: Annotated[bool, typer.Option("--give", help=N_("Who you could offer something to."))] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
) -> None:
    """Who you could write to, and why; with KIND: who you could ask.

    netcheck suggest backing shows who you can turn to when times are hard.
    """
    app = app_of(context)
    if kind and give:
        name = _("[KIND]").strip("[]")
        raise UsageError("one_direction", options=f"{name}, --give")
    wanted = _kind(kind, app) if kind else None
    today = app.today.toordinal()
    with app.reading() as connection:
        found = whole_log.load(connection)
        if wanted is None:
            ideas = _with_entries((offers if give else suggest)(found, today), connection)
    if wanted is None:
        _suggest(found, ideas, app, give=give, json=json)
    else:
        _ask(found, wanted, app, json=json)


def _kind(words: Iterable[str], app: App) -> Kind:
    from netcheck.cli.kinds import stored_kind

    return stored_kind(" ".join(words), app)


def _suggest(found: Ledger, ideas: Sequence[Suggestion], app: App, *, give: bool, json: bool) -> None:
    """Print what one could do, or to whom one could offer something."""
    own = guide_entry(found.guide, app.today.toordinal(), *(("gladness",) if give else ()))
    directory = Directory(found.contacts.values())
    if json:
        from netcheck.view.serialize import suggestions_json

        say_json(suggestions_json(ideas, own, directory))
    elif ideas:
        say(suggestions(ideas, own, directory, app.today, cells=cells()))
    else:
        nothing = (
            _("Nothing suggests itself just now. Whose day would you like to brighten?")
            if give
            else _("Nothing suggests itself just now. Who comes to mind?")
        )
        say(
            nothing
            if found.contacts
            else _("Your log knows nobody yet. Who has been good to you lately? One line is enough: netcheck log")
        )
    if not (json or give) and found.contacts:
        say(f"\n{closing()}")


def _with_entries(ideas: Iterable[Suggestion], connection: Connection) -> list[Suggestion]:
    """Return suggestions with the notes of the entries that they rest on; one that has just been removed goes along."""
    people = contacts.load(connection)
    looked_up: list[Suggestion] = []
    for one in ideas:
        if isinstance(one, Unreturned):
            day = one.event.day
            wanted = Wanted([one.contact.id], one.event.kind, one.event.direction, since=day, until=day)
            entries = [entry for entry in events.find(connection, people, wanted) if entry.weight == one.event.weight]
            looked_up += [one.replaced(entry=entry) for entry in entries[:1]]
        else:
            looked_up.append(one)
    return looked_up


def _ask(found: Ledger, kind: Kind, app: App, *, json: bool) -> None:
    """Print whom one could ask for something of a kind."""
    today = app.today.toordinal()
    helpers, own = whom_to_ask(found, today, kind), guide_entry(found.guide, today, "request", "approach")
    there = reserve(timelines_by_contact(found, today), today) if kind is Kind.BACKING else None
    if json:
        from netcheck.view.serialize import asking_json

        say_json(asking_json(helpers, kind, own, there))
    else:
        directory = Directory(found.contacts.values())
        say(asking(helpers, kind, own, directory, app.today, cells=cells(), reserve=there))

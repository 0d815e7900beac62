"""`netcheck suggest`: what one could do, whom one could ask, to whom one could give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.cli.app import App, app_of, say
from netcheck.cli.kinds import stored_kind
from netcheck.cli.output import cells, say_json
from netcheck.cli.tree import application
from netcheck.domain.names import Directory
from netcheck.domain.suggestions import guide_entry, offers, suggest
from netcheck.domain.whom_to_ask import whom_to_ask
from netcheck.errors import UsageError
from netcheck.i18n import N_, _
from netcheck.store import whole_log
from netcheck.view.suggest import asking, closing, suggestions

if TYPE_CHECKING:
    from netcheck.domain.model import Kind, Ledger


suggest_app = application()


@suggest_app.command("suggest")
def suggest_(
    context: typer.Context,
    kind: Annotated[
        list[str] | None,
        typer.Argument(help=N_("Who you could ask for this (see netcheck kinds)."), metavar=N_("[KIND]")),
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
    wanted = stored_kind(" ".join(kind), app) if kind else None
    with app.reading() as connection:
        found = whole_log.load(connection)
    if wanted is None:
        _suggest(found, app, give=give, json=json)
    else:
        _ask(found, wanted, app, json=json)


def _suggest(found: Ledger, app: App, *, give: bool, json: bool) -> None:
    """Print what one could do, or to whom one could offer something."""
    today = app.today.toordinal()
    own = guide_entry(found.guide, today, *(("gladness",) if give else ()))
    ideas, directory = (offers if give else suggest)(found, today), Directory(found.contacts.values())
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


def _ask(found: Ledger, kind: Kind, app: App, *, json: bool) -> None:
    """Print whom one could ask for something of a kind."""
    today = app.today.toordinal()
    helpers, own = whom_to_ask(found, today, kind), guide_entry(found.guide, today, "request", "approach")
    if json:
        from netcheck.view.serialize import asking_json

        say_json(asking_json(helpers, kind, own))
    else:
        directory = Directory(found.contacts.values())
        say(asking(helpers, kind, own, directory, app.today, cells=cells()))

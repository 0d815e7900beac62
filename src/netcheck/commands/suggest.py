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
from netcheck.store import whole_log
from netcheck.view.suggest import asking, closing, suggestions

if TYPE_CHECKING:
    from netcheck.domain.model import Kind, Ledger


suggest_app = application()


@suggest_app.command("suggest")
def suggest_(
    context: typer.Context,
    kind: Annotated[list[str] | None, typer.Argument()] = None,
    give: Annotated[bool, typer.Option("--give")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print a few suggestions, or for a kind the people who could be asked."""
    app = app_of(context)
    if kind and give:
        name = app.words.help["suggest.kind:metavar"].strip("[]")
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
    today, texts = app.today.toordinal(), app.words.suggest
    own = guide_entry(found.guide, today, *(("gladness",) if give else ()))
    ideas, directory = (offers if give else suggest)(found, today), Directory(found.contacts.values())
    if json:
        from netcheck.view.serialize import suggestions_json

        say_json(suggestions_json(ideas, own, directory, app.words))
    elif ideas:
        say(suggestions(ideas, own, directory, app.today, app.words, cells=cells()))
    else:
        nothing = texts.nothing_to_offer if give else texts.nothing
        say(nothing if found.contacts else texts.empty)
    if not (json or give) and found.contacts:
        say(f"\n{closing(app.words)}")


def _ask(found: Ledger, kind: Kind, app: App, *, json: bool) -> None:
    """Print whom one could ask for something of a kind."""
    today = app.today.toordinal()
    helpers, own = whom_to_ask(found, today, kind), guide_entry(found.guide, today, "request", "approach")
    if json:
        from netcheck.view.serialize import asking_json

        say_json(asking_json(helpers, kind, own))
    else:
        directory = Directory(found.contacts.values())
        say(asking(helpers, kind, own, directory, app.today, app.words, cells=cells()))

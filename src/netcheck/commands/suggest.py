"""`netcheck suggest`: what one could do, whom one could ask, to whom one could give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.context import App, app_of, say
from netcheck.commands.kindwords import stored_kind
from netcheck.commands.looking import cells, say_json
from netcheck.commands.tree import application
from netcheck.domain.asking import whom_to_ask
from netcheck.domain.matching import Directory
from netcheck.domain.suggest import guide_entry, offers, suggest
from netcheck.errors import UsageError
from netcheck.store import ledger
from netcheck.view.asking import asking
from netcheck.view.suggest import closing, suggestions

if TYPE_CHECKING:
    from netcheck.domain.model import Kind, Ledger

app = application()


@app.command("suggest")
def suggest_(
    context: typer.Context,
    kind: Annotated[list[str] | None, typer.Argument()] = None,
    give: Annotated[bool, typer.Option("--give")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print a few suggestions, or for a kind the people who could be asked."""
    surroundings = app_of(context)
    if kind and give:
        name = surroundings.words.help["suggest.kind:metavar"].strip("[]")
        raise UsageError("one_direction", options=f"{name}, --give")
    wanted = stored_kind(" ".join(kind), surroundings) if kind else None
    with surroundings.reading() as connection:
        found = ledger.load(connection)
    if wanted is None:
        _suggest(found, surroundings, give=give, json=json)
    else:
        _ask(found, wanted, surroundings, json=json)


def _suggest(found: Ledger, app: App, *, give: bool, json: bool) -> None:
    """Print what one could do, or to whom one could offer something."""
    today, texts = app.today.toordinal(), app.words.suggest
    own = guide_entry(found.guide, today, *(("gladness",) if give else ()))
    ideas, directory = (offers if give else suggest)(found, today), Directory(found.contacts.values())
    if json:
        from netcheck.view.suggest_json import suggestions_json

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
        from netcheck.view.suggest_json import asking_json

        say_json(asking_json(helpers, kind, own))
    else:
        directory = Directory(found.contacts.values())
        say(asking(helpers, kind, own, directory, app.today, app.words, cells=cells()))

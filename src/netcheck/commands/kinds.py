"""`netcheck kinds`: what can be logged, and with which words."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.kindwords import kind_lines, vocabulary
from netcheck.commands.looking import say_json
from netcheck.commands.tree import application
from netcheck.domain.model import FUNCTION_OF, Kind
from netcheck.view.safe import safe
from netcheck.words.vocabulary import KINDS

app = application()


@app.command()
def kinds(context: typer.Context, json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Print all kinds on one screen, and the user's own words below."""
    surroundings = app_of(context)
    vocabulary(surroundings)  # refuses own words for what is no kind
    own = surroundings.settings.kinds
    if json:
        say_json(
            {
                kind: {
                    "function": FUNCTION_OF[kind],
                    **{language: list(words) for language, words in KINDS[kind].items()},
                    "own": [word for word, stored in own.items() if stored == kind],
                }
                for kind in Kind
            }
        )
        return
    say("\n".join(kind_lines(surroundings)))
    for word, kind in own.items():
        say(f"  {safe(word)}: {surroundings.words.kinds.labels[kind]}")

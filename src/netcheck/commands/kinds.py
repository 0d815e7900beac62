"""`netcheck kinds`: what can be logged, and with which words."""

from typing import Annotated

import typer

from netcheck.cli.app import app_of, say
from netcheck.cli.kinds import kind_lines, vocabulary
from netcheck.cli.output import say_json
from netcheck.cli.tree import application
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import FUNCTION_OF, Kind
from netcheck.i18n import N_, _
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.safe import safe

kinds_app = application()


@kinds_app.command()
def kinds(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help=N_("All words as JSON."))] = False
) -> None:
    """The kinds, the words for them, and an example of each."""
    app = app_of(context)
    vocabulary(app)  # refuses own words for what is no kind
    own = app.settings.kinds
    if json:
        say_json(
            {
                kind: {
                    "function": FUNCTION_OF[kind],
                    **{language: list(words.kinds[kind]) for language, words in LEXICON.items()},
                    "own": [word for word, stored in own.items() if stored == kind],
                }
                for kind in Kind
            }
        )
        return
    say("\n".join(kind_lines()))
    for word, kind in own.items():
        say(f"  {safe(word)}: {_(KIND_NAMES[Kind(kind)])}")

"""`netcheck history`: what was changed when."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.commands.context import app_of, remark, say
from netcheck.commands.looking import cells, say_json
from netcheck.commands.telling import names_ever, sentences_of
from netcheck.commands.tree import application
from netcheck.store import contacts, undo
from netcheck.view.history import history as drawn
from netcheck.view.plain_json import command_json

app = application()


@app.command()
def history(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", min=1)] = 10,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the last commands, the newest first."""
    surroundings = app_of(context)
    with surroundings.reading() as connection:
        commands = undo.history(connection, number)
        people = contacts.load(connection)
        names = names_ever(commands, people, connection)
        if json:
            say_json([command_json(one, sentences_of([one], people, connection, surroundings)) for one in commands])
        elif commands:
            say(drawn(commands, names, surroundings.today, surroundings.words, cells=cells()))
        else:
            remark(surroundings.words.looking.history_empty)

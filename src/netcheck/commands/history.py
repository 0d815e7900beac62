"""`netcheck history`, `undo` and `redo`: what was changed, taken back and done again."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.cli.app import app_of, remark, say
from netcheck.cli.confirmation import names_ever, sentences_of
from netcheck.cli.output import cells, say_json
from netcheck.cli.tree import application
from netcheck.domain.command_log import Deed
from netcheck.store import contacts
from netcheck.store import undo as store
from netcheck.view.sentences import history as drawn
from netcheck.view.serialize import command_json

history_app = application()


@history_app.command()
def history(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", min=1)] = 10,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the last commands, the newest first."""
    app = app_of(context)
    with app.reading() as connection:
        commands = store.history(connection, number)
        people = contacts.load(connection)
        names = names_ever(commands, people, connection)
        if json:
            say_json([command_json(one, sentences_of([one], people, connection, app)) for one in commands])
        elif commands:
            say(drawn(commands, names, app.today, app.words, cells=cells()))
        else:
            remark(app.words.looking.history_empty)


undo_app = application()


@undo_app.command()
def undo(context: typer.Context) -> None:
    """Take back the last command that still holds."""
    app = app_of(context)
    words = app.words
    with app.log() as connection:
        command = store.undo(connection)
        for sentence in sentences_of([command], contacts.load(connection), connection, app):
            say(words.sentences.undone.format(story=sentence))
    say(f"  {words.looking.redo_hint}")


redo_app = application()


@redo_app.command()
def redo(context: typer.Context) -> None:
    """Do again what the last undo took back."""
    app = app_of(context)
    words = app.words
    with app.log() as connection:
        command = store.redo(connection)
        only_new = all(deed is Deed.CREATED for deed, _ in command.counts)
        template = words.sentences.redone if only_new else words.sentences.redone_anew
        for sentence in sentences_of([command], contacts.load(connection), connection, app):
            say(template.format(story=sentence))
    say(f"  {words.looking.undo_hint}")

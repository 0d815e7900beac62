"""`netcheck history`, `undo` and `redo`: what was changed, taken back and done again."""

from __future__ import annotations

from typing import Annotated

import typer

from netcheck.cli.app import app_of, remark, say
from netcheck.cli.confirmation import agreed, names_ever, refusal, sentences_of
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
            short_ids = {command.id: store.short_id(connection, command.id) for command in commands}
            say(drawn(commands, names, short_ids, app.today, app.words, cells=cells()))
        else:
            remark(app.words.looking.history_empty)


undo_app = application()


@undo_app.command()
def undo(
    context: typer.Context,
    command: Annotated[str | None, typer.Argument()] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Take back the last command that still holds, or the one that is named."""
    app = app_of(context)
    words = app.words
    with app.log() as connection:
        found = store.undoable(connection, command)
        told = sentences_of([found], contacts.load(connection), connection, app)
        if not yes:
            agreed(found, words.looking.undo_question, app)
        try:
            visible = store.turn(connection, found, undone=True)
        except store.Refused as refused:
            raise refusal(refused, words) from None
    template = words.sentences.undone if visible else words.sentences.unseen.format(story=words.sentences.undone)
    for sentence in told:
        say(template.format(story=sentence))
    say(f"  {words.looking.redo_hint}")


redo_app = application()


@redo_app.command()
def redo(
    context: typer.Context,
    command: Annotated[str | None, typer.Argument()] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Do again what was taken back last, or the command that is named."""
    app = app_of(context)
    words = app.words
    with app.log() as connection:
        found = store.redoable(connection, command)
        if not yes:
            agreed(found, words.looking.redo_question, app)
        try:
            visible = store.turn(connection, found, undone=False)
        except store.Refused as refused:
            raise refusal(refused, words) from None
        told = sentences_of([found], contacts.load(connection), connection, app)
    only_new = all(deed is Deed.CREATED for deed, _ in found.counts)
    template = words.sentences.redone if only_new else words.sentences.redone_anew
    if not visible:
        template = words.sentences.unseen.format(story=template)
    for sentence in told:
        say(template.format(story=sentence))
    say(f"  {words.looking.undo_hint}")

"""`netcheck history`, `undo` and `redo`: what was changed, taken back and done again."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
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
        commands = store.history(connection, min(number, sys.maxsize))
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
    _turn(app_of(context), command, undone=True, yes=yes)


redo_app = application()


@redo_app.command()
def redo(
    context: typer.Context,
    command: Annotated[str | None, typer.Argument()] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Do again what was taken back last, or the command that is named."""
    _turn(app_of(context), command, undone=False, yes=yes)


def _turn(app: App, command: str | None, *, undone: bool, yes: bool) -> None:
    """Take a command back or do it again, and tell each of its changes: as it was before, or as it is now."""
    texts, said = app.words.looking, app.words.sentences
    told: list[str] = []
    with app.log() as connection:
        found = store.undoable(connection, command) if undone else store.redoable(connection, command)
        if undone:
            told = sentences_of([found], contacts.load(connection), connection, app)
        if not yes:
            agreed(found, texts.undo_question if undone else texts.redo_question, app)
        try:
            visible = store.turn(connection, found, undone=undone)
        except store.Refused as refused:
            raise refusal(refused, app.words) from None
        if not undone:
            told = sentences_of([found], contacts.load(connection), connection, app)
    only_new = all(deed is Deed.CREATED for deed, _ in found.counts)
    template = said.undone if undone else said.redone if only_new else said.redone_anew
    if visible is not store.Visible.YES:
        unseen = said.unseen if visible is store.Visible.NO else said.changed_later
        template = unseen.format(story=template)
    for sentence in told:
        say(template.format(story=sentence))
    say(f"  {texts.redo_hint if undone else texts.undo_hint}")

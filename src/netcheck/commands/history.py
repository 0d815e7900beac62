"""`netcheck history`, `undo` and `redo`: what was changed, taken back and done again."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.confirmation import agree, is_large, refusal
from netcheck.cli.failures import changing_nothing
from netcheck.cli.output import cells, say_json
from netcheck.cli.tree import application
from netcheck.domain.command_log import Deed
from netcheck.store import undo as store
from netcheck.store.ops import transaction
from netcheck.view.sentences import change_sentences
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
        if json:
            say_json([command_json(one, change_sentences(one, app.words, app.today)) for one in commands])
        elif commands:
            short_ids = {command.id: store.short_id(connection, command.id) for command in commands}
            say(drawn(commands, short_ids, app.today, app.words, cells=cells()))
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
    """Take a command back or do it again, and tell each of its changes.

    The command is chosen in the transaction that turns it. A question is asked outside, and is about that one command.
    """
    texts, said = app.words.looking, app.words.sentences
    choose = store.undoable if undone else store.redoable
    agreed = yes or not app.interactive
    with app.log() as connection, changing_nothing(app.words):
        while True:
            try:
                with transaction(connection):
                    found = choose(connection, command)
                    if agreed or not is_large(found):
                        visible = store.turn(connection, found, undone=undone)
                        break
            except store.Refused as refused:
                raise refusal(refused, connection, app) from None
            agree(found, texts.undo_question if undone else texts.redo_question, app)
            command, agreed = found.id, True
    only_new = all(deed is Deed.CREATED for deed, _ in found.counts)
    template = said.undone if undone else said.redone if only_new else said.redone_anew
    if visible is not store.Visible.YES:
        unseen = said.unseen if visible is store.Visible.NO else said.changed_later
        template = unseen.format(story=template)
    for sentence in change_sentences(found, app.words, app.today):
        say(template.format(story=sentence))
    say(f"  {texts.redo_hint if undone else texts.undo_hint}")

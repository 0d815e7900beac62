"""`netcheck history`, `undo` and `redo`: what was changed, taken back and done again."""

import sys
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.confirmation import agree, is_large, refusal
from netcheck.cli.entry_ids import LAST
from netcheck.cli.failures import changing_nothing
from netcheck.cli.output import cells, say_json
from netcheck.cli.pager import paged
from netcheck.cli.parameter_types import STANDING_COMMAND, UNDONE_COMMAND
from netcheck.cli.tree import application
from netcheck.domain.command_log import Deed
from netcheck.errors import UsageError
from netcheck.i18n import N_, _
from netcheck.store import undo as store
from netcheck.store.ops import transaction
from netcheck.view.sentences import change_sentences
from netcheck.view.sentences import history as drawn
from netcheck.view.serialize import command_json

history_app = application()


@history_app.command()
def history(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", min=1, help=N_("How many commands."), metavar=N_("N"))] = 10,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
) -> None:
    """What was changed and when, newest first."""
    app = app_of(context)
    with app.reading() as connection:
        commands = store.history(connection, min(number, sys.maxsize))
        if json:
            say_json([command_json(one, change_sentences(one, app.today)) for one in commands])
        elif commands:
            short_ids = {command.id: store.short_id(connection, command.id) for command in commands}
            with paged(app):
                say(drawn(commands, short_ids, app.today, cells=cells()))
        else:
            remark(_("Nothing has happened here yet. The shortest beginning: netcheck log"))


undo_app = application()


@undo_app.command()
def undo(
    context: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            help=N_("Its short id, as netcheck history shows it."), metavar=N_("[ID]"), click_type=STANDING_COMMAND
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Without asking, even if it is about many entries."))] = False,
) -> None:
    """Take back the last command that changed something, or the one with this id."""
    turn(app_of(context), command, undone=True, yes=yes)


redo_app = application()


@redo_app.command()
def redo(
    context: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            help=N_("Its short id, as netcheck history shows it."), metavar=N_("[ID]"), click_type=UNDONE_COMMAND
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Without asking, even if it is about many entries."))] = False,
) -> None:
    """Restore what was taken back last, or the command with this id."""
    turn(app_of(context), command, undone=False, yes=yes)


def turn(app: App, command: str | None, *, undone: bool, yes: bool = False) -> str:
    """Take a command back or do it again, and tell each of its changes; return its id.

    The command is chosen in the transaction that turns it. A question is asked outside, and is about that one command.
    """
    if command is not None and command.casefold() in LAST:
        raise UsageError("command_last", id=command, line="netcheck undo" if undone else "netcheck redo")
    choose = store.undoable if undone else store.redoable
    question = (
        _("This affects {entries}. Take it back?   [y]es   [n]o ›")
        if undone
        else _("This affects {entries}. Do it again?   [y]es   [n]o ›")
    )
    agreed = yes or not app.interactive
    with app.log() as connection, changing_nothing():
        while True:
            try:
                with transaction(connection):
                    found = choose(connection, command)
                    if agreed or not is_large(found):
                        visible = store.turn(connection, found, undone=undone)
                        break
            except store.Refused as refused:
                raise refusal(refused, connection, app) from None
            agree(found, question)
            command, agreed = found.id, True
    only_new = all(deed is Deed.CREATED for deed, _entity in found.counts)
    template = (
        _("Taken back: {story}") if undone else _("Back again: {story}") if only_new else _("Done again: {story}")
    )
    if visible is store.Visible.NO:
        template = _("{story} Nothing looks different.").format(story=template)
    elif visible is store.Visible.CHANGED_LATER:
        template = _("{story} Nothing looks different: what was changed later still holds.").format(story=template)
    for sentence in change_sentences(found, app.today):
        say(template.format(story=sentence))
    say(f"  {_('To keep it after all: netcheck redo') if undone else _('To take it back: netcheck undo')}")
    return found.id

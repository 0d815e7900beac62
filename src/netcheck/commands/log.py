"""`netcheck log`: note what was given or received."""

import sys
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.decision import decided
from netcheck.cli.failures import storing_nothing
from netcheck.cli.kinds import vocabulary
from netcheck.cli.line_command import LineCommand
from netcheck.cli.parameter_types import DAY, LINE
from netcheck.cli.tree import application
from netcheck.commands.line_interpreter import LineInterpreter, Understood
from netcheck.commands.log_entries import confirm, record
from netcheck.commands.log_line import Line, chosen_weight
from netcheck.errors import UsageError
from netcheck.i18n import N_, _

log_app = application()


@log_app.command(cls=LineCommand, context_settings={"ignore_unknown_options": True})
def log(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help=N_("gave, got or with; who; the kind (see netcheck kinds); a note."),
            metavar=N_("[VERB WHO KIND NOTE…]"),
            click_type=LINE,
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", help=N_("The day: yesterday, -3d, 12.11., friday, 2026-09."), metavar=N_("DAY"), click_type=DAY
        ),
    ] = None,
    weight: Annotated[
        int | None,
        typer.Option("--weight", min=1, max=3, help=N_("1 usual, 2 noticeable, 3 changed something."), metavar="1-3"),
    ] = None,
    big: Annotated[bool, typer.Option("--big", help=N_("The same as --weight 2."))] = False,
    huge: Annotated[bool, typer.Option("--huge", help=N_("The same as --weight 3."))] = False,
    asked: Annotated[
        bool, typer.Option("--asked", help=N_("It was asked for: by you if you got it, by them if you gave it."))
    ] = False,
    new: Annotated[
        str | None,
        typer.Option("--new", help=N_("Add a new contact, with this full name if one is given."), metavar=N_("NAME")),
    ] = None,
    catch_up: Annotated[
        bool,
        typer.Option("--catch-up", help=N_("After a break: one line for each of the people you exchanged most with.")),
    ] = False,
) -> None:
    """Log what was given or received.

    netcheck log got Ana help with the slides

    netcheck log gave Ana, Ben feedback on chapter 3 --on yesterday

    netcheck log with Ana coffee at the station

    netcheck log yesterday got Ana feedback

    On its own it opens a prompt where you can type any character; with - it reads lines from standard input.
    """
    app, command = app_of(context), context.command
    assert isinstance(command, LineCommand)  # noqa: S101 - for the type checker; it is this command's class
    alone = "--catch-up" if catch_up else "-" if words == ["-"] else ""
    with storing_nothing():
        line = Line(words or [], on, chosen_weight(weight, big=big, huge=huge), asked, new)
        if alone and line != Line([] if catch_up else ["-"]):
            raise UsageError("log_alone", word=alone)
    if catch_up:
        from netcheck.commands.log_prompt import catch_up as ask_everybody

        ask_everybody(app, command)
    elif alone:
        from netcheck.commands.log_lines import log_lines

        with storing_nothing():
            data = sys.stdin.buffer.read()
        log_lines(app, command, data)
    elif line != Line([]):
        _log_line(app, line)
    else:
        from netcheck.commands.log_prompt import prompt

        prompt(app, command)


def _log_line(app: App, line: Line) -> None:
    with app.log() as connection:
        interpreter = LineInterpreter(app, connection, vocabulary(app))

        def decide() -> Understood | None:
            interpreter.refresh()
            with storing_nothing():
                return interpreter.understand(line)

        with decided(app, connection, "log", decide) as (writer, understood):
            made = record(writer, understood) if understood else []
        if understood is None:
            say(_("Nothing logged."))
            return
        interpreter.meet(understood.made)
        say("\n".join(confirm(connection, understood, made, interpreter.directory, app)))
        if app.switched_language:
            from netcheck.store import local_state

            if local_state.get(connection, "language hint") is None:
                local_state.put(connection, "language hint", "shown")
                remark(_("English, because you write English. To keep it: netcheck config set language en"))

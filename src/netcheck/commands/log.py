"""`netcheck log`: note what was given or received."""

import sys
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.failures import storing_nothing
from netcheck.cli.kinds import vocabulary
from netcheck.cli.line_command import LineCommand
from netcheck.cli.tree import application
from netcheck.commands.line_interpreter import Line, LineInterpreter, chosen_weight, confirm, record
from netcheck.errors import UsageError
from netcheck.store.ops import writing

log_app = application()


@log_app.command(cls=LineCommand, context_settings={"ignore_unknown_options": True})
def log(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument()] = None,
    on: Annotated[str | None, typer.Option("--on")] = None,
    weight: Annotated[int | None, typer.Option("--weight", min=1, max=3)] = None,
    big: Annotated[bool, typer.Option("--big")] = False,
    huge: Annotated[bool, typer.Option("--huge")] = False,
    asked: Annotated[bool, typer.Option("--asked")] = False,
    new: Annotated[str | None, typer.Option("--new")] = None,
    catch_up: Annotated[bool, typer.Option("--catch-up")] = False,
) -> None:
    """Log one line, lines from standard input, or whatever is typed at the prompt."""
    app, command = app_of(context), context.command
    assert isinstance(command, LineCommand)  # noqa: S101 - for the type checker; it is this command's class
    alone = "--catch-up" if catch_up else "-" if words == ["-"] else ""
    with storing_nothing(app.words):
        line = Line(words or [], on, chosen_weight(weight, big=big, huge=huge), asked, new)
        if alone and line != Line([] if catch_up else ["-"]):
            raise UsageError("log_alone", word=alone)
    if catch_up:
        from netcheck.commands.log_prompt import catch_up as ask_everybody

        ask_everybody(app, command)
    elif alone:
        from netcheck.commands.line_interpreter import log_lines

        with storing_nothing(app.words):
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
        with storing_nothing(app.words):
            understood = interpreter.understand(line)
        if understood is None:
            say(app.words.log.nothing)
            return
        with writing(connection, "log") as writer:
            made = record(writer, understood)
        say("\n".join(confirm(connection, understood, made, app)))
        if app.switched_language:
            from netcheck.store import local_state

            if local_state.get(connection, "language hint") is None:
                local_state.put(connection, "language hint", "shown")
                remark(app.words.log.keep_language)

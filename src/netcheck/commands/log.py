"""`netcheck log`: note what was given or received."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.entering import Desk, Line, record
from netcheck.commands.failing import storing_nothing
from netcheck.commands.kindwords import vocabulary
from netcheck.commands.linecommand import LineCommand
from netcheck.commands.lines import chosen_weight, confirm
from netcheck.commands.tree import application
from netcheck.errors import UsageError
from netcheck.store import machine
from netcheck.store.ops import writing

app = application()


@app.command(cls=LineCommand, context_settings={"ignore_unknown_options": True})
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
    surroundings, command = app_of(context), context.command
    assert isinstance(command, LineCommand)  # noqa: S101 - for the type checker; it is this command's class
    alone = "--catch-up" if catch_up else "-" if words == ["-"] else ""
    with storing_nothing(surroundings.words):
        line = Line(words or [], on, chosen_weight(weight, big=big, huge=huge), asked, new)
        if alone and line != Line([] if catch_up else ["-"]):
            raise UsageError("log_alone", word=alone)
    if catch_up:
        from netcheck.commands.prompting import catch_up as ask_everybody

        ask_everybody(surroundings, command)
    elif alone:
        from netcheck.commands.lines import log_lines

        with storing_nothing(surroundings.words):
            data = sys.stdin.buffer.read()
        log_lines(surroundings, command, data)
    elif line != Line([]):
        _log_line(surroundings, line)
    else:
        from netcheck.commands.prompting import prompt

        prompt(surroundings, command)


def _log_line(surroundings: App, line: Line) -> None:
    with surroundings.log() as connection:
        desk = Desk(surroundings, connection, vocabulary(surroundings))
        with storing_nothing(surroundings.words):
            understood = desk.understand(line)
        if understood is None:
            say(surroundings.words.log.nothing)
            return
        with writing(connection, "log") as writer:
            made = record(writer, understood)
        say("\n".join(confirm(connection, understood, made, surroundings)))
        if surroundings.switched_language and machine.get(connection, "language hint") is None:
            machine.put(connection, "language hint", "shown")
            remark(surroundings.words.log.keep_language)

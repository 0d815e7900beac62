"""`netcheck log`: note what was given or received."""

from __future__ import annotations

import sys
from typing import Annotated

import click
import typer
from typer.core import TyperCommand

from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.entering import Desk, Line, record
from netcheck.commands.failing import sentence
from netcheck.commands.kindwords import vocabulary
from netcheck.commands.lines import chosen_weight, confirm, parsed, text_lines
from netcheck.commands.tree import application
from netcheck.domain.line import bind_new, nearly_option
from netcheck.errors import NetcheckError, UsageError
from netcheck.store import machine
from netcheck.store.ops import writing
from netcheck.words import Words
from netcheck.words import vocabulary as lexicon

app = application()

_SHOWN = 10


class LineCommand(TyperCommand):
    """Lets `--new` come with or without a name, and leaves words with a dash to the note."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse one line; a word that is nearly an option is refused rather than noted."""
        rest = super().parse_args(ctx, bind_new(args, vocabulary(ctx.obj)))
        options = [name for parameter in self.params if isinstance(parameter, click.Option) for name in parameter.opts]
        for word in ctx.params.get("words") or ():
            if option := nearly_option(word, options):
                raise UsageError("log_nearly_option", word=word, option=option)
        return rest


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
    surroundings = app_of(context)
    if catch_up:
        from netcheck.commands.prompting import catch_up as ask_everybody

        ask_everybody(surroundings, context.command)
    elif words == ["-"]:
        _log_lines(surroundings, context.command, sys.stdin.buffer.read())
    elif words or new is not None:
        _log_line(surroundings, Line(words or [], on, chosen_weight(weight, big=big, huge=huge), asked, new))
    else:
        surroundings.need_terminal(surroundings.words.errors["log_no_terminal_prompt"])
        from netcheck.commands.prompting import prompt

        prompt(surroundings, context.command)


def _log_line(surroundings: App, line: Line) -> None:
    hint = _answer_in_german(surroundings, line)
    with surroundings.log() as connection:
        understood = Desk(surroundings, connection, vocabulary(surroundings)).understand(line)
        if understood is None:
            say(surroundings.words.log.nothing)
            return
        with writing(connection, "log") as writer:
            made = record(writer, understood)
        say("\n".join(confirm(connection, understood, made, surroundings)))
        if hint and machine.get(connection, "language hint") is None:
            machine.put(connection, "language hint", "shown")
            remark(surroundings.words.log.keep_language)


def _answer_in_german(surroundings: App, line: Line) -> bool:
    """Answer a German verb in German where no language was chosen; say whether that changed it."""
    german = {verb for by_language in lexicon.VERBS.values() for verb in by_language["de"]}
    if surroundings.chosen_language or surroundings.words.language == "de" or not line.words:
        return False
    if line.words[0].lower() not in german:
        return False
    surroundings.words = Words("de")
    return True


def _log_lines(surroundings: App, command: click.Command, data: bytes) -> None:
    """Log all lines or, if any cannot be read, none."""
    texts = surroundings.words.log
    problems: list[str] = []
    confirmed: list[str] = []
    stored = 0
    with surroundings.log() as connection, writing(connection, "log") as writer:
        desk = Desk(surroundings, connection, vocabulary(surroundings))
        for number, text in text_lines(data):
            try:
                understood = desk.understand(parsed(text, command, surroundings))
            except (NetcheckError, click.UsageError) as error:
                problems.append(texts.line.format(number=number, text=sentence(error, surroundings.words)))
                continue
            if understood is not None:
                made = record(writer, understood)
                stored += len(made)
                confirmed += confirm(connection, understood, made, surroundings)
                if understood.made:
                    desk.reload()
        if problems:
            code = "log_line" if len(problems) == 1 else "log_lines"
            raise UsageError(code, n=len(problems), further=problems[:_SHOWN])
    say("\n".join([*confirmed, texts.stored(stored)]))

"""Logs the lines of standard input: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netcheck.cli.app import say
from netcheck.cli.failures import sentence
from netcheck.cli.kinds import kind_lines, vocabulary
from netcheck.cli.line_command import answer_in_german
from netcheck.commands.line_interpreter import LineInterpreter
from netcheck.commands.log_entries import confirm, record
from netcheck.commands.log_line import parsed
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import _, ngettext
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App
    from netcheck.cli.line_command import LineCommand

_SHOWN = 10


def log_lines(app: App, command: LineCommand, data: bytes) -> None:
    """Log all lines or, if any cannot be read, none.

    Raises:
        NetcheckError: some lines cannot be read; each is named by its number.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    answer_in_german(app, lines[0].decode(errors="replace").split())
    of_a_line = command.for_a_line()
    problems: list[tuple[int, NetcheckError | click.UsageError]] = []
    confirmed: list[str] = []
    stored = 0
    app.may_ask = False
    with app.log() as connection, writing(connection, "log") as writer:
        interpreter = LineInterpreter(app, connection, vocabulary(app))
        for number, line in enumerate(lines, 1):
            try:
                understood = interpreter.understand(parsed(_decoded(line), of_a_line, app)) if line.strip() else None
            except (NetcheckError, click.UsageError) as error:
                problems.append((number, error))
                continue
            if understood is not None:
                made = record(writer, understood)
                stored += len(made)
                confirmed += confirm(connection, understood, made, app)
                if understood.made:
                    interpreter.reload()
        if problems:
            raise _refusal(problems)
    say(
        "\n".join(
            [
                *confirmed,
                ngettext(
                    "One entry stored. To take it back: netcheck undo",
                    "{n} entries stored. To take them back: netcheck undo",
                    stored,
                ).format(n=stored)
                if stored
                else _("Nothing logged."),
            ]
        )
    )


def _decoded(line: bytes) -> str:
    try:
        return line.decode().strip()
    except UnicodeDecodeError:
        raise UsageError("log_not_utf8") from None


def _refusal(problems: Sequence[tuple[int, NetcheckError | click.UsageError]]) -> NetcheckError:
    """Return the refusal of all lines; the kinds, if a line lacks one, are shown once at the end."""
    further: list[str] = []
    for number, error in problems[:_SHOWN]:
        further.append(_("  Line {number}: {text}").format(number=number, text=sentence(error)))
        if isinstance(error, NetcheckError) and error.code != "log_no_kind":
            further += [f"  {line}" for line in error.further]
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        further.append("  " + ngettext("and one more problem", "and {n} more problems", more).format(n=more))
    if any(isinstance(error, NetcheckError) and error.code == "log_no_kind" for _, error in problems):
        further += kind_lines()
    return NetcheckError("log_line" if len(problems) == 1 else "log_lines", n=len(problems), further=further)

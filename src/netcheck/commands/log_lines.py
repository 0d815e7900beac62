"""Logs the lines of standard input: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netcheck.cli.app import say
from netcheck.cli.decision import decided
from netcheck.cli.failures import sentence
from netcheck.cli.kinds import kind_lines, vocabulary
from netcheck.cli.line_command import answer_in_german
from netcheck.commands.line_interpreter import LineInterpreter
from netcheck.commands.log_entries import confirm, record
from netcheck.commands.log_line import parsed
from netcheck.domain.limits import LINE_BYTES, check_line
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.cli.app import App
    from netcheck.cli.line_command import LineCommand
    from netcheck.commands.line_interpreter import Understood
    from netcheck.domain.names import Directory
    from netcheck.store.database import Connection

_SHOWN = 10
_MOST_PROBLEMS = 100
"""Reading stops at so many: then these are no lines of a log."""


def log_lines(app: App, command: LineCommand, data: bytes) -> None:
    """Log all lines or, if any cannot be read, none.

    Raises:
        NetcheckError: some lines cannot be read; each is named by its number.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    answer_in_german(app, lines[0].decode(errors="replace").split())
    of_a_line = command.for_a_line()
    confirmed: list[str] = []
    stored = 0
    app.may_ask = False
    with app.log() as connection:
        with decided(app, connection, "log", lambda: _all_understood(app, connection, of_a_line, lines)) as (
            writer,
            (understood, directory),
        ):
            made = [(one, record(writer, one)) for one in understood]
        for one, entries in made:
            stored += len(entries)
            confirmed += confirm(connection, one, entries, directory, app)
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


def _all_understood(
    app: App, connection: Connection, command: LineCommand, lines: Iterable[bytes]
) -> tuple[list[Understood], Directory]:
    """Understand all lines; return what they say, and everybody known by then.

    Raises:
        NetcheckError: some cannot be read; each is named by its number. After `_MOST_PROBLEMS`, or so many bytes of
            them as a line may have, the rest is not read.
    """
    interpreter = LineInterpreter(app, connection, vocabulary(app))
    problems: list[tuple[int, NetcheckError | click.UsageError]] = []
    found: list[Understood] = []
    refused, stopped = 0, False
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        try:
            understood = interpreter.understand(parsed(_decoded(line), command, app))
        except (NetcheckError, click.UsageError) as error:
            problems.append((number, error))
            refused += len(line)
            if len(problems) == _MOST_PROBLEMS or refused > LINE_BYTES:
                stopped = True
                break
            continue
        if understood is not None:
            found.append(understood)
            interpreter.meet(understood.made)
    if problems:
        raise _refusal(problems, stopped=stopped)
    return found, interpreter.directory


def _decoded(line: bytes) -> str:
    if len(line) > LINE_BYTES:
        check_line([line.decode(errors="replace")])
    try:
        return line.decode().strip()
    except UnicodeDecodeError:
        raise UsageError("log_not_utf8") from None


def _refusal(problems: Sequence[tuple[int, NetcheckError | click.UsageError]], *, stopped: bool) -> NetcheckError:
    """Return the refusal of all lines; the kinds, if a line lacks one, are shown once at the end.

    `stopped` if what comes after the last problem was not read.
    """
    further: list[str] = []
    for number, error in problems[:_SHOWN]:
        further.append(_("  Line {number}: {text}").format(number=number, text=sentence(error)))
        if isinstance(error, NetcheckError) and error.code != "log_no_kind":
            further += [f"  {line}" for line in error.further]
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        further.append("  " + ngettext("and one more problem", "and {n} more problems", more).format(n=more))
    if stopped:
        further.append("  " + _("What comes after line {number} was not read.").format(number=problems[-1][0]))
    if any(isinstance(error, NetcheckError) and error.code == "log_no_kind" for _, error in problems):
        further += kind_lines()
    return NetcheckError("log_line" if len(problems) == 1 else "log_lines", n=len(problems), further=further)

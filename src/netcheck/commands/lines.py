"""Lines of text to log, as typed at the prompt or read from standard input, and their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netcheck.commands.context import say
from netcheck.commands.entering import Desk, Line, Understood, record
from netcheck.commands.failing import sentence
from netcheck.commands.kindwords import kind_lines, vocabulary
from netcheck.commands.linecommand import answer_in_german
from netcheck.domain.days import MIDDLE
from netcheck.domain.line import split_line
from netcheck.domain.vocabulary import Problem
from netcheck.errors import NetcheckError, UsageError
from netcheck.store import events
from netcheck.store.ops import writing
from netcheck.view.sentences import confirmation

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from netcheck.commands.context import App
    from netcheck.commands.linecommand import LineCommand
    from netcheck.domain.model import Contact, Event

_SHOWN = 10


def parsed(text: str, command: LineCommand, app: App) -> Line:
    """Read one line of text; `command` is what `LineCommand.for_a_line` returns.

    Raises:
        UsageError: the line cannot be split.
        click.UsageError: an option is wrong.
    """
    tokens = split_line(text)
    if isinstance(tokens, Problem):
        raise UsageError(f"log_{tokens.code.value}", word=tokens.word)
    given: dict[str, Any] = command.make_context("log", tokens, obj=app).params
    weight = chosen_weight(given["weight"], big=given["big"], huge=given["huge"])
    return Line(given["words"] or [], given["on"], weight, given["asked"], given["new"])


def chosen_weight(weight: int | None, *, big: bool, huge: bool) -> int:
    """Return the weight, 1 to 3, that `--weight`, `--big` and `--huge` come to.

    Raises:
        UsageError: more than one of them was given.
    """
    if (weight is not None) + big + huge > 1:
        raise UsageError("one_direction", options="--weight, --big, --huge")
    return weight or (3 if huge else 2 if big else 1)


def log_lines(app: App, command: LineCommand, data: bytes) -> None:
    """Log all lines or, if any cannot be read, none.

    Raises:
        NetcheckError: some lines cannot be read; each is named by its number.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    answer_in_german(app, lines[0].decode(errors="replace").split())
    texts = app.words.log
    of_a_line = command.for_a_line()
    problems: list[tuple[int, NetcheckError | click.UsageError]] = []
    confirmed: list[str] = []
    stored = 0
    app.may_ask = False
    with app.log() as connection, writing(connection, "log") as writer:
        desk = Desk(app, connection, vocabulary(app))
        for number, line in enumerate(lines, 1):
            try:
                understood = desk.understand(parsed(_decoded(line), of_a_line, app)) if line.strip() else None
            except (NetcheckError, click.UsageError) as error:
                problems.append((number, error))
                continue
            if understood is not None:
                made = record(writer, understood)
                stored += len(made)
                confirmed += confirm(connection, understood, made, app)
                if understood.made:
                    desk.reload()
        if problems:
            raise _refusal(problems, app)
    say("\n".join([*confirmed, texts.stored(stored) if stored else texts.nothing]))


def confirm(
    connection: sqlite3.Connection,
    understood: Understood,
    made: Sequence[tuple[Event, Contact]],
    app: App,
    *,
    indent: str = "",
) -> list[str]:
    """Return the sentences that say what was stored."""
    texts = app.words.log
    approximate = understood.day.approximate
    lines = []
    for event, contact in made:
        short = events.short_id(connection, event.id)
        said = confirmation(event, contact.name, short, app.today, app.words, approximate=approximate)
        lines.append(f"{indent}{said}")
    lines += [f"{indent}  {texts.talk_is_mutual}"] * understood.entry.turned_mutual
    return lines + [f"{indent}  {_about(understood.day.ordinal, app)}"] * approximate


def _about(ordinal: int, app: App) -> str:
    """Say where in its month an entry without an exact day stands: before the middle of this one, on today."""
    texts = app.words.log
    to_come = app.today.toordinal() == ordinal and app.today.day < MIDDLE
    return texts.about_today if to_come else texts.about_the_middle


def _decoded(line: bytes) -> str:
    try:
        return line.decode().strip()
    except UnicodeDecodeError:
        raise UsageError("log_not_utf8") from None


def _refusal(problems: Sequence[tuple[int, NetcheckError | click.UsageError]], app: App) -> NetcheckError:
    """Return the refusal of all lines; the kinds, if a line lacks one, are shown once at the end."""
    texts = app.words.log
    further: list[str] = []
    for number, error in problems[:_SHOWN]:
        further.append(texts.line.format(number=number, text=sentence(error, app.words)))
        if isinstance(error, NetcheckError) and error.code != "log_no_kind":
            further += [f"  {line}" for line in error.further]
    if len(problems) > _SHOWN:
        further.append(f"  {app.words.moving.more_problems(len(problems) - _SHOWN)}")
    if any(isinstance(error, NetcheckError) and error.code == "log_no_kind" for _, error in problems):
        further += kind_lines(app)
    return NetcheckError("log_line" if len(problems) == 1 else "log_lines", n=len(problems), further=further)

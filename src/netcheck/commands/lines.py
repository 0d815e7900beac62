"""Lines of text to log, as typed at the prompt or read from standard input, and their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netcheck.commands.entering import Line, Understood
from netcheck.domain.line import split_line
from netcheck.domain.vocabulary import Problem
from netcheck.errors import NetcheckError, UsageError
from netcheck.store import events
from netcheck.view.sentences import confirmation

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from netcheck.commands.context import App
    from netcheck.domain.contacts import Contact
    from netcheck.domain.events import Event


def parsed(text: str, command: click.Command, app: App) -> Line:
    """Read one line of text with the options that the command line has, too.

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
    """Return the weight, 1 to 3, that `--weight`, `--big` and `--huge` come to."""
    return weight or (3 if huge else 2 if big else 1)


def text_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty with their numbers, from 1.

    Raises:
        NetcheckError: a line is not UTF-8.
    """
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            text = line.decode().strip()
        except UnicodeDecodeError:
            raise NetcheckError("log_not_utf8", number=number) from None
        if text:
            yield number, text


def confirm(
    connection: sqlite3.Connection, understood: Understood, made: Sequence[tuple[Event, Contact]], app: App
) -> list[str]:
    """Return the sentences that say what was stored."""
    texts = app.words.log
    approximate = understood.day.approximate
    lines = []
    for event, contact in made:
        short = events.short_id(connection, event.id)
        lines.append(confirmation(event, contact.name, short, app.today, app.words, approximate=approximate))
    lines += [texts.talk_is_mutual] * understood.entry.turned_mutual
    return lines + [texts.about_the_middle] * approximate

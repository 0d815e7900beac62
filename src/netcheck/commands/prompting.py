"""The line prompt of `netcheck log`, and catching up after a pause."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import click

from netcheck import ask
from netcheck.commands.context import App, remark, say
from netcheck.commands.entering import Desk, Line, record
from netcheck.commands.failing import sentence
from netcheck.commands.kindwords import kind_lines, vocabulary
from netcheck.commands.lines import confirm, parsed
from netcheck.domain.days import Day, parse_day
from netcheck.domain.events import Direction
from netcheck.domain.measures import build
from netcheck.errors import Cancelled, NetcheckError
from netcheck.store import ledger
from netcheck.store.ops import writing
from netcheck.view.safe import safe
from netcheck.view.text import day_phrase, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.domain.contacts import Contact


def prompt(app: App, command: click.Command) -> None:
    """Read lines at the terminal, what was received before what was given, and store each at once.

    People recall their own part better (Ross & Sicoly 1979), so the other's part is asked first.
    """
    texts = app.words.log
    say(texts.intro)
    stored = 0
    with app.log() as connection:
        desk = Desk(app, connection, vocabulary(app))
        with suppress(Cancelled):  # Ctrl-D and Ctrl-C are ways to be done: each line is stored already
            for label, verb in ((texts.received, Direction.RECEIVED), (texts.given, Direction.GIVEN)):
                while text := ask.line(label, lambda _: _completions(desk)).strip():
                    if text == "?":
                        say("\n".join([texts.help, "", *kind_lines(app)]))
                    else:
                        stored += _store(text, desk, command, verb)
    say(texts.done(stored) if stored else texts.nothing)


def catch_up(app: App, command: click.Command) -> None:
    """Ask for one line about each of the liveliest people since the last entry."""
    texts = app.words.log
    with app.log() as connection:
        found = ledger.load(connection)
        if not found.events:
            say(texts.catch_up_unknown)
            return
        app.need_terminal(app.words.errors["log_no_terminal_prompt"])
        last = date.fromordinal(found.events[-1].day)
        names = set(build(found, app.today.toordinal(), until=last.toordinal()).lively)
        people = sorted((c for c in found.contacts.values() if c.name in names), key=lambda contact: contact.name)
        say(texts.catch_up.format(day=day_phrase(last, app.today, app.words)))
        desk = Desk(app, connection, vocabulary(app))
        stored = 0
        with suppress(Cancelled):
            for count in _ask_about(people, desk, command):
                stored += count
    say(texts.done(stored) if stored else texts.nothing)


def _ask_about(people: list[Contact], desk: Desk, command: click.Command) -> Iterator[int]:
    wide = max((width(safe(contact.name)) for contact in people), default=0)
    for contact in people:
        label = f"{pad(safe(contact.name), wide)} › "
        while text := ask.line(label, lambda _: _completions(desk)).strip():
            stored = _store(text, desk, command, None, who=contact)
            yield stored
            if stored:
                break


def _store(text: str, desk: Desk, command: click.Command, verb: Direction | None, *, who: Contact | None = None) -> int:
    """Store one line and confirm it; say what is wrong with it instead of failing. Return the number of entries."""
    app = desk.app
    try:
        line = parsed(text, command, app)
        if who is not None:
            line = _with_day_at_the_end(line, desk)
        understood = desk.understand(line, verb=verb, who=who)
        if understood is None:
            say(app.words.log.skipped)
            return 0
        with writing(desk.connection, "log") as writer:
            made = record(writer, understood)
    except Cancelled:
        say(app.words.log.skipped)
        return 0
    except (NetcheckError, click.UsageError) as error:
        further = error.further if isinstance(error, NetcheckError) else ()
        remark("\n".join([f"  {sentence(error, app.words)}", *further]))
        return 0
    say("\n".join(f"  {line}" for line in confirm(desk.connection, understood, made, app)))
    if understood.made:
        desk.reload()
    return len(made)


def _with_day_at_the_end(line: Line, desk: Desk) -> Line:
    """Take a day from the end of the line: `bekam Feedback September`."""
    for size in (3, 2, 1):
        tail = line.words[-size:]
        if line.on is None and len(line.words) > size:
            day = parse_day(" ".join(tail), desk.app.today, desk.vocabulary.days)
            if isinstance(day, Day):
                return line._replace(words=line.words[:-size], on=" ".join(tail))
    return line


def _completions(desk: Desk) -> list[str]:
    from netcheck.words import vocabulary as lexicon

    language = desk.app.words.language
    names = sorted(contact.name for contact in desk.people.contacts.values())
    verbs = [word for by_language in lexicon.VERBS.values() for word in by_language[language]]
    kinds = [word for by_language in lexicon.KINDS.values() for word in by_language[language]]
    return [*names, *verbs, *kinds]

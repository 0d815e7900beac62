"""`netcheck remind`: one short digest of what is due, or nothing at all."""

from __future__ import annotations

import errno
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.cli.app import App, app_of, say
from netcheck.cli.due_today import due_today, pauses
from netcheck.cli.output import cells, say_json
from netcheck.cli.tree import application
from netcheck.commands.notification import notify_desktop
from netcheck.commands.remind_schedule import off, on, status
from netcheck.domain.due import looked_at, scheduled
from netcheck.domain.reminder_schedule import Every, is_open
from netcheck.errors import Exit, NetcheckError, UsageError
from netcheck.store import ledger, local_state
from netcheck.view.remind import CELLS, digest_lines, due_json, numbers_line
from netcheck.view.text import date_of, wrap

if TYPE_CHECKING:
    from netcheck.domain.due import Due
    from netcheck.domain.model import Ledger
    from netcheck.domain.reminder_schedule import Every
    from netcheck.store.local_state import State


_WELCOME_DAYS = 7


class Reminder:
    """All that is due on one day, and the ways to tell it."""

    def __init__(self, app: App, found: Ledger, state: State) -> None:
        self._app = app
        self._ledger = found
        self._state = state
        self._day = app.today.toordinal()
        self._due: Due = due_today(found, app)

    def is_due(self, *, looking: bool) -> bool:
        """Say whether something is due; in a pause nothing is, but to somebody who is `looking`."""
        return not looked_at(self._due, {}, self._day).is_empty and (looking or not pauses(self._state, self._app))

    def print_json(self, *, with_names: bool) -> None:
        """Print all that is due as JSON; nothing is kept of it."""
        shown = looked_at(self._due, self._state.shown, self._day)
        say_json(due_json(self._due, shown, self._app.today, self._state.paused, with_names=with_names))

    def show(self, *, notify: bool) -> None:
        """Show the digest to somebody at a terminal; nothing is kept of it."""
        app, paused, resting = self._app, self._state.paused, pauses(self._state, self._app)
        texts, found = app.words.remind, looked_at(self._due, self._state.shown, self._day)
        if paused is not None and resting:
            say(texts.pausing.format(day=date_of(paused, app.today, app.words)))
            if found.is_empty:
                say(f"  {texts.end_hint}")
        elif paused is not None and (app.today - paused).days < _WELCOME_DAYS:
            say(texts.pause_over)
        if not found.is_empty:
            everyone = self._ledger.contacts.values()
            lines = digest_lines(found, everyone, app.today, app.words, cells=cells(), paused=resting)
            say("\n".join(lines))
            if notify:
                notify_desktop(numbers_line(found, app.words))

    def deliver(self, every: Every | None, *, with_names: bool, notify: bool) -> None:
        """Write the digest for a scheduler if it is its turn, and keep that it was written."""
        if not self._is_turn(every, self._state) or not self._app.path.exists():
            return
        if every is None and not self._lines(self._state, with_names=with_names):
            return
        with self._app.log() as connection, local_state.turn(connection, self._app.today) as turn:
            lines = self._lines(turn.state, with_names=with_names) if self._is_turn(every, turn.state) else []
            found = scheduled(self._due, turn.state.shown, self._day)
            if lines:
                turn.deliver(found.shown)
                _write("\n".join(lines))
            elif every is not None:
                turn.take()
        if lines and notify:
            notify_desktop(lines[0] if found.is_empty else numbers_line(found, self._app.words))

    def _lines(self, state: State, *, with_names: bool) -> list[str]:
        """Return what a scheduler gets: in a pause nothing, after its end a welcome, and the digest."""
        if pauses(state, self._app):
            return []
        words = self._app.words
        lines = [words.remind.pause_over] if state.paused is not None else []
        found = scheduled(self._due, state.shown, self._day)
        if found.is_empty:
            return lines
        if with_names:
            return lines + digest_lines(found, self._ledger.contacts.values(), self._app.today, words)
        return lines + wrap(numbers_line(found, words), CELLS)

    def _is_turn(self, every: Every | None, state: State) -> bool:
        if state.delivered is not None and state.delivered >= self._app.today:
            return False
        return every is None or is_open(every, self._app.today, state.turn)


def _write(text: str) -> None:
    """Print a digest for good; where the program was given no output at all, it must come again.

    Raises:
        NetcheckError: there is nobody to write to.
    """
    if sys.__stdout__ is None:
        raise NetcheckError("output_failed", reason=os.strerror(errno.EBADF))
    say(text)
    sys.stdout.flush()


def digest(
    context: typer.Context,
    names: Annotated[bool, typer.Option("--names")] = False,
    notify: Annotated[bool, typer.Option("--notify")] = False,
    every: Annotated[Every | None, typer.Option("--every")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Show what is due: always on a terminal, elsewhere at most once a day, or once in each turn of `every`."""
    if context.invoked_subcommand is not None:
        return
    app = app_of(context)
    with app.reading() as connection:
        found = ledger.load_brief(connection)
        state = local_state.reminder(connection, app.today)
    reminder = Reminder(app, found, state)
    if json:
        reminder.print_json(with_names=names or sys.stdout.isatty())
    elif sys.stdout.isatty():
        reminder.show(notify=notify)
    else:
        reminder.deliver(every, with_names=names, notify=notify)
    if exit_code and reminder.is_due(looking=json or sys.stdout.isatty()):
        raise typer.Exit(Exit.DUE)


def pause(
    context: typer.Context,
    until: Annotated[list[str] | None, typer.Argument()] = None,
    end: Annotated[bool, typer.Option("--end")] = False,
) -> None:
    """Let the reminder be quiet until a day, or speak again, as it does until today; say which of it holds."""
    from netcheck.cli.dates import day_to_come

    app = app_of(context)
    texts = app.words.remind
    if until and end:
        raise UsageError("one_direction", options=f"--end, {' '.join(until)}")
    day = date.fromordinal(day_to_come(" ".join(until), app)) if until else None
    end = end or day == app.today
    if end or day is not None:
        with app.log() as connection:
            local_state.pause(connection, None if end else day)
    else:
        with app.reading() as connection:
            day = local_state.reminder(connection, app.today).paused
    if end:
        say(texts.awake)
    elif day is None or day <= app.today:
        say(texts.not_paused)
    else:
        said = texts.paused if until else texts.pausing
        say(said.format(day=date_of(day, app.today, app.words)))
        say(f"  {texts.end_hint}")


remind_app = application()
remind_app.callback(invoke_without_command=True)(digest)
remind_app.command("pause")(pause)
remind_app.command("on")(on)
remind_app.command("off")(off)
remind_app.command("status")(status)

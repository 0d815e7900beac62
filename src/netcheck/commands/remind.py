"""`netcheck remind`: one short digest of what is due, or nothing at all."""

import errno
import os
import sys
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, say
from netcheck.cli.due_today import due_today, pauses
from netcheck.cli.tree import Group, application
from netcheck.domain.due import Digest, Due, looked_at, scheduled
from netcheck.domain.model import Ledger
from netcheck.domain.reminder_turns import Every, is_open
from netcheck.errors import Exit, NetcheckError
from netcheck.i18n import N_, _
from netcheck.store import local_state, whole_log
from netcheck.store.database import Connection
from netcheck.store.local_state import State
from netcheck.store.ops import transaction
from netcheck.view.remind import digest_lines, due_json, numbers_line
from netcheck.view.text import USUAL_CELLS, date_of, wrap

_WELCOME_DAYS = 7


class _Remind(Group):
    """`remind` itself, which a scheduler starts, and the commands about when it comes."""

    modules = dict.fromkeys(("pause", "on", "off", "status"), "remind_schedule")


remind_app = application(_Remind)


@remind_app.callback(invoke_without_command=True)
def remind(
    context: typer.Context,
    names: Annotated[
        bool,
        typer.Option("--names", help=N_("Names even away from a terminal, where otherwise only numbers are shown.")),
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help=N_("A notification on the screen as well, without names."))
    ] = False,
    every: Annotated[
        Every | None,
        typer.Option(
            "--every",
            help=N_("For schedulers: only once a day (day), a week (mon … sun: from that day on) or a month (month)."),
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=N_("End with exit code 10 if something is due."))
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help=N_("All that is due as JSON; names only on a terminal or with --names."))
    ] = False,
) -> None:
    """What is due, and how you are reminded of it."""
    if context.invoked_subcommand is not None:
        return
    app = app_of(context)
    looking = json or sys.stdout.isatty()
    with app.reading() as connection:
        everything = whole_log.load(connection)
        state = local_state.reminder(connection, app.today)
        due = due_today(everything, app)
        if json:
            _print_json(due, state, app, with_names=names or sys.stdout.isatty())
        elif looking:
            _show(due, state, everything, app, notify=notify)
        elif every is None:
            digest = looked_at(Due() if pauses(state, app) else due, state.shown, app.today.toordinal())
            _print_digest(digest, everything, app, with_names=names, notify=notify)
        elif _may_speak(state, every, app):
            _deliver(due, every, everything, app, connection, with_names=names, notify=notify)
    if every is not None and not looking:
        from netcheck.commands.weekly_backup import make_weekly_backup

        if not make_weekly_backup(app):
            raise typer.Exit(Exit.FAILED)
    is_due = not looked_at(due, {}, app.today.toordinal()).is_empty
    if exit_code and is_due and (looking or not pauses(state, app)):
        raise typer.Exit(Exit.DUE)


def _print_json(due: Due, state: State, app: App, *, with_names: bool) -> None:
    """Print all that is due as JSON; nothing is kept of it."""
    from netcheck.cli.output import say_json

    shown = looked_at(due, state.shown, app.today.toordinal())
    say_json(due_json(due, shown, app.today, state.paused, with_names=with_names))


def _show(due: Due, state: State, everything: Ledger, app: App, *, notify: bool) -> None:
    """Show the digest to somebody at a terminal; nothing is kept of it."""
    from netcheck.cli.output import cells

    resting = pauses(state, app)
    digest = looked_at(due, state.shown, app.today.toordinal())
    if state.paused is not None and resting:
        say(_("The reminder is paused until {day}.").format(day=date_of(state.paused, app.today)))
        if digest.is_empty:
            say(f"  {_('To end this sooner: netcheck remind pause --end')}")
    elif state.paused is not None and (app.today - state.paused).days < _WELCOME_DAYS:
        say(_("Back again? The pause is over, and there is no hurry."))
    if not digest.is_empty:
        everyone = everything.contacts.values()
        say("\n".join(digest_lines(digest, everyone, app.today, cells=cells(), paused=resting)))
        if notify:
            _notify(numbers_line(digest))


def _print_digest(digest: Digest, everything: Ledger, app: App, *, with_names: bool, notify: bool) -> None:
    """Print the digest to a program; nothing is kept of it, so that it says the same until something changes."""
    if digest.is_empty:
        return
    _write("\n".join(_lines(digest, everything, app, with_names=with_names)))
    if notify:
        _notify(numbers_line(digest))


def _lines(digest: Digest, everything: Ledger, app: App, *, with_names: bool) -> list[str]:
    """Return a digest for elsewhere than a terminal: numbers, unless names are wanted."""
    if with_names:
        return digest_lines(digest, everything.contacts.values(), app.today)
    return wrap(numbers_line(digest), USUAL_CELLS)


def _deliver(
    due: Due,
    every: Every,
    everything: Ledger,
    app: App,
    connection: Connection,
    *,
    with_names: bool,
    notify: bool,
) -> None:
    """Write the digest for a scheduler unless another one was faster, and keep that it was written.

    What is kept is entered before a word is written, so that a log that takes no entry lets nothing be said, and is
    committed after the last word: a crash in between may let the digest come again, but never be lost.
    """
    lines = list[str]()
    with transaction(connection):
        state = local_state.reminder(connection, app.today)
        if not _may_speak(state, every, app):
            return
        welcome, digest = _for_scheduler(due, state, app)
        if welcome:
            lines.append(_("Back again? The pause is over, and there is no hurry."))
        if not digest.is_empty:
            lines += _lines(digest, everything, app, with_names=with_names)
        if lines:
            local_state.deliver(connection, state, app.today, digest.shown)
            _write("\n".join(lines))
        else:
            local_state.take_turn(connection, app.today)
    if lines and notify:
        _notify(lines[0] if digest.is_empty else numbers_line(digest))


def _may_speak(state: State, every: Every, app: App) -> bool:
    """Say whether it is a scheduler's turn: once a day at most, and only while that of `every` is open."""
    return (state.delivered is None or state.delivered < app.today) and is_open(every, app.today, state.turn)


def _for_scheduler(due: Due, state: State, app: App) -> tuple[bool, Digest]:
    """Return whether the end of a pause is to be told, and the digest, which is empty in a pause."""
    resting = pauses(state, app)
    digest = scheduled(Due() if resting else due, state.shown, app.today.toordinal())
    return state.paused is not None and not resting, digest


def _write(text: str) -> None:
    """Print a digest; where the program was given no output at all, it must come again.

    Raises:
        NetcheckError: there is nobody to write to.
    """
    if sys.__stdout__ is None:
        raise NetcheckError("output_failed", reason=os.strerror(errno.EBADF))
    say(text)
    sys.stdout.flush()


def _notify(text: str) -> None:
    from netcheck.commands.desktop_notification import notify_desktop

    notify_desktop(text)

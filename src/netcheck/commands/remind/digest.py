"""`netcheck remind`: one short digest of what is due, or nothing at all."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from netcheck.commands.context import app_of
from netcheck.commands.remind.reminder import Reminder
from netcheck.errors import Exit
from netcheck.schedule.timing import Every
from netcheck.store import ledger, reminders


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
        state = reminders.load(connection, app.today)
    reminder = Reminder(app, found, state)
    if json:
        reminder.print_json(with_names=names or sys.stdout.isatty())
    elif sys.stdout.isatty():
        reminder.show(notify=notify)
    else:
        reminder.deliver(every, with_names=names, notify=notify)
    if exit_code and reminder.is_due(looking=json or sys.stdout.isatty()):
        raise typer.Exit(Exit.DUE)

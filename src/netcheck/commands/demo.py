"""`netcheck demo`: a report on a made-up log."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from netcheck.cli.app import app_of, remark, say
from netcheck.cli.tree import application
from netcheck.commands.report import show
from netcheck.domain.demo import demo
from netcheck.domain.model import Ledger
from netcheck.errors import NetcheckError
from netcheck.store import checks, contacts, events
from netcheck.store.database import opened
from netcheck.store.ops import writing
from netcheck.view.safe import safe

demo_app = application()


@demo_app.command()
def show_demo(context: typer.Context, keep: Annotated[Path | None, typer.Option("--keep")] = None) -> None:
    """Draw the report on the made-up log, and keep that log on request."""
    app = app_of(context)
    words = app.words
    found = demo(app.today.toordinal(), words.demo)
    if keep is not None:
        _keep(keep, found)
    remark(words.moving.demo_head)
    show(app, found)
    say(words.moving.demo_kept.format(path=safe(str(keep))) if keep else words.moving.demo_hint)


def _keep(path: Path, found: Ledger) -> None:
    """Store the made-up log in a file that does not exist yet."""
    if os.path.exists(path):  # noqa: PTH110 - pathlib fails for a name that is too long
        raise NetcheckError("file_exists", path=path)
    with opened(path, create=True) as connection, writing(connection, "demo") as writer:
        contacts.add_all(writer, found.contacts.values())
        events.add(writer, found.events)
        checks.add_checks(writer, found.checks)
        checks.add_steps(writer, found.steps)
        checks.write_guide(writer, found.guide)

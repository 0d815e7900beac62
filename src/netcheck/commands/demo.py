"""`netcheck demo`: a report on a made-up log."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from netcheck.cli.app import app_of, remark, say
from netcheck.cli.parameter_types import FILE
from netcheck.cli.tree import application
from netcheck.commands.report import show
from netcheck.domain.demo import demo, demo_events
from netcheck.domain.model import Event, Ledger
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import NetcheckError
from netcheck.i18n import N_, _
from netcheck.store import checks, contacts, events
from netcheck.store.database import opened
from netcheck.store.ops import writing
from netcheck.view.demo import demo_texts
from netcheck.view.safe import safe

demo_app = application()


@demo_app.command()
def show_demo(
    context: typer.Context,
    keep: Annotated[
        Path | None, typer.Option("--keep", help=N_("Keep the made-up log in this file."), click_type=FILE)
    ] = None,
) -> None:
    """A report on a made-up log."""
    app = app_of(context)
    today, texts = app.today.toordinal(), demo_texts()
    found = demo(today, texts)
    if keep is not None:
        _keep(keep, found, demo_events(today, texts))
    remark(_("A made-up log: these people do not exist."))
    show(app, found)
    say(
        _("✓ The made-up log is in {path}. To look: netcheck --db {path} report").format(path=safe(quoted(str(keep))))
        if keep
        else _("Your own begins with one line: netcheck log")
    )


def _keep(path: Path, found: Ledger, entries: Sequence[Event]) -> None:
    """Store the made-up log in a file that does not exist yet."""
    if os.path.exists(path):  # noqa: PTH110 - pathlib fails for a name that is too long
        raise NetcheckError("file_exists", path=path)
    with opened(path, create=True) as connection, writing(connection, "demo") as writer:
        contacts.add_all(writer, found.contacts.values())
        events.add(writer, entries)
        checks.add_checks(writer, found.checks)
        checks.add_steps(writer, found.steps)
        checks.write_guide(writer, found.guide)

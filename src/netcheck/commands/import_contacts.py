"""`netcheck import vcard` alone: offers the folders in which khard and vdirsyncer keep contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netcheck import settings
from netcheck.cli.app import app_of, command_line
from netcheck.cli.failures import storing_nothing
from netcheck.errors import Cancelled, UsageError
from netcheck.i18n import _
from netcheck.importers.look import contact_folders
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def chosen_folders(context: click.Context) -> Sequence[Path]:
    """Return which of the folders with contacts somebody at a terminal picks.

    Raises:
        UsageError: nobody can be asked; the folders are named.
        click.MissingParameter: there is no such folder.
        Cancelled: the user left or picked none.
    """
    app = app_of(context)
    folders = contact_folders(settings.home(), settings.others_config())
    if not folders:
        raise click.MissingParameter(ctx=context, param_hint=_("FILE…").removesuffix("…"))
    if not app.interactive:
        lines = [f"  {safe(command_line(app, 'import', 'vcard', str(folder)))}" for folder in folders]
        raise UsageError("import_contacts_where", further=lines)
    from netcheck import ask

    choices = [(safe(str(folder)), folder) for folder in folders]
    with storing_nothing():
        picked = ask.several(_("Which of these shall I bring in?"), choices, range(len(choices)))
        if not picked:
            raise Cancelled("cancelled")
    return picked

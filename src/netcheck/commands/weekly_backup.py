"""The backup that the reminder's line makes in each week, and how many of them are kept."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from netcheck import clock
from netcheck.cli.app import App, remark
from netcheck.cli.failures import sentence
from netcheck.errors import NetcheckError
from netcheck.i18n import _
from netcheck.store.backups import Reason, backups, folder_of, new_path, superfluous

if TYPE_CHECKING:
    from datetime import datetime


def make_weekly_backup(app: App) -> bool:
    """Make this week's backup unless it is there; one line on standard error and False if it cannot be made.

    Older ones go only after a new one is in its place: a log that is damaged takes none of them away.
    """
    now = clock.now()
    week = now.isocalendar()[:2]
    known = backups(app.path)
    if any(one.reason is Reason.WEEKLY and one.made.isocalendar()[:2] == week for one in known):
        return True
    if not app.path.exists():
        return True
    try:
        _back_up(app, now)
    except NetcheckError as error:
        remark(_("No weekly backup was made: {reason}").format(reason=sentence(error)))
        return False
    for old in superfluous([one for one in backups(app.path) if one.made <= now]):  # the clock may have been wrong
        with suppress(OSError):
            old.path.unlink()
    return True


def _back_up(app: App, now: datetime) -> None:
    from netcheck.files import make_folder
    from netcheck.store.copying import back_up
    from netcheck.store.encryption import encrypted_for

    recipient = app.settings.recipient
    make_folder(folder_of(app.path))
    file = new_path(app.path, now, Reason.WEEKLY, encrypted=bool(recipient), folder=folder_of(app.path))
    with app.reading() as connection:
        back_up(connection, app.path, file, encrypt=partial(encrypted_for, recipient) if recipient else None)

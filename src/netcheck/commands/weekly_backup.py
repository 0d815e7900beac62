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
    if _is_there(app, now):
        return True
    try:
        if not _back_up(app, now):
            return True
    except NetcheckError as error:
        if _is_there(app, now):  # another program that fired in the same moment has made it
            return True
        remark(_("No weekly backup was made: {reason}").format(reason=sentence(error)))
        return False
    for old in superfluous([one for one in backups(app.path) if one.made <= now]):  # the clock may have been wrong
        with suppress(OSError):
            old.path.unlink()
    return True


def _is_there(app: App, now: datetime) -> bool:
    """Say whether there is a backup of this week."""
    week = now.isocalendar()[:2]
    return any(one.reason is Reason.WEEKLY and one.made.isocalendar()[:2] == week for one in backups(app.path))


def _back_up(app: App, now: datetime) -> bool:
    """Make a backup of a log to which anything was ever written; say whether there is one.

    Raises:
        NetcheckError: it cannot be made; or the log was lost, and backups of an empty one would push out its last ones.
    """
    from netcheck.files import make_folder
    from netcheck.store.copying import back_up, backup_of_lost
    from netcheck.store.encryption import encrypted_for
    from netcheck.store.ops import is_new

    recipient = app.settings.recipient
    file = new_path(app.path, now, Reason.WEEKLY, encrypted=bool(recipient), folder=folder_of(app.path))
    with app.reading() as connection:
        if lost := backup_of_lost(connection, app.path):
            raise NetcheckError("lost", path=app.path, backup=lost)
        if is_new(connection):
            return False
        make_folder(folder_of(app.path))
        back_up(connection, app.path, file, encrypt=partial(encrypted_for, recipient) if recipient else None)
    return True

"""`netcheck doctor`: whether the log is whole and private, and what would make it safer."""

from contextlib import suppress
from datetime import datetime
from typing import Annotated

import typer

from netcheck import clock, settings
from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.output import say_json
from netcheck.cli.tree import application
from netcheck.domain.checkup import Finding
from netcheck.errors import Exit, NetcheckError
from netcheck.i18n import N_
from netcheck.store import backups, integrity, log_files
from netcheck.store.copying import backup_of_lost
from netcheck.store.database import Connection
from netcheck.store.schema import VERSION
from netcheck.version import __version__
from netcheck.view.checkup import checkup_json, checkup_lines

_BACKUP_DAYS = 14
"""A weekly backup may be late once."""

doctor_app = application()


@doctor_app.command()
def doctor(
    context: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help=N_("Close what is open to others, and delete what was left behind."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
) -> None:
    """Whether the log is whole and private.

    Also what would make it safer. Damage is only told: netcheck restore brings back a backup.
    """
    app = app_of(context)
    config = settings.config_path()
    around = [*log_files.open_to_others(app.path, config), *log_files.leftovers(app.path, config)]
    findings, mended = list[Finding](), list[Finding]()
    try:
        with app.reading() as connection:
            journals = log_files.left_journals(connection, app.path) if app.path.exists() else []
            if lost := backup_of_lost(connection, app.path):
                findings.append(Finding("lost", {"path": str(app.path), "backup": str(lost)}))
            findings += [*integrity.damage(connection), *around, *journals]
            if fix:
                mended = _mended(findings, connection)
    except NetcheckError as error:
        if error.code != "damaged":
            raise
        findings += [Finding("damaged", {"path": str(app.path)}), *around]
        if fix:
            mended = _mended(findings, None)
    known = backups.newest(app.path)
    newest = None if known is None else known.made
    findings += _advice(app, newest)
    versions = __version__, VERSION
    if json:
        say_json(checkup_json(app.path, findings, mended, versions=versions, newest=newest))
    else:
        told = checkup_lines(app.path, findings, mended, versions=versions, newest=newest, exists=app.path.exists())
        say("\n".join(told))
    if any(one.is_failure and one not in mended for one in findings):
        raise typer.Exit(Exit.FAILED)


def _mended(findings: list[Finding], connection: Connection | None) -> list[Finding]:
    """Mend what can be mended; say what refuses."""
    done = []
    for one in findings:
        try:
            if log_files.mend(connection, one):
                done.append(one)
        except OSError as error:
            from netcheck.view.failures import failure

            remark(failure("file_unwritable", {"path": error.filename, "reason": error.strerror}))
    return done


def _advice(app: App, newest: datetime | None) -> list[Finding]:
    found = []
    if service := log_files.synced_by(app.path):
        found.append(Finding("synced", {"path": str(app.path), "service": service}))
    if not app.path.exists():
        return found
    if newest is None:
        found.append(Finding("no_backup"))
    elif (days := (clock.now() - newest).days) > _BACKUP_DAYS:
        found.append(Finding("old_backup", {"days": days}))
    return found + _schedule(app)


def _schedule(app: App) -> list[Finding]:
    """Return whether the reminder, which makes the weekly backups, is set up for this log."""
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import installed

    if task_scheduler.available():  # it cannot be looked at from here
        return []
    logs = []
    with suppress(NetcheckError):
        logs = [status.database or app.path for _scheduler, status in installed()]
    if not logs:
        return [Finding("no_schedule")]
    if app.path.absolute() not in [path.absolute() for path in logs]:
        return [Finding("other_log", {"path": str(logs[0])})]
    return []

"""`netcheck backup` and `netcheck restore`: the whole log as one checked file, and back."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from netcheck import clock, settings
from netcheck.cli.app import App, app_of, command_line, hand_over, remark, say
from netcheck.cli.failures import changing_nothing
from netcheck.cli.parameter_types import FILE
from netcheck.cli.tree import application
from netcheck.errors import Cancelled, NetcheckError, UsageError
from netcheck.files import make_folder, replace_file
from netcheck.i18n import N_, _
from netcheck.store import copying, encryption, integrity, restoring
from netcheck.store.backups import folder_of, new_path, newest
from netcheck.store.forget import leaving_nothing_behind
from netcheck.store.ops import forgotten
from netcheck.store.restoring import Content
from netcheck.view.backup import backed_up, checked_line, difference_lines, restored_lines
from netcheck.view.safe import safe

Identity = Annotated[
    Path | None,
    typer.Option("--identity", help=N_("The file with the key that opens an encrypted backup."), click_type=FILE),
]

backup_app = application()


@backup_app.command()
def backup(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            help=N_("A new file, or a folder; without it, the folder backups beside the log."),
            metavar=N_("[FILE|FOLDER]"),
            click_type=FILE,
        ),
    ] = None,
    encrypt: Annotated[
        bool,
        typer.Option(
            "--encrypt", help=N_("Encrypted as age does it: for the recipient in the settings, else by a passphrase.")
        ),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=N_("Check this backup, or the newest one, instead of making one."))
    ] = False,
    identity: Identity = None,
) -> None:
    """A checked copy of the whole log, with its history.

    The settings come along, and netcheck restore brings all of it back. The reminder makes one each week (netcheck
    remind on).
    """
    app = app_of(context)
    if check and encrypt:
        raise UsageError("one_direction", options="--check, --encrypt")
    if check:
        _check(app, file, identity)
        return
    if identity is not None:
        raise UsageError("identity_opens")
    if not app.path.exists():
        raise NetcheckError("nothing_logged")
    encrypted_as = encryption_for(app) if encrypt else None
    with app.reading() as connection:
        path = _target(app, file, encrypted=encrypt)
        entries, people = copying.back_up(connection, app.path, path, encrypt=encrypted_as)
    say(backed_up(entries, people, path))
    if encrypt and not app.settings.recipient:
        remark(_("Keep the passphrase: without it, nobody can open this backup."))


restore_app = application()


@restore_app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=N_("The backup."), metavar=N_("FILE"), click_type=FILE)],
    yes: Annotated[bool, typer.Option("--yes", help=N_("Without asking."))] = False,
    identity: Identity = None,
) -> None:
    """Put a backup in the place of the log.

    The log before is kept as a backup. netcheck undo does not take this back; to restore that one does.
    """
    app = app_of(context)
    if app.path.exists() and file.exists() and os.path.samefile(app.path, file):  # noqa: PTH121 - both follow links
        raise NetcheckError("restore_itself", path=file)
    with restoring.content(file, partial(_opened, app, file, identity)) as found:
        with changing_nothing():
            whole = _is_whole(app)
            say("\n".join(_plan(app, found, whole=whole)))
            if not yes:
                app.need_terminal(_("--yes restores the backup without asking; the log is kept as a backup itself."))
                _agree()
        kept = None if whole else restoring.set_aside(app.path, clock.now())
        with app.log() as connection, leaving_nothing_behind(connection) if forgotten(connection) else nullcontext():
            before, erased = restoring.replace(connection, found.tables, app.path, clock.now())
        kept = before or kept
        taken = _take_settings(found.config, kept=whole and kept is not None)
    say("\n".join(restored_lines(file, kept, settings=taken, erased=erased)))
    if kept is not None and whole:
        say(_("netcheck undo does not take this back; this does:"))
        hand_over(f"  {safe(command_line(app, 'restore', str(kept)))}")


def encryption_for(app: App) -> Callable[[bytes], bytes]:
    """Return what encrypts a backup: for the recipient in the settings, else by a passphrase that is asked for twice.

    Raises:
        NetcheckError: pyrage is not installed, nobody can be asked, or the passphrase is none.
    """
    encryption.need()
    if app.settings.recipient:
        return partial(encryption.encrypted_for, app.settings.recipient)
    app.need_terminal(_("Without a passphrase: netcheck config set recipient age1…"))
    from netcheck import ask

    passphrase = ask.secret(_("The passphrase ›"))
    if not passphrase:
        raise Cancelled("cancelled")
    if ask.secret(_("Once more ›")) != passphrase:
        raise NetcheckError("passphrases_differ")
    return partial(encryption.encrypted_by, passphrase)


def _opened(app: App, path: Path, identity: Path | None, data: bytes) -> bytes:
    """Return what is in an encrypted backup, with the key or the passphrase that it wants."""
    encryption.need()
    if not encryption.is_by_passphrase(data):
        if identity is None:
            raise UsageError("identity_needed", path=path)
        return encryption.decrypted_with(identity, data, path)
    app.need_terminal(_("The passphrase of this backup is asked for at a terminal only."))
    from netcheck import ask

    return encryption.decrypted_by(ask.secret(_("The passphrase ›")), data, path)


def _target(app: App, file: Path | None, *, encrypted: bool) -> Path:
    """Return the file to write: the one said, or a new one in the folder said or in that of the backups."""
    if file is not None and not file.is_dir():
        return file
    if file is None:
        make_folder(folder_of(app.path))
    return new_path(app.path, clock.now(), encrypted=encrypted, folder=file or folder_of(app.path))


def _check(app: App, file: Path | None, identity: Path | None) -> None:
    """Say what is in a backup that is whole; fail otherwise."""
    if file is None:
        known = newest(app.path)
        if known is None:
            raise NetcheckError("no_backup", path=folder_of(app.path))
        file = known.path
    with restoring.content(file, partial(_opened, app, file, identity)) as found:
        _here, side = restoring.compare(found.tables, found.tables)
        say(checked_line(side, file, app.today))


def _is_whole(app: App) -> bool:
    """Say whether the log can be used, one that does not exist yet too."""
    try:
        with app.reading() as connection:
            return not integrity.damage(connection)
    except NetcheckError as error:
        if error.code == "damaged":
            return False
        if error.code == "not_a_log":
            raise NetcheckError("restore_over_foreign", path=app.path) from error
        raise


def _plan(app: App, found: Content, *, whole: bool) -> list[str]:
    if not whole:
        return difference_lines(None, restoring.compare(found.tables, found.tables)[1], app.today)
    with app.reading() as connection:
        others = restoring.differing(connection, found.tables)
        return difference_lines(*restoring.compare(connection, found.tables), app.today, others)


def _agree() -> None:
    """Ask whether to restore.

    Raises:
        Cancelled: no.
    """
    from netcheck import ask

    if not ask.keys(_("Restore it?   [y]es   [n]o ›"), {_("y"): True, _("n"): False}):
        raise Cancelled("cancelled")


def _take_settings(text: str | None, *, kept: bool) -> bool | None:
    """Put the settings of a backup in place; None if they are as they were, False if they had to be left out.

    Those that are there are replaced only if the backup of the log before has `kept` them.
    """
    present = settings.text()
    if text is None or text == present:
        return None
    if present is not None and not kept:
        return False
    try:
        settings.read(text)
    except NetcheckError:  # of another version
        return False
    try:
        make_folder(settings.config_path().parent)
        replace_file(settings.config_path(), text)
    except NetcheckError as error:
        error.consequence = _("The log is restored all the same.")
        raise
    return True

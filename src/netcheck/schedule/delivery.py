"""Where the output of a scheduled program ends up: cron's mail often reaches nobody."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.domain.reminder_schedule import Channel, Delivery
from netcheck.domain.shell_quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence


_SMTP = 25
MAILERS = ("/usr/sbin", "/usr/lib", "/usr/local/sbin")
"""Folders outside the PATH of users in which mail servers put their `sendmail`."""
_PATIENCE_SECONDS = 0.5
_AT_A_TERMINAL = "[ -t 1 ] && {command}"
_PROFILES = {
    # Terminals of a Mac start bash as a login shell, which reads another file.
    "bash": ("~/.bash_profile" if sys.platform == "darwin" else "~/.bashrc", _AT_A_TERMINAL),
    "zsh": ("~/.zshrc", _AT_A_TERMINAL),
    "fish": ("~/.config/fish/config.fish", "isatty stdout; and {command}"),
}


def mail_delivery(mail_to: str | None, *, mailer: bool, mailbox: Path, listening: bool) -> Delivery:
    """Return what becomes of mail that cron sends.

    `mail_to` is what the crontab says ("": no mail; None: its owner), `mailer` whether there is a program
    to send with, `mailbox` where mail to the owner lies, `listening` whether a mail server runs here.
    """
    if mail_to == "":
        return Delivery(Channel.SILENCED)
    if not mailer:
        return Delivery(Channel.NO_MAILER)
    if mail_to is not None:
        return Delivery(Channel.ADDRESS, mail_to)
    if mailbox.exists() or listening:
        return Delivery(Channel.MAILBOX, str(mailbox))
    return Delivery(Channel.UNSURE)


def mail_here(mail_to: str | None) -> Delivery:
    """Return what becomes of cron's mail on this machine."""
    return mail_delivery(mail_to, mailer=has_mailer(), mailbox=mailbox(), listening=is_listening())


def profile(program: Sequence[str], database: Path | None) -> tuple[str, str]:
    """Return the file that this user's shell reads at each start, and the line in it that shows the reminder."""
    name = os.path.basename(os.environ.get("SHELL", ""))  # noqa: PTH119 - no path is meant, only its last word
    file, line = _PROFILES.get(name, ("~/.profile", _AT_A_TERMINAL))
    chosen = ["--db", str(database)] if database else []
    return file, line.format(command=" ".join(map(quoted, [*program, "remind", *chosen])))


def has_mailer(folders: Sequence[str] = MAILERS) -> bool:
    """Say whether `sendmail`, which every mail server brings with it, is on the PATH or in one of the folders."""
    return shutil.which("sendmail", path=os.pathsep.join([os.environ.get("PATH", ""), *folders])) is not None


def mailbox() -> Path:
    """Return where mail to this user lies, or would lie."""
    if said := os.environ.get("MAIL"):
        return Path(said)
    import getpass

    spool = next((spool for spool in (Path("/var/mail"), Path("/var/spool/mail")) if spool.is_dir()), Path("/var/mail"))
    try:
        return spool / getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return spool / str(os.getuid())


def is_listening(port: int = _SMTP) -> bool:
    """Say whether a mail server answers on this machine itself."""
    try:
        with socket.create_connection(("localhost", port), timeout=_PATIENCE_SECONDS):
            return True
    except OSError:
        return False

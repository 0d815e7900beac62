"""What every scheduler can do with the reminder, and running the schedulers' own programs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from netcheck import settings
from netcheck.errors import NetcheckError
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.reminder_schedule import Job, Plan, Status


_SHOWN = 200


class Ran(Value):
    """What a program came to; `reason` is the first line of what it complained about."""

    code: int
    out: bytes
    reason: str


def ran(*command: str, given: bytes = b"") -> Ran:
    """Run a program from the PATH, in English, with `given` as its standard input.

    Raises:
        NetcheckError: `program_missing`.
    """
    found = shutil.which(command[0])
    # Debian's crontab would show its own head lines with CRONTAB_NOHEADER=N, and add them again each time.
    environment = {name: value for name, value in os.environ.items() if name != "CRONTAB_NOHEADER"}
    try:
        if found is None:
            raise FileNotFoundError(command[0])
        done = subprocess.run(  # noqa: S603 - a program of the system, with arguments of ours and without a shell
            [found, *command[1:]], input=given, capture_output=True, env=environment | {"LC_ALL": "C"}, check=False
        )
    except OSError:
        raise NetcheckError("program_missing", program=command[0]) from None
    complaint = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
    return Ran(done.returncode, done.stdout, complaint.splitlines()[0][:_SHOWN])


def done(*command: str) -> None:
    """Run a program that has to succeed.

    Raises:
        NetcheckError: `program_missing` or `program_failed`.
    """
    answer = ran(*command)
    if answer.code:
        raise NetcheckError("program_failed", program=command[0], reason=answer.reason)


CONFIG_HOME = "XDG_CONFIG_HOME"
PRIVATE = 0o700
_UNWRITABLE = "[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"


class Scheduler(Protocol):
    """A scheduler that can be given the reminder. Every method may raise NetcheckError."""

    @property
    def name(self) -> str:
        """Its name, as in the option `--cron`."""
        ...

    def available(self) -> bool:
        """Say whether this machine has it, and it is at work."""
        ...

    def plan(self, job: Job) -> Plan:
        """Return what `add` is going to do."""
        ...

    def add(self, job: Job) -> None:
        """Put the reminder in, in place of the one that is there."""
        ...

    def remove(self) -> None:
        """Take out exactly what `add` has put in."""
        ...

    def status(self) -> Status | None:
        """Return the reminder that is there, or None."""
        ...


def program() -> tuple[str, ...]:
    """Return how this program is started: its own path, not looked up and no link followed, else its interpreter's."""
    called = Path(sys.argv[0])
    if called.stem == "netcheck":
        from shutil import which

        found = str(called.absolute()) if called.is_file() else which(called.name)
        if found:
            return (found,)
    return (sys.executable, "-m", "netcheck")


def config_home() -> Path | None:
    """Return what XDG_CONFIG_HOME has to be where only the home directory of the system's list of users is known."""
    if os.name == "nt":
        return None
    import pwd

    try:
        known = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:  # this user is not in the list, as in many a container
        known = None
    if os.environ.get(CONFIG_HOME) or known != settings.home():
        return settings.config_path().parent.parent.absolute()
    return None


def writable(job: Job) -> Job:
    """Return the job, whose command goes on one line of text.

    Raises:
        NetcheckError: a path in it holds what no scheduler's file can hold.
    """
    for text in (*job.arguments, str(job.config_home or "")):
        if re.search(_UNWRITABLE, text):
            raise NetcheckError("schedule_odd_path", path=text)
    return job


def remove_folders(*folders: Path) -> None:
    """Take away folders that are empty and as private as those that we make; others make theirs to be looked into."""
    for folder in folders:
        with suppress(OSError):  # it is not empty, or gone
            if stat.S_IMODE(folder.stat().st_mode) == PRIVATE and not folder.is_symlink():
                folder.rmdir()


def shell_line(arguments: Sequence[str], config: Path | None) -> str:
    """Return the command as a POSIX shell reads it, on one line."""
    setting = [f"{CONFIG_HOME}={shlex.quote(str(config))}"] if config else []
    return " ".join([*setting, *map(shlex.quote, arguments)])

"""The reminder as a service and a timer of the user's own systemd."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.domain.reminder_schedule import Piece, Plan, Status
from netcheck.domain.reminder_turns import Every, parse_time
from netcheck.errors import NetcheckError
from netcheck.files import make_folder, replace_file
from netcheck.schedule.base import CONFIG_HOME, done, ran, remove_folders, writable
from netcheck.settings import home

if TYPE_CHECKING:
    from datetime import time

    from netcheck.domain.reminder_schedule import Job

SERVICE, TIMER = "netcheck-remind.service", "netcheck-remind.timer"
_CONTROL = ("systemctl", "--user")
_ENABLE = ((*_CONTROL, "daemon-reload"), (*_CONTROL, "enable", TIMER), (*_CONTROL, "restart", TIMER))
_NO_PROGRAM = frozenset("\"'\\")  # systemd takes them in an argument, but not in the path of a program
_AT_WORK = {b"running", b"degraded", b"starting"}


class Systemd:
    """Two units in the user's directory for them."""

    name = "systemd"

    def available(self) -> bool:
        """Say whether a systemd runs for this user, and not only for the machine."""
        if shutil.which("systemctl") is None or not os.environ.get("XDG_RUNTIME_DIR"):
            return False
        return ran(*_CONTROL, "is-system-running").out.strip() in _AT_WORK

    def plan(self, job: Job) -> Plan:
        """Return both units, and the commands that make them known."""
        pieces = (Piece(units() / SERVICE, service(job)), Piece(units() / TIMER, timer(job)))
        return Plan(pieces, _ENABLE)

    def add(self, job: Job) -> None:
        """Write both units and start the timer; where that fails, all is put back as it was."""
        if not self.available():
            raise NetcheckError("systemd_missing")
        new = {units() / SERVICE: service(job), units() / TIMER: timer(job)}
        before = {path: text for path in new if (text := _read(path))}
        make_folder(units())
        try:
            _put(new)
            for command in _ENABLE:
                done(*command)
        except NetcheckError:
            self._put_back(before)
            raise

    def remove(self) -> None:
        """Stop the timer, let systemd forget when it last ran, and delete both units."""
        if not any((units() / unit).exists() for unit in (SERVICE, TIMER)):
            return
        with suppress(NetcheckError):  # no systemd at work, so there is nothing to stop
            ran(*_CONTROL, "disable", "--now", TIMER)
            ran(*_CONTROL, "clean", "--what=state", TIMER)
        for unit in (SERVICE, TIMER):
            (units() / unit).unlink(missing_ok=True)
        remove_folders(units(), units().parent)
        with suppress(NetcheckError):
            ran(*_CONTROL, "daemon-reload")

    def status(self) -> Status | None:
        """Return what the units say, and whether the timer is running."""
        found = [_read(units() / unit) for unit in (SERVICE, TIMER)]
        if not any(found):
            return None
        command = re.search(r"^ExecStart=(.+)$", found[0], re.MULTILINE)
        calendar = re.search(r"^OnCalendar=.* (\d\d:\d\d):00$", found[1], re.MULTILINE)
        at = parse_time(calendar[1]) if calendar else None
        return Status(units() / TIMER, at, _words(command[1]) if command else (), running=self._is_active())

    def _put_back(self, before: dict[Path, str]) -> None:
        if not before:
            self.remove()
            return
        with suppress(NetcheckError):  # what was refused once may be refused again; told is the first reason
            _put(before)
            for command in _ENABLE:
                ran(*command)

    def _is_active(self) -> bool:
        return self.available() and ran(*_CONTROL, "is-active", TIMER).code == 0


def units() -> Path:
    """Return the directory of the user's own units."""
    return Path(os.environ.get(CONFIG_HOME) or home() / ".config") / "systemd" / "user"


def service(job: Job) -> str:
    """Return the unit that runs the reminder once.

    Raises:
        NetcheckError: a path in it holds what a unit cannot hold.
    """
    program, *arguments = writable(job).arguments
    if _NO_PROGRAM.intersection(program):
        raise NetcheckError("schedule_quotes", path=program)
    command = " ".join([_quoted(program), *(_quoted(argument).replace("$", "$$") for argument in arguments)])
    config = f"Environment={_quoted(f'{CONFIG_HOME}={job.config_home}')}\n" if job.config_home else ""
    return f"[Unit]\nDescription=netcheck remind\n\n[Service]\nType=oneshot\n{config}ExecStart={command}\n"


def timer(job: Job) -> str:
    """Return the unit that says when; a run that the machine slept through is made up for."""
    return (
        f"[Unit]\nDescription=netcheck remind\n\n[Timer]\nOnCalendar={_calendar(job.timing.every, job.timing.at)}\n"
        "Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def _calendar(every: Every, at: time) -> str:
    weekday = "" if every.weekday is None else f"{every.value.capitalize()} "
    return f"{weekday}*-*-{'01' if every is Every.MONTH else '*'} {at:%H:%M}:00"


def _quoted(text: str) -> str:
    r"""Return the text in quotes, where % would be a specifier and \ an escape."""
    return '"' + text.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%") + '"'


def _words(command: str) -> tuple[str, ...]:
    """Return the command's words; the first has no doubled dollar signs."""
    try:
        words = [word.replace("%%", "%") for word in shlex.split(command)]
    except ValueError:  # a quotation mark stays open: changed by hand
        return ()
    return (*words[:1], *(word.replace("$$", "$") for word in words[1:]))


def _put(files: dict[Path, str]) -> None:
    for path, text in files.items():
        replace_file(path, text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None

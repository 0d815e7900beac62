"""The reminder as a launch agent of macOS."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import time
from typing import TYPE_CHECKING

from netcheck.domain.reminder_schedule import Piece, Plan, Status
from netcheck.domain.reminder_turns import Every
from netcheck.errors import NetcheckError
from netcheck.files import make_folder, replace_file
from netcheck.schedule.base import CONFIG_HOME, done, ran, remove_folders, writable
from netcheck.settings import home

if TYPE_CHECKING:
    from pathlib import Path

    from netcheck.domain.reminder_schedule import Job

LABEL = "netcheck.remind"


class Launchd:
    """A property list in the user's directory for agents."""

    name = "launchd"

    def available(self) -> bool:
        """Say whether this is a machine with launchd."""
        return shutil.which("launchctl") is not None

    def plan(self, job: Job) -> Plan:
        """Return the property list, and the command that makes it known."""
        return Plan((Piece(agent(), agent_text(job)),), (_load(),))

    def add(self, job: Job) -> None:
        """Write the property list and load it; where that fails, all is put back as it was."""
        if not self.available():
            raise NetcheckError("launchd_missing")
        text, before = agent_text(job), _read()
        self._unload()
        make_folder(agent().parent)
        try:
            replace_file(agent(), text)
            done(*_load())
        except NetcheckError:
            self._put_back(before)
            raise

    def remove(self) -> None:
        """Unload the agent and delete its property list."""
        if agent().exists():
            self._unload()
            agent().unlink(missing_ok=True)
            remove_folders(agent().parent)

    def status(self) -> Status | None:
        """Return what the property list says, and whether it is loaded."""
        text = _read()
        if text is None:
            return None
        import plistlib

        try:
            found = plistlib.loads(text)
        except (plistlib.InvalidFileException, ValueError):  # changed by hand
            found = {}
        when = found.get("StartCalendarInterval", {})
        at = time(when["Hour"], when["Minute"]) if {"Hour", "Minute"} <= when.keys() else None
        return Status(agent(), at, tuple(map(str, found.get("ProgramArguments", ()))), running=self._is_loaded())

    def _put_back(self, before: bytes | None) -> None:
        if before is None:
            self.remove()
            return
        with suppress(NetcheckError):  # what was refused once may be refused again; told is the first reason
            replace_file(agent(), before)
            ran(*_load())

    def _unload(self) -> None:
        with suppress(NetcheckError):  # it was not loaded, or there is no launchd
            ran("launchctl", "bootout", f"{_domain()}/{LABEL}")

    def _is_loaded(self) -> bool:
        return self.available() and ran("launchctl", "print", f"{_domain()}/{LABEL}").code == 0


def agent() -> Path:
    """Return the path of the property list."""
    return home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def agent_text(job: Job) -> str:
    """Return the property list: at its time and, for turns at which the machine was off, after each login.

    Raises:
        NetcheckError: a path in it holds what a property list cannot hold.
    """
    import plistlib

    content: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(writable(job).arguments),
        "StartCalendarInterval": _calendar(job),
        "RunAtLoad": True,
    }
    if job.config_home:
        content["EnvironmentVariables"] = {CONFIG_HOME: str(job.config_home)}
    return plistlib.dumps(content, sort_keys=False).decode()


def _calendar(job: Job) -> dict[str, int]:
    """Return the moment as launchd counts it, with Sunday as 0."""
    every, at = job.timing.every, job.timing.at
    day: dict[str, int] = {}
    if every is Every.MONTH:
        day = {"Day": 1}
    elif every.weekday is not None:
        day = {"Weekday": (every.weekday + 1) % 7}
    return {**day, "Hour": at.hour, "Minute": at.minute}


def _read() -> bytes | None:
    try:
        return agent().read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NetcheckError("file_unreadable", path=agent(), reason=error.strerror) from None


def _domain() -> str:
    return f"gui/{os.getuid()}"


def _load() -> tuple[str, ...]:
    return ("launchctl", "bootstrap", _domain(), str(agent()))

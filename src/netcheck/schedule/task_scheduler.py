"""The commands for the Task Scheduler of Windows, to be typed by the user."""

from __future__ import annotations

import shutil
from subprocess import list2cmdline
from typing import TYPE_CHECKING

from netcheck.domain.reminder_turns import Every
from netcheck.schedule.base import writable

if TYPE_CHECKING:
    from netcheck.domain.reminder_schedule import Job

_TASK = "netcheck-remind"
REMOVE = f"schtasks /Delete /TN {_TASK} /F"
LOOK = f"schtasks /Query /TN {_TASK}"


def available() -> bool:
    """Say whether this is a machine with the Task Scheduler."""
    return shutil.which("schtasks") is not None


def create(job: Job) -> str:
    """Return the command that puts the reminder in, in place of one that is there.

    Raises:
        NetcheckError: a path in it holds what no command line can hold.
    """
    every, at = job.timing.every, job.timing.at
    if every is Every.MONTH:
        when = ["MONTHLY", "/D", "1"]
    elif every.weekday is None:
        when = ["DAILY"]
    else:
        when = ["WEEKLY", "/D", every.value.upper()]
    command = list2cmdline(writable(job).arguments)
    return list2cmdline(["schtasks", "/Create", "/TN", _TASK, "/SC", *when, "/ST", f"{at:%H:%M}", "/TR", command, "/F"])

"""Which scheduler: the one asked for, else the best that this machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError
from netcheck.schedule.crontab import Cron
from netcheck.schedule.launchd import Launchd
from netcheck.schedule.systemd import Systemd

if TYPE_CHECKING:
    from netcheck.domain.reminder_schedule import Status
    from netcheck.schedule.base import Scheduler

SCHEDULERS: tuple[Scheduler, ...] = (Systemd(), Launchd(), Cron())
"""All of them, the best first: systemd and launchd make up for what a sleeping machine was not there for."""


def best() -> Scheduler:
    """Return the first that this machine has.

    Raises:
        NetcheckError: it has none.
    """
    found = next((scheduler for scheduler in SCHEDULERS if scheduler.available()), None)
    if found is None:
        raise NetcheckError("no_scheduler")
    return found


def named(name: str) -> Scheduler:
    """Return the one that `--cron`, `--systemd` or `--launchd` asks for."""
    return next(scheduler for scheduler in SCHEDULERS if scheduler.name == name)


def installed() -> list[tuple[Scheduler, Status]]:
    """Return every scheduler that has the reminder, with what it says.

    Raises:
        NetcheckError: none has it as far as can be seen, and one does not let itself be looked at.
    """
    found, refusals = [], []
    for scheduler in SCHEDULERS:
        try:
            status = scheduler.status()
        except NetcheckError as refusal:
            refusals.append(refusal)
            continue
        if status is not None:
            found.append((scheduler, status))
    if refusals and not found:
        raise refusals[0]
    return found

"""When a reminder comes: its turns, and whether one is still to be taken.

A scheduler may fire more often than once a turn (cron looks again later in the day, and another day,
in case the machine was off), so what it starts asks `is_open` first.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?")
_ONE_DAY = timedelta(days=1)


class Every(StrEnum):
    """How often: each day, each week on one day, or on the first of each month."""

    DAY = "day"
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    MONTH = "month"

    @property
    def weekday(self) -> int | None:
        """Monday is 0; None for each day and for the month."""
        return None if self in {Every.DAY, Every.MONTH} else list(Every).index(self) - 1


class Timing(NamedTuple):
    """How often, and at what local time."""

    every: Every
    at: time


def parse_time(text: str) -> time | None:
    """Return the time of day that "9", "9:30", "09:30" or "9.30" says, None if it says none."""
    found = _TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2] or 0)) if found else None


def turn(every: Every, today: date) -> date:
    """Return the day of the latest turn: today or before."""
    if every is Every.MONTH:
        return today.replace(day=1)
    if every.weekday is None:
        return today
    return today - timedelta(days=(today.weekday() - every.weekday) % 7)


def is_open(every: Every, today: date, taken: date | None) -> bool:
    """Say whether the latest turn is still to be taken, when the last one taken was that of the day `taken`."""
    return taken is None or taken < turn(every, today)


def last_turn(timing: Timing, now: datetime) -> date:
    """Return the day of the latest turn whose time has come by `now`: there, a new reminder begins to count."""
    latest = turn(timing.every, now.date())
    if latest == now.date() and now.time() < timing.at:
        return turn(timing.every, latest - _ONE_DAY)
    return latest


def next_run(timing: Timing, now: datetime) -> datetime:
    """Return when a reminder comes next that comes at its turns only."""
    day = now.date() if now.time() < timing.at else now.date() + _ONE_DAY
    while turn(timing.every, day) != day:
        day += _ONE_DAY
    return datetime.combine(day, timing.at)


def next_try(timing: Timing, hours: int, now: datetime, taken: date | None) -> datetime:
    """Return when a reminder comes next that does not give up: while its turn is open, it comes every so many hours.

    It begins at its time each day. `taken` is the day of the last turn taken.
    """
    if not is_open(timing.every, now.date(), taken):
        return next_run(timing, datetime.combine(now.date(), time.max))
    tries = [datetime.combine(now.date(), timing.at.replace(hour=hour)) for hour in range(timing.at.hour, 24, hours)]
    return next((at for at in tries if at > now), datetime.combine(now.date() + _ONE_DAY, timing.at))


class Job(NamedTuple):
    """The reminder as it is to be: when, and what is started.

    `program` is how netcheck is started, `config_home` what XDG_CONFIG_HOME has to be for it to find the
    settings (None: it finds them by itself). A scheduler knows neither the shell's PATH nor its language.
    """

    program: tuple[str, ...]
    database: Path
    language: str
    timing: Timing
    config_home: Path | None = None
    notify: bool = False
    names: bool = False

    @property
    def arguments(self) -> tuple[str, ...]:
        """The whole command."""
        flags = ["--notify"] * self.notify + ["--names"] * self.names
        return (
            *self.program, "remind", "--every", self.timing.every.value,
            "--db", str(self.database), "--lang", self.language, *flags,
        )  # fmt: skip


class Piece(NamedTuple):
    """What is to be written: the text, and the file it makes up (None: the crontab, at whose end it stands)."""

    path: Path | None
    text: str


class Plan(NamedTuple):
    """All that a scheduler is going to change: what is written, and then the commands that are run."""

    pieces: tuple[Piece, ...]
    commands: tuple[tuple[str, ...], ...] = ()


class Status(NamedTuple):
    """A reminder that is installed.

    `path` is the file (None: the crontab), `at` its time of day (None: changed by hand), `arguments` the
    command, `hours` how long until it tries again (0: it does not), `running` whether the scheduler is at
    work (None: nobody knows), `comes` whether it is still something that the scheduler starts.
    """

    path: Path | None
    at: time | None
    arguments: tuple[str, ...]
    hours: int = 0
    running: bool | None = True
    comes: bool = True

    @property
    def program(self) -> Path | None:
        """The program that the scheduler starts; None: changed by hand beyond recognition."""
        return Path(self.arguments[0]) if self.arguments else None

    @property
    def database(self) -> Path | None:
        """The log that it reads."""
        found = _value_after("--db", self.arguments)
        return Path(found) if found else None

    @property
    def timing(self) -> Timing | None:
        """When it comes, unless that was changed by hand beyond recognition."""
        every = _value_after("--every", self.arguments)
        return Timing(Every(every), self.at) if self.at and every in set(Every) else None

    def next(self, now: datetime, taken: date | None) -> datetime | None:
        """Return when it comes next, when the last turn taken was that of the day `taken`; None: nobody knows."""
        if self.timing is None:
            return None
        try:
            return next_try(self.timing, self.hours, now, taken) if self.hours else next_run(self.timing, now)
        except OverflowError:  # the calendar ends before that
            return None


class Channel(StrEnum):
    """Where they end up."""

    SILENCED = "silenced"
    NO_MAILER = "no_mailer"
    ADDRESS = "address"
    MAILBOX = "mailbox"
    UNSURE = "unsure"
    JOURNAL = "journal"
    NOWHERE = "nowhere"


class Delivery(NamedTuple):
    """Where they end up; `to` is the mail address or the mailbox."""

    where: Channel
    to: str = ""

    @property
    def arrives(self) -> bool:
        """Whether they reach somebody."""
        return self.where in {Channel.ADDRESS, Channel.MAILBOX}


def _value_after(option: str, arguments: tuple[str, ...]) -> str | None:
    if option not in arguments[:-1]:
        return None
    return arguments[arguments.index(option) + 1]

"""The reminder in a machine's scheduler: what is to be put in, what is found there, and where its words end up."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.reminder_turns import Every, Timing, next_run, next_try
from netcheck.value import Value

if TYPE_CHECKING:
    from datetime import date, datetime, time


class Job(Value):
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


class Plan(Value):
    """All that a scheduler is going to change: what is written, and then the commands that are run."""

    pieces: tuple[Piece, ...]
    commands: tuple[tuple[str, ...], ...] = ()


class Status(Value):
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


class Delivery(Value):
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

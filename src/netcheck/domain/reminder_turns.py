"""When a reminder comes: its turns, and whether one is still to be taken.

A scheduler may fire more often than once a turn (cron looks again later in the day, and another day,
in case the machine was off), so what it starts asks `is_open` first.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from netcheck.value import Value

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


class Timing(Value):
    """How often, and at what local time."""

    every: Every
    at: time


def parse_time(text: str) -> time | None:
    """Return the time of day that "9", "9:30", "09:30" or "9.30" says, None if it says none."""
    found = re.fullmatch(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?", text.strip())
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

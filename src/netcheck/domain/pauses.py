"""Stretches in which nothing was logged: not logging is not the same as not meeting."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from math import floor, log
from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST = 21
FEWEST_DAYS = 5


class Pause(Value):
    """A stretch without any entry between two active days; `ongoing` where it reaches to the report's day."""

    first: int
    last: int
    ongoing: bool


def find_pauses(days: Sequence[int], today: int) -> tuple[Pause, ...]:
    """Return the pauses between the log's distinct active `days` (ascending) and up to `today`.

    A pause is longer than 21 days and than ḡ · (ln k + 3), ḡ being the mean gap of k days: in a log that never pauses,
    such a gap comes in 1 % of years at most. Under five active days there is none.
    """
    if len(days) < FEWEST_DAYS:
        return ()
    longest = _longest_silence(days)
    return tuple(
        Pause(first, last, ongoing=first == days[-1])
        for first, last in pairwise([*days, today])
        if last - first > longest
    )


def paused_days(pauses: Iterable[Pause], after: int, until: int) -> int:
    """Return how many days after the day `after`, up to and including `until`, lie strictly inside pauses."""
    return sum(max(0, min(pause.last - 1, until) - max(pause.first, after)) for pause in pauses)


def pauses_beyond(most: int, pauses: Iterable[Pause], after: int, until: int) -> tuple[Pause, ...]:
    """Return the fewest pauses with more than `most` days after the day `after`, up to and including `until`.

    They are sorted by day; () where all pauses together have no more.
    """
    found, days = [], 0
    for pause in sorted(pauses, key=lambda pause: paused_days([pause], after, until), reverse=True):
        found.append(pause)
        days += paused_days([pause], after, until)
        if days > most:
            return tuple(sorted(found, key=lambda pause: pause.first))
    return ()


class Calendar:
    """Counts days as if the days strictly inside the pauses had not been."""

    def __init__(self, pauses: Sequence[Pause]) -> None:
        self._ends = [pause.last for pause in pauses]
        self._skipped = [0, *accumulate(pause.last - pause.first - 1 for pause in pauses)]

    def between(self, first: int, last: int) -> int:
        """Return the days from `first` to `last`; both are active days of the log, or `last` the report's day."""
        return last - first - (self._skipped_until(last) - self._skipped_until(first))

    def counted(self, days: Sequence[int]) -> Sequence[int]:
        """Return active days of the log as numbers that are as far apart as `between` says."""
        return [day - self._skipped_until(day) for day in days] if self._ends else days

    def _skipped_until(self, day: int) -> int:
        return self._skipped[bisect_right(self._ends, day)]


def waiting_calendar(days: Sequence[int], today: int) -> tuple[Calendar, int]:
    """Return the calendar in which finished pauses do not count, and up to which day it counts.

    `days` are the log's, as in `find_pauses`. It counts up to today, but in an ongoing pause up to the last day on
    which the silence was none yet: there all counts stand still, so that nobody who has become due is due no longer
    for nothing but waiting.
    """
    pauses = find_pauses(days, today)
    finished = [pause for pause in pauses if not pause.ongoing]
    until = today if len(finished) == len(pauses) else days[-1] + _longest_silence(days)
    return Calendar(finished), until


def _longest_silence(days: Sequence[int]) -> int:
    """Return the most days from one active day to the next that are no pause."""
    mean = (days[-1] - days[0]) / (len(days) - 1)
    return max(SHORTEST, floor(mean * (log(len(days)) + 3)))

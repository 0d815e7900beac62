"""Two windows of a log: which are compared and in what, what that tells, and why nothing is compared."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.domain.measures import YEAR
from netcheck.domain.pauses import pauses_beyond
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.measures import Trend
    from netcheck.domain.pauses import Pause
    from netcheck.domain.permutation import Compared

HALF_YEAR = 182
"""The window, in days, of a log that is not two years old."""

MOST_PAUSED = 45
"""So many days of a window may lie inside pauses: with more, arrows come by chance in over 5 % of reports."""

EFFORT = 1.5
"""From this factor on between the entries of both windows, a report says on how many it compared."""


class NotCompared(StrEnum):
    """Why two windows are not compared: the log is too young, holds too little in one, or pauses in one."""

    YOUNG = "young"
    TOO_LITTLE = "too_little"
    PAUSE = "pause"


class Changing(StrEnum):
    """What is compared; the keys of the JSON form."""

    EFFECTIVE_CONTACTS = "effective_contacts"
    GIVING_SHARE = "giving_share"
    RECIPROCITY = "reciprocity"
    COVERAGE = "coverage"
    CONTRIBUTION = "contribution"
    TIES = "ties"


class Windows(Value):
    """Two windows of so many days, each given by its last day, an ordinal."""

    days: int
    later: int
    earlier: int


class Ties(Value):
    """People who came, stayed and went between two windows."""

    new: int
    kept: int
    lost: int
    change: Trend | None = None


class Comparison(Value):
    """What two windows tell.

    `events` are the entries with people of the later and the earlier window, `compared_on` those of each after
    thinning. `compared` holds each statistic, None where one side has none; `changes` what may be said of it.
    `ties` count all entries; `now` and `before` are the shares of the exchange with the strongest, cumulative.
    """

    windows: Windows
    events: tuple[int, int]
    compared_on: int
    compared: Mapping[Changing, Compared | None]
    changes: Mapping[Changing, Trend | None]
    ties: Ties
    now: tuple[float, ...]
    before: tuple[float, ...]

    @property
    def effort_changed(self) -> bool:
        """Whether the entries of the two windows differ by more than a factor of 1.5."""
        return max(self.events) > EFFORT * min(self.events)


def windows_up_to(first: int | None, day: int) -> Windows | None:
    """Return the two windows that a report of `day` compares in a log begun on the day `first`; None if too young."""
    if first is None:
        return None
    for days, age in ((YEAR, 2 * YEAR), (HALF_YEAR, 2 * HALF_YEAR)):
        if first <= day - age:
            return Windows(days, day, day - days)
    return None


def windows_between(first: int | None, earlier: int, later: int) -> Windows | None:
    """Return the windows that end on two days of a log begun on `first`; None where they would overlap or miss days."""
    if first is None:
        return None
    for days in (YEAR, HALF_YEAR):
        if later - earlier >= days and first <= earlier - days:
            return Windows(days, later, earlier)
    return None


def long_pauses(pauses: Sequence[Pause], windows: Windows) -> tuple[Pause, ...]:
    """Return the fewest pauses that hold more than 45 days of one of the windows; () without such a window."""
    found = (pauses_beyond(MOST_PAUSED, pauses, end - windows.days, end) for end in (windows.later, windows.earlier))
    return next(filter(None, found), ())

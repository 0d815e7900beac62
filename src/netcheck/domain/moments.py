"""What measures are made of, as of any day: the ties as columns, and how many people served what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.contact_counts import presences
from netcheck.domain.measures import YEAR, strength_sums
from netcheck.domain.model import Direction
from netcheck.domain.timelines import TieSeries
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.measures import StrengthSums
    from netcheck.domain.model import Function
    from netcheck.domain.timelines import ContactTimeline, TieState


class Moment(Value):
    """A log as of one day, which is `age` days after its first one; negative before it.

    Strengths, events of the 365 days up to the day and of the 365 before, and the balance of the former have one item
    for each person who has an event, ever; `sums` are those of the strengths. `came` counts by function the people it
    came from in two years (backing: ever), `went` whom it went to, groups included.
    """

    day: int
    age: int
    strengths: Sequence[float]
    recent: Sequence[int]
    earlier: Sequence[int]
    given: Sequence[int]
    received: Sequence[int]
    came: Mapping[Function, int]
    went: Mapping[Function, int]
    sums: StrengthSums | None


_NO_TIES = TieSeries((), (), (), (), ())


class Moments:
    """A log that can be looked at as of any day, in a time that hardly grows with its events."""

    def __init__(self, timelines: Iterable[ContactTimeline]) -> None:
        everybody = sorted(timelines, key=lambda timeline: timeline.days[0])
        self._people = [timeline for timeline in everybody if not timeline.contact.group]
        self._came = presences(self._people, Direction.RECEIVED)
        self._went = presences(everybody, Direction.GIVEN)
        self._first = everybody[0].days[0] if everybody else 0

    def on(self, days: Sequence[int]) -> list[Moment]:
        """Return the log as of each of some days, ascending."""
        spans = [[day - back for day in days] for back in (0, YEAR, 2 * YEAR)]
        columns = _turned([timeline.over(*spans) for timeline in self._people], len(days))
        return [self._moment(day, ties) for day, ties in zip(days, columns, strict=True)]

    def with_ties(self, day: int, ties: Sequence[TieState]) -> Moment:
        """Return the log as of a day on which the ties of all people are known."""
        return self._moment(day, TieSeries(*zip(*ties, strict=True)) if ties else _NO_TIES)

    def _moment(self, day: int, ties: TieSeries) -> Moment:
        return Moment(
            day,
            day - self._first,
            *ties,
            came={function: presence.on(day) for function, presence in self._came.items()},
            went={function: presence.on(day) for function, presence in self._went.items()},
            sums=strength_sums(ties.strength),
        )


def _turned(series: Sequence[TieSeries], days: int) -> list[TieSeries]:
    """Return for each of so many days all contacts, from series that hold all days of one contact."""
    if not series:
        return [_NO_TIES] * days
    columns = [zip(*column, strict=True) for column in zip(*series, strict=True)]
    return [TieSeries(*parts) for parts in zip(*columns, strict=True)]

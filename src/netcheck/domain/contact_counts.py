"""Counts of contacts from timelines: who served which function, who stayed, how often in touch."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.measures import YEAR
from netcheck.domain.model import Contact, Direction, Function
from netcheck.domain.report import Coverage, Exchange, Rhythm
from netcheck.domain.timelines import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.measures import Matrix
    from netcheck.domain.timelines import ContactTimeline


WINDOW = 2 * YEAR

WEEKLY, MONTHLY, YEARLY = 52, 12, 1


class Presence(NamedTuple):
    """How many contacts serve a function on any day: the days from which on, and from which on no more, one does."""

    starts: Sequence[int]
    ends: Sequence[int]

    def on(self, day: int) -> int:
        """Return how many contacts have served the function in the two years up to a day (backing: ever)."""
        return bisect_right(self.starts, day) - bisect_right(self.ends, day)


def matrix(timelines: Iterable[ContactTimeline], way: Direction, day: int) -> Matrix:
    """Return who served which function how often, in one direction, in the two years up to `day` (backing: ever)."""
    found: dict[Function, dict[str, int]] = {function: {} for function in Function}
    for timeline in timelines:
        for function, days in _served(timeline, way).items():
            times = count(days, 0 if function is Function.BACKING else day - WINDOW, day)
            if times:
                found[function][timeline.contact.id] = times
    return found


def presences(timelines: Iterable[ContactTimeline], way: Direction) -> dict[Function, Presence]:
    """Return for each function how many contacts serve it, in one direction, on any day."""
    found: dict[Function, tuple[list[int], list[int]]] = {function: ([], []) for function in Function}
    for timeline in timelines:
        for function, days in _served(timeline, way).items():
            starts, ends = found[function]
            starts.append(days[0])
            if function is Function.BACKING:
                continue
            gaps = [(day, after) for day, after in pairwise(days) if after - day > WINDOW]
            starts += [after for _, after in gaps]
            ends += [day + WINDOW for day, _ in gaps]
            ends.append(days[-1] + WINDOW)
    return {function: Presence(sorted(starts), sorted(ends)) for function, (starts, ends) in found.items()}


def exchanges(timelines: Sequence[ContactTimeline], day: int) -> tuple[Exchange, ...]:
    """Return what passed in each function in the two years up to `day`; backing has no window."""
    contacts = {timeline.contact.id: timeline.contact for timeline in timelines}
    received, given = (matrix(timelines, way, day) for way in (Direction.RECEIVED, Direction.GIVEN))
    return tuple(
        Exchange(
            function,
            received=sum(received[function].values()),
            received_from=len(received[function]),
            given=sum(given[function].values()),
            given_to=len(given[function]),
            sole=_sole_person([contacts[key] for key in received[function]]),
            older=function is Function.BACKING
            and any(_before(timeline, function, day - WINDOW) for timeline in timelines),
        )
        for function in Function
    )


def coverage(contacts: Mapping[Function, int]) -> Coverage:
    """Return the shares of the functions that one and two contacts serve (Van der Gaag & Snijders 2005)."""
    one, two = (sum(count >= least for count in contacts.values()) / len(Function) for least in (1, 2))
    return Coverage(one, two, contacts)


def _served(timeline: ContactTimeline, way: Direction) -> Mapping[Function, Sequence[int]]:
    return timeline.got if way is Direction.RECEIVED else timeline.gave


def _before(timeline: ContactTimeline, function: Function, last: int) -> bool:
    """Say whether a function was served in any direction up to the day `last`."""
    return any(days[0] <= last for side in (timeline.got, timeline.gave) if (days := side.get(function)))


def _sole_person(providers: Sequence[Contact]) -> str | None:
    return providers[0].name if len(providers) == 1 and not providers[0].group else None


def steady(timelines: Iterable[ContactTimeline], day: int, least: int) -> list[ContactTimeline]:
    """Return those with at least so many active days in the year before the last one, as of `day`."""
    return [timeline for timeline in timelines if timeline.active_days(day - 2 * YEAR, day - YEAR) >= least]


def rhythm(timelines: Iterable[ContactTimeline], day: int) -> Rhythm:
    """Return how many people there were active days with every week, every month and at all, in the year to `day`."""
    active = [timeline.active_days(day - YEAR, day) for timeline in timelines]
    weekly, monthly, yearly = (sum(days >= least for days in active) for least in (WEEKLY, MONTHLY, YEARLY))
    return Rhythm(weekly, monthly, yearly)

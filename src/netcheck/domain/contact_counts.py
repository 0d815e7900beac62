"""Counts of contacts from timelines: who served which function, who stayed, how often in touch."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from netcheck.domain.measures import YEAR
from netcheck.domain.model import FUNCTION_OF, Direction, Function, Kind
from netcheck.domain.packed_events import ASKED, CODE, WAY, WAYS
from netcheck.domain.report import Asked, Coverage, Exchange, LeftOut, Reserve, Rhythm
from netcheck.domain.timelines import count
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.measures import Matrix
    from netcheck.domain.timelines import ContactTimeline


WINDOW = 2 * YEAR

WEEKLY, MONTHLY, YEARLY = 52, 12, 1
SEVERAL = 2
"""Whoever served so many functions is there in more than one way."""


class Presence(Value):
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


def exchanges(timelines: Sequence[ContactTimeline], received: Matrix, given: Matrix, day: int) -> tuple[Exchange, ...]:
    """Return what passed in each function in the two years up to `day`; backing has no window.

    `received` and `given` say who served which function how often in that time, groups included. Those count in the
    times, but from whom and to whom it went is people.
    """
    contacts = {timeline.contact.id: timeline.contact for timeline in timelines}
    people, others = (
        {function: [key for key in row if not contacts[key].group] for function, row in rows.items()}
        for rows in (received, given)
    )
    return tuple(
        Exchange(
            function,
            received=sum(received[function].values()),
            received_from=len(people[function]),
            given=sum(given[function].values()),
            given_to=len(others[function]),
            sole=contacts[people[function][0]].name if len(people[function]) == 1 else None,
            older=function is Function.BACKING
            and any(_before(timeline, function, day - WINDOW) for timeline in timelines),
        )
        for function in Function
    )


def left_out(timelines: Iterable[ContactTimeline], day: int) -> LeftOut:
    """Return which entries the table of functions of the two years up to `day` does not hold."""
    parts: dict[tuple[bool, bool], list[bytes]] = {(old, group): [] for old in (True, False) for group in (True, False)}
    for timeline in timelines:
        start = bisect_right(timeline.days, day - WINDOW)
        parts[True, timeline.contact.group].append(timeline.codes[:start])
        parts[False, timeline.contact.group].append(timeline.codes[start:])
    found = Counter[str]()
    for (old, group), codes in parts.items():
        for code, times in Counter(b"".join(codes)).items():
            way, kind = WAYS[code & WAY]
            function = FUNCTION_OF[kind]
            if function is None:
                found["talks" if kind is Kind.TALK else "other"] += times
            elif old and function is not Function.BACKING:
                found["older"] += times
            else:
                found["both"] += times if way is Direction.MUTUAL else 0
                found["groups"] += times if group else 0
    return LeftOut(found["talks"], found["other"], found["older"], found["both"], found["groups"])


_GIVEN = frozenset(
    code
    for code in range(CODE + 1)
    if code & WAY in WAYS and WAYS[code & WAY][0] is not Direction.RECEIVED and WAYS[code & WAY][1] is not Kind.TALK
)


def given_to(timelines: Iterable[ContactTimeline], day: int) -> int:
    """Return how many people had something from one in the two years up to `day` (backing: ever); talks are nothing."""
    return sum(
        Function.BACKING in timeline.gave
        or not _GIVEN.isdisjoint(timeline.codes[bisect_right(timeline.days, day - WINDOW) :])
        for timeline in timelines
        if not timeline.contact.group
    )


def coverage(contacts: Mapping[Function, int]) -> Coverage:
    """Return the shares of the functions that one and two contacts serve (Van der Gaag & Snijders 2005)."""
    one, two = (sum(count >= least for count in contacts.values()) / len(Function) for least in (1, 2))
    return Coverage(one, two, contacts)


def reserve(timelines: Iterable[ContactTimeline], day: int) -> Reserve:
    """Return who was there in more than one way or in a crisis, and is in touch (after Wellman & Wortley 1990).

    That is people with an entry in the year up to `day` and something both ways in two years, who ever backed one or
    served two functions in these.
    """
    found, backed = [], 0
    for timeline in timelines:
        recent = timeline.within(day - WINDOW, day)
        ways = {WAYS[number & WAY][0] for number in recent}
        both = Direction.MUTUAL in ways or {Direction.GIVEN, Direction.RECEIVED} <= ways
        if timeline.contact.group or not both or not timeline.active_days(day - YEAR, day):
            continue
        served = sum(bool(count(days, day - WINDOW, day)) for days in timeline.got.values())
        backing = count(timeline.got.get(Function.BACKING, ()), 0, day) > 0
        if backing or served >= SEVERAL:
            found.append(timeline.contact.name)
            backed += backing
    return Reserve(tuple(found), len(found), backed)


def asked(timelines: Iterable[ContactTimeline], day: int) -> Asked:
    """Return who came with a request in the year up to `day`, and whom one asked oneself, as far as it was logged."""
    times = {way: [0] for way in (Direction.GIVEN, Direction.RECEIVED)}
    for timeline in timelines:
        if not timeline.contact.group:
            flagged = [WAYS[n & WAY][0] for n in timeline.within(day - YEAR, day) if n >> ASKED & 1]
            for way, counts in times.items():
                counts.append(flagged.count(way))
    (came, came_times), (went, went_times) = ((sum(map(bool, counts)), sum(counts)) for counts in times.values())
    return Asked(came, came_times, went, went_times)


def _served(timeline: ContactTimeline, way: Direction) -> Mapping[Function, Sequence[int]]:
    return timeline.got if way is Direction.RECEIVED else timeline.gave


def _before(timeline: ContactTimeline, function: Function, last: int) -> bool:
    """Say whether a function was served in any direction up to the day `last`."""
    return any(days[0] <= last for side in (timeline.got, timeline.gave) if (days := side.get(function)))


def steady(timelines: Iterable[ContactTimeline], day: int, least: int) -> list[ContactTimeline]:
    """Return those with at least so many active days in the year before the last one, as of `day`."""
    return [timeline for timeline in timelines if timeline.active_days(day - 2 * YEAR, day - YEAR) >= least]


def rhythm(timelines: Iterable[ContactTimeline], day: int) -> Rhythm:
    """Return how many people there were active days with every week, every month and at all, in the year to `day`."""
    active = [timeline.active_days(day - YEAR, day) for timeline in timelines]
    weekly, monthly, yearly = (sum(days >= least for days in active) for least in (WEEKLY, MONTHLY, YEARLY))
    return Rhythm(weekly, monthly, yearly)

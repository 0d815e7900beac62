"""How much a log holds yet, and what a small one shows instead of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS
from netcheck.domain.model import FUNCTION_OF, Contact, Direction, Function, Kind
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import ways
from netcheck.domain.report import KindCount, LogSize, SmallLog

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from netcheck.domain.timelines import ContactTimeline


_DIRECTIONS = (Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL)


def too_little(events: int, contacts: int) -> bool:
    """Say whether that many events with that many contacts are too few for their numbers to mean much."""
    return events < FEWEST_EVENTS or contacts < FEWEST_CONTACTS


def log_size(timelines: Sequence[ContactTimeline]) -> LogSize:
    """Return the form of report that suits everything logged so far, however long ago."""
    if not timelines:
        return LogSize.EMPTY
    return (
        LogSize.SMALL if too_little(sum(len(timeline.days) for timeline in timelines), len(timelines)) else LogSize.FULL
    )


def small_log(timelines: Sequence[ContactTimeline], day: int) -> SmallLog | None:
    """Return what a small log holds as of `day`; None for a log of another form."""
    if log_size(timelines) is not LogSize.SMALL:
        return None
    counts = _count(timelines)
    seen = {FUNCTION_OF[kind] for _, kind in counts}
    return SmallLog(
        span_days=day - min(timeline.days[0] for timeline in timelines) + 1,
        kinds=tuple(
            _told(direction, kind, people.values())
            for (direction, kind), people in sorted(counts.items(), key=_frequent_first)
        ),
        unseen=tuple(function for function in Function if function not in seen),
    )


def _told(direction: Direction, kind: Kind, people: Collection[tuple[Contact, int]]) -> KindCount:
    """Return the people of one kind in alphabetical order, so that nobody is ranked."""
    counted = [(contact.name, 0 if contact.no_balance else times) for contact, times in people]
    ordered = tuple(sorted(counted, key=lambda person: alphabetical(person[0])))
    return KindCount(direction, kind, ordered, sum(times for _, times in people))


def _count(timelines: Sequence[ContactTimeline]) -> dict[tuple[Direction, Kind], dict[str, tuple[Contact, int]]]:
    """Return for each direction and kind, by contact id, who it was and how often."""
    counts: dict[tuple[Direction, Kind], dict[str, tuple[Contact, int]]] = {}
    for timeline in timelines:
        for way in ways(timeline.codes):
            people = counts.setdefault(way, {})
            _, times = people.get(timeline.contact.id, (timeline.contact, 0))
            people[timeline.contact.id] = timeline.contact, times + 1
    return counts


def _frequent_first(item: tuple[tuple[Direction, Kind], dict[str, tuple[Contact, int]]]) -> tuple[int, int, str]:
    (direction, kind), people = item
    return _DIRECTIONS.index(direction), -sum(times for _, times in people.values()), kind

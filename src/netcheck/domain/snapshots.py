"""Measures as of any day, from timelines."""

from __future__ import annotations

from bisect import bisect_right
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.contact_counts import coverage, presences
from netcheck.domain.measures import FULL_AGE, YEAR, depth, effective_contacts, giving_share, retention, weighted
from netcheck.domain.model import Direction
from netcheck.domain.report import Year
from netcheck.domain.timelines import TieSeries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from netcheck.domain.measures import Retention, Share
    from netcheck.domain.report import Coverage
    from netcheck.domain.timelines import ContactTimeline, TieState


class HistoryPoint(NamedTuple):
    """The measures that are followed over time, as of one day."""

    effective_contacts: float | None
    depth: float | None
    giving_share: Share | None
    reciprocity: float | None
    coverage: Coverage
    contribution: Coverage
    retention: Retention | None


class Snapshot(NamedTuple):
    """Measures as of one day, and the plain counts of the 365 days up to it.

    `people` are by contact id everyone but the groups with an event up to the day; `year` leaves the
    groups out too, `events` and `contacts` do not.
    """

    day: int
    people: Mapping[str, TieState]
    effective_contacts: float | None
    depth: float | None
    giving_share: Share | None
    reciprocity: float | None
    coverage: Coverage
    contribution: Coverage
    retention: Retention | None
    events: int
    contacts: int
    year: Year


class Snapshots:
    """A log that can be looked at as of any day, in a time that does not grow with its events."""

    def __init__(self, timelines: Iterable[ContactTimeline]) -> None:
        self._timelines = sorted(timelines, key=lambda timeline: timeline.days[0])
        self._starts = [timeline.days[0] for timeline in self._timelines]
        self._got = presences(self._timelines, Direction.RECEIVED)
        self._gave = presences(self._timelines, Direction.GIVEN)

    def on(self, day: int) -> Snapshot:
        """Return the measures as of a day; later events do not count."""
        known = self._timelines[: bisect_right(self._starts, day)]
        ties = [(timeline.contact, timeline.on(day)) for timeline in known]
        people = {contact.id: tie for contact, tie in ties if not contact.group}
        groups = [tie for contact, tie in ties if contact.group]
        return Snapshot(
            day,
            people,
            *self._figures(day, _columns(people.values()), _columns(groups)),
            events=sum(tie.recent for _, tie in ties),
            contacts=sum(tie.recent > 0 for _, tie in ties),
            year=_year([tie.recent for tie in people.values() if tie.recent]),
        )

    def over(self, days: Sequence[int]) -> list[HistoryPoint]:
        """Return the measures as of each of some days, quicker by far than looking on each of them."""
        spans = [[day - back for day in days] for back in (0, YEAR, 2 * YEAR)]
        people = [timeline.over(*spans) for timeline in self._timelines if not timeline.contact.group]
        groups = [timeline.over(*spans) for timeline in self._timelines if timeline.contact.group]
        columns = zip(days, _turned(people, len(days)), _turned(groups, len(days)), strict=True)
        return [self._figures(*on_a_day) for on_a_day in columns]

    def _figures(self, day: int, people: TieSeries, groups: TieSeries) -> HistoryPoint:
        strengths, recent, earlier, given, received = people
        total, squares = sum(strengths), sum(map(mul, strengths, strengths))
        old = bool(self._starts) and day - self._starts[0] >= FULL_AGE
        return HistoryPoint(
            effective_contacts=effective_contacts(total, squares) if squares else None,
            depth=depth(total, squares) if squares else None,
            giving_share=giving_share(sum(given) + sum(groups.given), sum(received) + sum(groups.received)),
            reciprocity=weighted(given, received),
            coverage=coverage({function: presence.on(day) for function, presence in self._got.items()}),
            contribution=coverage({function: presence.on(day) for function, presence in self._gave.items()}),
            retention=_retention(earlier, recent) if old else None,
        )


def _columns(ties: Collection[TieState]) -> TieSeries:
    """Return ties on one day as columns, with one item for each of them."""
    return TieSeries(*zip(*ties, strict=True)) if ties else TieSeries((), (), (), (), ())


def _turned(series: Sequence[TieSeries], days: int) -> list[TieSeries]:
    """Return for each of so many days all contacts, from series that hold all days of one contact."""
    if not series:
        return [_columns(())] * days
    columns = [zip(*column, strict=True) for column in zip(*series, strict=True)]
    return [TieSeries(*parts) for parts in zip(*columns, strict=True)]


def _retention(earlier: Sequence[int], recent: Sequence[int]) -> Retention | None:
    both = sum(map(bool, map(mul, earlier, recent)))
    return retention(len(earlier) - earlier.count(0), len(recent) - recent.count(0), both)


def _year(events: Sequence[int]) -> Year:
    return Year(len(events), sum(events) / len(events) if events else 0.0)

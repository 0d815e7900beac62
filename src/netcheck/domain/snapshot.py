"""The log as it stood on any day: what a later day is compared with."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.events import Direction
from netcheck.domain.functions import coverage, presences
from netcheck.domain.intervals import giving_share
from netcheck.domain.reciprocity import weighted
from netcheck.domain.report import Year
from netcheck.domain.retention import FULL_AGE, retention
from netcheck.domain.ties import depth, effective_contacts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from netcheck.domain.books import Book, Look
    from netcheck.domain.findings import Retention
    from netcheck.domain.report import Coverage, Share


class Snapshot(NamedTuple):
    """Measures as of one day, and the plain counts of the 365 days up to it.

    `people` are by contact id everyone but the groups with an event up to the day; `year` leaves the
    groups out too, `events` and `contacts` do not.
    """

    day: int
    people: Mapping[str, Look]
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


class Timeline:
    """A log that can be looked at as of any day, in a time that does not grow with its events."""

    def __init__(self, books: Iterable[Book]) -> None:
        self._books = sorted(books, key=lambda book: book.days[0])
        self._starts = [book.days[0] for book in self._books]
        self._got = presences(self._books, Direction.RECEIVED)
        self._gave = presences(self._books, Direction.GIVEN)

    def on(self, day: int) -> Snapshot:
        """Return the measures as of a day; later events do not count."""
        known = self._books[: bisect_right(self._starts, day)]
        looks = [(book.contact, book.look(day)) for book in known]
        people = {contact.id: look for contact, look in looks if not contact.group}
        strengths = [look.strength for look in people.values()]
        total, squares = sum(strengths), sum(strength * strength for strength in strengths)
        return Snapshot(
            day=day,
            people=people,
            effective_contacts=effective_contacts(total, squares) if squares else None,
            depth=depth(total, squares) if squares else None,
            giving_share=giving_share(sum(look.given for _, look in looks), sum(look.received for _, look in looks)),
            reciprocity=weighted([(look.given, look.received) for look in people.values()]),
            coverage=coverage({function: presence.on(day) for function, presence in self._got.items()}),
            contribution=coverage({function: presence.on(day) for function, presence in self._gave.items()}),
            retention=_retention(people.values()) if known and day - self._starts[0] >= FULL_AGE else None,
            events=sum(look.recent for _, look in looks),
            contacts=sum(look.recent > 0 for _, look in looks),
            year=_year([look.recent for look in people.values() if look.recent]),
        )


def _retention(looks: Collection[Look]) -> Retention | None:
    before = sum(look.earlier > 0 for look in looks)
    now = sum(look.recent > 0 for look in looks)
    return retention(before, now, sum(look.earlier > 0 < look.recent for look in looks))


def _year(events: Sequence[int]) -> Year:
    return Year(len(events), sum(events) / len(events) if events else 0.0)

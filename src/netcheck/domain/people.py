"""Each person of the log: how strong, how silent, who gives; never ranked."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.books import YEAR
from netcheck.domain.intervals import giving_share
from netcheck.domain.report import ContactRow, Quiet, Verdict
from netcheck.domain.ties import LAPSED, QUIET, Silence, silence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.books import Book
    from netcheck.domain.pauses import Calendar

MOST_LIVELY = 5
MOST_QUIET = 3
SAME = 1e-9
"""Strengths this close are equal, and names decide."""


class Person(NamedTuple):
    """One contact that is no group, with the strength and the silence as of the report's day."""

    book: Book
    strength: float
    silence: Silence | None

    @property
    def name(self) -> str:
        """The contact's name."""
        return self.book.contact.name

    @property
    def last(self) -> int:
        """The last active day, an ordinal."""
        return self.book.events[-1].day


def people(books: Iterable[Book], strengths: Mapping[str, float], day: int, calendar: Calendar) -> list[Person]:
    """Return everyone who has a strength as of `day`, that is all but the groups, in the order of the books."""
    return [
        Person(book, strengths[book.contact.id], silence(book.events, day, calendar))
        for book in books
        if book.contact.id in strengths
    ]


def contact_row(person: Person, day: int) -> ContactRow:
    """Return a person's row: strength and silence as of `day`, giving and receiving of the year up to it."""
    given, received = person.book.balance(day - YEAR, day)
    share = giving_share(given, received)
    return ContactRow(
        id=person.book.contact.id,
        name=person.name,
        strength=person.strength,
        silence=person.silence.ratio if person.silence else None,
        given=given,
        received=received,
        share=share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        verdict=share.verdict if share else Verdict.OPEN,
        last=person.last,
    )


def lively(everyone: Iterable[Person], day: int) -> tuple[str, ...]:
    """Return the names of the strongest ties of the year that are not silent for longer than usual, by name."""
    awake = [person for person in everyone if person.last > day - YEAR and _ratio(person) < QUIET]
    return tuple(sorted(person.name for person in _strongest(awake, MOST_LIVELY)))


def quiet(everyone: Iterable[Person]) -> tuple[Quiet, ...]:
    """Return the strongest of those silent for longer than usual, by name; the probably lapsed are left in peace."""
    silent = [person for person in everyone if QUIET <= _ratio(person) < LAPSED]
    return tuple(
        Quiet(person.name, person.silence.gap, person.last)
        for person in sorted(_strongest(silent, MOST_QUIET), key=lambda person: person.name)
        if person.silence
    )


def _strongest(some: Iterable[Person], most: int) -> Sequence[Person]:
    ranked: list[tuple[float, str, Person]] = []
    leader = inf
    for person in sorted(some, key=lambda person: -person.strength):
        if leader - person.strength > SAME:
            leader = person.strength
        ranked.append((-leader, person.name, person))
    return [person for _, _, person in sorted(ranked, key=lambda item: item[:2])[:most]]


def _ratio(person: Person) -> float:
    return person.silence.ratio if person.silence else 0.0

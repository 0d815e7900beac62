"""Each person of the log: how strong, how silent, who gives; never ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.intervals import giving_share
from netcheck.domain.ranking import leading
from netcheck.domain.report import ContactRow, Quiet, Verdict
from netcheck.domain.ties import LAPSED, QUIET, Silence, silence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.books import Book, Look
    from netcheck.domain.pauses import Calendar

MOST_LIVELY = 5
MOST_QUIET = 3


class Person(NamedTuple):
    """One contact that is no group, with the look and the silence as of the report's day."""

    book: Book
    look: Look
    silence: Silence | None

    @property
    def name(self) -> str:
        """The contact's name."""
        return self.book.contact.name

    @property
    def last(self) -> int:
        """The last active day, an ordinal."""
        return self.book.days[-1]


def people(books: Iterable[Book], looks: Mapping[str, Look], day: int, calendar: Calendar) -> list[Person]:
    """Return everyone who has a look as of `day`, that is all but the groups, in the order of the books."""
    return [
        Person(book, looks[book.contact.id], silence(book.days, day, calendar))
        for book in books
        if book.contact.id in looks
    ]


def contact_row(person: Person) -> ContactRow:
    """Return a person's row: strength and silence, giving and receiving of the last year."""
    given, received = person.look.given, person.look.received
    share = giving_share(given, received)
    return ContactRow(
        id=person.book.contact.id,
        name=person.name,
        strength=person.look.strength,
        silence=person.silence.ratio if person.silence else None,
        given=given,
        received=received,
        share=share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        verdict=share.verdict if share else Verdict.OPEN,
        last=person.last,
        no_balance=person.book.contact.no_balance,
    )


def lively(everyone: Iterable[Person]) -> tuple[str, ...]:
    """Return the names of the strongest ties of the year that are not silent for longer than usual, by name."""
    awake = [person for person in everyone if person.look.recent and _ratio(person) < QUIET]
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
    return leading(((person.look.strength, person.name, person) for person in some), most)


def _ratio(person: Person) -> float:
    return person.silence.ratio if person.silence else 0.0

"""The log as it stood on one day: what a later day is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.books import YEAR
from netcheck.domain.intervals import giving_share
from netcheck.domain.report import Year
from netcheck.domain.ties import Range, depth, effective_contacts, strength

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.books import Book
    from netcheck.domain.report import Share


class Snapshot(NamedTuple):
    """Measures as of one day, and the plain counts of the 365 days up to it.

    `strengths` are by contact id, of everyone but the groups with an event up to the day; `year`
    leaves the groups out too, `events` and `contacts` do not.
    """

    strengths: Mapping[str, float]
    effective_contacts: Range | None
    depth: Range | None
    giving_share: Share | None
    events: int
    contacts: int
    year: Year


def snapshot(books: Sequence[Book], day: int) -> Snapshot:
    """Return the measures of the books as of `day`; later events do not count."""
    strengths = {
        book.contact.id: strength(book.events, day)
        for book in books
        if not book.contact.group and book.events[0].day <= day
    }
    ties = list(strengths.values())
    balances = [book.balance(day - YEAR, day) for book in books]
    active = {book.contact.id: len(book.within(day - YEAR, day)) for book in books}
    return Snapshot(
        strengths=strengths,
        effective_contacts=effective_contacts(ties),
        depth=depth(ties),
        giving_share=giving_share(sum(given for given, _ in balances), sum(received for _, received in balances)),
        events=sum(active.values()),
        contacts=sum(map(bool, active.values())),
        year=_year([active[key] for key in strengths if active[key]]),
    )


def _year(events: Sequence[int]) -> Year:
    return Year(len(events), sum(events) / len(events) if events else 0.0)

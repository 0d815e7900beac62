"""The events of a ledger, grouped by contact once for all measures."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.events import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.contacts import Contact
    from netcheck.domain.events import Event
    from netcheck.domain.ledger import Ledger

YEAR = 365

_day = attrgetter("day")


class Book(NamedTuple):
    """One contact and their events, by day; at least one."""

    contact: Contact
    events: Sequence[Event]

    def within(self, after: int, until: int) -> Sequence[Event]:
        """Return the events after the day `after`, up to and including `until`."""
        return within(self.events, after, until)

    def balance(self, after: int, until: int) -> tuple[int, int]:
        """Return how many events of those days were given and received, as far as books are kept."""
        given = received = 0
        for event in self.within(after, until):
            if keeps_books(event, self.contact):
                if event.direction == Direction.GIVEN:
                    given += 1
                else:
                    received += 1
        return given, received


def open_books(ledger: Ledger, until: int) -> list[Book]:
    """Return a book for each contact with an event up to the day `until`, sorted by name."""
    events: dict[str, list[Event]] = {}
    for event in up_to(ledger.events, until):
        events.setdefault(event.contact_id, []).append(event)
    books = [Book(ledger.contacts[contact_id], found) for contact_id, found in events.items()]
    return sorted(books, key=lambda book: (book.contact.name, book.contact.id))


def keeps_books(event: Event, contact: Contact) -> bool:
    """Say whether an event counts as given or received: not mutual, nor one-sided, nor without bookkeeping."""
    return not (event.direction == Direction.MUTUAL or event.one_sided or contact.no_balance)


def within(events: Sequence[Event], after: int, until: int) -> Sequence[Event]:
    """Return of events sorted by day those after the day `after`, up to and including `until`."""
    return events[bisect_right(events, after, key=_day) : bisect_right(events, until, key=_day)]


def up_to(events: Sequence[Event], until: int) -> Sequence[Event]:
    """Return of events sorted by day those up to and including `until`."""
    return events[: bisect_right(events, until, key=_day)]


def narrow(ledger: Ledger, *, circle: str | None = None, contact_id: str | None = None) -> Ledger:
    """Return the ledger of one circle, one contact, or both; what is about nobody in particular stays."""
    if circle is None and contact_id is None:
        return ledger
    contacts = {
        key: contact
        for key, contact in ledger.contacts.items()
        if (circle is None or circle in contact.circles) and contact_id in {None, key}
    }
    kept = {None, *contacts}
    return ledger._replace(
        contacts=contacts,
        events=[event for event in ledger.events if event.contact_id in contacts],
        checks=[check for check in ledger.checks if check.contact_id in kept],
        steps=[step for step in ledger.steps if step.contact_id in kept],
    )

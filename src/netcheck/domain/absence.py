"""Coming back after a pause: since when nothing was logged, and who was in touch then."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from netcheck.domain.pauses import Calendar, find_pauses
from netcheck.domain.report_builder import lively, people
from netcheck.domain.timelines import daily, timelines_by_contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.model import Ledger
    from netcheck.domain.pauses import Pause
    from netcheck.domain.timelines import ContactTimeline


def absent_since(ledger: Ledger, day: int) -> int | None:
    """Return the last active day, an ordinal, if a pause of the log goes on as of `day`."""
    pauses = _pauses(timelines_by_contact(ledger, day), day)
    return pauses[-1].first if pauses and pauses[-1].ongoing else None


def liveliest(ledger: Ledger, day: int) -> tuple[str, ...]:
    """Return the names of those that the report of `day` calls lively."""
    books = timelines_by_contact(ledger, day)
    looks = {book.contact.id: book.look(day) for book in books if not book.contact.group}
    return lively(people(books, looks, day, Calendar(_pauses(books, day))))


def _pauses(books: Iterable[ContactTimeline], day: int) -> tuple[Pause, ...]:
    return find_pauses(daily(chain.from_iterable(book.days for book in books)).days, day)

"""What each function of the network was served by, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.books import YEAR
from netcheck.domain.events import FUNCTION_OF, Direction, Function
from netcheck.domain.report import Coverage, Exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.books import Book
    from netcheck.domain.contacts import Contact

WINDOW = 2 * YEAR


def exchanges(books: Iterable[Book], day: int) -> tuple[Exchange, ...]:
    """Return what passed in each function in the two years up to `day`; backing has no window."""
    received: dict[Function, dict[str, int]] = {function: {} for function in Function}
    given: dict[Function, dict[str, int]] = {function: {} for function in Function}
    contacts: dict[str, Contact] = {}
    for book in books:
        contacts[book.contact.id] = book.contact
        _count(book, day, received, given)
    return tuple(
        Exchange(
            function,
            received=sum(received[function].values()),
            received_from=len(received[function]),
            given=sum(given[function].values()),
            given_to=len(given[function]),
            sole=_sole_person([contacts[key] for key in received[function]]),
        )
        for function in Function
    )


def coverage(contacts: Mapping[Function, int]) -> Coverage:
    """Return the shares of the functions that one and two contacts serve (Van der Gaag & Snijders 2005)."""
    one, two = (sum(count >= least for count in contacts.values()) / len(Function) for least in (1, 2))
    return Coverage(one, two, contacts)


def _count(
    book: Book, day: int, received: dict[Function, dict[str, int]], given: dict[Function, dict[str, int]]
) -> None:
    key = book.contact.id
    for event in book.events:
        function = FUNCTION_OF.get(event.kind)
        if function is None or (event.day <= day - WINDOW and function != Function.BACKING):
            continue
        if event.direction != Direction.GIVEN:
            received[function][key] = received[function].get(key, 0) + 1
        if event.direction != Direction.RECEIVED:
            given[function][key] = given[function].get(key, 0) + 1


def _sole_person(providers: Sequence[Contact]) -> str | None:
    return providers[0].name if len(providers) == 1 and not providers[0].group else None

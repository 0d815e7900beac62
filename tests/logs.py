"""Small ledgers for the tests of measures: made by hand, or of any size from a seed."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Contact, Direction, Event, Kind, Ledger, OneSidedSource
from netcheck.domain.packed_events import packed_by_contact
from netcheck.store import contacts as store_contacts
from netcheck.store import events as store_events
from netcheck.store import whole_log

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

DAY = date(2026, 11, 23).toordinal()

_DIRECTIONS = {"gave": Direction.GIVEN, "got": Direction.RECEIVED, "with": Direction.MUTUAL}


def entry(age: int, words: str = "gave Ada help", **fields: Any) -> Event:  # noqa: ANN401 - any field of an event
    """Return an event `age` days before DAY from words such as "gave Ada help"; names serve as ids."""
    verb, name, kind = words.split()
    return Event("", DAY - age, name, _DIRECTIONS[verb], Kind(kind), **fields)


class Whole(Ledger):
    """A ledger with its events as they were made: ids, notes and sources included, by (day, id)."""

    events: Sequence[Event] = ()
    __annotations__ = {**Ledger.__annotations__, **__annotations__}  # a value has the fields of its own class alone


def whole(found: Ledger, events: Sequence[Event]) -> Whole:
    """Return a ledger with its events."""
    return Whole(**{**found.as_dict(), "events": events})


def stored_log(connection: sqlite3.Connection) -> Whole:
    """Return all that a log holds."""
    found = store_events.find(connection, store_contacts.load(connection))
    return whole(whole_log.load(connection), sorted(found, key=lambda event: (event.day, event.id)))


def ledger(events: Iterable[Event] = (), *contacts: Contact, **fields: Any) -> Whole:  # noqa: ANN401 - as above
    """Return a ledger of events in any order; contacts that are not given are plain ones."""
    ordered = sorted(events, key=lambda event: event.day)
    named = {event.contact_id: Contact(event.contact_id, event.contact_id) for event in ordered}
    named.update({contact.id: contact for contact in contacts})
    numbered = [event.replaced(id=f"{number:06}") for number, event in enumerate(ordered)]
    found = Ledger(named, packed_by_contact(numbered), one_sided=one_sided_sources(numbered), **fields)
    return whole(found, numbered)


def one_sided_sources(events: Iterable[Event]) -> list[OneSidedSource]:
    """Return the sources of the one-sided ones among some events."""
    return [OneSidedSource(event.contact_id, event.source, event.day) for event in events if event.one_sided]


def only(log: Whole, keep: Callable[[Event], bool]) -> Whole:
    """Return a ledger with some of its events."""
    kept = [event for event in log.events if keep(event)]
    return whole(log.replaced(entries=packed_by_contact(kept), one_sided=one_sided_sources(kept)), kept)


def random_ledger(seed: int, *, people: int, size: int, span: int) -> Whole:
    """Return a ledger of `size` events on the last `span` days, with groups, family, and an archive.

    The last year differs from what was before in how much was logged and given, with how few people, and how heavy.
    """
    random = Random(seed)  # noqa: S311 - reproducible, and nothing secret depends on it
    contacts = [_random_contact(random, f"c{number}") for number in range(people)]
    turn, effort, focus = min(365, span // 2), random.choice([0.3, 0.6, 0.7, 0.9]), random.choices([1, 2, 5], k=2)
    weights, giving = random.choices([[1], [1, 2, 3], [3]], k=2), random.choices([1, 3, 9], k=2)
    events = []
    for _ in range(size if people else 0):
        early = random.random() < effort
        age = random.randint(turn, span) if early else random.randint(0, turn)
        contact = contacts[int(people * random.random() ** focus[early])]
        event = _random_event(random, giving[early])
        weight = random.choice(weights[early])
        events.append(event.replaced(day=DAY - age, contact_id=contact.id, weight=weight))
    return ledger(events, *contacts)


def _random_contact(random: Random, key: str) -> Contact:
    name = random.choice("BAÄa李ד") + key
    return Contact(key, name, no_balance=random.random() < 0.15, group=random.random() < 0.15)


def _random_event(random: Random, giving: int) -> Event:
    kind = random.choice(list(Kind))
    if kind == Kind.TALK:
        return Event("", DAY, "", Direction.MUTUAL, kind)
    if random.random() < 0.1:
        return Event("", DAY, "", Direction.GIVEN, kind, one_sided=True, source="mastodon:1")
    (direction,) = random.choices(list(Direction), [giving, 3, 1])
    return Event("", DAY, "", direction, kind)


def dense_ledger(
    seed: int,
    *,
    people: int = 30,
    size: int = 700,
    span: int = 1100,
    burst: int = 1,
    fewer: float = 1.0,
    turn: int = 365,
    **extra: Any,  # noqa: ANN401 - fields of a ledger
) -> Whole:
    """Return a ledger of `size` events in bursts of about `burst` a day, on which windows of a year can be compared.

    People keep rates of their own, save that a fifth of them come up eight times as often in the last `turn` days if
    `fewer` is below 1; of the entries before those days only the part `fewer` is logged. One in five was asked for.
    """
    random = Random(seed)  # noqa: S311 - reproducible, and nothing secret depends on it
    contacts = [_random_contact(random, f"c{number}") for number in range(people)]
    rates = [random.lognormvariate(0, 1) for _ in contacts]
    lately = [rate * (8 if fewer < 1 and number % 5 == 0 else 1) for number, rate in enumerate(rates)]
    tastes = [random.choices(list(Kind), k=4) for _ in contacts]
    events: list[Event] = []
    while len(events) < size:
        age = random.randint(0, span)
        if age >= turn and random.random() > fewer:
            continue
        (number,) = random.choices(range(people), lately if age < turn else rates)
        for _ in range(random.randint(1, 2 * burst - 1)):
            event = _random_event(random, 3).replaced(
                day=DAY - age, contact_id=f"c{number}", asked=random.random() < 0.2
            )
            kind = random.choice(tastes[number])
            if Kind.TALK not in {event.kind, kind}:
                event = event.replaced(kind=kind)
            events.append(event.replaced(weight=random.choice([1, 1, 2, 3])))
    return ledger(events[:size], *contacts, **extra)

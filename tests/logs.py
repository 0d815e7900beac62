"""Small ledgers for the tests of measures: made by hand, or of any size from a seed."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Contact, Direction, Event, Kind, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = date(2026, 11, 23).toordinal()

_DIRECTIONS = {"gave": Direction.GIVEN, "got": Direction.RECEIVED, "with": Direction.MUTUAL}


def entry(age: int, words: str = "gave Ada help", **fields: Any) -> Event:  # noqa: ANN401 - any field of an event
    """Return an event `age` days before DAY from words such as "gave Ada help"; names serve as ids."""
    verb, name, kind = words.split()
    return Event("", DAY - age, name, _DIRECTIONS[verb], Kind(kind), **fields)


def ledger(events: Iterable[Event] = (), *contacts: Contact, **fields: Any) -> Ledger:  # noqa: ANN401 - as above
    """Return a ledger of events in any order; contacts that are not given are plain ones."""
    ordered = sorted(events, key=lambda event: event.day)
    named = {event.contact_id: Contact(event.contact_id, event.contact_id) for event in ordered}
    named.update({contact.id: contact for contact in contacts})
    numbered = [event.replaced(id=f"{number:06}") for number, event in enumerate(ordered)]
    return Ledger(named, numbered, **fields)


def random_ledger(seed: int, *, people: int, size: int, span: int) -> Ledger:
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

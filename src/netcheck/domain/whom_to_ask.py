"""Whom one could ask for something, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.domain.measures import YEAR, top_n
from netcheck.domain.model import FUNCTION_OF, Contact, Direction, Function, Kind, Ledger
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import unpacked
from netcheck.domain.timelines import timelines_by_contact
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from netcheck.domain.packed_events import Unpacked
    from netcheck.domain.timelines import ContactTimeline


MOST = 5
"""So many people in all lists together."""
FEW = 3
"""Where there are fewer people, others are named as well."""
SEVERAL = 2
"""Whoever served so many functions knows one from several sides."""

SERVING = {kind for kind, function in FUNCTION_OF.items() if function}

RELATED: dict[Function, tuple[Function, ...]] = {
    Function.INSPIRATION: (Function.COMPETENCE, Function.CURATION),
    Function.CURATION: (Function.INSPIRATION, Function.COMPETENCE),
    Function.REFERRAL: (Function.BUSINESS, Function.COMPETENCE, Function.INSPIRATION),
    Function.COMPETENCE: (Function.CURATION, Function.INSPIRATION),
    Function.BUSINESS: (Function.REFERRAL, Function.COMPETENCE),
    Function.BACKING: (Function.COMPETENCE, Function.INSPIRATION),
}
"""Who served the latter may serve the former, the nearest first: whoever shared one's work may know of some."""

ASKED: dict[Function, Kind] = {
    Function.INSPIRATION: Kind.INSPIRATION,
    Function.CURATION: Kind.CONTENT,
    Function.REFERRAL: Kind.RECOMMENDATION,
    Function.COMPETENCE: Kind.FEEDBACK,
    Function.BUSINESS: Kind.BUSINESS,
    Function.BACKING: Kind.BACKING,
}
"""What to ask for where a function is wanted."""


class Tie(StrEnum):
    """What the people of a list have in common."""

    GAVE = "gave"
    """They have given just that."""
    SIMILAR = "similar"
    """They have given something related."""
    KNOW_YOU = "know_you"
    """They have known one for long and from several sides, or nobody keeps accounts with them."""
    IN_LOG = "in_log"
    """They are in the log."""


class Helper(Value):
    """Someone to ask.

    `first` is the first day of what the list is about, or of any entry where it is about nothing in
    particular; `once`: there is only that day. `kind` is what came then, if it is not what was asked for.
    `last` is the last day with any entry. Days are ordinals, None without entries.
    """

    contact: Contact
    kind: Kind | None
    first: int | None
    once: bool
    last: int | None


class Helpers(Value):
    """People with something in common, in alphabetical order; at least one. `more` others have given just that."""

    tie: Tie
    people: tuple[Helper, ...]
    more: int = 0


def whom_to_ask(ledger: Ledger, today: int, kind: Kind) -> tuple[Helpers, ...]:
    """Return who could be asked for something of a kind on the day `today`, an ordinal; groups are left out.

    First those who have given just that, however long ago. For backing, then those who know one for
    long and from several sides; for all else, where they are few, those who gave something related.
    Where they are few still, others of the log. Of many, the strongest ties are taken: five people in all.
    """
    return _lists(_everyone(ledger.contacts.values(), timelines_by_contact(ledger, today), today), today, kind)


def whom_to_ask_for(
    contacts: Iterable[Contact], timelines: Iterable[ContactTimeline], today: int
) -> dict[Function, set[str]]:
    """Return for each function the ids of all whom `whom_to_ask` names for it, from the timelines up to today."""
    everyone = _everyone(contacts, timelines, today)
    return {
        function: {helper.contact.id for helpers in _lists(everyone, today, kind) for helper in helpers.people}
        for function, kind in ASKED.items()
    }


class _Someone(Value):
    contact: Contact
    events: Sequence[Unpacked]
    strength: float


def _lists(everyone: Sequence[_Someone], today: int, kind: Kind) -> tuple[Helpers, ...]:
    gave = {one.contact.id for one in everyone if _got(one, {kind})}
    first = _strongest((one for one in everyone if one.contact.id in gave), MOST)
    rest = [one for one in everyone if one.contact.id not in gave]
    tie, second = Tie.SIMILAR, dict[str, Helper]()
    if kind is Kind.BACKING:
        tie = Tie.KNOW_YOU
        close = (one for one in rest if _close(one, today))
        second = {one.contact.id: _helper(one) for one in _strongest(close, MOST - len(first))}
    elif len(first) < FEW:
        second = _similar(rest, kind, MOST - len(first))
    named = len(first) + len(second)
    others = [one for one in rest if one.contact.id not in second] if named < FEW else []
    third = [_helper(one) for one in _strongest(others, MOST - named)]
    return tuple(
        Helpers(
            shared,
            tuple(sorted(people, key=lambda helper: alphabetical(helper.contact.name))),
            more=len(gave) - len(first) if shared is Tie.GAVE else 0,
        )
        for shared, people in (
            (Tie.GAVE, [_helper(one, {kind}).replaced(kind=None) for one in first]),
            (tie, list(second.values())),
            (Tie.IN_LOG, third),
        )
        if people
    )


def _everyone(contacts: Iterable[Contact], timelines: Iterable[ContactTimeline], today: int) -> list[_Someone]:
    known = {timeline.contact.id: timeline for timeline in timelines}
    return [
        _Someone(contact, [*map(unpacked, known[contact.id].entries)], known[contact.id].on(today).strength)
        if contact.id in known
        else _Someone(contact, (), 0.0)
        for contact in contacts
        if not contact.group
    ]


def _similar(rest: Sequence[_Someone], kind: Kind, room: int) -> dict[str, Helper]:
    """Return by id who gave other kinds of the same function, then of related ones."""
    function = FUNCTION_OF[kind]
    found: dict[str, Helper] = {}
    for near in (function, *RELATED[function]) if function else ():
        kinds = {kind for kind, serves in FUNCTION_OF.items() if serves is near}
        left = (one for one in rest if one.contact.id not in found and _got(one, kinds))
        found |= {one.contact.id: _helper(one, kinds) for one in _strongest(left, room - len(found))}
    return found


def _close(one: _Someone, today: int) -> bool:
    """Say whether someone knows one for long and from several sides; where nobody keeps accounts, that is given."""
    functions = {FUNCTION_OF[event.kind] for event in _got(one, SERVING)}
    long = bool(one.events) and one.events[0].day <= today - YEAR
    return one.contact.no_balance or (long and len(functions) >= SEVERAL)


def _strongest(some: Iterable[_Someone], most: int) -> list[_Someone]:
    return top_n(((one.strength, one.contact.name, one) for one in some), most)


def _got(one: _Someone, kinds: Container[Kind]) -> list[Unpacked]:
    """Return what came of some kinds, together with what was done together."""
    return [event for event in one.events if event.kind in kinds and event.direction != Direction.GIVEN]


def _helper(one: _Someone, kinds: Container[Kind] | None = None) -> Helper:
    """Return someone with what came of the kinds, or with all entries."""
    events = one.events if kinds is None else _got(one, kinds)
    if not events:
        return Helper(one.contact, None, None, once=False, last=None)
    first, last = events[0], one.events[-1].day
    kind = None if kinds is None else first.kind
    return Helper(one.contact, kind, first.day, once=first.day == events[-1].day, last=last)

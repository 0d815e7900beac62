"""For whom no reminder is decided yet, and the weeks into which those who are due fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.due import MOST_PEOPLE, is_snoozed, wish_for, wishes_of_circles
from netcheck.domain.measures import silence, top_n
from netcheck.domain.pauses import waiting_calendar
from netcheck.domain.timelines import active_days, timelines_by_contact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.due import DuePerson
    from netcheck.domain.model import Contact, Ledger


_WEEK = 7


class Undecided(NamedTuple):
    """Somebody with so many entries; the last active day, and the usual gap in days where there are days enough."""

    contact: Contact
    entries: int = 0
    last: int | None = None
    gap: float | None = None
    gaps: int = 0


class Week(NamedTuple):
    """Those whose turn comes with the day `first`."""

    first: int
    people: tuple[DuePerson, ...]


def undecided(ledger: Ledger, today: int, later: Mapping[str, int]) -> list[Undecided]:
    """Return the people with neither an interval nor a rest, nor left alone: the strongest ties of today first.

    Those in `later` (contact id → day) come after all others, the one put off first before the next.
    """
    timelines = {timeline.contact.id: timeline for timeline in timelines_by_contact(ledger, today)}
    calendar, _ = waiting_calendar(active_days(ledger, timelines.values(), today), today)
    wishes = wishes_of_circles(ledger)
    ranked = []
    for contact in ledger.contacts.values():
        if contact.group or contact.ignored or is_snoozed(contact, today) or wish_for(contact, wishes):
            continue
        timeline = timelines.get(contact.id)
        found, strength = Undecided(contact), 0.0
        if timeline is not None:
            known, strength = silence(timeline.days, today, calendar), timeline.on(today).strength
            found = Undecided(contact, len(timeline.days), timeline.days[-1])
            if known is not None:
                found = found._replace(gap=known.gap, gaps=known.days - 1)
        ranked.append((strength, contact.name, found))
    return sorted(top_n(ranked, len(ranked)), key=lambda person: later.get(person.contact.id, 0))


def spread_out(people: Sequence[DuePerson], today: int) -> list[Week]:
    """Return the weeks into which these people fit, as many in each as a digest holds; this week comes first."""
    return [
        Week(today + _WEEK * number, tuple(people[start : start + MOST_PEOPLE]))
        for number, start in enumerate(range(0, len(people), MOST_PEOPLE))
    ]

"""Who is due, who could be offered something and who could be asked, by another route: plain loops over a ledger."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logs import Whole
    from netcheck.domain.model import Contact, Event

YEAR = 365
UNITS = {"d": 1.0, "w": 7.0, "m": 365.25 / 12, "y": 365.25}
SERVES = {
    "inspiration": "inspiration", "thanks": "inspiration", "content": "curation", "share": "referral",
    "recommendation": "referral", "introduction": "referral", "feedback": "competence", "help": "competence",
    "business": "business", "backing": "backing",
}  # fmt: skip
NEXT_TO = {
    "inspiration": ["competence", "curation"],
    "curation": ["inspiration", "competence"],
    "referral": ["business", "competence", "inspiration"],
    "competence": ["curation", "inspiration"],
    "business": ["referral", "competence"],
    "backing": ["competence", "inspiration"],
}
UNASKED = ["content", "inspiration", "share", "recommendation", "introduction", "feedback", "help"]
"""What can be offered unasked, of equals the first."""


def entries_of(log: Whole, contact: Contact, today: int) -> list[Event]:
    """Return what was logged with somebody up to today, the oldest first."""
    return [event for event in log.events if event.contact_id == contact.id and event.day <= today]


def strength(log: Whole, contact: Contact, today: int) -> float:
    """Return the weights of all entries, each halved with every 180 days."""
    events = entries_of(log, contact, today)
    return float(f"{sum(event.weight * 0.5 ** ((today - event.day) / 180) for event in events):.10g}")


def strongest(log: Whole, today: int, some: Iterable[Contact], most: int) -> list[Contact]:
    """Return so many with the strongest ties, of equals those who come first by name."""
    return sorted(some, key=lambda contact: (-strength(log, contact, today), contact.name))[:most]


def stretches(log: Whole, today: int) -> list[tuple[int, int, bool]]:
    """Return the pauses of the whole log: the active days around each, and whether it goes on."""
    days = sorted({event.day for event in log.events if event.day <= today})
    if len(days) < 5:
        return []
    found = [(one, other, False) for one, other in pairwise(days)] + [(days[-1], today, True)]
    return [(one, other, on) for one, other, on in found if other - one > pause_limit(days)]


def pause_limit(days: list[int]) -> float:
    """Return up to how many days from one of the active days of a log to the next are no pause."""
    return max(21.0, (days[-1] - days[0]) / (len(days) - 1) * (math.log(len(days)) + 3))


def counted(first: int, last: int, left_out: set[int]) -> int:
    """Count the days after the first up to the last, one by one, without those left out."""
    return sum(day not in left_out for day in range(first + 1, last + 1))


def inside(pauses: Iterable[tuple[int, int, bool]]) -> set[int]:
    """Return the days strictly inside pauses."""
    return {day for first, last, _ in pauses for day in range(first + 1, last)}


def how_silent(events: list[Event], until: int, left_out: set[int]) -> float | None:
    """Return the present silence as a multiple of the usual gap; None below four active days, and at the end.

    Nobody is named any more from eight usual gaps on, if there were fewer than eight active days, if the silence is
    over a year, or if it is more than twice the longest gap.
    """
    days = sorted({event.day for event in events})
    if len(days) < 4:
        return None
    gaps = [counted(one, other, left_out) for one, other in pairwise(days)]
    silence = counted(days[-1], until, left_out)
    ratio = silence * len(gaps) / sum(gaps)
    ended = ratio >= 8 and (len(days) < 8 or silence > YEAR or silence > 2 * max(gaps))
    return None if ended else ratio


def longer_than_ever(events: list[Event], today: int, left_out: set[int]) -> bool:
    """Say whether somebody has been silent for longer than ever, and longer than chance would have it."""
    days = sorted({event.day for event in events})
    if len(days) < 4 or (how_silent(events, today, left_out) is None and ended_for_good(days, today, left_out)):
        return False
    gaps = [counted(one, other, left_out) for one, other in pairwise(days)]
    silence = counted(days[-1], today, left_out)
    return silence > max(gaps) and (1 + silence / sum(gaps)) ** -len(gaps) < 0.02


def ended_for_good(days: list[int], today: int, left_out: set[int]) -> bool:
    """Say whether a tie is over: eight usual gaps, and over a year or, from eight days on, twice the longest gap."""
    gaps = [counted(one, other, left_out) for one, other in pairwise(days)]
    silence = counted(days[-1], today, left_out)
    if silence * len(gaps) < 8 * sum(gaps):
        return False
    return silence > YEAR or (len(days) >= 8 and silence > 2 * max(gaps))


def due(log: Whole, today: int) -> dict[str, float]:
    """Return by id by how much everybody who is due is beyond the day on which they became so."""
    pauses = stretches(log, today)
    left_out, until = inside(pause for pause in pauses if not pause[2]), today
    for first, _, goes_on in pauses:
        if goes_on:
            days = sorted({event.day for event in log.events if event.day <= today})
            until = first + int(pause_limit(days))
    people = [contact for contact in log.contacts.values() if not contact.group and entries_of(log, contact, today)]
    by_rhythm = strongest(log, today, people, 15)
    of_circle = {circle.name: circle.every for circle in log.circles}
    found = {}
    for contact in log.contacts.values():
        events = entries_of(log, contact, today)
        wishes = [contact.every, *(of_circle.get(name, "") for name in contact.circles if not contact.group)]
        lengths = [round(int(wish[:-1]) * UNITS[wish[-1]]) for wish in wishes if wish]
        if contact.ignored or (contact.snooze_until or today) > today:
            continue
        if lengths and not events:
            found[contact.id] = 0.0
        elif lengths:
            found[contact.id] = counted(events[-1].day, until, left_out) / min(lengths) - 1
        elif contact in by_rhythm and (ratio := how_silent(events, until, left_out)) is not None:
            found[contact.id] = ratio / 3 - 1
    return {key: excess for key, excess in found.items() if excess >= 0}


def to_be_offered(log: Whole, today: int) -> dict[str, str]:
    """Return by id the kind to offer: by turns to who gave and got nothing this season, and to who is silent."""
    left_out = inside(stretches(log, today))
    gave, silent = [], []
    for contact in log.contacts.values():
        events = entries_of(log, contact, today)
        if contact.group or contact.ignored or (contact.snooze_until or today) > today or not events:
            continue
        season = [event for event in events if event.day > today - 90]
        came = [event for event in season if event.direction == "received" and event.kind != "thanks"]
        returned = any(event.direction != "received" and event.kind != "talk" for event in season)
        if came and not returned and not contact.no_balance:
            gave.append((max((event.weight, event.day) for event in came), contact))
        if longer_than_ever(events, today, left_out):
            silent.append(contact)
    first = [contact for _, contact in sorted(gave, key=lambda one: one[0], reverse=True)]
    free = {contact.id: _not_just_come(log, contact, today) for contact in log.contacts.values()}
    first, second = ([one for one in some if free[one.id]] for some in (first, strongest(log, today, silent, 5)))
    order: list[Contact] = []
    for place in range(max(len(first), len(second))):
        order += [queue[place] for queue in (first, second) if place < len(queue) and queue[place] not in order]
    found = {}
    for contact in order[:5]:
        given = [str(event.kind) for event in entries_of(log, contact, today) if event.direction != "received"]
        found[contact.id] = max(free[contact.id], key=given.count)
    return found


def _not_just_come(log: Whole, contact: Contact, today: int) -> list[str]:
    """Return what can be offered without giving back within four weeks the very kind that came."""
    lately = [event for event in entries_of(log, contact, today) if today - event.day < 28]
    return [kind for kind in UNASKED if not any(e.kind == kind and e.direction != "given" for e in lately)]


def asked(log: Whole, today: int, kind: str) -> dict[str, set[str]]:
    """Return by what they have in common the ids of those who could be asked for a kind."""

    def came(contact: Contact, kinds: Iterable[str]) -> bool:
        wanted = set(kinds)
        return any(e.kind in wanted and e.direction != "given" for e in entries_of(log, contact, today))

    def left() -> list[Contact]:
        return [contact for contact in people if not any(contact in some for some in found.values())]

    people = [contact for contact in log.contacts.values() if not contact.group]
    found = {"gave": strongest(log, today, (one for one in people if came(one, [kind])), 5)}
    more_gave = [one for one in people if came(one, [kind]) and one not in found["gave"]]
    people = [one for one in people if one not in more_gave]
    if kind == "backing":
        known = []
        for contact in left():
            events = entries_of(log, contact, today)
            sides = {SERVES[e.kind] for e in events if e.kind in SERVES and e.direction != "given"}
            if contact.no_balance or (len(sides) > 1 and events[0].day <= today - YEAR):
                known.append(contact)
        found["know_you"] = strongest(log, today, known, 5 - len(found["gave"]))
    elif len(found["gave"]) < 3:
        found["similar"] = []
        function = SERVES.get(kind)
        for near in [function, *NEXT_TO[function]] if function else []:
            kinds = [one for one, serves in SERVES.items() if serves == near]
            room = 5 - len(found["gave"]) - len(found["similar"])
            found["similar"] += strongest(log, today, [one for one in left() if came(one, kinds)], room)
    named = sum(map(len, found.values()))
    if named < 3:
        found["in_log"] = strongest(log, today, left(), 5 - named)
    return {tie: {contact.id for contact in some} for tie, some in found.items() if some}

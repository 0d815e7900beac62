"""People and circles in plain text: the list, one card, the circles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.contact_summary import SUBJECTS, contact_summary
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import packed
from netcheck.view.listing import NAME_CELLS, columns, event_list, short_day
from netcheck.view.safe import safe
from netcheck.view.sentences import birthday_text
from netcheck.view.text import clip, date_of, day_phrase, every_text, month_of, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.contact_summary import ContactSummary
    from netcheck.domain.model import Circle, Contact, Event
    from netcheck.words import Words


LATEST = 5
"""How many entries a card shows."""


def by_name(contacts: Iterable[Contact]) -> list[Contact]:
    """Return the contacts in alphabetical order, accents and case aside."""
    return sorted(contacts, key=lambda contact: (alphabetical(contact.name), contact.id))


def contact_list(
    contacts: Iterable[Contact], last_days: Mapping[str, int], today: date, words: Words, *, cells: int
) -> str:
    """Return one line for each contact, in the order given: name, last entry, circles.

    `last_days` holds the ordinal of each contact's last entry.
    """
    texts = words.looking
    rows = []
    for contact in contacts:
        last = last_days.get(contact.id)
        told = texts.never if last is None else short_day(date.fromordinal(last), today, words)
        rows.append((clip(safe(contact.name), 2 * NAME_CELLS), told, safe(", ".join(contact.circles))))
    return "\n".join(columns(rows, cells, flexible=2))


def contact_card(
    contact: Contact,
    events: Sequence[Event],
    short_ids: Mapping[str, str],
    today: date,
    words: Words,
    *,
    cells: int,
) -> str:
    """Return all that the log holds about one contact; `events` are theirs, the newest first."""
    sums = contact_summary([*map(packed, events)])
    blocks = [[safe(contact.name), *_facts(contact, sums, today, words, cells)]]
    if events:
        blocks.append(_both_ways(sums, words))
        latest = event_list(events[:LATEST], {contact.id: contact.name}, short_ids, today, words, cells=cells - 2)
        blocks.append([words.looking.latest, *(f"  {line}" for line in latest.splitlines())])
    return "\n\n".join("\n".join(block) for block in blocks)


def circle_list(circles: Iterable[Circle], contacts: Iterable[Contact], words: Words, *, cells: int) -> str:
    """Return one line for each circle in alphabetical order: name, how many people, how often to be reminded, who."""
    people = by_name(contacts)
    rows = []
    for circle in sorted(circles, key=lambda one: alphabetical(one.name)):
        members = [safe(contact.name) for contact in people if circle.name in contact.circles]
        rows.append((clip(safe(circle.name), NAME_CELLS), _size(len(members), circle.every, words), ", ".join(members)))
    return "\n".join(columns(rows, cells, flexible=2))


def _size(people: int, every: str, words: Words) -> str:
    counted = words.common.people(people)
    return f"{counted}, {every_text(every, words)}" if every else counted


def _reminder(contact: Contact, today: date, words: Words) -> str:
    """Return when one is reminded of the contact, as far as that was said."""
    texts = words.looking
    if contact.ignored:
        return texts.never_reminded
    parts = [every_text(contact.every, words)] if contact.every else []
    if contact.snooze_until is not None and contact.snooze_until > today.toordinal():
        parts.append(texts.snoozed.format(day=date_of(date.fromordinal(contact.snooze_until), today, words)))
    return ", ".join(parts)


def _facts(contact: Contact, sums: ContactSummary, today: date, words: Words, cells: int) -> list[str]:
    texts = words.looking
    facts = {
        "aliases": safe(", ".join(contact.aliases)),
        "identifiers": safe(", ".join(contact.identifiers)),
        "circles": safe(", ".join(contact.circles)),
        "birthday": birthday_text(contact.birthday, words),
        "reminder": _reminder(contact, today, words),
        "note": safe(contact.note),
    }
    room = max(map(width, texts.card.values())) + 4
    lines = [f"  {_since(sums, today, words)}"]
    for key, fact in facts.items():
        if fact:
            lines += wrap(fact, cells, " " * room, first=pad(f"  {texts.card[key]}", room))
    for holds, text in ((contact.group, texts.group), (contact.no_balance, texts.no_balance)):
        if holds:
            lines.append(f"  {text}")
    return lines


def _since(sums: ContactSummary, today: date, words: Words) -> str:
    if sums.first is None or sums.last is None:
        return words.looking.never
    template = words.looking.one_day if sums.first == sums.last else words.looking.since
    first = month_of(date.fromordinal(sums.first), today, words)
    last = day_phrase(date.fromordinal(sums.last), today, words)
    return template.format(entries=words.common.entries(sums.entries), first=first, last=last)


def _both_ways(sums: ContactSummary, words: Words) -> list[str]:
    """Return the table of what went each way, by function."""
    labels = {**words.kinds.labels, **words.kinds.functions}
    rows = [("", words.looking.received_column, words.looking.given_column)]
    for subject in SUBJECTS:
        received, given = (f"{way[subject]}×" if subject in way else "–" for way in (sums.received, sums.given))
        if subject in sums.received or subject in sums.given:
            label = labels[subject]
            rows.append((f"{label[0].upper()}{label[1:]}", received, given))
    return [f"  {line}" for line in columns(rows, 80, flexible=0, right={1, 2})]

"""People and circles in plain text: the list, one card, the circles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.contact_summary import SUBJECTS, contact_summary
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import packed
from netcheck.i18n import N_, _
from netcheck.view.kinds import FUNCTION_NAMES, KIND_NAMES
from netcheck.view.listing import NAME_CELLS, columns, event_list, short_day
from netcheck.view.safe import safe
from netcheck.view.styles import BOLD, GIVEN, RECEIVED, plain
from netcheck.view.text import (
    clip,
    date_of,
    day_phrase,
    entries_text,
    every_text,
    month_of,
    pad,
    people_text,
    width,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.contact_summary import ContactSummary
    from netcheck.domain.model import Circle, Contact, Event
    from netcheck.view.styles import Paint


LATEST = 5
"""How many entries a card shows."""


_CARD = {
    "aliases": N_("also"),
    "identifiers": N_("reach"),
    "circles": N_("circles"),
    "birthday": N_("birthday"),
    "reminder": N_("reminder"),
    "note": N_("note"),
}


def by_name(contacts: Iterable[Contact]) -> list[Contact]:
    """Return the contacts in alphabetical order, accents and case aside."""
    return sorted(contacts, key=lambda contact: (alphabetical(contact.name), contact.id))


def contact_list(contacts: Iterable[Contact], last_days: Mapping[str, int], today: date, *, cells: int) -> str:
    """Return one line for each contact, in the order given: name, last entry, circles.

    `last_days` holds the ordinal of each contact's last entry.
    """
    rows = []
    for contact in contacts:
        last = last_days.get(contact.id)
        told = _("no entry yet") if last is None else short_day(date.fromordinal(last), today)
        rows.append((clip(safe(contact.name), 2 * NAME_CELLS), told, safe(", ".join(contact.circles))))
    return "\n".join(columns(rows, cells, flexible=2))


def contact_card(
    contact: Contact,
    events: Sequence[Event],
    short_ids: Mapping[str, str],
    today: date,
    *,
    about: Iterable[Sequence[str]] = (),
    cells: int,
    paint: Paint = plain,
) -> str:
    """Return all that the log holds about one contact; `events` are theirs, the newest first.

    `about` are further blocks of lines: the answers about this person, the steps with it.
    """
    sums = contact_summary([*map(packed, events)])
    blocks = [[paint(safe(contact.name), BOLD), *_facts(contact, sums, today, cells)]]
    if events:
        blocks.append(_both_ways(sums, paint))
    blocks += map(list, about)
    if events:
        names = {contact.id: contact.name}
        latest = event_list(events[:LATEST], names, short_ids, today, cells=cells - 2, paint=paint)
        blocks.append([_("Latest"), *(f"  {line}" for line in latest.splitlines())])
    return "\n\n".join("\n".join(block) for block in blocks)


def circle_list(circles: Iterable[Circle], contacts: Iterable[Contact], *, cells: int) -> str:
    """Return one line for each circle in alphabetical order: name, how many people, how often to be reminded, who."""
    people = by_name(contacts)
    rows = []
    for circle in sorted(circles, key=lambda one: alphabetical(one.name)):
        members = [safe(contact.name) for contact in people if circle.name in contact.circles]
        rows.append((clip(safe(circle.name), NAME_CELLS), _size(len(members), circle.every), ", ".join(members)))
    return "\n".join(columns(rows, cells, flexible=2))


def _size(people: int, every: str) -> str:
    counted = people_text(people)
    return f"{counted}, {every_text(every)}" if every else counted


def _reminder(contact: Contact, today: date) -> str:
    """Return when one is reminded of the contact, as far as that was said."""
    if contact.ignored:
        return _("never")
    parts = [every_text(contact.every)] if contact.every else []
    if contact.snooze_until is not None and contact.snooze_until > today.toordinal():
        parts.append(_("paused until {day}").format(day=date_of(date.fromordinal(contact.snooze_until), today)))
    return ", ".join(parts)


def _facts(contact: Contact, sums: ContactSummary, today: date, cells: int) -> list[str]:
    from netcheck.view.sentences import birthday_text

    facts = {
        "aliases": safe(", ".join(contact.aliases)),
        "identifiers": safe(", ".join(contact.identifiers)),
        "circles": safe(", ".join(contact.circles)),
        "birthday": birthday_text(contact.birthday),
        "reminder": _reminder(contact, today),
        "note": safe(contact.note),
    }
    room = max(width(_(label)) for label in _CARD.values()) + 4
    lines = [f"  {_since(sums, today)}"]
    for key, fact in facts.items():
        if fact:
            lines += wrap(fact, cells, " " * room, first=pad(f"  {_(_CARD[key])}", room))
    for holds, text in (
        (contact.group, _("A group, not one person.")),
        (contact.no_balance, _("Nobody keeps score here.")),
    ):
        if holds:
            lines.append(f"  {text}")
    return lines


def _since(sums: ContactSummary, today: date) -> str:
    if sums.first is None or sums.last is None:
        return _("no entry yet")
    template = "{entries}, {last}" if sums.first == sums.last else _("{entries} since {first}, last {last}")
    first = month_of(date.fromordinal(sums.first), today)
    last = day_phrase(date.fromordinal(sums.last), today)
    return template.format(entries=entries_text(sums.entries), first=first, last=last)


def _both_ways(sums: ContactSummary, paint: Paint) -> list[str]:
    """Return the table of what went each way, by function."""
    labels: dict[str, str] = {**KIND_NAMES, **FUNCTION_NAMES}  # type: ignore[dict-item] # both are keyed by texts
    rows = [("", _("you receive"), _("you give"))]
    for subject in SUBJECTS:
        received, given = (f"{way[subject]}×" if subject in way else "–" for way in (sums.received, sums.given))
        if subject in sums.received or subject in sums.given:
            label = _(labels[subject])
            rows.append((f"{label[0].upper()}{label[1:]}", received, given))
    styled = [(label, paint(received, RECEIVED), paint(given, GIVEN)) for label, received, given in rows]
    return [f"  {line}" for line in columns(styled, 80, flexible=0, right={1, 2})]

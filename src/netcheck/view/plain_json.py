"""Entries and contacts as JSON values, under the keys of the JSONL format."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.card import card
from netcheck.domain.model import Contact, Direction, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.changes import Change, Command


def dump(value: object) -> str:
    """Return the value as JSON text: letters stay letters, what cannot be seen is escaped."""
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(line if line.isprintable() else _escaped(line) for line in lines)


def event_json(event: Event, name: str) -> dict[str, object]:
    """Return an entry with all its keys; `name` is its contact's."""
    return {
        "type": "event",
        "id": event.id,
        "on": _iso(event.day),
        "with": name,
        "with_id": event.contact_id,
        "direction": event.direction,
        "kind": event.kind,
        "weight": event.weight,
        "note": event.note,
        "asked": event.asked,
        "one_sided": event.one_sided,
        "source": event.source,
    }


def contact_json(contact: Contact, events: Sequence[Event]) -> dict[str, object]:
    """Return a contact with all its keys and what its entries add up to, by direction and function."""
    sums = card(events)
    return {
        "type": "contact",
        "id": contact.id,
        "name": contact.name,
        "aliases": list(contact.aliases),
        "identifiers": list(contact.identifiers),
        "circles": list(contact.circles),
        "birthday": contact.birthday,
        "note": contact.note,
        "no_balance": contact.no_balance,
        "group": contact.group,
        "every": contact.every,
        "snooze_until": _iso(contact.snooze_until),
        "ignored": contact.ignored,
        "entries": sums.entries,
        **{direction.value: sum(event.direction == direction for event in events) for direction in Direction},
        "first": _iso(sums.first),
        "last": _iso(sums.last),
        "functions": {"received": sums.received, "given": sums.given},
    }


def command_json(command: Command, sentences: Sequence[str]) -> dict[str, object]:
    """Return a command with its changes, and the sentences that tell them."""
    return {
        "id": command.id,
        "verb": command.verb,
        "at": command.at,
        "undone": command.undone,
        "size": command.size,
        "sentences": list(sentences),
        "changes": [_change_json(change) for change in command.changes],
    }


def _change_json(change: Change) -> dict[str, object]:
    return {
        "entity": change.entity,
        "id": change.id,
        "before": None if change.before is None else dict(change.before),
        "after": None if change.after is None else dict(change.after),
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _escaped(line: str) -> str:
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)

"""Writes the whole log as JSONL: what `netcheck import jsonl` reads back without a difference."""

from __future__ import annotations

import json
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netcheck.domain.model import Check, Contact, Event, GuideEntry, Ledger, Step

Row = dict[str, object]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def lines(ledger: Ledger) -> Iterator[str]:
    """Yield one JSON object a line, without its newline, sorted by type and id; to be written as UTF-8.

    Keys stand in a fixed order; what has its default value is left out, except the note.
    """
    contacts = ledger.contacts
    by_id = attrgetter("id")
    for check in sorted(ledger.checks, key=by_id):
        yield _ENCODER.encode(_check(check))
    for contact in sorted(contacts.values(), key=by_id):
        yield _ENCODER.encode(_contact(contact))
    for event in sorted(ledger.events, key=by_id):
        yield _ENCODER.encode(_event(event, contacts))
    for entry in sorted(ledger.guide, key=by_id):
        yield _ENCODER.encode(_guide(entry))
    for step in sorted(ledger.steps, key=by_id):
        yield _ENCODER.encode(_step(step))


def _check(check: Check) -> Row:
    row: Row = {"type": "check", "id": check.id, "on": _iso(check.day), "voice": check.voice}
    _add(row, with_id=check.contact_id)
    if check.question_set != 1:
        row["set"] = check.question_set
    row["answers"] = dict(check.answers)
    return _add(row, notes=dict(check.notes), evidence=dict(check.evidence), remark=check.remark)


def _contact(contact: Contact) -> Row:
    row: Row = {"type": "contact", "id": contact.id, "name": contact.name}
    _add(row, aliases=contact.aliases, identifiers=contact.identifiers, circles=contact.circles)
    _add(row, birthday=contact.birthday)
    row["note"] = contact.note
    return _add(row, no_balance=contact.no_balance, group=contact.group)


def _event(event: Event, contacts: Mapping[str, Contact]) -> Row:
    row: Row = {
        "type": "event",
        "id": event.id,
        "on": _iso(event.day),
        "with": contacts[event.contact_id].name,
        "with_id": event.contact_id,
        "direction": event.direction,
        "kind": event.kind,
    }
    if event.weight != 1:
        row["weight"] = event.weight
    row["note"] = event.note
    return _add(row, asked=event.asked, one_sided=event.one_sided, source=event.source)


def _guide(entry: GuideEntry) -> Row:
    return {"type": "guide", "id": entry.id, "text": entry.text}


def _step(step: Step) -> Row:
    row: Row = {"type": "step", "id": step.id, "text": step.text}
    _add(row, with_id=step.contact_id, by=step.by and _iso(step.by), done=step.done and _iso(step.done))
    return _add(row, check_id=step.check_id, question=step.question)


def _add(row: Row, **values: object) -> Row:
    """Add the values that are not empty, false or missing."""
    row.update((key, value) for key, value in values.items() if value)
    return row


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()

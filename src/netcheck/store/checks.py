"""Checks, steps and the guide: rows to values, and values to ops."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netcheck.domain.model import Answer, Check, GuideEntry, Step, Voice

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer


def checks(connection: sqlite3.Connection, people: People) -> list[Check]:
    """Return all finished checks, those about removed contacts left out, in order of (day, id)."""
    found = []
    for row in connection.execute('SELECT * FROM "check" ORDER BY day, id'):
        check_id, day, voice, contact_id, question_set, answers, notes, evidence, remark = row
        if contact_id is None or contact_id in people.root_of:
            found.append(
                Check(
                    check_id,
                    day,
                    Voice(voice),
                    people.root_of[contact_id] if contact_id else None,
                    question_set,
                    json.loads(notes),
                    json.loads(evidence),
                    remark,
                    answers={question: Answer(answer) for question, answer in json.loads(answers).items()},
                )
            )
    return found


def steps(connection: sqlite3.Connection, people: People) -> list[Step]:
    """Return all steps, done ones included, in the order in which they were made."""
    rows = connection.execute('SELECT id, text, contact_id, "by", done, check_id, question FROM step ORDER BY id')
    return [
        Step(step_id, text, contact_id and people.root_of[contact_id], *rest)
        for step_id, text, contact_id, *rest in rows
        if contact_id is None or contact_id in people.root_of
    ]


def guide(connection: sqlite3.Connection) -> list[GuideEntry]:
    """Return the user's own words, by question."""
    return [GuideEntry(*row) for row in connection.execute("SELECT id, text FROM guide ORDER BY id")]


def add_checks(writer: Writer, found: Iterable[Check]) -> None:
    """Store finished checks."""
    writer.create_all("check", [(check.id, _without_id(check)) for check in found])


def add_steps(writer: Writer, found: Iterable[Step]) -> None:
    """Store steps."""
    writer.create_all("step", [(step.id, _without_id(step)) for step in found])


def change_step(writer: Writer, step_id: str, fields: Mapping[str, object]) -> None:
    """Set text, contact_id, by or done of a step."""
    writer.change("step", step_id, fields)


def remove_step(writer: Writer, step_id: str) -> None:
    """Drop a step."""
    writer.delete("step", step_id)


def write_guide(writer: Writer, entries: Iterable[GuideEntry]) -> None:
    """Set the user's words on questions of the guide; empty words take the entry away."""
    present = {entry.id: entry.text for entry in guide(writer.connection)}
    for entry in entries:
        if entry.text == present.get(entry.id, ""):
            continue
        if not entry.text:
            writer.delete("guide", entry.id)
        elif entry.id in present:
            writer.change("guide", entry.id, {"text": entry.text})
        else:
            writer.create("guide", entry.id, {"text": entry.text})


def _without_id(value: Check | Step) -> dict[str, object]:
    return {name: part for name, part in value.values().items() if name != "id"}

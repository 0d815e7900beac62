"""Checks, steps and the guide: rows to values, and values to ops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Answer, Check, GuideEntry, Step
from netcheck.store.ids import id_text
from netcheck.store.rows import layout, record_values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer


def checks(connection: sqlite3.Connection, people: People) -> list[Check]:
    """Return all finished checks, in order of (day, id)."""
    found = []
    for named in _rows(connection, "check", "day, id", people):
        answers = {question: Answer(answer) for question, answer in named["answers"].items()}
        found.append(Check(**named | {"answers": answers}))
    return found


def steps(connection: sqlite3.Connection, people: People) -> list[Step]:
    """Return all steps, done ones included, in the order in which they were made."""
    return [Step(**named) for named in _rows(connection, "step", "id", people)]


def numbered_steps(connection: sqlite3.Connection, people: People) -> dict[int, Step]:
    """Return all steps by number, counted in the order in which they came into the log.

    One that was dropped, or undone, keeps its number for good: 2 stays 2 when 1 is dropped.
    """
    query = (
        "SELECT entity_id FROM op WHERE entity = (SELECT number FROM entity WHERE name = ?) AND field = ''"
        " GROUP BY entity_id ORDER BY min(clock), entity_id"
    )
    ever = [id_text(row[0]) for row in connection.execute(query, [Step.entity])]
    there = {step.id: step for step in steps(connection, people)}
    return {number: there[key] for number, key in enumerate(ever, start=1) if key in there}


def guide(connection: sqlite3.Connection) -> list[GuideEntry]:
    """Return the user's own words, by question."""
    return [GuideEntry(id_text(key), text) for key, text in connection.execute("SELECT * FROM guide ORDER BY id")]


def add_checks(writer: Writer, found: Iterable[Check]) -> None:
    """Store finished checks."""
    writer.create_all("check", map(record_values, found))


def add_steps(writer: Writer, found: Iterable[Step]) -> None:
    """Store steps."""
    writer.create_all("step", map(record_values, found))


def change_step(writer: Writer, step_id: str, fields: Mapping[str, object]) -> None:
    """Set text, contact_id, by or done of a step."""
    writer.change("step", step_id, fields)


def remove_step(writer: Writer, step_id: str) -> None:
    """Drop a step."""
    writer.delete("step", [step_id])


def write_guide(writer: Writer, entries: Iterable[GuideEntry]) -> None:
    """Set the user's words on questions of the guide; empty words take the entry away."""
    present = {entry.id: entry.text for entry in guide(writer.connection)}
    for entry in entries:
        if entry.text == present.get(entry.id, ""):
            continue
        if not entry.text:
            writer.delete("guide", [entry.id])
        elif entry.id in present:
            writer.change("guide", entry.id, {"text": entry.text})
        else:
            writer.create(entry)


def _rows(connection: sqlite3.Connection, entity: str, order: str, people: People) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table by name of the column, those about contacts who are gone left out."""
    shape = layout(entity)
    for cells in connection.execute(f'SELECT * FROM "{entity}" ORDER BY {order}'):
        named = dict(zip(shape.names, shape.values(cells), strict=True))
        contact_id = named["contact_id"]
        if contact_id is None or contact_id in people.root_of:
            yield named | {"contact_id": contact_id and people.root_of[contact_id]}

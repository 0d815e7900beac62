"""Events: rows to values, and values to ops."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Direction, Event, Kind, OneSidedSource, PackedEvents
from netcheck.domain.packed_events import DAY, DIRECTION, DIRECTIONS, KINDS, ONE_SIDED, WEIGHT
from netcheck.store.ids import SHORT, shortest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer

_DIRECTIONS = {direction.value: direction for direction in Direction}
_KINDS = {kind.value: kind for kind in Kind}


class Wanted(NamedTuple):
    """Which events: of these contacts, kind, direction, and days from `since` to `until` (ordinals, inclusive)."""

    contacts: Sequence[str] | None = None
    kind: Kind | None = None
    direction: Direction | None = None
    since: int | None = None
    until: int | None = None


def find(connection: sqlite3.Connection, people: People, wanted: Wanted | None = None) -> Iterator[Event]:
    """Yield the events of living contacts, newest first."""
    where, values = _conditions(people, wanted or Wanted())
    yield from _read(connection, people, f"{where} ORDER BY day DESC, id DESC", values)


def chronological(connection: sqlite3.Connection, people: People) -> list[Event]:
    """Return all events of living contacts in order of (day, id)."""
    return list(_read(connection, people, "ORDER BY day, id", []))


def brief(connection: sqlite3.Connection, people: People) -> PackedEvents:
    """Return all events of living contacts in short.

    Notes, ids and words stay with SQLite, which hands over the numbers of a contact as one text.
    """
    entries: defaultdict[str, list[int]] = defaultdict(list)
    rows = connection.execute(f"SELECT contact_id, group_concat({_NUMBER}) FROM event GROUP BY contact_id")  # noqa: S608 - built below
    for contact_id, numbers in rows:
        if contact_id in people.root_of:
            entries[people.root_of[contact_id]] += map(int, numbers.split(","))
    for found in entries.values():
        found.sort()
    one_sided = connection.execute(
        "SELECT contact_id, source, min(day) FROM event WHERE one_sided"
        " GROUP BY contact_id, substr(source || ':', 1, instr(source || ':', ':'))"
    )
    archived = [OneSidedSource(people.root_of[row[0]], *row[1:]) for row in one_sided if row[0] in people.root_of]
    return PackedEvents(entries, archived)


def by_suffix(connection: sqlite3.Connection, people: People, suffix: str) -> list[Event]:
    """Return the events whose id ends with `suffix`, which has at least four characters."""
    return list(_read(connection, people, "WHERE substr(id, -4) = ? AND substr(id, ?) = ?",
                      [suffix[-SHORT:], -len(suffix), suffix]))  # fmt: skip


def short_id(connection: sqlite3.Connection, event_id: str) -> str:
    """Return the shortest suffix that names this event alone."""
    rows = connection.execute("SELECT id FROM event WHERE substr(id, -4) = ?", [event_id[-SHORT:]])
    return shortest(event_id, [row[0] for row in rows])


def last_days(connection: sqlite3.Connection, people: People) -> dict[str, int]:
    """Return the ordinal of each contact's last event."""
    days: dict[str, int] = {}
    query = "SELECT id, (SELECT max(day) FROM event WHERE contact_id = contact.id) FROM contact"
    for contact_id, day in connection.execute(query):
        root = people.root_of.get(contact_id)
        if root is not None and day is not None:
            days[root] = max(day, days.get(root, day))
    return days


def count(connection: sqlite3.Connection, people: People, contact_id: str) -> int:
    """Return how many events one contact has."""
    query = "SELECT count(*) FROM event WHERE contact_id = ?"
    return sum(connection.execute(query, [member]).fetchone()[0] for member in people.members(contact_id))


def usual_kind(connection: sqlite3.Connection, people: People, contact_id: str, direction: Direction) -> Kind | None:
    """Return the kind most often logged with this contact in this direction."""
    members = people.members(contact_id)
    marks = ",".join("?" * len(members))
    row = connection.execute(
        f"SELECT kind FROM event WHERE contact_id IN ({marks}) AND direction = ?"  # noqa: S608 - only question marks
        " GROUP BY kind ORDER BY count(*) DESC, max(day) DESC LIMIT 1",
        [*members, direction],
    ).fetchone()
    return None if row is None else _KINDS[row[0]]


def add(writer: Writer, events: Iterable[Event]) -> None:
    """Log events."""
    writer.create_all("event", ((event.id, _columns(event)) for event in events))


def change(writer: Writer, event_id: str, fields: Mapping[str, object]) -> None:
    """Set some of day, contact_id, direction, kind, weight, note, asked."""
    writer.change("event", event_id, fields)


def remove(writer: Writer, ids: Iterable[str]) -> None:
    """Remove events."""
    writer.change_all([("event", event_id, {"deleted": True}) for event_id in ids])


def seen(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return by id and by source the contact that each event ever made was made with, removed ones included.

    What was undone together with its command does not count: it may come again.
    """
    ids: dict[str, str] = {}
    sources: dict[str, str] = {}
    same: dict[str, str] = {}
    query = (
        "SELECT op.entity_id, json_extract(op.value, '$.contact_id'), json_extract(op.value, '$.source')"
        " FROM op JOIN command ON command.id = op.command"
        " WHERE op.entity = 'event' AND op.field = '' AND command.undone_at IS NULL"
    )
    for event_id, contact_id, source in connection.execute(query):
        ids[event_id] = same.setdefault(contact_id, contact_id)
        if source:
            sources[source] = ids[event_id]
    return ids, sources


def _case(column: str, values: Iterable[str]) -> str:
    """Return as SQL the place of a column's word among some."""
    whens = (f"WHEN '{value}' THEN {place}" for place, value in enumerate(values))
    return f"(CASE {column} {' '.join(whens)} END)"


_NUMBER = (
    f"(day << {DAY}) | (weight << {WEIGHT}) | (one_sided << {ONE_SIDED})"
    f" | ({_case('direction', DIRECTIONS)} << {DIRECTION}) | {_case('kind', KINDS)}"
)
"""An event in short, as `domain.entries` lays it out."""


def _columns(event: Event) -> dict[str, object]:
    return {
        "day": event.day,
        "contact_id": event.contact_id,
        "direction": event.direction,
        "kind": event.kind,
        "weight": event.weight,
        "note": event.note,
        "asked": int(event.asked),
        "one_sided": int(event.one_sided),
        "source": event.source,
    }


def _conditions(people: People, wanted: Wanted) -> tuple[str, list[object]]:
    parts: list[tuple[str, list[object]]] = []
    if wanted.contacts is not None:
        members = [member for contact in wanted.contacts for member in people.members(contact)]
        parts.append((f"contact_id IN ({','.join('?' * len(members))})", list(members)))
    for condition, value in (
        ("kind = ?", wanted.kind),
        ("direction = ?", wanted.direction),
        ("day >= ?", wanted.since),
        ("day <= ?", wanted.until),
    ):
        if value is not None:
            parts.append((condition, [value]))
    where = "WHERE " + " AND ".join(condition for condition, _ in parts) if parts else ""
    return where, [value for _, values in parts for value in values]


def _read(connection: sqlite3.Connection, people: People, tail: str, values: list[object]) -> Iterator[Event]:
    root_of = people.root_of
    rows = connection.execute(
        f"SELECT id, day, contact_id, direction, kind, weight, note, asked, one_sided, source FROM event {tail}",  # noqa: S608 - built from the constants above
        values,
    )
    for event_id, day, contact_id, direction, kind, weight, note, asked, one_sided, source in rows:
        root = root_of.get(contact_id)
        if root is not None:
            yield Event(
                event_id, day, root, _DIRECTIONS[direction], _KINDS[kind],
                weight, note, bool(asked), bool(one_sided), source,
            )  # fmt: skip

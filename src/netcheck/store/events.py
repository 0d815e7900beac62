"""Events: rows to values, and values to ops."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Direction, Event, Kind, OneSidedSource, PackedEvents
from netcheck.domain.packed_events import DAY, DIRECTION, DIRECTIONS, KINDS, ONE_SIDED, WEIGHT
from netcheck.store.ids import SHORT, id_text, shortest, stored_id
from netcheck.store.ops import SEEN
from netcheck.store.rows import layout, record_values
from netcheck.store.schema import TAIL
from netcheck.value import Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer


_SAME_TAIL = f"SELECT id FROM event WHERE {TAIL} = ?"
_TAIL_OF_EVENT, _TAIL_OF_OTHER = (
    TAIL.replace("(id", f"({name}.id").replace(" id,", f" {name}.id,") for name in ("event", "other")
)


class Wanted(Value):
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


def found_rows(
    connection: sqlite3.Connection, people: People, wanted: Wanted | None = None
) -> Iterator[tuple[str, list[Any]]]:
    """Yield for each event of living contacts, newest first, its short id and its values in the order of the columns.

    Nothing is kept of what was yielded, and no further query is made.
    """
    where, values = _conditions(people, wanted or Wanted())
    rivals = (
        "(SELECT group_concat(iif(typeof(id) = 'blob', lower(hex(id)), id), ' ') FROM event AS other"
        f" WHERE {_TAIL_OF_OTHER} = {_TAIL_OF_EVENT})"
    )
    query = f"SELECT *, {rivals} FROM event {where} ORDER BY day DESC, id DESC"
    shape, root_of = layout("event"), people.root_of
    place = shape.names.index("contact_id")
    for *cells, alike in connection.execute(query, values):
        found = shape.values(cells)
        root = root_of.get(found[place])
        if root is not None:
            found[place] = root
            yield shortest(found[0], alike.split(" ")), found


def chronological(connection: sqlite3.Connection, people: People) -> list[Event]:
    """Return all events of living contacts in order of (day, id)."""
    return list(_read(connection, people, "ORDER BY day, id", []))


def brief(connection: sqlite3.Connection, people: People) -> PackedEvents:
    """Return all events of living contacts in short.

    Notes, ids and words stay with SQLite, which hands over the numbers of a contact as one text.
    """
    entries: defaultdict[str, list[int]] = defaultdict(list)
    rows = connection.execute(f"SELECT contact_id, group_concat({_NUMBER}) FROM event GROUP BY contact_id")
    for contact_id, numbers in rows:
        root = people.root_of.get(id_text(contact_id))
        if root is not None:
            entries[root] += map(int, numbers.split(","))
    for found in entries.values():
        found.sort()
    one_sided = connection.execute(
        "SELECT contact_id, source, min(day) FROM event WHERE one_sided"
        " GROUP BY contact_id, substr(source || ':', 1, instr(source || ':', ':'))"
    )
    archived = [
        OneSidedSource(people.root_of[id_text(contact_id)], source, day)
        for contact_id, source, day in one_sided
        if id_text(contact_id) in people.root_of
    ]
    return PackedEvents(entries, archived)


def by_suffix(connection: sqlite3.Connection, people: People, suffix: str) -> list[Event]:
    """Return the events whose id ends with `suffix`, which has at least four characters."""
    ids = (id_text(row[0]) for row in connection.execute(_SAME_TAIL, [suffix[-SHORT:]]))
    found = [stored_id(event_id) for event_id in ids if event_id.endswith(suffix)]
    marks = ",".join("?" * len(found))
    return list(_read(connection, people, f"WHERE id IN ({marks})", found))


def short_id(connection: sqlite3.Connection, event_id: str) -> str:
    """Return the shortest suffix that names this event alone."""
    return shortest(event_id, [id_text(row[0]) for row in connection.execute(_SAME_TAIL, [event_id[-SHORT:]])])


def last_days(connection: sqlite3.Connection, people: People) -> dict[str, int]:
    """Return the ordinal of each contact's last event."""
    days: dict[str, int] = {}
    query = "SELECT id, (SELECT max(day) FROM event WHERE contact_id = contact.id) FROM contact"
    for contact_id, day in connection.execute(query):
        root = people.root_of.get(id_text(contact_id))
        if root is not None and day is not None:
            days[root] = max(day, days.get(root, day))
    return days


def count(connection: sqlite3.Connection, people: People, contact_id: str) -> int:
    """Return how many events one contact has."""
    query = "SELECT count(*) FROM event WHERE contact_id = ?"
    return sum(connection.execute(query, [stored_id(member)]).fetchone()[0] for member in people.members(contact_id))


def usual_kind(connection: sqlite3.Connection, people: People, contact_id: str, direction: Direction) -> Kind | None:
    """Return the kind most often logged with this contact in this direction."""
    members = list(map(stored_id, people.members(contact_id)))
    marks = ",".join("?" * len(members))
    row = connection.execute(
        f"SELECT kind FROM event WHERE contact_id IN ({marks}) AND direction = ?"
        " GROUP BY kind ORDER BY count(*) DESC, max(day) DESC LIMIT 1",
        [*members, DIRECTIONS.index(direction)],
    ).fetchone()
    return None if row is None else KINDS[row[0]]


def add(writer: Writer, events: Iterable[Event]) -> None:
    """Log events."""
    writer.create_all("event", map(record_values, events))


def change(writer: Writer, event_id: str, fields: Mapping[str, object]) -> None:
    """Set some of day, contact_id, direction, kind, weight, note, asked."""
    writer.change("event", event_id, fields)


def remove(writer: Writer, ids: Iterable[str]) -> None:
    """Remove events."""
    writer.delete("event", ids)


def seen(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return by id and by source the contact that each event ever made was made with, removed ones included.

    What was undone together with its command does not count: it may come again.
    """
    ids: dict[str, str] = {}
    sources: dict[str, str] = {}
    same: dict[object, str] = {}
    query = f"SELECT op.entity_id, op.subject, json_extract(op.value, '$.source') {SEEN}"
    for event_id, contact_id, source in connection.execute(query, ["event"]):
        owner = same.get(contact_id)
        if owner is None:
            owner = same[contact_id] = id_text(contact_id)
        ids[id_text(event_id)] = owner
        if source:
            sources[source] = owner
    return ids, sources


_NUMBER = f"(day << {DAY}) | (weight << {WEIGHT}) | (one_sided << {ONE_SIDED}) | (direction << {DIRECTION}) | kind"
"""An event in short, as `domain.entries` lays it out."""


def _conditions(people: People, wanted: Wanted) -> tuple[str, list[object]]:
    parts: list[tuple[str, list[object]]] = []
    if wanted.contacts is not None:
        members = [stored_id(member) for contact in wanted.contacts for member in people.members(contact)]
        parts.append((f"contact_id IN ({','.join('?' * len(members))})", list(members)))
    for condition, value in (
        ("kind = ?", None if wanted.kind is None else KINDS.index(wanted.kind)),
        ("direction = ?", None if wanted.direction is None else DIRECTIONS.index(wanted.direction)),
        ("day >= ?", wanted.since),
        ("day <= ?", wanted.until),
    ):
        if value is not None:
            parts.append((condition, [value]))
    where = "WHERE " + " AND ".join(condition for condition, _ in parts) if parts else ""
    return where, [value for _, values in parts for value in values]


def _read(connection: sqlite3.Connection, people: People, tail: str, values: Sequence[object]) -> Iterator[Event]:
    root_of, texts = people.root_of, dict[Any, str]()
    for event_id, day, contact_id, direction, kind, weight, note, asked, one_sided, source in connection.execute(
        f"SELECT * FROM event {tail}",
        values,
    ):
        contact = texts.get(contact_id)
        if contact is None:
            contact = texts[contact_id] = id_text(contact_id)
        root = root_of.get(contact)
        if root is not None:
            yield Event(
                id_text(event_id), day, root, DIRECTIONS[direction], KINDS[kind],
                weight, note, bool(asked), bool(one_sided), source,
            )  # fmt: skip

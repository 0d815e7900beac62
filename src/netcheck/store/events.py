"""Events: rows to values, and values to ops."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Direction, Event, Kind, OneSidedSource
from netcheck.domain.packed_events import ASKED, DAY, DIRECTION, DIRECTIONS, KINDS, ONE_SIDED, WEIGHT
from netcheck.store.ids import SHORT, id_text, shortest, stored_id
from netcheck.store.ops import CREATION, OPS_OF_COMMAND, SEEN
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
_RIVALS = (
    "(SELECT group_concat(iif(typeof(id) = 'blob', lower(hex(id)), id), ' ') FROM event AS other"
    f" WHERE {_TAIL_OF_OTHER} = {_TAIL_OF_EVENT})"
)
"""The ids of all events with the same tail, this one's included; an id holds no blank."""

_MADE = (
    f"WHERE id IN (SELECT op.entity_id FROM command JOIN op ON {OPS_OF_COMMAND} WHERE command.number = ?"
    f" AND op.entity = (SELECT number FROM entity WHERE name = 'event') AND op.field = '{CREATION}')"
)
"""The events made by a command."""

_FIRST_PAGE, _PAGE = 200, 2000
_AFTER_ALL = (date.max.toordinal() + 1, "")


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


def rows(connection: sqlite3.Connection, people: People, wanted: Wanted | None = None) -> Iterator[list[Any]]:
    """Yield for each event of living contacts, newest first, its values in the order of the columns.

    Nothing is kept of what was yielded, and nobody is kept from writing, however slowly it is read.
    """
    for values, _ in _paged(connection, people, wanted or Wanted(), "NULL"):
        yield values


def found_rows(
    connection: sqlite3.Connection, people: People, wanted: Wanted | None = None
) -> Iterator[tuple[str, list[Any]]]:
    """Yield for each event its short id, and its values as `rows` does, without a query for each."""
    for values, alike in _paged(connection, people, wanted or Wanted(), _RIVALS):
        yield shortest(values[0], alike.split(" ")), values


def rows_by_day(connection: sqlite3.Connection, people: People) -> Iterator[list[Any]]:
    """Yield the values of all events of living contacts in the order of the columns, by (day, id)."""
    return _rows(connection, people, "ORDER BY day, id")


def rows_by_id(connection: sqlite3.Connection, people: People) -> Iterator[list[Any]]:
    """Yield the values of all events of living contacts in the order of the columns, by id as text."""
    texts, blobs = (_rows(connection, people, f"WHERE id {side} x'' ORDER BY id") for side in ("<", ">="))
    return merge(texts, blobs)


def packed(connection: sqlite3.Connection, people: People) -> dict[str, list[int]]:
    """Return all events of living contacts in short by contact id, as `domain.packed_events` packs them, ascending.

    All but the mark of what was asked for stands in an index, which hands over the numbers of a contact as one text;
    the few that have the mark are looked up in the table.
    """
    from bisect import bisect_left, insort

    entries: defaultdict[str, list[int]] = defaultdict(list)
    rows = connection.execute(f"SELECT contact_id, group_concat({_INDEXED}) FROM event GROUP BY contact_id")
    for contact_id, numbers in rows:
        root = people.root_of.get(id_text(contact_id))
        if root is not None:
            entries[root] += map(int, numbers.split(","))
    for found in entries.values():
        found.sort()
    for contact_id, number in connection.execute(f"SELECT contact_id, {_INDEXED} FROM event WHERE asked"):
        root = people.root_of.get(id_text(contact_id))
        if root is not None:
            found = entries[root]
            del found[bisect_left(found, number)]
            insort(found, number | 1 << ASKED)
    return dict(entries)


def one_sided(connection: sqlite3.Connection, people: People) -> list[OneSidedSource]:
    """Return the sources of one-sided events of living contacts, each with a contact and its first day."""
    rows = connection.execute(
        "SELECT contact_id, source, min(day) FROM event WHERE one_sided"
        " GROUP BY contact_id, substr(source || ':', 1, instr(source || ':', ':'))"
    )
    return [
        OneSidedSource(people.root_of[id_text(contact_id)], source, day)
        for contact_id, source, day in rows
        if id_text(contact_id) in people.root_of
    ]


def places(connection: sqlite3.Connection, people: People, after: int, until: int) -> dict[str, list[str]]:
    """Return by contact the places from which events after one day, until another, came."""
    rows = connection.execute(
        "SELECT DISTINCT contact_id, substr(source, 1, instr(source || ':', ':') - 1) FROM event"
        " WHERE day > ? AND day <= ? AND source <> ''",
        [after, until],
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for contact_id, place in rows:
        if root := people.root_of.get(id_text(contact_id)):
            found[root].append(place)
    return dict(found)


def last(connection: sqlite3.Connection, people: People) -> Event | None:
    """Return the last event of a living contact."""
    return next(find(connection, people), None)


def made_last(connection: sqlite3.Connection, people: People, limit: int) -> tuple[list[Event], int]:
    """Return what is there of the events of the last standing command that made any: the newest ones, and how many.

    Nothing and 0 where no event was ever made, or all are gone.
    """
    numbers = connection.execute(
        "SELECT number FROM command WHERE NOT undone AND begun IS NOT NULL ORDER BY begun DESC"
    )
    for (number,) in numbers:
        found = list(islice(_read(connection, people, f"{_MADE} ORDER BY day DESC, id DESC", [number]), limit))
        if found:
            return found, connection.execute(f"SELECT count(*) FROM event {_MADE}", [number]).fetchone()[0]
    return [], 0


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


def count(connection: sqlite3.Connection, people: People, wanted: Wanted) -> int:
    """Return how many events `find` would yield."""
    where, values = _conditions(people, wanted)
    counts = connection.execute(f"SELECT contact_id, count(*) FROM event {where} GROUP BY contact_id", values)
    return sum(number for contact_id, number in counts if id_text(contact_id) in people.root_of)


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


def add_rows(writer: Writer, rows: Sequence[Sequence[Any]]) -> None:
    """Log many events, given by their values in the order of the columns."""
    writer.create_all("event", rows)


def change(writer: Writer, event_id: str, fields: Mapping[str, object]) -> None:
    """Set some of day, contact_id, direction, kind, weight, note, asked."""
    writer.change("event", event_id, fields)


def remove(writer: Writer, ids: Iterable[str]) -> None:
    """Remove events."""
    writer.delete("event", ids)


def by_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[Any]]:
    """Return by id the values of those of these events, some hundred, that are there, in the order of the columns."""
    shape, marks = layout("event"), ",".join("?" * len(ids))
    query = f"SELECT * FROM event WHERE id IN ({marks})"
    return {id_text(cells[0]): shape.values(cells) for cells in connection.execute(query, list(map(stored_id, ids)))}


def seen(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return for each event ever made, removed ones included, by id its first contact, and by source its id.

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
        text = id_text(event_id)
        ids[text] = owner
        if source:
            sources[source] = text
    return ids, sources


def talk_days(connection: sqlite3.Connection, people: People) -> set[tuple[str, int]]:
    """Return (contact id, day) of all talks, merged contacts resolved."""
    query = "SELECT contact_id, day FROM event WHERE kind = ?"
    rows = connection.execute(query, [[*Kind].index(Kind.TALK)])
    return {(people.root_of.get(id_text(owner), ""), day) for owner, day in rows}


def sourced(connection: sqlite3.Connection, people: People) -> Iterator[tuple[str, Kind, Direction, str, int]]:
    """Yield source, kind, direction, contact id and day of all entries that have a source, merged contacts resolved."""
    kinds, directions = [*Kind], [*Direction]
    query = "SELECT source, kind, direction, contact_id, day FROM event WHERE source <> ''"
    for source, kind, direction, owner, day in connection.execute(query):
        yield source, kinds[kind], directions[direction], people.root_of.get(id_text(owner), ""), day


_INDEXED = f"(day << {DAY}) | (weight << {WEIGHT}) | (one_sided << {ONE_SIDED}) | (direction << {DIRECTION}) | kind"
"""An event in short, as `domain.packed_events` lays it out, but for the mark of what was asked for."""


def _paged(
    connection: sqlite3.Connection, people: People, wanted: Wanted, further: str
) -> Iterator[tuple[list[Any], Any]]:
    """Yield each event's values, newest first, and what `further`, SQL, says of it.

    The rows are read so many at a time, each time from where the last ones ended: a statement that waits for its
    reader (`netcheck list | less`) would keep everybody from writing. Those of one day are sorted for each page, since
    an index of (day, id) would take 19 bytes an event; so the later pages are large.
    """
    shape, root_of = layout("event"), people.root_of
    day, contact = shape.names.index("day"), shape.names.index("contact_id")
    where, values = _conditions(people, wanted, in_order=True)
    query = (
        f"WITH page AS MATERIALIZED (SELECT * FROM event {where or 'WHERE true'} AND (day, id) < (?, ?)"
        f" ORDER BY day DESC, id DESC LIMIT ?) SELECT *, {further} FROM page AS event ORDER BY day DESC, id DESC"
    )
    last: tuple[Any, Any] = _AFTER_ALL
    size = _FIRST_PAGE
    while page := connection.execute(query, [*values, *last, size]).fetchall():
        last, size = (page[-1][day], page[-1][0]), _PAGE
        for *cells, told in page:
            found = shape.values(cells)
            root = root_of.get(found[contact])
            if root is not None:
                found[contact] = root
                yield found, told


def _conditions(people: People, wanted: Wanted, *, in_order: bool = False) -> tuple[str, list[object]]:
    """Return the WHERE clause and its values; `in_order`, it lets the index of days be used, which needs no sorting."""
    parts: list[tuple[str, list[object]]] = []
    if wanted.contacts is not None:
        members = [stored_id(member) for contact in wanted.contacts for member in people.members(contact)]
        # One contact's events lie in the order of their days, too, several contacts' do not: "+" hides their index.
        hidden = "+" if in_order and len(members) > 1 else ""
        parts.append((f"{hidden}contact_id IN ({','.join('?' * len(members))})", list(members)))
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


def _rows(connection: sqlite3.Connection, people: People, tail: str) -> Iterator[list[Any]]:
    shape, root_of = layout("event"), people.root_of
    place = shape.names.index("contact_id")
    for cells in connection.execute(f"SELECT * FROM event {tail}"):
        values = shape.values(cells)
        root = root_of.get(values[place])
        if root is not None:
            values[place] = root
            yield values


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

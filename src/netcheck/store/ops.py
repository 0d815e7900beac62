"""The op log: append ops, and fold them into the tables.

Per thing the standing ops are applied in the order of (clock, device id): a creation writes every field, an edit one,
a deletion the field `deleted`. An op stands while its command is not undone, which the command's flag with the highest
(clock, device id) says. So the tables depend on the set of ops alone, in whatever order they arrive.

Ops of a newer program are kept whatever they say. An op on an entity, of a field or with a value that this version does
not know is passed over when folding: a thing is not there while its creation is not understood, and an edit that is
not understood leaves the value before it. A version that knows more folds everything anew.
"""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import RECORDS
from netcheck.domain.record import FieldType
from netcheck.store.ids import id_text, new_id, stored_id
from netcheck.store.rows import allowed, decode, empty, encode, layout, record_values
from netcheck.store.schema import columns
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netcheck.domain.record import Field, Record
    from netcheck.store.ids import Stored

CREATION = ""
DELETED = "deleted"
COMMAND = "command"
UNDONE = "undone"
_TEXTS = {FieldType.TEXT, FieldType.NAME, FieldType.BIRTHDAY, FieldType.INTERVAL, FieldType.QUESTION}
_MANY = 10_000
_CHUNK = 500  # below SQLite's limit on parameters

_NUMBER = "(SELECT number FROM entity WHERE name = ?)"
OF_COMMANDS = f"(SELECT number FROM entity WHERE name = '{COMMAND}')"
_LAST_CLOCK = "SELECT max((SELECT max(clock) FROM op WHERE op.device = device.number)) FROM device"

_APPENDING = "INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class Op(Value):
    """One write, as it leaves the machine; `value` is JSON.

    The ops of an entity "command" say what it was ("", {"verb": …}) and whether it is undone ("undone", true or
    false).
    """

    device: str
    clock: int
    command: str
    entity: str
    entity_id: str
    field: str
    value: str
    subject: str | None


class Logged(Value):
    """One op on a known thing: whose it is, what it says, and whether its command is undone at present."""

    clock: int
    device: Stored
    command: int
    field: str
    value: str
    subject: Stored | None
    undone: bool


class Writer:
    """Appends the ops of one command and folds them at once. Made by `writing`.

    The command is recorded with its first op: one that changed nothing leaves no trace, and `undo` passes it over.
    """

    def __init__(self, connection: sqlite3.Connection, verb: str) -> None:
        self.connection = connection
        self.command = new_id()
        self._verb = verb
        self._device = own_device(connection)
        self._clock: int = connection.execute(_LAST_CLOCK).fetchone()[0] or 0
        self._entities = _entity_numbers(connection)
        self._number = 0
        self._begun = 0
        self._touched: dict[tuple[str, str], set[Stored]] = defaultdict(set)

    def create(self, *records: Record) -> None:
        """Make things, each of any class."""
        for record in records:
            self.create_all(record.entity, [record_values(record)])

    def create_all(self, entity: str, rows: Iterable[Sequence[Any]]) -> None:
        """Make many things; each row holds the values of the record's columns, the id first.

        What was made before under one of these ids comes to just these values.
        """
        shape, found = layout(entity), list(rows)
        if not found:
            return
        cells = [shape.cells(values) for values in found]
        seen = _seen(self.connection, entity, [row[0] for row in cells])
        with indexed_at_once(self.connection, "op", len(cells)), indexed_at_once(self.connection, entity, len(cells)):
            self._append(
                entity,
                (
                    (row[0], CREATION, shape.creation(values), shape.subject(row))
                    for row, values in zip(cells, found, strict=True)
                ),
            )
            self._touched[entity, CREATION].update(row[0] for row in cells)
            fresh = {row[0]: row for row in cells if row[0] not in seen}
            self.connection.executemany(_insertion(entity), (fresh[stored] for stored in sorted(fresh, key=_in_order)))
        self._fold(entity, {row[0] for row in cells if row[0] in seen})

    def change(self, entity: str, entity_id: str, fields: Mapping[str, object]) -> None:
        """Set some fields of one thing."""
        if not fields:
            return
        stored, subject = stored_id(entity_id), None
        shape = layout(entity)
        if shape.contact is not None:
            subject = self._subject(entity, stored, fields.get(shape.names[shape.contact]))
        self._append(entity, ((stored, field, encode(value), subject) for field, value in fields.items()))
        for field in fields:
            self._touched[entity, field].add(stored)
        self._fold(entity, [stored])

    def delete(self, entity: str, ids: Iterable[str]) -> None:
        """Take things away."""
        gone = [stored_id(entity_id) for entity_id in ids]
        if gone:
            self._append(entity, [(stored, DELETED, "true", self._subject(entity, stored)) for stored in gone])
            self._touched[entity, DELETED].update(gone)
            self._fold(entity, gone)

    def finish(self) -> None:
        """Note in the command where its ops end, and how many things of each sort it touched."""
        if self._number:
            _widen(self.connection, self._number, self._device, self._begun, self._clock)
            _count(self.connection, self._number, self._touched)

    def _subject(self, entity: str, stored: Stored, meant: object = None) -> Stored | None:
        """Return the contact that a thing is about: the one it is about to be given, or the present one."""
        contact = layout(entity).contact
        if contact == 0:
            return stored
        if isinstance(meant, str):
            return stored_id(meant)
        if contact is None:
            return None
        name = layout(entity).names[contact]
        row = self.connection.execute(f'SELECT "{name}" FROM "{entity}" WHERE id = ?', [stored]).fetchone()
        return None if row is None else row[0]

    def _append(self, entity: str, found: Iterable[tuple[Stored, str, str, Stored | None]]) -> None:
        """Append ops on things of one sort: id, field, value and subject of each."""
        if not self._number:
            self._open()
        number, device, command = self._entities[entity], self._device, self._number
        self.connection.executemany(
            _APPENDING,
            (
                (device, self._tick(), command, number, stored, field, value, subject)
                for stored, field, value, subject in found
            ),
        )

    def _open(self) -> None:
        """Give the command its number, and append its first op."""
        self._begun, stored = self._tick(), stored_id(self.command)
        cursor = self.connection.execute(
            "INSERT INTO command (id, device, begun, ended, verb) VALUES (?, ?, ?, ?, ?)",
            [stored, self._device, self._begun, self._begun, self._verb],
        )
        self._number = cursor.lastrowid or 0
        value = encode({"verb": self._verb})
        row = (self._device, self._begun, self._number, self._entities[COMMAND], stored, CREATION, value, None)
        self.connection.execute(_APPENDING, row)

    def _tick(self) -> int:
        self._clock = max(time.time_ns() // 1000, self._clock + 1)
        return self._clock

    def _fold(self, entity: str, ids: Iterable[Stored]) -> None:
        touched = [(entity, stored) for stored in ids]
        if touched:
            touch(self.connection, touched)
            fold(self.connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the first statement on, and commit, or undo everything on an exception.

    IMMEDIATE: a deferred transaction that reads before it writes fails under concurrent writers.
    """
    connection.execute("BEGIN IMMEDIATE")
    before = written = _newest(connection)
    _note(connection, stored=False)
    try:
        yield
        written = _newest(connection)
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        elif isinstance(error, KeyboardInterrupt):  # heard after COMMIT: it is too late to say that nothing was stored
            _note(connection, stored=written != before)
            return
        if written != before:
            _note(connection, stored=_holds(connection, written))
        raise
    _note(connection, stored=written != before)


def is_new(connection: sqlite3.Connection) -> bool:
    """Say whether nothing was ever written to a log; whoever was forgotten leaves an id."""
    return not connection.execute("SELECT EXISTS (SELECT 1 FROM op) OR EXISTS (SELECT 1 FROM forgotten)").fetchone()[0]


def note_stored(connection: sqlite3.Connection) -> None:
    """Let a log that is open for a command know that its last write is in it although it added no ops."""
    _note(connection, stored=True)


def _newest(connection: sqlite3.Connection) -> int | None:
    """Return the clock of the last op, None while there is none, or no table yet."""
    if connection.execute("PRAGMA user_version").fetchone() == (0,):
        return None
    clock: int | None = connection.execute(_LAST_CLOCK).fetchone()[0]
    return clock


def _holds(connection: sqlite3.Connection, clock: int | None) -> bool | None:
    """Say whether what was refused at COMMIT is in the log after all, as when only its last sync failed."""
    try:
        return _newest(connection) == clock
    except sqlite3.Error:
        return None


def _note(connection: sqlite3.Connection, *, stored: bool | None) -> None:
    """Let a log that is open for a command know what has become of its write."""
    if hasattr(connection, "stored"):
        connection.stored = stored


def foreign_writes(connection: sqlite3.Connection) -> int:
    """Return a number that stays the same until another connection changes the log."""
    number: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return number


@contextmanager
def writing(connection: sqlite3.Connection, verb: str) -> Iterator[Writer]:
    """Hold one write transaction in which a command appends its ops; nothing stays if it fails."""
    with transaction(connection):
        writer = Writer(connection, verb)
        yield writer
        writer.finish()


def state(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return what is another one after any change of the log: how many ops there are, and the last clock."""
    count: int = connection.execute("SELECT count(*) FROM op").fetchone()[0]
    return count, connection.execute(_LAST_CLOCK).fetchone()[0] or 0


def own_device(connection: sqlite3.Connection) -> int:
    """Return the number of this device."""
    own: str = connection.execute("SELECT value FROM machine WHERE key = 'device'").fetchone()[0]
    number: int = connection.execute("SELECT number FROM device WHERE id = ?", [stored_id(own)]).fetchone()[0]
    return number


def flag(connection: sqlite3.Connection, command: str, *, undone: bool) -> None:
    """Say that a command is undone, or stands again, without folding; the caller holds the transaction."""
    stored, device = stored_id(command), own_device(connection)
    last: int = connection.execute(_LAST_CLOCK).fetchone()[0] or 0
    clock = max(time.time_ns() // 1000, last + 1)
    connection.execute(
        f"INSERT INTO op SELECT ?, ?, number, {OF_COMMANDS}, id, ?, ?, NULL FROM command WHERE id = ?",
        [device, clock, UNDONE, encode(undone), stored],
    )
    _read_flags(connection, [stored])


def append(connection: sqlite3.Connection, ops: Iterable[Op]) -> None:
    """Append ops of any device in any order, and fold what they touch; the caller holds the transaction.

    Ops about somebody or something forgotten are passed over, however late they come.
    """
    gone = forgotten(connection)
    arriving = [op for op in ops if not gone or _is_kept(op, gone)]
    devices = _numbers(connection, "device", {op.device for op in arriving})
    commands = _numbers(connection, "command", {op.command for op in arriving})
    entities = _entity_numbers(connection, {op.entity for op in arriving} - RECORDS.keys() - {COMMAND})
    rows = [
        (
            devices[op.device], op.clock, commands[op.command], entities[op.entity], stored_id(op.entity_id), op.field,
            op.value, None if op.subject is None else stored_id(op.subject),
        )
        for op in arriving
    ]  # fmt: skip
    connection.executemany(f"{_APPENDING} ON CONFLICT DO NOTHING", rows)
    spans: dict[int, tuple[int, int, int]] = {}
    flags = [op for op in arriving if (op.entity, op.field) == (COMMAND, UNDONE)]
    for op in arriving:
        if op.entity == COMMAND and op.field != CREATION:
            continue
        device, command = devices[op.device], commands[op.command]
        if op.entity == COMMAND:
            connection.execute("UPDATE command SET verb = ? WHERE number = ?", [decode(op.value)["verb"], command])
        _, begun, ended = spans.get(command, (device, op.clock, op.clock))
        spans[command] = device, min(begun, op.clock), max(ended, op.clock)
    for command, span in spans.items():
        _widen(connection, command, *span)
        _recount(connection, command)
    turned = _read_flags(connection, {stored_id(op.entity_id) for op in flags})
    touch(connection, [(op.entity, stored_id(op.entity_id)) for op in arriving if op.entity in RECORDS])
    for stored in turned:
        touch_command(connection, stored)
    fold(connection)


def forgotten(connection: sqlite3.Connection) -> set[str]:
    """Return the ids that nothing brings back."""
    return {id_text(row[0]) for row in connection.execute("SELECT id FROM forgotten")}


def _is_kept(op: Op, gone: set[str]) -> bool:
    into = decode(op.value) if op.field == "merged_into" else None
    return gone.isdisjoint([op.subject, op.entity_id, into])


def settle(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note anew what these commands did, of whose ops some are gone; a command without any is gone as well."""
    for number in numbers:
        if connection.execute(_OPS, [number]).fetchone():
            connection.execute(_ENDED, [number])
            _recount(connection, number)
        else:
            its = "(SELECT id FROM command WHERE number = ?)"
            connection.execute(f"DELETE FROM op WHERE entity = {OF_COMMANDS} AND entity_id = {its}", [number])
            connection.execute("DELETE FROM command WHERE number = ?", [number])


def read(connection: sqlite3.Connection) -> Iterator[Op]:
    """Yield every op, in order of (clock, device id)."""
    query = (
        "SELECT device.id, op.clock, command.id, entity.name, op.entity_id, op.field, op.value, op.subject FROM op"
        " JOIN device ON device.number = op.device JOIN command ON command.number = op.command"
        " JOIN entity ON entity.number = op.entity ORDER BY op.clock, device.id"
    )
    for device, clock, command, entity, entity_id, field, value, subject in connection.execute(query):
        about = None if subject is None else id_text(subject)
        yield Op(id_text(device), clock, id_text(command), entity, id_text(entity_id), field, value, about)


SEEN = (
    f"FROM op JOIN command ON command.number = op.command WHERE op.entity = {_NUMBER} AND op.field = ''"
    " AND (NOT command.undone"
    " OR EXISTS (SELECT 1 FROM op AS later JOIN command AS its ON its.number = later.command"
    f" WHERE later.entity = op.entity AND later.entity_id = op.entity_id AND later.field = '{DELETED}'"
    " AND NOT its.undone))"
)
"""The creations of all things of one sort of which a standing creation or deletion speaks."""


def made(connection: sqlite3.Connection, entity: str) -> set[str]:
    """Return the ids of all things of one sort that were made or removed; what was undone does not count."""
    return {id_text(row[0]) for row in connection.execute(f"SELECT op.entity_id {SEEN}", [entity])}


def ops_on(connection: sqlite3.Connection, entity: str, stored: Stored) -> list[Logged]:
    """Return every op on one thing, in order of (clock, device id)."""
    query = (
        "SELECT op.clock, device.id, op.command, op.field, op.value, op.subject, command.undone"
        " FROM op JOIN device ON device.number = op.device JOIN command ON command.number = op.command"
        f" WHERE op.entity = {_NUMBER} AND op.entity_id = ? ORDER BY op.clock, device.id"
    )
    return [Logged(*row) for row in connection.execute(query, [entity, stored])]


def folded(entity: str, ops: Iterable[Logged]) -> dict[str, Any] | None:
    """Return by column the value that these ops on one thing, the oldest first, amount to; None if it is not there.

    The tables are folded by SQL (`fold`); this is for what is no longer so, or never was.
    """
    fields = columns(RECORDS[entity])
    contact = layout(entity).contact
    value: dict[str, Any] | None = None
    for op in ops:
        if not understood(entity, op):
            continue
        said = decode(op.value)
        if op.field == CREATION:
            value = {field.name: said.get(field.name, empty(field)) for field in fields if field.name != "id"}
            value[DELETED] = False
            if contact:
                value[layout(entity).names[contact]] = None if op.subject is None else id_text(op.subject)
        elif value is not None:
            value[op.field] = said
    return None if value is None or value.pop(DELETED) else value


def understood(entity: str, op: Logged) -> bool:
    """Return whether this version knows the field and the value that an op speaks of; a creation may hold more."""
    fields = {field.name: field for field in columns(RECORDS[entity])}
    said = decode(op.value)
    if op.field == CREATION:
        return all(_is_known(field, said[name]) for name, field in fields.items() if name in said)
    return op.field == DELETED or (op.field in fields and _is_known(fields[op.field], said))


def _is_known(field: Field, value: Any) -> bool:  # noqa: ANN401 - whatever a newer program writes
    known = allowed(field)
    if known is None:
        return True
    return all(one in known for one in (value.values() if field.type is FieldType.BY_QUESTION else [value]))


def touch(connection: sqlite3.Connection, things: Iterable[tuple[str, Stored]]) -> None:
    """Name things to be folded anew."""
    _make_room(connection)
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", things)


def touch_command(connection: sqlite3.Connection, stored: Stored) -> None:
    """Name everything that a command touched to be folded anew."""
    _make_room(connection)
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT entity.name, op.entity_id FROM command"
        f" JOIN op ON {OPS_OF_COMMAND} JOIN entity ON entity.number = op.entity WHERE command.id = ?",
        [stored],
    )


OPS_OF_COMMAND = (
    "op.device = command.device AND op.clock BETWEEN command.begun AND command.ended AND op.command = command.number"
    f" AND op.entity <> {OF_COMMANDS}"
)
"""The ops of a command on things: a command holds the write lock, so nothing else comes between them."""

_OPS = (
    "SELECT entity.name, op.field, op.entity_id FROM command"
    f" JOIN op ON {OPS_OF_COMMAND} JOIN entity ON entity.number = op.entity WHERE command.number = ?"
)

_ENDED = (
    "UPDATE command SET ended = (SELECT max(op.clock) FROM op WHERE op.device = command.device"
    " AND op.clock BETWEEN command.begun AND command.ended AND op.command = command.number"
    f" AND (op.entity <> {OF_COMMANDS} OR op.field = '{CREATION}')) WHERE number = ?"
)


def fold(connection: sqlite3.Connection) -> None:
    """Fold anew what was touched, and forget that it was."""
    for (entity,) in connection.execute("SELECT DISTINCT entity FROM touched").fetchall():
        if entity in RECORDS:
            number: int = connection.execute("SELECT count(*) FROM touched WHERE entity = ?", [entity]).fetchone()[0]
            with indexed_at_once(connection, entity, number):
                connection.execute(
                    f'DELETE FROM "{entity}" WHERE id IN (SELECT id FROM touched WHERE entity = ?)', [entity]
                )
                connection.execute(folding(entity), [entity])
    connection.execute("DELETE FROM touched")


@contextmanager
def indexed_at_once(connection: sqlite3.Connection, entity: str, number: int) -> Iterator[None]:
    """Make the indexes of a table anew after so many rows were written, if they are many and most of the table.

    To sort all keys once takes a third of the time of putting each into its place.
    """
    if number < _MANY or number < connection.execute(f'SELECT count(*) FROM "{entity}"').fetchone()[0]:
        yield
        return
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    indexes = connection.execute(query, [entity]).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)


def fold_all(connection: sqlite3.Connection) -> None:
    """Fold everything into empty tables."""
    _make_room(connection)
    connection.execute(
        "INSERT INTO touched SELECT DISTINCT entity.name, op.entity_id FROM op JOIN entity ON entity.number = op.entity"
    )
    fold(connection)


def refold(connection: sqlite3.Connection) -> None:
    """Derive anew, from the ops alone, what is known of each command, and all that is in the folded tables.

    It takes three seconds for 100,000 entries; `fold` knows what was touched.
    """
    connection.execute(
        "UPDATE command SET device = NULL, begun = NULL, ended = NULL, verb = NULL, counts = '[]', undone = 0,"
        " flagged = NULL, flagged_by = NULL"
    )
    spans = (
        f"SELECT command, device, min(clock), max(clock) FROM op WHERE entity <> {OF_COMMANDS} OR field = '{CREATION}'"
        " GROUP BY command, device"
    )
    for command, *span in connection.execute(spans).fetchall():
        _widen(connection, command, *span)
        _recount(connection, command)
    connection.execute(
        "UPDATE command SET verb = json_extract(op.value, '$.verb') FROM op"
        f" WHERE op.command = command.number AND op.entity = {OF_COMMANDS} AND op.field = '{CREATION}'"
    )
    flags = f"SELECT DISTINCT entity_id FROM op WHERE entity = {OF_COMMANDS} AND field = '{UNDONE}'"
    _read_flags(connection, [row[0] for row in connection.execute(flags).fetchall()])
    for entity in RECORDS:
        connection.execute(f'DELETE FROM "{entity}"')
    fold_all(connection)


def _make_room(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched (entity TEXT NOT NULL, id ANY NOT NULL, PRIMARY KEY (entity, id))"
        " STRICT, WITHOUT ROWID"
    )
    connection.create_function("stored_id", 1, lambda text: None if text is None else stored_id(text))
    connection.create_function("whole_text", 2, _whole_text)


def _whole_text(value: str, name: str | None) -> str | None:
    """Return a text from JSON with its null characters, at which SQLite's own functions end it."""
    said: Any = decode(value)
    text: str | None = said if name is None else said.get(name)
    return text


@cache
def _insertion(entity: str) -> str:
    marks = ",".join("?" * len(layout(entity).names))
    return f'INSERT INTO "{entity}" VALUES ({marks})'


@cache
def folding(entity: str) -> str:
    """Return the statement that inserts the touched things of one sort, as their standing ops have them.

    `base` is each thing's last standing creation, `edits` what each field was set to after it. The join is CROSS, which
    SQLite does in the order of writing: by itself it goes through all ops to find those of a few things.
    """
    fields = columns(RECORDS[entity])
    names = [DELETED, *(field.name for field in fields if field.name != "id")]
    edits = ", ".join(f"max(iif(field = '{name}', value, NULL)) AS \"{name}\"" for name in names)
    cells = ", ".join(_folded_cell(entity, field) for field in fields)
    return f"""
WITH standing AS MATERIALIZED (
    SELECT op.entity_id AS id, op.field, op.value, op.subject,
        row_number() OVER (ORDER BY op.entity_id, op.clock, device.id) AS place
    FROM touched
    CROSS JOIN op ON op.entity = (SELECT number FROM entity WHERE name = '{entity}') AND op.entity_id = touched.id
    JOIN command ON command.number = op.command JOIN device ON device.number = op.device
    WHERE touched.entity = ? AND NOT command.undone AND {_understood(fields)}
), base AS MATERIALIZED (
    SELECT id, value, subject, max(place) AS place FROM standing WHERE field = '' GROUP BY id
), edit AS (
    SELECT standing.id, standing.field, standing.value, max(standing.place) FROM standing JOIN base USING (id)
    WHERE standing.field <> '' AND standing.place > base.place GROUP BY standing.id, standing.field
), edits AS MATERIALIZED (SELECT id, {edits} FROM edit GROUP BY id)
INSERT INTO "{entity}" SELECT {cells} FROM base LEFT JOIN edits USING (id)
WHERE coalesce(edits.deleted, 'false') <> 'true'
"""


def _understood(fields: Sequence[Field]) -> str:
    """Return the SQL of whether an op says nothing of these fields but what this version knows, as `understood` does.

    A field that it does not know needs no condition: no column takes it.
    """
    limited = [field for field in fields if allowed(field) is not None]
    if not limited:
        return "TRUE"
    created = " AND ".join(
        f"({_known(field, f'$.{field.name}')} OR json_type(op.value, '$.{field.name}') IS NULL)" for field in limited
    )
    edited = " ".join(f"WHEN '{field.name}' THEN {_known(field, '$')}" for field in limited)
    return f"CASE op.field WHEN '' THEN {created} {edited} ELSE TRUE END"


def _known(field: Field, path: str) -> str:
    values = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in allowed(field) or ())
    if field.type is FieldType.BY_QUESTION:
        each = f"json_each(op.value, '{path}') AS item"
        return f"NOT EXISTS (SELECT 1 FROM {each} WHERE item.value IS NULL OR item.value NOT IN ({values}))"
    return f"coalesce(json_extract(op.value, '{path}') IN ({values}), FALSE)"


def _folded_cell(entity: str, field: Field) -> str:
    """Return the SQL of a cell: what the field was set to, or else the creation's value, or else its default."""
    if field.name == "id":
        return "base.id"
    edit = f'edits."{field.name}"'
    edited, created = f"json_extract({edit}, '$')", f"json_extract(base.value, '$.{field.name}')"
    if field.type in _TEXTS:
        edited = f"iif(instr({edit}, '\\u0000'), whole_text({edit}, NULL), {edited})"
        created = f"iif(instr(base.value, '\\u0000'), whole_text(base.value, '{field.name}'), {created})"
    if field.type in {FieldType.ID, FieldType.CONTACT}:
        edited, created = f"stored_id({edited})", f"stored_id({created})"
    if field.type is FieldType.CHOICE:
        edited, created = (
            "CASE {} {} END".format(word, " ".join(f"WHEN '{choice}' THEN {at}" for at, choice in enumerate(field.of)))
            for word in (edited, created)
        )
    contact = layout(entity).contact
    if contact is not None and layout(entity).names[contact] == field.name:
        created = "base.subject"
    if (default := _sql(field)) != "NULL":
        created = f"coalesce({created}, {default})"
    return f"iif({edit} IS NULL, {created}, {edited})"


def _sql(field: Field) -> str:
    value = empty(field)
    if value is None:
        return "NULL"
    if field.type is FieldType.CHOICE:
        return str([*field.of].index(value))
    if isinstance(value, dict):
        return f"'{encode(value)}'"
    return str(int(value)) if isinstance(value, int) else f"'{value}'"


def _seen(connection: sqlite3.Connection, entity: str, ids: Sequence[Stored]) -> set[Stored]:
    """Return those of these ids that any op on this sort of thing speaks of."""
    seen: set[Stored] = set()
    for begin in range(0, len(ids), _CHUNK):
        chunk = ids[begin : begin + _CHUNK]
        marks = ",".join("?" * len(chunk))
        query = f"SELECT entity_id FROM op WHERE entity = {_NUMBER} AND entity_id IN ({marks})"
        seen.update(row[0] for row in connection.execute(query, [entity, *chunk]))
    return seen


def _in_order(stored: Stored) -> tuple[bool, Stored]:
    """Return what sorts ids as SQLite does: rows that come in this order are appended, page by page."""
    return isinstance(stored, bytes), stored


def _numbers(connection: sqlite3.Connection, name: str, ids: Iterable[str]) -> dict[str, int]:
    """Return the number of each device or command, given to those that have none."""
    numbers = {}
    for found in sorted(ids):
        connection.execute(f"INSERT INTO {name} (id) VALUES (?) ON CONFLICT DO NOTHING", [stored_id(found)])
        query = f"SELECT number FROM {name} WHERE id = ?"
        numbers[found] = connection.execute(query, [stored_id(found)]).fetchone()[0]
    return numbers


def _entity_numbers(connection: sqlite3.Connection, unknown: Iterable[str] = ()) -> dict[str, int]:
    """Return the number of each entity, those of a newer program that are `unknown` included."""
    connection.executemany("INSERT INTO entity (name) VALUES (?) ON CONFLICT DO NOTHING", zip(unknown))
    return dict(connection.execute("SELECT name, number FROM entity").fetchall())


def _widen(connection: sqlite3.Connection, number: int, device: int, begun: int, ended: int) -> None:
    """Let the ops of the command with this number begin and end at these clocks, unless they do so further out."""
    connection.execute(
        "UPDATE command SET device = ?, begun = min(coalesce(begun, ?2), ?2), ended = max(coalesce(ended, ?3), ?3)"
        " WHERE number = ?4",
        [device, begun, ended, number],
    )


def _recount(connection: sqlite3.Connection, number: int) -> None:
    """Note how many things a command touched, as its ops tell."""
    touched: dict[tuple[str, str], set[Stored]] = defaultdict(set)
    for entity, field, stored in connection.execute(_OPS, [number]):
        touched[entity, field].add(stored)
    _count(connection, number, touched)


def _count(connection: sqlite3.Connection, number: int, touched: Mapping[tuple[str, str], set[Stored]]) -> None:
    """Note how many things of each sort a command made, took away or edited; `touched` has them by entity and field."""
    counted: list[tuple[str, str, int]] = []
    for entity in sorted({entity for entity, _ in touched}):
        rest = {stored for (of, _), ids in touched.items() if of == entity for stored in ids}
        for deed, field in (("created", CREATION), ("deleted", DELETED)):
            things = touched.get((entity, field), set()) & rest
            counted.append((entity, deed, len(things)))
            rest -= things
        counted.append((entity, "edited", len(rest)))
    told = encode([part for part in counted if part[-1]])
    connection.execute("UPDATE command SET counts = ? WHERE number = ?", [told, number])


def _read_flags(connection: sqlite3.Connection, ids: Iterable[Stored]) -> list[Stored]:
    """Let the highest flag of each of these commands say whether it is undone; return those for which that is new."""
    turned = []
    for stored in ids:
        before = connection.execute("SELECT undone FROM command WHERE id = ?", [stored]).fetchone()[0]
        row = connection.execute(
            "SELECT op.value = 'true', op.clock, op.device FROM op JOIN device ON device.number = op.device"
            f" WHERE op.entity = {OF_COMMANDS} AND op.entity_id = ? AND op.field = ?"
            " ORDER BY op.clock DESC, device.id DESC LIMIT 1",
            [stored, UNDONE],
        ).fetchone()
        connection.execute("UPDATE command SET undone = ?, flagged = ?, flagged_by = ? WHERE id = ?", [*row, stored])
        if row[0] != before:
            turned.append(stored)
    return turned

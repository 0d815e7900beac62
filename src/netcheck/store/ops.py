"""The op log: append ops, and fold them into the tables.

Per entity and field the op with the highest (clock, device) wins. The creation is the base under all
fields; an entity has its row once its creation is there and while no winning op on `deleted` says
otherwise. So the tables depend on the set of ops alone: folding an op twice, or ops in any order,
gives the same rows (last-writer-wins registers; Shapiro et al. 2011, "A comprehensive study of
convergent and commutative replicated data types").
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from netcheck.store.database import transaction
from netcheck.store.ids import new_id
from netcheck.store.schema import FOLDED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

CREATION = ""
DELETED = "deleted"
COMMAND = "command"
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CHUNK = 500  # below SQLite's limit on parameters


class Op(NamedTuple):
    """One write, as it is stored; `value` is JSON."""

    clock: int
    device: str
    command: str
    entity: str
    entity_id: str
    field: str
    value: str


class Writer:
    """Appends the ops of one command and folds them at once. Made by `writing`.

    The command is recorded with its first op: one that changed nothing leaves no trace, and `undo` passes it over.
    """

    def __init__(self, connection: sqlite3.Connection, verb: str, target: str | None = None) -> None:
        self.connection = connection
        self.command = new_id()
        self._device: str = connection.execute("SELECT value FROM machine WHERE key = 'device'").fetchone()[0]
        self._clock: int = connection.execute("SELECT coalesce(max(clock), 0) FROM op").fetchone()[0]
        opening = {"verb": verb} if target is None else {"verb": verb, "target": target}
        self._opening = [self._op(COMMAND, self.command, CREATION, opening)]

    def begin(self) -> None:
        """Record the command now, even if it comes to change nothing."""
        append(self.connection, self._opening)
        self._opening = []

    def create(self, entity: str, entity_id: str, value: Mapping[str, object]) -> None:
        """Make one thing."""
        self.create_all(entity, [(entity_id, value)])

    def create_all(self, entity: str, items: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Make many things, values by column; columns at their default may be left out.

        An id that was made before and is gone comes back, with just this value.
        """
        wanted = list(items)
        seen = _seen(self.connection, [entity_id for entity_id, _ in wanted])
        defaults = FOLDED[entity]
        values = {i: {k: v for k, v in value.items() if v != defaults[k]} for i, value in wanted}
        new = {i: value for i, value in values.items() if i not in seen}
        self._append([self._op(entity, i, CREATION, value) for i, value in values.items()], new)
        self.change_all(
            (entity, i, difference(entity, history_of(self.connection, entity, i), value))
            for i, value in wanted
            if i in seen
        )

    def change(self, entity: str, entity_id: str, fields: Mapping[str, object]) -> None:
        """Set some fields of one thing."""
        self.change_all([(entity, entity_id, fields)])

    def change_all(self, changes: Iterable[tuple[str, str, Mapping[str, object]]]) -> None:
        """Set some fields of many things: (entity, id, fields)."""
        self._append([self._op(e, i, field, value) for e, i, fields in changes for field, value in fields.items()])

    def delete(self, entity: str, entity_id: str) -> None:
        """Take one thing away."""
        self.change(entity, entity_id, {DELETED: True})

    def _append(self, ops: list[Op], new: Mapping[str, Mapping[str, object]] | None = None) -> None:
        if ops:
            append(self.connection, [*self._opening, *ops], new)
            self._opening = []

    def _op(self, entity: str, entity_id: str, field: str, value: object) -> Op:
        self._clock = max(time.time_ns() // 1000, self._clock + 1)
        return Op(self._clock, self._device, self.command, entity, entity_id, field, _json(value))


@contextmanager
def writing(connection: sqlite3.Connection, verb: str) -> Iterator[Writer]:
    """Hold one write transaction in which a command appends its ops; nothing stays if it fails."""
    with transaction(connection):
        yield Writer(connection, verb)


def append(
    connection: sqlite3.Connection, ops: Sequence[Op], new: Mapping[str, Mapping[str, object]] | None = None
) -> None:
    """Append ops of any device in any order, and fold what they touch; the caller holds the transaction.

    `new` are the values of things that the ops create and that no op spoke of before, where the caller knows.
    """
    if not ops:
        return
    new = new or {}
    touched: dict[tuple[str, str], list[Op]] = defaultdict(list)
    for op in ops:
        touched[op.entity, op.entity_id].append(op)
    known = _seen(connection, [entity_id for _, entity_id in touched if entity_id not in new])
    connection.executemany("INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", ops)
    fresh: dict[str, list[tuple[str, Mapping[str, object]]]] = defaultdict(list)
    for (entity, entity_id), own in touched.items():
        if entity == COMMAND:
            _fold_command(connection, own[0])
        elif entity_id not in known and len(own) == 1 and own[0].field == CREATION:
            fresh[entity].append((entity_id, new.get(entity_id) or json.loads(own[0].value)))
        else:
            _refold(connection, entity, entity_id)
    for entity, rows in fresh.items():
        _insert(connection, entity, rows)


def made(connection: sqlite3.Connection, entity: str) -> set[str]:
    """Return the ids of all things ever made, removed ones too; what was undone with its command does not count."""
    query = (
        "SELECT op.entity_id FROM op JOIN command ON command.id = op.command"
        " WHERE op.entity = ? AND op.field = '' AND command.undone_at IS NULL"
    )
    return {row[0] for row in connection.execute(query, [entity])}


def history_of(connection: sqlite3.Connection, entity: str, entity_id: str) -> list[Op]:
    """Return every op on one thing, the oldest first."""
    query = "SELECT * FROM op WHERE entity_id = ? AND entity = ? ORDER BY clock, device"
    return [Op(*row) for row in connection.execute(query, [entity_id, entity])]


def folded(ops: Iterable[Op]) -> dict[str, object] | None:
    """Return the value that these ops on one thing, the oldest first, amount to; None if it is not there.

    Creations leave out what is at its default, and so does the value.
    """
    base, fields = _registers(ops)
    if base is None or fields.pop(DELETED, False):
        return None
    return base | fields


def difference(entity: str, ops: Iterable[Op], wanted: Mapping[str, object] | None) -> dict[str, object]:
    """Return the fields to set so that the thing with these ops comes to the value `wanted`, or with None is gone."""
    base, fields = _registers(ops)
    gone = base is None or bool(fields.get(DELETED, False))
    if wanted is None:
        return {} if gone else {DELETED: True}
    present = FOLDED[entity] | (base or {}) | fields
    stale = {field: value for field, value in (FOLDED[entity] | dict(wanted)).items() if present.get(field) != value}
    return {DELETED: False} | stale if gone else stale


def _registers(ops: Iterable[Op]) -> tuple[dict[str, object] | None, dict[str, object]]:
    winning = {op.field: op.value for op in ops}
    base = winning.pop(CREATION, None)
    fields = {field: json.loads(value) for field, value in winning.items()}
    return None if base is None else json.loads(base), fields


def _seen(connection: sqlite3.Connection, ids: Sequence[str]) -> set[str]:
    """Return those ids that any op speaks of."""
    seen: set[str] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(chunk))
        query = f"SELECT DISTINCT entity_id FROM op WHERE entity_id IN ({marks})"  # noqa: S608 - only question marks
        seen.update(row[0] for row in connection.execute(query, chunk))
    return seen


def _refold(connection: sqlite3.Connection, entity: str, entity_id: str) -> None:
    value = folded(history_of(connection, entity, entity_id))
    if value is None:
        connection.execute(f'DELETE FROM "{entity}" WHERE id = ?', [entity_id])  # noqa: S608 - a key of FOLDED
    else:
        _insert(connection, entity, [(entity_id, value)])


def _insert(connection: sqlite3.Connection, entity: str, rows: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    columns = list(FOLDED[entity].items())
    marks = ",".join("?" * (len(columns) + 1))
    connection.executemany(
        f'INSERT OR REPLACE INTO "{entity}" VALUES ({marks})',  # noqa: S608 - a key of FOLDED
        ([entity_id, *[_cell(value.get(column, default)) for column, default in columns]] for entity_id, value in rows),
    )


def _cell(value: object) -> object:
    """Return what a column holds: JSON text for an object, anything else as it is."""
    return _json(value) if isinstance(value, dict) else value


def _fold_command(connection: sqlite3.Connection, op: Op) -> None:
    value = json.loads(op.value)
    connection.execute(
        "INSERT INTO command VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
        [op.entity_id, value["verb"], value.get("target"), op.device, op.clock],
    )
    for concerned in (op.entity_id, value.get("target")):
        connection.execute(
            "UPDATE command SET undone_at = (SELECT CASE verb WHEN 'undo' THEN clock END FROM command AS last"
            " WHERE last.target = command.id ORDER BY clock DESC, device DESC LIMIT 1) WHERE id = ?",
            [concerned],
        )

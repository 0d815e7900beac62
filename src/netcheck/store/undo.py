"""Undo, redo and history: read from the op log, and written to it as further ops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.command_log import Change, Command, Deed, Entity
from netcheck.errors import NetcheckError
from netcheck.store.database import transaction
from netcheck.store.ops import COMMAND, CREATION, DELETED, Op, Writer, difference, folded, history_of
from netcheck.store.schema import FOLDED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

SHOWN = 50
"""How many changes of one command are told one by one."""

_OWN = "device = (SELECT value FROM machine WHERE key = 'device')"
_UNDOABLE = f"SELECT id FROM command WHERE target IS NULL AND undone_at IS NULL AND {_OWN} ORDER BY clock DESC LIMIT 1"  # noqa: S608
_REDOABLE = (
    f"SELECT id FROM command WHERE undone_at IS NOT NULL AND {_OWN}"  # noqa: S608
    f" AND undone_at > (SELECT max(clock) FROM command WHERE target IS NULL AND {_OWN})"
    " ORDER BY undone_at DESC LIMIT 1"
)
_COUNTS = (
    "SELECT entity, deed, count(*) FROM ("
    " SELECT entity, CASE WHEN max(field = '' OR field = 'deleted' AND value = 'false') THEN 'created'"
    " WHEN max(field = 'deleted') THEN 'deleted' ELSE 'edited' END AS deed"
    " FROM op WHERE command = ? AND entity <> ? GROUP BY entity, entity_id"
    ") GROUP BY entity, deed"
)
_HISTORY = (  # the ops on one thing, and whether each stands while the given command does
    "SELECT op.*, command.target IS NULL AND (command.undone_at IS NULL OR command.id = ?)"
    " FROM op LEFT JOIN command ON command.id = op.command"
    " WHERE entity_id = ? AND entity = ? ORDER BY op.clock, op.device"
)


def undo(connection: sqlite3.Connection) -> Command:
    """Take back this machine's last command that still holds, and return it as it had been.

    Raises:
        NetcheckError: there is none.
    """
    return _reverse(connection, "undo", _UNDOABLE, "nothing_to_undo")


def redo(connection: sqlite3.Connection) -> Command:
    """Do again what the last undo took back, unless something new was done since; return the command.

    Raises:
        NetcheckError: there is none.
    """
    return _reverse(connection, "redo", _REDOABLE, "nothing_to_redo")


def history(connection: sqlite3.Connection, limit: int) -> list[Command]:
    """Return the last commands, the newest first."""
    rows = connection.execute("SELECT id FROM command ORDER BY clock DESC LIMIT ?", [limit])
    return [_command(connection, row[0]) for row in rows.fetchall()]


def _reverse(connection: sqlite3.Connection, verb: str, query: str, nothing: str) -> Command:
    with transaction(connection):
        row = connection.execute(query).fetchone()
        if row is None:
            raise NetcheckError(nothing)
        command = _command(connection, row[0])
        writer = Writer(connection, verb, target=row[0])
        writer.begin()
        writer.change_all(list(_changes(connection, row[0], standing=verb == "redo")))
        return command


def _changes(
    connection: sqlite3.Connection, command: str, *, standing: bool
) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Yield the fields to set on each thing that `command` touched, for the command to hold or not.

    The value to come to is the fold of the ops that stand: those of undone commands, of undo and of
    redo are passed over. Only fields that the command itself set are set; all where the thing comes or goes.
    """
    for entity, entity_id in _touched(connection, command):
        rows = connection.execute(_HISTORY, [command, entity_id, entity]).fetchall()
        ops = [Op(*row[:-1]) for row in rows]
        own = {op.field for op in ops if op.command == command}
        wanted = folded(
            op for op, row in zip(ops, rows, strict=True) if row[-1] and (standing or op.command != command)
        )
        fields = difference(entity, ops, wanted)
        whole = CREATION in own or DELETED in own
        yield entity, entity_id, fields if whole else {f: fields[f] for f in fields if f in own}


def _touched(connection: sqlite3.Connection, command: str) -> list[tuple[str, str]]:
    query = "SELECT entity, entity_id FROM op WHERE command = ? AND entity <> ? GROUP BY 1, 2 ORDER BY min(clock)"
    return connection.execute(query, [command, COMMAND]).fetchall()


def _command(connection: sqlite3.Connection, command: str) -> Command:
    verb, clock, undone_at, target = connection.execute(
        "SELECT verb, clock, undone_at, target FROM command WHERE id = ?", [command]
    ).fetchone()
    touched = _touched(connection, command)
    changes = [_change(connection, command, entity, entity_id) for entity, entity_id in touched[:SHOWN]]
    counts = _counts(connection, command)
    return Command(command, verb, clock, undone_at is not None, changes, len(touched), target, counts)


def _counts(connection: sqlite3.Connection, command: str) -> dict[tuple[Deed, Entity], int]:
    """Return how many things of each sort the command created (or brought back), edited and deleted."""
    rows = connection.execute(_COUNTS, [command, COMMAND])
    return {(Deed(deed), Entity(entity)): count for entity, deed, count in rows}


def _change(connection: sqlite3.Connection, command: str, entity: str, entity_id: str) -> Change:
    """Return what one command did to one thing, by the ops up to and with it."""
    ops = history_of(connection, entity, entity_id)
    last = max(op.clock for op in ops if op.command == command)
    upto = [op for op in ops if op.clock <= last]
    before, after = folded(op for op in upto if op.command != command), folded(upto)
    defaults = FOLDED[entity]
    return Change(
        Entity(entity),
        entity_id,
        None if before is None else defaults | before,
        None if after is None else defaults | after,
    )

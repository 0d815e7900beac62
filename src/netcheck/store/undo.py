"""Undo, redo and history: flags of commands, and what commands did, read from the op log."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.command_log import Change, Command, Deed, Entity
from netcheck.domain.model import RECORDS
from netcheck.domain.names import fold as plain
from netcheck.errors import NetcheckError
from netcheck.store import ops
from netcheck.store.ids import SHORT, id_text, shortest, stored_id
from netcheck.store.last_values import last_names
from netcheck.store.ops import OF_COMMANDS, OPS_OF_COMMAND, UNDONE, Logged, folded, ops_on, own_device, transaction
from netcheck.store.schema import TAIL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from netcheck.store.ids import Stored

SHOWN = 50
"""How many changes of one command are told one by one."""

_LAST_STANDING = (
    "SELECT id FROM command WHERE device = ? AND NOT undone AND verb IS NOT NULL ORDER BY begun DESC LIMIT 1"
)
_LAST_UNDONE = "SELECT id FROM command WHERE undone AND flagged_by = ? ORDER BY flagged DESC LIMIT 1"
_SAME_TAIL = f"SELECT id FROM command WHERE {TAIL} = ? AND verb IS NOT NULL"


class Refused(Exception):  # noqa: N818 - the command says it as a sentence
    """What stands in the way of an undo or redo.

    Either `losing` things of some sorts, counted, would lose the person, circle or round of questions called `name`
    (an `entity`), which is missing; or the name, alias or source `name` would be there `twice`.
    """

    def __init__(self, entity: Entity, name: str, losing: Mapping[Entity, int] | None = None) -> None:
        super().__init__(entity, name, losing)
        self.entity = entity
        self.name = name
        self.losing = losing or {}


def undoable(connection: sqlite3.Connection, text: str | None = None) -> Command:
    """Return the command to take back: the one whose id ends with `text`, or this device's last that stands.

    Raises:
        NetcheckError: there is none, or several.
    """
    if text is None:
        return _last(connection, _LAST_STANDING, "nothing_to_undo")
    command = _named(connection, text)
    if command.undone:
        raise NetcheckError("undone_already", id=short_id(connection, command.id))
    return command


def redoable(connection: sqlite3.Connection, text: str | None = None) -> Command:
    """Return the command to do again: the one whose id ends with `text`, or the last that was taken back here.

    Raises:
        NetcheckError: there is none, or several.
    """
    if text is None:
        return _last(connection, _LAST_UNDONE, "nothing_to_redo")
    command = _named(connection, text)
    if not command.undone:
        raise NetcheckError("stands_already", id=short_id(connection, command.id))
    return command


def turn(connection: sqlite3.Connection, command: Command, *, undone: bool) -> bool:
    """Take a command back or do it again; return whether anything looks different now.

    Raises:
        Refused: something would lose what it is about, or would be there twice.
    """
    with transaction(connection):
        stored = stored_id(command.id)
        now = connection.execute("SELECT undone, begun FROM command WHERE id = ?", [stored]).fetchone()
        if bool(now[0]) == undone:  # another process was faster
            raise NetcheckError("undone_already" if undone else "stands_already", id=short_id(connection, command.id))
        ops.touch_command(connection, stored)
        effect = _Effect(connection, now[1])
        ops.flag(connection, command.id, undone=undone)
        ops.fold(connection)
        return effect.judged()


def history(connection: sqlite3.Connection, limit: int) -> list[Command]:
    """Return the last commands, the newest first."""
    rows = connection.execute("SELECT id FROM command WHERE verb IS NOT NULL ORDER BY begun DESC LIMIT ?", [limit])
    return [_command(connection, row[0]) for row in rows.fetchall()]


def told(connection: sqlite3.Connection, command_id: str) -> Command | None:
    """Return what one command did; None if it did nothing and left no trace."""
    stored = stored_id(command_id)
    known = connection.execute("SELECT 1 FROM command WHERE id = ?", [stored]).fetchone()
    return _command(connection, stored) if known else None


def short_id(connection: sqlite3.Connection, command_id: str) -> str:
    """Return the shortest suffix that names this command alone."""
    return shortest(command_id, [id_text(row[0]) for row in connection.execute(_SAME_TAIL, [command_id[-SHORT:]])])


def _last(connection: sqlite3.Connection, query: str, nothing: str) -> Command:
    row = connection.execute(query, [own_device(connection)]).fetchone()
    if row is None:
        raise NetcheckError(nothing)
    return _command(connection, row[0])


def _named(connection: sqlite3.Connection, text: str) -> Command:
    suffix = text.lower()
    if len(suffix) < SHORT:
        raise NetcheckError("command_short", id=text)
    alike = (id_text(row[0]) for row in connection.execute(_SAME_TAIL, [suffix[-SHORT:]]))
    found = [command_id for command_id in alike if command_id.endswith(suffix)]
    if len(found) != 1:
        raise NetcheckError("command_ambiguous" if found else "command_unknown", id=text)
    return _command(connection, stored_id(found[0]))


class _Effect:
    """What setting a flag does to the things that its command touched: what there was before, and what there is now."""

    def __init__(self, connection: sqlite3.Connection, begun: int) -> None:
        self._connection = connection
        self._begun = begun
        self._entities = [
            row[0] for row in connection.execute("SELECT DISTINCT entity FROM touched") if row[0] in RECORDS
        ]
        for entity in self._entities:
            connection.execute(f'DROP TABLE IF EXISTS temp."was_{entity}"')
            connection.execute(
                f'CREATE TEMP TABLE "was_{entity}" AS SELECT * FROM "{entity}"'
                f" WHERE id IN (SELECT id FROM touched WHERE entity = '{entity}')"
            )
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS turned AS SELECT * FROM touched WHERE 0")
        connection.execute("DELETE FROM turned")
        connection.execute("INSERT INTO turned SELECT * FROM touched")

    def judged(self) -> bool:
        """Return whether anything looks different now.

        Raises:
            Refused: something would lose what it is about, or would be there twice.
        """
        self._check_losses()
        self._check_twins()
        return any(self._differs(entity) for entity in self._entities)

    def _now(self, entity: str) -> str:
        return f"SELECT * FROM \"{entity}\" WHERE id IN (SELECT id FROM turned WHERE entity = '{entity}')"

    def _differs(self, entity: str) -> bool:
        was, now = f'SELECT * FROM temp."was_{entity}"', self._now(entity)
        sizes = self._connection.execute(
            f"SELECT (SELECT count(*) FROM ({was})), (SELECT count(*) FROM ({now}))"
        ).fetchone()
        if sizes[0] != sizes[1]:
            return True
        return self._connection.execute(f"{now} EXCEPT {was}").fetchone() is not None

    def _check_losses(self) -> None:
        losing: defaultdict[tuple[str, Stored], Counter[Entity]] = defaultdict(Counter)
        for entity, column, of in _REFERENCES:
            for lost in self._missing(entity, column, of):
                losing[of, lost][Entity(entity)] += 1
        for (of, lost), counts in losing.items():
            raise Refused(Entity(of), self._name(of, lost), counts)

    def _missing(self, entity: str, column: str, of: str) -> list[Stored]:
        """Return what is missing to things that now refer to it, and did not do so before: once for each.

        What a person has, such as an alias, goes with them; only what was added later is in the way.
        """
        vanished = (
            f'SELECT was.id FROM temp."was_{of}" AS was WHERE was.id NOT IN (SELECT id FROM "{of}")'
            if of in self._entities
            else "SELECT NULL WHERE 0"
        )
        found = self._connection.execute(
            f'SELECT "{column}", id FROM "{entity}" WHERE "{column}" IN ({vanished})'
        ).fetchall()
        if entity in self._entities:
            found += self._connection.execute(
                f'SELECT thing."{column}", thing.id FROM "{entity}" AS thing'
                f" WHERE thing.id IN (SELECT id FROM turned WHERE entity = '{entity}')"
                f' AND thing."{column}" IS NOT NULL'
                f' AND thing."{column}" NOT IN (SELECT id FROM "{of}")'
                f' AND NOT EXISTS (SELECT 1 FROM temp."was_{entity}" AS was'
                f' WHERE was.id = thing.id AND was."{column}" IS thing."{column}")'
            ).fetchall()
        return [lost for lost, thing in found if entity not in _ELEMENTS or self._is_later(entity, thing, column)]

    def _name(self, entity: str, stored: Stored) -> str:
        if entity == "check":
            return ""
        thing = id_text(stored)
        return last_names(self._connection, entity, [thing]).get(thing, "")

    def _check_twins(self) -> None:
        for entity, column, code in _NAMES:
            if entity in self._entities or (entity == "alias" and "contact" in self._entities):
                for twin, text in self._twins(entity, column):
                    if self._is_later(entity, twin, column):
                        raise Refused(code, text)

    def _twins(self, entity: str, column: str) -> Iterator[tuple[Stored, str]]:
        """Yield for each text that is new with this flag every other thing that bears it."""
        living, was_living = _LIVING.get(entity, ""), ""
        if entity == "contact":
            was_living = " AND was.merged_into IS NULL"
        new = self._back_with_their_contact() if entity == "alias" else []
        if entity in self._entities:
            new += self._connection.execute(
                f'SELECT id, "{column}" FROM ({self._now(entity)}) AS thing WHERE "{column}" <> \'\'{living}'
                f' AND NOT EXISTS (SELECT 1 FROM temp."was_{entity}" AS was WHERE was.id = thing.id{was_living}'
                f' AND was."{column}" = thing."{column}")'
            ).fetchall()
        if not new:
            return
        same = plain if entity != "event" else str
        wanted = {same(text): text for _, text in new}
        own = {stored for stored, _ in new}
        for stored, text in self._connection.execute(
            f'SELECT id, "{column}" FROM "{entity}" WHERE "{column}" <> \'\'{living}'
        ):
            if stored not in own and same(text) in wanted:
                yield stored, text

    def _back_with_their_contact(self) -> list[tuple[Stored, str]]:
        """Return the aliases of contacts that were not there before and are there now."""
        if "contact" not in self._entities:
            return []
        return self._connection.execute(
            f"SELECT id, text FROM alias WHERE contact_id IN (SELECT id FROM ({self._now('contact')}))"
            " AND contact_id NOT IN (SELECT id FROM temp.was_contact)"
        ).fetchall()

    def _is_later(self, entity: str, stored: Stored, column: str) -> bool:
        """Return whether a thing got its text after the command had begun."""
        return any(
            op.clock > self._begun and not op.undone
            for op in ops_on(self._connection, entity, stored)
            if op.field in {"", column, "merged_into"}
        )


_REFERENCES = (
    ("event", "contact_id", "contact"),
    ("step", "contact_id", "contact"),
    ("check", "contact_id", "contact"),
    ("alias", "contact_id", "contact"),
    ("identifier", "contact_id", "contact"),
    ("key", "contact_id", "contact"),
    ("membership", "contact_id", "contact"),
    ("distinct", "a_id", "contact"),
    ("distinct", "b_id", "contact"),
    ("contact", "merged_into", "contact"),
    ("membership", "circle_id", "circle"),
    ("step", "check_id", "check"),
)
"""What refers to what: (entity, column, entity)."""

_NAMES = (
    ("contact", "name", Entity.CONTACT),
    ("alias", "text", Entity.ALIAS),
    ("event", "source", Entity.EVENT),
)
"""The texts that must not be there twice."""

_LIVING = {"contact": " AND merged_into IS NULL", "alias": " AND contact_id IN (SELECT id FROM contact)"}
"""What makes a text one that is seen."""

_ELEMENTS = {"alias", "identifier", "key", "membership", "distinct"}
"""What a person has, and loses by going."""


def _command(connection: sqlite3.Connection, stored: Stored) -> Command:
    number, device, begun, ended, verb, counts, undone = connection.execute(
        "SELECT command.number, device.id, begun, ended, verb, counts, undone"
        " FROM command JOIN device ON device.number = command.device WHERE command.id = ?",
        [stored],
    ).fetchone()
    counted = {(Deed(deed), Entity(entity)): count for entity, deed, count in json.loads(counts)}
    touched = connection.execute(
        f"SELECT DISTINCT entity.name, op.entity_id FROM command JOIN op ON {OPS_OF_COMMAND}"
        " JOIN entity ON entity.number = op.entity WHERE command.number = ? LIMIT ?",
        [number, SHOWN],
    ).fetchall()
    then = _Then(connection, number, (begun, device), (ended, device))
    changes = [then.change(entity, thing) for entity, thing in touched if entity in RECORDS]
    return Command(id_text(stored), verb, begun, bool(undone), changes, sum(counted.values()), counted)


class _Then(NamedTuple):
    """The log as it was when a command had run: its first and last op, as (clock, device id)."""

    connection: sqlite3.Connection
    command: int
    first: tuple[int, Stored]
    last: tuple[int, Stored]

    def change(self, entity: str, stored: Stored) -> Change:
        """Return what the command did to one thing."""
        until = [op for op in ops_on(self.connection, entity, stored) if not _after(op, self.last)]
        undone = {number for number in {op.command for op in until} - {self.command} if self._was_undone(number)}
        standing = [op for op in until if op.command not in undone]
        before = folded(entity, [op for op in standing if op.command != self.command])
        return Change(Entity(entity), id_text(stored), before, folded(entity, standing))

    def _was_undone(self, number: int) -> bool:
        """Return what the flag of another command said when this one had run."""
        row = self.connection.execute(
            f"SELECT op.value FROM command JOIN op ON op.entity = {OF_COMMANDS} AND op.entity_id = command.id"
            " AND op.field = ?"
            " JOIN device ON device.number = op.device WHERE command.number = ? AND (op.clock, device.id) <= (?, ?)"
            " ORDER BY op.clock DESC, device.id DESC LIMIT 1",
            [UNDONE, number, *self.last],
        ).fetchone()
        return row is not None and row[0] == "true"


def _after(op: Logged, moment: tuple[int, Stored]) -> bool:
    if op.clock != moment[0]:
        return op.clock > moment[0]
    return _sortable(op.device) > _sortable(moment[1])


def _sortable(stored: Stored) -> tuple[bool, bytes | str]:
    """Return a key that sorts ids as SQLite does: texts before bytes."""
    return isinstance(stored, bytes), stored

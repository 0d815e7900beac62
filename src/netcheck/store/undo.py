"""Undo, redo and history: flags of commands, and what commands did, read from the op log."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.command_log import Change, Command, Deed, Entity, Thing
from netcheck.domain.model import RECORDS
from netcheck.domain.names import fold as plain
from netcheck.errors import NetcheckError
from netcheck.store import contacts, ops
from netcheck.store.ids import SHORT, id_text, shortest, stored_id
from netcheck.store.last_values import last_names
from netcheck.store.ops import (
    CREATION,
    DELETED,
    OF_COMMANDS,
    OPS_OF_COMMAND,
    UNDONE,
    folded,
    ops_on,
    own_device,
    understood,
)
from netcheck.store.rows import decode, layout
from netcheck.store.schema import TAIL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from typing import Any

    from netcheck.store.ids import Stored
    from netcheck.store.ops import Logged

SHOWN = 50
"""How many changes of one command are told one by one."""

NAMED = 3
"""How many things that are in the way are named; the others are counted."""

_LAST_STANDING = (
    "SELECT id FROM command WHERE device = ? AND NOT undone AND verb IS NOT NULL ORDER BY begun DESC LIMIT 1"
)
_LAST_UNDONE = "SELECT id FROM command WHERE undone AND flagged_by = ? ORDER BY flagged DESC LIMIT 1"
_SAME_TAIL = f"SELECT id FROM command WHERE {TAIL} = ? AND verb IS NOT NULL"


class Refused(Exception):  # noqa: N818 - the command says it as a sentence
    """What stands in the way of an undo or redo.

    Either `things`, and so many `more`, would lose the person, circle or round of questions called `name` (an
    `entity`); or the name, alias or source `name` would be there `twice`, with these entries of the same source.
    """

    def __init__(
        self, entity: Entity, name: str, things: Sequence[Thing] = (), more: int = 0, *, twice: bool = False
    ) -> None:
        super().__init__(entity, name, things, more, twice)
        self.entity = entity
        self.name = name
        self.things = things
        self.more = more
        self.twice = twice


_CHANGED_LATER = f"""
WITH own AS MATERIALIZED (SELECT op.* FROM command JOIN op ON {OPS_OF_COMMAND} WHERE command.number = ?)
SELECT 1 FROM (
    SELECT entity, entity_id, field, command, clock FROM own
    UNION ALL
    SELECT (SELECT number FROM entity WHERE name = 'contact'), subject, '{DELETED}', command, clock FROM own
) AS thing
CROSS JOIN op AS later ON later.entity = thing.entity AND later.entity_id = thing.entity_id
JOIN command ON command.number = later.command
WHERE later.field IN ('{CREATION}', '{DELETED}', thing.field) AND later.clock > thing.clock
    AND later.command <> thing.command AND NOT command.undone
LIMIT 1
"""
"""Whether a standing command changed later what this one changed, or removed the person of it."""


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


class Visible(StrEnum):
    """What shows of an undo or redo."""

    YES = "yes"
    NO = "no"
    CHANGED_LATER = "changed_later"
    """Nothing: a later change of the same things holds."""


def turn(connection: sqlite3.Connection, command: Command, *, undone: bool) -> Visible:
    """Take a command back or do it again; return whether anything looks different now.

    The caller holds the transaction in which `undoable` or `redoable` chose the command.

    Raises:
        Refused: something would lose what it is about, or would be there twice.
    """
    stored = stored_id(command.id)
    ops.touch_command(connection, stored)
    effect = _Effect(connection, stored)
    ops.flag(connection, command.id, undone=undone)
    ops.fold(connection)
    return effect.judged()


def history(connection: sqlite3.Connection, limit: int) -> list[Command]:
    """Return the last commands, the newest first."""
    rows = connection.execute(
        "SELECT command.id FROM command JOIN device ON device.number = command.device WHERE verb IS NOT NULL"
        " ORDER BY begun DESC, device.id DESC LIMIT ?",
        [limit],
    )
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

    def __init__(self, connection: sqlite3.Connection, command: Stored) -> None:
        self._connection = connection
        self._then = _then(connection, command)
        self._entities = [
            row[0] for row in connection.execute("SELECT DISTINCT entity FROM touched") if row[0] in RECORDS
        ]
        self._circles_before = self._circles()
        for entity in self._entities:
            connection.execute(f'DROP TABLE IF EXISTS temp."was_{entity}"')
            connection.execute(
                f'CREATE TEMP TABLE "was_{entity}" AS SELECT * FROM "{entity}"'
                f" WHERE id IN (SELECT id FROM touched WHERE entity = '{entity}')"
            )
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS turned AS SELECT * FROM touched WHERE 0")
        connection.execute("DELETE FROM turned")
        connection.execute("INSERT INTO turned SELECT * FROM touched")

    def judged(self) -> Visible:
        """Return whether anything looks different now.

        Raises:
            Refused: something would lose what it is about, or would be there twice.
        """
        self._check_losses()
        self._check_twins()
        if any(self._differs(entity) for entity in self._entities):
            return Visible.YES
        later = self._connection.execute(_CHANGED_LATER, [self._then.command]).fetchone()
        return Visible.NO if later is None else Visible.CHANGED_LATER

    def _now(self, entity: str) -> str:
        return f"SELECT * FROM \"{entity}\" WHERE id IN (SELECT id FROM turned WHERE entity = '{entity}')"

    def _differs(self, entity: str) -> bool:
        was, now = f'SELECT * FROM temp."was_{entity}"', self._now(entity)
        if entity == "circle":
            return self._circles_before != self._circles()
        if entity in _ELEMENTS:
            return self._held(entity, was) != self._held(entity, now)
        sizes = self._connection.execute(
            f"SELECT (SELECT count(*) FROM ({was})), (SELECT count(*) FROM ({now}))"
        ).fetchone()
        if sizes[0] != sizes[1]:
            return True
        return self._connection.execute(f"{now} EXCEPT {was}").fetchone() is not None

    def _circles(self) -> list[tuple[str, str]]:
        """Return name and interval of the circles that have people or an interval, if any was touched."""
        if "circle" not in self._entities:
            return []
        return [(circle.name, circle.every) for circle in contacts.load(self._connection).circles]

    def _held(self, entity: str, rows: str) -> set[tuple[Stored, ...]]:
        """Return what living people have by these rows of one sort, and by no other row."""
        owner, held = layout(entity).names[1:]
        living = f'"{owner}" IN (SELECT id FROM contact)'
        others = (
            f'SELECT "{owner}", "{held}" FROM "{entity}"'
            f" WHERE id NOT IN (SELECT id FROM turned WHERE entity = '{entity}')"
        )
        return {*self._connection.execute(f'SELECT "{owner}", "{held}" FROM ({rows}) WHERE {living} EXCEPT {others}')}

    def _check_losses(self) -> None:
        losing: defaultdict[tuple[str, Stored], list[tuple[str, Stored]]] = defaultdict(list)
        for entity, column, of in _REFERENCES:
            for lost, thing in self._missing(entity, column, of):
                losing[of, lost].append((entity, thing))
        for (of, lost), found in losing.items():
            things = [self._thing(entity, thing, lost) for entity, thing in found[:NAMED]]
            raise Refused(Entity(of), self._name(of, lost), things, len(found) - len(things))

    def _thing(self, entity: str, stored: Stored, lost: Stored | None = None) -> Thing:
        """Return what a person finds a thing by; a pair, or a place in a circle, by the one that is not `lost`."""
        row = self._connection.execute(f'SELECT * FROM "{entity}" WHERE id = ?', [stored]).fetchone()
        cells = dict(zip(layout(entity).names, row, strict=True))
        others = [
            self._name(of, cells[column])
            for referring, column, of in _REFERENCES
            if referring == entity and cells[column] not in {None, lost}
        ]
        text = cells.get("text") or cells.get("name") or "".join(others[:1])
        return Thing(Entity(entity), id_text(stored), text, cells.get("day"))

    def _missing(self, entity: str, column: str, of: str) -> list[tuple[Stored, Stored]]:
        """Return what is missing, each with a thing that now refers to it and did not do so before.

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
        return [
            (lost, thing) for lost, thing in found if entity not in _ELEMENTS or self._is_later(entity, thing, column)
        ]

    def _name(self, entity: str, stored: Stored) -> str:
        if entity == "check":
            return ""
        thing = id_text(stored)
        return last_names(self._connection, entity, [thing]).get(thing, "")

    def _check_twins(self) -> None:
        if "contact" in self._entities or "alias" in self._entities:
            self._check_names()
        if "event" in self._entities:
            new = {source: stored for stored, source in self._new_texts("event", "source")}
            twins = [
                (stored, source)
                for stored, source in self._connection.execute("SELECT id, source FROM event WHERE source <> ''")
                if new.get(source, stored) != stored and not self._bore("event", "source", source, new[source], stored)
            ]
            if twins:
                things = [self._thing("event", stored) for stored, _ in twins[:NAMED]]
                raise Refused(Entity.EVENT, twins[0][1], things, len(twins) - len(things), twice=True)

    def _check_names(self) -> None:
        """Refuse to let two people bear one name or alias who did not when the command ran.

        Raises:
            Refused: they would.
        """
        new = [("contact", *row) for row in self._new_texts("contact", "name")]
        new += [("alias", *row) for row in (*self._new_texts("alias", "text"), *self._back_with_their_contact())]
        if not new:
            return
        people = contacts.load(self._connection)
        bearers: defaultdict[str, list[tuple[str, Stored, str, str]]] = defaultdict(list)
        persons: dict[tuple[str, Stored], str] = {}
        for entity, owner, column in (("contact", "id", "name"), ("alias", "contact_id", "text")):
            for stored, held_by, text in self._connection.execute(f'SELECT id, {owner}, {column} FROM "{entity}"'):
                person = people.root_of.get(id_text(held_by))
                if person is not None:
                    bearers[plain(text)].append((entity, stored, text, person))
                    persons[entity, stored] = person
        for entity, stored, text in new:
            for other, twin, spelled, person in bearers[plain(text)]:
                twins = ((entity, stored), (other, twin))
                differ = person != persons.get((entity, stored), person)
                if differ and not all(self._bore(sort, _NAMES[sort], text, thing) for sort, thing in twins):
                    both = Entity.ALIAS if entity == other == "alias" else Entity.CONTACT
                    raise Refused(both, spelled, twice=True)

    def _bore(self, entity: str, column: str, text: str, *things: Stored) -> bool:
        """Return whether all these things had the text right before or right after the command."""
        return all(
            any(
                value is not None and plain(str(value[column])) == plain(text)
                for value in self._then.values(entity, stored)
            )
            for stored in things
        )

    def _new_texts(self, entity: str, column: str) -> list[tuple[Stored, str]]:
        """Return the touched things that bear a text which they did not bear before."""
        if entity not in self._entities:
            return []
        was_living = " AND was.merged_into IS NULL" if entity == "contact" else ""
        living = _LIVING.get(entity, "")
        return self._connection.execute(
            f'SELECT id, "{column}" FROM ({self._now(entity)}) AS thing WHERE "{column}" <> \'\'{living}'
            f' AND NOT EXISTS (SELECT 1 FROM temp."was_{entity}" AS was WHERE was.id = thing.id{was_living}'
            f' AND was."{column}" = thing."{column}")'
        ).fetchall()

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
            op.clock > self._then.first[0] and not op.undone
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

_NAMES = {"contact": "name", "alias": "text"}
"""Where the texts stand that must not mean two people."""

_LIVING = {"contact": " AND merged_into IS NULL", "alias": " AND contact_id IN (SELECT id FROM contact)"}
"""What makes a text one that is seen."""

_ELEMENTS = {"alias", "identifier", "key", "membership", "distinct"}
"""What a person has, and loses by going."""


def _command(connection: sqlite3.Connection, stored: Stored) -> Command:
    then = _then(connection, stored)
    verb, counts, undone = connection.execute(
        "SELECT verb, counts, undone FROM command WHERE id = ?", [stored]
    ).fetchone()
    made = decode(counts)
    counted = {(Deed(deed), Entity(entity)): count for entity, deed, count in made if entity in RECORDS}
    size = sum(count for *_, count in made)
    touched = connection.execute(
        f"SELECT DISTINCT entity.name, op.entity_id FROM command JOIN op ON {OPS_OF_COMMAND}"
        " JOIN entity ON entity.number = op.entity WHERE command.number = ? LIMIT ?",
        [then.command, SHOWN],
    ).fetchall()
    found = (then.change(entity, thing) for entity, thing in touched if entity in RECORDS)
    changes = [change for change in found if change is not None]
    unknown, names = size - sum(counted.values()), then.names(changes)
    return Command(id_text(stored), verb, then.first[0], bool(undone), changes, size, counted, unknown, names)


def _then(connection: sqlite3.Connection, stored: Stored) -> _Then:
    number, device, begun, ended = connection.execute(
        "SELECT command.number, device.id, begun, ended"
        " FROM command JOIN device ON device.number = command.device WHERE command.id = ?",
        [stored],
    ).fetchone()
    return _Then(connection, number, (begun, device), (ended, device))


class _Then(NamedTuple):
    """The log as it was when a command had run: its first and last op, as (clock, device id)."""

    connection: sqlite3.Connection
    command: int
    first: tuple[int, Stored]
    last: tuple[int, Stored]

    def change(self, entity: str, stored: Stored) -> Change | None:
        """Return what the command did to one thing; None where this version does not know, or nothing was there."""
        standing = self._standing(ops_on(self.connection, entity, stored))
        before, after = self._values(entity, standing)
        known = all(understood(entity, op) for op in standing if op.command == self.command)
        return Change(Entity(entity), id_text(stored), before, after) if known and (before or after) else None

    def values(self, entity: str, stored: Stored) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """Return the value of one thing before the command and after it; None if it was not there."""
        return self._values(entity, self._standing(ops_on(self.connection, entity, stored)))

    def names(self, changes: Iterable[Change]) -> dict[str, str]:
        """Return the names of all contacts and circles that these changes refer to."""
        referred = {
            (of, str(value[column]))
            for change in changes
            for value in (change.before, change.after)
            for entity, column, of in _REFERENCES
            if entity == change.entity and of in {"contact", "circle"} and value and value[column]
        }
        return {thing: self._name(of, thing) for of, thing in referred}

    def _name(self, entity: str, thing: str) -> str:
        """Return the name of a contact or circle; one that had been merged into another has the other's."""
        name, met = "", set[str]()
        into: str | None = thing
        while into is not None and into not in met:
            met.add(into)
            value = self._last_value(entity, stored_id(into))
            if value is None:
                break
            name, into = str(value["name"]), value.get("merged_into")
        return name

    def _last_value(self, entity: str, stored: Stored) -> dict[str, Any] | None:
        """Return what a thing was, or had been before it went; if it had not been made yet, what it came to be."""
        every = [op for op in ops_on(self.connection, entity, stored) if op.field != DELETED]
        until = self._until(every)
        tried = (folded(entity, ops) for ops in (self._standing(every), until, every))
        return next((value for value in tried if value is not None), None)

    def _values(self, entity: str, standing: Sequence[Logged]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        return folded(entity, [op for op in standing if op.command != self.command]), folded(entity, standing)

    def _until(self, every: Iterable[Logged]) -> list[Logged]:
        return [op for op in every if not _after(op, self.last)]

    def _standing(self, every: Iterable[Logged]) -> list[Logged]:
        """Return those of these ops that stood when the command had run, its own included."""
        until = self._until(every)
        undone = {number for number in {op.command for op in until} - {self.command} if self._was_undone(number)}
        return [op for op in until if op.command not in undone]

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

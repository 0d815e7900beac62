"""True erasure: how all that a log holds of somebody goes, and what the texts of others say of them.

Nothing of it is an op: what is erased can be neither taken back nor done again. The ids stay in `forgotten`, so that
no other machine and no file brings back what they stand for.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import Check, Circle, Contact, Distinct, GuideEntry, Membership, Step
from netcheck.errors import NetcheckError
from netcheck.store import contacts, local_state, ops
from netcheck.store.ids import id_text, stored_id
from netcheck.store.last_values import last_values
from netcheck.store.ops import CREATION, DELETED
from netcheck.store.rows import decode, encode, layout
from netcheck.store.traces import (
    DRAFT,
    about,
    certain,
    find,
    held,
    holds,
    lonely_circles,
    name_gone,
    owner_field,
    person,
    texts_of,
    texts_of_others,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from netcheck.store.ids import Stored
    from netcheck.store.traces import Person, Place, Thing

_NEEDED = {Step.entity, GuideEntry.entity}
"""What is nothing without its text."""

_BLOCK = 1 << 20


def erase(connection: sqlite3.Connection, who: Person, places: Collection[Place]) -> None:
    """Erase somebody and the texts at these places, and fold anew what is left of it; the caller holds the transaction.

    What now belongs to somebody else keeps its present values alone, as if it had been theirs from the beginning.
    """
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # until `leaving_nothing_behind` lets go of the log
    name_gone(connection, who.ids)
    _Eraser(connection, who).erase(places)


def erase_again(connection: sqlite3.Connection, ids: Collection[str], *, notes: bool = False) -> int:
    """Erase all of these contacts whom a log holds again, or still, and return how many.

    The caller holds the transaction. `notes` says that texts of others go which name one of them for certain.
    """
    number = 0
    for contact_id in held(connection, ids):
        if holds(connection, [contact_id]):  # not gone with another one
            people = contacts.load(connection)
            who = person(connection, people, people.root_of.get(contact_id, contact_id))
            if who.ids <= set(ids):
                erase(connection, who, certain(find(connection, people, who)) if notes else ())
                number += 1
    return number


@contextmanager
def leaving_nothing_behind(connection: sqlite3.Connection) -> Iterator[None]:
    """Write the file anew after the block, and overwrite the journal, which holds the pages as they were before.

    Nobody else gets hold of the log between `erase` and the end: they would delete the journal as it is.

    Raises:
        NetcheckError: `forget_not_swept`; the block is done all the same.
    """
    file: str = connection.execute("PRAGMA database_list").fetchone()[2]
    connection.execute("PRAGMA journal_mode=PERSIST")
    try:
        yield
        try:
            try:
                connection.execute("VACUUM")
            finally:
                connection.execute("BEGIN IMMEDIATE")  # nobody else writes to the journal meanwhile
                try:
                    _overwrite(Path(f"{file}-journal"))
                finally:
                    connection.execute("ROLLBACK")
        except (OSError, sqlite3.OperationalError) as error:
            raise NetcheckError("forget_not_swept", path=file, reason=getattr(error, "strerror", error)) from error
    finally:
        connection.execute("PRAGMA locking_mode=NORMAL")
        connection.execute("PRAGMA user_version")  # SQLite lets go of the lock with the next read
        connection.execute("PRAGMA journal_mode=DELETE")


def _overwrite(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        os.fsync(file.fileno())


_ON_THING = (
    "SELECT op.device, op.clock, op.command, op.field, op.value, op.subject, command.undone FROM op"
    " JOIN command ON command.number = op.command JOIN device ON device.number = op.device"
    " WHERE op.entity = (SELECT number FROM entity WHERE name = ?) AND op.entity_id = ? ORDER BY op.clock, device.id"
)


class _Op(NamedTuple):
    device: int
    clock: int
    command: int
    field: str
    value: str
    subject: Stored | None
    undone: bool


class _Eraser:
    """Takes out what is of the person, who is in `temp.gone`, and folds anew what it touched."""

    def __init__(self, connection: sqlite3.Connection, who: Person) -> None:
        self._connection = connection
        self._who = who
        self._touched: set[Thing] = set()
        self._commands: set[int] = set()

    def erase(self, places: Collection[Place]) -> None:
        connection = self._connection
        texts = {place: text for place, text in texts_of_others(connection, self._who).items() if place in places}
        whole, known_to_others, moved = about(connection)
        elsewhere = self._elsewhere() | {
            (place.entity, stored_id(place.id))
            for place in texts
            if place.entity in _NEEDED and self._who.naming.certainty(self._present(place))
        }
        for thing in whole | elsewhere:
            for op in self._ops(thing):
                self._drop(thing, op)
        for thing, value in moved.items():
            self._hand_over(thing, value)
        self._cut_references({stored for entity, stored in whole if entity == Check.entity})
        self._clean_evidence()
        for place in texts:
            if place.entity == DRAFT:
                local_state.take_from_draft(connection, place.id, place.field, place.question)
            else:
                self._take_text(place)
        ops.settle(connection, self._commands)
        ops.touch(connection, self._touched)
        ops.fold(connection)
        forgotten = {stored for entity, stored in known_to_others | elsewhere if entity != GuideEntry.entity}
        forgotten |= set(map(stored_id, self._who.ids))
        connection.executemany("INSERT OR IGNORE INTO forgotten VALUES (?)", [(one,) for one in forgotten])
        local_state.forget(connection, self._who.ids)

    def _elsewhere(self) -> set[Thing]:
        """Return what goes with the person although it is about nobody, or about somebody else.

        These are circles in which nobody else is, with all that was ever said of who belongs to them, and the pairs of
        which the person is the second.
        """
        circles = lonely_circles(self._connection)
        found = {(Circle.entity, stored_id(one)) for one in circles}
        found |= self._referring(Membership.entity, "circle_id", circles)
        return found | self._referring(Distinct.entity, "b_id", self._who.ids)

    def _referring(self, entity: str, field: str, ids: Collection[str]) -> set[Thing]:
        """Return the things of one sort whose creation names one of these ids in a field."""
        query = (
            "SELECT DISTINCT entity_id, json_extract(value, '$.' || ?) FROM op"
            " WHERE entity = (SELECT number FROM entity WHERE name = ?) AND field = ''"
        )
        return {(entity, stored) for stored, held in self._connection.execute(query, [field, entity]) if held in ids}

    def _ops(self, thing: Thing) -> list[_Op]:
        return [_Op(*row) for row in self._connection.execute(_ON_THING, thing)]

    def _drop(self, thing: Thing, op: _Op) -> None:
        self._connection.execute("DELETE FROM op WHERE device = ? AND clock = ?", [op.device, op.clock])
        self._touched.add(thing)
        self._commands.add(op.command)

    def _rewrite(self, thing: Thing, op: _Op, value: str, subject: Stored | None) -> None:
        self._connection.execute(
            "UPDATE op SET value = ?, subject = ? WHERE device = ? AND clock = ?", [value, subject, op.device, op.clock]
        )
        self._touched.add(thing)

    def _hand_over(self, thing: Thing, value: Mapping[str, Any]) -> None:
        """Let a thing have been somebody else's from the beginning, with the values that it has now.

        The edit that moved it away goes with the other ops about the person. A source names whom it was about, so it
        goes as well.
        """
        entity, _ = thing
        shape, owner = layout(entity), owner_field(entity)
        found = self._ops(thing)
        moves = [op for op in found if op.field == owner and decode(op.value) not in self._who.ids]
        away = next((op for op in moves if not op.undone), None)
        first = decode(away.value) if away else value[owner]
        source = value.get("source", "")
        kept = {**value, "source": "" if self._is_named_by(source) else source} if source else value
        creation = shape.creation([kept.get(name) for name in shape.names])
        for op in found:
            theirs = op.subject is not None and id_text(op.subject) in self._who.ids
            if theirs and op.field == CREATION:
                self._rewrite(thing, op, creation, first and stored_id(first))
            elif theirs and op.field == DELETED:
                self._rewrite(thing, op, op.value, first and stored_id(first))
            elif theirs or (op is away and self._was_theirs(found)):
                self._drop(thing, op)

    def _was_theirs(self, found: Iterable[_Op]) -> bool:
        """Return whether a thing was made as one about the person."""
        return any(op.field == CREATION and op.subject and id_text(op.subject) in self._who.ids for op in found)

    def _is_named_by(self, source: str) -> bool:
        tails = (key.partition(":")[2] for key in self._who.keys)
        return bool(self._who.naming.certainty(source)) or any(tail and tail in source for tail in tails)

    def _cut_references(self, erased_checks: set[Stored]) -> None:
        """Take out what says that somebody else was merged into the person, and that steps came from a lost round."""
        checks = set(map(id_text, erased_checks))
        for entity, field, ids in ((Contact.entity, "merged_into", self._who.ids), (Step.entity, "check_id", checks)):
            for thing, op, said in self._saying(entity, field):
                if op.field == field and said in ids:
                    self._drop(thing, op)
                elif op.field == CREATION and said.get(field) in ids:
                    said.pop(field)
                    self._rewrite(thing, op, encode(said), op.subject)

    def _clean_evidence(self) -> None:
        for thing, op, said in self._saying(Check.entity, "evidence"):
            cleaned = _without(said, self._who.ids)
            if cleaned != said:
                self._rewrite(thing, op, encode(cleaned), op.subject)

    def _saying(self, entity: str, field: str) -> Iterator[tuple[Thing, _Op, Any]]:
        """Yield the ops on one sort of thing that say something of a field, each with its value."""
        query = (
            "SELECT DISTINCT entity_id FROM op WHERE entity = (SELECT number FROM entity WHERE name = ?)"
            " AND (field = ? OR (field = '' AND instr(value, ?)))"
        )
        for (stored,) in self._connection.execute(query, [entity, field, f'"{field}"']).fetchall():
            for op in self._ops((entity, stored)):
                if op.field in {field, CREATION}:
                    yield (entity, stored), op, decode(op.value)

    def _take_text(self, place: Place) -> None:
        """Take a text that names the person out of all ops on a thing; what is needed has its last words."""
        thing = (place.entity, stored_id(place.id))
        for op in self._ops(thing):
            said = decode(op.value)
            for field, question, words in texts_of(place.entity, op.field, said):
                if (field, question) == (place.field, place.question) and self._who.naming.certainty(words):
                    left = self._present(place) if place.entity in _NEEDED else ""
                    self._rewrite(thing, op, _with_text(op.field, said, place, left), op.subject)

    def _present(self, place: Place) -> str:
        value = last_values(self._connection, place.entity, [place.id]).get(place.id, {})
        return str(value.get(place.field, ""))


def _with_text(op_field: str, said: Any, place: Place, words: str) -> str:  # noqa: ANN401 - JSON
    """Return the value of an op with other words at a place, or without any."""
    if op_field == CREATION:
        inner = {**said[place.field]} if place.question else said
    else:
        inner = {**said} if place.question else {place.field: said}
    key = place.question or place.field
    if words:
        inner[key] = words
    else:
        inner.pop(key)
    if op_field == CREATION:
        return encode({**said, place.field: inner} if place.question else inner)
    return encode(inner if place.question else words)


def _without(value: Any, ids: Collection[str]) -> Any:  # noqa: ANN401 - JSON
    """Return a JSON value without the objects that have one of these ids."""
    if isinstance(value, dict):
        return {key: _without(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, ids) for inner in value if not (isinstance(inner, dict) and inner.get("id") in ids)]
    return value

"""True erasure: what the log holds of somebody, what the texts of others say of them, and how all of it goes.

Nothing of it is an op: what is erased can be neither taken back nor done again. The ids stay in `forgotten`, so that
no other machine and no file brings back what they stand for.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.mentions import Mention, Naming
from netcheck.domain.model import (
    RECORDS,
    Alias,
    Check,
    Circle,
    Contact,
    Distinct,
    Event,
    GuideEntry,
    Identifier,
    Key,
    Membership,
    Step,
)
from netcheck.domain.names import fold
from netcheck.errors import NetcheckError
from netcheck.store import contacts, local_state, ops
from netcheck.store.copying import readable
from netcheck.store.ids import id_text, stored_id
from netcheck.store.last_values import last_names, last_values
from netcheck.store.ops import CREATION, DELETED
from netcheck.store.rows import decode, encode, layout
from netcheck.store.schema import VERSION
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from netcheck.store.contacts import People
    from netcheck.store.ids import Stored

    Thing = tuple[str, Stored]

DRAFT = "draft"
"""The entity of a text in a round of questions in progress."""

_TEXT_OF = {
    Event.entity: "note",
    Contact.entity: "note",
    Check.entity: "remark",
    Step.entity: "text",
    GuideEntry.entity: "text",
}
_NEEDED = {Step.entity, GuideEntry.entity}
"""What is nothing without its text."""

_NAMES = {Contact.entity: "name", Alias.entity: "text", Identifier.entity: "text", Key.entity: "text"}
_BLOCK = 1 << 20


class Place(NamedTuple):
    """Where a text stands: in a field of a thing, and there at a question, "" for none."""

    entity: str
    id: str
    field: str
    question: str = ""


class Text(NamedTuple):
    """A text that names somebody: what stands at its place, or (`earlier`) what stood there once."""

    words: str
    mention: Mention
    earlier: bool


class Person(Value):
    """Somebody to be forgotten: all ids, those of merged contacts included, and all names ever borne."""

    ids: frozenset[str]
    name: str
    naming: Naming
    keys: frozenset[str]


class Traces(Value):
    """What the log has of somebody.

    `counts` are how many entries, rounds and steps are about the person, by entity; `circles` are the names of those
    in which nobody else is. `texts` are those of others that name the person. `named` is how many names of other people
    and of circles do so, and `devices` how many other machines sent something to this log.
    """

    counts: Mapping[str, int]
    circles: tuple[str, ...]
    texts: Mapping[Place, Text]
    named: int
    devices: int


def gone(connection: sqlite3.Connection, people: People) -> dict[str, str]:
    """Return the last name of each contact who is not there any more, removed or taken back, by id."""
    ever = {id_text(row[0]) for row in connection.execute(_EVER, [Contact.entity])}
    return last_names(connection, Contact.entity, sorted(ever - people.root_of.keys()))


def person(connection: sqlite3.Connection, people: People, contact_id: str) -> Person:
    """Return whom this id stands for: a living contact, or one that is gone."""
    ids = _ids(connection, people, contact_id)
    found: defaultdict[str, set[str]] = defaultdict(set)
    _name_gone(connection, ids)
    for entity, field, value in connection.execute(_NAMING):
        said = decode(value)
        text = said.get(_NAMES[entity]) if field == CREATION else said if field == _NAMES[entity] else None
        if isinstance(text, str):
            found[entity].add(text)
    name = people.contacts[contact_id].name if contact_id in people.contacts else ""
    others = [text for one in people.contacts.values() if one.id not in ids for text in (one.name, *one.aliases)]
    naming = Naming(found[Contact.entity] | found[Alias.entity], found[Identifier.entity], others)
    name = name or last_names(connection, Contact.entity, [contact_id]).get(contact_id, "")
    return Person(frozenset(ids), name, naming, frozenset(found[Key.entity]))


def traces(connection: sqlite3.Connection, people: People, who: Person) -> Traces:
    """Return what the log has of somebody."""
    _name_gone(connection, who.ids)
    counts = {
        record.entity: connection.execute(
            f'SELECT count(*) FROM "{record.entity}" WHERE contact_id IN (SELECT id FROM temp.gone)'
        ).fetchone()[0]
        for record in (Event, Check, Step)
    }
    lonely = _lonely_circles(connection)
    names = [text for one in people.contacts.values() if one.id not in who.ids for text in (one.name, *one.aliases)]
    names += [circle.name for circle in people.circles if circle.id not in lonely]
    named = sum(who.naming.mention(name) is Mention.SURE for name in names)
    devices = connection.execute("SELECT count(*) - 1 FROM device").fetchone()[0]
    circles = {fold(name): name for name in lonely.values()}
    return Traces(counts, tuple(sorted(circles.values())), _texts(connection, who), named, devices)


def holds(connection: sqlite3.Connection, ids: Iterable[str]) -> bool:
    """Return whether a log has anything of contacts with one of these ids."""
    _name_gone(connection, ids)
    return connection.execute(_HELD).fetchone() is not None


def backup_holds(path: Path, ids: Iterable[str]) -> bool | None:
    """Return whether a backup has anything of these contacts; None where it cannot be looked into.

    The file is not touched. One of another version is not looked into: it would have to be upgraded.
    """
    try:
        with closing(readable(path)) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            return holds(connection, ids) if version == VERSION else None
    except sqlite3.Error:
        return None


def erase(connection: sqlite3.Connection, who: Person, places: Collection[Place]) -> None:
    """Erase somebody and the texts at these places, and fold anew what is left of it; the caller holds the transaction.

    What now belongs to somebody else keeps its present values alone, as if it had been theirs from the beginning.
    """
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # until `leaving_nothing_behind` lets go of the log
    _name_gone(connection, who.ids)
    _Eraser(connection, who).erase(places)


def erase_again(connection: sqlite3.Connection, ids: Collection[str], *, notes: bool = False) -> int:
    """Erase all of these contacts whom a log holds again, or still, and return how many.

    The caller holds the transaction. `notes` says that texts of others go which name one of them for certain.
    """
    number = 0
    _name_gone(connection, ids)
    for contact_id in [id_text(row[0]) for row in connection.execute(_HELD)]:
        if holds(connection, [contact_id]):  # not gone with another one
            people = contacts.load(connection)
            who = person(connection, people, people.root_of.get(contact_id, contact_id))
            if who.ids <= set(ids):
                erase(connection, who, certain(traces(connection, people, who)) if notes else ())
                number += 1
    return number


def certain(found: Traces) -> list[Place]:
    """Return where the texts stand that name somebody for certain."""
    return [place for place, text in found.texts.items() if text.mention is Mention.SURE]


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


_EVER = "SELECT DISTINCT entity_id FROM op WHERE entity = (SELECT number FROM entity WHERE name = ?)"
_MERGED = f"{_EVER} AND (field = 'merged_into' OR (field = '' AND instr(value, '\"merged_into\"')))"
_NAMING = (
    "SELECT entity.name, op.field, op.value FROM op JOIN entity ON entity.number = op.entity"
    f" WHERE entity.name IN {(*_NAMES,)} AND op.subject IN (SELECT id FROM temp.gone)"
)
_HELD = "SELECT DISTINCT subject FROM op WHERE subject IN (SELECT id FROM temp.gone)"
_ABOUT = (
    "SELECT DISTINCT entity.name, op.entity_id FROM op JOIN entity ON entity.number = op.entity"
    " WHERE op.subject IN (SELECT id FROM temp.gone)"
)
_ABOUT_OTHERS = (
    "WITH about AS MATERIALIZED (SELECT DISTINCT entity, entity_id FROM op WHERE subject IN (SELECT id FROM temp.gone))"
    " SELECT DISTINCT entity.name, op.entity_id FROM about JOIN op USING (entity, entity_id)"
    " JOIN entity ON entity.number = op.entity WHERE op.subject IS NULL OR op.subject NOT IN (SELECT id FROM temp.gone)"
)
"""Those of them that some op calls somebody else's, or nobody's."""
_CIRCLES_EVER = (
    "SELECT DISTINCT json_extract(op.value, '$.circle_id') FROM op JOIN entity ON entity.number = op.entity"
    f" WHERE entity.name = '{Membership.entity}' AND op.field = '' AND op.subject IN (SELECT id FROM temp.gone)"
)
_WITH_TEXT = (
    "SELECT entity.name, op.entity_id, op.field, op.value FROM op JOIN entity ON entity.number = op.entity"
    f" WHERE entity.name IN {(*_TEXT_OF,)}"
    " AND (op.subject IS NULL OR op.subject NOT IN (SELECT id FROM temp.gone))"
    " AND (op.field IN ('note', 'notes', 'remark', 'text') OR (op.field = ''"
    " AND (instr(op.value, '\"note') OR instr(op.value, '\"remark\"') OR instr(op.value, '\"text\"'))))"
)
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


def _name_gone(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Let `temp.gone` hold these ids."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS gone (id ANY PRIMARY KEY NOT NULL) STRICT")
    connection.execute("DELETE FROM temp.gone")
    connection.executemany("INSERT INTO temp.gone VALUES (?)", [(stored_id(one),) for one in ids])


def _ids(connection: sqlite3.Connection, people: People, contact_id: str) -> set[str]:
    """Return all ids of a person: whoever was merged into it, and whom it was merged into if all of them are gone."""
    merged = [id_text(row[0]) for row in connection.execute(_MERGED, [Contact.entity])]
    last = last_values(connection, Contact.entity, merged)
    into = {one: target for one, value in last.items() if isinstance(target := value.get("merged_into"), str)}
    ids, coming = set[str](), {contact_id, *people.members(contact_id)}
    while coming:
        ids |= coming
        coming = {one for one, target in into.items() if target in ids} | {into[one] for one in ids if one in into}
        coming = {one for one in coming - ids if people.root_of.get(one, contact_id) == contact_id}
    return ids


def _about(connection: sqlite3.Connection) -> tuple[set[Thing], set[Thing], dict[Thing, dict[str, Any]]]:
    """Return what is the person's: all things, those of them of which others know, and what now belongs to others.

    The last has the present values by thing.
    """
    every = {(entity, stored) for entity, stored in connection.execute(_ABOUT)}
    shared = {(entity, stored) for entity, stored in connection.execute(_ABOUT_OTHERS)}
    ids = {id_text(row[0]) for row in connection.execute("SELECT id FROM temp.gone")}
    moved = {}
    for entity, stored in shared:
        owner = _owner_field(entity)
        value = last_values(connection, entity, [id_text(stored)]).get(id_text(stored)) if owner else None
        if value is not None and owner and value[owner] not in ids:
            moved[entity, stored] = value
    return every - moved.keys(), shared - moved.keys(), moved


def _owner_field(entity: str) -> str:
    """Return the field that holds the contact that a thing is about, "" for none, and for what is a contact itself."""
    place = layout(entity).contact if entity in RECORDS else None
    return layout(entity).names[place] if place else ""


def _lonely_circles(connection: sqlite3.Connection) -> dict[str, str]:
    """Return by id the names of the circles that go with the person, who is in `temp.gone`.

    Nobody else is in them; and the person is, or was, and they have no interval.
    """
    ever = {row[0] for row in connection.execute(_CIRCLES_EVER) if row[0]}
    there = {id_text(row[0]): row[1:] for row in connection.execute("SELECT id, name, every FROM circle")}
    names = last_names(connection, Circle.entity, sorted(ever)) | {one: name for one, (name, _) in there.items()}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for one, name in names.items():
        groups[fold(name)].add(one)
    living = {row[0] for row in connection.execute("SELECT id FROM contact")}
    own = {row[0] for row in connection.execute("SELECT id FROM temp.gone")}
    theirs, others = set[str](), set[str]()
    for owner, circle in connection.execute("SELECT contact_id, circle_id FROM membership"):
        if owner in own:
            theirs.add(id_text(circle))
        elif owner in living:
            others.add(id_text(circle))
    lonely: dict[str, str] = {}
    for group in groups.values():
        wanted = any(there[one][1] for one in group if one in there)
        if not group & others and (group & theirs or (group & ever and not wanted)):
            lonely |= {one: names[one] for one in group}
    return lonely


def _texts(connection: sqlite3.Connection, who: Person) -> dict[Place, Text]:
    """Return the texts of others that name the person, those first that stand there now."""
    erased, _, _ = _about(connection)
    found: dict[Place, Text] = {}
    present = [*_present_texts(connection), *_draft_texts(connection)]
    for place, words in present:
        if (place.entity, stored_id(place.id)) not in erased and (mention := who.naming.mention(words)):
            found[place] = Text(words, mention, earlier=False)
    for entity, stored, field, value in connection.execute(_WITH_TEXT):
        if (entity, stored) in erased:
            continue
        for at, question, words in _texts_of(entity, field, decode(value)):
            place = Place(entity, id_text(stored), at, question)
            if place not in found and (mention := who.naming.mention(words)):
                found[place] = Text(words, mention, earlier=True)
    return found


def _present_texts(connection: sqlite3.Connection) -> Iterator[tuple[Place, str]]:
    for entity, name in _TEXT_OF.items():
        notes = "notes" if entity == Check.entity else "'{}'"
        for stored, words, by_question in connection.execute(
            f'SELECT id, "{name}", {notes} FROM "{entity}" WHERE "{name}" <> \'\' OR {notes} <> \'{{}}\''
        ):
            said = {name: words, "notes": decode(by_question)}
            for at, question, text in _texts_of(entity, CREATION, said):
                yield Place(entity, id_text(stored), at, question), text


def _texts_of(entity: str, field: str, said: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - JSON
    """Yield field, question and words of the texts of one op."""
    name = _TEXT_OF[entity]
    fields = said if field == CREATION else {field: said}
    if isinstance(words := fields.get(name), str) and words:
        yield name, "", words
    if entity == Check.entity and isinstance(notes := fields.get("notes"), dict):
        for question, words in notes.items():
            if isinstance(words, str):
                yield "notes", question, words


def _draft_texts(connection: sqlite3.Connection) -> Iterator[tuple[Place, str]]:
    for key, draft in local_state.drafts(connection):
        for field in ("notes", "steps"):
            for question, words in draft.get(field, {}).items():
                yield Place(DRAFT, key, field, question), words


class _Eraser:
    """Takes out what is of the person, who is in `temp.gone`, and folds anew what it touched."""

    def __init__(self, connection: sqlite3.Connection, who: Person) -> None:
        self._connection = connection
        self._who = who
        self._touched: set[Thing] = set()
        self._commands: set[int] = set()

    def erase(self, places: Collection[Place]) -> None:
        connection = self._connection
        texts = {place: text for place, text in _texts(connection, self._who).items() if place in places}
        whole, known_to_others, moved = _about(connection)
        elsewhere = self._elsewhere() | {
            (place.entity, stored_id(place.id))
            for place in texts
            if place.entity in _NEEDED and self._who.naming.mention(self._present(place))
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
        circles = _lonely_circles(self._connection)
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
        shape, owner = layout(entity), _owner_field(entity)
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
        return bool(self._who.naming.mention(source)) or any(tail and tail in source for tail in tails)

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
            for field, question, words in _texts_of(place.entity, op.field, said):
                if (field, question) == (place.field, place.question) and self._who.naming.mention(words):
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

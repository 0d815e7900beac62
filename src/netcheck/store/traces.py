"""What a log holds of somebody: what is about the person, circles of theirs alone, and texts of others naming them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import (
    RECORDS,
    Alias,
    Check,
    Circle,
    Contact,
    Event,
    GuideEntry,
    Identifier,
    Key,
    Membership,
    Step,
)
from netcheck.domain.names import fold
from netcheck.domain.naming import Certainty, Naming
from netcheck.store import local_state
from netcheck.store.copying import readable
from netcheck.store.ids import id_text, stored_id
from netcheck.store.last_values import last_names, last_values
from netcheck.store.ops import CREATION
from netcheck.store.rows import decode, layout
from netcheck.store.schema import VERSION
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

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
_NAMES = {Contact.entity: "name", Alias.entity: "text", Identifier.entity: "text", Key.entity: "text"}


class Place(NamedTuple):
    """Where a text stands: in a field of a thing, and there at a question, "" for none."""

    entity: str
    id: str
    field: str
    question: str = ""


class Text(NamedTuple):
    """A text that names somebody: what stands at its place, or (`earlier`) what stood there once."""

    words: str
    certainty: Certainty
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
    name_gone(connection, ids)
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


def find(connection: sqlite3.Connection, people: People, who: Person) -> Traces:
    """Return what the log has of somebody."""
    name_gone(connection, who.ids)
    counts = {
        record.entity: connection.execute(
            f'SELECT count(*) FROM "{record.entity}" WHERE contact_id IN (SELECT id FROM temp.gone)'
        ).fetchone()[0]
        for record in (Event, Check, Step)
    }
    lonely = lonely_circles(connection)
    names = [text for one in people.contacts.values() if one.id not in who.ids for text in (one.name, *one.aliases)]
    names += [circle.name for circle in people.circles if circle.id not in lonely]
    named = sum(who.naming.certainty(name) is Certainty.SURE for name in names)
    devices = connection.execute("SELECT count(*) - 1 FROM device").fetchone()[0]
    circles = {fold(name): name for name in lonely.values()}
    return Traces(counts, tuple(sorted(circles.values())), texts_of_others(connection, who), named, devices)


def held(connection: sqlite3.Connection, ids: Iterable[str]) -> list[str]:
    """Return of which of these contacts a log has anything."""
    name_gone(connection, ids)
    return [id_text(row[0]) for row in connection.execute(_HELD)]


def holds(connection: sqlite3.Connection, ids: Iterable[str]) -> bool:
    """Return whether a log has anything of contacts with one of these ids."""
    name_gone(connection, ids)
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


def certain(found: Traces) -> list[Place]:
    """Return where the texts stand that name somebody for certain."""
    return [place for place, text in found.texts.items() if text.certainty is Certainty.SURE]


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


def name_gone(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
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


def about(connection: sqlite3.Connection) -> tuple[set[Thing], set[Thing], dict[Thing, dict[str, Any]]]:
    """Return what is the person's: all things, those of them of which others know, and what now belongs to others.

    The person is in `temp.gone`. The last has the present values by thing.
    """
    every = {(entity, stored) for entity, stored in connection.execute(_ABOUT)}
    shared = {(entity, stored) for entity, stored in connection.execute(_ABOUT_OTHERS)}
    ids = {id_text(row[0]) for row in connection.execute("SELECT id FROM temp.gone")}
    moved = {}
    for entity, stored in shared:
        owner = owner_field(entity)
        value = last_values(connection, entity, [id_text(stored)]).get(id_text(stored)) if owner else None
        if value is not None and owner and value[owner] not in ids:
            moved[entity, stored] = value
    return every - moved.keys(), shared - moved.keys(), moved


def owner_field(entity: str) -> str:
    """Return the field that holds the contact that a thing is about, "" for none, and for what is a contact itself."""
    place = layout(entity).contact if entity in RECORDS else None
    return layout(entity).names[place] if place else ""


def lonely_circles(connection: sqlite3.Connection) -> dict[str, str]:
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


def texts_of_others(connection: sqlite3.Connection, who: Person) -> dict[Place, Text]:
    """Return the texts of others that name the person, those first that stand there now."""
    erased, _, _ = about(connection)
    found: dict[Place, Text] = {}
    present = [*_present_texts(connection), *_draft_texts(connection)]
    for place, words in present:
        if (place.entity, stored_id(place.id)) not in erased and (certainty := who.naming.certainty(words)):
            found[place] = Text(words, certainty, earlier=False)
    for entity, stored, field, value in connection.execute(_WITH_TEXT):
        if (entity, stored) in erased:
            continue
        for at, question, words in texts_of(entity, field, decode(value)):
            place = Place(entity, id_text(stored), at, question)
            if place not in found and (certainty := who.naming.certainty(words)):
                found[place] = Text(words, certainty, earlier=True)
    return found


def _present_texts(connection: sqlite3.Connection) -> Iterator[tuple[Place, str]]:
    for entity, name in _TEXT_OF.items():
        notes = "notes" if entity == Check.entity else "'{}'"
        for stored, words, by_question in connection.execute(
            f'SELECT id, "{name}", {notes} FROM "{entity}" WHERE "{name}" <> \'\' OR {notes} <> \'{{}}\''
        ):
            said = {name: words, "notes": decode(by_question)}
            for at, question, text in texts_of(entity, CREATION, said):
                yield Place(entity, id_text(stored), at, question), text


def texts_of(entity: str, field: str, said: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - JSON
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

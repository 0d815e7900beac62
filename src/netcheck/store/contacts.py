"""Contacts and circles: rows to values, and values to ops."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Circle, Contact, Distinct
from netcheck.domain.names import fold
from netcheck.domain.record import FieldType
from netcheck.store.ids import id_text, new_id, stored_id
from netcheck.store.last_values import last_values
from netcheck.store.ops import CREATION, SEEN, ops_on
from netcheck.store.rows import decode, layout, record_values
from netcheck.value import Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netcheck.store.ops import Writer

SETS = {field.name: field.of.entity for field in Contact.fields.values() if field.type is FieldType.SET}
"""By field of a contact the entity of its elements; those of circles are memberships, all others texts."""

_STRAY = """
WITH RECURSIVE met (id) AS (
    SELECT min(contact_id) FROM event
    UNION ALL SELECT (SELECT min(contact_id) FROM event WHERE contact_id > met.id) FROM met WHERE met.id IS NOT NULL
), named (id) AS (SELECT id FROM met UNION SELECT contact_id FROM step UNION SELECT contact_id FROM "check")
SELECT id FROM named WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM contact)
"""
"""The contacts that an entry, a step or a check names and that are not there; each contact is looked up once."""


class People(Value):
    """The living contacts by id, and for every id, merged ones included, the id of the contact it now is.

    Somebody who was removed on one machine is still there while an entry, a step or a check of another names them.
    `circles` are all that have people or an interval, by name; `circle_of` gives for each id of a circle, those that
    are one with another included, the circle's name.
    """

    contacts: Mapping[str, Contact]
    root_of: Mapping[str, str]
    circles: Sequence[Circle] = ()
    circle_of: Mapping[str, str] = {}

    def members(self, contact_id: str) -> list[str]:
        """Return the ids that are this contact: its own and those merged into it."""
        return [member for member, root in self.root_of.items() if root == contact_id]


def load(connection: sqlite3.Connection) -> People:
    """Read everyone. A merged contact's name is an alias of the one it was merged into."""
    found = {values[0]: values for values in _values(connection, "contact")}
    stray = [id_text(row[0]) for row in connection.execute(_STRAY)]
    found |= _kept(connection, found, stray)
    place = layout("contact").names.index("merged_into")
    root_of = _roots({contact_id: values[place] for contact_id, values in found.items()})
    circles = _circles(connection)
    circle_of = {circle_id: group[0].name for group in circles for circle_id in (one.id for one in group)}
    sets = {
        field: _elements(connection, entity, root_of, circle_of if field == "circles" else None)
        for field, entity in SETS.items()
    }
    for contact_id, root in root_of.items():
        if contact_id != root and found[contact_id][1] != found[root][1]:
            sets["aliases"][root].add(found[contact_id][1])
    contacts = {
        contact_id: _contact(values, {field: tuple(sorted(of[contact_id])) for field, of in sets.items()})
        for contact_id, values in found.items()
        if root_of.get(contact_id) == contact_id
    }
    populated = {name for names in sets["circles"].values() for name in names}
    every = [_one(group) for group in circles]
    there = sorted((one for one in every if one.every or one.name in populated), key=lambda one: one.name)
    return People(contacts, root_of, there, circle_of)


def distinct(connection: sqlite3.Connection, people: People) -> list[Distinct]:
    """Return which living contacts are not one, each pair once, in order of id."""
    found: dict[frozenset[str | None], Distinct] = {}
    for key, *pair in _values(connection, "distinct"):
        a_id, b_id = map(people.root_of.get, pair)
        if a_id is not None and b_id is not None and a_id != b_id:
            found.setdefault(frozenset((a_id, b_id)), Distinct(key, a_id, b_id))
    return sorted(found.values(), key=lambda one: one.id)


def distinct_ever(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the pairs of contacts ever said not to be one, taken away again or not; what was undone does not count."""
    query = f"SELECT op.subject, json_extract(op.value, '$.b_id') {SEEN}"
    return [(id_text(a_id), b_id) for a_id, b_id in connection.execute(query, [Distinct.entity])]


def elements_ever(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return (contact id, field, text) of all elements ever made, even if taken away, but for what was undone."""
    circles = {circle_id: name for circle_id, name, *_ in _values(connection, Circle.entity)}
    found: set[tuple[str, str, str]] = set()
    for field, entity in SETS.items():
        key = "circle_id" if field == "circles" else "text"
        query = f"SELECT op.subject, json_extract(op.value, '$.{key}') {SEEN}"
        for subject, text in connection.execute(query, [entity]):
            found.add((id_text(subject), field, circles.get(text, text) if field == "circles" else text))
    return found


def edited_ever(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return (contact id, field) of all fields of contacts that were changed after they were made, and not undone."""
    query = (
        "SELECT DISTINCT op.entity_id, op.field FROM op JOIN command ON command.number = op.command"
        " JOIN entity ON entity.number = op.entity"
        " WHERE entity.name = ? AND op.field <> '' AND NOT command.undone"
    )
    return {(id_text(contact_id), field) for contact_id, field in connection.execute(query, [Contact.entity])}


def add(writer: Writer, contact: Contact) -> None:
    """Make a contact with its aliases, identifiers, keys and circles."""
    add_all(writer, [contact])


def add_all(writer: Writer, contacts: Iterable[Contact]) -> None:
    """Make many contacts."""
    made = list(contacts)
    writer.create_all("contact", map(record_values, made))
    for field in SETS:
        add_elements(writer, field, [(contact.id, text) for contact in made for text in getattr(contact, field)])


def add_elements(writer: Writer, field: str, items: Iterable[tuple[str, str]]) -> None:
    """Add (contact id, text) to "aliases", "identifiers", "keys" or "circles"."""
    pairs = list(items)
    if field == "circles" and pairs:
        known = ensure_circles(writer, dict.fromkeys(name for _, name in pairs))
        pairs = [(contact_id, known[name]) for contact_id, name in pairs]
    writer.create_all(SETS[field], [(new_id(), contact_id, text) for contact_id, text in pairs])


def remove_element(writer: Writer, people: People, contact_id: str, field: str, text: str) -> None:
    """Take one alias, identifier, key or circle from a contact.

    The name that a merged contact brought along is taken by giving that contact its new name.
    """
    entity, members = SETS[field], set(people.members(contact_id))
    circles = {key for key, name in people.circle_of.items() if name == text}
    writer.delete(
        entity,
        [
            key
            for key, owner, held in _values(writer.connection, entity)
            if owner in members and (held in circles if field == "circles" else held == text)
        ],
    )
    if field == "aliases":
        for key, name, *_ in _values(writer.connection, "contact"):
            if name == text and key != contact_id and people.root_of.get(key) == contact_id:
                writer.change("contact", key, {"name": people.contacts[contact_id].name})


def change(writer: Writer, contact: Contact, fields: Mapping[str, object]) -> None:
    """Set some fields of a contact; whoever is there only because an entry names them is made anew."""
    if not fields:
        return
    there = writer.connection.execute("SELECT 1 FROM contact WHERE id = ?", [stored_id(contact.id)]).fetchone()
    if there:
        writer.change("contact", contact.id, fields)
    else:
        writer.create(contact.replaced(**fields))


def merge(writer: Writer, gone: str, into: str) -> None:
    """Let the contact `gone` be the contact `into` from now on; undoing this parts them again."""
    writer.change("contact", gone, {"merged_into": into})


def remove(writer: Writer, people: People, contact_id: str) -> None:
    """Remove a contact with its events, its checks and its steps."""
    members = people.members(contact_id)
    stored = list(map(stored_id, members))
    marks = ",".join("?" * len(stored))
    for entity in ("event", "check", "step"):
        query = f'SELECT id FROM "{entity}" WHERE contact_id IN ({marks})'
        writer.delete(entity, [id_text(row[0]) for row in writer.connection.execute(query, stored)])
    writer.delete("contact", members)


def ensure_circles(writer: Writer, names: Iterable[str]) -> dict[str, str]:
    """Return by name the id of a circle, made if need be; one that was gone comes back as it is spelled now."""
    groups = {fold(group[0].name): group for group in _circles(writer.connection)}
    ids: dict[str, str] = {}
    for name in names:
        group = groups.get(fold(name))
        if group is None:
            group = groups[fold(name)] = [Circle(new_id(), name)]
            writer.create(group[0])
        elif name not in {circle.name for circle in group} and _is_gone(writer.connection, group):
            for circle in group:
                writer.change("circle", circle.id, {"name": name})
        ids[name] = group[0].id
    return ids


def rename_circle(writer: Writer, old: str, new: str) -> None:
    """Call the circle `old` by the name `new`; if there is a circle of that name, they are one from now on.

    How often to be reminded goes along, unless `new` says so itself.
    """
    groups = {fold(group[0].name): group for group in _circles(writer.connection)}
    group, other = groups.get(fold(old), []), groups.get(fold(new), [])
    if new == old:
        return
    said = _one(other).every if other and other is not group else ""
    if other and other is not group and _is_gone(writer.connection, other):
        for circle in other:
            if circle.name != new:
                writer.change("circle", circle.id, {"name": new})
    for circle in group:
        changed: dict[str, object] = {"name": new}
        if said and circle.every:
            changed["every"] = ""
        writer.change("circle", circle.id, changed)


def set_interval(writer: Writer, name: str, every: str) -> None:
    """Set how often to be reminded of the people of a circle; "" takes the wish away."""
    groups = {fold(group[0].name): group for group in _circles(writer.connection)}
    group = groups.get(fold(name))
    if group is None:
        if every:
            writer.create(Circle(new_id(), name, every))
        return
    if _one(group).every == every:
        return
    for circle in group:
        if circle.every != every and (circle is group[0] or circle.every):
            writer.change("circle", circle.id, {"every": every})


def had_interval(connection: sqlite3.Connection, name: str) -> bool:
    """Return whether a circle has an interval or ever had one; what was undone does not count."""
    return any(
        not op.undone and (op.field == "every" or (op.field == CREATION and "every" in decode(op.value)))
        for group in _circles(connection)
        if fold(group[0].name) == fold(name)
        for circle in group
        for op in ops_on(connection, Circle.entity, stored_id(circle.id))
    )


def _values(connection: sqlite3.Connection, entity: str) -> Iterator[list[Any]]:
    shape = layout(entity)
    for cells in connection.execute(f'SELECT * FROM "{entity}" ORDER BY id'):
        yield shape.values(cells)


def _contact(values: Sequence[Any], sets: Mapping[str, tuple[str, ...]]) -> Contact:
    """Return a living contact, which may be one of two that were merged into each other."""
    named = dict(zip(layout("contact").names, values, strict=True))
    flags = {name: bool(named[name]) for name, field in Contact.fields.items() if field.type is FieldType.FLAG}
    return Contact(**{**named, **flags, **sets, "merged_into": None})


def _kept(
    connection: sqlite3.Connection, there: Mapping[str, Sequence[Any]], stray: Sequence[str]
) -> dict[str, list[Any]]:
    """Return the last values of contacts that are not there but named, perhaps through somebody merged into them."""
    names = layout("contact").names
    place = names.index("merged_into")
    wanted, found = list(stray), dict[str, list[Any]]()
    for contact_id, values in there.items():
        target = values[place]
        if target is not None and target not in there and _is_named(connection, contact_id):
            wanted.append(target)
    while wanted:
        for contact_id, value in last_values(connection, "contact", wanted).items():
            found[contact_id] = [contact_id, *(value[name] for name in names[1:])]
        targets = {values[place] for values in found.values()} - {None} - found.keys() - there.keys()
        wanted = [target for target in targets if target not in wanted]
    return found


def _is_named(connection: sqlite3.Connection, contact_id: str) -> bool:
    query = " UNION ALL ".join(
        f'SELECT 1 FROM "{entity}" WHERE contact_id = ?1' for entity in ("event", "step", "check")
    )
    return connection.execute(query, [stored_id(contact_id)]).fetchone() is not None


def _circles(connection: sqlite3.Connection) -> list[list[Circle]]:
    """Return the circles that are one, each group with the oldest first."""
    groups: defaultdict[str, list[Circle]] = defaultdict(list)
    for circle in sorted((Circle(*values) for values in _values(connection, "circle")), key=lambda one: one.id):
        groups[fold(circle.name)].append(circle)
    return list(groups.values())


def _one(group: Sequence[Circle]) -> Circle:
    """Return a group of circles as one: the oldest one's id and name, and the first interval that is said."""
    return group[0].replaced(every=next((circle.every for circle in group if circle.every), ""))


def _is_gone(connection: sqlite3.Connection, group: Sequence[Circle]) -> bool:
    """Return whether a circle has neither an interval nor anybody in it."""
    ids = {circle.id for circle in group}
    living = {row[0] for row in connection.execute("SELECT id FROM contact")}
    held = (stored_id(owner) in living and key in ids for _, owner, key in _values(connection, "membership"))
    return not _one(group).every and not any(held)


def _elements(
    connection: sqlite3.Connection, entity: str, root_of: Mapping[str, str], texts: Mapping[str, str] | None
) -> defaultdict[str, set[str]]:
    """Return by contact the texts of its elements, or what `texts` has for them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, contact_id, held in _values(connection, entity):
        text = held if texts is None else texts.get(held)
        if contact_id in root_of and text is not None:
            found[root_of[contact_id]].add(text)
    return found


def _roots(merged_into: Mapping[str, str | None]) -> dict[str, str]:
    """Return for each contact the one it now is; who was merged into someone removed is gone as well.

    Two machines may merge two contacts into each other; then the lower id stays.
    """
    roots: dict[str, str] = {}
    for contact_id in merged_into:
        path = [contact_id]
        while (target := merged_into.get(path[-1])) is not None and target not in path:
            path.append(target)
        root = path[-1] if target is None else min(path[path.index(target) :])
        if root in merged_into:
            roots[contact_id] = root
    return roots

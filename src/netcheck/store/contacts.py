"""Contacts: rows to values, and values to ops."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact
from netcheck.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from netcheck.store.ops import Writer

_SETS = {"aliases": ("alias", "text"), "identifiers": ("identifier", "text"), "circles": ("circle", "name")}


class People(NamedTuple):
    """The living contacts by id, and for every id, merged ones included, the id of the contact it now is."""

    contacts: Mapping[str, Contact]
    root_of: Mapping[str, str]

    def members(self, contact_id: str) -> list[str]:
        """Return the ids that are this contact: its own and those merged into it."""
        return [member for member, root in self.root_of.items() if root == contact_id]


def load(connection: sqlite3.Connection) -> People:
    """Read everyone. A merged contact's name is an alias of the one it was merged into."""
    rows = {row[0]: row for row in connection.execute("SELECT * FROM contact ORDER BY id")}
    root_of = _roots({contact_id: row[-1] for contact_id, row in rows.items()})
    sets = {field: _elements(connection, table, column, root_of) for field, (table, column) in _SETS.items()}
    for contact_id, root in root_of.items():
        if contact_id != root and rows[contact_id][1] != rows[root][1]:
            sets["aliases"][root].add(rows[contact_id][1])
    aliases, identifiers, circles = (
        {contact_id: tuple(sorted(texts)) for contact_id, texts in found.items()} for found in sets.values()
    )
    contacts = {
        contact_id: Contact(
            contact_id, name, aliases.get(contact_id, ()), identifiers.get(contact_id, ()),
            circles=circles.get(contact_id, ()), birthday=birthday, note=note, no_balance=bool(no_balance),
            group=bool(group), every=every, snooze_until=snooze_until, ignored=bool(ignored),
        )
        for contact_id, name, birthday, note, no_balance, group, every, snooze_until, ignored, _ in rows.values()
        if root_of.get(contact_id) == contact_id
    }  # fmt: skip
    return People(contacts, root_of)


def add(writer: Writer, contact: Contact) -> None:
    """Make a contact with its aliases, identifiers and circles."""
    add_all(writer, [contact])


def add_all(writer: Writer, contacts: Iterable[Contact]) -> None:
    """Make many contacts."""
    made = list(contacts)
    writer.create_all("contact", [(contact.id, _columns(contact)) for contact in made])
    for field in _SETS:
        add_elements(writer, field, [(contact.id, text) for contact in made for text in getattr(contact, field)])


def add_elements(writer: Writer, field: str, items: Iterable[tuple[str, str]]) -> None:
    """Add (contact id, text) to "aliases", "identifiers" or "circles"."""
    table, column = _SETS[field]
    writer.create_all(table, [(new_id(), {"contact_id": contact_id, column: text}) for contact_id, text in items])


def remove_element(writer: Writer, people: People, contact_id: str, field: str, text: str) -> None:
    """Take one alias, identifier or circle from a contact.

    The name that a merged contact brought along is taken by giving that contact its new name.
    """
    table, column = _SETS[field]
    for member in people.members(contact_id):
        query = f'SELECT id FROM "{table}" WHERE contact_id = ? AND "{column}" = ?'  # noqa: S608 - keys of _SETS
        for row in writer.connection.execute(query, [member, text]).fetchall():
            writer.delete(table, row[0])
    if field == "aliases":
        query = "SELECT id FROM contact WHERE name = ? AND id <> ?"
        for row in writer.connection.execute(query, [text, contact_id]).fetchall():
            if people.root_of.get(row[0]) == contact_id:
                writer.change("contact", row[0], {"name": people.contacts[contact_id].name})


def change(writer: Writer, contact_id: str, fields: Mapping[str, object]) -> None:
    """Set name, birthday, note, no_balance, group, every, snooze_until or ignored."""
    writer.change("contact", contact_id, fields)


def merge(writer: Writer, gone: str, into: str) -> None:
    """Let the contact `gone` be the contact `into` from now on; undoing this parts them again."""
    writer.change("contact", gone, {"merged_into": into})


def remove(writer: Writer, people: People, contact_id: str) -> None:
    """Remove a contact with its events, its checks and its steps."""
    members = people.members(contact_id)
    marks = ",".join("?" * len(members))
    for table in ("event", "check", "step"):
        query = f'SELECT id FROM "{table}" WHERE contact_id IN ({marks})'  # noqa: S608 - only question marks
        ids = [row[0] for row in writer.connection.execute(query, members)]
        writer.change_all([(table, i, {"deleted": True}) for i in ids])
    writer.change_all([("contact", member, {"deleted": True}) for member in members])


def _columns(contact: Contact) -> dict[str, object]:
    return {
        "name": contact.name,
        "birthday": contact.birthday,
        "note": contact.note,
        "no_balance": int(contact.no_balance),
        "group": int(contact.group),
        "every": contact.every,
        "snooze_until": contact.snooze_until,
        "ignored": int(contact.ignored),
    }


def _elements(
    connection: sqlite3.Connection, table: str, column: str, root_of: Mapping[str, str]
) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for contact_id, text in connection.execute(f'SELECT contact_id, "{column}" FROM "{table}"'):  # noqa: S608 - keys of _SETS
        if contact_id in root_of:
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

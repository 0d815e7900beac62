"""Circles as a whole: each membership is a row of its own, and so is renamed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer


def rename(writer: Writer, people: People, old: str, new: str) -> None:
    """Call the circle `old` by the name `new`; who is in `new` already just leaves `old`."""
    if new == old:
        return
    query = "SELECT id, contact_id FROM circle WHERE name = ?"
    for row_id, contact_id in writer.connection.execute(query, [old]).fetchall():
        root = people.root_of.get(contact_id)
        if root is not None and new in people.contacts[root].circles:
            writer.delete("circle", row_id)
        else:
            writer.change("circle", row_id, {"name": new})

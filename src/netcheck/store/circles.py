"""Circles as a whole: each membership is a row of its own, and so is renamed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from netcheck.store.contacts import People
    from netcheck.store.ops import Writer


def rename(writer: Writer, people: People, old: str, new: str) -> None:
    """Call the circle `old` by the name `new`; who is in `new` already just leaves `old`.

    How often to be reminded goes along, unless `new` says so itself.
    """
    if new == old:
        return
    query = "SELECT id, contact_id FROM circle WHERE name = ?"
    for row_id, contact_id in writer.connection.execute(query, [old]).fetchall():
        root = people.root_of.get(contact_id)
        if root is not None and new in people.contacts[root].circles:
            writer.delete("circle", row_id)
        else:
            writer.change("circle", row_id, {"name": new})
    known = rhythms(writer.connection)
    if old in known:
        set_rhythm(writer, old, "")
        set_rhythm(writer, new, known.get(new, known[old]))


def rhythms(connection: sqlite3.Connection) -> dict[str, str]:
    """Return by circle how often to be reminded of its people; circles without a wish are left out."""
    return dict(connection.execute("SELECT id, every FROM rhythm ORDER BY id").fetchall())


def set_rhythm(writer: Writer, circle: str, every: str) -> None:
    """Set how often to be reminded of the people of a circle; "" takes the wish away."""
    present = rhythms(writer.connection).get(circle, "")
    if every == present:
        return
    if not every:
        writer.delete("rhythm", circle)
    elif present:
        writer.change("rhythm", circle, {"every": every})
    else:
        writer.create("rhythm", circle, {"every": every})

"""The names of contacts that are gone, read from the op log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.store.ops import DELETED, folded, history_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def last_names(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the last name of each contact, whether it is there or not; those never made are left out."""
    names = {}
    for contact_id in ids:
        ops = history_of(connection, "contact", contact_id)
        value = folded(op for op in ops if op.field != DELETED)
        if value is not None:
            names[contact_id] = str(value["name"])
    return names

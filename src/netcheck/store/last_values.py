"""What things that are gone were last, read from the op log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netcheck.store.ids import stored_id
from netcheck.store.ops import CREATION, DELETED, folded, ops_on

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def last_values(connection: sqlite3.Connection, entity: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the last value of each thing, taken back or removed or not; those never made are left out.

    What stands counts more than what was taken back.
    """
    found = {}
    for thing in ids:
        ops = [op for op in ops_on(connection, entity, stored_id(thing)) if op.field != DELETED]
        standing = [op for op in ops if not op.undone]
        kept = standing if any(op.field == CREATION for op in standing) else ops
        value = folded(entity, kept)
        if value is not None:
            found[thing] = value
    return found


def last_names(connection: sqlite3.Connection, entity: str, ids: Iterable[str]) -> dict[str, str]:
    """Return the last name of each contact or circle."""
    return {thing: str(value["name"]) for thing, value in last_values(connection, entity, ids).items()}

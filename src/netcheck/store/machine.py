"""What concerns this machine alone, such as a check in progress; neither synced nor undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.store.database import transaction

if TYPE_CHECKING:
    import sqlite3


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """Return what is kept under `key`."""
    row = connection.execute("SELECT value FROM machine WHERE key = ?", [key]).fetchone()
    return None if row is None else row[0]


def put(connection: sqlite3.Connection, key: str, value: str | None) -> None:
    """Keep `value` under `key`, or with None forget it, within the caller's transaction or one of its own."""
    if not connection.in_transaction:
        with transaction(connection):
            put(connection, key, value)
    elif value is None:
        connection.execute("DELETE FROM machine WHERE key = ?", [key])
    else:
        connection.execute("INSERT OR REPLACE INTO machine VALUES (?, ?)", [key, value])

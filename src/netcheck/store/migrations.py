"""Steps from an older log to today's tables, one for each version; imported only when a log is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from netcheck.store.schema import VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

STEPS: dict[int, Callable[[Database], None]] = {}
"""For each version the function that brings a log of that version to the next, with `transform` for tables."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Run the steps from `version` on; the caller holds the transaction.

    `Database` must not open one of its own: with `execute` on the connection and `transform` it stays inside ours.
    """
    database = Database(connection, execute_plugins=False)
    for behind in range(version, VERSION):
        STEPS[behind](database)
    connection.execute(f"PRAGMA user_version = {VERSION}")

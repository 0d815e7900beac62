"""The whole log as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.ledger import Ledger
from netcheck.store import checks, circles, contacts, events

if TYPE_CHECKING:
    import sqlite3


def load(connection: sqlite3.Connection) -> Ledger:
    """Read everything that is there at one moment."""
    connection.execute("BEGIN")  # one snapshot for all queries
    try:
        people = contacts.load(connection)
        return Ledger(
            people.contacts,
            events.chronological(connection, people),
            checks.checks(connection, people),
            checks.steps(connection, people),
            checks.guide(connection),
            circles.rhythms(connection),
        )
    finally:
        connection.execute("COMMIT")

"""The whole log as one value."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import BriefLedger, Ledger
from netcheck.store import checks, contacts, events

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from netcheck.store.contacts import People


def load(connection: sqlite3.Connection) -> Ledger:
    """Read everything that is there at one moment."""
    with moment(connection):
        people = contacts.load(connection)
        return Ledger(**without_events(connection, people), events=events.chronological(connection, people))


def load_brief(connection: sqlite3.Connection) -> BriefLedger:
    """Read everything that is there at one moment, the events in short, which is enough for all measures."""
    with moment(connection):
        people = contacts.load(connection)
        last = next(events.find(connection, people), None)
        return BriefLedger(
            **without_events(connection, people),
            events=[last] if last else [],
            brief=events.brief(connection, people),
        )


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all queries see the same."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def without_events(connection: sqlite3.Connection, people: People) -> dict[str, Any]:
    """Return the fields of a ledger but its events."""
    return {
        "contacts": people.contacts,
        "checks": checks.checks(connection, people),
        "steps": checks.steps(connection, people),
        "guide": checks.guide(connection),
        "circles": people.circles,
        "distinct": contacts.distinct(connection, people),
    }

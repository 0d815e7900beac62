"""The whole log as one value."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from netcheck.domain.model import Ledger
from netcheck.store import checks, contacts, events

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from netcheck.store.contacts import People


def load(connection: sqlite3.Connection) -> Ledger:
    """Read everything that is there at one moment."""
    with moment(connection):
        people = contacts.load(connection)
        return without_events(connection, people)._replace(events=events.chronological(connection, people))


def load_brief(connection: sqlite3.Connection) -> Ledger:
    """Read everything that is there at one moment, the events in short, which is enough for all measures."""
    with moment(connection):
        people = contacts.load(connection)
        last = next(events.find(connection, people), None)
        return without_events(connection, people)._replace(
            events=[last] if last else [], brief=events.brief(connection, people)
        )


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all queries see the same."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def without_events(connection: sqlite3.Connection, people: People) -> Ledger:
    """Read everything but the events."""
    return Ledger(
        people.contacts,
        (),
        checks.checks(connection, people),
        checks.steps(connection, people),
        checks.guide(connection),
        people.circles,
        contacts.distinct(connection, people),
    )

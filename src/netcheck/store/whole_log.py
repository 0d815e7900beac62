"""The whole log as one value."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Ledger
from netcheck.store import checks, contacts, events

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from netcheck.domain.model import Event
    from netcheck.store.contacts import People


def load(connection: sqlite3.Connection, *, places_in: tuple[int, int] | None = None) -> Ledger:
    """Read everything that is there at one moment; `places_in` are the days, after and until, whose places to read."""
    with moment(connection):
        people = contacts.load(connection)
        found = _ledger(connection, people)
        return found.replaced(places=events.places(connection, people, *places_in)) if places_in else found


def load_with_last(connection: sqlite3.Connection) -> tuple[Ledger, Event | None]:
    """Read everything that is there at one moment, and the last entry with its words."""
    with moment(connection):
        people = contacts.load(connection)
        return _ledger(connection, people), events.last(connection, people)


def _ledger(connection: sqlite3.Connection, people: People) -> Ledger:
    return Ledger(
        **without_events(connection, people),
        entries=events.packed(connection, people),
        one_sided=events.one_sided(connection, people),
    )


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all queries see the same."""
    if connection.in_transaction:  # in which nobody else writes
        yield
        return
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

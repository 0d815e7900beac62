"""A small log with known ids, made through the store."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.store import contacts, events
from netcheck.store.database import opened
from netcheck.store.ops import writing

DAY = date(2026, 11, 23).toordinal()
PEOPLE = [
    Contact(
        "a1",
        "Alma Reuter",
        ("Almi",),
        ("alma@example.org",),
        circles=("Autoren", "Moor"),
        birthday="--05-12",
        note="Lektorin",
    ),
    Contact("b1", "Ana Belić"),
    Contact("k1", "Ana Krüger"),
    Contact("j1", "Jürgen Brandt", circles=("Moor",), no_balance=True),
    Contact("r1", "Readers", group=True),
]
EVENTS = [
    Event("e-0001", DAY, "a1", Direction.RECEIVED, Kind.FEEDBACK, note="zum Schluss"),
    Event("e-0002", DAY - 11, "a1", Direction.GIVEN, Kind.INTRODUCTION, 2, "zu Mehmet"),
    Event("e-0003", DAY - 12, "j1", Direction.MUTUAL, Kind.TALK, note="Über die Messe"),
    Event("e-1-000f", DAY - 40, "b1", Direction.GIVEN, Kind.HELP, 3, "=SUM(1)", asked=True),
    Event("e-2-000f", DAY - 400, "k1", Direction.RECEIVED, Kind.HELP),
    Event("e-0006", DAY - 500, "r1", Direction.GIVEN, Kind.CONTENT, one_sided=True, source="archive:1"),
]


def seed() -> None:
    """Store PEOPLE and EVENTS in the log of this test, each as one command."""
    with opened(Path(os.environ["NETCHECK_DB"]), create=True) as connection:
        with writing(connection, "contact add") as writer:
            contacts.add_all(writer, PEOPLE)
        with writing(connection, "log") as writer:
            events.add(writer, EVENTS)

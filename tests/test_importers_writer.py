"""Storing drafts of any format: the people of a source, and what was seen before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.importers.base import Draft
from netcheck.importers.writer import ImportSummary, write_drafts
from netcheck.store import whole_log
from netcheck.store.database import opened
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from pathlib import Path

DAY = 739_000


def exchange(name: str, person: str, source: str) -> list[Draft]:
    """Return a person and one entry with that person."""
    values = {"day": DAY, "direction": Direction.RECEIVED, "kind": Kind.HELP, "source": source}
    return [Draft(Contact, {"name": name}, person=person), Draft(Event, values, name, person)]


def imported(path: Path, drafts: list[Draft]) -> ImportSummary:
    """Store drafts in a log."""
    with opened(path, create=True) as connection, writing(connection, "import") as writer:
        return write_drafts(writer, drafts)


@pytest.mark.parametrize("source", ["", "mail:17", "mail:<17@example.org>", "mail:17:to:ana@example.org"])
def test_a_person_of_a_source_is_one_contact(tmp_path: Path, source: str) -> None:
    """Entries under one person of the source are with one contact, whatever the form of their sources."""
    path = tmp_path / "log.db"
    first = [*exchange("Ana", "ana@example.org", source), *exchange("Ana B", "ana@example.org", "")[1:]]
    assert imported(path, first).new == {"event": 2, "contact": 1}
    with opened(path, create=False) as connection:
        found = whole_log.load(connection)
    assert [contact.name for contact in found.contacts.values()] == ["Ana"]
    assert len(found.events) == 2


def test_twice_is_once(tmp_path: Path) -> None:
    """What has a source is recognised by it, with persons too."""
    path = tmp_path / "log.db"
    drafts = exchange("Ana", "ana@example.org", "mail:17")
    assert imported(path, drafts).new["event"] == 1
    again = imported(path, drafts)
    assert again.new["event"] == 0
    assert again.seen == 1


def test_one_record_names_a_person_once(tmp_path: Path) -> None:
    """A record that names somebody twice in the same part is one entry; in another part it is another one."""
    path = tmp_path / "log.db"
    twice = [
        *exchange("Ana", "ana@example.org", "mail:17:to:ana@example.org"),
        *exchange("Ana", "ana@example.org", "mail:17:to:Ana"),
        *exchange("Ana", "ana@example.org", "mail:17:cc:Ana"),
    ]
    assert imported(path, twice).new["event"] == 2

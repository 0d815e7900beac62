"""Storing drafts of any format: the people of a source, and what was seen before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from logs import stored_log
from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.importers.base import Draft
from netcheck.importers.writer import ImportSummary, write_drafts
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
        found = stored_log(connection)
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


def met(name: str, person: str, record: int) -> Draft:
    """Return an entry alone, of a source that knows a person by more than the name."""
    return exchange(name, person, f"tabs:{record}:x:{person}")[1]


@pytest.mark.parametrize("with_people", [False, True])
def test_each_person_of_a_source_is_a_contact(tmp_path: Path, with_people: bool) -> None:
    """Persons of one name are as many contacts as the source knows, whether it says more of them or not."""
    path = tmp_path / "log.db"
    emails = ("a@x.org", "b@x.org")
    people = [Draft(Contact, {"name": "Ana B", "identifiers": (one,)}, person=one) for one in emails]
    entries = [met("Ana B", "a@x.org", 1), met("Ana B", "b@x.org", 1), met("Ana Berg", "a@x.org", 2)]
    drafts = [*people, *entries] if with_people else entries
    assert imported(path, drafts).new == {"event": 3, "contact": 2}
    assert imported(path, [*drafts, met("Ana B", "b@x.org", 3)]).new == {"event": 1}
    with opened(path, create=False) as connection:
        found = stored_log(connection)
    assert sorted(Counter(entry.contact_id for entry in found.events).values()) == [2, 2]
    assert imported(path, [met("Ana B", "c@x.org", 4), met("Ana B", "d@x.org", 4)]).new == {"event": 2, "contact": 2}
    assert imported(path, [met("Ana B", "ana b", 5)]).new == {"event": 1, "contact": 1}


def test_a_name_alone_among_persons_of_that_name_is_somebody_else(tmp_path: Path) -> None:
    """Two of one name, then the name alone: who that is cannot be told, and nothing is refused for it."""
    drafts = [met("Ana B", person, record) for record, person in enumerate(("a@x.org", "b@x.org", "ana b"))]
    assert imported(tmp_path / "log.db", drafts).new == {"event": 3, "contact": 3}


def test_circles_of_a_stream_are_made_once(tmp_path: Path) -> None:
    """However far apart in a long stream people name a circle, it is one."""
    drafts = (Draft(Contact, {"name": f"P{number}", "circles": ("work",)}) for number in range(2100))
    path = tmp_path / "log.db"
    with opened(path, create=True) as connection, writing(connection, "import") as writer:
        assert write_drafts(writer, drafts).new["circle"] == 1
        assert connection.execute("SELECT count(*) FROM circle").fetchone() == (1,)


def test_who_is_there_is_met_by_the_name_once(tmp_path: Path) -> None:
    """Somebody of the log is one of the persons of that name; whom the source knows by the name alone is the same."""
    path = tmp_path / "log.db"
    assert imported(path, [Draft(Contact, {"name": "Ana B"})]).new["contact"] == 1
    drafts = [met("Ana B", "ana b", 1), met("Ana B", "a@x.org", 2), met("Ana B", "b@x.org", 3)]
    assert imported(path, drafts).new == {"event": 3, "contact": 1}


def test_a_key_finds_the_person(tmp_path: Path) -> None:
    """The name by which a source knows somebody goes before identifiers and the name, with a contact draft or not."""
    path = tmp_path / "log.db"
    imported(path, [Draft(Contact, {"name": "Ana", "keys": ("vcard:7",)}), Draft(Contact, {"name": "Bo"})])
    card = Draft(Contact, {"name": "Bo", "keys": ("vcard:7",)}, person="7")
    assert imported(path, [card, met("Bo", "7", 1), met("Bo", "vcard:7", 2)]).new == {"event": 2}
    with opened(path, create=False) as connection:
        found = stored_log(connection)
    assert [found.contacts[entry.contact_id].name for entry in found.events] == ["Ana", "Ana"]
    assert imported(path, [Draft(Contact, {"name": "Ann", "keys": ("vcard:7",)})]).new["contact"] == 0


def test_one_record_names_a_person_once(tmp_path: Path) -> None:
    """A record that names somebody twice in the same part is one entry; in another part it is another one."""
    path = tmp_path / "log.db"
    twice = [
        *exchange("Ana", "ana@example.org", "mail:17:to:ana@example.org"),
        *exchange("Ana", "ana@example.org", "mail:17:to:Ana"),
        *exchange("Ana", "ana@example.org", "mail:17:cc:Ana"),
    ]
    assert imported(path, twice).new["event"] == 2

"""Who is who in an import, and what of it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.importers.base import Draft
from netcheck.importers.plan import NEW, Plan, Reading, Wishes, planned, store
from netcheck.importers.talks import exchange, talk
from netcheck.store import contacts, events
from netcheck.store.database import opened
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from conftest import Run

DAY = 739_000
ALL = Wishes()


def card(name: str, person: str = "", **values: Any) -> Draft:  # noqa: ANN401 - the fields of a contact
    """Return a person of a list, known by its name where no key is given."""
    return Draft(Contact, {"name": name, **values}, person=person or f"row:{name}", listed=True)


def brought(
    log: Path, *readings: Reading, wishes: Wishes = ALL, decisions: Mapping[tuple[str, str], str] | None = None
) -> Plan:
    """Store readings in a log, and return what they came to."""
    with opened(log, create=True) as connection, writing(connection, "import") as writer:
        plan = planned(connection, readings, wishes, decisions or {})
        store(writer, plan)
    return plan


def people(log: Path) -> list[Contact]:
    """Return everybody in a log, by name."""
    with opened(log, create=False) as connection:
        return sorted(contacts.load(connection).contacts.values(), key=lambda contact: contact.name)


def entries(log: Path) -> list[tuple[str, Kind, int]]:
    """Return with whom, what and when of all entries."""
    with opened(log, create=False) as connection:
        found = contacts.load(connection)
        return [(found.contacts[e.contact_id].name, e.kind, e.day) for e in events.find(connection, found)]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return where a log is made."""
    return tmp_path / "log.db"


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (card("Ana Belić"), card("Ana Belic"), True),
        (card("Belić, Ana"), card("Ana Belić"), True),
        (card("Dr. Ruth Amsel"), card("Ruth Amsel"), True),
        (card("Ana", identifiers=("a@x.org",)), card("Anna B", identifiers=("A@X.org",)), True),
        (card("Ana", identifiers=("+49 171 1234",)), card("A", identifiers=("0049 1711234",)), True),
        (card("Ana", identifiers=("a@x.org",)), card("Ana"), True),
        (card("Ana", identifiers=("a@x.org",)), card("Ana", identifiers=("+49 171 1234",)), True),
        (card("Ana", identifiers=("a@x.org",)), card("Ana", identifiers=("b@x.org",)), False),
        (card("Ana", birthday="1980-05-12"), card("Ana", birthday="--05-12"), True),
        (card("Ana", birthday="1980-05-12"), card("Ana", birthday="1981-05-12"), False),
        (card("Ana", birthday="1980-05-12"), card("Ana", birthday="--05-13"), False),
        (
            card("Ana", identifiers=("https://www.linkedin.com/in/a",)),
            card("Ana", identifiers=("https://www.linkedin.com/in/b",)),
            False,
        ),
        (card("Ana"), card("Anna"), False),
    ],
)
def test_two_lists(log: Path, one: Draft, other: Draft, *, joined: bool) -> None:
    """Two records are one person by an identifier, or by the name alone if nothing contradicts, in either order."""
    for number, order in enumerate(((one, other), (other, one))):
        path = log.with_name(f"{number}.db")
        brought(path, *(Reading(format_, [draft]) for format_, draft in zip(("vcard", "csv"), order, strict=True)))
        assert len(people(path)) == (1 if joined else 2)
        path = log.with_name(f"{number}s.db")
        for format_, draft in zip(("vcard", "csv"), order, strict=True):
            brought(path, Reading(format_, [draft]))
        assert len(people(path)) == (1 if joined else 2)


def test_who_is_told_apart_is_named(log: Path) -> None:
    """Somebody new who is called like somebody known, but is another one, is named once both are there."""
    brought(log, Reading("vcard", [card("Ana", identifiers=("a@x.org",)), card("Anna")]))
    assert brought(log, Reading("csv", [card("Ana", identifiers=("b@x.org",))])).apart == {"Ana": None}
    assert brought(log, Reading("csv", [card("Ana", identifiers=("b@x.org",))])).apart == {}


def test_one_list(log: Path) -> None:
    """Two records of one list are two people, unless they share an identifier or are equal in every field."""
    cards = [
        card("Peter Kahl", "row:1", note="Stadtwerke"),
        card("Peter Kahl", "row:2", note="Uni"),
        card("Gwen", "row:3", identifiers=("g@x.org",)),
        card("Gwen", "row:4", identifiers=("g@x.org", "h@x.org")),
        card("Olek", "row:5"),
        card("Olek", "row:6"),
    ]
    brought(log, Reading("csv", cards))
    assert [contact.name for contact in people(log)] == ["Gwen", "Olek", "Peter Kahl", "Peter Kahl"]
    again = brought(log, Reading("csv", cards))
    assert (again.empty, again.ambiguous, len(again.matched)) == (True, [], 4)


def test_a_source_that_is_no_list(log: Path) -> None:
    """Who is only met joins by the name alone, unless something tells them apart; a key of the source does."""

    def met(name: str, person: str, **values: Any) -> list[Draft]:  # noqa: ANN401 - the fields of a contact
        draft = card(name, person, **values)._replace(listed=False)
        return [draft, talk("x", person, name, DAY, "x")]

    mail, github = ("a@x.org",), ("https://github.com/ana",)
    one = [*met("Ana", "1", identifiers=mail), *met("Ana", "2", identifiers=github)]
    plan = brought(log, Reading("git", one))
    assert ([*plan.by_name], len(people(log))) == (["Ana"], 1)
    several = [*met("Ben", "1", identifiers=("b@x.org",)), *met("Ben", "2", identifiers=("c@x.org",))]
    several += met("Ben", "3", identifiers=("https://github.com/ben",))
    for number, drafts in enumerate((several, several[::-1])):
        path = log.with_name(f"{number}.db")
        brought(path, Reading("git", sorted(drafts, key=lambda draft: draft.record is Event)))
        assert len(people(path)) == 3
    keyed = [*met("Cleo", "c1", keys=("telegram:1",)), *met("Cleo", "c2", keys=("telegram:2",))]
    brought(log, Reading("telegram", keyed))
    assert [contact.name for contact in people(log)] == ["Ana", "Cleo", "Cleo"]


def test_a_key_is_remembered(log: Path) -> None:
    """The key of a source finds the person again under another name and after a merge; hands are never overruled."""
    brought(log, Reading("vcard", [card("Ana", "u1", keys=("vcard:u1",), note="old", circles=("Chor",))]))
    with opened(log, create=False) as connection:
        found = contacts.load(connection)
        (ana,) = found.contacts.values()
        with writing(connection, "contact edit") as writer:
            contacts.change(writer, ana, {"name": "Ana Belić", "note": ""})
            contacts.remove_element(writer, found, ana.id, "circles", "Chor")
    newer = card("Ana", "u1", keys=("vcard:u1",), note="new", circles=("Chor", "Moor"), birthday="--05-12")
    brought(log, Reading("vcard", [newer]))
    (ana,) = people(log)
    assert (ana.name, ana.note, ana.circles, ana.birthday) == ("Ana Belić", "", ("Moor",), "--05-12")


def test_what_was_removed_stays_removed(log: Path, run: Run) -> None:
    """Somebody removed by hand does not come again, under the key or an identifier; after undo everybody may."""
    one = Reading("vcard", [card("Ana", "u1", identifiers=("a@x.org",))])
    other = Reading("csv", [card("Ana B", "row:1", identifiers=("a@x.org",)), card("Ben", "row:2")])
    brought(log, one)
    run("--db", str(log), "undo")
    brought(log, one)
    run("--db", str(log), "contact", "remove", "Ana")
    plan = brought(log, one, other)
    assert [contact.name for contact in people(log)] == ["Ben"]
    assert set(plan.names["removed"]) == {"Ana", "Ana B"}


def test_ambiguous_people_are_listed_and_decided(log: Path) -> None:
    """A name of several contacts, and identifiers that lead to two, are open until somebody decides."""
    brought(log, Reading("csv", [card("Ana", "row:1", note="1"), card("Ana", "row:2", note="2")]))
    both = [card("Ana", "u1"), talk("vcard", "u1", "Ana", DAY, "x")]
    plan = brought(log, Reading("vcard", both))
    assert (len(plan.ambiguous[0].candidates), plan.left_out["ambiguous"], plan.rows) == (2, 1, [])
    first = next(iter(plan.ambiguous[0].candidates))
    assert brought(log, Reading("vcard", both), decisions={("vcard", "u1"): first}).left_out.total() == 0
    assert (len(people(log)), len(entries(log))) == (2, 1)
    assert len(brought(log, Reading("x", [card("Ana", "u2")]), decisions={("x", "u2"): NEW}).new) == 1
    gone = brought(log, Reading("csv", [card("Ana", "u3")]), decisions={("csv", "u3"): "removed since"})
    assert (gone.new, set(gone.names["ambiguous"])) == ([], {"Ana"})


def test_one_ambiguous_person_of_several_places_is_one_question(log: Path) -> None:
    """Records of two lists that nothing tells apart are decided together; somebody new of them is made once."""
    brought(log, Reading("csv", [card("Ana", "row:1", note="1"), card("Ana", "row:2", note="2")]))
    places = [
        Reading("vcard", [card("Ana", "u1", identifiers=("a@x.org",)), talk("vcard", "u1", "Ana", DAY, "x")]),
        Reading("friends", [card("ANA", "f1"), talk("friends", "f1", "Ana", DAY - 1, "y")]),
        Reading("notes", [card("Ana", "n1", identifiers=("b@x.org",)), card("Ana", "n2", identifiers=("c@x.org",))]),
    ]
    open_ = brought(log, *places).ambiguous
    assert [one.refs for one in open_] == [
        (("vcard", "u1"), ("friends", "f1")), (("notes", "n1"),), (("notes", "n2"),),
    ]  # fmt: skip
    plan = brought(log, *places, decisions={**open_[0].decided(NEW), **open_[1].decided(""), **open_[2].decided("")})
    assert (len(plan.new), len(plan.rows), plan.ambiguous) == (1, 2, [])
    assert (len(people(log)), len(entries(log))) == (3, 2)


def test_whoever_is_unknown_is_not_made(log: Path) -> None:
    """Somebody whom a source may not make is counted, and gets the entries once the log knows the person."""
    draft = card("Ines", "i@x.org", identifiers=("i@x.org",))._replace(listed=False, unless_known="one_direction")
    reading = Reading("mail", [draft, talk("mail", "i@x.org", "Ines", DAY, "Mail ×1")])
    plan = brought(log, reading)
    assert (plan.empty, plan.left_out["one_direction"], set(plan.names["one_direction"])) == (True, 1, {"Ines"})
    brought(log, Reading("vcard", [card("Ines Maar", "u1", identifiers=("I@x.org",))]))
    assert len(brought(log, reading).rows) == 1


def test_one_talk_a_day(log: Path) -> None:
    """A day with a talk gets no second one, from whatever source; other kinds do."""
    ana = card("Ana", "a@x.org", identifiers=("a@x.org",))
    mail = Reading("mail", [ana, talk("mail", "a@x.org", "Ana", DAY, "Mail ×1")])
    chat = Reading("whatsapp", [card("Ana", "Ana"), talk("whatsapp", "Ana", "Ana", DAY, "WhatsApp ×2")])
    plan = brought(log, mail, chat)
    assert (len(plan.rows), plan.seen, plan.left_out["twice"]) == (1, 0, 1)
    given = {"direction": Direction.GIVEN, "kind": Kind.SHARE, "one_sided": True}
    share = Reading("x", [card("Ana", "ana"), exchange("x", "share", "ana", "Ana", DAY, **given)])
    renamed = Reading("x", [card("Ana", "ana2"), exchange("x", "share", "ana2", "Ana", DAY, **given)])
    assert len(brought(log, share).rows) == 1
    assert (len(brought(log, renamed).rows), len(entries(log))) == (0, 2)


def test_two_pull_requests_of_a_day(log: Path) -> None:
    """Reviews of one day are as many as pull requests, since gh knows each by its own."""
    review = {"direction": Direction.RECEIVED, "kind": Kind.FEEDBACK}
    drafts = [exchange("gh", f"o/r#{number}:review", "ana", "Ana", DAY, **review) for number in (1, 2)]
    assert len(brought(log, Reading("gh", [card("Ana", "ana"), *drafts])).rows) == 2


def test_wishes(log: Path) -> None:
    """Talks can be left away, days too; the new people, and only those, come into a circle."""
    drafts: Sequence[Draft] = [
        card("Ana", "a"),
        card("Ben", "b")._replace(listed=False),
        talk("telegram", "b", "Ben", DAY, "x"),
        Draft(
            Event,
            {"day": DAY - 9, "direction": Direction.GIVEN, "kind": Kind.HELP, "note": "", "source": "monica:1"},
            "Ana",
            "a",
        ),
    ]
    brought(log, Reading("telegram", drafts[:1]))
    plan = brought(log, Reading("telegram", drafts), wishes=Wishes(DAY - 5, talk=True, circle="Neu"))
    assert entries(log) == [("Ben", Kind.TALK, DAY)]
    assert [contact.circles for contact in people(log)] == [(), ("Neu",)]
    assert len(plan.new) == 1
    other = log.with_name("other.db")
    brought(other, Reading("telegram", drafts), wishes=Wishes(talk=False))
    assert ([contact.name for contact in people(other)], len(entries(other))) == (["Ana", "Ben"], 1)

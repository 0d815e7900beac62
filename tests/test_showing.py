"""What may be shown to others: nothing said about one person, and with --no-names no name in any form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import spoken
from logs import DAY, entry, ledger, random_ledger
from netcheck.domain.anonymize import Labels, pseudonymize, relabel
from netcheck.domain.demo import demo
from netcheck.domain.model import Contact, Ledger
from netcheck.domain.report import PublishedReport
from netcheck.domain.report_builder import build
from netcheck.view.demo import demo_texts
from netcheck.view.serialize import dump, report_json

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from logs import Whole

MASKS = Labels("Person {letter}", "Group {letter}", "a circle", "An archive")
EVERY_FORM = [[], ["--html", "-"], ["--svg", "-"], ["--json"]]
LOG = """\
{"type": "contact", "id": "a1", "name": "Ada Quill", "aliases": ["Countess"], "circles": ["Quills"], "note": "n1"}
{"type": "contact", "id": "r1", "name": "Readers", "group": true}
{"type": "event", "on": "2026-11-20", "with": "Ada Quill", "direction": "received", "kind": "help", "note": "n2"}
{"type": "event", "on": "2026-11-21", "with": "Readers", "direction": "given", "kind": "content", "one_sided": true}
{"type": "check", "id": "c1", "on": "2026-11-01", "voice": "person", "with_id": "a1", "answers": {"dialogue": "no"}}
{"type": "check", "id": "c2", "on": "2026-10-01", "voice": "person", "answers": {"dialogue": "yes", "respect": "yes"}}
{"type": "step", "id": "s1", "text": "talk about trust", "with_id": "a1", "check_id": "c1", "question": "dialogue"}
{"type": "step", "id": "s2", "text": "thank somebody", "check_id": "c2", "question": "respect"}
"""


def words_of(text: str) -> str:
    """Return what is read of a report in any form, with single blanks."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).replace("\xa0", " ").split())


@pytest.fixture
def shown(run: Run) -> Run:
    """Report on LOG."""
    run("import", "jsonl", "-", stdin=LOG)
    return lambda *options, **asked: run("report", *options, **asked)


@pytest.mark.parametrize("options", EVERY_FORM[1:3], ids=" ".join)
def test_answers_about_one_person_stay_on_the_terminal(shown: Run, options: list[str]) -> None:
    """A page and a picture hold one's own answers and step, but neither the answers about a person nor their step."""
    terminal, found = words_of(shown().out), words_of(shown(*options).out)
    for own in ("Oct 2026: 2 of 2", "thank somebody"):
        assert own in terminal
        assert own in found
    for about in ("Nov 2026: 0 of 1", "talk about trust"):
        assert about in terminal
        assert about not in found


@pytest.mark.parametrize("options", EVERY_FORM, ids=" ".join)
def test_without_names_nothing_names_anybody(shown: Run, options: list[str]) -> None:
    """Names, aliases, circles, steps and answers about a person are gone; letters stand for people and groups."""
    for narrowed in ([], ["--with", "Ada"], ["--circle", "Quills"], ["--with", "Readers"]):
        text = words_of(shown("--no-names", *narrowed, *options).out)
        assert re.findall(r"(?i)ada|quill|countess|readers|trust|thank somebody|0 of 1|\bn[12]\b", text) == []
    assert "2 of 2" in words_of(shown("--no-names").out)
    assert "help from Person A" in words_of(shown("--no-names").out)
    assert "a find for Group A" in words_of(shown("--no-names").out)


@pytest.mark.parametrize("options", EVERY_FORM[:3], ids=" ".join)
def test_titles_name_nobody(shown: Run, options: list[str]) -> None:
    """A report about a person or a circle says so without their names, in both languages."""
    assert "You and Person A" in words_of(shown("--no-names", "--with", "Ada", *options).out)
    assert "You and Group A" in words_of(shown("--no-names", "--with", "Readers", *options).out)
    assert "Dein Netzwerk: ein Kreis" in words_of(
        shown("--no-names", "--circle", "Quills", "--lang", "de", *options).out
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("options", EVERY_FORM, ids=" ".join)
def test_no_name_of_the_made_up_log_is_left(run: Run, home: Path, language: str, options: list[str]) -> None:
    """Of 33 people with first and last names, not one is in any form of the report."""
    found = demo(DAY, spoken(language, demo_texts))
    names = {word for contact in found.contacts.values() for word in re.findall(r"\w{3,}", contact.name)}
    run("--lang", language, "demo", "--keep", str(home / "demo.db"))
    with_names, without = (
        set(re.findall(r"\w+", run("--lang", language, "--db", str(home / "demo.db"), "report", *options, *more).out))
        for more in ([], ["--no-names"])
    )
    assert len(names & with_names) > 10
    assert names & without == set()


def masked(log: Ledger) -> PublishedReport:
    """Return a report without names."""
    return relabel(PublishedReport(build(pseudonymize(log), DAY)), MASKS)


def renamed(log: Whole, random: Any) -> Ledger:  # noqa: ANN401 - hypothesis's random
    """Return the log with the names among its people exchanged."""
    names = [contact.name for contact in log.contacts.values()]
    random.shuffle(names)
    called = zip(log.contacts.items(), names, strict=True)
    return log.replaced(contacts={key: contact.replaced(name=name) for (key, contact), name in called})


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_letters_say_nothing_of_names(seed: int, random: Any) -> None:  # noqa: ANN401 - hypothesis's random
    """Whatever the same people are called, they get the same letters, and the same numbers to the last digit."""
    log = random_ledger(seed, people=9, size=80, span=300)
    assert masked(log) == masked(renamed(log, random))


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_only_what_is_drawn_goes_by_names(seed: int, random: Any) -> None:  # noqa: ANN401 - hypothesis's random
    """Who is left out and swapped between two windows is drawn in the order of the names: that alone may differ."""
    log = random_ledger(seed, people=9, size=400, span=900)
    one, other = (
        masked(found).report.replaced(**dict.fromkeys(("comparison", "density", "signature")), history=())
        for found in (log, renamed(log, random))
    )
    for key, value in one.as_dict().items():
        mine, others = (
            found.replaced(change=None) if hasattr(found, "change") else found for found in (value, getattr(other, key))
        )
        assert mine == others, key


def test_letters_are_no_ranking() -> None:
    """Neither who came first, nor who is strongest, nor the alphabet decides who is A."""
    log = ledger(entry(age, f"got {name} help") for age, name in enumerate("abcdefgh") for _ in range(9 - age))
    order = [row.id for row in masked(log).report.contacts]
    assert sorted(order) == list("abcdefgh")
    assert order not in (sorted(order), sorted(order, reverse=True))


def test_one_letter_stands_for_one_person_throughout() -> None:
    """The same person has the same letter wherever the report names people, and those whom it names come first."""
    log = demo(DAY, spoken("en", demo_texts))
    real, found = build(log, DAY), masked(log).report
    letters = {row.id: row.name for row in found.contacts}
    called = {row.name: letters[row.id] for row in real.contacts}
    assert sorted(called[name] for name in real.lively) == list(found.lively)
    assert sorted(called[person.name] for person in real.quiet) == [person.name for person in found.quiet]
    assert sorted(called[name] for name in real.reserve.people) == sorted(found.reserve.people)
    assert [row.sole and called[row.sole] for row in real.exchanges] == [row.sole for row in found.exchanges]
    assert real.worst_loss
    assert found.worst_loss
    assert found.worst_loss.contact == called[real.worst_loss.contact or ""]
    named = {*found.lively, *found.reserve.people, *(person.name for person in found.quiet)}
    assert sorted(named) == [f"Person {one}" for one in "ABCDEFGHIJKLMN"]
    assert {f"Person {one}" for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {"Person AA"} < set(called.values())


def test_numbers_stay_as_they_are() -> None:
    """Only names differ in the JSON form."""
    log = demo(DAY, spoken("en", demo_texts))
    real, found = (json.loads(dump(report_json(report))) for report in (build(log, DAY), masked(log).report))
    for parsed in (real, found):
        rows = [{key: value for key, value in row.items() if key != "name"} for row in parsed["contacts"]]
        parsed["contacts"] = sorted(rows, key=str)
        parsed["measures"]["worst_loss"] |= {"contact": None, "sole": list(parsed["measures"]["worst_loss"]["sole"])}
        parsed["measures"]["reserve"]["people"] = len(parsed["measures"]["reserve"]["people"])
    assert real == found


def test_more_people_than_letters() -> None:
    """After Z comes AA; contacts are sorted by what they are called."""
    log = ledger(entry(1, f"got p{number} help") for number in range(60))
    names = [row.name for row in masked(log).report.contacts]
    assert names == sorted(names)
    assert {"Person A", "Person Z", "Person AA", "Person AZ", "Person BA", "Person BH"} <= set(names)
    assert len(set(names)) == 60


def test_an_archive_is_not_named() -> None:
    """Where one-sided entries came from may name someone."""
    log = ledger([entry(1, "gave R content", one_sided=True, source="adasite:1")], Contact("R", "R"))
    assert masked(log).report.one_sided == ("An archive",)
    assert masked(ledger([entry(1)])).report.one_sided == ()

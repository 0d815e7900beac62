"""The made-up log: the same everywhere, and worth a look."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from uuid import UUID

import pytest

from conftest import spoken
from logs import Whole, whole
from netcheck.domain.check_dates import next_due
from netcheck.domain.checklist import GUIDE, QUESTIONS, clear_yes
from netcheck.domain.demo import demo, demo_events
from netcheck.domain.measures import Trend, Verdict
from netcheck.domain.model import Direction, Event, Function, Kind
from netcheck.domain.report import Density
from netcheck.domain.report_builder import build
from netcheck.i18n import LANGUAGES
from netcheck.importers.jsonl import parse
from netcheck.view.demo import demo_texts
from netcheck.view.entry import event_sentence
from netcheck.view.serialize import jsonl_lines

TODAY = date(2026, 11, 23).toordinal()


def made_up(language: str, today: int = TODAY) -> Whole:
    """Return the made-up log in a language."""
    texts = spoken(language, demo_texts)
    return whole(demo(today, texts), demo_events(today, texts))


@pytest.mark.parametrize("today", ["2026-11-23", "2024-02-29", "2027-05-31", "1999-12-31"])
def test_its_report_shows_what_a_network_is_about(today: str) -> None:
    """On any day: denser, balanced, work on one person, backing from three, someone quiet, no excuses."""
    day = date.fromisoformat(today).toordinal()
    report = build(made_up("en", day), day)
    assert (report.not_compared, report.compared_days, report.effort_changed) == (None, 365, False)
    assert report.density is Density.DENSER
    assert report.effective_contacts
    assert report.depth
    assert report.giving_share
    assert (report.effective_contacts.change, report.depth.change) == (Trend.DOWN, None)
    assert report.giving_share.verdict is Verdict.BALANCED
    served = {exchange.function: exchange for exchange in report.exchanges}
    assert [function for function, exchange in served.items() if exchange.sole] == [Function.BUSINESS]
    assert served[Function.BACKING].received_from == served[Function.BACKING].received == 3
    assert [quiet.name for quiet in report.quiet] == ["Katrin Voss"]
    assert report.lively == ("Alma Reuter", "Ana Belić", "Eva Lindner", "Jürgen Brandt", "Robert Haas")
    assert report.pauses == ()
    assert report.ties
    assert (report.ties.new, report.ties.kept, report.ties.lost) == (2, 18, 10)
    assert report.reserve.n >= report.reserve.backed == 3
    assert (report.asked.asked, report.asked.asked_times) == (6, 11)
    assert report.signature
    assert report.signature.before
    assert report.signature.now[4] > report.signature.before[4]


def test_it_is_as_large_as_two_years_of_a_careful_person() -> None:
    """About 33 people and 420 entries in two years, yesterday's the last; one group, one without bookkeeping."""
    ledger = made_up("de")
    report = build(ledger, TODAY)
    assert (report.people, report.log.events) == (33, 420)
    assert report.log.last == TODAY - 1
    assert report.log.first == TODAY - 757
    assert [contact.name for contact in ledger.contacts.values() if contact.group] == ["Textwerk Altona"]
    assert [contact.name for contact in ledger.contacts.values() if contact.no_balance] == ["Ruth Adler"]
    assert {event.kind for event in ledger.events} == set(Kind) - {Kind.OTHER}
    assert {event.weight for event in ledger.events} == {1, 2, 3}
    assert all(event.direction is Direction.MUTUAL for event in ledger.events if event.kind is Kind.TALK)
    notes = Counter(bool(event.note) for event in ledger.events)
    assert notes[True] > notes[False] > 50


def test_ids_look_like_those_of_a_real_log() -> None:
    """Each id is a UUID of version 7, none comes twice, and entries sort by day and id alike."""
    ledger = made_up("de")
    ids = [one.id for group in (ledger.contacts.values(), ledger.events, ledger.checks, ledger.steps) for one in group]
    assert len(set(ids)) == len(ids)
    assert all(UUID(one).version == 7 and UUID(one).hex == one for one in ids)
    assert [event.id for event in ledger.events] == sorted(event.id for event in ledger.events)
    assert [event.day for event in ledger.events] == sorted(event.day for event in ledger.events)
    assert all(event.contact_id in ledger.contacts for event in ledger.events)


def test_it_is_the_same_in_both_languages_but_for_the_words() -> None:
    """Names, days and ids agree; notes and circles do not."""
    german, english = made_up("de"), made_up("en")
    assert [event.replaced(note="") for event in german.events] == [event.replaced(note="") for event in english.events]
    assert german.events != english.events
    assert [one.name for one in german.contacts.values()] == [one.name for one in english.contacts.values()]
    assert made_up("de") == german


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_steps_and_guide_are_answered(language: str) -> None:
    """Eight quarters of answers, the next one due today, one step open, every question of the guide answered."""
    texts = spoken(language, demo_texts)
    ledger = demo(TODAY, texts)
    assert [clear_yes(check) for check in ledger.checks] == [3, 4, 4, 5, 5, 6, 6, 7]
    assert all(tuple(check.answers) == QUESTIONS for check in ledger.checks)
    assert next_due(ledger.checks[-1].day) == TODAY
    assert [step.done is None for step in ledger.steps] == [False, False, False, True]
    assert {entry.id for entry in ledger.guide} == set(GUIDE)
    assert {str(kind) for kind in Kind} == set(texts.notes)
    assert set(texts.about) <= {contact.name for contact in ledger.contacts.values()}


def test_it_can_be_kept_and_read_again() -> None:
    """What it holds is a valid export: every line is taken over."""
    ledger = made_up("de")
    found = list(jsonl_lines(ledger, map(Event.row, ledger.events)))
    drafts, problems = parse(io.BytesIO("\n".join(found).encode()), TODAY)
    assert problems == []
    assert len(drafts) == len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_told_in_a_sentence(language: str) -> None:
    """No text holds a placeholder or what a terminal would act on, and each entry has its sentence."""
    ledger = made_up(language)
    for event in ledger.events:
        name = ledger.contacts[event.contact_id].name
        told = event_sentence(event, name)
        assert name in told
        assert event.note in told
    lines = jsonl_lines(ledger, map(Event.row, ledger.events))
    written = [line for line in lines if not line.isprintable() or "…" in line or "\\u" in line]
    assert written == []


def test_what_shows_in_it_does_not_hang_on_one_person_alone() -> None:
    """Without any one of the five liveliest, the ties would still be fewer and stronger than a year ago."""
    ledger = made_up("en")
    for name in build(ledger, TODAY).lively:
        rest = {key: contact for key, contact in ledger.contacts.items() if contact.name != name}
        assert build(ledger.replaced(contacts=rest, checks=[], steps=[]), TODAY).density is Density.DENSER

"""What is due: the questions, steps, people by wish or rhythm, birthdays, and what fits into a digest."""

from __future__ import annotations

from datetime import date
from math import floor, log
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import DAY, entry, ledger
from netcheck.domain import cadence
from netcheck.domain.cadence import Cadence
from netcheck.domain.due import (
    Birthday,
    Due,
    DuePerson,
    due,
    looked_at,
    scheduled,
    wish_for,
)
from netcheck.domain.model import Check, Circle, Contact, Event, Step, Voice
from netcheck.domain.spans import Span
from netcheck.domain.triage import spread_out, undecided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.due import Digest

STEADY = [entry(age, "with Ben talk") for age in range(0, 700, 7)]
"""Somebody met each week, so that the log has no pause."""
EVERY_TEN = [entry(age, "with Ada talk") for age in (60, 50, 40, 30)]


def met(*ages: int, name: str = "Ada") -> list[Event]:
    """Return talks with somebody so many days ago."""
    return [entry(age, f"with {name} talk") for age in ages]


def people(events: Sequence[Event], *contacts: Contact, today: int = DAY) -> dict[str, DuePerson]:
    """Return those who are due, by name, in a log that goes on all the time."""
    found = due(ledger([*STEADY, *events], *contacts), today).people
    return {person.contact.name: person for person in found}


def person(name: str, excess: float = 0.0) -> DuePerson:
    """Return somebody due."""
    return DuePerson(Contact(name, name), Cadence(1, "w"), 7, DAY - 7, excess)


def names(digest: Digest) -> str:
    """Return the people of a digest, each by a letter."""
    return "".join(one.contact.name for one in digest.people)


# how often


@pytest.mark.parametrize(
    ("text", "days"),
    [("6w", 42), ("10d", 10), ("1m", 30), ("3m", 91), ("1y", 365), ("", None), ("w", None), ("0w", None), ("6h", None)],
)
def test_a_stored_cadence_is_read(text: str, days: int | None) -> None:
    """A length of time has its days; what a later version may store is no wish."""
    found = cadence.read(text)
    assert (found and found.days) == days
    assert found is None or str(found) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(days=42), "6w"), (Span(days=10), "10d"), (Span(months=3), "3m"), (Span(months=24), "2y"),
        (Span(), "None"), (Span(months=132), "None"), (Span(days=3654), "None"),
    ],
)  # fmt: skip
def test_a_span_is_written_in_one_way(span: Span, text: str) -> None:
    """Weeks, months and years are kept as such; nothing and more than ten years is no wish."""
    assert str(cadence.of_span(span)) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [(0.5, "1d"), (4, "4d"), (21.4, "3w"), (59, "8w"), (61, "2m"), (500, "16m"), (800, "2y"), (914, "3y")],
)
def test_a_gap_is_called_by_a_round_number(days: float, text: str) -> None:
    """A person's usual gap is told as somebody would say it."""
    assert str(cadence.about(days)) == text


@pytest.mark.parametrize(
    ("contact", "wish"),
    [
        (Contact("a", "Ada"), "None"),
        (Contact("a", "Ada", every="6w"), "6w"),
        (Contact("a", "Ada", circles=("Peers",)), "3m"),
        (Contact("a", "Ada", every="1y", circles=("Moor", "Peers")), "3m"),
        (Contact("a", "Ada", every="6w", circles=("Peers",)), "6w"),
        (Contact("a", "Ada", circles=("Peers",), group=True), "None"),
        (Contact("a", "Ada", every="1y", circles=("Peers",), group=True), "1y"),
    ],
)
def test_the_shorter_wish_wins(contact: Contact, wish: str) -> None:
    """Of a contact's own wish and those of its circles the shortest holds; a group has only its own."""
    assert str(wish_for(contact, {"Peers": "3m", "Moor": "2y"})) == wish


# people


@pytest.mark.parametrize(("age", "excess"), [(41, None), (42, 0.0), (63, 0.5), (84, 1.0)])
def test_a_wish_comes_due(age: int, excess: float | None) -> None:
    """Somebody is due when as much time has passed since the last entry as was wished."""
    found = people(met(300, age), Contact("Ada", "Ada", every="6w")).get("Ada")
    assert (found and found.excess) == (excess if excess is None else pytest.approx(excess))


def test_any_exchange_resets_a_wish() -> None:
    """What was given, received or shared counts alike, and what was entered for an earlier day does not."""
    ada = Contact("Ada", "Ada", every="6w")
    for words in ("gave Ada help", "got Ada content", "with Ada talk"):
        assert "Ada" not in people([*met(80), entry(3, words)], ada)
    assert "Ada" in people([*met(80), entry(79, "gave Ada help"), entry(300, "got Ada help")], ada)


def test_somebody_never_met_is_just_due() -> None:
    """A wish for somebody without an entry is due at once, after all others."""
    found = people([], Contact("Ada", "Ada", every="6w"))
    assert (found["Ada"].last, found["Ada"].excess) == (None, 0.0)


@pytest.mark.parametrize(("age", "is_due"), [(29, False), (30, True), (79, True), (80, False), (300, False)])
def test_a_rhythm_of_ones_own_comes_due(age: int, is_due: bool) -> None:
    """Without a wish, three to eight times the usual gap; beyond that the tie is left in peace."""
    found = people(met(*(age + back for back in (0, 10, 20, 30))))
    assert ("Ada" in found) == is_due
    assert not is_due or (found["Ada"].cadence is None and found["Ada"].gap == 10)


def test_only_the_strongest_ties_have_a_rhythm() -> None:
    """Fifteen others that are stronger, Ben among them, take somebody's place; groups take none."""
    others = [entry(1, f"gave c{number} help", weight=3) for number in range(14) for _ in "ab"]
    assert "Ada" in people([*EVERY_TEN, *others[2:]])
    assert "Ada" not in people([*EVERY_TEN, *others])
    assert "Ada" in people([*EVERY_TEN, *others], Contact("c0", "c0", group=True))


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({}, True),
        ({"ignored": True}, False),
        ({"snooze_until": DAY + 1}, False),
        ({"snooze_until": DAY}, True),
        ({"group": True}, False),
        ({"no_balance": True}, True),
    ],
)
def test_who_is_left_alone(fields: dict[str, Any], is_due: bool) -> None:
    """Whoever is ignored, put off or a group is not due by rhythm; not even by wish, if ignored or put off."""
    plain = Contact("Ada", "Ada").replaced(**fields)
    assert ("Ada" in people(EVERY_TEN, plain)) == is_due
    assert ("Ada" in people(met(80), plain.replaced(every="6w"))) == (is_due or bool(fields.get("group")))


def test_pauses_of_the_log_do_not_count() -> None:
    """The days strictly inside a pause of the whole log are no days of silence."""
    before = [entry(age, "with Ben talk") for age in range(200, 400, 7)]
    after = [entry(age, "with Ben talk") for age in range(0, 20, 7)]
    wish = Contact("Ada", "Ada", every="6w")
    found = due(ledger([*before, *after, *met(204)], wish), DAY).people
    assert [one.contact.name for one in found] == []
    found = due(ledger([*before, *after, *met(232)], wish), DAY).people
    assert [one.contact.name for one in found] == ["Ada"]


@pytest.mark.parametrize("every", ["1w", "2w", "3w", ""])
def test_nobody_stops_being_due_by_waiting(every: str) -> None:
    """In an ongoing pause the count stands still where the pause began; once it is over, its days do not count."""
    ada = Contact("Ada", "Ada", every=every)
    ages = (3, 17, 24) if every else (2, 12, 22, 32, 42)
    events = [*STEADY, *met(*ages)]
    days = {event.day for event in events}
    longest = floor((max(days) - min(days)) / (len(days) - 1) * (log(len(days)) + 3))
    assert longest > 50
    excesses = []
    for later in range(0, 400, 3):
        found = {one.contact.name: one for one in due(ledger(events, ada), DAY + later).people}
        excesses.append(found["Ada"].excess if "Ada" in found else -1)
    assert excesses == sorted(excesses)
    assert excesses[-1] == pytest.approx((longest + ages[0]) / {"1w": 7, "2w": 14, "3w": 21, "": 30}[every] - 1)
    again = [*events, entry(-400, "with Ben talk")]
    assert due(ledger(again, ada), DAY + 400).people == ()


@pytest.mark.parametrize(
    ("gaps", "silent", "is_due"),
    [
        ([10] * 3, 29, False),
        ([10] * 3, 30, True),
        ([10] * 3, 79, True),
        ([10] * 3, 80, False),
        ([10] * 7, 79, True),
        ([10] * 7, 80, False),
        ([8, 8, 8, 8, 8, 8, 36], 95, True),
        ([8, 8, 8, 8, 8, 8, 36], 96, False),
        ([8, 8, 8, 8, 8, 8, 50], 100, True),
        ([8, 8, 8, 8, 8, 8, 50], 112, False),
        ([40, 40, 40, 40, 40, 40, 200], 365, True),
        ([20, 20, 20, 20, 20, 20, 190], 365, True),
        ([20, 20, 20, 20, 20, 20, 190], 380, False),
    ],
)
def test_when_a_rhythm_is_left_in_peace(gaps: list[int], silent: int, *, is_due: bool) -> None:
    """From three gaps on; with eight days until lapsed: eight usual gaps and twice the longest, or eight and a year."""
    ages = [silent + sum(gaps[at:]) for at in range(len(gaps) + 1)]
    steady = [entry(age, "with Ben talk") for age in range(0, 1500, 7)]
    found = {one.contact.name for one in due(ledger([*steady, *met(*ages)]), DAY).people}
    assert ("Ada" in found) is is_due


def test_a_rhythm_says_from_how_many_gaps() -> None:
    """The usual gap of a person without a wish comes with the number of gaps that it was computed from."""
    found = people(met(40, 45, 60, 60, 70))["Ada"]
    assert (found.gap, found.gaps, found.cadence) == (10.0, 3, None)


def test_the_most_overdue_comes_first() -> None:
    """People are in order of their excess over what was wished, not over days; then by name."""
    contacts = [
        Contact(name, name, every=every) for name, every in (("A", "1y"), ("B", "1w"), ("C", "2w"), ("D", "1w"))
    ]
    events = [*met(400, name="A"), *met(14, name="B"), *met(35, name="C"), *met(14, name="D")]
    assert list(people(events, *contacts)) == ["C", "B", "D", "A"]


# questions and steps


@pytest.mark.parametrize(
    ("checks", "months", "expected"),
    [
        ([], 3, [Voice.PERSON]),
        ([("2026-08-23", Voice.PERSON)], 3, [Voice.PERSON]),
        ([("2026-08-24", Voice.PERSON)], 3, []),
        ([("2026-08-23", Voice.PERSON), ("2026-11-01", Voice.COMPANY)], 3, [Voice.PERSON]),
        ([("2026-11-01", Voice.PERSON), ("2026-08-23", Voice.COMPANY)], 3, [Voice.COMPANY]),
        ([("2026-08-23", Voice.PERSON)], 6, []),
        ([("2020-08-23", Voice.PERSON)], None, []),
    ],
)
def test_the_questions_come_again(checks: list[tuple[str, Voice]], months: int | None, expected: list[Voice]) -> None:
    """A quarter after the last time, or as set; a company's apart, and only where they were answered before."""
    made = [
        Check(str(n), date.fromisoformat(day).toordinal(), voice, answers={}) for n, (day, voice) in enumerate(checks)
    ]
    found = due(ledger(STEADY, checks=made), DAY, months_between_checks=months)
    assert list(found.checks) == expected
    assert found.first == (not any(voice is Voice.PERSON for _, voice in checks))


@pytest.mark.parametrize(("age", "is_due"), [(6, False), (7, True)])
def test_the_first_check_waits_for_a_week(age: int, is_due: bool) -> None:
    """Somebody who has just begun is left in peace; a check about one person is none about oneself."""
    about = Check("1", DAY, Voice.PERSON, "Ada", answers={})
    assert bool(due(ledger(met(age), checks=[about]), DAY).checks) == is_due
    assert due(ledger(), DAY) == Due(first=True)


def test_steps_whose_day_has_come() -> None:
    """Open steps without a day or with one that is here, by their numbers; not those done or still to come."""
    made = [Step("1", "done", done=DAY), Step("2", "open"), Step("3", "later", by=DAY + 1), Step("4", "now", by=DAY)]
    found = due(ledger(steps=made), DAY)
    assert [number for number, _ in found.steps] == [2, 4]
    digest = scheduled(found.replaced(steps=tuple((n, made[1]) for n in range(1, 6))), {}, DAY)
    assert (len(digest.steps), digest.more_steps) == (3, 2)


# birthdays


@pytest.mark.parametrize(
    ("birthday", "today", "days", "expected"),
    [
        ("1980-11-23", "2026-11-23", 7, "2026-11-23"),
        ("--11-30", "2026-11-23", 7, "2026-11-30"),
        ("--12-01", "2026-11-23", 7, None),
        ("--11-22", "2026-11-23", 7, None),
        ("--01-02", "2026-12-28", 7, "2027-01-02"),
        ("--02-29", "2027-02-25", 7, "2027-02-28"),
        ("--02-29", "2028-02-25", 7, "2028-02-29"),
        ("--11-24", "2026-11-23", 0, None),
        ("--11-23", "2026-11-23", None, None),
        ("", "2026-11-23", 7, None),
        ("--12-31", "9999-12-31", 7, "9999-12-31"),
        ("--01-02", "9999-12-31", 7, None),
    ],
)
def test_birthdays_are_told_ahead(birthday: str, today: str, days: int | None, expected: str | None) -> None:
    """A birthday is told so many days ahead, over New Year and where a year has no 29 February."""
    ada = Contact("Ada", "Ada", birthday=birthday)
    found = due(ledger((), ada), date.fromisoformat(today).toordinal(), birthday_days=days).birthdays
    assert [date.fromordinal(one.day).isoformat() for one in found] == ([expected] if expected else [])


def test_a_birthday_takes_the_place_of_a_reminder() -> None:
    """Nobody is there twice; a birthday is told of whoever is put off, and not of whoever is ignored."""
    ada = Contact("Ada", "Ada", birthday="--11-25", every="6w")
    found = due(ledger([*STEADY, *met(80)], ada), DAY)
    assert ([one.contact.name for one in found.birthdays], found.people) == (["Ada"], ())
    assert due(ledger((), ada.replaced(snooze_until=DAY + 9)), DAY).birthdays
    assert not due(ledger((), ada.replaced(ignored=True)), DAY).birthdays


# the digest


def test_a_digest_is_capped() -> None:
    """Five people at most, birthdays included and first; the others are counted."""
    found = Due(people=tuple(map(person, "ABCDEFG")))
    assert (names(scheduled(found, {}, DAY)), scheduled(found, {}, DAY).more) == ("ABCDE", 2)
    celebrating = found.replaced(birthdays=tuple(Birthday(Contact(name, name), DAY + 1) for name in "XY"))
    digest = scheduled(celebrating, {}, DAY)
    assert (names(digest), len(digest.birthdays), digest.more) == ("ABC", 2, 4)
    many = found.replaced(birthdays=tuple(Birthday(Contact(str(n), str(n)), DAY) for n in range(8)))
    assert (names(scheduled(many, {}, DAY)), scheduled(many, {}, DAY).more) == ("", 10)


def test_the_others_get_their_turn() -> None:
    """Week by week, who was shown rests for one digest; whoever looks in between sees those just told of."""
    found, shown = Due(people=tuple(map(person, "ABCDEFGH"))), dict[str, int]()
    told, seen = [], []
    for week in range(4):
        today = DAY + 7 * week
        digest = scheduled(found, shown, today)
        told.append(names(digest))
        shown |= dict.fromkeys(digest.shown, today)
        seen.append(names(looked_at(found, shown, today + 3)))
    assert told == ["ABCDE", "FGH", "ABCDE", "FGH"]
    assert seen == ["ABCDE", "FGHAB", "ABCDE", "FGHAB"]


def test_looking_shows_the_first_where_nobody_was_told() -> None:
    """Without a scheduler the same five stay until something is done; nobody ever vanishes by looking."""
    found = Due(people=tuple(map(person, "ABCDEFG")))
    assert names(looked_at(found, {}, DAY)) == "ABCDE"
    assert names(looked_at(found.replaced(people=found.people[1:]), {}, DAY)) == "BCDEF"
    assert names(looked_at(found, dict.fromkeys("ABCDEFG", DAY - 8), DAY)) == "ABCDE"


def test_a_birthday_is_told_once_ahead_and_on_the_day() -> None:
    """A scheduler that comes each day tells of a birthday when it comes near, and once more when it is there."""
    found, shown = Due(birthdays=(Birthday(Contact("a", "Ada"), DAY + 7),)), dict[str, int]()
    told = []
    for day in range(DAY, DAY + 8):
        digest = scheduled(found, shown, day)
        told += [day - DAY] * (not digest.is_empty)
        shown |= dict.fromkeys(digest.shown, day)
    assert told == [0, 7]


@given(st.integers(0, 40), st.integers(0, 6), st.lists(st.integers(1, 9), max_size=30))
def test_everybody_has_a_turn(people_due: int, birthdays: int, waits: list[int]) -> None:
    """However many are due and whenever schedulers fire: five at most, none shown twice in eight days, all counted."""
    found = Due(
        people=tuple(person(f"p{number}") for number in range(people_due)),
        birthdays=tuple(Birthday(Contact(f"b{number}", "B"), DAY + 3) for number in range(birthdays)),
    )
    shown: dict[str, int] = {}
    today = DAY
    for wait in waits:
        digest = scheduled(found, shown, today)
        assert len(digest.people) + len(digest.birthdays) <= 5
        assert all(today - shown[one.contact.id] > 7 for one in digest.people if one.contact.id in shown)
        assert len(digest.people) + digest.more >= people_due
        shown |= dict.fromkeys(digest.shown, today)
        today += wait


# deciding


def test_nothing_is_decided_for_these() -> None:
    """Asked about are single people without wish, rest or ban, the strongest first, those put off last."""
    contacts = [
        Contact("a", "A", every="6w"), Contact("b", "B", ignored=True), Contact("c", "C", snooze_until=DAY + 1),
        Contact("d", "D", group=True), Contact("e", "E", circles=("Peers",)), Contact("f", "F"), Contact("g", "G"),
        Contact("h", "H", snooze_until=DAY), Contact("i", "I"),
    ]  # fmt: skip
    events = [entry(40, "with f talk"), *met(90, 80, 70, 60, name="g"), entry(1, "with h talk", weight=3)]
    found = undecided(ledger(events, *contacts, circles=[Circle("p", "Peers", "3m")]), DAY, {"g": DAY - 2})
    assert [one.contact.name for one in found] == ["H", "F", "I", "G"]
    assert [(one.entries, one.last, one.gap) for one in found[1:]] == [
        (1, DAY - 40, None),
        (0, None, None),
        (4, DAY - 60, 10),
    ]


def test_a_wall_is_spread_over_weeks() -> None:
    """Five in a week, the first ones in this one, nobody lost and nobody twice."""
    wall = [person(f"p{number}") for number in range(12)]
    weeks = spread_out(wall, DAY)
    assert [(week.first - DAY, len(week.people)) for week in weeks] == [(0, 5), (7, 5), (14, 2)]
    assert [one for week in weeks for one in week.people] == wall
    assert spread_out([], DAY) == []

"""What is suggested: by the log alone, a few at a time, in alphabetical order."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from logs import DAY, entry, ledger, random_ledger
from netcheck.domain.model import Contact, Event, Function, Kind, Step
from netcheck.domain.names import fold
from netcheck.domain.suggestions import (
    MOST,
    SMALL,
    DueStep,
    FunctionAtRisk,
    LongSilent,
    Reason,
    Unreturned,
    offers,
    suggest,
)
from netcheck.domain.whom_to_ask import ASKED, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Run
    from netcheck.domain.suggestions import Suggestion

SEEDS = range(12)


def rhythm(name: str, last: int, gap: int, words: str = "with {} talk", times: int = 4, **fields: Any) -> list[Event]:  # noqa: ANN401 - any field of an event
    """Return so many events with someone, `gap` days apart, the latest `last` days ago."""
    return [entry(last + gap * number, words.format(name), **fields) for number in range(times)]


def lively(name: str = "Zoe", days: int = 400) -> list[Event]:
    """Return a talk every ten days: a log that is kept has no pauses."""
    return [entry(age, f"with {name} talk") for age in range(0, days, 10)]


def told(found: Iterable[Suggestion]) -> list[tuple[str, str]]:
    """Return reason and person, or function, of each suggestion."""
    return [
        (one.reason.value, one.function if isinstance(one, FunctionAtRisk) else one.contact.name if one.contact else "")
        for one in found
    ]


def crowd(*served: str) -> list[Event]:
    """Return a log that is not small, in which two people serve all functions but those that are given instead."""
    usual = {"inspiration", "content", "share", "help", "business", "backing"}
    left_out = {words.split()[2] for words in served}
    events = [
        entry(200 + turn, f"got {name} {kind}") for turn, name in enumerate(("Ada", "Ben")) for kind in usual - left_out
    ]
    fillers = [entry(age, f"gave {name} other") for name in ("Cid", "Dan", "Eva") for age in range(5, 205, 10)]
    return [*events, *fillers, *(entry(150, words) for words in served if " - " not in words)]


# Who is quiet


@pytest.mark.parametrize(
    ("last", "expected"),
    [(161, []), (162, [("quiet", "Ada")]), (365, [("quiet", "Ada")]), (366, [])],
)
def test_quiet_for_longer_than_ever(last: int, expected: list[tuple[str, str]]) -> None:
    """Once it never was as long, and hardly is by chance, one could write; after a year people are left in peace."""
    found = suggest(ledger([*rhythm("Ada", last, 20), *lively()]), DAY)
    assert told(found) == expected


def test_quiet_says_how_often_and_what_came() -> None:
    """The longest gap, the last day, and the two kinds that came most, are what one may write about."""
    events = [
        *rhythm("Ada", 110, 20, "got {} share", 3),
        *rhythm("Ada", 110, 20, "got {} inspiration", 4),
        entry(130, "got Ada help"),
        *rhythm("Ada", 110, 20, "gave {} feedback", 9),
        *rhythm("Ada", 110, 20, "got {} other", 9),
    ]
    (found,) = suggest(ledger([*events, *lively()]), DAY)
    assert found == LongSilent(Contact("Ada", "Ada"), 20, DAY - 110, (Kind.INSPIRATION, Kind.SHARE))


@pytest.mark.parametrize(("last", "wanted"), [(104, False), (105, True), (159, True), (160, False)])
def test_the_lapsed_are_left_in_peace(last: int, *, wanted: bool) -> None:
    """With eight days or more, eight usual gaps and twice the longest are the end of it."""
    assert bool(suggest(ledger([*rhythm("Ada", last, 20, times=8), *lively()]), DAY)) is wanted


def test_a_pause_of_the_log_is_no_silence() -> None:
    """Whoever comes back after a break is not met by a list of quiet people."""
    events = [*rhythm("Ada", 300, 20), *rhythm("Ben", 301, 20), *rhythm("Zoe", 299, 5, times=9)]
    assert suggest(ledger(events), DAY) == ()


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"group": True}, False),
        ({"ignored": True}, False),
        ({"snooze_until": DAY + 1}, False),
        ({"snooze_until": DAY}, True),
        ({"no_balance": True}, True),
    ],
)
def test_nobody_is_suggested_who_is_not_to_be(fields: dict[str, Any], *, wanted: bool) -> None:
    """Groups are nobody to write to, and of some people one does not want to be reminded, now or ever."""
    ada = Contact("Ada", "Ada", **fields)
    found = ledger([*rhythm("Ada", 170, 20), *lively()], ada)
    assert bool(suggest(found, DAY)) is bool(offers(found, DAY)) is wanted
    lately = ledger([entry(3, "got Ada help")], ada)
    assert bool(suggest(lately, DAY)) is wanted


def test_of_many_quiet_people_the_strongest_ties_come_by_name() -> None:
    """Strength chooses who is named, the alphabet in which order: nobody is ranked."""
    names = ["Ölrun", "Oda", "Uwe", "Ben", "Ada", "Zita", "Kim"]
    events = [event for at, name in enumerate(names) for event in rhythm(name, 170, 20, weight=1 + (at < 5))]
    found = offers(ledger([*events, *lively("Mia")]), DAY)
    assert told(found) == [("quiet", name) for name in ("Ada", "Ben", "Oda", "Ölrun", "Uwe")]


# Thanks


@pytest.mark.parametrize(
    ("words", "thanked"),
    [
        ([(29, "got Ada help")], True),
        ([(30, "got Ada help")], False),
        ([(5, "got Ada thanks")], False),
        ([(5, "with Ada help")], False),
        ([(5, "gave Ada help")], False),
        ([(5, "got Ada help"), (5, "gave Ada thanks")], False),
        ([(5, "got Ada help"), (4, "gave Ada share")], False),
        ([(5, "got Ada help"), (6, "gave Ada thanks")], True),
        ([(5, "got Ada help"), (5, "with Ada talk")], True),
        ([(5, "got Ada help"), (4, "with Ada talk")], False),
    ],
)
def test_thanks_for_what_came_lately(words: list[tuple[int, str]], *, thanked: bool) -> None:
    """What came in a month can be thanked for, unless something went back or one has met since."""
    found = suggest(ledger(entry(age, text) for age, text in words), DAY)
    assert told(found) == [("thanks", "Ada")] * thanked


def test_thanks_are_for_what_mattered_most() -> None:
    """Of several things the weightiest is named, of equals the latest; where many gave, the weightiest count."""
    events = [
        entry(9, "got Ada help", weight=2, note="first"),
        entry(5, "got Ada help", weight=2, note="second"),
        entry(5, "got Ada help", weight=2, note="third"),
        entry(1, "got Ada content"),
        *(entry(2, f"got {name} share") for name in ("Ben", "Cid", "Dan", "Eva")),
        entry(20, "got Fay backing", weight=3),
    ]
    found = suggest(ledger(events), DAY)
    assert [one.contact.name for one in found if one.contact] == ["Ada", "Ben", "Cid", "Dan", "Fay"]
    assert isinstance(found[0], Unreturned)
    assert (found[0].event.day, found[0].event.weight, found[0].offer) == (DAY - 5, 2, None)


def test_thanks_are_for_the_latest_of_equals(run: Run) -> None:
    """Of two things alike on one day the later one is looked up, with its note."""
    for note in ("first", "second"):
        run("log", "got", "Ada", "help", "--new", "--weight", "2", "--on", "-5d", note)
    run("log", "got", "Ada", "help", "--weight", "1", "--on", "-5d", "third")
    (found,) = json.loads(run("suggest", "--json").out)["suggestions"]
    assert (found["reason"], found["with"], found["event"]["note"]) == ("thanks", "Ada", "second")


# Steps


def test_open_steps_keep_their_numbers() -> None:
    """Steps count from 1 among all, done or not; what is far off waits, and people come before what concerns nobody."""
    steps = (
        Step("1", "old", done=DAY - 3),
        Step("2", "any time"),
        Step("3", "far off", by=DAY + 15),
        Step("4", "soon", "Ada", by=DAY + 14),
        Step("5", "begun", by=DAY - 9),
    )
    found = suggest(ledger([], Contact("Ada", "Ada"), steps=steps), DAY)
    assert [(one.number, one.step.text) for one in found if isinstance(one, DueStep)] == [
        (4, "soon"),
        (5, "begun"),
        (2, "any time"),
    ]
    assert {one.reason for one in found} == {Reason.STEP}


def test_a_step_stands_for_its_person() -> None:
    """Whoever is named in a step of one's own is not suggested a second time for silence or thanks."""
    events = [*rhythm("Ada", 170, 20), entry(2, "got Ben help"), *lively()]
    steps = (Step("1", "ask about the book", "Ada"), Step("2", "call", "Ben"), Step("3", "call again", "Ben"))
    assert told(suggest(ledger(events, steps=steps), DAY)) == [("step", "Ada"), ("step", "Ben")]


# Functions


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        (("got Cid business",), ("sole", Function.BUSINESS)),
        (("got - business",), ("unseen", Function.BUSINESS)),
        (("got Cid backing",), ("sole", Function.BACKING)),
        (("got - share",), ("unseen", Function.REFERRAL)),
    ],
)
def test_functions_that_rest_on_one_or_none(served: tuple[str, ...], expected: tuple[str, str]) -> None:
    """A function that one person serves, or nobody, is worth a thought."""
    assert told(suggest(ledger(crowd(*served)), DAY)) == [expected]


def test_a_function_that_two_serve_is_no_matter() -> None:
    """Where at least two people serve every function, nothing is said; in a small log neither."""
    assert suggest(ledger(crowd()), DAY) == ()
    assert suggest(ledger([entry(200, "got Ada business")]), DAY) == ()


def test_a_function_names_who_else_could_serve_it() -> None:
    """The strongest two of those who served the nearest related function are named, the lapsed and the sole one not."""
    events = [
        *crowd("got Cid business", "got Cid share"),
        *rhythm("Old", 320, 1, "got {} share", 20),
        *(entry(age, f"got {name} recommendation") for age, name in ((310, "Gus"), (40, "Ole"), (50, "Ida"))),
        *lively(),
    ]
    (found,) = (one for one in suggest(ledger(events), DAY) if isinstance(one, FunctionAtRisk))
    assert (found.sole, found.via, [contact.name for contact in found.others]) == (
        "Cid",
        Function.REFERRAL,
        ["Ida", "Ole"],
    )


def test_functions_take_turns() -> None:
    """Of several that rest on one person two are named beside other suggestions, and others each week."""
    steps = [Step(number, number) for number in "123"]
    log = ledger(crowd("got Cid business", "got Cid backing", "got Cid content"), steps=steps)
    weeks = [suggest(log, DAY + 7 * week) for week in range(3)]
    assert [Counter(one.reason for one in found) for found in weeks] == [{Reason.STEP: 3, Reason.SOLE: 2}] * 3
    assert {one.function for found in weeks for one in found if isinstance(one, FunctionAtRisk)} == {
        Function.CURATION,
        Function.BUSINESS,
        Function.BACKING,
    }


@pytest.mark.parametrize(("steps", "functions"), [("", 5), ("1", 4), ("12", 3), ("1234", 2)])
def test_functions_fill_free_places(steps: str, functions: int) -> None:
    """Where nothing was received, no place stays empty while a function rests on nobody."""
    gave = [entry(age, f"gave {name} other") for name in ("Cid", "Dan", "Eva", "Fay", "Gus") for age in range(40, 50)]
    found = suggest(ledger(gave, steps=[Step(number, number) for number in steps]), DAY)
    assert len(found) == MOST
    assert Counter(one.reason for one in found)[Reason.UNSEEN] == functions


def test_whoever_is_named_is_on_the_list_of_whom_to_ask() -> None:
    """Those whom one knows from longer ago may fill that list; then nobody else is named here."""
    old = [entry(1200, f"got {name} business", weight=3) for name in ("Kim", "Lea", "Mia")]
    log = ledger([*crowd("got Cid business"), *old])
    (found,) = (one for one in suggest(log, DAY) if isinstance(one, FunctionAtRisk))
    assert (found.function, found.sole, found.via, found.others) == (Function.BUSINESS, "Cid", None, ())


@pytest.mark.parametrize("seed", SEEDS)
def test_in_any_log_whoever_is_named_is_on_the_list(seed: int) -> None:
    """What is said beside a function agrees with the list that its line prints."""
    log = random_ledger(seed, people=20, size=90, span=1500)
    for one in suggest(log, DAY):
        if isinstance(one, FunctionAtRisk):
            lists = whom_to_ask(log, DAY, ASKED[one.function])
            assert set(one.others) <= {helper.contact for helpers in lists for helper in helpers.people}


# Offers


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([(89, "got Ada help")], True),
        ([(90, "got Ada help")], False),
        ([(50, "got Ada thanks")], False),
        ([(50, "got Ada help"), (60, "gave Ada share")], False),
        ([(50, "got Ada help"), (60, "with Ada help")], False),
        ([(50, "got Ada help"), (40, "with Ada talk")], True),
        ([(50, "got Ada help"), (95, "gave Ada share")], True),
    ],
)
def test_offers_to_who_gave_and_got_nothing(words: list[tuple[int, str]], *, wanted: bool) -> None:
    """Whoever gave something this season and got nothing in it could be offered something; a talk is no gift."""
    found = ledger(entry(age, text) for age, text in words)
    assert told(offers(found, DAY)) == [("offer", "Ada")] * wanted
    family = ledger(found.events, Contact("Ada", "Ada", no_balance=True))
    assert offers(family, DAY) == ()


@pytest.mark.parametrize(
    ("given", "offer"),
    [
        ([], Kind.CONTENT),
        (["help", "feedback", "help"], Kind.HELP),
        (["business", "backing", "thanks", "other"], Kind.CONTENT),
        (["business", "business", "share"], Kind.SHARE),
    ],
)
def test_what_to_offer_is_small_and_known(given: list[str], offer: Kind) -> None:
    """The idea is what one gave that person most often, if it can be given unasked; a find always can."""
    events = [entry(300 + at, f"gave Ada {kind}") for at, kind in enumerate(given)]
    (found,) = offers(ledger([*events, entry(50, "got Ada help")]), DAY)
    assert isinstance(found, Unreturned)
    assert (found.offer, found.reason) == (offer, Reason.OFFER)


@pytest.mark.parametrize(
    ("age", "offer"), [(0, Kind.INSPIRATION), (27, Kind.INSPIRATION), (28, Kind.CONTENT), (50, Kind.CONTENT)]
)
def test_a_gift_is_not_answered_with_its_like_at_once(age: int, offer: Kind) -> None:
    """For four weeks something else is offered: a find for a find would look like a debt paid."""
    (found,) = offers(ledger([entry(age, "got Ada content"), entry(300, "gave Ada content")]), DAY)
    assert isinstance(found, Unreturned)
    assert found.offer is offer


def test_who_just_gave_everything_is_offered_nothing() -> None:
    """Where all that can be offered has just come, nothing is."""
    everything = [entry(3, f"got Ada {kind}") for kind in SMALL]
    assert offers(ledger(everything), DAY) == ()
    assert offers(ledger(everything[1:]), DAY) != ()


def test_quiet_people_can_be_offered_something() -> None:
    """Offers go to quiet people as well, both sorts taking turns."""
    events = [event for name in ("Uwe", "Una", "Ugo", "Udo") for event in rhythm(name, 170, 20)]
    gave = [entry(30, f"got {name} help") for name in ("Ada", "Ben", "Cid", "Dan")]
    found = offers(ledger([*events, *gave, *lively()]), DAY)
    assert Counter(reason for reason, _ in told(found)) == {"offer": 3, "quiet": 2}
    assert all(one.offer for one in found if isinstance(one, Unreturned | LongSilent))


# All suggestions


def test_reasons_take_turns() -> None:
    """Five suggestions at most, with a place for each reason before any has a second one."""
    events = [
        *crowd("got Cid business", "got - share"),
        *(event for name in ("Uwe", "Una", "Ugo") for event in rhythm(name, 170, 20)),
        *(entry(3, f"got {name} help") for name in ("Kai", "Kim")),
        *lively(),
    ]
    found = suggest(ledger(events, steps=(Step("1", "one"), Step("2", "two"))), DAY)
    assert Counter(one.reason for one in found)[Reason.QUIET] == 2
    assert {Reason.STEP, Reason.THANKS} < {one.reason for one in found}
    assert [one.contact is None for one in found] == [False, False, False, True, True]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_log_gets_a_few_in_order(seed: int) -> None:
    """Whatever the log holds, there are at most five, nobody twice, no group, people by name before functions."""
    log = random_ledger(seed, people=3 + 9 * seed, size=60 * seed, span=900)
    for found in (suggest(log, DAY), offers(log, DAY)):
        names = [one.contact.name for one in found if one.contact]
        assert len(found) <= MOST
        assert names == sorted(set(names), key=lambda name: (fold(name), name))
        assert not any(one.contact.group for one in found if one.contact)
        assert [one.contact is None for one in found] == sorted(one.contact is None for one in found)
    assert all(isinstance(one, Unreturned | LongSilent) and one.offer for one in offers(log, DAY))


def test_an_empty_log_suggests_nothing() -> None:
    """Nobody to write to is no failure."""
    assert suggest(ledger(), DAY) == offers(ledger(), DAY) == ()

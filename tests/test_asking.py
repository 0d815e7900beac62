"""Whom one could ask: who gave it, who else might, how to reach them, and how to name them in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from logs import DAY, entry, ledger, random_ledger
from netcheck.domain.contact_methods import ContactMethod, contact_methods, preferred_method, shell_name
from netcheck.domain.model import Contact, Direction, Event, Function, GuideEntry, Kind
from netcheck.domain.names import Directory, fold
from netcheck.domain.suggestions import guide_entry
from netcheck.domain.whom_to_ask import FEW, MOST, RELATED, Helper, Tie, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.whom_to_ask import Helpers

SEEDS = range(12)


def names(found: Iterable[Helpers]) -> dict[str, list[str]]:
    """Return the names in each list."""
    return {helpers.tie.value: [helper.contact.name for helper in helpers.people] for helpers in found}


def ask(kind: str, *events: Event, contacts: Iterable[Contact] = ()) -> dict[str, list[str]]:
    """Return whom one could ask for something of a kind, by list."""
    return names(whom_to_ask(ledger(events, *contacts), DAY, Kind(kind)))


def served(name: str, *kinds: str, age: int = 500, **fields: Any) -> list[Event]:  # noqa: ANN401 - any field of an event
    """Return one entry a day on which someone gave something."""
    return [entry(age - at, f"got {name} {kind}", **fields) for at, kind in enumerate(kinds)]


# Who has given it


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.TALK])
def test_whoever_gave_it_is_named_first(kind: Kind) -> None:
    """What was received or done together counts, however long ago; what one gave oneself does not."""
    found = ask(kind, *served("Ada", kind, age=3000), entry(9, f"with Ben {kind}"), entry(1, f"gave Cid {kind}"))
    assert found["gave"] == ["Ada", "Ben"]
    assert "Cid" not in found["gave"]


def test_talks_are_with_someone() -> None:
    """Asking for a talk names whom one has talked with."""
    assert ask("talk", entry(9, "with Ben talk"), entry(2, "got Ada help")) == {"gave": ["Ben"], "in_log": ["Ada"]}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([(40, "got Ada help")], (40, True, 40)),
        ([(40, "got Ada help"), (40, "got Ada help")], (40, True, 40)),
        ([(40, "got Ada help"), (90, "got Ada help"), (3, "with Ada talk")], (90, False, 3)),
        ([(40, "got Ada help"), (90, "got Ada feedback")], (40, True, 40)),
    ],
)
def test_since_when_and_how_lately(events: list[tuple[int, str]], expected: tuple[int, bool, int]) -> None:
    """The first day is that of what is asked for, and whether it was the only one; the last is of any entry."""
    ((helpers),) = whom_to_ask(ledger(entry(age, words) for age, words in events), DAY, Kind.HELP)
    (helper,) = helpers.people
    first, once, last = expected
    assert helper == Helper(helper.contact, None, DAY - first, once=once, last=DAY - last)


def test_of_many_the_strongest_ties_are_named_by_name() -> None:
    """Five at most, in alphabetical order."""
    weights = {"Öle": 3, "Oda": 3, "Ben": 2, "Kim": 1, "Ada": 3, "Uwe": 2, "Cid": 1}
    events = [event for name, weight in weights.items() for event in served(name, "feedback", weight=weight)]
    assert ask("feedback", *events) == {"gave": ["Ada", "Ben", "Oda", "Öle", "Uwe"]}


# Who else might


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("feedback", {"gave": ["Fay"], "similar": ["Cid", "Eva", "Han", "Ida"]}),
        ("introduction", {"similar": ["Bea", "Fay", "Han", "Rob", "Sho"]}),
        ("business", {"gave": ["Bea"], "similar": ["Fay", "Han", "Rob", "Sho"]}),
        ("thanks", {"gave": ["Ida"], "similar": ["Cid", "Eva", "Fay", "Han"]}),
        ("other", {"in_log": ["Bea", "Cid", "Eva", "Fay", "Tom"]}),
    ],
)
def test_where_few_gave_it_the_nearest_others_are_named(kind: str, expected: dict[str, list[str]]) -> None:
    """Other kinds of the same function come first, then related functions in their order, up to five people."""
    given = {
        "Fay": "feedback",
        "Han": "help",
        "Rob": "recommendation",
        "Sho": "share",
        "Bea": "business",
        "Cid": "content",
        "Eva": "inspiration",
        "Ida": "thanks",
    }
    events = [event for name, gift in given.items() for event in served(name, gift)]
    assert ask(kind, *events, entry(3, "with Tom talk")) == expected


def test_what_others_gave_is_told() -> None:
    """Beside someone who gave something related stands what came first of it, and since when."""
    log = ledger([entry(90, "got Ada share"), entry(50, "got Ada recommendation"), entry(300, "got Ada help")])
    ((helpers),) = whom_to_ask(log, DAY, Kind.BUSINESS)
    (helper,) = helpers.people
    assert (helpers.tie, helper.kind, helper.first, helper.once) == (Tie.SIMILAR, Kind.SHARE, DAY - 90, False)


def test_where_enough_gave_it_nobody_else_is_named() -> None:
    """Three people are enough to ask."""
    events = [entry(5, f"got {name} help") for name in ("Ada", "Ben", "Cid")]
    assert ask("help", *events, entry(5, "got Dan feedback")) == {"gave": ["Ada", "Ben", "Cid"]}


def test_every_function_has_related_ones() -> None:
    """For each function others are looked at, never itself; backing is nothing that follows from small things."""
    assert RELATED.keys() == set(Function)
    assert all(function not in near and Function.BACKING not in near for function, near in RELATED.items())


# The worst day


def test_the_worst_day_names_who_stood_by_and_who_knows_one() -> None:
    """Whoever stood by comes first; then who is known for a year and from two sides; groups are no help."""
    events = [
        *served("Alma", "backing", "help", "share"),
        entry(9, "with Jo backing"),
        *served("Rob", "help", "share", age=700),
        *served("Two", "help", "feedback", age=700),
        *served("New", "help", "share", age=364),
        *served("Old", "help", "share", age=366),
        entry(700, "gave Giver help"),
        entry(699, "gave Giver share"),
        *served("Readers", "backing", "help", "share", weight=3),
    ]
    found = ask("backing", *events, contacts=[Contact("Readers", "Readers", group=True)])
    assert found == {"gave": ["Alma", "Jo"], "know_you": ["Old", "Rob"]}


@pytest.mark.parametrize(("stood_by", "more"), [(3, 2), (5, 0), (7, 0)])
def test_the_worst_day_names_five_at_most(stood_by: int, more: int) -> None:
    """Both lists together are short enough to be read while shaking; whoever stood by comes first."""
    backing = [event for name in "ABCDEFG"[:stood_by] for event in served(name, "backing")]
    known = [event for name in "VWXYZ" for event in served(name, "help", "share", weight=3)]
    found = ask("backing", *backing, *known)
    assert {tie: len(people) for tie, people in found.items()} == {"gave": 5 - more} | (
        {"know_you": more} if more else {}
    )


def test_the_worst_day_without_any_backing() -> None:
    """Nobody has stood by yet, so only the second list is there; of many, the five strongest ties."""
    weights = {"Zoe": 3, "Ada": 1, "Ben": 2, "Cid": 2, "Dan": 2, "Eva": 2}
    events = [event for name, weight in weights.items() for event in served(name, "help", "content", weight=weight)]
    assert ask("backing", *events) == {"know_you": ["Ben", "Cid", "Dan", "Eva", "Zoe"]}


def test_the_worst_day_of_a_young_log() -> None:
    """Where hardly anyone is known for long, family and then everybody else in the log is named."""
    contacts = [Contact("m", "Mother", no_balance=True), Contact("x", "Xaver")]
    found = ask("backing", entry(3, "got Ada help"), entry(2, "gave Ben share"), contacts=contacts)
    assert found == {"know_you": ["Mother"], "in_log": ["Ada", "Ben", "Xaver"]}


def test_the_worst_day_with_an_empty_log() -> None:
    """There is nobody to name."""
    assert ask("backing") == {}
    assert ask("backing", entry(3, "got Ada backing"), contacts=[Contact("Ada", "Ada", group=True)]) == {}


@pytest.mark.parametrize("kind", ["backing", "help", "other"])
@pytest.mark.parametrize("seed", SEEDS)
def test_any_log_names_people_once_and_in_order(seed: int, kind: str) -> None:
    """Lists are short and alphabetical, nobody is in two of them, and whoever is said to have given has."""
    log = random_ledger(seed, people=2 + 7 * seed, size=50 * seed, span=1500)
    found = whom_to_ask(log, DAY, Kind(kind))
    everyone = [helper.contact for helpers in found for helper in helpers.people]
    assert len(everyone) == len({contact.id for contact in everyone})
    assert len(everyone) >= min(FEW, sum(not contact.group for contact in log.contacts.values()))
    assert len(everyone) <= MOST
    assert not any(contact.group for contact in everyone)
    gave = {event.contact_id for event in log.events if event.kind == kind and event.direction != Direction.GIVEN}
    for helpers in found:
        listed = [helper.contact.name for helper in helpers.people]
        assert 0 < len(listed) <= MOST
        assert listed == sorted(listed, key=lambda name: (fold(name), name))
        assert all((helper.contact.id in gave) is (helpers.tie is Tie.GAVE) for helper in helpers.people)


# How to reach and to name them


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("alma@example.org", ContactMethod.EMAIL),
        ("@evali", ContactMethod.HANDLE),
        ("@sophie@social.example", ContactMethod.HANDLE),
        ("evali", ContactMethod.HANDLE),
        ("0171 3920042", ContactMethod.PHONE),
        ("+49 (171) 39-200/42", ContactMethod.PHONE),
        ("(030) 1234", ContactMethod.PHONE),
        ("1234a", ContactMethod.HANDLE),
        ("https://ana.example.org", ContactMethod.URL),
        ("https://social.example/@ana", ContactMethod.URL),
        ("www.example.org", ContactMethod.URL),
    ],
)
def test_what_an_identifier_is(identifier: str, expected: ContactMethod) -> None:
    """E-mail addresses, phone numbers and URLs show what they are; the rest are handles."""
    assert preferred_method(identifier) is expected


def test_the_best_way_to_reach_someone() -> None:
    """One writes first; on the worst day one calls first. Of each way the first is taken."""
    known = ("https://a.example", "0171 39200", "@ada", "ada@example.org", "ada@work.example")
    assert contact_methods(known) == ("ada@example.org", "@ada", "0171 39200", "https://a.example")
    assert contact_methods(known, by_voice=True) == ("0171 39200", "ada@example.org", "@ada", "https://a.example")
    assert contact_methods(()) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Katrin Voss", "Katrin"),
        ("Lê Ferreira", "Lê"),
        ("अनीता", "अनीता"),
        ("Ana Belić", "AnaB"),
        ("Zoë $(reboot)", "Zoë"),
        ("$(reboot)", ""),
        ("`reboot`", ""),
        ("--help", ""),
        ("O'Brien", ""),
        ('a";reboot;"', ""),
        ("a\\b", ""),
        ("%PATH%", ""),
        ("\u202eadA", ""),
        ("a\x1b[31m", ""),
        ("x" * 41, ""),
        ("Anna Lena Hahn", '"Anna Lena Hahn"'),
    ],
)
def test_a_name_in_a_line_to_type_does_nothing_else(name: str, expected: str) -> None:
    """Only letters, digits and harmless signs are offered for typing; everything else is left to the prompt."""
    others = [Contact(key, key) for key in ("Ana Krüger", "Anna Lea Hahn", "Anna Hahn", "Anna Hahnemann", "Annah")]
    contact = Contact("1", name)
    assert shell_name(contact, Directory([contact, *others])) == expected


# One's own words


def test_the_guide_takes_turns() -> None:
    """Each week another of one's own sentences stands above; empty ones never do."""
    own = [GuideEntry("trust", "slowly"), GuideEntry("approach", "gently"), GuideEntry("support", " ")]
    weeks = [guide_entry(own, DAY + 7 * week) for week in range(4)]
    assert {entry.text for entry in weeks if entry} == {"slowly", "gently"}
    assert weeks[0] != weeks[1] != weeks[2]
    assert guide_entry([], DAY) is guide_entry(own[2:], DAY) is None


def test_the_guide_fits_the_occasion() -> None:
    """Where a question suits what is asked for, the words on it are taken."""
    own = [GuideEntry("approach", "gently"), GuideEntry("request", "short"), GuideEntry("community", "much")]
    assert guide_entry(own, DAY, "request", "approach") == own[1]
    assert guide_entry(own, DAY, "gladness", "approach") == own[0]
    assert {guide_entry(own, DAY + 7 * week, "gladness") for week in range(3)} == set(own)

"""Reminders, offers and whom to ask, compared with what another route makes of the same logs."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import second_route_people as route
from logs import DAY, Whole, ledger, random_ledger
from netcheck.domain.due import due
from netcheck.domain.model import Circle, Contact, Direction, Event, Kind
from netcheck.domain.suggestions import LongSilent, Unreturned, offers
from netcheck.domain.whom_to_ask import whom_to_ask

SEEDS = range(25)
WISHES = ("", "", "10d", "2w", "6w", "3m", "1y")


def wishful(seed: int) -> Whole:
    """Return a random log with intervals of people and circles, rests, people left alone, and pauses."""
    random = Random(seed)  # noqa: S311 - reproducible, and nothing secret depends on it
    log = random_ledger(seed, people=3 + seed % 20, size=40 + 12 * seed, span=random.choice([60, 300, 1200]))
    circles = [Circle("k1", "Chöre", "6w"), Circle("k2", "peers", ""), Circle("k3", "Family", "3m")]
    contacts = [
        contact.replaced(
            every=random.choice(WISHES),
            circles=tuple(circle.name for circle in circles if random.random() < 0.15),
            ignored=random.random() < 0.1,
            snooze_until=random.choice([None, None, None, DAY - 3, DAY, DAY + 1]),
        )
        for contact in log.contacts.values()
    ]
    quiet = random.sample(range(1, 8), 2)
    kept = [event for event in log.events if (DAY - event.day) // 30 not in quiet or seed % 3]
    ended = random.choice([0, 0, 25, 60])
    kept = [event for event in kept if event.day <= DAY - ended]
    return ledger(kept, *contacts, Contact("never", "Never Met", every="6w"), circles=circles)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_is_due_and_by_how_much(seed: int) -> None:
    """Days counted one by one, without those of pauses, bring up the same people as far beyond their time."""
    log = wishful(seed)
    found = {person.contact.id: person.excess for person in due(log, DAY).people}
    assert found == pytest.approx(route.due(log, DAY))


@pytest.mark.parametrize("seed", SEEDS)
def test_to_whom_one_could_offer_something(seed: int) -> None:
    """Those who gave and those who are silent take turns by the other route, too, and get the same small thing."""
    log = wishful(seed)
    assert {
        one.contact.id: one.offer for one in offers(log, DAY) if isinstance(one, Unreturned | LongSilent)
    } == route.to_be_offered(log, DAY)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("seed", SEEDS[::3])
def test_whom_one_could_ask(seed: int, kind: Kind) -> None:
    """The lists of people to ask for a kind hold the same people."""
    log = wishful(seed)
    found = {helpers.tie.value: {one.contact.id for one in helpers.people} for helpers in whom_to_ask(log, DAY, kind)}
    assert found == route.asked(log, DAY, kind)


events = st.builds(
    Event,
    st.just(""),
    st.integers(DAY - 500, DAY),
    st.sampled_from("abc"),
    st.sampled_from(Direction),
    st.sampled_from([kind for kind in Kind if kind is not Kind.TALK]),
    st.integers(1, 3),
)


@given(st.lists(events, max_size=30), st.sampled_from(WISHES), st.sampled_from(Kind))
@settings(max_examples=150)
def test_small_logs_too(found: list[Event], wish: str, kind: Kind) -> None:
    """In logs of a few entries on any days both routes agree on reminders, offers and whom to ask."""
    log = ledger(found, Contact("a", "Ada", every=wish), Contact("b", "ben", no_balance=True), Contact("c", "Čenek"))
    assert {one.contact.id: one.excess for one in due(log, DAY).people} == pytest.approx(route.due(log, DAY))
    assert {
        one.contact.id: one.offer for one in offers(log, DAY) if isinstance(one, Unreturned | LongSilent)
    } == route.to_be_offered(log, DAY)
    lists = {helpers.tie.value: {one.contact.id for one in helpers.people} for helpers in whom_to_ask(log, DAY, kind)}
    assert lists == route.asked(log, DAY, kind)


def test_the_logs_hold_what_they_are_to_show() -> None:
    """Control: among the random logs are pauses that have ended and that go on, wishes, rhythms, and every list."""
    logs = list(map(wishful, SEEDS))
    pauses = [pause for log in logs for pause in route.stretches(log, DAY)]
    assert {goes_on for _, _, goes_on in pauses} == {True, False}
    people = [person for log in logs for person in due(log, DAY).people]
    assert {person.cadence is None for person in people} == {True, False}
    assert {person.last is None for person in people} == {True, False}
    lists = {tie for log in logs for kind in Kind for tie in route.asked(log, DAY, kind)}
    assert lists == {"gave", "similar", "know_you", "in_log"}
    assert len({kind for log in logs for kind in route.to_be_offered(log, DAY).values()}) > 3

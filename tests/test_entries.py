"""Events in short: the numbers that the store makes are those that the domain makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logs import DAY, Whole, random_ledger, stored_log
from netcheck.domain.absence import absent_since, liveliest
from netcheck.domain.model import Direction, Event, Kind
from netcheck.domain.packed_events import Unpacked, first_day, last_day, packed, packed_by_contact, unpacked
from netcheck.domain.report_builder import build
from netcheck.store import contacts, events
from netcheck.store.database import opened
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from pathlib import Path

_YEARS = 900


@pytest.fixture(params=[1, 2, 3])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Whole:
    """Return a stored log: one contact merged, one removed, archives of several names, some entries asked for."""
    made = random_ledger(request.param, people=12, size=400, span=_YEARS)
    first, second, third, *_ = made.contacts
    sources = ["", "mastodon:1", "mastodon:2", "x", "x:", "a:b:c"]
    found = [
        event.replaced(source=sources[n % 6] if event.one_sided else "", asked=n % 5 == 0)
        for n, event in enumerate(made.events)
    ]
    with opened(tmp_path / "log.db", create=True) as connection:
        with writing(connection, "import") as writer:
            contacts.add_all(writer, made.contacts.values())
            events.add(writer, found)
            contacts.merge(writer, first, second)
        with writing(connection, "remove") as writer:
            contacts.remove(writer, contacts.load(connection), third)
        return stored_log(connection)


def test_the_store_packs_as_the_domain_does(log: Whole) -> None:
    """By contact, merged and removed ones included, SQLite makes the same numbers of the events."""
    assert log.entries == packed_by_contact(log.events)
    assert sum(map(len, log.entries.values())) == len(log.events)
    assert (first_day(log), last_day(log)) == (log.events[0].day, log.events[-1].day)


def test_a_number_tells_all_that_it_was_made_of() -> None:
    """Day, direction, kind, weight and both marks come back from each number."""
    for n in range(len(Direction) * len(Kind) * 12):
        way, kind = tuple(Direction)[n % 3], tuple(Kind)[n // 3 % len(Kind)]
        event = Event("", DAY - n, "c", way, kind, n % 3 + 1, asked=n % 2 == 0, one_sided=n % 5 == 0)
        assert unpacked(packed(event)) == Unpacked(event.day, way, kind, event.weight, event.asked, event.one_sided)


@pytest.mark.parametrize("age", [0, 100, 600, _YEARS + 1])
def test_archives_are_named(log: Whole, age: int) -> None:
    """On any day the report names the archives whose entries were there."""
    sources = {event.source.partition(":")[0] for event in log.events if event.one_sided and event.day <= DAY - age}
    assert set(build(log, DAY, until=DAY - age).one_sided) == sources - {""}


def test_coming_back_is_told_as_in_the_report(log: Whole) -> None:
    """Whether a pause goes on, and who was lively, is what the report of that day says."""
    for day in (log.events[-1].day, DAY, DAY + 200):
        report = build(log, day)
        ongoing = bool(report.pauses) and report.pauses[-1].ongoing
        assert absent_since(log, day, day) == (report.log.last if ongoing else None)
        assert liveliest(log, day) == report.lively

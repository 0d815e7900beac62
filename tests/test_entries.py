"""Events in short: the same report from numbers as from the events themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logs import DAY, random_ledger
from netcheck.domain.absence import absent_since, liveliest
from netcheck.domain.model import BriefLedger, Direction, Event, Kind, Ledger
from netcheck.domain.packed_events import CODE, first_day, packed, packed_events, ways
from netcheck.domain.report_builder import build
from netcheck.store import contacts, events, whole_log
from netcheck.store.database import opened
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from pathlib import Path


_YEARS = 900


@pytest.fixture(params=[1, 2, 3])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Ledger, BriefLedger]:
    """Return a stored log read in full and in short: one contact merged, one removed, archives of several names."""
    log = random_ledger(request.param, people=12, size=400, span=_YEARS)
    first, second, third, *_ = log.contacts
    sources = ["", "mastodon:1", "mastodon:2", "x", "x:", "a:b:c"]
    found = [event.replaced(source=sources[n % 6] if event.one_sided else "") for n, event in enumerate(log.events)]
    with opened(tmp_path / "log.db", create=True) as connection:
        with writing(connection, "import") as writer:
            contacts.add_all(writer, log.contacts.values())
            events.add(writer, found)
            contacts.merge(writer, first, second)
        with writing(connection, "remove") as writer:
            contacts.remove(writer, contacts.load(connection), third)
        return whole_log.load(connection), whole_log.load_brief(connection)


def test_the_store_shortens_as_the_domain_does(both: tuple[Ledger, BriefLedger]) -> None:
    """By contact, merged and removed ones included, SQLite makes the same numbers of the events."""
    full, short = both
    assert short.events == full.events[-1:]
    assert first_day(short) == first_day(full) == full.events[0].day
    assert short.brief is not None
    assert dict(short.brief.entries) == packed_events(full).entries
    assert sum(map(len, packed_events(full).entries.values())) == len(full.events)


@pytest.mark.parametrize("age", [0, 100, 600, _YEARS + 1])
def test_a_report_needs_no_more(both: tuple[Ledger, BriefLedger], age: int) -> None:
    """On any day the report on numbers is the report on events, archives included."""
    full, short = both
    found = build(short, DAY, until=DAY - age)
    assert found == build(full, DAY, until=DAY - age)
    sources = {event.source.partition(":")[0] for event in full.events if event.one_sided and event.day <= DAY - age}
    assert set(found.one_sided) == sources - {""}


def test_coming_back_is_told_as_in_the_report(both: tuple[Ledger, BriefLedger]) -> None:
    """Whether a pause goes on, and who was lively, is what the report of that day says."""
    for log in both:
        for day in (log.events[-1].day, DAY, DAY + 200):
            report = build(log, day)
            ongoing = report.recent_pause is not None and report.recent_pause.ongoing
            assert absent_since(log, day) == (report.log.last if ongoing else None)
            assert liveliest(log, day) == report.lively


@pytest.mark.parametrize("direction", Direction)
def test_a_number_holds_direction_and_kind_and_sorts_by_day(direction: Direction) -> None:
    """Direction and kind come out as they went in, and a later day makes a larger number, whatever the rest is."""
    numbers = [
        [packed(Event("", DAY + day, "c", direction, kind, weight, one_sided=side)) for kind in Kind]
        for day, weight, side in ((0, 1, False), (0, 3, True), (1, 1, False))
    ]
    assert [ways(bytes(number & CODE for number in some)) for some in numbers] == [
        [(direction, kind) for kind in Kind]
    ] * 3
    assert max(*numbers[0], *numbers[1]) < min(numbers[2])

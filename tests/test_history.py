"""The measures from period to period, and what may be called a change."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from logs import DAY, entry, ledger, random_ledger
from netcheck.domain.measures import Trend
from netcheck.domain.model import Contact, Event, Kind
from netcheck.domain.periods import last_day, number_of, place_of
from netcheck.domain.report import Period, Report, Rhythm
from netcheck.domain.report_builder import build


def ordinal(day: str) -> int:
    """Return an ISO date as an ordinal."""
    return date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("day", "period", "place", "end"),
    [
        ("2024-02-01", Period.MONTH, (2024, 2), "2024-02-29"),
        ("2026-12-31", Period.MONTH, (2026, 12), "2026-12-31"),
        ("2026-04-01", Period.QUARTER, (2026, 2), "2026-06-30"),
        ("2026-01-01", Period.YEAR, (2026, 0), "2026-12-31"),
        ("9999-12-31", Period.QUARTER, (9999, 4), "9999-12-31"),
    ],
)
def test_periods(day: str, period: Period, place: tuple[int, int], end: str) -> None:
    """A period has a place in its year and a last day, even at the end of the calendar."""
    number = number_of(ordinal(day), period)
    assert place_of(number, period) == place
    assert last_day(number, period) == ordinal(end)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.YEAR, [("2025-12-31", 2), ("2026-04-02", 3)]),
        (Period.QUARTER, [("2025-12-31", 2), ("2026-03-31", 0), ("2026-04-02", 3)]),
        (Period.MONTH, [("2025-12-31", 2), ("2026-01-31", 0), ("2026-02-28", 0), ("2026-03-31", 0), ("2026-04-02", 3)]),
    ],
)
def test_rows(period: Period, expected: list[tuple[str, int]]) -> None:
    """There is a row for the end of each period from the first event's on, and one for today."""
    days = ["2025-12-01", "2025-12-31", "2026-04-01", "2026-04-02", "2026-04-02", "2026-04-03"]
    log = ledger(entry(DAY - ordinal(day), "with Ada talk") for day in days)
    rows = build(log, ordinal("2026-04-02"), period=period).history
    assert [(date.fromordinal(row.day).isoformat(), row.events) for row in rows] == expected


def test_a_period_that_ends_today_has_one_row() -> None:
    """Today is no second row where it ends a period; `since` leaves out what was before, and no number."""
    log, day = random_ledger(3, people=12, size=200, span=900), ordinal("2026-09-30")
    whole = build(log, day).history
    assert [row.day for row in whole].count(day) == 1
    assert build(log, day, since=ordinal("2026-05-05")).history == whole[-2:]


def test_rows_know_nothing_of_later() -> None:
    """Each row holds what a report of its day says, with the events of its period."""
    log = random_ledger(7, people=20, size=400, span=1500)
    report = build(log, DAY)
    assert sum(row.events for row in report.history) == len(log.events)
    for row in report.history:
        then = build(log, DAY, until=row.day)
        assert row.values["coverage_two"] == then.coverage.two
        for key in ("effective_contacts", "depth", "giving_share", "reciprocity", "retention"):
            found = getattr(then, key)
            assert row.values[key] == (found and pytest.approx(found.value)), key
        assert row.few is then.too_little


def test_an_old_date_is_no_burden() -> None:
    """One entry of a mistyped year makes many rows, all of them right."""
    rows = build(ledger([entry(0, "got Ada help"), entry(300_000, "got Bo help")]), DAY).history
    assert len(rows) > 3000
    assert rows[0].values["depth"] == pytest.approx(1, abs=0.3)
    assert rows[-1].values["effective_contacts"] == 1.0


def steady(people: int, *, since: int = 1500, until: int = 0, kinds: tuple[str, ...] = ("help",)) -> list[Event]:
    """Return a given and a received entry each ten days for each kind, by turns of person."""
    return [
        entry(age, f"{verb} P{age // 10 % people:02} {kind}")
        for age in range(until, since, 10)
        for kind in kinds
        for verb in ("gave", "got")
    ]


def changes(report: Report) -> tuple[Trend | None, ...]:
    """Return the changes of reciprocity, coverage, contribution, retention, ties; a missing measure is a failure."""
    assert report.reciprocity is not None
    assert report.retention is not None
    assert report.ties is not None
    measures = (report.reciprocity, report.coverage, report.contribution, report.retention, report.ties)
    return tuple(measure.change for measure in measures)


def test_steady_is_the_same() -> None:
    """A log that goes on as before has not changed in any respect; retention has no word of its own."""
    report = build(ledger(steady(12)), DAY)
    assert report.not_compared is None
    assert changes(report) == (Trend.SAME, Trend.SAME, Trend.SAME, None, Trend.SAME)


def test_what_changes() -> None:
    """One-way ties, functions of several people more, and other people are found, each for itself."""
    before = steady(12, since=1500, until=370)
    now = [entry(age, f"{('got', 'gave')[age // 10 % 12 > 5]} P{age // 10 % 12:02} help") for age in range(0, 360, 10)]
    ways = (Kind.THANKS, Kind.SHARE, Kind.BUSINESS)
    kinds = [event.replaced(kind=ways[(DAY - event.day) // 120 % 3]) for event in steady(12, since=360)]
    others = [event.replaced(contact_id=f"N{event.contact_id}") for event in steady(12, since=360)]
    same = Trend.SAME
    assert changes(build(ledger([*before, *now, *now]), DAY)) == (Trend.DOWN, same, same, None, same)
    assert changes(build(ledger([*before, *kinds]), DAY))[1:3] == (Trend.UP, Trend.UP)
    assert changes(build(ledger([*before, *others]), DAY)) == (same, same, same, None, same)
    assert changes(build(ledger([*before, *steady(12, since=360), *others]), DAY))[4] is Trend.UP


def test_giving_more_ways_is_told_apart() -> None:
    """What is given in new ways changes the contribution and nothing else."""
    ways = [entry(age, f"gave P{age // 4 % 12:02} {kind}") for age in range(1, 360, 4) for kind in ("thanks", "share")]
    found = changes(build(ledger([*steady(12), *ways]), DAY))
    assert found[1:] == (Trend.SAME, Trend.UP, None, Trend.SAME)


def test_only_a_pause_holds_back() -> None:
    """Where far more was logged every word stands, on as many entries; after a long pause none does."""
    random = Random(1)  # noqa: S311 - reproducible, and nothing secret depends on it
    ages = [age for age in range(1500) for _ in range(3 if age < 365 else 1)]
    coins = [entry(age, f"{random.choice(['gave', 'got'])} P{random.randrange(12):02} help") for age in ages]
    more = build(ledger(coins), DAY)
    assert more.effort_changed
    assert changes(more) == (Trend.SAME, Trend.SAME, Trend.SAME, None, Trend.SAME)
    gap = build(ledger(event for event in steady(12) if not DAY - 300 < event.day < DAY - 200), DAY)
    assert (gap.not_compared, gap.ties) == ("pause", None)
    assert (gap.coverage.change, gap.contribution.change) == (None, None)


def test_groups_have_no_part() -> None:
    """A group counts in no measure, but among the events."""
    readers = Contact("Readers", "Readers", group=True)
    report = build(ledger([entry(1, "got Readers help"), entry(2, "gave Readers help")], readers), DAY)
    assert (report.reciprocity, report.worst_loss, report.retention, report.multiplexity) == (None,) * 4
    assert report.rhythm == Rhythm(0, 0, 0)
    (row,) = report.history
    assert row.events == 2
    assert {key for key, value in row.values.items() if value is not None} == {"coverage_two"}

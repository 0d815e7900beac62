"""The measures from period to period, and what may be called a change."""

from __future__ import annotations

from datetime import date

import pytest

from logs import DAY, entry, ledger, random_ledger
from netcheck.domain import trends
from netcheck.domain.contact_counts import coverage
from netcheck.domain.measures import Trend, retention
from netcheck.domain.model import Contact, Direction, Event, Function
from netcheck.domain.periods import last_day, number_of, place_of
from netcheck.domain.report import Comparability, Period, Report, Rhythm
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
        measures = (then.effective_contacts, then.depth, then.giving_share, then.reciprocity, then.retention)
        values = (row.effective_contacts, row.depth, row.giving_share, row.reciprocity, row.retention)
        assert values == pytest.approx(tuple(found.value if found else None for found in measures))
        assert row.coverage_two == then.coverage.two


def test_an_old_date_is_no_burden() -> None:
    """One entry of a mistyped year makes many rows, all of them right."""
    rows = build(ledger([entry(0, "got Ada help"), entry(300_000, "got Bo help")]), DAY).history
    assert len(rows) > 3000
    assert rows[0].depth == pytest.approx(1, abs=0.3)
    assert rows[-1].effective_contacts == 1.0


def steady(people: int, *, since: int = 1500, until: int = 0, kinds: tuple[str, ...] = ("help",)) -> list[Event]:
    """Return an entry each ten days for each kind, by turns of person and direction."""
    return [
        entry(age, f"{('gave', 'got')[age // 10 // people % 2]} P{age // 10 % people:02} {kind}")
        for age in range(until, since, 10)
        for kind in kinds
    ]


def changes(report: Report) -> tuple[Trend | None, ...]:
    """Return the changes of reciprocity, coverage, contribution, retention; a missing measure is a failure."""
    assert report.reciprocity is not None
    assert report.retention is not None
    return (report.reciprocity.change, report.coverage.change, report.contribution.change, report.retention.change)


def test_steady_is_the_same() -> None:
    """A log that goes on as before has not changed in any respect."""
    report = build(ledger(steady(12)), DAY)
    assert report.comparability is Comparability.SOUND
    assert changes(report) == (Trend.SAME,) * 4


def test_what_changes() -> None:
    """Other people, a new function and one-way ties are found; more of the same is not."""
    news = [event.replaced(contact_id=f"N{event.contact_id}") for event in steady(12, since=360, kinds=("thanks",))]
    pairs = [entry(age, f"{way} P{age // 10 % 12:02} help") for age in range(370, 1500, 10) for way in ("got", "gave")]
    ones = [
        event.replaced(direction=Direction.RECEIVED if event.contact_id > "NP05" else Direction.GIVEN) for event in news
    ]
    report = build(ledger([*pairs, *news, *ones]), DAY)
    assert report.comparability is Comparability.SOUND
    assert changes(report) == (Trend.DOWN, Trend.UP, Trend.UP, Trend.DOWN)


def test_giving_more_ways_is_told_apart() -> None:
    """What is given in a new way changes the contribution and nothing else."""
    news = [entry(age, f"gave P{age % 12:02} thanks") for age in range(1, 50, 4)]
    assert changes(build(ledger([*steady(12), *news]), DAY)) == (Trend.SAME, Trend.SAME, Trend.UP, Trend.SAME)


def test_effort_and_pause_hold_back() -> None:
    """What grows with logging has no change where far more was logged; after a pause nothing has one."""
    more = build(ledger([*steady(12), *steady(12, since=300), *steady(12, since=300)]), DAY)
    assert (more.comparability, changes(more)) == (Comparability.EFFORT, (Trend.SAME, None, None, None))
    gap = build(ledger(event for event in steady(12) if not DAY - 300 < event.day < DAY - 250), DAY)
    assert (gap.comparability, changes(gap)) == (Comparability.PAUSE, (None,) * 4)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(0.0, 0.0, Trend.SAME), (0.1, 0.0, Trend.UP), (0.0, 0.1, Trend.DOWN), (0.1, None, None), (None, 0.1, None)],
)
def test_relative_trend_at_nothing(now: float | None, before: float | None, expected: Trend | None) -> None:
    """From nothing to nothing is no change, to something is one, and without a value there is no word."""
    assert trends.relative_trend(now, before) is expected


@pytest.mark.parametrize(("now", "before", "expected"), [(2, 1, Trend.UP), (1, 2, Trend.DOWN), (5, 2, Trend.SAME)])
def test_coverage_trend(now: int, before: int, expected: Trend) -> None:
    """Coverage changes with each function that two people serve."""
    one, other = (coverage(dict.fromkeys(Function, 1) | {Function.BACKING: n}) for n in (now, before))
    assert trends.coverage_trend(one, other) is expected


@pytest.mark.parametrize(("kept", "expected"), [(19, Trend.UP), (10, Trend.SAME), (1, Trend.DOWN)])
def test_retention_trend(kept: int, expected: Trend) -> None:
    """Retention has changed when the two intervals are apart."""
    assert trends.share_trend(retention(20, 20, kept), retention(20, 20, 10)) is expected


def test_groups_have_no_part() -> None:
    """A group counts in coverage and the giving share, and in no measure per person."""
    readers = Contact("Readers", "Readers", group=True)
    report = build(ledger([entry(1, "got Readers help"), entry(2, "gave Readers help")], readers), DAY)
    assert (report.reciprocity, report.worst_loss, report.retention, report.multiplexity) == (None,) * 4
    assert report.rhythm == Rhythm(0, 0, 0)
    (row,) = report.history
    assert (row.effective_contacts, row.reciprocity, row.giving_share, row.events) == (None, None, 0.5, 2)

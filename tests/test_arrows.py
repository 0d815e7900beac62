"""Networks that never change: how often chance alone says a word; benchmarks/honesty.py looks at many more."""

from __future__ import annotations

from random import Random

import pytest

from logs import DAY, ledger
from netcheck.domain.measures import Trend
from netcheck.domain.model import Direction, Event, Kind
from netcheck.domain.registry import MEASURES
from netcheck.domain.report import Density, Report
from netcheck.domain.report_builder import build

RUNS = 40
KINDS = [kind for kind in Kind if kind is not Kind.TALK]


def simulated(seed: int, days: int, people: int, yearly: int, *, denser: int = 1, more: float = 1.0) -> Report:
    """Return the report of two windows of so many days in which each contact keeps a rate and kinds of its own.

    A coin decides who gives. In the later window the strongest fifth come up `denser` times as often, and `more`
    times as much is logged.
    """
    random = Random(seed)  # noqa: S311 - reproducible, and nothing secret depends on it
    rates = [random.lognormvariate(0, 1) for _ in range(people)]
    strong = sorted(rates)[-people // 5]
    lately = [rate * (denser if rate >= strong else 1) for rate in rates]
    tastes = [random.choices(KINDS, k=4) for _ in rates]
    ways = [Direction.GIVEN, Direction.RECEIVED] * 2 + [Direction.MUTUAL]
    events = [Event("", DAY - 2 * days, "P0", Direction.GIVEN, Kind.OTHER)]
    for back, weights, times in ((0, lately, more), (days, rates, 1.0)):
        size = yearly * days / 365 * times
        for who in random.choices(range(people), weights, k=round(random.gauss(size, size**0.5))):
            day = DAY - back - random.randrange(days)
            events.append(Event("", day, f"P{who}", random.choice(ways), random.choice(tastes[who])))
    return build(ledger(events), DAY)


def said(report: Report) -> set[str]:
    """Return the measures with a word of direction."""
    found = {row.measure.value: getattr(report, row.measure) for row in MEASURES if row.changing}
    return {key for key, value in found.items() if value and value.change in {Trend.UP, Trend.DOWN}}


@pytest.mark.parametrize(("days", "people", "yearly", "more"), [(365, 50, 200, 2.0), (182, 30, 300, 1.4)])
def test_words_stay_rare(days: int, people: int, yearly: int, more: float) -> None:
    """Where nothing changes, any word at all comes in at most one report in twenty, and the error of so many runs."""
    reports = [simulated(seed, days, people, yearly, more=more) for seed in range(RUNS)]
    compared = [report for report in reports if report.comparison]
    assert len(compared) > 0.9 * RUNS
    assert {report.compared_days for report in compared} == {days}
    error = 1.65 * (0.05 * 0.95 / len(compared)) ** 0.5
    assert sum(bool(said(report)) for report in compared) / len(compared) <= 0.05 + error
    assert all((report.density is Density.SAME) is ("effective_contacts" not in said(report)) for report in compared)


def test_densification_is_found() -> None:
    """The control: where the strongest fifth come up four times as often, most reports say so, however much more."""
    for more in (1.0, 2.0):
        reports = [simulated(seed, 365, 30, 300, denser=4, more=more) for seed in range(RUNS // 2)]
        assert sum(report.density is Density.DENSER for report in reports) >= 0.7 * len(reports)
        assert not any(report.density is Density.BROADER for report in reports)

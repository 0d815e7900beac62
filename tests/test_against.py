"""Two days of a log side by side: the same numbers as two reports, and a careful word for what changed."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

import snapshot
from conftest import spoken
from logs import DAY, entry, ledger
from netcheck.domain.compare_days import ComparedDays, compare_days
from netcheck.domain.demo import demo
from netcheck.domain.measures import Trend
from netcheck.domain.report import Comparability, Density
from netcheck.domain.report_builder import build
from netcheck.view.compare_days import render
from netcheck.view.demo import demo_texts
from netcheck.view.report_terminal import report_console

if TYPE_CHECKING:
    from conftest import Run
    from netcheck.domain.model import Event, Ledger


def steady(first: int, last: int = 0, people: int = 6, step: int = 7) -> list[Event]:
    """Return an entry each few days, from `first` days back to `last`, by turns of person and direction."""
    return [
        entry(age, f"{('gave', 'got')[age // step // people % 2]} P{age // step % people} help")
        for age in range(last, first, step)
    ]


def drawn(two: ComparedDays, language: str = "en", width: int = 80) -> str:
    """Return two days as they are printed."""
    out = io.StringIO()
    spoken(language, render, two, report_console(out, width=width))
    return out.getvalue()


def told(two: ComparedDays, language: str = "en") -> str:
    """Return what is printed as one line."""
    return " ".join(drawn(two, language).split())


def test_the_numbers_are_those_of_two_reports() -> None:
    """Each day has the report of that day, whichever of them is named first."""
    found = ledger(steady(1400))
    two = compare_days(found, DAY, DAY - 400)
    assert (two.then, two.now) == (build(found, DAY, until=DAY - 400), build(found, DAY))
    assert compare_days(found, DAY, DAY, until=DAY - 400) == two
    assert (two.years.entries, two.years.entries_before) == (53, 52)


@pytest.mark.parametrize(
    ("events", "other", "comparability"),
    [
        (steady(1400), 400, Comparability.SOUND),
        (steady(1400), 100, Comparability.SOUND),
        (steady(700), 400, Comparability.YOUNG),
        ([], 400, Comparability.YOUNG),
        (steady(1400, 600) + steady(500), 400, Comparability.PAUSE),
        (steady(1400, 60), 400, Comparability.PAUSE),
        (steady(1400, 1100) + steady(1000), 400, Comparability.SOUND),
        (steady(1400) + steady(300), 400, Comparability.EFFORT),
    ],
)
def test_what_a_comparison_stands_on(events: list[Event], other: int, comparability: Comparability) -> None:
    """A young log, a pause in either year and other effort hold back what they would falsify."""
    two = compare_days(ledger(events), DAY, DAY - other)
    assert two.comparability is comparability
    trends = (two.trends.effective_contacts, two.trends.depth)
    assert [trend is not None for trend in trends] == {
        Comparability.SOUND: [True, True],
        Comparability.EFFORT: [True, False],
    }.get(comparability, [False, False])


def test_a_steady_log_is_the_same() -> None:
    """Between any two days of a log that never changes there is no clear difference, however young it is."""
    found = ledger(steady(1200))
    for other in (200, 400, 800):
        trends = compare_days(found, DAY, DAY - other).trends
        assert {trends.depth, trends.effective_contacts, trends.coverage, trends.giving_share} == {Trend.SAME}
        assert trends.density is Density.SAME


def test_a_denser_log() -> None:
    """Fewer people with more each is told in a sentence."""
    found = ledger([*steady(1400, 366, people=20), *steady(366, people=4)])
    two = compare_days(found, DAY, DAY - 366)
    assert two.trends.density is Density.DENSER
    assert "Denser: fewer people, more with each." in told(two)
    assert "Dichter geworden: weniger Menschen, mit jedem mehr." in told(two, "de")


@pytest.mark.parametrize(
    ("events", "other", "sentence"),
    [
        (steady(700), 400, "On the earlier day the log was not a year old."),
        (steady(1400, 60), 400, "In one of the two years your log holds nothing for a while."),
        (steady(1400) + steady(300), 400, "In one of the two years far more is logged than in the other."),
        (steady(1400), 100, "Less than a year lies between the two days: some entries count on both."),
        (steady(1400), 0, "That is the same day twice."),
        (steady(1400, 0, people=4), 400, "On 23 November 2026 that is not much yet"),
        (steady(100), 400, "Core – "),
    ],
)
def test_what_stands_below(events: list[Event], other: int, sentence: str) -> None:
    """Why there is no word for a change, and what else weakens the comparison, is said."""
    assert sentence in told(compare_days(ledger(events), DAY, DAY - other))


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["de", "en"])
def test_snapshots(language: str, columns: int) -> None:
    """Two days of the made-up log look as they did when someone last read them."""
    found: Ledger = demo(DAY, spoken(language, demo_texts))
    snapshot.check(f"against_{language}_{columns}", drawn(compare_days(found, DAY, DAY - 365), language, columns))


def test_on_the_command_line(run: Run) -> None:
    """--against takes a day in words, --until moves the later one, and --json prints both reports."""
    run("log", "-", stdin="got Ana help --new --on 1.3.2024\ngave Ben feedback --new --on 1.5.2026\nwith Ana coffee\n")
    said = run("report", "--against", "23.11.2025", "--until", "1.6.2026", "--lang", "de").out
    assert "23. November 2025" in said
    assert " 1. Juni 2026\n" in said
    found = json.loads(run("report", "--against", "-365d", "--json").out)
    assert (found["schema"], found["then"]["today"], found["now"]["today"]) == (1, "2025-11-23", "2026-11-23")
    assert (found["then"]["log"]["events"], found["now"]["log"]["events"]) == (1, 3)
    assert set(found["change"]) == {
        "effective_contacts", "depth", "giving_share", "reciprocity", "coverage", "contribution", "retention",
    }  # fmt: skip
    assert found["density"] is None
    assert "future" in run("report", "--against", "1.1.2030", expect=2).err

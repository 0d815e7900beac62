"""Two days of a log side by side: the same numbers as two reports, and a careful word for what changed."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

import snapshot
from conftest import spoken
from logs import DAY, dense_ledger, entry, ledger
from netcheck.domain.compare_days import ComparedDays, compare_days
from netcheck.domain.demo import demo
from netcheck.domain.measures import Trend
from netcheck.domain.report import Density
from netcheck.domain.report_builder import build, density_of
from netcheck.domain.windows import Changing, Comparison, NotCompared, Windows
from netcheck.view.compare_days import render
from netcheck.view.demo import demo_texts
from netcheck.view.report_terminal import report_console

if TYPE_CHECKING:
    from conftest import Run
    from netcheck.domain.model import Event


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
    """Each day has the report of that day, whichever of them is named first; the windows hold their own entries."""
    found = ledger(steady(1400))
    two = compare_days(found, DAY, DAY - 400)
    assert (two.then.report, two.now.report) == (build(found, DAY, until=DAY - 400), build(found, DAY))
    turned = compare_days(found, DAY, DAY, until=DAY - 400)
    assert (turned.then.report, turned.now.report, turned.comparison) == (
        two.then.report,
        two.now.report,
        two.comparison,
    )
    assert isinstance(two.comparison, Comparison)
    assert two.comparison.windows == Windows(365, DAY, DAY - 400)
    assert two.comparison.events == (53, 52)


def test_a_year_apart_is_what_a_report_compares() -> None:
    """Today beside the day a year ago, the comparison is that of the report."""
    for found in (ledger(steady(1400)), dense_ledger(8, fewer=0.5)):
        assert compare_days(found, DAY, DAY - 365).comparison == build(found, DAY).comparison


@pytest.mark.parametrize(
    ("events", "other", "days", "why"),
    [
        (steady(1400), 400, 365, None),
        (steady(766, step=5), 400, 365, None),
        (steady(765, step=5), 400, 182, None),
        (steady(1400, step=5), 364, 182, None),
        (steady(1400, step=5), 182, 182, None),
        (steady(1400, step=5), 181, None, NotCompared.YOUNG),
        (steady(500), 400, None, NotCompared.YOUNG),
        ([], 400, None, NotCompared.YOUNG),
        (steady(1400, people=4), 400, None, NotCompared.TOO_LITTLE),
        (steady(1400, 600) + steady(500), 400, None, NotCompared.PAUSE),
        (steady(1400, 60), 400, None, NotCompared.PAUSE),
        (steady(1400, 1100) + steady(1000), 400, 365, None),
        (steady(1400) + steady(300), 400, 365, None),
    ],
)
def test_what_a_comparison_stands_on(
    events: list[Event], other: int, days: int | None, why: NotCompared | None
) -> None:
    """Windows that lie in the log and do not overlap, with enough in each and no long pause; effort is no matter."""
    two = compare_days(ledger(events), DAY, DAY - other)
    assert two.far is (other >= 182)
    if why:
        assert two.comparison is why
        return
    assert isinstance(two.comparison, Comparison)
    assert two.comparison.windows.days == days
    assert two.comparison.changes[Changing.EFFECTIVE_CONTACTS] is Trend.SAME


def test_a_steady_log_is_the_same() -> None:
    """Between any two days of a log that never changes there is no clear difference, however young it is."""
    found = ledger(steady(1200, step=5))
    for other in (200, 400, 800):
        two = compare_days(found, DAY, DAY - other)
        assert isinstance(two.comparison, Comparison)
        ties = Trend.SAME if other >= 365 else None
        assert two.comparison.changes == {**dict.fromkeys(Changing, Trend.SAME), Changing.TIES: ties}
        assert density_of(two.comparison) is Density.SAME


def test_a_denser_log() -> None:
    """That the exchange is with fewer people stands below the name of the core."""
    found = ledger([*steady(1400, 366, people=20), *steady(366, people=5)])
    two = compare_days(found, DAY, DAY - 366)
    assert isinstance(two.comparison, Comparison)
    assert density_of(two.comparison) is Density.DENSER
    for language, core, word in (("en", "Core", "less"), ("de", "Kern", "weniger")):
        lines = drawn(two, language).splitlines()
        at = next(number for number, line in enumerate(lines) if line.strip().startswith(core))
        assert lines[at + 1].split()[0] == word


@pytest.mark.parametrize(
    ("events", "other", "sentence"),
    [
        (steady(500), 400, "The log does not hold a whole window before the earlier day; no difference can be judged."),
        (steady(1400, 60), 400, "For more than 45 days of one of the two windows your log holds nothing."),
        (steady(1400, people=4), 400, "A comparison takes 30 entries with 5 people on either side."),
        (
            steady(1400) + steady(300),
            400,
            "with the 365 days up to 19 October 2025, people only: 96 entries and 52, 52 of each.",
        ),
        (steady(1400, step=5), 364, "Compared are the 182 days up to 23 November 2026 with the 182 days up to"),
        (steady(1400), 181, "The two days share 6 months; no difference can be judged."),
        (steady(1400), 100, "The two days share 9 months; no difference can be judged."),
        (steady(1400), 1, "The two days share 12 months; no difference can be judged."),
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
    found = demo(DAY, spoken(language, demo_texts))
    snapshot.check(f"against_{language}_{columns}", drawn(compare_days(found, DAY, DAY - 365), language, columns))


def test_on_the_command_line(run: Run) -> None:
    """--against takes a day in words, --until moves the later one, and --json prints both reports."""
    run("log", "-", stdin="got Ana help --new --on 1.3.2024\ngave Ben feedback --new --on 1.5.2026\nwith Ana coffee\n")
    said = run("report", "--against", "23.11.2025", "--until", "1.6.2026", "--lang", "de").out
    assert "23. November 2025" in said
    assert " 1. Juni 2026\n" in said
    found = json.loads(run("report", "--against", "-365d", "--json").out)
    assert (found["schema"], found["then"]["today"], found["now"]["today"]) == (2, "2025-11-23", "2026-11-23")
    assert (found["then"]["log"]["events"], found["now"]["log"]["events"]) == (1, 3)
    assert found["change"] == dict.fromkeys(Changing)
    assert (found["compared_days"], found["comparison"]) == (None, None)
    assert found["density"] is None
    assert "future" in run("report", "--against", "1.1.2030", expect=2).err

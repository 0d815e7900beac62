"""One measure over time: the report's own numbers, as a line, as bars, and as JSON."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

import snapshot
from conftest import spoken
from logs import DAY, ledger
from netcheck.domain.demo import demo
from netcheck.domain.model import Answer, Check, Voice
from netcheck.domain.registry import Measure
from netcheck.domain.report import Period
from netcheck.domain.report_builder import build
from netcheck.domain.series import SERIES, Point, Series, series
from netcheck.i18n import LANGUAGES
from netcheck.view.demo import demo_texts
from netcheck.view.line_chart import render
from netcheck.view.report_terminal import report_console
from netcheck.view.text import width as cells_of
from report_samples import FULL

if TYPE_CHECKING:
    from conftest import Run
    from netcheck.domain.report import Report

LINE = "▀▄▌▐▖▗▘▙▚▛▜▝▞▟█"


def drawn(found: Series, report: Report = FULL, language: str = "en", width: int = 80, encoding: str = "utf-8") -> str:
    """Return one measure as it is printed to something with an encoding."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    spoken(language, render, found, report, report_console(out, width=width))
    out.flush()
    return raw.getvalue().decode(encoding)


def points(*values: float | None, measure: Measure = Measure.DEPTH) -> Series:
    """Return a measure with these values, the last one today, a quarter apart."""
    days = (DAY - 91 * (len(values) - 1 - place) for place in range(len(values)))
    return Series(measure, Period.QUARTER, tuple(map(Point, days, values)))


def test_the_values_are_those_of_the_history() -> None:
    """Each series is a column of the report's history; clear yeses are those of the checks since the day asked for."""
    found = demo(DAY, spoken("en", demo_texts))
    report = build(found, DAY, since=DAY - 500, period=Period.MONTH)
    for measure, key in SERIES.items():
        told = series(report, measure, DAY - 500)
        assert told.key == key
        if measure is not Measure.CLEAR_YES:
            values = [row.events if measure is Measure.EVENTS else row.values[key] for row in report.history]
            assert told.period is Period.MONTH
            assert [(point.day, point.value) for point in told.points] == [
                (row.day, value) for row, value in zip(report.history, values, strict=True)
            ]
    rounds = series(report, Measure.CLEAR_YES, DAY - 500)
    assert rounds.period is None
    assert [point.value for point in rounds.points] == [0.5, 0.5, 0.6, 0.6, 0.7]


def test_rounds_of_fewer_questions_are_comparable() -> None:
    """A round of seven answers counts as its share; one without any is left out."""
    checks = [
        Check("1", DAY - 9, Voice.PERSON, answers=dict.fromkeys(("dialogue", "respect"), Answer.YES)),
        Check("2", DAY, Voice.PERSON, answers={}),
    ]
    assert series(build(ledger(checks=checks), DAY), Measure.CLEAR_YES).points == (Point(DAY - 9, 1.0),)


@pytest.mark.parametrize(
    ("measure", "columns"),
    [(Measure.DEPTH, 80), (Measure.DEPTH, 120), (Measure.GIVING_SHARE, 80), (Measure.CLEAR_YES, 80)],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_snapshots(measure: Measure, language: str, columns: int) -> None:
    """A measure of the made-up log looks as it did when someone last read it."""
    report = build(demo(DAY, spoken(language, demo_texts)), DAY)
    snapshot.check(f"measure_{measure}_{language}_{columns}", drawn(series(report, measure), report, language, columns))


def test_a_line_rises_with_its_values() -> None:
    """The highest mark stands above the last value, the axis is labelled from 0 to a round number."""
    lines = drawn(points(1, 2, 3, 4.2, 9.6)).splitlines()
    rows = [line for line in lines if "┤" in line or "│" in line]
    marked = [row for row in rows if set(row) & set(LINE)]
    assert max(marked[0].rfind(mark) for mark in LINE) == max(row.rfind(mark) for row in rows for mark in LINE)
    assert min(marked[-1].find(mark) for mark in LINE if mark in marked[-1]) == rows[0].index("┤") + 1
    assert [row.partition("┤")[0].strip() for row in rows if "┤" in row] == ["10", "5", "0"]
    assert "the highest 9.6 (November 2026), the lowest 1.0 (November 2025)." in " ".join(" ".join(lines).split())


def test_young_months_are_few() -> None:
    """The points of a history say by thirty entries and five people whether their values mean much."""
    report = build(demo(DAY, spoken("en", demo_texts)), DAY)
    few = [point.few for point in series(report, Measure.GIVING_SHARE).points]
    assert few == [True, *[False] * (len(few) - 1)]


def test_what_stands_on_too_little_is_hollow() -> None:
    """A period with little data in its year has a hollow mark, or a hollow bar, and a word for it; others have none."""
    few = points(1, 2, 4, 8)
    few = few._replace(points=tuple(point._replace(few=at == 0) for at, point in enumerate(few.points)))
    line, bars = drawn(few), drawn(few, encoding="cp437")
    assert line.count("○") == 1
    assert "Hollow: too little data in the twelve months before" in " ".join(line.split())
    assert "○" not in drawn(points(1, 2, 4, 8))
    assert "Hollow" not in drawn(points(1, 2, 4, 8))
    assert [set(row.split()[-1]) for row in bars.splitlines() if set(row) & set("░█")] == [{"░"}, {"█"}, {"█"}, {"█"}]


def test_a_gap_breaks_the_line() -> None:
    """Where there was no value, nothing is drawn, and what came before the first is left out."""
    whole, broken = (
        [line for line in drawn(points(None, 5, 5, middle, middle, 5, 5)).splitlines() if set(line) & set(LINE)]
        for middle in (5, None)
    )
    assert len(whole) == len(broken) == 1
    assert "   " not in whole[0].strip().partition(" ")[2].strip("│┤ ")
    assert re.search(r"▖ {9,}▗", broken[0])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((None, None), "Your log does not hold enough for this in that time."),
        ((), "Your log does not hold enough for this in that time."),
        ((None, 3.0), "There is only one value for this so far: 3.0 (on 23 November)."),
        ((3.0, 3.0, 3.0), "3.0 all along, most recently on 23 November."),
    ],
)
def test_little_to_draw(values: tuple[float | None, ...], sentence: str) -> None:
    """Nothing, one value, or always the same are said in a sentence."""
    said = drawn(points(*values))
    assert sentence in " ".join(said.split())
    assert ("█" in said) is (sum(value is not None for value in values) == 1)


def test_plain_letters_have_bars() -> None:
    """An encoding without blocks gets a row for each day, with its number."""
    said = drawn(points(1, None, 2, 4), language="de", encoding="ascii")
    rows = re.findall(r"^  (\w+ \d+) +(\S+) *(#*)$", said, re.MULTILINE)
    assert [(label, value, len(bar)) for label, value, bar in rows] == [
        ("Feb 2026", "1,0", 14), ("Mai 2026", "-", 0), ("Aug 2026", "2,0", 29), ("Nov 2026", "4,0", 58),
    ]  # fmt: skip


def test_where_plotext_cannot_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its compiled part, the same numbers stand as bars."""
    monkeypatch.setitem(sys.modules, "plotext", None)
    said = drawn(points(1, 2, 4))
    assert [line.split()[2] for line in said.splitlines() if "█" in line] == ["1.0", "2.0", "4.0"]


def test_colour_adds_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its colour, a coloured line is the plain one."""
    plain = drawn(points(1, 2, 4))
    monkeypatch.delenv("NO_COLOR")
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": ""}.items():
        monkeypatch.setenv(name, value)
    coloured = drawn(points(1, 2, 4))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert set(re.findall(r"\x1b\[([\d;]*)m", coloured)) == {"0", "1", "38;5;30"}


@pytest.mark.parametrize("measure", SERIES)
@pytest.mark.parametrize("period", Period)
def test_every_measure_fits(measure: Measure, period: Period) -> None:
    """Each measure of each period keeps to the width, in both languages."""
    report = build(demo(DAY, spoken("en", demo_texts)), DAY, period=period)
    for width in (60, 100):
        for language in LANGUAGES:
            lines = drawn(series(report, measure), report, language, width).splitlines()
            assert max(map(cells_of, lines)) <= width
            assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("depth", "depth"), ("Tiefe", "depth"), ("KERN", "effective_contacts"), ("core", "effective_contacts"),
        ("wirksame-kontakte", "effective_contacts"), ("coverage_two", "coverage_two"), ("Abdeckung", "coverage_two"),
        ("klares ja quote", "clear_yes"), ("Eintraege", "events"), ("bestandigkeit", "retention"),
    ],
)  # fmt: skip
def test_names_in_both_languages(run: Run, name: str, key: str) -> None:
    """A measure is found by its names in German and English and by its key, however it is typed."""
    run("log", "got", "Ana", "help", "--new")
    assert json.loads(run("report", "--measure", name, "--json").out)["measure"] == key


def test_as_json(run: Run) -> None:
    """--json prints the series; --period and --since shape it as they shape the report."""
    run("log", "-", stdin="got Ana help --new --on 1.3.2025\ngave Ben feedback --new --on 1.5.2026\nwith Ana coffee\n")
    found = json.loads(run("report", "--measure", "Einträge", "--period", "year", "--json").out)
    assert found == {
        "schema": 2,
        "measure": "events",
        "period": "year",
        "series": [{"on": "2025-12-31", "value": 1}, {"on": "2026-11-23", "value": 2}],
    }
    cut = json.loads(run("report", "--measure", "retention", "--since", "1.10.2026", "--json").out)
    assert cut["series"] == [{"on": "2026-11-23", "value": None}]


def test_an_unknown_name_lists_them_all(run: Run) -> None:
    """What there is follows in the reader's language, each with its key."""
    refused = run("report", "--measure", "Ruhm\x1b", "--lang", "de", expect=2).err
    assert refused.startswith("Den Wert „Ruhm␛“ gibt es nicht im Verlauf. Diese gibt es:\n  Kern ")
    assert [line.split()[-1] for line in refused.splitlines()[1:]] == list(SERIES.values())


def test_the_current_period_is_not_over(run: Run) -> None:
    """A number that still grows is said to do so."""
    run(
        "log",
        "-",
        stdin="\n".join(f"got Ana help --on {day}.{month}.2026 --new" for month in (1, 5, 9) for day in (1, 2)),
    )
    run("log", "got", "Ana", "help")
    assert "The last period is not over yet." in " ".join(run("report", "--measure", "entries").out.split())
    assert "still running" not in run("report", "--measure", "core").out

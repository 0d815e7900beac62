"""Every measure is declared once: its row, its text, its limit and its field follow from one another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from logs import DAY, dense_ledger
from netcheck.domain.comparison import LIMITS
from netcheck.domain.registry import MEASURES, Measure, Row, unit_of
from netcheck.domain.report import Report
from netcheck.domain.report_builder import build
from netcheck.domain.series import SERIES, series
from netcheck.domain.windows import Changing
from netcheck.view.measures import MEASURE_TEXTS
from netcheck.view.serialize import report_json
from variants import run_in, variant

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


def test_every_measure_has_one_row_and_one_text() -> None:
    """No measure is without, none has two, and no text is of anything else."""
    assert sorted(row.measure for row in MEASURES) == sorted(Measure)
    assert set(MEASURE_TEXTS) == set(Measure)
    assert all(unit_of(row.measure) is row.unit for row in MEASURES)


@pytest.mark.parametrize("row", MEASURES, ids=lambda row: row.measure.value)
def test_a_row_has_the_texts_that_it_needs(row: Row) -> None:
    """What is explained has formula, result, range, source and an absence; what is compared or followed is worded."""
    said = MEASURE_TEXTS[row.measure]
    assert said.screen
    assert said.name
    if row.facts:
        assert all((said.formula, said.results, said.range, said.source))
        assert bool(said.row) is bool(row.rows)
    if row.changing:
        assert said.compared
    assert bool(said.value) is bool(row.series)
    assert said.over_time or not (row.series or said.beside)
    assert row.series or said.beside or not said.over_time
    assert not row.followed or row.series


def test_every_rule_of_change_has_a_limit() -> None:
    """Each statistic that is compared has a limit, and belongs to just one measure, under the same name."""
    assert set(LIMITS) == set(Changing)
    rows = [row for row in MEASURES if row.changing]
    assert [(row.measure.value, row.changing) for row in rows] == [(row.changing, row.changing) for row in rows]
    assert sorted(row.changing or "" for row in rows) == sorted(Changing)


def test_every_measure_of_the_json_form_is_a_field() -> None:
    """The JSON form holds a measure for each row with a value, in their order, from the report's field of that name."""
    report = build(dense_ledger(3), DAY)
    keys = [row.measure.value for row in MEASURES if row.value]
    assert set(keys) <= set(Report.__annotations__)
    assert list(report_json(report)["measures"]) == keys


def test_what_is_followed_over_time(run: Run) -> None:
    """SERIES, the history of the JSON form and --measure hold what the rows say is followed."""
    followed = {row.measure: row.series for row in MEASURES if row.followed}
    assert {row.measure: row.series for row in MEASURES if row.series} == SERIES
    assert set(SERIES) - set(followed) == {Measure.EVENTS, Measure.CLEAR_YES}
    report = build(dense_ledger(3), DAY)
    assert all(list(row.values) == list(followed.values()) for row in report.history)
    assert list(report_json(report)["history"][0]) == ["on", *followed.values(), "events"]
    for measure, key in SERIES.items():
        assert series(report, measure).key == key
    run("log", "got", "Ana", "help", "--new")
    refused = run("report", "--measure", "nothing", expect=2).err
    assert [line.split()[-1] for line in refused.splitlines()[1:]] == list(SERIES.values())
    for key in SERIES.values():
        assert json.loads(run("report", "--measure", key, "--json").out)["measure"] == key


FUNCTION = """def largest(strengths: Sequence[float]) -> float | None:
    return max(strengths, default=None)


"""
ROW = """    Row(
        Measure.LARGEST,
        Unit.ENTRIES,
        value=lambda state: largest(state.strengths),
        followed=lambda moment: largest(moment.strengths),
        series="largest",
        facts=lambda basis: {"value": basis.report.largest or 0.0},
    ),
"""
TEXT = """    Measure.LARGEST: MeasureTexts(
        screen=N_("Largest"),
        name=N_("Largest tie"),
        formula=N_("The largest."),
        results=("{value:1}",),
        range=N_("None."),
        source="ours",
        over_time=N_("The largest of each time."),
        value="{value:1}",
    ),
"""
ADDED = [
    ("domain/measures.py", "", FUNCTION, "MOST_SHARES = 15\n"),
    ("domain/registry.py", "    giving_share,\n", "    largest,\n", "    multiplexity,\n"),
    ("domain/registry.py", '    EVENTS = "events"\n', '    LARGEST = "largest"\n', ""),
    ("domain/registry.py", "", ROW, "    Row(Measure.EVENTS, Unit.ENTRIES, "),
    ("domain/report.py", "    multiplexity: float | None\n", "    largest: float | None\n", ""),
    ("view/measures.py", "", TEXT, "    Measure.EVENTS: MeasureTexts(\n"),
]
"""A new measure: to which file, after what, what, before what."""


def test_a_new_measure_touches_four_files(tmp_path: Path, run: Run) -> None:
    """A function, a row, a field and a text: then report, JSON, history, --measure and --explain have it."""
    assert len({file for file, *_ in ADDED}) == 4
    package = variant(tmp_path, *((file, before + after, before + new + after) for file, before, new, after in ADDED))
    run("log", "got", "Ana", "help", "--new", "--weight", "3")

    def said(*arguments: str) -> str:
        script = "import sys; from netcheck.main import main; sys.exit(main(sys.argv[1:]))"
        return run_in(package, script, "report", *arguments)

    report = json.loads(said("--json"))
    assert report["measures"]["largest"] == report["history"][-1]["largest"] == 3.0
    assert json.loads(said("--measure", "largest tie", "--json"))["series"][-1]["value"] == 3.0
    assert "LARGEST · Largest tie" in said("--measure", "largest")
    assert "LARGEST · Largest tie" in said("--explain")
    assert json.loads(said("--explain", "--json"))["measures"]["largest"]["facts"] == {"value": 3.0}

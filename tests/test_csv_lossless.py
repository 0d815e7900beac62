"""A table of the log is text to every spreadsheet, and comes back as it was."""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, normalize

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import faults
from netcheck.cli.output import names_of
from netcheck.domain import spreadsheet
from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.names import nameable
from netcheck.importers import csv as tables
from netcheck.importers import plan
from netcheck.importers.base import Findings, Options
from netcheck.importers.source import opened_source
from netcheck.store import contacts, events
from netcheck.store.ops import writing
from netcheck.view.serialize import csv_rows, csv_text
from promises import figure

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from conftest import Run

TODAY = date(2026, 11, 23).toordinal()
FIRST = date(1900, 1, 1).toordinal()

signs = st.sampled_from(
    [*"=+-@'\t\r\n\0 \"',;", "＝", "＋", "－", "＠", "\u200b", "\u00a0", "\ufeff", "SUM(1)", "ä", "\r\n"]
)
words = st.lists(signs, max_size=6).map("".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = words.filter(nameable)


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[Contact], list[Event]]:
    """Draw people, each of another name, and entries with them, as any file could bring them."""
    people = [
        Contact(f"{n:032x}", name) for n, name in enumerate(draw(st.lists(names, min_size=1, max_size=3, unique=True)))
    ]
    found = []
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(Kind))
        direction = Direction.MUTUAL if kind is Kind.TALK else draw(st.sampled_from(Direction))
        found.append(
            Event(
                draw(st.sampled_from([f"{number + 99:032x}", f"-{number}", f"={number}", f"'{number}"])),
                draw(st.integers(FIRST, TODAY)),
                draw(st.sampled_from(people)).id,
                direction,
                kind,
                draw(st.integers(1, 3)),
                draw(words),
                asked=draw(st.booleans()),
                one_sided=direction is Direction.GIVEN and draw(st.booleans()),
                source=draw(st.just("") | words.map(lambda text, at=number: f"{text}{at}")),  # type: ignore[misc] # as called
            )
        )
    return people, found


def table_of(log: sqlite3.Connection) -> str:
    """Return the entries of a log as `netcheck export csv` writes them."""
    people = contacts.load(log)
    return "".join(csv_text(csv_rows(events.rows_by_day(log, people), names_of(people))))


def brought(path: Path) -> sqlite3.Connection:
    """Return an empty log into which a table was brought."""
    log, findings = faults.empty_log(), Findings()
    with opened_source(path) as source:
        readings = [plan.Reading("csv", list(tables.parse(source, Options(TODAY), findings)))]
    assert not findings.problems
    assert not findings.left_out
    with writing(log, "import") as writer:
        plan.store(writer, plan.planned(log, readings, plan.Wishes(), {}))
    return log


def is_formula(cell: str) -> bool:
    """Say by other means than the program whether some spreadsheet may take a cell for a formula."""
    bare = "".join(char for char in cell if category(char) not in {"Zs", "Zl", "Zp", "Cc", "Cf"})
    return normalize("NFKC", bare[:1])[:1] in {*"=+-@\u2212"} or cell[:1] in {*"\t\r\n\0"}


def round_trip(log: tuple[Sequence[Contact], Sequence[Event]]) -> None:
    """Write a log as a table, look at each cell, bring it in, and write it again."""
    people, found = log
    with closing(faults.empty_log()) as first, tempfile.TemporaryDirectory() as folder:
        with writing(first, "log") as writer:
            contacts.add_all(writer, people)
            events.add(writer, found)
        text, path = table_of(first), Path(folder) / "log.csv"
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if is_formula(cell)]
        path.write_bytes(text.encode())
        with closing(brought(path)) as second:
            assert table_of(second) == text
            assert len(contacts.load(second).contacts) == len({event.contact_id for event in found})


@pytest.mark.slow
def test_a_table_is_safe_and_comes_back(capsys: pytest.CaptureFixture[str]) -> None:
    """No cell is a formula, and people, days, kinds, notes, marks, sources and ids are what they were."""
    tried = []

    @settings(max_examples=figure(5000))
    @given(logs())
    def trial(log: tuple[list[Contact], list[Event]]) -> None:
        round_trip(log)
        tried.append(len(log[1]))

    trial()
    with capsys.disabled():
        sys.stdout.write(f"\ncsv: {len(tried)} tables, {sum(tried)} entries, 0 formula cells, 0 differences\n")
    assert len(tried) >= figure(5000)


@pytest.mark.parametrize("names", [("Ada", "Dr. Ada"), ("Ada Zorn", "Zorn, Ada"), ("+", "+-"), ("Zoe", "Zoë")])
def test_names_that_are_nearly_one_stay_two(names: tuple[str, ...]) -> None:
    """Titles, order, hyphens and accents, by which other tables are joined, part two people of a log."""
    people = [Contact(f"{number:032x}", name) for number, name in enumerate(names)]
    found = [
        Event(f"{number:x}{one.id[1:]}", TODAY, one.id, Direction.GIVEN, Kind.HELP)
        for number, one in enumerate([*people, people[0]])
    ]
    round_trip((people, found))


@pytest.mark.parametrize("broken", ["as_text", "as_it_was"])
def test_without_the_apostrophe_it_fails(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: cells as they are make formulas, and apostrophes that stay are no longer the same."""
    monkeypatch.setattr(spreadsheet, broken, str)
    monkeypatch.setattr(tables, broken, str, raising=False)

    @settings(max_examples=500, database=None, phases=[Phase.generate])
    @given(logs())
    def trial(log: tuple[list[Contact], list[Event]]) -> None:
        round_trip(log)

    with pytest.raises(AssertionError):
        trial()


def test_through_the_command_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`import csv` takes what `export csv` wrote, once; two talks of a day and a name with a formula are no matter."""
    run("log", "gave", "=Ada Zorn", "help", "+1", "--new", "--big", "--on", "1969-07-20")
    run("log", "with", "=Ada", "talk", "one")
    run("log", "with", "=Ada", "talk", "'=two")
    exported = run("export", "csv").out
    table = tmp_path / "log.csv"
    run("export", "csv", str(table))
    again = run("import", "csv", str(table), "--yes")
    assert "Nothing new." in again.out
    monkeypatch.setenv("NETCHECK_DB", str(tmp_path / "other.db"))
    run("import", str(table), "--yes")
    assert run("export", "csv").out == exported
    run("undo")
    assert run("list", "--json").out.strip() == "[]"


@pytest.mark.parametrize(
    "cell",
    ["=1", "+1", "-1", "@a", "\t1", "\r=1", "\n=1", "\0=1", " =1", "\u00a0=1", "＝1", "\u200b＠a", "'=1", "''\t"],
)
def test_a_cell_is_escaped_and_had_back(cell: str) -> None:
    """Whatever stands before the sign, and with apostrophes of its own."""
    assert spreadsheet.as_text(cell) == f"'{cell}"
    assert spreadsheet.as_it_was(f"'{cell}") == cell


@pytest.mark.parametrize("cell", ["", "'", "'tis", "a=1", "1-2", "Ä", "''x"])
def test_an_ordinary_cell_stays(cell: str) -> None:
    """It has no apostrophe more than before."""
    assert spreadsheet.as_text(cell) == spreadsheet.as_it_was(cell) == cell

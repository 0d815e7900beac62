"""The columns of a table that nobody knows, asked for at a terminal."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

from netcheck.importers.column_names import likely_columns
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

PEOPLE = (
    "Nachname;Vorname;E-Mail (privat);Handy;Firma;Geburtstag;Bemerkung\n"
    'Krüger;Ana;ana@x.example;+49 151 1;Kran;3.5.1980;"sails\nand sings"\n'
    "Öztürk;Ben;ben@x.example;;;;\n"
)
ENTRIES = "Datum,Wer,Richtung,Was,Weshalb\n2026-11-01,Ana,bekam,Hilfe,Umzug\n2026-11-02,Ben,gab,Feedback,\n"


def contacts(run: Run) -> list[dict[str, object]]:
    """Return all contacts."""
    found: list[dict[str, object]] = json.loads(run("contact", "list", "--json").out)
    return found


def line_of(said: str) -> list[str]:
    """Return the words of the line that does the same without asking, without the program's name."""
    (line,) = (line for line in said.splitlines() if line.startswith("  netcheck import csv "))
    return shlex.split(line)[1:]


@pytest.mark.parametrize("words", [("import",), ("import", "csv")])
def test_likely_columns_are_preselected(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Enter at each question takes what the columns' names say, and the line that is shown does the same."""
    (tmp_path / "leute.csv").write_text(PEOPLE, encoding="utf-8")
    table = str(tmp_path / "leute.csv")
    said = run(*words, table, "--circle", "Chor", "--dry-run", stdin="\n" * 12, terminal=True).out
    assert "2 new people." in said
    assert "Not taken over: the column Firma." in said
    line = line_of(said)
    assert line[:3] == ["import", "csv", table]
    assert contacts(run) == []
    run(*line)
    ana, ben = contacts(run)
    assert (ana["name"], ben["name"]) == ("Ana Krüger", "Ben Öztürk")
    assert (ana["birthday"], ana["circles"]) == ("1980-05-03", ["Chor"])
    assert ana["identifiers"] == ["+49 151 1", "ana@x.example"]


def test_the_preview_shows_three_rows_and_fits(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each column, without what could act on a terminal, and no wider than it."""
    rows = "".join(f"Person {n},\u202e{'x' * 200}\n" for n in range(5))
    (tmp_path / "wide.csv").write_text(f"Who,{'Long ' * 40}\n{rows}", encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "60")
    said = run("import", str(tmp_path / "wide.csv"), "--dry-run", stdin="\n" * 12, terminal=True).out
    preview = said[: said.index("Which column")]
    assert all(f"Person {n}" in preview for n in range(3))
    assert "Person 3" not in preview
    assert "\u202e" not in preview
    assert max(map(len, preview.splitlines()[-3:])) <= 60


def test_a_column_of_days_makes_entries(run: Run, tmp_path: Path) -> None:
    """Only then kind and direction are asked, each a column or one answer for all."""
    (tmp_path / "log.csv").write_text(ENTRIES, encoding="utf-8")
    table = str(tmp_path / "log.csv")
    # Name and day as they are preselected, no e-mail and phone; kinds are in "Was", directions in "Richtung".
    by_column = run("import", table, "--dry-run", stdin="\n\n\n\n2\n1\n\n", terminal=True).out
    assert "2 new entries: 1 given and 1 received." in by_column
    # All thanks, all received.
    for_all = run("import", table, "--dry-run", stdin="\n\n\n\n6\n4\n\n", terminal=True).out
    assert "2 new entries: 2 received." in for_all
    run(*line_of(for_all))
    assert {(one["direction"], one["kind"]) for one in json.loads(run("list", "--json").out)} == {
        ("received", "thanks")
    }
    assert "Of which kind" not in run("import", table, "--dry-run", stdin="\n\n\n5\n\n\n\n\n\n", terminal=True).out


def test_nobody_named_is_refused(run: Run, tmp_path: Path) -> None:
    """Without a column for the name or the address the table is refused as it is elsewhere."""
    (tmp_path / "t.csv").write_text("A,B\n1,2\n", encoding="utf-8")
    asked = run("import", str(tmp_path / "t.csv"), stdin="\n" * 12, terminal=True, expect=1)
    elsewhere = run("import", str(tmp_path / "t.csv"), expect=1)
    assert asked.err == elsewhere.err
    assert "The columns are: A, B." in elsewhere.err


def test_each_table_has_its_own_columns(run: Run, tmp_path: Path) -> None:
    """What is said of one table does not hold for another of the same plan."""
    (tmp_path / "a.csv").write_text("Wer\nAna\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Mensch\nBen\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("First Name,Last Name,E-mail 1 - Value\nCem,Kaya,cem@x.example\n", encoding="utf-8")
    said = run("import", *(str(tmp_path / f"{name}.csv") for name in "abc"), stdin="\n\ny\n", terminal=True).out
    assert [one["name"] for one in contacts(run)] == ["Ana", "Ben", "Cem Kaya"]
    assert said.count("  netcheck import csv ") == 2


def test_at_a_terminal_with_keys_in_german(run: Run, tmp_path: Path) -> None:
    """Arrow keys pick another column than the likely one; leaving stores nothing."""
    (tmp_path / "leute.csv").write_text(PEOPLE, encoding="utf-8")
    for answers, code in ((["\x1b[A\r"], 130), (["4\r", "\x03"], 130)):
        with at_terminal("-m", "netcheck", "import", str(tmp_path / "leute.csv"), "--lang", "de") as child:
            child.expect_exact("Vorname")
            child.expect_exact("Ziffer")
            for answer in answers:
                child.send(answer)
            child.send("\x03")
            assert end_of(child) == code
    assert contacts(run) == []


@pytest.mark.parametrize(
    ("columns", "rows", "found"),
    [
        (["Name", "Vorname"], [["Krüger", "Ana"]], {"given": "Vorname", "family": "Name"}),
        (["Name", "Vorname"], [["Ana Krüger", "Ana"]], {"name": "Name", "given": "Vorname"}),
        (["Company name", "Full name"], [], {"name": "Full name"}),
        (["work phone", "E-Mail 2"], [], {"phone": "work phone", "email": "E-Mail 2"}),
        (["Date", "Who", "kind"], [], {"on": "Date", "name": "Who", "kind": "kind"}),
        (["Tag"], [["Chor"]], {}),
    ],
)
def test_what_columns_likely_hold(columns: list[str], rows: list[list[str]], found: dict[str, str]) -> None:
    """German and English names; a name beside a first name is the last name, unless it holds both."""
    assert likely_columns(columns, rows) == found

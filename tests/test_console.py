"""The console takes its width, colours and letters from where it prints."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import spoken
from netcheck.view.report_terminal import render, report_console
from netcheck.view.text import spell, width
from report_samples import FULL


class Terminal(io.StringIO):
    """A terminal of 72 cells, as far as asking can tell."""

    def isatty(self) -> bool:
        """Say that this is one."""
        return True

    def fileno(self) -> int:
        """Return a number that only the size is asked of."""
        return 99


@pytest.mark.parametrize(
    ("columns", "cells"), [("", 80), ("20", 60), ("72", 72), ("120", 100), ("wide", 80), ("-5", 80)]
)
def test_width_without_a_terminal(columns: str, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS counts within 60 to 100 cells; without it, or with nonsense, the width is 80."""
    monkeypatch.setenv("COLUMNS", columns)
    assert report_console(io.StringIO()).width == cells


def test_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS is what the user wants; without it the terminal is asked, and one that does not know has 80 cells."""
    monkeypatch.setattr(os, "get_terminal_size", lambda number: os.terminal_size((72 if number == 99 else 0, 24)))
    assert report_console(Terminal()).width == 72
    monkeypatch.setenv("COLUMNS", "90")
    assert report_console(Terminal()).width == 90
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert report_console(Terminal()).width == 80


@pytest.mark.parametrize(
    ("out", "setting", "forced", "forbidden", "coloured"),
    [
        (Terminal, "auto", "", "", True),
        (Terminal, "never", "", "", False),
        (Terminal, "always", "0", "", False),
        (Terminal, "always", "1", "1", False),
        (io.StringIO, "auto", "", "", False),
        (io.StringIO, "always", "", "", True),
        (io.StringIO, "never", "1", "", True),
        (io.StringIO, "auto", "1", "1", False),
    ],
)
def test_colour(
    out: type[io.StringIO], setting: str, forced: str, forbidden: str, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colour is for terminals and for those who ask for it, the environment first; who forbids it gets none."""
    for name, value in {"FORCE_COLOR": forced, "NO_COLOR": forbidden, "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((72, 24)))
    file = out()
    report_console(file, color=setting).print("bold", style="bold")
    assert ("\x1b" in file.getvalue()) is coloured


def test_markup_is_data() -> None:
    """Brackets, emoji names and numbers are printed as they are."""
    file = io.StringIO()
    report_console(file).print("[bold]1[/bold] :smile: 'x'")
    assert file.getvalue() == "[bold]1[/bold] :smile: 'x'\n"


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("Jürgen „Çelik“ 李", "utf-8", "Jürgen „Çelik“ 李"),
        ("Jürgen „Çelik“ 李", "ascii", 'Juergen "Celik" ??'),
        ("ÄNDERT Ändert", "ascii", "AENDERT Aendert"),
        ("Jürgen … ✓ 李 █", "cp1252", "Jürgen … * ?? #"),
        ("▁▃▅█ │ 2× – ß", "ascii", "_-=# | 2x - ss"),
        ("→ an  ← von  ↔ mit", "ascii", "> an  < von  = mit"),
        ("Mütter    16 │ größer\nzwei  Wörter", "ascii", "Muetter   16 | groesser\nzwei  Woerter"),
    ],
)
def test_letters_that_are_lacking(text: str, encoding: str, said: str) -> None:
    """What an encoding lacks is spelled in ASCII, and what follows stays in its column."""
    assert spell(text, encoding) == said


@given(st.text())
def test_everything_can_be_spelled(text: str) -> None:
    """Any text can be written in ASCII, in as many lines as before."""
    said = spell(text, "ascii")
    assert said.isascii()
    assert said.count("\n") == text.count("\n")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_in_ascii(language: str) -> None:
    """On a terminal that knows no more than ASCII the report keeps its lines, columns and bars."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    spoken(language, render, FULL, report_console(file, width=80))
    file.flush()
    lines = raw.getvalue().decode("ascii").splitlines()
    start = next(at for at, line in enumerate(lines) if "Backing" in line or "Rueckendeckung" in line) - 6
    table, curves = lines[start : start + 7], [line for line in lines[start + 7 :] if " |" in line]
    assert len({line.index(" | ") for line in table}) == 1
    assert sum("#" in line for line in table) == 6
    assert len({line.index(" |") for line in curves}) == 1
    assert len(curves) == 8
    assert sum(line.count("*") for line in curves) == sum(line.count("o") for line in curves) == 15
    assert all(width(line) <= 80 for line in lines)

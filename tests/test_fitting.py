"""On a terminal long lines go on below at a word; elsewhere each sentence stays one line."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.cli.app import hand_over, remark, say
from netcheck.view.text import fit, width
from terminals import at_terminal, end_of

LONG = "Zurücknehmen lässt sich das mit netcheck contact edit NAME --every und später noch einmal."

if TYPE_CHECKING:
    from conftest import Run


class Terminal(io.StringIO):
    """A terminal of 40 columns, as far as asking can tell."""

    def isatty(self) -> bool:
        """Say that this is one."""
        return True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("  indented sentences go on further in than they began",
         "  indented sentences go on further in\n    than they began"),
        ("To take it back there is netcheck guide --edit",
         "To take it back there is\n  netcheck guide --edit"),
        ("color  auto  Colours: auto, always, or never at all",
         "color  auto  Colours: auto, always, or\n             never at all"),
        ("Log  /home/somebody/netcheck/netcheck.db  (is made)",
         "Log  /home/somebody/netcheck/netcheck.db\n     (is made)"),
        ("✓ Alma hat dir mit dem Schluss sehr geholfen.   heute · 2k4f",
         "✓ Alma hat dir mit dem Schluss sehr\n  geholfen.\n  heute · 2k4f"),
        ("one\n\nthat is much too long for a narrow terminal",
         "one\n\nthat is much too long for a narrow\n  terminal"),
    ],
)  # fmt: skip
def test_long_lines_go_on_below(text: str, expected: str) -> None:
    """Words stay whole, columns stay columns, commands stay in one piece, and what fits stays as it is."""
    assert fit(text, 40) == expected


@given(st.text("ab -–Ü\n李", max_size=200), st.integers(20, 100))
def test_nothing_is_lost(text: str, cells: int) -> None:
    """Whatever is said, no line is too wide and no letter gets lost."""
    said = fit(text, cells)
    assert all(width(line) <= cells for line in said.split("\n"))
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(("tell", "stream"), [(say, "stdout"), (remark, "stderr")])
def test_only_terminals_are_fitted(tell: object, stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is piped stays one line per sentence; COLUMNS says how wide a terminal is."""
    assert callable(tell)
    monkeypatch.setenv("COLUMNS", "40")
    for file, lines in ((Terminal(), 3), (io.StringIO(), 1)):
        monkeypatch.setattr(sys, stream, file)
        tell(LONG)
        assert file.getvalue().count("\n") == lines


def test_what_is_copied_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON and lines for a scheduler come just as they are."""
    monkeypatch.setenv("COLUMNS", "40")
    file = Terminal()
    monkeypatch.setattr(sys, "stdout", file)
    hand_over(LONG)
    assert file.getvalue() == LONG + "\n"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "command",
    [
        "contact remove Ana",
        "config",
        "kinds",
        "step add Ana" + " weiter" * 15 + " --with Ana",
        "log got Ana help and much more of it, which was kind, and the week after that once more too",
        "undo",
        "log --onn",
        "list --since 2026-13",
    ],
    ids=lambda command: " ".join(command.split()[:3]),
)
def test_no_word_is_broken_at_a_terminal(command: str, language: str, run: Run) -> None:
    """Answers, hints and refusals keep within a terminal of 80 columns."""
    run("log", "got", "Ana", "help", "--new")
    with at_terminal("-m", "netcheck", *command.split(" "), NETCHECK_LANG=language, NO_COLOR="1") as child:
        end_of(child)
        lines = child.before.replace("\r", "").split("\n")
    assert any(lines)
    assert [line for line in lines if width(line) > 80] == []

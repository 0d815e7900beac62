"""Lines to copy mean in every shell what they say, whatever the names and paths in them are."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netcheck.domain.shell_quoting import for_bash, for_powershell, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

FOREIGN = (
    "Alma Reuter",
    "O'Neil",
    "Wim `touch x` Ott",
    "Wim $(touch x) Ott",
    "Paul & Co",
    "a; touch x",
    "Rex *",
    "~root",
    "$HOME",
    "a\\",
    "a\\\\b'c",
    'say "hi"',
    "wow!!",
    "#1",
    "x:y=z",
    "{a,b}",
    "[ab]?",
    "<x >y |z",
    "Ôtt, Zoë",
    "=ls",
    "%self",
    "^a^b",
    "",
)
"""Names on which a shell would act, were they not quoted."""
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
each_shell = pytest.mark.parametrize("shell", SHELLS)


def arguments_of(shell: str, words: list[str], folder: Path) -> list[str]:
    """Return what a program gets if a shell reads a line of these words, interactively, with its history on."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    printer = folder / "printer.py"
    printer.write_text("import json, sys; print('GOT' + json.dumps(sys.argv[1:]))", encoding="utf-8")
    line = " ".join([sys.executable, str(printer), *words])
    run = subprocess.run(SHELLS[shell], input=f"{line}\n".encode(), cwd=folder, capture_output=True, check=False)
    found: list[str] = json.loads(run.stdout.decode().rpartition("GOT")[2].splitlines()[0])
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="there they are quoted for PowerShell")
@each_shell
def test_a_shell_passes_on_what_was_quoted(shell: str, tmp_path: Path) -> None:
    """Bash, zsh and fish hand over each text as it is, and run nothing."""
    assert arguments_of(shell, list(map(quoted, FOREIGN)), tmp_path) == list(FOREIGN)
    assert not (tmp_path / "x").exists()


@each_shell
def test_unquoted_names_are_run(shell: str, tmp_path: Path) -> None:
    """The test above can fail: without quotes the program gets something else, and something is run."""
    assert arguments_of(shell, ["(touch x)" if shell == "fish" else "`touch x`"], tmp_path) == []
    assert (tmp_path / "x").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_what_tab_inserts_in_bash(quote: str, tmp_path: Path) -> None:
    """In an open quote or outside of one, bash reads the text that was meant."""
    texts = [text for text in FOREIGN if text]
    words = [f"{quote}{for_bash(text, quote)}" for text in texts]
    closed = [word if word.endswith(quote) else word + quote for word in words]  # as Readline does
    assert arguments_of("bash", closed, tmp_path) == texts


def test_what_powershell_reads() -> None:
    """Single quotes keep everything but themselves, of which PowerShell knows five."""
    assert for_powershell("Paul & Co $(x) `y`") == "'Paul & Co $(x) `y`'"
    assert for_powershell("O'Neil") == "'O''Neil'"
    assert for_powershell("O’Neil ‘‚‛") == "'O’’Neil ‘‘‚‚‛‛'"


def test_screens_quote_names(run: Run, tmp_path: Path) -> None:
    """Reminders, refusals and the demo show lines in which a foreign name or path is one word."""
    run("contact", "add", "`touch x`", "--birthday", "24.11.")
    run("contact", "add", "O'Neil Ash")
    run("contact", "add", "O'Neil Elm")
    assert "netcheck contact show '`touch'\n" in run("remind", "--names").out
    assert 'write "O\'NeilE" ' in run("contact", "show", "O'Neil", expect=1).err
    assert f"--db '{tmp_path}/$(touch x)' report\n" in run("demo", "--keep", str(tmp_path / "$(touch x)")).out

"""A reader that has gone is no failure, and what was to be stored is stored."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run


@pytest.mark.parametrize(("both", "colour"), [(False, "1"), (True, "")], ids=["stdout, coloured", "with stderr, plain"])
@pytest.mark.parametrize(
    "command", ["", "log got Zed help --new", "undo", "list", "kinds", "report", "report --json", "demo", "--help"]
)
def test_nobody_reads(command: str, run: Run, monkeypatch: pytest.MonkeyPatch, *, both: bool, colour: str) -> None:
    """The exit code stays 0, and nothing is complained about."""
    run("log", "got", "Ana", "help", "--new")
    if colour:
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("FORCE_COLOR", colour)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "netcheck", *command.split()],
        check=False,
        stdout=writer,
        stderr=writer if both else subprocess.PIPE,
    )
    os.close(writer)
    assert done.returncode == 0, done.stderr
    assert both or b"rror" not in done.stderr
    logged = run("list", "--csv").out
    assert ("Zed" in logged) == command.startswith("log")
    assert ("Ana" in logged) == (command != "undo")

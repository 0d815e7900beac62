"""An import comes in whole or not at all: whatever row fails, and whatever signal ends the program."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import faults
from promises import figure

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

ROWS = 50
SIGNALLED = """
import os, signal, sys
left, number = (int(sys.argv.pop(1)) for _ in range(2))
if number != signal.SIGINT:
    signal.signal(number, signal.SIG_DFL)  # whoever started the tests may have had it ignored
def count(frame, event, argument):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), number)
from netcheck.main import main
before = left
sys.setprofile(count)
code = main(sys.argv[1:])
sys.setprofile(None)
print(before - left, file=sys.stderr, flush=True)
os._exit(code)
"""
"""Runs a command line, and sends itself a signal at the nth call of a function."""
signals = ["SIGINT", "SIGTERM", "SIGHUP"] if sys.platform != "win32" else ["SIGINT"]


def rows(number: int, *, broken: int = 0) -> str:
    """Return so many entries, one of them without a name."""
    lines = [
        {
            "type": "event",
            "on": "2026-11-20",
            "with": f"P{n % 7}",
            "direction": "given",
            "kind": "help",
            "note": f"row {n}",
        }
        for n in range(1, number + 1)
    ]
    if broken:
        del lines[broken - 1]["with"]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def there(path: Path) -> tuple[int, int]:
    """Return how many entries and people there are, after SQLite has found the log sound."""
    assert not faults.check_integrity(path)
    return len(faults.notes(path)), len(faults.names(path))


@pytest.mark.parametrize("row", range(1, ROWS + 1))
def test_a_row_that_cannot_be_read_keeps_all_out(run: Run, home: Path, row: int) -> None:
    """Whichever of fifty it is: it is told by its number, and nothing is stored."""
    run("log", "gave", "Ada", "help", "--new")
    refused = run("import", "jsonl", "-", stdin=rows(ROWS, broken=row), expect=1)
    assert f"Line {row}:" in refused.err
    assert there(home / "log.db") == (1, 1)


@pytest.mark.parametrize("row", range(1, ROWS + 1, 7))
def test_a_row_that_cannot_be_stored_keeps_all_out(run: Run, home: Path, row: int) -> None:
    """The same where the database itself refuses it, with all that was written before it."""
    run("log", "gave", "Ada", "help", "--new")
    with closing(sqlite3.connect(home / "log.db")) as log:
        stop = f"SELECT RAISE(FAIL, 'refused') WHERE new.note = 'row {row}'"
        log.execute(f"CREATE TRIGGER stop BEFORE INSERT ON event BEGIN {stop}; END")
    assert run("import", "jsonl", "-", stdin=rows(ROWS), expect=None).code
    assert there(home / "log.db") == (1, 1)


def _signalled(home: Path, at: int, number: int) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", SIGNALLED, str(at), str(number), "import", "jsonl", str(home / "rows.jsonl")]
    return subprocess.run(program, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", signals)
def test_a_signal_leaves_all_or_nothing(run: Run, home: Path, name: str) -> None:
    """At moments all over an import: each entry is there, or none is."""
    (home / "rows.jsonl").write_text(rows(ROWS), encoding="utf-8")
    calls = int(_signalled(home, -1, signal.SIGTERM).stderr.split()[-1])
    run("undo")
    run("log", "gave", "Ada", "help", "--new")
    moments, ended = figure(60), 0
    for moment in range(1, moments + 1):
        done = _signalled(home, calls * moment // (moments + 1), getattr(signal, name))
        ended += done.returncode != 0
        found = there(home / "log.db")
        assert found in {(1, 1), (1 + ROWS, 8)}
        if found != (1, 1):
            run("undo")
    assert ended > moments // 2, "the signals came too late to prove anything"


def test_half_an_import_is_seen(run: Run, home: Path) -> None:
    """Control: half of the entries are neither all nor nothing."""
    run("log", "gave", "Ada", "help", "--new")
    run("import", "jsonl", "-", stdin=rows(ROWS // 2))
    assert there(home / "log.db") not in {(1, 1), (1 + ROWS, 8)}

"""Many processes at once: every entry is there, nobody is told that the log is locked."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck.errors import LockedError
from netcheck.main import main
from netcheck.store import database, ops

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

PROCESSES, EACH = 16, 100
WAITING = """
import sys
from netcheck.main import main
print(flush=True)
sys.exit(main(sys.argv[1:]))
"""


def _log(number: int, count: int) -> list[str]:
    """Run `netcheck log` again and again; return what went wrong."""
    wrong = []
    for turn in range(count):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            code = main(["log", "gave", "Ada", "help", f"note {number} {turn}"])
        if code:
            wrong.append(f"{code}: {said.getvalue()}")
    return wrong


@pytest.mark.slow
def test_sixteen_processes_log_a_hundred_times(run: Run, home: Path) -> None:
    """1,600 runs of `netcheck log`, sixteen at a time: 1,600 entries and no error."""
    run("log", "gave", "Ada", "help", "--new")
    assert faults.together(PROCESSES, _log, EACH) == [[]] * PROCESSES
    expected = [f"note {number} {turn}" for number in range(PROCESSES) for turn in range(EACH)]
    assert faults.notes(home / "log.db") == sorted(["", *expected])
    assert faults.check_integrity(home / "log.db") == ""


def _log_deferred(number: int, path: Path, count: int) -> str:
    """Read, then write, in a transaction that begins as a reader; return what came of it."""
    for turn in range(count):
        try:
            with database.opened(path, create=True) as connection:
                connection.execute("BEGIN")
                writer = ops.Writer(connection, "log")
                writer.create(faults.event(f"note {number} {turn}"))
                writer.finish()
                connection.execute("COMMIT")
        except LockedError:
            return "refused"
    return "done"


def test_deferred_transactions_are_refused(home: Path) -> None:
    """Control: begun as a reader, some of the same writers are refused, whatever their patience."""
    assert "refused" in faults.together(PROCESSES, _log_deferred, faults.log_of(home / "log.db"), 10)


def test_real_processes_begin_and_log_at_once(home: Path) -> None:
    """Eight programs started at once on no log at all: each entry is there, and Ada only once."""
    arguments = [sys.executable, "-m", "netcheck", "log", "gave", "Ada", "help", "--new", "--"]
    started = [
        subprocess.Popen([*arguments, str(n)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for n in range(8)
    ]
    told = [process.communicate() for process in started]
    assert [(process.returncode, err) for process, (_, err) in zip(started, told, strict=True)] == [(0, "")] * 8
    assert faults.notes(home / "log.db") == [str(n) for n in range(8)]
    assert faults.names(home / "log.db") == ["Ada"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize(
    ("lock", "arguments"), [("IMMEDIATE", ["log", "gave", "Ada", "help"]), ("EXCLUSIVE", ["list"])]
)
def test_ctrl_c_ends_the_wait_for_a_locked_log(run: Run, home: Path, lock: str, arguments: list[str]) -> None:
    """Whoever waits to write or to read can leave at once, and has stored nothing."""
    run("log", "gave", "Ada", "help", "--new")
    with database.opened(home / "log.db", create=False) as connection:
        connection.execute(f"BEGIN {lock}")
        command = [sys.executable, "-c", WAITING, *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stdout
            waiting.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                waiting.wait(2)  # so long that it waits for the log by now
            waiting.send_signal(signal.SIGINT)
            out, _ = waiting.communicate(timeout=60)
        assert (waiting.returncode, out) == (130, "")
        connection.execute("ROLLBACK")
    assert faults.notes(home / "log.db") == [""]

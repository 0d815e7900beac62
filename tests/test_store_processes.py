"""Many processes at once: every entry is there, nobody is told that the log is locked."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

import pytest

import faults
from netcheck.errors import LockedError
from netcheck.main import main
from netcheck.store import database, ops, undo
from promises import figure
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

PROCESSES, EACH = 16, figure(100)
READERS = 2
WAITING = """
import sys
from netcheck.main import main
print(flush=True)
sys.exit(main(sys.argv[1:]))
"""


def _log(number: int, count: int) -> list[str]:
    """Run `netcheck log` again and again, or look at the log as often; return what went wrong."""
    if number >= PROCESSES:
        return _look(count)
    wrong = []
    for turn in range(count):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            code = main(["log", "gave", "Ada", "help", f"note {number} {turn}"])
        if code:
            wrong.append(f"{code}: {said.getvalue()}")
    return wrong


def _look(count: int) -> list[str]:
    """List the log again and again; return what went wrong: an error, or an entry that was there and is not."""
    wrong, seen = [], 0
    for _turn in range(count):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stdout(out), redirect_stderr(io.StringIO()) as said:
            code = main(["list", "--json"])
        out.seek(0)
        entries = len(json.loads(out.read())) if not code else 0
        if code or entries < seen:
            wrong.append(f"{code}: {said.getvalue()} {seen} {entries}")
        seen = entries
    return wrong


@pytest.mark.slow
def test_sixteen_processes_log_a_hundred_times(run: Run, home: Path) -> None:
    """1,600 runs of `netcheck log` (160, if not NETCHECK_WHOLE), sixteen at a time, while others read: no error."""
    run("log", "gave", "Ada", "help", "--new")
    everybody = PROCESSES + READERS
    assert faults.together(everybody, _log, EACH) == [[]] * everybody
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


@contextmanager
def _waiting(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a program while the log is locked, and yield it when it waits for the log."""
    command = [sys.executable, "-c", WAITING, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
        assert waiting.stdout
        waiting.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(2)  # so long that it waits for the log by now
        yield waiting


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_undo_and_redo_choose_when_it_is_their_turn(run: Run, home: Path, command: str) -> None:
    """Who waits while somebody else takes back the last command, or does it again, goes on with the one before."""
    run("step", "add", "one")
    run("step", "add", "two")
    if command == "redo":
        run("undo")
        run("undo")
    with database.opened(home / "log.db", create=False) as connection:
        connection.execute("BEGIN IMMEDIATE")
        chosen = undo.undoable(connection) if command == "undo" else undo.redoable(connection)
        undo.turn(connection, chosen, undone=command == "undo")
        with _waiting(command) as waiting:
            connection.execute("COMMIT")
            _, err = waiting.communicate(timeout=60)
        assert (waiting.returncode, err) == (0, "")
        assert [one.undone for one in undo.history(connection, 9)] == [command == "undo"] * 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Cancelled. Nothing was changed.\n"), ("de", "Abgebrochen. Nichts geändert.\n")],
)
def test_ctrl_c_during_undo_says_what_came_of_it(run: Run, home: Path, language: str, said: str) -> None:
    """Whoever leaves an undo before it is stored is told that nothing was changed."""
    run("step", "add", "one")
    with database.opened(home / "log.db", create=False) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with _waiting("undo", "--lang", language) as waiting:
            waiting.send_signal(signal.SIGINT)
            out, err = waiting.communicate(timeout=60)
        assert (waiting.returncode, out, err) == (130, "", said)
        connection.execute("ROLLBACK")
        assert [one.undone for one in undo.history(connection, 9)] == [False]


class _LeftAtCommit(sqlite3.Connection):
    """Hears Ctrl-C when it has just committed."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
        done = super().execute(sql, parameters)
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return done


def test_ctrl_c_after_the_commit_is_too_late(tmp_path: Path) -> None:
    """What is stored is not said to be cancelled: the command goes on to its end."""
    with closing(sqlite3.connect(tmp_path / "x", isolation_level=None, factory=_LeftAtCommit)) as connection:
        connection.execute("CREATE TABLE t (x)")
        with ops.transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
        assert connection.execute("SELECT x FROM t").fetchall() == [(1,)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize(
    ("lock", "arguments"), [("IMMEDIATE", ["log", "gave", "Ada", "help"]), ("EXCLUSIVE", ["list"])]
)
def test_ctrl_c_ends_the_wait_for_a_locked_log(run: Run, home: Path, lock: str, arguments: list[str]) -> None:
    """Whoever waits to write or to read can leave at once, and has stored nothing."""
    run("log", "gave", "Ada", "help", "--new")
    with database.opened(home / "log.db", create=False) as connection:
        connection.execute(f"BEGIN {lock}")
        with _waiting(*arguments) as waiting:
            waiting.send_signal(signal.SIGINT)
            out, _ = waiting.communicate(timeout=60)
        assert (waiting.returncode, out) == (130, "")
        connection.execute("ROLLBACK")
    assert faults.notes(home / "log.db") == [""]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Another program is writing to the log; netcheck waits for it."),
        ("de", "Ein anderes Programm schreibt gerade ins Log; netcheck wartet darauf."),
    ],
)
def test_a_long_wait_is_told_at_a_terminal(run: Run, home: Path, language: str, said: str) -> None:
    """Whoever looks on is told once, after two seconds; a program is told nothing, and both entries are stored."""
    run("log", "gave", "Ada", "help", "--new")
    command = ["-m", "netcheck", "--lang", language, "log", "gave", "Ada", "help"]
    with closing(sqlite3.connect(home / "log.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        piped = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with at_terminal(*command) as child:
            child.expect_exact(said)
            holder.execute("ROLLBACK")
            assert end_of(child) == 0
            assert said not in child.before
    assert (piped.communicate()[1], piped.returncode) == ("", 0)
    assert len(faults.notes(home / "log.db")) == 3


def test_the_open_prompt_sees_who_has_gone(run: Run, home: Path) -> None:
    """Somebody removed in another terminal is not written about at a prompt that was open before."""
    run("log", "gave", "Ada", "help", "--new")
    with at_terminal("-m", "netcheck", "log") as child:
        child.expect_exact("received")
        run("contact", "remove", "Ada", "--with-events")
        child.send("gave Ada help lost\r")
        child.expect_exact("is new. Full name")
        child.send("s\r")
        child.expect_exact("Nothing was stored.")
        child.expect_exact("received")
        child.sendeof()
        assert end_of(child) == 0
    assert (faults.notes(home / "log.db"), faults.names(home / "log.db")) == ([], [])


def test_catching_up_about_somebody_who_has_gone_is_refused(run: Run, home: Path) -> None:
    """The name before the line is of somebody who was removed in the meantime: this is said, nothing is stored."""
    run("log", "gave", "Ada", "help", "--new", "--on", "2026-10-01")
    with at_terminal("-m", "netcheck", "log", "--catch-up") as child:
        child.expect_exact("Ada \u203a")
        run("contact", "remove", "Ada", "--with-events")
        child.send("got help\r")
        child.expect_exact("Ada was removed elsewhere in the meantime")
    assert faults.notes(home / "log.db") == []


def test_one_round_of_questions_at_two_terminals_is_one() -> None:
    """Whoever answers the same questions elsewhere as well is told so, and no answer is overwritten."""
    with at_terminal("-m", "netcheck", "checklist") as first, at_terminal("-m", "netcheck", "checklist") as second:
        for child in (first, second):
            child.expect_exact("1 of 10")
        first.send("y")
        first.expect_exact("2 of 10")
        second.send("n")
        second.expect_exact("answered elsewhere as well")
        assert end_of(second) == 1
        first.send("y")
        first.expect_exact("3 of 10")


def _set(number: int) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return main(["config", "set", f"kinds.word{number}", "help"])


def test_settings_set_at_once_are_all_kept(run: Run) -> None:
    """Eight programs that set a setting each at once lose none of them."""
    assert faults.together(8, _set) == [0] * 8
    for number in range(8):
        assert f"word{number}" in run("config").out


def test_the_number_of_a_step_stays_its_own(run: Run) -> None:
    """A number that was shown means this step for good, whatever is dropped, undone or made after it."""
    for text in ("one", "two", "three"):
        run("step", "add", text)
    run("step", "drop", "1")
    assert run("step", "drop", "1", expect=1).err == "There is no step 1. netcheck step list shows all.\n"
    assert "two" in run("step", "done", "2").out
    run("undo")
    run("undo")
    run("step", "add", "four")
    shown = json.loads(run("step", "list", "--json").out)
    assert [(step["number"], step["text"]) for step in shown] == [(1, "one"), (2, "two"), (3, "three"), (4, "four")]

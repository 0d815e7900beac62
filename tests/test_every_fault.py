"""Each call to SQLite and to the system fails in turn: the old state or the new one, and the sentence says which.

A tenth of the calls to SQLite is tried; `NETCHECK_WHOLE=1 pytest -rP tests/test_every_fault.py` tries them all, and
prints how many there were.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest

import faults
from netcheck.cli.app import App
from netcheck.settings import config_path
from netcheck.store import database
from netcheck.store.ops import Writer
from seeded import seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Result, Run

T = TypeVar("T")
STORED, UNKNOWN = "The change itself is stored", "Whether the change is stored could not be found out"
UNCONFIRMED = "the disk does not say whether it keeps it"
TENTH = 1 if os.environ.get("NETCHECK_WHOLE") else 10
ENOUGH = 5
"""So many faults of a sort must have come, or the test proves nothing."""

JSONL = '{"type":"event","on":"2026-11-20","with":"Bo","direction":"given","kind":"help"}\n' * 3
ANSWERS = "y,p,n,y,y,y,y,y,y,y"
COMMANDS = {
    "log got Alma help new": "",
    "log -": "got Alma help one\ngave Ana Belić help two\n",
    "undo": "",
    "contact edit Alma --note new": "",
    "contact remove Ana Krüger --with-events": "",
    "import jsonl -": JSONL,
    f"checklist --answers {ANSWERS}": "",
    "export csv out.csv": "",
    "report --html out.csv": "",
    "config set pager never": "",
}


class Fault:
    """Lets the nth call fail, or with `forever` all from the nth on."""

    def __init__(self, nth: int, make: Callable[[], Exception], *, after: bool) -> None:
        self.nth, self.make, self.after, self.count = nth, make, after, 0

    def __call__(self, call: Callable[..., T], *arguments: Any, **options: Any) -> T:  # noqa: ANN401 - any call
        """Make the call, unless it is its turn to fail."""
        self.count += 1
        if self.count != self.nth:
            return call(*arguments, **options)
        if self.after:
            call(*arguments, **options)
        raise self.make()

    @property
    def came(self) -> bool:
        """Whether the failure came."""
        return self.count >= self.nth


def sqlite_error(code: int, text: str) -> sqlite3.OperationalError:
    """Return an error as SQLite raises it."""
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


def _in_sqlite(patch: pytest.MonkeyPatch, fault: Fault, *, only: str = "") -> None:
    connect = sqlite3.connect

    def failing(factory: type[sqlite3.Connection]) -> type[sqlite3.Connection]:
        def execute(self: sqlite3.Connection, sql: str, parameters: Any = ()) -> sqlite3.Cursor:  # noqa: ANN401 - as there
            if only and sql != only:
                return factory.execute(self, sql, parameters)
            return fault(factory.execute, self, sql, parameters)

        def executemany(self: sqlite3.Connection, sql: str, parameters: Any) -> sqlite3.Cursor:  # noqa: ANN401 - as there
            if only:
                return factory.executemany(self, sql, parameters)
            return fault(factory.executemany, self, sql, parameters)

        return type("Failing", (factory,), {"execute": execute, "executemany": executemany})

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - as sqlite3 has it
        options["factory"] = failing(options.get("factory", sqlite3.Connection))
        connection: sqlite3.Connection = connect(*arguments, **options)
        return connection

    patch.setattr(sqlite3, "connect", connected)


def _in_the_system(patch: pytest.MonkeyPatch, fault: Fault) -> None:
    for name in ("open", "fsync", "replace", "unlink", "mkdir", "lstat", "close", "readlink"):
        call = getattr(os, name)
        patch.setattr(os, name, lambda *some, call=call, **named: fault(call, *some, **named))


SORTS: dict[str, tuple[Callable[[pytest.MonkeyPatch, Fault], None], Callable[[], Exception], bool]] = {
    "disk I/O error": (_in_sqlite, lambda: sqlite_error(sqlite3.SQLITE_IOERR_READ, "disk I/O error"), False),
    "full": (_in_sqlite, lambda: sqlite_error(sqlite3.SQLITE_FULL, "database or disk is full"), False),
    "locked": (_in_sqlite, lambda: sqlite_error(sqlite3.SQLITE_BUSY, "database is locked"), False),
    "the last sync": (
        lambda patch, fault: _in_sqlite(patch, fault, only="COMMIT"),
        lambda: sqlite_error(sqlite3.SQLITE_IOERR_DIR_FSYNC, "disk I/O error"),
        True,
    ),
    "EIO": (_in_the_system, lambda: OSError(errno.EIO, os.strerror(errno.EIO)), False),
    "ENOSPC": (_in_the_system, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), False),
    "EACCES": (_in_the_system, lambda: PermissionError(errno.EACCES, os.strerror(errno.EACCES)), False),
}


MANY = {"disk I/O error", "full", "locked"}
"""What comes at so many calls that a tenth of them is tried."""


class State(NamedTuple):
    """What a command can have changed: how many ops there are, a file's content, and a setting."""

    ops: int
    out: int
    config: str


def _state() -> State:
    with sqlite3.connect("file:log.db?mode=ro", uri=True) as connection:
        ops = connection.execute("SELECT count(*) FROM op").fetchone()[0]
    out, config = Path("out.csv"), config_path()
    return State(ops, out.stat().st_size, config.read_text(encoding="utf-8"))


@pytest.fixture
def renew(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], State]:
    """Work in a folder with a small log, an older export and settings; return what puts all back as it was."""
    monkeypatch.chdir(home)
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.0)
    seed()
    whole = Path("log.db").read_bytes()
    config_path().parent.mkdir(parents=True)

    def again() -> State:
        Path("log.db").write_bytes(whole)
        Path("log.db-journal").unlink(missing_ok=True)
        Path("out.csv").write_text("old", encoding="utf-8")
        config_path().write_text('pager = "auto"\n', encoding="utf-8")
        return _state()

    return again


@contextmanager
def injected(sort: str, nth: int) -> Iterator[Fault]:
    """Let the nth call of a sort fail."""
    patch_calls, make, after = SORTS[sort]
    fault = Fault(nth, make, after=after)
    with pytest.MonkeyPatch.context() as patch:
        patch_calls(patch, fault)
        yield fault


def wrong_about(came: Result, before: State, new: State, now: State) -> str:
    """Return what is wrong with a run in which something failed, "" for nothing."""
    if now not in (before, new):
        return f"a state in between: {now}, not {before} or {new}"
    if came.code not in {0, 1, 75}:
        return f"the exit code {came.code}: {came.err}"
    told = came.code == 0 or STORED in came.err or UNCONFIRMED in came.err
    if told != (now == new) and UNKNOWN not in came.err:
        return f"{'the new' if now == new else 'the old'} state, and said: {came.err}"
    return "" if came.code == 0 or came.err.strip() else "no word"


@pytest.mark.slow
@pytest.mark.parametrize("sort", SORTS)
def test_each_call_fails_once(run: Run, renew: Callable[[], State], sort: str) -> None:
    """Promise: whatever fails, and wherever: all or nothing, one true sentence, and no bug."""
    tried, wrong = 0, []
    for at, (line, stdin) in enumerate(COMMANDS.items()):
        before = renew()
        run(*line.split(), stdin=stdin)
        new, step = _state(), TENTH if sort in MANY else 1
        nth = 1 + at % step
        while True:
            before = renew()
            with injected(sort, nth) as fault:
                came = run(*line.split(), stdin=stdin, expect=None)
            if not fault.came:
                break
            tried += 1
            if said := wrong_about(came, before, new, _state()):
                wrong.append(f"{line}, call {nth}: {said}")
            assert faults.check_integrity(Path("log.db")) == ""
            assert not Path("log.db-journal").exists()
            nth += step
    sys.stdout.write(f"{tried} faults: {sort}\n")
    assert wrong == []
    assert tried >= ENOUGH


def _commit_early(writer: Writer) -> None:
    if not writer.connection.in_transaction:
        return
    writer.connection.execute("COMMIT")
    writer.connection.execute("BEGIN IMMEDIATE")


def test_half_a_command_is_seen(run: Run, renew: Callable[[], State], monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: with a commit after each thing, the same faults find a state in between."""
    renew()
    run("import", "jsonl", "-", stdin=JSONL)
    new = _state()
    create_all = Writer.create_all

    def piecemeal(writer: Writer, entity: str, rows: Any) -> None:  # noqa: ANN401 - as it is there
        create_all(writer, entity, rows)
        _commit_early(writer)

    monkeypatch.setattr(Writer, "create_all", piecemeal)
    found = set()
    for nth in range(1, 200, 3):
        before = renew()
        with injected("disk I/O error", nth) as fault:
            came = run("import", "jsonl", "-", stdin=JSONL, expect=None)
        if not fault.came:
            break
        found.add(wrong_about(came, before, new, _state()).partition(":")[0])
    assert "a state in between" in found


def test_an_untrue_sentence_is_seen(run: Run, renew: Callable[[], State], monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a program that does not know what has become of a change is found out by a failed last sync."""
    line = ("log", "got", "Alma", "help", "new")
    renew()
    run(*line)
    new, before = _state(), renew()
    monkeypatch.setattr(App, "stored", property(lambda _app: False, lambda _app, _value: None), raising=False)
    with injected("the last sync", 1):
        came = run(*line, expect=1)
    assert wrong_about(came, before, new, _state()).startswith("the new state, and said: ")

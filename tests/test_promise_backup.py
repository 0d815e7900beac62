"""Backups restore: random logs, copied while others write, encrypted or not, come back as they were at one moment.

All 100 of them: NETCHECK_WHOLE=1 pytest tests/test_promise_backup.py
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import stat
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck import settings
from netcheck.domain.model import Contact
from netcheck.errors import NetcheckError
from netcheck.main import main
from netcheck.store import contacts, events, ops, undo
from netcheck.store.database import opened
from netcheck.store.ids import new_id
from promises import figure

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from netcheck.store.database import Connection

LOGS = figure(100)
COMMANDS = 12
"""How many commands a random log begins with, and how many more are written meanwhile."""


@pytest.mark.slow
def test_random_logs_come_back(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each restored log is what its history amounts to, holds all that was confirmed before, and is private."""
    pyrage = pytest.importorskip("pyrage", reason="the extra [encrypt] is not installed")
    identity = pyrage.x25519.Identity.generate()
    settings.store(settings.RECIPIENT, str(identity.to_public()))
    (home / "key").write_text(str(identity), encoding="utf-8")
    equal = overtaken = 0
    for seed in range(LOGS):
        log, backup, back = (home / f"{seed}{end}" for end in (".db", ".backup", ".back.db"))
        before = write(log, seed)
        results = faults.together(2, write_or_back_up, log, backup, seed)
        assert faults.errors(results) == []
        run("restore", str(backup), "--yes", "--db", str(back), "--identity", str(home / "key"))
        made = history(back)
        assert set(before) <= set(made)
        assert made == [op for op in history(log) if op.clock <= made[-1].clock]
        assert faults.check_integrity(back) == ""
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (backup, back)}
        assert modes == {0o600}
        equal += 1
        overtaken += len(made) < len(history(log))
        for path in home.glob(f"{seed}.*"):
            path.unlink()
    with capsys.disabled():
        sys.stdout.write(f"\nbackups: {equal}/{LOGS} equal, {overtaken} of them overtaken by a writer, 0600\n")
    assert overtaken


def write(log: Path, seed: int) -> list[ops.Op]:
    """Write random commands, some of which are taken back, and return the whole history."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with opened(log, create=True) as connection:
        for _ in range(COMMANDS):
            _command(connection, chance)
        return faults.all_ops(connection)


def _command(connection: Connection, chance: random.Random) -> None:
    people = list(contacts.load(connection).contacts.values())
    there = [one.id for one in events.find(connection, contacts.load(connection))]
    what = chance.choice(["person", "person", "entries", "entries", "edit", "remove", "undo", "redo"])
    if not people or what == "person":
        with ops.writing(connection, "contact add") as writer:
            name = f"P{chance.randrange(10**9)}ä\x00"
            contacts.add(writer, Contact(new_id(), name, ("A",), circles=(chance.choice("xyz"),)))
    elif not there or what == "entries":
        who = chance.choice(people).id
        faults.add_events(connection, [faults.event(str(chance.random()), who) for _ in range(chance.randrange(1, 9))])
    elif what in {"edit", "remove"}:
        with ops.writing(connection, what) as writer:
            if what == "edit":
                events.change(writer, chance.choice(there), {"note": str(chance.random()), "weight": 3})
            else:
                events.remove(writer, chance.sample(there, 1))
    else:
        _turn(connection, undone=what == "undo")


def _turn(connection: Connection, *, undone: bool) -> None:
    with suppress(NetcheckError, undo.Refused):
        found = undo.undoable(connection) if undone else undo.redoable(connection)
        faults.turn(connection, found, undone=undone)


def write_or_back_up(number: int, log: Path, backup: Path, seed: int) -> int | None:
    """Back up the log in one process, every second one encrypted, while another one goes on writing to it."""
    if number:
        return main(["backup", str(backup), "--db", str(log), *["--encrypt"] * (seed % 2)])
    write(log, seed + 10_000)
    return None


def history(log: Path) -> list[ops.Op]:
    """Return all ops of a log."""
    with opened(log, create=False) as connection:
        return faults.all_ops(connection)


def test_bytes_copied_by_hand_are_no_backup(run: Run, home: Path) -> None:
    """Control: the bytes of a file into which somebody is writing are refused, and would not have been equal."""
    log, copied = home / "log.db", home / "copied.db"
    write(log, 1)
    with closing(sqlite3.connect(log, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # it writes into the file before it commits
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE event SET note = hex(randomblob(3000))")
        connection.execute("INSERT INTO alias SELECT randomblob(8), 'x', hex(randomblob(3000)) FROM event")
        shutil.copy(log, copied)
        connection.execute("ROLLBACK")
    run("backup", str(home / "good.db"))
    assert "damaged" in run("restore", str(copied), "--yes", "--db", str(home / "back.db"), expect=1).err
    run("restore", str(home / "good.db"), "--yes", "--db", str(home / "back.db"))
    assert history(home / "back.db") == history(log)

"""An upgrade keeps all: logs of every released version, opened at once by eight, or killed while they are upgraded.

All 20 times and 100 kills: NETCHECK_WHOLE=1 pytest tests/test_promise_upgrade.py
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import faults
from netcheck.domain.model import RECORDS
from netcheck.store import database, schema
from netcheck.store.backups import Reason, backups
from promises import figure
from test_promise_backup import write
from test_store_open import COUNTED, UNLOCKED, at_once, newer
from variants import run_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

STORED = sorted(Path(__file__).with_name("logs").glob("v*.db"))
TIMES, KILLS = figure(20), figure(100)

Contents = dict[str, list[tuple[Any, ...]]]


def contents(path: Path) -> Contents:
    """Return all rows of a log but those of the machine, whichever version it is of."""
    with closing(sqlite3.connect(path)) as connection:
        names = ("op", "entity", "device", "command", "forgotten", *RECORDS)
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 - of the schema
            for name in names
        }


def version(path: Path) -> int:
    """Return the version that a log says it is of."""
    with closing(sqlite3.connect(path)) as connection:
        number: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return number


def test_every_released_version_is_stored() -> None:
    """There is a log of each version that this program upgrades."""
    assert [path.name for path in STORED] == [
        f"v{number}.db" for number in range(schema.FIRST_RELEASED, schema.VERSION + 1)
    ]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_eight_starts_at_once_upgrade_a_log(stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of them upgrades it, after a backup of it as it was; nothing of what it holds is another."""
    logs = [Path(shutil.copy(stored, tmp_path / f"log{number}.db")) for number in range(TIMES)]
    came_of_it = at_once(newer(tmp_path / "program", COUNTED), 8, "upgraded", *logs)
    assert came_of_it == [[1] * 8] * TIMES
    for log in logs:
        assert (version(log), contents(log)) == (schema.VERSION + 1, contents(stored))
        (backup,) = backups(log)
        assert (backup.reason, version(backup.path)) == (Reason.UPGRADE, version(stored))
        assert contents(backup.path) == contents(stored)
    with capsys.disabled():
        sys.stdout.write(f"\nupgrades of {stored.name} by eight at once: {TIMES}, 0 differences\n")


KILLED = """
import sys
from pathlib import Path
import test_promise_upgrade
test_promise_upgrade.kill_upgrades(*map(Path, sys.argv[1:3]), int(sys.argv[3]))
"""


def kill_upgrades(original: Path, log: Path, kills: int) -> None:
    """Kill upgrades of a log again and again, at any moment of the time that one takes.

    Print for each the version that it left, and whether the contents are the same.
    """
    before = contents(original)
    shutil.copy(original, log)
    begun = time.monotonic()
    upgrade(lambda _: None, log)
    longest = 1.2 * (time.monotonic() - begun)
    for seconds in faults.moments(kills, longest, seed=3):
        shutil.copy(original, log)
        faults.killed(upgrade, seconds, log)
        with closing(sqlite3.connect(log)) as connection:  # takes back what was not committed
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        try:
            same = contents(log) == before
        except sqlite3.OperationalError:  # a table is not there
            same = False
        sys.stdout.write(json.dumps([version(log), same]) + "\n")


def upgrade(tell: Callable[[str], None], log: Path) -> None:
    """Open a log, which upgrades it."""
    tell("begun")
    with database.opened(log, create=True):
        pass


@pytest.mark.slow
def test_a_killed_upgrade_leaves_the_log_whole(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After each kill the log holds what it held, in the old version or the new one; backups do not pile up."""
    original, log = tmp_path / "original.db", tmp_path / "log.db"
    for seed in range(3):
        write(original, seed)
    told = run_in(newer(tmp_path / "program", COUNTED), KILLED, original, log, KILLS)
    outcomes = list(map(json.loads, told.splitlines()))
    assert [same for _, same in outcomes] == [True] * KILLS
    (backup,) = backups(log)
    assert contents(backup.path) == contents(original)
    run("backup", "--check", str(backup.path))
    interrupted = sum(number == schema.VERSION for number, _ in outcomes)
    assert interrupted
    with capsys.disabled():
        sys.stdout.write(f"\nkilled upgrades: {KILLS}, {interrupted} of them before the end, 0 differences\n")


@pytest.mark.slow
def test_an_upgrade_without_a_transaction_is_found_out(tmp_path: Path) -> None:
    """Control: where the steps are no transaction, a kill leaves a log that is neither."""
    original, log = tmp_path / "original.db", tmp_path / "log.db"
    for seed in range(3):
        write(original, seed)
    program = newer(tmp_path / "program", COUNTED, changes=(UNLOCKED,))
    outcomes = map(json.loads, run_in(program, KILLED, original, log, 30).splitlines())
    assert not all(same for _, same in outcomes)


def test_without_room_for_a_backup_nothing_is_upgraded(tmp_path: Path) -> None:
    """Where the backup cannot be written, the log stays as it was, and the sentence names the folder."""
    log = Path(shutil.copy(STORED[-1], tmp_path / "log.db"))
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")
    before = log.read_bytes()
    assert "file_unwritable" in str(at_once(newer(tmp_path / "program", COUNTED), 1, "upgraded", log))
    assert log.read_bytes() == before

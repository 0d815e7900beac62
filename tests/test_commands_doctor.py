"""`netcheck doctor`: what it finds, what it mends, and what it only tells."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import stat
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck import settings
from netcheck.domain.reminder_schedule import Job
from netcheck.domain.reminder_turns import Every, Timing
from netcheck.schedule import systemd
from netcheck.store import ops
from netcheck.store.backups import backups
from netcheck.store.database import opened
from netcheck.view.checkup import SHOWN
from seeded import seed

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes in the file system")


@pytest.fixture(autouse=True)
def _no_crontab(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the crontab of whoever runs the tests be out of reach."""
    monkeypatch.setenv("PATH", str(home))


@pytest.fixture
def log(home: Path) -> Path:
    """Return a log with five people and six entries, with a backup."""
    seed()
    return home / "log.db"


def change(log: Path, *statements: str) -> None:
    """Change a log behind the back of its history."""
    with closing(sqlite3.connect(log)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def found(run: Run, *options: str, expect: int = 0) -> dict[str, list[dict[str, object]]]:
    """Return by grade what doctor finds."""
    said = json.loads(run("doctor", "--json", *options, expect=expect).out)
    grades: dict[str, list[dict[str, object]]] = {}
    for one in said["findings"]:
        grades.setdefault(one["grade"], []).append(one)
    return grades


def test_a_log_that_is_well(run: Run, log: Path) -> None:
    """Advice alone is no failure; with a backup there is only the advice to let the reminder make them."""
    assert [one["code"] for one in found(run)["advice"]] == ["no_backup", "no_schedule"]
    run("backup")
    said = run("doctor").out
    assert said.startswith(f"{log}: version 2 of the log, netcheck ")
    assert "Last backup: 2026-11-23" in said
    assert said.endswith("✓ The log is whole, and only you can open it.\n")
    assert [one["code"] for one in found(run)["advice"]] == ["no_schedule"]


@pytest.mark.parametrize("way", ["deleted", "emptied"])
def test_a_log_that_is_gone_is_no_new_one(run: Run, log: Path, way: str) -> None:
    """Where a backup of it has something, its loss is damage; an empty log with an empty backup is as it was."""
    run("backup")
    (backup,) = backups(log)
    log.unlink()
    if way == "emptied":
        log.touch(0o600)
    lost = {"code": "lost", "grade": "damage", "mended": False, "path": str(log), "backup": str(backup.path)}
    assert found(run, expect=1)["damage"] == [lost]
    assert bare(f"To bring it back: netcheck restore {backup.path}") in bare(run("doctor", expect=1).out)
    run("restore", str(backup.path), "--yes")
    for one in json.loads(run("contact", "list", "--json").out):
        run("contact", "forget", one["name"], "--yes", "--notes")
    assert "damage" not in found(run)


def bare(text: str) -> str:
    """Return a text without its blanks and breaks."""
    return "".join(text.split())


def test_without_a_log_all_is_well(run: Run, home: Path) -> None:
    """Nothing is made for it, nothing advised, and nothing called whole that is not there."""
    assert found(run) == {}
    assert "Nothing logged yet." in run("doctor").out
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("statement", "code", "told"),
    [
        (
            "UPDATE event SET note = 'x' WHERE id = 'e-0001'",
            "differs",
            "In the table: note x. By the history: note zum",
        ),
        ("DELETE FROM contact WHERE id = 'k1'", "differs", "In the table: nothing. By the history: name Ana Krüger"),
        ("INSERT INTO alias VALUES ('new', 'k1', 'Anni')", "differs", "By the history: nothing."),
        ("UPDATE command SET verb = 'lag' WHERE verb = 'log'", "command_differs", "verb lag"),
        ("UPDATE command SET undone = 1 WHERE verb = 'log'", "command_differs", "undone 1"),
        ("UPDATE op SET value = '{\"na' WHERE entity_id = 'k1'", "unreadable", "malformed JSON"),
        ("UPDATE event SET note = CAST(x'ff' AS TEXT) WHERE id = 'e-0001'", "differs", "note \ufffd"),
        ("UPDATE machine SET value = 'x' WHERE key = 'device'", "no_device", "number of this machine"),
        ("UPDATE entity SET name = 'evens' WHERE name = 'event'", "differs", "By the history: nothing."),
        ("DROP TABLE step", "unreadable", "no such table: step"),
    ],
)
def test_damage_is_told_and_left_as_it_is(run: Run, log: Path, statement: str, code: str, told: str) -> None:
    """Where table and history differ both are named, and `--fix` changes neither."""
    change(log, statement)
    before = log.read_bytes()
    assert code in [one["code"] for one in found(run, "--fix", expect=1)["damage"]]
    assert told in " ".join(run("doctor", expect=1).out.split())
    assert log.read_bytes() == before


def test_pages_that_are_damaged(run: Run, log: Path) -> None:
    """What SQLite finds is told in its words, and a file that cannot be opened at all is told as well."""
    whole = log.read_bytes()
    log.write_bytes(whole[:8192] + bytes(100) + whole[8292:])
    assert {"pages", "differs", "unreadable"} & {str(one["code"]) for one in found(run, expect=1)["damage"]}
    log.write_bytes(whole[:4096] + bytes(range(256)) * ((len(whole) - 4096) // 256))
    assert found(run, expect=1)["damage"][0]["code"] in {"damaged", "pages"}


def test_an_entry_whose_person_is_nobody(run: Run, log: Path) -> None:
    """Such an entry is in no list, though its table and its history agree; it is told with both ids."""
    with opened(log, create=True) as connection, ops.writing(connection, "log") as writer:
        writer.create(faults.event("for nobody", "ghost"))
    (one,) = found(run, expect=1)["damage"]
    assert (one["code"], one["entity"], one["contact"]) == ("nobody", "event", "ghost")
    assert "for nobody" not in run("list").out


def test_a_person_removed_elsewhere_is_no_damage(run: Run, log: Path) -> None:
    """Somebody whom an entry still names is shown; nothing is wrong with that."""
    with opened(log, create=True) as connection, ops.writing(connection, "contact remove") as writer:
        writer.delete("contact", ["r1"])
    assert "damage" not in found(run)


@posix_only
def test_what_is_open_to_others_is_closed(run: Run, log: Path) -> None:
    """Log, backups, settings and their folders: told first, and private after --fix."""
    run("backup")
    run("config", "set", "color", "never")
    backup = next((log.parent / "backups").iterdir())
    open_ones = [log, backup, settings.config_path()]
    for path in open_ones:
        path.chmod(0o644)
    backup.parent.chmod(0o755)
    log.parent.chmod(0o777)
    told = found(run, expect=1)["permission"]
    assert sorted(str(one["path"]) for one in told) == sorted(map(str, [*open_ones, backup.parent, log.parent]))
    assert all(one["mended"] for one in found(run, "--fix")["permission"])
    assert [stat.S_IMODE(path.stat().st_mode) for path in open_ones] == [0o600] * 3
    assert [stat.S_IMODE(path.stat().st_mode) for path in (backup.parent, log.parent)] == [0o700, 0o755]
    assert "permission" not in found(run)


def test_what_a_kill_left_behind_is_deleted(run: Run, log: Path) -> None:
    """An old draft in a folder of ours goes with --fix; one that may be at work, and another's file, stay."""
    run("backup")
    old, young, theirs = (log.parent / name for name in (".netcheck-a.tmp", ".netcheck-b.tmp", "other.tmp"))
    in_backups = log.parent / "backups" / ".netcheck-c.tmp"
    for path in (old, young, theirs, in_backups):
        path.write_text("a whole log", encoding="utf-8")
        if path != young:
            os.utime(path, (time.time() - 7200, time.time() - 7200))
    told = found(run, expect=1)["leftover"]
    assert sorted(str(one["path"]) for one in told) == sorted([str(old), str(in_backups)])
    found(run, "--fix")
    assert [path.exists() for path in (old, young, theirs, in_backups)] == [False, True, True, False]


def test_a_journal_that_nobody_needs(run: Run, log: Path) -> None:
    """What SQLite leaves beside the log is deleted only with --fix."""
    side = log.with_name("log.db-shm")
    side.write_bytes(b"x")
    assert found(run, expect=1)["leftover"] == [
        {"code": "journal", "grade": "leftover", "mended": False, "path": str(side)}
    ]
    found(run, "--fix")
    assert not side.exists()


@pytest.mark.parametrize(
    ("folder", "sign", "service"),
    [
        ("Dropbox", None, "Dropbox"),
        ("Dropbox (Private)/logs", None, "Dropbox"),
        ("stuff/logs", "stuff/.stfolder", "Syncthing"),
        ("Library/Mobile Documents/com~apple~CloudDocs", None, "iCloud"),
        ("OneDrive - Work", None, "OneDrive"),
        ("droplet", None, None),
    ],
)
def test_a_log_in_a_synced_folder(run: Run, home: Path, folder: str, sign: str | None, service: str | None) -> None:
    """It says why that is dangerous and what to do instead, and is no failure."""
    path = home / folder / "log.db"
    if sign is not None:
        (home / sign).mkdir(parents=True)
    run("log", "gave", "Ada", "help", "--new", "--db", str(path))
    advice = found(run, "--db", str(path))["advice"]
    assert [one["service"] for one in advice if one["code"] == "synced"] == [service] * (service is not None)
    assert ("encrypted backups" in " ".join(run("doctor", "--db", str(path)).out.split())) is (service is not None)


@pytest.mark.usefixtures("log")
def test_an_old_backup(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """After two weeks without one, doctor asks for a backup."""
    run("backup")
    monkeypatch.setenv("NETCHECK_TODAY", "2026-12-07")
    assert "old_backup" not in [one["code"] for one in found(run)["advice"]]
    monkeypatch.setenv("NETCHECK_TODAY", "2026-12-10")
    assert [one["days"] for one in found(run)["advice"] if one["code"] == "old_backup"] == [17]


@pytest.mark.parametrize(("name", "codes"), [("log.db", []), ("other.db", ["other_log"])])
def test_the_reminder_of_another_log(run: Run, log: Path, name: str, codes: list[str]) -> None:
    """A reminder that is set up for this log is no advice; for another one it is."""
    timing = Timing(Every.MON, dt.time(9))
    job = Job(("/usr/bin/netcheck",), log.with_name(name), "en", timing)
    for unit, text in ((systemd.SERVICE, systemd.service(job)), (systemd.TIMER, systemd.timer(job))):
        systemd.units().mkdir(parents=True, exist_ok=True)
        (systemd.units() / unit).write_text(text, encoding="utf-8")
    run("backup")
    assert [one["code"] for one in found(run).get("advice", [])] == codes


def test_much_damage_is_counted(run: Run, log: Path) -> None:
    """A screen shows the first ones and how many more there are; JSON has all."""
    change(log, "UPDATE contact SET note = 'x'", "UPDATE event SET note = 'x'")
    run("log", "-", stdin="\n".join("gave Readers help note" for _ in range(SHOWN)))
    change(log, "UPDATE event SET note = 'x'")
    number = len(found(run, expect=1)["damage"])
    assert number > SHOWN
    assert f"and {number - SHOWN} more" in run("doctor", expect=1).out


def test_a_log_that_is_none_is_refused(run: Run, home: Path) -> None:
    """What is no log, or newer, is no damage; it gets its sentence."""
    (home / "log.db").write_text("Dear diary,\n", encoding="utf-8")
    assert "is not a netcheck log" in run("doctor", expect=1).err

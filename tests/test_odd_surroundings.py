"""No home, odd settings, a damaged text, Ctrl-C at once, a hostile name at a terminal: a sentence, no traceback."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Never

import pytest

from netcheck.settings import bug_path, config_path
from netcheck.store import events
from seeded import seed

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no list of users, and no SIGINT to send")


# No home


@pytest.fixture
def homeless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be a user whom the list of users does not know, without HOME, in an empty folder."""

    def unknown(_: object) -> Never:
        raise KeyError

    for variable in ("HOME", "XDG_STATE_HOME", "NETCHECK_DB"):
        monkeypatch.delenv(variable)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.setattr("pwd.getpwnam", unknown)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    return tmp_path / "empty"


NO_HOME = "There is no home folder to keep anything in. Set HOME, or say with --db or NETCHECK_DB where the log lies.\n"


@posix_only
@pytest.mark.parametrize(
    "line",
    [
        "list",
        "log got Ada help --new",
        "config",
        "config set pager never",
        "export jsonl",
        "remind status",
        "import vcard",
    ],
)
def test_without_a_home_there_is_a_sentence(run: Run, homeless: Path, line: str) -> None:
    """It is no bug, and no folder called ~ is made in the working directory."""
    assert run(*line.split(), expect=1).err == NO_HOME
    assert list(homeless.iterdir()) == []


@posix_only
@pytest.mark.parametrize("named", ["--db", "NETCHECK_DB"])
def test_without_a_home_a_log_that_is_named_will_do(
    run: Run, homeless: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """In a container, or under some crons, nothing else is needed, and a log in somebody's home has a sentence."""

    def at(path: str, *line: str) -> list[str]:
        if named == "--db":
            return [*line, "--db", path]
        monkeypatch.setenv("NETCHECK_DB", path)
        return [*line]

    run(*at("log.db", "log", "got", "Ada", "help", "--new"))
    assert "Ada" in run(*at("log.db", "list")).out
    for path in ("~/x.db", "~nobody2/x.db"):
        assert run(*at(path, "list"), expect=1).err == f"{path}: there is no home folder of that name.\n"
    assert [path.name for path in homeless.iterdir()] == ["log.db"]


# config.toml


ODD_SETTINGS = {
    "10,000 digits": "birthdays = " + "1" * 10_000,
    "10,000 digits of 16": "birthdays = 0x" + "f" * 10_000,
    "such digits in a list": "birthdays = [0x" + "f" * 10_000 + "]",
    "such digits as a kind": "[kinds]\nLob = 0x" + "f" * 10_000,
    "50,000 brackets": "a = " + "[" * 50_000,
    "2,000 dots": "a" + ".a" * 2_000 + " = 1",
    "2,000 dots in kinds": "kinds" + ".a" * 2_000 + " = 1",
}


@pytest.mark.parametrize("name", ODD_SETTINGS)
def test_odd_settings_are_refused(run: Run, name: str) -> None:
    """Numbers and nestings beyond all measure are told with the file they stand in, and help goes on."""
    config_path().parent.mkdir(parents=True)
    config_path().write_text(ODD_SETTINGS[name] + "\n", encoding="utf-8")
    for line in (["list"], ["config", "set", "pager", "never"]):
        assert str(config_path()) in run(*line, expect=1).err
    run("--help")


# Ctrl-C at once


INTERRUPTED = """
import signal, sys
from netcheck.__main__ import run
left = int(sys.argv.pop(1))
def count(event, arguments):
    global left
    if event == "import":
        left -= 1
        if left == 0:
            signal.raise_signal(signal.SIGINT)
sys.addaudithook(count)
run()
"""
"""Presses Ctrl-C when the program loads its nth module."""


@posix_only
def test_ctrl_c_at_any_moment_is_no_traceback() -> None:
    """From the first line of the program on; before that, Python itself is at work."""
    seed()
    codes = set()
    for at in range(1, 300, 25):
        done = subprocess.run(
            [sys.executable, "-c", INTERRUPTED, str(at), "list"], capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        codes.add(done.returncode)
    assert codes <= {0, 130}
    assert 130 in codes, "no Ctrl-C came in time: this proves nothing"


# Damage, and bugs


def _overwrite(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


@pytest.mark.parametrize("how", ["list --csv", "report --json", "export jsonl", "history", "undo", "contact list"])
def test_a_flipped_bit_is_no_fault_of_the_program(run: Run, home: Path, how: str) -> None:
    """Whatever our code stumbles over, in a damaged log it is damage, and no bug of ours."""
    seed()
    run("contact", "edit", "Alma", "--note", "zum Schluss")
    _overwrite(home / "log.db", b"zum Schluss", b"zum Schl\xffss")
    came = run(*how.split(), expect=1)
    said = f"{home}/log.db cannot be read: the file is damaged. To bring back a backup: netcheck restore FILE\n"
    assert came.err == said
    assert not bug_path().exists()


def test_a_value_that_no_log_holds_is_damage_too(run: Run, home: Path) -> None:
    """It comes up as any error, and only then the log is looked through."""
    seed()
    with closing(sqlite3.connect(home / "log.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE event SET kind = 99")
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    assert "the file is damaged" in run("report", expect=1).err


def test_a_count_that_no_command_has_is_damage_too(run: Run, home: Path) -> None:
    """What a command did is told from a text of its own, which its ops make as well."""
    seed()
    _overwrite(home / "log.db", b"created", b"crmated")
    assert "the file is damaged" in run("history", expect=1).err


def test_a_bug_stays_a_bug(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: the same error in a whole log is ours, and what is kept of it says that it may be private."""
    seed()

    def fail(*_: object, **_options: object) -> Never:
        raise KeyError("Alma \udcff")

    monkeypatch.setattr(events, "find", fail)
    monkeypatch.setattr(events, "rows", fail, raising=False)
    came = run("contact", "show", "Alma", expect=3)
    assert str(bug_path()) in came.err
    kept = bug_path().read_text(encoding="utf-8")
    assert kept.startswith("Names and notes of your log may stand in here: read it before you send it on.\n")
    assert "Alma" in kept
    assert bug_path().is_relative_to(home)


# At a terminal

HOSTILE = "Eve\x1b]0;gone\x07\x9b31m\u202egnp\x00"
FORMATS = [
    "list --csv", "list --json", "export csv", "export jsonl", "export vcard", "report --json", "report --html -",
    "report --svg -", "contact list --json", "history --json",
]  # fmt: skip


def _acting(text: str) -> str:
    return "".join(char for char in text if not char.isprintable() and char != "\n")


@pytest.mark.parametrize("line", FORMATS)
def test_nothing_in_a_machine_format_acts_at_a_terminal(run: Run, line: str) -> None:
    """At a terminal controls are shown, not sent; elsewhere the same bytes go through as they are."""
    contact = {
        "type": "contact",
        "id": "e1",
        "name": f"x{HOSTILE}y".replace("\x00", ""),
        "aliases": [],
        "note": HOSTILE,
    }
    event = {"type": "event", "on": "2026-11-20", "with_id": "e1", "with": contact["name"], "direction": "given"}
    lines = [contact, {**event, "kind": "help", "note": HOSTILE}]
    run("import", "jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    shown = run(*line.split(), terminal=True).out
    assert shown.count("\n") > 0
    assert _acting(shown) == ""
    if line in {"list --csv", "export csv", "export vcard"}:
        assert "\x1b" in run(*line.split()).out, "control: what is not made safe is seen"


def test_an_export_to_a_pipe_is_exact(run: Run, home: Path) -> None:
    """What a program reads is what a file holds, byte for byte."""
    seed()
    for form in ("jsonl", "csv", "vcard"):
        run("export", form, str(home / form))
        done = subprocess.run(
            [sys.executable, "-m", "netcheck", "export", form], env=os.environ, capture_output=True, check=True
        )
        assert done.stdout == (home / form).read_bytes()

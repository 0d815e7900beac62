"""Whatever is typed or fed: an answer or a sentence, never a traceback, and a whole log afterwards."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netcheck.cli.tree import MODULES
from netcheck.main import main
from netcheck.settings import config_path
from seeded import seed

CODES = {0, 1, 2, 10, 75, 130}
QUICK = settings(suppress_health_check=[HealthCheck.filter_too_much])

COMMANDS = [[name] for name in MODULES if name != "remind"]  # that one writes into the scheduler of this machine
BELOW = [
    "contact add", "contact list", "contact show", "contact edit", "contact merge", "contact remove", "contact dupes",
    "contact forget",
    "circle list", "circle edit", "step list", "step add", "step done", "step drop", "import jsonl", "import git",
    "export jsonl", "export csv", "config set", "list --json", "list --csv", "history --json", "report --json",
    "remind --json", "log got", "log gave", "log with", "log -", "log bekam", "log --catch-up", "checklist --answers",
]  # fmt: skip
OPTIONS = [
    "--on", "--weight", "--big", "--huge", "--asked", "--no-asked", "--new", "--catch-up", "--with", "--kind", "--gave",
    "--got", "--mutual", "--circle", "--since", "--until", "--match", "-n", "--json", "--csv", "--note", "--name",
    "--alias", "--identifier", "--birthday", "--no-balance", "--group", "--with-events", "--by", "--show", "--list",
    "--company", "--answers", "--period", "--dry-run", "--me", "--lang", "--help", "--version", "-h", "--", "-",
]  # fmt: skip
VALUES = [
    "Alma", "Alma Reuter", "Ana", "AnaB", "Jürgen", "Almi", "alma@example.org", "Readers", "Moor", "feedback",
    "Hilfe", "talk", "gestern", "2026-09", "-3d", "12.11.", "3/11/2026", "0", "1", "2", "3", "9" * 30, "0001", "000f",
    "e-0006", "y,p,n,y,y,y,y,y,y,y", "j,t", "de", "fr", "month", "approach", "language", "kinds.Lob", "log.db", ".",
    "in.jsonl", "", " ", "'", '"', "%s", "{n}", "{0.x}", "[bold]", "$HOME", "~", "~nobody", "💥", "\u202e", "\x1b[31m",
    "\udcff", "-x", "--onn", "=", "--with=", "a,b", ",", "and", "+",
]  # fmt: skip
ODD = st.text(
    st.characters(codec="utf-8", exclude_characters="/\0") | st.sampled_from("\x1b\u202e\udc80\udcff„“\"'%{},"),
    max_size=8,
)
WORDS = st.sampled_from(OPTIONS) | st.sampled_from(VALUES) | ODD
LINES = st.lists(
    st.lists(WORDS.map(lambda word: word if " " not in word else f'"{word}"'), max_size=6).map(" ".join), max_size=4
)
ARGUMENTS = st.tuples(st.sampled_from(COMMANDS + [below.split() for below in BELOW]), st.lists(WORDS, max_size=7)).map(
    lambda parts: [*parts[0], *parts[1]]
) | st.lists(WORDS, max_size=4)


class Came(NamedTuple):
    """What one run came to."""

    code: int
    err: str


@pytest.fixture(autouse=True)
def place(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of this test, with a small log and a file to import; no scheduler and no git are in reach."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("PATH", "")
    seed()
    (home / "whole.db").write_bytes((home / "log.db").read_bytes())
    (home / "in.jsonl").write_text('{"type":"event","on":"2026-11-20","with":"Bo","direction":"given","kind":"help"}\n')


def run(*arguments: str, stdin: bytes = b"") -> Came:
    """Run the program on a fresh copy of the log."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    usual = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
    finally:
        sys.stdin = usual
    err.seek(0)
    return Came(code, err.read())


def check(came: Came) -> None:
    """Demand one of the codes of the interface, a sentence for each failure, and a log that is whole."""
    assert came.code in CODES, came.err
    assert "Traceback" not in came.err
    assert came.code in {0, 10} or came.err.strip()
    with sqlite3.connect("file:log.db?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not list(Path.cwd().glob("log.db-*")) + list(Path.cwd().glob(".*.tmp"))
    assert run("export", "jsonl").code == 0


def renew() -> None:
    """Bring back the log as it was."""
    Path("log.db").write_bytes(Path("whole.db").read_bytes())
    config_path().unlink(missing_ok=True)


@pytest.mark.slow
@settings(QUICK, max_examples=300)
@given(ARGUMENTS, st.sampled_from([b"", b"got Alma help\n", b"\xff"]))
@example(["log", "got", "Alma", "help", "-hello"], b"")
@example(["--db", "", "list"], b"")
@example(["report", "--since", "1900-01-01", "--until", "1900-01-02"], b"")
def test_any_command_line_is_answered(arguments: list[str], stdin: bytes) -> None:
    """Commands, options, names and odd texts in any order."""
    renew()
    check(run(*arguments, stdin=stdin))


@settings(QUICK, max_examples=150)
@given(LINES.map(lambda lines: "\n".join(lines).encode("utf-8", "surrogateescape")) | st.binary(max_size=60))
def test_any_lines_are_logged_or_refused(lines: bytes) -> None:
    """Lines of the grammar, of odd words, and bytes."""
    renew()
    check(run("log", "-", stdin=lines))


EXPORTED = """
{"type":"contact","id":"c1","name":"Bo","aliases":["B"],"birthday":"--05-12","note":""}
{"type":"check","id":"k1","on":"2026-11-20","voice":"person","set":1,"answers":{"respect":"yes"}}
{"type":"event","id":"x1","on":"2026-11-20","with":"Bo","with_id":"c1","direction":"given","kind":"help","note":""}
{"type":"event","on":"2026-11-20","with":"Alma","direction":"received","kind":"share","weight":2,"note":"x"}
{"type":"guide","id":"approach","text":"Du"}
{"type":"step","id":"s1","text":"ask","with_id":"c1","by":"2027-01-01"}
""".strip()
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | ODD
    | st.sampled_from(["2026-11-20", "given", "help", "a1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD, inner, max_size=3),
    max_leaves=4,
)
KEYS = [
    "type",
    "id",
    "on",
    "with",
    "with_id",
    "direction",
    "kind",
    "weight",
    "note",
    "source",
    "name",
    "aliases",
    "text",
]


@st.composite
def imports(draw: st.DrawFn) -> bytes:
    """Draw the export of the log with some bytes or some values changed."""
    lines = EXPORTED.splitlines()
    at = draw(st.integers(0, len(lines) - 1))
    if draw(st.booleans()):
        value = json.loads(lines[at]) | {draw(st.sampled_from(KEYS)): draw(JSON)}
        lines[at] = json.dumps(value)
        return "\n".join(lines).encode()
    data = bytearray("\n".join(lines).encode())
    for place in draw(st.lists(st.integers(0, len(data) - 1), max_size=3)):
        data[place] = draw(st.integers(0, 255))
    return bytes(data)


@settings(QUICK, max_examples=150)
@given(imports() | st.binary(max_size=60))
def test_any_file_is_imported_or_refused(data: bytes) -> None:
    """A file with broken bytes or values is all or nothing."""
    renew()
    before = Path("log.db").read_bytes()
    came = run("import", "jsonl", "-", stdin=data)
    check(came)
    assert came.code == 0 or Path("log.db").read_bytes() == before


@settings(QUICK, max_examples=120)
@given(
    st.sampled_from(
        [["list"], ["log", "got", "Alma", "help"], ["report", "--json"], ["undo"], ["export", "jsonl"], []]
    ),
    st.binary(max_size=200) | st.binary(max_size=100).map(lambda tail: b"SQLite format 3\0" + tail),
    st.lists(st.tuples(st.integers(0, 4095), st.integers(0, 255)), max_size=4),
    st.booleans(),
)
def test_any_file_as_the_log_is_used_or_refused(
    arguments: list[str], data: bytes, flips: list[tuple[int, int]], strange: bool
) -> None:
    """Strange files stay as they are; a damaged log is refused in a sentence."""
    renew()
    damaged = bytearray(Path("whole.db").read_bytes())
    for place, value in flips:
        damaged[place] = value
    file = Path("other.db")
    file.write_bytes(data if strange else damaged)
    came = run("--db", "other.db", *arguments)
    check(came)
    if strange and data:
        assert came.code == 1
        assert file.read_bytes() == data


@settings(QUICK, max_examples=100)
@given(
    st.binary(max_size=40)
    | st.tuples(
        st.sampled_from(["", "[kinds]\n", "[kinds.x]\n", "[[kinds]]\n"]),
        st.sampled_from(["language", "color", "kinds", "questions", "birthdays", "x", '"\\u0000"']),
        st.sampled_from(
            ["1", '"de"', '"fr"', "[]", "{}", "true", "nan", "1979-05-27", '"\\u001b"', '"help"', "{Lob = 3}"]
        ),
    ).map(lambda parts: f"{parts[0]}{parts[1]} = {parts[2]}\n".encode())
)
def test_any_settings_are_used_or_refused(data: bytes) -> None:
    """A config.toml that is none is named in a sentence."""
    renew()
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_bytes(data)
    for arguments in (["config"], ["log", "got", "Alma", "help"], ["config", "set", "language", "de"], ["--help"]):
        came = run(*arguments)
        assert came.code in CODES, came.err
        assert came.code == 0 or came.err.strip()
    assert not os.path.lexists(f".{config_path().name}.{os.getpid()}.tmp")


@pytest.mark.parametrize(
    "command",
    [
        ["demo", "--keep", "a" * 300],
        ["import", "jsonl", "a" * 300],
        ["import", "a" * 300],
        ["export", "csv", "a" * 300],
        ["backup", "a" * 300],
        ["restore", "a" * 300, "--yes"],
        ["--db", "a" * 300, "doctor"],
    ],
    ids=["demo", "import jsonl", "import", "export", "backup", "restore", "doctor"],
)
def test_a_name_that_no_file_can_have_is_refused(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with a sentence and 1, not as a fault of the program."""
    assert main(command) == 1
    assert "a" * 300 in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "history"])
def test_a_number_beyond_all_is_all(command: str) -> None:
    """So many lines are as many as there are."""
    assert main([command, "-n", "9" * 20]) == 0


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running process cannot be changed here")
@pytest.mark.parametrize("zone", ["UTC+99", "XXX-24:59:59"])
def test_history_has_a_time_in_every_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """A zone that is more than a day away is odd, and no fault of the program."""
    seed()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert main(["history"]) == 0
    finally:
        monkeypatch.undo()
        time.tzset()


def test_ctrl_c_while_the_program_is_loaded_ends_it() -> None:
    """Whoever is faster than the program sees no traceback, and 130."""
    interrupted = (
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'netcheck.main': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from netcheck.__main__ import run\n"
        "sys.exit(run())\n"
    )
    done = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_nothing_else_is_loaded_before_ctrl_c_is_heard() -> None:
    """What loads while Ctrl-C still shows Python’s own traceback is the beginning of the program alone."""
    loaded = (
        "import sys\n"
        "before = {*sys.modules, 'gc'}\n"
        "from netcheck.__main__ import run\n"
        "print(*sorted({*sys.modules} - before))\n"
    )
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["netcheck", "netcheck.__main__"]

"""Opening the log: strange files stay as they are, first starts meet, files are private, failures have a sentence."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck.domain.model import Contact
from netcheck.errors import NetcheckError
from netcheck.store import database, ops, schema
from netcheck.store.ops import transaction
from variants import run_in, variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Run

posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither modes nor pipes in the file system"
)


def _sqlite(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def _newer(path: Path) -> None:
    faults.log_of(path)
    _sqlite(path, f"PRAGMA user_version = {schema.VERSION + 1}")


def _below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.touch()


STRANGERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "newer": ("newer_log", _newer),
    "foreign": ("not_a_log", lambda path: _sqlite(path, "CREATE TABLE bookmark (url TEXT)")),
    "foreign, of our version": (
        "not_a_log",
        lambda path: _sqlite(path, "CREATE TABLE op (clock INTEGER)", f"PRAGMA user_version = {schema.VERSION}"),
    ),
    "foreign and empty": ("not_a_log", lambda path: _sqlite(path, "PRAGMA application_id = 7")),
    "foreign, all of it dropped": (
        "not_a_log",
        lambda path: _sqlite(path, "CREATE TABLE gone (x TEXT)", "DROP TABLE gone"),
    ),
    "foreign, with a write-ahead log": (
        "not_a_log",
        lambda path: _sqlite(path, "PRAGMA journal_mode=WAL", "CREATE TABLE bookmark (url TEXT)"),
    ),
    "text": ("not_a_log", lambda path: path.write_text("Dear diary,\n", encoding="utf-8")),
    "garbage": ("not_a_log", lambda path: path.write_bytes(bytes(range(256)) * 64)),
    "one byte": ("not_a_log", lambda path: path.write_bytes(b"S")),
    "cut short": ("not_a_log", lambda path: path.write_bytes(b"SQLite format 3\x00")),
    "directory": ("not_a_log", lambda path: path.mkdir()),
    "below a file": ("no_access", _below_a_file),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where a log may lie, in a directory of its own."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "log.db"


@pytest.fixture
def generous_umask() -> Iterator[None]:
    """Let every permission through that is not denied."""
    before = os.umask(0)
    yield
    os.umask(before)


def _state(place: Path) -> dict[str, bytes | None]:
    found = [place.parent, *place.parent.rglob("*")]
    return {str(path): path.read_bytes() if path.is_file() else None for path in found}


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("arguments", [("list",), ("log", "gave", "Ada", "help", "--new")], ids=["list", "log"])
def test_a_stranger_is_refused_with_its_bytes_untouched(
    run: Run, place: Path, stranger: str, arguments: tuple[str, ...]
) -> None:
    """A file that is not ours, or newer, gets one sentence and the code 1, and nothing in it or beside it changes."""
    code, make = STRANGERS[stranger]
    make(place)
    before = _state(place)
    with pytest.raises(NetcheckError) as failure, database.opened(place, create=True):
        pass
    assert failure.value.code == code
    result = run(*arguments, "--db", str(place), expect=1)
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert str(place) in result.err
    assert _state(place) == before


@pytest.mark.parametrize("stranger", ["foreign and empty", "newer"])
def test_without_the_gate_a_stranger_is_changed(place: Path, stranger: str) -> None:
    """Control: the comparison of bytes sees what a missing gate would do."""
    STRANGERS[stranger][1](place)
    before = _state(place)
    _sqlite(place, "CREATE TABLE log (id TEXT)")
    assert _state(place) != before


@posix_only
def test_a_pipe_is_refused_at_once(place: Path) -> None:
    """A FIFO would wait for a writer forever; it is refused unopened."""
    os.mkfifo(place)
    with pytest.raises(NetcheckError, match="not_a_log"), database.opened(place, create=True):
        pass


def _open_as_nobody(_: int, directory: str) -> tuple[str, str]:
    if os.getuid() == 0:
        os.setuid(65534)
    codes = []
    for name in ("closed.db", "closed/log.db"):
        with pytest.raises(NetcheckError) as failure, database.opened(Path(directory, name), create=True):
            pass
        codes.append(failure.value.code)
    return codes[0], codes[1]


@posix_only
def test_a_file_out_of_reach_has_a_sentence() -> None:
    """A file without read permission, or in a directory that may not be entered, is no bug."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        place.chmod(0o755)
        faults.log_of(place / "closed.db").chmod(0)
        (place / "closed").mkdir(mode=0)
        assert faults.together(1, _open_as_nobody, directory) == [("no_access", "no_access")]
        (place / "closed").chmod(0o700)


@pytest.mark.parametrize("name", [":memory:", "a?mode=memory", "100% #1.db", "ä ö.db"])
def test_a_name_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No name of a file means anything special to SQLite: what was stored is there the next time."""
    monkeypatch.chdir(tmp_path)
    faults.log_of(Path(name))
    assert faults.names(Path(name)) == ["Ada"]
    assert (tmp_path / name).stat().st_size > 0


@posix_only
def test_a_link_is_followed_to_the_log_and_its_journal(place: Path) -> None:
    """A log that is kept elsewhere and linked to is recovered there, too; a link to nowhere is an error, not a log."""
    faults.log_of(place)
    link = place.with_name("link.db")
    link.symlink_to(place.name)
    assert faults.check_integrity(link) == ""
    place.unlink()
    with pytest.raises(NetcheckError, match="no_access"), database.opened(link, create=True):
        pass


def test_looking_at_no_log_makes_none(place: Path) -> None:
    """A log that does not exist reads as an empty one."""
    with database.opened(place, create=False) as connection:
        assert not any(faults.tables(connection).values())
    assert not place.exists()


def first_start(_: int, path: Path) -> str:
    """Open a log that may not be there yet, and return the id of its device."""
    with database.opened(path, create=True) as connection:
        device: str = connection.execute("SELECT value FROM machine WHERE key = 'device'").fetchone()[0]
        return device


UNLOCKED = ("store/database.py", "with transaction(connection):", "if True:")
"""The change after which what opening a log writes is no transaction."""
AT_ONCE = """
import json, sys
from pathlib import Path
import faults, test_store_open
count, work, *paths = sys.argv[1:]
for path in paths:
    print(json.dumps(faults.together(int(count), getattr(test_store_open, work), Path(path))))
"""
"""Let some processes do the same at once, on one log after the other."""


def at_once(program: Path, count: int, work: str, *paths: Path) -> list[list[object]]:
    """Return for each log what came of it."""
    return list(map(json.loads, run_in(program, AT_ONCE, count, work, *paths).splitlines()))


def test_eight_first_starts_at_once(place: Path) -> None:
    """Whoever comes first lays out the log, and all agree on it."""
    for attempt in range(10):
        path = place.with_name(f"{attempt}.db")
        devices = faults.together(8, first_start, path)
        assert faults.errors(devices) == []
        assert len(set(devices)) == 1
        with closing(faults.empty_log()) as fresh, database.opened(path, create=False) as connection:
            layout = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
            assert connection.execute(layout).fetchall() == fresh.execute(layout).fetchall()


def test_first_starts_without_the_lock_fail(place: Path, tmp_path: Path) -> None:
    """Control: laid out without a transaction, one of eight comes across a half-made log."""
    program = variant(tmp_path / "program", UNLOCKED)
    turns = ([place.with_name(f"{turn}-{n}.db") for n in range(5)] for turn in range(10))
    assert any(
        faults.errors(came_of_it) for paths in turns for came_of_it in at_once(program, 8, "first_start", *paths)
    )


@posix_only
@pytest.mark.usefixtures("generous_umask")
def test_the_log_is_private_whatever_the_umask(tmp_path: Path) -> None:
    """Directories that are made are 0700; the file and its journal are 0600."""
    path = tmp_path / "made" / "also" / "log.db"
    with database.opened(path, create=True) as connection, ops.writing(connection, "log") as writer:
        writer.create(Contact("ada", "Ada"))
        journal = path.with_name("log.db-journal")
        assert [stat.S_IMODE(file.stat().st_mode) for file in (path, journal)] == [0o600, 0o600]
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path.parent, path.parent.parent)] == [0o700, 0o700]


@posix_only
@pytest.mark.usefixtures("generous_umask")
def test_sqlite_by_itself_makes_a_readable_file(tmp_path: Path) -> None:
    """Control: under this umask a file that SQLite makes can be read by others."""
    _sqlite(tmp_path / "open.db", "CREATE TABLE x (y)")
    assert (tmp_path / "open.db").stat().st_mode & 0o044


_OUTSIDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
    print("free")
except sqlite3.OperationalError as error:
    print(error)
"""


def _look(path: Path) -> None:
    with database.opened(path, create=False):
        pass


@pytest.mark.parametrize(
    ("look", "outcome"),
    [(_look, "database is locked"), pytest.param(Path.read_bytes, "free", marks=posix_only)],
    ids=["opened", "control: read as a file"],
)
def test_looking_lets_go_of_no_lock(place: Path, look: Callable[[Path], object], outcome: str) -> None:
    """A second connection of this process leaves the first its lock, which closing the bare file would drop."""
    faults.log_of(place)
    with database.opened(place, create=True) as connection, transaction(connection):
        look(place)
        outsider = subprocess.run(
            [sys.executable, "-c", _OUTSIDER, str(place)], capture_output=True, text=True, check=True
        )
    assert outsider.stdout.strip() == outcome


@pytest.mark.usefixtures("hasty_clock")
def test_a_log_that_stays_locked_says_so(run: Run, place: Path) -> None:
    """After its patience a command ends with the code 75 and one sentence, and nothing is stored."""
    run("log", "gave", "Ada", "help", "--new", "--db", str(place))
    with database.opened(place, create=True) as connection, transaction(connection):
        before = connection.total_changes
        result = run("log", "gave", "Ada", "feedback", "--db", str(place), expect=75)
        assert connection.total_changes == before
    assert (result.out, result.err.count("\n")) == ("", 1)
    assert len(faults.notes(place)) == 1


def test_a_full_disk_loses_nothing(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is refused as a whole, in one sentence; what was there stays, and fits again later."""
    run("log", "gave", "Ada", "help", "--new", "--db", str(place))
    lines = "\n".join(f"gave Ada help note {n}" for n in range(200))
    pages = place.stat().st_size // 4096
    with monkeypatch.context() as outside:
        faults.change_sqlite(outside, f"PRAGMA max_page_count = {pages + 3}")
        result = run("log", "-", "--db", str(place), stdin=lines, expect=1)
    assert result.out == ""
    assert result.err == "There is no space left on the disk; nothing was stored. Make some room to go on.\n"
    assert faults.check_integrity(place) == ""
    assert faults.notes(place) == [""]
    run("log", "-", "--db", str(place), stdin=lines)
    assert len(faults.notes(place)) == 201


@posix_only
def test_a_write_that_fails_is_taken_back(place: Path) -> None:
    """A limit on the size of files fails a write in the middle; the file is as it was, and the failure is no bug."""
    faults.log_of(place)
    assert faults.together(1, _write_too_much, place) == ["no_access"]
    assert faults.check_integrity(place) == ""
    assert faults.notes(place) == []


def _write_too_much(_: int, path: Path) -> str:
    import resource

    size = path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192))
    with pytest.raises(NetcheckError) as failure, database.opened(path, create=True) as connection:
        faults.add_events(connection, [faults.event("x" * 1000) for _ in range(200)])
    return failure.value.code


COUNTED = "INSERT INTO machine SELECT 'upgrade ' || count(*), '' FROM machine"
"""A step to the next version that shows how often it ran."""


def newer(folder: Path, *steps: str, changes: tuple[tuple[str, str, str], ...] = ()) -> Path:
    """Return a program of the next version, to which these steps lead."""
    now, none = schema.VERSION, "MIGRATIONS: dict[int, Sequence[str]] = {"
    version = ("store/schema.py", f"\nVERSION = {now}\n", f"\nVERSION = {now + 1}\n")
    return variant(folder, version, ("store/schema.py", none, f"{none}{now}: {list(steps)!r}"), *changes)


def upgraded(_: int, path: Path) -> int:
    """Open a log with the program of the next version, and return how often its step ran."""
    with database.opened(path, create=True) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        count: int = connection.execute("SELECT count(*) FROM machine WHERE key LIKE 'upgrade %'").fetchone()[0]
        return count


def test_eight_upgrades_at_once_are_one(place: Path, tmp_path: Path) -> None:
    """One process moves the log to the new tables, the others find it moved."""
    faults.log_of(place)
    assert at_once(newer(tmp_path / "program", COUNTED), 8, "upgraded", place) == [[1] * 8]
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION + 1
        assert connection.execute("SELECT name FROM contact").fetchall() == [("Ada",)]


def test_upgrades_without_the_lock_are_several(place: Path, tmp_path: Path) -> None:
    """Control: without the transaction the step runs more than once, or fails."""
    program = newer(tmp_path / "program", COUNTED, changes=(UNLOCKED,))
    turns = ([faults.log_of(place.with_name(f"{turn}-{n}.db")) for n in range(4)] for turn in range(5))
    assert any(at_once(program, 8, "upgraded", *paths) != [[1] * 8] * len(paths) for paths in turns)


@pytest.mark.parametrize(("changes", "same"), [((), True), ((UNLOCKED,), False)], ids=["", "control"])
def test_an_upgrade_that_fails_leaves_the_old_log(
    place: Path, tmp_path: Path, changes: tuple[tuple[str, str, str], ...], same: bool
) -> None:
    """The steps and the fold are one transaction, so a failing step changes no byte."""
    before = faults.log_of(place).read_bytes()
    program = newer(tmp_path / "program", COUNTED, "INSERT INTO missing VALUES (1)", changes=changes)
    assert "no such table" in str(at_once(program, 1, "upgraded", place))
    assert (place.read_bytes() == before) is same


def test_a_log_from_before_the_first_release_is_refused(run: Run, place: Path) -> None:
    """Such a log gets one sentence that says how to bring it along, and stays as it is."""
    faults.log_of(place)
    _sqlite(place, "PRAGMA user_version = 1")
    before = place.read_bytes()
    assert "netcheck export jsonl" in run("list", "--db", str(place), expect=1).err
    assert place.read_bytes() == before


SCHEMAS = {2: "96825fde07368f5f961e7c2ed1323bc99611d1dee4ef5be2d9435155a5831a21"}
"""By version the SHA-256 of the tables; a change of the tables is a new version."""


def test_each_version_has_its_tables() -> None:
    """Whoever changes a table, a record or an enum raises the version, and adds a stored log of it."""
    assert {schema.VERSION: sha256(schema.SCHEMA.encode()).hexdigest()} == {schema.VERSION: SCHEMAS[schema.VERSION]}

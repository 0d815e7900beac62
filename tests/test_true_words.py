"""What is said of a change is so: stored, not stored, or stored and not confirmed; and why the machine refused."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck.main import main
from netcheck.settings import config_path
from seeded import seed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from conftest import Run

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither /dev/full nor modes")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full and these limits")
root_only = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can take the home of another user, or mount a disk"
)
STORED = "The change itself is stored; only its confirmation could not be shown."
FULL = "The output cannot be written: there is no space left on the disk."
CLOSED = "The output cannot be written: it is closed."
SOMEBODY = 12345
LOG, LIST = ("log", "gave", "Ada", "help"), ("list",)
ANSWERS = "y,p,n,y,y,y,y,y,y,y"


def program(
    *arguments: str, out: str | None = None, closed: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the real program, its standard output going to a file, or closed."""
    command = [sys.executable, "-m", "netcheck", *arguments]
    if closed:
        command = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    with open(out or os.devnull, "w", encoding="utf-8") as stdout:  # noqa: PTH123 - a device
        return subprocess.run(
            command, env={**os.environ, **environment}, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
        )


# What failed after it was stored

CHANGES = {
    "log got Alma help new": "new",
    "contact edit Alma --note new": "new",
    "step add new": "new",
    f"checklist --answers {ANSWERS}": "person",
    "undo": "undone",
}


@linux_only
@pytest.mark.parametrize(("out", "closed", "said"), [("/dev/full", False, FULL), (None, True, CLOSED)])
def test_an_answer_that_cannot_be_shown_says_that_it_is_stored(
    run: Run, out: str | None, said: str, *, closed: bool
) -> None:
    """A full or closed standard output is no success, and whoever changed something need not do it again."""
    seed()
    for line in CHANGES:
        before = run("export", "jsonl").out
        came = program(*line.split(), out=out, closed=closed)
        assert (came.returncode, came.stderr) == (1, f"{said} {STORED}\n")
        assert run("export", "jsonl").out != before
    came = program("config", "set", "pager", "never", out=out, closed=closed)
    assert (came.returncode, came.stderr) == (1, f"{said} {STORED}\n")
    assert "never" in config_path().read_text(encoding="utf-8")
    came = program("contact", "forget", "Readers", "--yes", out=out, closed=closed)
    assert (came.returncode, came.stderr) == (1, f"{said} {STORED}\n")
    assert "Readers" not in run("contact", "list").out


@linux_only
@pytest.mark.parametrize("line", ["list", "list --json", "export jsonl", "export csv", "report", "report --json", ""])
def test_an_answer_that_nobody_gets_is_no_success(line: str) -> None:
    """Where nothing was changed, nothing is said of a change."""
    seed()
    for out, closed, said in (("/dev/full", False, FULL), (None, True, CLOSED)):
        came = program(*line.split(), out=out, closed=closed)
        assert (came.returncode, came.stderr) == (1, f"{said}\n")


def test_what_only_shows_itself_may_be_closed() -> None:
    """Control: with nothing to be said on standard output, a closed one is no failure."""
    came = program("list", closed=sys.platform != "win32")
    assert (came.returncode, came.stderr) == (0, "Nothing logged yet. The shortest beginning: netcheck log\n")


# Why the machine refused


def _as_somebody(_: int, home: str, line: Sequence[str]) -> tuple[int, str]:
    """Run the program as a user who may not do everything."""
    os.setgroups([])
    os.setgid(SOMEBODY)
    os.setuid(SOMEBODY)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        code = main([*line, "--db", f"{home}/n.db"])
    return code, said.getvalue()


@pytest.fixture
def somebodys(run: Run, tmp_path: Path) -> Path:
    """Return the folder of another user, in which there is a log; this process has loaded what reads it."""
    folder = tmp_path / "somebody"
    folder.mkdir()
    for line in (LOG, LIST):
        run(*line, "--db", str(faults.log_of(tmp_path / "loaded.db")))
    for parent in [*tmp_path.parents][:3]:
        parent.chmod(parent.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    tmp_path.chmod(0o755)
    shutil.copy(faults.log_of(tmp_path / "made.db"), folder / "n.db")
    for path in (folder, folder / "n.db"):
        os.chown(path, SOMEBODY, SOMEBODY)
    return folder


def _hot_journal(path: Path) -> None:
    """Leave the journal of a change that was interrupted, as a kill does."""
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(300):
            connection.execute("INSERT INTO machine VALUES (?, ?)", [f"key {number}", "x" * 2000])
        shutil.copy(copy, path)
        shutil.copy(f"{copy}-journal", f"{path}-journal")
        connection.execute("ROLLBACK")
    copy.unlink()
    for file in (path, Path(f"{path}-journal")):
        os.chown(file, SOMEBODY, SOMEBODY)


@root_only
@linux_only
def test_a_folder_that_can_only_be_read_is_called_that(somebodys: Path) -> None:
    """It is not the file that can only be read, and reading goes on."""
    somebodys.chmod(0o555)
    assert faults.together(1, _as_somebody, str(somebodys), LIST) == [
        (0, "Nothing logged yet. The shortest beginning: netcheck log\n")
    ]
    said = f"{somebodys}/n.db cannot be changed, because its folder can only be read."
    assert faults.together(1, _as_somebody, str(somebodys), LOG) == [(1, f"{said}\n")]
    somebodys.chmod(0o755)
    (somebodys / "n.db").chmod(0o400)
    said = f"{somebodys}/n.db cannot be opened or written: it can only be read."
    assert faults.together(1, _as_somebody, str(somebodys), LOG) == [(1, f"{said}\n")]


@root_only
@linux_only
def test_an_interrupted_change_on_a_disk_that_can_only_be_read(somebodys: Path) -> None:
    """It could not even be read, and that is said; where it can be taken back it is."""
    _hot_journal(somebodys / "n.db")
    somebodys.chmod(0o555)
    [came] = faults.together(1, _as_somebody, str(somebodys), LIST)
    said = "a change that was interrupted has to be taken back first, and the file or its folder can only be read"
    assert came == (1, f"{somebodys}/n.db cannot be read: {said}.\n")
    somebodys.chmod(0o755)
    assert faults.names(somebodys / "n.db") == ["Ada"]
    assert faults.check_integrity(somebodys / "n.db") == ""


def _within_limit(_: int, line: Sequence[str], allowed: int) -> tuple[int, str]:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, allowed))
    came = program(*line)
    return came.returncode, came.stderr


@linux_only
def test_a_limit_on_files_is_called_that(tmp_path: Path) -> None:
    """`ulimit -f` is neither a broken disk nor a fault of the program."""
    seed()
    said = "a limit of this session allows no larger file (ulimit -f)"
    log, out = tmp_path / "log.db", tmp_path / "out.csv"
    assert faults.together(1, _within_limit, ("log", "got", "Alma", "help"), 4096) == [
        (1, f"{log} cannot be opened or written: {said}.\n")
    ]
    assert faults.together(1, _within_limit, ("export", "csv", str(out)), 64) == [
        (1, f"{out} cannot be written: {said}.\n")
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.db"]
    assert faults.check_integrity(log) == ""


def _mounted(folder: Path, options: str) -> bool:
    folder.mkdir()
    return not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=False, capture_output=True
    ).returncode


@pytest.fixture
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Return a small disk of its own, with a log on it."""
    folder = tmp_path / "disk"
    if os.geteuid() or not _mounted(folder, request.param):
        pytest.skip("only root can mount a disk, and not in every container")
    shutil.copy(faults.log_of(tmp_path / "made.db"), folder / "n.db")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@linux_only
@pytest.mark.parametrize("disk", ["size=400k"], indirect=True)
def test_a_full_disk_keeps_all_that_was_confirmed(run: Run, disk: Path) -> None:
    """Promise: one true sentence, reads go on, and every confirmed entry is there."""
    log, confirmed = str(disk / "n.db"), 0
    while (came := run(*LOG, "note " * 400, "--db", log, expect=None)).code == 0:
        confirmed += 1
    assert confirmed > 10, "the disk was full at once: this proves nothing"
    assert came.err == "There is no space left on the disk; nothing was stored. Make some room to go on.\n"
    assert len(faults.notes(disk / "n.db")) == confirmed
    assert run("list", "--csv", "--db", log).out.count("\n") == confirmed + 1
    with suppress(OSError), (disk / "other").open("wb", buffering=0) as other:
        while True:
            other.write(bytes(512))
    came = run("export", "csv", str(disk / "out.csv"), "--db", log, expect=1)
    assert came.err == f"{disk}/out.csv cannot be written: there is no space left on the disk.\n"
    assert sorted(path.name for path in disk.iterdir()) == ["n.db", "other"]
    assert faults.check_integrity(disk / "n.db") == ""


@linux_only
@pytest.mark.parametrize("disk", ["size=4m,nr_inodes=2"], indirect=True)
def test_a_disk_without_room_for_a_name_says_so(run: Run, disk: Path) -> None:
    """A disk that takes no more files, though it has room, is neither full nor forbidden."""
    said = "the disk has room, but takes no more files (no inodes left)"
    came = run(*LOG, "--db", str(disk / "n.db"), expect=1)
    assert came.err == f"{disk}/n.db cannot be opened or written: {said}.\n"
    came = run("export", "csv", str(disk / "out.csv"), "--db", str(disk / "n.db"), expect=1)
    assert came.err == f"{disk}/out.csv cannot be written: {said}.\n"
    run("list", "--db", str(disk / "n.db"))


@linux_only
@pytest.mark.parametrize("disk", ["size=4m"], indirect=True)
def test_a_disk_that_can_only_be_read_is_read(run: Run, disk: Path) -> None:
    """Looking goes on, writing is refused in a sentence."""
    run(*LOG, "note", "--db", str(disk / "n.db"))
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert "note" in run("list", "--db", str(disk / "n.db")).out
    came = run(*LOG, "--db", str(disk / "n.db"), expect=1)
    assert came.err == f"{disk}/n.db cannot be opened or written: it can only be read.\n"
    came = run("export", "csv", str(disk / "out.csv"), "--db", str(disk / "n.db"), expect=1)
    assert came.err == f"{disk}/out.csv cannot be written: the disk can only be read.\n"
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    _hot_journal(disk / "n.db")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    came = run("list", "--db", str(disk / "n.db"), expect=1)
    assert came.err.startswith(f"{disk}/n.db cannot be read: a change that was interrupted has to be taken back first")


@linux_only
@pytest.mark.skipif(not shutil.which("strace"), reason="only strace lets a disk fail")
def test_a_disk_that_cannot_be_read_is_not_damage(tmp_path: Path) -> None:
    """What SQLite takes for a damaged file is a disk that does not answer; restoring a backup would not help."""
    seed()
    inject = ["strace", "-f", "-qq", "-o", os.devnull, "-P", str(tmp_path / "log.db")]
    inject += ["-e", "trace=pread64,read", "-e", "inject=pread64,read:error=EIO:when=4+"]
    came = subprocess.run(
        [*inject, sys.executable, "-m", "netcheck", "list"], capture_output=True, text=True, check=False
    )
    assert (came.returncode, came.stderr) == (
        1,
        f"{tmp_path}/log.db cannot be opened or written: the disk does not answer as it should.\n",
    )


# A log that others could read


@posix_only
def test_a_log_that_others_could_read_is_made_private(run: Run, tmp_path: Path) -> None:
    """A copied log, or an empty file, of mode 0644 is told of once, and is 0600 from then on; a strange file stays."""
    seed()
    path = tmp_path / "log.db"
    for line in (("list",), ("log", "got", "Alma", "help")):
        path.chmod(0o644)
        said = f"{path} could be opened by others on this computer; from now on only you can.\n"
        assert run(*line).err == said
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert run(*line).err == ""
    strange = tmp_path / "strange"
    strange.write_text("Dear diary", encoding="utf-8")
    strange.chmod(0o644)
    run("list", "--db", str(strange), expect=1)
    assert stat.S_IMODE(strange.stat().st_mode) == 0o644


def _modes(folder: Path, *but: str) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in folder.rglob("*")
        if path.name not in but
    }


WRITING = (
    "log got Ada help --new",
    f"checklist --answers {ANSWERS}",
    "export jsonl out.jsonl",
    "export csv out.csv",
    "export vcard out.vcf",
    "report --html out.html",
    "report --svg out.svg",
    "config set pager never",
    "demo --keep demo.db",
    "undo",
)


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022], ids=oct)
def test_every_file_is_the_users_alone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int) -> None:
    """Promise: whatever the umask, every file is 0600 and every folder 0700."""
    monkeypatch.setenv("NETCHECK_DB", str(tmp_path / "new" / "folder" / "log.db"))
    monkeypatch.chdir(tmp_path)
    before = os.umask(umask)
    try:
        for line in WRITING:
            os.umask(umask)
            run(*line.split())
        os.umask(umask)
        (tmp_path / "control").touch()
    finally:
        os.umask(before)
    found = _modes(tmp_path, "control")
    assert len(found) >= len(WRITING) + 2
    assert set(found.values()) <= {"0o600", "0o700"}
    assert _modes(tmp_path)["control"] != "0o600", "control: a file made by hand would be open to others"

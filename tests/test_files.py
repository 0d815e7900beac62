"""Files that we say are saved: private, whole, on the disk, and not written behind a link that somebody planted."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from netcheck.errors import NetcheckError
from netcheck.files import leftovers, make_folder, real_path, replace_file, replacing
from netcheck.settings import config_path
from seeded import seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Run

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither modes nor such links")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the name of an open file")
root_only = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can make the files of other users"
)
DAY = 24 * 3600
SOMEBODY = 12345


@posix_only
def test_a_file_is_private_and_whole(tmp_path: Path) -> None:
    """A file is only the user's, replaces the one before, and leaves no draft beside it."""
    path = tmp_path / "above" / "folder" / "file"
    make_folder(path.parent)
    for text in ("one", "zwei – ä"):
        replace_file(path, text)
        assert path.read_text(encoding="utf-8") == text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)} == {0o700}
    assert [file.name for file in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("place", ["folder", "file/below", "missing/below", "x" * 300])
def test_what_cannot_be_written_is_refused(tmp_path: Path, place: str) -> None:
    """A folder, a path through a file, a missing folder and a name too long are each a failure with its reason."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(NetcheckError, match="file_unwritable") as caught:
        replace_file(tmp_path / place, "text")
    assert caught.value.facts["reason"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder"]


def test_a_folder_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    """A folder that cannot be made is a failure, one that is there is none."""
    (tmp_path / "file").touch()
    with pytest.raises(NetcheckError, match="file_unwritable"):
        make_folder(tmp_path / "file" / "below")
    make_folder(tmp_path)


def test_what_fails_on_the_way_changes_nothing(tmp_path: Path) -> None:
    """Whoever fills the file may fail: the one before stays, and no draft."""
    path = tmp_path / "file"
    replace_file(path, "before")
    with pytest.raises(UnicodeEncodeError), replacing(path) as draft:
        draft.write_text("half \udcff", encoding="utf-8")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("file", "before")]


def test_drafts_of_the_killed_are_swept(tmp_path: Path) -> None:
    """The next write deletes drafts that are older than a day; a younger one may still be at work."""
    names = {".netcheck-old.tmp": 2 * DAY, ".netcheck-young.tmp": DAY / 2, ".other.tmp": 2 * DAY, "netcheck": 2 * DAY}
    for name, age in names.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    assert [file.name for file in leftovers(tmp_path)] == [".netcheck-old.tmp", ".netcheck-young.tmp"]
    replace_file(tmp_path / "file", "text")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".netcheck-young.tmp", ".other.tmp", "file", "netcheck"]


# Saved: what the disk was asked for, in its order


class Call(NamedTuple):
    """One call that decides about what is there after a power cut."""

    name: str
    path: str
    target: str = ""


@contextmanager
def recorded() -> Iterator[list[Call]]:
    """Record which files and folders are synced, and what is renamed."""
    calls: list[Call] = []
    fsync, replace = os.fsync, os.replace

    def sync(descriptor: int) -> None:
        calls.append(Call("fsync", str(Path(f"/proc/self/fd/{descriptor}").readlink())))
        fsync(descriptor)

    def rename(source: str | Path, target: str | Path) -> None:
        calls.append(Call("rename", str(source), str(target)))
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        patch.setattr(os, "replace", rename)
        yield calls


def survives(path: Path, calls: list[Call]) -> bool:
    """Say whether the file is there whole, and under its name, when the power goes after the last call."""
    renames = [at for at, call in enumerate(calls) if call.name == "rename" and call.target == str(path)]
    if not renames:
        return False
    before, after = calls[: renames[-1]], calls[renames[-1] :]
    draft = calls[renames[-1]].path
    return Call("fsync", draft) in before and Call("fsync", str(path.parent)) in after


WRITERS = {
    "export jsonl out": "out",
    "export csv out": "out",
    "export vcard out": "out",
    "report --html out": "out",
    "report --svg out": "out",
    "config set language de": "config.toml",
    "export jsonl link": "target",
}


@linux_only
@pytest.mark.parametrize("line", WRITERS)
def test_what_is_said_to_be_written_survives_a_power_cut(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """The file is synced, then renamed, then its folder is synced; all that before the program says so."""
    seed()
    monkeypatch.chdir(tmp_path)
    Path("link").symlink_to("target")
    path = config_path() if "config" in line else tmp_path / WRITERS[line]
    with recorded() as calls:
        run(*line.split())
    assert survives(path, calls), calls
    if "config" in line:  # its folder is new, too
        assert Call("fsync", str(path.parent.parent)) in calls


@linux_only
@pytest.mark.parametrize("missing", ["the file", "the folder", "the order"])
def test_what_would_be_lost_is_seen(tmp_path: Path, missing: str) -> None:
    """Control: without either sync, or with the folder's before the name is there, the file would be lost."""
    path = tmp_path / "file"
    with recorded() as calls:
        replace_file(path, "text")
    assert survives(path, calls)
    file, name, folder = calls
    kept = {"the file": [name, folder], "the folder": [file, name], "the order": [file, folder, name]}
    assert not survives(path, kept[missing])


def _fail_at_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(5, os.strerror(5))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", sync)


@posix_only
def test_a_disk_that_does_not_confirm_is_told_of(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be synced: the file is there, and nobody is told that it was saved, or was not."""
    seed()
    _fail_at_folders(monkeypatch)
    came = run("export", "csv", str(tmp_path / "out.csv"), expect=1)
    assert came.err == (
        f"{tmp_path}/out.csv is written, but the disk does not say whether it keeps it: "
        "the disk does not answer as it should.\n"
    )
    assert (tmp_path / "out.csv").stat().st_size


# Planted links


@posix_only
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What the user's own link leads to is replaced, also where it leads to nothing yet, and through a second link."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder/../second")
    (tmp_path / "second").symlink_to(tmp_path / "folder" / "target")
    for text in ("one", "two"):
        replace_file(tmp_path / "link", text)
        assert (tmp_path / "folder" / "target").read_text(encoding="utf-8") == text
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "second").is_symlink()


@posix_only
def test_a_path_is_real_as_the_system_reads_it(tmp_path: Path) -> None:
    """Links on the way, dots and missing names lead where the system itself says."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").symlink_to("a/b")
    for path in ("c/../x", "c/x", "a/./b/../../c/new", "c", "../" * 30 + "etc", "no/../such"):
        assert real_path(tmp_path / path) == (tmp_path / path).resolve()
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(OSError, match="symbolic links"):
        real_path(tmp_path / "round")


def _of_somebody(folder: Path) -> None:
    os.chown(folder / "link", SOMEBODY, SOMEBODY, follow_symlinks=False)


def _by_group(folder: Path) -> None:
    os.chown(folder, -1, SOMEBODY)
    folder.chmod(0o770)


PLANTED: dict[str, Callable[[Path], None]] = {
    "a link of somebody else": _of_somebody,
    "in a folder that everybody may write": lambda folder: folder.chmod(0o777),
    "in a folder that a group may write": _by_group,
    "in a folder of somebody else": lambda folder: os.chown(folder, SOMEBODY, SOMEBODY),
}


@root_only
@pytest.mark.parametrize("how", PLANTED)
@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_planted_link_is_refused(run: Run, tmp_path: Path, how: str, *, there: bool) -> None:
    """What the link leads to keeps its bytes, or stays away, and the sentence says which name would do."""
    seed()
    folder, target = tmp_path / "shared", tmp_path / "target"
    folder.mkdir()
    if there:
        target.write_text("mine", encoding="utf-8")
    (folder / "link").symlink_to(target)
    PLANTED[how](folder)
    for line in (["export", "csv"], ["report", "--html"], ["log", "got", "Alma", "help", "--db"], ["list", "--db"]):
        came = run(*line, str(folder / "link"), expect=1)
        assert f"{folder}/link is a link to {target} that somebody else may have put there" in came.err
        assert target.read_text(encoding="utf-8") == "mine" if there else not target.exists()


@root_only
@pytest.mark.parametrize(
    "prepare",
    [
        lambda folder: folder.chmod(0o700),
        lambda folder: folder.chmod(0o1777),
        lambda folder: folder.chmod(0o775),
    ],
    ids=["private", "sticky", "a group of one's own"],
)
def test_ones_own_link_is_followed(tmp_path: Path, prepare: Callable[[Path], object]) -> None:
    """Control: where nobody else can exchange it, the same link is followed."""
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "target")
    prepare(folder)
    replace_file(folder / "link", "text")
    assert (tmp_path / "target").read_text(encoding="utf-8") == "text"


@root_only
def test_a_folder_planted_on_the_way_is_refused(tmp_path: Path) -> None:
    """In a folder that everybody may write, somebody's link to a folder is no way to a file; the user's own is one."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o1777)
    (tmp_path / "private").mkdir()
    (tmp_path / "shared" / "link").symlink_to(tmp_path / "private")
    replace_file(tmp_path / "shared" / "link" / "file", "text")
    _of_somebody(tmp_path / "shared")
    with pytest.raises(NetcheckError, match="link_refused"):
        replace_file(tmp_path / "shared" / "link" / "file", "other")
    assert (tmp_path / "private" / "file").read_text(encoding="utf-8") == "text"

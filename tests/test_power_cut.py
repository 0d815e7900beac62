"""A power cut on a real file system: what was said to be saved is there when the disk is read again.

Needs root and a loop device: `sudo NETCHECK_WHOLE=1 pytest -rP tests/test_power_cut.py`. What stands in for it
everywhere is the order of the calls, in test_files.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck.settings import config_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("NETCHECK_WHOLE") or sys.platform != "linux" or os.geteuid() != 0,
        reason="a power cut needs root and a loop device, and NETCHECK_WHOLE=1",
    ),
]
ROUNDS = 3
_MEGABYTES = 16


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """Mount an image of a disk on a folder."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def after_a_cut(work: Callable[[], object], folder: Path, found: Callable[[], bool]) -> bool:
    """Do some work on a disk, take the power away at once, and say what is found when the disk is mounted again.

    The image is copied the moment the work is done: what the system has not written by then is not in it.
    """
    image, cut = folder.with_name("image"), folder.with_name("cut")
    with image.open("wb") as file:
        file.truncate(_MEGABYTES * 2**20)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    with mounted(image, folder):
        os.sync()
        work()
        shutil.copy(image, cut)
    with mounted(cut, folder):
        return found()


def _holds(path: Path, text: str) -> bool:
    return path.exists() and text in path.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the disk is mounted, on which the settings lie; the log lies elsewhere."""
    faults.log_of(tmp_path / "log.db")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "disk"))
    return tmp_path / "disk"


COMMANDS: dict[str, Callable[[Path], bool]] = {
    "export jsonl {disk}/out": lambda disk: _holds(disk / "out", '"Ada"'),
    "export vcard {disk}/out": lambda disk: _holds(disk / "out", "Ada"),
    "report --html {disk}/out": lambda disk: _holds(disk / "out", "</html>"),
    "config set pager never": lambda _: _holds(config_path(), "never"),
    "--db {disk}/new/folder/n.db log gave Ada help saved --new": (
        lambda disk: (disk / "new/folder/n.db").exists() and faults.notes(disk / "new/folder/n.db") == ["saved"]
    ),
}


def test_what_was_said_to_be_saved_is_there(run: Run, folder: Path) -> None:
    """Promise: no export, report, setting or entry is lost."""
    lost = []
    for line, holds in COMMANDS.items():
        for _ in range(ROUNDS):
            words = line.format(disk=folder).split()
            if not after_a_cut(partial(run, *words), folder, partial(holds, folder)):
                lost.append(line)
    sys.stdout.write(f"{len(COMMANDS) * ROUNDS} power cuts, {len(lost)} lost\n")
    assert lost == []


def test_what_was_only_written_is_lost(folder: Path) -> None:
    """Control: a file that nobody synced, and one that was renamed without its folder, are gone."""

    def renamed() -> None:
        with (folder / "draft").open("w", encoding="utf-8") as file:
            file.write("text")
            file.flush()
            os.fsync(file.fileno())
        (folder / "draft").rename(folder / "out")

    def written() -> None:
        (folder / "out").write_text("text", encoding="utf-8")

    for work in (written, renamed):
        assert not after_a_cut(work, folder, lambda: _holds(folder / "out", "text"))

"""The files of a log, those around it and their folders: who may read them, and what a kill left behind."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.domain.checkup import Finding
from netcheck.files import leftovers as drafts
from netcheck.store.backups import backups, folder_of
from netcheck.store.ops import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_AT_WORK_SECONDS = 3600
"""A draft that is younger may belong to a program that is writing it."""
_SIDES = ("-journal", "-wal", "-shm")

_SYNCED = {
    "Dropbox": (("Dropbox",), (".dropbox", ".dropbox.cache")),
    "Syncthing": (("Syncthing",), (".stfolder",)),
    "iCloud": (("Mobile Documents", "iCloudDrive", "iCloud Drive"), ()),
    "OneDrive": (("OneDrive",), ()),
}
"""By service the beginnings of names of folders that it copies, and what it puts into such a folder."""


def open_to_others(log: Path, config: Path) -> list[Finding]:
    """Return which files and folders other users of this machine may read or exchange; Windows keeps no such modes."""
    if os.name == "nt":
        return []
    file = _real(log)
    private = [file, *_beside(file), config, *(one.path for one in backups(log)), folder_of(log)]
    found = [finding for path in private for finding in _private(path)]
    for folder in {file.parent: None, config.parent: None}:
        mode = _mode(folder)
        if mode & _OTHERS_WRITE and not mode & stat.S_ISVTX:
            found.append(Finding("folder_open", {"path": str(folder), "mode": _octal(mode)}))
    return found


def leftovers(log: Path, config: Path) -> list[Finding]:
    """Return the drafts that a kill left behind; they may hold the whole log."""
    folders = dict.fromkeys([_real(log).parent, folder_of(log), config.parent])
    old = time.time() - _AT_WORK_SECONDS
    return [
        Finding("draft", {"path": str(draft)})
        for folder in folders
        for draft in drafts(folder)
        if draft.stat().st_mtime < old
    ]


def left_journals(connection: sqlite3.Connection, log: Path) -> list[Finding]:
    """Return the journals beside a log that nobody writes to: opening it took what they were needed for."""
    found = _beside(_real(log))
    if not found:
        return []
    with transaction(connection):  # now a journal is nobody's
        return [Finding("journal", {"path": str(path)}) for path in _beside(_real(log))]


def mend(connection: sqlite3.Connection | None, finding: Finding) -> bool:
    """Take away what others may do, or what was left behind; say whether that was done.

    Raises:
        OSError: it is not allowed.
    """
    path = Path(str(finding.facts.get("path", "")))
    match finding.code:
        case "open_to_others" | "folder_open" | "draft" | "journal" if not path.exists():
            pass  # opening the log took it away
        case "open_to_others":
            path.chmod(0o700 if path.is_dir() else 0o600)
        case "folder_open":
            path.chmod(_mode(path) & ~_OTHERS_WRITE)
        case "draft":
            path.unlink()
        case "journal" if connection is not None:
            with transaction(connection):
                path.unlink(missing_ok=True)
        case _:
            return False
    return True


def synced_by(log: Path) -> str | None:
    """Return the service that copies the folder in which a log lies, None if there is no sign of one."""
    folders = _real(log).parents
    for service, (names, signs) in _SYNCED.items():
        if any(folder.name.startswith(names) or any((folder / sign).exists() for sign in signs) for folder in folders):
            return service
    return None


def _real(log: Path) -> Path:
    return Path(os.path.realpath(log))


def _beside(file: Path) -> list[Path]:
    return [path for end in _SIDES if (path := file.with_name(file.name + end)).exists()]


def _private(path: Path) -> Iterator[Finding]:
    try:
        found = path.stat()
    except OSError:  # it is not there
        return
    if found.st_mode & _OTHERS:
        yield Finding("open_to_others", {"path": str(path), "mode": _octal(found.st_mode)})
    if found.st_uid != os.geteuid():
        yield Finding("not_yours", {"path": str(path)})


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:  # it is not there
        return 0


def _octal(mode: int) -> str:
    return f"{stat.S_IMODE(mode):04o}"

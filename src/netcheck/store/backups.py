"""The folder of a log's backups: what they are called, which there are, and which are kept."""

from __future__ import annotations

import os
import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from netcheck.value import Value

KEPT_WEEKLY = 5
"""So many weekly backups are kept; those made for another reason stay until somebody deletes them."""

_ENDS = (".db", ".db.age")
"""How the names of files end: in the clear, and encrypted."""
_MADE = "%Y-%m-%dT%H%M"


class Reason(StrEnum):
    """Why a backup was made, as it stands in the name of its file."""

    ASKED = ""
    WEEKLY = "weekly"
    UPGRADE = "before-upgrade"
    RESTORE = "before-restore"
    DAMAGED = "damaged"
    """A log that could not be read, just as it was: it was moved away by a restore."""


class Backup(Value):
    """A backup in the folder: when it was made, by the local clock, and why; `number` counts those of one minute."""

    path: Path
    made: datetime
    reason: Reason
    number: int
    encrypted: bool


def folder_of(log: Path) -> Path:
    """Return the folder for the backups of a log: beside the file itself, where `log` is a link to it."""
    return Path(os.path.realpath(log)).with_name("backups")


def backups(log: Path) -> list[Backup]:
    """Return the backups of a log that lie in its folder, the oldest first; those put elsewhere are not known."""
    stem = re.escape(_stem(log))
    reasons = "|".join(filter(None, Reason))
    pattern = re.compile(rf"{stem}-(\d{{4}}-\d\d-\d\dT\d{{4}})(?:-({reasons}))?(?:-(\d+))?\.db(\.age)?", re.ASCII)
    found = []
    for name in _names(folder_of(log)):
        match = pattern.fullmatch(name)
        if match and (made := _moment(match[1])):
            found.append(
                Backup(folder_of(log) / name, made, Reason(match[2] or ""), int(match[3] or 1), bool(match[4]))
            )
    return sorted(found, key=lambda one: (one.made, one.number))


def newest(log: Path) -> Backup | None:
    """Return the last backup that was made; a damaged log that was moved away is none."""
    return next((one for one in reversed(backups(log)) if one.reason is not Reason.DAMAGED), None)


def new_path(log: Path, now: datetime, reason: Reason = Reason.ASKED, *, encrypted: bool, folder: Path) -> Path:
    """Return a name that is free in a folder: `netcheck-2026-11-27T0900.db` for a backup of netcheck.db at nine."""
    name = unused = "-".join(filter(None, [_stem(log), now.strftime(_MADE), reason]))
    number = 1
    while any((folder / f"{unused}{end}").exists() for end in _ENDS):
        number += 1
        unused = f"{name}-{number}"
    return folder / f"{unused}{_ENDS[encrypted]}"


def superfluous(found: list[Backup]) -> list[Backup]:
    """Return the weekly ones among some backups, the oldest first, that are beyond the number kept."""
    return [one for one in found if one.reason is Reason.WEEKLY][:-KEPT_WEEKLY]


def _stem(log: Path) -> str:
    return Path(os.path.realpath(log)).stem


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:  # there is none yet, or it cannot be read: then it holds nothing that is known
        return []


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _MADE)  # noqa: DTZ007 - the local clock, as the name has it
    except ValueError:
        return None

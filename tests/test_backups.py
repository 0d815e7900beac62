"""The folder of a log's backups: their names, which there are, and which are kept."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck.store.backups import KEPT_WEEKLY, Reason, backups, folder_of, new_path, newest, superfluous
from netcheck.store.integrity import damage
from netcheck.store.ops import append, transaction
from test_promise_backup import write

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 27, 12, 0)  # noqa: DTZ001 - the local clock, as the names have it


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_backup_is_found_by_its_name(tmp_path: Path, reason: Reason, encrypted: bool) -> None:
    """What is put into the folder under a new name is listed as what it is, a second one of the minute too."""
    log = tmp_path / "netcheck.db"
    folder_of(log).mkdir()
    for _ in range(2):
        new_path(log, NOON, reason, encrypted=encrypted, folder=folder_of(log)).touch()
    assert [(one.made, one.reason, one.encrypted) for one in backups(log)] == [(NOON, reason, encrypted)] * 2


def test_the_newest_of_a_minute_is_the_last_that_was_made(tmp_path: Path) -> None:
    """Also where one of them is encrypted; a damaged log that was moved away is no backup."""
    log = tmp_path / "netcheck.db"
    folder_of(log).mkdir()
    assert newest(log) is None
    for reason, encrypted in ((Reason.ASKED, False), (Reason.ASKED, False), (Reason.ASKED, True)):
        last = new_path(log, NOON, reason, encrypted=encrypted, folder=folder_of(log))
        last.touch()
    new_path(log, NOON + timedelta(hours=1), Reason.DAMAGED, encrypted=False, folder=folder_of(log)).touch()
    found = newest(log)
    assert found is not None
    assert found.path == last


def test_a_backup_carries_the_name_of_its_log(tmp_path: Path) -> None:
    """Two logs of one folder do not take each other's backups for their own; other files are nobody's."""
    for name in ("netcheck", "other"):
        folder_of(tmp_path / f"{name}.db").mkdir(exist_ok=True)
        new_path(tmp_path / f"{name}.db", NOON, encrypted=False, folder=tmp_path / "backups").touch()
    (tmp_path / "backups" / "netcheck-2026-99-27T1200.db").touch()
    (tmp_path / "backups" / "notes.txt").touch()
    assert [one.path.name for one in backups(tmp_path / "netcheck.db")] == ["netcheck-2026-11-27T1200.db"]
    assert backups(tmp_path / "elsewhere" / "netcheck.db") == []


def test_the_oldest_weekly_backups_are_superfluous(tmp_path: Path) -> None:
    """Beyond the newest weekly ones all weekly ones go; those made for another reason stay, however old."""
    log = tmp_path / "netcheck.db"
    folder_of(log).mkdir()
    for week in range(KEPT_WEEKLY + 2):
        for reason in Reason:
            made = NOON + timedelta(weeks=week)
            new_path(log, made, reason, encrypted=week % 2 == 0, folder=folder_of(log)).touch()
    gone = superfluous(backups(log))
    assert [(one.reason, one.made) for one in gone] == [(Reason.WEEKLY, NOON + timedelta(weeks=n)) for n in (0, 1)]


@pytest.mark.parametrize("seed", range(4))
def test_a_log_of_several_devices_is_whole(tmp_path: Path, seed: int) -> None:
    """Whatever came from another device, in whatever order, is no damage: undone, edited and removed things too."""
    histories = [write(tmp_path / f"{number}.db", 2 * seed + number) for number in range(2)]
    together = [op for history in histories for op in history]
    Random(seed).shuffle(together)  # noqa: S311 - no secret
    with closing(faults.empty_log()) as log:
        for begin in range(0, len(together), 7):
            with transaction(log):
                append(log, together[begin : begin + 7])
        assert damage(log) == []

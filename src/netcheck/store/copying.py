"""Write a backup: a copy of the whole log as of one moment, checked before it is in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from netcheck import settings
from netcheck.errors import NetcheckError
from netcheck.files import make_folder, replacing
from netcheck.store import contacts, events
from netcheck.store.backups import Reason, backups, folder_of, new_path, newest
from netcheck.store.integrity import broken_pages, damage, snapshot, text_of
from netcheck.store.ops import is_new

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

SETTINGS_TABLE = "settings"
_SETTINGS = f"CREATE TABLE {SETTINGS_TABLE} (file TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT"
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def back_up(
    connection: sqlite3.Connection, log: Path, file: Path, *, encrypt: Callable[[bytes], bytes] | None = None
) -> tuple[int, int]:
    """Copy the log at `log` and the settings into a file that is not there yet; `encrypt` says how to write it.

    Return how many entries and people are in the copy; the log may have more by now.

    Raises:
        NetcheckError: `file_exists`, `damaged_inside`, or the file cannot be written.
    """
    with snapshot(connection) as copy:
        if broken_pages(copy):
            raise NetcheckError("damaged_inside", path=log)
        _write(copy, log, file, encrypt, damage)
        people = contacts.load(copy)
        return events.count(copy, people, events.Wanted()), len(people.contacts)


def back_up_for(reason: Reason, connection: sqlite3.Connection, log: Path, now: datetime) -> Path:
    """Copy the log into the folder of its backups, and return the file."""
    file = _place(log, now, reason)
    back_up(connection, log, file)
    return file


def back_up_before_upgrade(connection: sqlite3.Connection, log: Path, now: datetime) -> None:
    """Copy a log of an older version as it is, within the transaction that upgrades it.

    Its tables are not compared with its ops, which an older version folded. Where the last upgrade failed and nothing
    was written since, its copy is here already: a program that fails again and again must not fill the disk.
    """
    with snapshot(connection) as copy:
        if broken_pages(copy):
            raise NetcheckError("damaged", path=log)
        earlier = [one.path for one in backups(log) if one.reason is Reason.UPGRADE][-1:]
        if not any(_holds_the_same(path, copy) for path in earlier):
            _write(copy, log, _place(log, now, Reason.UPGRADE), None, broken_pages)


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = [row[0] for row in connection.execute(_TABLES).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def readable(file: Path) -> sqlite3.Connection:
    """Open a file that nobody writes, without touching it or what lies beside it."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.text_factory = text_of
    return connection


def backup_of_lost(connection: sqlite3.Connection, log: Path) -> Path | None:
    """Return the last backup of a log to which nothing was ever written: it was deleted or emptied from outside.

    None where the log has something, or no backup has.
    """
    known = newest(log)
    if known is None or not is_new(connection):
        return None
    return known.path if known.encrypted or _holds_something(known.path) else None


def _holds_something(backup: Path) -> bool:
    try:
        with closing(readable(backup)) as connection:
            return connection.execute("SELECT 1 FROM op LIMIT 1").fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def _place(log: Path, now: datetime, reason: Reason) -> Path:
    folder = folder_of(log)
    make_folder(folder)
    return new_path(log, now, reason, encrypted=False, folder=folder)


def _write(
    copy: sqlite3.Connection,
    log: Path,
    file: Path,
    encrypt: Callable[[bytes], bytes] | None,
    check: Callable[[sqlite3.Connection], object],
) -> None:
    """Write a copy in memory, with the settings, into a file; nothing stays of one that is not as it should be."""
    if file.exists():
        raise NetcheckError("file_exists", path=file)
    _add_settings(copy)
    counts = row_counts(copy)
    with replacing(file) as draft:
        if encrypt is None:
            _vacuum_into(draft, copy, file)
            with closing(readable(draft)) as written:
                whole = not check(written) and row_counts(written) == counts
        else:  # nothing of it touches the disk in the clear
            copy.execute("VACUUM")
            whole = not check(copy) and row_counts(copy) == counts
            draft.write_bytes(encrypt(copy.serialize()))
        if not whole:
            raise NetcheckError("damaged_inside", path=log)


def _vacuum_into(draft: Path, copy: sqlite3.Connection, file: Path) -> None:
    try:
        copy.execute("VACUUM INTO ?", [str(draft)])
    except sqlite3.OperationalError as error:
        raise NetcheckError("file_unwritable", path=file, reason=error) from error


def _add_settings(copy: sqlite3.Connection) -> None:
    """Put config.toml, where there is one, into a table of its own."""
    copy.execute(f"DROP TABLE IF EXISTS {SETTINGS_TABLE}")  # a backup that is used as the log has one
    copy.execute(_SETTINGS)
    if (text := settings.text()) is not None:
        copy.execute(f"INSERT INTO {SETTINGS_TABLE} VALUES (?, ?)", [settings.config_path().name, text])


def _holds_the_same(path: Path, copy: sqlite3.Connection) -> bool:
    queries = [f'SELECT * FROM "{name}"' for name in row_counts(copy)]
    try:
        with closing(readable(path)) as earlier:
            return all(earlier.execute(query).fetchall() == copy.execute(query).fetchall() for query in queries)
    except sqlite3.DatabaseError:
        return False

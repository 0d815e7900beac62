"""Read a backup, say how it differs from the log, and put it in the log's place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netcheck.domain.log_contents import LogContents
from netcheck.domain.model import RECORDS, Contact, Event
from netcheck.errors import NetcheckError
from netcheck.files import make_folder, sync_folder
from netcheck.store import contacts
from netcheck.store.backups import Reason, folder_of, new_path
from netcheck.store.copying import SETTINGS_TABLE, back_up_for, row_counts
from netcheck.store.database import bring_up_to_date
from netcheck.store.encryption import is_encrypted
from netcheck.store.forget import erase_again
from netcheck.store.ids import stored_id
from netcheck.store.integrity import broken_pages, damage
from netcheck.store.ops import forgotten, note_stored, transaction
from netcheck.store.rows import layout
from netcheck.store.schema import LOG_TABLES
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Sized
    from datetime import datetime

_HEADER = b"SQLite format 3\0"
_DAY = layout("event").names.index("day")


class Content(Value):
    """A backup as it is read: today's tables in memory, and the text of config.toml, None if there was none."""

    tables: sqlite3.Connection
    config: str | None


@contextmanager
def content(path: Path, decrypt: Callable[[bytes], bytes]) -> Iterator[Content]:
    """Yield what is in a backup, checked, and brought up to date if an older version wrote it; the file stays as it is.

    Raises:
        NetcheckError: it cannot be read, is no backup, or is damaged.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None
    if is_encrypted(data):
        data = decrypt(data)
    if not data.startswith(_HEADER):
        raise NetcheckError("not_a_backup", path=path)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as tables:
        try:
            tables.deserialize(data)
            found = _checked(tables, path)
        except sqlite3.DatabaseError as error:
            raise NetcheckError("damaged_backup", path=path) from error
        except NetcheckError as error:
            if error.code == "not_a_log":
                raise NetcheckError("not_a_backup", path=path) from error
            raise
        yield found


def compare(log: sqlite3.Connection, backup: sqlite3.Connection) -> tuple[LogContents, LogContents]:
    """Return what the log and the backup hold, and what of it is not, or not the same, in the other one."""
    entries, people = ([_rows(one, entity) for one in (log, backup)] for entity in ("event", "contact"))
    here, there = (
        _contents(one, entries[place], entries[1 - place], people[place] - people[1 - place])
        for place, one in enumerate((log, backup))
    )
    return here, there


def differing(log: sqlite3.Connection, backup: sqlite3.Connection) -> list[str]:
    """Return of which sorts of things, entries and people aside, the backup does not hold just what the log holds."""
    return [
        entity
        for entity in RECORDS
        if entity not in {Event.entity, Contact.entity} and _rows(log, entity) != _rows(backup, entity)
    ]


def replace(
    connection: sqlite3.Connection, backup: sqlite3.Connection, log: Path, now: datetime
) -> tuple[Path | None, int]:
    """Put what the backup holds in the place of all that is in the log, in one transaction.

    Return the backup that was made of the log before, None where nothing had ever been written to it; and how many
    people in the backup were forgotten since, and do not come back.
    """
    with transaction(connection):
        gone = forgotten(connection)
        written = connection.execute("SELECT 1 FROM op LIMIT 1").fetchone()
        kept = back_up_for(Reason.RESTORE, connection, log, now) if written else None
        for table in (*LOG_TABLES, *RECORDS):
            connection.execute(f'DELETE FROM "{table}"')
            rows = backup.execute(f'SELECT * FROM "{table}"')
            marks = ",".join("?" * len(rows.description))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
        connection.executemany("INSERT OR IGNORE INTO forgotten VALUES (?)", [(stored_id(one),) for one in gone])
        erased = erase_again(connection, gone) if gone else 0
    note_stored(connection)
    return kept, erased


def set_aside(log: Path, now: datetime) -> Path:
    """Move a log that cannot be used, with its journal, into the folder of its backups, and return where it is."""
    file, folder = Path(os.path.realpath(log)), folder_of(log)
    make_folder(folder)
    target = new_path(log, now, Reason.DAMAGED, encrypted=False, folder=folder)
    try:
        file.rename(target)
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}-journal").rename(target.with_name(f"{target.name}-journal"))
        sync_folder(folder)
        sync_folder(file.parent)
    except OSError as error:
        raise NetcheckError("file_unwritable", path=file, reason=error.strerror) from None
    return target


def _checked(tables: sqlite3.Connection, path: Path) -> Content:
    names = row_counts(tables)
    if "op" not in names:
        raise NetcheckError("not_a_backup", path=path)
    row = tables.execute(f"SELECT text FROM {SETTINGS_TABLE}").fetchone() if SETTINGS_TABLE in names else None
    config = None if row is None else str(row[0])
    if broken_pages(tables):
        raise NetcheckError("damaged_backup", path=path)
    bring_up_to_date(tables, path)
    if damage(tables):
        raise NetcheckError("damaged_backup", path=path)
    return Content(tables, config)


def _contents(
    connection: sqlite3.Connection, entries: set[tuple[Any, ...]], others: set[tuple[Any, ...]], people: Sized
) -> LogContents:
    days, only = (sorted(row[_DAY] for row in rows) for rows in (entries, entries - others))
    living = len(contacts.load(connection).contacts)
    return LogContents(len(days), living, _ends(days), len(only), len(people), _ends(only))


def _rows(connection: sqlite3.Connection, entity: str) -> set[tuple[Any, ...]]:
    return set(connection.execute(f'SELECT * FROM "{entity}"'))


def _ends(days: Sequence[int]) -> tuple[int, int] | None:
    return (days[0], days[-1]) if days else None

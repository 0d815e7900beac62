"""Open the log: permissions, pragmas, the gate for strange files, and transactions."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netcheck.errors import LockedError, NetcheckError
from netcheck.files import real_path
from netcheck.store.ids import new_id, stored_id
from netcheck.store.ops import fold_all, transaction
from netcheck.store.schema import (
    APPLICATION_ID,
    ENTITIES,
    FIRST_RELEASED,
    LOG_TABLES,
    MIGRATIONS,
    SCHEMA,
    VERSION,
    folded_schema,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Connection = sqlite3.Connection

PATIENCE_SECONDS = 30.0
_AT_A_TIME_SECONDS = 0.2
_WORTH_A_WORD_SECONDS = 2.0
PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# SQLite and its module have no code of their own for a damaged header, an odd text, and a value that is no JSON.
_DAMAGE = ("unsupported file format", "Could not decode to UTF-8", "malformed JSON")
_NO_SPACE = os.strerror(errno.ENOSPC)
_NO_ACCESS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}


class _Patient(sqlite3.Connection):
    """Waits for a locked log in short times, between which Ctrl-C is heard: SQLite's own wait is deaf to it."""

    waiting: Callable[[], None] | None = None
    """Called once, when a wait becomes long."""

    was_open_to_others = False
    """Whether the file had to be made private when it was opened."""

    stored: bool | None = False
    """Whether the last write transaction added ops to the log; None where that could not be found out."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
        """Run a statement, again and again while it is refused for a lock that will be let go of.

        Inside a transaction that is so for COMMIT alone: whatever else is refused there waits for itself.
        """
        begun = time.monotonic()
        while True:
            try:
                return super().execute(sql, parameters)
            except sqlite3.OperationalError as error:
                locked = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                waits = locked and (not self.in_transaction or sql == "COMMIT")
                waited = time.monotonic() - begun
                if not waits or waited >= PATIENCE_SECONDS:
                    raise
                if self.waiting is not None and waited >= _WORTH_A_WORD_SECONDS:
                    self.waiting()
                    self.waiting = None


@contextmanager
def opened(path: Path, *, create: bool, waiting: Callable[[], None] | None = None) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the log at `path`, in autocommit mode, and close it.

    Without `create`, a log that does not exist yet reads as an empty one and no file is made. `waiting` is called once
    if another process holds the log for two seconds.

    Raises:
        NetcheckError: the file is no log, a newer one, damaged or out of reach.
        LockedError: another process held the log for longer than PATIENCE_SECONDS.
    """
    connection = None
    try:
        try:
            connection = _connect(path, create=create, waiting=waiting)
            yield connection
        finally:
            if connection is not None:
                connection.close()
    except sqlite3.Error as error:
        known = _explain(error, path, stored=getattr(connection, "stored", False))
        if known is None:
            raise
        raise known from error


def _connect(path: Path, *, create: bool, waiting: Callable[[], None] | None) -> sqlite3.Connection:
    if create:
        _make_file(path)
    file = _file(path, create=create)
    if file is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        lay_out(connection)
        return connection
    _refuse_strangers(file, path)
    connection = _open(file, "mode=rw")
    connection.waiting = waiting
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        bring_up_to_date(connection, path, before_upgrade=_back_up)
        connection.was_open_to_others = _tighten(file)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(file: Path, how: str) -> _Patient:
    """Open a file that is there. As an address: SQLite makes no file, and takes no name for a special one."""
    address = f"{file.as_uri()}?{how}"
    wait = min(_AT_A_TIME_SECONDS, PATIENCE_SECONDS)
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, factory=_Patient)


def _make_file(path: Path) -> None:
    """Create the file and the directories above it, private from the first byte, unless they are there."""
    try:
        if not path.parent.is_dir():
            for directory in reversed(path.absolute().parents):
                directory.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise NetcheckError("no_access", path=path, reason=error.strerror) from error


def _file(path: Path, *, create: bool) -> Path | None:
    """Return the file itself, links followed, as its journal stands beside it; None if there is none to read."""
    try:
        file = real_path(path)
        regular = stat.S_ISREG(file.stat().st_mode)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not create:
            return None
        raise NetcheckError("no_access", path=path, reason=error.strerror) from error
    if not regular:  # a pipe would wait forever for a writer
        raise NetcheckError("not_a_log", path=path)
    return file


def _tighten(file: Path) -> bool:
    """Make a log that others may read or write the user's alone, as a copy may be; say whether that was done."""
    if os.name == "nt" or not file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return False
    try:
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    except OSError:  # it is somebody else's, or the disk can only be read
        return False
    return True


def _refuse_strangers(file: Path, path: Path) -> None:
    """Refuse a file by its header, before SQLite may touch a byte of it.

    A journal beside the file means that a writer died or is at work; then the header may be half
    written, and SQLite, which knows how to recover, reads the versions in `bring_up_to_date`.
    The header is read through SQLite: if this process closed the file by itself, POSIX would drop
    every lock that another connection of this process holds (sqlite.org/howtocorrupt.html, 2.2).
    """
    if not file.stat().st_size or file.with_name(file.name + "-journal").exists():
        return
    connection = _open(file, "mode=ro&immutable=1")
    try:
        _check_versions(path, _application(connection), _version(connection))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise NetcheckError("not_a_log", path=path) from error
        # Read without a lock, a log may look damaged while somebody writes to it: whoever holds a lock knows.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
    finally:
        connection.close()


def _check_versions(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise NetcheckError("not_a_log", path=path)
    if version > VERSION:
        raise NetcheckError("newer_log", path=path)
    if version < 1:  # no log was ever written like this
        raise NetcheckError("damaged", path=path)
    if version < FIRST_RELEASED:
        raise NetcheckError("unreleased_log", path=path)


def bring_up_to_date(
    connection: sqlite3.Connection,
    path: Path,
    *,
    before_upgrade: Callable[[sqlite3.Connection, Path], None] | None = None,
) -> None:
    """Lay out an empty file, or move an older log to today's tables, whichever process comes first.

    `before_upgrade` is called within the transaction, before anything of an older log is changed.

    Raises:
        NetcheckError: it is no log, or of a version that this program does not know.
    """
    version = _version(connection)
    if version == VERSION and _application(connection) == APPLICATION_ID:
        return
    with transaction(connection):
        version = _version(connection)
        application = _application(connection)
        if version == 0 == application and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            lay_out(connection)
            return
        _check_versions(path, application, version)
        if version < VERSION:
            if before_upgrade is not None:
                before_upgrade(connection, path)
            _migrate(connection, version)


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    from netcheck import clock
    from netcheck.store.copying import back_up_before_upgrade

    back_up_before_upgrade(connection, path, clock.now())


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the log to today's version: its own tables step by step, the folded ones by folding them anew."""
    for behind in range(version, VERSION):
        for statement in MIGRATIONS[behind]:
            connection.execute(statement)
    marks = ",".join("?" * len(LOG_TABLES))
    query = f"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ({marks})"
    for (name,) in connection.execute(query, LOG_TABLES).fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for statement in folded_schema().split(";\n"):
        connection.execute(statement)
    _name_entities(connection)
    fold_all(connection)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def lay_out(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty log, with a device id of its own."""
    for statement in SCHEMA.split(";\n"):
        connection.execute(statement)
    _name_entities(connection)
    device = new_id()
    connection.execute("INSERT INTO machine VALUES ('device', ?)", [device])
    connection.execute("INSERT INTO device (id) VALUES (?)", [stored_id(device)])
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _name_entities(connection: sqlite3.Connection) -> None:
    connection.executemany("INSERT INTO entity (name) VALUES (?) ON CONFLICT DO NOTHING", zip(ENTITIES, strict=True))


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _application(connection: sqlite3.Connection) -> int:
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return application


def _explain(error: sqlite3.Error, path: Path, *, stored: bool | None) -> NetcheckError | None:
    """Return the failure that a user can mend, or None where the error is a bug of ours.

    The log is closed by now, so that looking at the file by itself lets go of no lock.
    """
    if str(error).startswith(_DAMAGE):
        return NetcheckError("damaged", path=path)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF  # extended codes carry their primary one in the lowest byte
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return NetcheckError("busy") if stored else LockedError("locked")
    if primary == sqlite3.SQLITE_FULL:
        return NetcheckError("no_access", path=path, reason=_NO_SPACE) if stored else NetcheckError("disk_full")
    if primary in _NO_ACCESS | _DAMAGED:
        from netcheck.store.refusals import refusal

        return refusal(code, path) or NetcheckError("no_access", path=path, reason=error)
    return None

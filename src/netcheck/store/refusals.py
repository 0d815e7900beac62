"""Why the machine refuses a log: what SQLite says in a few codes, looked up at the file itself."""

from __future__ import annotations

import errno
import os
import sqlite3
from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError
from netcheck.files import probe, reason

if TYPE_CHECKING:
    from pathlib import Path

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LOCKING = {
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
}
_CANNOT_WRITE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_CHUNK = 2**20


def refusal(code: int, path: Path) -> NetcheckError | None:
    """Return the failure behind an extended code of SQLite, None where there is no better word than SQLite's own.

    Nothing may have this log open: looking at the file lets go of this process's locks on it.
    """
    primary = code & 0xFF
    if primary in _DAMAGED:
        error = _cannot_read(path)
        if error is None or error.errno != errno.EIO:  # SQLite takes a disk that cannot be read for damage
            return NetcheckError("damaged", path=path)
        return NetcheckError("no_access", path=path, reason=error.strerror)
    if code in _LOCKING:
        return NetcheckError("no_access", path=path, reason=os.strerror(errno.ENOLCK))
    if code == sqlite3.SQLITE_IOERR_WRITE and _is_limited():
        return NetcheckError("no_access", path=path, reason=os.strerror(errno.EFBIG))
    return _cannot_write(path) if primary in _CANNOT_WRITE or code == sqlite3.SQLITE_IOERR_DELETE else None


def _cannot_write(path: Path) -> NetcheckError | None:
    file = path.resolve()
    if not os.access(file, os.R_OK):
        return None
    refused = probe(file.parent)
    writable = os.access(file, os.W_OK) and refused is None
    if file.with_name(f"{file.name}-journal").exists() and not writable:
        return NetcheckError("unfinished", path=path)
    if refused is None or not os.access(file, os.W_OK):
        return None
    if refused.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NetcheckError("folder_readonly", path=path)
    return NetcheckError("no_access", path=path, reason=reason(refused, file.parent))


def _cannot_read(path: Path) -> OSError | None:
    """Return what comes of reading the whole file."""
    try:
        with path.open("rb", buffering=0) as file:
            while file.read(_CHUNK):
                pass
    except OSError as error:
        return error
    return None


def _is_limited() -> bool:
    """Say whether this process may write files up to some size only."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY

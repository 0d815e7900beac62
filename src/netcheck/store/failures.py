"""What SQLite's failures mean to a user."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from netcheck.errors import LockedError, NetcheckError

if TYPE_CHECKING:
    from pathlib import Path

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_STRANGE_FORMAT = "unsupported file format"  # a damaged header; SQLite has no code of its own for it
_NO_ACCESS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}


def explain(error: sqlite3.Error, path: Path) -> NetcheckError | None:
    """Return the failure that a user can mend, or None where the error is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF  # extended codes carry their primary one in the lowest byte
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LockedError("locked")
    if primary == sqlite3.SQLITE_FULL:
        return NetcheckError("disk_full")
    if primary in _DAMAGED or str(error) == _STRANGE_FORMAT:
        return NetcheckError("damaged", path=path)
    if primary in _NO_ACCESS:
        return NetcheckError("no_access", path=path, reason=error)
    return None

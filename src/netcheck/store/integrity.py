"""Whether a log is whole: its pages, its tables against the ops that they are folded from, and what refers to whom."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netcheck.domain.checkup import Finding
from netcheck.domain.model import RECORDS
from netcheck.errors import NetcheckError
from netcheck.store import contacts, ops
from netcheck.store.ids import id_text
from netcheck.store.rows import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Row = tuple[Any, ...]

_PAGES_TOLD = 20
_REFERRING = ("event", "check", "step")
_COMMANDS = (
    "SELECT command.id, verb, device.id AS device, begun, ended, counts, undone, flagged, flagged_by"
    " FROM command LEFT JOIN device ON device.number = command.device ORDER BY command.id"
)


def damage(connection: sqlite3.Connection) -> list[Finding]:
    """Return what is wrong inside a log. Nobody has to wait for it: it looks at a copy of one moment, in memory."""
    with snapshot(connection) as copy:
        broken = broken_pages(copy)
        try:
            return broken + _folded_otherwise(copy) + _refer_to_nobody(copy)
        except Exception as error:  # noqa: BLE001 - what reading and folding stumble over is damage, whatever it is
            return broken + [Finding("unreadable", {"reason": str(error) or type(error).__name__})] * (not broken)


def need_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to hand on a log that is damaged inside.

    Raises:
        NetcheckError: `damaged_inside`.
    """
    if found := damage(connection):
        raise NetcheckError("damaged_inside", path=path, n=len(found))


def broken_pages(connection: sqlite3.Connection) -> list[Finding]:
    """Return what SQLite itself finds wrong in a file: its pages, indexes, types and constraints."""
    try:
        told = connection.execute(f"PRAGMA integrity_check({_PAGES_TOLD})").fetchall()
    except sqlite3.DatabaseError as error:
        told = [(str(error),)]
    return [Finding("pages", {"reason": str(reason)}) for (reason,) in told if reason != "ok"]


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the whole file in memory, page by page, as it is at one moment.

    Within a transaction, what it has written so far is not in the copy.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.text_factory = text_of
        if connection.in_transaction:  # from such a connection SQLite would wait forever for the end of it
            _, _, file = connection.execute("PRAGMA database_list").fetchone()
            with closing(sqlite3.connect(f"{Path(file).as_uri()}?mode=ro", uri=True)) as reader:
                reader.backup(copy)
        else:
            connection.execute("BEGIN")
            try:
                connection.execute("SELECT 1 FROM sqlite_schema").fetchone()  # waits for a writer, as `backup` cannot
                connection.backup(copy)
            finally:
                connection.execute("COMMIT")
        yield copy


def text_of(data: bytes) -> str:
    """Return a text, of which a flipped bit may have left no UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def _folded_otherwise(copy: sqlite3.Connection) -> list[Finding]:
    """Return where the tables hold something else than the ops amount to, and what each of them says."""
    found = []
    own = "SELECT 1 FROM machine JOIN device ON lower(hex(device.id)) = value OR device.id = value WHERE key = 'device'"
    if copy.execute(own).fetchone() is None:
        found.append(Finding("no_device"))
    with snapshot(copy) as anew:
        with ops.transaction(anew):
            ops.refold(anew)
        found += [
            Finding("command_differs", {"id": id_text(stored), "table": kept, "ops": folded})
            for stored, kept, folded in _differences(copy, anew, _COMMANDS)
        ]
        for entity in RECORDS:
            found += [
                Finding("differs", {"entity": entity, "id": id_text(stored), "table": kept, "ops": folded})
                for stored, kept, folded in _differences(copy, anew, f'SELECT * FROM "{entity}" ORDER BY id')
            ]
    return found


def _differences(
    kept: sqlite3.Connection, folded: sqlite3.Connection, query: str
) -> Iterator[tuple[Any, dict[str, object] | None, dict[str, object] | None]]:
    """Yield each id by which two logs differ, and the columns that do in either; None where there is no such thing.

    The first column of the query is the id.
    """
    before, after = kept.execute(query), folded.execute(query)
    names = [column[0] for column in before.description]
    rows = before.fetchall(), after.fetchall()
    if rows[0] == rows[1]:
        return
    by_id = [{row[0]: row for row in some} for some in rows]
    for stored in {**by_id[0], **by_id[1]}:
        one, other = (some.get(stored) for some in by_id)
        if one != other:
            yield stored, *_told(names, one, other)


def _told(names: Sequence[str], one: Row | None, other: Row | None) -> Iterator[dict[str, object] | None]:
    differing = [place for place in range(1, len(names)) if one is None or other is None or one[place] != other[place]]
    for row in (one, other):
        yield None if row is None else {names[place]: _plain(row[place]) for place in differing}


def _plain(value: object) -> object:
    return id_text(value) if isinstance(value, bytes) else value


def _refer_to_nobody(copy: sqlite3.Connection) -> list[Finding]:
    """Return the entries, checks and steps that no list shows, because the log does not know their person."""
    people = contacts.load(copy)
    found = []
    for entity in _REFERRING:
        place = layout(entity).names[layout(entity).contact or 0]
        query = f'SELECT id, "{place}" FROM "{entity}" WHERE "{place}" IS NOT NULL ORDER BY id'
        found += [
            Finding("nobody", {"entity": entity, "id": id_text(stored), "contact": id_text(contact)})
            for stored, contact in copy.execute(query)
            if id_text(contact) not in people.root_of
        ]
    return found

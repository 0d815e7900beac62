"""What the tests of the store share: processes that work at once or are killed, and tables to compare."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import sys
import time
import traceback
from contextlib import closing
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import RECORDS, Contact, Direction, Event, Kind
from netcheck.errors import NetcheckError
from netcheck.store import database, events, ops, undo
from netcheck.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    import pytest

    from netcheck.domain.command_log import Command

# A fork has netcheck imported already; elsewhere each process starts an interpreter of its own.
_CONTEXT: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

Rows = dict[str, list[tuple[Any, ...]]]


def together(count: int, work: Callable[..., object], *arguments: object) -> list[object]:
    """Run work(number, *arguments) in `count` processes at once; return each one's result, or its error as text."""
    barrier = _CONTEXT.Barrier(count)
    pipes = [_CONTEXT.Pipe(duplex=False) for _ in range(count)]
    processes = [
        _CONTEXT.Process(target=_work, args=(barrier, sender, work, number, arguments))
        for number, (_, sender) in enumerate(pipes)
    ]
    for process in processes:
        process.start()
    results = [receiver.recv() for receiver, _ in pipes]
    for process in processes:
        process.join()
    return results


def errors(results: Iterable[object]) -> list[str]:
    """Return those results of `together` that tell of an error."""
    return [result for result in results if isinstance(result, str) and result.startswith("Traceback")]


def killed(work: Callable[..., object], seconds: float, *arguments: object) -> list[str]:
    """Run work(tell, *arguments), kill it `seconds` after it first told something, and return what it told by then."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_tell, args=(sender, work, arguments))
    process.start()
    sender.close()
    told: list[str] = []
    receiver.poll(None)  # returns at its end, too
    time.sleep(seconds)
    process.kill()
    process.join()
    with closing(receiver):
        while True:
            try:
                told.append(receiver.recv())
            except EOFError:
                return told


def check_integrity(path: Path) -> str:
    """Return what is wrong with the file, "" for nothing: its pages, and its tables against a fresh fold."""
    try:
        with database.opened(path, create=True) as connection:
            verdict: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if verdict != "ok":
                return verdict
            return (
                "" if tables(connection) == tables(refolded(connection)) else "the tables are not the fold of the ops"
            )
    except NetcheckError as error:
        return error.code


def log_of(path: Path) -> Path:
    """Return a log at `path` with one contact, whose id is "ada"."""
    with database.opened(path, create=True) as connection, ops.writing(connection, "log") as writer:
        writer.create(Contact("ada", "Ada"))
    return path


def empty_log() -> sqlite3.Connection:
    """Return a log in memory, as if made on one more machine."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    database.lay_out(connection)
    return connection


def turn(log: sqlite3.Connection, command: Command, *, undone: bool) -> None:
    """Take a command back or do it again in a transaction."""
    with ops.transaction(log):
        undo.turn(log, command, undone=undone)


def event(note: str, contact_id: str = "ada") -> Event:
    """Return some event."""
    return Event(new_id(), 740000, contact_id, Direction.GIVEN, Kind.HELP, note=note)


def notes(path: Path) -> list[str]:
    """Return the notes of all events, in alphabetical order."""
    return _texts(path, "SELECT note FROM event ORDER BY note")


def names(path: Path) -> list[str]:
    """Return the names of all contacts, in alphabetical order."""
    return _texts(path, "SELECT name FROM contact ORDER BY name")


def all_ops(connection: sqlite3.Connection) -> list[ops.Op]:
    """Return every op, in order."""
    return list(ops.read(connection))


def refolded(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a log in memory to which the ops of this one came in order, one by one."""
    fresh = empty_log()
    for op in all_ops(connection):
        ops.append(fresh, [op])
    return fresh


def tables(connection: sqlite3.Connection, *, commands: bool = True) -> Rows:
    """Return all rows of the folded tables, in order of id."""
    found = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in RECORDS}  # noqa: S608
    told = "SELECT command.id, device.id, begun, ended, verb, counts, undone, flagged FROM command"
    numbered = f"{told} LEFT JOIN device ON device.number = command.device ORDER BY command.id"
    return found | {"command": connection.execute(numbered).fetchall()} if commands else found


def add_events(connection: sqlite3.Connection, found: Iterable[Event]) -> None:
    """Log events as one command."""
    with ops.writing(connection, "log") as writer:
        events.add(writer, found)


def change_sqlite(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Let SQLite run these statements on each connection that it opens: a disk that is full, a log that is locked."""
    connect = sqlite3.connect

    def changed(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - as sqlite3 has it
        connection: sqlite3.Connection = connect(*arguments, **options)
        for statement in statements:
            connection.execute(statement)
        return connection

    monkeypatch.setattr(sqlite3, "connect", changed)


def change_version(path: Path, version: int) -> None:
    """Let a log say that it is of another version."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def moments(count: int, longest: float, seed: int) -> list[float]:
    """Return seeded random durations in seconds."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.uniform(0, longest) for _ in range(count)]


def _texts(path: Path, query: str) -> list[str]:
    with database.opened(path, create=False) as connection:
        return [row[0] for row in connection.execute(query)]


def _work(
    barrier: Barrier, sender: Connection, work: Callable[..., object], number: int, arguments: tuple[object, ...]
) -> None:
    barrier.wait()
    try:
        sender.send(work(number, *arguments))
    except BaseException:  # noqa: BLE001 - handed to the parent
        sender.send(traceback.format_exc())
    finally:
        sender.close()
        os._exit(0)


def _tell(sender: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    work(sender.send, *arguments)

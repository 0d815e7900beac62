"""Commands that have read the log and are held before they take its lock, or by it, and then let go."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from netcheck import i18n
from netcheck.main import main
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path
    from types import FrameType

_FORK: Any = get_context("fork")
_WAITING = "waits"
_PATIENCE_SECONDS = 60


class Command(Value):
    """One command line, and what is typed or piped; at a terminal it is `typed`."""

    arguments: Sequence[str]
    stdin: str = ""
    typed: bool = False


class Outcome(Value):
    """What a command came to."""

    code: int
    said: str


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def carry_out(command: Command, log: Path) -> Outcome:
    """Run a command on a log, in this process."""
    kind = _Terminal if command.typed else io.TextIOWrapper
    out = kind(io.BytesIO(), encoding="utf-8", write_through=True)
    before = sys.stdin, os.environ["TERM"], os.environ["NETCHECK_DB"]
    sys.stdin = kind(io.BytesIO(command.stdin.encode()), encoding="utf-8")
    os.environ.update(TERM="dumb", NETCHECK_DB=str(log))
    try:
        with redirect_stdout(out), redirect_stderr(out):
            code = main([*command.arguments])
    finally:
        sys.stdin, os.environ["TERM"], os.environ["NETCHECK_DB"] = before
        i18n.use("en")
    return Outcome(code, out.buffer.getvalue().decode())  # type: ignore[attr-defined] # it is the BytesIO from above


def at_once(commands: Sequence[Command], log: Path) -> list[Outcome]:
    """Start all commands and hold each where it would take the lock; then let them go on in this order.

    So all have read the log as it was before any of them writes. Returns what each came to.
    """
    with _started(commands, log, _held) as pipes:
        outcomes = [_heard(pipe) for pipe in pipes]
        for place, pipe in enumerate(pipes):
            if outcomes[place] == _WAITING:
                pipe.send("go")
                outcomes[place] = _heard(pipe)
    return outcomes


def at_a_lock(commands: Sequence[Command], log: Path) -> list[Outcome]:
    """Hold the lock, start all commands, and let go of it once each asks for it; whichever is first comes first.

    Returns what each came to.
    """
    with _started(commands, log, _waiting) as pipes:
        # Only now: what SQLite knows of its locks must not be there twice, in this process and in a fork of it.
        with closing(sqlite3.connect(log, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            for pipe in pipes:
                pipe.send("go")
            outcomes = [_heard(pipe) for pipe in pipes]
            holder.execute("ROLLBACK")
        return [_heard(pipe) if heard == _WAITING else heard for pipe, heard in zip(pipes, outcomes, strict=True)]


@contextmanager
def _started(
    commands: Sequence[Command], log: Path, run: Callable[[Connection, Command, Path], None]
) -> Iterator[list[Connection]]:
    """Start a process for each command, yield the pipe to each, and wait for their ends."""
    pipes = [_FORK.Pipe() for _ in commands]
    started = [
        _FORK.Process(target=run, args=(theirs, command, log), daemon=True)
        for (_, theirs), command in zip(pipes, commands, strict=True)
    ]
    for process in started:
        process.start()
    yield [ours for ours, _ in pipes]
    for process in started:
        process.join()


def _heard(pipe: Connection) -> Any:  # noqa: ANN401 - whatever a process tells
    assert pipe.poll(_PATIENCE_SECONDS), "a command hangs"
    return pipe.recv()


def _held(pipe: Connection, command: Command, log: Path) -> None:
    """Run a command; before it takes the lock, tell so and wait for a word; tell what it came to."""

    def wait() -> None:
        pipe.send(_WAITING)
        pipe.recv()

    pipe.send(_at_its_lock(command, log, wait))


def _waiting(pipe: Connection, command: Command, log: Path) -> None:
    """Wait for a word and run a command; tell when it is about to take the lock, and what it came to."""
    pipe.recv()
    pipe.send(_at_its_lock(command, log, lambda: pipe.send(_WAITING)))


def _at_its_lock(command: Command, log: Path, act: Callable[[], None]) -> Outcome:
    """Run a command, and act once, before it asks for the lock."""

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "execute" and frame.f_locals.get("sql") == "BEGIN IMMEDIATE":
            sys.setprofile(None)
            act()

    sys.setprofile(watch)
    try:
        return carry_out(command, log)
    finally:
        sys.setprofile(None)

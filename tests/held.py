"""Commands that are held when they have read the log and are about to take its lock, and then let go."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from netcheck import i18n
from netcheck.main import main
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    pipes = [_FORK.Pipe() for _ in commands]
    started = [
        _FORK.Process(target=_held, args=(theirs, command, log), daemon=True)
        for (_, theirs), command in zip(pipes, commands, strict=True)
    ]
    for process in started:
        process.start()
    outcomes = [_heard(ours) for ours, _ in pipes]
    for place, (ours, _) in enumerate(pipes):
        if outcomes[place] == _WAITING:
            ours.send("go")
            outcomes[place] = _heard(ours)
    for process in started:
        process.join()
    return outcomes


def _heard(pipe: Connection) -> Any:  # noqa: ANN401 - whatever a process tells
    assert pipe.poll(_PATIENCE_SECONDS), "a command hangs"
    return pipe.recv()


def _held(pipe: Connection, command: Command, log: Path) -> None:
    """Run a command; tell once when it waits for the lock, and at the end what it came to."""

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "execute" and frame.f_locals.get("sql") == "BEGIN IMMEDIATE":
            sys.setprofile(None)
            pipe.send(_WAITING)
            pipe.recv()

    sys.setprofile(watch)
    outcome = carry_out(command, log)
    sys.setprofile(None)
    pipe.send(outcome)

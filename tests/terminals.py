"""Programs at a pseudo-terminal of 80 columns, as a person would use them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")


def at_terminal(*arguments: str, **environment: str) -> AbstractContextManager[Any]:
    """Start Python with these arguments; yield the pexpect child and end it in any case."""
    return program_at_terminal([sys.executable, *arguments], environment)


@contextmanager
def program_at_terminal(
    command: Sequence[str], environment: Mapping[str, str], *, folder: Path | None = None, columns: int = 80
) -> Iterator[Any]:
    """Start a program with its arguments, in a folder or in this one; the rest is as for `at_terminal`."""
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        env={**os.environ, "TERM": "xterm-256color", **environment},
        cwd=folder,
        encoding="utf-8",
        codec_errors="replace",
        dimensions=(24, columns),
        timeout=20,
    )
    child.delaybeforesend = None
    child.ptyproc.delayafterclose = 0.01
    try:
        yield child
    finally:
        child.close(force=True)


def end_of(child: Any) -> int:  # noqa: ANN401 - pexpect ships no types
    """Wait until the program ends by itself, and return its exit code."""
    child.expect(pexpect.EOF)
    child.wait()
    code: int = child.exitstatus
    return code

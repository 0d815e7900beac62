"""Programs at a pseudo-terminal of 80 columns, as a person would use them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")


@contextmanager
def at_terminal(*arguments: str, **environment: str) -> Iterator[Any]:
    """Start Python with these arguments; yield the pexpect child and end it in any case."""
    child = pexpect.spawn(
        sys.executable,
        list(arguments),
        env={**os.environ, "TERM": "xterm-256color", **environment},
        encoding="utf-8",
        codec_errors="replace",
        dimensions=(24, 80),
        timeout=20,
    )
    child.delaybeforesend = None
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

"""Questions at a terminal that knows only lines (TERM=dumb): no keys, no arrows, no completion."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netcheck.errors import Cancelled
from netcheck.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet


@contextmanager
def _cancelling() -> Iterator[None]:
    """Let Ctrl-C cancel a question at any moment, before the prompt is there or while it is read."""
    try:
        yield
    except KeyboardInterrupt:
        _write("\n")
        raise Cancelled("cancelled") from None


@_cancelling()
def choose(message: str, choices: Sequence[str], default: int) -> int:
    """Return the index of the choice whose number was typed; Enter takes the default."""
    _write("".join(f"{text}\n" for text in [f"  {message}", *(f"  {n}) {c}" for n, c in enumerate(choices, start=1))]))
    while True:
        number = _read(f"  {_('Number ›')}") or str(default + 1)
        if number in map(str, range(1, len(choices) + 1)):
            return int(number) - 1


@_cancelling()
def several(message: str, choices: Sequence[str], chosen: AbstractSet[int]) -> list[int]:
    """Return the indices of the choices whose numbers were typed; Enter takes those chosen, 0 none."""
    marked = [f"  {n + 1}) [{'x' if n in chosen else ' '}] {c}" for n, c in enumerate(choices)]
    _write("".join(f"{text}\n" for text in [f"  {message}", *marked]))
    while True:
        numbers = _read(f"  {_('Numbers, or 0 for none ›')}").replace(",", " ").split()
        if not numbers:
            return sorted(chosen)
        if numbers == ["0"]:
            return []
        if set(numbers) <= {str(n) for n in range(1, len(choices) + 1)}:
            return sorted({int(n) - 1 for n in numbers})


@_cancelling()
def keys(prompt: str, allowed: AbstractSet[str]) -> str:
    """Return the allowed key that was typed before Enter."""
    while True:
        key = _read(prompt)
        for candidate in (key, key.lower()):
            if candidate in allowed:
                return candidate


@_cancelling()
def line(prompt: str, _complete: Callable[[str], Iterable[str]], default: str, _history: Sequence[str]) -> str:
    """Return the line typed; an empty one leaves the default."""
    shown = f"{prompt} [{default}]" if default else prompt
    return _read(shown) or default


@_cancelling()
def secret(prompt: str) -> str:
    """Return the line typed, of which nothing was shown."""
    with _without_echo():
        typed = _line(prompt)
    _write("\n")
    return typed.rstrip("\r\n")


@contextmanager
def _without_echo() -> Iterator[None]:
    """Let the terminal not show what is typed, where it can do so."""
    try:
        import termios

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (ImportError, OSError, termios.error):  # Windows, or a terminal that is none
        yield
        return
    silent = before.copy()
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSAFLUSH, silent)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)


def _read(prompt: str) -> str:
    return _line(prompt).strip()


def _line(prompt: str) -> str:
    _write(f"{prompt} ")
    raw = sys.stdin.buffer.readline()
    if not raw:
        _write("\n")
        raise Cancelled("cancelled")
    return raw.decode(sys.stdin.encoding, "replace")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()

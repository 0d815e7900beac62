"""Shows an answer that is longer than the terminal in the pager that the user chose."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import IO, TYPE_CHECKING, TextIO, cast

from netcheck.cli.app import remark
from netcheck.i18n import _
from netcheck.view.safe import safe
from netcheck.view.text import USUAL_CELLS, width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import Popen

    from netcheck.cli.app import App


_USUAL = "less -FRX"
_NONE = {"", "cat"}
_LESS = {"LESS": "FRX"}
"""What a bare `less` does: end where all is on the screen, show colours, and leave the text there."""
_LESS_UTF_8 = {"LESSCHARSET": "utf-8"}
"""A locale that is not installed would make it show bytes."""
_USUAL_LINES = 24
_BY_SIGNAL = 128
"""From this exit code on, a shell says that a signal ended what it ran."""


@contextmanager
def paged(app: App) -> Iterator[None]:
    """Show in a pager what is written meanwhile, if it is longer than the terminal; else write it as ever.

    The text reaches the pager while it comes, and the block ends without a word when the reader has left.
    """
    command = _command(app)
    if command in _NONE:
        yield
        return
    pages = _Pages(sys.stdout, command)
    remarks = cast("TextIO", _Remarks(sys.stderr, pages)) if sys.stderr.isatty() else sys.stderr
    with suppress(_ReaderLeftError), redirect_stdout(cast("TextIO", pages)), redirect_stderr(remarks):
        try:
            yield
        finally:
            pages.end()


def _command(app: App) -> str:
    """Return the command line of the pager, "" or "cat" for none."""
    if not (app.interactive and app.may_page) or app.settings.pager == "never" or os.environ.get("TERM") == "dumb":
        return ""
    return os.environ.get("NETCHECK_PAGER", os.environ.get("PAGER", _USUAL)).strip()


class _ReaderLeftError(Exception):
    """Nobody reads on in the pager."""


class _Terminal:
    """A terminal, but for what is done with a text that is written to it."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def __getattr__(self, name: str) -> object:
        return getattr(self._terminal, name)


class _Pages(_Terminal):
    """Standard output, held back until it is longer than the terminal; from there on it goes to the pager."""

    def __init__(self, terminal: TextIO, command: str) -> None:
        super().__init__(terminal)
        self._command = command
        self._held = ""
        self._handed_on = list[str]()
        self._out: IO[str] | None = None
        self._refused = False
        self._closing = ExitStack()

    @property
    def begun(self) -> bool:
        """Whether anything has been written."""
        return bool(self._held) or self._out is not None

    def write(self, text: str) -> int:
        """Hold the text back, or hand it on line by line.

        Raises:
            _ReaderLeftError: the pager has ended.
        """
        if self._out is None:
            self._held += text
            if _is_longer(self._held, self._terminal):
                self._out = self._open()
                self._hand_on(self._held, self._out)
        else:
            self._hand_on(text, self._out)
        return len(text)

    def flush(self) -> None:
        """Do nothing: what is held back waits for more."""

    def end(self) -> None:
        """Write what is held back, or wait until the reader leaves the pager.

        What a pager that failed has not taken is written after all.
        """
        if self._out is None:
            self._terminal.write(self._held)
        self._closing.close()
        self._write_refused()

    def _hand_on(self, text: str, out: IO[str]) -> None:
        if out is self._terminal:
            out.write(text)
            return
        self._handed_on.append(text)
        try:
            out.write(text)
        except OSError:
            self._closing.close()
            if not self._write_refused():
                raise _ReaderLeftError from None

    def _write_refused(self) -> bool:
        """Write to the terminal what the pager ended by an error without taking; say whether it did."""
        if not self._refused:
            return False
        self._refused, self._out = False, self._terminal
        remark(
            _("The pager {command} ended with an error, so here is the text without it:").format(
                command=safe(self._command)
            )
        )
        self._terminal.write("".join(self._handed_on))
        return True

    def _open(self) -> IO[str]:
        """Start the pager and return its standard input; if it cannot be started, the terminal itself."""
        import shlex
        from signal import SIG_IGN, SIGINT, signal
        from subprocess import Popen
        from threading import Thread

        encoding, errors = self._terminal.encoding, self._terminal.errors or "strict"
        usual = _LESS | (_LESS_UTF_8 if encoding.lower() == "utf-8" else {})
        self._terminal.flush()
        reading, writing = os.pipe()
        stdin = open(writing, "w", buffering=1, encoding=encoding, errors=errors)  # noqa: PTH123, SIM115 - a descriptor, closed below
        try:
            pager = Popen(  # noqa: S603 - the user's own choice, and no shell
                self._command if os.name == "nt" else _with_colours(shlex.split(self._command)),
                stdin=reading,
                env=usual | os.environ,
            )
        except (OSError, ValueError):
            stdin.close()
            os.close(reading)
            return self._terminal
        # Ctrl-C is for the pager, which does not end by it: if we did, it would be left with the shell at one keyboard.
        self._closing.callback(signal, SIGINT, signal(SIGINT, SIG_IGN))
        waiting = Thread(target=self._wait, args=(pager, reading, self._held.encode(encoding, errors)))
        waiting.start()
        self._closing.callback(waiting.join)
        self._closing.callback(_close, stdin)
        return stdin

    def _wait(self, pager: Popen[bytes], reading: int, beginning: bytes) -> None:
        """Wait for the pager, and find out whether it failed with all of the text still before it."""
        code = pager.wait()
        left = os.read(reading, len(beginning))
        self._refused = 0 < code < _BY_SIGNAL and left != b"" and beginning.startswith(left)
        os.close(reading)  # from now on, nobody reads what is written


class _Remarks(_Terminal):
    """Standard error at the terminal: what is said after a part of the text stays behind that part."""

    def __init__(self, terminal: TextIO, pages: _Pages) -> None:
        super().__init__(terminal)
        self._pages = pages

    def write(self, text: str) -> int:
        """Write to standard error, or where the text before it went.

        Raises:
            _ReaderLeftError: the pager has ended.
        """
        return (self._pages if self._pages.begun else self._terminal).write(text)


def _with_colours(words: list[str]) -> list[str]:
    """Return a command whose `less` shows colours, whatever LESS says."""
    return [words[0], "-R", *words[1:]] if words and os.path.basename(words[0]) == "less" else words  # noqa: PTH119 - pathlib would be loaded for it


def _close(stream: IO[str]) -> None:
    with suppress(OSError):  # the pager has ended
        stream.close()


def _is_longer(text: str, terminal: TextIO) -> bool:
    """Say whether a text and the line after it do not go on a screen at once."""
    size = os.get_terminal_size(terminal.fileno())
    lines, cells = size.lines or _USUAL_LINES, size.columns or USUAL_CELLS
    rows = text.split("\n", lines)
    return len(rows) > lines or sum(-(-width(row) // cells) or 1 for row in rows) > lines

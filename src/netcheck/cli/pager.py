"""Shows an answer that is longer than the terminal in the pager that the user chose."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import IO, TYPE_CHECKING, TextIO, cast

from netcheck.view.text import USUAL_CELLS, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.cli.app import App


_USUAL = "less -FRX"
_NONE = {"", "cat"}
_LESS = {"LESS": "FRX"}
"""What a bare `less` does: end where all is on the screen, show colours, and leave the text there."""
_LESS_UTF_8 = {"LESSCHARSET": "utf-8"}
"""A locale that is not installed would make it show bytes."""
_USUAL_LINES = 24


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
        self._out: IO[str] | None = None
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
        """Write what is held back, or wait until the reader leaves the pager."""
        if self._out is None:
            self._terminal.write(self._held)
        self._closing.close()

    def _hand_on(self, text: str, out: IO[str]) -> None:
        try:
            out.write(text)
        except OSError:
            if out is self._terminal:
                raise
            raise _ReaderLeftError from None

    def _open(self) -> IO[str]:
        """Start the pager and return its standard input; if it cannot be started, the terminal itself."""
        import shlex
        from signal import SIG_IGN, SIGINT, signal
        from subprocess import PIPE, Popen

        encoding = self._terminal.encoding
        usual = _LESS | (_LESS_UTF_8 if encoding.lower() == "utf-8" else {})
        self._terminal.flush()
        try:
            pager = Popen(  # noqa: S603 - the user's own choice, and no shell
                self._command if os.name == "nt" else shlex.split(self._command),
                stdin=PIPE,
                bufsize=1,
                encoding=encoding,
                errors=self._terminal.errors,
                env=usual | os.environ,
            )
        except (OSError, ValueError):
            return self._terminal
        assert pager.stdin is not None  # noqa: S101 - for the type checker; it was asked for
        # Ctrl-C is for the pager, which does not end by it: if we did, it would be left with the shell at one keyboard.
        self._closing.callback(signal, SIGINT, signal(SIGINT, SIG_IGN))
        self._closing.callback(pager.wait)
        self._closing.callback(_close, pager.stdin)
        return pager.stdin


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


def _close(stream: IO[str]) -> None:
    with suppress(OSError):  # the pager has ended
        stream.close()


def _is_longer(text: str, terminal: TextIO) -> bool:
    """Say whether a text and the line after it do not go on a screen at once."""
    size = os.get_terminal_size(terminal.fileno())
    lines, cells = size.lines or _USUAL_LINES, size.columns or USUAL_CELLS
    rows = text.split("\n", lines)
    return len(rows) > lines or sum(-(-width(row) // cells) or 1 for row in rows) > lines

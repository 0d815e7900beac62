"""What every command is given: settings, the day, the log, and where to speak."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netcheck import clock, settings
from netcheck.errors import LockedError, UsageError
from netcheck.i18n import _
from netcheck.view.safe import safe
from netcheck.view.styles import painter
from netcheck.view.text import fit, spell, terminal_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    import click

    from netcheck.domain.vocabulary import Vocabulary
    from netcheck.store.database import Connection
    from netcheck.view.styles import Paint


_NARROWEST = 20


class App:
    """The surroundings of one run.

    `chosen_language` says whether the user asked for the language, or it is the locale's;
    `switched_language`, whether a German verb was answered in German. `may_ask` is false while lines
    are read that nobody can be asked about, `may_page` where `--no-pager` was said. `database` is what
    `--db` said, and `vocabulary` is kept by `kinds.vocabulary`. `typed` is the command line, to say what
    may have been meant by it. `stored` says whether the last change is in the log, though its confirmation may
    fail; None where that could not be found out.
    """

    def __init__(self, settings: settings.Settings, *, chosen_language: bool, typed: Sequence[str] = ()) -> None:
        self.settings = settings
        self.chosen_language = chosen_language
        self.typed = typed
        self.switched_language = False
        self.may_ask = True
        self.may_page = True
        self.today = clock.today()
        self.database: Path | None = None
        self.vocabulary: Vocabulary | None = None
        self.stored: bool | None = False
        self._connection: Connection | None = None

    @property
    def path(self) -> Path:
        """Where the log lies."""
        return settings.database_path(self.database)

    @property
    def interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return self.may_ask and sys.stdin.isatty() and sys.stdout.isatty()

    @property
    def paint(self) -> Paint:
        """What puts a text for standard output into a style."""
        return painter(sys.stdout, self.settings.color)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open the log to look; a log that does not exist reads as an empty one."""
        from netcheck.store.database import opened

        with opened(self.path, create=False, waiting=_say_waiting) as connection:
            self._tell_of_others(connection)
            self._connection = connection
            yield connection

    @contextmanager
    def log(self) -> Iterator[Connection]:
        """Open the log to write, and make it if need be."""
        from netcheck.store.database import opened

        with opened(self.path, create=True, waiting=_say_waiting) as connection:
            self._tell_of_others(connection)
            outer, self._connection = self._connection, connection
            try:
                yield connection
            finally:
                self._connection, self.stored = outer or connection, getattr(connection, "stored", False)

    def _tell_of_others(self, connection: Connection) -> None:
        if getattr(connection, "was_open_to_others", False):
            said = _("{path} could be opened by others on this computer; from now on only you can.")
            remark(said.format(path=safe(str(self.path))))

    def confirmed(self) -> None:
        """Note, where the user is asked again and again, that what was stored has been told of."""
        self.stored = False
        if self._connection is not None and hasattr(self._connection, "stored"):
            self._connection.stored = False

    def met_damage(self) -> bool:
        """Say whether an error that nobody expected comes of a damaged log: a bad value may come up anywhere."""
        from netcheck.store.database import opened
        from netcheck.store.integrity import damage

        if self._connection is None:
            return False
        try:
            with opened(self.path, create=False) as connection:
                return bool(damage(connection))
        except LockedError:  # nobody can say
            return False
        except Exception:  # noqa: BLE001 - whatever a damaged value makes of our code
            return True

    def need_terminal(self, hint: str) -> None:
        """Refuse where nobody can be asked; `hint` says what to do instead.

        Raises:
            UsageError: there is no terminal.
        """
        if not self.interactive:
            raise UsageError("no_terminal", hint=hint)


def command_line(app: App, *words: str) -> str:
    """Return a line of netcheck to copy into a shell, about the log of this run."""
    where = () if app.database is None else ("--db", str(app.database))
    return " ".join(["netcheck", *map(_word, [*where, *words])])


def _word(text: str) -> str:
    """Return one word of a line; a comma that ends it lies outside its quotes, where it joins names."""
    from netcheck.domain.shell_quoting import quoted

    bare = text.removesuffix(",")
    return f"{quoted(bare)}," if bare and bare != text else quoted(text)


def app_of(context: click.Context) -> App:
    """Return the surroundings that `cli.main` put there."""
    app = context.obj
    assert isinstance(app, App)  # noqa: S101 - for the type checker; main always puts it there
    return app


def say(text: str) -> None:
    """Print an answer on standard output; on a terminal, what is too wide for it goes on below."""
    _write(text, sys.stdout)


def hand_over(text: str) -> None:
    """Print on standard output, just as it is, what a program reads or a person copies."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def remark(text: str) -> None:
    """Print anything else on standard error, like `say`."""
    sys.stdout.flush()
    _write(text, sys.stderr)


def _say_waiting() -> None:
    if sys.stderr.isatty():
        remark(_("Another program is writing to the log; netcheck waits for it."))


def _write(text: str, stream: TextIO) -> None:
    said = spell(text.rstrip("\n"), stream.encoding or "utf-8")
    stream.write((fit(said, terminal_cells(stream, least=_NARROWEST)) if stream.isatty() else said) + "\n")


def write_out(file: Path, text: str) -> bool:
    """Write a text whole to a private file, or to standard output for "-"; say whether it was a file.

    At a terminal nothing in the text acts; elsewhere it stays as it is.

    Raises:
        NetcheckError: the file cannot be written.
    """
    if str(file) != "-":
        from netcheck.files import replace_file

        replace_file(file, text)
        return True
    if sys.stdout.isatty():
        text = "\n".join(map(safe, text.replace("\r\n", "\n").split("\n")))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
    return False

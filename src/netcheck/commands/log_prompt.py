"""The line prompt of `netcheck log`, and catching up after a pause."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from netcheck import ask, i18n
from netcheck.cli.app import App, remark, say
from netcheck.cli.failures import sentence, storing_nothing
from netcheck.cli.kinds import kind_lines, vocabulary
from netcheck.commands.home import liveliest
from netcheck.commands.line_interpreter import Line, LineInterpreter, confirm, parsed, record
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.line_days import Break, day_at_the_end, month_within
from netcheck.domain.model import Contact, Direction
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import N_, _, ngettext
from netcheck.store import whole_log
from netcheck.store.ops import writing
from netcheck.view.failures import failure
from netcheck.view.safe import safe
from netcheck.view.text import date_of, pad, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netcheck.cli.line_command import LineCommand
    from netcheck.commands.line_interpreter import Understood
    from netcheck.store.database import Connection


_NO_GAP = timedelta(days=1)


_HELP = N_(
    "Who, what, a note  Alma feedback on the ending\n"
    "Several people     Alma, Robert share interview\n"
    "The other way      gave Alma help moving house\n"
    "Both at once       with Alma coffee at the station\n"
    "Another day        yesterday Alma feedback, or Alma feedback --on yesterday\n"
    "Weight             Alma advice --big (noticeable), --huge (changed something)\n"
    "Tab completes names and kinds, arrow up brings back the last line. Ctrl-D: done"
)


def prompt(app: App, command: LineCommand) -> None:
    """Read lines at the terminal, what was received before what was given, and store each at once.

    People recall their own part better (Ross & Sicoly 1979), so the other's part is asked first.
    """
    app.need_terminal(failure("log_no_terminal_prompt", {}))
    with app.log() as connection:
        say(_("One line for each entry, no quotes needed. Empty line: go on. ?: help"))
        interpreter = _PromptInterpreter(app, connection, command)
        with suppress(
            Cancelled, KeyboardInterrupt
        ):  # Ctrl-D and Ctrl-C are ways to be done: each line is stored already
            for label, verb in ((_("received › "), Direction.RECEIVED), (_("given    › "), Direction.GIVEN)):
                while text := interpreter.ask(label):
                    interpreter.store(text, verb)
    interpreter.say_how_many()


def catch_up(app: App, command: LineCommand) -> None:
    """Ask for one line about each of the liveliest people since the last entry."""
    with app.reading() as connection:
        found, last_entry = whole_log.load_with_last(connection)
    if last_entry is None:
        say(_("Your log knows nobody yet. Just begin: netcheck log"))
        return
    last = date.fromordinal(last_entry.day)
    day = date_of(last, app.today)
    people = liveliest(found, last_entry.day)
    if not people or app.today - last <= _NO_GAP:
        say(_("There is nothing to catch up on: the last entry is from {day}.").format(day=day))
        return
    app.need_terminal(failure("log_no_terminal_prompt", {}))
    with app.log() as connection:
        say(_("Since {day}; a rough answer will do. Enter: nothing, or you cannot remember.").format(day=day))
        interpreter = _PromptInterpreter(app, connection, command)
        wide = max(width(safe(contact.name)) for contact in people)
        with suppress(Cancelled, KeyboardInterrupt):
            pause = Break(last_entry.day, app.today.toordinal())
            for contact in people:
                label = f"{pad(safe(contact.name), wide)} › "
                while (text := interpreter.ask(label)) and not interpreter.store(
                    text, None, about=contact, pause=pause
                ):
                    pass
    interpreter.say_how_many()


class _PromptInterpreter:
    """Lines at the prompt: each is understood, stored and confirmed, or refused, and the next may come."""

    def __init__(self, app: App, connection: Connection, command: LineCommand) -> None:
        self._app = app
        self._connection = connection
        self._command = command.for_a_line()
        self._desk = LineInterpreter(app, connection, vocabulary(app))
        self._typed: list[str] = []
        self._stored = 0

    def ask(self, label: str) -> str:
        """Return the next line; "?" shows help instead. Earlier lines come back with the arrow keys."""
        while (text := ask.line(label, self._completions(), history=self._typed).strip()) == "?":
            say(
                "\n".join(
                    [
                        _(_HELP),
                        "",
                        *kind_lines(),
                    ]
                )
            )
        if text:
            self._typed.append(text)
        return text

    def store(
        self, text: str, verb: Direction | None, *, about: Contact | None = None, pause: Break | None = None
    ) -> bool:
        """Store one line, `about` whom it is unless it names somebody; say what is wrong instead of failing.

        Where a `pause` is caught up with, a day or a month in the line is its day.
        """
        try:
            with storing_nothing():
                understood = self._understand(text, verb, about, pause)
        except Cancelled:
            understood = None
        except (NetcheckError, click.UsageError) as error:
            further = error.further if isinstance(error, NetcheckError) else ()
            remark("\n".join([f"  {sentence(error)}", *further]))
            return False
        if understood is None:
            say(f"  {_('Nothing was stored.')}")
            return False
        with writing(self._connection, "log") as writer:
            made = record(writer, understood)
        say("\n".join(confirm(self._connection, understood, made, self._app, indent="  ")))
        self._stored += len(made)
        if understood.made:
            self._desk.reload()
        return True

    def say_how_many(self) -> None:
        """Say at the end how many entries were stored, and how to take them back."""
        say(
            ngettext(
                "One entry. To take it back: netcheck undo",
                "{n} entries. To take the last line back: netcheck undo",
                self._stored,
            ).format(n=self._stored)
            if self._stored
            else _("Nothing logged.")
        )

    def _understand(
        self, text: str, verb: Direction | None, about: Contact | None, pause: Break | None
    ) -> Understood | None:
        line = self._desk.with_its_day(parsed(text, self._command, self._app), verb=verb)
        if pause is not None:
            line = _with_day_within(line, self._desk)
        who = None if _names_somebody(line, self._desk) else about
        return self._desk.understand(line, verb=verb, who=who, pause=pause)

    def _completions(self) -> Callable[[str], Sequence[str]]:
        names = sorted(contact.name for contact in self._desk.people.contacts.values())
        spoken = LEXICON[i18n.language()]
        words = [word for group in (spoken.verbs, spoken.kinds) for words in group.values() for word in words]
        known = [*names, *words, *self._app.settings.kinds]
        return lambda _: known


def _names_somebody(line: Line, interpreter: LineInterpreter) -> bool:
    """Say whether the word after the verb is a known name, so that a line does not go to somebody else."""
    words = [word for word in line.words if not interpreter.vocabulary.verb(word)]
    return (
        bool(words) and not interpreter.vocabulary.kind(words[0]) and interpreter.directory.known(words[0]) is not None
    )


def _with_day_within(line: Line, interpreter: LineInterpreter) -> Line:
    """Take a day from the end of the line, or a month from anywhere in it: `bekam Feedback September zum Entwurf`."""
    if line.on is not None:
        return line

    def is_name(word: str) -> bool:
        return interpreter.directory.known(word) is not None

    words, today = line.words, interpreter.app.today
    found = day_at_the_end(words, is_name, today) or month_within(words, is_name, today)
    return line.replaced(words=found[0], on=found[1]) if found else line

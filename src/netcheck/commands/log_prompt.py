"""The line prompt of `netcheck log`, and catching up after a pause."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import click

from netcheck import ask, i18n
from netcheck.cli.app import App, remark, say
from netcheck.cli.decision import decided, present
from netcheck.cli.failures import storing_nothing, told
from netcheck.cli.kinds import kind_lines, vocabulary
from netcheck.commands.home import liveliest
from netcheck.commands.line_interpreter import LineInterpreter
from netcheck.commands.log_entries import confirm, record
from netcheck.commands.log_line import Line, parsed
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.line_days import Break, day_at_the_end, month_within
from netcheck.domain.model import Contact, Direction, Kind
from netcheck.errors import Cancelled, ChangedError, NetcheckError
from netcheck.i18n import N_, _, ngettext
from netcheck.store import local_state, whole_log
from netcheck.store.ops import transaction
from netcheck.view.failures import failure
from netcheck.view.safe import safe
from netcheck.view.text import date_of, pad, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.line_command import LineCommand
    from netcheck.commands.line_interpreter import Understood
    from netcheck.domain.model import Event
    from netcheck.store.database import Connection


_NO_GAP = 1


_HELP = N_(
    "Who, what, a note  Alma feedback on the ending\n"
    "Several people     Alma, Robert share interview\n"
    "The other way      gave Alma help moving house\n"
    "Both at once       with Alma coffee at the station\n"
    "Another day        yesterday Alma feedback, or Alma feedback --on yesterday\n"
    "Weight             Alma advice --big (noticeable), --huge (changed something)\n"
    "On its own         undo · redo · kinds: all words for what it was · quit\n"
    "Tab completes names and kinds, arrow up brings back the last line. Ctrl-D: done\n"
    "What it can be: {kinds}"
)

_HELP_CATCHING_UP = N_(
    "What, a note       got feedback on the ending\n"
    "The other way      gave help moving house\n"
    "Both at once       with coffee at the station\n"
    "When, roughly      got help in {month}, or gave help --on {year_month}\n"
    "Somebody else      got {name} feedback\n"
    "Weight             got advice --big (noticeable), --huge (changed something)\n"
    "On its own         undo · redo · kinds: all words for what it was · quit\n"
    "Tab completes names and kinds, arrow up brings back the last line. Ctrl-D: done\n"
    "What it can be: {kinds}"
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
        kept = local_state.catch_up(connection, app.today)
    if last_entry is None:
        say(_("Your log knows nobody yet. Just begin: netcheck log"))
        return
    today = app.today.toordinal()
    pause = Break(kept.begun(last_entry.day, today) if kept else last_entry.day, today)
    day = date_of(date.fromordinal(pause.first), app.today)
    people = liveliest(found, pause.first)
    if not people or pause.last - pause.first <= _NO_GAP:
        say(_("There is nothing to catch up on: the last entry is from {day}.").format(day=day))
        return
    app.need_terminal(failure("log_no_terminal_prompt", {}))
    with app.log() as connection:
        say(_("Since {day}; a rough answer will do. Enter: nothing, or you cannot remember.").format(day=day))
        with transaction(connection):
            if whole_log.load_with_last(connection)[1] != last_entry:
                raise ChangedError("changed_meanwhile")
            local_state.keep_catch_up(connection, local_state.CatchUp(pause.first, pause.last))
        interpreter = _PromptInterpreter(app, connection, command)
        wide = max(width(safe(contact.name)) for contact in people)
        with suppress(Cancelled, KeyboardInterrupt):
            for contact in people:
                label = f"{pad(safe(contact.name), wide)} › "
                while (text := interpreter.ask(label, contact, pause)) and not interpreter.store(
                    text, None, about=contact, pause=pause
                ):
                    pass
            local_state.keep_catch_up(connection, local_state.CatchUp(pause.first, pause.last, done=True))
    interpreter.say_how_many()


class _PromptInterpreter:
    """Lines at the prompt: each is understood, stored and confirmed, or refused, and the next may come."""

    def __init__(self, app: App, connection: Connection, command: LineCommand) -> None:
        self._app = app
        self._connection = connection
        self._command = command.for_a_line()
        self._desk = LineInterpreter(app, connection, vocabulary(app))
        self._typed: list[str] = []
        self._pasted: list[str] = []
        self._stored: dict[str, int] = {}
        self._undone: set[str] = set()

    def ask(self, label: str, about: Contact | None = None, pause: Break | None = None) -> str:
        """Return the next line of the log, "" to go on; whatever else is typed is done here.

        Earlier lines come back with the arrow keys. `about` is whom a line is about that names nobody: there, a kind
        alone is a line. Where a `pause` is caught up with, help shows lines about it.

        Raises:
            Cancelled: somebody is done.
        """
        while text := self._next(label):
            self._typed.append(text)
            bare = text.removeprefix("netcheck ").strip()
            words = self._desk.vocabulary
            is_line = self._desk.directory.known(text) or (about and words.kind(text))
            wanted = None if is_line else words.said_at_prompt(bare)
            if wanted in {"undo", "redo"}:
                self._turn(undone=wanted == "undo")
            elif wanted == "help":
                say(self._help(pause, about))
            elif wanted == "kinds":
                say("\n".join(line.replace("netcheck log ", "") for line in kind_lines()))
            elif wanted == "quit":
                raise Cancelled("cancelled")
            elif bare not in {"netcheck", "log"}:
                return text
        return ""

    def _help(self, pause: Break | None, about: Contact | None) -> str:
        """Return the lines that can be typed here; those of a `pause` name a month of it, and somebody else."""
        spoken = LEXICON[i18n.language()]
        kinds = ", ".join(spoken.kinds[kind][0] for kind in Kind)
        if pause is None:
            return _(_HELP).format(kinds=kinds)
        middle = date.fromordinal(pause.middle)
        people = self._desk.people.contacts.values()
        other = min(
            (contact.name for contact in people), key=lambda name: (about is not None and name == about.name, name)
        )
        first = other.split(" ")[0]
        name = first if self._desk.directory.known(first) else f'"{other}"'
        return _(_HELP_CATCHING_UP).format(
            month=spoken.months[middle.month - 1][0], year_month=f"{middle:%Y-%m}", name=safe(name), kinds=kinds
        )

    def _next(self, label: str) -> str:
        """Return the next line of those that were pasted, or ask for one; several that are pasted are agreed on."""
        while not self._pasted:
            typed = ask.lines(label, self._completions, history=self._typed)
            if len(typed) <= 1:
                return "".join(typed)
            say("\n".join(f"  {safe(line)}" for line in typed))
            question = _("Take these {n} lines one after the other?   [y]es   [n]o ›").format(n=len(typed))
            if ask.keys(f"  {question}", {_("y"): True, _("n"): False}):
                self._pasted = typed
        text = self._pasted.pop(0)
        say(f"{label}{safe(text)}")
        return text

    def _turn(self, *, undone: bool) -> None:
        """Take the last command back, or do it again, as `netcheck undo` and `redo` do."""
        from netcheck.commands.history import turn

        try:
            command = turn(self._app, None, undone=undone)
            self._app.confirmed()
        except NetcheckError as error:
            remark("  " + "\n".join(told(error)))
            return
        (self._undone.add if undone else self._undone.discard)(command)
        self._desk.reload()

    def store(
        self, text: str, verb: Direction | None, *, about: Contact | None = None, pause: Break | None = None
    ) -> bool:
        """Store one line, `about` whom it is unless it names somebody; say what is wrong instead of failing.

        Where a `pause` is caught up with, a day or a month in the line is its day.
        """

        def decide() -> Understood | None:
            with storing_nothing():
                return self._understand(text, verb, about, pause)

        made: list[tuple[Event, Contact]] = []
        try:
            with decided(self._app, self._connection, "log", decide) as (writer, understood):
                if understood is not None:
                    made = record(writer, understood)
        except Cancelled:
            understood = None
            self._leave_the_rest()
        except (NetcheckError, click.UsageError) as error:
            lines = told(error)
            if isinstance(error, NetcheckError) and error.code == "log_other_command":
                lines.append(f"  {_('It belongs in the shell; Ctrl-D ends this prompt.')}")
            remark("  " + "\n".join(lines))
            return False
        if understood is None:
            say(f"  {_('Nothing was stored.')}")
            return False
        self._desk.meet(understood.made)
        say("\n".join(confirm(self._connection, understood, made, self._desk.directory, self._app, indent="  ")))
        self._app.confirmed()
        self._stored[writer.command] = len(made)
        if understood.made:
            self._desk.reload()
        return True

    def _leave_the_rest(self) -> None:
        """Take none of the lines that were pasted and are still to come."""
        if self._pasted:
            left = len(self._pasted)
            said = ngettext("One more line was not taken.", "{n} more lines were not taken.", left)
            say(f"  {said.format(n=left)}")
            self._pasted.clear()

    def say_how_many(self) -> None:
        """Say at the end how many entries were stored, and how to take them back."""
        self._leave_the_rest()
        stored = sum(entries for command, entries in self._stored.items() if command not in self._undone)
        say(
            ngettext(
                "One entry. To take it back: netcheck undo",
                "{n} entries. To take the last line back: netcheck undo",
                stored,
            ).format(n=stored)
            if stored
            else _("Nothing logged.")
        )

    def _understand(
        self, text: str, verb: Direction | None, about: Contact | None, pause: Break | None
    ) -> Understood | None:
        self._desk.refresh()
        about = about and present(about, self._desk.people)
        line = self._desk.with_its_day(parsed(text, self._command, self._app), verb=verb)
        if pause is not None:
            line = _with_day_within(line, self._desk)
        who = None if _names_somebody(line, self._desk) else about
        return self._desk.understand(line, verb=verb, who=who, pause=pause)

    def _completions(self, before: str) -> Sequence[str]:
        """Return what can stand in a line: nothing any more once its kind does."""
        begun = before.split()[: None if before[-1:].isspace() else -1]
        if any(self._desk.vocabulary.kind(word) for word in begun):
            return ()
        spoken = LEXICON[i18n.language()]
        names = sorted(contact.name for contact in self._desk.people.contacts.values())
        words = [group[0] for group in (*spoken.verbs.values(), *spoken.kinds.values())]
        return [*names, *words, *self._app.settings.kinds]


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

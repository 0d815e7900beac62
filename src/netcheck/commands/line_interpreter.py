"""Settles what a line of the log says: who, which kind, which day; asks where it may."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck import i18n
from netcheck.cli.app import command_line
from netcheck.cli.kinds import kind_lines
from netcheck.cli.text_input import clean
from netcheck.commands.mentions import MentionResolver
from netcheck.domain.grammar import Entry, parse_entry
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.limits import check_text
from netcheck.domain.model import Contact, Direction, Kind
from netcheck.domain.names import Directory, Rank, fold
from netcheck.domain.vocabulary import LineProblem, ProblemCode
from netcheck.errors import UsageError
from netcheck.i18n import _
from netcheck.store import contacts, events
from netcheck.store.ops import foreign_writes
from netcheck.value import Value
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netcheck.cli.app import App
    from netcheck.commands.log_line import Line
    from netcheck.domain.line_days import Break
    from netcheck.domain.vocabulary import Vocabulary
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


class Understood(Value):
    """One line with everything settled; nothing is stored yet.

    `approximate` if no more than the day's month was named; `about_the_day` are the sentences on how it came to it.
    """

    entry: Entry
    kind: Kind
    people: Sequence[Contact]
    made: Sequence[Contact]
    day: int
    approximate: bool
    about_the_day: Sequence[str]
    new_circles: Sequence[str]
    line: Line


class LineInterpreter:
    """What lines are understood with: the words of the grammar and the people of the log."""

    def __init__(self, app: App, connection: Connection, vocabulary: Vocabulary) -> None:
        self.app = app
        self.connection = connection
        self.vocabulary = vocabulary
        self.reload()

    def reload(self) -> None:
        """Read the people anew, after some were made."""
        self._read_at = foreign_writes(self.connection)
        found = contacts.load(self.connection)
        self._known, self._roots = dict(found.contacts), dict(found.root_of)
        self.people: People = found.replaced(contacts=self._known, root_of=self._roots)
        self.directory = Directory(self._known.values())
        self._mentions = MentionResolver(self.app, self.connection, self.vocabulary, self.people, self.directory)

    def refresh(self) -> None:
        """Read the people anew if another process has written since."""
        if foreign_writes(self.connection) != self._read_at:
            self.reload()

    def meet(self, made: Iterable[Contact]) -> None:
        """Know people who are about to be stored, for the lines that follow."""
        for contact in made:
            self._known[contact.id] = contact
            self._roots[contact.id] = contact.id
            self.directory.add(contact)

    def understand(
        self,
        line: Line,
        *,
        verb: Direction | None = None,
        who: Contact | None = None,
        pause: Break | None = None,
    ) -> Understood | None:
        """Settle who, which kind and which day; None if the user left everybody out.

        Without a day it is today or, where a `pause` is caught up with, in its middle.

        Raises:
            NetcheckError: something is missing or unclear, and nobody can be asked.
            Cancelled: somebody was asked and left.
        """
        line = self.with_its_day(line, verb=verb)
        words, new = [clean(word) for word in line.words], None if line.new is None else clean(line.new)
        entry = self._entry(words, line, verb, new, who)
        if not entry.people[0].only and not entry.people[0].new:
            self._refuse_a_day_for_a_name(words)
        day, approximate, about_the_day = self._day(line.on, pause)
        settled = [contact for mention in entry.people if (contact := self._mentions.settle(mention))]
        if not settled:
            return None
        known = self.people.contacts
        people = list({contact.id if contact.id in known else contact.name: contact for contact in settled}.values())
        made = [contact for contact in people if contact.id not in known]
        kind = entry.kind or self._ask_kind(entry, people[0])
        circles = {fold(circle.name) for circle in self.people.circles}
        new_circles = [name for contact in made for name in contact.circles if fold(name) not in circles]
        return Understood(entry, kind, people, made, day, approximate, about_the_day, new_circles, line)

    def _entry(
        self, words: Sequence[str], line: Line, verb: Direction | None, new: str | None, who: Contact | None
    ) -> Entry:
        """Return what the words say; where they state no direction, somebody at a terminal is asked for it."""

        def parse(direction: Direction | None) -> Entry | LineProblem:
            return parse_entry(words, self.directory, self.vocabulary, verb=direction, new=new, who=who)

        if not words or not self.vocabulary.verb(words[0]):
            self._refuse_a_name_before_its_verb(words, line)
        entry = parse(verb)
        if isinstance(entry, LineProblem) and entry.code is ProblemCode.NO_VERB:
            entry = self._without_a_verb(words, line, parse, about=who is not None) or entry
        if isinstance(entry, LineProblem):
            verbs = _("“got”, “gave” or “with”")
            raise UsageError(f"log_{entry.code.value}", word=entry.word, verbs=verbs)
        check_text(entry.note)
        return entry

    def _refuse_a_name_before_its_verb(self, words: Sequence[str], line: Line) -> None:
        """Refuse `Alma gave help` and `Alma helped me`: who gave is never guessed.

        Raises:
            UsageError: people who are known stand before what they did; the lines that can be meant are shown.
        """
        for at in range(1, min(len(words), _BEFORE_A_VERB)):
            did, rest = self._deed(words, at)
            if did and self._are_people(words[:at]):
                further = self._with_verbs([*words[:at], *rest], line, *did)
                raise UsageError("log_both_ways", name=" ".join(words[:at]), further=further)

    def _deed(self, words: Sequence[str], at: int) -> tuple[Sequence[Direction], Sequence[str]]:
        """Return in which directions a word may be a deed, none if it is no deed, and what a line with it goes on with.

        `gave me feedback` and `has helped me` go on with `feedback` and `helped`.
        """
        word, rest = fold(words[at]), words[at + 1 :]
        if self.directory.known(words[at]):
            return (), ()
        to_me = bool(rest) and fold(rest[0]) in _ME
        stated = None if word in _PREPOSITIONS else self.vocabulary.verb(word)
        if stated in _ONE_WAY:
            return _ONE_WAY, rest[to_me:]
        if stated:
            return (stated,), rest
        if to_me and (word in _AUXILIARIES or self.vocabulary.kind(word)):
            return _ONE_WAY, rest[1:] if word in _AUXILIARIES else [words[at], *rest[1:]]
        return (), ()

    def _are_people(self, words: Sequence[str]) -> bool:
        """Say whether words name nobody but people who are known."""
        entry = parse_entry(words, self.directory, self.vocabulary, verb=Direction.MUTUAL)
        if isinstance(entry, LineProblem) or entry.note:
            return False
        return all(mention.match and mention.match.rank is not Rank.START for mention in entry.people)

    def _without_a_verb(
        self, words: Sequence[str], line: Line, parse: Callable[[Direction | None], Entry | LineProblem], *, about: bool
    ) -> Entry | None:
        """Return a line such as `Alma coffee`, after the direction was asked for; a talk has none.

        None if the line does not begin with somebody known, or says no kind where it is `about` somebody or begins with
        somebody unknown.

        Raises:
            UsageError: nobody can be asked; the lines with each verb are shown.
        """
        entry = parse(Direction.RECEIVED)
        if isinstance(entry, LineProblem):
            return None
        known = entry.people[0].match is not None and entry.people[0].match.rank is not Rank.START
        if not entry.kind and (about or not known):
            return None
        if entry.kind is Kind.TALK:
            direction = Direction.MUTUAL
        elif self.app.interactive:
            direction = self._ask_direction(entry)
        else:
            verbs = _("“got”, “gave” or “with”")
            raise UsageError(
                "log_no_verb", word=words[0], verbs=verbs, further=self._with_verbs(words, line, *Direction)
            )
        settled = parse(direction)
        return None if isinstance(settled, LineProblem) else settled

    def _with_verbs(self, words: Sequence[str], line: Line, *directions: Direction) -> list[str]:
        """Return the line with the verb of each direction before it and with its options, to copy into a shell."""
        verbs = LEXICON[i18n.language()].verbs
        options = [
            *(("--on", line.on) if line.on is not None else ()),
            *(("--weight", str(line.weight)) if line.weight > 1 else ()),
            *(("--asked",) if line.asked else ()),
            *(("--new", *([line.new] if line.new else [])) if line.new is not None else ()),
        ]
        return [f"  {command_line(self.app, 'log', verbs[direction][0], *words, *options)}" for direction in directions]

    def _ask_direction(self, entry: Entry) -> Direction:
        from netcheck import ask

        (first, *others) = entry.people
        name = safe(first.only.name if first.only and not others else _("the others"))
        return ask.choose(
            _("Who gave?"),
            [
                (name, Direction.RECEIVED),
                (_("you"), Direction.GIVEN),
                (_("both of you"), Direction.MUTUAL),
            ],
        )

    def with_its_day(self, line: Line, *, verb: Direction | None = None) -> Line:
        """Take the day with which a line begins for its own.

        Raises:
            UsageError: `--on` says the day, too.
        """
        if not line.words or self.vocabulary.verb(line.words[0]):
            return line
        from netcheck.domain.line_days import day_in_front

        size = day_in_front(line.words, lambda at: self._begins(line.words, at, verb), self.app.today)
        if not size:
            return line
        day = " ".join(line.words[:size]).rstrip(",:;")
        if line.on is not None:
            raise UsageError("log_two_days", word=day)
        return line.replaced(words=line.words[size:], on=day)

    def _begins(self, words: Sequence[str], at: int, verb: Direction | None) -> bool:
        """Say whether a line could begin at a word: with a verb, or with a person.

        A known name is nobody's day. Where the verb is known, somebody new follows what can be no name; where it is
        not, that has to stand before somebody known as well.
        """
        known = self.directory.known
        if verb is None and self.vocabulary.verb(words[at]):
            return True
        if known(words[0]) or known(" ".join(words[:at])):
            return False
        from netcheck.domain.line_days import unmistakable

        if verb is None:
            return known(words[at]) is not None and unmistakable(words[at - 1])
        if self.vocabulary.verb(words[at]) or known(words[at]):
            return True
        return not self.vocabulary.kind(words[at]) and unmistakable(words[at - 1])

    def _day(self, text: str | None, pause: Break | None) -> tuple[int, bool, list[str]]:
        """Return the ordinal of the day, whether no more than its month is known, and what is to be said about it."""
        if text is None:
            return self._without_a_day(pause)
        from netcheck.cli.dates import day_of

        day, approximate = day_of(text, self.app)
        about_the_day = []
        if pause and approximate and (middle := pause.middle_of_month(day)):
            day = middle
            said = _("Without an exact day: {day}, the middle of the break’s part of the month.")
            about_the_day.append(said.format(day=self._date(day)))
        elif approximate:
            about_the_day.append(_about(day, self.app))
        if pause and day < pause.first:
            said = _("This is before the break, which began on {day}.")
            about_the_day.append(said.format(day=self._date(pause.first)))
        return day, approximate, about_the_day

    def _without_a_day(self, pause: Break | None) -> tuple[int, bool, list[str]]:
        if pause is None:
            return self.app.today.toordinal(), False, []
        said = _("Without a day it counts as the middle of the break: {day}.").format(day=self._date(pause.middle))
        return pause.middle, True, [said]

    def _date(self, day: int) -> str:
        return date_of(date.fromordinal(day), self.app.today)

    def _refuse_a_day_for_a_name(self, words: Sequence[str]) -> None:
        """Refuse a line in which a day stands where the name belongs: `last friday feedback`.

        Raises:
            UsageError: it does.
        """
        from netcheck.domain.line_days import day_in_front, is_day

        start = next((at for at, word in enumerate(words) if not self.vocabulary.verb(word)), 0)
        size = day_in_front(words[start:], lambda _at: True, self.app.today)
        day = " ".join(words[start : start + size])
        if size and (size > 1 or is_day(day, self.app.today)):
            raise UsageError("log_day_no_name", word=day)

    def _ask_kind(self, entry: Entry, contact: Contact) -> Kind:
        if not self.app.interactive:
            raise UsageError("log_no_kind", further=kind_lines())
        from netcheck import ask

        usual = events.usual_kind(self.connection, self.people, contact.id, entry.direction)
        kinds = sorted((kind for kind in Kind if kind is not Kind.TALK), key=lambda kind: kind is not usual)
        return ask.choose(_("What was it?"), [(_(KIND_NAMES[kind]), kind) for kind in kinds])


_BEFORE_A_VERB = 20
"""So many words of names are looked at for a verb behind them."""
_PREPOSITIONS = frozenset({"an", "from", "to", "von"})
_AUXILIARIES = frozenset({"had", "has", "hat", "hatte"})
_ME = frozenset({"me", "mich", "mir", "uns", "us"})
_ONE_WAY = (Direction.RECEIVED, Direction.GIVEN)


def _about(ordinal: int, app: App) -> str:
    """Say where in its month an entry without an exact day stands: before the middle of this one, on today."""
    from netcheck.domain.dates import MIDDLE

    to_come = app.today.toordinal() == ordinal and app.today.day < MIDDLE
    return (
        _("Without an exact day it counts as today: the middle of the month is still to come.")
        if to_come
        else _("Without an exact day it counts as the middle of the month.")
    )

"""Turns log lines into events: who, which kind, which day; asks where it may, and confirms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from netcheck import i18n
from netcheck.cli.app import command_line, say
from netcheck.cli.failures import sentence
from netcheck.cli.kinds import kind_lines, vocabulary
from netcheck.cli.line_command import answer_in_german
from netcheck.cli.people import chosen_circle, nearest, pick, unknown
from netcheck.cli.text_input import clean
from netcheck.domain.grammar import Entry, Mention, parse_entry
from netcheck.domain.lexer import split_line
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.names import Directory, Rank, circle_names, fold, nameable, same
from netcheck.domain.vocabulary import LineProblem, ProblemCode
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import _, ngettext, pgettext
from netcheck.store import contacts, events
from netcheck.store.ids import new_id
from netcheck.store.ops import writing
from netcheck.value import Value
from netcheck.view.entry import NEW_CIRCLE, confirmation
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import any_of, date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netcheck.cli.app import App
    from netcheck.cli.line_command import LineCommand
    from netcheck.domain.line_days import Break
    from netcheck.domain.vocabulary import Vocabulary
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer


class Line(Value):
    """One line, its options apart from its words. `new` is None without `--new`, "" without a name."""

    words: Sequence[str]
    on: str | None = None
    weight: int = 1
    asked: bool = False
    new: str | None = None


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
        self.people: People = contacts.load(self.connection)
        self.directory = Directory(self.people.contacts.values())

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
        settled = [contact for mention in entry.people if (contact := self._settle(mention))]
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
        return entry

    def _refuse_a_name_before_its_verb(self, words: Sequence[str], line: Line) -> None:
        """Refuse `Alma gave help` and `Alma helped me`: who gave is never guessed.

        Raises:
            UsageError: people who are known stand before what they did; the lines that can be meant are shown.
        """
        for at in range(1, len(words)):
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

    def _settle(self, mention: Mention) -> Contact | None:
        """Return whom a mention means, perhaps somebody not stored yet; None for one who is left out."""
        app, text = self.app, mention.text
        if mention.new:
            return self._created(text)
        if mention.match is None and (refused := self._no_name(text)):
            raise refused
        if mention.match is not None:
            known = mention.only or pick(
                text, mention.match, self.people, self.connection, app, otherwise=_("Someone new")
            )
        elif app.interactive:
            known = self._near(text)
        else:
            refusal = unknown(text, self.people.contacts.values())
            refusal.further = [*refusal.further, _("  To add someone new: the same line with --new")]
            raise refusal
        return known or self._introduced(text)

    def _near(self, text: str) -> Contact | None:
        """Ask whether somebody with a similar name is meant."""
        from netcheck import ask

        near = nearest(text, self.people.contacts.values())
        if not near:
            return None
        question = _("  Did you mean {names}?").format(names=any_of(map(safe, near))).strip()
        by_name = {contact.name: contact for contact in self.people.contacts.values()}
        choices: list[tuple[str, Contact | None]] = [(safe(name), by_name[name]) for name in near]
        return ask.choose(question, [*choices, (_("Someone new"), None)], len(near))

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

    def _no_name(self, text: str) -> UsageError | None:
        """Return the refusal of a day, a verb or another word of the program as the name of somebody new."""
        if self.vocabulary.verb(text):
            return UsageError("log_no_who")
        from netcheck.domain.line_days import is_day

        if is_day(text, self.app.today):
            return UsageError("log_day_no_name", word=text)
        commands = click.get_current_context().find_root().command
        known = isinstance(commands, click.Group) and fold(text) in commands.list_commands(click.get_current_context())
        # A guessed command is written small; Art and Mark are people.
        from netcheck.cli.guesses import is_guessed

        # What is only guessed to be a command is written small; Art and Mark are people.
        guessed = text.islower() and is_guessed(text)
        if known or guessed or fold(text) == "netcheck" or self.vocabulary.said_at_prompt(text):
            return UsageError("log_word_no_name", word=text)
        return None

    def _introduced(self, text: str) -> Contact | None:
        """Ask for the full name of somebody new; whoever is called just that already is not made twice."""
        quoted = _("“{text}”").format(text=safe(text))
        question = _("{text} is new. Full name, Enter for {text}, s: skip ›").format(text=quoted)
        name = self._asked_for(question, like=text)
        if name.casefold() in {pgettext("skip", "s"), _("skip")}:
            return None
        match = self.directory.known(name)
        if match and match.rank <= Rank.ALIAS and match.only:
            return match.only
        return self._created(name or text)

    def _asked_for(self, question: str, *, known: Sequence[str] = (), like: str = "") -> str:
        """Ask for a name, "" for none; what looks like the next line of the log must be typed twice to be one."""
        from netcheck import ask

        answer, before = clean(ask.text(f"  {question} ", known=known)), None
        while answer and answer != before and self._looks_like_a_line(answer, like):
            said = _("“{text}” looks like a line of the log. If it is the answer all the same, type it again.")
            say(f"  {said.format(text=safe(answer))}")
            answer, before = clean(ask.text(f"  {question} ", known=known)), answer
        return answer

    def _looks_like_a_line(self, text: str, like: str) -> bool:
        """Say whether an answer is more likely a line of the log than a name, of which `like` is known already."""
        words = text.split()
        if words[0] == "netcheck":
            return True
        if self.directory.known(text):
            return False
        if len(words) == 1:
            return not same(text, like) and self._no_name(text) is not None
        kinds = [word for word in words[1:] if self.vocabulary.kind(word)]
        if any(word.islower() for word in kinds):
            return True
        if like and same(words[0], like.split(maxsplit=1)[0]):
            return False
        from netcheck.domain.line_days import is_day

        begins = self.vocabulary.verb(words[0]) or self.directory.known(words[0]) or is_day(words[0], self.app.today)
        return bool(begins and (kinds or self.directory.known(words[1])))

    def _created(self, name: str) -> Contact:
        """Return a new contact, in a circle if somebody is there to name one.

        Raises:
            UsageError: nothing of the name can be seen.
        """
        if not nameable(name):
            raise UsageError("no_name")
        if not self.app.interactive:
            return Contact(new_id(), name)
        names = circle_names(self.people.circles)
        typed = self._asked_for(_("Circle, if you like (Tab) ›"), known=names)
        circle = chosen_circle(typed, names, self.app) if typed else ""
        return Contact(new_id(), name, circles=(circle,) if circle else ())

    def _ask_kind(self, entry: Entry, contact: Contact) -> Kind:
        if not self.app.interactive:
            raise UsageError("log_no_kind", further=kind_lines())
        from netcheck import ask

        usual = events.usual_kind(self.connection, self.people, contact.id, entry.direction)
        kinds = sorted((kind for kind in Kind if kind is not Kind.TALK), key=lambda kind: kind is not usual)
        return ask.choose(_("What was it?"), [(_(KIND_NAMES[kind]), kind) for kind in kinds])


_PREPOSITIONS = frozenset({"an", "from", "to", "von"})
_AUXILIARIES = frozenset({"had", "has", "hat", "hatte"})
_ME = frozenset({"me", "mich", "mir", "uns", "us"})
_ONE_WAY = (Direction.RECEIVED, Direction.GIVEN)


def record(writer: Writer, understood: Understood) -> list[tuple[Event, Contact]]:
    """Store what was understood, one event for each person, within the caller's transaction."""
    people = _make(writer, understood)
    line, entry = understood.line, understood.entry
    made = [
        Event(
            new_id(), understood.day, contact.id, entry.direction, understood.kind,
            line.weight, entry.note, line.asked,
        )
        for contact in people
    ]  # fmt: skip
    writer.create(*made)
    return list(zip(made, people, strict=True))


def _make(writer: Writer, understood: Understood) -> list[Contact]:
    """Make the new people, unless another process has just made somebody of that very name."""
    if not understood.made:
        return list(understood.people)
    present = {contact.name: contact for contact in contacts.load(writer.connection).contacts.values()}
    contacts.add_all(writer, [contact for contact in understood.made if contact.name not in present])
    new = {contact.id for contact in understood.made}
    return [present.get(contact.name, contact) if contact.id in new else contact for contact in understood.people]


_SHOWN = 10


def parsed(text: str, command: LineCommand, app: App) -> Line:
    """Read one line of text; `command` is what `LineCommand.for_a_line` returns.

    Raises:
        UsageError: the line cannot be split.
        click.UsageError: an option is wrong.
    """
    tokens = split_line(text)
    if isinstance(tokens, LineProblem):
        raise UsageError(f"log_{tokens.code.value}", word=tokens.word)
    given: dict[str, Any] = command.make_context("log", tokens, obj=app).params
    weight = chosen_weight(given["weight"], big=given["big"], huge=given["huge"])
    return Line(given["words"] or [], given["on"], weight, given["asked"], given["new"])


def chosen_weight(weight: int | None, *, big: bool, huge: bool) -> int:
    """Return the weight, 1 to 3, that `--weight`, `--big` and `--huge` come to.

    Raises:
        UsageError: more than one of them was given.
    """
    if (weight is not None) + big + huge > 1:
        raise UsageError("one_direction", options="--weight, --big, --huge")
    return weight or (3 if huge else 2 if big else 1)


def log_lines(app: App, command: LineCommand, data: bytes) -> None:
    """Log all lines or, if any cannot be read, none.

    Raises:
        NetcheckError: some lines cannot be read; each is named by its number.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    answer_in_german(app, lines[0].decode(errors="replace").split())
    of_a_line = command.for_a_line()
    problems: list[tuple[int, NetcheckError | click.UsageError]] = []
    confirmed: list[str] = []
    stored = 0
    app.may_ask = False
    with app.log() as connection, writing(connection, "log") as writer:
        interpreter = LineInterpreter(app, connection, vocabulary(app))
        for number, line in enumerate(lines, 1):
            try:
                understood = interpreter.understand(parsed(_decoded(line), of_a_line, app)) if line.strip() else None
            except (NetcheckError, click.UsageError) as error:
                problems.append((number, error))
                continue
            if understood is not None:
                made = record(writer, understood)
                stored += len(made)
                confirmed += confirm(connection, understood, made, app)
                if understood.made:
                    interpreter.reload()
        if problems:
            raise _refusal(problems)
    say(
        "\n".join(
            [
                *confirmed,
                ngettext(
                    "One entry stored. To take it back: netcheck undo",
                    "{n} entries stored. To take them back: netcheck undo",
                    stored,
                ).format(n=stored)
                if stored
                else _("Nothing logged."),
            ]
        )
    )


def confirm(
    connection: Connection,
    understood: Understood,
    made: Sequence[tuple[Event, Contact]],
    app: App,
    *,
    indent: str = "",
) -> list[str]:
    """Return the sentences that say what was stored."""
    lines = []
    for event, contact in made:
        short = events.short_id(connection, event.id)
        said = confirmation(event, contact.name, short, app.today, approximate=understood.approximate, paint=app.paint)
        lines.append(f"{indent}{said}")
    if understood.entry.turned_mutual:
        lines.append(f"{indent}  {_('A talk always counts for both sides.')}")
    quoted_circles = (_("“{text}”").format(text=safe(circle)) for circle in dict.fromkeys(understood.new_circles))
    lines += [f"{indent}  {_(NEW_CIRCLE).format(circle=circle)}" for circle in quoted_circles]
    lines += [f"{indent}  {sentence}" for sentence in understood.about_the_day]
    if understood.line.on is None and understood.entry.note:
        lines += [f"{indent}  {line}" for line in _day_in_the_note(connection, understood, made, app)]
    return lines


def _day_in_the_note(
    connection: Connection, understood: Understood, made: Sequence[tuple[Event, Contact]], app: App
) -> list[str]:
    """Say that a day, which is nobody's name, stayed in the note, and the commands that make it the entries' day."""
    from netcheck.domain.line_days import day_in_note

    found = day_in_note(understood.entry.note, app.today)
    if found is None or found[1].ordinal == understood.day:
        return []
    text, day = found
    if Directory(contacts.load(connection).contacts.values()).known(text):
        return []
    iso = date.fromordinal(day.ordinal).isoformat()
    on = iso[: len("2026-11")] if day.approximate else iso
    ids = [events.short_id(connection, event.id) for event, _ in made]
    said = ngettext(
        "“{text}” stayed in the note. To make it the day:",
        "“{text}” stayed in the note. To make it the day of the {n} entries:",
        len(ids),
    )
    return [
        said.format(text=safe(text), n=len(ids)),
        *(f"  {command_line(app, 'edit', short, '--on', on)}" for short in ids),
    ]


def _about(ordinal: int, app: App) -> str:
    """Say where in its month an entry without an exact day stands: before the middle of this one, on today."""
    from netcheck.domain.dates import MIDDLE

    to_come = app.today.toordinal() == ordinal and app.today.day < MIDDLE
    return (
        _("Without an exact day it counts as today: the middle of the month is still to come.")
        if to_come
        else _("Without an exact day it counts as the middle of the month.")
    )


def _decoded(line: bytes) -> str:
    try:
        return line.decode().strip()
    except UnicodeDecodeError:
        raise UsageError("log_not_utf8") from None


def _refusal(problems: Sequence[tuple[int, NetcheckError | click.UsageError]]) -> NetcheckError:
    """Return the refusal of all lines; the kinds, if a line lacks one, are shown once at the end."""
    further: list[str] = []
    for number, error in problems[:_SHOWN]:
        further.append(_("  Line {number}: {text}").format(number=number, text=sentence(error)))
        if isinstance(error, NetcheckError) and error.code != "log_no_kind":
            further += [f"  {line}" for line in error.further]
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        further.append("  " + ngettext("and one more problem", "and {n} more problems", more).format(n=more))
    if any(isinstance(error, NetcheckError) and error.code == "log_no_kind" for _, error in problems):
        further += kind_lines()
    return NetcheckError("log_line" if len(problems) == 1 else "log_lines", n=len(problems), further=further)

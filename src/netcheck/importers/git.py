"""Reads who helped whom from the trailers of a git history."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.names import nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Options, Problem
from netcheck.importers.git_process import open_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from netcheck.importers.git_process import Mapped


_ANGLED = re.compile(r"([^<]*)<([^<>]*)>")
_BARE = re.compile(r"""[^\s<>()\[\],;:"']+@[^\s<>()\[\],;:"']+""")
_AND = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,;&]|and\b)\s*")
_COMMENT = re.compile(r"\s+(?:#.*|\([^()]*\)|\[[^\[\]]*\])\s*$")


class Person(NamedTuple):
    """Someone in a history: the e-mail address, or without one the name, tells people apart, case ignored.

    `key` is that address or name, folded; it is "" for nobody. `email` is "" where there is none.
    """

    key: str
    name: str
    email: str


def person(name: str, email: str) -> Person:
    """Return who this is: the address stands for a name of which nothing can be seen; nobody without either."""
    name, email = (text if nameable(text) else "" for text in (name, email))
    return Person(fold(email or name), name or email, email)


def fold(text: str) -> str:
    """Return the text as it is compared: composed (NFC) and without case."""
    return normalize("NFC", text).casefold()


def read_person(value: str) -> tuple[str, str]:
    """Return (name, e-mail), each perhaps "", of the first person in a trailer's value.

    Comments after the person, in brackets or after #, and quotes around the name are left out; an
    address may stand without its angle brackets.
    """
    return _first(value, 0)[:2]


def read_people(value: str) -> list[tuple[str, str]]:
    """Return (name, e-mail) of everybody in a trailer's value, at least of one, each as `read_person` does.

    Further people follow an address and a comma, a semicolon, an ampersand or "and", and have an address.
    """
    name, email, end = _first(value, 0)
    found = [(name, email)]
    while email and (joint := _AND.match(value, end)):
        name, email, end = _first(value, joint.end())
        found += [(name, email)] * bool(email)
    return found


def _first(value: str, start: int) -> tuple[str, str, int]:
    """Return name and e-mail of the person that begins at `start`, and where the address ends."""
    angled = _ANGLED.match(value, start)
    if angled:
        return _tidy(angled[1]), angled[2].strip(), angled.end()
    hash_ = value.find(" #", start)
    bare = _BARE.search(value, start, hash_ if hash_ >= 0 else len(value))
    if bare:
        return _tidy(value[start : bare.start()].rstrip(" ([<,")), bare[0], bare.end()
    value = " ".join(value[start:].split())
    while (shorter := _COMMENT.sub("", value)) != value:
        value = shorter
    return _tidy(value.replace("<", " ").replace(">", " ")), "", len(value)


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name


Named = tuple[tuple[str, Person], ...]
"""The people named by one line of a message, each with the trailer."""


class GitPeople:
    """The people of a history as far as it was read; `mine` are the keys of the user.

    `known` is set for commits that count: what is left out names nobody, neither for the log nor
    for others who are named without an address.
    """

    def __init__(
        self,
        me: Sequence[str],
        trailers: Iterable[str],
        mapped: Callable[[str, str], Mapped],
        listed: Iterable[Mapped],
    ) -> None:
        self.mine: set[str] = set()
        self._trailer_of = {trailer.casefold(): trailer for trailer in trailers}
        self._mapped = mapped
        self._authors: dict[tuple[bytes, bytes], Person] = {}
        self._lines: dict[bytes, Named] = {}
        self._values: dict[str, list[Person]] = {}
        self._known_authors: dict[tuple[bytes, bytes], Person] = {}
        self._known_lines: dict[bytes, Named] = {}
        self._first_sight: dict[str, Person] = {}
        self._bearers: defaultdict[str, dict[str, Person]] = defaultdict(dict)
        self._listed: defaultdict[str, list[Mapped]] = defaultdict(list)
        self._me: set[str] = set()
        given = [read_person(text) for text in me]
        for name, email in given:
            # Namesakes are others as long as there is an address to tell them by.
            known_as = (email, mapped(name, email)[1]) if email else (name,)
            self._me |= {fold(text) for text in known_as if text}
        for name, email in [*listed, *(pair for pair in given if all(pair))]:
            self._listed[fold(name)].append((name, email))

    def author(self, name: bytes, email: bytes, *, known: bool = True) -> Person:
        """Return the author, whom git has already mapped."""
        cache = self._known_authors if known else self._authors
        found = cache.get((name, email))
        if found is None:
            found = person(name.decode(errors="replace").strip(), email.decode(errors="replace").strip())
            found = cache[name, email] = self._seen(found, known=known)
        return found

    def named(self, trailers: bytes, *, known: bool = True) -> list[tuple[str, Person]]:
        """Return whom the lines of a message name, each with the trailer; nobody for a line that is no such trailer."""
        cache = self._known_lines if known else self._lines
        found: list[tuple[str, Person]] = []
        for line in trailers.rstrip(b"\n").split(b"\n"):
            there = cache.get(line)
            if there is None:
                there = cache[line] = self._in_line(line, known=known)
            found += there
        return found

    def meant(self, named: Person) -> Person:
        """Return who is meant by somebody without an address: the one person with that name and an address, if any.

        Names are those in .mailmap, and those in the history so far.
        """
        if named.email or not named.key:
            return named
        bearers = self._bearers[named.key]
        for name, email in self._listed.pop(named.key, ()):
            found = person(*self._mapped(name, email))
            if found.email:
                bearers[found.key] = self._seen(found, known=True)
        return next(iter(bearers.values())) if len(bearers) == 1 else named

    def _in_line(self, line: bytes, *, known: bool) -> Named:
        key, _, value = line.decode(errors="replace").partition(":")
        trailer = self._trailer_of.get(key.strip().casefold(), "")
        people = self._written(value.strip()) if trailer else []
        return tuple((trailer, self._seen(one, known=known)) for one in people)

    def _written(self, value: str) -> list[Person]:
        found = self._values.get(value)
        if found is None:
            people = read_people(value)
            found = [person(*self._mapped(name, email)) if email else person(name, "") for name, email in people]
            self._values[value] = found
        return found

    def _seen(self, found: Person, *, known: bool) -> Person:
        if not self._me.isdisjoint((fold(found.name), found.key)):
            self.mine.add(found.key)
        if not known:
            return found
        first = self._first_sight.setdefault(found.key, found)
        if found.email:
            self._bearers[fold(found.name)][found.key] = first
        return first


NAME = "git"
ALL_OR_NOTHING = False

TRAILERS = {
    "Reviewed-by": Kind.FEEDBACK,
    "Acked-by": Kind.RECOMMENDATION,
    "Helped-by": Kind.HELP,
    "Reported-by": Kind.HELP,
    "Tested-by": Kind.HELP,
    "Mentored-by": Kind.HELP,
    "Suggested-by": Kind.INSPIRATION,
    "Inspired-by": Kind.INSPIRATION,
    "Based-on-patch-by": Kind.CONTENT,
    "Original-patch-by": Kind.CONTENT,
    "Co-authored-by": Kind.HELP,
}
"""What the person named by each trailer gave to the commit's author."""

TOGETHER = "Co-authored-by"
"""The trailer for what two people made together."""

MOST_PROBLEMS = 100
AUTHORS_SHOWN = 5
REPORT_EVERY = 1000


class TrailerExchange(NamedTuple):
    """A trailer, the other person, which way it went, and the key by which the commit knows the person.

    The key as written stays the same however much is known by the name later, so that entries are recognised.
    """

    trailer: str
    other: Person
    direction: Direction
    written: str


FIELDS = ("%H", "%as", "%aN", "%aE", "%s", f"%(trailers:{','.join(f'key={name}' for name in TRAILERS)},unfold)")
"""What `git log` is asked for of each commit."""


def detect(path: Path) -> bool:
    """Return whether the directory is a repository, with a work tree or bare."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


@contextmanager
def opened(path: Path, options: Options) -> Iterator[tuple[Iterator[Draft], list[Problem]]]:
    """Give the exchanges with `me` in the history of HEAD, newest first, each person before the first exchange.

    `me` are names or e-mail addresses, .mailmap and case ignored; an address once seen beside such a name
    is the user's for all older commits, too, whatever name stands there. Somebody without an address is the
    one person of that name who has one in .mailmap or in the history so far, if there is just one.
    The day is the author's, where the author was. A day that begins
    earlier there than here counts as today, and one further ahead is a problem; commits that are left
    out name nobody. `progress` is told the number of commits read. Memory is bounded but
    for the people: git runs while the drafts are read, and ends with the block.

    Raises:
        NetcheckError: `git_missing`, `git_no_repository`, `git_empty`, `git_failed`; while drafts are
            read, `git_failed` or `git_me_unknown` with the names of those who wrote the most.
    """
    repository = open_repository(path)
    with repository.mailmap() as mapped, repository.log(FIELDS) as records:
        people = GitPeople(options.me, TRAILERS, mapped, repository.mapped_people())
        history = _History(people, options)
        yield history.drafts(_counted(records, options.progress)), history.problems


def _counted(records: Iterator[list[bytes]], progress: Callable[[int], None] | None) -> Iterator[list[bytes]]:
    number = 0
    for number, record in enumerate(records, start=1):
        yield record
        if progress and number % REPORT_EVERY == 0:
            progress(number)
    if progress:
        progress(number)


class _History:
    """One reading of a history."""

    def __init__(self, people: GitPeople, options: Options) -> None:
        self.problems: list[Problem] = []
        self._people = people
        self._today = options.today
        self._since = options.since or 0
        self._introduced: set[str] = set()
        self._authors: Counter[Person] = Counter()

    def drafts(self, records: Iterable[list[bytes]]) -> Iterator[Draft]:
        """Yield the drafts of all commits."""
        people = self._people
        days: dict[bytes, int | None] = {}
        for number, (commit, day, name, email, subject, trailers) in enumerate(records, start=1):
            if day not in days:
                days[day] = self._day(day)
            ordinal = days[day]
            counts = ordinal is not None and ordinal >= self._since
            author = people.author(name, email, known=counts)
            if not people.mine:
                self._authors[author] += 1
            if not trailers:
                continue
            exchanges = self._exchanges(author, trailers, known=counts)
            if ordinal is None and exchanges:
                self._left_out(number, commit, day)
            if ordinal is None or not counts:
                continue
            yield from self._of_commit(commit.decode(), ordinal, exchanges, subject)
        if not people.mine:
            raise self._unknown()

    def _of_commit(
        self, commit: str, day: int, exchanges: Iterable[TrailerExchange], subject: bytes
    ) -> Iterator[Draft]:
        for exchange in exchanges:
            if exchange.other.key not in self._introduced:
                yield self._introduction(exchange.other)
            yield self._event(commit, day, exchange, subject)

    def _exchanges(self, author: Person, trailers: bytes, *, known: bool) -> Collection[TrailerExchange]:
        """Return what a commit's trailers say of the user: once for each trailer and person."""
        people = self._people
        # All lines first: one of them may be the first to show that the author is the user, or who a name is.
        pairs = people.named(trailers, known=known)
        writer = author if author.email else people.meant(author)
        mine = people.mine
        by_me = writer.key in mine
        found: dict[tuple[str, str], TrailerExchange] = {}
        for trailer, named in pairs:
            one = named if named.email else people.meant(named)
            if (one.key in mine) is by_me:
                continue
            other, written = (one, named.key) if by_me else (writer, author.key)
            if other.key and (trailer, other.key) not in found:
                gone = Direction.RECEIVED if by_me else Direction.GIVEN
                direction = Direction.MUTUAL if trailer == TOGETHER else gone
                found[trailer, other.key] = TrailerExchange(trailer, other, direction, written)
        return found.values()

    def _day(self, day: bytes) -> int | None:
        ordinal = _ordinal(day)
        return min(ordinal, self._today) if ordinal is not None and ordinal <= self._today + 1 else None

    def _left_out(self, number: int, commit: bytes, day: bytes) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            code = "git_bad_day" if _ordinal(day) is None else "git_future_day"
            self.problems.append(Problem(number, code, {"commit": commit.decode()[:12], "value": day.decode()}))

    def _introduction(self, other: Person) -> Draft:
        self._introduced.add(other.key)
        values = {"name": other.name, "identifiers": (other.email,) if other.email else ()}
        return Draft(Contact, values, person=other.key)

    def _event(self, commit: str, day: int, exchange: TrailerExchange, subject: bytes) -> Draft:
        trailer, other, direction, written = exchange
        part, colon, _ = subject.decode(errors="replace").partition(":")
        values = {
            "day": day,
            "direction": direction,
            "kind": TRAILERS[trailer],
            "note": part.strip() if colon else "",
            "source": f"git:{commit}:{trailer}:{written}",
        }
        return Draft(Event, values, other.name, other.key)

    def _unknown(self) -> NetcheckError:
        names = dict.fromkeys(author.name for author, _ in self._authors.most_common())
        return NetcheckError("git_me_unknown", names=", ".join([*names][:AUTHORS_SHOWN]))


def _ordinal(day: bytes) -> int | None:
    try:
        return date.fromisoformat(day.decode()).toordinal()
    except ValueError:
        return None

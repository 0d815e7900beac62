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
from netcheck.importers.base import Draft, Findings, Options, Problem
from netcheck.importers.git_process import open_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from netcheck.importers.git_process import Mapped


_ANGLED = re.compile(r"([^<]*)<([^<>]*)>")
_BARE = re.compile(r"""[^\s<>()\[\],;:"']+@[^\s<>()\[\],;:"']+""")
_AND = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,;&]|and\b)\s*")
_COMMENT = re.compile(r"\s+(?:#.*|\([^()]*\)|\[[^\[\]]*\])\s*$")


_A_ROBOT = re.compile(r"(?<![^\W_])(?:bot|robot|syzbot|coverity)(?![^\W_])|^jenkins(?![^\W_])", re.IGNORECASE)
_NO_REPLY = re.compile(r"(?:no|do-?not)[-_.]?reply\b[^@]*@", re.IGNORECASE)
_NO_NAMES = frozenset({"none", "n/a", "tbd", "all"})
_ADDRESS_OF_A_PAGE = re.compile(r"<?https?://\S+", re.IGNORECASE)


class Person(NamedTuple):
    """Someone in a history: the e-mail address, or without one the name, tells people apart, case ignored.

    `key` is that address or name, folded; it is "" for nobody. `email` is "" where there is none.
    """

    key: str
    name: str
    email: str


ROBOT = Person("", "robot", "")
"""A program, and no person; its name is the reason why it is left out."""

NO_NAME = Person("", "no_name", "")
"""A word that stands where a name should, such as "none"."""


def person(name: str, email: str) -> Person:
    """Return who this is: the address stands for a name of which nothing can be seen; nobody without either."""
    name, email = (text if nameable(text) else "" for text in (name, email))
    return Person(fold(email or name), name or email, email)


def is_robot(name: str, email: str) -> bool:
    """Return whether somebody is a program, by the words of name and address."""
    return bool(_A_ROBOT.search(name) or _A_ROBOT.search(email) or _NO_REPLY.match(email))


def names_nobody(value: str) -> bool:
    """Return whether the value of a trailer is a word for nobody, or the address of a page."""
    return fold(value) in _NO_NAMES or bool(_ADDRESS_OF_A_PAGE.fullmatch(value))


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
        return _tidy(value[start : bare.start()].partition("<")[0].rstrip(" ([,")), bare[0], bare.end()
    value = " ".join(value[start:].partition("<")[0].split())
    while (shorter := _COMMENT.sub("", value)) != value:
        value = shorter
    return _tidy(value.replace(">", " ")), "", len(value)


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name


Named = tuple[tuple[str, Person], ...]
"""The people named by one line of a message, each with the trailer."""


class GitPeople:
    """The people of a history as far as it was read; `mine` are the keys of the user.

    Where the user is known `by_name` alone, all addresses beside that name are theirs.
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
        self.matched: set[str] = set()
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
        self._said: dict[str, set[str]] = {}
        given = [read_person(text) for text in me]
        for text, (name, email) in zip(me, given, strict=True):
            # Namesakes are others as long as there is an address to tell them by.
            known_as = (email, mapped(name, email)[1]) if email else (name,)
            self._said[text] = {fold(one) for one in known_as if one}
            self._me |= self._said[text]
        self.by_name = any(not email for _, email in given)
        for name, email in [*listed, *(pair for pair in given if all(pair))]:
            self._listed[fold(name)].append((name, email))

    def author(self, name: bytes, email: bytes, *, known: bool = True) -> Person:
        """Return the author, whom git has already mapped."""
        cache = self._known_authors if known else self._authors
        found = cache.get((name, email))
        if found is None:
            found = self._person(name.decode(errors="replace").strip(), email.decode(errors="replace").strip())
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

    def learn_mine(self, records: Iterable[list[bytes]]) -> None:
        """Learn all addresses beside the user's names, from authors and from lines that name them as trailers do."""
        for name, email, body in records:
            self.author(name, email, known=False)
            if b"-by" in body.lower():
                for line in body.split(b"\n"):
                    if b"<" in line and line.partition(b":")[0].lower() in _WANTED:
                        self.named(line, known=False)

    def unmatched(self) -> list[str]:
        """Return what the user said of themselves that nobody in the history is."""
        return [text for text, known_as in self._said.items() if known_as.isdisjoint(self.matched)]

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
            people = [] if names_nobody(value) else read_people(value)
            found = [
                self._person(*self._mapped(name, email)) if email else self._person(name, "") for name, email in people
            ]
            self._values[value] = found = found or [NO_NAME]
        return found

    def _person(self, name: str, email: str) -> Person:
        """Return who this is; a program is nobody, unless the user goes by that name."""
        found = person(name, email)
        if self._is_me(found) or not is_robot(name, email):
            return found
        return ROBOT

    def _is_me(self, found: Person) -> bool:
        return not self._me.isdisjoint((fold(found.name), found.key))

    def _seen(self, found: Person, *, known: bool) -> Person:
        if not found.key:
            return found
        if self._is_me(found):
            self.mine.add(found.key)
            self.matched |= self._me & {fold(found.name), found.key}
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


FIELDS = ("%H", "%as", "%aN", "%aE", "%s", "%b", f"%(trailers:{','.join(f'key={name}' for name in TRAILERS)},unfold)")
"""What `git log` is asked for of each commit."""

FIELDS_OF_NAMES = ("%aN", "%aE", "%b")
"""What it is asked for to find the addresses that stand beside a name."""

_TRAILER = re.compile(rb"([A-Za-z0-9-]+)(\([^()\n]*\))?[ \t]*:(?!//)(.*)", re.DOTALL)
_BESIDE = re.compile(rb"\((?:cherry picked|merged)\b", re.IGNORECASE)
_GIVEN_BY_GIT = (b"Signed-off-by: ", b"(cherry picked from commit ")
_BETWEEN = re.compile(rb"\n(?:[ \t\r]*\n)+")
_MOST_OTHER_LINES = 3
_WANTED = {trailer.lower().encode() for trailer in TRAILERS}


def all_trailers(body: bytes, own: bytes) -> bytes:
    """Return the trailers of a message, one a line, from its body and from what git itself sees as its trailers.

    The paragraphs before git's own block count as long as they hold nothing but trailers; and so do keys like
    `Reviewed-by(master)`, which are none for git.
    """
    lower = body.lower()
    # All of TRAILERS end so. Most messages have none but those that git sees.
    if lower.count(b"-by") - lower.count(b"signed-off-by:") <= own.count(b"\n"):
        return own
    *before, last = _BETWEEN.split(body.strip(b"\n"))
    lines = last.rstrip().split(b"\n")
    found: list[bytes] = []
    if own or _is_block(lines):
        found = [line for line, branch in _unfolded(lines) if branch]
    else:
        before.append(last)
    for paragraph in reversed(before):
        lines = paragraph.split(b"\n")
        if not _only_trailers(lines):
            break
        found = [line for line, _ in _unfolded(lines)] + found
    return b"".join(line + b"\n" for line in found) + own


def _is_block(lines: Sequence[bytes]) -> bool:
    """Return whether git sees trailers in a last paragraph: nothing else in it, or one of its own and few others."""
    known = any(line.startswith(_GIVEN_BY_GIT) for line in lines)
    trailers = sum(1 for line in lines if line.startswith(_GIVEN_BY_GIT) or _is_trailer(line, git=True))
    others = sum(1 for line in lines if not line[:1].isspace()) - trailers
    return trailers > 0 and (not others or (known and trailers * _MOST_OTHER_LINES >= others))


def _is_trailer(line: bytes, *, git: bool = False) -> bool:
    found = _TRAILER.match(line)
    return bool(found) and not (git and found and found[2])


def _only_trailers(lines: Sequence[bytes]) -> bool:
    return not lines[0][:1].isspace() and all(
        line[:1].isspace() or _is_trailer(line) or _BESIDE.match(line) for line in lines
    )


def _unfolded(lines: Sequence[bytes]) -> list[tuple[bytes, bool]]:
    """Return those of TRAILERS among lines, with what continues them, and whether a branch stood behind the key."""
    found: list[tuple[bytes, bool]] = []
    goes_on = False
    for line in lines:
        if goes_on and line[:1].isspace():
            found[-1] = found[-1][0] + b" " + line.strip(), found[-1][1]
            continue
        trailer = _TRAILER.match(line)
        goes_on = bool(trailer)
        if trailer:
            found.append((trailer[1] + b": " + trailer[3].strip(), trailer[2] is not None))
    return [(line, branch) for line, branch in found if line.partition(b":")[0].lower() in _WANTED]


def detect(path: Path) -> bool:
    """Return whether the directory is a repository, with a work tree or bare."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


@contextmanager
def opened(
    path: Path, options: Options, findings: Findings | None = None
) -> Iterator[tuple[Iterator[Draft], list[Problem]]]:
    """Give the exchanges with `me` in the history of HEAD, newest first, each person before the first exchange.

    `me` are names or e-mail addresses, .mailmap and case ignored; an address that stands beside such a name anywhere
    is the user's in all commits, whatever name stands there: for that a history is read twice where no address is
    said. Somebody without an address is the one person of that name who has one in .mailmap or in the history so far,
    if there is just one; the user's own name without an address is the user, also where it is known only from older
    commits, whose exchanges come last.
    The day is the author's, where the author was. A day that begins
    earlier there than here counts as today, and one further ahead is a problem; commits that are left
    out name nobody. `progress` is told the number of commits read. Memory is bounded but
    for the people: git runs while the drafts are read, and ends with the block.
    `findings` count robots and words for nobody, and remark what is shallow and who was not found.

    Raises:
        NetcheckError: `git_missing`, `git_no_repository`, `git_empty`, `git_failed`; while drafts are
            read, `git_failed` or `git_me_unknown` with the names of those who wrote the most.
    """
    repository = open_repository(path)
    findings = findings or Findings()
    with repository.mailmap() as mapped:
        people = GitPeople(options.me, TRAILERS, mapped, repository.mapped_people())
        if people.by_name:
            with repository.log(FIELDS_OF_NAMES) as records:
                people.learn_mine(records)
        with repository.log(FIELDS) as records:
            history = _History(people, options, findings, str(path) if repository.shallow else "")
            yield history.drafts(_counted(records, options.progress)), history.problems


def _counted(records: Iterator[list[bytes]], progress: Callable[[int], None] | None) -> Iterator[list[bytes]]:
    number = 0
    for number, record in enumerate(records, start=1):
        yield record
        if progress and number % REPORT_EVERY == 0:
            progress(number)
    if progress:
        progress(number)


class _Commit(NamedTuple):
    """A commit; `day` is None for one that does not count."""

    commit: bytes
    day: int | None
    author: Person
    subject: bytes


_Unclear = tuple[_Commit, TrailerExchange]


class _History:
    """One reading of a history."""

    def __init__(self, people: GitPeople, options: Options, findings: Findings, shallow: str) -> None:
        """Begin to read; `shallow` is the path where it holds only the newest commits."""
        self.problems: list[Problem] = []
        self._people = people
        self._findings = findings
        self._shallow = shallow
        self._unclear: dict[str, list[_Unclear]] = {}
        self._today = options.today
        self._since = options.since or 0
        self._introduced: set[str] = set()
        self._authors: Counter[Person] = Counter()

    def drafts(self, records: Iterable[list[bytes]]) -> Iterator[Draft]:
        """Yield the drafts of all commits."""
        people = self._people
        days: dict[bytes, int | None] = {}
        for number, (commit, day, name, email, subject, body, own) in enumerate(records, start=1):
            if day not in days:
                days[day] = self._day(day)
            ordinal = days[day]
            counts = ordinal is not None and ordinal >= self._since
            author = people.author(name, email, known=counts)
            if not people.mine and author.key:
                self._authors[author] += 1
            trailers = all_trailers(body, own)
            if not trailers:
                continue
            at = _Commit(commit, ordinal if counts else None, author, subject)
            exchanges = self._exchanges(at, trailers)
            if ordinal is None and exchanges:
                self._left_out(number, commit, day)
            yield from self._of_commit(at, exchanges)
        if not people.mine:
            raise self._unknown()
        yield from self._cleared()
        self._remark(min((known for known in days.values() if known), default=None))

    def _cleared(self) -> Iterator[Draft]:
        """Yield the exchanges that name the user without an address, before the name was known to be theirs."""
        told: set[tuple[bytes, str]] = set()
        for name, there in self._unclear.items():
            if self._people.meant(person(name, "")).key not in self._people.mine:
                continue
            for at, exchange in there:
                if (at.commit, exchange.trailer) not in told:
                    told.add((at.commit, exchange.trailer))
                    yield from self._of_commit(at, [exchange])

    def _remark(self, first: int | None) -> None:
        if self._shallow and first:
            since = date.fromordinal(first).isoformat()
            self._findings.remarks.append(("git_shallow", {"path": self._shallow, "date": since}))
        if unmatched := self._people.unmatched():
            self._findings.remarks.append(("git_me_unmatched", {"names": ", ".join(unmatched)}))

    def _of_commit(self, at: _Commit, exchanges: Iterable[TrailerExchange]) -> Iterator[Draft]:
        if at.day is None:
            return
        for exchange in exchanges:
            if exchange.other.key not in self._introduced:
                yield self._introduction(exchange.other)
            yield self._event(at, at.day, exchange)

    def _exchanges(self, at: _Commit, trailers: bytes) -> Collection[TrailerExchange]:
        """Return what a commit's trailers say of the user: once for each trailer and person."""
        people, author, known = self._people, at.author, at.day is not None
        # All lines first: one of them may be the first to show that the author is the user, or who a name is.
        pairs = people.named(trailers, known=known)
        writer = author if author.email else people.meant(author)
        mine = people.mine
        by_me = writer.key in mine
        found: dict[tuple[str, str], TrailerExchange] = {}
        unclear: dict[tuple[str, str], TrailerExchange] = {}
        for trailer, named in pairs:
            one = named if named.email else people.meant(named)
            apart = (one.key in mine) is by_me
            if apart and (by_me or one.email or not one.key):
                continue
            other, written = (one, named.key) if by_me else (writer, author.key)
            if known and other in {ROBOT, NO_NAME} and not apart:
                self._findings.leave_out(other.name)
            if other.key and (trailer, other.key) not in found:
                gone = Direction.RECEIVED if by_me else Direction.GIVEN
                direction = Direction.MUTUAL if trailer == TOGETHER else gone
                exchange = TrailerExchange(trailer, other, direction, written)
                if apart:  # unless the name without an address turns out to be the user's
                    unclear.setdefault((trailer, one.key), exchange)
                else:
                    found[trailer, other.key] = exchange
        for (trailer, name), exchange in unclear.items():
            if known and (trailer, exchange.other.key) not in found:
                self._unclear.setdefault(name, []).append((at, exchange))
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

    def _event(self, at: _Commit, day: int, exchange: TrailerExchange) -> Draft:
        trailer, other, direction, written = exchange
        part, colon, _ = at.subject.decode(errors="replace").partition(":")
        values = {
            "day": day,
            "direction": direction,
            "kind": TRAILERS[trailer],
            "note": part.strip() if colon else "",
            "source": f"git:{at.commit.decode()}:{trailer}:{written}",
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

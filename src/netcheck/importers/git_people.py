"""Tells who the people of a git history are: those in trailers and authors, and which of them is the user."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from netcheck.domain.names import nameable
from netcheck.importers.text import decoded, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    name, email = (text if nameable(text) else "" for text in map(tidy, (name, email)))
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

    `guessed` is the encoding that had to be guessed so far, "" for none.

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
        self.guessed = ""
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
        self.said = bool(me)
        given = [read_person(text) for text in me]
        for text, (name, email) in zip(me, given, strict=True):
            # Namesakes are others as long as there is an address to tell them by.
            known_as = (email, mapped(name, email)[1]) if email else (name,)
            self._said[text] = {fold(one) for one in known_as if one}
            self._me |= self._said[text]
        self.by_name = any(not email for _, email in given)
        for name, email in [*listed, *(pair for pair in given if all(pair))]:
            self._listed[fold(name)].append((name, email))

    def text(self, written: bytes) -> str:
        """Return what stands in a commit as text: git puts into UTF-8 only what says its encoding."""
        found, guessed = decoded(written)
        self.guessed = guessed or self.guessed
        return found

    def author(self, name: bytes, email: bytes, *, known: bool = True) -> Person:
        """Return the author, whom git has already mapped."""
        cache = self._known_authors if known else self._authors
        found = cache.get((name, email))
        if found is None:
            found = self._person(self.text(name), self.text(email))
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
                    key = line.partition(b":")[0].decode(errors="replace").casefold()
                    if b"<" in line and key in self._trailer_of:
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
        key, _, value = self.text(line).partition(":")
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

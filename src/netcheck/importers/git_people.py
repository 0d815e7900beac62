"""Everyone in a git history: who is who, and who is the user."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netcheck.importers.people import Person, fold, person, read_people, read_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netcheck.importers.git_process import Mapped

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

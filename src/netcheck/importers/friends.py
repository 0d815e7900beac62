"""Reads friends.md, the journal of the program friends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact
from netcheck.domain.names import fold, nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import counting
from netcheck.importers.identifiers import known_as
from netcheck.importers.source import byte_lines, head, named
from netcheck.importers.talks import talk
from netcheck.importers.text import decoded, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "friends"

_HEADING = re.compile(r"###\s+(Activities|Notes|Friends|Locations):\s*")
_ACTIVITY = re.compile(r"(\d{4}-\d\d-\d\d): ?(.*)", re.ASCII | re.DOTALL)
_STARRED = re.compile(r"\*\*([^*]+)\*\*")
_PLACE = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")
_AKA = " (a.k.a. "
_MOST_PEOPLE = 8


class _Friend(NamedTuple):
    """Somebody in the list: name, nicknames, place and tags."""

    name: str
    aliases: tuple[str, ...]
    place: str
    tags: tuple[str, ...]


def detect(source: Source) -> bool:
    """Return whether a file has the headings of friends.md."""
    name = _file(source)
    return name is not None and any(_HEADING.fullmatch(line) for line in decoded(head(source, name))[0].split("\n"))


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield everybody in the list, and a talk for each day with somebody who is starred in an activity.

    Raises:
        NetcheckError: `import_not_format`.
    """
    name = _file(source)
    reading = _Reading(source, name or "", options, findings)
    found = False
    for draft in reading.drafts() if name else ():
        found = True
        yield draft
    if not found:
        raise NetcheckError("import_not_format", path=source.path, format="friends.md")


def _file(source: Source) -> str | None:
    return named(source, "friends.md") or (source.names[0] if len(source.names) == 1 else None)


class _Reading:
    """One file, read twice: the list of friends may stand below the activities."""

    def __init__(self, source: Source, name: str, options: Options, findings: Findings) -> None:
        self._source, self._name = source, name
        self._today = options.today
        self._findings = findings
        self._me = known_as(options.me)
        self._named: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._called: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._talked: set[tuple[str, int]] = set()

    def drafts(self) -> Iterator[Draft]:
        """Yield the friends, then the talks."""
        friends: dict[_Friend, int] = {}
        for number, line in self._lines("Friends", told=True):
            friend = _friend(line)
            if not nameable(friend.name):
                self._findings.problems.append(Problem(number, "import_card_no_name"))
            elif self._me.isdisjoint(map(fold, (friend.name, *friend.aliases))):
                friends.setdefault(friend, number)
            else:
                self._findings.leave_out("me", friend.name)
                self._me |= {*map(fold, (friend.name, *friend.aliases))}
        names = Counter(friend.name.casefold() for friend in friends)
        for friend, number in friends.items():
            folded = friend.name.casefold()
            person = folded if names[folded] == 1 else f"row:{number}:{self._source.path}"
            self._named[folded][person] = friend.name
            for alias in friend.aliases:
                self._called[alias.casefold()][person] = friend.name
            values = {
                "name": friend.name,
                "aliases": friend.aliases,
                "circles": friend.tags,
                "note": friend.place,
            }
            values = {key: value for key, value in values.items() if value}
            yield Draft(Contact, values, person=person, line=number, listed=True)
        for number, line in self._lines("Activities"):
            activity = _ACTIVITY.fullmatch(line.strip())
            if activity is None:
                self._findings.problems.append(Problem(number, "friends_no_activity"))
            elif day := self._day(activity[1]):
                yield from self._talks(number, day, activity[2])

    def _talks(self, number: int, day: int, text: str) -> Iterator[Draft]:
        starred = [name for name in map(tidy, _STARRED.findall(text)) if nameable(name) and fold(name) not in self._me]
        meant = {name: self._meant(name) for name in starred}
        for name, bearers in meant.items():
            if len(bearers) > 1:
                self._findings.leave_out("ambiguous", name)
        people = {person: name for one in meant.values() if len(one) == 1 for person, name in one.items()}
        if not starred:
            self._findings.leave_out("nobody")
        elif len(people) > _MOST_PEOPLE:
            self._findings.leave_out("many_recipients")
        else:
            note = tidy(_PLACE.sub(r"\1", _STARRED.sub(r"\1", text)))
            for person, name in people.items():
                if name.casefold() not in self._named:
                    self._named[person][person] = name
                    yield Draft(Contact, {"name": name}, person=person, line=number)
                if (person, day) not in self._talked:
                    self._talked.add((person, day))
                    yield talk(NAME, person, name, day, note)._replace(line=number)

    def _meant(self, starred: str) -> dict[str, str]:
        """Return the names of those whom a starred text may mean, by what tells them apart: by name, else by alias."""
        folded = starred.casefold()
        return self._named.get(folded) or self._called.get(folded) or {folded: starred}

    def _day(self, text: str) -> int:
        """Return a day as an ordinal; 0 for one that does not count, which is said."""
        try:
            day = date.fromisoformat(text).toordinal()
        except ValueError:
            day = 0
        return counting(day, self._today, self._findings) or 0

    def _lines(self, section: str, *, told: bool = False) -> Iterator[tuple[int, str]]:
        """Yield the entries of a section with their lines; `told` says which encoding had to be guessed."""
        lines, guess = byte_lines(self._source, self._name)
        here = ""
        for number, line in enumerate(lines, 1):
            text, guessed = decoded(line.replace(b"\0", b""))
            if told and (guess or guessed):
                facts = {"file": self._name, "encoding": guess or guessed}
                self._findings.remarks.append(("encoding", facts))
                told = False
            if heading := _HEADING.fullmatch(text):
                here = heading[1]
            elif text.startswith("#"):
                here = ""
            elif here == section and text.startswith("- "):
                yield number, text.removeprefix("- ")


def _friend(line: str) -> _Friend:
    """Return what a line says: `Name (a.k.a. Nick a.k.a. Nick2) [Place] @tag @tag`, all but the name may be missing."""
    words = line.split()
    tags: list[str] = []
    while words and words[-1].startswith("@") and len(words[-1]) > 1:
        tags.append(tidy(words.pop().removeprefix("@")))
    rest = f" {tidy(' '.join(words))}"
    place = ""
    if rest.endswith("]") and " [" in rest:
        rest, _, place = rest[:-1].rpartition(" [")
    aliases: list[str] = []
    if rest.endswith(")") and _AKA in rest:
        rest, _, others = rest[:-1].partition(_AKA)
        aliases = [alias for alias in map(tidy, others.split("a.k.a. ")) if nameable(alias)]
    name = tidy(rest)
    different = tuple(dict.fromkeys(alias for alias in aliases if alias != name))
    return _Friend(name, different, tidy(place), tuple(dict.fromkeys(filter(nameable, reversed(tags)))))

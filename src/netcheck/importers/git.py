"""Reads who helped whom from the trailers of a git history."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from netcheck.domain.events import Direction, Kind
from netcheck.errors import NetcheckError
from netcheck.importers.base import ContactDraft, Draft, EventDraft, Problem
from netcheck.importers.git_process import open_repository
from netcheck.importers.people import Person, fold, person, read_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from netcheck.importers.git_process import Mapped

NAME = "git"

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

Exchange = tuple[str, Person, Direction]
"""A trailer, the other person, and which way it went."""

_NOBODY = Person("", "", "")
_TRAILER_OF = {trailer.casefold(): trailer for trailer in TRAILERS}
_FIELDS = ("%H", "%as", "%aN", "%aE", "%s", f"%(trailers:{','.join(f'key={name}' for name in TRAILERS)},unfold)")


def detect(path: Path) -> bool:
    """Return whether the directory is a repository, with a work tree or bare."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


@contextmanager
def parse(
    path: Path,
    me: Sequence[str],
    *,
    today: int,
    since: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[Iterator[Draft], list[Problem]]]:
    """Give the exchanges with `me` in the history of HEAD, newest first, each person before the first exchange.

    `me` are names or e-mail addresses, .mailmap and case ignored; an address once seen beside such a name
    is the user's for all older commits, too, whatever name stands there. `since` and `today` are ordinals; the
    day is the author's, where the author was. A day that begins earlier there than here counts as
    today, and one further ahead is a problem. `progress` is told the number of commits read, now and
    then. Memory is bounded but for the people: git runs while the drafts are read, and ends with the block.

    Raises:
        NetcheckError: `git_missing`, `git_no_repository`, `git_empty`, `git_failed`; while drafts are
            read, `git_failed` or `git_me_unknown` with the names of those who wrote the most.
    """
    repository = open_repository(path)
    with repository.mailmap() as mapped, repository.log(_FIELDS) as records:
        people = _People(me, mapped)
        history = _History(people, today, since)
        yield history.drafts(_counted(records, progress)), history.problems


def _counted(records: Iterator[list[bytes]], progress: Callable[[int], None] | None) -> Iterator[list[bytes]]:
    number = 0
    for number, record in enumerate(records, start=1):
        yield record
        if progress and number % REPORT_EVERY == 0:
            progress(number)
    if progress:
        progress(number)


class _People:
    """Everyone in the history; `mine` are the keys of the user."""

    def __init__(self, me: Sequence[str], mapped: Callable[[str, str], Mapped]) -> None:
        self._mapped = mapped
        self._authors: dict[tuple[bytes, bytes], Person] = {}
        self._lines: dict[bytes, tuple[str, Person]] = {}
        self._values: dict[str, Person] = {}
        self._first_sight: dict[str, Person] = {}
        self._me: set[str] = set()
        self.mine: set[str] = set()
        for given in me:
            name, email = read_person(given)
            # Namesakes are others as long as there is an address to tell them by.
            known_as = (email, mapped(name, email)[1]) if email else (name,)
            self._me |= {fold(text) for text in known_as if text}

    def author(self, name: bytes, email: bytes) -> Person:
        """Return the author, whom git has already mapped."""
        found = self._authors.get((name, email))
        if found is None:
            found = person(name.decode(errors="replace").strip(), email.decode(errors="replace").strip())
            self._authors[name, email] = self._noted(found)
        return found

    def trailer(self, line: bytes) -> tuple[str, Person]:
        """Return the trailer's name and the person whom it names; "" and nobody for any other line."""
        found = self._lines.get(line)
        if found is None:
            key, _, value = line.decode(errors="replace").partition(":")
            trailer = _TRAILER_OF.get(key.strip().casefold(), "")
            found = self._lines[line] = (trailer, self._named(value.strip()) if trailer else _NOBODY)
        return found

    def _named(self, value: str) -> Person:
        found = self._values.get(value)
        if found is None:
            name, email = read_person(value)
            found = self._noted(person(*self._mapped(name, email)) if email else person(name, ""))
            self._values[value] = found
        return found

    def _noted(self, found: Person) -> Person:
        if not self._me.isdisjoint((fold(found.name), found.key)):
            self.mine.add(found.key)
        return self._first_sight.setdefault(found.key, found)


class _History:
    """One reading of a history."""

    def __init__(self, people: _People, today: int, since: int | None) -> None:
        self.problems: list[Problem] = []
        self._people = people
        self._today = today
        self._since = since or 0
        self._introduced: set[str] = set()
        self._authors: Counter[Person] = Counter()

    def drafts(self, records: Iterable[list[bytes]]) -> Iterator[Draft]:
        """Yield the drafts of all commits."""
        for number, (commit, day, name, email, subject, trailers) in enumerate(records, start=1):
            author = self._people.author(name, email)
            self._authors[author] += 1
            if not trailers:
                continue
            events = self._exchanges(author, trailers)
            if not events:
                continue
            ordinal = self._day(number, commit, day)
            if ordinal is None or ordinal < self._since:
                continue
            for trailer, other, direction in events:
                yield from self._introduce(other)
                yield self._event(commit.decode(), ordinal, trailer, other, direction, subject)
        if not self._people.mine:
            raise self._unknown()

    def _exchanges(self, author: Person, trailers: bytes) -> list[Exchange]:
        """Return what a commit's trailers say of the user: once for each trailer and person."""
        # All lines first: one of them may be the first to show that the author is the user.
        lines = [self._people.trailer(line) for line in trailers.split(b"\n")]
        mine = self._people.mine
        by_me = author.key in mine
        found: dict[Exchange, None] = {}
        for trailer, named in lines:
            if (named.key in mine) is by_me or not trailer:
                continue
            direction = Direction.RECEIVED if by_me else Direction.GIVEN
            found[trailer, named if by_me else author, Direction.MUTUAL if trailer == TOGETHER else direction] = None
        return [exchange for exchange in found if exchange[1].key]

    def _day(self, number: int, commit: bytes, day: bytes) -> int | None:
        ordinal = _ordinal(day)
        if ordinal is not None and ordinal <= self._today + 1:
            return min(ordinal, self._today)
        if len(self.problems) < MOST_PROBLEMS:
            code = "git_bad_day" if ordinal is None else "git_future_day"
            self.problems.append(Problem(number, code, {"commit": commit.decode()[:12], "value": day.decode()}))
        return None

    def _introduce(self, other: Person) -> Iterator[ContactDraft]:
        if other.key not in self._introduced:
            self._introduced.add(other.key)
            yield ContactDraft(other.name, identifiers=(other.email,) if other.email else (), person=other.key)

    def _event(
        self, commit: str, day: int, trailer: str, other: Person, direction: Direction, subject: bytes
    ) -> EventDraft:
        part, colon, _ = subject.decode(errors="replace").partition(":")
        return EventDraft(
            day,
            other.name,
            None,
            direction,
            TRAILERS[trailer],
            note=part.strip() if colon else "",
            source=f"git:{commit}:{trailer}:{other.key}",
            person=other.key,
        )

    def _unknown(self) -> NetcheckError:
        names = dict.fromkeys(author.name for author, _ in self._authors.most_common())
        return NetcheckError("git_me_unknown", names=", ".join([*names][:AUTHORS_SHOWN]))


@lru_cache(maxsize=4096)
def _ordinal(day: bytes) -> int | None:
    try:
        return date.fromisoformat(day.decode()).toordinal()
    except ValueError:
        return None

"""Reads who helped whom from the trailers of a git history."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Direction, Kind
from netcheck.errors import NetcheckError
from netcheck.importers.base import ContactDraft, Draft, EventDraft, Problem
from netcheck.importers.git_people import GitPeople
from netcheck.importers.git_process import open_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from netcheck.importers.people import Person

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


class Exchange(NamedTuple):
    """A trailer, the other person, which way it went, and the key by which the commit knows the person.

    The key as written stays the same however much is known by the name later, so that entries are recognised.
    """

    trailer: str
    other: Person
    direction: Direction
    written: str


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
    is the user's for all older commits, too, whatever name stands there. Somebody without an address is the
    one person of that name who has one in .mailmap or in the history so far, if there is just one.
    `since` and `today` are ordinals; the day is the author's, where the author was. A day that begins
    earlier there than here counts as today, and one further ahead is a problem; commits that are left
    out name nobody. `progress` is told the number of commits read, now and then. Memory is bounded but
    for the people: git runs while the drafts are read, and ends with the block.

    Raises:
        NetcheckError: `git_missing`, `git_no_repository`, `git_empty`, `git_failed`; while drafts are
            read, `git_failed` or `git_me_unknown` with the names of those who wrote the most.
    """
    repository = open_repository(path)
    with repository.mailmap() as mapped, repository.log(_FIELDS) as records:
        people = GitPeople(me, TRAILERS, mapped, repository.mapped_people())
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


class _History:
    """One reading of a history."""

    def __init__(self, people: GitPeople, today: int, since: int | None) -> None:
        self.problems: list[Problem] = []
        self._people = people
        self._today = today
        self._since = since or 0
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

    def _of_commit(self, commit: str, day: int, exchanges: Iterable[Exchange], subject: bytes) -> Iterator[Draft]:
        for exchange in exchanges:
            if exchange.other.key not in self._introduced:
                yield self._introduction(exchange.other)
            yield self._event(commit, day, exchange, subject)

    def _exchanges(self, author: Person, trailers: bytes, *, known: bool) -> Collection[Exchange]:
        """Return what a commit's trailers say of the user: once for each trailer and person."""
        people = self._people
        # All lines first: one of them may be the first to show that the author is the user, or who a name is.
        pairs = people.named(trailers, known=known)
        writer = author if author.email else people.meant(author)
        mine = people.mine
        by_me = writer.key in mine
        found: dict[tuple[str, str], Exchange] = {}
        for trailer, named in pairs:
            one = named if named.email else people.meant(named)
            if (one.key in mine) is by_me:
                continue
            other, written = (one, named.key) if by_me else (writer, author.key)
            if other.key and (trailer, other.key) not in found:
                gone = Direction.RECEIVED if by_me else Direction.GIVEN
                direction = Direction.MUTUAL if trailer == TOGETHER else gone
                found[trailer, other.key] = Exchange(trailer, other, direction, written)
        return found.values()

    def _day(self, day: bytes) -> int | None:
        ordinal = _ordinal(day)
        return min(ordinal, self._today) if ordinal is not None and ordinal <= self._today + 1 else None

    def _left_out(self, number: int, commit: bytes, day: bytes) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            code = "git_bad_day" if _ordinal(day) is None else "git_future_day"
            self.problems.append(Problem(number, code, {"commit": commit.decode()[:12], "value": day.decode()}))

    def _introduction(self, other: Person) -> ContactDraft:
        self._introduced.add(other.key)
        return ContactDraft(other.name, identifiers=(other.email,) if other.email else (), person=other.key)

    def _event(self, commit: str, day: int, exchange: Exchange, subject: bytes) -> EventDraft:
        trailer, other, direction, written = exchange
        part, colon, _ = subject.decode(errors="replace").partition(":")
        return EventDraft(
            day,
            other.name,
            None,
            direction,
            TRAILERS[trailer],
            note=part.strip() if colon else "",
            source=f"git:{commit}:{trailer}:{written}",
            person=other.key,
        )

    def _unknown(self) -> NetcheckError:
        names = dict.fromkeys(author.name for author, _ in self._authors.most_common())
        return NetcheckError("git_me_unknown", names=", ".join([*names][:AUTHORS_SHOWN]))


def _ordinal(day: bytes) -> int | None:
    try:
        return date.fromisoformat(day.decode()).toordinal()
    except ValueError:
        return None

"""Reads who helped whom from the trailers of git histories."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact, Direction, Event
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Findings, Options, Problem
from netcheck.importers.days import FIRST, counting
from netcheck.importers.git_people import NO_NAME, ROBOT, GitPeople, Person, person
from netcheck.importers.git_process import open_repository
from netcheck.importers.git_trailers import TOGETHER, TRAILERS, all_trailers
from netcheck.importers.identifiers import identifier
from netcheck.importers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from netcheck.importers.source import Source

NAME = "git"

AUTHORS_SHOWN = 5
REPORT_EVERY = 1000

FIELDS = ("%H", "%ad", "%aN", "%aE", "%s", "%b", f"%(trailers:{','.join(f'key={name}' for name in TRAILERS)},unfold)")
"""What `git log` is asked for of each commit; a day comes as seconds and zone: git dies of one before 1970."""

FIELDS_OF_NAMES = ("%aN", "%aE", "%b")
"""What it is asked for to find the addresses that stand beside a name."""

PASSED_OVER = {
    "git_no_repository": "no_repository",
    "git_empty": "empty_repository",
    "import_me_needed": "not_mine",
}
"""Why one of several is passed over, by the failure that it would be alone."""


class TrailerExchange(NamedTuple):
    """A trailer, the other person, which way it went, and the key by which the commit knows the person.

    The key as written stays the same however much is known by the name later, so that entries are recognised.
    """

    trailer: str
    other: Person
    direction: Direction
    written: str


def detect(source: Source) -> bool:
    """Return whether the folder is a repository, with a work tree or bare."""
    path = source.path
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield the exchanges of the user in the history of HEAD, newest first, each person before the first exchange.

    The user is who was said to be, or else who git's settings say there. Names and addresses go through .mailmap, case
    ignored; an address that stands beside a name of the user anywhere is the user's in all commits: for that a history
    is read twice where no address is said. Somebody without an address is the one person of that name who has one in
    .mailmap or in the history so far, if there is just one; the user's own name without an address is the user, also
    where it is known only from older commits, whose exchanges come last.
    The day is the author's, where the author was; one that begins earlier there than here counts as today. Commits that
    are left out name nobody. Robots and words for nobody are counted; what is shallow, and who was not found of those
    who were said to be the user, is remarked.

    Raises:
        NetcheckError: `git_missing`, `git_no_repository`, `git_empty`, `git_failed`; at the end `import_me_needed` with
            the `names` of those who wrote the most, and whether anything was `known` of the user.
    """
    unmatched: list[str] = []
    yield from _drafts(source.path, options, findings, unmatched)
    _remark_unmatched(findings, unmatched)


def parse_each(sources: Sequence[Source], options: Options, findings: Findings) -> Iterator[list[Draft]]:
    """Yield what `parse` does for each repository; of several the notes say which.

    What is no repository, has no commit, or nothing of the user is passed over and counted; where git fails, what it
    says is a problem with that repository.

    Raises:
        NetcheckError: as for `parse`, if none is left.
    """
    refused: list[NetcheckError] = []
    unmatched: list[list[str]] = []
    for source in sources:
        path, missing, here = source.path, list[str](), Findings()
        try:
            drafts = list(_drafts(path, options, here, missing, _project(path) if len(sources) > 1 else ""))
        except NetcheckError as error:
            refused.append(error)
            if error.code in PASSED_OVER:
                findings.leave_out(PASSED_OVER[error.code], str(path))
            elif error.code == "git_failed":
                findings.problems.append(Problem(0, error.code, error.facts, str(path)))
            else:
                raise
        else:
            findings.add(here)
            unmatched.append(missing)
            yield drafts
    if refused and not unmatched:
        raise min(refused, key=lambda error: error.code != "import_me_needed")
    _remark_unmatched(findings, [text for text in unmatched[0] if all(text in others for others in unmatched)])


def _project(path: Path) -> str:
    *_, folder, name = ("", *path.resolve().parts)
    return name.removesuffix(".git") or folder


def _remark_unmatched(findings: Findings, unmatched: Sequence[str]) -> None:
    if unmatched:
        findings.remarks.append(("me_unmatched", {"names": ", ".join(unmatched)}))


def _drafts(
    path: Path, options: Options, findings: Findings, unmatched: list[str], project: str = ""
) -> Iterator[Draft]:
    """Yield the drafts of a history; what of the user was said, but is nobody there, goes into `unmatched`."""
    repository = open_repository(path)
    me = options.me if options.me_said else (*repository.owner(), *options.me)
    with repository.mailmap() as mapped:
        people = GitPeople(me, TRAILERS, mapped, repository.mapped_people())
        if people.by_name:
            with repository.log(FIELDS_OF_NAMES) as records:
                people.learn_mine(records)
        with repository.log(FIELDS) as records:
            history = _History(people, repository.former_addresses(), options, findings, project)
            yield from history.drafts(_counted(records, options.progress))
    if repository.shallow and history.first:
        since = date.fromordinal(history.first).isoformat()
        findings.remarks.append(("git_shallow", {"path": path, "date": since}))
    if people.guessed:
        findings.remarks.append(("encoding", {"file": path, "encoding": people.guessed}))
    unmatched += people.unmatched() if options.me_said else ()


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

    def __init__(
        self,
        people: GitPeople,
        former: Mapping[str, Sequence[str]],
        options: Options,
        findings: Findings,
        project: str,
    ) -> None:
        """Begin to read.

        `former` are by address, case folded, further ones of that person; `project` stands in front of the notes,
        unless it is "".
        """
        self.first: int | None = None
        self._people = people
        self._former = former
        self._findings = findings
        self._project = project
        self._unclear: dict[str, list[_Unclear]] = {}
        self._today = options.today
        self._since = options.since or 0
        self._introduced: set[str] = set()
        self._authors: Counter[Person] = Counter()

    def drafts(self, records: Iterable[list[bytes]]) -> Iterator[Draft]:
        """Yield the drafts of all commits."""
        people = self._people
        for commit, written, name, email, subject, body, own in records:
            ordinal = _ordinal(written)
            day = self._day(ordinal)
            if day is not None:
                self.first = min(self.first or day, day)
            counts = day is not None and day >= self._since
            author = people.author(name, email, known=counts)
            if not people.mine and author.key:
                self._authors[author] += 1
            trailers = all_trailers(body, own)
            if not trailers:
                continue
            at = _Commit(commit, day if counts else None, author, subject)
            exchanges = self._exchanges(at, trailers)
            if day is None and exchanges:
                counting(ordinal, self._today, self._findings)
            yield from self._of_commit(at, exchanges)
        if not people.mine:
            names = dict.fromkeys(author.name for author, _ in self._authors.most_common())
            raise NetcheckError("import_me_needed", names=[*names][:AUTHORS_SHOWN], known=self._people.said)
        yield from self._cleared()

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

    def _day(self, ordinal: int | None) -> int | None:
        """Return the day of a commit that counts, else None; a morning that has not come here yet is today."""
        return min(ordinal, self._today) if ordinal is not None and FIRST <= ordinal <= self._today + 1 else None

    def _introduction(self, other: Person) -> Draft:
        self._introduced.add(other.key)
        addresses = (other.email, *self._former.get(other.email.casefold(), ())) if other.email else ()
        known = dict.fromkeys(identifier(email) or email for email in addresses)
        values = {"name": other.name, "identifiers": tuple(known)}
        return Draft(Contact, values, person=other.key)

    def _event(self, at: _Commit, day: int, exchange: TrailerExchange) -> Draft:
        trailer, other, direction, written = exchange
        part, colon, _ = self._people.text(at.subject).partition(":")
        area = tidy(part) if colon else ""
        values = {
            "day": day,
            "direction": direction,
            "kind": TRAILERS[trailer],
            "note": ": ".join(filter(None, (self._project, area))),
            "source": f"git:{at.commit.decode()}:{trailer}:{written}",
        }
        return Draft(Event, values, other.name, other.key)


def _ordinal(written: bytes) -> int | None:
    """Return the day of `1740830400 +0100` where the author was; None for none."""
    seconds, _, zone = written.partition(b" ")
    try:
        hours, minutes = divmod(abs(int(zone)), 100)
        offset = (60 * hours + minutes) * (-60 if zone.startswith(b"-") else 60)
        return FIRST + (int(seconds) + offset) // 86400
    except ValueError:
        return None

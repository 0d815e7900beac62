"""Reads who reviewed and merged pull requests, from the JSON of `gh pr list`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.names import fold, nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import counting, iso_day
from netcheck.importers.identifiers import identifier
from netcheck.importers.json_stream import JsonStream, mapping, mappings, text
from netcheck.importers.source import head
from netcheck.importers.text import beginning, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "gh"

GIVEN_UNASKED = 30
"""So many pull requests does gh give where it is not told how many."""
AUTHORS_SHOWN = 5
MOST_PROBLEMS = 1000
REPORT_EVERY = 1000

NEEDED = ("url", "author", "reviews")
"""The keys without which nothing can be told of a pull request."""

ROBOTS = frozenset(
    {
        "dependabot", "renovate", "github-actions", "copilot-pull-request-reviewer", "coderabbitai", "codecov",
        "github-merge-queue",
    }
)  # fmt: skip
"""Robots that come as reviewers, whom nothing else gives away."""

_DELETED = {"", "ghost"}
_REVIEWED = {"APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"}
_URL = re.compile(r"https?://([^/\s]+)/([^/\s]+)/([^/\s]+)/pull/(\d+)")
_KEYS = re.compile(r'"(?:author|closedAt|mergedAt|mergedBy|reviews|is_bot|submittedAt)"\s*:')
_SOME_KEYS = 2


class PullRequest(NamedTuple):
    """One pull request: where it is, and as gh has it; `place` is `owner/repo#12`, behind any host but github.com."""

    place: str
    host: str
    title: str
    said: Mapping[str, Any]


def detect(source: Source) -> bool:
    """Return whether the file begins like a list of pull requests."""
    if len(source.names) != 1:
        return False
    # What PowerShell writes to a file is UTF-16.
    start = beginning(head(source, source.names[0])).lstrip()
    return start.startswith(("[", "{")) and len(set(_KEYS.findall(start))) >= _SOME_KEYS


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield the reviews between the user and others, and merges by whoever wrote none.

    Several lists one after the other are one input; people are known by their login.

    Raises:
        NetcheckError: `import_not_format`, `import_damaged`, `import_deep`, `import_me_needed`.
    """
    return _Lists(source, options, findings).drafts()


class _Lists:
    """One reading of lists of pull requests."""

    def __init__(self, source: Source, options: Options, findings: Findings) -> None:
        self._source = source
        self._options = options
        self._findings = findings
        self._names: dict[str, str] = {}
        self._authors: Counter[str] = Counter()
        self._logins: dict[str, None] = {}
        self._robots = ROBOTS | {login.lstrip("@").lower() for login in options.excepted}
        self._mine: set[str] = set()
        self._introduced: set[str] = set()
        self._seen: set[str] = set()

    def drafts(self) -> Iterator[Draft]:
        self._learn()
        events = False
        for number, request in enumerate(self._requests(), start=1):
            if self._options.progress and number % REPORT_EVERY == 0:
                self._options.progress(number)
            for login, draft in self._of_request(request):
                if draft.person not in self._introduced:
                    self._introduced.add(draft.person)
                    yield self._introduction(request.host, login, draft.person)
                events = True
                yield draft
        if events:
            self._findings.remarks.append(("gh_and_git", {}))

    def _learn(self) -> None:
        """Learn the names of all, and who the user is."""
        usable = 0
        for request in self._requests(first=True):
            usable += 1
            author = _login(request.said.get("author"))
            self._authors[author] += not self._is_robot(request.said.get("author")) and author not in _DELETED
            for one in (request.said.get("author"), request.said.get("mergedBy"), *_reviewers(request.said)):
                self._logins[_login(one)] = None
                name = tidy(text(mapping(one).get("name")))
                if nameable(name):
                    self._names[_login(one)] = name
                elif as_written := tidy(text(mapping(one).get("login"))):
                    self._names.setdefault(_login(one), as_written)
        if not usable:
            raise NetcheckError("import_not_format", path=self._source.path, format="gh pr list")
        wanted = {fold(known) for one in self._options.me if (known := _said_login(one))}
        self._mine = {login for login in self._logins if login and self._fits(login, wanted)}
        if not self._mine:
            likeliest = [login for login, n in self._authors.most_common(AUTHORS_SHOWN) if n]
            raise NetcheckError("import_me_needed", names=likeliest)

    def _fits(self, login: str, wanted: set[str]) -> bool:
        return fold(login) in wanted or (login in self._names and fold(self._names[login]) in wanted)

    def _requests(self, *, first: bool = False) -> Iterator[PullRequest]:
        """Yield all pull requests of all lists; what is wrong with them is noted the first time."""
        names = [name for name in self._source.names if name.casefold().endswith(".json")] or self._source.names
        for name in names:
            place = 0
            with self._source.open(name) as binary:
                stream = JsonStream(binary, self._source.path)
                while stream.more():
                    start = place
                    for place, item in enumerate(self._items(stream), start=start + 1):
                        problem = _problem(item)
                        if problem is None:
                            yield _request(mapping(item))
                        elif first and len(self._findings.problems) < MOST_PROBLEMS:
                            told = replace(problem, line=place, file=name if len(names) > 1 else "", record=True)
                            self._findings.problems.append(told)
                    if first and place - start == GIVEN_UNASKED and ("gh_thirty", {}) not in self._findings.remarks:
                        self._findings.remarks.append(("gh_thirty", {}))
                if first and stream.guessed:
                    self._findings.remarks.append(("encoding", {"file": name, "encoding": stream.guessed}))

    def _items(self, stream: JsonStream) -> Iterator[object]:
        """Yield the items of the list that begins here, or the one object."""
        begins = stream.begins()
        if begins == "[":
            yield from stream.items()
        elif begins == "{":
            yield stream.value()
        else:
            raise NetcheckError("import_not_format", path=self._source.path, format="gh pr list")

    def _of_request(self, request: PullRequest) -> Iterator[tuple[str, Draft]]:
        """Yield what went on between the user and another, each with the other's login."""
        author = _login(request.said.get("author"))
        if self._is_robot(request.said.get("author")):
            self._findings.leave_out("robot")
            return
        mine = author in self._mine
        if not mine and self._mine.isdisjoint(map(_login, (request.said.get("mergedBy"), *_reviewers(request.said)))):
            self._findings.leave_out("others")
            return
        if author in _DELETED:
            self._findings.leave_out("deleted_account")
            return
        yield from self._reviews(request, author, mine=mine)
        yield from self._merge(request, author, mine=mine)

    def _reviews(self, request: PullRequest, author: str, *, mine: bool) -> Iterator[tuple[str, Draft]]:
        for review in _reviews(request.said):
            reviewer = _login(review.get("author"))
            if (reviewer in self._mine) is mine:
                continue  # an own one, or one between others
            if self._told(reviewer, review.get("author")):
                other = reviewer if mine else author
                yield from self._event(request, "review", other, text(review.get("submittedAt")), received=mine)

    def _merge(self, request: PullRequest, author: str, *, mine: bool) -> Iterator[tuple[str, Draft]]:
        merged, day = _login(request.said.get("mergedBy")), text(request.said.get("mergedAt"))
        if not day or not mapping(request.said.get("mergedBy")) or (merged in self._mine) is mine:
            return
        if merged in {_login(review.get("author")) for review in _reviews(request.said)}:
            return
        if self._told(merged, request.said.get("mergedBy")):
            yield from self._event(request, "merge", merged if mine else author, day, received=mine)

    def _told(self, login: str, account: object) -> bool:
        """Return whether somebody is a person that still exists; count them otherwise."""
        if self._is_robot(account):
            self._findings.leave_out("robot")
        elif login in _DELETED:
            self._findings.leave_out("deleted_account")
        else:
            return True
        return False

    def _event(
        self, request: PullRequest, what: str, other: str, written: str, *, received: bool
    ) -> Iterator[tuple[str, Draft]]:
        day = counting(iso_day(written), self._options.today, self._findings)
        if day is None:
            return
        source = f"{NAME}:{request.place}:{what}:{other}:{written.strip()[:10]}"
        if source in self._seen:
            return
        self._seen.add(source)
        values = {
            "day": day,
            "direction": Direction.RECEIVED if received else Direction.GIVEN,
            "kind": Kind.FEEDBACK if what == "review" else Kind.HELP,
            "note": tidy(f"{request.place} {request.title}"),
            "source": source,
        }
        yield other, Draft(Event, values, self._names.get(other, other), f"https://{request.host}/{other}")

    def _introduction(self, host: str, login: str, person: str) -> Draft:
        values: dict[str, Any] = {"name": self._names.get(login, login)}
        if host == "github.com":
            values["identifiers"] = (person,)
        else:
            values["keys"] = (f"{NAME}:{host}/{login}",)
        return Draft(Contact, values, person=person)

    def _is_robot(self, account: object) -> bool:
        login = _login(account)
        return (
            mapping(account).get("is_bot") is True
            or login.startswith("app/")
            or login.endswith("[bot]")
            or login in self._robots
        )


def _problem(item: object) -> Problem | None:
    """Return why nothing can be told of a pull request; None if something can."""
    said = mapping(item)
    missing = next((key for key in NEEDED if key not in said), "")
    if not said:
        return Problem(0, "import_bad_record")
    if missing:
        return Problem(0, "import_missing_key", {"key": missing})
    return None if _URL.match(text(said["url"])) else Problem(0, "import_bad_record")


def _request(said: Mapping[str, Any]) -> PullRequest:
    found = _URL.match(text(said["url"]))
    host, owner, repository, number = found.groups() if found else ("", "", "", "")
    host = host.lower().removeprefix("www.")
    place = f"{owner}/{repository}#{number}"
    return PullRequest(place if host == "github.com" else f"{host}/{place}", host, text(said.get("title")), said)


def _reviews(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the reviews that were sent; a pending one is a draft."""
    return [
        review
        for review in mappings(said.get("reviews"))
        if review.get("state") in _REVIEWED and text(review.get("submittedAt"))
    ]


def _reviewers(said: Mapping[str, Any]) -> list[object]:
    return [review.get("author") for review in _reviews(said)]


def _login(account: object) -> str:
    """Return a login as it is compared; "" for a deleted user."""
    return tidy(text(mapping(account).get("login"))).lower()


def _said_login(said: str) -> str:
    """Return the login, or else the name, that somebody wrote: `ana`, `@ana`, the address of a profile, `Ana K`."""
    return identifier(said).removeprefix("https://github.com/") or tidy(said).lstrip("@")

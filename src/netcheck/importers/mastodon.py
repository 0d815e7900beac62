"""Reads the archive of a Mastodon account, and its lists of accounts as CSV."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from netcheck.domain.model import Contact, Direction, Kind
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import counting, iso_day
from netcheck.importers.identifiers import handle, identifier, profile
from netcheck.importers.json_stream import JsonStream, mapping, mappings, text, texts
from netcheck.importers.source import head
from netcheck.importers.talks import Talks, exchange
from netcheck.importers.text import cut, decoded, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "mastodon"

MOST_OTHERS = 8
"""A direct post to more people than this is a talk with none of them."""
LONGEST_NOTE = 80
MOST_PROBLEMS = 1000
"""Of so many bad records each is told; whoever has more has another trouble."""
REPORT_EVERY = 1000

_LARGEST_TABLE = 50 << 20
_LONGEST_CONTENT = 5000
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_QUOTES = ("quote", "quoteUri", "quoteUrl", "_misskey_quote")
_ACTOR = re.compile(r"https?://[^/?#]+/(?:(?:ap/)?users/[^/?#]+|@[^/?#]+)")
_NAMED_ACTOR = re.compile(r"https?://([^/?#]+)/ap/users/([^/?#]*[^/?#\d][^/?#]*)")
_ADDRESSED = re.compile(r"(?:@[\w.-]+(?:@[\w.-]+)?\s+)+(?=\S)")
_HEADER = "account address"
_TABLES = re.compile(r"following|lists?\b")
# These hold people, too, but nobody whom the user knows by them.
_OTHER_TABLES = re.compile(r"block|mute|domain|bookmark|follower")
_MUTED = "hide notifications"


def detect(source: Source) -> bool:
    """Return whether there is an outbox, or a table of accounts, by its name and its first bytes."""
    for name in _outboxes(source):
        start = head(source, name)
        if b"OrderedCollection" in start and (_base(name) == "outbox.json" or b"/activity" in start):
            return True
    return any(
        head(source, name, 64).decode("utf-8-sig", "replace").lower().startswith(f"{_HEADER},show boosts")
        or (_base(name) == "lists.csv" and any(_is_list(row) for row in _rows(source, name)))
        for name in _tables(source)
    )


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield those who are followed or listed, and what was shared, answered and said directly.

    Who boosted and answered the user is in no archive. People are known by their handle, `@user@host`.

    Raises:
        NetcheckError: `import_not_format`, `import_damaged`, `import_deep`, `import_me_needed`.
    """
    outboxes, tables = _outboxes(source), _tables(source)
    if not outboxes and not tables:
        raise _not_format(source)
    introduced: set[str] = set()
    outbox = _Outbox(source, options, findings, introduced)
    outbox.learn(outboxes)
    followed = _followed(source, tables, findings)
    if not outboxes and not followed:
        raise _not_format(source)
    for person, circles in followed.items():
        introduced.add(person)
        if outbox.is_user(person):
            findings.leave_out("me", person)
            continue
        values = {"name": person, "identifiers": (person,)} | ({"circles": tuple(circles)} if circles else {})
        yield Draft(Contact, values, person=person, listed=True)
    yield from outbox.drafts(outboxes)
    for name in source.names:
        if _base(name) in {"likes.json", "bookmarks.json"}:
            number = _length(source, name)
            if number:
                findings.leave_out("reaction" if _base(name) == "likes.json" else "bookmark", n=number)


class _Outbox:
    """One reading of everything that a user sent."""

    def __init__(self, source: Source, options: Options, findings: Findings, introduced: set[str]) -> None:
        self._source = source
        self._options = options
        self._findings = findings
        self._introduced = introduced
        self._my_handles = {known for text in options.me if (known := identifier(text)).startswith("@")}
        self._my_ids: set[str] = set()
        self._host = next((known.split("@")[2] for known in sorted(self._my_handles)), "")
        self._handles: dict[str, str] = {}
        self._acts: set[tuple[str, Kind, int]] = set()
        self._direct: set[str] = set()
        self._talks = Talks(NAME, "Mastodon")

    def learn(self, names: Sequence[str]) -> None:
        """Learn who the user is from these files, and the handles of others.

        Raises:
            NetcheckError: `import_me_needed`.
        """
        for name in names:
            self._learn(name)
        if names and not self._my_ids and not self._my_handles:
            raise NetcheckError("import_me_needed", names=[])

    def is_user(self, person: str) -> bool:
        """Return whether a handle is one of the user's, of a former account, too."""
        return person in self._my_handles

    def drafts(self, names: Sequence[str]) -> Iterator[Draft]:
        """Yield what was shared, answered and said directly in these files."""
        for name in names:
            usable = number = 0
            for number, item in enumerate(self._items(name, last=True), start=1):
                if self._options.progress and number % REPORT_EVERY == 0:
                    self._options.progress(number)
                if _is_activity(item):
                    usable += 1
                    yield from self._of_item(mapping(item))
                elif number - usable <= MOST_PROBLEMS:
                    self._findings.problems.append(Problem(number, "import_bad_record", {}, name, record=True))
            if number and not usable:
                raise _not_format(self._source)
        for draft in self._talks.drafts():
            yield from self._introduction(draft.person)
            yield draft

    def _items(self, name: str, *, last: bool = False) -> Iterator[object]:
        with self._source.open(name) as binary:
            stream = JsonStream(binary, self._source.path)
            if not stream.enter("orderedItems") or stream.begins() != "[":
                raise _not_format(self._source)
            yield from stream.items()
            if last and stream.guessed:
                self._findings.remarks.append(("encoding", {"file": name, "encoding": stream.guessed}))

    def _learn(self, name: str) -> None:
        """Learn who the user is, and the handles of all who are mentioned anywhere."""
        folder = name[: len(name) - len(PurePosixPath(name).name)]
        beside = {known for known in self._source.names if known.casefold() == f"{folder}actor.json".casefold()}
        for file in beside:
            with self._source.open(file) as binary:
                stream = JsonStream(binary, self._source.path)
                self._me(mapping(stream.value() if stream.begins() == "{" else None))
        tags: dict[str, Mapping[str, Any]] = {}
        for item in self._items(name):
            activity = mapping(item)
            if not self._my_ids and (me := _uri(activity.get("actor"))):
                self._me({"id": me})
            for tag in _mentions(mapping(activity.get("object"))):
                tags[_uri(tag.get("href"))] = tag
        for href, tag in tags.items():
            if href and (known := self._mentioned(tag)):
                self._handles |= {uri: known for uri in (href, _plain_handle(href)) if uri}

    def _me(self, actor: Mapping[str, Any]) -> None:
        me = _uri(actor)
        host = _host(me)
        self._host = host or self._host
        self._my_ids |= {uri for uri in (me, *map(_uri, [actor.get("url"), *texts(actor.get("alsoKnownAs"))])) if uri}
        name = text(actor.get("preferredUsername"))
        self._my_handles |= {known for known in map(_plain_handle, self._my_ids) if known}
        if known := handle(f"@{name}@{host}"):
            self._my_handles.add(known)

    def _of_item(self, item: Mapping[str, Any]) -> Iterator[Draft]:
        if item.get("type") == "Announce":
            yield from self._boost(item)
        elif item.get("type") == "Create":
            yield from self._post(item, item["object"])

    def _boost(self, item: Mapping[str, Any]) -> Iterator[Draft]:
        shared = item.get("object")
        if not isinstance(shared, str):
            return  # an own private post stands there whole
        writer = _actor(shared)
        actors = [uri for uri in _addressed(item) if uri not in _PUBLIC and not uri.endswith("/followers")]
        if self._is_me(writer) or (actors and all(map(self._is_me, actors))):
            return
        others = [uri for uri in actors if not self._is_me(uri)]
        others.sort(key=lambda uri: (uri != writer, _host(uri) != _host(shared)))
        known = next((known for uri in (*others[:1], writer) if (known := self._handle(uri))), "")
        yield from self._act(known, Kind.SHARE, item, {}, "")

    def _post(self, item: Mapping[str, Any], post: Mapping[str, Any]) -> Iterator[Draft]:
        to, cc = (texts(post.get(key, item.get(key))) for key in ("to", "cc"))
        public = not _PUBLIC.isdisjoint((*to, *cc))
        mentioned = [tag for tag in _mentions(post) if not self._is_me(_uri(tag.get("href")))]
        mentioned = [tag for tag in mentioned if self._mentioned(tag) not in self._my_handles]
        if not public and not any(uri.endswith("/followers") for uri in (*to, *cc)):
            self._talk(item, post, mentioned)
            return
        content = text(post.get("content")) if public else ""
        answered = _uri(post.get("inReplyTo"))
        quoted = next((uri for key in _QUOTES if (uri := _uri(post.get(key)))), "")
        if answered and not self._is_mine(answered):
            yield from self._act(self._answered(answered, mentioned), Kind.FEEDBACK, item, post, content)
        elif quoted and not self._is_mine(quoted):
            yield from self._act(self._handle(_actor(quoted)), Kind.SHARE, item, post, content)
        elif mentioned and not answered:
            self._findings.leave_out("mention")

    def _talk(self, item: Mapping[str, Any], post: Mapping[str, Any], mentioned: Sequence[Mapping[str, Any]]) -> None:
        people = dict.fromkeys(self._mentioned(tag) for tag in mentioned)
        if not people or (text(post.get("id")) or None) in self._direct:
            return
        self._direct.add(text(post.get("id")))
        if len(people) > MOST_OTHERS:
            self._findings.leave_out("many_recipients")
            return
        day = self._day(item, post)
        for person in people:
            if not person:
                self._findings.leave_out("nobody")
            elif day:
                self._talks.add(person, person, day)

    def _act(
        self, person: str, kind: Kind, item: Mapping[str, Any], post: Mapping[str, Any], content: str
    ) -> Iterator[Draft]:
        if not person:
            self._findings.leave_out("nobody")
            return
        if person in self._my_handles:
            return
        day = self._day(item, post)
        if day is None or (person, kind, day) in self._acts:
            return
        self._acts.add((person, kind, day))
        yield from self._introduction(person)
        note = cut(_ADDRESSED.sub("", _words(content), count=1), LONGEST_NOTE)
        yield exchange(
            NAME, kind.value, person, person, day,
            direction=Direction.GIVEN, kind=kind, note=note, one_sided=True,
        )  # fmt: skip

    def _introduction(self, person: str) -> Iterator[Draft]:
        if person not in self._introduced:
            self._introduced.add(person)
            yield Draft(Contact, {"name": person, "identifiers": (person,)}, person=person)

    def _day(self, item: Mapping[str, Any], post: Mapping[str, Any]) -> int | None:
        published = text(item.get("published")) or text(post.get("published"))
        return counting(iso_day(published), self._options.today, self._findings)

    def _answered(self, answered: str, mentioned: Sequence[Mapping[str, Any]]) -> str:
        """Return who wrote a post: who is mentioned with its host and name, else alone, else whom its URI names."""
        writer = _actor(answered)
        known = self._handle(writer)
        fits = [
            tag
            for tag in mentioned
            if (writer and _uri(tag.get("href")) == writer) or (known and self._mentioned(tag) == known)
        ]
        tags = fits[:1] or (mentioned if len({self._mentioned(tag) for tag in mentioned}) == 1 else [])
        return next((there for tag in tags if (there := self._mentioned(tag))), known)

    def _mentioned(self, tag: Mapping[str, Any]) -> str:
        """Return the handle of a Mention; one without a host is of the user's own."""
        name, href = tidy(text(tag.get("name"))), _uri(tag.get("href"))
        if known := handle(name):
            return known
        host = _host(href)
        if "@" in name[1:] or (host and host != self._host):
            return self._handle(href)
        return handle(f"@{name.lstrip('@')}@{self._host}") or self._handle(href)

    def _handle(self, actor: str) -> str:
        """Return the handle that a mention has for an actor, by whichever of its addresses, else what its URI says."""
        plain = _plain_handle(actor)
        return self._handles.get(actor) or self._handles.get(plain, plain)

    def _is_me(self, actor: str) -> bool:
        known_as = {self._handle(actor), _plain_handle(actor)}
        return bool(actor) and (actor in self._my_ids or not known_as.isdisjoint(self._my_handles))

    def _is_mine(self, status: str) -> bool:
        return self._is_me(_actor(status)) or any(status.startswith(f"{me}/") for me in self._my_ids)


class _Words(HTMLParser):
    """The words of a post: what stands between its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the signature of the base class
        if tag in {"br", "p", "li"}:
            self.words.append(" ")


def _words(content: str) -> str:
    parser = _Words()
    try:
        parser.feed(content[:_LONGEST_CONTENT])
        parser.close()
    except AssertionError:  # its only error, for `<![` and an unknown word
        return re.sub(r"<[^<>]*>?", " ", content[:_LONGEST_CONTENT])
    return "".join(parser.words)


def _is_activity(item: object) -> bool:
    """Return whether an item says what was done, and to what where that is read: a URI, or what it says whole."""
    kind, of = (mapping(item).get(key) for key in ("type", "object"))
    uri = kind == "Announce" and "://" in text(of)
    return isinstance(kind, str) and (kind not in {"Announce", "Create"} or uri or bool(mapping(of)))


def _mentions(post: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [tag for tag in mappings(post.get("tag")) if tag.get("type") == "Mention"]


def _addressed(item: Mapping[str, Any]) -> list[str]:
    return [_uri(uri) for key in ("cc", "to") for uri in texts(item.get(key))]


def _uri(value: object) -> str:
    """Return a URI, or that of an object, without the slash at its end."""
    return text(mapping(value).get("id") if isinstance(value, dict) else value).strip().rstrip("/")


def _actor(status: str) -> str:
    """Return the URI of whoever wrote a status, as far as that stands in its path."""
    found = _ACTOR.match(status)
    return found[0] if found else ""


def _plain_handle(actor: str) -> str:
    """Return the handle that stands in an actor's URI; a number is none."""
    if named := _NAMED_ACTOR.fullmatch(actor):
        return handle(f"@{named[2]}@{named[1]}")
    known = profile(actor) if _ACTOR.fullmatch(actor) else ""
    return known if known.startswith("@") else ""


def _host(uri: str) -> str:
    try:
        return (urlsplit(uri).hostname or "") if uri else ""
    except ValueError:
        return ""


def _base(name: str) -> str:
    return PurePosixPath(name).name.casefold()


def _outboxes(source: Source) -> list[str]:
    """Return the files that hold what was sent; a file that was named alone may have any name."""
    found = [name for name in source.names if _base(name) == "outbox.json"]
    alone = len(source.names) == 1 and not _base(source.names[0]).endswith(".csv")
    return found or (list(source.names) if alone else [])


def _tables(source: Source) -> list[str]:
    found = [name for name in source.names if _base(name).endswith(".csv") and not _OTHER_TABLES.search(_base(name))]
    return found if len(source.names) == 1 else [name for name in found if _TABLES.search(_base(name))]


def _followed(source: Source, tables: Sequence[str], findings: Findings) -> dict[str, dict[str, None]]:
    """Return those who stand in tables of accounts, each with the titles of the user's lists."""
    found: dict[str, dict[str, None]] = {}
    for name in tables:
        rows = _rows(source, name, findings)
        if any(tidy(cell).lower() == _MUTED for cell in next(iter(rows), ())):
            continue
        titled = any(_is_list(row) for row in rows)
        for number, row in enumerate(rows, start=1):
            cells = [tidy(cell) for cell in row]
            if not any(cells) or cells[0].lower() == _HEADER:
                continue
            title, address = (cells[0], cells[1] if len(cells) > 1 else "") if titled else ("", cells[0])
            if not (person := handle(address)):
                findings.problems.append(Problem(number, "import_no_handle", {"value": address}, name))
                continue
            circles = found.setdefault(person, {})
            if title:
                circles[title] = None
    return found


def _is_list(row: Sequence[str]) -> bool:
    """Return whether a row is a list's title and an address, not an address and what goes with it."""
    return len(row) > 1 and bool(handle(row[1]))


def _rows(source: Source, name: str, findings: Findings | None = None) -> list[list[str]]:
    """Return the rows of a table, the empty ones too."""
    if source.size(name) > _LARGEST_TABLE:
        raise _not_format(source)
    with source.open(name) as stream:
        content, guessed = decoded(stream.read(_LARGEST_TABLE))
    if guessed and findings:
        findings.remarks.append(("encoding", {"file": name, "encoding": guessed}))
    csv.field_size_limit(_LARGEST_TABLE)
    try:
        return list(csv.reader(content.splitlines(keepends=True)))
    except csv.Error:
        raise _not_format(source) from None


def _length(source: Source, name: str) -> int:
    with source.open(name) as binary:
        stream = JsonStream(binary, source.path)
        return sum(1 for _ in stream.items()) if stream.enter("orderedItems") and stream.begins() == "[" else 0


def _not_format(source: Source) -> NetcheckError:
    return NetcheckError("import_not_format", path=source.path, format="Mastodon")

"""Reads the archive of an X (Twitter) account."""

from __future__ import annotations

import html
import re
from contextlib import contextmanager
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import Contact, Direction, Kind
from netcheck.domain.names import nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import counting, iso_day
from netcheck.importers.identifiers import profile
from netcheck.importers.json_stream import JsonStream, mapping, mappings, text
from netcheck.importers.source import head
from netcheck.importers.talks import Talks, exchange
from netcheck.importers.text import cut, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "x"

MOST_OTHERS = 8
LONGEST_NOTE = 80
MOST_PROBLEMS = 1000
REPORT_EVERY = 1000

_PARTS = {
    "account": ("account",),
    "tweets": ("tweets", "tweet"),
    "directMessages": ("direct-messages", "direct-message"),
    "directMessagesGroup": ("direct-messages-group", "direct-message-group"),
    "following": ("following",),
    "follower": ("follower",),
    "like": ("like",),
}
"""By the manifest's word the names of the files where there is no manifest."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"\s*\w{3} (\w{3}) (\d{1,2}) [\d:]+ [+-]\d{4} (\d{4})")
_REPOST = re.compile(r"\s*RT @(\w{1,15}):\s*")
_STATUS = re.compile(r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/(\w{1,15})/status(?:es)?/\d+", re.IGNORECASE)
_NOBODY = {"i", "web"}  # addresses that name no author: /i/web/status/1
_LINK = re.compile(r"\s*https?://t\.co/\w+")
_ADDRESSED = re.compile(r"(?:@\w{1,15}\s+)+(?=\S)")
_USERNAME = re.compile(r"@?(\w{1,15})")
_OLDEST = {"tweets.csv", "tweet_index.js", "user_details.js"}


class Account(NamedTuple):
    """Somebody as a mention shows them; `id` is a number, "" where only the handle is known."""

    id: str
    handle: str
    name: str


def detect(source: Source) -> bool:
    """Return whether there is the manifest of an archive, or its posts, by name and first bytes."""
    found = any(b"window." in head(source, name) for name in _known_files(source))
    return found or _is_oldest(source)


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield those who are followed, and what was shared, answered and said in messages.

    People are numbers in an archive: their names and handles are known from the mentions in the user's own posts.

    Raises:
        NetcheckError: `import_not_format`, `import_old_x`, `import_damaged`, `import_deep`, `import_me_needed`.
    """
    if not _known_files(source):
        if _is_oldest(source):
            raise NetcheckError("import_old_x", path=source.path)
        raise _not_format(source)
    return _Archive(source, options, findings).drafts()


class _Archive:
    """One reading of an archive."""

    def __init__(self, source: Source, options: Options, findings: Findings) -> None:
        self._source = source
        self._options = options
        self._findings = findings
        self._my_ids: set[str] = set()
        self._my_handles: set[str] = set()
        self._newest: dict[str, tuple[int, Account]] = {}
        self._ids: dict[str, tuple[int, str]] = {}
        self._numbers: set[str] = set()
        self._followed: set[str] = set()
        self._introduced: set[str] = set()
        self._acts: set[tuple[str, Kind, int]] = set()

    def drafts(self) -> Iterator[Draft]:
        parts = self._parts()
        if not any(parts.values()):
            raise _not_format(self._source)
        self._learn_me(parts["account"])
        self._learn_people(parts["tweets"])
        yield from self._follow(parts["following"])
        usable = number = 0
        for number, (post, place, file) in enumerate(self._items(parts["tweets"], "tweet", last=True), start=1):
            if self._options.progress and number % REPORT_EVERY == 0:
                self._options.progress(number)
            if post:
                usable += 1
                yield from self._post(post)
            else:
                self._bad(place, file)
        if number and not usable:
            raise _not_format(self._source)
        yield from self._messages(parts["directMessages"], parts["directMessagesGroup"])
        for item, *_ in self._items(parts["follower"], "follower"):
            self._number(text(item.get("accountId")))
        if self._numbers:
            self._findings.leave_out("number", n=len(self._numbers))
        if liked := sum(1 for _ in self._items(parts["like"], "like")):
            self._findings.leave_out("reaction", n=liked)

    def _bad(self, place: int, file: str) -> None:
        if len(self._findings.problems) < MOST_PROBLEMS:
            self._findings.problems.append(Problem(place, "import_bad_record", {}, file, record=True))

    def _parts(self) -> dict[str, list[str]]:
        """Return the files of each sort: those that the manifest lists, else those with the old names."""
        if manifest := _manifest(self._source):
            with self._opened(manifest) as stream:
                said = mapping(stream.value() if stream and stream.begins() == "{" else None)
            me = mapping(said.get("userInfo"))
            self._is_me(text(me.get("accountId")), text(me.get("userName")))
            types = mapping(said.get("dataTypes"))
            if types:
                root = manifest[: len(manifest) - len("manifest.js")].removesuffix("data/")
                return {sort: self._listed(root, mapping(types.get(sort))) for sort in _PARTS}
            self._bad(0, manifest)
        first = manifest or _known_files(self._source)[0]
        folder = first[: len(first) - len(PurePosixPath(first).name)]
        return {sort: self._called(folder, names) for sort, names in _PARTS.items()}

    def _listed(self, root: str, sort: Mapping[str, Any]) -> list[str]:
        listed = [f"{root}{text(one.get('fileName'))}" for one in mappings(sort.get("files"))]
        for name in listed:
            if name not in self._source.names:
                self._findings.problems.append(Problem(0, "import_part_missing", {"name": name}))
        return [name for name in listed if name in self._source.names]

    def _called(self, folder: str, names: Sequence[str]) -> list[str]:
        wanted = re.compile(rf"{re.escape(folder)}(?:{'|'.join(names)})(?:-part\d+)?\.js", re.IGNORECASE)
        found = [name for name in self._source.names if wanted.fullmatch(name)]
        return sorted(found, key=lambda name: (len(name), name))

    def _is_me(self, number: str, handle: str) -> None:
        self._my_ids |= {number} - {""}
        self._my_handles |= {handle.lower()} - {""}

    def _learn_me(self, files: Sequence[str]) -> None:
        for item, *_ in self._items(files, "account"):
            self._is_me(text(item.get("accountId")), text(item.get("username")))
        if not self._my_ids and not self._my_handles:
            self._my_handles = {known for one in self._options.me if (known := _username(one))}
        if not self._my_ids and not self._my_handles:
            raise NetcheckError("import_me_needed", names=[])

    def _learn_people(self, files: Sequence[str]) -> None:
        """Learn the newest name and handle of each number, and to which number a handle belonged last."""
        for post, *_ in self._items(files, "tweet"):
            day = _day(text(post.get("created_at"))) or 0
            for one in _mentions(post):
                if one.id and day >= self._newest.get(one.id, (0,))[0]:
                    self._newest[one.id] = day, one
                if day >= self._ids.get(one.handle.lower(), (0,))[0]:
                    self._ids[one.handle.lower()] = day, one.id
                if self._mine(one):
                    self._is_me(one.id, one.handle)  # under a former name, too

    def _follow(self, files: Sequence[str]) -> Iterator[Draft]:
        for item, place, file in self._items(files, "following"):
            number = text(item.get("accountId"))
            if not number:
                self._bad(place, file)
            elif number in self._newest:
                self._followed.add(number)
                yield from self._introduction(self._newest[number][1], listed=True)
            else:
                self._number(number)

    def _number(self, number: str) -> None:
        """Note an account of which nothing but its number is known."""
        if number and number not in self._newest and number not in self._my_ids:
            self._numbers.add(number)

    def _post(self, post: Mapping[str, Any]) -> Iterator[Draft]:
        words = html.unescape(text(post.get("full_text")) or text(post.get("text")))
        if repost := _REPOST.match(words):
            yield from self._act(self._called_so(repost[1], post), Kind.SHARE, post, words[repost.end() :])
            return
        number, handle = (text(post.get(f"in_reply_to_{key}")) for key in ("user_id_str", "screen_name"))
        number = number or text(post.get("in_reply_to_user_id"))
        answers = bool(number or handle or text(post.get("in_reply_to_status_id_str")))
        own = number in self._my_ids or handle.lower() in self._my_handles
        if answers and not own:
            there = self._numbered(number) or (self._called_so(handle, post) if handle else None)
            yield from self._act(there, Kind.FEEDBACK, post, words)
            return
        addresses = [
            found[1]
            for url in mappings(mapping(post.get("entities")).get("urls"))
            if (found := _STATUS.match(text(url.get("expanded_url")))) and found[1].lower() not in _NOBODY
        ]
        quoted = next((one for one in addresses if one.lower() not in self._my_handles), "")
        if quoted:
            yield from self._act(self._called_so(quoted, post), Kind.SHARE, post, words)
        elif not answers and any(not self._mine(one) for one in _mentions(post)):
            self._findings.leave_out("mention")

    def _numbered(self, number: str) -> Account | None:
        return self._newest[number][1] if number in self._newest else None

    def _called_so(self, handle: str, post: Mapping[str, Any]) -> Account:
        """Return who had a handle: as this post says, else as the newest post does, else nothing is known of them."""
        here = next((one for one in _mentions(post) if one.handle.lower() == handle.lower()), None)
        number = here.id if here else self._ids.get(handle.lower(), (0, ""))[1]
        return self._numbered(number) or here or Account(number, handle, "")

    def _mine(self, one: Account) -> bool:
        return one.id in self._my_ids or one.handle.lower() in self._my_handles

    def _act(self, other: Account | None, kind: Kind, post: Mapping[str, Any], words: str) -> Iterator[Draft]:
        if other is None:
            self._findings.leave_out("nobody")
            return
        if self._mine(other):
            return
        day = counting(_day(text(post.get("created_at"))), self._options.today, self._findings)
        if day is None or (_key(other), kind, day) in self._acts:
            return
        self._acts.add((_key(other), kind, day))
        yield from self._introduction(other)
        note = cut(_ADDRESSED.sub("", _LINK.sub("", words).lstrip(), count=1), LONGEST_NOTE)
        yield exchange(
            NAME, kind.value, _key(other), _name(other), day,
            direction=Direction.GIVEN, kind=kind, note=note, one_sided=True,
        )  # fmt: skip

    def _messages(self, alone: Sequence[str], groups: Sequence[str]) -> Iterator[Draft]:
        talks = Talks(NAME, "X")
        both: set[str] = set()
        for item, place, file in self._items(alone, "dmConversation", last=True):
            both |= self._conversation(item, talks)
            if not item:
                self._bad(place, file)
        for item, place, file in self._items(groups, "dmConversation", last=True):
            if not item:
                self._bad(place, file)
            elif self._options.groups:
                both |= self._group(item, talks)
            else:
                self._findings.leave_out("group")
        for draft in talks.drafts():
            number = draft.person.rpartition(":")[2]
            reason = "" if number in both or number in self._followed else "one_direction"
            yield from self._introduction(self._newest[number][1], unless_known=reason)
            yield draft

    def _conversation(self, item: Mapping[str, Any], talks: Talks) -> set[str]:
        """Gather the talks with one other person, and return their number if both sides wrote."""
        found: set[str] = set()
        mine = False
        for sender, recipient, written in _sent(item):
            by_me = sender in self._my_ids
            other = recipient if by_me else sender
            if not other or other in self._my_ids or not (by_me or recipient in self._my_ids):
                continue
            mine |= by_me
            if not by_me:
                found.add(other)
            self._number(other)
            self._add(talks, other, written)
        return found if mine else set()

    def _group(self, item: Mapping[str, Any], talks: Talks) -> set[str]:
        """Gather the talks with each who wrote on a day on which the user wrote, too, and return their numbers."""
        days: dict[str, dict[str, str]] = {}
        for sender, _, written in _sent(item):
            days.setdefault(written[:10], {}).setdefault(sender, written)
        mine = [writers for writers in days.values() if not self._my_ids.isdisjoint(writers)]
        writers = {number for one in mine for number in one} - self._my_ids - {""}
        if len(writers) > MOST_OTHERS:
            self._findings.leave_out("many_recipients")
            return set()
        for one in mine:
            for number in writers & one.keys():
                self._number(number)
                self._add(talks, number, one[number])
        return writers

    def _add(self, talks: Talks, number: str, written: str) -> None:
        if other := self._numbered(number):
            day = counting(iso_day(written), self._options.today, self._findings)
            if day:
                talks.add(_key(other), _name(other), day)

    def _introduction(self, other: Account, *, listed: bool = False, unless_known: str = "") -> Iterator[Draft]:
        if _key(other) in self._introduced or self._mine(other):
            return
        self._introduced.add(_key(other))
        values: dict[str, Any] = {"name": _name(other), "identifiers": (_profile(other.handle),)}
        if other.id:
            values["keys"] = (_key(other),)
        yield Draft(Contact, values, person=_key(other), listed=listed, unless_known=unless_known)

    def _items(self, files: Sequence[str], wrapper: str, *, last: bool = False) -> Iterator[tuple[Any, int, str]]:
        """Yield the objects of files, without their wrappers, each with its number and file; {} for what is none."""
        for file in files:
            with self._opened(file) as stream:
                if not stream or stream.begins() != "[":
                    raise _not_format(self._source)
                for number, item in enumerate(stream.items(), start=1):
                    bare = mapping(item)
                    yield mapping(bare.get(wrapper, bare)), number, file
                if last and stream.guessed:
                    self._findings.remarks.append(("encoding", {"file": file, "encoding": stream.guessed}))

    @contextmanager
    def _opened(self, file: str) -> Iterator[JsonStream | None]:
        """Open what stands behind the first `=` of a file; None for a file without."""
        with self._source.open(file) as binary:
            stream = JsonStream(binary, self._source.path)
            yield stream if stream.skip_past("=") else None


def _sent(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield sender, recipient and time of the messages of a conversation."""
    for one in mappings(item.get("messages")):
        if said := mapping(one.get("messageCreate")):
            yield text(said.get("senderId")), text(said.get("recipientId")), text(said.get("createdAt"))


def _mentions(post: Mapping[str, Any]) -> Iterator[Account]:
    for one in mappings(mapping(post.get("entities")).get("user_mentions")):
        handle = text(one.get("screen_name"))
        if _USERNAME.fullmatch(handle):
            number = text(one.get("id_str")) or text(one.get("id"))
            yield Account(number if number.isdecimal() else "", handle.lstrip("@"), tidy(text(one.get("name"))))


def _key(other: Account) -> str:
    """Return the key of somebody: the number stays the same when the handle changes."""
    return f"x:{other.id}" if other.id else _profile(other.handle)


def _name(other: Account) -> str:
    return other.name if nameable(other.name) else f"@{other.handle}"


def _profile(handle: str) -> str:
    return f"https://x.com/{handle.lower()}"


def _username(said: str) -> str:
    """Return the handle that somebody wrote: `@u`, `u` or the address of a profile."""
    bare = _USERNAME.fullmatch(tidy(said))
    if bare:
        return bare[1].lower()
    known = profile(said)
    return known.removeprefix("https://x.com/") if known.startswith("https://x.com/") else ""


def _day(written: str) -> int | None:
    """Return the day of `Sun Mar 21 12:53:22 +0000 2021`, an ordinal, as it is written."""
    found = _DAY.match(written)
    if not found:
        return iso_day(written)
    try:
        return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2])).toordinal()
    except ValueError:
        return None


def _manifest(source: Source) -> str:
    """Return the manifest of the archive; "" where there is none."""
    found = [name for name in source.names if PurePosixPath(name).name.casefold() == "manifest.js"]
    found = [name for name in found if b"__THAR_CONFIG" in head(source, name)]
    return min(found, key=lambda name: (name.count("/"), name), default="")


def _known_files(source: Source) -> list[str]:
    """Return the manifest, or where there is none the posts and messages, the nearest to the top first."""
    if manifest := _manifest(source):
        return [manifest]
    wanted = re.compile(r"(?:.*/)?(?:tweets?(?:-part\d+)?|direct-messages?)\.js", re.IGNORECASE)
    return sorted(filter(wanted.fullmatch, source.names), key=lambda name: (name.count("/"), len(name), name))


def _is_oldest(source: Source) -> bool:
    """Return whether this is an archive as it was before 2019."""
    return any(PurePosixPath(name).name.casefold() in _OLDEST for name in source.names)


def _not_format(source: Source) -> NetcheckError:
    return NetcheckError("import_not_format", path=source.path, format="X")

"""Reads a LinkedIn data export: connections, messages, endorsements and recommendations."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from itertools import chain
from operator import itemgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact, Direction, Kind
from netcheck.domain.names import fold
from netcheck.errors import NetcheckError
from netcheck.importers import identifiers, text
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import FIRST, counting
from netcheck.importers.identifiers import email
from netcheck.importers.source import LONGEST_LINE, encoding_of, head, noting_the_end
from netcheck.importers.talks import Talks, exchange
from netcheck.importers.text import tidy_note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "linkedin"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?!\d)")
_MONTH_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4}|\d\d)(?!\d)")
_WORDS = re.compile(r"(?:(\d\d?) )?([A-Za-z]{3})[a-z]*,? (\d{4})(?!\d)")
_MIDDLE = 15
_ISO_DAY = len("2025-06-01 ")
_URL_START = re.compile(r"(?=https?://)")
_OF_ROUTE = ("conversation id", "from", "sender profile url", "to", "recipient profile urls")
_OF_MESSAGE = ("date", "folder", "is message draft", "is conversation draft", "content", "subject")
_SENDER_URL = 2
_MOST_COLUMNS = 1000
_MOST_OTHERS = 8
_MOST_COMMAS = 4
_OFTEN = 1000
_MOST_ASKED = 5
_COUNTED = (
    (re.compile(r"invitations(_\d+)?\.csv"), "invitation"),
    (re.compile(r"(shares|comments)(_\d+)?\.csv"), "comment"),
    (re.compile(r"(reactions|votes|likes)(_\d+)?\.csv"), "reaction"),
    (re.compile(r"(guide|coach|learning_\w+)_messages(_\d+)?\.csv|learningcoachmessages\.csv"), "coach"),
)
_NOTHING = "no conversations found"

Row = dict[str, str]
# the same few hundred people stand in all rows
profile = lru_cache(1 << 13)(identifiers.profile)
tidy = lru_cache(1 << 13)(text.tidy)


@dataclass(eq=False)
class _Person:
    """Somebody of the export; `made` is whether a contact is made for something other than a message."""

    name: str
    url: str = ""
    email: str = ""
    note: list[str] = field(default_factory=list)
    line: int = 0
    connection: bool = False
    made: bool = False
    namesake: bool = False

    @property
    def key(self) -> str:
        return self.url or self.email or (f"row:{self.line}" if self.namesake else self.name.casefold())

    def draft(self) -> Draft:
        values = {
            "name": self.name,
            "identifiers": tuple(filter(None, (self.url, self.email))),
            "note": "\n".join(filter(None, self.note)),
        }
        reason = "" if self.connection or self.made else "no_connection"
        return Draft(
            Contact,
            {key: value for key, value in values.items() if value},
            person=self.key,
            line=self.line,
            listed=self.connection,
            unless_known=reason,
        )


class _People:
    """Everybody by profile URL, or else by the name that exactly one has; connections come first."""

    def __init__(self) -> None:
        self.connections: list[_Person] = []
        self.by_url: dict[str, _Person] = {}
        self.urls: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[str, list[_Person]] = defaultdict(list)
        self._others: dict[str, _Person] = {}

    def add_connection(self, person: _Person) -> None:
        """Add one; those of the same name and without a URL are told apart by their rows."""
        self.connections.append(person)
        namesakes = self._by_name[fold(person.name)]
        namesakes.append(person)
        if person.url:
            self.by_url[person.url] = person
        if len(namesakes) > 1:
            for one in namesakes:
                one.namesake = True

    def names(self) -> set[str]:
        """Return all names, folded."""
        return {*self._by_name, *self.urls}

    def find(self, url: str, name: str) -> _Person | None:
        """Return who has the URL, or else the name; None where several may be meant."""
        if url in self.by_url:
            return self.by_url[url]
        folded = fold(name)
        bearers, urls = self._by_name.get(folded, []), self.urls.get(folded, set())
        if bearers and not (url and all(one.url for one in bearers)):
            one = bearers[0]
            if len(bearers) > 1 or (len(urls) > 1 and not one.url):
                return None
            if url:
                one.url, self.by_url[url] = url, one
            return one
        if not url and not bearers and urls:
            return self.find(next(iter(urls)), name) if len(urls) == 1 else None
        other = self._others.setdefault(url or folded, _Person(name, url))
        if url:
            self.by_url[url] = other
        return other

    def others(self) -> Iterable[_Person]:
        """Return those who are no connections and were asked for."""
        return self._others.values()


@dataclass
class _Me:
    """The user, by profile URL, and by name where there is no URL."""

    urls: set[str]
    names: set[str]

    def is_(self, url: str, name: str) -> bool:
        return url in self.urls if url and self.urls else fold(name) in self.names


class _Route(NamedTuple):
    """Between whom a message went, as it is written; many messages of a conversation have the same.

    `sender_url` is "" for what is sponsored, whoever it says to be from.
    """

    conversation: str
    sender: str
    sender_url: str
    to: str
    urls: str

    def parties(self, known: set[str]) -> tuple[tuple[str, str], list[tuple[str, str]]]:
        """Return URL and name of the sender and of each recipient; `known` are names, folded, to look for."""
        urls = _urls(self.urls)
        names = _names(self.to, known) if len(urls) != 1 else [tidy(self.to)]
        recipients = list(zip(urls, names, strict=True)) if len(urls) == len(names) else [(url, "") for url in urls]
        if not urls:
            recipients = [("", name) for name in names]
        return (profile(self.sender_url), tidy(self.sender)), recipients


_Messages = dict[_Route, Counter[int]]
"""By route how many messages count on which day."""


def detect(source: Source) -> bool:
    """Return whether there is a table of connections or messages as LinkedIn writes them."""
    for root in _roots(source):
        files = _files(source, root)
        for name, word in (("connections.csv", "first name"), ("messages.csv", "conversation id")):
            if name in files and word in head(source, files[name]).replace(b"\0", b"").decode("latin-1").lower():
                return True
    return False


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield connections and who endorsed or recommended, talks, endorsements and recommendations."""
    roots = _roots(source)
    if not roots:
        raise NetcheckError("import_not_format", path=source.path, format="LinkedIn")
    for root in roots:
        yield from _Export(source, _files(source, root), options, findings).drafts()


def _roots(source: Source) -> list[str]:
    """Return the folders that hold an export; those inside another one are none."""
    found = {
        str(PurePosixPath(name).parent)
        for name in source.names
        if PurePosixPath(name).name.casefold() in {"connections.csv", "messages.csv"}
    }
    top = min((len(PurePosixPath(root).parts) for root in found), default=0)
    return sorted(root for root in found if len(PurePosixPath(root).parts) == top)


def _files(source: Source, root: str) -> dict[str, str]:
    """Return the files of a folder by their names without case; a space and "_" are the same."""
    paths = map(PurePosixPath, source.names)
    return {path.name.casefold().replace(" ", "_"): str(path) for path in paths if str(path.parent) == root}


class _Export:
    def __init__(self, source: Source, files: dict[str, str], options: Options, findings: Findings) -> None:
        self._source = source
        self._files = files
        self._options = options
        self._findings = findings
        self._people = _People()
        self._encodings: dict[str, str] = {}
        self._found: set[str] = set()
        self._told: set[tuple[int, str]] = set()

    def drafts(self) -> Iterator[Draft]:
        people = self._people
        self._read_connections()
        exchanges = self._exchanges()
        messages = self._read_messages()
        me = self._who_is_me(messages)
        days = self._counted(messages, me)
        if self._found.isdisjoint({"connections.csv", "messages.csv"}):
            raise NetcheckError("import_not_format", path=self._source.path, format="LinkedIn")
        kept = self._resolved(exchanges, me)
        self._read_notes()
        self._count_the_rest()
        for one in people.connections:
            if one.url and one.url in me.urls:
                self._findings.leave_out("me", one.name)
            else:
                yield one.draft()
        for one in people.others():
            if one.made or one in days:
                yield one.draft()
        talks = Talks(NAME, "LinkedIn")
        for one, counts in days.items():
            key = one.key
            for day, number in counts.items():
                talks.add(key, one.name, day, n=number)
        yield from talks.drafts()
        for (one, what, day), skills in kept.items():
            direction = Direction.GIVEN if what.endswith("given") else Direction.RECEIVED
            note = "; ".join(dict.fromkeys(filter(None, skills)))
            yield exchange(NAME, what, one.key, one.name, day, direction=direction, kind=Kind.RECOMMENDATION, note=note)

    def _table(self, name: str, first: str) -> Iterator[tuple[int, Row]]:
        """Yield line number and cells by lower-case column; nothing where the file is not there."""
        rows = self._rows(name, first)
        _, header = next(rows, (0, []))
        for line, row in rows:
            yield line, dict(zip(header, row, strict=False))

    def _rows(self, name: str, first: str) -> Iterator[tuple[int, list[str]]]:
        """Yield line number and cells, the header in lower case first; lines before that, with `first`, are skipped."""
        path = self._files.get(name)
        if path is None:
            return
        if path not in self._encodings:
            self._encodings[path], guessed = encoding_of(self._source, path)
            if guessed:
                self._findings.remarks.append(("encoding", {"file": path, "encoding": guessed}))
        with (
            self._source.open(path) as stream,
            io.TextIOWrapper(stream, self._encodings[path], errors="replace", newline="") as table,
        ):
            lines = iter(partial(table.readline, LONGEST_LINE + 1), "")
            for before, line in enumerate(lines):
                if line.lstrip('\ufeff"').casefold().startswith(first):
                    self._found.add(name)
                    yield from self._read(path, chain([line.lstrip("\ufeff")], lines), before)
                    return
        if self._source.size(path) and name != "learningcoachmessages.csv":
            self._problem(1, "import_no_header", path, column=first)

    def _read(self, path: str, lines: Iterable[str], before: int) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(LONGEST_LINE)
        ended: list[bool] = []
        reader = csv.reader(chain(lines, noting_the_end(ended)))
        headed = False
        while True:
            begun = before + reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if str(error).startswith("field larger"):
                    raise NetcheckError("import_endless_line", path=self._source.path, n=LONGEST_LINE >> 20) from None
                self._problem(before + reader.line_num, "import_bad_row", path)
                continue
            if ended:
                self._problem(begun, "import_open_quote", path)
                return
            if not headed:
                headed = True
                row = [tidy(cell).casefold() for cell in row]
                if len(row) > _MOST_COLUMNS:
                    raise NetcheckError("import_too_many_columns", path=self._source.path, n=_MOST_COLUMNS)
            elif not any(row):
                continue
            yield before + reader.line_num, row

    def _problem(self, line: int, code: str, file: str, **facts: object) -> None:
        if (line, file) not in self._told:
            self._told.add((line, file))
            self._findings.problems.append(Problem(line, code, facts, file))

    def _read_connections(self) -> None:
        seen: set[tuple[str, ...]] = set()
        for line, row in self._table("connections.csv", "first name"):
            written = row.get("email address", "")
            url, address = profile(row.get("url", "")), email(written) if written else ""
            name = _full_name(row) or url.rpartition("/")[2] or address.partition("@")[0]
            if not name:
                self._findings.leave_out("no_name")
                continue
            connected = tidy(row.get("connected on", ""))
            day = _day(connected)
            since = date.fromordinal(day).isoformat() if day else connected
            note = [_position(row, "position"), f"LinkedIn {since}" if since else ""]
            proofs: list[tuple[str, ...]] = [(proof,) for proof in (url, address) if proof] or [(name, *note)]
            if seen.isdisjoint(proofs):
                self._people.add_connection(_Person(name, url, address, note, line, connection=True))
            seen.update(proofs)

    def _exchanges(self) -> list[tuple[str, str, str, int, str, str]]:
        """Return what was endorsed and recommended: what, URL, name, day, skill, position; URLs come first."""
        found = []
        for given, who in (("given", "endorsee"), ("received", "endorser")):
            for _, row in self._table(f"endorsement_{given}_info.csv", "endorsement date"):
                url, name = profile(row.get(f"{who} public url", "")), _full_name(row, f"{who} ")
                if url and name:
                    self._people.urls[fold(name)].add(url)
                day = self._kept(row, "endorsement status", "accepted", "not_accepted", "endorsement date")
                if day:
                    skill = tidy(row.get("skill name", ""))
                    found.append((f"endorsement:{given}", url, name, day, skill, ""))
        for given in ("given", "received"):
            for _, row in self._table(f"recommendations_{given}.csv", "first name"):
                day = self._kept(row, "status", "visible", "not_visible", "creation date")
                if day:
                    position = _position(row, "job title")
                    found.append((f"recommendation:{given}", "", _full_name(row), day, "", position))
        return found

    def _kept(self, row: Row, column: str, status: str, reason: str, dated: str) -> int | None:
        """Return the day of an endorsement or recommendation that counts; None for one that is left out."""
        if tidy(row.get(column, "")).casefold() != status:
            self._findings.leave_out(reason)
            return None
        written = tidy(row.get(dated, ""))
        day = counting(_day(written), self._options.today, self._findings)
        if day and _without_day(written):
            self._findings.remarks.append(("middle_of_month", {"date": written}))
        return day

    def _resolved(
        self, exchanges: list[tuple[str, str, str, int, str, str]], me: _Me
    ) -> dict[tuple[_Person, str, int], list[str]]:
        """Return the skills, none for a recommendation, by person, what it was, and day."""
        kept: defaultdict[tuple[_Person, str, int], list[str]] = defaultdict(list)
        for what, url, name, day, skill, position in exchanges:
            called = name or url.rpartition("/")[2]
            if not called or (url and url in me.urls):
                self._findings.leave_out("nobody")
            elif person := self._people.find(url, called):
                person.made = True
                if position and not person.connection and not person.note:
                    person.note.append(position)
                kept[person, what, day].append(skill)
            else:
                self._findings.leave_out("ambiguous", called)
        return kept

    def _read_messages(self) -> _Messages:
        """Return the messages that count, and of the others between whom they went."""
        found: _Messages = {}
        rows = self._rows("messages.csv", "conversation id")
        _, header = next(rows, (0, []))
        places = {column: at for at, column in enumerate(header)}
        route_of, rest_of = (
            itemgetter(*(places.get(column, -1) for column in columns)) for columns in (_OF_ROUTE, _OF_MESSAGE)
        )
        width, today, progress = len(header), self._options.today, self._options.progress
        blanks = [""] * width
        for n, (_, row) in enumerate(rows):
            if progress and n % _OFTEN == 0:
                progress(n)
            cells = row if len(row) == width else [*row, *blanks][:width]
            cells.append("")  # what a column has that is not there
            route: tuple[str, ...] = route_of(cells)
            written, folder, draft, whole_draft, content, subject = rest_of(cells)
            if _is_sponsored(content) or (subject and _is_sponsored(subject)):
                route = _Route._make(route)._replace(sender_url="")
            days = found.get(route)  # type: ignore[call-overload] # a tuple with the same parts is the same key
            if days is None:
                days = found[_Route._make(route)] = Counter()
            reason = _reason(draft, whole_draft, folder)
            if reason or not route[_SENDER_URL].strip():
                self._findings.leave_out(reason or "sponsored")
                continue
            day = _day(written[:_ISO_DAY] if written[4:5] == "-" else tidy(written))
            if day is not None and FIRST <= day <= today:
                days[day] = days.get(day, 0) + 1
            else:
                counting(day, today, self._findings)
        return found

    def _who_is_me(self, messages: Collection[_Route]) -> _Me:
        """Return who the user is, and learn the URLs of all who send.

        Raises:
            NetcheckError: `import_me_needed`.
        """
        urls = {url for told in self._options.me if (url := profile(told))}
        names = {fold(tidy(told)) for told in self._options.me if not profile(told)}
        # Whatever was said of other places: the export itself says whose it is.
        names |= {fold(name) for _, row in self._table("profile.csv", "first name") if (name := _full_name(row))}
        sent: defaultdict[str, set[str]] = defaultdict(set)
        seen: defaultdict[str, set[str]] = defaultdict(set)
        named: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for route in messages:
            url, recipients = profile(route.sender_url), _urls(route.urls)
            if url:
                sent[url].add(route.conversation)
                seen[url].add(route.conversation)
                named[url][tidy(route.sender)] = None
            for one in filter(None, recipients):
                seen[one].add(route.conversation)
            if len(recipients) == 1 and recipients[0]:
                named[recipients[0]][tidy(route.to)] = None
        own = [url for url, called in named.items() if not names.isdisjoint(map(fold, called))]
        if own and not urls:
            urls = {max(own, key=lambda url: len(seen[url]))}
        if not urls and sent and not any(one and one in fold(tidy(route.to)) for route in messages for one in names):
            likeliest = _most_frequent(sent, seen)
            if len(likeliest) > 1 or self._options.me:
                raise NetcheckError("import_me_needed", names=[next(iter(named[url]), "") or url for url in likeliest])
            urls = set(likeliest)
        for url, called in named.items():
            for name in called:
                if name and url not in urls:
                    self._people.urls[fold(name)].add(url)
        names |= {fold(name) for url in urls for name in named.get(url, ()) if name}
        return _Me(urls, names)

    def _counted(self, messages: _Messages, me: _Me) -> dict[_Person, Counter[int]]:
        """Return by person and day how many messages there were."""
        known = self._people.names() | me.names
        found: defaultdict[_Person, Counter[int]] = defaultdict(Counter)
        groups: defaultdict[tuple[str, int], Counter[tuple[str, str]]] = defaultdict(Counter)
        for route, days in messages.items():
            if not days:
                continue
            sender, recipients = route.parties(known)
            from_me = me.is_(*sender)
            others = [one for one in recipients if not me.is_(*one) and one != sender]
            if not from_me:
                others.insert(0, sender)
            if len(others) > 1 and self._options.groups:
                for day, number in days.items():
                    groups[route.conversation, day][("", "") if from_me else sender] += number
            elif len(others) > 1:
                self._findings.leave_out("group_message", n=days.total())
            elif not others or not any(others[0]):
                self._findings.leave_out("nobody", n=days.total())
            else:
                self._count(found, others[0], days)
        for (_, day), writers in groups.items():
            self._count_group(found, writers, day)
        return found

    def _count_group(self, found: dict[_Person, Counter[int]], writers: Counter[tuple[str, str]], day: int) -> None:
        """Count the messages of a group on a day by who wrote them, if the user, here ("", ""), wrote, too."""
        total = writers.total()
        wrote = writers.pop(("", ""), 0)
        if not wrote or len(writers) > _MOST_OTHERS:
            self._findings.leave_out("many_recipients" if wrote else "group_message", n=total)
            return
        for writer, number in writers.items():
            self._count(found, writer, Counter({day: number}))

    def _count(self, found: dict[_Person, Counter[int]], who: tuple[str, str], days: Counter[int]) -> None:
        url, name = who
        called = name or url.rpartition("/")[2]
        if person := self._people.find(url, called):
            counts = found[person]
            for day, number in days.items():
                counts[day] = counts.get(day, 0) + number
        else:
            self._findings.leave_out("ambiguous", called, days.total())

    def _read_notes(self) -> None:
        for _, row in self._table("notes.csv", "connection first name"):
            url, name = profile(row.get("connection profile url", "")), _full_name(row, "connection ")
            note = tidy_note(row.get("note", ""))
            if not note:
                continue
            person = self._people.find(url, name) if url or name else None
            if person is None or not (person.connection or person.made):
                self._findings.leave_out("ambiguous" if person is None else "no_connection", name)
            elif note not in person.note:
                person.note.append(note)

    def _count_the_rest(self) -> None:
        for name in self._files:
            for pattern, reason in _COUNTED:
                if pattern.fullmatch(name):
                    rows = self._table(name, "")
                    if n := sum(_NOTHING not in fold("".join(row.values())) for _, row in rows):
                        self._findings.leave_out(reason, n=n)


def _is_sponsored(text: str) -> bool:
    # One sign is found much faster than a word.
    return "spinmail-quill-editor" in text or ("%" in text and "%FIRSTNAME%" in text)


@lru_cache(1 << 10)
def _reason(draft: str, whole_draft: str, folder: str) -> str:
    """Return why a message does not count, "" for one that does."""
    if not {draft.strip().casefold(), whole_draft.strip().casefold()}.isdisjoint({"yes", "true"}):
        return "draft"
    return "spam" if tidy(folder).casefold() == "spam" else ""


@lru_cache(1 << 13)
def _urls(written: str) -> tuple[str, ...]:
    """Return who a message went to, as many as there are; "" for what is no profile of a person."""
    pieces = (piece.strip(" ,;\t") for piece in _URL_START.split(written))
    return tuple(profile(piece) for piece in pieces if piece)


def _names(to: str, known: set[str]) -> list[str]:
    """Split names that hold commas themselves: known names first, then what looks like a degree goes with a name."""
    pieces = [tidy(piece) for piece in to.split(",") if piece.strip()]
    found: list[str] = []
    at = 0
    while at < len(pieces):
        lengths = range(min(_MOST_COMMAS, len(pieces) - at), 0, -1)
        joined = (", ".join(pieces[at : at + length]) for length in lengths)
        ends = ((name, name.count(",") + 1) for name in joined if fold(name) in known)
        name, length = next(ends, ("", 0))
        if not name:
            length = 1
            while at + length < len(pieces) and _is_degree(pieces[at + length]):
                length += 1
            name = ", ".join(pieces[at : at + length])
        found.append(name)
        at += length
    return found


def _is_degree(piece: str) -> bool:
    """Return whether this is no name of a person, who has a first and a last one: `Ph.D.`, `MBA`, `M.Sc. CPA`."""
    words = piece.split()
    return len(words) == 1 or all("." in word or word.isupper() for word in words)


def _most_frequent(sent: dict[str, set[str]], seen: dict[str, set[str]]) -> list[str]:
    """Return who sends under most conversations, several where that does not tell."""
    ranks = {url: (len(sent[url]), len(seen[url])) for url in sent}
    best = max(ranks.values())
    return sorted(url for url, rank in ranks.items() if rank == best)[:_MOST_ASKED]


def _full_name(row: Row, before: str = "") -> str:
    return text.tidy(f"{row.get(f'{before}first name', '')} {row.get(f'{before}last name', '')}")


def _position(row: Row, column: str) -> str:
    """Return `Position, Company`."""
    return ", ".join(filter(None, (tidy(row.get(column, "")), tidy(row.get("company", "")))))


def _without_day(written: str) -> bool:
    found = _WORDS.match(written)
    return bool(found and not found[1])


@lru_cache(1 << 13)
def _day(written: str) -> int | None:
    """Return the day, an ordinal, of any form that LinkedIn writes; the month alone is its 15th."""
    try:
        if found := _ISO.match(written):
            return date(int(found[1]), int(found[2]), int(found[3])).toordinal()
        if found := _MONTH_FIRST.match(written):
            month, day, year = map(int, found.groups())
            return date(year + 2000 * (year < 100), month, day).toordinal()  # noqa: PLR2004 - a year of two digits
        if found := _WORDS.match(written):
            return date(int(found[3]), 1 + _MONTHS.index(found[2].lower()), int(found[1] or _MIDDLE)).toordinal()
    except ValueError:
        pass
    return None

"""Reads vCards of all versions, one file or a folder of them, as address books write them."""

from __future__ import annotations

import binascii
import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.birthdays import born
from netcheck.domain.model import Contact
from netcheck.domain.names import nameable, same
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.identifiers import Owners, email, handle, identifier, is_known_as, known_as, phone, profile
from netcheck.importers.source import byte_lines, head, noting_the_end
from netcheck.importers.text import decoded, tidy, tidy_note, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

    _Parameters = Mapping[str, Sequence[str]]

NAME = "vcard"

_SUFFIXES = (".vcf", ".vcard")
_BEGIN = b"BEGIN:VCARD"
_BOUNDARY = re.compile(rb"(?:[\w-]+\.)?(BEGIN|END)\s*", re.IGNORECASE)
_LINE = re.compile(rb'(?:([\w-]+)\.)?([\w/-]+)((?:;(?:"[^"]*"|[^":;])*+)*+):(.*)\Z', re.DOTALL)
_PLAIN_HEAD = re.compile(r"(?:[\w-]+\.)?([\w/-]+)((?:;[^;]*)*)", re.ASCII)
_NAMED = re.compile(rb"(?:[\w-]+\.)?([\w/-]+)")
_BINARY = re.compile(rb"[;=]BASE64")
_PARAMETER = re.compile(r';([^=;"]*)(?:=((?:"[^"]*"|[^";])*))?')
_OF_URI = re.compile(r";(?!ext=)[^;]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_PIECES = re.compile(r"\\.|\\\Z|[^\\,;]+|[,;]", re.DOTALL)
_BIRTHDAY = re.compile(r"(?:(\d{4})-?|--)(\d\d)-?(\d\d)(?:[T ].*)?", re.ASCII | re.DOTALL)
_END = b"END:VCARD"
_OFTEN = 1000
_MOST_LINES = 10_000
_NOTHING: tuple[str, _Parameters] = ("", {})
_KINDS = {"KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS"}
_SEPARATED = re.compile(rb"([;,])")
_SPECIAL = re.compile(r"[\\;,]")
_HEAD = 1000
"""So much of a line is looked through for the encoding of its value."""
_CHUNK = 1 << 16
_LEAP_YEAR = 2000
_NO_YEARS = {"0000", "1604"}
"""Years that stand for none: Apple's programs write 1604, which was a leap year."""
_SYSTEM_GROUPS = {"mycontacts", "starred"}
_THINGS = {"application", "device", "location", "thing"}
_TELLS = {
    "ORG", "TITLE", "NOTE", "UID", "CATEGORIES", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS",
    "FN", "N", "NICKNAME", "BDAY", "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER", "AGENT",
}  # fmt: skip
_SITES: Mapping[str, str] = {
    "twitter": "https://x.com/{}",
    "x": "https://x.com/{}",
    "telegram": "https://t.me/{}",
    "github": "https://github.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "bluesky": "https://bsky.app/profile/{}",
}


class _Raw(NamedTuple):
    """One property as a file has it: its name in capitals, its parameters by their names, and its value undecoded."""

    name: str
    parameters: Mapping[str, Sequence[str]]
    value: bytes


class _Card(NamedTuple):
    """A card: the line where it begins, and what it says, as texts with their escapes.

    `texts` are by name in capitals those of what identifies nobody; `identifying` are name, parameters and text of what
    does, in the order of the card. `guessed` is the encoding that had to be guessed.
    """

    line: int
    texts: dict[str, list[str]]
    identifying: list[tuple[str, _Parameters, str]]
    guessed: str = ""


def detect(source: Source) -> bool:
    """Return whether there is a file of cards."""
    names = _files(source)
    return bool(names) and _BEGIN in head(source, names[0]).replace(b"\0", b"").upper()


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield a contact for each card of a person or an organisation; a group is a circle of its members.

    Raises:
        NetcheckError: `import_not_format` where there is no card that names somebody.
    """
    book = _Book(source, options, findings)
    found = False
    for draft in book.contacts():
        found = True
        yield draft
    if not found and not findings.left_out["me"]:
        raise NetcheckError("import_not_format", path=source.path, format="vCard")


def _files(source: Source) -> list[str]:
    """Return the files with cards; a single file may have any name."""
    found = [name for name in source.names if name.casefold().endswith(_SUFFIXES) and not _is_of_a_program(name)]
    return found or ([*source.names] if len(source.names) == 1 and not source.path.is_dir() else [])


def _is_of_a_program(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[-1].startswith(".") or any(part.startswith((".Radicale", "__MACOSX")) for part in parts)


class _Book:
    """The cards of a source; `circles` are by member the groups that name it."""

    def __init__(self, source: Source, options: Options, findings: Findings) -> None:
        self._source = source
        self._files = _files(source)
        self._today = date.fromordinal(options.today)
        self._options = options
        self._me = known_as(options.me)
        self._owners = Owners()
        self._read = 0
        self._findings = findings
        self._guessed: set[str] = set()
        self._circles: dict[str, dict[str, None]] = {}
        self._groups: list[tuple[int, str, str, set[str]]] = []
        self._met: set[str] = set()

    def contacts(self) -> Iterator[Draft]:
        """Yield the contacts of all files."""
        for name in self._files:
            if self._mentions_groups(name):
                self._meet_groups(name)
        several = len(self._files) > 1
        for name in self._files:
            file = name if several else ""

            def broken(line: int, file: str = file) -> None:
                self._findings.problems.append(Problem(line, "import_card_open", {}, file))

            try:
                lines, guess = byte_lines(self._source, name)
            except NetcheckError as error:
                if not several or error.code != "file_unreadable":
                    raise
                self._findings.problems.append(Problem(0, error.code, error.facts, file))
                continue
            self._guess(guess, name)
            empty = True
            for card in _cards(lines, broken):
                empty = False
                self._read += 1
                if self._options.progress and self._read % _OFTEN == 0:
                    self._options.progress(self._read)
                if draft := self._contact(card, name, file):
                    yield draft
            if empty:
                self._findings.problems.append(Problem(0, "import_no_card", {}, file))
        self._miss_members()

    def _mentions_groups(self, name: str) -> bool:
        """Return whether a file may have groups, which name people that come before them."""
        rest = b""
        with suppress(NetcheckError), self._source.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                text = rest + chunk.replace(b"\0", b"").lower()
                if b"group" in text:
                    return True
                rest = text[-len(b"group") :]
        return False

    def _meet_groups(self, name: str) -> None:
        lines, _ = byte_lines(self._source, name)
        for card in _cards(lines, lambda _: None):
            fields = _Fields(card)
            if fields.kind() != "group":
                continue
            circle = fields.name()
            members = {_member(text) for text in fields.texts("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")} - {""}
            if circle and members:
                self._groups.append((card.line, name, circle, members))
            else:
                self._problem(card.line, name, "import_group_empty" if circle else "import_card_no_name")
            for member in members if circle else ():
                self._circles.setdefault(member, {})[circle] = None

    def _problem(self, line: int, file: str, code: str, **facts: object) -> None:
        file = file if len(self._files) > 1 else ""
        self._findings.problems.append(Problem(line, code, facts, file))

    def _miss_members(self) -> None:
        """Tell of each group how many of its members have no card here."""
        for line, file, circle, members in self._groups:
            if strangers := members - self._met:
                self._problem(line, file, "import_group_strangers", name=circle, n=len(strangers))

    def _contact(self, card: _Card, name: str, file: str) -> Draft | None:
        fields = _Fields(card)
        kind = fields.kind()
        if kind == "group":
            return None
        if kind in _THINGS:
            self._findings.leave_out("thing")
            return None
        called = fields.name()
        self._guess(card.guessed, name)
        if not called:
            self._findings.problems.append(Problem(card.line, "import_card_no_name", {}, file))
            return None
        known_by = fields.identifiers()
        uid = fields.first("UID")
        circles = dict.fromkeys(fields.circles())
        if self._circles:
            for member in (_member(uid), *known_by):
                circles |= self._circles.get(member, {})
                self._met.add(member)
        if is_known_as(self._me, called, known_by):
            self._findings.leave_out("me", called)
            return None
        values: dict[str, object] = {
            "name": called,
            "aliases": tuple(alias for alias in dict.fromkeys(fields.aliases()) if alias != called),
            "identifiers": known_by,
            "keys": (f"vcard:{uid}",) if uid else (),
            "circles": tuple(circles),
            "birthday": self._birthday(fields, called),
            "note": fields.note(called),
        }
        values = {key: value for key, value in values.items() if value}
        person = f"vcard:{uid}" if uid else self._owners.person(known_by, f"row:{_digest(values)}")
        return Draft(Contact, values, "", person, card.line, listed=True)

    def _birthday(self, fields: _Fields, name: str) -> str:
        written = fields.birthdays()
        if not written:
            return ""
        days = [day for text in written if (day := _day_of_birth(text))]
        found = next((day for day in days if born(day, self._today)), "")
        if not found:
            self._findings.leave_out("birthday_to_come" if days else "birthday", name)
        return found

    def _guess(self, encoding: str, name: str) -> None:
        if encoding and name not in self._guessed:
            self._guessed.add(name)
            self._findings.remarks.append(("encoding", {"file": name, "encoding": encoding}))


def _digest(values: Mapping[str, object]) -> str:
    """Return what is the same for cards that are equal in every field."""
    return sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def _day_of_birth(text: str) -> str:
    """Return a day of birth as it is stored, "" for none and for one without day or month."""
    form = _BIRTHDAY.fullmatch(text.strip())
    if not form:
        return ""
    year, month, day = form.groups()
    known = year and year not in _NO_YEARS
    try:
        date(int(year) if known else _LEAP_YEAR, int(month), int(day))
    except ValueError:
        return ""
    return f"{year if known else '-'}-{month}-{day}"


def _member(text: str) -> str:
    """Return by what a member of a group and a card are the same: an address, else the UID."""
    bare = tidy(text)
    if bare.casefold().startswith(("mailto:", "tel:")):
        return identifier(bare)
    return bare.casefold().removeprefix("urn:uuid:")


def _unfolded(numbered: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Yield each whole line with the number of its first; of values that say nothing only the first part is kept.

    A quoted-printable value goes on after "=" at the end, BASE64 of version 2.1 up to an empty line.
    """
    parts: list[bytes] = []
    start, before = 0, b""
    last = b""
    told = printable = binary = True
    for number, line in numbered:
        folded = line.startswith((b" ", b"\t"))
        if parts and (folded or printable or binary):
            soft = printable and last.rstrip().endswith(b"=") and not _boundary(line)
            if soft or folded or (binary and line.strip() and b":" not in line):
                more = line[1:] if folded and not soft else line
                if before and len(before) < _HEAD:
                    before, told, printable, binary = _announced((before + more)[:_HEAD])
                if soft:
                    parts[-1] = parts[-1].rstrip()[:-1] if told else b""
                parts += [more] if told else []
                last = line
                continue
        if parts:
            yield start, parts[0] if len(parts) == 1 else b"".join(parts)
        before, told, printable, binary = _announced(line[:_HEAD])
        parts, start, last = [line], number, line
    if parts:
        yield start, b"".join(parts)


def _announced(line: bytes) -> tuple[bytes, bool, bool, bool]:
    """Return what the start of a line says of its value.

    That is the start itself if no value has begun; whether it tells anything, is quoted-printable, is BASE64.
    """
    before, colon, _ = line.partition(b":")
    return b"" if colon else line, *_of_value(before)


@lru_cache(maxsize=1000)
def _of_value(before: bytes) -> tuple[bool, bool, bool]:
    """Return of what stands before a value whether it tells anything, is quoted-printable, is BASE64."""
    name = _NAMED.match(before)
    told = name is None or _READ.fullmatch(name[1].decode()) is not None
    upper = before.upper()
    return told, b"QUOTED-PRINTABLE" in upper, bool(_BINARY.search(upper))


def _boundary(line: bytes) -> str:
    """Return "BEGIN" or "END" for the first and the last line of a card, "" for any other."""
    before, _, value = line.partition(b":")
    found = _BOUNDARY.fullmatch(before) if value.strip().upper() == b"VCARD" else None
    return found[1].decode().upper() if found else ""


def _cards(lines: Iterable[bytes], broken: Callable[[int], None]) -> Iterator[_Card]:
    """Yield the cards; `broken` takes the line of each that has no end, which goes up to the next beginning.

    A plain card is read at once; one with other encodings, and whatever has no clear beginning and end, line by line.
    """
    ended: list[bool] = []
    rest = chain(lines, noting_the_end(ended))
    first = 1
    while True:
        # Without a loop of our own, which would take longer than all else.
        block = list(islice(iter(rest.__next__, _END), _MOST_LINES))
        if ended or len(block) == _MOST_LINES:
            break
        while block and not block[0].strip():
            del block[0]
            first += 1
        block.append(_END)
        if card := _plain_card(first, block):
            yield card
        elif block[0] == _BEGIN and sum(map(bool, map(_boundary, block))) == 2:  # noqa: PLR2004 - a pair
            yield from _careful_cards(enumerate(block, first), broken)
        else:
            break
        first += len(block)
    yield from _careful_cards(enumerate(chain(block, rest), first), broken)


def _plain_card(line: int, block: list[bytes]) -> _Card | None:
    """Return the card that a block of lines is, None where anything in it needs care."""
    data = b"\n".join(block)
    upper = data.upper()
    if block[0] != _BEGIN or upper.count(b"VCARD") != 2 or b"QUOTED-PRINTABLE" in upper or b"\0" in data:  # noqa: PLR2004 - a pair
        return None
    if b"\n " in data or b"\n\t" in data:
        data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    texts: dict[str, list[str]] = {}
    identifying: list[tuple[str, _Parameters, str]] = []
    for property_ in text.split("\n"):
        before, colon, value = property_.partition(":")
        if not colon or (head := _head(before[:_HEAD])) is _NOTHING:
            continue
        if head is None:
            return None
        name, parameters = head
        if name in _IDENTIFYING:
            identifying.append((name, parameters, value))
        elif name in texts:
            texts[name].append(value)
        else:
            texts[name] = [value]
    return _Card(line, texts, identifying)


@lru_cache(maxsize=1000)
def _head(before: str) -> tuple[str, _Parameters] | None:
    """Return the name in capitals and the parameters of what stands before a value; None where that needs care."""
    if '"' in before or len(before) == _HEAD:
        return None
    found = _PLAIN_HEAD.fullmatch(before)
    if not found or not _READ.fullmatch(found[1]):
        return _NOTHING
    parameters = _parameters.__wrapped__(found[2])
    return None if "ENCODING" in parameters else (found[1].upper(), parameters)


def _careful_cards(numbered: Iterable[tuple[int, bytes]], broken: Callable[[int], None]) -> Iterator[_Card]:
    """Yield the cards of numbered lines, as `_cards` does.

    A card within another one, that of an agent, is passed over.
    """
    start = 0
    properties: list[_Raw] | None = None
    within = 0
    agent = False
    for number, line in _unfolded(numbered):
        boundary = _boundary(line)
        if not boundary:
            if properties is not None and not within and (found := _property(line)):
                agent = found.name == "AGENT" and not found.value.strip()
                properties.append(found)
        elif boundary == "BEGIN":
            if within or agent:
                within, agent = within + 1, False
                continue
            if properties is not None:
                broken(start)
                yield _decoded_card(start, properties)
            start, properties = number, []
        elif within:
            within -= 1
        elif properties is not None:
            yield _decoded_card(start, properties)
            properties, agent = None, False
    if properties is not None:
        broken(start)
        yield _decoded_card(start, properties)


def _decoded_card(line: int, properties: Sequence[_Raw]) -> _Card:
    """Return a card with its values as texts; their charset is their own, else the first that any of them names."""
    charset = next(filter(None, map(_charset, properties)), "")
    card = _Card(line, {}, [])
    for one in properties:
        if one.name in _TELLS or one.name in _IDENTIFYING:
            text, guessed = _decoded(one, charset)
            card = card._replace(guessed=guessed or card.guessed)
            if one.name in _IDENTIFYING:
                card.identifying.append((one.name, one.parameters, text))
            else:
                card.texts.setdefault(one.name, []).append(text)
    return card


def _charset(one: _Raw) -> str:
    """Return the charset that a property names, unless it is UTF-8, which is tried anyway."""
    charset = next(iter(one.parameters.get("CHARSET", ())), "")
    return "" if charset.casefold() in {"utf-8", "utf8"} else charset


def _property(line: bytes) -> _Raw | None:
    """Return what a line says, None for one that is no property."""
    found = _LINE.match(line)
    if not found:
        return None
    written = found[3].decode(errors="replace")
    read = _parameters if len(written) < _HEAD else _parameters.__wrapped__
    return _Raw(found[2].decode().upper(), read(written), found[4])


@lru_cache(maxsize=1000)
def _parameters(written: str) -> _Parameters:
    parameters: dict[str, list[str]] = {}
    for key, value in _PARAMETER.findall(written):
        name = key.strip().upper()
        texts = [text.strip(' "') for text in value.split(",")] if value else []
        if texts:
            parameters.setdefault(name, []).extend(texts)
        elif name in {"QUOTED-PRINTABLE", "BASE64"}:
            parameters.setdefault("ENCODING", []).append(name)
        elif name:
            parameters.setdefault("TYPE", []).append(name)
    return parameters


class _Fields:
    """What the properties of a card say; `organisations` are their names, without departments."""

    def __init__(self, card: _Card) -> None:
        self._texts = card.texts
        self._identifying = card.identifying
        self.organisations = [name for parts in self._parts("ORG", ";") if nameable(name := tidy(parts[0]))]

    def texts(self, *names: str) -> list[str]:
        """Return the whole values of properties, without escapes."""
        return [_unescaped(text) for name in names for text in self._texts.get(name, ())]

    def first(self, name: str) -> str:
        """Return the first value of a property that holds anything, on one line; "" for none."""
        for text in self._texts.get(name, ()):
            if found := tidy(_unescaped(text)):
                return found
        return ""

    def kind(self) -> str:
        """Return what the card is about, in lower case, "" where it does not say."""
        if _KINDS.isdisjoint(self._texts):
            return ""
        kinds = [tidy(text).casefold() for text in self.texts("KIND", "X-ADDRESSBOOKSERVER-KIND")]
        company = any(tidy(text).casefold() == "company" for text in self.texts("X-ABSHOWAS"))
        return next(filter(None, kinds), "") or ("org" if company else "")

    def name(self) -> str:
        """Return the name: what is displayed, else given and family name, nickname, organisation or address."""
        if self.kind() == "org" and self.organisations:
            return self.organisations[0]
        shown = self.first("FN")
        if not nameable(shown):
            shown = next(filter(nameable, map(tidy, self.texts("FN"))), "")
        if shown and "," not in shown:
            return shown
        family, given = self._family_and_given()
        if shown:
            last = shown.partition(",")[0].strip()
            is_turned = any(same(one, family) for one in (last, shown)) if family else not given
            return turned(shown) if is_turned else shown
        organisation = next(iter(self.organisations), "")
        others = (f"{given} {family}", *self.aliases(), organisation, *self._addresses())
        return next((name for name in map(tidy, others) if nameable(name)), "")

    def aliases(self) -> list[str]:
        """Return the nicknames."""
        return self._list("NICKNAME")

    def circles(self) -> list[str]:
        """Return the categories but for those of the program."""
        return [name for name in self._list("CATEGORIES") if name.lstrip("* ").casefold() not in _SYSTEM_GROUPS]

    def birthdays(self) -> list[str]:
        """Return the days of birth as they are written."""
        return [day for text in self._texts.get("BDAY", ()) if (day := tidy(text))]

    def note(self, name: str) -> str:
        """Return position and organisation, unless that is the name, and below the note."""
        organisations = [text for text in self.organisations if text != name]
        first = ", ".join(filter(None, (self.first("TITLE"), *organisations[:1])))
        return "\n".join(filter(None, (first, *map(tidy_note, self.texts("NOTE")))))

    def identifiers(self) -> tuple[str, ...]:
        """Return what identifies somebody, in the order of the card, as it is stored."""
        found: dict[str, None] = {}
        for name, parameters, text in self._identifying:
            found[_IDENTIFYING[name](_unescaped(text).strip(), parameters)] = None
        found.pop("", None)
        return tuple(found)

    def _addresses(self) -> list[str]:
        return [email(_unescaped(text)) for name, _, text in self._identifying if name == "EMAIL"]

    def _family_and_given(self) -> tuple[str, str]:
        for parts in self._parts("N", ";"):
            family, given = map(tidy, [*parts, "", ""][:2])
            if nameable(family + given):
                return family, given
        return "", ""

    def _list(self, name: str) -> list[str]:
        if name not in self._texts:
            return []
        return [part for found in self._parts(name, ",") for text in found if nameable(part := tidy(text))]

    def _parts(self, name: str, separator: str) -> Iterator[list[str]]:
        """Yield for each property the parts of its value between separators; those escaped separate nothing."""
        for text in self._texts.get(name, ()):
            if "\\" not in text:
                yield text.split(separator)
                continue
            parts: list[list[str]] = [[]]
            for piece in _PIECES.findall(text):
                if piece == separator:
                    parts.append([])
                else:
                    parts[-1].append(piece)
            yield [_unescaped("".join(part)) for part in parts]


def _decoded(one: _Raw, charset: str) -> tuple[str, str]:
    """Return a value as text with its escapes, and the encoding that had to be guessed.

    In a quoted-printable value what is written as `=3B` separates nothing, so it comes with an escape.
    """
    data, declared = one.value, _charset(one) or charset
    encodings = {text.upper() for text in one.parameters.get("ENCODING", ())}
    if "QUOTED-PRINTABLE" in encodings and b"\\" not in data:
        found = [_text(binascii.a2b_qp(part), declared) for part in _SEPARATED.split(data)]
        texts = [text if at % 2 else _SPECIAL.sub(r"\\\g<0>", text) for at, (text, _) in enumerate(found)]
        return "".join(texts), next((guess for _, guess in found if guess), "")
    if "QUOTED-PRINTABLE" in encodings:
        data = binascii.a2b_qp(data)
    elif encodings & {"BASE64", "B"}:
        try:
            data = binascii.a2b_base64(data)
        except binascii.Error:
            data = b""
    return _text(data, declared)


def _text(data: bytes, charset: str) -> tuple[str, str]:
    return decoded(data.replace(b"\0", b""), charset)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text) if "\\" in text else text


def _email(text: str, _: _Parameters) -> str:
    found = email(text)
    return identifier(found) if found.endswith("github.com") else found


def _phone(text: str, _: _Parameters) -> str:
    """Return a number; of the parameters of a `tel:` only the extension belongs to it."""
    is_uri = text[:4].casefold() == "tel:"
    return phone(_OF_URI.sub("", text) if is_uri else text)


def _url(text: str, _: _Parameters) -> str:
    return profile(text)


def _messenger(text: str, parameters: _Parameters) -> str:
    """Return a messenger's address: of a site that is known by its service, its type or its scheme, or like an e-mail.

    Apple's programs write `x-apple:<name>`.
    """
    scheme, colon, rest = text.partition(":")
    user = tidy(rest if colon else text).lstrip("/")
    known = _at_site(user, [*_services(parameters), scheme.casefold()])
    return known or profile(text) or email(user.partition("/")[0])


def _social(text: str, parameters: _Parameters) -> str:
    """Return a profile in its one spelling, else as it is written: a network that is not known has profiles, too."""
    bare = tidy(text)
    user = re.sub(r"^x-apple:", "", bare, flags=re.IGNORECASE)
    known = identifier(bare) or _at_site(user, _services(parameters))
    return known or (bare if user == bare and nameable(bare) else "")


def _twitter(text: str, _: _Parameters) -> str:
    return profile(text) or _at_site(tidy(text), ["twitter"])


def _services(parameters: _Parameters) -> list[str]:
    return [text.casefold() for key in ("X-SERVICE-TYPE", "SERVICE-TYPE", "TYPE") for text in parameters.get(key, ())]


def _at_site(user: str, services: Iterable[str]) -> str:
    """Return the profile of a user at the first of the services that is known, "" for none."""
    if "/" in user:
        return profile(user)
    for service in services:
        if service in _SITES:
            return profile(_SITES[service].format(user.removeprefix("@")))
        if service in {"mastodon", "fediverse"}:
            return handle(user)
    return ""


_IDENTIFYING: Mapping[str, Callable[[str, _Parameters], str]] = {
    "EMAIL": _email,
    "TEL": _phone,
    "IMPP": _messenger,
    "X-JABBER": _messenger,
    "X-SOCIALPROFILE": _social,
    "SOCIALPROFILE": _social,
    "X-TWITTER": _twitter,
    "URL": _url,
}
"""By property what reads its value; each gives what is stored, "" for what identifies nobody."""

_READ = re.compile("|".join(sorted((*_TELLS, *_IDENTIFYING), key=len, reverse=True)), re.IGNORECASE | re.ASCII)

"""Reads vCards of all versions, one file or a folder of them, as address books write them."""

from __future__ import annotations

import binascii
import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.birthdays import born, read_birthday
from netcheck.domain.model import Contact
from netcheck.domain.names import nameable, same
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem, Sees
from netcheck.importers.identifiers import email, handle, identifier, phone, profile
from netcheck.importers.source import byte_lines, head
from netcheck.importers.text import decoded, tidy, tidy_note, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "vcard"
SEES = Sees()

_SUFFIXES = (".vcf", ".vcard")
_BEGIN = b"BEGIN:VCARD"
_BOUNDARY = re.compile(rb"(?:[\w-]+\.)?(BEGIN|END)\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_LINE = re.compile(rb'(?:([\w-]+)\.)?([\w/-]+)((?:;(?:"[^"]*"|[^":;])*+)*+):(.*)\Z', re.DOTALL)
_NAMED = re.compile(rb"(?:[\w-]+\.)?([\w/-]+)")
_BINARY = re.compile(rb"[;=]BASE64")
_PARAMETER = re.compile(rb';([^=;"]*)(?:=((?:"[^"]*"|[^";])*))?')
_OF_URI = re.compile(r";(?!ext=)[^;]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_PIECES = re.compile(r"\\.|\\\Z|[^\\,;]+|[,;]", re.DOTALL)
_BIRTHDAY = re.compile(r"(?:(\d{4})-?|--)(\d\d)-?(\d\d)(?:[T ].*)?", re.ASCII | re.DOTALL)
_HEAD = 1000
"""So much of a line is looked through for the encoding of its value."""
_CHUNK = 1 << 16
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


class Property(NamedTuple):
    """One property of a card: its name in capitals, its parameters by their names, and its value undecoded."""

    name: str
    parameters: Mapping[str, Sequence[str]]
    value: bytes


class _Card(NamedTuple):
    """A card: the line where it begins, its properties, and the charset that one of them names."""

    line: int
    properties: list[Property]
    charset: str


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
    if not found:
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
        self._findings = findings
        self._guessed: set[str] = set()
        self._circles: dict[str, dict[str, None]] = {}

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
                yield from self._contact(card, name, file)
            if empty:
                self._findings.problems.append(Problem(0, "import_no_card", {}, file))

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
            if fields.kind() == "group" and (circle := fields.name()):
                for member in fields.texts("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"):
                    self._circles.setdefault(_member(member), {})[circle] = None

    def _contact(self, card: _Card, name: str, file: str) -> Iterator[Draft]:
        fields = _Fields(card)
        kind = fields.kind()
        if kind == "group":
            return
        if kind in _THINGS:
            self._findings.leave_out("thing")
            return
        called = fields.name()
        self._guess(fields.guessed, name)
        if not called:
            self._findings.problems.append(Problem(card.line, "import_card_no_name", {}, file))
            return
        known_by = fields.identifiers()
        uid = next((text for one in fields.texts("UID") if (text := tidy(one))), "")
        members = [_member(uid), *known_by] if uid else known_by
        circles = dict.fromkeys(fields.circles())
        for member in members:
            circles |= self._circles.get(member, {})
        values: dict[str, object] = {
            "name": called,
            "aliases": tuple(dict.fromkeys(alias for alias in fields.aliases() if alias != called)),
            "identifiers": known_by,
            "keys": (f"vcard:{uid}",) if uid else (),
            "circles": tuple(circles),
            "birthday": self._birthday(fields, called),
            "note": fields.note(called),
        }
        values = {key: value for key, value in values.items() if value}
        self._guess(fields.guessed, name)
        person = f"vcard:{uid}" if uid else known_by[0] if known_by else f"row:{_digest(values)}"
        yield Draft(Contact, values, person=person, line=card.line, listed=True)

    def _birthday(self, fields: _Fields, name: str) -> str:
        written = [text for text in fields.birthdays() if text]
        found = next((day for text in written if (day := _day_of_birth(text)) and born(day, self._today)), "")
        if written and not found:
            self._findings.leave_out("birthday", name)
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
    year = "-" if form[1] is None or form[1] in _NO_YEARS else form[1]
    day = read_birthday(f"{year}-{form[2]}-{form[3]}")
    return str(day) if day else ""


def _member(text: str) -> str:
    """Return by what a member of a group and a card are the same: an address, else the UID."""
    bare = tidy(text)
    if bare.casefold().startswith(("mailto:", "tel:")):
        return identifier(bare)
    return bare.casefold().removeprefix("urn:uuid:")


def _unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield each whole line with the number of its first; of values that say nothing only the first part is kept.

    A quoted-printable value goes on after "=" at the end, BASE64 of version 2.1 up to an empty line.
    """
    parts: list[bytes] = []
    start, before, last = 0, b"", b""
    told = printable = binary = True
    for number, line in enumerate(lines, 1):
        soft = printable and last.rstrip().endswith(b"=") and not _BOUNDARY.match(line)
        folded = line[:1] in {b" ", b"\t"}
        if parts and (soft or folded or (binary and line.strip() and b":" not in line)):
            more = line[1:] if folded and not soft else line
            if before and len(before) < _HEAD:
                before, told, printable, binary = _announced((before + more)[:_HEAD])
            if soft:
                parts[-1] = parts[-1].rstrip()[:-1] if told else b""
            parts += [more] if told else []
            last = line
            continue
        if parts:
            yield start, b"".join(parts)
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
    told = name is None or _is_told(name[1].decode().upper())
    upper = before.upper()
    return told, b"QUOTED-PRINTABLE" in upper, bool(_BINARY.search(upper))


def _is_told(name: str) -> bool:
    return name in _TELLS or name in _IDENTIFYING


def _cards(lines: Iterable[bytes], broken: Callable[[int], None]) -> Iterator[_Card]:
    """Yield the cards; `broken` takes the line of each that has no end, which goes up to the next beginning.

    A card within another one, that of an agent, is passed over.
    """
    card: _Card | None = None
    within = 0
    agent = False
    for number, line in _unfolded(lines):
        boundary = _BOUNDARY.match(line)
        if boundary is None:
            if card is not None and not within and (found := _property(line)):
                agent = found.name == "AGENT" and not found.value.strip()
                if not card.charset and (charset := _charset(found)):
                    card = card._replace(charset=charset)
                if _is_told(found.name):
                    card.properties.append(found)
        elif boundary[1].upper() == b"BEGIN":
            if within or agent:
                within, agent = within + 1, False
                continue
            if card is not None:
                broken(card.line)
                yield card
            card = _Card(number, [], "")
        elif within:
            within -= 1
        elif card is not None:
            yield card
            card, agent = None, False
    if card is not None:
        broken(card.line)
        yield card


def _charset(one: Property) -> str:
    """Return the charset that a property names, unless it is UTF-8, which is tried anyway."""
    charset = next(iter(one.parameters.get("CHARSET", ())), "")
    return "" if charset.casefold() in {"utf-8", "utf8"} else charset


def _property(line: bytes) -> Property | None:
    found = _LINE.match(line)
    if not found:
        return None
    read = _parameters if len(found[3]) < _HEAD else _parameters.__wrapped__
    return Property(found[2].decode().upper(), read(found[3]), found[4])


@lru_cache(maxsize=1000)
def _parameters(written: bytes) -> Mapping[str, Sequence[str]]:
    parameters: dict[str, list[str]] = {}
    for key, value in _PARAMETER.findall(written):
        name = key.decode(errors="replace").strip().upper()
        texts = [text.strip(' "') for text in value.decode(errors="replace").split(",")] if value else []
        if texts:
            parameters.setdefault(name, []).extend(texts)
        elif name in {"QUOTED-PRINTABLE", "BASE64"}:
            parameters.setdefault("ENCODING", []).append(name)
        elif name:
            parameters.setdefault("TYPE", []).append(name)
    return parameters


class _Fields:
    """What the properties of a card say; `guessed` is the encoding that had to be guessed so far."""

    def __init__(self, card: _Card) -> None:
        self.guessed = ""
        self._charset = card.charset
        self._by_name: dict[str, list[Property]] = {}
        self._all = card.properties
        for one in card.properties:
            self._by_name.setdefault(one.name, []).append(one)

    def texts(self, *names: str) -> list[str]:
        """Return the whole values of properties, without escapes."""
        return [_unescaped(self._decoded(one)) for name in names for one in self._by_name.get(name, ())]

    def kind(self) -> str:
        """Return what the card is about, in lower case, "" where it does not say."""
        kinds = [tidy(text).casefold() for text in self.texts("KIND", "X-ADDRESSBOOKSERVER-KIND")]
        company = any(tidy(text).casefold() == "company" for text in self.texts("X-ABSHOWAS"))
        return next(filter(None, kinds), "") or ("org" if company else "")

    def name(self) -> str:
        """Return the name: what is displayed, else given and family name, nickname, organisation or address."""
        organisation = next(iter(self._organisations()), "")
        if self.kind() == "org" and organisation:
            return organisation
        family, given = self._family_and_given()
        for text in map(tidy, self.texts("FN")):
            if nameable(text):
                last = text.partition(",")[0].strip()
                is_turned = any(same(one, family) for one in (last, text)) if family else not given
                return turned(text) if is_turned else text
        others = (f"{given} {family}", *self.aliases(), organisation, *map(email, self.texts("EMAIL")))
        return next((name for name in map(tidy, others) if nameable(name)), "")

    def aliases(self) -> list[str]:
        """Return the nicknames."""
        return self._list("NICKNAME")

    def circles(self) -> list[str]:
        """Return the categories but for those of the program."""
        return [name for name in self._list("CATEGORIES") if name.lstrip("* ").casefold() not in _SYSTEM_GROUPS]

    def birthdays(self) -> list[str]:
        """Return the days of birth as they are written."""
        return [tidy(text) for text in self.texts("BDAY")]

    def note(self, name: str) -> str:
        """Return position and organisation, unless that is the name, and below the note."""
        position = next((text for text in map(tidy, self.texts("TITLE")) if text), "")
        organisation = next((text for text in self._organisations() if text != name), "")
        first = ", ".join(filter(None, (position, organisation)))
        return "\n".join(filter(None, (first, *map(tidy_note, self.texts("NOTE")))))

    def identifiers(self) -> tuple[str, ...]:
        """Return what identifies somebody, in the order of the card, as it is stored."""
        found = (
            _IDENTIFYING[one.name](_unescaped(self._decoded(one)).strip(), one.parameters)
            for one in self._all
            if one.name in _IDENTIFYING
        )
        return tuple(dict.fromkeys(filter(None, found)))

    def _organisations(self) -> list[str]:
        found = (tidy(parts[0]) for one in self._by_name.get("ORG", ()) if (parts := self._parts(one, ";")))
        return [name for name in found if nameable(name)]

    def _family_and_given(self) -> tuple[str, str]:
        for one in self._by_name.get("N", ()):
            family, given = [*map(tidy, self._parts(one, ";")), "", ""][:2]
            if nameable(family + given):
                return family, given
        return "", ""

    def _list(self, name: str) -> list[str]:
        parts = (tidy(part) for one in self._by_name.get(name, ()) for part in self._parts(one, ","))
        return [part for part in parts if nameable(part)]

    def _parts(self, one: Property, separator: str) -> list[str]:
        """Return the parts of a value between separators; those escaped or written as `=3B` separate nothing."""
        if _is_printable(one) and b"\\" not in one.value:
            return [_unescaped(self._decoded(one._replace(value=part))) for part in one.value.split(separator.encode())]
        parts: list[list[str]] = [[]]
        for piece in _PIECES.findall(self._decoded(one)):
            if piece == separator:
                parts.append([])
            else:
                parts[-1].append(piece)
        return [_unescaped("".join(part)) for part in parts]

    def _decoded(self, one: Property) -> str:
        """Return a value as text; its charset is its own, else that which another property of the card names."""
        data = one.value
        encodings = {text.upper() for text in one.parameters.get("ENCODING", ())}
        if _is_printable(one):
            data = binascii.a2b_qp(data)
        elif encodings & {"BASE64", "B"}:
            try:
                data = binascii.a2b_base64(data)
            except binascii.Error:
                data = b""
        text, guessed = decoded(data.replace(b"\0", b""), _charset(one) or self._charset)
        self.guessed = guessed or self.guessed
        return text


def _is_printable(one: Property) -> bool:
    return any(text.upper() == "QUOTED-PRINTABLE" for text in one.parameters.get("ENCODING", ()))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text) if "\\" in text else text


if TYPE_CHECKING:
    _Parameters = Mapping[str, Sequence[str]]


def _email(text: str, _: _Parameters) -> str:
    return identifier(text) if email(text) else ""


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

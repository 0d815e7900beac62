"""Reads mail: Maildirs, mbox files, Google Takeout and single mails; nothing but their headers."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter, defaultdict
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.utils import parsedate_tz
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact
from netcheck.domain.names import fold
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Findings, Problem
from netcheck.importers.days import out_of_time
from netcheck.importers.identifiers import email
from netcheck.importers.source import head
from netcheck.importers.talks import Talks
from netcheck.importers.text import decoded, tidy, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from netcheck.importers.base import Options
    from netcheck.importers.source import Source

NAME = "mail"

_CHUNK = 1 << 20
_MOST_HEADER = 4 << 20
_MOST_IN_TO = 8
_MOST_ASKED = 5
_OFTEN = 1000
_SHORT = 500
_LONGEST = 10_000
_SNIFFED = 20
_MOST_SNIFFED = 1 << 16
_BLANK = re.compile(rb"\n\r?\n")
_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_HEADER = re.compile(rb"(?:From |[!-9;-~]+:)")
_HEADER_NAME = re.compile(rb"^([!-9;-~]+):", re.MULTILINE)
_FLAGS = re.compile(r"[:!;]2,([A-Za-z]*)$")
_ENCODED = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)*")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?|\(((?:[^()\\]|\\.)*)\)?|<([^<>]*)>?|([,;:])|([^",;:(<]+)', re.DOTALL)
_ANSWER = re.compile(r"^(?:(?:re|aw|antw|fwd?|wg)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SEPARATOR_DAY = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+(\d\d?)\b.*\b((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROBOT = re.compile(
    r"(?:^|[-_.+@])(?:no[-_.]?reply|do[-_.]?not[-_.]?reply)"
    r"|(?:^|[-_.+@])(?:notifications?|mailer-daemon|postmaster|bounces?|newsletters?)(?=[-_.+@\d])"
    r"|@(?:.+\.)?reply\.github\.com$"
)
_LIST_ADDRESS = re.compile(
    r"^owner-|-(?:owner|bounces?|request|admin|list)(?=[-+@])|@(?:lists?|listen|listserv|groups?|googlegroups)\."
)
_LIST_HEADERS = ("list-id", "list-post", "list-unsubscribe")
_KEPT = {
    *_LIST_HEADERS,
    *("from", "to", "cc", "sender", "subject", "date", "received", "message-id", "precedence"),
    *("auto-submitted", "x-auto-response-suppress", "x-gmail-labels", "delivered-to"),
}


def _folders(*names: str) -> set[str]:
    return {_plain_folder(name) for name in names}


def _plain_folder(name: str) -> str:
    return " ".join(fold(tidy(name)).replace("-", " ").replace("_", " ").split())


_LEFT_OUT_FOLDERS = {
    "spam": _folders(
        *("Spam", "Junk", "Junk Mail", "Junk E-Mail", "Junk Email", "Bulk Mail", "Spamverdacht"),
        *("Unerwünscht", "Unerwünschte Werbung", "Unerwünschte E-Mails", "Werbung und Spam"),
    ),
    "deleted": _folders(
        *("Trash", "Bin", "Deleted", "Deleted Items", "Deleted Messages", "Deleted Mails", "Papierkorb", "Gelöscht"),
        *("Gelöschte Elemente", "Gelöschte Objekte", "Gelöschte Nachrichten", "Gelöschte E-Mails", "Gelöschte Mails"),
    ),
    "draft": _folders(
        *("Drafts", "Draft", "Templates", "Template", "Outbox", "Unsent Messages"),
        *("Entwürfe", "Entwurf", "Vorlagen", "Vorlage", "Postausgang"),
    ),
}
_SENT = _folders(
    *("Sent", "Sent Items", "Sent Mail", "Sent Messages", "Gesendet", "Gesendete Elemente", "Gesendete Objekte"),
    *("Gesendete Nachrichten", "Gesendete E-Mails", "Gesendete Mails"),
)


class _Mail(NamedTuple):
    """The headers of a mail by their lower-case names, and where it lies.

    `separator` is the `From ` line of an mbox; `file` is "" there, since a part without a sender is no mail.
    """

    headers: dict[str, list[str]]
    folders: set[str]
    flags: str
    separator: str
    file: str

    def text(self, name: str) -> str:
        """Return the first header of a name, "" for none."""
        return self.headers.get(name, [""])[0]


def detect(source: Source) -> bool:
    """Return whether there is a Maildir, an mbox or a mail."""
    others = []
    for name in source.names:
        sort = _sort_by_name(source, name)
        if sort == "mail":
            return True
        if sort == "unknown":
            others.append(name)
    others.sort(key=lambda name: not name.casefold().endswith(".mbox"))
    return any(_sort_by_start(source, name, sure=len(source.names) > 1) for name in others[:_SNIFFED])


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield who wrote and was written to, and talks."""
    return parse_all([source], options, findings)


def parse_all(sources: Sequence[Source], options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield who wrote and was written to, and talks, of several places as one set."""
    me = {_without_tag(address) for told in options.me if (address := email(told))}
    if not me:
        raise NetcheckError("import_me_needed", names=_likeliest_me(sources))
    gathered = _Gathered(me, options)
    number = 0
    for source in sources:
        here = Findings()
        for mail in _mails(source, here):
            number += 1
            if options.progress and number % _OFTEN == 0:
                options.progress(number)
            gathered.add(mail, here)
        findings.add(here.of(source) if len(sources) > 1 else here)
    if not gathered.senders:
        raise NetcheckError("import_not_format", path=sources[0].path, format="mail")
    if not gathered.met:
        findings.remarks.append(("me_unmatched", {"names": ", ".join(options.me)}))
    elif not gathered.own:
        findings.remarks.append(("no_sent_mail", {}))
    yield from gathered.drafts()


class _Gathered:
    """All mails that count, as talk, and who wrote and was written to."""

    def __init__(self, me: set[str], options: Options) -> None:
        self.senders = self.own = self.met = False
        self._me = me
        self._today = options.today
        self._talks = Talks(NAME, "Mail")
        self._from: set[str] = set()
        self._to: set[str] = set()
        self._names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._counted: set[int] = set()
        self._left_out: set[int] = set()

    def add(self, mail: _Mail, findings: Findings) -> None:
        """Count a mail, or why it does not count; one Message-ID is one mail. The findings are those of its source."""
        sender = next((one for one in _people(mail, "from") if one[1]), None)
        if sender is None:
            if mail.file:
                findings.problems.append(Problem(0, "import_no_sender", {}, mail.file))
            elif "from" in mail.headers:
                findings.leave_out("nobody")
            return
        self.senders = True
        from_me = _without_tag(sender[1]) in self._me
        self.own = self.own or from_me
        found = tidy(mail.text("message-id"))
        key = hash(found) if found else None
        if key in self._counted:
            return
        reason = self._count(mail, sender, from_me=from_me)
        if key is not None:
            if reason and key in self._left_out:
                return
            (self._left_out if reason else self._counted).add(key)
        if reason:
            findings.leave_out(reason)

    def _count(self, mail: _Mail, sender: tuple[str, str], *, from_me: bool) -> str:
        """Count a mail as talk with each whom it concerns, or return why it is left out."""
        to = {address: name for name, address in _people(mail, "to") if address}
        self.met = self.met or from_me or not self._me.isdisjoint(map(_without_tag, to))
        day, second = _day(mail)
        reason = _reason(mail, sender[1], to) or out_of_time(day, self._today)
        if reason or day is None:
            return reason
        if len(to) > _MOST_IN_TO:
            return "many_recipients"
        people = {address: name for address, name in to.items() if _without_tag(address) not in self._me}
        if not from_me:
            copied = (address for _, address in _people(mail, "cc"))
            if self._me.isdisjoint(map(_without_tag, (*to, *copied))):
                return "others"
            people = {sender[1]: sender[0]}
        if not people:
            return "nobody"
        (self._to if from_me else self._from).update(people)
        subject = _ANSWER.sub("", tidy(_words(mail.text("subject")) or ""))
        for address, name in people.items():
            self._talks.add(address, "", day, subject, second)
            if name:
                self._names[address][name] += 1
        return ""

    def drafts(self) -> Iterator[Draft]:
        """Yield everybody, called as most mails call them, and the talks."""
        names = {}
        for address in self._talks.people():
            called = self._names[address].most_common(1)
            names[address] = called[0][0] if called else address.partition("@")[0]
            reason = "" if address in self._from and address in self._to else "one_direction"
            values = {"name": names[address], "identifiers": (address,)}
            yield Draft(Contact, values, person=address, unless_known=reason)
        for draft in self._talks.drafts():
            yield draft._replace(with_name=names[draft.person])


def _likeliest_me(sources: Sequence[Source]) -> list[str]:
    """Return the likeliest addresses of the user: to which mail was delivered, or from which it was sent.

    Raises:
        NetcheckError: `import_not_format`, where there is no mail.
    """
    own: Counter[str] = Counter()
    to: Counter[str] = Counter()
    senders = False
    for source in sources:
        for mail in _mails(source, Findings()):
            people = [address for _, address in _people(mail, "from") if address]
            senders = senders or bool(people)
            if not mail.folders.isdisjoint(_SENT):
                own.update(map(_without_tag, people))
            own.update({_without_tag(address) for _, address in _people(mail, "delivered-to") if address})
            to.update({_without_tag(address) for _, address in _people(mail, "to") if address})
    if not senders:
        raise NetcheckError("import_not_format", path=sources[0].path, format="mail")
    return [address for address, _ in (own or to).most_common(_MOST_ASKED)]


def _reason(mail: _Mail, sender: str, to: Iterable[str]) -> str:
    """Return why a mail is left out whoever it is with, "" for none."""
    for reason, folders in _LEFT_OUT_FOLDERS.items():
        if not mail.folders.isdisjoint(folders):
            return reason
    if "T" in mail.flags:
        return "deleted"
    if "D" in mail.flags:
        return "draft"
    through = next((address for _, address in _people(mail, "sender") if address), "")
    precedence = mail.text("precedence").strip().casefold()
    if (
        any(name in mail.headers for name in _LIST_HEADERS)
        or precedence in {"bulk", "list", "junk"}
        or (through not in {"", sender} and _LIST_ADDRESS.search(through))
    ):
        return "list"
    submitted = mail.text("auto-submitted").partition(";")[0].strip().casefold()
    if submitted not in {"", "no"} or "x-auto-response-suppress" in mail.headers:
        return "robot"
    return "robot" if any(map(_ROBOT.search, (sender, *to))) else ""


def _mails(source: Source, findings: Findings) -> Iterator[_Mail]:
    """Yield the mails of a source; files that are none are counted."""
    for name in source.names:
        sort = _sort_by_name(source, name)
        try:
            if sort == "unknown":
                sort = _sort_by_start(source, name)
                if not sort:
                    findings.leave_out("no_mail")
            if sort:
                yield from _mails_of_file(source, name, sort)
        except NetcheckError as error:
            if error.code != "file_unreadable":
                raise
            findings.problems.append(Problem(0, error.code, error.facts, name))


def _mails_of_file(source: Source, name: str, sort: str) -> Iterator[_Mail]:
    parts = _parts(source, name)
    flags = _FLAGS.search(name)
    with source.open(name) as stream:
        if sort == "mail":
            folders = _folders_of(parts[:-2] if parts[-2:-1] in {("cur",), ("new",)} else parts[:-1])
            yield _mail(_start_of(stream), folders, flags[1] if flags else "", name)
            return
        folders = _folders_of(parts)
        for part in _split(stream):
            yield _mail(part, folders, "", "")


def _parts(source: Source, name: str) -> tuple[str, ...]:
    """Return the folders and the name of a file; what was typed is the first unless it is that file itself."""
    parts = PurePosixPath(name).parts
    return parts if parts == (source.path.name,) else (source.path.name, *parts)


def _sort_by_name(source: Source, name: str) -> str:
    """Return "mail", "" for what is none, "unknown" where the content decides."""
    *folders, file = _parts(source, name)
    folder = folders[-1] if folders else ""
    if file.startswith((".", "dovecot")) or file.endswith(".msf") or (folder == "tmp" and "/" in name):
        return ""
    return "mail" if folder in {"cur", "new"} or file.casefold().endswith(".eml") else "unknown"


def _sort_by_start(source: Source, name: str, *, sure: bool = False) -> str:
    """Return "mbox", "mail" for a file that begins with the headers of a mail, else "".

    To be `sure` it has to say when it was written or have an id, too: other texts may begin with `From:`.
    """
    start = head(source, name, _MOST_SNIFFED)
    start = start[_LEADING.match(start).end() :]  # type: ignore[union-attr] # matches nothing, too
    if start.startswith(b"From "):
        return "mbox"
    if not _HEADER.match(start):
        return ""
    written = start if b"\n" in start else start.replace(b"\r", b"\n")
    end = _BLANK.search(written)
    names = set(map(bytes.lower, _HEADER_NAME.findall(written[: end.start() + 1] if end else written)))
    enough = not sure or not names.isdisjoint({b"date", b"message-id"})
    return "mail" if b"from" in names and enough else ""


def _folders_of(parts: Sequence[str]) -> set[str]:
    """Return the names of folders as they are compared: those between the dots of `.INBOX.Work` are several."""
    found: set[str] = set()
    for part in parts:
        bare = re.sub(r"\.(?:mbox|mbx|sbd)$", "", _from_utf7(part), flags=re.IGNORECASE)
        found.update(map(_plain_folder, bare.split(".") if bare.startswith(".") else [bare]))
    return found


def _from_utf7(name: str) -> str:
    """Return a folder's name of an IMAP server, `Entw&APw-rfe`, as it is read."""

    def one(match: re.Match[str]) -> str:
        coded = match[1].replace(",", "/")
        try:
            return b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be") if coded else "&"
        except ValueError:
            return match[0]

    return re.sub(r"&([A-Za-z0-9+,]*)-", one, name)


def _start_of(stream: BinaryIO) -> bytes:
    """Return the headers of a mail, read up to the empty line."""
    data = b""
    while len(data) < _MOST_HEADER and not _BLANK.search(data):
        chunk = stream.read(1 << 16)
        if not chunk:
            break
        data = data.lstrip() + chunk if not data.strip() else data + chunk
    data = data[_LEADING.match(data).end() :]  # type: ignore[union-attr] # matches nothing, too
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    end = _BLANK.search(data)
    return data[: end.start() + 1] if end else data


def _split(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the headers of each part of an mbox, with the `From ` line before them.

    Lines of a text that begin with `From ` make parts, too; these have no sender.
    """
    buffer, at = b"\n", 0
    while True:
        found = buffer.find(b"\nFrom ", at)
        if found < 0:
            chunk = stream.read(_CHUNK)
            if not chunk:
                return
            buffer, at = buffer[max(at, len(buffer) - 5) :] + chunk, 0
            continue
        following = buffer.find(b"\nFrom ", found + 1)
        end = _BLANK.search(buffer, found + 1, following + 1 if following >= 0 else len(buffer))
        short = end is None and following < 0 and len(buffer) - found < _MOST_HEADER
        if short and (chunk := stream.read(_CHUNK)):
            buffer, at = buffer[found:] + chunk, 0
            continue
        if end:
            stop, at = end.start(), end.end() - 1
        else:
            stop = at = following if following >= 0 else min(len(buffer), found + _MOST_HEADER)
        yield buffer[found + 1 : stop + 1]


def _mail(data: bytes, folders: set[str], flags: str, file: str) -> _Mail:
    """Return the headers that are needed of a mail, and the folders and labels that it is in."""
    separator = b""
    if data.startswith(b"From "):
        separator, _, data = data.partition(b"\n")
    while data.startswith(b">From "):
        data = data.partition(b"\n")[2]
    headers: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in BytesHeaderParser().parsebytes(data).raw_items():
        if name.lower() in _KEPT:
            headers[name.lower()].append(_readable(value))
    labels = _words(", ".join(headers.get("x-gmail-labels", ()))) or ""
    if labels:
        folders = folders | {_plain_folder(part.strip('" ')) for part in re.split(r"[,/]", labels)}
    return _Mail(dict(headers), folders, flags, separator[:_SHORT].decode("latin-1"), file)


def _readable(value: str) -> str:
    """Return a header's value on one line; bytes that are no ASCII are decoded."""
    if not value.isascii():
        value = decoded(value.encode("utf-8", "surrogateescape"))[0]
    return " ".join(value.splitlines())


def _people(mail: _Mail, header: str) -> list[tuple[str, str]]:
    """Return name and address of each in the headers of a name; either may be ""."""
    return [
        one
        for value in mail.headers.get(header, ())
        for one in (_few_addresses(value) if len(value) < _SHORT else _addresses(value))
    ]


def _addresses(value: str) -> Iterator[tuple[str, str]]:
    """Yield name and address, in lower case, of each in a header's value.

    A comma that stands in a name without quotation marks, `Last, First <a@b.org>`, divides nobody.
    """
    if value.count('"') % 2:
        value = value.replace('"', "")
    name, address, comment = "", "", ""
    for quoted, bracketed, angled, mark, bare in _TOKEN.findall(value + ","):
        if mark == ":" and "=?" not in name:
            name = ""
        elif mark in {",", ";"} and (address or "@" in name or mark == ";"):
            bare_address = "" if address else name.rpartition(",")[2]
            found = email(address or bare_address)
            yield (_name("" if bare_address else name, found) or _name(comment, found)), found
            name, address, comment = "", "", ""
        elif mark == ",":
            name = f"{name.strip()}, " if name.strip() and len(name) < _SHORT else ""
        elif angled:
            address = angled
        elif bracketed:
            comment = bracketed
        else:
            name += re.sub(r"\\(.)", r"\1", quoted) or bare or mark


@lru_cache(1 << 13)
def _few_addresses(value: str) -> tuple[tuple[str, str], ...]:
    """Return what `_addresses` yields; most mails are from and to the same people."""
    return tuple(_addresses(value))


def _name(written: str, address: str) -> str:
    """Return a name as it is shown; "" for none, for an encoding that nobody knows, and for the address."""
    name = tidy(_words(written) or "")
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = tidy(name[1:-1])
    return "" if name.casefold() == address else tidy(turned(name.strip(" ,")))


def _words(text: str) -> str | None:
    """Return a text with its encoded words decoded, None where that fails; what is far too long is cut."""
    if "=?" not in text:
        return text
    text = text[:_LONGEST]  # decode_header takes the square of the length
    try:
        return _ENCODED.sub(
            lambda match: "".join(
                part if isinstance(part, str) else part.decode(charset or "ascii", "replace")
                for part, charset in decode_header(match[0])
            ),
            text,
        )
    except (HeaderParseError, LookupError, ValueError):
        return None


def _without_tag(address: str) -> str:
    """Return an address without what follows a + in it, `me+tag@a.org` as `me@a.org`."""
    local, _, host = address.rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def _day(mail: _Mail) -> tuple[int | None, int]:
    """Return the day, an ordinal, at the offset that the mail names, and the second of that day, in UTC.

    Without a date that can be read it is that of the `From ` line, or else of the first `Received`.
    """
    day, second = _written_day(mail.text("date"))
    if day is None and (found := _SEPARATOR_DAY.search(mail.separator)):
        try:
            day = date(int(found[3]), 1 + _MONTHS.index(found[1].lower()), int(found[2])).toordinal()
        except ValueError:
            day = None
    return (day, second) if day is not None else _written_day(mail.text("received").rpartition(";")[2])


def _written_day(written: str) -> tuple[int | None, int]:
    try:
        found = parsedate_tz(written)
        if found is None:
            return None, 0
        hours, minutes, seconds = found[3:6]
        return date(*found[:3]).toordinal(), hours * 3600 + minutes * 60 + seconds - (found[9] or 0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, 0

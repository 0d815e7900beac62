"""Measure imports against their bars: peak memory of whole processes, and readers against bare parsers in one run.

    python benchmarks/imports.py [--mbox MB] [--zip MB] [--mails N] [--messages N] [--cards N] [--runs N]

All input is made in a temporary folder, the same each time. The large files are an mbox and archives that hold nothing
but text, without compression; `MB` are 1,000,000 bytes. A bare parser does for a format what no reader can do without:
it stands below, one function each. Reader and bare parser run in turn in a process of their own each, whose time they
take alone; beside them stands the whole import, from the start of the program to its end, in the same unit.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import quopri
import random
import re
import sys
import tempfile
import time
import zipfile
from binascii import a2b_base64
from datetime import date, timedelta
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_tz
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bars import Tree, peak, processor_times

import logs
from netcheck.importers.base import Findings, Options
from netcheck.importers.formats import reader
from netcheck.importers.source import opened_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

MOST_MEMORY = 200
"""MB that an import may take at most."""
MOST_TIME = 2
"""So many times as long as the bare parser a reader may take."""

ME = "nora@feldmann.example"
PEOPLE = 3000
CONNECTIONS = 1000
DAYS = 3652
_MINE = 0.5
_MB = 1_000_000
_MIB = 1 << 20
_WORDS = [
    "moin",
    "danke",
    "bis",
    "morgen",
    "der",
    "Entwurf",
    "ist",
    "fertig",
    "wir",
    "sehen",
    "uns",
    "am",
    "Montag",
    "beim",
    "Tor",
]
_FOLDED = "\r\n\t"


class _Sizes(NamedTuple):
    mbox: int
    zip: int
    mails: int
    messages: int
    cards: int


def mails(path: Path, number: int, size: int) -> Path:
    """Write an mbox of so many mails of about so many bytes each, half of them from the user, as servers write them."""
    chance = _chance(number)
    text = _text(chance, 4000)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for n in range(number):
            day = _day(chance)
            other = _address(chance)
            sender, to = (f"Nora Feldmann <{ME}>", other) if n % 2 else (other, f"Nora Feldmann <{ME}>")
            head = _headers(n, sender, to, day, chance)
            body = text * (max(size - len(head), 0) // len(text)) + text[: max(size - len(head), 0) % len(text)]
            file.write(f"{head}\n{body}\n\n")
    return path


def _headers(n: int, sender: str, to: str, day: date, chance: Random) -> str:
    stamp = f"{day:%a, %d %b %Y} {n % 24:02}:{n % 60:02}:07 +0100"
    subject = "=?utf-8?q?Gru=C3=9F_vom_Tor?=" if n % 10 == 0 else f"Re: {_text(chance, 30).strip()}"
    key = f"{chance.getrandbits(1024):0256x}"
    return "\n".join(
        [
            f"From {n}@mx.example {day:%a %b %d} 08:00:00 {day:%Y}",
            "Return-Path: <bounce@mx.example>",
            f"Received: from mx.example (mx.example [192.0.2.7])\n\tby imap.example (Postfix) with ESMTPS id {n:x};",
            f"\t{stamp}",
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mx.example; s=2024;",
            *(f"\t{key[at : at + 64]}" for at in range(0, 256, 64)),
            f"Received: from [198.51.100.4] by mx.example with ESMTPSA; {stamp}",
            f"Message-ID: <{n:x}.{key[:16]}@mx.example>",
            f"Date: {stamp}",
            "MIME-Version: 1.0",
            "User-Agent: Mozilla Thunderbird",
            f"Subject: {subject}",
            f"From: {sender}",
            f"To: {to}",
            *([f"Cc: {_address(chance)}"] if n % 5 == 0 else []),
            "Content-Type: text/plain; charset=utf-8; format=flowed",
            "Content-Transfer-Encoding: 8bit",
            "",
        ]
    )


def _address(chance: Random) -> str:
    n = int(PEOPLE * chance.random() ** 2)
    return f'"Person {n:04}" <person{n}@firm{n % 400}.example>'


def linkedin_files(messages: int, size: int = 300) -> dict[str, Iterator[str]]:
    """Return by name the files of an export of 2025 with so many messages of about so many characters."""
    chance = _chance(messages)
    return {
        "Profile.csv": iter(["First Name,Last Name,Headline\nNora,Feldmann,Bauleiterin\n"]),
        "Connections.csv": _connections(chance),
        "messages.csv": _linkedin_messages(messages, size, chance),
    }


def _connections(chance: Random) -> Iterator[str]:
    yield "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    for n in range(CONNECTIONS):
        yield f"Person,{n:04},{_profile(n)},,Firm {n % 400},Engineer,{_day(chance):%d %b %Y}\n"


def _linkedin_messages(number: int, size: int, chance: Random) -> Iterator[str]:
    """Yield a table of messages, three with somebody on a day."""
    yield (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
        "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
    )
    mine = "Nora Feldmann,https://www.linkedin.com/in/nora-feldmann"
    for n in range(number):
        if n % 3 == 0:
            who, day = int(CONNECTIONS * chance.random() ** 2), _day(chance).isoformat()
            other = f"Person {who:04},{_profile(who)}"
        sender, to = (mine, other) if chance.random() < _MINE else (other, mine)
        yield (
            f"2-{who:08x},,{sender},{to},{day} 14:{n % 60:02}:22 UTC,,"
            f'"{_text(chance, size)},\n{_text(chance, 20)}",INBOX,,No\n'
        )


def _profile(n: int) -> str:
    return f"https://www.linkedin.com/in/person-{n:04}-7a"


def cards(path: Path, number: int) -> Path:
    """Write so many vCards as the address books of telephones do."""
    chance = _chance(number)
    with path.open("w", encoding="utf-8", newline="") as file:
        for n in range(number):
            file.write(
                "\r\n".join(
                    [
                        "BEGIN:VCARD",
                        "VERSION:3.0",
                        f"UID:{chance.getrandbits(128):032x}",
                        f"N:Nachname{n};Vorname{n};;;",
                        f"FN:Vorname{n} Nachname{n}",
                        f"ORG:Firma {n % 400};Werk {n % 7}",
                        "TITLE:Bauleiterin",
                        f"EMAIL;TYPE=INTERNET;TYPE=WORK:vorname{n}@firma{n % 400}.example",
                        f"TEL;TYPE=CELL:+49 30 {1000000 + n}",
                        f"ADR;TYPE=HOME:;;Hafenweg {n % 90};Bremen;;28195;Deutschland",
                        f"BDAY:{1950 + n % 50}-{1 + n % 12:02}-{1 + n % 28:02}",
                        f"NOTE:{_text(chance, 60)}\\, {_FOLDED}{_text(chance, 40)}",
                        "CATEGORIES:myContacts,Arbeit",
                        "REV:2026-01-05T08:00:00Z",
                        "END:VCARD",
                        "",
                    ]
                )
            )
    return path


def _whatsapp(size: int) -> Iterator[str]:
    chance, written, n = _chance(size), 0, 0
    while written < size:
        day = date(2016, 1, 1) + timedelta(n // 300)
        line = f"{day:%d.%m.%y}, {n % 24:02}:{n % 60:02} - {('Ana Kern', 'Nora')[n % 2]}: {_text(chance, 80)}\n"
        written, n = written + len(line), n + 1
        yield line


def _mastodon(size: int) -> Iterator[str]:
    chance, written, n = _chance(size), 0, 0
    yield '{"type":"OrderedCollection","orderedItems":['
    while written < size:
        item = json.dumps(_post(n, chance))
        written, n = written + len(item), n + 1
        yield f"{',' if n > 1 else ''}{item}"
    yield "]}"


def _post(n: int, chance: Random) -> dict[str, object]:
    """Return an answer to somebody, as Mastodon 4 writes it."""
    who = int(PEOPLE * chance.random() ** 2)
    there = f"https://social.example/users/person{who}"
    post = f"https://home.example/users/nora/statuses/{n}"
    text = f"<p>{_text(chance, 300)}</p>"
    about = {
        "published": f"{_day(chance).isoformat()}T09:30:00Z",
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "cc": ["https://home.example/users/nora/followers", there],
    }
    page = {"type": "CollectionPage", "next": f"{post}/replies?page=true", "partOf": f"{post}/replies", "items": []}
    return {
        "id": f"{post}/activity",
        "type": "Create",
        "actor": "https://home.example/users/nora",
        **about,
        "object": {
            "id": post,
            "type": "Note",
            "summary": None,
            "inReplyTo": f"{there}/statuses/{n}",
            "url": f"https://home.example/@nora/{n}",
            "attributedTo": "https://home.example/users/nora",
            **about,
            "sensitive": False,
            "atomUri": post,
            "inReplyToAtomUri": f"{there}/statuses/{n}",
            "conversation": f"tag:social.example,2024-01-05:objectId={n}:objectType=Conversation",
            "content": text,
            "contentMap": {"de": text},
            "attachment": [],
            "tag": [{"type": "Mention", "href": there, "name": f"@person{who}@social.example"}],
            "replies": {"id": f"{post}/replies", "type": "Collection", "first": page},
        },
    }


def _packed(path: Path, files: dict[str, Iterator[str]]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, parts in files.items():
            with archive.open(name, "w") as file:
                for part in parts:
                    file.write(part.encode())
    return path


def _chance(seed: int) -> Random:
    return random.Random(seed)  # noqa: S311 - a measurement needs repetition, not secrecy


def _text(chance: Random, length: int) -> str:
    words, have = [], 0
    while have < length:
        words.append(_WORDS[int(chance.random() * len(_WORDS))])
        have += len(words[-1]) + 1
    return " ".join(words)


def _day(chance: Random) -> date:
    return logs.TODAY - timedelta(int(DAYS * chance.random()))


def bare_mails(path: Path) -> int:
    """Read an mbox by the standard library: a stream of lines, of each mail the headers, and those needed decoded."""
    number = 0
    with path.open("rb") as file:
        head: list[bytes] | None = None
        for line in file:
            if line.startswith(b"From "):
                head = []
            elif head is not None and line not in {b"\n", b"\r\n"}:
                head.append(line)
            elif head is not None:
                number += _bare_mail(b"".join(head))
                head = None
    return number


def _bare_mail(head: bytes) -> bool:
    found = BytesHeaderParser().parsebytes(head)
    people = [getaddresses(found.get_all(name, [])) for name in ("from", "to", "cc")]
    parsedate_tz(found.get("date", ""))
    decode_header(found.get("subject", ""))
    return bool(people[0])


def bare_messages(path: Path) -> int:
    """Read the tables of LinkedIn by csv.DictReader."""
    number = 0
    for name in ("Profile.csv", "Connections.csv", "messages.csv"):
        with (path / name).open(encoding="utf-8-sig", newline="") as file:
            number += sum(1 for _ in csv.DictReader(file))
    return number


_LINE = re.compile(r'^(?:([\w-]+)\.)?([\w/-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$')
_ESCAPED = re.compile(r"\\([\\,;:nN])")


def bare_cards(path: Path) -> int:
    """Read vCards by 25 lines: unfold, match each line, decode its value."""
    number = 0
    lines: list[str] = []
    for line in path.read_bytes().decode("utf-8-sig").splitlines():
        if line[:1] in {" ", "\t"} and lines:
            lines[-1] += line[1:]
        elif lines and lines[-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1].partition(":")[0].upper():
            lines[-1] = lines[-1][:-1] + line
        else:
            lines.append(line)
    card: list[tuple[str, str, str]] = []
    for line in lines:
        if not (found := _LINE.match(line)):
            continue
        name, parameters, value = found[2].upper(), found[3].upper(), found[4]
        if name == "BEGIN":
            card = []
        elif name == "END":
            number += bool(card)
        elif "QUOTED-PRINTABLE" in parameters:
            card.append((name, parameters, quopri.decodestring(value).decode(errors="replace")))
        elif "BASE64" in parameters or "ENCODING=B" in parameters:
            card.append((name, parameters, a2b_base64(value).decode("latin-1")))
        else:
            card.append((name, parameters, _ESCAPED.sub(_unescaped, value) if "\\" in value else value))
    return number


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


class Raced(NamedTuple):
    """A reader and the bare parser of its format."""

    name: str
    format: str
    bare: Callable[[Path], int]
    path: Path


def read(format_: str, path: Path) -> int:
    """Read a path to drafts as an import does, and return how many there are."""
    options = Options(logs.TODAY.toordinal(), me=[ME])
    with opened_source(path) as source:
        return sum(1 for _ in reader(format_).parse(source, options, Findings()))


def _seconds(deed: Callable[[], int]) -> float:
    """Return the processor time that something takes in a fresh process, which has nothing in its caches."""
    with get_context("fork").Pool(1) as pool:
        return pool.apply(_timed, [deed])


def _timed(deed: Callable[[], int]) -> float:
    gc.disable()  # as netcheck does
    start = time.process_time()
    if not deed():
        raise RuntimeError("nothing was read")
    return time.process_time() - start


def memory(tree: Tree, sizes: _Sizes) -> Iterator[tuple[str, float]]:
    """Yield what is imported, and the most memory that it takes, in MB."""
    place = tree.folder
    each = 10_000
    made: dict[str, Callable[[], tuple[str, Path]]] = {
        f"mbox of {sizes.mbox:,} MB": lambda: ("mail", mails(place / "large.mbox", sizes.mbox * _MB // each, each)),
        f"{sizes.mails:,} mails": lambda: ("mail", mails(place / "many.mbox", sizes.mails, 1500)),
        f"WhatsApp zip of {sizes.zip:,} MB": lambda: (
            "whatsapp",
            _packed(place / "chat.zip", {"WhatsApp Chat mit Ana Kern.txt": _whatsapp(sizes.zip * _MB)}),
        ),
        f"LinkedIn zip of {sizes.zip:,} MB": lambda: (
            "linkedin",
            _packed(place / "linkedin.zip", linkedin_files(sizes.zip * _MB // 2500, 2300)),
        ),
        f"Mastodon zip of {sizes.zip:,} MB": lambda: (
            "mastodon",
            _packed(
                place / "mastodon.zip",
                {
                    "actor.json": iter(['{"id":"https://home.example/users/nora","preferredUsername":"nora"}']),
                    "outbox.json": _mastodon(sizes.zip * _MB),
                },
            ),
        ),
    }
    for name, make in made.items():
        format_, path = make()
        (place / "peak.db").unlink(missing_ok=True)
        yield name, peak(tree, _import(tree, "peak.db", format_, path)) * _MIB / _MB
        path.unlink()


def _import(tree: Tree, log: str, format_: str, path: Path) -> list[str]:
    return tree.netcheck(log, "import", format_, str(path), "--me", ME, "--yes")


def raced(place: Path, sizes: _Sizes) -> list[Raced]:
    """Make what readers and bare parsers read."""
    for format_ in ("mail", "linkedin", "vcard"):
        reader(format_)  # is loaded before the clock runs
    folder = place / "linkedin"
    folder.mkdir()
    for name, parts in linkedin_files(sizes.messages).items():
        (folder / name).write_text("".join(parts), encoding="utf-8")
    return [
        Raced(f"{sizes.mails:,} mails", "mail", bare_mails, mails(place / "race.mbox", sizes.mails, 1500)),
        Raced(f"{sizes.messages:,} LinkedIn messages", "linkedin", bare_messages, folder),
        Raced(f"{sizes.cards:,} vCards", "vcard", bare_cards, cards(place / "cards.vcf", sizes.cards)),
    ]


def race(tree: Tree, one: Raced) -> tuple[float, float, float]:
    """Return the least processor time of reader, bare parser and whole import, in seconds."""
    taken: list[tuple[float, float, float]] = []
    for _ in range(tree.runs):
        (tree.folder / "race.db").unlink(missing_ok=True)
        line = _import(tree, "race.db", one.format, one.path)
        (whole,) = processor_times(tree._replace(starts=1), [line], warm=False)
        taken.append((_seconds(partial(read, one.format, one.path)), _seconds(partial(one.bare, one.path)), whole))
    ours, bare, whole = (min(found) for found in zip(*taken, strict=True))
    return ours, bare, whole


def main(asked: argparse.Namespace) -> None:
    """Print both tables."""
    sizes = _Sizes(asked.mbox, asked.zip, asked.mails, asked.messages, asked.cards)
    with tempfile.TemporaryDirectory() as folder:
        tree = Tree(sys.executable, Path(folder), 0, asked.runs, 1)
        print(f"{'peak of netcheck import, MB':<32} {'now':>8} {'bar':>6}")
        for name, megabytes in memory(tree, sizes):
            print(f"{name:<32} {megabytes:>8.0f} {MOST_MEMORY:>6}  {_verdict(megabytes, MOST_MEMORY)}", flush=True)
        print()
        print(f"{'reader / bare parser':<32} {'now':>8} {'bar':>6}        {'reader':>8} {'bare':>8} {'import':>8}")
        for one in raced(tree.folder, sizes):
            ours, bare, whole = race(tree, one)
            ratio = ours / bare
            print(
                f"{one.name:<32} {ratio:>8.2f} {MOST_TIME:>6}  {_verdict(ratio, MOST_TIME)}"
                f"  {ours:>7.3f}s {bare:>7.3f}s {whole:>7.3f}s",
                flush=True,
            )


def _verdict(figure: float, bar: float) -> str:
    return "pass" if round(figure, 2) <= bar else "FAIL"


def arguments() -> argparse.Namespace:
    """Return the sizes and `runs` from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mbox", type=int, default=1000, metavar="MB", help="size of the large mbox (%(default)s)")
    parser.add_argument("--zip", type=int, default=200, metavar="MB", help="size of each archive (%(default)s)")
    parser.add_argument("--mails", type=int, default=100_000, metavar="N", help="mails (%(default)s)")
    parser.add_argument("--messages", type=int, default=20_000, metavar="N", help="messages of LinkedIn (%(default)s)")
    parser.add_argument("--cards", type=int, default=10_000, metavar="N", help="vCards (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of what is timed (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main(arguments())

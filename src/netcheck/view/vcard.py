"""Writes contacts as vCards (3.0, which every address book reads)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netcheck.domain.birthdays import read_birthday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.domain.model import Contact

_FOLD = 75
"""So many bytes may a line have, without its end (RFC 2426)."""
_ESCAPED = re.compile(r"\r\n|[\r\n\\,;]")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]+")
_PHONE = re.compile(r"[+(]?\d[\d ().\-/]{4,}\d", re.ASCII)
_FEWEST_DIGITS = 5
_PROFILE = re.compile(r"https://(?:www\.linkedin\.com/in|x\.com|github\.com|bsky\.app/profile)/[^/?#%]+")
_TELEGRAM = re.compile(r"https://t\.me/(\w+)", re.ASCII)
_HANDLE = re.compile(r"@([a-z0-9_.-]+)@((?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+)")
_KEY = "vcard:"
_NO_YEAR = "1604"
"""The leap year that stands for none with X-APPLE-OMIT-YEAR."""


def vcard_text(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield a card for each person, with CRLF at the end of each line; audiences (`group`) have none.

    A card says who somebody is and how to reach them: name, aliases, identifiers, circles, birthday and note, and the
    UID by which an address book knows the person already. Nothing in it judges: neither `ignored` nor `no_balance`,
    nor anything that was computed. `netcheck import vcard` reads it back as it was.
    """
    for contact in contacts:
        if not contact.group:
            yield "".join(f"{_folded(line)}\r\n" for line in _lines(contact))


def _lines(contact: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    if uid := next((key.removeprefix(_KEY) for key in contact.keys if key.startswith(_KEY)), ""):
        yield f"UID:{_escaped(uid)}"
    yield f"FN:{_escaped(contact.name)}"
    yield f"N:{_structured(contact.name)};;;"
    if contact.aliases:
        yield f"NICKNAME:{','.join(map(_escaped, contact.aliases))}"
    yield from map(_identifier, contact.identifiers)
    if contact.birthday:
        yield _birthday(contact.birthday)
    if contact.circles:
        yield f"CATEGORIES:{','.join(map(_escaped, contact.circles))}"
    if contact.note:
        yield f"NOTE:{_escaped(contact.note)}"
    yield "END:VCARD"


def _structured(name: str) -> str:
    """Return family and given name; a name with a comma is no `Last, First`, and stays in one piece."""
    given, _, family = name.rpartition(" ")
    return f";{_escaped(name)}" if "," in name or not given else f"{_escaped(family)};{_escaped(given)}"


def _identifier(text: str) -> str:
    """Return the property that says what an identifier is; one of no known sort stands as it was typed."""
    if _EMAIL.fullmatch(text) and text == text.lower():
        return f"EMAIL;TYPE=INTERNET:{_escaped(text)}"
    if _PHONE.fullmatch(text) and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS:
        return f"TEL:{_escaped(text)}"
    if found := _TELEGRAM.fullmatch(text):
        return f"IMPP;X-SERVICE-TYPE=Telegram:x-apple:{found[1]}"
    if _PROFILE.fullmatch(text):
        return f"URL:{_escaped(text)}"
    if found := _HANDLE.fullmatch(text):
        return f"X-SOCIALPROFILE;TYPE=mastodon:https://{found[2]}/@{found[1]}"
    return f"X-SOCIALPROFILE;VALUE=text:{_escaped(text)}"


def _birthday(stored: str) -> str:
    day = read_birthday(stored)
    if day is None or day.year is not None:
        return f"BDAY:{stored}"
    return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}:{day.replaced(year=int(_NO_YEAR))}"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\{found[0]}" if found[0] in "\\,;" else "\\n", text)


def _folded(line: str) -> str:
    """Return a line on several: each has at most so many bytes, and no character is split."""
    if len(line.encode()) <= _FOLD:
        return line
    pieces: list[str] = []
    start, size = 0, 0
    for at, char in enumerate(line):
        more = len(char.encode())
        if size + more > _FOLD:
            pieces.append(line[start:at])
            # The blank before each further piece counts.
            start, size = at, 1
        size += more
    return "\r\n ".join([*pieces, line[start:]])

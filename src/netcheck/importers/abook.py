"""Reads the address book of abook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Contact
from netcheck.domain.names import nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.identifiers import Owners, email, identifier, is_known_as, known_as, phone, profile
from netcheck.importers.source import byte_lines, head, named
from netcheck.importers.text import beginning, decoded, tidy, tidy_note, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "abook"

_HEADER = "# abook addressbook file"
_SECTION = re.compile(r"\[\s*(\d+|format)\s*\]")


def detect(source: Source) -> bool:
    """Return whether there is an address book that says to be abook's."""
    name = _file(source)
    if name is None:
        return False
    start = beginning(head(source, name))
    return _HEADER in start or "program=abook" in start


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield a contact for each entry that names somebody.

    Raises:
        NetcheckError: `import_not_format`.
    """
    name = _file(source)
    if name is None or not detect(source):
        raise NetcheckError("import_not_format", path=source.path, format="abook")
    lines, guess = byte_lines(source, name)
    found, me, owners = False, known_as(options.me), Owners()
    for number, entry in _entries(_texts(lines, guess, name, findings)):
        values = _contact(entry)
        if not values:
            findings.problems.append(Problem(number, "import_card_no_name"))
            continue
        found = True
        known_by = values.get("identifiers", ())
        if is_known_as(me, values["name"], known_by):
            findings.leave_out("me", values["name"])
            continue
        person = owners.person(known_by, f"row:{number}")
        yield Draft(Contact, values, person=person, line=number, listed=True)
    if not found:
        raise NetcheckError("import_not_format", path=source.path, format="abook")


def _file(source: Source) -> str | None:
    return named(source, "addressbook") or (source.names[0] if len(source.names) == 1 else None)


def _texts(lines: Iterable[bytes], guess: str, name: str, findings: Findings) -> Iterator[str]:
    """Yield the lines as texts; an encoding that had to be guessed is told once."""
    told = ""
    for line in lines:
        text, guessed = decoded(line.replace(b"\0", b""))
        if not told and (told := guess or guessed):
            findings.remarks.append(("encoding", {"file": name, "encoding": told}))
        yield text


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Yield the line where each entry begins, and its values by key; a key may be there several times."""
    entry: dict[str, list[str]] | None = None
    start = 0
    for number, line in enumerate(lines, 1):
        if section := _SECTION.fullmatch(line.strip()):
            if entry is not None:
                yield start, entry
            entry, start = None if section[1] == "format" else {}, number
        elif entry is not None and not line.lstrip().startswith("#"):
            key, equals, value = line.partition("=")
            if equals:
                entry.setdefault(key.strip().casefold(), []).append(value)
    if entry is not None:
        yield start, entry


def _contact(entry: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what an entry says, nothing if it names nobody: without a name the nickname or the address does."""
    aliases = _parts(entry.get("nick", ()))
    addresses = [found for text in _parts(entry.get("email", ())) if email(text) and (found := identifier(text))]
    names = (*map(turned, map(tidy, entry.get("name", ()))), *aliases, *addresses)
    name = next(filter(nameable, names), "")
    if not name:
        return {}
    others: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("mobile", phone),
        ("phone", phone),
        ("workphone", phone),
        ("url", profile),
    )
    known_by = [*addresses, *(found for key, read in others for text in entry.get(key, ()) if (found := read(text)))]
    values = {
        "name": name,
        "aliases": tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        "identifiers": tuple(dict.fromkeys(known_by)),
        "circles": tuple(dict.fromkeys(_parts(entry.get("groups", ())))),
        "note": "\n".join(filter(None, map(tidy_note, entry.get("notes", ())))),
    }
    return {key: value for key, value in values.items() if value}


def _parts(texts: Iterable[str]) -> list[str]:
    return [part for text in texts for part in map(tidy, text.split(",")) if nameable(part)]

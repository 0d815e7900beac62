"""Who a line of a commit message names: people as they are written there."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from netcheck.domain.matching import nameable

_ANGLED = re.compile(r"([^<]*)<([^<>]*)>")
_BARE = re.compile(r"""[^\s<>()\[\],;:"']+@[^\s<>()\[\],;:"']+""")
_AND = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,;&]|and\b)\s*")
_COMMENT = re.compile(r"\s+(?:#.*|\([^()]*\)|\[[^\[\]]*\])\s*$")


class Person(NamedTuple):
    """Someone in a history: the e-mail address, or without one the name, tells people apart, case ignored.

    `key` is that address or name, folded; it is "" for nobody. `email` is "" where there is none.
    """

    key: str
    name: str
    email: str


def person(name: str, email: str) -> Person:
    """Return who this is: the address stands for a name of which nothing can be seen; nobody without either."""
    name, email = (text if nameable(text) else "" for text in (name, email))
    return Person(fold(email or name), name or email, email)


def fold(text: str) -> str:
    """Return the text as it is compared: composed (NFC) and without case."""
    return normalize("NFC", text).casefold()


def read_person(value: str) -> tuple[str, str]:
    """Return (name, e-mail), each perhaps "", of the first person in a trailer's value.

    Comments after the person, in brackets or after #, and quotes around the name are left out; an
    address may stand without its angle brackets.
    """
    return _first(value, 0)[:2]


def read_people(value: str) -> list[tuple[str, str]]:
    """Return (name, e-mail) of everybody in a trailer's value, at least of one, each as `read_person` does.

    Further people follow an address and a comma, a semicolon, an ampersand or "and", and have an address.
    """
    name, email, end = _first(value, 0)
    found = [(name, email)]
    while email and (joint := _AND.match(value, end)):
        name, email, end = _first(value, joint.end())
        found += [(name, email)] * bool(email)
    return found


def _first(value: str, start: int) -> tuple[str, str, int]:
    """Return name and e-mail of the person that begins at `start`, and where the address ends."""
    angled = _ANGLED.match(value, start)
    if angled:
        return _tidy(angled[1]), angled[2].strip(), angled.end()
    hash_ = value.find(" #", start)
    bare = _BARE.search(value, start, hash_ if hash_ >= 0 else len(value))
    if bare:
        return _tidy(value[start : bare.start()].rstrip(" ([<,")), bare[0], bare.end()
    value = " ".join(value[start:].split())
    while (shorter := _COMMENT.sub("", value)) != value:
        value = shorter
    return _tidy(value.replace("<", " ").replace(">", " ")), "", len(value)


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name

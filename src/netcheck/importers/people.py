"""Who a line of a commit message names: people as they are written there."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

_ANGLED = re.compile(r"([^<]*)<([^<>]*)>")
_BARE = re.compile(r"""[^\s<>()\[\],;:"']+@[^\s<>()\[\],;:"']+""")
_COMMENT = re.compile(r"\s+(?:#.*|\([^()]*\)|\[[^\[\]]*\])\s*$")


class Person(NamedTuple):
    """Someone in a history: the e-mail address, or without one the name, tells people apart, case ignored.

    `key` is that address or name, folded; it is "" for nobody. `email` is "" where there is none.
    """

    key: str
    name: str
    email: str


def person(name: str, email: str) -> Person:
    """Return who this is; without a name the address stands for it."""
    return Person(fold(email or name), name or email, email)


def fold(text: str) -> str:
    """Return the text as it is compared: composed (NFC) and without case."""
    return normalize("NFC", text).casefold()


def read_person(value: str) -> tuple[str, str]:
    """Return (name, e-mail), each perhaps "", of a trailer's value.

    Of several people the first one counts. Comments after the person, in brackets or after #, and
    quotes around the name are left out; an address may stand without its angle brackets.
    """
    angled = _ANGLED.match(value)
    if angled:
        return _tidy(angled[1]), angled[2].strip()
    bare = _BARE.search(value.partition(" #")[0])
    if bare:
        return _tidy(value[: bare.start()].rstrip(" ([<")), bare[0]
    while (shorter := _COMMENT.sub("", value)) != value:
        value = shorter
    return _tidy(value.replace("<", " ").replace(">", " ")), ""


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name

"""Preferred contact methods, and the shortest name of a contact that needs no quoting."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING

from netcheck.domain.names import short_forms
from netcheck.domain.shell_quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.model import Contact
    from netcheck.domain.names import Directory


class ContactMethod(IntEnum):
    """What an identifier is, in the order in which one would use it for a quiet word."""

    EMAIL = 1
    HANDLE = 2
    PHONE = 3
    URL = 4


_PHONE = r"(?a)[+(]?\d[\d ()/.-]{3,}\Z"
_SIGNS = " .-_@+"
_LONGEST = 40


def preferred_method(identifier: str) -> ContactMethod:
    """Return what an identifier looks like; anything without a sign of its own is a handle."""
    if "://" in identifier or identifier.startswith("www."):
        return ContactMethod.URL
    if re.match(_PHONE, identifier):
        return ContactMethod.PHONE
    return ContactMethod.EMAIL if "@" in identifier[1:] and not identifier.startswith("@") else ContactMethod.HANDLE


def contact_methods(identifiers: Iterable[str], *, by_voice: bool = False) -> tuple[str, ...]:
    """Return the best identifier of each way, the best way first: e-mail, or (`by_voice`) the phone."""
    best: dict[ContactMethod, str] = {}
    for identifier in identifiers:
        best.setdefault(preferred_method(identifier), identifier)
    return tuple(best[key] for key in sorted(best, key=lambda key: (by_voice and key is not ContactMethod.PHONE, key)))


def shell_name(contact: Contact, directory: Directory) -> str:
    """Return the shortest text that names a contact alone in a command line, "" where none is plain enough.

    It holds letters, digits and a few signs only; blanks are quoted.
    """
    form = short_forms([contact], directory).get(contact.id, "")
    short = len(form) <= _LONGEST and form[:1].isalnum()
    return quoted(form) if short and all(map(_is_plain, form)) else ""


def _is_plain(char: str) -> bool:
    return char in _SIGNS or unicodedata.category(char)[0] in "LMN"

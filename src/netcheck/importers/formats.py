"""The list of all formats that can be imported, and which of them a file or folder is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from netcheck.importers.base import Importer, Reader
    from netcheck.importers.source import Source

FORMATS = ("jsonl", "git")
"""The modules of this folder that read a log or a history, in the order of the help."""

READERS = {
    "vcard": "vCard",
    "abook": "abook",
    "csv": "CSV",
    "notes": "Notes",
    "linkedin": "LinkedIn",
    "mail": "Mail",
    "ics": "iCalendar",
    "gh": "GitHub",
    "mastodon": "Mastodon",
    "x": "X",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "monica": "Monica",
    "friends": "friends.md",
}
"""The modules of this folder that read other programs' files, and what each place is called, in the help's order."""

_ASKED = (
    "linkedin", "mastodon", "x", "telegram", "monica", "gh", "whatsapp", "vcard", "abook", "friends", "mail", "ics",
    "csv", "notes",
)  # fmt: skip
"""In this order a source is tried: what many others look like comes last."""


def importer(name: str) -> Importer:
    """Return one of FORMATS; the others are not loaded."""
    return cast("Importer", import_module(f"netcheck.importers.{name}"))


def reader(name: str) -> Reader:
    """Return one of READERS; the others are not loaded."""
    return cast("Reader", import_module(f"netcheck.importers.{name}"))


def recognised(source: Source) -> str | None:
    """Return the name of the reader that a source looks like, or None."""
    return next((name for name in _ASKED if reader(name).detect(source)), None)

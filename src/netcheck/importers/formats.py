"""The list of all formats of other programs that can be imported, and which of them a file or folder is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from netcheck.domain.places import PLACES
from netcheck.errors import NetcheckError
from netcheck.importers import later

if TYPE_CHECKING:
    from collections.abc import Collection

    from netcheck.importers.base import Reader
    from netcheck.importers.source import Source

READERS = {name: place.name for name, place in PLACES.items() if name != "signal"}
"""The modules of this folder that read other programs' files, and what each place is called.

In this order they stand in the help, and several are read: who has a card comes before who has only written.
"""

_ASKED = (
    "linkedin", "mastodon", "x", "telegram", "monica", "gh", "whatsapp", "vcard", "abook", "friends", "mail", "ics",
    "csv", "notes",
)  # fmt: skip
"""In this order a source is tried: what many others look like comes last."""


def reader(name: str) -> Reader:
    """Return one of READERS; the others are not loaded."""
    return cast("Reader", import_module(f"netcheck.importers.{name}"))


def format_of(source: Source) -> str:
    """Return the name of the reader for a source, as it looks like.

    Raises:
        NetcheckError: `import_later` for a place that cannot be read yet, `import_unknown_format` for anything else.
    """
    # First what is known by the folder alone: a clone has many files.
    if reader("git").detect(source):
        return "git"
    if place := later.detect(source):
        raise NetcheckError("import_later", path=source.path, place=place)
    name = recognised(source)
    if name is None:
        raise NetcheckError("import_unknown_format", path=source.path)
    return name


def recognised(source: Source, among: Collection[str] = _ASKED) -> str | None:
    """Return the name of the reader that files look like, or None; only those `among` which it is are loaded."""
    return next((name for name in _ASKED if name in among and reader(name).detect(source)), None)

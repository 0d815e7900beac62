"""How long a line, a name and a note may be: far beyond what a person writes, and within what is read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netcheck.domain.record import FieldType
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sized

    from netcheck.domain.record import Field, Record

LINE_BYTES = 128 * 1024
NAME_CHARACTERS = 200
"""Of the name of a person or a circle, and of an alias."""
TEXT_BYTES = 64 * 1024
"""Of a note, and of any other text."""
SET_ELEMENTS = 1000
"""Of the aliases, the identifiers, or the circles of one contact."""

_NAMES = {"aliases", "circles"}
_KIB = 1024
_SHOWN = 40
"""How many characters of a name that is too long its refusal repeats."""


def check_line(words: Iterable[str]) -> None:
    """Refuse a line that is too long.

    Raises:
        UsageError: `line_too_long`.
    """
    if sum(_size(word) + 1 for word in words) > LINE_BYTES:
        raise UsageError("line_too_long", most=LINE_BYTES // _KIB)


def check_name(text: str) -> None:
    """Refuse a name that is too long.

    Raises:
        UsageError: `name_too_long`.
    """
    if len(text) > NAME_CHARACTERS:
        raise UsageError("name_too_long", text=text[:_SHOWN], n=len(text), most=NAME_CHARACTERS)


def check_text(text: str) -> None:
    """Refuse a note, or any other text that is no name, if it is too long.

    Raises:
        UsageError: `text_too_long`.
    """
    if _size(text) > TEXT_BYTES:
        raise UsageError("text_too_long", text=text[:_SHOWN], most=TEXT_BYTES // _KIB)


def check_values(record: type[Record], values: Mapping[str, Any]) -> None:
    """Refuse a record of a source if a text of it, given by the name of its field, is too long.

    Raises:
        UsageError: `name_too_long` or `text_too_long`.
    """
    for name, value in values.items():
        if isinstance(value, str):
            check_value(record.fields[name], value)
        elif isinstance(value, tuple | list | dict):
            check_number(value)
            for text in value.values() if isinstance(value, dict) else value:
                if isinstance(text, str):
                    check_value(record.fields[name], text)


def check_number(texts: Sized) -> None:
    """Refuse more aliases, identifiers or circles than one contact may have.

    Raises:
        UsageError: `too_many_texts`.
    """
    if len(texts) > SET_ELEMENTS:
        raise UsageError("too_many_texts", n=len(texts), most=SET_ELEMENTS)


def check_value(field: Field, text: str) -> None:
    """Refuse a text of a field that is too long.

    Raises:
        UsageError: `name_too_long` or `text_too_long`.
    """
    (check_name if field.type is FieldType.NAME or field.name in _NAMES else check_text)(text)


def _size(text: str) -> int:
    """Return the bytes of a text in UTF-8; half characters, which are replaced before they are stored, count too."""
    return len(text) if text.isascii() else len(text.encode(errors="replace"))

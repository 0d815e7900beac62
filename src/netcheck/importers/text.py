"""Text of other programs: its encoding, and what nobody sees in names."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from typing import BinaryIO

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 2000
_CHUNK = 1 << 20
_MOSTLY = 0.3
_UNSEEN = re.compile(
    "[\0-\b\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_EDGES = " \t\r\n\v\f\u00a0\u202f\u2007"
_SUFFIX = re.compile(
    r"(?:jr|sr|i{2,3}|iv|esq|ph\.?\s?d|m\.?d|mba|[bm]\.?a|[bm]\.?sc|ing|inc|llc|ltd|gmbh|ag|kg|ug|e\.?v)\.?",
    re.IGNORECASE,
)
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "unicode_escape", "utf-7"}
"""Encodings of Python that are none of a text, or whose text cannot be written."""
_TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|herr|frau|dipl|ing|med|phil)\b\.?(?:-ing\.)?\s+)+(?=\S)", re.IGNORECASE)


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return bytes as text with LF line ends, and the encoding that had to be guessed, "" where none had.

    Tried in this order: UTF-8, UTF-16 by its mark or by its zeros, the declared encoding if Python knows it, cp1252.
    """
    if data.isascii() and b"\0" not in data:
        return _lines(data.decode("ascii")), ""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lines(data[len(mark) :].decode(name, errors="replace")), ""
    if name := _utf16(data):
        return _lines(data.decode(name, errors="replace")), name
    try:
        return _lines(data.decode()), ""
    except UnicodeDecodeError:
        pass
    try:
        name = codecs.lookup(declared).name
        if name not in _NO_CHARSETS:
            return _lines(data.decode(name)), ""
    except (LookupError, ValueError):
        pass
    return _lines(data.decode("cp1252", errors="replace")), "cp1252"


def wide(start: bytes) -> tuple[str, bool]:
    """Return by the first bytes of a file its UTF-16, "" for any other encoding, and whether it had to be guessed."""
    for mark, name in _BOMS[1:]:
        if start.startswith(mark):
            return name, False
    name = _utf16(start)
    return name, bool(name)


def beginning(data: bytes) -> str:
    """Return the first bytes of a file as text, as `decoded` does; they may end within a character."""
    try:
        return decoded(codecs.getincrementaldecoder("utf-8")().decode(data).encode())[0]
    except UnicodeDecodeError:
        return decoded(data)[0]


def encoding(stream: BinaryIO) -> tuple[str, str]:
    """Read bytes to their end, and return the name of their encoding and, as `decoded` does, what had to be guessed."""
    chunk = stream.read(_CHUNK)
    for mark, name in _BOMS:
        if chunk.startswith(mark):
            return ("utf-8-sig" if name == "utf-8" else "utf-16"), ""
    if name := _utf16(chunk):
        return name, name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk:
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
            chunk = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", "cp1252"
    return "utf-8", ""


def _utf16(data: bytes) -> str:
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= _MOSTLY * len(sample) / 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def tidy(text: str) -> str:
    """Return a name or an identifier composed (NFC), on one line, without what nobody sees."""
    if text.isascii() and text.isprintable():  # then nothing is unseen and all is composed
        return " ".join(text.split())
    return " ".join(normalize("NFC", _UNSEEN.sub("", text)).strip(_EDGES).split())


def tidy_note(text: str) -> str:
    """Return a text of several lines composed (NFC), without unseen marks and blanks at its ends."""
    if text.isascii() and text.isprintable():
        return text.strip(_EDGES)
    return normalize("NFC", _UNSEEN.sub("", text)).strip(_EDGES)


def cut(text: str, most: int) -> str:
    """Return a text on one line, of at most so many characters; a cut one ends with "…"."""
    bare = tidy(text)
    return bare if len(bare) <= most else bare[: most - 1].rstrip() + "…"


def turned(name: str) -> str:
    """Return `Last, First` as `First Last`, and any other name, such as `Ruth Amsel, Ph.D.`, as it is."""
    last, comma, first = name.partition(",")
    one = comma and "," not in first and last.strip() and first.strip() and not _SUFFIX.fullmatch(first.strip())
    return f"{first.strip()} {last.strip()}" if one else name


def without_title(name: str) -> str:
    """Return a name without the titles before it, `Dr. Ruth Amsel` as `Ruth Amsel`."""
    return _TITLES.sub("", name)

"""Ids of things: UUIDs in 32 hexadecimal digits, or what a file brought along; and how they are stored."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORT = 4
"""The least length of a short id."""

UUID_DIGITS = 32

Stored = bytes | str
"""An id in a table: a UUID takes its 16 bytes, any other text itself."""


def new_id() -> str:
    """Return a new id that sorts after those made before it on this machine.

    RFC 9562, section 5.7, with twelve bits of the fraction of the millisecond (section 6.2, method 3).
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return f"{(milliseconds << 16 | 0x7000 | fraction) << 64 | tail:032x}"


def derived_id(*parts: object) -> str:
    """Return the one id that belongs to this content (UUID version 8), for lines of a file that bring none."""
    import hashlib

    digest = bytearray(hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return digest.hex()


def stored_id(text: str) -> Stored:
    """Return an id as it is stored; `id_text` gives the text back, letter by letter."""
    if len(text) != UUID_DIGITS:
        return text
    try:
        stored = bytes.fromhex(text)
    except ValueError:
        return text
    return stored if stored.hex() == text else text


def id_text(stored: Stored) -> str:
    """Return the id that is stored like this."""
    return stored.hex() if isinstance(stored, bytes) else stored


def shortest(target: str, others: Iterable[str]) -> str:
    """Return the shortest suffix of `target`, at least SHORT long, that none of `others` ends with."""
    rivals = [other for other in others if other != target]
    length = SHORT
    while length < len(target) and any(other.endswith(target[-length:]) for other in rivals):
        length += 1
    return target[-length:]

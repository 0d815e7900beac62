"""Ids of entities: UUID version 7, in 32 hexadecimal digits."""

from __future__ import annotations

import os
import time

SHORT = 4
"""The least length of a short id."""


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
    from hashlib import sha256

    digest = int.from_bytes(sha256("\x1f".join(map(str, parts)).encode()).digest()[:16], "big")
    return f"{digest & ~(0xF << 76 | 0x3 << 62) | 0x8 << 76 | 0x2 << 62:032x}"


def shortest(target: str, others: list[str]) -> str:
    """Return the shortest suffix of `target`, at least SHORT long, that none of `others` ends with."""
    length = SHORT
    while length < len(target) and any(other.endswith(target[-length:]) for other in others if other != target):
        length += 1
    return target[-length:]

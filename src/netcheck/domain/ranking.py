"""Who comes first where values may be equal."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

SAME = 1e-9
"""Values this close are equal, and names decide, by code point."""


def leading(found: Iterable[tuple[float, str, T]], most: int) -> list[T]:
    """Return the things with the largest of (value, name, thing), the largest first, at most so many."""
    ranked: list[tuple[float, str, T]] = []
    leader = inf
    for value, name, thing in sorted(found, key=lambda item: -item[0]):
        if leader - value > SAME:
            leader = value
        ranked.append((-leader, name, thing))
    return [thing for _, _, thing in sorted(ranked, key=lambda item: item[:2])[:most]]

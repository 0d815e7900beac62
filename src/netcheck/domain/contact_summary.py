"""What one contact's entries add up to: since when, and what went each way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netcheck.domain.model import FUNCTION_OF, Direction, Function, Kind
from netcheck.domain.packed_events import DAY, WAY, WAYS
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


SUBJECTS: tuple[str, ...] = (*Function, Kind.OTHER, Kind.TALK)
"""What entries are counted under: their function, or their kind where it serves none."""


class ContactSummary(Value):
    """The sums of one contact's entries.

    `first` and `last` are ordinals, None without entries. `received` and `given` count entries by
    subject, in the order of SUBJECTS and without zeros; mutual entries are in both.
    """

    entries: int
    first: int | None
    last: int | None
    by_direction: Mapping[str, int]
    received: Mapping[str, int]
    given: Mapping[str, int]


def contact_summary(entries: Sequence[int]) -> ContactSummary:
    """Add up the entries of one contact, as `domain.packed_events` packs them, in any order."""
    counts = Counter(WAYS[number & WAY] for number in entries)
    return ContactSummary(
        entries=len(entries),
        first=min(entries) >> DAY if entries else None,
        last=max(entries) >> DAY if entries else None,
        by_direction={way.value: sum(n for (other, _), n in counts.items() if other is way) for way in Direction},
        received=_by_subject(counts, Direction.GIVEN),
        given=_by_subject(counts, Direction.RECEIVED),
    )


def _by_subject(counts: Mapping[tuple[Direction, Kind], int], left_out: Direction) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (direction, kind), number in counts.items():
        if direction is not left_out:
            found[str(FUNCTION_OF[kind] or kind)] += number
    return {subject: found[subject] for subject in SUBJECTS if found[subject]}

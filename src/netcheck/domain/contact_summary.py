"""What one contact's entries add up to: since when, and what went each way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import FUNCTION_OF, Direction, Event, Function, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


SUBJECTS: tuple[str, ...] = (*Function, Kind.OTHER, Kind.TALK)
"""What entries are counted under: their function, or their kind where it serves none."""


class ContactSummary(NamedTuple):
    """The sums of one contact's entries.

    `first` and `last` are ordinals, None without entries. `received` and `given` count entries by
    subject, in the order of SUBJECTS and without zeros; mutual entries are in both.
    """

    entries: int
    first: int | None
    last: int | None
    received: Mapping[str, int]
    given: Mapping[str, int]


def contact_summary(events: Sequence[Event]) -> ContactSummary:
    """Add up the entries of one contact."""
    days = [event.day for event in events]
    return ContactSummary(
        entries=len(events),
        first=min(days, default=None),
        last=max(days, default=None),
        received=_by_subject(event for event in events if event.direction != Direction.GIVEN),
        given=_by_subject(event for event in events if event.direction != Direction.RECEIVED),
    )


def _by_subject(events: Iterable[Event]) -> dict[str, int]:
    counts = Counter(str(FUNCTION_OF[event.kind] or event.kind) for event in events)
    return {subject: counts[subject] for subject in SUBJECTS if counts[subject]}

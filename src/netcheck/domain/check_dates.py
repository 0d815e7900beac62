"""When the ten questions come again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.spans import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.model import Check, Voice

MONTHS_BETWEEN_CHECKS = 3


def checks_like(checks: Iterable[Check], voice: Voice, contact_id: str | None) -> list[Check]:
    """Return the checks in the same voice about the same contact (or none), oldest first."""
    alike = [check for check in checks if check.voice is voice and check.contact_id == contact_id]
    return sorted(alike, key=lambda check: (check.day, check.id))


def next_due(last: int, months: int = MONTHS_BETWEEN_CHECKS) -> int:
    """Return the day on which the questions come again: so many calendar months after day `last`.

    Both are ordinals. A day that the later month lacks becomes its last one: 30 November leads to
    28 or 29 February, and beyond the end of the calendar it is its last day.
    """
    try:
        return add_months(date.fromordinal(last), months).toordinal()
    except ValueError:
        return date.max.toordinal()

"""Coming back after a pause: since when nothing was logged, and who was in touch then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.pauses import find_pauses
from netcheck.domain.people import lively, people
from netcheck.domain.timelines import active_days, timelines_by_contact

if TYPE_CHECKING:
    from netcheck.domain.model import Ledger


def absent_since(ledger: Ledger, day: int, last: int) -> int | None:
    """Return the last active day, an ordinal, if a pause of the log goes on as of `day`; none after `last` counts."""
    days = [active for active in active_days(ledger, timelines_by_contact(ledger, day), day) if active <= last]
    pauses = find_pauses(days, day)
    return pauses[-1].first if pauses and pauses[-1].ongoing else None


def liveliest(ledger: Ledger, day: int) -> tuple[str, ...]:
    """Return the names of those that the report of `day` calls lively."""
    timelines = timelines_by_contact(ledger, day)
    return lively(people(timelines, day, find_pauses(active_days(ledger, timelines, day), day)))

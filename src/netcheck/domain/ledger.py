"""Everything the log holds, as one frozen value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.checks import Check, GuideEntry, Step
    from netcheck.domain.contacts import Contact
    from netcheck.domain.entries import Brief
    from netcheck.domain.events import Event


class Ledger(NamedTuple):
    """The living contacts by id, and what refers to them.

    `events` are in order of (day, id). Each event's and check's `contact_id` is a key of
    `contacts`: merged contacts are resolved, and what belongs to removed ones is left out.
    `rhythms` holds by circle how often to be reminded of its people, as `domain.cadence` writes it.
    `active_days` are those of the whole log, ordinals, ascending, in a ledger narrowed to a part of it.
    A ledger that was read for its numbers alone holds of `events` only the last, and all in `brief`.
    """

    contacts: Mapping[str, Contact] = {}
    events: Sequence[Event] = ()
    checks: Sequence[Check] = ()
    steps: Sequence[Step] = ()
    guide: Sequence[GuideEntry] = ()
    rhythms: Mapping[str, str] = {}
    brief: Brief | None = None
    active_days: Sequence[int] | None = None

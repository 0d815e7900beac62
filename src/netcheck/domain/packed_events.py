"""An event packed into one int, which sorts by day: all that measures ask of it.

From the highest bits down: the day, the weight (2 bits), whether it is one-sided (1), the place of the direction in
DIRECTIONS (2) and that of the kind in KINDS (4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.model import Direction, Kind, OneSidedSource, PackedEvents

if TYPE_CHECKING:
    from netcheck.domain.model import BriefLedger, Event

DIRECTIONS = tuple(Direction)
KINDS = tuple(Kind)

DAY, WEIGHT, ONE_SIDED, DIRECTION = 9, 7, 6, 4
"""How far each part is shifted; the kind is not."""

CODE, WAY = (1 << WEIGHT) - 1, (1 << ONE_SIDED) - 1
"""The bits that hold all but day and weight, and those that hold direction and kind."""

WAYS = {a << DIRECTION | b: (way, kind) for a, way in enumerate(DIRECTIONS) for b, kind in enumerate(KINDS)}
"""Direction and kind by the bits that hold them."""


def packed_events(ledger: BriefLedger) -> PackedEvents:
    """Return the events of a ledger in short."""
    if ledger.brief is not None:
        return ledger.brief
    events: dict[str, list[Event]] = {}
    for event in ledger.events:
        events.setdefault(event.contact_id, []).append(event)
    archived = [OneSidedSource(event.contact_id, event.source, event.day) for event in ledger.events if event.one_sided]
    return PackedEvents({key: sorted(map(packed, found)) for key, found in events.items()}, archived)


def first_day(ledger: BriefLedger) -> int | None:
    """Return the day of the first event, None without any."""
    entries = packed_events(ledger).entries if ledger.brief else {}
    starts = [numbers[0] >> DAY for key, numbers in entries.items() if key in ledger.contacts]
    return min(starts, default=ledger.events[0].day if ledger.events else None)


def packed(event: Event) -> int:
    """Return the number of an event."""
    code = _CODES[event.direction, event.kind]
    return event.day << DAY | event.weight << WEIGHT | event.one_sided << ONE_SIDED | code


def ways(codes: bytes) -> list[tuple[Direction, Kind]]:
    """Return direction and kind of each number, of which the bits of CODE are enough."""
    return [WAYS[code & WAY] for code in codes]


_CODES = {way: code for code, way in WAYS.items()}

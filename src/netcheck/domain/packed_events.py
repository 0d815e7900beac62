"""An event packed into one int, which sorts by day: all that measures ask of it.

From the highest bits down: the day, the weight (2 bits), whether it was asked for (1), whether it is one-sided (1), the
place of the direction in DIRECTIONS (2) and that of the kind in KINDS (4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.model import Direction, Kind
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.model import Event, Ledger

DIRECTIONS = tuple(Direction)
KINDS = tuple(Kind)

DAY, WEIGHT, ASKED, ONE_SIDED, DIRECTION = 10, 8, 7, 6, 4
"""How far each part is shifted; the kind is not."""

CODE, WAY = (1 << WEIGHT) - 1, (1 << ONE_SIDED) - 1
"""The bits that hold all but day and weight, and those that hold direction and kind."""

WAYS = {a << DIRECTION | b: (way, kind) for a, way in enumerate(DIRECTIONS) for b, kind in enumerate(KINDS)}
"""Direction and kind by the bits that hold them."""


def packed(event: Event) -> int:
    """Return the number of an event."""
    code = _CODES[event.direction, event.kind] | event.one_sided << ONE_SIDED | event.asked << ASKED
    return event.day << DAY | event.weight << WEIGHT | code


def active_days(numbers: Iterable[int]) -> int:
    """Return on how many days these events happened."""
    return len({number >> DAY for number in numbers})


def packed_by_contact(events: Iterable[Event]) -> dict[str, list[int]]:
    """Return the numbers of events by contact id, ascending."""
    found: dict[str, list[int]] = {}
    for event in events:
        found.setdefault(event.contact_id, []).append(packed(event))
    return {key: sorted(numbers) for key, numbers in found.items()}


class Unpacked(Value):
    """What a number tells: the day, an ordinal, and what happened on it."""

    day: int
    direction: Direction
    kind: Kind
    weight: int
    asked: bool
    one_sided: bool


def unpacked(number: int) -> Unpacked:
    """Return what a number tells of its event."""
    way = WAYS[number & WAY]
    return Unpacked(number >> DAY, *way, number >> WEIGHT & 3, bool(number >> ASKED & 1), bool(number >> ONE_SIDED & 1))


def first_day(ledger: Ledger) -> int | None:
    """Return the day of the first event, None without any."""
    starts = (numbers[0] for key, numbers in ledger.entries.items() if key in ledger.contacts)
    first = min(starts, default=None)
    return None if first is None else first >> DAY


def last_day(ledger: Ledger) -> int | None:
    """Return the day of the last event, None without any."""
    ends = (numbers[-1] for key, numbers in ledger.entries.items() if key in ledger.contacts)
    last = max(ends, default=None)
    return None if last is None else last >> DAY


def ways(codes: bytes) -> list[tuple[Direction, Kind]]:
    """Return direction and kind of each number, of which the bits of CODE are enough."""
    return [WAYS[code & WAY] for code in codes]


_CODES = {way: code for code, way in WAYS.items()}

"""Events of each contact with prefix sums for window queries."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from itertools import accumulate, compress, repeat
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.measures import YEAR, build_up, faded
from netcheck.domain.model import FUNCTION_OF, Contact, Direction, Function, Kind, Ledger
from netcheck.domain.packed_events import CODE, DAY, ONE_SIDED, WAY, WAYS, WEIGHT
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Daily(Value):
    """Distinct days, ordinals, ascending; `sums` says how much there was before each, and at last in all."""

    days: Sequence[int]
    sums: Sequence[int]

    def between(self, after: int, until: int) -> int:
        """Return how much there was after the day `after`, up to and including `until`."""
        return self.sums[bisect_right(self.days, until)] - self.sums[bisect_right(self.days, after)]


def daily(days: Iterable[int]) -> Daily:
    """Count days, each as often as it comes, in any order."""
    counts = sorted(Counter(days).items())
    return Daily([day for day, _ in counts], list(accumulate((times for _, times in counts), initial=0)))


class TieState(NamedTuple):
    """One contact as of a day.

    `strength` in event-equivalents; `recent` and `earlier` count the events of the 365 days up to the
    day and of the 365 before them, `given` and `received` what is in the balance in the former.
    """

    strength: float
    recent: int
    earlier: int
    given: int
    received: int


class TieSeries(NamedTuple):
    """One contact as of several days: what a `TieState` holds, in columns with one item for each day."""

    strength: Sequence[float]
    recent: Sequence[int]
    earlier: Sequence[int]
    given: Sequence[int]
    received: Sequence[int]


class ContactTimeline(Value):
    """One contact and their events, by day; at least one.

    `entries` are the events in short, as `domain.packed_events` packs them, and `codes` their lowest bits. `days` are
    those of the events and `strengths` the tie right after each. `given` and `received` count what is in the balance
    (not mutual, nor one-sided, nor without bookkeeping) before each event and, as their last item, after all. `gave`
    and `got` are the days on which a function was served, mutual events in both. Days are ordinals, ascending.
    """

    contact: Contact
    entries: Sequence[int]
    codes: bytes
    days: Sequence[int]
    strengths: Sequence[float]
    given: Sequence[int]
    received: Sequence[int]
    gave: Mapping[Function, Sequence[int]]
    got: Mapping[Function, Sequence[int]]

    def within(self, after: int, until: int) -> Sequence[int]:
        """Return the events, in short, after the day `after`, up to and including `until`."""
        return self.entries[bisect_right(self.days, after) : bisect_right(self.days, until)]

    def balance(self, after: int, until: int) -> tuple[int, int]:
        """Return how much counts as given and received after the day `after`, up to and including `until`."""
        first, last = bisect_right(self.days, after), bisect_right(self.days, until)
        return self.given[last] - self.given[first], self.received[last] - self.received[first]

    def active_days(self, after: int, until: int) -> int:
        """Return on how many days after the day `after`, up to and including `until`, there are events."""
        return len(set(self.days[bisect_right(self.days, after) : bisect_right(self.days, until)]))

    def days_in_balance(self, way: Direction) -> Iterable[int]:
        """Return the days of the events given or received that are in the balance."""
        return compress(self.days, in_balance(self.contact, self.codes, way))

    def strength_within(self, after: int, until: int) -> float:
        """Return the recency-weighted exchange of the events after a day up to another, as of the latter."""
        return sum(faded(number >> WEIGHT & 3, until - (number >> DAY)) for number in self.within(after, until))

    def on(self, day: int) -> TieState:
        """Return the contact as of a day that is not before the first event."""
        now = bisect_right(self.days, day)
        strength = faded(self.strengths[now - 1], day - self.days[now - 1])
        year_ago = bisect_right(self.days, day - YEAR, 0, now)
        earlier = year_ago - bisect_right(self.days, day - 2 * YEAR, 0, year_ago)
        given, received = self.given[now] - self.given[year_ago], self.received[now] - self.received[year_ago]
        return TieState(strength, now - year_ago, earlier, given, received)

    def over(self, days: Sequence[int], year_ago: Sequence[int], two_years_ago: Sequence[int]) -> TieSeries:
        """Return the contact as of some days, ascending, given with those 365 and 730 days earlier."""
        own, given, received = self.days, self.given, self.received
        now, then, before = (list(map(bisect_right, repeat(own), some)) for some in (days, year_ago, two_years_ago))
        last = [n - 1 for n in now if n]  # ascending days: those before the first event are the first ones
        ages = map(sub, days[len(days) - len(last) :], map(own.__getitem__, last))
        return TieSeries(
            [*repeat(0.0, len(days) - len(last)), *map(faded, map(self.strengths.__getitem__, last), ages)],
            list(map(sub, now, then)),
            list(map(sub, then, before)),
            [given[n] - given[m] for n, m in zip(now, then, strict=True)],
            [received[n] - received[m] for n, m in zip(now, then, strict=True)],
        )


def timelines_by_contact(ledger: Ledger, until: int) -> list[ContactTimeline]:
    """Return a timeline for each contact with an event up to the day `until`, sorted by name."""
    timelines = [
        _timeline(ledger.contacts[key], entries[: bisect_left(entries, until + 1 << DAY)])
        for key, entries in ledger.entries.items()
        if key in ledger.contacts and entries[0] >> DAY <= until
    ]
    return sorted(timelines, key=lambda timeline: (timeline.contact.name, timeline.contact.id))


def count(days: Sequence[int], after: int, until: int) -> int:
    """Return how many of some days, ascending, are after the day `after`, up to and including `until`."""
    return bisect_right(days, until) - bisect_right(days, after)


def narrow(ledger: Ledger, *, circle: str | None = None, contact_id: str | None = None) -> Ledger:
    """Return the ledger of one circle, one contact, or both; what is about nobody in particular stays.

    So do the days of the whole log: whoever was silent while others were not has made no pause.
    """
    if circle is None and contact_id is None:
        return ledger
    contacts = {
        key: contact
        for key, contact in ledger.contacts.items()
        if (circle is None or circle in contact.circles) and contact_id in {None, key}
    }
    kept = {None, *contacts}
    return ledger.replaced(
        contacts=contacts,
        checks=[check for check in ledger.checks if check.contact_id in kept],
        steps=[step for step in ledger.steps if step.contact_id in kept],
        active_days=_all_active_days(ledger),
    )


def active_days(ledger: Ledger, timelines: Iterable[ContactTimeline], until: int) -> Sequence[int]:
    """Return the whole log's active days up to a day, ascending, also where the ledger was narrowed.

    `timelines` are those of the ledger up to that day.
    """
    if ledger.active_days is None:
        return sorted(set().union(*(timeline.days for timeline in timelines)))
    return ledger.active_days[: bisect_right(ledger.active_days, until)]


def _all_active_days(ledger: Ledger) -> Sequence[int]:
    if ledger.active_days is not None:
        return ledger.active_days
    return sorted({number >> DAY for key in ledger.contacts for number in ledger.entries.get(key, ())})


def _timeline(contact: Contact, entries: Sequence[int]) -> ContactTimeline:
    """Turn numbers into columns, which takes a fraction of reading the parts of each again and again."""
    days = [number >> DAY for number in entries]
    codes = bytes([number & CODE for number in entries])
    gave, got = _served(days, codes)
    return ContactTimeline(
        contact,
        entries,
        codes,
        days,
        build_up(days, [number >> WEIGHT & 3 for number in entries]),
        list(accumulate(in_balance(contact, codes, Direction.GIVEN), initial=0)),
        list(accumulate(in_balance(contact, codes, Direction.RECEIVED), initial=0)),
        gave,
        got,
    )


def in_balance(contact: Contact, codes: bytes, way: Direction) -> bytes:
    """Return 1 for each event on that side of the balance, 0 for each other."""
    return bytes(len(codes)) if contact.no_balance else codes.translate(_IN_BALANCE[way])


def _served(days: Sequence[int], codes: bytes) -> tuple[dict[Function, list[int]], dict[Function, list[int]]]:
    gave: defaultdict[Function, list[int]] = defaultdict(list)
    got: defaultdict[Function, list[int]] = defaultdict(list)
    for day, (giving, receiving) in zip(days, map(_SERVES.__getitem__, codes), strict=True):
        if giving is not None:
            gave[giving].append(day)
        if receiving is not None:
            got[receiving].append(day)
    return gave, got


def _serves(way: Direction, kind: Kind) -> tuple[Function | None, Function | None]:
    """Return the function that an event serves by being given, and the one by being received."""
    function = FUNCTION_OF[kind]
    return None if way is Direction.RECEIVED else function, None if way is Direction.GIVEN else function


_SERVES = {code: _serves(*WAYS[code & WAY]) for code in range(CODE + 1) if code & WAY in WAYS}

_IN_BALANCE = {
    way: bytes(not code >> ONE_SIDED & 1 and WAYS.get(code & WAY, (None,))[0] is way for code in range(CODE + 1))
    for way in Direction
}
"""By direction a table for `bytes.translate`: 1 for what is given or received, and not one-sided."""

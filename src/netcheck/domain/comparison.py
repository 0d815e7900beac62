"""Two windows of one log against each other: what differs by more than chance (measures.md, *Change*)."""

from __future__ import annotations

from enum import StrEnum
from math import comb, erfc, log, sqrt
from operator import add
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from netcheck.domain.measures import HALF_LIFE, YEAR, Trend, diversity, faded, shares_of_strongest
from netcheck.domain.model import FUNCTION_OF, Direction, Function
from netcheck.domain.packed_events import CODE, DAY, DIRECTIONS, KINDS, ONE_SIDED, WAY, WAYS, WEIGHT
from netcheck.domain.pauses import longest_pause, paused_days
from netcheck.domain.reciprocity import coins_expect
from netcheck.domain.timelines import on_books
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.pauses import Pause
    from netcheck.domain.timelines import ContactTimeline

_Both: TypeAlias = "tuple[float | None, float | None]"
"""A value of the later side, and of the earlier one; None where a side has none."""

HALF_YEAR = 182
"""The window, in days, of a log that is not two years old."""

FEWEST_ENTRIES, FEWEST_PEOPLE = 30, 5
MOST_PAUSED = 45
"""So many days of a window may lie inside pauses: with more, arrows come by chance in over 5 % of reports."""

SWAPS, SEED = 999, 1
SAME_DIFFERENCE = 1e-9
EFFORT = 1.5
"""From this factor on between the entries of both windows, a report says on how many it compared."""

NEW_DAYS = 3
"""On so many days somebody was met who counts as new, or lost: one entry is no tie."""

SEVERAL = 2
"""A third person who serves a function makes nobody less alone."""

_FEWER_PEOPLE = log(1.1)


class NotCompared(StrEnum):
    """Why two windows are not compared: the log is too young, holds too little in one, or pauses in one."""

    YOUNG = "young"
    TOO_LITTLE = "too_little"
    PAUSE = "pause"


class Changing(StrEnum):
    """What is compared; the keys of the JSON form."""

    EFFECTIVE_CONTACTS = "effective_contacts"
    GIVING_SHARE = "giving_share"
    RECIPROCITY = "reciprocity"
    COVERAGE = "coverage"
    CONTRIBUTION = "contribution"
    TIES = "ties"


class Limit(NamedTuple):
    """The largest p at which a difference is said, in windows of a year and of half a year (None: never)."""

    year: float
    half: float | None
    least: float = 0.0
    """And the smallest difference, in the unit of the test."""


LIMITS: Mapping[Changing, Limit] = {
    # The seasons move the people met within half a year.
    Changing.EFFECTIVE_CONTACTS: Limit(0.02, 0.005, least=_FEWER_PEOPLE),
    Changing.GIVING_SHARE: Limit(0.01, 0.01),
    Changing.RECIPROCITY: Limit(0.005, 0.005),
    Changing.COVERAGE: Limit(0.02, 0.02),
    Changing.CONTRIBUTION: Limit(0.02, 0.02),
    # Who is met only in summer would come and go.
    Changing.TIES: Limit(0.01, None),
}
"""The rule of change of each measure, chosen in simulations: any arrow in at most 5 % of networks that never change."""


class Windows(NamedTuple):
    """Two windows of so many days, each given by its last day, an ordinal."""

    days: int
    later: int
    earlier: int


class Compared(Value):
    """One statistic in the later and in the earlier window, and the chance of such a difference if nothing changed."""

    now: float
    before: float
    p: float


class Ties(Value):
    """People who came, stayed and went between two windows."""

    new: int
    kept: int
    lost: int
    change: Trend | None = None


class Comparison(Value):
    """What two windows tell.

    `events` are the entries with people of the later and the earlier window, `compared_on` those of each after
    thinning. `compared` holds each statistic, None where one side has none; `changes` what may be said of it.
    `ties` count all entries; `now` and `before` are the shares of the exchange with the strongest, cumulative.
    """

    windows: Windows
    events: tuple[int, int]
    compared_on: int
    compared: Mapping[Changing, Compared | None]
    changes: Mapping[Changing, Trend | None]
    ties: Ties
    now: tuple[float, ...]
    before: tuple[float, ...]

    @property
    def effort_changed(self) -> bool:
        """Whether the entries of the two windows differ by more than a factor of 1.5."""
        return max(self.events) > EFFORT * min(self.events)


def windows_up_to(first: int | None, day: int) -> Windows | None:
    """Return the two windows that a report of `day` compares in a log begun on the day `first`; None if too young."""
    if first is None:
        return None
    for days, age in ((YEAR, 2 * YEAR), (HALF_YEAR, 2 * HALF_YEAR)):
        if first <= day - age:
            return Windows(days, day, day - days)
    return None


def windows_between(first: int | None, earlier: int, later: int) -> Windows | None:
    """Return the windows that end on two days of a log begun on `first`; None where they would overlap or miss days."""
    if first is None:
        return None
    for days in (YEAR, HALF_YEAR):
        if later - earlier >= days and first <= earlier - days:
            return Windows(days, later, earlier)
    return None


def compare(
    timelines: Iterable[ContactTimeline],
    windows: Windows | None,
    pauses: Sequence[Pause],
    true_names: Mapping[str, str] | None = None,
) -> Comparison | NotCompared:
    """Compare two windows, or say why not; groups are left out.

    `pauses` are those of the whole log. `true_names` decide the order where contacts go by other names.
    """
    if windows is None:
        return NotCompared.YOUNG
    names = true_names or {}
    people = [timeline for timeline in timelines if not timeline.contact.group]
    people.sort(key=lambda one: (names.get(one.contact.id, one.contact.name), one.contact.id))
    order = [names.get(one.contact.id, one.contact.name) for one in people]
    whole = [_cut(people, end - windows.days, end) for end in (windows.later, windows.earlier)]
    events = sum(map(len, whole[0])), sum(map(len, whole[1]))
    if min(events) < FEWEST_ENTRIES or min(sum(map(bool, window)) for window in whole) < FEWEST_PEOPLE:
        return NotCompared.TOO_LITTLE
    if pause_between(pauses, windows) is not None:
        return NotCompared.PAUSE
    fewest = min(events)
    thinned = [_thinned(window, order, fewest) for window in whole]
    sides = [
        [_side(one, numbers, end) for one, numbers in zip(people, window, strict=True)]
        for window, end in zip(thinned, (windows.later, windows.earlier), strict=True)
    ]
    pairs = [(now, before) for now, before in zip(*sides, strict=True) if now.entries or before.entries]
    compared = {
        **_swap_tests(pairs),
        Changing.GIVING_SHARE: _giving_share(people, windows),
        Changing.TIES: _came_and_went(pairs),
    }
    both = [[_active_days(numbers) for numbers in window] for window in whole]
    return Comparison(
        windows=windows,
        events=events,
        compared_on=fewest,
        compared={key: compared[key] for key in Changing},
        changes={key: _trend(key, compared[key], windows.days) for key in Changing},
        ties=_ties(list(zip(*both, strict=True))),
        now=shares_of_strongest([now.strength for now, _ in pairs]),
        before=shares_of_strongest([before.strength for _, before in pairs]),
    )


def pause_between(pauses: Sequence[Pause], windows: Windows) -> Pause | None:
    """Return the longest pause in a window of which more than 45 days lie inside pauses; None without such a window."""
    for end in (windows.later, windows.earlier):
        if paused_days(pauses, end - windows.days, end) > MOST_PAUSED:
            return longest_pause(pauses, end - windows.days, end)
    return None


def thinned_places(size: int, kept: int) -> list[int]:
    """Return which of so many entries, counted from 0, are kept if `kept` of them are, evenly spread."""
    return [at for at in range(size) if (at + 1) * kept // size > at * kept // size]


def mid_p(one: int, other: int) -> float:
    """Return McNemar's exact two-sided chance of such a split with the mid-p correction (Fagerland et al. 2013)."""
    total = one + other
    # Integers of any size, divided last: 2**total is no float for a large total.
    below = sum(comb(total, k) for k in range(min(one, other)))
    splits: int = 2**total
    return min(1.0, (2 * below + comb(total, min(one, other))) / splits)


class _Side(NamedTuple):
    """One contact in one window: strength at its end, entries, the books, active days, and who served what.

    `served` packs, 32 bits each, entries, entries on the books, and 1 for each function that came and that went.
    """

    strength: float
    entries: int
    given: int
    received: int
    days: int
    served: int


_FIVE = tuple(function for function in Function if function is not Function.BACKING)
"""Backing is too rare to be compared."""

_FIELD = 32
_MASK = (1 << _FIELD) - 1
_CAME: dict[Function, int] = {function: 2 + at for at, function in enumerate(_FIVE)}
_WENT: dict[Function, int] = {function: 2 + len(_FIVE) + at for at, function in enumerate(_FIVE)}


def _cut(people: Sequence[ContactTimeline], after: int, until: int) -> list[Sequence[int]]:
    return [one.within(after, until) for one in people]


def _sort_key(code: int) -> int:
    """Return what sorts by direction and kind (stored words, by code point), leaving room for the weight."""
    way, kind = WAYS[code & WAY]
    return sorted(DIRECTIONS).index(way) << 8 | sorted(KINDS).index(kind) << 4 | code >> ONE_SIDED & 1


_SORT_KEYS = {code: _sort_key(code) for code in range(CODE + 1) if code & WAY in WAYS}


def _thinned(window: Sequence[Sequence[int]], order: Sequence[str], kept: int) -> Sequence[Sequence[int]]:
    """Return a window with so many of its entries, evenly spread in the order of day, name, direction, kind, weight.

    Entries alike in all of these and one-sidedness are of namesakes, if of anybody: those follow their contacts.
    """
    size = sum(map(len, window))
    if size == kept:
        return window
    ranks = {name: rank for rank, name in enumerate(sorted(set(order)))}
    entries = [
        (number >> DAY, ranks[order[at]], _SORT_KEYS[number & CODE] | (number >> WEIGHT & 3) << 1, at, number)
        for at, numbers in enumerate(window)
        for number in numbers
    ]
    entries.sort()
    found: list[list[int]] = [[] for _ in window]
    for place in thinned_places(size, kept):
        *_, at, number = entries[place]
        found[at].append(number)
    return found


def _side(one: ContactTimeline, numbers: Sequence[int], end: int) -> _Side:
    if not numbers:
        return _NOBODY
    codes = _codes(numbers)
    given, received = (sum(on_books(one.contact, codes, way)) for way in (Direction.GIVEN, Direction.RECEIVED))
    fields = set().union(*(_SERVED[code & WAY] for code in set(codes)))
    served = len(numbers) | (given + received) << _FIELD | sum(1 << _FIELD * field for field in fields)
    strength = sum((number >> WEIGHT & 3) * _FADED[end - (number >> DAY)] for number in numbers)
    return _Side(strength, len(numbers), given, received, _active_days(numbers), served)


def _served(code: int) -> frozenset[int]:
    """Return the fields of what an entry served: by coming, by going, or both."""
    way, kind = WAYS[code]
    function = FUNCTION_OF[kind]
    if function not in _CAME:
        return frozenset()
    came = set() if way is Direction.GIVEN else {_CAME[function]}
    return frozenset(came | (set() if way is Direction.RECEIVED else {_WENT[function]}))


_SERVED = {code: _served(code) for code in WAYS}
_FADED = [faded(1.0, age, HALF_LIFE) for age in range(YEAR)]
_NOBODY = _Side(0.0, 0, 0, 0, 0, 0)


def _codes(numbers: Iterable[int]) -> bytes:
    return bytes(number & CODE for number in numbers)


def _active_days(numbers: Sequence[int]) -> int:
    return len({number >> DAY for number in numbers})


def _swap_tests(pairs: Sequence[tuple[_Side, _Side]]) -> dict[Changing, Compared | None]:
    """Return what the contacts of both windows tell against 999 times in which some of them are swapped.

    If nothing changed, a contact's two windows could as well be the other way round.
    """
    largest = max(side.strength for pair in pairs for side in pair)
    columns = [_numbers([pair[at] for pair in pairs], largest) for at in range(2)]
    swapped = [tuple(map(_Sums, both)) for both in _sums_of_swaps(*columns)]
    diversities = [(now.diversity, before.diversity) for now, before in swapped]
    logarithms = [(_log(now), _log(before)) for now, before in diversities]
    return {
        Changing.EFFECTIVE_CONTACTS: _tested(logarithms, diversities[0]),
        Changing.RECIPROCITY: _tested([(now.beyond_coins, before.beyond_coins) for now, before in swapped]),
        Changing.COVERAGE: _tested([(now.shoulders(_OF_CAME), before.shoulders(_OF_CAME)) for now, before in swapped]),
        Changing.CONTRIBUTION: _tested(
            [(now.shoulders(_OF_WENT), before.shoulders(_OF_WENT)) for now, before in swapped]
        ),
    }


def _tested(values: Sequence[_Both], shown: _Both | None = None) -> Compared | None:
    """Return the first values of both sides, and how often the others, of swapped contacts, are as far apart.

    A swap that leaves a side without a value counts as far apart. `shown` are the values to tell, if not these.
    """
    (now, before), *swapped = values
    if now is None or before is None:
        return None
    least = abs(now - before) - SAME_DIFFERENCE
    apart = sum(one is None or other is None or abs(one - other) >= least for one, other in swapped)
    now, before = shown or (now, before)
    return Compared(now, before, (1 + apart) / (1 + SWAPS)) if now is not None and before is not None else None


def _log(value: float | None) -> float | None:
    return None if value is None else log(value)


_ONE = 1 << 60
"""Strengths are summed as whole numbers of this part: exactly, so that what leaves a side leaves nothing behind."""

_SUM = 96
"""The bits of such a sum; counts have 32."""

_STRENGTH = _FIELD * (2 + 2 * len(_FIVE))
_SQUARE, _BEYOND = _STRENGTH + _SUM, _STRENGTH + 2 * _SUM


def _numbers(sides: Sequence[_Side], largest: float) -> list[int]:
    """Return for each contact of a window one number with all that is summed.

    From the lowest bits up: the counts, the strength, its square, both as parts of the largest, and how much more than
    coins of the window's own share would match, with the entries on the books added, since it can be negative.
    """
    given, received = sum(side.given for side in sides), sum(side.received for side in sides)
    share = given / (given + received) if given + received else 0.0
    coins = {n: coins_expect(n, share) for n in {side.given + side.received for side in sides}}
    found = []
    for side in sides:
        strength, booked = side.strength / largest, side.given + side.received
        beyond = min(side.given, side.received) - coins[booked] + booked
        found.append(
            side.served
            | round(strength * _ONE) << _STRENGTH
            | round(strength * strength * _ONE) << _SQUARE
            | round(beyond * _ONE) << _BEYOND
        )
    return found


class _Counters(NamedTuple):
    """The counters of some functions within a number: all of their bits, and the highest of each.

    Each of the `carries` sets the highest bits of those counters that are at least 1, and at least 2.
    """

    all: int
    top: int
    carries: tuple[int, int]


def _counters(fields: Iterable[int]) -> _Counters:
    ones = sum(1 << _FIELD * field for field in fields)
    top = 1 << _FIELD - 1
    return _Counters(ones * _MASK, ones * top, (ones * (top - 1), ones * (top - SEVERAL)))


_OF_CAME, _OF_WENT = _counters(_CAME.values()), _counters(_WENT.values())


class _Sums:
    """What the contacts of one side add up to."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._strength, self._square, self._beyond = (
            (number >> at & (1 << _SUM) - 1) / _ONE for at in (_STRENGTH, _SQUARE, _BEYOND)
        )

    @property
    def diversity(self) -> float | None:
        """How many people the exchange amounts to; None where nobody is."""
        return diversity(self._strength, self._square) if self._number & _MASK else None

    @property
    def beyond_coins(self) -> float | None:
        """The reciprocity beyond what coins would give; None where nothing is on the books."""
        booked = self._number >> _FIELD & _MASK
        return 2 * (self._beyond - booked) / booked if booked else None

    def shoulders(self, counters: _Counters) -> float:
        """Return how many functions are served by somebody, those by two people or more counting twice."""
        counts = self._number & counters.all
        return float(sum(((counts + carry) & counters.top).bit_count() for carry in counters.carries))


def _sums_of_swaps(later: Sequence[int], earlier: Sequence[int]) -> list[tuple[int, int]]:
    """Return the sums of both windows, first as they are, then with the contacts of 999 masks swapped.

    Eight contacts cost one look-up in a table of the sums of all ways to choose among them.
    """
    from random import Random  # 2 ms, and most logs are too young for it

    random = Random(SEED)  # noqa: S311 - the same swaps each time: a report of one log says the same twice
    masks = [0, *(random.getrandbits(len(later)) for _ in range(SWAPS))]
    size = -(-len(later) // 8)
    joined = b"".join(mask.to_bytes(size, "little") for mask in masks)
    sums = [0] * len(masks)
    for at in range(size):
        part = slice(8 * at, 8 * at + 8)
        table = _sums_of_choices(later[part], earlier[part])
        sums = list(map(add, sums, map(table.__getitem__, joined[at::size])))
    total = sum(later) + sum(earlier)
    return [(found, total - found) for found in sums]


def _sums_of_choices(later: Sequence[int], earlier: Sequence[int]) -> list[int]:
    """Return for each number with a bit for each contact the sum of the first parts, the second where it is set."""
    sums = [0]
    for first, second in zip(later, earlier, strict=True):
        sums = [*(total + first for total in sums), *(total + second for total in sums)]
    return sums


def _giving_share(people: Sequence[ContactTimeline], windows: Windows) -> Compared | None:
    """Compare the giving share of both windows, with the larger of the binomial variance and that between contacts.

    Entries that come in bursts are no independent evidence, and within one contact they often go one way.
    """
    books = [[one.books(end - windows.days, end) for one in people] for end in (windows.later, windows.earlier)]
    totals = [[sum(column) for column in zip(*window, strict=True)] for window in books]
    sizes = [given + received for given, received in totals]
    if not all(sizes):
        return None
    (now, before), total = (given / size for (given, _), size in zip(totals, sizes, strict=True)), sum(sizes)
    share = sum(given for given, _ in totals) / total
    ends = (windows.later, windows.earlier)
    contacts = sum(any(one.within(end - windows.days, end) for end in ends) for one in people)
    apart = (
        (later[0] - now * sum(later)) / sizes[0] - (earlier[0] - before * sum(earlier)) / sizes[1]
        for later, earlier in zip(*books, strict=True)
    )
    between = contacts / (contacts - 1) * sum(value * value for value in apart)
    variance = max(share * (1 - share) * (1 / sizes[0] + 1 / sizes[1]), between)
    # Where all went one way in both windows, nothing differs.
    p = erfc(abs(now - before) / sqrt(2 * variance)) if variance else 1.0
    return Compared(now, before, p)


def _ties(days: Iterable[tuple[int, int]]) -> Ties:
    """Return who came, stayed and went, from the active days in the later and the earlier window of each contact."""
    found = list(days)
    return Ties(
        new=sum(now >= NEW_DAYS and not before for now, before in found),
        kept=sum(bool(now and before) and max(now, before) >= NEW_DAYS for now, before in found),
        lost=sum(before >= NEW_DAYS and not now for now, before in found),
    )


def _came_and_went(pairs: Sequence[tuple[_Side, _Side]]) -> Compared:
    """Compare how many people came with how many went."""
    found = _ties((now.days, before.days) for now, before in pairs)
    return Compared(found.new, found.lost, mid_p(found.new, found.lost))


def _trend(key: Changing, found: Compared | None, days: int) -> Trend | None:
    """Return what may be said of a difference; None where one side has no value, or the window allows no word."""
    limit = LIMITS[key].year if days == YEAR else LIMITS[key].half
    if found is None or limit is None:
        return None
    apart = log(found.now / found.before) if key is Changing.EFFECTIVE_CONTACTS else found.now - found.before
    if found.p > limit or abs(apart) < LIMITS[key].least:
        return Trend.SAME
    return Trend.UP if apart > 0 else Trend.DOWN

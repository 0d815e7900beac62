"""The permutation test of change: if nothing changed, a contact's two windows could as well be the other way round."""

from __future__ import annotations

from math import log
from operator import add
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from netcheck.domain.measures import HALF_LIFE, YEAR, diversity, faded
from netcheck.domain.model import FUNCTION_OF, Direction, Function
from netcheck.domain.packed_events import CODE, DAY, WAY, WAYS, WEIGHT, active_days
from netcheck.domain.reciprocity import coins_expect
from netcheck.domain.timelines import in_balance
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.timelines import ContactTimeline

_Both: TypeAlias = "tuple[float | None, float | None]"
"""A value of the later side, and of the earlier one; None where a side has none."""

SWAPS, SEED = 999, 1
SAME_DIFFERENCE = 1e-9

SEVERAL = 2
"""A third person who serves a function makes nobody less alone."""


class Compared(Value):
    """One statistic in the later and in the earlier window, and the chance of such a difference if nothing changed."""

    now: float
    before: float
    p: float


class Side(NamedTuple):
    """One contact in one window: strength at its end, entries, the balance, active days, and who served what.

    `served` packs, 32 bits each, entries, entries in the balance, and 1 for each function that came and that went.
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


def side_of(one: ContactTimeline, numbers: Sequence[int], end: int) -> Side:
    """Return what the packed events of a contact in a window that ends on the day `end` amount to."""
    if not numbers:
        return _NOBODY
    codes = bytes(number & CODE for number in numbers)
    given, received = (sum(in_balance(one.contact, codes, way)) for way in (Direction.GIVEN, Direction.RECEIVED))
    fields = set().union(*(_SERVED[code & WAY] for code in set(codes)))
    served = len(numbers) | (given + received) << _FIELD | sum(1 << _FIELD * field for field in fields)
    strength = sum((number >> WEIGHT & 3) * _FADED[end - (number >> DAY)] for number in numbers)
    return Side(strength, len(numbers), given, received, active_days(numbers), served)


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
_NOBODY = Side(0.0, 0, 0, 0, 0, 0)


class Tested(NamedTuple):
    """What is tested by swaps; None where a side has no value."""

    effective_contacts: Compared | None
    reciprocity: Compared | None
    coverage: Compared | None
    contribution: Compared | None


def permutation_tests(pairs: Sequence[tuple[Side, Side]]) -> Tested:
    """Test contacts, each in the later and the earlier window, against 999 times in which some of them are swapped."""
    largest = max(side.strength for pair in pairs for side in pair)
    columns = [_numbers([pair[at] for pair in pairs], largest) for at in range(2)]
    swapped = [tuple(map(_Sums, both)) for both in _sums_of_swaps(*columns)]
    diversities = [(now.diversity, before.diversity) for now, before in swapped]
    logarithms = [(_log(now), _log(before)) for now, before in diversities]
    return Tested(
        effective_contacts=_tested(logarithms, diversities[0]),
        reciprocity=_tested([(now.beyond_coins, before.beyond_coins) for now, before in swapped]),
        coverage=_tested([(now.shoulders(_OF_CAME), before.shoulders(_OF_CAME)) for now, before in swapped]),
        contribution=_tested([(now.shoulders(_OF_WENT), before.shoulders(_OF_WENT)) for now, before in swapped]),
    )


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


def _numbers(sides: Sequence[Side], largest: float) -> list[int]:
    """Return for each contact of a window one number with all that is summed.

    From the lowest bits up: the counts, the strength, its square, both as parts of the largest, and how much more than
    coins of the window's own share would match, with the entries in the balance added, since it can be negative.
    """
    given, received = sum(side.given for side in sides), sum(side.received for side in sides)
    share = given / (given + received) if given + received else 0.0
    coins = {n: coins_expect(n, share) for n in {side.given + side.received for side in sides}}
    found = []
    for side in sides:
        strength, n = side.strength / largest, side.given + side.received
        beyond = min(side.given, side.received) - coins[n] + n
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
        """The reciprocity beyond what coins would give; None where nothing is in the balance."""
        n = self._number >> _FIELD & _MASK
        return 2 * (self._beyond - n) / n if n else None

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

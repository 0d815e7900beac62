"""Whether giving and receiving meet in the same people, against coins that fall on *given* as often as the log does."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import erfc, exp, lgamma, log, sqrt
from typing import TYPE_CHECKING

from netcheck.domain.measures import FEWEST_EVENTS
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.measures import Trend

MOST_EXACT = 1_000_000
"""Up to so many multiplications the chance is exact; beyond, a curve comes as close as anyone can read."""

EVEN = 2 / 3
"""The evenness of a giving share of a third or of two thirds."""

UNLIKELY = 0.05

_MOST_COMB = 1000
_SYMMETRIC = 1e-9


class Reciprocity(Value):
    """How far giving and receiving match, over n events of the last 365 days.

    `value` is `evenness` (of all that was given and received) times `matching` (person by person;
    None where only one of both happened). `expected` is what coins would give, `p_below` the
    chance that they give at most `value`.
    """

    value: float
    evenness: float
    matching: float | None
    expected: float
    p_below: float
    n: int
    change: Trend | None = None


def reciprocity(balances: Sequence[tuple[int, int]]) -> Reciprocity | None:
    """Return the weighted reciprocity of (given, received) by contact (Squartini et al. 2013); None without events.

    It is split, and compared with coins of our own that fall on *given* with the share of the log itself, so that an
    uneven log is not blamed on its people.
    """
    given, received = (sum(column) for column in zip(*balances, strict=True)) if balances else (0, 0)
    total, lesser, matched = given + received, min(given, received), sum(min(pair) for pair in balances)
    if not total:
        return None
    # Sorted, so that the last digits do not depend on the order of the names.
    counts, share = Counter(sorted(map(sum, balances))), given / total
    return Reciprocity(
        value=2 * matched / total,
        evenness=2 * lesser / total,
        matching=matched / lesser if lesser else None,
        expected=2 * sum(times * coins_expect(n, share) for n, times in counts.items()) / total,
        p_below=chance(counts, share, matched),
        n=total,
    )


def weighted(given: Sequence[int], received: Sequence[int]) -> float | None:
    """Return the weighted reciprocity alone, from two columns with one item for each contact; None without events."""
    total = sum(given) + sum(received)
    return 2 * sum(map(min, given, received)) / total if total else None


def passes_on(found: Reciprocity) -> bool:
    """Say whether as much is given as received, but clearly less to the same people than chance would have it."""
    return found.n >= FEWEST_EVENTS and found.evenness >= EVEN and found.p_below < UNLIKELY


def coins_expect(n: int, share: float) -> float:
    """Return the mean of the smaller of heads and tails in n tosses of a coin with that share of heads."""
    return sum(value * part for value, part in enumerate(matches(n, share)))


def chance(counts: Counter[int], share: float, matched: int) -> float:
    """Return the chance that coins match at most so many events.

    `counts` says how many contacts have how many events.
    """
    halves = [(n // 2, times) for n, times in counts.items()]
    cost = sum(half * times for half, times in halves) ** 2 - sum(half * half * times for half, times in halves)
    return (exact_chance if cost <= 2 * MOST_EXACT else close_chance)(counts, share, matched)


def exact_chance(counts: Counter[int], share: float, matched: int) -> float:
    """Return the chance by convolution of what each contact may match."""
    sums = [1.0]
    for n in counts.elements():
        if n > 1:
            sums = _convolved(sums, matches(n, share), matched + 1)
    return min(1.0, sum(sums))


def close_chance(counts: Counter[int], share: float, matched: int) -> float:
    """Return the chance from mean, variance and third moment (Wilson & Hilferty 1931), corrected by half a step."""
    moments = [(times, _moments(n, share)) for n, times in counts.items()]
    mean, variance, third = (sum(times * found[at] for times, found in moments) for at in range(3))
    if variance <= 0:
        return 1.0  # nothing can match, and nothing does
    x, skew = (matched + 1 / 2 - mean) / sqrt(variance), third / variance**1.5
    if abs(skew) <= _SYMMETRIC:
        return _normal(x)
    base = 1 + skew * x / 2
    if base <= 0:
        return 1.0 if skew < 0 else 0.0
    return _normal(6 / skew * (base ** (1 / 3) - 1) + skew / 6)


@lru_cache(maxsize=4096)
def matches(n: int, share: float) -> tuple[float, ...]:
    """Return the chances that the smaller of heads and tails in n tosses is 0, 1, … up to n/2."""
    chances = [0.0] * (n // 2 + 1)
    for heads, part in enumerate(_tosses(n, share)):
        chances[min(heads, n - heads)] += part
    return tuple(chances)


def _tosses(n: int, share: float) -> Iterable[float]:
    """Yield the chances of 0, 1, … up to n heads in n tosses."""
    if share in {0.0, 1.0}:
        yield from (float(heads == n * share) for heads in range(n + 1))
    elif n <= _MOST_COMB:
        ways = 1
        for heads in range(n + 1):
            yield ways * (share**heads * (1 - share) ** (n - heads))
            ways = ways * (n - heads) // (heads + 1)
    else:
        # The ways are no float any more.
        for heads in range(n + 1):
            ways_log = lgamma(n + 1) - lgamma(heads + 1) - lgamma(n - heads + 1)
            yield exp(ways_log + heads * log(share) + (n - heads) * log(1 - share))


def _moments(n: int, share: float) -> tuple[float, float, float]:
    """Return mean, variance and third central moment of what one contact may match."""
    parts = matches(n, share)
    mean = sum(value * part for value, part in enumerate(parts))
    second, third = (sum((value - mean) ** power * part for value, part in enumerate(parts)) for power in (2, 3))
    return mean, second, third


def _normal(x: float) -> float:
    return erfc(-x / sqrt(2)) / 2


def _convolved(sums: Sequence[float], parts: Sequence[float], most: int) -> list[float]:
    """Return the chances of each sum of both, the first `most` of them."""
    longer, shorter = (sums, parts) if len(sums) >= len(parts) else (parts, sums)
    found = [0.0] * (len(longer) + len(shorter) - 1)
    for start, part in enumerate(shorter):
        stop = start + len(longer)
        found[start:stop] = [value + part * other for value, other in zip(found[start:stop], longer, strict=True)]
    return found[:most]

"""How far giving and receiving match person by person, and how far they would if fair coins had decided.

A balance is what was given to and received from one contact, as two counts.
"""

from __future__ import annotations

from collections import Counter
from math import comb, erfc, exp, lgamma, log, sqrt
from typing import TYPE_CHECKING

from netcheck.domain.findings import Reciprocity
from netcheck.domain.intervals import FEWEST_EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_EXACT = 2000
"""Up to so many events the chance is exact; beyond, the normal distribution comes as close as anyone can read."""

EVEN = 2 / 3
"""The evenness of a giving share of a third or of two thirds."""

UNLIKELY = 0.05

_MOST_COMB = 1000


def reciprocity(balances: Sequence[tuple[int, int]]) -> Reciprocity | None:
    """Return the weighted reciprocity (Squartini et al. 2013), split and compared with chance; None without events."""
    given, received = (sum(column) for column in zip(*balances, strict=True)) if balances else (0, 0)
    total, lesser, matched = given + received, min(given, received), _matched(balances)
    if not total:
        return None
    counts = Counter(map(sum, balances))
    return Reciprocity(
        value=2 * matched / total,
        evenness=2 * lesser / total,
        matching=matched / lesser if lesser else None,
        expected=2 * _mean(counts) / total,
        p_below=chance(counts, matched),
        n=total,
        change=None,
    )


def weighted(given: Sequence[int], received: Sequence[int]) -> float | None:
    """Return the weighted reciprocity alone, from two columns with one item for each contact; None without events."""
    total = sum(given) + sum(received)
    return 2 * sum(map(min, given, received)) / total if total else None


def pays_forward(found: Reciprocity) -> bool:
    """Say whether as much is given as received, but clearly less to the same people than chance would have it."""
    return found.n >= FEWEST_EVENTS and found.evenness >= EVEN and found.p_below < UNLIKELY


def expected_match(n: int) -> float:
    """Return the mean of the smaller of heads and tails in n tosses of a fair coin."""
    return n / 2 - _deviation(n)


def chance(counts: Counter[int], matched: int) -> float:
    """Return the chance that fair coins match at most so many events.

    `counts` says how many contacts have how many events.
    """
    total = sum(n * times for n, times in counts.items())
    return exact_chance(counts, matched) if total <= MOST_EXACT else normal_chance(counts, matched)


def exact_chance(counts: Counter[int], matched: int) -> float:
    """Return the chance by convolution of what each contact may match."""
    sums = [1.0]
    for n in counts.elements():
        if n > 1:
            sums = _convolved(sums, _matches(n), matched + 1)
    return min(1.0, sum(sums))


def normal_chance(counts: Counter[int], matched: int) -> float:
    """Return the chance by the normal distribution with the exact mean and variance, uncorrected for continuity."""
    variance = sum(times * (n / 4 - _deviation(n) ** 2) for n, times in counts.items())
    if not variance:
        return 1.0  # one event with each contact: nothing can match, and nothing does
    return erfc((_mean(counts) - matched) / sqrt(2 * variance)) / 2


def _matched(balances: Iterable[tuple[int, int]]) -> int:
    return sum(map(min, balances))


def _mean(counts: Counter[int]) -> float:
    return sum(times * expected_match(n) for n, times in counts.items())


def _deviation(n: int) -> float:
    """Return how far the number of heads in n tosses is from n/2 on average: n · C(n-1, ⌊n/2⌋) / 2ⁿ."""
    if n <= _MOST_COMB:
        return n * comb(n - 1, n // 2) / 2**n if n else 0.0
    heads = n // 2
    return n * exp(lgamma(n) - lgamma(heads + 1) - lgamma(n - heads) - n * log(2))


def _matches(n: int) -> list[float]:
    """Return the chances that the smaller of heads and tails in n tosses is 0, 1, … up to n/2."""
    ways, chances = 2, []
    for heads in range(n // 2 + 1):
        chances.append(ways / 2**n)
        ways = ways * (n - heads) // (heads + 1)
    if n % 2 == 0:
        chances[-1] /= 2
    return chances


def _convolved(sums: list[float], parts: list[float], most: int) -> list[float]:
    """Return the chances of each sum of both, the first `most` of them."""
    longer, shorter = (sums, parts) if len(sums) >= len(parts) else (parts, sums)
    found = [0.0] * (len(longer) + len(shorter) - 1)
    for start, part in enumerate(shorter):
        stop = start + len(longer)
        found[start:stop] = [value + part * other for value, other in zip(found[start:stop], longer, strict=True)]
    return found[:most]

"""The measures: one pure function each, with its source."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import accumulate
from math import comb, erfc, exp, exp2, inf, lgamma, log, sqrt
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netcheck.domain.model import Function
    from netcheck.domain.pauses import Calendar


T = TypeVar("T")

SAME = 1e-9
"""Values this close are equal, and names decide, by code point."""


class Trend(StrEnum):
    """A value today against a year ago."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Reciprocity(NamedTuple):
    """How far giving and receiving match, over n events of the last 365 days.

    `value` is `evenness` (of all that was given and received) times `matching` (person by person;
    None where only one of both happened). `expected` is what fair coins would give, `p_below` the
    chance that they give at most `value`.
    """

    value: float
    evenness: float
    matching: float | None
    expected: float
    p_below: float
    n: int
    change: Trend | None


class Loss(NamedTuple):
    """What would be lost with one person, in shares of the functions seen.

    `contact` is the name of the one with the largest mean share, `value`. `sole` names who alone
    serves a function; `bus_factor` is the smallest number of people that serve one.
    """

    contact: str
    value: float
    sole: Mapping[Function, str]
    bus_factor: int


class Retention(NamedTuple):
    """Who of the people active in the year before (`before`) was active in the last one (`kept`), as a share.

    `turnover` is the share of those active in only one of both years. `liveliest` are the strongest
    ties of a year ago, ten at most, and `liveliest_kept` those of them that stayed.
    """

    value: float
    low: float
    high: float
    turnover: float
    before: int
    kept: int
    liveliest: int = 0
    liveliest_kept: int = 0
    change: Trend | None = None


class Verdict(StrEnum):
    """What the interval of a giving share allows to say."""

    GIVING = "giving"
    RECEIVING = "receiving"
    BALANCED = "balanced"
    OPEN = "open"


class Share(NamedTuple):
    """The user's part of what passed in the last 365 days, with its 95 % interval."""

    value: float
    low: float
    high: float
    given: int
    received: int
    verdict: Verdict
    change: Trend | None


def top_n(found: Iterable[tuple[float, str, T]], most: int) -> list[T]:
    """Return the things with the largest of (value, name, thing), the largest first, at most so many."""
    ranked: list[tuple[float, str, T]] = []
    leader = inf
    for value, name, thing in sorted(found, key=lambda item: -item[0]):
        if leader - value > SAME:
            leader = value
        ranked.append((-leader, name, thing))
    return [thing for _, _, thing in sorted(ranked, key=lambda item: item[:2])[:most]]


Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""

BALANCED_FROM, BALANCED_TO = 1 / 3, 2 / 3

FEWEST_EVENTS, FEWEST_CONTACTS = 30, 5
"""With fewer in the window, numbers mean little."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of a share in 0..1 (Wilson's score interval; Brown, Cai & DasGupta 2001).

    Raises:
        ZeroDivisionError: there are no trials.
    """
    share = successes / trials
    spread = Z * sqrt(share * (1 - share) / trials + (Z / (2 * trials)) ** 2)
    centre = share + Z * Z / (2 * trials)
    scale = 1 + Z * Z / trials
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def verdict(low: float, high: float) -> Verdict:
    """Say what the interval of a giving share means: balanced is tested first, one-sided needs 0.5 outside."""
    if low >= BALANCED_FROM and high <= BALANCED_TO:
        return Verdict.BALANCED
    if low > 1 / 2:
        return Verdict.GIVING
    if high < 1 / 2:
        return Verdict.RECEIVING
    return Verdict.OPEN


def giving_share(given: int, received: int) -> Share | None:
    """Return the share given of all that passed, without a trend; None where nothing passed."""
    total = given + received
    if not total:
        return None
    low, high = wilson(given, total)
    return Share(given / total, low, high, given, received, verdict(low, high), change=None)


YEAR = 365
"""The window of most measures, in days."""

HALF_LIFE = 180
FEWEST_DAYS = 4
QUIET = 3
LAPSED = 8


class Range(NamedTuple):
    """A value with the smallest and largest that it takes with one contact left out; None with one contact."""

    value: float
    low: float | None
    high: float | None


class Silence(NamedTuple):
    """How long someone has been silent over the usual `gap` in days (Navarro et al. 2017)."""

    ratio: float
    gap: float


def build_up(days: Iterable[int], weights: Iterable[int], half_life: int = HALF_LIFE) -> list[float]:
    """Return the recency-weighted exchange right after each event, in event-equivalents (Lerner & Lomi 2020).

    An event counts its weight, halved for each half-life in days that has passed since. `days` ascend.
    """
    strengths = []
    strength, last = 0.0, 0
    for day, weight in zip(days, weights, strict=True):
        strength = strength * exp2((last - day) / half_life) + weight
        last = day
        strengths.append(strength)
    return strengths


def faded(strength: float, days: int, half_life: int = HALF_LIFE) -> float:
    """Return what is left of a strength after so many days without an event."""
    return strength * exp2(-days / half_life)


def built_up(age: int, half_life: int = HALF_LIFE) -> float:
    """Return the part of its final strength that a steady tie has reached in a log `age` days old."""
    return 1 - exp2(-age / half_life)


def effective_contacts(total: float, squares: float) -> float:
    """Return how many equally strong ties would be as diverse (inverse Simpson; Jost 2006).

    `total` is the sum of all strengths, `squares` that of their squares, not 0.
    """
    return total * total / squares


def depth(total: float, squares: float) -> float:
    """Return the strength of the tie behind a typical exchange, from the sums of strengths and of their squares."""
    return squares / total


def ranged(formula: Callable[[float, float], float], strengths: Sequence[float]) -> Range | None:
    """Return one of the formulas above of some strengths, and its range; None without any tie."""
    squares = [value * value for value in strengths]
    square_sum = sum(squares)
    # Ties a few centuries old are too weak to be squared.
    if not square_sum:
        return None
    value = formula(sum(strengths), square_sum)
    if len(strengths) == 1:
        return Range(value, None, None)
    others = zip(_sums_of_others(strengths), _sums_of_others(squares), strict=True)
    values = [value, *(formula(total, square) for total, square in others if square)]
    return Range(value, min(values), max(values))


def silence(days: Sequence[int], day: int, calendar: Calendar) -> Silence | None:
    """Return the present silence against the mean gap between active days; None below four of them.

    `days` are those of one contact's events, ascending, none later than `day`.
    """
    active = len(set(days))
    if active < FEWEST_DAYS:
        return None
    first, last = days[0], days[-1]
    gap = calendar.between(first, last) / (active - 1)
    return Silence(calendar.between(last, day) / gap, gap)


def _sums_of_others(values: Sequence[float]) -> list[float]:
    """Return for each value the sum of all others, added up rather than subtracted, which would cancel."""
    before = accumulate(values, initial=0.0)
    after = list(accumulate(reversed(values), initial=0.0))[-2::-1]
    return [left + right for left, right in zip(before, after, strict=False)]


Matrix: TypeAlias = "Mapping[Function, Mapping[str, int]]"
"""For each function, by contact id, how often it was served; contacts that never did are left out."""


def single_points_of_failure(served: Matrix) -> dict[str, float]:
    """Return by contact id the mean share in the functions that anyone served; empty where nobody did."""
    observed = [row for row in served.values() if row]
    found: dict[str, float] = {}
    for row in observed:
        total = sum(row.values())
        for key, times in row.items():
            found[key] = found.get(key, 0.0) + times / total / len(observed)
    return found


def heaviest(served: Matrix, names: Mapping[str, str], most: int) -> list[str]:
    """Return the ids of those with whom most would be lost, the most first; names decide where it is the same."""
    return top_n(((loss, names[key], key) for key, loss in single_points_of_failure(served).items()), most)


def worst_loss(served: Matrix, names: Mapping[str, str]) -> Loss | None:
    """Return the largest loss, and what rests on one person alone; None where no function was served."""
    if not any(served.values()):
        return None
    (worst,) = heaviest(served, names, 1)
    return Loss(
        names[worst],
        single_points_of_failure(served)[worst],
        sole={function: names[next(iter(row))] for function, row in served.items() if len(row) == 1},
        bus_factor=min(len(row) for row in served.values() if row),
    )


def multiplexity(served: Matrix) -> float | None:
    """Return the mean number of distinct functions per person who served any; None where nobody did."""
    people = {key for row in served.values() for key in row}
    return sum(map(len, served.values())) / len(people) if people else None


FEWEST = 10
"""Of fewer people no share is given."""

FULL_AGE = 2 * YEAR
"""Nor in a log younger than this, in days."""


def retention(before: int, now: int, kept: int) -> Retention | None:
    """Return who stayed, from the numbers of people active in the year before, in the last one, and in both."""
    if before < FEWEST:
        return None
    return Retention(kept / before, *wilson(kept, before), 1 - kept / (before + now - kept), before, kept)


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

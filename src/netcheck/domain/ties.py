"""The strength of each tie, how many ties carry the exchange, and how deep they are."""

from __future__ import annotations

from itertools import accumulate
from math import exp2
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netcheck.domain.pauses import Calendar

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

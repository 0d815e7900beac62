"""The measures: one pure function each, with its source."""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate, islice
from math import exp2, fsum, inf, sqrt
from operator import mul, sub
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netcheck.domain.model import Function
    from netcheck.domain.pauses import Calendar


T = TypeVar("T")

SAME = 1e-9
"""Values this close are equal, and names decide, by code point."""


class Trend(StrEnum):
    """What may be said of a value against the one before: that it went up or down, or that there is no clear change."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Loss(Value):
    """What would be lost with one person, in shares of the functions seen.

    `contact` is the name of the one with the largest mean share, `value`. `sole` names who alone
    serves a function; `bus_factor` is the smallest number of people that serve one.
    """

    contact: str
    value: float
    sole: Mapping[Function, str]
    bus_factor: int


class Retention(Value):
    """Who of the people active in the year before (`before`) was active in the last one, as a share.

    `turnover` is the share of those active in only one of both years. It has no change of its own: see `ties`.
    """

    value: float
    low: float
    high: float
    turnover: float
    before: int
    change: Trend | None = None


class Verdict(StrEnum):
    """What the interval of a giving share allows to say."""

    GIVING = "giving"
    SLIGHTLY_GIVING = "slightly_giving"
    BALANCED = "balanced"
    SLIGHTLY_RECEIVING = "slightly_receiving"
    RECEIVING = "receiving"
    OPEN = "open"


class Share(Value):
    """The user's part of what passed in the last 365 days, with its 95 % interval."""

    value: float
    low: float
    high: float
    given: int
    received: int
    verdict: Verdict
    change: Trend | None = None


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
    """Say what the interval of a giving share means: which side it lies on first, then whether within two to one."""
    if low > 1 / 2:
        return Verdict.SLIGHTLY_GIVING if high <= BALANCED_TO else Verdict.GIVING
    if high < 1 / 2:
        return Verdict.SLIGHTLY_RECEIVING if low >= BALANCED_FROM else Verdict.RECEIVING
    return Verdict.BALANCED if low >= BALANCED_FROM and high <= BALANCED_TO else Verdict.OPEN


def giving_share(given: int, received: int) -> Share | None:
    """Return the share given of all that passed, without a trend; None where nothing passed."""
    total = given + received
    if not total:
        return None
    low, high = wilson(given, total)
    return Share(given / total, low, high, given, received, verdict(low, high))


YEAR = 365
"""The window of most measures, in days."""

HALF_LIFE = 180
FEWEST_DAYS = 4
DUE = 3
"""After so many usual gaps a reminder comes; a convention."""

LAPSED, LAPSED_DAYS = 8, 8
"""After so many usual gaps, of at least so many active days, a tie has probably lapsed (Navarro et al. 2017)."""

UNUSUAL = 0.02
"""A silence less likely than this is one that never was before."""


class Range(Value):
    """A value, and the smallest and largest with one contact left out, None with one contact.

    `without` are the places of the contacts that the smallest and the largest are without, None where nobody is.
    """

    value: float
    low: float | None
    high: float | None
    without: tuple[int | None, int | None] = (None, None)


class Silence(Value):
    """How long someone has been silent, in usual gaps (`ratio`).

    `gap` is the usual one and `longest` the longest, in days; `days` are the active ones, the gaps between them one
    fewer; `silent` are the days since the last.
    """

    ratio: float
    gap: float
    longest: int
    days: int
    silent: int

    @property
    def lapsed(self) -> bool:
        """Whether the tie has probably lapsed, so that nobody is named any more."""
        return self.days >= LAPSED_DAYS and self.ratio >= LAPSED and self.silent > 2 * self.longest

    @property
    def over(self) -> bool:
        """Whether it has been too long to name anybody again before a new entry."""
        return self.lapsed or (self.ratio >= LAPSED and (self.days < LAPSED_DAYS or self.silent > YEAR))

    @property
    def due(self) -> bool:
        """Whether a reminder is due, of somebody without an interval of their own."""
        return self.ratio >= DUE and not self.over

    @property
    def quiet(self) -> bool:
        """Whether it has never been as long, and hardly is by chance (Lomax: exponential gaps of unknown mean)."""
        if self.silent <= self.longest or self.lapsed or (self.ratio >= LAPSED and self.silent > YEAR):
            return False
        gaps = self.days - 1
        return (1 + self.ratio / gaps) ** -gaps < UNUSUAL


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


def diversity(total: float, squares: float) -> float:
    """Return how many equally strong ties would be as diverse (inverse Simpson, Hill number of order 2; Jost 2006).

    `total` is the sum of all strengths, `squares` that of their squares, not 0.
    """
    return total * total / squares


def effective_contacts(strengths: Sequence[float]) -> float | None:
    """Return how many equally strong ties some strengths, in event-equivalents, amount to; None without any."""
    sums = strength_sums(strengths)
    return sums.effective_contacts if sums else None


def depth(strengths: Sequence[float]) -> float | None:
    """Return the strength of the tie behind a typical exchange (mean crowding; Lloyd 1967); None without any."""
    sums = strength_sums(strengths)
    return sums.depth if sums else None


_NO_UNDERFLOW = 1e-100


class StrengthSums(Value):
    """A unit, in event-equivalents, and divided by it the sum of some strengths and that of their squares."""

    unit: float
    total: float
    squares: float

    @property
    def effective_contacts(self) -> float:
        """What `effective_contacts` returns for the strengths."""
        return diversity(self.total, self.squares)

    @property
    def depth(self) -> float:
        """What `depth` returns for the strengths."""
        return self.unit * self.squares / self.total


def strength_sums(strengths: Sequence[float]) -> StrengthSums | None:
    """Return the sums of some strengths, None where there are none; the unit keeps squares of very old ones from 0."""
    unit = max(strengths, default=0.0)
    if not unit:
        return None
    if unit > _NO_UNDERFLOW:
        return StrengthSums(1.0, fsum(strengths), fsum(map(mul, strengths, strengths)))
    scaled = [strength / unit for strength in strengths]
    return StrengthSums(unit, fsum(scaled), fsum(map(mul, scaled, scaled)))


SMALLEST_PART = 1e-6
"""Leaving out whoever has less of the sum of strengths changes nothing that could be read."""


def ranged(formula: Callable[[Sequence[float]], float | None], strengths: Sequence[float]) -> Range | None:
    """Return one of the formulas above of some strengths, and its range; None without any tie.

    Sums go from the weakest to the strongest: the last digits depend on the order, and must not on anybody's name.
    """
    places = sorted(range(len(strengths)), key=strengths.__getitem__)
    strengths = [strengths[at] for at in places]
    value, largest = formula(strengths), max(strengths, default=0.0)
    if value is None:
        return None
    if len(strengths) == 1:
        return Range(value, None, None)
    values: list[tuple[float, int | None]] = [(value, None)]
    scaled = [strength / largest for strength in strengths]
    totals, squares = _sums_of_others(scaled), _sums_of_others([part * part for part in scaled])
    least = SMALLEST_PART * sum(scaled)
    for at, (part, total, square) in enumerate(zip(scaled, totals, squares, strict=True)):
        if part < least:
            continue
        if part == 1:  # what is left may be too weak to be squared beside the strongest
            left = formula([*strengths[:at], *strengths[at + 1 :]])
        else:
            left = diversity(total, square) if formula is effective_contacts else largest * square / total
        if left is not None:
            values.append((left, places[at]))
    (low, without_low), (high, without_high) = (choose(values, key=lambda found: found[0]) for choose in (min, max))
    return Range(value, low, high, (without_low, without_high))


MOST_SHARES = 15
"""So many of the strongest ties make a signature."""


def shares_of_strongest(strengths: Iterable[float]) -> tuple[float, ...]:
    """Return the shares of the exchange with the strongest 1, 2, … 15 people, cumulative (Saramäki et al. 2014)."""
    ordered = sorted(filter(None, strengths), reverse=True)
    total = sum(ordered)
    return tuple(min(1.0, part / total) for part in islice(accumulate(ordered), MOST_SHARES))


def silence(days: Sequence[int], day: int, calendar: Calendar) -> Silence | None:
    """Return how long somebody has been silent, in usual gaps; None below four active days.

    `days` are those of one contact's events, ascending, none later than `day`; those inside pauses do not count.
    """
    if len(set(days)) < FEWEST_DAYS:
        return None
    active = calendar.counted(list(dict.fromkeys(days)))
    gap = (active[-1] - active[0]) / (len(active) - 1)
    longest = max(map(sub, active[1:], active))
    silent = calendar.between(days[-1], day)
    return Silence(silent / gap, gap, longest, len(active), silent)


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
    return Retention(kept / before, *wilson(kept, before), 1 - kept / (before + now - kept), before)

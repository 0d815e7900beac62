"""The measures against code that is not ours: scipy and numpy."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jaccard
from scipy.stats import binom, binomtest, entropy, kendalltau

from netcheck.domain.check_statistics import mcnemar, tendency
from netcheck.domain.comparison import mid_p
from netcheck.domain.measures import (
    build_up,
    depth,
    effective_contacts,
    faded,
    ranged,
    retention,
    shares_of_strongest,
    wilson,
)
from netcheck.domain.reciprocity import close_chance, coins_expect, exact_chance, reciprocity

if TYPE_CHECKING:
    from numpy.typing import NDArray

counts = st.integers(0, 40)
balances = st.lists(st.tuples(counts, counts), min_size=1, max_size=12).filter(lambda pairs: any(map(sum, pairs)))


@given(successes=st.integers(0, 500), failures=st.integers(0, 500))
def test_wilson(successes: int, failures: int) -> None:
    """Wilson's interval is that of scipy."""
    trials = successes + failures or 1
    expected = binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson(successes, trials) == pytest.approx((expected.low, expected.high), abs=1e-12)


@given(gained=counts, lost=counts)
def test_mcnemar(gained: int, lost: int) -> None:
    """McNemar's exact p is a two-sided binomial test of what turned."""
    expected = binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
    assert mcnemar(gained, lost) == pytest.approx(expected, rel=1e-9)


@given(totals=st.lists(st.integers(0, 10), min_size=5, max_size=30))
def test_kendall(totals: list[int]) -> None:
    """Kendall's τ-b is that of scipy; where all totals are alike there is none."""
    found = tendency(totals)
    assert found is not None
    expected = kendalltau(range(len(totals)), totals, variant="b").statistic
    assert found.tau == (None if np.isnan(expected) else pytest.approx(expected, abs=1e-12))


@given(pairs=balances)
def test_weighted_reciprocity(pairs: list[tuple[int, int]]) -> None:
    """Reciprocity is that of a weighted matrix whose first row and column are the user's."""
    weights = np.zeros((len(pairs) + 1, len(pairs) + 1))
    weights[0, 1:], weights[1:, 0] = np.array(pairs).T
    found = reciprocity(pairs)
    assert found is not None
    assert found.value == pytest.approx(np.minimum(weights, weights.T).sum() / weights.sum())
    assert found.evenness == pytest.approx(2 * min(weights[0].sum(), weights[:, 0].sum()) / weights.sum())


def folded(n: int, share: float) -> NDArray[np.float64]:
    """Return scipy's chances that the smaller of heads and tails in n tosses is 0, 1, … up to n/2."""
    heads = np.arange(n + 1)
    return np.asarray(np.bincount(np.minimum(heads, n - heads), binom.pmf(heads, n, share)), np.float64)


@given(pairs=balances)
def test_chance(pairs: list[tuple[int, int]]) -> None:
    """The chance comes of scipy's binomials of the log's own share, folded in the middle and convolved by numpy."""
    share = sum(given for given, _ in pairs) / sum(map(sum, pairs))
    parts = [folded(n, share) for n in map(sum, pairs)]
    expected = [part @ np.arange(len(part)) for part in parts]
    assert [coins_expect(n, share) for n in map(sum, pairs)] == pytest.approx(expected)
    sums = reduce(np.convolve, parts)
    matched = sum(map(min, pairs))
    below = sums[: matched + 1].sum()
    assert exact_chance(Counter(map(sum, pairs)), share, matched) == pytest.approx(below, abs=1e-12)
    found = reciprocity(pairs)
    assert found is not None
    assert found.p_below == pytest.approx(below, abs=1e-9)
    assert found.expected == pytest.approx(2 * sum(expected) / sum(map(sum, pairs)))


@given(sizes=st.lists(st.integers(4, 40), min_size=30, max_size=60), share=st.floats(0.1, 0.9))
def test_close_chance(sizes: list[int], share: float) -> None:
    """Wilson and Hilferty's curve is within a hundredth of the exact chance wherever there is much to match."""
    sums = reduce(np.convolve, (folded(n, share) for n in sizes)).cumsum()
    for matched in np.searchsorted(sums, (0.01, 0.05, 0.5, 0.95)):
        close = close_chance(Counter(sizes), share, int(matched))
        assert close == pytest.approx(sums[matched], abs=0.01)


@given(one=counts, other=counts)
def test_mid_p(one: int, other: int) -> None:
    """The mid-p is scipy's exact test, with half the chance of the very split taken off each side."""
    total, fewer = one + other, min(one, other)
    expected = 2 * binom.cdf(fewer, total, 0.5) - binom.pmf(fewer, total, 0.5)
    assert mid_p(one, other) == pytest.approx(min(1, expected), rel=1e-9)


@given(strengths=st.lists(st.floats(0.001, 1000), min_size=1, max_size=30))
def test_signature(strengths: list[float]) -> None:
    """The shares of the strongest are numpy's cumulative sum of the sorted shares, up to fifteen people."""
    shares = np.sort(np.array(strengths) / np.sum(strengths))[::-1].cumsum()[:15]
    assert shares_of_strongest(strengths) == pytest.approx(tuple(shares))


@given(strengths=st.lists(st.floats(0.001, 1000), min_size=1, max_size=30))
def test_hill_numbers(strengths: list[float]) -> None:
    """Effective contacts are the Hill number of order 2, below that of order 1 and the number of contacts."""
    shares = np.array(strengths) / np.sum(strengths)
    found, deep = ranged(effective_contacts, strengths), ranged(depth, strengths)
    assert found is not None
    assert deep is not None
    assert found.value == pytest.approx(np.sum(shares**2) ** (1 / (1 - 2)))
    assert found.value <= np.exp(entropy(shares)) * (1 + 1e-9) <= len(strengths) * (1 + 2e-9)
    assert deep.value == pytest.approx(np.average(strengths, weights=strengths))
    without = [np.delete(strengths, at) for at in range(len(strengths))]
    values = [found.value, *(np.sum(rest) ** 2 / np.sum(rest**2) for rest in without if len(rest))]
    if len(strengths) > 1:
        assert (found.low, found.high) == pytest.approx((min(values), max(values)))


@given(ages=st.lists(st.integers(0, 4000), min_size=1, max_size=60), since=st.integers(0, 4000))
def test_strength(ages: list[int], since: int) -> None:
    """Strength, added up event by event, is the weighted sum of halvings."""
    days = np.sort(4000 - np.array(ages))
    weights = 1 + days % 3
    expected = np.sum(weights * 0.5 ** ((4000 + since - days) / 180))
    strength = build_up(days.tolist(), weights.tolist())[-1]
    assert faded(strength, 4000 + since - int(days[-1])) == pytest.approx(expected, rel=1e-12)


@given(active=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=30, max_size=60))
def test_turnover(active: list[tuple[bool, bool]]) -> None:
    """Turnover is the Jaccard distance of both years."""
    before, now = np.array(active).T
    found = retention(int(before.sum()), int(now.sum()), int((before & now).sum()))
    if found is not None:
        assert found.turnover == pytest.approx(jaccard(before, now))

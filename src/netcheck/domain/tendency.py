"""Whether the clear yeses of several checks differ, or tend anywhere."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import comb, erfc, sqrt
from typing import TYPE_CHECKING

from netcheck.domain.checklist import difference
from netcheck.domain.findings import Comparison, Tendency
from netcheck.domain.report import Trend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.model import Check

CLEAR = 0.05
FEWEST_CHECKS = 5


def compare_checks(before: Check, after: Check) -> Comparison:
    """Compare two checks over the questions that both of them answered."""
    turned = difference(before, after)
    p = mcnemar(len(turned.gained), len(turned.lost))
    return Comparison(turned.gained, turned.lost, p, clear=p < CLEAR)


def mcnemar(gained: int, lost: int) -> float:
    """Return the exact two-sided chance of a split at least this uneven, each way being as likely (McNemar 1947)."""
    total = gained + lost
    splits: int = 2**total
    tail = sum(comb(total, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2 * tail / splits)


def tendency(totals: Sequence[float]) -> Tendency | None:
    """Return where the totals of checks, oldest first, tend to; None below five of them.

    Up or down only where the Mann-Kendall test (Mann 1945, Kendall 1975), corrected for ties and
    continuity, finds a chance under 5 %.
    """
    if len(totals) < FEWEST_CHECKS:
        return None
    score = sum((after > before) - (after < before) for before, after in combinations(totals, 2))
    trend = Trend.SAME
    if _chance(abs(score), totals) < CLEAR:
        trend = Trend.UP if score > 0 else Trend.DOWN
    return Tendency(len(totals), _tau(score, totals), trend)


def _tau(score: int, totals: Sequence[float]) -> float | None:
    """Return Kendall's τ-b against time, which has no ties."""
    pairs = comb(len(totals), 2)
    untied = pairs - sum(comb(times, 2) for times in Counter(totals).values())
    return score / sqrt(pairs * untied) if untied else None


def _chance(score: int, totals: Sequence[float]) -> float:
    ties = sum(_spread(times) for times in Counter(totals).values())
    variance = (_spread(len(totals)) - ties) / 18
    return erfc((score - 1) / sqrt(2 * variance)) if score else 1.0


def _spread(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)

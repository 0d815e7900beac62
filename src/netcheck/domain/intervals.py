"""Shares with the interval that their counts allow."""

from __future__ import annotations

from math import sqrt

from netcheck.domain.report import Share, Verdict

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

"""Who stays from year to year, and how often one is in touch."""

from __future__ import annotations

from netcheck.domain.findings import Retention
from netcheck.domain.intervals import wilson
from netcheck.domain.ties import YEAR

FEWEST = 10
"""Of fewer people no share is given."""

FULL_AGE = 2 * YEAR
"""Nor in a log younger than this, in days."""


def retention(before: int, now: int, kept: int) -> Retention | None:
    """Return who stayed, from the numbers of people active in the year before, in the last one, and in both."""
    if before < FEWEST:
        return None
    return Retention(kept / before, *wilson(kept, before), 1 - kept / (before + now - kept), before, kept)

"""How much there was on which day, of any size of log: as many items as days."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Daily(NamedTuple):
    """Distinct days, ordinals, ascending; `sums` says how much there was before each, and at last in all."""

    days: Sequence[int]
    sums: Sequence[int]

    def between(self, after: int, until: int) -> int:
        """Return how much there was after the day `after`, up to and including `until`."""
        return self.sums[bisect_right(self.days, until)] - self.sums[bisect_right(self.days, after)]


def daily(days: Iterable[int]) -> Daily:
    """Count days, each as often as it comes, in any order."""
    counts = sorted(Counter(days).items())
    return Daily([day for day, _ in counts], list(accumulate((times for _, times in counts), initial=0)))

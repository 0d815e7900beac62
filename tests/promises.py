"""How often a promise is tried: a tenth of its figure in each run of the tests, all of it with NETCHECK_WHOLE=1."""

from __future__ import annotations

import os

WHOLE = "NETCHECK_WHOLE" in os.environ


def figure(whole: int) -> int:
    """Return how often to try a promise whose figure is `whole`."""
    return whole if WHOLE else max(1, whole // 10)

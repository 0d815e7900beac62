"""Where the program starts: `netcheck`, and `python -m netcheck`."""

from __future__ import annotations

import gc
import sys

_GARBAGE = 100_000


def run() -> int:
    """Run the command line and return its exit code."""
    # Most runs are over before garbage could matter, and looking for it costs them a tenth of their time.
    gc.set_threshold(_GARBAGE)
    from netcheck.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(run())

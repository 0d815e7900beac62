"""Where the program starts: `netcheck`, and `python -m netcheck`."""

from __future__ import annotations

import gc
import sys

_GARBAGE = 100_000


def run() -> int:
    """Run the command line and return its exit code."""
    # Most runs are over before garbage could matter. Looking for it costs them a tenth of their time on
    # the way and a sixth at the end, where the interpreter goes through all that is not frozen.
    gc.set_threshold(_GARBAGE)
    from netcheck.main import main

    code = main()
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())

"""Where the program starts: `netcheck`, and `python -m netcheck`."""

from __future__ import annotations

import gc
import sys

_CANCELLED = 130  # errors.Exit.CANCELLED, which may not be loaded yet


def run() -> int:
    """Run the command line and return its exit code."""
    # Runs are over before garbage in circles could matter. Looking for it costs them a tenth of their time on
    # the way and a sixth at the end, where the interpreter goes through all that is not frozen.
    gc.disable()
    try:
        from netcheck.main import main

        code = main()
    except KeyboardInterrupt:  # while modules are loaded, or the last word is said: there is nothing to add
        code = _CANCELLED
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())

"""Where the program starts: `netcheck`, and `python -m netcheck`.

Nothing is imported here that Python has not loaded by itself: until `run` is called, Ctrl-C shows a traceback.
"""

import gc
import os
import sys

_CANCELLED = 130  # errors.Exit.CANCELLED, which may not be loaded yet


def run() -> None:
    """Run the command line, and end the process with its exit code."""
    try:
        # Runs are over before garbage in circles could matter: looking for it costs them a tenth of their time.
        gc.disable()
        from netcheck.main import main

        code = main()
    except KeyboardInterrupt:  # while modules are loaded, or the last word is said: there is nothing to add
        code = _CANCELLED
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        # main has said so if an answer could not be written; where it did not get far, a closed one is None.
        except (OSError, ValueError, AttributeError, KeyboardInterrupt):
            continue
    # The log is closed and everything is written. The interpreter would go on to free each object by itself, which
    # takes a twelfth of a short run; mypy ends like this, too.
    os._exit(code)


if __name__ == "__main__":
    run()

"""Runs the schedulers' own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import NamedTuple

from netcheck.errors import NetcheckError

_SHOWN = 200


class Ran(NamedTuple):
    """What a program came to; `reason` is the first line of what it complained about."""

    code: int
    out: bytes
    reason: str


def ran(*command: str, given: bytes = b"") -> Ran:
    """Run a program from the PATH, in English, with `given` as its standard input.

    Raises:
        NetcheckError: `program_missing`.
    """
    found = shutil.which(command[0])
    # Debian's crontab would show its own head lines with CRONTAB_NOHEADER=N, and add them again each time.
    environment = {name: value for name, value in os.environ.items() if name != "CRONTAB_NOHEADER"}
    try:
        if found is None:
            raise FileNotFoundError(command[0])
        done = subprocess.run(  # noqa: S603 - a program of the system, with arguments of ours and without a shell
            [found, *command[1:]], input=given, capture_output=True, env=environment | {"LC_ALL": "C"}, check=False
        )
    except OSError:
        raise NetcheckError("program_missing", program=command[0]) from None
    complaint = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
    return Ran(done.returncode, done.stdout, complaint.splitlines()[0][:_SHOWN])


def done(*command: str) -> None:
    """Run a program that has to succeed.

    Raises:
        NetcheckError: `program_missing` or `program_failed`.
    """
    answer = ran(*command)
    if answer.code:
        raise NetcheckError("program_failed", program=command[0], reason=answer.reason)

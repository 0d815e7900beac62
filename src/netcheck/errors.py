"""Failures that a user can mend; everything else is a bug and stays one."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Exit(IntEnum):
    """The exit codes of the program."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    BUG = 3
    DUE = 10
    LOCKED = 75
    CANCELLED = 130


class NetcheckError(Exception):
    """An expected failure: a code that `view.failures` turns into one sentence, and its facts.

    `code` is a key of its table; `facts` fill the sentence's placeholders, and `further` are
    lines to print below it. `cli.main` is the only place that prints it. `consequence` is a sentence
    for the end, such as "Nothing was stored.": whoever knows it adds it.
    """

    exit_code = Exit.FAILED
    consequence = ""

    def __init__(self, code: str, /, *, further: Sequence[str] = (), **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
        self.further = further


class UsageError(NetcheckError):
    """The command line itself cannot be understood."""

    exit_code = Exit.USAGE


class ChangedError(NetcheckError):
    """Another process changed what a change rests on, between reading and storing."""


class LockedError(NetcheckError):
    """Another process kept the database locked for longer than we wait."""

    exit_code = Exit.LOCKED


class Cancelled(NetcheckError):  # noqa: N818 - leaving a question is no error
    """The user left a question with Ctrl-C or Ctrl-D."""

    exit_code = Exit.CANCELLED

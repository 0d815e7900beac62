"""Failures as sentences, for `main` and wherever several are told at once."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from netcheck.errors import Cancelled, NetcheckError
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.words import Words


def sentence(error: NetcheckError | click.ClickException, words: Words) -> str:
    """Return what went wrong in the user's language; facts from outside are made safe."""
    if isinstance(error, NetcheckError):
        facts = {name: safe(str(value)) for name, value in error.facts.items()}
        if "reason" in facts:
            facts["reason"] = why(facts["reason"], words)
        return _with_consequence(words.errors[error.code].format_map(facts), error.consequence)
    if isinstance(error, click.NoSuchOption):
        error.possibilities = _near(error.option_name, error.possibilities or ())
    if isinstance(error, click.BadParameter) and error.ctx and error.param and error.param_hint is None:
        error.param_hint = error.param.get_error_hint(error.ctx).replace("'", "")
    return safe(error.format_message())


def why(reason: str, words: Words) -> str:
    """Return the machine's reason for a refusal in the user's language, where we have words for it."""
    return words.errors.get(f"reason: {reason}", reason)


def end_line() -> None:
    """Begin a new line on a terminal, which has just shown ^C."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def _near(option: str, possibilities: Iterable[str]) -> list[str]:
    """Return the options that come near to one that is none; click counts the dashes as letters in common."""
    from difflib import get_close_matches

    bare = {name.lstrip("-"): name for name in possibilities}
    return [bare[name] for name in get_close_matches(option.lstrip("-"), bare)]


@contextmanager
def storing_nothing(words: Words) -> Iterator[None]:
    """Let a refusal of what is asked for in the block say that nothing was stored."""
    try:
        with _cancelling(words.errors["nothing_stored"]):
            yield
    except NetcheckError as error:
        error.consequence = words.errors["nothing_stored"]
        raise
    except click.UsageError as error:
        error.message = _with_consequence(error.message, words.errors["nothing_stored"])
        raise


@contextmanager
def changing_nothing(words: Words) -> Iterator[None]:
    """Let Ctrl-C in the block say that nothing was changed."""
    with _cancelling(words.errors["nothing_changed"]):
        yield


@contextmanager
def _cancelling(consequence: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        end_line()
        left = Cancelled("cancelled")
        left.consequence = consequence
        raise left from None


def _with_consequence(said: str, consequence: str) -> str:
    """Add the consequence, unless the sentence tells it already."""
    known = consequence.rstrip(".").casefold() in said.casefold()
    return said if known else f"{said} {consequence}"

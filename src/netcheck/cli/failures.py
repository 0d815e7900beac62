"""Failures as sentences, for `main` and wherever several are told at once."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from netcheck.cli.parameter_types import ENTRY
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import _
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator


def told(error: NetcheckError | click.ClickException) -> list[str]:
    """Return what went wrong in the user's language, and the lines to go below it."""
    from netcheck.view.failures import brief

    return [sentence(error), *(map(brief, error.further) if isinstance(error, NetcheckError) else ())]


def sentence(error: NetcheckError | click.ClickException) -> str:
    """Return what went wrong in the user's language; facts from outside are made safe."""
    from netcheck.view.failures import brief, failure

    if isinstance(error, NetcheckError):
        return _with_consequence(failure(error.code, error.facts), error.consequence)
    if isinstance(error, click.NoSuchOption):
        from netcheck.cli.guesses import options_meant

        path = error.ctx.command_path if error.ctx else ""
        error.possibilities = options_meant(error.option_name, _options(error.ctx), path)
    if isinstance(error, click.BadParameter) and error.ctx and error.param and error.param_hint is None:
        error.param_hint = error.param.get_error_hint(error.ctx).replace("'", "").rstrip("…")
    if isinstance(error, click.MissingParameter):
        if error.ctx and error.param and error.param.type is ENTRY:
            from netcheck.cli.guesses import with_last

            return failure("which_entry", {"line": with_last(error.ctx)})
        return _("Missing parameter: {param_name}").format(param_name=error.param_hint)
    # What click says of words too many has no type of its own.
    if type(error) is click.UsageError and error.ctx:
        from netcheck.cli.guesses import words_meant

        if (meant := words_meant(error.ctx)) is not None:
            return failure("words_near", {"words": meant[0], "line": meant[1]})
    return safe(brief(error.format_message()))


def end_line() -> None:
    """Begin a new line on a terminal, which has just shown ^C."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def _options(context: click.Context | None) -> list[str]:
    """Return all options of the command at hand."""
    if context is None:
        return []
    return [name for parameter in context.command.get_params(context) for name in parameter.opts]


@contextmanager
def storing_nothing() -> Iterator[None]:
    """Let a refusal of what is asked for in the block say that nothing was stored."""
    try:
        with _cancelling(_("Nothing was stored.")):
            yield
    except NetcheckError as error:
        error.consequence = _("Nothing was stored.")
        raise
    except click.UsageError as error:
        error.message = _with_consequence(error.message, _("Nothing was stored."))
        raise


@contextmanager
def changing_nothing() -> Iterator[None]:
    """Let whoever leaves the block, by Ctrl-C or an answer, hear that nothing was changed."""
    with _cancelling(_("Nothing was changed.")):
        yield


@contextmanager
def _cancelling(consequence: str) -> Iterator[None]:
    try:
        yield
    except Cancelled as leaving:
        leaving.consequence = leaving.consequence or consequence
        raise
    except KeyboardInterrupt:
        end_line()
        left = Cancelled("cancelled")
        left.consequence = consequence
        raise left from None


def _with_consequence(said: str, consequence: str) -> str:
    """Add the consequence, unless the sentence tells it already."""
    known = consequence.rstrip(".").casefold() in said.casefold()
    return said if known else f"{said} {consequence}"

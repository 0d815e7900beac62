"""How the options of one log line are read: on the command line, at the prompt and from standard input."""

from __future__ import annotations

from contextlib import nullcontext
from copy import copy
from typing import TYPE_CHECKING

import click
from typer.core import TyperCommand

from netcheck import i18n
from netcheck.cli.failures import storing_nothing
from netcheck.cli.kinds import vocabulary
from netcheck.domain.lexer import bind_new, nearly_option
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.limits import check_line
from netcheck.domain.names import fold
from netcheck.errors import UsageError
from netcheck.i18n import use

if TYPE_CHECKING:
    from netcheck.cli.app import App

_IN_A_LINE = ("words", "on", "weight", "big", "huge", "asked", "new")


class LineCommand(TyperCommand):
    """Lets `--new` come with or without a name and days without quotes, and leaves words with a dash to the note."""

    elsewhere: tuple[str, ...] = ()
    """Options that the command line has and a line at the prompt has not."""

    def for_a_line(self) -> LineCommand:
        """Return this command for a line that is typed at the prompt or read: without help and the like."""
        twin = copy(self)
        twin.params = [parameter for parameter in self.params if parameter.name in _IN_A_LINE]
        others = [parameter for parameter in self.params if parameter not in twin.params]
        twin.elsewhere = tuple(name for other in others for name in other.opts if name.startswith("--"))
        return twin

    def make_parser(self, ctx: click.Context) -> click.parser._OptionParser:
        """Return click's parser; `-h` stands alone, so that `-hello` is a word."""
        parser = super().make_parser(ctx)
        if short := parser._short_opt.pop("-h", None):  # noqa: SLF001 - click has no other way
            parser._long_opt["-h"] = short  # noqa: SLF001 - as above
        return parser

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse one line; a word that is nearly an option is refused rather than noted."""
        if ctx.resilient_parsing:  # the shell asks for completions
            return super().parse_args(ctx, args)
        app: App = ctx.obj
        with nullcontext() if self.elsewhere else storing_nothing():
            check_line(args)
            if not self.elsewhere:
                answer_in_german(app, args)
            words = vocabulary(app)
            rest = super().parse_args(ctx, bind_new(_with_whole_days(args, app), words))
            before = {*args[: args.index("--")]} if "--" in args else {*args}
            self._refuse_slips([word for word in ctx.params.get("words") or () if word in before], ctx)
        return rest

    def _refuse_slips(self, words: list[str], ctx: click.Context) -> None:
        own = [name for option in self.get_params(ctx) if isinstance(option, click.Option) for name in option.opts]
        for word in words:
            if word.partition("=")[0] in self.elsewhere:
                raise UsageError("log_not_in_a_line", word=word)
            if option := nearly_option(word, own):
                raise UsageError("log_nearly_option", word=word, option=option)


def _with_whole_days(args: list[str], app: App) -> list[str]:
    if "--on" not in args:
        return args
    from netcheck.cli.dates import with_whole_days

    return with_whole_days(args, app)


def answer_in_german(app: App, words: list[str]) -> None:
    """Answer a German verb in German where no language was chosen; the app remembers that it did."""
    if app.chosen_language or i18n.language() == "de":
        return
    stated = next((word for word in words if vocabulary(app).verb(word)), "")
    if fold(stated) in {fold(verb) for verbs in LEXICON["de"].verbs.values() for verb in verbs}:
        use("de")
        app.switched_language = True

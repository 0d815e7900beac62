"""Let the command-line framework speak the user's language."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import click
from typer.core import TyperArgument

from netcheck.cli.app import hand_over
from netcheck.cli.parameter_types import LANGUAGE
from netcheck.errors import UsageError
from netcheck.i18n import LANGUAGES, N_, NN_, _, ngettext

_METAVARS = {
    "TEXT": N_("TEXT"),
    "INTEGER": N_("NUMBER"),
    "FILE": N_("FILE"),
    "PATH": N_("FILE"),
    "DIRECTORY": N_("FOLDER"),
}
"""What stands for a value in the help, by click's name of its type."""

CLICK_TEXTS = (
    N_("(dynamic)"),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Arguments"),
    N_("Choose from:\n\t{choices}"),
    N_("Commands"),
    N_("Could not open file {filename!r}: {message}"),
    NN_("Did you mean {possibility}?", "(Possible options: {possibilities})"),
    N_("Error: {message}"),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Missing command."),
    N_("Missing parameter: {param_name}"),
    N_("No such command {name!r}."),
    N_("No such option: {name}"),
    N_("Option {name!r} does not take a value."),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    N_("Options"),
    N_("Show this message and exit."),
    NN_("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    N_("Usage:"),
    N_("default: {default}"),
    N_("directory"),
    N_("env var: {var}"),
    N_("file"),
    N_("path"),
    N_("required"),
    N_("unknown error"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{value!r} is not a valid {number_type}."),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    N_("{value} is not in the range {range}."),
)
"""What click and typer say to a user of this program, in their English; the catalogues have it under that."""


def translate_click() -> None:
    """Let click and typer say their texts in the language that is spoken.

    Both send every text through a module-level `_` or `ngettext` (GNU gettext) and ship no catalogue.
    """
    click.IntRange._describe_range = _range  # type: ignore[assignment, method-assign]  # noqa: SLF001 - no 1<=x<=3
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"click", "typer"}:
            for seam, replacement in (("_", _say), ("ngettext", _count)):
                if callable(getattr(module, seam, None)):
                    setattr(module, seam, replacement)


def localise(command: click.Command) -> click.Command:
    """Translate the help of a command, and give it the options of every command."""
    command.help = _(paragraphs(command.help or ""))
    command.short_help = command.help.partition("\n")[0]
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        _localise_parameter(parameter)
    command.params += everywhere()
    command.add_help_option = False  # ours is among them
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND …")
    return command


def paragraphs(docstring: str) -> str:
    """Return a docstring as the catalogues have it: each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(docstring).split("\n\n"))


def everywhere(*others: click.Parameter) -> list[click.Parameter]:
    """Return the options that each command accepts, with others before the last of them, the help."""
    return [
        click.Option(
            ["--db"],
            type=click.Path(path_type=Path),
            metavar=_(_METAVARS["FILE"]),
            help=_("Use this file as the log."),
            expose_value=False,
            callback=_choose_database,
        ),
        click.Option(
            ["--lang"],
            type=LANGUAGE,
            metavar="|".join(LANGUAGES),
            help=_("Language of this run."),
            expose_value=False,
            callback=_check_language,
        ),
        # main looks for it, so that it holds for --help wherever it stands.
        click.Option(["--no-pager"], is_flag=True, expose_value=False, help=_("Show a long answer without a pager.")),
        *others,
        click.Option(
            ["--help", "-h"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help=_("Show this message and exit."),
        ),
    ]


def say_help(context: click.Context) -> None:
    """Print the help of a command and end it."""
    from netcheck.cli.pager import paged

    with paged(context.obj):
        hand_over(context.get_help())
    context.exit()


class _Text(str):
    """A text whose choices stand without the quotation marks of Python."""

    __slots__ = ()

    def format(self, *args: object, **facts: object) -> str:
        """Fill the text."""
        bare = {name: str(facts[name]).replace("'", "") for name in ("choice", "choices") if name in facts}
        return super().format(*args, **(facts | bare))


def _say(text: str) -> str:
    return _Text(_(text))


def _count(one: str, many: str, n: int) -> str:
    return _Text(ngettext(one, many, n))


def _range(numbers: click.IntRange) -> str:
    text = _("at least {low}") if numbers.max is None else _("{low} to {high}")
    return text.format(low=numbers.min, high=numbers.max)


def _localise_parameter(parameter: click.Parameter) -> None:
    if isinstance(parameter, click.Option) and parameter.hidden:
        return
    if isinstance(parameter, click.Option | TyperArgument) and parameter.help:
        parameter.help = _(parameter.help)
    if parameter.metavar is not None:
        parameter.metavar = _(parameter.metavar)
    elif isinstance(parameter, click.Option) and not parameter.is_flag:
        name = "FILE" if isinstance(parameter.type, click.Path) else parameter.type.name.upper()
        parameter.metavar = _(_METAVARS[name]) if name in _METAVARS else None


def _show_help(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        say_help(context)


def _choose_database(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value == Path():
        raise UsageError("no_file", option="--db")
    if value is not None:
        context.obj.database = value


def _check_language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None and value not in LANGUAGES:
        raise UsageError("bad_setting", key="--lang", value=value, allowed=", ".join(LANGUAGES))

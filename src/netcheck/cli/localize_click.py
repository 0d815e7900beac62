"""Let the command-line framework speak the user's language."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netcheck.errors import UsageError
from netcheck.settings import LANGUAGES

if TYPE_CHECKING:
    from netcheck.words import Words


def speak(words: Words) -> None:
    """Give click and typer their texts.

    Both send every text through a module-level `_` or `ngettext` (GNU gettext) and ship no catalogue;
    a catalogue file for gettext would have to be compiled and installed, so the names are replaced.
    """
    framework = import_module(f"netcheck.words.{words.language}.framework")
    texts = framework.TEXTS

    def translate(text: str) -> str:
        return _Text(texts.get(text, text))

    def translate_count(one: str, many: str, n: int) -> str:
        return translate(one if n == 1 else many)

    def tell_range(numbers: click.IntRange) -> str:
        text = framework.AT_LEAST if numbers.max is None else framework.BETWEEN
        return str(text.format(low=numbers.min, high=numbers.max))

    click.IntRange._describe_range = tell_range  # type: ignore[assignment, method-assign]  # noqa: SLF001 - no 1<=x<=3
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"click", "typer"}:
            for seam, replacement in (("_", translate), ("ngettext", translate_count)):
                if callable(getattr(module, seam, None)):
                    setattr(module, seam, replacement)


def localise(command: click.Command, path: str, words: Words) -> click.Command:
    """Fill in the help of a command named `path` ("contact add") and of all below it, and the options of every command.

    Help is looked up in `words.help` under "contact add" for the command and "contact add.name" for a
    parameter: annotations are evaluated at import, before the language is known.
    """
    framework = import_module(f"netcheck.words.{words.language}.framework")
    command.help = words.help[path]
    command.short_help = command.help.partition("\n")[0]
    command.options_metavar = framework.OPTIONS
    for parameter in command.params:
        _localise_parameter(parameter, path, words, framework.METAVARS)
    command.params += everywhere(words)
    if isinstance(command, click.Group):
        command.subcommand_metavar = framework.SUBCOMMAND
        for name, child in command.commands.items():
            localise(child, f"{path} {name}", words)
    return command


def everywhere(words: Words) -> list[click.Parameter]:
    """Return the options that each command accepts."""
    return [
        click.Option(
            ["--db"],
            type=click.Path(path_type=Path),
            metavar=import_module(f"netcheck.words.{words.language}.framework").METAVARS["FILE"],
            help=words.help["--db"],
            expose_value=False,
            callback=_choose_database,
        ),
        click.Option(
            ["--lang"],
            metavar="|".join(LANGUAGES),
            help=words.help["--lang"],
            expose_value=False,
            callback=_check_language,
        ),
    ]


class _Text(str):
    """A text whose choices stand without the quotation marks of Python."""

    __slots__ = ()

    def format(self, *args: object, **facts: object) -> str:
        """Fill the text."""
        bare = {name: str(facts[name]).replace("'", "") for name in ("choice", "choices") if name in facts}
        return super().format(*args, **(facts | bare))


def _localise_parameter(parameter: click.Parameter, path: str, words: Words, metavars: dict[str, str]) -> None:
    if isinstance(parameter, click.Option) and parameter.hidden:
        return
    if hasattr(parameter, "help"):
        parameter.help = words.help[f"{path}.{parameter.name}"]
    if parameter.metavar is None:
        if isinstance(parameter, click.Argument):
            parameter.metavar = words.help.get(f"{path}.{parameter.name}:metavar")
        elif not getattr(parameter, "is_flag", False):
            name = "FILE" if isinstance(parameter.type, click.Path) else parameter.type.name.upper()
            parameter.metavar = words.help.get(f"{path}.{parameter.name}:metavar", metavars.get(name))


def _choose_database(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value == Path():
        raise UsageError("no_file", option="--db")
    if value is not None:
        context.obj.database = value


def _check_language(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value is not None and value not in LANGUAGES:
        raise UsageError("bad_setting", key="--lang", value=value, allowed=", ".join(LANGUAGES))

"""The tree of commands; only the one asked for is imported."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click
import typer
from typer.core import TyperGroup
from typer.main import get_install_completion_arguments

from netcheck.cli.app import app_of
from netcheck.cli.localize_click import everywhere, localise
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words import Words


MODULES = {
    "log": "log",
    "checklist": "checklist",
    "report": "report",
    "suggest": "suggest",
    "list": "list",
    "contact": "contact",
    "circle": "circle",
    "step": "step",
    "guide": "guide",
    "remind": "remind",
    "triage": "triage",
    "spread": "triage",
    "kinds": "kinds",
    "edit": "entry",
    "remove": "entry",
    "undo": "history",
    "redo": "history",
    "history": "history",
    "import": "import_",
    "export": "export",
    "demo": "demo",
    "config": "config",
}
"""Each command and its module, in the order of the help."""


class Group(TyperGroup):
    """A group of commands, of which only the one asked for is imported and built."""

    modules: Mapping[str, str] = {}
    """Each command and its module, in the order of the help."""
    path = ""
    """What is typed before the name of a command: "" for the root, "remind " for its commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command and give it its words."""
        if cmd_name not in self.modules:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"netcheck.commands.{self.modules[cmd_name]}")
            command = typer.main.get_command(getattr(module, f"{cmd_name}_app"))
            command.name = cmd_name
            self.commands[cmd_name] = localise(command, f"{self.path}{cmd_name}", app_of(ctx).words)
        return self.commands[cmd_name]


class Tree(Group):
    """The root: `netcheck` alone is home."""

    modules = MODULES

    def __init__(self, words: Words) -> None:
        super().__init__(
            name="netcheck",
            invoke_without_command=True,
            callback=_home,
            rich_markup_mode=None,
            suggest_commands=False,
            context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
        )
        self._words = words
        framework = import_module(f"netcheck.words.{words.language}.framework")
        self.help = words.help["netcheck"]
        self.options_metavar = framework.OPTIONS
        self.subcommand_metavar = framework.SUBCOMMAND
        self.params = [*everywhere(words), _version(words), *_completion(words)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the first lines of all help texts, without importing the commands."""
        with formatter.section(self._words.help["commands"]):
            formatter.write_dl([(name, self._words.help[name].partition("\n")[0]) for name in MODULES])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        if args[0] not in MODULES and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], MODULES, n=1)
            code = "unknown_command_near" if near else "unknown_command"
            raise UsageError(code, name=args[0], near=near[0] if near else "")
        return super().resolve_command(ctx, args)


def application(group: type[TyperGroup] = TyperGroup) -> typer.Typer:
    """Return a Typer application for one command, without Typer's own completion options and rich help."""
    return typer.Typer(cls=group, add_completion=False, rich_markup_mode=None, no_args_is_help=False)


def _home() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        import_module("netcheck.commands.home").home(context)


def _version(words: Words) -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=words.help["--version"],
    )


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from netcheck.version import __version__

        click.echo(f"netcheck {__version__}")
        context.exit()


def _completion(words: Words) -> list[click.Parameter]:
    parameters = list(get_install_completion_arguments())
    for parameter in parameters:
        if isinstance(parameter, click.Option):
            parameter.help = words.help[f"--{(parameter.name or '').replace('_', '-')}"]
            if parameter.name == "install_completion":
                parameter.callback = _install_completion
    return parameters


def _install_completion(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from netcheck.cli.completion import install

        install(context)

"""The tree of commands; only the one asked for is imported."""

from __future__ import annotations

import os
from copy import copy
from importlib import import_module
from typing import TYPE_CHECKING

import click
import typer
from typer.core import TyperGroup
from typer.main import get_install_completion_arguments

from netcheck.cli.app import app_of
from netcheck.cli.localize_click import everywhere, localise, say_help
from netcheck.errors import UsageError
from netcheck.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from click.shell_completion import CompletionItem
    from typer.models import CommandInfo


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
    "backup": "backup",
    "restore": "backup",
    "doctor": "doctor",
    "demo": "demo",
    "config": "config",
}
"""Each command and its module, in the order of the help."""

_FIRST_LINES = {
    "log": N_("Log what was given or received."),
    "checklist": N_("Answer the ten questions; you can pause and go on later."),
    "report": N_("What your network gives you, what you give, and how it changes."),
    "suggest": N_("Who you could write to, and why; with KIND: who you could ask."),
    "list": N_("The entries, newest first."),
    "contact": N_("The people in your log."),
    "circle": N_("The overlapping circles of your network."),
    "step": N_("What you mean to do next."),
    "guide": N_("Your guide: how you would like others to approach you."),
    "remind": N_("What is due, and how you are reminded of it."),
    "triage": N_("Decide person by person how often a reminder comes."),
    "spread": N_("Spread reminders over the coming weeks where many are due at once, as after an import."),
    "kinds": N_("The kinds, the words for them, and an example of each."),
    "edit": N_("Change an entry."),
    "remove": N_("Remove entries; netcheck undo brings them back."),
    "undo": N_("Take back the last command that changed something, or the one with this id."),
    "redo": N_("Restore what was taken back last, or the command with this id."),
    "history": N_("What was changed and when, newest first."),
    "import": N_("Bring in entries from elsewhere."),
    "export": N_("Write the log to a file or to standard output."),
    "backup": N_("A checked copy of the whole log, with its history."),
    "restore": N_("Put a backup in the place of the log."),
    "doctor": N_("Whether the log is whole and private."),
    "demo": N_("A report on a made-up log."),
    "config": N_("Where the log and the settings are kept, and what is set."),
}
"""The first line of each command's help, which is shown without importing the command."""


class Commands(TyperGroup):
    """Commands below a name, each built when it is asked for; the nearest is named to somebody who mistypes one."""

    declared: Mapping[str, CommandInfo] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(self.declared)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Build one command and give it its words."""
        if cmd_name in self.declared and cmd_name not in self.commands:
            command = typer.main.get_command_from_info(
                self.declared[cmd_name], pretty_exceptions_short=True, rich_markup_mode=None
            )
            self.commands[cmd_name] = localise(command)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            from netcheck.cli.guesses import command_meant

            path = ctx.command_path
            meant = command_meant(args, path, known, app_of(ctx))
            if meant is None:
                raise UsageError("unknown_command", name=args[0], path=path)
            raise UsageError("unknown_command_near", name=args[0], line=meant)
        return super().resolve_command(ctx, args)


class Group(Commands):
    """A group of commands, of which only the one asked for is imported and built."""

    modules: Mapping[str, str] = {}
    """Each command and its module, in the order of the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command and give it its words."""
        if cmd_name not in self.modules:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"netcheck.commands.{self.modules[cmd_name]}")
            command = _built(getattr(module, f"{cmd_name}_app"))
            command.name = cmd_name
            self.commands[cmd_name] = localise(command)
        return self.commands[cmd_name]


class Tree(Group):
    """The root: `netcheck` alone is home, and `help COMMAND` shows the help of a command."""

    modules = MODULES

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; its help, where that is asked for first."""
        if args[0] == "help":
            asked = [word for word in args if word != "help"]
            if not asked and ctx.resilient_parsing:  # Tab asks what may come
                return None, None, []
            if not asked:
                say_help(ctx)
            args = [*asked, "--help"]
        return super().resolve_command(ctx, args)

    def __init__(self) -> None:
        super().__init__(
            name="netcheck",
            invoke_without_command=True,
            callback=_home,
            rich_markup_mode=None,
            suggest_commands=False,
            add_help_option=False,
            context_settings={"max_content_width": 100},
        )
        self.help = _("See the quality of your social network: what it gives you, and what you give.")
        self.options_metavar = _("[OPTIONS]")
        self.subcommand_metavar = _("COMMAND …")
        self.params = everywhere(_version(), *_completion())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin like this, without importing them, or the options."""
        from click.shell_completion import CompletionItem

        return [
            *(
                CompletionItem(name, help=_(first))
                for name, first in _FIRST_LINES.items()
                if name.startswith(incomplete)
            ),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the first lines of all help texts, without importing the commands."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(first)) for name, first in _FIRST_LINES.items()])


def _built(application: typer.Typer) -> click.Command:
    """Return what Typer makes of an application; where that is a group, its commands are left to it."""
    if application.registered_callback is None:
        return typer.main.get_command(application)
    bare = copy(application)
    bare.registered_commands = []
    group = typer.main.get_command(bare)
    assert isinstance(group, Commands)  # noqa: S101 - for the type checker; `application` says so
    group.declared = {
        info.name or typer.main.get_command_name(info.callback.__name__): info
        for info in application.registered_commands
        if info.callback is not None
    }
    return group


def application(
    group: type[TyperGroup] = Commands,
    *,
    says: str | None = None,
    bare: Callable[[typer.Context], None] | None = None,
) -> typer.Typer:
    """Return a Typer application, without Typer's own completion options and rich help.

    `says` is the help of a group that by itself does what `bare` does; if None, it lists what it is about, or shows its
    help.
    """
    typer_ = typer.Typer(cls=group, add_completion=False, rich_markup_mode=None, no_args_is_help=False)
    if says is not None:
        typer_.callback(invoke_without_command=True, help=says)(_alone(bare or _bare))
    return typer_


def _alone(bare: Callable[[typer.Context], None]) -> Callable[[typer.Context], None]:
    def callback(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            bare(context)

    return callback


def _bare(context: typer.Context) -> None:
    assert isinstance(context.command, click.Group)  # noqa: S101 - for the type checker; only groups have a callback
    listing = context.command.get_command(context, "list")
    if listing is None:
        say_help(context)
    else:
        context.invoke(listing)


def _home() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        import_module("netcheck.commands.home").home(context)


def _version() -> click.Option:
    return click.Option(
        ["--version", "-V"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=_("Show the version."),
    )


def _show_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from netcheck.version import __version__

        click.echo(f"netcheck {__version__}")
        context.exit()


def _completion() -> list[click.Parameter]:
    """Return the options that typer has for completion: it would build a command of its own for them at each start."""
    if "_NETCHECK_COMPLETE" in os.environ:
        from netcheck.cli.shell_completion import answer_shells

        answer_shells()
    return [
        click.Option(
            ["--install-completion"],
            is_flag=True,
            expose_value=False,
            callback=_install_completion,
            help=_("Set up tab completion for this shell."),
        ),
        click.Option(
            ["--show-completion"],
            is_flag=True,
            expose_value=False,
            callback=_show_completion,
            help=_("Print the tab completion for this shell."),
        ),
    ]


def _install_completion(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from netcheck.cli.completion import install

        install(context)


def _show_completion(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from netcheck.cli.shell_completion import use_own_scripts

        use_own_scripts()
        _install, show = get_install_completion_arguments()
        assert show.callback is not None  # noqa: S101 - for the type checker; showing is what it is for
        show.callback(context, parameter, value)

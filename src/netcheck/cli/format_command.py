"""How the commands of `netcheck import` are found: by the name of a format, or else by a file or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from netcheck.cli.parameter_types import FOLDER
from netcheck.cli.tree import Commands

if TYPE_CHECKING:
    import click

ANY = "any"
"""The hidden command that takes files of whatever format they are."""

_ONLY = {
    "columns": {"csv", "notes", ANY},
    "constants": {"csv", "notes", ANY},
    "excepted": {"gh", ANY},
    "groups": {"whatsapp", "telegram", "x", "ics", ANY},
    "dates": {"csv", "notes", "whatsapp", ANY},
}
"""The options that not every format has, and those which do."""

_OFFERED = {"vcard"}
"""The formats whose files are offered where none is named."""


class FormatCommand(TyperCommand):
    """One format, with those options that say something about it."""

    def __init__(self, name: str | None, **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(name, **settings)
        self.params = [one for one in self.params if name in _ONLY.get(one.name or "", {name})]
        for one in self.params:
            if one.name == "paths" and name == "git":
                one.type = FOLDER
            if one.name == "paths" and name in _OFFERED:
                one.required = False


class Formats(Commands):
    """A word that is a format is one; any other is a file or folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all formats."""
        return [name for name in super().list_commands(ctx) if name != ANY]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options before the first file for those of the files."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0].startswith("-") and args[0].partition("=")[0] not in own:
            args = [ANY, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the format, or take the word for a file."""
        if args[0] not in self.list_commands(ctx) and (Path(args[0]).exists() or not args[0].isalpha()):
            return ANY, self.get_command(ctx, ANY), args
        if args[0] == ANY:
            return ANY, self.get_command(ctx, ANY), args[1:]
        return super().resolve_command(ctx, args)

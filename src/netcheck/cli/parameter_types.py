"""What arguments and options take: it is read as it is typed, and Tab completes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.types import IntParamType

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _Completed(click.ParamType):
    """A type whose values are completed by what `completion.CANDIDATES` has under this key."""

    name = "text"

    def __init__(self, key: str) -> None:
        self.key = key

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from netcheck.cli.completion import candidates

        return candidates(self.key, ctx, param, incomplete)


class _CompletedNumber(_Completed, IntParamType):
    name = "integer"


class _Folder(click.Path):
    """A path for which folders are offered; a file is taken as well, and refused by the command in its own words."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        (item,) = super().shell_complete(ctx, param, incomplete)
        item.type = "dir"
        return [item]


LINE = _Completed("line")
PERSON = _Completed("person")
CIRCLE = _Completed("circle")
KIND = _Completed("kind")
DAY = _Completed("day")
DAY_TO_COME = _Completed("day to come")
INTERVAL = _Completed("interval")
MEASURE = _Completed("measure")
ENTRY = _Completed("entry")
STANDING_COMMAND = _Completed("standing command")
UNDONE_COMMAND = _Completed("undone command")
STEP = _CompletedNumber("step")
ROUND = _CompletedNumber("round")
SETTING = _Completed("setting")
VALUE = _Completed("value")
LANGUAGE = _Completed("language")

# typer's own type for a path offers nothing, and leaves it to the shell to complete files where nothing is offered.
FILE = click.Path(allow_dash=True, path_type=Path)
FOLDER = _Folder(path_type=Path)

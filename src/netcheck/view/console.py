"""Makes the console that reports are drawn on: its width, its colours, and what its encoding cannot say."""

from __future__ import annotations

import os
import sys
from typing import IO, TextIO, cast

from rich.console import Console

from netcheck.view.spelling import can_say, spell

NARROWEST, WIDEST, USUAL = 60, 100, 80

_SPELLING_CELLS = 5


def report_console(file: TextIO | None = None, *, width: int | None = None, color: str = "auto") -> Console:
    """Return a console on the file (standard output by default) that prints texts just as they are.

    Its width is the terminal's, else COLUMNS, else 80, and stays within 60 to 100 cells; `width` sets it.
    `color` is "auto" (terminals have it), "always" or "never"; FORCE_COLOR and NO_COLOR overrule it.
    Characters that the encoding lacks are spelled in ASCII.
    """
    out = sys.stdout if file is None else file
    colour = _wants_colour(out, color)
    return Console(
        file=cast("IO[str]", _Speller(out)),
        width=width or min(max(_width(out), NARROWEST), WIDEST),
        force_terminal=colour,
        color_system="auto" if colour else None,
        legacy_windows=None if colour else False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def room(console: Console) -> int:
    """Return how many cells a line may take: fewer where umlauts are spelled with two letters."""
    return console.width if can_say("äöüß", console.encoding) else console.width - _SPELLING_CELLS


class _Speller:
    """A text file that spells out what its encoding lacks, instead of failing."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._encoding = getattr(out, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        return self._out.write(spell(text, self._encoding))

    def __getattr__(self, name: str) -> object:
        return getattr(self._out, name)


def _wants_colour(out: TextIO, color: str) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    if forced:
        return forced != "0"
    return out.isatty() if color == "auto" else color == "always"


def _width(out: TextIO) -> int:
    try:
        cells = os.get_terminal_size(out.fileno()).columns if out.isatty() else 0
    except (OSError, ValueError):
        cells = 0
    columns = os.environ.get("COLUMNS", "")
    return cells or (int(columns) if columns.isdecimal() else 0) or USUAL

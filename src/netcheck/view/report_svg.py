"""Draws the report as it stands on a terminal, as a picture of its own: no fonts, no links, no script.

Bars, dots and brackets are drawn as such and every word at its column, so that the picture looks alike in any
monospaced font.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.style import Style

from netcheck.view.report_html import filled
from netcheck.view.report_story import story
from netcheck.view.report_terminal import lines
from netcheck.view.styles import BOLD, GIVEN, RECEIVED
from netcheck.view.text import USUAL_CELLS, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from netcheck.domain.report import PublishedReport


_CELL, _LINE, _MARGIN = 9.6, 21, 24
_TALLEST, _EIGHTHS, _BLOCKS = 16, 8, 0x2580
_PIECE = re.compile("(?P<block>[▁-█])(?P=block)*|│|(?P<dot>[●○])|(?P<bracket>└─*┘)|[^▁-█│●○└ ]+(?: [^▁-█│●○└ ]+)*|└")
# These two may stand in no XML document, not even escaped.
_NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


class Shape(StrEnum):
    """What a piece of a line becomes."""

    TEXT = "text"
    BAR = "bar"
    LINE = "line"
    DOT = "dot"
    RING = "ring"
    BRACKET = "bracket"


class Mark(NamedTuple):
    """A text, or what is drawn for the signs of `shape`, in pixels from the top left; `hue` is its class."""

    shape: Shape
    x: float
    y: int
    width: float
    height: int
    hue: str
    text: str


def picture(shown: PublishedReport) -> str:
    """Return the report as an SVG document of 80 columns that is light or dark as its reader prefers."""
    drawn = lines(shown.report, USUAL_CELLS, person=shown.person, circle=shown.circle)
    told = story(shown.report, person=shown.person, circle=shown.circle)
    return filled(
        "report.svg.j2",
        width=round(USUAL_CELLS * _CELL) + 2 * _MARGIN,
        height=len(drawn) * _LINE + 2 * _MARGIN,
        title=_xml(f"{told.title}, {told.as_of}"),
        told=_xml(told.overview),
        marks=[mark for number, line in enumerate(drawn) for mark in _marks(line, _MARGIN + number * _LINE)],
    )


def _marks(line: Text, y: int) -> Iterator[Mark]:
    """Yield the pieces of one line; two blanks part a piece from the next, for columns keep their place by that."""
    cells = 0
    for text, style, _ in line.render(_CONSOLE):
        for found in _PIECE.finditer(text):
            yield _mark(found, cells + width(text[: found.start()]), y, _hue(style))
        cells += width(text)


def _mark(found: re.Match[str], cells: int, y: int, hue: str) -> Mark:
    x, across = round(_MARGIN + cells * _CELL, 1), round(width(found[0]) * _CELL, 1)
    if found["block"]:
        return Mark(Shape.BAR, x, y, across, _TALLEST * (ord(found["block"]) - _BLOCKS) // _EIGHTHS, hue, "")
    if found[0] == "│":
        return Mark(Shape.LINE, round(x + _CELL / 2, 1), y, 0, 0, hue, "")
    if found["dot"]:
        shape = Shape.DOT if found["dot"] == "●" else Shape.RING
        return Mark(shape, round(x + _CELL / 2, 1), y, 0, 0, hue, "")
    if found["bracket"]:
        return Mark(Shape.BRACKET, x, y, across, 0, hue, "")
    return Mark(Shape.TEXT, x, y, across, 0, hue, _xml(found[0]))


def _hue(style: Style | None) -> str:
    return _HUES.get(style or _PLAIN, "")


def _xml(text: str) -> str:
    return text.translate(_NO_XML)


_PLAIN = Style()
_HUES = {Style.parse(RECEIVED): "received", Style.parse(GIVEN): "given", Style.parse(BOLD): "head"}
_CONSOLE = Console(width=USUAL_CELLS)

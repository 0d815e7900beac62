"""Draws the report on a terminal: the console, and the report line by line."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING, TextIO, cast

from rich.console import Console
from rich.text import Text

from netcheck.view.report_charts import columns, curves, history_lines, two_sided, who_gave_what
from netcheck.view.report_story import Picture, Section, story, until
from netcheck.view.report_text import what_follows
from netcheck.view.styles import BOLD, wants_colour
from netcheck.view.text import can_say, clip, pad, spell, terminal_cells, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.report import Report
    from netcheck.view.report_story import Heading, Story


_NARROWEST, _WIDEST = 60, 100

_SPELLING_CELLS = 5
_INDENT = "  "


def report_console(file: TextIO | None = None, *, width: int | None = None, color: str = "auto") -> Console:
    """Return a console on the file (standard output by default) that prints texts just as they are.

    Its width is `terminal_cells` within 60 to 100; `width` sets it.
    `color` is "auto" (terminals have it), "always" or "never"; FORCE_COLOR and NO_COLOR overrule it.
    Characters that the encoding lacks are spelled in ASCII.
    """
    out = sys.stdout if file is None else file
    colour = wants_colour(out, color)
    return Console(
        file=cast("IO[str]", _Speller(out)),
        width=width or terminal_cells(out, least=_NARROWEST, most=_WIDEST),
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


def render(report: Report, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print the report in the form that its log allows, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(report, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(report: Report, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return the report line by line, none wider than so many cells."""
    told = story(report, person=person, circle=circle)
    blocks = [
        _opening(told, cells),
        *(_section(section, report, cells) for section in told.sections),
        table(told.tips, cells),
    ]
    drawn: list[Text] = []
    for block in filter(None, blocks):
        drawn += [Text(), *block] if drawn else block
    return drawn


def title_line(told: Heading | Story, cells: int) -> Text:
    """Return whose report it is, with its day at the right."""
    title = clip(told.title, cells - width(told.as_of) - 2)
    return Text.assemble((title, BOLD), pad(told.as_of, cells - width(title), right=True))


def table(rows: Sequence[tuple[str, str]], cells: int) -> list[Text]:
    """Return two columns, the second wrapped."""
    first = max((width(left) for left, _ in rows), default=0)
    indent = " " * (len(_INDENT) + first + 3)
    return [
        line
        for left, right in rows
        for line in _plain(wrap(right, cells, indent, first=f"{_INDENT}{pad(left, first)}   "))
    ]


def _opening(told: Story, cells: int) -> list[Text]:
    overview = _plain(wrap(told.overview, cells))
    return [title_line(told, cells), *overview] if told.opened else overview


def _section(section: Section, report: Report, cells: int) -> list[Text]:
    drawn = _head(section, cells) if section.head else []
    for part in section.parts:
        if isinstance(part, Picture):
            drawn += _picture(part, report, cells)
        else:
            drawn += _plain(wrap(part, cells, "" if section.flush else _INDENT))
    return drawn


def _picture(picture: Picture, report: Report, cells: int) -> list[Text]:
    match picture:
        case Picture.EXCHANGES:
            return two_sided(report.exchanges, cells, people=report.people > 1)
        case Picture.BARS:
            return columns(report.bars, report.period, until(report), cells)
        case Picture.SIGNATURE:
            return curves(report.signature, report.compared_days, cells) if report.signature else []
        case Picture.SCORES:
            return _plain(history_lines(report, cells))
        case Picture.BEGINNING:
            return who_gave_what(report.small_log, cells) if report.small_log else []
        case Picture.FOLLOWING:
            return table(what_follows(report.small_log), cells) if report.small_log else []


def _head(section: Section, cells: int) -> list[Text]:
    head, aside = section.head.upper(), section.aside
    # What stands in brackets needs no dot before it.
    beside = f" {aside}" if aside.startswith("(") else f" · {aside}" if aside else ""
    if width(head + beside) > cells:
        return [Text(head, BOLD), *_plain(wrap(aside, cells, _INDENT))]
    return [Text.assemble((head, BOLD), beside)]


def _plain(lines: Iterable[str]) -> list[Text]:
    return [Text(line) for line in lines]

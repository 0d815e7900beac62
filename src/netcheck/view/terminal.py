"""Draws the report on a terminal: the console, sentences and small charts."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from typing import IO, TYPE_CHECKING, TextIO, cast

from rich.console import Console
from rich.text import Text

from netcheck.domain.report import Period
from netcheck.view.report_text import (
    GIVEN,
    RECEIVED,
    Picture,
    Section,
    history_lines,
    story,
    until,
    what_follows,
    who_gave_what,
)
from netcheck.view.text import can_say, clip, pad, spell, terminal_cells, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.report import Bar, Exchange, Report
    from netcheck.view.report_text import Story
    from netcheck.words import Words


_NARROWEST, _WIDEST = 60, 100

_SPELLING_CELLS = 5


def report_console(file: TextIO | None = None, *, width: int | None = None, color: str = "auto") -> Console:
    """Return a console on the file (standard output by default) that prints texts just as they are.

    Its width is `terminal_cells` within 60 to 100; `width` sets it.
    `color` is "auto" (terminals have it), "always" or "never"; FORCE_COLOR and NO_COLOR overrule it.
    Characters that the encoding lacks are spelled in ASCII.
    """
    out = sys.stdout if file is None else file
    colour = _wants_colour(out, color)
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


def _wants_colour(out: TextIO, color: str) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    if forced:
        return forced != "0"
    return out.isatty() if color == "auto" else color == "always"


_LEVELS = "▁▂▃▄▅▆▇█"
_INDENT = "  "
_LONGEST_BAR = 24
_TABLE_GAPS = len(_INDENT + "  " + "  " + " │ " + "  ")
_UNIT_CELLS = 3


def two_sided(exchanges: Sequence[Exchange], words: Words, cells: int, *, people: bool = True) -> list[Text]:
    """Return a head line and a line for each function: what came at the left, what went at the right.

    A full bar is the largest number of either side; whatever is not zero has a bar. `people` says
    from and to how many.
    """
    said = words.report.exchange
    labels = [said.labels[row.function] for row in exchanges]
    left = _side([(row.received, row.received_from) for row in exchanges], said.received_from if people else "")
    right = _side([(row.given, row.given_to) for row in exchanges], said.given_to if people else "")
    label_cells = max(map(width, labels), default=0)
    left_cells, right_cells = max(map(width, left), default=0), max(map(width, right), default=0)
    room = cells - _TABLE_GAPS - label_cells - left_cells - right_cells
    label_cells += min(0, room)
    bar = max(0, min(room // 2, _LONGEST_BAR))
    most = max([1, *(max(row.received, row.given) for row in exchanges)])
    lines = [_table_head(words, label_cells + len(_INDENT) + 2, left_cells + 2 + bar, bar + 2 + right_cells)]
    for row, label, came, went in zip(exchanges, labels, left, right, strict=True):
        lines.append(
            Text.assemble(
                _INDENT + pad(clip(label, label_cells), label_cells) + "  " + pad(came, left_cells) + "  ",
                (pad(_bar(row.received, most, bar), bar, right=True), RECEIVED),
                " │ ",
                (pad(_bar(row.given, most, bar), bar), GIVEN),
                "  " + pad(went, right_cells),
            )
        )
    for line in lines:
        line.rstrip()
    return lines


def columns(bars: Sequence[Bar], period: Period, until: str, words: Words, cells: int) -> list[Text]:
    """Return the chart by period: years, labels, then a row of numbers and one of columns for each side.

    The latest periods that fit are shown, and the tallest column is the largest number among them.
    `until` explains the star at an unfinished last one. Nothing is drawn where all of these are empty.
    """
    said = words.report.balance
    head_cells = max(width(said.given), width(said.received)) + len(_INDENT) + _UNIT_CELLS
    unit = "" if period is Period.YEAR else said.units[period]
    tail_cells = max(width(unit), width(until)) + _UNIT_CELLS
    column = max([2, *(width(_label(bar, period, words)) for bar in bars), *(width(str(_larger(bar))) for bar in bars)])
    shown = _fitting(bars, period, column, cells - head_cells - tail_cells)
    if not any(map(_larger, shown)):
        return []
    labels = [_label(bar, period, words) for bar in shown]
    rows = [Text(" " * head_cells + _line(shown, period, column, labels, star="*") + pad("", _UNIT_CELLS) + unit)]
    if period is not Period.YEAR:
        rows.insert(0, Text(" " * head_cells + _year_line(shown, period, column)))
    most = max(map(_larger, shown))
    for name, style, counts in (
        (said.given, GIVEN, [bar.given for bar in shown]),
        (said.received, RECEIVED, [bar.received for bar in shown]),
    ):
        numbers = _line(shown, period, column, list(map(str, counts)))
        rows.append(Text.assemble(_INDENT, (pad(name, head_cells - len(_INDENT)), style), numbers))
        blocks = _line(shown, period, column, [_column(count, most) * column for count in counts])
        rows.append(Text.assemble(" " * head_cells, (blocks, style)))
    if shown[-1].partial:
        rows[-1].append(" " * _UNIT_CELLS + until)
    for row in rows:
        row.rstrip()
    return rows


def _side(counts: Sequence[tuple[int, int]], preposition: str) -> list[str]:
    """Return "16× von  7" for each (times, people), or "16×" without preposition; numbers aligned, a dash for none."""
    times = max((width(str(n)) for n, _ in counts), default=0)
    people = max((width(str(n)) for _, n in counts), default=0)
    return [
        f"{n:>{times}}×" + (f" {preposition} {who:>{people}}" if preposition else "") if n else f"{'–':>{times}}"
        for n, who in counts
    ]


def _table_head(words: Words, indent: int, left: int, right: int) -> Text:
    said = words.report.exchange
    return Text.assemble(
        " " * indent,
        (pad(said.you_receive, left), RECEIVED),
        " │ ",
        (pad(said.you_give, right, right=True), GIVEN),
    )


def _bar(count: int, most: int, cells: int) -> str:
    return "█" * (max(1, round(count / most * cells)) if count and cells else 0)


def _column(count: int, most: int) -> str:
    return _LEVELS[max(1, round(count / most * len(_LEVELS))) - 1] if count else " "


def _larger(bar: Bar) -> int:
    return max(bar.given, bar.received)


def _label(bar: Bar, period: Period, words: Words) -> str:
    if period is Period.YEAR:
        return str(bar.year)
    return words.common.months_short[bar.part - 1] if period is Period.MONTH else str(bar.part)


def _gap(earlier: Bar, later: Bar, period: Period) -> int:
    """Return the blanks between two columns: more where a new year begins."""
    between = 1 if period is Period.MONTH else 2
    return between if earlier.year == later.year or period is Period.YEAR else between + 2


def _fitting(bars: Sequence[Bar], period: Period, column: int, room: int) -> Sequence[Bar]:
    taken = column
    for at in range(len(bars) - 1, 0, -1):
        taken += _gap(bars[at - 1], bars[at], period) + column
        if taken > room:
            return bars[at:]
    return bars


def _line(bars: Sequence[Bar], period: Period, column: int, texts: Sequence[str], star: str = "") -> str:
    """Return the texts right-aligned in their columns, with the star after an unfinished last one."""
    line = ""
    for at, text in enumerate(texts):
        line += " " * (_gap(bars[at - 1], bars[at], period) if at else 0) + pad(text, column, right=True)
    return line + (star if bars[-1].partial else "")


def _year_line(bars: Sequence[Bar], period: Period, column: int) -> str:
    line = ""
    position = 0
    for year, group in groupby(range(len(bars)), key=lambda at: bars[at].year):
        places = list(group)
        position += _gap(bars[places[0] - 1], bars[places[0]], period) if places[0] else 0
        line = pad(line, position) + str(year)
        position += len(places) * column + sum(_gap(bars[at - 1], bars[at], period) for at in places[1:])
    return line


HEAD = "bold"
"""The style of heads."""


def render(report: Report, words: Words, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print the report in the form that its log allows, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(report, words, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(report: Report, words: Words, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return the report line by line, none wider than so many cells."""
    told = story(report, words, person=person, circle=circle)
    blocks = [
        _opening(told, cells),
        *(_section(section, report, words, cells) for section in told.sections),
        table(told.tips, cells),
    ]
    drawn: list[Text] = []
    for block in filter(None, blocks):
        drawn += [Text(), *block] if drawn else block
    return drawn


def title_line(told: Story, cells: int) -> Text:
    """Return whose report it is, with its day at the right."""
    title = clip(told.title, cells - width(told.as_of) - 2)
    return Text.assemble((title, HEAD), pad(told.as_of, cells - width(title), right=True))


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


def _section(section: Section, report: Report, words: Words, cells: int) -> list[Text]:
    drawn = [_head(section)] if section.head else []
    for part in section.parts:
        if isinstance(part, Picture):
            drawn += _picture(part, report, words, cells)
        else:
            drawn += _plain(wrap(part, cells, "" if section.flush else _INDENT))
    return drawn


def _picture(picture: Picture, report: Report, words: Words, cells: int) -> list[Text]:
    match picture:
        case Picture.EXCHANGES:
            return two_sided(report.exchanges, words, cells, people=report.people > 1)
        case Picture.BARS:
            return columns(report.bars, report.period, until(report, words), words, cells)
        case Picture.SCORES:
            return _plain(history_lines(report, words, cells))
        case Picture.BEGINNING:
            return who_gave_what(report.beginning, words, cells) if report.beginning else []
        case Picture.FOLLOWING:
            return table(what_follows(report.beginning, words), cells) if report.beginning else []


def _head(section: Section) -> Text:
    # What stands in brackets needs no dot before it.
    dot = "" if section.aside.startswith("(") else "· "
    return Text.assemble((section.head, HEAD), f" {dot}{section.aside}" if section.aside else "")


def _plain(lines: Iterable[str]) -> list[Text]:
    return [Text(line) for line in lines]

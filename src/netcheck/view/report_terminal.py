"""Draws the report on the terminal: sentences and small charts that a reader can check by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.view import charts
from netcheck.view.console import room
from netcheck.view.report_beginning import what_follows, who_gave_what
from netcheck.view.report_questions import history_lines
from netcheck.view.report_story import Picture, Section, story, until
from netcheck.view.text import clip, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from netcheck.domain.report import Report
    from netcheck.view.report_story import Story
    from netcheck.words import Words

_INDENT = "  "
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
            return charts.two_sided(report.exchanges, words, cells, people=report.people > 1)
        case Picture.BARS:
            return charts.columns(report.bars, report.period, until(report, words), words, cells)
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

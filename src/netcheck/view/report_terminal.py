"""Draws the report on the terminal: sentences and small charts that a reader can check by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.report import Form, Period
from netcheck.view import charts, report_phrases
from netcheck.view.report_beginning import beginning_overview, not_yet, what_follows, who_gave_what
from netcheck.view.report_questions import question_lines
from netcheck.view.safe import safe
from netcheck.view.text import clip, date_of, join_names, long_date, month_year, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from netcheck.domain.report import Beginning, Report
    from netcheck.words import Words
    from netcheck.words.shape.report import Tips

_INDENT = "  "
_HEAD = "bold"
_LONG_YEARS = 3


def render(report: Report, words: Words, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print the report in the form that its log allows, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    title = _title(report, _whose(person, circle, words), words, console.width)
    if report.form is Form.EMPTY:
        blocks = _empty(report, words, console.width, part=bool(person or circle))
    elif person:
        blocks = _person(report, title, words, console.width)
    elif report.form is Form.SMALL and report.beginning is not None:
        blocks = _small(report, report.beginning, title, words, console.width, whole=not circle)
    else:
        blocks = _full(report, title, words, console.width)
    for number, block in enumerate(block for block in blocks if block):
        if number:
            console.print()
        for line in block:
            console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _empty(report: Report, words: Words, cells: int, *, part: bool) -> list[list[Text]]:
    part = part or report.day != report.today
    asked = [_questions(report, words, cells)] if _was_asked(report) else []
    return [_plain(wrap(words.report.empty_part if part else words.report.empty, cells)), *asked]


def _full(report: Report, title: Text, words: Words, cells: int) -> list[list[Text]]:
    return [
        [title, *_plain(wrap(report_phrases.overview(report, words), cells))],
        _exchange(report, words, cells),
        _balance(report, words, cells),
        _change(report, words, cells),
        _people(report, words, cells),
        _questions(report, words, cells),
        _table(_tips(report, words), cells),
    ]


def _person(report: Report, title: Text, words: Words, cells: int) -> list[list[Text]]:
    """Return both directions and their course; neither density nor questions about oneself belong to one person."""
    return [
        [title, *_plain(wrap(report_phrases.overview(report, words, person=True), cells))],
        _exchange(report, words, cells),
        _balance(report._replace(too_little=False), words, cells),
        _paragraph([report_phrases.quiet(report.quiet, report.today, words)], cells),
        _table(words.report.tips, cells),
    ]


def _small(
    report: Report, beginning: Beginning, title: Text, words: Words, cells: int, *, whole: bool
) -> list[list[Text]]:
    said = words.report.beginning
    return [
        [title, *_plain(wrap(beginning_overview(report, beginning, words), cells))],
        who_gave_what(beginning, words, cells),
        _plain(wrap(not_yet(report, beginning, words), cells)),
        [Text(said.follows, _HEAD), *_table(what_follows(beginning, words), cells)] if whole else [],
        _questions(report, words, cells) if _was_asked(report) else [],
        _table(said.tips, cells),
    ]


def _whose(person: str, circle: str, words: Words) -> str:
    said = words.report.head
    if person:
        return said.title_person.format(name=safe(person))
    return said.title_circle.format(circle=safe(circle)) if circle else said.title


def _title(report: Report, title: str, words: Words, cells: int) -> Text:
    day = long_date(date.fromordinal(report.day), words)
    if report.day != report.today:
        day = words.report.head.as_of.format(date=day)
    title = clip(title, cells - width(day) - 2)
    return Text.assemble((title, _HEAD), pad(day, cells - width(title), right=True))


def _exchange(report: Report, words: Words, cells: int) -> list[Text]:
    said = words.report.exchange
    head = _head(said.head, f"· {said.span}")
    if not any(row.received or row.given for row in report.exchanges):
        return [head, *_paragraph([said.nothing], cells)]
    sentences = report_phrases.resting(report, words)
    return [
        head,
        *charts.two_sided(report.exchanges, words, cells, people=report.people > 1),
        *_paragraph(sentences, cells),
    ]


def _balance(report: Report, words: Words, cells: int) -> list[Text]:
    said = words.report.balance
    sentences = report_phrases.balance(report.giving_share, words, too_little=report.too_little)
    if report.one_sided:
        sources = report_phrases.held_names(report.one_sided)
        sentences.append(said.one_sided.format(sources=join_names(sources, words)))
    lines = [_head(said.head, f"· {said.span}"), *_paragraph(sentences, cells)]
    day, today = date.fromordinal(report.day), date.fromordinal(report.today)
    until = said.until_today if day == today else said.until.format(date=date_of(day, today, words))
    return lines + charts.columns(report.bars, report.period, until, words, cells)


def _change(report: Report, words: Words, cells: int) -> list[Text]:
    sentence = report_phrases.change(report, words)
    if not sentence:
        return []
    said, aside = words.report.change, ""
    if report.years is not None:
        aside = f"· {said.since.format(month=month_year(date.fromordinal(report.years.then), words))}"
    return [_head(said.head, aside), *_paragraph([sentence], cells)]


def _people(report: Report, words: Words, cells: int) -> list[Text]:
    said = words.report.people
    lively = " · ".join(report_phrases.held_names(report.lively))
    quiet = report_phrases.quiet(report.quiet, report.today, words)
    head = [_head(said.head, said.aside)] if lively else []
    return [*head, *_paragraph([lively], cells), *_paragraph([quiet], cells)]


def _questions(report: Report, words: Words, cells: int) -> list[Text]:
    said = words.report.questions
    return [_head(said.head, f"· {said.aside}"), *_plain(question_lines(report, words, cells))]


def _tips(report: Report, words: Words) -> Tips:
    if not report.questions.personal:
        return words.report.tips_unasked
    long = report.bars and report.bars[-1].year - report.bars[0].year >= _LONG_YEARS
    return words.report.tips_long if long and report.period is not Period.YEAR else words.report.tips


def _was_asked(report: Report) -> bool:
    questions = report.questions
    return bool(questions.personal or questions.company or questions.about or questions.steps)


def _head(head: str, aside: str) -> Text:
    return Text.assemble((head, _HEAD), f" {aside}" if aside else "")


def _paragraph(sentences: Iterable[str], cells: int) -> list[Text]:
    return _plain(wrap(" ".join(sentences), cells, _INDENT))


def _plain(lines: Iterable[str]) -> list[Text]:
    return [Text(line) for line in lines]


def _table(rows: Sequence[tuple[str, str]], cells: int) -> list[Text]:
    first = max(width(left) for left, _ in rows)
    indent = " " * (len(_INDENT) + first + 3)
    return [
        line
        for left, right in rows
        for line in _plain(wrap(right, cells, indent, first=f"{_INDENT}{pad(left, first)}   "))
    ]

"""Draws the ten questions of a report: clear yeses over time, what is open, and the next step."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from netcheck.view.report_phrases import held, held_names
from netcheck.view.safe import safe
from netcheck.view.text import clip, date_of, join_names, pad, short_month_year, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.findings import Gap
    from netcheck.domain.report import CheckRow, OpenStep, Questions, Report
    from netcheck.words import Words

TEN = 10
"""How many questions a whole round has."""

_INDENT = "  "
_GAP = "    "
_NAME_CELLS = 24
_MOST_STEPS = 3
_BOTH = 2


def history_lines(report: Report, words: Words, cells: int) -> list[str]:
    """Return a row of clear yeses for each voice and person, the latest that fit."""
    rows = [(clip(name, _NAME_CELLS), checks) for name, checks in histories(report, words)]
    names = max((width(name) for name, _ in rows), default=0)
    return [_history(name, checks, names, words, cells) for name, checks in rows]


def histories(report: Report, words: Words) -> list[tuple[str, Sequence[CheckRow]]]:
    """Return the checks by whom they are about, oldest first, with a label ("" for oneself)."""
    questions = report.questions
    rows: list[tuple[str, Sequence[CheckRow]]] = [("", questions.personal)] if questions.personal else []
    if questions.company:
        rows.append((words.report.questions.company, questions.company))
    by_name = sorted(questions.about, key=lambda check: check.name or "")
    for name, checks in groupby(by_name, key=lambda check: check.name or ""):
        rows.append((safe(name), list(checks)))
    return rows


def question_sentences(report: Report, words: Words) -> list[str]:
    """Return what is still open, and the next steps."""
    said, questions = words.report.questions, report.questions
    sentences = _course(questions, words) if questions.personal else [said.none]
    if questions.unclear:
        unclear = (words.checklist.short[question] for question in questions.unclear)
        sentences.append(said.unclear.format(questions=", ".join(unclear)))
    elif questions.personal:
        sentences.append(said.all_clear)
    if questions.steps:
        sentences.append(_steps(questions.steps, report.today, words))
    return [*sentences, *_agreement(questions, words)]


def score(check: CheckRow, words: Words) -> str:
    """Return "Nov 2025: 5", and out of how many where these are not ten."""
    said = words.report.questions
    template = said.score if check.of == TEN else said.score_of
    return template.format(month=short_month_year(date.fromordinal(check.day), words), yes=check.yes, of=check.of)


def agreement(gap: Gap, words: Words) -> str:
    """Return how many answers agree with the log: "Von drei prüfbaren Antworten passen zwei zum Log."."""
    said, n = words.report.questions, gap.of - gap.over - gap.under
    if gap.of == 1:
        key = "one" if n else "other"
    elif n == gap.of:
        key = "both" if n == _BOTH else "all"
    else:
        key = ("none", "single")[n] if n <= 1 else "some"
    return said.agrees[key].format(n=said.numerals[n], of=said.numerals[gap.of])


def _course(questions: Questions, words: Words) -> list[str]:
    """Return whether the latest round differs clearly from the one before, and where all of them tend to."""
    said, compared, tendency = words.report.questions, questions.compared, questions.tendency
    sentences = []
    if compared is not None and compared.clear:
        sentences.append(said.differs["up" if len(compared.gained) > len(compared.lost) else "down"])
    if tendency is not None and tendency.trend in said.trends:
        sentences.append(said.trends[tendency.trend].format(n=tendency.checks))
    return sentences


def _agreement(questions: Questions, words: Words) -> list[str]:
    """Return how many answers of the latest round about oneself agree with what the log said then."""
    gap = questions.personal[-1].gap if questions.personal else None
    if gap is None:
        return []
    return [agreement(gap, words)]


def _history(name: str, checks: Sequence[CheckRow], name_cells: int, words: Words, cells: int) -> str:
    head = _INDENT + (pad(name, name_cells) + _GAP if name_cells else "")
    row = ""
    for check in reversed(checks):
        longer = score(check, words) + (_GAP + row if row else "")
        if row and width(head + longer) > cells:
            break
        row = longer
    return head + row


def _steps(steps: Sequence[OpenStep], today: int, words: Words) -> str:
    said = words.report.questions
    told = [_step(step, today, words) for step in steps[:_MOST_STEPS]]
    if len(steps) > _MOST_STEPS:
        told.append(said.more(len(steps) - _MOST_STEPS))
    return (said.step if len(steps) == 1 else said.steps).format(steps=join_names(told, words))


def _step(step: OpenStep, today: int, words: Words) -> str:
    """Return the step in quotes, with whom it is about and by when; a day gone by is left out."""
    about = [] if step.name is None else held_names([step.name])
    if step.by is not None and step.by >= today:
        day = date_of(date.fromordinal(step.by), date.fromordinal(today), words)
        about.append(held(words.report.questions.by.format(date=day)))
    quoted = words.common.quoted.format(text=safe(step.text))
    return f"{quoted} ({', '.join(about)})" if about else quoted

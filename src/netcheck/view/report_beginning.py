"""Draws the report of a log that has just begun: names instead of numbers."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.model import Direction
from netcheck.view.report_phrases import GIVEN, RECEIVED, held_names, with_people
from netcheck.view.text import HOLD, join_names, month_year, pad, width, wrap
from netcheck.view.young import YOUNG_DAYS

if TYPE_CHECKING:
    from netcheck.domain.report import Beginning, KindCount, Report
    from netcheck.words import Words

_INDENT = "  "
_LONG_SPAN = 60
_STYLES = {Direction.RECEIVED: RECEIVED, Direction.GIVEN: GIVEN, Direction.MUTUAL: ""}


def beginning_overview(report: Report, beginning: Beginning, words: Words) -> str:
    """Return "7 Einträge mit 4 Menschen in 12 Tagen. Ein Anfang."; after two years it is none."""
    said = words.report.beginning
    span = said.in_days(beginning.span_days)
    if beginning.span_days > _LONG_SPAN:
        first = date.fromordinal(report.log.first or report.day)
        span = said.since.format(month=month_year(first, words))
    entries = words.common.entries(report.log.events)
    told = said.overview.format(entries=entries, people=with_people(report.people, words), span=span)
    return told if _is_old(beginning) else f"{told} {said.start}"


def who_gave_what(beginning: Beginning, words: Words, cells: int) -> list[Text]:
    """Return a hanging paragraph for each direction: "bekommen  Feedback von Alma Reuter (2×), …"."""
    said = words.report.beginning
    labels = max(map(width, said.labels.values()))
    indent = _INDENT + " " * labels + "  "
    lines: list[Text] = []
    for direction, told in by_direction(beginning, words):
        wrapped = wrap(told, cells - len(indent))
        label = (pad(said.labels[direction], labels), _STYLES[direction])
        lines.append(Text.assemble(_INDENT, label, "  ", wrapped[0] if wrapped else ""))
        lines += [Text(indent + line) for line in wrapped[1:]]
    return lines


def by_direction(beginning: Beginning, words: Words) -> list[tuple[Direction, str]]:
    """Return for each direction with an entry who gave what: "Feedback von Alma Reuter (2×), …"."""
    order = [Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL]
    kinds = sorted(beginning.kinds, key=lambda kind: order.index(kind.direction))
    return [
        (direction, ", ".join(_kind(kind, words) for kind in group))
        for direction, group in groupby(kinds, key=lambda kind: kind.direction)
    ]


def not_yet(report: Report, beginning: Beginning, words: Words) -> str:
    """Return which functions have no entry, and that at first one mostly gives more."""
    said, nouns = words.report.beginning, words.report.exchange.nouns
    sentences = []
    if beginning.unseen:
        sentences.append(said.unseen.format(nouns=join_names((nouns[seen] for seen in beginning.unseen), words)))
    if report.log.given > report.log.received and not _is_old(beginning):
        sentences.append(said.giving_first)
    return " ".join(sentences)


def what_follows(beginning: Beginning, words: Words) -> list[tuple[str, str]]:
    """Return what the report will say later, each with its when."""
    said = words.report.beginning
    rows = [(said.balance_when, said.balance_what)]
    return rows if _is_old(beginning) else [*rows, (said.change_when, said.change_what)]


def _is_old(beginning: Beginning) -> bool:
    return beginning.span_days > YOUNG_DAYS


def _kind(kind: KindCount, words: Words) -> str:
    said = words.report.beginning
    names = held_names(name for name, _ in kind.people)
    told = [
        said.times.format(name=name, n=n).replace(" (", f"{HOLD}(") if n > 1 else name
        for name, (_, n) in zip(names, kind.people, strict=True)
    ]
    template = said.passed.get(f"{kind.direction} {kind.kind}") or said.passed[kind.direction]
    what = said.kinds[kind.kind](kind.total)
    return template.format(what=what, names=join_names(told, words))

"""Draws where each number of a report comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.report import Comparability
from netcheck.view.number_format import filled, likely
from netcheck.view.report_story import story
from netcheck.view.report_terminal import HEAD, room, title_line
from netcheck.view.report_text import change, comparison_notice
from netcheck.view.safe import safe
from netcheck.view.text import clip, no_break, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from netcheck.domain.explain import Explained, Explanation, Facts, Measure, Row
    from netcheck.words import Words


_INDENT = "  "
_GAP = "  "


def render(explanation: Explanation, words: Words, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print all measures, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(explanation, words, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(explanation: Explanation, words: Words, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return the explanation line by line, none wider than so many cells."""
    said = words.explain
    drawn = [title_line(story(explanation.report, words, person=person, circle=circle), cells)]
    opening = _opening(explanation, words, part=bool(person or circle))
    drawn += [Text(line) for told in opening for line in wrap(told, cells)]
    labels = max(
        map(width, (said.formula, said.inputs, said.result, said.range, said.before, said.without, said.source))
    )
    for explained in explanation.measures:
        drawn += [Text(), Text.assemble((clip(_name(explained.measure, words), cells), HEAD))]
        for label, paragraphs in _parts(explained, explanation, words):
            drawn += _part(pad(label, labels), paragraphs, cells)
    return [*drawn, Text(), *map(Text, wrap(said.closing, cells))]


def _opening(explanation: Explanation, words: Words, *, part: bool) -> Iterator[str]:
    said, report = words.explain, explanation.report
    yield f"{said.title}."
    yield said.basis.format(
        entries=words.common.entries(explanation.events),
        contacts=said.contacts(explanation.contacts),
        all=report.log.events,
    )
    if report.too_little:
        yield said.too_little
    if explanation.without is not None:
        template = said.bearing if explanation.bearing else said.most
        yield template.format(name=no_break(safe(explanation.without)))
    if report.comparability is Comparability.YOUNG:
        yield comparison_notice(report, words, part=part)
    elif report.years is None or report.effort_changed:
        yield change(report, words)


def _name(measure: Measure, words: Words) -> str:
    """Return what a measure is called on screens, and in the literature if that is another name."""
    said = words.explain.measures[measure]
    screen = said.screen.upper()
    return screen if said.screen == said.name else f"{screen} · {said.name}"


def _parts(explained: Explained, explanation: Explanation, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Yield each label with the paragraphs beside it."""
    said, texts = words.explain.measures[explained.measure], words.explain
    yield texts.formula, [said.formula]
    if explained.facts:
        rows = [_row(row, explained.measure, words) for row in explained.rows]
        shown = bool(rows) if said.row else True
        inputs = filled(said.inputs, explained.facts, words) if shown else ""
        yield texts.inputs, [*filter(None, [inputs]), *rows]
        few = texts.few.format(n=explanation.events) if said.short and explanation.report.too_little else ""
        yield texts.result, [_result(explained, words) + few]
        yield (
            texts.range,
            [filled(said.range, explained.facts, words, **_likely(explained.facts, words)) or texts.no_range],
        )
        if explained.before:
            value = _short(explained.measure, explained.before, "", words)
            yield texts.before, [texts.trends.get(explained.change or "", texts.not_compared).format(value=value)]
        if explanation.without is not None and said.short:
            value = _short(explained.measure, explained.without, explained.without_name, words)
            yield texts.without, [texts.without_whom.format(name=safe(explanation.without), value=value)]
    else:
        yield texts.result, [said.absent]
    yield texts.source, [said.source]


def _part(label: str, paragraphs: list[str], cells: int) -> list[Text]:
    """Return paragraphs hanging beside their label; nothing without any."""
    indent = _INDENT + " " * width(label) + _GAP
    drawn: list[Text] = []
    for told in paragraphs:
        first = indent if drawn else f"{_INDENT}{label}{_GAP}"
        drawn += [Text(line) for line in wrap(told, cells, indent, first=first)]
    return drawn


def _result(explained: Explained, words: Words) -> str:
    said = words.explain
    texts = {
        "name": safe(explained.name),
        "verdict": said.verdicts.get(explained.code, ""),
        "carriers": words.common.people(int(explained.facts.get("bus_factor", 0))),
    }
    told = (filled(template, explained.facts, words, **texts) for template in said.measures[explained.measure].results)
    return "".join(filter(None, told))


def _short(measure: Measure, facts: Facts, name: str, words: Words) -> str:
    said = words.explain.measures[measure]
    return (filled(said.short, facts, words, name=safe(name)) or "–") if facts else "–"


def _row(row: Row, measure: Measure, words: Words) -> str:
    said = words.explain.measures[measure]
    texts = {
        "name": safe(row.name),
        "label": words.checklist.short.get(row.key) or words.report.exchange.labels.get(row.key, ""),
        "count": words.common.entries(int(row.facts.get("entries", 0))),
    }
    template = said.row_alone if row.name and said.row_alone else said.row
    return filled(template, row.facts, words, **texts, **_likely(row.facts, words)) or ""


def _likely(facts: Facts, words: Words) -> dict[str, str]:
    """Return the interval of a share in words, if there is one."""
    if "low" not in facts or facts["high"] > 1:
        return {}
    return {"likely": likely(facts["low"], facts["high"], words)}

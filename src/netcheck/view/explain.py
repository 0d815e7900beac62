"""Draws where each number of a report comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, Trend, Verdict
from netcheck.domain.model import Function
from netcheck.i18n import N_, _, ngettext
from netcheck.view.change_text import compared_windows, why_not_compared
from netcheck.view.kinds import FUNCTION_NAMES
from netcheck.view.measures import MEASURE_TEXTS
from netcheck.view.number_format import counts_told, filled, likely
from netcheck.view.questions import SHORT_NAMES
from netcheck.view.report_story import heading
from netcheck.view.report_terminal import room, title_line
from netcheck.view.report_text import groups_left_out, with_people
from netcheck.view.safe import safe
from netcheck.view.styles import BOLD
from netcheck.view.text import clip, entries_text, no_break, pad, people_text, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from netcheck.domain.explain import Explained, Explanation
    from netcheck.domain.facts import Facts, FactsRow
    from netcheck.domain.registry import Measure
    from netcheck.domain.report import Report


_INDENT = "  "
_GAP = "  "


_VERDICTS = {
    Verdict.GIVING: N_("you give more"),
    Verdict.SLIGHTLY_GIVING: N_("you give somewhat more"),
    Verdict.BALANCED: N_("balanced"),
    Verdict.SLIGHTLY_RECEIVING: N_("you receive somewhat more"),
    Verdict.RECEIVING: N_("you receive more"),
    Verdict.OPEN: N_("still open"),
}
_CHANGES = {
    Trend.UP: N_("{compared}: more (by chance in {p:p} of cases)"),
    Trend.DOWN: N_("{compared}: less (by chance in {p:p} of cases)"),
    Trend.SAME: N_("{compared}: no clear change (by chance in {p:p} of cases)"),
}


def render(explanation: Explanation, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print all measures, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(explanation, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(explanation: Explanation, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return the explanation line by line, none wider than so many cells."""
    drawn = [title_line(heading(explanation.report, person=person, circle=circle), cells)]
    opening = _opening(explanation, part=bool(person or circle))
    drawn += [Text(line) for told in opening for line in wrap(told, cells)]
    labels = max(
        map(width, (_("Formula"), _("Inputs"), _("Result"), _("Range"), _("A year ago"), _("Without"), _("Source")))
    )
    for explained in explanation.measures:
        drawn += [Text(), Text.assemble((clip(_name(explained.measure), cells), BOLD))]
        for label, paragraphs in _parts(explained, explanation):
            drawn += _part(pad(label, labels), paragraphs, cells)
    return [
        *drawn,
        Text(),
        *map(
            Text,
            wrap(
                _(
                    "There is no overall mark: "
                    "a network cannot be reduced to one number (Van der Gaag & Snijders 2005)."
                ),
                cells,
            ),
        ),
    ]


def _opening(explanation: Explanation, *, part: bool) -> Iterator[str]:
    report = explanation.report
    yield f"{_('Where each number comes from')}."
    lately = report.lately
    template = (
        ngettext(
            "Basis: {all} in this part of the log, {entries} with one person in the past twelve months.",
            "Basis: {all} in this part of the log, {entries} with {n} people in the past twelve months.",
            lately.contacts,
        )
        if part
        else ngettext(
            "Basis: {all} in the whole log, {entries} with one person in the past twelve months.",
            "Basis: {all} in the whole log, {entries} with {n} people in the past twelve months.",
            lately.contacts,
        )
    )
    basis = template.format(entries=entries_text(lately.events), n=lately.contacts, all=entries_text(report.log.events))
    yield " ".join(filter(None, [basis, groups_left_out(report)]))
    if report.too_little:
        yield _(
            "That is not much yet: under {events} entries or {people} people in twelve months, most numbers say "
            "hardly anything."
        ).format(events=FEWEST_EVENTS, people=FEWEST_CONTACTS)
    if explanation.without is not None:
        template = (
            _("“Without” calculates again as if {name} were not in the log: most comes from there.")
            if explanation.bearing
            else _("“Without” calculates again as if {name} were not in the log: most exchange was there.")
        )
        yield template.format(name=no_break(safe(explanation.without)))
    yield compared_windows(report.comparison) if report.comparison else why_not_compared(report, part=part)


def _name(measure: Measure) -> str:
    """Return what a measure is called on screens, and in the literature if that is another name."""
    said = MEASURE_TEXTS[measure]
    screen = _(said.screen).upper()
    return screen if said.screen == said.name else f"{screen} · {_(said.name)}"


def _parts(explained: Explained, explanation: Explanation) -> Iterator[tuple[str, list[str]]]:
    """Yield each label with the paragraphs beside it."""
    said = MEASURE_TEXTS[explained.measure]
    yield _("Formula"), [_(said.formula)]
    if explained.facts:
        rows = [_row(row, explained.measure) for row in explained.rows]
        shown = bool(rows) if said.row else True
        inputs = filled(_(said.inputs), explained.facts) if shown else ""
        yield _("Inputs"), [*filter(None, [inputs]), *rows]
        few = _few(explanation.report) if said.short and explanation.report.too_little else ""
        yield _("Result"), [_result(explained, too_little=explanation.report.too_little) + few]
        yield (
            _("Range"),
            [filled(_(said.range), explained.facts) or _("With a single person there is none.")],
        )
        if explained.compared and explained.change:
            numbers = {"now": explained.compared.now, "before": explained.compared.before}
            told = filled(_(said.compared), numbers) or ""
            change = filled(_(_CHANGES[explained.change]), {"p": explained.compared.p}, compared=told)
            yield _("Compared"), [change or told]
        if explanation.without is not None and said.short:
            value = _short(explained.measure, explained.without, explained.without_name)
            yield _("Without"), [f"{safe(explanation.without)}: {value}"]
    else:
        yield _("Result"), [_(said.absent)]
    yield _("Source"), [_(said.source)]


def _part(label: str, paragraphs: list[str], cells: int) -> list[Text]:
    """Return paragraphs hanging beside their label; nothing without any."""
    indent = _INDENT + " " * width(label) + _GAP
    drawn: list[Text] = []
    for told in paragraphs:
        first = indent if drawn else f"{_INDENT}{label}{_GAP}"
        drawn += [Text(line) for line in wrap(told, cells, indent, first=first)]
    return drawn


def _few(report: Report) -> str:
    """Return that there is little data, and how much."""
    lately = report.lately
    told = entries_text(lately.events)
    if lately.contacts:
        told = f"{told} {with_people(lately.contacts)}"
    return _(" (little data: {told})").format(told=told)


def _result(explained: Explained, *, too_little: bool) -> str:
    """Return what comes out; where there is too little for a verdict, no verdict."""
    verdict = "" if explained.code not in set(Verdict) else _(_VERDICTS[Verdict(explained.code)])
    texts = {
        "name": safe(explained.name),
        "verdict": _("too little for a verdict") if too_little else verdict,
        "carriers": people_text(int(explained.facts.get("bus_factor", 0))),
        **counts_told(explained.facts),
    }
    told = (filled(_(template), explained.facts, **texts) for template in MEASURE_TEXTS[explained.measure].results)
    return "".join(filter(None, told))


def _short(measure: Measure, facts: Facts, name: str) -> str:
    said = MEASURE_TEXTS[measure]
    return (filled(_(said.short), facts, name=safe(name), **counts_told(facts)) or "–") if facts else "–"


def _row_label(key: str) -> str:
    """Return what a row is about, where that is a question or a function."""
    if key in SHORT_NAMES:
        return _(SHORT_NAMES[key])
    return _(FUNCTION_NAMES[Function(key)]) if key in set(Function) else ""


def _row(row: FactsRow, measure: Measure) -> str:
    said = MEASURE_TEXTS[measure]
    texts = {
        "name": safe(row.name),
        "label": _row_label(row.key),
        **counts_told(row.facts),
    }
    template = _(said.row_alone) if row.name and said.row_alone else _(said.row)
    return filled(template, row.facts, **texts, **_likely(row.facts)) or ""


def _likely(facts: Facts) -> dict[str, str]:
    """Return the interval of a share in words, if there is one."""
    if "low" not in facts or facts["high"] > 1:
        return {}
    return {"likely": likely(facts["low"], facts["high"])}

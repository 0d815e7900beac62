"""Draws where each number of a report comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.explain import Measure
from netcheck.domain.measures import Trend, Verdict
from netcheck.domain.model import Function
from netcheck.domain.report import Comparability
from netcheck.i18n import N_, _, ngettext
from netcheck.value import Value
from netcheck.view.kinds import FUNCTION_NAMES
from netcheck.view.number_format import filled, likely
from netcheck.view.questions import SHORT_NAMES
from netcheck.view.report_story import story
from netcheck.view.report_terminal import HEAD, room, title_line
from netcheck.view.report_text import change, comparison_notice
from netcheck.view.safe import safe
from netcheck.view.text import clip, entries_text, no_break, pad, people_text, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from netcheck.domain.explain import Explained, Explanation, Facts, Row


_INDENT = "  "
_GAP = "  "


_VERDICTS = {
    Verdict.GIVING: N_("you give more"),
    Verdict.RECEIVING: N_("you receive more"),
    Verdict.BALANCED: N_("balanced"),
    Verdict.OPEN: N_("still open"),
}
_TRENDS = {
    Trend.UP: N_("{value}; more today"),
    Trend.DOWN: N_("{value}; less today"),
    Trend.SAME: N_("{value}; no clear difference"),
}


class MeasureTexts(Value):
    """One measure: its name on screens and in the literature, its formula in words, and what its numbers say.

    In `inputs`, `results`, `range`, `short` (one value alone) and `row`, {number} is filled in, {number:1} with
    one decimal, {number:%} as percent, {number:p} as the percent of a chance; {likely} is an interval,
    {count} entries, {carriers} people, {name} a person and {label} a function or question. Of `results`, those whose
    numbers there are follow one another. `inputs` stands before rows only if there are any.
    `row_alone` is for a function that one person serves alone.
    """

    screen: str
    name: str
    formula: str
    results: tuple[str, ...]
    range: str
    source: str
    absent: str
    inputs: str = ""
    row: str = ""
    row_alone: str = ""
    short: str = ""


_MEASURES = {
    Measure.STRENGTH: MeasureTexts(
        screen=N_("In touch"),
        name=N_("Tie strength"),
        formula=N_(
            "Each entry counts its weight, 1 to 3, and after every 180 days only half of that. The sum for "
            "each person says how much fresh exchange there is. It does not measure closeness."
        ),
        results=(N_("{total:1} in all"),),
        range=N_(
            "Counted, not estimated: the only gap is what was not logged. That everything halves in 180 days "
            "is an assumption."
        ),
        source="Lerner & Lomi 2020",
        absent=N_("There is nobody in your log to calculate with."),
        inputs=N_("named in the report:"),
        row=N_("{name}: {count}, {strength:1} today"),
        short=N_("{total:1} in all"),
    ),
    Measure.SILENCE: MeasureTexts(
        screen=N_("Quiet for longer than usual"),
        name=N_("Silence ratio"),
        formula=N_(
            "The days since the last time, divided by the days that usually lie between, on average. Breaks "
            "of the whole log do not count. From three times that on it reads “quiet for longer than "
            "usual”; from eight times on the contact has probably lapsed, and nobody is named any more."
        ),
        results=(
            N_(
                "quiet for longer: {quiet}, probably lapsed: {lapsed}, of {people} with at least {days} days in "
                "your log"
            ),
        ),
        range=N_("Counted, not estimated: the only gap is what was not logged."),
        source="Navarro et al. 2017",
        absent=N_("Nobody has entries on four different days."),
        inputs=N_("named in the report:"),
        row=N_("{name}: quiet for {days} days, usually {gap:1}: {ratio:1} times that"),
    ),
    Measure.GIVING_SHARE: MeasureTexts(
        screen=N_("Giving and receiving"),
        name=N_("Giving share"),
        formula=N_(
            "What you gave in the past twelve months, divided by all that was given and received. Each "
            "entry counts once. Left out is what was mutual, what comes from a one-sided archive, and "
            "everything with people where nobody keeps score."
        ),
        results=("{given} / {total} = {value:%}: {verdict}",),
        range=N_(
            "{likely}; in 95 of 100 cases the true share lies in such a span (Wilson). “Balanced” means "
            "wholly between one and two thirds; “more” wholly on one side of a half."
        ),
        source="Brown, Cai & DasGupta 2001",
        absent=N_("Nothing that counts here is logged for the past twelve months."),
        inputs=N_("{given} given, {received} received"),
        short="{value:%}",
    ),
    Measure.EFFECTIVE_CONTACTS: MeasureTexts(
        screen=N_("Core"),
        name=N_("Effective contacts"),
        formula=N_(
            "How many equally strong ties the exchange amounts to: the sum of all strengths times itself, "
            "divided by the sum of their squares."
        ),
        results=(N_("{value:1} people"),),
        range=N_("{low:1} to {high:1}, depending on which one person were missing."),
        source=N_("Jost 2006 (inverse Simpson, Hill number of order 2)"),
        absent=N_("There is nobody in your log to calculate with."),
        inputs="{total:1} × {total:1} / {squares:1}, n = {people}",
        short="{value:1}",
    ),
    Measure.DEPTH: MeasureTexts(
        screen=N_("Depth"),
        name=N_("Depth"),
        formula=N_(
            "How strong the tie behind a typical exchange is: the sum of the squares of all strengths, "
            "divided by the sum of the strengths. Core times depth gives that sum. Whether it changed is "
            "calculated as if the log were equally old on both days."
        ),
        results=(N_("as much as {value:1} entries of today"),),
        range=N_("{low:1} to {high:1}, depending on which one person were missing."),
        source=N_("Jost 2006, from the core"),
        absent=N_("There is nobody in your log to calculate with."),
        inputs="{squares:1} / {total:1}, n = {people}",
        short="{value:1}",
    ),
    Measure.RECIPROCITY: MeasureTexts(
        screen=N_("Both ways"),
        name=N_("Reciprocity"),
        formula=N_(
            "How much of the giving and receiving in a year has its counterpart with the same person: for "
            "each person the smaller of the two numbers, added up, times two, divided by all. Groups do not "
            "count here."
        ),
        results=(
            "{value:%}",
            N_(" = {evenness:%} (even in all) × {matching:%} (of that with the same person)"),
        ),
        range=N_(
            "If a coin were tossed for each entry, it would be {expected:%} on average, and as little or "
            "less in {p_below:p} of cases. Under 5% it is hardly chance: then you pass much on to others, "
            "which is no fault."
        ),
        source="Squartini et al. 2013",
        absent=N_("Nothing that counts here is logged for the past twelve months."),
        inputs=N_("2 × {matched} / {events}; {given} given, {received} received"),
        short=N_("{value:%} (with coins {expected:%})"),
    ),
    Measure.COVERAGE: MeasureTexts(
        screen=N_("What it gives you and what you give"),
        name=N_("Function coverage"),
        formula=N_(
            "For each area: from how many people something came in two years, and to how many something "
            "went. Backing does not expire. What was mutual counts both ways."
        ),
        results=(
            N_("areas from two people or more: {two} of {of}, from one or more: {one}"),
            N_("; to two or more: {given_two}, to one or more: {given_one}"),
        ),
        range=N_("What is not in your log may well exist."),
        source="Van der Gaag & Snijders 2005",
        absent="",
        row=N_("{label}: from {from}, to {to}"),
        short=N_("{two} of {of} areas from two or more"),
    ),
    Measure.WORST_LOSS: MeasureTexts(
        screen=N_("Comes from few"),
        name=N_("Worst single loss"),
        formula=N_(
            "For each area the part that came from one single person, on average over all areas with an "
            "entry. Named is the person with whom that is the most."
        ),
        results=(N_("{name}: {value:%} on average; in the narrowest area {carriers}"),),
        range=N_("Counted, not estimated: the only gap is what was not logged."),
        source=N_("Avelino et al. 2016 (bus factor)"),
        absent=N_("In two years nothing has come from anyone in any area."),
        row=N_("{label}: {times} of {of}"),
        row_alone=N_("{label}: {times} of {of}, from {name} alone"),
        short=N_("{value:%}, with {name}"),
    ),
    Measure.RETENTION: MeasureTexts(
        screen=N_("Stayed"),
        name=N_("Retention"),
        formula=N_(
            "How many of the people with an entry in the year before have one in the past twelve months, "
            "too. Turnover is the part of all of them who appear in only one of the two years."
        ),
        results=(N_("{kept} / {before} = {value:%}; turnover 1 − {kept} / {either} = {turnover:%}"),),
        range=N_("{likely}; in 95 of 100 cases the true share lies in such a span (Wilson)."),
        source="Brown, Cai & DasGupta 2001",
        absent=N_("For this the log must be two years old and know ten people in the year before."),
        inputs=N_("{before} in the year before, {now} in the past one, {kept} in both, {either} in all"),
        short=N_("{kept} of {before}"),
    ),
    Measure.MULTIPLEXITY: MeasureTexts(
        screen=N_("Many-sided"),
        name=N_("Multiplexity"),
        formula=N_(
            "In how many areas a person gave something on average, among all from whom something came in two years."
        ),
        results=(N_("{value:1} areas per person"),),
        range=N_("Counted, not estimated: the only gap is what was not logged."),
        source="Verbrugge 1979",
        absent=N_("In two years nothing has come from anyone in any area."),
        inputs="{pairs} / {people}",
        short="{value:1}",
    ),
    Measure.RHYTHM: MeasureTexts(
        screen=N_("Rhythm"),
        name=N_("Rhythm"),
        formula=N_(
            "With how many people there were entries on at least 52, 12 and 1 days in twelve months. Each "
            "number includes the one before; they are there for context only."
        ),
        results=(N_("{weekly} weekly, {monthly} monthly, {yearly} within the year"),),
        range=N_("Counted, not estimated: the only gap is what was not logged."),
        source="Sutcliffe et al. 2012",
        absent=N_("There is nobody in your log to calculate with."),
        short="{weekly}, {monthly}, {yearly}",
    ),
    Measure.CLEAR_YES: MeasureTexts(
        screen=N_("Clear yeses"),
        name=N_("Clear-yes rate"),
        formula=N_(
            "For each question, how often it got a clear yes in all rounds about yourself; “partly” is "
            "none. Two rounds differ clearly if McNemar’s exact test stays under 5%. A direction is named "
            "from five rounds on (Kendall’s τ-b)."
        ),
        results=(
            N_("the latest {yes} of {of}, rounds: {rounds}"),
            N_("; since the one before {gained} gained, {lost} lost, p\u00a0=\u00a0{p:2}"),
            "; τ-b\u00a0=\u00a0{tau:2}",
        ),
        range=N_("The spans above are 95% Wilson intervals."),
        source="McNemar 1947; Kendall 1938",
        absent=N_("No round about yourself yet."),
        row=N_("{label}: {yes} of {of} ({likely})"),
    ),
    Measure.ANSWERS_AND_LOG: MeasureTexts(
        screen=N_("Answers and log"),
        name=N_("Answers and log"),
        formula=N_(
            "A clear yes counts 1, else 0; what the log does not contradict counts 1, what it does, 0. The "
            "difference on average over the questions that the log could speak to when you answered."
        ),
        results=(
            N_("{value:2} on average, n\u00a0=\u00a0{of}; stricter than the log: {under}, more generous: {over}"),
        ),
        range=N_("What is missing from the log may merely not have been noted."),
        source=N_("Ross & Sicoly 1979 (one’s own part is remembered better)"),
        absent=N_("No round about yourself yet that the log could speak to."),
        row=N_("{label}: answer {answer}, log {evidence}"),
    ),
}


def render(explanation: Explanation, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print all measures, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(explanation, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(explanation: Explanation, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return the explanation line by line, none wider than so many cells."""
    drawn = [title_line(story(explanation.report, person=person, circle=circle), cells)]
    opening = _opening(explanation, part=bool(person or circle))
    drawn += [Text(line) for told in opening for line in wrap(told, cells)]
    labels = max(
        map(width, (_("Formula"), _("Inputs"), _("Result"), _("Range"), _("A year ago"), _("Without"), _("Source")))
    )
    for explained in explanation.measures:
        drawn += [Text(), Text.assemble((clip(_name(explained.measure), cells), HEAD))]
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
    yield _("Basis: {entries} with {contacts} in the past twelve months, {all} in the whole log.").format(
        entries=entries_text(explanation.events),
        contacts=ngettext("one contact", "{n} contacts", explanation.contacts).format(n=explanation.contacts),
        all=report.log.events,
    )
    if report.too_little:
        yield _(
            "That is not much yet: under 30 entries or five contacts in twelve months, most numbers say "
            "hardly anything."
        )
    if explanation.without is not None:
        template = (
            _("“Without” calculates again as if {name} were not in the log: most comes from there.")
            if explanation.bearing
            else _("“Without” calculates again as if {name} were not in the log: most exchange was there.")
        )
        yield template.format(name=no_break(safe(explanation.without)))
    if report.comparability is Comparability.YOUNG:
        yield comparison_notice(report, part=part)
    elif report.years is None or report.effort_changed:
        yield change(report)


def _name(measure: Measure) -> str:
    """Return what a measure is called on screens, and in the literature if that is another name."""
    said = _MEASURES[measure]
    screen = _(said.screen).upper()
    return screen if said.screen == said.name else f"{screen} · {_(said.name)}"


def _parts(explained: Explained, explanation: Explanation) -> Iterator[tuple[str, list[str]]]:
    """Yield each label with the paragraphs beside it."""
    said = _MEASURES[explained.measure]
    yield _("Formula"), [_(said.formula)]
    if explained.facts:
        rows = [_row(row, explained.measure) for row in explained.rows]
        shown = bool(rows) if said.row else True
        inputs = filled(_(said.inputs), explained.facts) if shown else ""
        yield _("Inputs"), [*filter(None, [inputs]), *rows]
        few = (
            _(" (little data, n\u00a0=\u00a0{n})").format(n=explanation.events)
            if said.short and explanation.report.too_little
            else ""
        )
        yield _("Result"), [_result(explained) + few]
        yield (
            _("Range"),
            [
                filled(_(said.range), explained.facts, **_likely(explained.facts))
                or _("With a single person there is none.")
            ],
        )
        if explained.before:
            value = _short(explained.measure, explained.before, "")
            told = _(_TRENDS[explained.change]) if explained.change else _("{value}; not compared")
            yield _("A year ago"), [told.format(value=value)]
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


def _result(explained: Explained) -> str:
    texts = {
        "name": safe(explained.name),
        "verdict": _(_VERDICTS[Verdict(explained.code)]) if explained.code in set(Verdict) else "",
        "carriers": people_text(int(explained.facts.get("bus_factor", 0))),
    }
    told = (filled(_(template), explained.facts, **texts) for template in _MEASURES[explained.measure].results)
    return "".join(filter(None, told))


def _short(measure: Measure, facts: Facts, name: str) -> str:
    said = _MEASURES[measure]
    return (filled(_(said.short), facts, name=safe(name)) or "–") if facts else "–"


def _row_label(key: str) -> str:
    """Return what a row is about, where that is a question or a function."""
    if key in SHORT_NAMES:
        return _(SHORT_NAMES[key])
    return _(FUNCTION_NAMES[Function(key)]) if key in set(Function) else ""


def _row(row: Row, measure: Measure) -> str:
    said = _MEASURES[measure]
    texts = {
        "name": safe(row.name),
        "label": _row_label(row.key),
        "count": entries_text(int(row.facts.get("entries", 0))),
    }
    template = _(said.row_alone) if row.name and said.row_alone else _(said.row)
    return filled(template, row.facts, **texts, **_likely(row.facts)) or ""


def _likely(facts: Facts) -> dict[str, str]:
    """Return the interval of a share in words, if there is one."""
    if "low" not in facts or facts["high"] > 1:
        return {}
    return {"likely": likely(facts["low"], facts["high"])}

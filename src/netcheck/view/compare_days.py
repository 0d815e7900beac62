"""Draws two days of one log side by side."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.measures import Trend
from netcheck.domain.report import Comparability, Density
from netcheck.i18n import N_, _, ngettext
from netcheck.value import Value
from netcheck.view.number_format import filled, likely
from netcheck.view.report_story import story
from netcheck.view.report_terminal import HEAD, room, title_line
from netcheck.view.text import entries_text, long_date, no_break, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from netcheck.domain.compare_days import ComparedDays
    from netcheck.domain.report import Report, Year

    Facts = Mapping[str, float]

_INDENT = "  "
_GAP = "  "


_DENSITY = {
    Density.DENSER: N_("Denser: fewer people, more with each."),
    Density.GROWN: N_("Grown: more people, more with each."),
    Density.BROADER: N_("Broader: more people, less with each."),
    Density.CALMER: N_("Calmer: fewer people, less with each."),
    Density.SAME: N_("On the whole much as it was then."),
    Density.UNCLEAR: N_(
        "Not clear-cut: the plain number of people and entries points another way than core and depth."
    ),
}


class RowTexts(Value):
    """One measure: its name, what it says, its value with range and size, and what a change of it is called.

    `value`, `range` and `n` are filled in by `number_format.filled`; {from_entries} and {from_people} are
    counted. What cannot be filled in is left out.
    """

    name: str
    value: str
    changes: Mapping[str, str]
    range: str = ""
    n: str = ""
    told: str = ""


_MORE: Mapping[str, str] = {
    Trend.UP: N_("more"),
    Trend.DOWN: N_("less"),
    Trend.SAME: N_("no clear difference"),
}
_ROWS = {
    "events": RowTexts(
        name=N_("Logged"),
        value="{entries}",
        changes={},
        n=N_("with {from_people}"),
    ),
    "effective_contacts": RowTexts(
        name=N_("Core"),
        value="{value:1}",
        changes=_MORE,
        range=N_("{low:1} to {high:1}"),
        n=N_("out of {from_people}"),
        told=N_("Core: how many equally strong ties the exchange amounts to."),
    ),
    "depth": RowTexts(
        name=N_("Depth"),
        value="{value:1}",
        changes=_MORE,
        range=N_("{low:1} to {high:1}"),
        n=N_("out of {from_people}"),
        told=N_("Depth: how many fresh entries the tie behind a typical exchange carries."),
    ),
    "reciprocity": RowTexts(
        name=N_("Both ways"),
        value="{value:%}",
        changes=_MORE,
        range=N_("{expected:%} by chance"),
        n=N_("out of {from_entries}"),
        told=N_("Both ways: how much has its counterpart with the same person."),
    ),
    "giving_share": RowTexts(
        name=N_("Giving"),
        value=N_("{value:%} from you"),
        changes=_MORE,
        range="{likely}",
        n=N_("out of {from_entries}"),
    ),
    "coverage": RowTexts(
        name=N_("What it gives you"),
        value=N_("{two} of {of} areas"),
        changes=_MORE,
        told=N_("What it gives you: in how many areas something came from two people or more in two years."),
    ),
    "retention": RowTexts(
        name=N_("Stayed"),
        value=N_("{kept} of {before}"),
        changes=_MORE,
        range="{likely}",
        told=N_("Stayed: how many of the year before were still there; from two years of log on."),
    ),
    "clear_yes": RowTexts(
        name=N_("Clear yeses"),
        value=N_("{yes} of {of}"),
        changes={},
    ),
}


def render(two: ComparedDays, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print both days, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(two, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(two: ComparedDays, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return both days line by line, none wider than so many cells."""
    drawn = [title_line(story(two.now, person=person, circle=circle), cells)]
    drawn += [
        *map(Text, wrap(_("Two days side by side, each with the twelve months before it."), cells)),
        Text(),
        *_table(two, cells),
    ]
    for told in _below(two):
        drawn += [Text(), *map(Text, wrap(told, cells, _INDENT))]
    return drawn


def _table(two: ComparedDays, cells: int) -> list[Text]:
    """Return a row of two or three lines for each measure: value, range and size, with the change below its name."""
    names = (
        width(text)
        for row in _ROWS.values()
        for text in (_(row.name), *(_INDENT + _(change) for change in row.changes.values()))
    )
    labels = max(names) + len(_GAP)
    room = (cells - labels - len(_INDENT) - len(_GAP)) // 2
    days = [no_break(long_date(date.fromordinal(report.day))) for report in (two.then, two.now)]
    drawn = [Text(f"{_INDENT}{pad('', labels)}{pad(days[0], room)}{_GAP}{days[1]}".replace("\u00a0", " "), HEAD)]
    then = _facts(two.then, two.years.before, two.years.entries_before)
    now = _facts(two.now, two.years.now, two.years.entries)
    for key, row in _ROWS.items():
        change = _(row.changes.get(_changes(two).get(key) or "", "")) if then[key] and now[key] else ""
        left = [_(row.name), *[_INDENT + change] * bool(change)]
        columns = [_cell(row, facts[key], room) for facts in (then, now)]
        for label, before, after in zip_longest(left, *columns, fillvalue=""):
            drawn.append(Text(f"{_INDENT}{pad(label, labels)}{pad(before, room)}{_GAP}{after}".rstrip()))
    return drawn


def _cell(row: RowTexts, facts: Facts, room: int) -> list[str]:
    if not facts:
        return ["–"]
    texts: dict[str, str] = {}
    if "entries" in facts:
        entries = int(facts["entries"])
        texts |= {
            "entries": entries_text(entries),
            "from_entries": ngettext("one entry", "{n} entries", entries).format(n=entries),
        }
    if facts.get("people"):
        texts["from_people"] = ngettext("one person", "{n} people", int(facts["people"])).format(n=int(facts["people"]))
    if 0 <= facts.get("low", -1) <= facts["high"] <= 1:
        texts["likely"] = likely(facts["low"], facts["high"])
    told = (filled(template, facts, **texts) for template in (_(row.value), _(row.range), _(row.n)) if template)
    return [line for text in told if text for line in wrap(text, room)]


def _facts(report: Report, year: Year, entries: int) -> dict[str, Facts]:
    """Return the numbers of each row; none where there is nothing to say."""
    core, depth, share, found = report.effective_contacts, report.depth, report.giving_share, report.reciprocity
    retention, checks, areas = report.retention, report.questions.personal, report.coverage
    rows: dict[str, Facts] = {key: {} for key in _ROWS}
    if entries:
        rows["events"] = {"entries": entries, "people": year.people}
    for key, spread in (("effective_contacts", core), ("depth", depth)):
        if spread is not None:
            bounds = {"low": spread.low, "high": spread.high}
            known = {name: bound for name, bound in bounds.items() if bound is not None}
            rows[key] = {"value": spread.value, "people": spread.n, **known}
    if share is not None:
        total = share.given + share.received
        rows["giving_share"] = {"value": share.value, "low": share.low, "high": share.high, "entries": total}
    if found is not None:
        rows["reciprocity"] = {"value": found.value, "expected": found.expected, "entries": found.n}
    if report.log.events:
        of = len(areas.functions)
        rows["coverage"] = {"two": round(areas.two * of), "of": of}
    if retention is not None:
        shares = {"low": retention.low, "high": retention.high}
        rows["retention"] = {"kept": retention.kept, "before": retention.before, **shares}
    if checks:
        rows["clear_yes"] = {"yes": checks[-1].yes, "of": checks[-1].of}
    return rows


def _changes(two: ComparedDays) -> Mapping[str, Trend | None]:
    return {key: getattr(two.trends, key) for key in _ROWS if hasattr(two.trends, key)}


def _below(two: ComparedDays) -> Iterator[str]:
    if two.trends.density is not None:
        yield _(_DENSITY[two.trends.density])
    if two.then.day == two.now.day:
        yield _("That is the same day twice.")
    elif two.overlapping:
        yield _("Less than a year lies between the two days: some entries count on both.")
    texts = {
        Comparability.YOUNG: _(
            "On the earlier day the log was not a year old. That early, numbers grow by themselves; that is "
            "why no “more” or “less” is said of them."
        ),
        Comparability.PAUSE: _(
            "In one of the two years your log holds nothing for a while. Not logged does not mean nothing "
            "happened; that is why no “more” or “less” is said of the numbers."
        ),
        Comparability.EFFORT: _(
            "In one of the two years far more is logged than in the other. For depth, areas and who stayed, "
            "a comparison would measure the logging, not your network."
        ),
    }
    if two.comparability in texts:
        yield texts[two.comparability]
    for report in (two.then, two.now):
        if report.too_little:
            yield _(
                "On {date} that is not much yet: under 30 entries or five contacts, the numbers say hardly anything."
            ).format(date=no_break(long_date(date.fromordinal(report.day))))
    yield " ".join(_(row.told) for row in _ROWS.values() if row.told)

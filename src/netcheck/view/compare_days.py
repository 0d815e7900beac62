"""Draws two days of one log side by side."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.report import Comparability
from netcheck.view.number_format import filled, likely
from netcheck.view.report_story import story
from netcheck.view.report_terminal import HEAD, room, title_line
from netcheck.view.text import long_date, no_break, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from netcheck.domain.compare_days import ComparedDays
    from netcheck.domain.measures import Trend
    from netcheck.domain.report import Report, Year
    from netcheck.words import Words
    from netcheck.words.shape.against import RowWords

    Facts = Mapping[str, float]

_INDENT = "  "
_GAP = "  "


def render(two: ComparedDays, words: Words, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print both days, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(two, words, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(two: ComparedDays, words: Words, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return both days line by line, none wider than so many cells."""
    drawn = [title_line(story(two.now, words, person=person, circle=circle), cells)]
    drawn += [*map(Text, wrap(words.against.title, cells)), Text(), *_table(two, words, cells)]
    for told in _below(two, words):
        drawn += [Text(), *map(Text, wrap(told, cells, _INDENT))]
    return drawn


def _table(two: ComparedDays, words: Words, cells: int) -> list[Text]:
    """Return a row of two or three lines for each measure: value, range and size, with the change below its name."""
    said = words.against
    names = (
        width(text) for row in said.rows.values() for text in (row.name, *map(_INDENT.__add__, row.changes.values()))
    )
    labels = max(names) + len(_GAP)
    room = (cells - labels - len(_INDENT) - len(_GAP)) // 2
    days = [no_break(long_date(date.fromordinal(report.day), words)) for report in (two.then, two.now)]
    drawn = [Text(f"{_INDENT}{pad('', labels)}{pad(days[0], room)}{_GAP}{days[1]}".replace("\u00a0", " "), HEAD)]
    then = _facts(two.then, two.years.before, two.years.entries_before)
    now = _facts(two.now, two.years.now, two.years.entries)
    for key, row in said.rows.items():
        change = row.changes.get(_changes(two).get(key) or "", "") if then[key] and now[key] else ""
        left = [row.name, *[_INDENT + change] * bool(change)]
        columns = [_cell(row, facts[key], words, room) for facts in (then, now)]
        for label, before, after in zip_longest(left, *columns, fillvalue=""):
            drawn.append(Text(f"{_INDENT}{pad(label, labels)}{pad(before, room)}{_GAP}{after}".rstrip()))
    return drawn


def _cell(row: RowWords, facts: Facts, words: Words, room: int) -> list[str]:
    if not facts:
        return [words.against.nothing]
    said = words.against
    texts: dict[str, str] = {}
    if "entries" in facts:
        entries = int(facts["entries"])
        texts |= {"entries": words.common.entries(entries), "from_entries": said.from_entries(entries)}
    if facts.get("people"):
        texts["from_people"] = said.from_people(int(facts["people"]))
    if 0 <= facts.get("low", -1) <= facts["high"] <= 1:
        texts["likely"] = likely(facts["low"], facts["high"], words)
    told = (filled(template, facts, words, **texts) for template in (row.value, row.range, row.n) if template)
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


def _below(two: ComparedDays, words: Words) -> Iterator[str]:
    said = words.against
    if two.trends.density is not None:
        yield said.density[two.trends.density]
    if two.then.day == two.now.day:
        yield said.same_day
    elif two.overlapping:
        yield said.overlapping
    texts = {Comparability.YOUNG: said.young, Comparability.PAUSE: said.pause, Comparability.EFFORT: said.effort}
    if two.comparability in texts:
        yield texts[two.comparability]
    for report in (two.then, two.now):
        if report.too_little:
            yield said.too_little.format(date=no_break(long_date(date.fromordinal(report.day), words)))
    yield " ".join(row.told for row in said.rows.values() if row.told)


_ROWS = (
    "events",
    "effective_contacts",
    "depth",
    "reciprocity",
    "giving_share",
    "coverage",
    "retention",
    "clear_yes",
)

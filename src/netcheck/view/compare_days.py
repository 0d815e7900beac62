"""Draws two days of one log side by side."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, YEAR, Trend
from netcheck.domain.registry import MEASURES
from netcheck.domain.windows import MOST_PAUSED, Comparison, NotCompared
from netcheck.i18n import N_, _, ngettext
from netcheck.view.change_text import compared_windows, too_little_to_compare
from netcheck.view.measures import MEASURE_TEXTS
from netcheck.view.number_format import counts_told, filled
from netcheck.view.report_story import heading
from netcheck.view.report_terminal import room, title_line
from netcheck.view.styles import BOLD
from netcheck.view.text import entries_text, long_date, no_break, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console

    from netcheck.domain.compare_days import ComparedDays
    from netcheck.domain.facts import Basis
    from netcheck.domain.registry import Row

_INDENT = "  "
_GAP = "  "


_CHANGES: Mapping[Trend, str] = {
    Trend.UP: N_("more"),
    Trend.DOWN: N_("less"),
    Trend.SAME: N_("no clear change"),
}


def render(two: ComparedDays, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print both days, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title.
    """
    for line in lines(two, room(console), person=person, circle=circle):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(two: ComparedDays, cells: int, *, person: str = "", circle: str = "") -> list[Text]:
    """Return both days line by line, none wider than so many cells."""
    drawn = [title_line(heading(two.now.report, person=person, circle=circle), cells)]
    drawn += [
        *map(
            Text,
            wrap(
                _("Two days side by side. “Logged” is the twelve months before; what the rest counts stands below."),
                cells,
            ),
        ),
        Text(),
        *_table(two, cells),
    ]
    for told in _below(two):
        drawn += [Text(), *map(Text, wrap(told, cells, _INDENT))]
    return drawn


def _table(two: ComparedDays, cells: int) -> list[Text]:
    """Return some lines for each measure: value, range and size, with the change below its name."""
    rows = [row for row in MEASURES if MEASURE_TEXTS[row.measure].beside]
    names = (_(MEASURE_TEXTS[row.measure].screen) for row in rows)
    labels = max(map(width, [*names, *(_INDENT + _(change) for change in _CHANGES.values())])) + len(_GAP)
    room = (cells - labels - len(_INDENT) - len(_GAP)) // 2
    days = [no_break(long_date(date.fromordinal(basis.state.day))) for basis in (two.then, two.now)]
    drawn = [Text(f"{_INDENT}{pad('', labels)}{pad(days[0], room)}{_GAP}{days[1]}".replace("\u00a0", " "), BOLD)]
    drawn += _lines(_("Logged"), [_logged(basis, room) for basis in (two.then, two.now)], labels, room)
    for row in rows:
        left = [_(MEASURE_TEXTS[row.measure].screen)]
        change = _change(two, row)
        if change is not None:
            left.append(_INDENT + _(_CHANGES[change]))
        drawn += _lines("\n".join(left), [_cell(row, basis, room) for basis in (two.then, two.now)], labels, room)
    return drawn


def _lines(label: str, columns: Sequence[Sequence[str]], labels: int, room: int) -> list[Text]:
    return [
        Text(f"{_INDENT}{pad(name, labels)}{pad(before, room)}{_GAP}{after}".rstrip())
        for name, before, after in zip_longest(label.split("\n"), *columns, fillvalue="")
    ]


def _logged(basis: Basis, room: int) -> list[str]:
    lately, groups = basis.report.lately, basis.report.log.groups
    told = []
    if lately.events:
        people = ngettext("with one person", "with {n} people", lately.contacts).format(n=lately.contacts)
        told += [entries_text(lately.events), people]
    if groups:
        told.append(ngettext("{n} entry with groups", "{n} entries with groups", groups).format(n=groups))
    return [line for text in told for line in wrap(text, room)] or ["–"]


def _cell(row: Row, basis: Basis, room: int) -> list[str]:
    """Return what there is to say of one day; a dash where that is nothing."""
    facts = row.facts(basis) if row.facts and basis.report.log.events else {}
    told = (filled(_(template), facts, **counts_told(facts)) for template in MEASURE_TEXTS[row.measure].beside)
    return [line for text in told if text for line in wrap(text, room)] or ["–"]


def _change(two: ComparedDays, row: Row) -> Trend | None:
    if row.changing is None or not isinstance(two.comparison, Comparison):
        return None
    return two.comparison.changes[row.changing]


def _below(two: ComparedDays) -> Iterator[str]:
    if isinstance(two.comparison, Comparison):
        yield compared_windows(two.comparison)
    elif two.then.state.day == two.now.state.day:
        yield _("That is the same day twice.")
    elif not two.far:
        months = max(0, round((YEAR - (two.now.state.day - two.then.state.day)) * 12 / YEAR))
        yield ngettext(
            "The two days share one month; no difference can be judged.",
            "The two days share {n} months; no difference can be judged.",
            months,
        ).format(n=months)
    else:
        yield _WHY_NOT[two.comparison](two)
    for basis in (two.then, two.now):
        if basis.report.too_little:
            yield _(
                "On {date} that is not much yet: under {events} entries or {people} people, the numbers say hardly "
                "anything."
            ).format(
                date=no_break(long_date(date.fromordinal(basis.state.day))),
                events=FEWEST_EVENTS,
                people=FEWEST_CONTACTS,
            )
    told = (MEASURE_TEXTS[row.measure] for row in MEASURES)
    yield " ".join(
        _("{name}: {what}").format(name=_(said.screen), what=_(said.over_time))
        for said in told
        if said.beside and said.over_time
    )


def _young(_two: ComparedDays) -> str:
    return _("The log does not hold a whole window before the earlier day; no difference can be judged.")


def _too_little(two: ComparedDays) -> str:
    days = _("It sets the {days} days up to one day against those up to the other.").format(days=two.compared_days)
    return f"{too_little_to_compare()} {days}"


def _pause(_two: ComparedDays) -> str:
    return _(
        "For more than {days} days of one of the two windows your log holds nothing. Not logged does not mean nothing "
        "happened; no difference can be judged."
    ).format(days=MOST_PAUSED)


_WHY_NOT = {NotCompared.YOUNG: _young, NotCompared.TOO_LITTLE: _too_little, NotCompared.PAUSE: _pause}

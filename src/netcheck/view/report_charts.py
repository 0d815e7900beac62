"""The report's small charts for a terminal: both sides by function and by period, who gave what, clear yeses."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.measures import MOST_SHARES, YEAR
from netcheck.domain.model import Direction
from netcheck.domain.report import Period
from netcheck.i18n import N_, _
from netcheck.view.kinds import FUNCTION_NAMES
from netcheck.view.question_text import histories, score
from netcheck.view.report_text import by_direction
from netcheck.view.styles import GIVEN, HUES, RECEIVED
from netcheck.view.text import MONTHS_SHORT, clip, pad, percent, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.report import Bar, CheckRow, Exchange, Report, Signature, SmallLog


_LEVELS = "▁▂▃▄▅▆▇█"
_INDENT = "  "
_LONGEST_BAR = 24
_TABLE_GAPS = len(_INDENT + "  " + "  " + " │ " + "  ")
_UNIT_CELLS = 3
_GAP = "    "
_NAME_CELLS = 24
_ROWS, _DOT_CELLS = 8, 3
_TICKS = (1, 5, 10, 15)
_NOW, _BEFORE = "●", "○"


_UNITS = {
    Period.MONTH: N_("month"),
    Period.QUARTER: N_("quarter"),
    Period.YEAR: N_("year"),
}
DIRECTION_NAMES = {
    Direction.RECEIVED: N_("received"),
    Direction.GIVEN: N_("given"),
    Direction.MUTUAL: N_("together"),
}


def two_sided(exchanges: Sequence[Exchange], cells: int, *, people: bool = True) -> list[Text]:
    """Return a head line and a line for each function: what came at the left, what went at the right.

    A full bar is the largest number of either side; whatever is not zero has a bar. `people` says
    from and to how many.
    """
    labels = [_(FUNCTION_NAMES[row.function]) for row in exchanges]
    left = _side([(row.received, row.received_from) for row in exchanges], _("from") if people else "")
    right = _side([(row.given, row.given_to) for row in exchanges], _("to") if people else "")
    label_cells = max(map(width, labels), default=0)
    left_cells, right_cells = max(map(width, left), default=0), max(map(width, right), default=0)
    room = cells - _TABLE_GAPS - label_cells - left_cells - right_cells
    label_cells += min(0, room)
    bar = max(0, min(room // 2, _LONGEST_BAR))
    most = max([1, *(max(row.received, row.given) for row in exchanges)])
    told = clip(_("how often, people"), label_cells) if people else ""
    lines = [_table_head(f"{_INDENT}{pad(told, label_cells)}  ", left_cells + 2 + bar, bar + 2 + right_cells)]
    for row, label, came, went in zip(exchanges, labels, left, right, strict=True):
        lines.append(
            Text.assemble(
                _INDENT + pad(clip(label, label_cells), label_cells) + "  " + pad(came, left_cells) + "  ",
                (pad(_bar(row.received, most, bar), bar, right=True), RECEIVED),
                " │ ",
                (pad(_bar(row.given, most, bar), bar), GIVEN),
                "  " + pad(went, right_cells),
            )
        )
    for line in lines:
        line.rstrip()
    return lines


def columns(bars: Sequence[Bar], period: Period, until: str, cells: int) -> list[Text]:
    """Return the chart by period: years, labels, then a row of numbers and one of columns for each side.

    The latest periods that fit are shown, and the tallest column is the largest number among them.
    `until` explains the star at an unfinished last one. Nothing is drawn where all of these are empty.
    """
    head_cells = max(width(_("given")), width(_("received"))) + len(_INDENT) + _UNIT_CELLS
    unit = "" if period is Period.YEAR else _(_UNITS[period])
    tail_cells = max(width(unit), width(until)) + _UNIT_CELLS
    column = max([2, *(width(_label(bar, period)) for bar in bars), *(width(str(_larger(bar))) for bar in bars)])
    shown = _fitting(bars, period, column, cells - head_cells - tail_cells)
    if not any(map(_larger, shown)):
        return []
    labels = [_label(bar, period) for bar in shown]
    rows = [Text(" " * head_cells + _line(shown, period, column, labels, star="*") + pad("", _UNIT_CELLS) + unit)]
    if period is not Period.YEAR:
        rows.insert(0, Text(" " * head_cells + _year_line(shown, period, column)))
    most = max(map(_larger, shown))
    for name, style, counts in (
        (_("received"), RECEIVED, [bar.received for bar in shown]),
        (_("given"), GIVEN, [bar.given for bar in shown]),
    ):
        numbers = _line(shown, period, column, list(map(str, counts)))
        rows.append(Text.assemble(_INDENT, (pad(name, head_cells - len(_INDENT)), style), numbers))
        blocks = _line(shown, period, column, [_column(count, most) * column for count in counts])
        rows.append(Text.assemble(" " * head_cells, (blocks, style)))
    if shown[-1].partial:
        rows[-1].append(" " * _UNIT_CELLS + until)
    rows.append(_twelve_months(bars, shown, period, column, head_cells))
    for row in rows:
        row.rstrip()
    return [row for row in rows if row.plain]


def _twelve_months(bars: Sequence[Bar], shown: Sequence[Bar], period: Period, column: int, head: int) -> Text:
    """Return a bracket below the columns that hold the twelve months, if not all bars do and something in them counts.

    It is open at the left where the first of them is not shown.
    """
    first = next((at for at, bar in enumerate(bars) if bar.inside), 0)
    if not first or not any(any(bar.inside or ()) for bar in bars):
        return Text()
    at = max(0, first - (len(bars) - len(shown)))
    left, right = (width(_line(shown[:many], period, column, [""] * many).rstrip("*")) for many in (at + 1, len(shown)))
    corner = "└" if bars[first] is shown[at] else "─"
    return Text(" " * (head + left - column) + corner + "─" * (right - left + column - 2) + "┘")


def curves(found: Signature, days: int | None, cells: int) -> list[Text]:
    """Return the shares of the exchange with the strongest one, two, … people as two curves, now and before.

    The higher a curve, the fewer people the exchange is with; `days` is the window that is compared.
    """
    people = max(len(found.now), len(found.before or ()))
    labels = [percent(share).replace("\u00a0", " ") for share in (1, 0.5, 0)]
    left = len(_INDENT) + max(map(width, labels)) + 1
    column = max(1, min(_DOT_CELLS, (cells - left - 1) // MOST_SHARES))
    plotted = {(_row_of(share), at): _BEFORE for at, share in enumerate(found.before or ())}
    plotted |= {(_row_of(share), at): _NOW for at, share in enumerate(found.now)}
    lines = []
    for row in range(_ROWS - 1, -1, -1):
        label = {_ROWS - 1: labels[0], _ROWS // 2: labels[1]}.get(row, "")
        line = Text(f"{_INDENT}{pad(label, left - len(_INDENT) - 1, right=True)} ")
        line.append("│")
        for at in range(people):
            mark = plotted.get((row, at), " ")
            line.append(pad(mark, column, right=True), RECEIVED if mark == _NOW else None)
        line.rstrip()
        lines.append(line)
    ticks = [pad(str(at + 1) if at + 1 in _TICKS else "", column, right=True) for at in range(people)]
    blank = " " * (left + 1)
    axis = [Text(blank + "".join(ticks)), Text(f"  {_('people, strongest first')}")]
    legend = [Text.assemble(blank, (_NOW, RECEIVED), f" {_('now')}")]
    if found.before is not None:
        before = _("the year before") if days == YEAR else _("the half year before")
        legend += [Text(f"{_GAP}{_BEFORE} {before}"), Text(f"{_GAP}{_('higher: with fewer people')}")]
    return [*lines, *(line for parts in (axis, legend) for line in _joined(parts, blank, cells))]


def _joined(parts: Sequence[Text], blank: str, cells: int) -> list[Text]:
    """Return the parts as one line, or as several where it would not fit, each after such blanks."""
    lines = [parts[0]]
    for part in parts[1:]:
        if width(lines[-1].plain + part.plain) <= cells:
            lines[-1] = Text.assemble(lines[-1], part)
        else:
            lines[-1].rstrip()
            lines.append(Text(blank + part.plain.lstrip()))
    return lines


def _row_of(share: float) -> int:
    return min(_ROWS - 1, int(share * _ROWS))


def who_gave_what(beginning: SmallLog, cells: int) -> list[Text]:
    """Return a hanging paragraph for each direction: "bekommen  Feedback von Alma Reuter (2×), …"."""
    labels = max(width(_(name)) for name in DIRECTION_NAMES.values())
    indent = _INDENT + " " * labels + "  "
    lines: list[Text] = []
    for direction, told in by_direction(beginning):
        wrapped = wrap(told, cells - len(indent))
        label = (pad(_(DIRECTION_NAMES[direction]), labels), HUES[direction])
        lines.append(Text.assemble(_INDENT, label, "  ", wrapped[0] if wrapped else ""))
        lines += [Text(indent + line) for line in wrapped[1:]]
    return lines


def history_lines(report: Report, cells: int) -> list[str]:
    """Return a row of clear yeses for each voice and person, the latest that fit."""
    rows = [(clip(name, _NAME_CELLS), checks) for name, checks in histories(report)]
    names = max((width(name) for name, _ in rows), default=0)
    return [_history(name, checks, names, cells) for name, checks in rows]


def _side(counts: Sequence[tuple[int, int]], preposition: str) -> list[str]:
    """Return "16× von  7" for each (times, people), or "16×" without preposition; numbers aligned, a dash for none."""
    times = max((width(str(n)) for n, _ in counts), default=0)
    people = max((width(str(n)) for _, n in counts), default=0)
    return [
        f"{n:>{times}}×" + (f" {preposition} {who:>{people}}" if preposition and who else "")
        if n
        else f"{'–':>{times}}"
        for n, who in counts
    ]


def _table_head(start: str, left: int, right: int) -> Text:
    return Text.assemble(
        start,
        (pad(_("you receive"), left), RECEIVED),
        " │ ",
        (pad(_("you give"), right, right=True), GIVEN),
    )


def _bar(count: int, most: int, cells: int) -> str:
    return "█" * (max(1, round(count / most * cells)) if count and cells else 0)


def _column(count: int, most: int) -> str:
    return _LEVELS[max(1, round(count / most * len(_LEVELS))) - 1] if count else " "


def _larger(bar: Bar) -> int:
    return max(bar.given, bar.received)


def _label(bar: Bar, period: Period) -> str:
    if period is Period.YEAR:
        return str(bar.year)
    return _(MONTHS_SHORT[bar.part - 1]) if period is Period.MONTH else str(bar.part)


def _gap(earlier: Bar, later: Bar, period: Period) -> int:
    """Return the blanks between two columns: more where a new year begins."""
    between = 1 if period is Period.MONTH else 2
    return between if earlier.year == later.year or period is Period.YEAR else between + 2


def _fitting(bars: Sequence[Bar], period: Period, column: int, room: int) -> Sequence[Bar]:
    taken = column
    for at in range(len(bars) - 1, 0, -1):
        taken += _gap(bars[at - 1], bars[at], period) + column
        if taken > room:
            return bars[at:]
    return bars


def _line(bars: Sequence[Bar], period: Period, column: int, texts: Sequence[str], star: str = "") -> str:
    """Return the texts right-aligned in their columns, with the star after an unfinished last one."""
    line = ""
    for at, text in enumerate(texts):
        line += " " * (_gap(bars[at - 1], bars[at], period) if at else 0) + pad(text, column, right=True)
    return line + (star if bars[-1].partial else "")


def _year_line(bars: Sequence[Bar], period: Period, column: int) -> str:
    line = ""
    position = 0
    for year, group in groupby(range(len(bars)), key=lambda at: bars[at].year):
        places = list(group)
        position += _gap(bars[places[0] - 1], bars[places[0]], period) if places[0] else 0
        line = pad(line, position) + str(year)
        position += len(places) * column + sum(_gap(bars[at - 1], bars[at], period) for at in places[1:])
    return line


def _history(name: str, checks: Sequence[CheckRow], name_cells: int, cells: int) -> str:
    head = _INDENT + (pad(name, name_cells) + _GAP if name_cells else "")
    row = ""
    for check in reversed(checks):
        longer = score(check) + (_GAP + row if row else "")
        if row and width(head + longer) > cells:
            break
        row = longer
    return head + row

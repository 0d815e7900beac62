"""Draws one measure over time: a line by plotext where it can be drawn, else bars."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from math import floor, log10
from typing import TYPE_CHECKING

from rich.text import Text

from netcheck.domain.registry import Measure, Unit, unit_of
from netcheck.domain.report import Period
from netcheck.i18n import N_, _
from netcheck.view.measures import MEASURE_TEXTS
from netcheck.view.number_format import filled
from netcheck.view.report_story import heading
from netcheck.view.report_terminal import room, table, title_line
from netcheck.view.styles import BOLD, RECEIVED
from netcheck.view.text import NBSP, date_of, month_year, no_break, number, pad, percent, short_month_year, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from netcheck.domain.report import Report
    from netcheck.domain.series import Point, Series


HEIGHT = 14
"""The lines of a chart, its labels included."""

_INDENT = "  "
_DRAWN_WITH = "▀▄▌▐▖▗▘▙▚▛▜▝▞▟█│┤└┬─○"
_OUT_OF = {Measure.COVERAGE: 6, Measure.CLEAR_YES: 10}
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10)
_TICK_CELLS = 12
_HOLLOW, _HOLLOW_BAR = "○", "░"
"""What stands for a value of too few entries to mean much."""

_FEWEST = 3


_TIPS = (
    (
        "netcheck report --explain",
        N_("where the number comes from, and how sure it is"),
    ),
)


def render(series: Series, report: Report, console: Console, *, person: str = "", circle: str = "") -> None:
    """Print the measure over time, each line within the console's width.

    `person` and `circle` say what the log was narrowed to, for the title. Where the console's
    encoding has no blocks, rows with bars take the place of the line.
    """
    plain = not _can_draw(console.encoding)
    for line in lines(series, report, room(console), person=person, circle=circle, plain=plain):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def lines(
    series: Series,
    report: Report,
    cells: int,
    *,
    person: str = "",
    circle: str = "",
    plain: bool = False,
) -> list[Text]:
    """Return the measure over time line by line, none wider than so many cells; `plain` draws bars, no line."""
    said = MEASURE_TEXTS[series.measure]
    name = _(said.screen).upper() if said.screen == said.name else f"{_(said.screen).upper()} · {_(said.name)}"
    drawn = [title_line(heading(report, person=person, circle=circle), cells), Text()]
    drawn += [Text.assemble((name, BOLD)), *map(Text, wrap(_(said.over_time), cells, _INDENT)), Text()]
    scale = _OUT_OF.get(series.measure, 1)
    known = [point._replace(value=point.value * scale) for point in series.points if point.value is not None]
    if known:
        # What came before the first value would only push the rest together.
        by_day = {point.day: point for point in known}
        points = tuple(by_day.get(point.day, point) for point in series.points if point.day >= known[0].day)
        series = series._replace(points=points)
        line = [] if plain or len(known) < _FEWEST else _line(series, cells)
        drawn += [*(line or _bars(series, cells)), Text()]
    told = [_summary(known, series.measure, report)]
    if any(point.few for point in known):
        told.append(
            _("Hollow: too little data in the twelve months before.")
            if len(_solid(known)) == len(known)
            else _("Hollow: too little data in the twelve months before to be the highest or the lowest.")
        )
    if series.measure is Measure.EVENTS and known and report.bars[-1].partial:
        told.append(_("The last period is not over yet."))
    drawn += map(Text, wrap(" ".join(told), cells, _INDENT))
    return [*drawn, Text(), *table([(command, _(use)) for command, use in _TIPS], cells)]


def _can_draw(encoding: str) -> bool:
    try:
        _DRAWN_WITH.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _line(series: Series, cells: int) -> list[Text]:
    """Return the measure as a line over time, broken where there was no value; nothing if plotext cannot draw here."""
    try:
        import plotext
    except ImportError:  # its compiled part is not there for every machine
        return []
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(cells - len(_INDENT), HEIGHT)
    for known, run in groupby(series.points, key=lambda point: point.value is not None):
        points = list(run)
        if known:
            signal = figure.signal([p.day for p in points], [p.value for p in points], marker="hd")
            figure.draw(signal.lines() if len(points) > 1 else signal)
    few = [point for point in series.points if point.few and point.value is not None]
    if few:
        figure.draw(figure.signal([point.day for point in few], [point.value for point in few], marker=_HOLLOW))
    at = _labelled(series.points, cells // _TICK_CELLS)
    figure.ruler("x", "lower").lim(series.points[0].day, series.points[-1].day)
    figure.ruler("x", "lower").ticks([point.day for point in at], [_label(point, series) for point in at])
    ticks = _ticks(series)
    figure.ruler("y", "left").lim(ticks[0], ticks[-1])
    figure.ruler("y", "left").ticks(ticks, [_tick(tick, series.measure) for tick in ticks])
    for axis, side in (("x", "upper"), ("y", "right")):
        figure.axes(False, axis=axis, side=side)
    return [_coloured(line) for line in figure.build().string(True).splitlines()]


def _coloured(line: str) -> Text:
    """Return one line of a chart with everything right of its axis in colour."""
    at = max(line.find("┤"), line.find("│")) + 1
    text = Text(_INDENT + line.rstrip())
    if at:
        text.stylize(RECEIVED, len(_INDENT) + at)
    return text


def _bars(series: Series, cells: int) -> list[Text]:
    """Return a row for each day: when, how much, and a bar."""
    labels = [_label(point, series) for point in series.points]
    values = [_value(point, series.measure) for point in series.points]
    first, second = max(map(width, labels)), max(map(width, values))
    room, top = cells - first - second - 3 * len(_INDENT), _ticks(series)[-1]
    drawn = [
        Text.assemble(
            f"{_INDENT}{pad(label, first)}{_INDENT}{pad(value, second, right=True)}{_INDENT}".replace(NBSP, " "),
            ((_HOLLOW_BAR if point.few else "█") * round((point.value or 0) / top * room), RECEIVED),
        )
        for point, label, value in zip(series.points, labels, values, strict=True)
    ]
    for line in drawn:
        line.rstrip()
    return drawn


def _solid(known: Sequence[Point]) -> Sequence[Point]:
    """Return the points with enough data, where these are several; else all of them."""
    solid = [point for point in known if not point.few]
    return solid if len(solid) > 1 else known


def _summary(known: Sequence[Point], measure: Measure, report: Report) -> str:
    """Return the latest, the highest and the lowest value in a sentence."""
    if not known:
        return _("Your log does not hold enough for this in that time.")
    last = _value(known[-1], measure)
    day, today = date.fromordinal(known[-1].day), date.fromordinal(report.today)
    on = no_break(date_of(day, today))
    if len(known) == 1:
        return _("There is only one value for this so far: {last} (on {date}).").format(last=last, date=on)
    high, low = (choose(_solid(known), key=lambda point: point.value or 0) for choose in (max, min))
    if high.value == low.value:
        template = (
            _("{last} all along, most recently on {date}.")
            if len(_solid(known)) == len(known)
            else _("The latest is {last} (on {date}).")
        )
        return template.format(last=last, date=on)
    return _(
        "The latest is {last} (on {date}), the highest {high} ({high_month}), the lowest {low} ({low_month})."
    ).format(
        last=last,
        date=on,
        high=_value(high, measure),
        high_month=no_break(month_year(date.fromordinal(high.day))),
        low=_value(low, measure),
        low_month=no_break(month_year(date.fromordinal(low.day))),
    )


def _value(point: Point, measure: Measure) -> str:
    if point.value is None:
        return "–"
    return filled(_(MEASURE_TEXTS[measure].value), {"value": point.value}) or ""


def _label(point: Point, series: Series) -> str:
    day = date.fromordinal(point.day)
    return str(day.year) if series.period is Period.YEAR else short_month_year(day)


def _labelled(points: Sequence[Point], most: int) -> Sequence[Point]:
    """Return some of the points, evenly spread, the last of them included."""
    step = -(-len(points) // most)
    return points[::-1][::step][::-1]


def _ticks(series: Series) -> list[float]:
    """Return where the axis is labelled, from 0 to a round number that holds all values."""
    if series.measure in _OUT_OF:
        top = float(_OUT_OF[series.measure])
    elif unit_of(series.measure) is Unit.SHARE:
        top = 1.0
    else:
        highest = max([1.0, *(point.value or 0 for point in series.points)])
        unit = 10.0 ** floor(log10(highest))
        top = next(times * unit for times in _ROUND if times * unit >= highest)
    return [0.0, top / 2, top]


def _tick(value: float, measure: Measure) -> str:
    if unit_of(measure) is Unit.SHARE and measure not in _OUT_OF:
        return percent(value).replace(NBSP, " ")
    return number(value, 0 if value == round(value) else 1)

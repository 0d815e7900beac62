"""The report as one page of HTML that loads nothing, sends nothing and runs nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from netcheck import i18n
from netcheck.domain.model import Direction
from netcheck.domain.report import Period
from netcheck.i18n import _
from netcheck.view.kinds import FUNCTION_NAMES
from netcheck.view.report_charts import DIRECTION_NAMES
from netcheck.view.report_story import Picture, story, until
from netcheck.view.report_text import by_direction, histories, score, what_follows
from netcheck.view.text import MONTHS_SHORT, month_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.anonymize import PublishedReport
    from netcheck.domain.report import Bar, Exchange, Report, SmallLog


def filled(template: str, **values: object) -> str:
    """Return a template of view/templates with these values in it.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not there.
    """
    environment = Environment(
        loader=PackageLoader("netcheck.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["_"] = i18n.gettext
    return environment.get_template(template).render(values)


ROW, LONGEST = 54, 30
"""The height of one function, and the length of the longest bar to either side of the middle."""

TALLEST = 84
"""The height of the tallest column."""

_NARROW, _WIDE = 300, 660
_DIGIT, _YEAR = 8, 33
_LABELS = {Period.MONTH: 27, Period.QUARTER: 25, Period.YEAR: _YEAR}
_MOST_COLUMNS, _WIDEST_COLUMN = 18, 84
_MOST_ROUNDS = 12


class Side(NamedTuple):
    """One direction of a function: how often ("–" for never), from or to how many, both in one, and the bar."""

    times: str
    people: str
    told: str
    length: float


class Mirrored(NamedTuple):
    """One function: what came and what went, and the top of its row."""

    label: str
    received: Side
    given: Side
    top: int


class Mirror(NamedTuple):
    """The two-sided chart by function; `told` says all of it in words."""

    rows: tuple[Mirrored, ...]
    told: str
    height: int


class Column(NamedTuple):
    """One period: its middle, its labels, both counts, and the heights of both columns.

    `name` is the period in full, `year` stands below the first column of a year that has the room.
    `spare` labels and years are hidden on narrow screens.
    """

    middle: float
    label: str
    spare: bool
    year: str
    spare_year: bool
    name: str
    given: int
    received: int
    up: int
    down: int


class Columns(NamedTuple):
    """The chart by period; `told` says all of it in words, `dense` where counts need a wide screen.

    `up` and `down` are the heights of the tallest columns.
    """

    columns: tuple[Column, ...]
    up: int
    down: int
    width: float
    widest: int
    dense: bool
    told: str


class Round(NamedTuple):
    """One round of questions in words, and its answers: True for each clear yes."""

    told: str
    answers: tuple[bool, ...]


class Rounds(NamedTuple):
    """The latest rounds of one voice, oldest first."""

    label: str
    rounds: tuple[Round, ...]


def mirror(report: Report) -> Mirror:
    """Return the chart of what came and what went by function; a full bar is the largest number of either side."""
    most = max([1, *(max(row.received, row.given) for row in report.exchanges)])
    came, went = (_("from"), _("to")) if report.people > 1 else ("", "")
    rows = tuple(_mirrored(row, most, came, went, ROW * number) for number, row in enumerate(report.exchanges))
    told = (
        "{what}: {first}, {second}".format(
            what=row.label,
            first=f"{_('you receive')} {row.received.told}",
            second=f"{_('you give')} {row.given.told}",
        )
        for row in rows
    )
    return Mirror(rows, f"{'; '.join(told)}.", ROW * len(rows))


def columns(report: Report) -> Columns | None:
    """Return the chart of the latest periods; None where nothing passed in any of them."""
    bars = report.bars[-_MOST_COLUMNS:]
    most = max((max(bar.given, bar.received) for bar in bars), default=0)
    if not most:
        return None
    slot = 100 / len(bars)
    dense = len(bars) * (_DIGIT * len(str(most)) + 3) > _NARROW
    drawn = tuple(_column(bars, at, report.period, most) for at in range(len(bars)))
    told = (
        "{what}: {first}, {second}".format(
            what=column.name,
            first=f"{column.given} {_('given')}",
            second=f"{column.received} {_('received')}",
        )
        for column in drawn
    )
    return Columns(
        drawn,
        up=max(column.up for column in drawn),
        down=max(column.down for column in drawn),
        width=round(0.68 * slot, 3),
        widest=_WIDEST_COLUMN * len(bars),
        dense=dense,
        told=f"{'; '.join(told)}.",
    )


def rounds(report: Report) -> list[Rounds]:
    """Return the latest rounds of the ten questions, by whom they were asked about."""
    return [
        Rounds(
            label,
            tuple(
                Round(score(check), tuple(number < check.yes for number in range(check.of)))
                for check in checks[-_MOST_ROUNDS:]
            ),
        )
        for label, checks in histories(report)
    ]


def _mirrored(row: Exchange, most: int, came: str, went: str, top: int) -> Mirrored:
    return Mirrored(
        _(FUNCTION_NAMES[row.function]),
        _side(row.received, row.received_from, came, most),
        _side(row.given, row.given_to, went, most),
        top,
    )


def _side(times: int, people: int, preposition: str, most: int) -> Side:
    among = f"{preposition} {people}" if preposition and times else ""
    told = f"{times}× {among}".rstrip()
    return Side(f"{times}×" if times else "–", among, told, round(times / most * LONGEST, 2))


def _column(bars: Sequence[Bar], at: int, period: Period, most: int) -> Column:
    bar = bars[at]
    slot, star = 100 / len(bars), "*" if bar.partial else ""
    year, spare_year = _year(bars, at, period)
    return Column(
        middle=round((at + 0.5) * slot, 3),
        label=_label(bar, period) + star,
        spare=(len(bars) - 1 - at) % -(-_LABELS[period] * len(bars) // _NARROW) > 0,
        year=year,
        spare_year=spare_year,
        name=_name(bar, period) + star,
        given=bar.given,
        received=bar.received,
        up=_height(bar.given, most),
        down=_height(bar.received, most),
    )


def _height(count: int, most: int) -> int:
    return max(2, round(count / most * TALLEST)) if count else 0


def _year(bars: Sequence[Bar], at: int, period: Period) -> tuple[str, bool]:
    """Return the year below a column, if it begins one and the room suffices; and whether on wide screens only."""
    bar = bars[at]
    if period is Period.YEAR or (at and bars[at - 1].year == bar.year):
        return "", False
    room = sum(other.year == bar.year for other in bars) / len(bars)
    return (str(bar.year) if room * _WIDE > _YEAR else ""), room * _NARROW < _YEAR


def _label(bar: Bar, period: Period) -> str:
    if period is Period.YEAR:
        return str(bar.year)
    if period is Period.MONTH:
        return _(MONTHS_SHORT[bar.part - 1])
    return _("Q{part}").format(part=bar.part)


def _name(bar: Bar, period: Period) -> str:
    if period is Period.YEAR:
        return str(bar.year)
    if period is Period.MONTH:
        return month_year(date(bar.year, bar.part, 1))
    return _("quarter {part} of {year}").format(part=bar.part, year=bar.year)


_HUES = {Direction.RECEIVED: "received", Direction.GIVEN: "given", Direction.MUTUAL: ""}


class Pair(NamedTuple):
    """A term and what is told of it; `hue` is "received", "given" or ""."""

    term: str
    told: str
    hue: str = ""


def page(shown: PublishedReport, *, nameless: bool = False) -> str:
    """Return the whole page; `nameless` says on it that letters stand for names.

    It says what the terminal says, but for the commands to type next.
    """
    report = shown.report
    told = story(report, person=shown.person, circle=shown.circle)
    return filled(
        "report.html.j2",
        Picture=Picture,
        language=i18n.language(),
        told=told,
        until=until(report),
        mirror=mirror(report),
        columns=columns(report),
        rounds=rounds(report),
        beginning=_small_log(report.small_log),
        following=_following(report.small_log),
        nameless=nameless,
    )


def _small_log(beginning: SmallLog | None) -> list[Pair]:
    if beginning is None:
        return []
    return [Pair(_(DIRECTION_NAMES[direction]), told, _HUES[direction]) for direction, told in by_direction(beginning)]


def _following(beginning: SmallLog | None) -> list[Pair]:
    return [] if beginning is None else [Pair(*row) for row in what_follows(beginning)]

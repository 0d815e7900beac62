"""The report as one page of HTML that loads nothing, sends nothing and runs nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from netcheck import i18n
from netcheck.domain.facts import share_with
from netcheck.domain.measures import MOST_SHARES, YEAR
from netcheck.domain.model import Direction
from netcheck.domain.report import Period
from netcheck.i18n import _, ngettext
from netcheck.view.kinds import FUNCTION_NAMES
from netcheck.view.question_text import histories, score
from netcheck.view.questions import PERSON, SHORT_NAMES
from netcheck.view.report_charts import DIRECTION_NAMES
from netcheck.view.report_story import Picture, story, until
from netcheck.view.report_text import by_direction, what_follows, with_people
from netcheck.view.text import MONTHS_SHORT, month_year, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.report import Bar, ComparedChecks, Exchange, PublishedReport, Report, SmallLog


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


LONGEST = 36
"""The length of the longest bar to either side of the middle where its number leaves it the room, in percent."""

TALLEST = 84
"""The height of the tallest column."""

_SHORTEST = 0.6
_NARROW, _WIDE = 288, 608
"""The narrowest page, and the narrowest that has room for how many people beside a bar (40rem), in pixels."""
_BOLD, _LETTER, _SPACE = 11, 8, 14
"""How wide a bold sign, a sign of a small text, and what stands between are at most, in pixels."""
_DIGIT, _YEAR = 8, 33
_LABELS = {Period.MONTH: 27, Period.QUARTER: 25, Period.YEAR: _YEAR}
_MOST_COLUMNS, _WIDEST_COLUMN = 18, 84
_TICKS, _LEVELS = (1, 5, 10, 15), (1, 0.5, 0)
_MOST_ROUNDS = 12


class Side(NamedTuple):
    """One direction of a function: how often ("–" for never), from or to how many, both in one, and the bar."""

    times: str
    people: str
    told: str
    length: float


class Mirrored(NamedTuple):
    """One function: what came and what went."""

    label: str
    received: Side
    given: Side


class Mirror(NamedTuple):
    """The two-sided chart by function; `told` says all of it in words."""

    rows: tuple[Mirrored, ...]
    told: str


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
    received: int
    given: int
    up: int
    down: int


class Columns(NamedTuple):
    """The chart by period; `told` says all of it in words, `dense` where counts need a wide screen.

    `up` and `down` are the heights of the tallest columns, `bracket` is from where to where the twelve months reach,
    in percent of the width, None where all that is shown is within them.
    """

    columns: tuple[Column, ...]
    bracket: tuple[float, float] | None
    up: int
    down: int
    width: float
    widest: int
    dense: bool
    told: str


class SpreadRow(NamedTuple):
    """The part of the exchange with so many people, in words: now, and in the window before ("" without one)."""

    people: str
    now: str
    before: str


class Point(NamedTuple):
    """A point of a curve, from the top left of the chart, both in percent."""

    across: float
    down: float


class Spread(NamedTuple):
    """The chart of how the exchange is spread: two curves that rise with the number of people, the strongest first.

    `past` is the name of the window before, and "" without one. `ticks` are numbers of people with their places,
    `levels` shares with theirs; `told` says all of it in words.
    """

    now: tuple[Point, ...]
    before: tuple[Point, ...]
    past: str
    rows: tuple[SpreadRow, ...]
    ticks: tuple[tuple[str, float], ...]
    levels: tuple[tuple[str, float], ...]
    told: str


class Moved(NamedTuple):
    """Questions whose answer has changed since the round before: what became of them, and each in short and in full."""

    told: str
    questions: tuple[tuple[str, str], ...]


class Round(NamedTuple):
    """One round of questions in words, and its answers: True for each clear yes."""

    told: str
    answers: tuple[bool, ...]


class Rounds(NamedTuple):
    """The latest rounds of one voice, oldest first, and what has moved in the last one."""

    label: str
    rounds: tuple[Round, ...]
    moved: tuple[Moved, ...]


def mirror(report: Report) -> Mirror:
    """Return the chart of what came and what went by function; bars of both sides have one measure.

    The largest number has the longest bar that leaves each number the room beside its own.
    """
    most = max([1, *(max(row.received, row.given) for row in report.exchanges)])
    sides = [_sides(row, alone=report.people <= 1) for row in report.exchanges]
    full = min([LONGEST, *(_room(side) * most / times for pair in sides for times, side in pair if times)])
    rows = tuple(
        Mirrored(
            _(FUNCTION_NAMES[row.function]),
            *(
                side._replace(length=round(max(_SHORTEST, times / most * full), 2) if times else 0)
                for times, side in pair
            ),
        )
        for row, pair in zip(report.exchanges, sides, strict=True)
    )
    told = (
        "{what}: {first}, {second}".format(
            what=row.label,
            first=f"{_('you receive')} {row.received.told}",
            second=f"{_('you give')} {row.given.told}",
        )
        for row in rows
    )
    return Mirror(rows, f"{'; '.join(told)}.")


def columns(report: Report) -> Columns | None:
    """Return the chart of the latest periods; None where nothing passed in any of them."""
    bars = report.bars[-_MOST_COLUMNS:]
    most = max((max(bar.given, bar.received) for bar in bars), default=0)
    if not most:
        return None
    width = 68 / len(bars)
    dense = len(bars) * (_DIGIT * len(str(most)) + 3) > _NARROW
    drawn = tuple(_column(bars, at, report.period, most) for at in range(len(bars)))
    told = (
        "{what}: {first}, {second}".format(
            what=column.name,
            first=f"{column.received} {_('received')}",
            second=f"{column.given} {_('given')}",
        )
        for column in drawn
    )
    return Columns(
        drawn,
        bracket=_bracket(report, drawn, width),
        up=max(column.up for column in drawn),
        down=max(column.down for column in drawn),
        width=round(width, 3),
        widest=_WIDEST_COLUMN * len(bars),
        dense=dense,
        told=f"{'; '.join(told)}.",
    )


def spread(report: Report) -> Spread | None:
    """Return the chart of the shares of the exchange with the strongest one, two, … people; None without exchange.

    The higher a curve, the fewer people the exchange is with.
    """
    found = report.signature
    if found is None or not found.now:
        return None
    before = found.before or ()
    past = (_("the year before") if report.compared_days == YEAR else _("the half year before")) if before else ""
    rows = tuple(
        SpreadRow(
            with_people(people),
            percent(share_with(found.now, people)),
            percent(share_with(before, people)) if before else "",
        )
        for people in range(1, max(len(found.now), len(before)) + 1)
    )
    told = (f"{row.people}: {row.now} {_('now')}" + (f", {row.before} {past}" if past else "") for row in rows)
    return Spread(
        _curve(found.now),
        _curve(before),
        past,
        rows,
        ticks=tuple((str(people), _across(people)) for people in _TICKS),
        levels=tuple((percent(level), round(100 - 100 * level, 2)) for level in _LEVELS),
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
            () if label else _moved(report.questions.compared),
        )
        for label, checks in histories(report)
    ]


def _sides(row: Exchange, *, alone: bool) -> tuple[tuple[int, Side], tuple[int, Side]]:
    """Return what came and what went, each with how often; `alone`: with one person, whom to count says nothing."""
    came = ngettext("from one person", "from {n} people", row.received_from).format(n=row.received_from)
    went = ngettext("to one person", "to {n} people", row.given_to).format(n=row.given_to)
    return (
        (row.received, _side(row.received, "" if alone or not row.received_from else came)),
        (row.given, _side(row.given, "" if alone or not row.given_to else went)),
    )


def _side(times: int, people: str) -> Side:
    among = people if times else ""
    return Side(f"{times}×" if times else "–", among, f"{times}× {among}".rstrip(), 0)


def _room(side: Side) -> float:
    """Return how long a bar can be beside its number, in percent of the width: below 40rem people stand underneath."""
    number = _BOLD * len(side.times) + _SPACE
    return 50 - 100 * max(number / _NARROW, (number + _LETTER * len(side.people)) / _WIDE)


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
        received=bar.received,
        given=bar.given,
        up=_height(bar.received, most),
        down=_height(bar.given, most),
    )


def _bracket(report: Report, drawn: Sequence[Column], width: float) -> tuple[float, float] | None:
    """Return from where to where the columns that hold the twelve months reach, if not all of the periods do."""
    bars = report.bars
    first = next((at for at, bar in enumerate(bars) if bar.inside), 0)
    if not first:
        return None
    at = max(0, first - (len(bars) - len(drawn)))
    return round(drawn[at].middle - width / 2, 3), round(drawn[-1].middle + width / 2, 3)


def _curve(shares: Sequence[float]) -> tuple[Point, ...]:
    return tuple(Point(_across(people), round(100 - 100 * share, 2)) for people, share in enumerate(shares, start=1))


def _across(people: int) -> float:
    return round(100 * (people - 0.5) / MOST_SHARES, 2)


def _moved(compared: ComparedChecks | None) -> tuple[Moved, ...]:
    """Return which questions have turned into a clear yes since the round before, and which no longer are one."""
    if compared is None:
        return ()
    told = (
        (_("Clear since the round before"), compared.gained),
        (_("No longer clear"), compared.lost),
    )
    return tuple(
        Moved(what, tuple((_(SHORT_NAMES[question]), _(PERSON[question].text)) for question in questions))
        for what, questions in told
        if questions
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
        spread=spread(report),
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

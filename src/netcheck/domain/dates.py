"""Which day a text means: a fixed grammar in German and English that never guesses; birthdays."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from netcheck.domain.names import fold, keyed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


MIDDLE = 15
"""The day of a month that stands for all of it."""


class DayProblem(StrEnum):
    """Why a text is no day."""

    FUTURE = "future"
    SLASHES = "slashes"
    """A slash: 03/11 is March in one country and November in another."""
    NO_SUCH_DAY = "no_such_day"
    """31.2., or a month 13."""
    CONTRADICTION = "contradiction"
    """A weekday, and a date that falls on another."""
    VAGUE = "vague"
    """A week or a year, or anything else that is neither a day nor a month."""
    UNKNOWN = "unknown"
    """Beyond this grammar, or before 1900."""


class Day(NamedTuple):
    """One day as a proleptic Gregorian ordinal; `approximate` if only its month was named."""

    ordinal: int
    approximate: bool = False


class Span(NamedTuple):
    """A length of time in months and days."""

    months: int = 0
    days: int = 0


class DayLexicon(Protocol):
    """The lists of words that `DayWords.of` reads: a module of plain data."""

    DAYS_BACK: Mapping[int, Sequence[str]]
    WEEKDAYS: Sequence[Sequence[str]]
    MONTHS: Sequence[Sequence[str]]
    UNITS: Mapping[str, Sequence[str]]
    NUMBERS: Mapping[int, Sequence[str]]
    BEFORE: Sequence[str]
    AGO: Sequence[str]
    LAST: Sequence[str]
    THIS: Sequence[str]
    ON: Sequence[str]


class DayWords(NamedTuple):
    """The words of days, folded: what each counts back, its weekday from 0, its month from 1, its unit."""

    back: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    units: Mapping[str, Span]
    numbers: Mapping[str, int]
    before: frozenset[str]
    ago: frozenset[str]
    last: frozenset[str]
    this: frozenset[str]
    on: frozenset[str]

    @classmethod
    def of(cls, lexicon: DayLexicon) -> DayWords:
        """Fold the lists; UNITS has the keys day, week, month and year."""
        return cls(
            keyed(lexicon.DAYS_BACK.items()),
            keyed(enumerate(lexicon.WEEKDAYS)),
            keyed(enumerate(lexicon.MONTHS, 1)),
            keyed((_UNITS[unit], words) for unit, words in lexicon.UNITS.items()),
            keyed(lexicon.NUMBERS.items()),
            *map(_folded, (lexicon.BEFORE, lexicon.AGO, lexicon.LAST, lexicon.THIS, lexicon.ON)),
        )


def parse_day(text: str, today: date, words: DayWords) -> Day | DayProblem:
    """Return the day that `text` means on `today`, or why it means none.

    ISO; `D.M.` and `D.M.YYYY`; today, yesterday, …; `-3d -2w -1m -1y`, 3 days ago, vor 3 Tagen; a
    weekday (the last one before today); a day and a month's name; a weekday with the date that it is.
    Without a year: the last such day that is not in the future. A month alone, or this and last month,
    means about its middle: `about`. Two-digit years are POSIX's: 69 is 1969, 68 is 2068.
    """
    if "/" in text:
        return DayProblem.SLASHES
    folded = fold(" ".join(text.split()))
    text, strictly = _without_lead(folded, words)
    return (
        _this_or_last(folded, today, words)
        or _with_weekday(text, today, words)
        or _numbered(text, today)
        or _relative(text, today, words)
        or _named(text, today, words, strictly=strictly)
        or DayProblem.UNKNOWN
    )


def parse_span(text: str, words: DayWords) -> Span | None:
    """Return the length of time that `text` states (`6w`, `3 Monate`, `a week`), or None."""
    found = re.fullmatch(r"(\d{1,4}) ?([a-z]+)|([a-z]+) ([a-z]+)", fold(" ".join(text.split())), re.ASCII)
    if not found:
        return None
    count = int(found[1]) if found[1] else words.numbers.get(found[3])
    unit = words.units.get(found[2] or found[4])
    return Span(unit.months * count, unit.days * count) if unit and count is not None else None


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), or the last day of a shorter month.

    Raises:
        ValueError: the year would lie outside 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for shorter in range(4):
        with suppress(ValueError):
            return date(year, month + 1, day.day - shorter)
    raise ValueError(months)


def about(year: int, month: int, today: date) -> Day | DayProblem:
    """Return about the middle of a month: the 15th, or today if that is still to come."""
    if year < _FIRST_YEAR:
        return DayProblem.UNKNOWN
    if not 1 <= month <= _DECEMBER:
        return DayProblem.NO_SUCH_DAY
    if (year, month) > (today.year, today.month):
        return DayProblem.FUTURE
    return Day(min(date(year, month, MIDDLE), today).toordinal(), approximate=True)


_UNITS = {"day": Span(days=1), "week": Span(days=7), "month": Span(months=1), "year": Span(months=12)}
_FIRST_YEAR = 1900
_POSIX_PIVOT = 69
_LEAP_GAP = 9
"""29 February is at most eight years back."""
_DECEMBER = 12
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th|\.)?"


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(keyed([(True, words)]))


def _without_lead(text: str, words: DayWords) -> tuple[str, bool]:
    """Drop `on`, `am`, `last`, `letzten`; say whether a word for *last* was among them."""
    parts = text.split()
    lead = 0
    while lead < len(parts) - 1 and (parts[lead] in words.on or parts[lead] in words.last):
        lead += 1
    return " ".join(parts[lead:]), not words.last.isdisjoint(parts[:lead])


def _this_or_last(text: str, today: date, words: DayWords) -> Day | DayProblem | None:
    """Return what `this month`, `im letzten Monat` mean; a week or a year is no day."""
    *lead, which, unit = ["", "", *text.split()]
    span = words.units.get(unit)
    if re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        return DayProblem.VAGUE
    if not span or which not in words.last | words.this or not words.on.issuperset(filter(None, lead)):
        return None
    if span != _UNITS["month"]:
        return None if span == _UNITS["day"] else DayProblem.VAGUE
    month = add_months(today, -1) if which in words.last else today
    return about(month.year, month.month, today)


def _with_weekday(text: str, today: date, words: DayWords) -> Day | DayProblem | None:
    """Return the date that follows a weekday, if it falls on that."""
    weekday, _, dated = text.partition(" ")
    if weekday.rstrip(".,") not in words.weekdays:
        return None
    dated, _ = _without_lead(dated, words)
    found = _numbered(dated, today) or _dated_by_name(dated, today, words)
    if not isinstance(found, Day):
        return found
    if found.approximate:
        return DayProblem.UNKNOWN
    falls_on_it = date.fromordinal(found.ordinal).weekday() == words.weekdays[weekday.rstrip(".,")]
    return found if falls_on_it else DayProblem.CONTRADICTION


def _numbered(text: str, today: date) -> Day | DayProblem | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
        return _on(int(found[1]), int(found[2]), int(found[3]), today)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", text, re.ASCII):
        return about(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})\.(\d{4})", text, re.ASCII):
        return about(int(found[2]), int(found[1]), today)
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})(?:\.|\. ?(\d{4}|\d{2}))?", text, re.ASCII):
        return _day_month(int(found[1]), int(found[2]), found[3], today)
    return None


def _relative(text: str, today: date, words: DayWords) -> Day | DayProblem | None:
    if text in words.back:
        return _back(Span(days=words.back[text]), today)
    first, _, after = text.partition(" ")
    until, _, last = text.rpartition(" ")
    if text[0:1] in {"-", "\N{MINUS SIGN}", "\N{EN DASH}"}:
        span = parse_span(text[1:], words)
    elif first in words.before:
        span = parse_span(after, words)
    else:
        span = parse_span(until, words) if last in words.ago else None
    return _back(span, today) if span else None


def _named(text: str, today: date, words: DayWords, *, strictly: bool) -> Day | DayProblem | None:
    weekday = words.weekdays.get(text.rstrip("."))
    if weekday is not None:
        return Day(today.toordinal() - (today.weekday() - weekday - 1) % 7 - 1)
    if (found := re.fullmatch(r"([a-z]+)\.?,?(?: (\d{4}))?", text, re.ASCII)) and (month := words.months.get(found[1])):
        year = int(found[2]) if found[2] else today.year - (month + strictly > today.month)
        return about(year, month, today)
    return _dated_by_name(text, today, words)


def _dated_by_name(text: str, today: date, words: DayWords) -> Day | DayProblem | None:
    """Return the day that is dated with the name of its month."""
    if (found := re.fullmatch(_ORDINAL + r" ?([a-z]+)\.?,?(?: (\d{4}))?", text, re.ASCII)) and found[2] in words.months:
        return _day_month(int(found[1]), words.months[found[2]], found[3], today)
    if (found := re.fullmatch(r"([a-z]+)\.? " + _ORDINAL + r",?(?: (\d{4}))?", text, re.ASCII)) and found[
        1
    ] in words.months:
        return _day_month(int(found[2]), words.months[found[1]], found[3], today)
    return None


def _day_month(day: int, month: int, year: str | None, today: date) -> Day | DayProblem:
    if not year:
        return _last(month, day, today)
    century = 0 if len(year) > 2 else 1900 if int(year) >= _POSIX_PIVOT else 2000  # noqa: PLR2004 - two digits
    return _on(century + int(year), month, day, today)


def _on(year: int, month: int, day: int, today: date) -> Day | DayProblem:
    if year < _FIRST_YEAR:
        return DayProblem.UNKNOWN
    try:
        found = date(year, month, day)
    except ValueError:
        return DayProblem.NO_SUCH_DAY
    return DayProblem.FUTURE if found > today else Day(found.toordinal())


def _last(month: int, day: int, today: date) -> Day | DayProblem:
    """Return the last such day that is not in the future."""
    for year in range(today.year, today.year - _LEAP_GAP, -1):
        found = _on(year, month, day, today)
        if isinstance(found, Day):
            return found
    return DayProblem.NO_SUCH_DAY


def _back(span: Span, today: date) -> Day | DayProblem:
    try:
        found = add_months(today, -span.months) - timedelta(days=span.days)
    except (ValueError, OverflowError):
        return DayProblem.UNKNOWN
    if found > today:
        return DayProblem.FUTURE
    return Day(found.toordinal()) if found.year >= _FIRST_YEAR else DayProblem.UNKNOWN


class ComingProblem(StrEnum):
    """Why a text is no day to come."""

    PAST = "past"
    UNKNOWN = "unknown"
    """Beyond this grammar, or no day of the calendar."""


_YEARS_AHEAD = 8
"""29 February is at most eight years ahead."""


def parse_coming(text: str, today: date, words: DayWords) -> int | ComingProblem:
    """Return the ordinal of the day, today or later, that `text` means on `today`, or why it means none.

    ISO; `D.M.` (the next one) and `D.M.YYYY`; today, tomorrow; `+3d 2w 1m`, in 3 days, in zwei Wochen; a
    weekday (the next one after today).
    """
    folded = fold(" ".join(text.split()))
    lead, _, rest = folded.partition(" ")
    plain = rest if rest and lead in words.on else folded
    found = _dated_ahead(plain, today) or _relative_ahead(plain, today, words)
    if found is None:
        return ComingProblem.UNKNOWN
    return found.toordinal() if found >= today else ComingProblem.PAST


def _dated_ahead(text: str, today: date) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
        return _date_ahead(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\.?(?: ?(\d{4}))?", text, re.ASCII):
        years = [int(found[3])] if found[3] else range(today.year, today.year + _YEARS_AHEAD + 1)
        days = [day for year in years if (day := _date_ahead(year, int(found[2]), int(found[1])))]
        return next((day for day in days if found[3] or day >= today), None)
    return None


def _relative_ahead(text: str, today: date, words: DayWords) -> date | None:
    if text in words.back:
        return today - timedelta(days=words.back[text])
    weekday = words.weekdays.get(text.rstrip("."))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    span = parse_span(text.removeprefix("+"), words)
    if span is None:
        return None
    with suppress(ValueError, OverflowError):
        return add_months(today, span.months) + timedelta(days=span.days)
    return None


def _date_ahead(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


_LEAP_YEAR = 2000
_WRITTEN = (
    re.compile(r"(?:(?P<year>\d{4})|-)-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\.|\. ?(?P<year>\d{4}))?", re.ASCII),
)


def parse_birthday(text: str) -> str | None:
    """Return "YYYY-MM-DD", or "--MM-DD" without a year, for 1980-05-12, --05-12, 12.5.1980 or 12.5.

    None stands for anything else. 29 February needs no year.
    """
    found = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(text.strip()))), None)
    if found is None:
        return None
    try:
        day = date(int(found["year"] or _LEAP_YEAR), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day.isoformat() if found["year"] else f"--{day:%m-%d}"


def born(birthday: str, today: date) -> bool:
    """Say whether a stored birthday, if it has a year, is today's or earlier; both are written to compare."""
    return birthday.startswith("-") or birthday <= today.isoformat()

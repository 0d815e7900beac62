"""Which day a text means: a fixed grammar in German and English that never guesses."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import fold, keyed
from netcheck.domain.spans import Span, add_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


FIRST_YEAR = 1900
"""No day of a log is in an earlier one; whatever is, is a slip."""
MIDDLE = 15
"""The day of a month that stands for all of it."""


class DayProblem(StrEnum):
    """Why a text is no day."""

    FUTURE = "future"
    PAST = "past"
    """Before today, where a day to come is meant."""
    SLASHES = "slashes"
    """A slash: 03/11 is March in one country and November in another."""
    NO_SUCH_DAY = "no_such_day"
    """31.2., or a month 13."""
    CONTRADICTION = "contradiction"
    """A weekday, and a date that falls on another."""
    VAGUE = "vague"
    """A week or a year, or anything else that is neither a day nor a month."""
    RANGE = "range"
    """Two days or more: 12.-14. Oktober, Monday and Tuesday."""
    HOURS = "hours"
    """A number of hours: which day that is depends on the hour of now."""
    UNKNOWN = "unknown"
    """Beyond this grammar, or before 1900."""


class Day(NamedTuple):
    """One day as a proleptic Gregorian ordinal; `approximate` if only its month was named."""

    ordinal: int
    approximate: bool = False


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
    between: frozenset[str]
    times: frozenset[str]
    at: frozenset[str]
    clock: frozenset[str]

    @classmethod
    @cache
    def of(cls) -> DayWords:
        """Fold the words of all languages."""
        all_ = LEXICON.values()
        return cls(
            keyed(group for one in all_ for group in one.days_back.items()),
            keyed(group for one in all_ for group in enumerate(one.weekdays)),
            keyed(group for one in all_ for group in enumerate(one.months, 1)),
            keyed((_UNITS[unit], words) for one in all_ for unit, words in one.units.items()),
            keyed(group for one in all_ for group in one.numbers.items()),
            _folded(word for one in all_ for word in one.before),
            _folded(word for one in all_ for word in one.ago),
            _folded(word for one in all_ for word in one.last),
            _folded(word for one in all_ for word in one.this),
            _folded(word for one in all_ for word in one.on),
            _folded(word for one in all_ for word in one.between),
            _folded(word for one in all_ for word in one.times_of_day),
            _folded(word for one in all_ for word in one.at),
            _folded(word for one in all_ for word in one.clock),
        )


def parse_day(text: str, today: date, words: DayWords, *, ahead: bool = False) -> Day | DayProblem:
    """Return the day that `text` means on `today`, or why it means none: up to today or, `ahead`, from today on.

    ISO; `D.M.` and `D.M.YYYY`; today, yesterday, tomorrow …; `-3d -2w -1m -1y`, 3 days ago, vor 3 Tagen, and ahead
    `+3d 2w`, in 3 days; a weekday (the last one before today, or the next one after it); a day and a month's name;
    a weekday with the date that it is. Without a year: the nearest such day in that direction. A month alone, or
    this and last month, means about its middle, but nothing ahead. A year of two digits is one from 2000 on. A time of
    day behind all that, with its zone or without, is passed over: the day is the one that is written.
    """
    return _DayParser(today, words, ahead=ahead).day(text)


def parse_span(text: str, words: DayWords) -> Span | None:
    """Return the length of time that `text` states (`6w`, `3 Monate`, `a week`), or None."""
    found = re.fullmatch(r"(\d{1,4}) ?([a-z]+)|([a-z]+) ([a-z]+)", fold(" ".join(text.split())), re.ASCII)
    if not found:
        return None
    count = int(found[1]) if found[1] else words.numbers.get(found[3])
    unit = words.units.get(found[2] or found[4])
    return Span(unit.months * count, unit.days * count) if unit and count is not None else None


def without_clock(text: str, words: DayWords) -> str:
    """Return `text`, folded, without the hour at its end: `18:00`, `um 8 Uhr`, `5pm`, `T15:42:00+01:00`."""
    text = fold(" ".join(text.split()))
    if not any(map(str.isdigit, text)):
        return text
    at, clock = (f"(?:{'|'.join(map(re.escape, sorted(group)))})" for group in (words.at, words.clock))
    hour, minutes, zone = r"(?:[01]?\d|2[0-3])", r"[0-5]\d", r"(?:z|utc|gmt|[+-]\d\d:?\d\d)"
    found = re.fullmatch(
        rf"(.*?\w\W??)(?:,? |(?<=\d)t)(?:"
        rf"(?:{at} )?{hour}:{minutes}(?::{minutes}(?:[.,]\d+)?)?(?: ?{clock})?(?: ?{zone})?"
        rf"|(?:{at} )?{hour}(?:\.{minutes})? ?{clock}(?: {minutes})?"
        rf"|{at} {hour}(?:\.{minutes})?"
        rf"|(?:{at} )?(?:0?[1-9]|1[0-2])(?:[:.]{minutes})? ?[ap]\.?m\.?"
        rf"|({hour} ?h))",
        text,
        re.ASCII,
    )
    if not found:
        return text
    last = re.search(r"[a-z]+$", found[1])
    # 2 days 3h is a length of time.
    return text if found[2] and last and last[0] in words.units else found[1]


def without_time(text: str, words: DayWords) -> str:
    """Return `text`, folded, without the time of day at its end, in figures, in a word (`evening`) or in both."""
    text = without_clock(_without_time_word(fold(" ".join(text.split())), words), words)
    return _without_time_word(text, words)


def about(year: int, month: int, today: date) -> Day | DayProblem:
    """Return about the middle of a month: the 15th, or today if that is still to come."""
    if year < FIRST_YEAR:
        return DayProblem.UNKNOWN
    if not 1 <= month <= _DECEMBER:
        return DayProblem.NO_SUCH_DAY
    if (year, month) > (today.year, today.month):
        return DayProblem.FUTURE
    return Day(min(date(year, month, MIDDLE), today).toordinal(), approximate=True)


_UNITS = {"day": Span(days=1), "week": Span(days=7), "month": Span(months=1), "year": Span(months=12)}
_LEAP_GAP = 8
"""29 February is at most so many years off."""
_DECEMBER = 12
_CENTURY = 2000
"""Of a year of two digits."""
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(\d{4}|['’]\d{2})"
_DASHES = "-–—"
_DASHED = r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}"
"""One date, whose dashes are no range."""


def _year(text: str) -> int:
    return int(text) if len(text) == len("2026") else _CENTURY + int(text[-2:])


def _without_time_word(text: str, words: DayWords) -> str:
    day, _, last = text.rpartition(" ")
    return day.rstrip(",") if day and last in words.times else text


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(keyed([(True, words)]))


class _DayParser:
    """Reads one text as a day up to `today` or, `ahead`, from it on."""

    def __init__(self, today: date, words: DayWords, *, ahead: bool) -> None:
        self.today = today
        self.words = words
        self.ahead = ahead

    def day(self, text: str) -> Day | DayProblem:
        """Return the day that a text means, or why it means none."""
        if "/" in text:
            return DayProblem.SLASHES
        folded = fold(" ".join(text.split()))
        found = self._dated(folded)
        if found is not DayProblem.UNKNOWN:
            return found
        plain = without_time(folded, self.words)
        if plain != folded:
            found = self._dated(plain)
        return DayProblem.RANGE if found is DayProblem.UNKNOWN and self._several(plain) else found

    def _dated(self, folded: str) -> Day | DayProblem:
        text, strictly = self._without_lead(folded)
        return (
            self._this_or_last(folded)
            or self._with_weekday(text)
            or self._numbered(text)
            or self._relative(text)
            or self._named(text, strictly=strictly)
            or DayProblem.UNKNOWN
        )

    def _several(self, text: str) -> bool:
        """Say whether days stand on both sides of a dash or of a word such as `and`, `bis`, and at the end."""
        tokens = re.findall(rf"\w+|[{_DASHES}&+]", re.sub(_DASHED, "0", text))
        return any(map(self._part_of_a_day, tokens[-1:])) and any(
            token in self.words.between | set(_DASHES)
            and any(map(self._part_of_a_day, tokens[max(at - 1, 0) : at]))
            and any(map(self._part_of_a_day, tokens[at + 1 : at + 3]))
            for at, token in enumerate(tokens)
        )

    def _part_of_a_day(self, token: str) -> bool:
        words = self.words
        return token[0].isdigit() or token in words.weekdays or token in words.months or token in words.back

    def _without_lead(self, text: str) -> tuple[str, bool]:
        """Drop `on`, `am`, and where days are past `last`, `letzten`; say whether a word for *last* was among them."""
        parts, last = text.split(), frozenset[str]() if self.ahead else self.words.last
        lead = 0
        while lead < len(parts) - 1 and (parts[lead] in self.words.on or parts[lead] in last):
            if parts[lead] in parts[:lead] or (parts[lead] in last and not last.isdisjoint(parts[:lead])):
                break
            lead += 1
        return " ".join(parts[lead:]), not last.isdisjoint(parts[:lead])

    def _this_or_last(self, text: str) -> Day | DayProblem | None:
        """Return what `this month`, `im letzten Monat` mean; a week or a year is no day."""
        words = self.words
        *lead, which, unit = ["", "", *text.split()]
        span = words.units.get(unit)
        if re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
            return DayProblem.VAGUE
        if not span or which not in words.last | words.this or not words.on.issuperset(filter(None, lead)):
            return None
        if span != _UNITS["month"]:
            return None if span == _UNITS["day"] else DayProblem.VAGUE
        month = add_months(self.today, -1) if which in words.last else self.today
        return self._month(month.year, month.month)

    def _with_weekday(self, text: str) -> Day | DayProblem | None:
        """Return the date that follows a weekday, if it falls on that."""
        weekday, _, dated = text.partition(" ")
        weekday = weekday.rstrip(".,")
        if weekday not in self.words.weekdays:
            return None
        dated, _ = self._without_lead(dated)
        found = self._numbered(dated) or self._dated_by_name(dated)
        if not isinstance(found, Day):
            return found
        if found.approximate:
            return DayProblem.UNKNOWN
        falls_on_it = date.fromordinal(found.ordinal).weekday() == self.words.weekdays[weekday]
        return found if falls_on_it else DayProblem.CONTRADICTION

    def _numbered(self, text: str) -> Day | DayProblem | None:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
            return self._on(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})", text, re.ASCII):
            return self._month(int(found[1]), int(found[2]))
        if found := re.fullmatch(r"(\d{1,2})\.(\d{4})", text, re.ASCII):
            return self._month(int(found[2]), int(found[1]))
        if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})(?:\.|\.(\d{2})|\.? ?(\d{4}))?", text, re.ASCII):
            return self._day_month(int(found[1]), int(found[2]), found[3] or found[4])
        return None

    def _relative(self, text: str) -> Day | DayProblem | None:
        words = self.words
        if text in words.back:
            return self._shifted(Span(days=words.back[text]), -1)
        first, _, after = text.partition(" ")
        until, _, last = text.rpartition(" ")
        sign = -1
        if text[0:1] in {"-", "\N{MINUS SIGN}", "\N{EN DASH}"}:
            span = parse_span(text[1:], words)
        elif first in words.before:
            span = parse_span(after, words)
        elif last in words.ago:
            span = parse_span(until, words)
        elif self.ahead:
            span, sign = parse_span(text.removeprefix("+"), words), 1
        else:
            span = None
        return self._shifted(span, sign) if span else None

    def _named(self, text: str, *, strictly: bool) -> Day | DayProblem | None:
        words, today = self.words, self.today
        weekday = words.weekdays.get(text.rstrip("."))
        if weekday is not None:
            apart = weekday - today.weekday() if self.ahead else today.weekday() - weekday
            return self._shifted(Span(days=(apart - 1) % 7 + 1), 1 if self.ahead else -1)
        if (found := re.fullmatch(r"([a-z]+)\.?,?(?: " + _YEAR + ")?", text, re.ASCII)) and (
            month := words.months.get(found[1])
        ):
            return self._month(_year(found[2]) if found[2] else today.year - (month + strictly > today.month), month)
        return self._dated_by_name(text)

    def _dated_by_name(self, text: str) -> Day | DayProblem | None:
        """Return the day that is dated with the name of its month."""
        months = self.words.months
        found = re.fullmatch(_ORDINAL + r" ?([a-z]+)\.?,?(?: (\d{4}|['’]?\d{2}))?", text, re.ASCII)
        if found and found[2] in months:
            return self._day_month(int(found[1]), months[found[2]], found[3])
        found = re.fullmatch(r"([a-z]+)\.? " + _ORDINAL + ",?(?: " + _YEAR + ")?", text, re.ASCII)
        if found and found[1] in months:
            return self._day_month(int(found[2]), months[found[1]], found[3])
        return None

    def _day_month(self, day: int, month: int, year: str | None) -> Day | DayProblem:
        return self._on(_year(year), month, day) if year else self._nearest(month, day)

    def _nearest(self, month: int, day: int) -> Day | DayProblem:
        """Return the nearest such day in the direction that is meant, today included."""
        for years in range(_LEAP_GAP + 1):
            found = self._on(self.today.year + (years if self.ahead else -years), month, day)
            if isinstance(found, Day):
                return found
        return DayProblem.NO_SUCH_DAY

    def _on(self, year: int, month: int, day: int) -> Day | DayProblem:
        if year < FIRST_YEAR and not self.ahead:
            return DayProblem.UNKNOWN
        try:
            return self._directed(date(year, month, day))
        except ValueError:
            return DayProblem.NO_SUCH_DAY

    def _month(self, year: int, month: int) -> Day | DayProblem:
        return DayProblem.VAGUE if self.ahead else about(year, month, self.today)

    def _shifted(self, span: Span, sign: int) -> Day | DayProblem:
        """Return the day a length of time before (-1) or after (1) today."""
        try:
            return self._directed(add_months(self.today, sign * span.months) + timedelta(days=sign * span.days))
        except (ValueError, OverflowError):
            return DayProblem.UNKNOWN

    def _directed(self, found: date) -> Day | DayProblem:
        """Return a day of the calendar, unless it lies in the other direction."""
        if self.ahead:
            return Day(found.toordinal()) if found >= self.today else DayProblem.PAST
        if found > self.today:
            return DayProblem.FUTURE
        return Day(found.toordinal()) if found.year >= FIRST_YEAR else DayProblem.UNKNOWN

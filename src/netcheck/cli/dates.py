"""Days and spans as a user types them; dateparser only where the fixed grammar knows nothing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from netcheck import i18n
from netcheck.domain.cadence import of_span
from netcheck.domain.dates import (
    FIRST_YEAR,
    Day,
    DayProblem,
    DayWords,
    about,
    parse_day,
    parse_span,
    without_clock,
    without_time,
)
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import fold
from netcheck.domain.spans import Span, add_months
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App


_LETTERS = 4
_MOST_WORDS = 4
_MOST_TIME_WORDS = 3
_CENTURY = 2000
_DAY_MONTH = re.compile(r"\d *\. *\d")
_JOINS = frozenset({"the", "of", "st", "nd", "rd", "th", "and", "und", "about"})
"""Words that say no more than the day beside them."""
_SETTLED = {DayProblem.CONTRADICTION, DayProblem.VAGUE, DayProblem.FUTURE, DayProblem.RANGE}
"""Why words that belong together are no day."""


def day_option(text: str | None, app: App) -> int | None:
    """Return the ordinal of a day given as an option, None for no option.

    Raises:
        UsageError: it is no day, or lies in the future.
    """
    return None if text is None else day_of(text, app).ordinal


def since_option(text: str | None, app: App) -> int | None:
    """Return the ordinal of the first day given as an option, of a month its first; None for no option.

    Raises:
        UsageError: it is no day, or lies in the future.
    """
    if text is None:
        return None
    found = day_of(text, app)
    return date.fromordinal(found.ordinal).replace(day=1).toordinal() if found.approximate else found.ordinal


def span_option(since: str | None, until: str | None, app: App) -> tuple[int | None, int | None]:
    """Return the ordinals of the first and the last day given as options, None for no option.

    Raises:
        UsageError: one is no day or lies in the future, or the first comes after the last.
    """
    first, last = since_option(since, app), _until(until, app)
    if first is not None and last is not None and first > last:
        raise UsageError("since_after_until", since=since, until=until)
    return first, last


def _until(text: str | None, app: App) -> int | None:
    """Return the ordinal of a day, of a month its last or, in this one, today."""
    if text is None:
        return None
    found = day_of(text, app)
    if not found.approximate:
        return found.ordinal
    following = add_months(date.fromordinal(found.ordinal).replace(day=1), 1)
    return min(following - timedelta(days=1), app.today).toordinal()


def day_of(text: str, app: App) -> Day:
    """Return the day that the user means.

    Raises:
        UsageError: it is no day or more than one, contradicts itself, is vaguer than a month, or lies in the future.
    """
    found = understood(text, app.today, i18n.language())
    if isinstance(found, DayProblem):
        raise UsageError(f"day_{found.value}", text=text)
    return found


def understood(text: str, today: date, language: str) -> Day | DayProblem:
    """Return the day that a text means on `today`, or why it means none; dateparser tries `language` first."""
    words = DayWords.of()
    found = parse_day(text, today, words)
    plain = without_clock(text, words)
    if found is DayProblem.UNKNOWN and _in_words_at_all(plain) and not parse_span(plain, words):
        found = _agreeing(_in_words(plain, today, language), plain, today, words)
    return found


def with_whole_days(tokens: Sequence[str], app: App) -> list[str]:
    """Let a day after `--on` be several words: `--on vor 3 Tagen`. A word that is an exact day stays alone.

    Only a weekday takes the date that follows it: `--on Dienstag 3.11.`.
    """
    words = DayWords.of()
    bound: list[str] = []
    at = 0
    while at < len(tokens) and tokens[at] != "--":
        bound.append(tokens[at])
        at += 1
        if bound[-1] == "--on" and at < len(tokens):
            after = tokens[at : at + _MOST_WORDS + _MOST_TIME_WORDS]
            next_words = [after[0], *takewhile(lambda word: not word.startswith("--"), after[1:])]
            size = _words_of_a_day(next_words, app, words)
            size += _words_of_a_time(next_words, size, words)
            bound.append(" ".join(next_words[:size]))
            at += size
    return [*bound, *tokens[at:]]


def _words_of_a_day(tokens: Sequence[str], app: App, words: DayWords) -> int:
    alone = parse_day(tokens[0], app.today, words)
    if isinstance(alone, Day) and not alone.approximate and not _weekdays(tokens[0], words):
        return 1
    for size in range(min(_MOST_WORDS, len(tokens)), 1, -1):
        found = parse_day(" ".join(tokens[:size]), app.today, words)
        if isinstance(found, Day) or found in _SETTLED:
            return size
    return 1


def _words_of_a_time(tokens: Sequence[str], size: int, words: DayWords) -> int:
    """Return how many words behind the day, which is `size` words long, are a time of day."""
    day = fold(" ".join(tokens[:size]))
    sizes = range(min(_MOST_TIME_WORDS, len(tokens) - size), 0, -1)
    return next((more for more in sizes if without_time(" ".join(tokens[: size + more]), words) == day), 0)


def _weekdays(text: str, words: DayWords) -> set[int]:
    """Return the weekdays named in a text, from 0."""
    return {words.weekdays[word] for word in re.findall(r"\w+", fold(text)) if word in words.weekdays}


def _in_words_at_all(text: str) -> bool:
    """Say whether to ask dateparser.

    It takes `a` for the first of a month, `2m` for two minutes ago and `3.11.` for ten past three.
    """
    letters = sum(letter.isalpha() for letter in text)
    return letters + any(char.isdigit() for char in text) >= _LETTERS and not _DAY_MONTH.search(text)


def _agreeing(found: Day | DayProblem, text: str, today: date, words: DayWords) -> Day | DayProblem:
    """Refuse a day that is not the weekday, or of the month, in the text, or leaves out a number or a word of it.

    dateparser does not look at a weekday beside a date, takes 12.-14. Oktober for October 2014, `yesterday today` for
    today and `after friday` for Friday.
    """
    if not isinstance(found, Day):
        return found
    tokens = re.findall(r"['’]?\d+|[^\W\d]+", fold(text))
    back = [words.back[token] for token in tokens if token in words.back]
    if len(back) + sum(token in words.weekdays for token in tokens) > 1:
        return DayProblem.RANGE
    if not all(_of_days(token, words) for token in tokens) or back not in ([], [today.toordinal() - found.ordinal]):
        return DayProblem.UNKNOWN
    day = date.fromordinal(found.ordinal)
    weekdays = _weekdays(text, words)
    if weekdays and (found.approximate or weekdays != {day.weekday()}):
        return DayProblem.CONTRADICTION
    months = {words.months[token] for token in tokens if token in words.months}
    in_numbers = {"day": day.day, "month": day.month, "year": day.year}
    if found.approximate:
        del in_numbers["day"]
    if months:
        del in_numbers["month"]
    spans, numbers = _numbers(tokens, words)
    if spans:
        then = add_months(today, -sum(span.months for span in spans)) - timedelta(sum(span.days for span in spans))
        uses_all = not numbers and (then.replace(day=1) == day.replace(day=1) if found.approximate else then == day)
    else:
        uses_all = Counter(numbers) <= Counter(in_numbers.values())
    return found if uses_all and months <= {day.month} else DayProblem.UNKNOWN


def _of_days(token: str, words: DayWords) -> bool:
    """Say whether a token is a number, or a word that leaves a day beside it what it is."""
    tables = (words.back, words.weekdays, words.months, words.units, words.numbers)
    sets = (words.before, words.ago, words.last, words.this, words.on, words.times, words.at, words.clock, _JOINS)
    return token[-1].isdigit() or any(token in known for known in (*tables, *sets))


def _numbers(tokens: Sequence[str], words: DayWords) -> tuple[list[Span], list[int]]:
    """Return the lengths of time that a text counts, and all other numbers in it: '23 is the year, an hour is 0."""
    spans, numbers = [], []
    for before, token, following in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        digits = token.lstrip("'’")
        span = parse_span(f"{digits} {following}", words)
        if span:
            spans.append(span)
        elif digits.isdecimal() and (before in words.at or following in words.clock):
            numbers.append(0)
        elif digits.isdecimal():
            numbers.append(int(digits) if digits == token else _CENTURY + int(digits))
    return spans, numbers


@cache
def _in_words(text: str, today: date, language: str) -> Day | DayProblem:
    """Ask dateparser, relative to today, for a day in the past, or for about a month.

    It makes a day of everything; only its period tells what was named. It counts hours from the one that it is given,
    and what comes to another day at the end of the day than at its start is none.
    """
    from datetime import datetime, time

    from dateparser.date import DateDataParser

    languages = [language, *(other for other in i18n.LANGUAGES if other != language)]

    def ask(hour: time) -> tuple[datetime | None, str]:
        settings = {
            "RELATIVE_BASE": datetime.combine(today, hour),
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "DATE_ORDER": "DMY",
            "PARSERS": ["relative-time", "custom-formats", "absolute-time"],
        }
        # By default it asks for the machine's zone, and fails where TZ holds no IANA name, such as EST5EDT4. In UTC it
        # need not ask, but takes a day whose text names a zone to UTC; there the default does not ask and leaves the
        # day alone.
        answer = DateDataParser(languages, settings={**settings, "TIMEZONE": "UTC"}).get_date_data(text)
        if answer.date_obj is not None and answer.date_obj.tzinfo is not None:
            answer = DateDataParser(languages, settings=settings).get_date_data(text)
        return answer.date_obj, answer.period

    (found, period), (late, _) = ask(time.min), ask(time.max)
    if found is None or late is None:
        return DayProblem.UNKNOWN
    if found.date() != late.date():
        return DayProblem.HOURS
    if period == "month":
        return about(found.year, found.month, today)
    if found.date() > today:
        return DayProblem.FUTURE
    if period not in {"day", "time"}:
        return DayProblem.VAGUE
    return Day(found.toordinal()) if found.year >= FIRST_YEAR else DayProblem.UNKNOWN


def day_to_come(text: str, app: App) -> int:
    """Return the ordinal of the day, today or later, that the user means.

    Raises:
        UsageError: it is no day, or lies in the past.
    """
    found = parse_day(text, app.today, DayWords.of(), ahead=True)
    if isinstance(found, DayProblem):
        raise UsageError("coming_past" if found is DayProblem.PAST else "coming_unknown", text=text)
    return found.ordinal


def cadence_of(text: str) -> str:
    """Return how often, as it is stored, for "6w", "6 weeks", "alle 6 Wochen", "every week"; "" for an empty text.

    Raises:
        UsageError: it is no length of time, or longer than ten years.
    """
    words, days = text.split(), DayWords.of()
    if words[1:] and any(fold(words[0]) in map(fold, language.every) for language in LEXICON.values()):
        del words[0]
    span = parse_span(" ".join(words), days) or parse_span(" ".join(["1", *words]), days)
    found = of_span(span) if span else None
    if words and found is None:
        raise UsageError("bad_cadence", text=text)
    return str(found or "")

"""Days and spans as a user types them; dateparser only where the fixed grammar knows nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from netcheck import i18n
from netcheck.domain.cadence import of_span
from netcheck.domain.dates import Day, DayProblem, DayWords, about, parse_day, parse_span
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import fold
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netcheck.cli.app import App


_LETTERS = 4
_MOST_WORDS = 4
_CLOCK = re.compile(
    r"\b(?:(?:um|gegen|at) *)?\d{1,2}(?:[:.]\d\d)? *(?:uhr|h|am|pm)$|\b(?:um|at) *\d[\d:.]*$", re.IGNORECASE
)
"""A time at the end, which a parser of dates may take for a day or a year."""
_DAY_MONTH = re.compile(r"\d *\. *\d")
_SETTLED = {DayProblem.CONTRADICTION, DayProblem.VAGUE, DayProblem.FUTURE}
"""Why words that belong together are no day."""


def day_option(text: str | None, app: App) -> int | None:
    """Return the ordinal of a day given as an option, None for no option.

    Raises:
        UsageError: it is no day, or lies in the future.
    """
    return None if text is None else day_of(text, app).ordinal


def span_option(since: str | None, until: str | None, app: App) -> tuple[int | None, int | None]:
    """Return the ordinals of the first and the last day given as options, None for no option.

    Raises:
        UsageError: one is no day or lies in the future, or the first comes after the last.
    """
    first, last = day_option(since, app), day_option(until, app)
    if first is not None and last is not None and first > last:
        raise UsageError("since_after_until", since=since, until=until)
    return first, last


def day_of(text: str, app: App) -> Day:
    """Return the day that the user means.

    Raises:
        UsageError: it is no day, contradicts itself, is vaguer than a month, or lies in the future.
    """
    words = DayWords.of()
    found = parse_day(text, app.today, words)
    plain = _CLOCK.sub("", text.strip()).strip()
    if found is DayProblem.UNKNOWN:
        found = parse_day(_without_time_of_day(plain), app.today, words)
    if found is DayProblem.UNKNOWN and _in_words_at_all(plain) and not parse_span(plain, words):
        found = _agreeing(_in_words(plain, app.today, i18n.language()), plain, words)
    if isinstance(found, DayProblem):
        raise UsageError(f"day_{found.value}", text=text)
    return found


def with_whole_days(tokens: Sequence[str], app: App) -> list[str]:
    """Let a day after `--on` be several words: `--on vor 3 Tagen`. A word that is an exact day stays alone.

    Only a weekday takes the date that follows it: `--on Dienstag 3.11.`.
    """
    words = DayWords.of()
    bound: list[str] = []
    rest = list(tokens)
    while rest and rest[0] != "--":
        bound.append(rest.pop(0))
        if bound[-1] == "--on" and rest:
            size = _words_of_a_day(rest, app, words)
            size += any(_is_time_of_day(word) for word in rest[size : size + 1])
            bound.append(" ".join(rest[:size]))
            rest = rest[size:]
    return bound + rest


def _is_time_of_day(word: str) -> bool:
    return any(fold(word) in map(fold, language.times_of_day) for language in LEXICON.values())


def _words_of_a_day(tokens: Sequence[str], app: App, words: DayWords) -> int:
    alone = parse_day(tokens[0], app.today, words)
    if isinstance(alone, Day) and not alone.approximate and not _weekdays(tokens[0], words):
        return 1
    for size in range(_MOST_WORDS, 1, -1):
        found = parse_day(" ".join(tokens[:size]), app.today, words)
        if isinstance(found, Day) or found in _SETTLED:
            return size
    return 1


def _weekdays(text: str, words: DayWords) -> set[int]:
    """Return the weekdays named in a text, from 0."""
    return {words.weekdays[word] for word in re.findall(r"\w+", fold(text)) if word in words.weekdays}


def _without_time_of_day(text: str) -> str:
    """Return `gestern` for `gestern Abend`."""
    *day, last = text.split() or [text]
    return " ".join(day) if _is_time_of_day(last) else text


def _in_words_at_all(text: str) -> bool:
    """Say whether to ask dateparser.

    It takes `a` for the first of a month, `2m` for two minutes ago and `3.11.` for ten past three.
    """
    letters = sum(letter.isalpha() for letter in text)
    return letters + any(char.isdigit() for char in text) >= _LETTERS and not _DAY_MONTH.search(text)


def _agreeing(found: Day | DayProblem, text: str, words: DayWords) -> Day | DayProblem:
    """Refuse a day that is not the weekday in the text, which dateparser leaves out of account beside a date."""
    named = _weekdays(text, words)
    if not named or not isinstance(found, Day):
        return found
    agrees = not found.approximate and named == {(found.ordinal - 1) % 7}
    return found if agrees else DayProblem.CONTRADICTION


@cache
def _in_words(text: str, today: date, language: str) -> Day | DayProblem:
    """Ask dateparser, relative to today, for a day in the past, or for about a month.

    It makes a day of everything; only its period tells what was named.
    """
    from datetime import datetime, time

    from dateparser.date import DateDataParser

    languages = [language, *(other for other in i18n.LANGUAGES if other != language)]
    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time", "custom-formats", "absolute-time"],
    }
    # By default it asks for the machine's zone, and fails where TZ holds no IANA name, such as EST5EDT4. In UTC it need
    # not ask, but takes a day whose text names a zone to UTC; there the default does not ask and leaves the day alone.
    answer = DateDataParser(languages, settings={**settings, "TIMEZONE": "UTC"}).get_date_data(text)
    if answer.date_obj is not None and answer.date_obj.tzinfo is not None:
        answer = DateDataParser(languages, settings=settings).get_date_data(text)
    found = answer.date_obj
    if found is None:
        return DayProblem.UNKNOWN
    if answer.period == "month":
        return about(found.year, found.month, today)
    if found.date() > today:
        return DayProblem.FUTURE
    if answer.period not in {"day", "time"}:
        return DayProblem.VAGUE
    return Day(found.toordinal())


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

"""Days as a user types them; dateparser only where the fixed grammar knows nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from netcheck.domain.days import Day, DayProblem, DayWords, parse_day
from netcheck.domain.matching import fold
from netcheck.errors import UsageError
from netcheck.words import vocabulary as lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netcheck.commands.context import App

_LETTERS = 4
_MOST_WORDS = 4


def day_option(text: str | None, app: App) -> int | None:
    """Return the ordinal of a day given as an option, None for no option.

    Raises:
        UsageError: it is no day, or lies in the future.
    """
    return None if text is None else day_of(text, app).ordinal


def day_of(text: str, app: App) -> Day:
    """Return the day that the user means.

    Raises:
        UsageError: it is no day, or lies in the future.
    """
    words = DayWords.of(lexicon)
    found = parse_day(text, app.today, words)
    if found is DayProblem.UNKNOWN:
        found = parse_day(_without_time_of_day(text), app.today, words)
    if found is DayProblem.UNKNOWN and _in_words_at_all(text):
        found = _in_words(text, app.today, app.words.language)
    if isinstance(found, DayProblem):
        raise UsageError(f"day_{found.value}", text=text)
    return found


def with_whole_days(tokens: Sequence[str], app: App, words: DayWords) -> list[str]:
    """Let a day after `--on` be several words: `--on vor 3 Tagen`. A word that is an exact day stays alone."""
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
    return fold(word) in map(fold, lexicon.TIMES_OF_DAY)


def _words_of_a_day(tokens: Sequence[str], app: App, words: DayWords) -> int:
    sizes: list[int] = [1, *range(_MOST_WORDS, 1, -1)]
    for size in sizes:
        day = parse_day(" ".join(tokens[:size]), app.today, words)
        if isinstance(day, Day) and not (size == 1 and day.approximate and len(tokens) > 1):
            return size
    return 1


def _without_time_of_day(text: str) -> str:
    """Return `gestern` for `gestern Abend`."""
    *day, last = text.split() or [text]
    return " ".join(day) if _is_time_of_day(last) else text


def _in_words_at_all(text: str) -> bool:
    """Say whether to ask dateparser, which takes `a` for the first of a month and `2m` for two minutes ago."""
    letters = sum(letter.isalpha() for letter in text)
    return letters + any(char.isdigit() for char in text) >= _LETTERS


@cache
def _in_words(text: str, today: date, language: str) -> Day | DayProblem:
    """Ask dateparser, relative to today, for a day in the past."""
    from datetime import datetime, time

    import dateparser

    found = dateparser.parse(
        text,
        languages=[language, *({"de", "en"} - {language})],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "DATE_ORDER": "DMY",
        },
    )
    if found is None:
        return DayProblem.UNKNOWN
    return Day(found.toordinal(), approximate=False) if found.date() <= today else DayProblem.FUTURE

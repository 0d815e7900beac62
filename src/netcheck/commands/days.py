"""Days as a user types them; dateparser only where the fixed grammar knows nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from netcheck.domain.days import Day, DayProblem, DayWords, parse_day
from netcheck.errors import UsageError
from netcheck.words import vocabulary as lexicon

if TYPE_CHECKING:
    from datetime import date

    from netcheck.commands.context import App


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
    found = parse_day(text, app.today, DayWords.of(lexicon))
    if found is DayProblem.UNKNOWN and any(letter.isalpha() for letter in text):
        found = _in_words(text, app.today, app.words.language)
    if isinstance(found, DayProblem):
        raise UsageError(f"day_{found.value}", text=text)
    return found


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

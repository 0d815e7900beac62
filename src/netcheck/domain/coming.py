"""Which day to come a piece of text means: the counterpart of `days` for what one means to do."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.domain.days import add_months, parse_span
from netcheck.domain.matching import fold

if TYPE_CHECKING:
    from netcheck.domain.days import DayWords


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
    found = _dated(plain, today) or _relative(plain, today, words)
    if found is None:
        return ComingProblem.UNKNOWN
    return found.toordinal() if found >= today else ComingProblem.PAST


def _dated(text: str, today: date) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\.?(?: ?(\d{4}))?", text, re.ASCII):
        years = [int(found[3])] if found[3] else range(today.year, today.year + _YEARS_AHEAD + 1)
        days = [day for year in years if (day := _date(year, int(found[2]), int(found[1])))]
        return next((day for day in days if found[3] or day >= today), None)
    return None


def _relative(text: str, today: date, words: DayWords) -> date | None:
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


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None

"""Days to come and lengths of time as a user types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.cadence import of_span
from netcheck.domain.coming import ComingProblem, parse_coming
from netcheck.domain.days import DayWords, parse_span
from netcheck.domain.matching import fold
from netcheck.errors import UsageError
from netcheck.words import vocabulary as lexicon

if TYPE_CHECKING:
    from netcheck.commands.context import App


def day_to_come(text: str, app: App) -> int:
    """Return the ordinal of the day, today or later, that the user means.

    Raises:
        UsageError: it is no day, or lies in the past.
    """
    found = parse_coming(text, app.today, DayWords.of(lexicon))
    if isinstance(found, ComingProblem):
        raise UsageError(f"coming_{found.value}", text=text)
    return found


def cadence_of(text: str) -> str:
    """Return how often, as it is stored, for "6w", "6 weeks", "alle 6 Wochen", "every week"; "" for an empty text.

    Raises:
        UsageError: it is no length of time, or longer than ten years.
    """
    words, days = text.split(), DayWords.of(lexicon)
    if words[1:] and fold(words[0]) in map(fold, lexicon.EVERY):
        del words[0]
    span = parse_span(" ".join(words), days) or parse_span(" ".join(["1", *words]), days)
    found = of_span(span) if span else None
    if words and found is None:
        raise UsageError("bad_cadence", text=text)
    return str(found or "")

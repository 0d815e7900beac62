"""True sentences for entries, and the line that confirms one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.view.safe import safe
from netcheck.view.text import month_year, weekday_date

if TYPE_CHECKING:
    from netcheck.domain.model import Event
    from netcheck.words import Words


_ENDS = (".", "!", "?", "…")


def event_clause(event: Event, name: str, words: Words, *, note: bool = True) -> str:
    """Return the sentence without its full stop, with the note after a colon unless `note` is false."""
    sentence = words.sentences.events[event.kind, event.direction].format(name=safe(name))
    if not (note and event.note):
        return sentence
    return words.sentences.with_note.format(sentence=sentence, note=safe(event.note))


def event_sentence(event: Event, name: str, words: Words) -> str:
    """Return the whole sentence: "Alma Reuter hat dir Feedback gegeben: zum Schluss."."""
    clause = event_clause(event, name, words)
    return clause if clause.endswith(_ENDS) else f"{clause}."


def tick(words: Words) -> str:
    """Return the sign that opens a confirmation."""
    return words.sentences.tick


def confirmation(
    event: Event, name: str, short_id: str, today: date, words: Words, *, approximate: bool = False
) -> str:
    """Return the line that confirms an entry: the tick, the sentence, then day, weight, "asked for" and short id.

    The day is "today", a weekday with its date or, where `approximate`, the month only.
    """
    tail = [_day(event.day, today, words, approximate)]
    if event.weight != 1:
        tail.append(words.sentences.weights[event.weight])
    if event.asked:
        tail.append(words.sentences.asked)
    tail.append(short_id)
    return f"{tick(words)} {event_sentence(event, name, words)}   {' · '.join(tail)}"


def _day(ordinal: int, today: date, words: Words, approximate: bool) -> str:
    day = date.fromordinal(ordinal)
    if approximate:
        return words.sentences.approximate.format(month=month_year(day, words))
    return words.common.today if day == today else weekday_date(day, today, words)

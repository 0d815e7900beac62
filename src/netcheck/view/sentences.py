"""Tells an entry as one true sentence, which shows at once if its direction, day or person was wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.view.safe import safe

if TYPE_CHECKING:
    from netcheck.domain.events import Event
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


def confirmation(
    event: Event, name: str, short_id: str, today: date, words: Words, approximate: bool = False
) -> str:
    """Return the line that confirms an entry: "✓", the sentence, then day, weight, "asked for" and short id.

    The day is "today", a weekday with its date, or, where `approximate`, the month only.
    """
    texts = words.sentences
    tail = [_day(event.day, today, words, approximate)]
    if event.weight != 1:
        tail.append(texts.weights[event.weight])
    if event.asked:
        tail.append(texts.asked)
    tail.append(short_id)
    return f"{texts.tick} {event_sentence(event, name, words)}   {' · '.join(tail)}"


def weekday_date(day: int, today: date, words: Words) -> str:
    """Return an ordinal day as "Do, 12. November", with the year where it is not today's."""
    on = date.fromordinal(day)
    weekday = words.common.weekdays_short[on.weekday()]
    month = words.common.months[on.month - 1]
    if on.year == today.year:
        return words.common.weekday_date.format(weekday=weekday, day=on.day, month=month)
    long_date = words.common.long_date.format(day=on.day, month=month, year=on.year)
    return words.sentences.weekday_long_date.format(weekday=weekday, date=long_date)


def _day(day: int, today: date, words: Words, approximate: bool) -> str:
    if approximate:
        on = date.fromordinal(day)
        month = words.common.month_year.format(month=words.common.months[on.month - 1], year=on.year)
        return words.sentences.approximate.format(month=month)
    if day == today.toordinal():
        return words.common.today
    return weekday_date(day, today, words)

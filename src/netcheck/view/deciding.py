"""What is shown while one decides whom to be reminded of, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.cadence import about
from netcheck.view.cadence import every_text
from netcheck.view.safe import safe
from netcheck.view.text import HOLD, date_of, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.deciding import Undecided, Week
    from netcheck.words import Words

_SHOWN_WEEKS = 8


def undecided_line(person: Undecided, today: date, words: Words) -> str:
    """Return who it is: the name, how many entries, the last one, and how often it usually is."""
    texts = words.remind
    if person.last is None:
        facts = [texts.triage_none]
    else:
        day = date_of(date.fromordinal(person.last), today, words)
        facts = [texts.triage_person.format(entries=words.common.entries(person.entries), day=day)]
    if person.gap is not None:
        facts.append(texts.triage_usual.format(every=every_text(str(about(person.gap)), words)))
    return f"{safe(person.contact.name)}   {', '.join(facts)}"


def decision_prompt(cadences: Sequence[str], words: Words) -> str:
    """Return the keys, those for the cadences counted from 1, and the prompt."""
    texts = words.remind
    keys = [f"[{number}] {every_text(every, words)}" for number, every in enumerate(cadences, start=1)]
    return f"  {'   '.join(keys)}\n  {texts.triage_keys} ›"


def plan_lines(weeks: Sequence[Week], today: date, words: Words, *, cells: int) -> list[str]:
    """Return who comes in which week; of many weeks the last ones are counted."""
    texts = words.remind
    labels = [_label(week, today, words) for week in weeks[:_SHOWN_WEEKS]]
    room = max(map(width, labels)) + 4
    lines = [texts.spread_head]
    for label, week in zip(labels, weeks, strict=False):
        names = ", ".join(safe(person.contact.name).replace(" ", HOLD) for person in week.people)
        lines += wrap(names, cells, " " * room, first=pad(f"  {label}", room))
    more = len(weeks) - _SHOWN_WEEKS
    return [*lines, f"  {texts.spread_more(more, day=_day(weeks[-1], today, words))}"] if more > 0 else lines


def _label(week: Week, today: date, words: Words) -> str:
    texts = words.remind
    now = week.first == today.toordinal()
    return texts.spread_now if now else texts.spread_from.format(day=_day(week, today, words))


def _day(week: Week, today: date, words: Words) -> str:
    return date_of(date.fromordinal(week.first), today, words)

"""True sentences for entries, and the line that confirms one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.model import Direction, Kind
from netcheck.i18n import N_, _
from netcheck.view.kinds import WEIGHT_NAMES
from netcheck.view.safe import safe
from netcheck.view.styles import BOLD, HUES, plain
from netcheck.view.text import month_year, weekday_date

if TYPE_CHECKING:
    from netcheck.domain.model import Event
    from netcheck.view.styles import Paint


TICK = "✓"
NEW_CIRCLE = N_("Circle {circle} is new.")
"""Opens a confirmation."""

_ENDS = (".", "!", "?", "…")


_EVENTS = {
    (Kind.INSPIRATION, Direction.GIVEN): N_("You encouraged {name}"),
    (Kind.INSPIRATION, Direction.RECEIVED): N_("{name} encouraged you"),
    (Kind.INSPIRATION, Direction.MUTUAL): N_("You and {name} encouraged each other"),
    (Kind.THANKS, Direction.GIVEN): N_("You thanked {name}"),
    (Kind.THANKS, Direction.RECEIVED): N_("{name} thanked you"),
    (Kind.THANKS, Direction.MUTUAL): N_("You and {name} thanked each other"),
    (Kind.CONTENT, Direction.GIVEN): N_("You passed a find on to {name}"),
    (Kind.CONTENT, Direction.RECEIVED): N_("{name} passed a find on to you"),
    (Kind.CONTENT, Direction.MUTUAL): N_("You and {name} exchanged finds"),
    (Kind.SHARE, Direction.GIVEN): N_("You shared something by {name}"),
    (Kind.SHARE, Direction.RECEIVED): N_("{name} shared something of yours"),
    (Kind.SHARE, Direction.MUTUAL): N_("You and {name} shared each other’s work"),
    (Kind.RECOMMENDATION, Direction.GIVEN): N_("You recommended {name}"),
    (Kind.RECOMMENDATION, Direction.RECEIVED): N_("{name} recommended you"),
    (Kind.RECOMMENDATION, Direction.MUTUAL): N_("You and {name} recommended each other"),
    (Kind.INTRODUCTION, Direction.GIVEN): N_("You made an introduction for {name}"),
    (Kind.INTRODUCTION, Direction.RECEIVED): N_("{name} made an introduction for you"),
    (Kind.INTRODUCTION, Direction.MUTUAL): N_("You and {name} made introductions for each other"),
    (Kind.FEEDBACK, Direction.GIVEN): N_("You gave {name} feedback"),
    (Kind.FEEDBACK, Direction.RECEIVED): N_("{name} gave you feedback"),
    (Kind.FEEDBACK, Direction.MUTUAL): N_("You and {name} gave each other feedback"),
    (Kind.HELP, Direction.GIVEN): N_("You helped {name}"),
    (Kind.HELP, Direction.RECEIVED): N_("{name} helped you"),
    (Kind.HELP, Direction.MUTUAL): N_("You and {name} helped each other"),
    (Kind.BUSINESS, Direction.GIVEN): N_("You brought {name} work"),
    (Kind.BUSINESS, Direction.RECEIVED): N_("{name} brought you work"),
    (Kind.BUSINESS, Direction.MUTUAL): N_("You and {name} did business together"),
    (Kind.BACKING, Direction.GIVEN): N_("You backed {name}"),
    (Kind.BACKING, Direction.RECEIVED): N_("{name} backed you"),
    (Kind.BACKING, Direction.MUTUAL): N_("You and {name} backed each other"),
    (Kind.OTHER, Direction.GIVEN): N_("You did something for {name}"),
    (Kind.OTHER, Direction.RECEIVED): N_("{name} did something for you"),
    (Kind.OTHER, Direction.MUTUAL): N_("You and {name} did something for each other"),
    (Kind.TALK, Direction.GIVEN): N_("You reached out to {name}"),
    (Kind.TALK, Direction.RECEIVED): N_("{name} reached out to you"),
    (Kind.TALK, Direction.MUTUAL): N_("You talked with {name}"),
}


def event_clause(event: Event, name: str, *, note: bool = True, paint: Paint = plain) -> str:
    """Return the sentence without its full stop, with the note after a colon unless `note` is false."""
    sentence = _(_EVENTS[event.kind, event.direction]).format(name=paint(safe(name), BOLD))
    if not (note and event.note):
        return sentence
    return f"{sentence}: {safe(event.note)}"


def event_sentence(event: Event, name: str, *, paint: Paint = plain) -> str:
    """Return the whole sentence: "Alma Reuter hat dir Feedback gegeben: zum Schluss."."""
    clause = event_clause(event, name, paint=paint)
    return clause if event_clause(event, name).endswith(_ENDS) else f"{clause}."


def confirmation(
    event: Event, name: str, short_id: str, today: date, *, approximate: bool = False, paint: Paint = plain
) -> str:
    """Return the line that confirms an entry: the tick, the sentence, then day, weight, "asked for" and short id.

    The day is "today", a weekday with its date or, where `approximate`, the month only.
    """
    tail = [_day(event.day, today, approximate)]
    if event.weight != 1:
        tail.append(_(WEIGHT_NAMES[event.weight]))
    if event.asked:
        tail.append(_("asked for"))
    tail.append(short_id)
    sentence = event_sentence(event, name, paint=paint)
    return f"{paint(TICK, HUES[event.direction])} {sentence}   {' · '.join(tail)}"


def _day(ordinal: int, today: date, approximate: bool) -> str:
    day = date.fromordinal(ordinal)
    if approximate:
        return _("around {month}").format(month=month_year(day))
    return _("today") if day == today else weekday_date(day, today)

"""Contacts who are likely to be one person: the list with lines to copy, and two of them side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from netcheck.domain.duplicates import Birthdays, Likeness
from netcheck.i18n import N_, _, pgettext
from netcheck.view.listing import brief_entry
from netcheck.view.safe import safe
from netcheck.view.sentences import birthday_text
from netcheck.view.styles import BOLD, plain
from netcheck.view.text import entries_text, join_names, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netcheck.domain.duplicates import Pair
    from netcheck.domain.model import Contact, Event
    from netcheck.view.styles import Paint


_NAMES = {
    Likeness.SAME: N_("same name"),
    Likeness.ORDER: N_("same name in another order"),
    Likeness.SHORT: N_("same name in a shorter form"),
    Likeness.SPELLING: N_("almost the same name"),
    Likeness.DIFFERENT: N_("different names"),
}
_BIRTHDAYS = {
    Birthdays.SAME: N_("same birthday"),
    Birthdays.TWO_PARTS: N_("almost the same birthday"),
    Birthdays.DIFFERENT: N_("different birthdays"),
}
LATEST = 3
"""So many entries of each are shown side by side."""


def reason_text(pair: Pair) -> str:
    """Return why two contacts are likely to be one person."""
    reasons = []
    if pair.identifiers:
        reasons.append(_("both have {identifiers}").format(identifiers=join_names(map(safe, pair.identifiers))))
    reasons.append(_(_NAMES[pair.names]))
    if pair.birthdays != Birthdays.NONE:
        reasons.append(_(_BIRTHDAYS[pair.birthdays]))
    return ", ".join(reasons)


def pair_line(one: Contact, other: Contact, pair: Pair) -> str:
    """Return who two contacts are, and why they are likely to be one person."""
    return f"{safe(one.name)} · {safe(other.name)}   {reason_text(pair)}"


def side_by_side(
    people: Sequence[tuple[Contact, int, Sequence[Event]]], today: date, *, cells: int, paint: Paint = plain
) -> list[str]:
    """Return what the log holds about two contacts, in two columns, each with how many entries and the latest."""
    rows = [
        ("", [[safe(contact.name)] for contact, _count, _latest in people]),
        (_("also"), [[safe(", ".join(contact.aliases))] for contact, _count, _latest in people]),
        (_("reach"), [[*map(safe, contact.identifiers)] for contact, _count, _latest in people]),
        (_("circles"), [[safe(", ".join(contact.circles))] for contact, _count, _latest in people]),
        (_("birthday"), [[birthday_text(contact.birthday)] for contact, _count, _latest in people]),
        (_("note"), [[safe(contact.note)] for contact, _count, _latest in people]),
        (_("entries"), [[entries_text(count) if count else _("no entry yet")] for _contact, count, _latest in people]),
        ("", [[brief_entry(event, today) for event in latest] for _contact, _count, latest in people]),
    ]
    labels = max(width(label) for label, _texts in rows) + 2
    room = (cells - 2 - labels - 2) // 2
    lines = []
    for at, (label, (left, right)) in enumerate(rows):
        for first, (one, other) in enumerate(zip_longest(_wrapped(left, room), _wrapped(right, room), fillvalue="")):
            told = "" if first else label
            bold = [paint(text, BOLD) if at == 0 and text else text for text in (one, other)]
            lines.append(f"  {pad(told, labels)}{pad(bold[0], room)}  {bold[1]}".rstrip())
    return lines


_MOST_LINES = 4


def _wrapped(texts: Sequence[str], room: int) -> list[str]:
    lines = [line for text in texts if text for line in wrap(text, room)]
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "…"]


def pair_prompt(*, back: bool) -> str:
    """Return the keys for two contacts, with one to go `back` or without, and the prompt."""
    ways = (
        _("[m]erge   [d]ifferent people   [l]ater   [b]ack   [q]uit ›")
        if back
        else _("[m]erge   [d]ifferent people   [l]ater   [q]uit ›")
    )
    return f"  {ways}"


def pair_keys() -> dict[str, str]:
    """Return by what each key of `pair_prompt` stands for the letter of it."""
    return {
        "merge": pgettext("duplicates", "m"),
        "different": pgettext("duplicates", "d"),
        "later": pgettext("duplicates", "l"),
        "back": pgettext("duplicates", "b"),
        "quit": pgettext("duplicates", "q"),
    }

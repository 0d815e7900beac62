"""Lists in plain text, of which an entry's name and direction may stand out: entries and kinds."""

from __future__ import annotations

from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import FUNCTION_OF, Direction, Function, Kind
from netcheck.i18n import N_, _
from netcheck.view.kinds import FUNCTION_NAMES, KIND_NAMES, WEIGHT_NAMES
from netcheck.view.safe import safe
from netcheck.view.styles import BOLD, HUES, plain
from netcheck.view.text import MONTHS_SHORT, clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from netcheck.domain.model import Event
    from netcheck.view.styles import Paint


NAME_CELLS = 24
_GAP = "  "
_LEAST_CELLS = 10
_SYNONYM_CELLS = 31


_DIRECTIONS = {
    Direction.GIVEN: N_("→ to"),
    Direction.RECEIVED: N_("← from"),
    Direction.MUTUAL: N_("↔ with"),
}
_EXAMPLES = {
    Kind.INSPIRATION: N_("netcheck log got Eva inspiration in May"),
    Kind.THANKS: N_("netcheck log gave Eva thanks for reading"),
    Kind.CONTENT: N_("netcheck log got Ana content about moors"),
    Kind.SHARE: N_("netcheck log gave Alma share interview"),
    Kind.RECOMMENDATION: N_("netcheck log got Ana recommendation"),
    Kind.INTRODUCTION: N_("netcheck log gave Eva intro to Mehmet"),
    Kind.FEEDBACK: N_("netcheck log got Alma feedback on part 3"),
    Kind.HELP: N_("netcheck log gave Ben help moving house"),
    Kind.BUSINESS: N_("netcheck log got Robert job proofreading"),
    Kind.BACKING: N_("netcheck log got Eva backing"),
    Kind.OTHER: N_("netcheck log gave Ben other flowers"),
    Kind.TALK: N_("netcheck log with Jürgen at the fair"),
}


def columns(rows: Sequence[Sequence[str]], cells: int, *, flexible: int, right: Container[int] = ()) -> list[str]:
    """Return the rows as aligned lines of at most so many cells; the flexible column is clipped to fit.

    `right` are the columns whose text stands at the right.
    """
    return list(flowing(rows, cells, flexible=flexible, right=right, ahead=len(rows)))


def flowing(
    rows: Iterable[Sequence[str]], cells: int, *, flexible: int, right: Container[int] = (), ahead: int = 200
) -> Iterator[str]:
    """Yield the rows as `columns` does, while they come: the first `ahead` say how wide the columns are.

    A wider text that comes later widens its column from there on.
    """
    coming = iter(rows)
    first = list(islice(coming, ahead))
    widths = [max(map(width, column)) for column in zip(*first, strict=True)]
    for row in chain(first, coming):
        widths = list(map(max, widths, map(width, row)))
        others = sum(widths) - widths[flexible] + len(_GAP) * (len(widths) - 1)
        rooms = [*widths]
        rooms[flexible] = min(widths[flexible], max(_LEAST_CELLS, cells - others))
        yield _GAP.join(
            pad(clip(text, max(1, room)), room, right=at in right)
            for at, (text, room) in enumerate(zip(row, rooms, strict=True))
        ).rstrip()


def event_list(
    events: Iterable[Event],
    names: Mapping[str, str],
    short_ids: Mapping[str, str],
    today: date,
    *,
    cells: int,
    paint: Paint = plain,
) -> str:
    """Return one line for each entry, in the order given: day, direction and name, kind, note, short id."""
    found = ((short_ids[event.id], [*event.values().values()]) for event in events)
    return "\n".join(event_lines(found, names, today, cells=cells, paint=paint))


def event_lines(
    found: Iterable[tuple[str, Sequence[Any]]],
    names: Mapping[str, str],
    today: date,
    *,
    cells: int,
    paint: Paint = plain,
) -> Iterator[str]:
    """Yield the lines of `event_list` while the entries come, each as its short id and the values of its fields."""
    told = {direction: _(text) for direction, text in _DIRECTIONS.items()}
    room = max(map(width, told.values()))
    directions = {direction: pad(paint(text, HUES[direction]), room) for direction, text in told.items()}
    rows = (
        (
            short_day(date.fromordinal(day), today),
            f"{directions[direction]} {paint(clip(safe(names[contact_id]), NAME_CELLS), BOLD)}",
            _(KIND_NAMES[kind]),
            _note_text(note, weight, asked=asked),
            short_id,
        )
        for short_id, (_id, day, contact_id, direction, kind, weight, note, asked, *_rest) in found
    )
    return flowing(rows, cells, flexible=3, right={0})


def brief_entry(event: Event, today: date) -> str:
    """Return an entry of somebody who is named elsewhere: day, which way, kind, note."""
    arrow, *_with = _(_DIRECTIONS[event.direction]).split()
    note = _note_text(event.note, event.weight, asked=event.asked)
    told = f"{short_day(date.fromordinal(event.day), today)}  {arrow} {_(KIND_NAMES[event.kind])}"
    return f"{told}  {note}" if note else told


def _note_text(note: str, weight: int, *, asked: bool) -> str:
    """Return the note with what else is unusual: a weight above 1, "asked for"."""
    parts = [safe(note)]
    if weight != 1:
        parts.append(_(WEIGHT_NAMES[weight]))
    if asked:
        parts.append(_("asked for"))
    return " · ".join(filter(None, parts))


def short_day(day: date, today: date) -> str:
    """Return "heute", "gestern", "12. Nov" or "12. Nov 2025"."""
    ago = today.toordinal() - day.toordinal()
    if ago in {0, 1}:
        return _("yesterday") if ago else _("today")
    template = _("{day} {month}") if day.year == today.year else _("{day} {month} {year}")
    return template.format(day=day.day, month=_(MONTHS_SHORT[day.month - 1]), year=day.year)


def kinds_screen(synonyms: Mapping[Kind, Sequence[str]]) -> str:
    """Return all kinds by function, each with words for it and an example: at most 80 by 23 cells.

    `synonyms` holds for each kind the words that can be typed, the usual ones first.
    """
    lines = [_("The kind comes after the name, as a whole word:")]
    for function in (*Function, None):
        lines.append(_(FUNCTION_NAMES[function]) if function else _("And also"))
        lines += [
            f"  {pad(_as_many_as_fit(synonyms[kind]), _SYNONYM_CELLS)} {_(_EXAMPLES[kind])}"
            for kind in Kind
            if FUNCTION_OF[kind] is function
        ]
    return "\n".join([*lines, _("gave, to: from you · got, from: to you · with: both; without a kind, a talk")])


def _as_many_as_fit(words: Sequence[str]) -> str:
    listed = words[0]
    for word in words[1:]:
        longer = f"{listed}, {word}"
        if width(longer) <= _SYNONYM_CELLS:
            listed = longer
    return listed

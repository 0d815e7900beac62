"""Suggestions in plain lines: what one could do, why, and the line to type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.asking import ASKED
from netcheck.domain.model import Direction, Function, GuideEntry, Kind
from netcheck.domain.reach import ways
from netcheck.domain.suggestion import Came, Quiet, Resting, ToDo
from netcheck.view.plain import NAME_CELLS
from netcheck.view.report_phrases import held, usual_gap
from netcheck.view.safe import safe
from netcheck.view.text import clip, date_of, join_names, month_of, pad, width, wrap
from netcheck.view.typed_lines import kind_word, log_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.matching import Directory
    from netcheck.domain.suggestion import Suggestion
    from netcheck.words import Words

_GUIDE_CELLS, _NOTE_CELLS = 150, 40
_WITHIN_DAYS = 45
"""So long ago, the day is told; before that, the month."""
_INDENT, _GAP = "  ", "   "


def suggestions(
    found: Sequence[Suggestion],
    guide: GuideEntry | None,
    directory: Directory,
    today: date,
    words: Words,
    *,
    cells: int,
) -> str:
    """Return the user's own words, then each suggestion with its reason and the line to type."""
    heads = [clip(_head(one, words), NAME_CELLS) for one in found]
    room = max(map(width, heads), default=0)
    indent = " " * (room + len(_INDENT + _GAP))
    lines = own_words(guide, words, cells)
    for one, head in zip(found, heads, strict=True):
        lines += wrap(_why(one, today, words), cells, indent, first=f"{_INDENT}{pad(head, room)}{_GAP}")
        line = line_of(one, directory, words)
        lines.append(f"{indent if width(indent + line) <= cells else _INDENT * 2}{line}")
    return "\n".join(lines)


def own_words(guide: GuideEntry | None, words: Words, cells: int) -> list[str]:
    """Return a sentence of the user's own guide and a blank line, or nothing."""
    if guide is None:
        return []
    quoted = words.common.quoted.format(text=clip(safe(guide.text.strip()), _GUIDE_CELLS))
    return [*wrap(f"{quoted} {held(words.suggest.guide)}", cells), ""]


def closing(words: Words) -> str:
    """Return what else can be suggested, each with the line to type."""
    texts = words.suggest
    rows = (
        ("netcheck suggest --give", texts.also_give),
        (f"netcheck suggest {kind_word(Kind.BACKING, words)}", texts.also_backing),
    )
    room = max(width(line) for line, _ in rows)
    return "\n".join(f"{_INDENT}{pad(line, room)}{_GAP}{text}" for line, text in rows)


def line_of(one: Suggestion, directory: Directory, words: Words) -> str:
    """Return the line to type for a suggestion; names that a shell might read its own way are left to the prompt."""
    match one:
        case ToDo():
            return f"netcheck step done {one.number}"
        case Resting():
            return f"netcheck suggest {kind_word(ASKED[one.function], words)}"
        case Quiet(offer=None):
            return log_line(Direction.MUTUAL, [one.contact], None, directory, words)
        case _:
            return log_line(Direction.GIVEN, [one.contact], one.offer or Kind.THANKS, directory, words)


def _head(one: Suggestion, words: Words) -> str:
    if isinstance(one, Resting):
        return words.kinds.functions[one.function]
    return safe(one.contact.name) if one.contact else words.suggest.reasons.own_step


def _why(one: Suggestion, today: date, words: Words) -> str:
    match one:
        case ToDo():
            return _step(one, today, words)
        case Resting():
            return _resting(one, words)
        case Quiet():
            text = _quiet(one, today, words)
        case Came():
            text = _came(one, today, words)
    reach = ways(one.contact.identifiers)
    return f"{text} · {held(safe(reach[0]))}" if reach else text


def _step(one: ToDo, today: date, words: Words) -> str:
    texts, text = words.suggest.reasons, safe(one.step.text)
    said = texts.step.format(text=text) if one.contact else text
    if one.step.by is None or one.step.by < today.toordinal():
        return said
    return texts.step_by.format(step=said, date=date_of(date.fromordinal(one.step.by), today, words))


def _quiet(one: Quiet, today: date, words: Words) -> str:
    texts, last = words.suggest.reasons, date.fromordinal(one.last)
    recent = (today - last).days <= _WITHIN_DAYS
    when = (
        texts.last_on.format(date=date_of(last, today, words))
        if recent
        else words.report.people.last_in.format(month=month_of(last, today, words))
    )
    quiet = texts.quiet.format(gap=usual_gap(one.gap, words), last=when)
    if one.offer:
        return texts.offer.format(quiet=quiet, offer=texts.offers[one.offer])
    kinds = ", ".join(words.kinds.labels[kind] for kind in one.kinds)
    return texts.quiet_kinds.format(quiet=quiet, kinds=kinds) if kinds else quiet


def _came(one: Came, today: date, words: Words) -> str:
    texts, day = words.suggest.reasons, date.fromordinal(one.event.day)
    near = {0: words.common.today, 1: words.common.yesterday}.get((today - day).days)
    kind = words.kinds.labels[one.event.kind]
    what = (
        texts.came_near.format(kind=kind, date=near)
        if near
        else texts.came.format(kind=kind, date=date_of(day, today, words))
    )
    if one.event.note:
        what = texts.note.format(what=what, note=clip(safe(one.event.note), _NOTE_CELLS))
    if one.offer is None:
        return texts.thanks.format(what=what)
    return texts.offer_back.format(what=what, offer=texts.offers[one.offer])


def _resting(one: Resting, words: Words) -> str:
    texts, ever = words.suggest.reasons, one.function is Function.BACKING
    if one.sole is None:
        said = texts.unseen_ever if ever else texts.unseen
    else:
        said = (texts.sole_ever if ever else texts.sole).format(name=held(safe(one.sole)))
    if one.via is None:
        return said
    names = join_names((held(safe(contact.name)) for contact in one.others), words)
    return f"{said} {texts.via[one.via](len(one.others), names=names)}"

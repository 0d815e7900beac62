"""Suggestions and whom to ask, in plain lines with the line to type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.contact_methods import contact_methods, shell_name
from netcheck.domain.model import Contact, Direction, Function, GuideEntry, Kind
from netcheck.domain.suggestions import DueStep, FunctionAtRisk, LongSilent, Unreturned
from netcheck.domain.whom_to_ask import ASKED, Tie
from netcheck.view.listing import NAME_CELLS
from netcheck.view.safe import safe
from netcheck.view.text import (
    NBSP,
    clip,
    date_of,
    join_names,
    month_of,
    month_year,
    no_break,
    pad,
    usual_gap,
    width,
    wrap,
)
from netcheck.words.vocabulary import KINDS, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.model import Contact
    from netcheck.domain.names import Directory
    from netcheck.domain.suggestions import Suggestion
    from netcheck.domain.whom_to_ask import Helper, Helpers
    from netcheck.words import Words


def kind_word(kind: Kind, words: Words) -> str:
    """Return the usual word for a kind."""
    return KINDS[kind][words.language][0]


def log_line(
    direction: Direction, contacts: Iterable[Contact], kind: Kind | None, directory: Directory, words: Words
) -> str:
    """Return the line that logs something with these contacts; where no name is plain, the prompt, which takes any."""
    forms = [form for contact in contacts if (form := shell_name(contact, directory))]
    if not forms:
        return "netcheck log"
    parts = ["netcheck log", VERBS[direction][words.language][0], ", ".join(forms)]
    return " ".join([*parts, kind_word(kind, words)] if kind else parts)


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
    return [*wrap(f"{quoted} {no_break(words.suggest.guide)}", cells), ""]


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
        case DueStep():
            return f"netcheck step done {one.number}"
        case FunctionAtRisk():
            return f"netcheck suggest {kind_word(ASKED[one.function], words)}"
        case LongSilent(offer=None):
            return log_line(Direction.MUTUAL, [one.contact], None, directory, words)
        case _:
            return log_line(Direction.GIVEN, [one.contact], one.offer or Kind.THANKS, directory, words)


def _head(one: Suggestion, words: Words) -> str:
    if isinstance(one, FunctionAtRisk):
        return words.kinds.functions[one.function]
    return safe(one.contact.name) if one.contact else words.suggest.reasons.own_step


def _why(one: Suggestion, today: date, words: Words) -> str:
    match one:
        case DueStep():
            return _step(one, today, words)
        case FunctionAtRisk():
            return _resting(one, words)
        case LongSilent():
            text = _quiet(one, today, words)
        case Unreturned():
            text = _came(one, today, words)
    reach = contact_methods(one.contact.identifiers)
    return f"{text} · {no_break(safe(reach[0]))}" if reach else text


def _step(one: DueStep, today: date, words: Words) -> str:
    texts, text = words.suggest.reasons, safe(one.step.text)
    said = texts.step.format(text=text) if one.contact else text
    if one.step.by is None or one.step.by < today.toordinal():
        return said
    return texts.step_by.format(step=said, date=date_of(date.fromordinal(one.step.by), today, words))


def _quiet(one: LongSilent, today: date, words: Words) -> str:
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


def _came(one: Unreturned, today: date, words: Words) -> str:
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


def _resting(one: FunctionAtRisk, words: Words) -> str:
    texts, ever = words.suggest.reasons, one.function is Function.BACKING
    if one.sole is None:
        said = texts.unseen_ever if ever else texts.unseen
    else:
        said = (texts.sole_ever if ever else texts.sole).format(name=no_break(safe(one.sole)))
    if one.via is None:
        return said
    names = join_names((no_break(safe(contact.name)) for contact in one.others), words)
    return f"{said} {texts.via[one.via](len(one.others), names=names)}"


_WAYS = 2
"""So many ways to reach someone are shown."""


def asking(
    found: Sequence[Helpers],
    kind: Kind,
    guide: GuideEntry | None,
    directory: Directory,
    today: date,
    words: Words,
    *,
    cells: int,
) -> str:
    """Return the lists of people, how to reach them, and a word on asking; no own words on a crisis day."""
    texts, crisis = words.suggest.asking, kind is Kind.BACKING
    if not found:
        return "\n".join(wrap(texts.empty_crisis if crisis else texts.empty, cells))
    lines = [] if crisis else own_words(guide, words, cells)
    if not crisis and found[0].tie is not Tie.GAVE:
        lines += [*wrap(texts.nobody, cells), ""]
    people = [helper for helpers in found for helper in helpers.people]
    drawn = iter(_ask_people([_ask_facts(helper, today, words, crisis=crisis) for helper in people], cells))
    for helpers in found:
        lines.append(_ask_common(helpers, kind, words))
        for _ in helpers.people:
            lines += next(drawn)
    lines += ["", *wrap(texts.request_crisis if crisis else texts.request, cells)]
    first = [helper.contact for helper in found[0].people]
    lines += _ask_told(texts.later, _ask_later(first, kind, directory, words), cells)
    if not crisis and not any(helper.contact.identifiers for helper in people):
        form = shell_name(first[0], directory) or "…"
        lines += _ask_told(texts.no_reach, f"netcheck contact edit {form} --identifier …", cells)
    return "\n".join(lines)


def _ask_common(helpers: Helpers, kind: Kind, words: Words) -> str:
    texts = words.suggest.asking
    heads = {
        Tie.GAVE: texts.gave[kind],
        Tie.SIMILAR: texts.similar,
        Tie.KNOW_YOU: texts.know_you(len(helpers.people)),
        Tie.IN_LOG: texts.in_log,
    }
    return heads[helpers.tie]


def _ask_facts(helper: Helper, today: date, words: Words, *, crisis: bool) -> tuple[str, ...]:
    """Return name, since when, how to reach, and the last day."""
    reach = " · ".join(
        no_break(safe(text)) for text in contact_methods(helper.contact.identifiers, by_voice=crisis)[:_WAYS]
    )
    return (
        clip(safe(helper.contact.name), NAME_CELLS),
        _ask_since(helper, words),
        reach,
        _ask_last(helper, today, words),
    )


def _ask_since(helper: Helper, words: Words) -> str:
    if helper.first is None:
        return ""
    texts = words.suggest.asking
    since = (texts.on_one_day if helper.once else texts.since).format(
        month=month_year(date.fromordinal(helper.first), words)
    )
    return texts.with_kind.format(kind=words.kinds.labels[helper.kind], since=since) if helper.kind else since


def _ask_last(helper: Helper, today: date, words: Words) -> str:
    if helper.last is None:
        return ""
    texts, ago = words.suggest.asking, today.toordinal() - helper.last
    if ago in {0, 1}:
        return texts.last_near.format(day=words.common.yesterday if ago else words.common.today)
    return texts.last.format(day=date_of(date.fromordinal(helper.last), today, words))


def _ask_people(rows: Sequence[tuple[str, ...]], cells: int) -> list[list[str]]:
    """Return each person's lines: one line each where all fit, else how to reach them stands below everyone."""
    rooms = [max(map(width, column)) for column in zip(*rows, strict=True)]
    if sum(rooms) + len(_INDENT) * sum(room > 0 for room in rooms) <= cells:
        return [[_ask_columns(row, rooms)] for row in rows]
    longest = max(width(reach) for row in rows for reach in row[2].split(" "))
    indent = " " * (rooms[0] + 2 * len(_INDENT))
    if width(indent) + longest > cells:
        indent = 2 * _INDENT
    return [
        [_ask_columns((name, since, last), (*rooms[:2], rooms[3])), *wrap(reach, cells, indent)]
        for name, since, reach, last in rows
    ]


def _ask_columns(row: Sequence[str], rooms: Sequence[int]) -> str:
    cells = (_INDENT + pad(text, room) for text, room in zip(row, rooms, strict=True) if room)
    return "".join(cells).replace(NBSP, " ").rstrip()


def _ask_told(template: str, line: str, cells: int) -> list[str]:
    """Return the text with the line to type, which is never broken."""
    whole = template.format(line=line)
    return [whole] if width(whole) <= cells else [template.format(line="").rstrip(), _INDENT + line]


def _ask_later(first: Sequence[Contact], kind: Kind, directory: Directory, words: Words) -> str:
    """Return the line that logs what was asked for, once it has come."""
    if kind is Kind.TALK:
        return log_line(Direction.MUTUAL, first[:1], None, directory, words)
    return log_line(Direction.RECEIVED, first[: 1 + (kind is Kind.BACKING)], kind, directory, words)

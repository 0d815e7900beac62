"""Whom one could ask, in plain lines that can be read on the worst day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.asking import Tie
from netcheck.domain.model import Contact, Direction, GuideEntry, Kind
from netcheck.domain.reach import typeable, ways
from netcheck.view.plain import NAME_CELLS
from netcheck.view.report_phrases import held
from netcheck.view.safe import safe
from netcheck.view.suggest import own_words
from netcheck.view.text import HOLD, clip, date_of, month_year, pad, width, wrap
from netcheck.view.typed_lines import log_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.asking import Helper, Helpers
    from netcheck.domain.matching import Directory
    from netcheck.words import Words

_INDENT = "  "
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
    drawn = iter(_people([_facts(helper, today, words, crisis=crisis) for helper in people], cells))
    for helpers in found:
        lines.append(_common(helpers, kind, words))
        for _ in helpers.people:
            lines += next(drawn)
    lines += ["", *wrap(texts.request_crisis if crisis else texts.request, cells)]
    first = [helper.contact for helper in found[0].people]
    lines += _told(texts.later, _later(first, kind, directory, words), cells)
    if not crisis and not any(helper.contact.identifiers for helper in people):
        form = typeable(first[0], directory) or "…"
        lines += _told(texts.no_reach, f"netcheck contact edit {form} --identifier …", cells)
    return "\n".join(lines)


def _common(helpers: Helpers, kind: Kind, words: Words) -> str:
    texts = words.suggest.asking
    heads = {
        Tie.GAVE: texts.gave[kind],
        Tie.SIMILAR: texts.similar,
        Tie.KNOW_YOU: texts.know_you(len(helpers.people)),
        Tie.IN_LOG: texts.in_log,
    }
    return heads[helpers.tie]


def _facts(helper: Helper, today: date, words: Words, *, crisis: bool) -> tuple[str, ...]:
    """Return name, since when, how to reach, and the last day."""
    reach = " · ".join(held(safe(text)) for text in ways(helper.contact.identifiers, by_voice=crisis)[:_WAYS])
    return clip(safe(helper.contact.name), NAME_CELLS), _since(helper, words), reach, _last(helper, today, words)


def _since(helper: Helper, words: Words) -> str:
    if helper.first is None:
        return ""
    texts = words.suggest.asking
    since = (texts.on_one_day if helper.once else texts.since).format(
        month=month_year(date.fromordinal(helper.first), words)
    )
    return texts.with_kind.format(kind=words.kinds.labels[helper.kind], since=since) if helper.kind else since


def _last(helper: Helper, today: date, words: Words) -> str:
    if helper.last is None:
        return ""
    texts, ago = words.suggest.asking, today.toordinal() - helper.last
    if ago in {0, 1}:
        return texts.last_near.format(day=words.common.yesterday if ago else words.common.today)
    return texts.last.format(day=date_of(date.fromordinal(helper.last), today, words))


def _people(rows: Sequence[tuple[str, ...]], cells: int) -> list[list[str]]:
    """Return each person's lines: one line each where all fit, else how to reach them stands below everyone."""
    rooms = [max(map(width, column)) for column in zip(*rows, strict=True)]
    if sum(rooms) + len(_INDENT) * sum(room > 0 for room in rooms) <= cells:
        return [[_columns(row, rooms)] for row in rows]
    longest = max(width(reach) for row in rows for reach in row[2].split(" "))
    indent = " " * (rooms[0] + 2 * len(_INDENT))
    if width(indent) + longest > cells:
        indent = 2 * _INDENT
    return [
        [_columns((name, since, last), (*rooms[:2], rooms[3])), *wrap(reach, cells, indent)]
        for name, since, reach, last in rows
    ]


def _columns(row: Sequence[str], rooms: Sequence[int]) -> str:
    cells = (_INDENT + pad(text, room) for text, room in zip(row, rooms, strict=True) if room)
    return "".join(cells).replace(HOLD, " ").rstrip()


def _told(template: str, line: str, cells: int) -> list[str]:
    """Return the text with the line to type, which is never broken."""
    whole = template.format(line=line)
    return [whole] if width(whole) <= cells else [template.format(line="").rstrip(), _INDENT + line]


def _later(first: Sequence[Contact], kind: Kind, directory: Directory, words: Words) -> str:
    """Return the line that logs what was asked for, once it has come."""
    if kind is Kind.TALK:
        return log_line(Direction.MUTUAL, first[:1], None, directory, words)
    return log_line(Direction.RECEIVED, first[: 1 + (kind is Kind.BACKING)], kind, directory, words)

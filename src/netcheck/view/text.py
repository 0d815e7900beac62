"""Lays out plain text in terminal cells, spells it for an encoding, and puts days and lists into words."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netcheck.i18n import N_, NN_, _, ngettext
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO


ELLIPSIS = "…"
USUAL_CELLS = 80
"""How wide most terminals are, and what is assumed where nothing says it."""
PROSE_CELLS = 78
"""How wide a text is that is there to be read."""
NBSP = "\u00a0"
"""A blank at which `wrap` does not break."""

# Latin letters, and the dashes, quotes, arrows, boxes, blocks and ticks of our own texts: one cell each.
_NARROW = "[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2194\u2400-\u2421\u2500-\u259f✓\ufffd]*"
_ESCAPE = "\x1b"
_CODE = r"\x1b\[[\d;]*m"
_WORD = r"[^ \t\n]+"
_GAP = r"(?<=\S) {2,}(?=\S)"
_HANGING = 2
_COMMAND = r"netcheck(?: [a-z]+){0,2}(?: (?:--?[\w-]+|[A-ZÄÖÜ]{2,}|\d+[dwmy]\b|…))*"


_WEEKDAYS_SHORT = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
MONTHS_SHORT = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
EVERY = {
    "d": NN_("every day", "every {n} days"),
    "w": NN_("every week", "every {n} weeks"),
    "m": NN_("every month", "every {n} months"),
    "y": NN_("every year", "every {n} years"),
}


def width(text: str) -> int:
    """Return how many terminal cells the text takes, codes of `styles` none; wcwidth is loaded only beyond Latin."""
    if _ESCAPE in text:
        text = re.sub(_CODE, "", text)
    if text.isascii() or re.fullmatch(_NARROW, text):
        return len(text)
    from wcwidth import wcswidth

    cells: int = wcswidth(text)
    return cells if cells >= 0 else len(text)


def terminal_cells(out: TextIO, *, least: int, most: int | None = None) -> int:
    """Return how wide a line on `out` may be: as COLUMNS or the terminal itself says, else 80, within the limits."""
    said = os.environ.get("COLUMNS", "")
    cells = int(said) if said.isdecimal() else 0
    if not cells and out.isatty():
        with suppress(OSError, ValueError):
            cells = os.get_terminal_size(out.fileno()).columns
    cells = max(least, cells or USUAL_CELLS)
    return cells if most is None else min(cells, most)


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return the text with blanks up to so many cells, after it or (`right`) before it; longer text stays."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def clip(text: str, cells: int) -> str:
    """Return the text if it fits into so many cells (at least 1), else its beginning and an ellipsis."""
    if width(text) <= cells:
        return text
    kept = next(_chunks(text, cells - 1))
    return (kept.rstrip() if width(kept) < cells else "") + ELLIPSIS


def wrap(text: str, cells: int, indent: str = "", *, first: str | None = None) -> list[str]:
    """Return the text in lines of at most so many cells.

    `indent` stands before each line, `first` instead of it before the first. Words too long for a
    line are broken. NBSP keeps words together and becomes a blank; a command of ours stays in one
    piece where it can, so that it can be copied.
    """
    lines: list[str] = []
    line, empty = indent if first is None else first, True
    for word in re.findall(_WORD, _held(text, cells - width(indent))):
        for piece in _chunks(word, max(2, cells - width(indent))):
            longer = line + piece if empty else f"{line} {piece}"
            if width(longer) > cells and not (empty and line == indent):
                lines.append(line)
                longer = indent + piece
            line, empty = longer, False
    if not empty:
        lines.append(line)
    return [line.replace(NBSP, " ").rstrip() for line in lines]


def fit(text: str, cells: int) -> str:
    """Return the text with each line that is too wide for so many cells wrapped at words and indented further.

    What stands in a column of its own stays in it.
    """
    return "\n".join(piece for line in text.split("\n") for piece in _fitted(line, cells))


def long_date(day: date) -> str:
    """Return "23. November 2026", "23 November 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=_month(day), year=day.year)


def weekday_date(day: date, today: date) -> str:
    """Return "So, 22. November", "Sun, 22 November", with the year unless it is this one."""
    template = _("{weekday}, {day} {month}") if day.year == today.year else _("{weekday}, {day} {month} {year}")
    weekday = _(_WEEKDAYS_SHORT[day.weekday()])
    return template.format(weekday=weekday, day=day.day, month=_month(day), year=day.year)


def day_phrase(day: date, today: date) -> str:
    """Return "heute", "gestern" or "Do, 12. November"; "today", "yesterday" or "Thu, 12 November"."""
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    return weekday_date(day, today)


def date_of(day: date, today: date) -> str:
    """Return "12. November", "12 November", with the year unless it is this one."""
    if day.year != today.year:
        return long_date(day)
    return _("{day} {month}").format(day=day.day, month=_month(day))


def month_year(day: date) -> str:
    """Return "November 2026"."""
    return f"{_month(day)} {day.year}"


def month_of(day: date, today: date) -> str:
    """Return the month alone within the year of today, else with its year."""
    return _month(day) if day.year == today.year else month_year(day)


def short_month_year(day: date) -> str:
    """Return "Nov 2026"."""
    month = _(MONTHS_SHORT[day.month - 1])
    return f"{month} {day.year}"


def entries_text(n: int) -> str:
    """Return "1 entry", "426 entries"."""
    return ngettext("{n} entry", "{n} entries", n).format(n=n)


def people_text(n: int) -> str:
    """Return "1 person", "33 people"."""
    return ngettext("{n} person", "{n} people", n).format(n=n)


def join_names(names: Iterable[str]) -> str:
    """Return "Ana", "Ana und Ben" or "Ana, Ben und Cem"."""
    return _joined(tuple(names), _("and"))


def any_of(names: Iterable[str]) -> str:
    """Return "Ana", "Ana oder Ben" or "Ana, Ben oder Cem"."""
    return _joined(tuple(names), _("or"))


def number(value: float, digits: int = 0) -> str:
    """Return the number with so many digits after the language's decimal sign."""
    return f"{value:.{digits}f}".replace(".", _("."))


def _fitted(line: str, cells: int) -> list[str]:
    if width(line) <= cells:
        return [line]
    start = len(line) - len(line.lstrip())
    ends = [gap.end() for gap in re.finditer(_GAP, line)]
    column = max((end for end in ends if width(line[:end]) <= cells // 2), default=start)
    indent = " " * (width(line[:column]) if column > start else start + _HANGING)
    last = ends[-1] if ends and ends[-1] > column else len(line)
    lines = wrap(line[column:last], cells, indent, first=line[:column])
    return lines + wrap(line[last:], cells, indent)


def _held(text: str, cells: int) -> str:
    """Return the text with the commands in it held together, as far as they go into so many cells."""
    return re.sub(_COMMAND, lambda found: found[0].replace(" ", NBSP) if width(found[0]) <= cells else found[0], text)


def _joined(listed: Sequence[str], joiner: str) -> str:
    return f"{', '.join(listed[:-1])} {joiner} {listed[-1]}" if len(listed) > 1 else "".join(listed)


def _month(day: date) -> str:
    return _(MONTHS[day.month - 1])


def _chunks(text: str, cells: int) -> Iterator[str]:
    """Yield the text in pieces of at most so many cells; letters and their marks stay together."""
    chunk, taken = "", 0
    for cluster in _clusters(text):
        size = width(cluster)
        if chunk and taken + size > cells:
            yield chunk
            chunk, taken = "", 0
        chunk, taken = chunk + cluster, taken + size
    if chunk:
        yield chunk


def _clusters(text: str) -> Iterable[str]:
    if _ESCAPE in text:
        pieces = enumerate(re.split(f"({_CODE})", text))
        return [one for number, piece in pieces for one in ([piece] if number % 2 else _clusters(piece))]
    if text.isascii() or re.fullmatch(_NARROW, text):
        return text
    from wcwidth import iter_graphemes

    clusters: Iterable[str] = iter_graphemes(text)
    return clusters


_SPELLED = {
    **dict.fromkeys("█▇", "#"), **dict.fromkeys("▆▅", "="), **dict.fromkeys("▄▃", "-"), **dict.fromkeys("▂▁", "_"),
    **dict.fromkeys("„“”«»", '"'), **dict.fromkeys("‚‘’", "'"), **dict.fromkeys("–—‐‑−", "-"), "│": "|",
    "●": "*", "○": "o", "░": ".", **dict.fromkeys("└┘", "+"), "─": "-",
    "τ": "tau", "·": "-", "•": "-", "×": "x", "…": "...", "›": ">", "✓": "*", "→": ">", "←": "<", "↔": "=",
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae",
}  # fmt: skip


def spell(text: str, encoding: str) -> str:
    """Return the text with ASCII in place of what the encoding lacks: bars of "#", "ue" for "ü", else "?".

    Where this makes the text longer, later runs of blanks get shorter, so that columns stay aligned.
    """
    if can_say(text, encoding):
        return text
    return _spelled(text, frozenset(char for char in set(text) if not can_say(char, encoding)))


def can_say(text: str, encoding: str) -> bool:
    """Say whether the encoding has all letters of the text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _spelled(text: str, lacking: frozenset[str]) -> str:
    said: list[str] = []
    debt = 0
    for char, following in zip(text, f"{text[1:]} ", strict=True):
        if debt and char == " " and said and said[-1].endswith(" "):
            debt -= 1
        elif char in lacking:
            letters = _ascii(char)
            said.append(letters.upper() if following.isupper() else letters)
            debt += max(0, len(said[-1]) - width(char))
        else:
            said.append(char)
            debt = 0 if char == "\n" else debt
    return "".join(said)


def _ascii(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0]
    return _SPELLED.get(char) or (base if base.isascii() else "?" * width(char))


_WEEKS_FROM, _MONTHS_FROM = 21, 120
"""In days: from so long on, a gap is told in weeks, and in months."""


def every_text(every: str) -> str:
    """Return "alle 6 Wochen", "every 6 weeks" for the stored text "6w"; what is no cadence stays as it is."""
    from netcheck.domain import cadence

    found = cadence.read(every)
    return ngettext(*EVERY[found.unit], found.number).format(n=found.number) if found else safe(every)


def gap_text(days: int) -> str:
    """Return a gap of so many days in words: "12 Tage", "5 weeks", "8 months"."""
    if days < _WEEKS_FROM:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if days < _MONTHS_FROM:
        weeks = round(days / 7)
        return ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    months = round(days * 12 / 365)
    return ngettext("{n} month", "{n} months", months).format(n=months)


def names_no_break(names: Iterable[str]) -> list[str]:
    """Return the names made safe, none of them broken between lines."""
    return [no_break(safe(name)) for name in names]


def no_break(text: str) -> str:
    """Return the text so that it is not broken between lines."""
    return text.replace(" ", NBSP)


def percent(share: float, digits: int = 0) -> str:
    """Return "54 %" or "54%", with so many digits after the decimal sign."""
    return no_break(_("{value}%").format(value=number(100 * share, digits)))


def iso_day(day: int | None) -> str | None:
    """Return the day of an ordinal as JSON has it, "2026-11-23"; None for none."""
    return None if day is None else date.fromordinal(day).isoformat()

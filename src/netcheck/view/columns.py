"""What a table is shown as while its columns are asked for: a line for each column, with the first rows beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.i18n import N_, _, ngettext
from netcheck.view.safe import safe
from netcheck.view.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIELD_QUESTIONS = {
    "name": N_("Which column holds the name?"),
    "given": N_("Which column holds the first name?"),
    "family": N_("Which column holds the last name?"),
    "email": N_("Which column holds the e-mail address?"),
    "phone": N_("Which column holds the phone number?"),
    "on": N_("Which column holds the day of an entry?"),
    "birthday": N_("Which column holds the birthday?"),
    "circle": N_("Which column holds the circle?"),
    "alias": N_("Which column holds another name or a nickname?"),
    "url": N_("Which column holds a web address?"),
    "note": N_("Which column holds a note?"),
    "weight": N_("Which column holds the weight, 1 to 3?"),
}
"""The question for each field that a column may hold."""

_MOST = 40
_GAP = 2
_SMALLEST = 6


def preview_lines(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], cells: int) -> list[str]:
    """Return a line of at most so many cells for each column: its name, and what the first rows have there."""
    shown = [safe(column) for column in columns[:_MOST]]
    name = min(max(map(width, shown)), max(cells // 3, _SMALLEST))
    room = max((cells - _GAP - name) // max(len(rows), 1) - _GAP, _SMALLEST)
    lines = [_("{path}, its columns and first rows:").format(path=safe(str(path)))]
    for at, column in enumerate(shown):
        row_cells = (pad(clip(safe(row[at]), room), room) for row in rows)
        lines.append((" " * _GAP).join(["", pad(clip(column, name), name), *row_cells]).rstrip())
    if (more := len(columns) - _MOST) > 0:
        lines.append("  " + ngettext("and one more column", "and {n} more columns", more).format(n=more))
    return lines


def unused_line(columns: Sequence[str]) -> str:
    """Say which columns are not taken over."""
    said = ngettext("Not taken over: the column {columns}.", "Not taken over: the columns {columns}.", len(columns))
    more = len(columns) - _MOST
    names = ", ".join(safe(column) for column in columns[:_MOST])
    if more > 0:
        names = _("{names} and {n} more").format(names=names, n=more)
    return said.format(columns=names)

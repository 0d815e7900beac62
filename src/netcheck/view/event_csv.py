"""Writes events as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netcheck.domain.contacts import Contact
    from netcheck.domain.events import Event

HEADER = ("on", "with", "direction", "kind", "weight", "note", "asked", "one_sided", "source", "id")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(events: Iterable[Event], contacts: Mapping[str, Contact]) -> Iterator[str]:
    """Yield the header and one row for each event, in the order given, each ending in CRLF (RFC 4180).

    Days are ISO, flags 1 or empty. A cell that a spreadsheet would take for a formula (it begins
    with =, +, -, @, a tab or a carriage return) gets an apostrophe in front (OWASP, CSV injection),
    so CSV is for reading; only JSONL comes back as it was.
    """
    yield _row(HEADER)
    for event in events:
        yield _row(
            (
                date.fromordinal(event.day).isoformat(),
                contacts[event.contact_id].name,
                event.direction,
                event.kind,
                str(event.weight),
                event.note,
                "1" if event.asked else "",
                "1" if event.one_sided else "",
                event.source,
                event.id,
            )
        )


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    return line.getvalue()

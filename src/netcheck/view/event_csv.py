"""Writes events as CSV, for spreadsheets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.domain.model import Ledger

HEADER = ("on", "with", "direction", "kind", "weight", "note", "asked", "one_sided", "source", "id")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the header and of each event, in order of (day, id), for `csv.writer` (RFC 4180).

    Days are ISO, flags 1 or empty. A cell that a spreadsheet would take for a formula (it begins
    with =, +, -, @, a tab or a carriage return) gets an apostrophe in front (OWASP, CSV injection),
    so CSV is for reading; only JSONL comes back as it was.
    """
    yield HEADER
    for event in ledger.events:
        cells = (
            date.fromordinal(event.day).isoformat(),
            ledger.contacts[event.contact_id].name,
            event.direction,
            event.kind,
            str(event.weight),
            event.note,
            "1" if event.asked else "",
            "1" if event.one_sided else "",
            event.source,
            event.id,
        )
        yield tuple("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)

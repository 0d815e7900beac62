"""Says how often one is reminded of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain import cadence
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from netcheck.words import Words


def every_text(every: str, words: Words) -> str:
    """Return "alle 6 Wochen", "every 6 weeks" for the stored text "6w"; what is no cadence stays as it is."""
    found = cadence.read(every)
    return words.sentences.every[found.unit](found.number) if found else safe(every)

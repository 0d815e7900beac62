"""The circles that contacts belong to, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.matching import same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.model import Contact


def circles(contacts: Iterable[Contact]) -> list[str]:
    """Return the names of all circles, each once."""
    return sorted({circle for contact in contacts for circle in contact.circles})


def spelled(text: str, names: Iterable[str]) -> str | None:
    """Return the one of these names that `text` spells, exactly or else folded; None if there is none."""
    known = list(names)
    return text if text in known else next((name for name in known if same(text, name)), None)

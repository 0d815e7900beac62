"""Two contacts who are likely to be one person, why, and which of them stays when they are merged."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.model import Contact


class Likeness(StrEnum):
    """How alike two names are."""

    SAME = "same"
    """But for accents, case and titles."""
    ORDER = "order"
    """The same words in another order."""
    SHORT = "short"
    """With a short form, an initial, or fewer words."""
    SPELLING = "spelling"
    """With a slip of typing."""
    DIFFERENT = "different"


class Birthdays(StrEnum):
    """How two birthdays agree; NONE where one is not known."""

    SAME = "same"
    TWO_PARTS = "two_parts"
    """In two of day, month and year, or with day and month exchanged."""
    DIFFERENT = "different"
    NONE = "none"


class Pair(NamedTuple):
    """Two contacts, by id in ascending order, who are likely to be one.

    `identifiers` are those that both have, as the first one writes them. `score` is the probability, above a half.
    """

    a_id: str
    b_id: str
    identifiers: tuple[str, ...]
    names: Likeness
    birthdays: Birthdays
    score: float


def one_that_stays(one: Contact, other: Contact, entries: Mapping[str, int]) -> tuple[Contact, Contact]:
    """Return first the one that the other becomes part of: with more `entries` (by id), more known, or older."""
    ranked = sorted((one, other), key=lambda contact: (-entries.get(contact.id, 0), -_known(contact), contact.id))
    return ranked[0], ranked[1]


def _known(contact: Contact) -> int:
    return len(contact.identifiers) + len(contact.aliases) + len(contact.circles) + bool(contact.birthday)

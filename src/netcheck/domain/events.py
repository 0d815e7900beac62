"""What passed between the user and one contact, and what it was worth as."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """Who gave: the user, the contact, or both at once."""

    GIVEN = "given"
    RECEIVED = "received"
    MUTUAL = "mutual"


class Function(StrEnum):
    """What a network is good for: its five functions, and backing in a crisis."""

    INSPIRATION = "inspiration"
    CURATION = "curation"
    REFERRAL = "referral"
    COMPETENCE = "competence"
    BUSINESS = "business"
    BACKING = "backing"


class Kind(StrEnum):
    """What was given or received; the stored words."""

    INSPIRATION = "inspiration"
    THANKS = "thanks"
    CONTENT = "content"
    SHARE = "share"
    RECOMMENDATION = "recommendation"
    INTRODUCTION = "introduction"
    FEEDBACK = "feedback"
    HELP = "help"
    BUSINESS = "business"
    BACKING = "backing"
    OTHER = "other"
    TALK = "talk"


FUNCTION_OF: dict[Kind, Function] = {
    Kind.INSPIRATION: Function.INSPIRATION,
    Kind.THANKS: Function.INSPIRATION,
    Kind.CONTENT: Function.CURATION,
    Kind.SHARE: Function.REFERRAL,
    Kind.RECOMMENDATION: Function.REFERRAL,
    Kind.INTRODUCTION: Function.REFERRAL,
    Kind.FEEDBACK: Function.COMPETENCE,
    Kind.HELP: Function.COMPETENCE,
    Kind.BUSINESS: Function.BUSINESS,
    Kind.BACKING: Function.BACKING,
}
"""The function that each kind serves; *other* and *talk* serve none."""


class Event(NamedTuple):
    """One exchange with one contact. A tuple, because a report reads a million of them.

    `day` is a proleptic Gregorian ordinal (`datetime.date.toordinal`), `weight` 1, 2 or 3.
    `one_sided` events come from archives that show only what the user did, and are always given.
    `source` names the outside record an imported event came from, "" for none.
    """

    id: str
    day: int
    contact_id: str
    direction: Direction
    kind: Kind
    weight: int = 1
    note: str = ""
    asked: bool = False
    one_sided: bool = False
    source: str = ""

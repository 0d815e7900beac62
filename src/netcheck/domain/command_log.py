"""What one command changed: the value before and the value after."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Entity(StrEnum):
    """The things that commands change."""

    CONTACT = "contact"
    ALIAS = "alias"
    IDENTIFIER = "identifier"
    KEY = "key"
    CIRCLE = "circle"
    MEMBERSHIP = "membership"
    DISTINCT = "distinct"
    EVENT = "event"
    CHECK = "check"
    STEP = "step"
    GUIDE = "guide"


class Deed(StrEnum):
    """What became of a thing."""

    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"


class Change(NamedTuple):
    """One thing changed; `before` is None for a creation, `after` for a deletion.

    The mappings hold the entity's whole stored value by field name, without its id.
    """

    entity: Entity
    id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


class Thing(NamedTuple):
    """One thing as a person finds it: an entry by id and day, a round of questions by day, anything else by text."""

    entity: Entity
    id: str
    text: str
    day: int | None


class Command(NamedTuple):
    """One command of the log: what was typed ("log", "edit" …), when, and what it changed.

    `at` is in microseconds since 1970 UTC; `undone` says whether it is taken back at present.
    `changes` may be cut short for large commands; `size` is the full number, and `counts` how many
    things of each sort were created, edited or deleted; `unknown` is how many there are of sorts that only a newer
    program knows. A change of which this version does not understand all is not among `changes`.
    `names` gives the names of the contacts and circles that `changes` refer to, as they were when the command had run.
    """

    id: str
    verb: str
    at: int
    undone: bool
    changes: Sequence[Change]
    size: int
    counts: Mapping[tuple[Deed, Entity], int] = {}
    unknown: int = 0
    names: Mapping[str, str] = {}

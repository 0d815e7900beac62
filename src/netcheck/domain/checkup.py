"""What `doctor` finds: each finding by its code, and how much it matters."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class Grade(StrEnum):
    """How much a finding matters; advice alone is no failure."""

    DAMAGE = "damage"
    PERMISSION = "permission"
    LEFTOVER = "leftover"
    ADVICE = "advice"


GRADES = {
    "damaged": Grade.DAMAGE,
    "lost": Grade.DAMAGE,
    "pages": Grade.DAMAGE,
    "unreadable": Grade.DAMAGE,
    "differs": Grade.DAMAGE,
    "command_differs": Grade.DAMAGE,
    "nobody": Grade.DAMAGE,
    "no_device": Grade.DAMAGE,
    "open_to_others": Grade.PERMISSION,
    "folder_open": Grade.PERMISSION,
    "not_yours": Grade.PERMISSION,
    "draft": Grade.LEFTOVER,
    "journal": Grade.LEFTOVER,
    "synced": Grade.ADVICE,
    "no_schedule": Grade.ADVICE,
    "other_log": Grade.ADVICE,
    "no_backup": Grade.ADVICE,
    "old_backup": Grade.ADVICE,
}
"""By code of a finding."""


class Finding(Value):
    """Something that `doctor` found; `facts` fill its sentence, and stand as they are in JSON."""

    code: str
    facts: Mapping[str, object] = {}

    @property
    def grade(self) -> Grade:
        """How much it matters."""
        return GRADES[self.code]

    @property
    def is_failure(self) -> bool:
        """Whether something is wrong, beyond advice."""
        return self.grade is not Grade.ADVICE

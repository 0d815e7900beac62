"""The shape of the texts around next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netcheck.words.shape.common import Count


@dataclass(frozen=True, slots=True)
class StepWords:
    """What stands beside steps in a list; {date} is a day in words."""

    by: str
    with_name: str
    done: Count
    empty: str
    none_open: str
    hint: str

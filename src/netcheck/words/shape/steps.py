"""The shape of the texts around next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.words.shape.common import Count


class StepWords(Value):
    """What stands beside steps in a list; {date} is a day in words."""

    by: str
    with_name: str
    done: Count
    empty: str
    none_open: str
    hint: str

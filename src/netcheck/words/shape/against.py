"""The shape of what stands around two days side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class RowWords(Value):
    """One measure: its name, what it says, its value with range and size, and what a change of it is called.

    `value`, `range` and `n` are filled in as in ExplainWords; {from_entries} and {from_people} are
    counted. What cannot be filled in is left out.
    """

    name: str
    value: str
    changes: Mapping[str, str]
    range: str = ""
    n: str = ""
    told: str = ""


class AgainstWords(Value):
    """The rows by measure, in their order, and the sentences below them."""

    title: str
    rows: Mapping[str, RowWords]
    from_entries: Count
    from_people: Count
    density: Mapping[str, str]
    young: str
    pause: str
    effort: str
    overlapping: str
    too_little: str
    nothing: str
    same_day: str

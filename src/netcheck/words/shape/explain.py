"""The shape of what explains a report's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class MeasureWords(Value):
    """One measure: its name on screens and in the literature, its formula in words, and what its numbers say.

    In `inputs`, `results`, `range`, `short` (one value alone) and `row`, {number} is filled in, {number:1} with
    one decimal, {number:%} as percent, {number:p} as the percent of a chance; {likely} is an interval,
    {count} entries, {carriers} people, {name} a person and {label} a function or question. Of `results`, those whose
    numbers there are follow one another. `inputs` stands before rows only if there are any.
    `row_alone` is for a function that one person serves alone.
    """

    screen: str
    name: str
    formula: str
    results: tuple[str, ...]
    range: str
    source: str
    absent: str
    inputs: str = ""
    row: str = ""
    row_alone: str = ""
    short: str = ""


class ExplainWords(Value):
    """What stands around the measures, and each of them by its key."""

    title: str
    basis: str
    contacts: Count
    too_little: str
    bearing: str
    most: str
    closing: str
    formula: str
    inputs: str
    result: str
    range: str
    before: str
    without: str
    without_whom: str
    source: str
    trends: Mapping[str, str]
    not_compared: str
    no_range: str
    few: str
    rare: str
    verdicts: Mapping[str, str]
    measures: Mapping[str, MeasureWords]

"""The shape of what stands around one measure over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class SeriesWords(Value):
    """One measure: its names, what its chart shows, and its value, filled in as in ExplainWords.

    `also` are further names that find it.
    """

    screen: str
    name: str
    told: str
    value: str
    also: tuple[str, ...] = ()


class MeasureWords(Value):
    """The measures by their keys, and the line below a chart."""

    summary: str
    as_always: str
    only: str
    nothing: str
    unfinished: str
    tips: tuple[tuple[str, str], ...]
    series: Mapping[str, SeriesWords]

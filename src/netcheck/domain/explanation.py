"""How a report's numbers come about, as one frozen value: numbers and codes, sentences for none.

Days are ordinals, shares lie in 0..1, names are as stored (not made safe).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from netcheck.domain.report import Report, Trend

Facts: TypeAlias = Mapping[str, float]
"""Numbers by what they are; empty where there is nothing to compute from."""

NOTHING: Facts = {}


class Measure(StrEnum):
    """What a report measures, each building on those before it."""

    STRENGTH = "strength"
    SILENCE = "silence"
    GIVING_SHARE = "giving_share"
    EFFECTIVE_CONTACTS = "effective_contacts"
    DEPTH = "depth"
    RECIPROCITY = "reciprocity"
    COVERAGE = "coverage"
    WORST_LOSS = "worst_loss"
    RETENTION = "retention"
    MULTIPLEXITY = "multiplexity"
    RHYTHM = "rhythm"
    CLEAR_YES = "clear_yes"
    ANSWERS_AND_LOG = "answers_and_log"


class Row(NamedTuple):
    """One line of what goes into a measure: a function or question (`key`), or a person (`name`)."""

    key: str
    facts: Facts
    name: str = ""


class Explained(NamedTuple):
    """One measure: the numbers that go in and come out, and those of a year ago and without one person.

    `code` is the verdict on the giving share, `name` whom most rests on, and `without_name` whom most
    would rest on then.
    """

    measure: Measure
    facts: Facts
    rows: tuple[Row, ...] = ()
    code: str = ""
    name: str = ""
    change: Trend | None = None
    before: Facts = NOTHING
    without: Facts = NOTHING
    without_name: str = ""


class Explanation(NamedTuple):
    """All measures of a report; `events` with `contacts` are those of the last 365 days, groups included.

    `without` is the name of the most important person, on whom most rests (`bearing`) or, where no
    function was served, with whom there was most exchange; None where there is nobody else.
    """

    report: Report
    events: int
    contacts: int
    without: str | None
    bearing: bool
    measures: tuple[Explained, ...]

"""More numbers of a report: what is given back, what rests on whom, who stays, and how all of it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.model import Function
    from netcheck.domain.report import Trend


class Reciprocity(NamedTuple):
    """How far giving and receiving match, over n events of the last 365 days.

    `value` is `evenness` (of all that was given and received) times `matching` (person by person;
    None where only one of both happened). `expected` is what fair coins would give, `p_below` the
    chance that they give at most `value`.
    """

    value: float
    evenness: float
    matching: float | None
    expected: float
    p_below: float
    n: int
    change: Trend | None


class Loss(NamedTuple):
    """What would be lost with one person, in shares of the functions seen.

    `contact` is the name of the one with the largest mean share, `value`. `sole` names who alone
    serves a function; `bus_factor` is the smallest number of people that serve one.
    """

    contact: str
    value: float
    sole: Mapping[Function, str]
    bus_factor: int


class Retention(NamedTuple):
    """Who of the people active in the year before (`before`) was active in the last one (`kept`), as a share.

    `turnover` is the share of those active in only one of both years. `liveliest` are the strongest
    ties of a year ago, ten at most, and `liveliest_kept` those of them that stayed.
    """

    value: float
    low: float
    high: float
    turnover: float
    before: int
    kept: int
    liveliest: int = 0
    liveliest_kept: int = 0
    change: Trend | None = None


class Rhythm(NamedTuple):
    """People with at least 52, 12 and 1 active days in the last 365; each number includes the one before."""

    weekly: int
    monthly: int
    yearly: int


class HistoryRow(NamedTuple):
    """The measures as of the end of one period, `day`, and the number of events within that period."""

    day: int
    effective_contacts: float | None
    depth: float | None
    giving_share: float | None
    reciprocity: float | None
    coverage_two: float
    retention: float | None
    events: int


class Rate(NamedTuple):
    """Clear yeses to one question over all checks about oneself, with the 95 % interval of their share."""

    question: str
    yes: int
    of: int
    low: float
    high: float


class Gap(NamedTuple):
    """The answers of one check against its log: the mean of answer less evidence, over `of` questions.

    `over` counts clear yeses that the log contradicts, `under` other answers where it fits a yes.
    """

    value: float
    of: int
    over: int
    under: int


class Comparison(NamedTuple):
    """The latest check about oneself against the one before: question ids gained and lost as clear yeses.

    `p` is the exact chance of a difference this uneven (McNemar 1947); `clear` where it is under 5 %.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    p: float
    clear: bool


class Tendency(NamedTuple):
    """Where the clear yeses of all checks about oneself tend to; `tau` is Kendall's τ-b, None if they never differ."""

    checks: int
    tau: float | None
    trend: Trend

"""The report as one frozen value: numbers and codes for every view, sentences for none."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.measures import Loss, Retention, Share, Trend, Verdict
    from netcheck.domain.model import Direction, Function, Kind, Voice
    from netcheck.domain.pauses import Pause
    from netcheck.domain.reciprocity import Reciprocity
    from netcheck.domain.windows import Comparison, NotCompared, Ties


class Rhythm(Value):
    """People with at least 52, 12 and 1 active days in the last 365; each number includes the one before."""

    weekly: int
    monthly: int
    yearly: int


class HistoryRow(Value):
    """The measures followed over time as of the end of one period, `day`, and the number of events within that period.

    `values` are by the keys that the registry gives them; `few`: of so little of the year before that they mean little.
    """

    day: int
    values: Mapping[str, float | None]
    events: int
    few: bool


class Rate(Value):
    """Clear yeses to one question over all checks about oneself, with the 95 % interval of their share."""

    question: str
    yes: int
    of: int
    low: float
    high: float


class Gap(Value):
    """The answers of one check against its log: the mean of answer less evidence, over `of` questions.

    `over` counts clear yeses that the log contradicts, `under` other answers where it fits a yes.
    """

    value: float
    of: int
    over: int
    under: int


class ComparedChecks(Value):
    """The latest check about oneself against the one before: question ids gained and lost as clear yeses.

    `p` is the exact chance of a difference this uneven (McNemar 1947); `clear` where it is under 5 %.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    p: float
    clear: bool


class Tendency(Value):
    """Where the clear yeses of all checks about oneself tend to; `tau` is Kendall's τ-b, None if they never differ."""

    checks: int
    tau: float | None
    trend: Trend


class Period(StrEnum):
    """The width of a chart's columns."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class LogSize(StrEnum):
    """How much there is to say: nothing logged, a beginning (under 30 events or 5 contacts in all), all of it."""

    EMPTY = "empty"
    SMALL = "small"
    FULL = "full"


class Density(StrEnum):
    """Whether the exchange is with fewer people than before, with more, or not clearly either."""

    DENSER = "denser"
    BROADER = "broader"
    SAME = "same"


class Totals(Value):
    """The whole log up to the report's day: events by direction, living contacts, first and last day.

    `groups` are the entries of the last 365 days that went to groups or came from them.
    """

    events: int
    given: int
    received: int
    mutual: int
    contacts: int
    groups: int
    first: int | None
    last: int | None


class Spread(Value):
    """Effective contacts or depth: the value, its range with one contact left out, over n contacts."""

    value: float
    low: float | None
    high: float | None
    n: int
    change: Trend | None = None


class Signature(Value):
    """The shares of the exchange with the strongest 1, 2, … 15 people, cumulative; `before` of the window before."""

    now: tuple[float, ...]
    before: tuple[float, ...] | None


class Reserve(Value):
    """People who were there in more than one way or in a crisis, and are in touch; `backed` are those of the latter."""

    people: tuple[str, ...]
    n: int
    backed: int


class Asked(Value):
    """People who came with a request and how often it was met, and people asked oneself and how often that was met."""

    came: int
    came_times: int
    asked: int
    asked_times: int


class LeftOut(Value):
    """Entries that the table of areas does not hold: talks, other things, and older ones.

    Of those that it does hold, `both` are mutual and count on both sides, and `groups` are with groups.
    """

    talks: int
    other: int
    older: int
    both: int
    groups: int


class Stayed(Value):
    """Of those who were active in the year before (`before`), how many were in the last one.

    `liveliest` are the strongest ties of a year ago, ten at most, and `liveliest_kept` those of them that stayed.
    """

    kept: int
    before: int
    liveliest: int
    liveliest_kept: int


class Coverage(Value):
    """Distinct contacts per function, and the shares of the six functions with at least one and two."""

    one: float
    two: float
    functions: Mapping[Function, int]
    change: Trend | None = None


class ContactRow(Value):
    """One person with an event; `given` and `received` count the last 365 days, 0 where nobody keeps accounts.

    `silence` is the present silence over the usual gap, None below four active days; `quiet`: it never was as long;
    `lapsed`: so long that nobody is named any more.
    """

    id: str
    name: str
    strength: float
    silence: float | None
    quiet: bool
    lapsed: bool
    given: int
    received: int
    share: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    last: int
    no_balance: bool = False


class CheckRow(Value):
    """One finished check: clear yeses out of the questions answered; `name` where it is about one person.

    `unclear` are the ids of the other questions.
    """

    day: int
    voice: Voice
    name: str | None
    yes: int
    of: int
    gap: Gap | None = None
    unclear: tuple[str, ...] = ()


class Exchange(Value):
    """One function in both directions, in the last two years (backing: ever); mutual events count both ways.

    `received_from` and `given_to` are distinct people, the times count groups too. `sole` is the one person whom
    something came from, None where it is nobody or several. `older` says whether some of it was before the two years.
    """

    function: Function
    received: int
    received_from: int
    given: int
    given_to: int
    sole: str | None
    older: bool = False


class Bar(Value):
    """One period of the chart: `part` is the month (1..12), the quarter (1..4), or 0 for a year.

    Counted as in the giving share. `partial`: the period goes on after the report's day. `inside` are given and
    received within the last 365 days, None for a period before them.
    """

    year: int
    part: int
    given: int
    received: int
    partial: bool
    inside: tuple[int, int] | None = None


class Lately(Value):
    """How many events there are in the last 365 days, and with how many people."""

    events: int
    contacts: int


class Quiet(Value):
    """Someone without an entry for longer than ever: the longest gap before, in days, and the last day.

    `paused` says whether the whole log paused since the first entry with them; the days in pauses do not count.
    """

    name: str
    gap: int
    last: int
    paused: bool = False


class OpenStep(Value):
    """A step not done yet; `name` where it is about one person, `by` where it has a day."""

    id: str
    text: str
    name: str | None
    by: int | None


class Questions(Value):
    """The ten questions over time, oldest first, and what is open.

    `personal` holds the checks about oneself, `company` the company's, `about` those about one person.
    `unclear` are the question ids without a clear yes in the latest personal check, `compared` is
    that check against the one before, None with fewer than two, `tendency` None with fewer than
    five. `rates` are in the order of the questions, those never answered left out.
    """

    personal: tuple[CheckRow, ...]
    company: tuple[CheckRow, ...]
    about: tuple[CheckRow, ...]
    unclear: tuple[str, ...]
    steps: tuple[OpenStep, ...]
    compared: ComparedChecks | None = None
    tendency: Tendency | None = None
    rates: tuple[Rate, ...] = ()


class KindCount(Value):
    """One kind in one direction: (name, times) by name, and how often in all.

    `times` is 0 where nobody keeps accounts: such people are named without a number.
    """

    direction: Direction
    kind: Kind
    people: tuple[tuple[str, int], ...]
    total: int


class SmallLog(Value):
    """What a small log holds, for its own form of the report.

    `span_days` runs from the first entry to the report's day, both included. `unseen` are the
    functions with no entry in any direction.
    """

    span_days: int
    kinds: tuple[KindCount, ...]
    unseen: tuple[Function, ...]


class Report(Value):
    """Everything a report says of one log as of `day` (`today` unless another day was asked for).

    The measures of the registry stand under their keys, None where their denominator is 0 (or `retention` would be of
    too few people, or nothing is compared). `comparison` is None where two windows cannot be compared; `not_compared`
    says why, and `long_pauses` which ones keep from it.
    `given_to` people had something from one in the time of the table of areas, `exchanges`, and `left_out` is what that
    does not hold. From the day `comparable_from` on, windows can be compared, as far as age goes.
    So many `people` and `group_contacts` have an event in all; so many of the year's entries with groups came from them
    or were mutual (`from_groups`). `lately` is what `too_little` goes by, `lively` are names (alphabetical), `quiet`
    people (alphabetical), `bars` oldest first, `small_log` is for the small form only.
    What giving and receiving leave out, but for groups: so many entries that show only what the user gave
    (`one_sided_entries`, `one_sided` being the places they came from, as far as they have one), and so many of the
    year's with people without bookkeeping (`no_balance_entries`). `sources` are the places that the year's entries came
    from; like `one_sided` they are keys of `domain.places.PLACES`, or whatever a source begins with.
    """

    day: int
    today: int
    half_life_days: int
    log: Totals
    effective_contacts: Spread | None
    depth: Spread | None
    giving_share: Share | None
    reciprocity: Reciprocity | None
    coverage: Coverage
    contribution: Coverage
    worst_loss: Loss | None
    retention: Retention | None
    multiplexity: float | None
    rhythm: Rhythm
    ties: Ties | None
    signature: Signature | None
    reserve: Reserve
    asked: Asked
    contacts: tuple[ContactRow, ...]
    too_little: bool
    density: Density | None
    compared_days: int | None
    not_compared: NotCompared | None
    comparison: Comparison | None
    checks: tuple[CheckRow, ...]
    history: tuple[HistoryRow, ...]
    form: LogSize
    people: int
    lately: Lately
    exchanges: tuple[Exchange, ...]
    left_out: LeftOut
    given_to: int
    comparable_from: int | None
    period: Period
    bars: tuple[Bar, ...]
    stayed: Stayed | None
    lively: tuple[str, ...]
    quiet: tuple[Quiet, ...]
    pauses: tuple[Pause, ...]
    long_pauses: tuple[Pause, ...]
    questions: Questions
    one_sided: tuple[str, ...]
    sources: tuple[str, ...]
    small_log: SmallLog | None
    group_contacts: int = 0
    from_groups: int = 0
    one_sided_entries: int = 0
    no_balance_entries: int = 0

    @property
    def effort_changed(self) -> bool:
        """Whether the entries of the two compared windows differ by more than a factor of 1.5."""
        return self.comparison is not None and self.comparison.effort_changed


class PublishedReport(Value):
    """A report, and the names of the person and the circle that the log was narrowed to, "" for none."""

    report: Report
    person: str = ""
    circle: str = ""

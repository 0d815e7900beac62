"""The report as one frozen value: numbers and codes for every view, sentences for none."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.measures import Loss, Reciprocity, Retention, Share, Trend, Verdict
    from netcheck.domain.model import Direction, Function, Kind, Voice
    from netcheck.domain.pauses import Pause


class Rhythm(Value):
    """People with at least 52, 12 and 1 active days in the last 365; each number includes the one before."""

    weekly: int
    monthly: int
    yearly: int


class HistoryRow(Value):
    """The measures as of the end of one period, `day`, and the number of events within that period."""

    day: int
    effective_contacts: float | None
    depth: float | None
    giving_share: float | None
    reciprocity: float | None
    coverage_two: float
    retention: float | None
    events: int


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


class Comparison(Value):
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
    """Effective contacts and depth together: fewer but stronger, more and stronger, and so on."""

    DENSER = "denser"
    GROWN = "grown"
    BROADER = "broader"
    CALMER = "calmer"
    SAME = "same"
    UNCLEAR = "unclear"


class Comparability(StrEnum):
    """What a comparison with a year ago stands on.

    YOUNG: the log was under a year old then, nothing is compared. PAUSE: a pause touches the last
    year, no trend is given. EFFORT: much more or much less was logged than in the year before, so
    trends of depth, coverage and retention are held back (and with them the density). SOUND: all are given.
    """

    YOUNG = "young"
    PAUSE = "pause"
    EFFORT = "effort"
    SOUND = "sound"


class Totals(Value):
    """The whole log up to the report's day: events by direction, living contacts, first and last day."""

    events: int
    given: int
    received: int
    mutual: int
    contacts: int
    first: int | None
    last: int | None


class Spread(Value):
    """Effective contacts or depth: the value, its range with one contact left out, over n contacts."""

    value: float
    low: float | None
    high: float | None
    n: int
    change: Trend | None


class Coverage(Value):
    """Distinct contacts per function, and the shares of the six functions with at least one and two."""

    one: float
    two: float
    functions: Mapping[Function, int]
    change: Trend | None = None


class ContactRow(Value):
    """One person with an event; `given` and `received` count the last 365 days, 0 where nobody keeps books.

    `silence` is the present silence over the usual gap, None below four active days.
    """

    id: str
    name: str
    strength: float
    silence: float | None
    given: int
    received: int
    share: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    last: int
    no_balance: bool = False


class CheckRow(Value):
    """One finished check: clear yeses out of the questions answered; `name` where it is about one person."""

    day: int
    voice: Voice
    name: str | None
    yes: int
    of: int
    gap: Gap | None = None


class Exchange(Value):
    """One function in both directions, in the last two years (backing: ever); mutual events count both ways.

    `received_from` and `given_to` are distinct contacts. `sole` is the one person whom all that was
    received rests on, None where it is nobody, a group, or several. `older` says whether some of it was
    before the two years.
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

    Counted as in the giving share. `partial`: the period goes on after the report's day.
    """

    year: int
    part: int
    given: int
    received: int
    partial: bool


class Year(Value):
    """The plain counts of one year: people (groups left out) with an event, and events per person."""

    people: int
    per_person: float


class Years(Value):
    """The last 365 days and the 365 before them, day `then` being the end of those.

    `entries` and `entries_before` are their events with everybody, groups included.
    """

    then: int
    now: Year
    before: Year
    entries: int = 0
    entries_before: int = 0


class Lately(Value):
    """How many events there are in the last 365 days, and with how many contacts, groups included."""

    events: int
    contacts: int


class Quiet(Value):
    """Someone quiet for longer than usual: the usual gap in days, and the last day."""

    name: str
    gap: float
    last: int


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
    compared: Comparison | None = None
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

    From `log` to `history` stand the numbers of the JSON form, a measure being None where its
    denominator is 0 (or `retention` would be of too few people). What follows serves the report for
    people: `people` with an event in all, `lately` what `too_little` goes by, `lively` names
    (alphabetical), `quiet` people (alphabetical), `bars` oldest first, `years` None while nothing can
    be compared, `recent_pause` the latest pause touching the last 365 days, `one_sided` the names of
    imported sources that show only what the user gave, `small_log` for the small form only.
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
    contacts: tuple[ContactRow, ...]
    too_little: bool
    effort_changed: bool
    density: Density | None
    checks: tuple[CheckRow, ...]
    history: tuple[HistoryRow, ...]
    form: LogSize
    people: int
    lately: Lately
    exchanges: tuple[Exchange, ...]
    period: Period
    bars: tuple[Bar, ...]
    comparability: Comparability
    years: Years | None
    lively: tuple[str, ...]
    quiet: tuple[Quiet, ...]
    pauses: tuple[Pause, ...]
    recent_pause: Pause | None
    questions: Questions
    one_sided: tuple[str, ...]
    small_log: SmallLog | None

"""The shape of the texts of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count

Tips = tuple[tuple[str, str], ...]
"""Commands to type next, each with its reason."""


class HeadWords(Value):
    """The first two lines: whose network, which day, how much there is."""

    title: str
    title_person: str
    title_circle: str
    as_of: str
    overview: str
    overview_person: str
    with_people: Count
    with_groups: str
    last_on: str


class ExchangeWords(Value):
    """The two-sided table by function. `rests` is a whole sentence per function, `numerals` start at zero."""

    head: str
    span: str
    you_receive: str
    you_give: str
    received_from: str
    given_to: str
    labels: Mapping[str, str]
    nouns: Mapping[str, str]
    rests: Mapping[str, str]
    rest_each: str
    rest_same: str
    others: str
    all: str
    unseen: str
    ever: str
    nothing: str
    numerals: tuple[str, ...]


class BalanceWords(Value):
    """Giving and receiving in one sentence by verdict, and the chart below it."""

    head: str
    span: str
    verdicts: Mapping[str, str]
    likely: str
    too_little: str
    lately: str
    with_contacts: Count
    nothing: str
    no_balance: str
    trends: Mapping[str, str]
    forward: str
    one_sided: str
    given: str
    received: str
    units: Mapping[str, str]
    until_today: str
    until: str


class ChangeWords(Value):
    """What changed in a year, or why nothing is compared."""

    head: str
    since: str
    density: Mapping[str, str]
    people: str
    people_same: str
    entries: str
    entries_same: str
    stayed: str
    liveliest: str
    liveliest_all: str
    stayed_trends: Mapping[str, str]
    shoulders: Mapping[str, str]
    too_little: str
    young: str
    young_part: str
    young_then: str
    comparable: str
    comparable_day: str
    pause: str
    pause_ongoing: str
    after_pause: str
    effort: Mapping[str, str]


class PeopleWords(Value):
    """Who is lively, and who is quiet for longer than usual."""

    head: str
    aside: str
    quiet: str
    usually: str
    last_in: str
    few_days: str
    weeks: Count
    months: Count
    years: Count


class QuestionWords(Value):
    """The ten questions over time, and what is open.

    `agrees` says how many of the answers that the log can speak to it agrees with: keyed by "one"
    and "other" for a single one, else by "none", "single", "some", "both" and "all".
    """

    head: str
    aside: str
    company: str
    score: str
    score_of: str
    none: str
    unclear: str
    all_clear: str
    step: str
    steps: str
    more: Count
    by: str
    trends: Mapping[str, str]
    differs: Mapping[str, str]
    agrees: Mapping[str, str]
    numerals: tuple[str, ...]


class BeginningWords(Value):
    """The small form: what there is, what is not seen yet, what will follow.

    `passed` is keyed by direction, and by direction and kind where that one is said differently.
    """

    in_days: Count
    since: str
    overview: str
    start: str
    labels: Mapping[str, str]
    kinds: Mapping[str, Count]
    passed: Mapping[str, str]
    times: str
    unseen: str
    giving_first: str
    follows: str
    balance_when: str
    balance_what: str
    change_when: str
    change_what: str
    tips: Tips


class ReportWords(Value):
    """Every text of the report on the terminal, section by section."""

    head: HeadWords
    exchange: ExchangeWords
    balance: BalanceWords
    change: ChangeWords
    people: PeopleWords
    questions: QuestionWords
    beginning: BeginningWords
    empty: str
    empty_part: str
    tips: Tips
    tips_person: Tips
    tips_unasked: Tips
    tips_long: Tips

"""The shape of what the log says to the answers of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class EvidenceWords(Value):
    """A row or a sentence for each question that the log can speak to.

    `verdicts` (in a row) and `sentences` are keyed by "fits", "other", "kinder", "open" and "little". {fact} is
    made from the texts of the question: `dialogue` and `kept` are keyed by "none", "one", "some" and
    "all", how many of n. `perhaps` and `stricter` go with the rows of "other" and of "kinder". `head_then` and
    `nothing_then` look back at an earlier day.
    """

    head: str
    head_then: str
    nothing: str
    nothing_then: str
    rest: str
    perhaps: str
    stricter: str
    verdicts: Mapping[str, str]
    sentences: Mapping[str, str]
    unknown: str
    not_measurable: str

    dialogue: Mapping[str, str]
    dialogue_little: Count
    kept: Mapping[str, str]
    chance: str
    kept_little: Count
    young: str
    balance: str
    forward: str
    more_given: str
    share: str
    balance_none: str
    balance_little: Count

    bearer: str
    miss_them: str
    be_missed: str

"""The shape of the texts around suggestions: what one could do, and whom one could ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class ReasonWords(Value):
    """Why something is suggested, and what one could do; names stand before it or, in `via`, as {names}.

    `offers` is keyed by kind, `via` by function. {what} is a kind with its day, {gap} a usual interval.
    """

    quiet: str
    quiet_kinds: str
    last_on: str
    step: str
    step_by: str
    own_step: str
    came: str
    came_near: str
    note: str
    thanks: str
    offer: str
    offer_back: str
    offers: Mapping[str, str]
    sole: str
    sole_ever: str
    unseen: str
    unseen_ever: str
    via: Mapping[str, Count]


class AskingWords(Value):
    """Whom one could ask. `gave` is keyed by kind; the other heads go by how many people stand below them."""

    gave: Mapping[str, str]
    nobody: str
    similar: str
    know_you: Count
    in_log: str
    since: str
    on_one_day: str
    with_kind: str
    last: str
    last_near: str
    request: str
    request_crisis: str
    later: str
    no_reach: str
    empty: str
    empty_crisis: str


class SuggestWords(Value):
    """Every text of `netcheck suggest`."""

    guide: str
    reasons: ReasonWords
    asking: AskingWords
    also_give: str
    also_backing: str
    nothing: str
    nothing_to_offer: str
    empty: str

"""What can be suggested: someone to write to, to thank or to offer something, a step, a function that few serve."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from netcheck.domain.model import Contact, Event, Function, Kind, Step


class Reason(StrEnum):
    """Why something is suggested."""

    QUIET = "quiet"
    STEP = "step"
    THANKS = "thanks"
    OFFER = "offer"
    SOLE = "sole"
    UNSEEN = "unseen"


class Quiet(NamedTuple):
    """Someone silent for longer than usual, probably not for good (Navarro et al. 2017).

    `gap` is the usual one in days, `last` the last day, an ordinal, `kinds` what mostly came. `offer` is
    something small that one could offer, None where it is only about being in touch.
    """

    contact: Contact
    gap: float
    last: int
    kinds: tuple[Kind, ...]
    offer: Kind | None = None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.QUIET


class Came(NamedTuple):
    """What came from someone, with nothing given since: worth thanks or, where there is an `offer`, something back."""

    contact: Contact
    event: Event
    offer: Kind | None = None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.OFFER if self.offer else Reason.THANKS


class ToDo(NamedTuple):
    """An open step, its number among all steps counted from 1, and whom it is about."""

    number: int
    step: Step
    contact: Contact | None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.STEP


class Resting(NamedTuple):
    """A function that rests on one person, the `sole` one, or on none.

    `others` have served the related function `via`, None where nobody has.
    """

    function: Function
    sole: str | None
    via: Function | None
    others: tuple[Contact, ...]
    contact: None = None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.UNSEEN if self.sole is None else Reason.SOLE


Suggestion: TypeAlias = "Quiet | Came | ToDo | Resting"
"""What one could do."""

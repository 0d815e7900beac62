"""How often one would like to be reminded of somebody: "6w", "3m", written the same way whatever was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.domain.spans import Span

LONGEST = 3653
"""In days: ten years."""

_DAYS_A_MONTH = 365.25 / 12
_WEEK, _YEAR = 7, 12
_SHORT, _LONG, _LONGEST = 5.5, 60, 550


class Cadence(Value):
    """So many days ("d"), weeks ("w"), months ("m") or years ("y"); at least one."""

    number: int
    unit: str

    @property
    def days(self) -> int:
        """The length in days; a month is a twelfth of a year of 365.25 days."""
        sizes = {"d": 1.0, "w": float(_WEEK), "m": _DAYS_A_MONTH, "y": _YEAR * _DAYS_A_MONTH}
        return round(self.number * sizes[self.unit])

    def __str__(self) -> str:
        """Return the form that is stored."""
        return f"{self.number}{self.unit}"


def read(text: str) -> Cadence | None:
    """Return the cadence that a stored text means; None for "", and for what a later version may have stored."""
    found = re.fullmatch("([1-9][0-9]{0,3})([dwmy])", text) if text else None
    return Cadence(int(found[1]), found[2]) if found else None


def of_span(span: Span) -> Cadence | None:
    """Return the cadence as long as a span of months or of days; None if it is empty or beyond ten years."""
    months, days = span
    if months:
        found = Cadence(months // _YEAR, "y") if months % _YEAR == 0 else Cadence(months, "m")
    else:
        found = Cadence(days // _WEEK, "w") if days % _WEEK == 0 else Cadence(days, "d")
    return found if 0 < found.days <= LONGEST else None


def about(days: float) -> Cadence:
    """Return the cadence that one would call a gap of so many days, at least half a day."""
    if days < _SHORT:
        return Cadence(max(1, round(days)), "d")
    if days < _LONG:
        return Cadence(round(days / _WEEK), "w")
    months = days / _DAYS_A_MONTH
    return Cadence(round(months / _YEAR), "y") if days >= _LONGEST else Cadence(round(months), "m")

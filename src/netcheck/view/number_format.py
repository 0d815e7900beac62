"""Numbers in sentences: {n}, {value:1} with a decimal, {share:%} as percent; and where one is likely to lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.i18n import N_, _
from netcheck.view.text import no_break, number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping


_RARE = 0.01


NUMERALS = (
    N_("zero"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)


def likely(low: float, high: float) -> str:
    """Return "wohl 46 bis 61 %"."""
    return no_break(_("likely {low} to {high}").format(low=number(100 * low), high=percent(high)))


def filled(template: str, facts: Mapping[str, float], **texts: str) -> str | None:
    """Return the template with numbers and texts in it; None where it asks for one that there is not."""
    try:
        return template.format(**({key: _Figure(value) for key, value in facts.items()} | texts))
    except KeyError:
        return None


class _Figure:
    """A number that knows how to be written in a language."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        if spec == "%":
            return percent(self._value)
        if spec == "p" and self._value < _RARE:
            return no_break(_("less than {value}").format(value=percent(_RARE)))
        if spec == "p":
            return percent(self._value)
        return number(self._value, int(spec or 0)).replace("-", "−")

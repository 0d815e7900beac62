"""Numbers in sentences: {n}, {value:1} with a decimal, {share:%} as percent; and where one is likely to lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.i18n import N_, _, ngettext
from netcheck.view.text import entries_text, no_break, number, people_text, percent

if TYPE_CHECKING:
    from collections.abc import Mapping


_RAREST, _RARE = 0.001, 0.1
"""A chance below the former is told as such, one below the latter with a decimal: limits lie at 0.5, 1 and 2 %."""


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


def numeral(n: int) -> str:
    """Return a small number in words, a larger one in digits."""
    return _(NUMERALS[n]) if n < len(NUMERALS) else str(n)


def likely(low: float, high: float) -> str:
    """Return "wohl 46 bis 61 %"."""
    return no_break(_("likely {low} to {high}").format(low=number(100 * low), high=percent(high)))


def filled(template: str, facts: Mapping[str, float], **texts: str) -> str | None:
    """Return the template with numbers and texts in it; None where it asks for one that there is not."""
    try:
        return template.format(**({key: _Figure(value) for key, value in facts.items()} | texts))
    except KeyError:
        return None


def counts_told(facts: Mapping[str, float]) -> dict[str, str]:
    """Return "33 people" and "420 entries" for the counts among some numbers, under their names with "_told"."""
    people = {f"{key}_told": people_text(int(facts[key])) for key in ("people", "came", "asked") if key in facts}
    entries = {f"{key}_told": entries_text(int(facts[key])) for key in ("entries", "events", "total") if key in facts}
    for key in facts:
        n = int(facts[key]) if key in {"people", "events", "total"} else 0
        if key == "people":
            people["out_of_people"] = ngettext("out of one person", "out of {n} people", n).format(n=n)
        elif key in {"events", "total"}:
            entries[f"out_of_{key}"] = ngettext("out of one entry", "out of {n} entries", n).format(n=n)
    return people | entries


class _Figure:
    """A number that knows how to be written in a language."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        if spec == "%":
            return percent(self._value)
        if spec == "p" and self._value < _RAREST:
            return no_break(_("less than {value}").format(value=percent(_RAREST, 1)))
        if spec == "p":
            return percent(self._value, 1 if self._value < _RARE else 0)
        if spec == "+":
            points = round(100 * self._value)
            return f"{points:+}".replace("-", "−") if points else "0"
        return number(self._value, int(spec or 0)).replace("-", "−")

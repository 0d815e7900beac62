"""Numbers in sentences: {n}, {value:1} with a decimal, {share:%} as percent; and where one is likely to lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.view.text import no_break, number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words import Words


_RARE = 0.01


def likely(low: float, high: float, words: Words) -> str:
    """Return "wohl 46 bis 61 %"."""
    return no_break(words.report.balance.likely.format(low=number(100 * low, words), high=percent(high, words)))


def filled(template: str, facts: Mapping[str, float], words: Words, **texts: str) -> str | None:
    """Return the template with numbers and texts in it; None where it asks for one that there is not."""
    try:
        return template.format(**({key: _Figure(value, words) for key, value in facts.items()} | texts))
    except KeyError:
        return None


class _Figure:
    """A number that knows how to be written in a language."""

    def __init__(self, value: float, words: Words) -> None:
        self._value = value
        self._words = words

    def __format__(self, spec: str) -> str:
        if spec == "%":
            return percent(self._value, self._words)
        if spec == "p" and self._value < _RARE:
            return no_break(self._words.explain.rare.format(value=percent(_RARE, self._words)))
        if spec == "p":
            return percent(self._value, self._words)
        return number(self._value, self._words, int(spec or 0)).replace("-", "−")

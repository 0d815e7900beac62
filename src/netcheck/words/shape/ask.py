"""The shape of what stands beside every question at the terminal."""

from __future__ import annotations

from netcheck.value import Value


class AskWords(Value):
    """How to choose from a list: with arrows, with digits too, or where a terminal knows only lines."""

    arrows: str
    digits: str
    number: str

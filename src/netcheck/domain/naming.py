"""Whether a text names somebody: by a name, an alias or an address, or by one word of a name."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING
from unicodedata import normalize

from netcheck.domain.names import folds

if TYPE_CHECKING:
    from collections.abc import Iterable


class Certainty(IntEnum):
    """How certain it is that a text names somebody."""

    NONE = 0
    PERHAPS = 1
    """A word of the name, but in small letters, spelled otherwise, or a word of somebody else's name, too."""
    SURE = 2


class Naming:
    """The texts by which somebody is named: `names` are names and aliases, `addresses` identifiers.

    `others` are the names and aliases of everybody else.
    """

    def __init__(self, names: Iterable[str], addresses: Iterable[str], others: Iterable[str]) -> None:
        every = [name.split() for name in names]
        self._whole = [" ".join(words) for words in every if len(words) > 1] + list(addresses)
        self._words = sorted({word for words in every for word in (words[:1] + words[-1:])})
        self._shared = {form for other in others for word in other.split() for form in folds(word)}
        self._any = _pattern(form for text in (*self._whole, *self._words) for form in folds(text))
        self._certain = _pattern(form for text in self._whole for form in folds(text))
        alone = (word for word in self._words if self._shared.isdisjoint(folds(word)))
        self._spelled = _pattern(normalize("NFC", word) for word in alone)

    def certainty(self, text: str) -> Certainty:
        """Return how certain it is that a text names this person."""
        forms = folds(text)
        if not any(map(self._any.search, forms)):
            return Certainty.NONE
        if any(map(self._certain.search, forms)) or self._spelled.search(normalize("NFC", text)):
            return Certainty.SURE
        return Certainty.PERHAPS


_JOINED = re.compile("[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""Signs of scripts that put no blanks between words."""


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """Return what finds these texts as words of their own, an s of the genitive aside; nothing if there are none."""
    parts = sorted({_part(text) for text in texts if text.strip()}, key=lambda part: (-len(part), part))
    return re.compile("|".join(parts) or r"(?!)")


def _part(text: str) -> str:
    words = text.split()
    before = "" if _JOINED.match(words[0][0]) else r"(?<!\w)"
    after = "" if _JOINED.match(words[-1][-1]) else r"(?:['’]?s)?(?!\w)"
    return before + r"\s+".join(map(re.escape, words)) + after

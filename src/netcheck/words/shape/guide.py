"""The shape of the guide: six questions on how one would like to be met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class GuideQuestion(Value):
    """One question of the guide, and a hint that helps to begin."""

    text: str
    help: str


class GuideWords(Value):
    """The questions by id, and what is said around them."""

    questions: Mapping[str, GuideQuestion]
    head: str
    opening: str
    empty: str
    open: str
    prompt: str
    keep: str
    closing: str
    saved: Count
    unchanged: str
    own_words: str
    hint: str

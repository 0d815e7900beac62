"""What was typed, and where a completion goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD_STARTS = re.compile(r"(?<![^\s,+\"„“])\S")


def on_one_line(text: str) -> str:
    r"""Return the text without blanks at its ends, line ends inside (from pasting) as one blank each.

    Bytes that were no UTF-8 arrive as lone surrogates and become "\ufffd"; nothing could store them.
    """
    one = re.sub(r"\s*[\r\n]+\s*", " ", text).strip()
    return re.sub("[\ud800-\udfff]", "\ufffd", one)


def placed(text: str, candidates: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each candidate with the number of characters at the end of `text` that it takes the place of.

    That is the longest end, from the start of a word, which the candidate begins with, else the last
    word. Upper and lower case count alike.
    """
    starts, last = _starts(text)
    for candidate in candidates:
        start = _start(text, candidate, starts)
        yield candidate, len(text) - (last if start is None else start)


def fitting(text: str, known: Iterable[str]) -> list[str]:
    """Return the known words that go on with the end of the text; all of them where a word begins."""
    starts, last = _starts(text)
    return [word for word in known if last == len(text) or _start(text, word, starts) is not None]


def _starts(text: str) -> tuple[list[int], int]:
    """Return where words start, and where the last one does (at the end, where a new one begins)."""
    starts = [match.start() for match in _WORD_STARTS.finditer(text)]
    begins_anew = not starts or text[-1].isspace() or text[-1] in ",+"
    return starts, len(text) if begins_anew else starts[-1]


def _start(text: str, candidate: str, starts: Iterable[int]) -> int | None:
    folded = candidate.casefold()
    return next((start for start in starts if folded.startswith(text[start:].casefold())), None)

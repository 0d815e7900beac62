"""Text as typed at a prompt, and where a completion goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netcheck.domain.names import fold, folds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_WORD_STARTS = re.compile(r"(?<![^\s,+\"„“])\S")


def typed_lines(text: str) -> list[str]:
    r"""Return the lines of what was typed or pasted, without blanks at their ends and without empty ones.

    Bytes that were no UTF-8 arrive as lone surrogates and become "\ufffd"; nothing could store them.
    """
    lines = (line.strip() for line in re.split(r"[\r\n]+", re.sub("[\ud800-\udfff]", "\ufffd", text)))
    return [line for line in lines if line]


def completions(text: str, known: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each known text that goes on with the end of `text`, and the number of characters it takes the place of.

    That is the longest end, from the start of a word, which the known text begins with; case, accents
    and ae, oe, ue for umlauts count alike. Where a new word begins, every known text goes on.
    """
    starts = [match.start() for match in _WORD_STARTS.finditer(text)]
    ends = [(start, fold(text[start:])) for start in starts]
    anew = not starts or text[-1].isspace() or text[-1] in ",+"
    for candidate in known:
        forms = folds(candidate)
        start = next((start for start, end in ends if any(form.startswith(end) for form in forms)), None)
        if start is not None or anew:
            yield candidate, 0 if start is None else len(text) - start

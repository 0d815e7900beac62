"""Spells in ASCII what an encoding lacks, so that an old terminal can be read and columns stay aligned."""

from __future__ import annotations

import unicodedata

from netcheck.view.text import width

_SPELLED = {
    **dict.fromkeys("█▇", "#"), **dict.fromkeys("▆▅", "="), **dict.fromkeys("▄▃", "-"), **dict.fromkeys("▂▁", "_"),
    **dict.fromkeys("„“”«»", '"'), **dict.fromkeys("‚‘’", "'"), **dict.fromkeys("–—‐‑−", "-"), "│": "|",
    "τ": "tau", "·": "-", "•": "-", "×": "x", "…": "...", "›": ">", "✓": "*", "→": ">", "←": "<", "↔": "=",
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae",
}  # fmt: skip


def spell(text: str, encoding: str) -> str:
    """Return the text with ASCII in place of what the encoding lacks: bars of "#", "ue" for "ü", else "?".

    Where this makes the text longer, later runs of blanks get shorter, so that columns stay aligned.
    """
    if can_say(text, encoding):
        return text
    return _spelled(text, frozenset(char for char in set(text) if not can_say(char, encoding)))


def can_say(text: str, encoding: str) -> bool:
    """Say whether the encoding has all letters of the text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _spelled(text: str, lacking: frozenset[str]) -> str:
    said: list[str] = []
    debt = 0
    for char, following in zip(text, f"{text[1:]} ", strict=True):
        if debt and char == " " and said and said[-1].endswith(" "):
            debt -= 1
        elif char in lacking:
            letters = _ascii(char)
            said.append(letters.upper() if following.isupper() else letters)
            debt += max(0, len(said[-1]) - width(char))
        else:
            said.append(char)
            debt = 0 if char == "\n" else debt
    return "".join(said)


def _ascii(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0]
    return _SPELLED.get(char) or (base if base.isascii() else "?" * width(char))

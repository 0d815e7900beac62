"""Makes text from outside safe to show: nothing in it can steer, hide or reverse what a terminal shows."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
_UNKNOWN = "\ufffd"
# England, Scotland and Wales: a black flag, invisible letters, and an invisible end.
_TAGGED_FLAG = "(\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f)"


def safe(text: str) -> str:
    r"""Return text with a visible sign in place of each character that would act instead of being seen.

    Newline and tab become a blank, other control characters their picture (ESC is ␛), and C1 controls,
    format and private-use characters, line separators and lone surrogates "\ufffd". Joiners stay where
    they join: in emoji sequences, in tagged flags, and inside words of scripts beyond ASCII. The length
    stays the same, and doing it twice changes nothing.
    """
    if text.isprintable():
        return text
    pieces = re.split(_TAGGED_FLAG, text)
    return "".join(piece if number % 2 else _without_hidden(piece) for number, piece in enumerate(pieces))


def _without_hidden(text: str) -> str:
    padded = f" {text} "
    return "".join(
        char if char in _JOINERS and _joins(padded[at]) and _joins(padded[at + 2]) else _visible(char)
        for at, char in enumerate(text)
    )


def _joins(char: str) -> bool:
    """Say whether a joiner may stand beside this character: a letter, mark or symbol beyond ASCII."""
    category = unicodedata.category(char)
    return not char.isascii() and (category[0] in "LMNS" or category == "Cn")


def _visible(char: str) -> str:
    if char in "\n\t":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    return _UNKNOWN if unicodedata.category(char) in _HIDDEN else char

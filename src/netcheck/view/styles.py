"""What stands out at a terminal: names and heads in bold, and a hue each for what was received and given."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from netcheck.domain.model import Direction

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    Paint = Callable[[str, str], str]


_RECEIVED, _GIVEN = 30, 130
"""Teal and ochre, by their numbers among 256 colours: told apart by any eye, and readable on dark and on light."""

BOLD, RECEIVED, GIVEN = "bold", f"color({_RECEIVED})", f"color({_GIVEN})"
"""The styles in the words of rich."""

HUES = {Direction.RECEIVED: RECEIVED, Direction.GIVEN: GIVEN, Direction.MUTUAL: ""}
"""The style of each direction."""

_CODES = {BOLD: "1", RECEIVED: f"38;5;{_RECEIVED}", GIVEN: f"38;5;{_GIVEN}"}
_CODES_OF_16 = _CODES | {RECEIVED: "36", GIVEN: "33"}
"""The same where there are but 16 colours: what rich takes as the nearest."""


def wants_colour(out: TextIO, color: str) -> bool:
    """Say whether a text on `out` may be coloured.

    `color` is "auto" (terminals have it), "always" or "never"; FORCE_COLOR and NO_COLOR overrule it, and a
    terminal that knows no colours overrules them.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "unknown"}:
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    if forced:
        return forced != "0"
    return out.isatty() if color == "auto" else color == "always"


def plain(text: str, _style: str) -> str:
    """Return the text as it is."""
    return text


def painter(out: TextIO, color: str) -> Paint:
    """Return what puts a text for `out` into a style, or leaves it plain where there is no colour, without rich.

    The codes stand around each word, so that a line may be broken between them.
    """
    if not wants_colour(out, color) or (os.name == "nt" and color == "auto" and not os.environ.get("FORCE_COLOR")):
        return plain  # an old console of Windows shows the codes themselves
    codes = _CODES if _has_256_colours() else _CODES_OF_16

    def paint(text: str, style: str) -> str:
        return re.sub(r"\S+", rf"\033[{codes[style]}m\g<0>\033[0m", text) if style else text

    return paint


def _has_256_colours() -> bool:
    """Say so where rich does."""
    if os.environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return True
    return os.environ.get("TERM", "").strip().lower().rpartition("-")[2] in {"256color", "kitty"}

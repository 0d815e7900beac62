"""Keeps cells of a table from being taken for formulas (OWASP, CSV injection), so that they can be had back."""

from __future__ import annotations

import re

_BLANK = (
    "\\s\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
"""White space, controls and signs without a shape (Z, Cc and Cf of Unicode), which programs drop before they read."""
_SIGN = "=+\\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u207a\u207b\u207c\u208a\u208b\u208c"
"""The signs with which a formula begins, as they are, full-width, small, raised and lowered."""
_FORMULA = re.compile(f"'*(?:[{_BLANK}]*[{_SIGN}]|[\t\r\n\x00])")


def as_text(cell: str) -> str:
    """Return a cell that is text to every spreadsheet: one that might not be gets an apostrophe in front.

    So does one that begins with apostrophes before such a text, or `as_it_was` could not tell them from ours.
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """Return the cell for which `as_text` gave this one."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

"""Quotes text for shells: one word of a line to copy, or what Tab puts into a line."""

from __future__ import annotations

import os
import re
import unicodedata

_BARE = "._-+@/" + (":\\" if os.name == "nt" else "")
"""Signs that no shell acts on inside a word."""
_ACTIVE = '"$`!%“”„' + ("" if os.name == "nt" else "\\")
"""What bash, zsh, fish or PowerShell acts on between double quotes; the latter takes typographic ones for those."""


def quoted(text: str) -> str:
    """Return a text as one word of a line that is copied into a shell.

    Double quotes are tried first, because every shell and also the prompt of `netcheck log` has them. What acts between
    them goes into single quotes, as bash, zsh and fish read them; on Windows, as PowerShell does.
    """
    if _is_bare(text):
        return text
    if not any(char in _ACTIVE for char in text):
        return f'"{text}"'
    if os.name == "nt":
        return for_powershell(text)
    # Not shlex.quote: it leaves %self bare, which fish replaces, and a backslash between single quotes, which is itself
    # in bash and zsh, but may escape in fish.
    return "'" + text.replace("'", """'"'"'""").replace("\\", """'"\\\\"'""") + "'"


def for_bash(text: str, quote: str) -> str:
    """Return what stands for the text in a word of bash in which this quote, or none (""), is open."""
    if not quote:
        return re.sub(r"([^\w@%+,./:=-])", r"\\\1", text)
    # Between double quotes, a backslash keeps ! from the history, but stays.
    doubly = re.sub(r'([\\$`"])', r"\\\1", text).replace("!", r'"\!"')
    word = doubly if quote == '"' else text.replace("'", r"'\''")
    # Readline closes the quote, unless the last character looks as if it did.
    return word + quote if word.endswith(quote) else word


def for_powershell(text: str) -> str:
    """Return the text as a word of PowerShell, to which typographic single quotes are quotes as well."""
    if _is_bare(text):
        return text
    return "'" + re.sub("(['‘’‚‛])", r"\1\1", text) + "'"


def _is_bare(text: str) -> bool:
    known = all(char in _BARE or unicodedata.category(char)[0] in "LMN" for char in text)
    return known and re.match(r"[\w/.-]", text) is not None

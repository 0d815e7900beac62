"""Splits a log line into words, options and quoted text."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from netcheck.domain.vocabulary import LineProblem, ProblemCode, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def split_line(text: str) -> list[str] | LineProblem:
    """Split a line into words at white space; apostrophes are letters.

    Double quotes ("…", „…“, “…”) at the start of a word group. They stay with the word, since a note
    is kept as typed and a name sheds them later; only an option's value loses them here. A leading `netcheck log` is
    dropped: in a line that was copied from a shell, the quotes are the shell's. So is the sign of a list before it.
    """
    text = text.lstrip().removeprefix("$ ").removeprefix("- ").removeprefix("* ").removeprefix("• ").removeprefix("> ")
    program, *rest = text.split(maxsplit=2) or [""]
    if program == "netcheck" and rest:
        if rest[0] != "log":
            return LineProblem(ProblemCode.OTHER_COMMAND, f"{program} {rest[0]}")
        from shlex import split as shell_split

        copied = rest[1] if len(rest) > 1 else ""
        with suppress(ValueError):  # an apostrophe
            return shell_split(copied)
        return split_line(copied)
    words: list[str] = []
    at = _next_word(text, 0)
    while at < len(text):
        opening = _opening(text, at)
        end = _end_of_word(text, opening)
        if not end:
            return LineProblem(ProblemCode.OPEN_QUOTE, text[at:])
        after_option = bool(words) and words[-1].startswith("--") and "=" not in words[-1]
        shed = opening > at or after_option
        words.append(text[at:opening] + unquote(text[opening:end]) if shed else text[at:end])
        at = _next_word(text, end)
    return words


def unquote(text: str) -> str:
    """Return the text without the double quotes around it, if there are any."""
    quoted = len(text) > 1 and text[-1] in _CLOSING.get(text[0], "")
    return " ".join(text[1:-1].split()) if quoted else text


def bind_new(tokens: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Make the optional value of `--new` explicit: `--new=` before an option, a kind or the end, else `--new=NEXT`."""
    end = tokens.index("--") if "--" in tokens else len(tokens)
    bound: list[str] = []
    for before, token in pairwise(["", *tokens[:end]]):
        if before == "--new" and not token.startswith("-") and not vocabulary.kind(token):
            bound[-1] += token
        else:
            bound.append("--new=" if token == "--new" else token)  # noqa: S105 - a word of the line, no password
    return [*bound, *tokens[end:]]


def nearly_option(word: str, options: Iterable[str]) -> str | None:
    """Return the option that a word with a dash nearly is (`--onn`, `--wei`, `-on`), or None for a word of the note."""
    options = list(options)
    typed = word.partition("=")[0]
    bare = typed.lstrip(_DASHES)
    dashes = typed.removesuffix(bare)
    names = {option.lstrip("-"): option for option in options}
    if typed in options or not dashes or not bare[:1].isalpha():
        return None
    bare = bare.lower()
    if bare in names or dashes != "--":
        return names.get(bare)
    begun = [name for name in names if name.startswith(bare)]
    if len(bare) >= _PREFIX and len(begun) == 1:
        return names[begun[0]]
    return next((option for name, option in names.items() if _one_slip(bare, name)), None)


_CLOSING = {'"': '"', "„": '“”"', "“": "”“"}
"""Opening double quotes and what may close them; a German keyboard often has „ but not “."""
_DASHES = "-–—"
_PREFIX = 3


def _next_word(text: str, at: int) -> int:
    found = re.compile(r"\S").search(text, at)
    return found.start() if found else len(text)


def _opening(text: str, at: int) -> int:
    """Return where a word's quote may open: at its start, or after the equals sign of an option."""
    if not text.startswith("--", at):
        return at
    option, equals, _ = text[at : _end(text, at)].partition("=")
    return at + len(option) + 1 if equals else at


def _end_of_word(text: str, opening: int) -> int | None:
    """Return where the word ends whose quote may open at `opening`; None if it stays open."""
    closing = _CLOSING.get(text[opening : opening + 1], "")
    if not closing:
        return _end(text, opening)
    end = re.compile(f"[{closing}]").search(text, opening + 1)
    return _end(text, end.end()) if end else None


def _end(text: str, at: int) -> int:
    """Return where the next blank is, or the text's end."""
    found = re.compile(r"\s").search(text, at)
    return found.start() if found else len(text)


def _one_slip(one: str, other: str) -> bool:
    """Say whether one letter more, less, other or swapped with the next makes the words the same."""
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] in {other[at:], other[at + 1 :]} or one[at:] == other[at + 1 :]

"""The shape of what is said about whom a name means."""

from __future__ import annotations

from netcheck.value import Value


class WhoWords(Value):
    """`line` shows one of several candidates with what to write instead; the rest are questions."""

    line: str
    line_without_form: str
    last: str
    never: str
    nearest: str
    how_to_create: str
    which: str
    someone_new: str
    nobody: str
    new_name: str
    circle: str

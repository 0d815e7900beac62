"""The language of a run: gettext's functions, over catalogues that are read lazily.

The English sentence stands where it is said, as `_("…")`; `N_("…")` marks one that is said later. German stands in
locale/de, and in locale/en what we say otherwise than click does. Nothing is translated at import: the language is
known when the run begins, and may change in the middle.
"""

from __future__ import annotations

import gettext as standard
import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FOLDER = Path(__file__).parent / "locale"
LANGUAGES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/LC_MESSAGES")))

_MAGIC = 0x950412DE
_HEAD = 20
_CONTEXT = "\x04"


class Catalogue:
    """A compiled catalogue (.mo), in which a text is found by bisection.

    The standard library's reader goes through the whole file first, which takes twenty times as long as a short
    command has texts to find.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._numbers: Sequence[int] = memoryview(content)[: len(content) // 4 * 4].cast("I")
        if len(content) >= _HEAD and self._numbers[0] != _MAGIC:  # compiled by a machine of the other byte order
            self._numbers = [int.from_bytes(number.to_bytes(4, "little"), "big") for number in self._numbers]
        if len(content) < _HEAD or self._numbers[0] != _MAGIC:
            raise ValueError("not a catalogue")
        self._size = self._numbers[2]
        self._originals, self._translations = self._numbers[3] // 4, self._numbers[4] // 4
        self._found: dict[str, list[str] | None] = {}

    def find(self, message: str) -> list[str] | None:
        """Return the translations of a message, one for each plural form; None if there is none."""
        if message not in self._found:
            self._found[message] = self._search(message.encode())
        return self._found[message]

    def plural(self, n: int) -> int:
        """Return which form n things have."""
        return self._form(n)

    @cached_property
    def _form(self) -> Callable[[int], int]:
        head = "\n".join(self.find("") or [])
        rule = re.search(r"plural=([^;\n]+)", head)
        return standard.c2py(rule[1] if rule else "n != 1")

    def _search(self, message: bytes) -> list[str] | None:
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            original = self._text(self._originals, middle).partition(b"\0")[0]
            if original == message:
                return self._text(self._translations, middle).decode().split("\0")
            if original < message:
                low = middle + 1
            else:
                high = middle
        return None

    def _text(self, table: int, number: int) -> bytes:
        length, offset = self._numbers[table + 2 * number], self._numbers[table + 2 * number + 1]
        return self._content[offset : offset + length]


class _Spoken:
    """The language of the moment: the only variable of this module."""

    language = "en"
    catalogue: Catalogue | None = None


def use(language: str) -> None:
    """Speak one of LANGUAGES from now on.

    Raises:
        NetcheckError: `no_catalogue`: this copy of the program has no compiled texts. It is said in English.
    """
    _Spoken.language, _Spoken.catalogue = "en", None
    _Spoken.catalogue = _catalogue(FOLDER / language / "LC_MESSAGES" / "netcheck.mo")
    _Spoken.language = language


def language() -> str:
    """Return the language that is spoken."""
    return _Spoken.language


@cache
def _catalogue(path: Path) -> Catalogue:
    try:
        return Catalogue(path.read_bytes())
    except (OSError, ValueError):
        raise NetcheckError("no_catalogue", path=path) from None


def gettext(message: str) -> str:
    """Return a text in the language that is spoken."""
    return _translated(message, _Spoken.catalogue)


def _translated(message: str, catalogue: Catalogue | None) -> str:
    if not message:
        return ""  # the catalogue has its own head under this
    found = catalogue.find(message) if catalogue else None
    return found[0] if found else message.rpartition(_CONTEXT)[2]


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a text for n things."""
    catalogue = _Spoken.catalogue
    found = catalogue.find(one) if catalogue else None
    if catalogue is None or not found or len(found) == 1:
        return one if n == 1 else many
    return found[catalogue.plural(n)]


def pgettext(context: str, message: str) -> str:
    """Return a text that has several meanings, of which `context` names one."""
    return gettext(f"{context}{_CONTEXT}{message}")  # noqa: INT001 - the key of a catalogue, not a text


def in_every_language(message: str) -> list[str]:
    """Return a text as each language says it, for what is read in all of them."""
    paths = (FOLDER / name / "LC_MESSAGES" / "netcheck.mo" for name in LANGUAGES)
    return [_translated(message, _catalogue(path)) for path in paths]


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """Mark a text that is translated when it is said."""
    return message


def PN_(context: str, message: str) -> str:  # noqa: N802 - as N_
    """Mark a text that has several meanings for `_`, as a catalogue has it: the context before the text."""
    return f"{context}{_CONTEXT}{message}"


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark the two English forms of a text for `ngettext(*forms, n)`."""
    return one, many


_ = gettext

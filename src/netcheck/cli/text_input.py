"""Names, notes and birthdays as they are typed: made fit to store, or refused."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from netcheck.domain.limits import check_name, check_text
from netcheck.domain.names import nameable
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import date


_HALF = "[\ud800-\udfff]"


def clean(text: str) -> str:
    r"""Return text without blanks at its ends, on one line, composed (NFC).

    Raises:
        UsageError: it is longer than any text that is kept, or its bytes are no UTF-8. Those of the command line arrive
            as lone surrogates, and so do letters where the locale has none of them; these are read as what they are.
    """
    check_text(text)
    if re.search(_HALF, text):
        try:
            text = os.fsencode(text).decode()
        except UnicodeError:
            raise UsageError("text_not_utf8", text=text) from None
    return normalize("NFC", " ".join(text.split()))


def given(text: str, option: str = "", *, code: str = "no_text") -> str:
    """Return clean text.

    Raises:
        UsageError: nothing of it can be seen; `option` is where it belongs, `code` says which sentence tells so.
    """
    cleaned = clean(text)
    if not nameable(cleaned):
        raise UsageError(code, option=option)
    return cleaned


def given_name(text: str, option: str = "", *, code: str = "no_text") -> str:
    """Return clean text that is short enough for a name; raises what `given` raises.

    Raises:
        UsageError: it is too long.
    """
    name = given(text, option, code=code)
    check_name(name)
    return name


def parsed_birthday(text: str, today: date) -> str:
    """Return the birthday as it is stored, "" for an empty text.

    Raises:
        UsageError: it is no birthday, or one of a year to come.
    """
    from netcheck.domain.birthdays import born, has_short_year, read_birthday

    if not text.strip():
        return ""
    parsed = read_birthday(text)
    if parsed is None:
        raise UsageError("birthday_short_year" if has_short_year(text) else "bad_birthday", value=text)
    if not born(str(parsed), today):
        raise UsageError("birthday_future", value=text)
    return str(parsed)

"""Names, notes and birthdays as they are typed: made fit to store, or refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from netcheck.domain.limits import check_name, check_text
from netcheck.domain.names import nameable
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import date


def clean(text: str) -> str:
    r"""Return text without blanks at its ends, on one line, composed (NFC).

    Bytes of the command line that were no UTF-8 arrive as lone surrogates and become "\ufffd".

    Raises:
        UsageError: it is longer than any text that is kept.
    """
    check_text(text)
    return normalize("NFC", re.sub("[\ud800-\udfff]", "\ufffd", " ".join(text.split())))


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

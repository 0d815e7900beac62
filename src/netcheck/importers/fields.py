"""Typed access to the fields of one JSON object: every wrong value becomes a code and its facts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from netcheck.domain.birthdays import born
from netcheck.domain.matching import nameable
from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Mapping

Fields = dict[str, object]
T = TypeVar("T")

MAX_ID = 64
MAX_DEPTH = 20
SHOWN = 40
"""How many characters of a refused value its problem repeats."""


def shown(value: str) -> str:
    """Return the beginning of a value, for a sentence about it."""
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"


def text(fields: Fields, key: str, default: str | None = None) -> str:
    """Return a text; without a default it must be there and hold more than white space.

    Raises:
        NetcheckError: `import_missing_key`, `import_not_text` or `import_empty_text`.
    """
    value = fields.get(key, default)
    if isinstance(value, str):
        if default is None and not value.strip():
            raise NetcheckError("import_empty_text", key=key)
        return value
    if key not in fields:
        raise NetcheckError("import_missing_key", key=key)
    raise NetcheckError("import_not_text", key=key)


def name(fields: Fields, key: str) -> str:
    """Return a text of which something can be seen.

    Raises:
        NetcheckError: `import_no_name`, or what `text` raises.
    """
    value = text(fields, key)
    if not nameable(value):
        raise NetcheckError("import_no_name", key=key)
    return value


def texts(fields: Fields, key: str) -> tuple[str, ...]:
    """Return a list of texts, () where the key is missing.

    Raises:
        NetcheckError: `import_not_texts`, or `import_no_name` for one of which nothing can be seen.
    """
    values = fields.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise NetcheckError("import_not_texts", key=key)
    if not all(map(nameable, values)):
        raise NetcheckError("import_no_name", key=key)
    return tuple(values)


def flag(fields: Fields, key: str) -> bool:
    """Return true or false, false where the key is missing.

    Raises:
        NetcheckError: `import_not_flag`.
    """
    value = fields.get(key, False)
    if value is True or value is False:
        return value
    raise NetcheckError("import_not_flag", key=key)


def number(fields: Fields, key: str, highest: int) -> int:
    """Return a whole number from 1 to `highest`, 1 where the key is missing.

    Raises:
        NetcheckError: `import_not_number`.
    """
    value = fields.get(key, 1)
    if type(value) is int and 1 <= value <= highest:
        return value
    raise NetcheckError("import_not_number", key=key, highest=highest)


def choice(fields: Fields, key: str, choices: Mapping[str, T]) -> T:
    """Return what the key's word stands for.

    Raises:
        NetcheckError: `import_bad_choice` and what `text` raises.
    """
    word = text(fields, key)
    if word not in choices:
        raise NetcheckError("import_bad_choice", key=key, value=shown(word), choices=", ".join(choices))
    return choices[word]


def identity(fields: Fields, key: str) -> str | None:
    """Return an id (1 to 64 printable characters without white space), None where the key is missing.

    Raises:
        NetcheckError: `import_bad_id`.
    """
    value = fields.get(key)
    if value is None and key not in fields:
        return None
    if isinstance(value, str) and 0 < len(value) <= MAX_ID and value.isprintable() and " " not in value:
        return value
    raise NetcheckError("import_bad_id", key=key, longest=MAX_ID)


def day(fields: Fields, key: str, latest: int | None) -> int | None:
    """Return the ordinal of an ISO day, None where the key is missing; it must not be after `latest`.

    Raises:
        NetcheckError: `import_not_text`, `import_bad_day` or `import_future_day`.
    """
    if key not in fields:
        return None
    value = text(fields, key)
    ordinal = _ordinal(value)
    if ordinal is None:
        raise NetcheckError("import_bad_day", key=key, value=shown(value))
    if latest is not None and ordinal > latest:
        raise NetcheckError("import_future_day", key=key, value=value)
    return ordinal


def past_day(fields: Fields, key: str, today: int) -> int:
    """Return the ordinal of an ISO day up to today.

    Raises:
        NetcheckError: as `day`, or `import_missing_key`.
    """
    ordinal = day(fields, key, today)
    if ordinal is None:
        raise NetcheckError("import_missing_key", key=key)
    return ordinal


def birthday(fields: Fields, today: int) -> str:
    """Return "YYYY-MM-DD", not later than today, "--MM-DD" without a year, or "".

    Raises:
        NetcheckError: `import_not_text`, `import_bad_birthday` or `birthday_future`.
    """
    value = text(fields, "birthday", "")
    # 2000 was a leap year, so every day that has a birthday passes.
    if value and _ordinal("2000" + value[1:] if value.startswith("--") else value) is None:
        raise NetcheckError("import_bad_birthday", value=shown(value))
    if not born(value, date.fromordinal(today)):
        raise NetcheckError("birthday_future", value=value)
    return value


def mapping(fields: Fields, key: str) -> Fields:
    """Return an object of values nested at most 20 deep, {} where the key is missing.

    Raises:
        NetcheckError: `import_not_object` or `import_too_deep`.
    """
    value = fields.get(key, {})
    if not isinstance(value, dict):
        raise NetcheckError("import_not_object", key=key)
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
    if level:
        raise NetcheckError("import_too_deep")
    return value


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


@lru_cache(maxsize=4096)
def _ordinal(value: str) -> int | None:
    """Return the ordinal of YYYY-MM-DD and of nothing else that ISO 8601 allows."""
    if len(value) != len("YYYY-MM-DD") or value[4] != "-" or value[7] != "-":
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None

"""Tables keyed by an enum hold every member: a new kind cannot be half there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netcheck import view
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import FUNCTION_OF, Answer, Direction, Function, Kind
from netcheck.view.kinds import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

ENUMS: tuple[type[StrEnum], ...] = (Kind, Function, Direction, Answer)
PARTIAL = {
    "suggest.OFFERS": {Kind.TALK, Kind.BACKING, Kind.THANKS, Kind.BUSINESS, Kind.OTHER},
    "report_text.COUNTED_KINDS": {Kind.SHARE},
}
"""What is never offered by itself has no words for it; what was shared is said in a sentence of its own."""

Table = Mapping[Any, object]


def tables(value: object, path: str) -> Iterator[tuple[str, Table]]:
    """Yield every table below a value with its place."""
    if isinstance(value, Mapping):
        yield path, value
        for key, below in value.items():
            yield from tables(below, f"{path}[{key}]")
    elif not isinstance(value, (str, tuple, int)):
        for name in getattr(type(value), "__annotations__", {}):
            yield from tables(getattr(value, name), f"{path}.{name}")


def all_tables() -> Iterator[tuple[str, Table]]:
    """Yield every table of the modules that say something."""
    for file in Path(str(view.__file__)).parent.glob("*.py"):
        for name, value in vars(import_module(f"netcheck.view.{file.stem}")).items():
            if isinstance(value, Mapping):
                yield from tables(value, f"{file.stem}.{name}")


def missing(table: Table, enum: type[StrEnum]) -> set[str]:
    """Return which members a table lacks in a place of its keys that holds at least half of them and nothing else."""
    keys = [key if isinstance(key, tuple) else (key,) for key in table]
    found: set[str] = set()
    for place in range(min(map(len, keys), default=0)):
        column = {str(key[place]) for key in keys}
        members = {str(member) for member in enum}
        if column <= members and len(column) >= len(members) / 2:
            found |= members - column
    return found


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_texts_are_complete(enum: type[StrEnum]) -> None:
    """Every table of texts that is keyed by kinds, functions, directions or answers has one for each of them."""
    lacks = {path: missing(table, enum) - PARTIAL.get(path, set()) for path, table in all_tables()}
    assert {path: found for path, found in lacks.items() if found} == {}


def test_a_table_that_lacks_a_kind_is_seen() -> None:
    """The names of kinds without one of them are found to be incomplete."""
    assert missing(KIND_NAMES, Kind) == set()
    assert missing({kind: name for kind, name in KIND_NAMES.items() if kind != Kind.HELP}, Kind) == {str(Kind.HELP)}


def test_rules_are_complete() -> None:
    """Each kind has its function, or explicitly none, and words in both languages."""
    assert set(FUNCTION_OF) == set(Kind)
    assert [language.kinds.keys() for language in LEXICON.values()] == [set(Kind)] * 2

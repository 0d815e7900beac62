"""Tables keyed by an enum hold every member: a new kind cannot be half there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from netcheck.domain.model import FUNCTION_OF, Answer, Direction, Function, Kind
from netcheck.words.vocabulary import KINDS
from test_words import GROUPS, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

ENUMS: tuple[type[StrEnum], ...] = (Kind, Function, Direction, Answer)
PARTIAL = {"suggest.reasons.offers": {Kind.TALK, Kind.BACKING, Kind.THANKS, Kind.BUSINESS, Kind.OTHER}}
"""What is never offered by itself has no words for it."""

Table = Mapping[object, object]


def tables(value: object, path: str) -> Iterator[tuple[str, Table]]:
    """Yield every table below a text group with its place."""
    if isinstance(value, Mapping):
        yield path, value
        for key, below in value.items():
            yield from tables(below, f"{path}[{key}]")
    elif not isinstance(value, (str, tuple, int)):
        for name in getattr(type(value), "__annotations__", {}):
            yield from tables(getattr(value, name), f"{path}.{name}")


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


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_texts_are_complete(enum: type[StrEnum], language: str) -> None:
    """Every table of texts that is keyed by kinds, functions, directions or answers has one for each of them."""
    every = chain.from_iterable(tables(texts_of(group, language), group) for group in GROUPS)
    lacks = {path: missing(table, enum) - PARTIAL.get(path, set()) for path, table in every}
    assert {path: found for path, found in lacks.items() if found} == {}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_table_that_lacks_a_kind_is_seen(language: str) -> None:
    """The labels of kinds without one of them are found to be incomplete."""
    labels: dict[object, object] = dict(import_module(f"netcheck.words.{language}.kinds").TEXTS.labels)
    assert missing(labels, Kind) == set()
    del labels[str(Kind.HELP)]
    assert missing(labels, Kind) == {str(Kind.HELP)}


def test_rules_are_complete() -> None:
    """Each kind has its function, or explicitly none, and words in both languages."""
    assert set(FUNCTION_OF) == set(Kind)
    assert {str(kind) for kind in KINDS} == {str(kind) for kind in Kind}
    assert all(words[language] for words in KINDS.values() for language in ("de", "en"))

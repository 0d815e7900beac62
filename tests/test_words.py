"""The texts: nothing missing, nothing left over, the same facts in both languages, and the right tone."""

from __future__ import annotations

import inspect
import re
import string
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netcheck.domain.dates import DayProblem
from netcheck.domain.vocabulary import ProblemCode
from netcheck.value import Value
from netcheck.words import Words
from netcheck.words.shape.common import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(inspect.getfile(Words)).parent.parent
GROUPS = sorted(
    path.stem for path in (SOURCE / "words" / "shape").glob("*.py") if path.stem not in {"__init__", "base"}
)
TABLES = ("errors", "help", "framework")
NEVER = {
    "de": r"überfällig|vernachlässig|versäum|schuld|noch immer nicht|\bman sollte\b",
    "en": r"\boverdue|neglect|\bmissed|\bow(e|es|ed|ing)\b|still not\b|\bshould have\b",
}
IN_TURN = {
    *(f"log_{code}" for code in ProblemCode),
    *(f"day_{problem}" for problem in DayProblem if problem is not DayProblem.PAST),
    "bad_setting_in_file", "unknown_setting_in_file",
}  # fmt: skip
"""Codes of errors that are put together from parts."""


@cache
def code() -> str:
    """Return all source that is no text, templates included."""
    found = [path for ending in ("*.py", "*.j2") for path in SOURCE.rglob(ending)]
    files = [path for path in found if "words" not in path.relative_to(SOURCE).parts[:1]]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def texts_of(group: str, language: str) -> Value | Mapping[str, str]:
    """Return the value that fills a group in one language."""
    found: Value | Mapping[str, str] = import_module(f"netcheck.words.{language}.{group}").TEXTS
    return found


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below a value with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Count):
        yield f"{path}.one", value.one
        yield f"{path}.many", value.many
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, f"{path}[{key}]")
    elif isinstance(value, (tuple, list)):
        for place, below in enumerate(value):
            yield from leaves(below, f"{path}[{place}]")
    elif isinstance(value, Value) or is_dataclass(value):
        for name in named(value):
            yield from leaves(getattr(value, name), f"{path}.{name}")


def all_leaves(language: str) -> dict[str, str]:
    """Return every text of a language by its place; what the framework says stands for itself."""
    groups = [*GROUPS, "errors", "help"]
    return {f"{group}{path}": text for group in groups for path, text in leaves(texts_of(group, language))}


def facts(text: str) -> set[str]:
    """Return the names of the facts that a text asks for, but for the number of a counted thing."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None} - {"n"}


def named(value: object) -> set[str]:
    """Return the names that the shape of a value asks for."""
    return {name for kind in type(value).__mro__ for name in getattr(kind, "__annotations__", {})}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_text_is_there(group: str, language: str) -> None:
    """What the shape of a group names is filled in, and nothing else."""
    texts = texts_of(group, language)
    assert isinstance(texts, Value)
    assert vars(texts).keys() == named(texts)


def test_both_languages_have_the_same_tables() -> None:
    """Each mapping and each list of texts has the same keys in both languages, unless one says a thing differently."""
    de, en = all_leaves("de"), all_leaves("en")
    assert {path for path in de.keys() ^ en.keys() if not path.startswith("report.beginning.passed")} == set()


def test_both_languages_tell_the_same_facts() -> None:
    """A text asks for the same placeholders in German and in English."""
    de, en = all_leaves("de"), all_leaves("en")
    assert [path for path in de.keys() & en.keys() if "help" not in path and facts(de[path]) != facts(en[path])] == []


@pytest.mark.parametrize("group", GROUPS)
def test_no_text_is_left_over(group: str) -> None:
    """Each text of a group is asked for somewhere."""
    names = named(texts_of(group, "en"))
    assert sorted(name for name in names if not re.search(rf"\.{name}\b|\"{name}\"|{{{name}", code())) == []


def test_every_error_has_its_sentence() -> None:
    """Each code that is raised has a sentence, and each sentence a code that may be raised."""
    raised = set(re.findall(r"(?:NetcheckError|UsageError|LockedError|Cancelled)\(\s*\"(\w+)\"", code()))
    sentences = texts_of("errors", "en")
    assert isinstance(sentences, Mapping)
    assert sorted(raised - sentences.keys()) == []
    known = {key for key in sentences if key in IN_TURN or key.startswith("reason: ")}
    assert sorted(key for key in sentences.keys() - known if not re.search(f"[\"']{key}[\"']", code())) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_tone_is_kind(language: str) -> None:
    """No text blames or counts debts."""
    assert [
        path for path, text in all_leaves(language).items() if re.search(NEVER[language], text, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize(("language", "opening", "closing"), [("de", "„", "“"), ("en", "“", "”")])
def test_quotation_marks_are_those_of_the_language(language: str, opening: str, closing: str) -> None:
    """Quotes come in pairs of the language's own; straight ones stand in examples of TOML alone."""
    texts = all_leaves(language)
    assert [path for path, text in texts.items() if text.count(opening) != text.count(closing)] == []
    assert [path for path, text in texts.items() if '"' in text and " = " not in text] == []


def test_a_group_without_a_text_is_seen() -> None:
    """The first test can fail: `Value` itself would take any names."""
    assert vars(Value(some="text")).keys() != named(Value())

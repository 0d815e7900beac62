"""Every kind in every direction and language, from the typed line to the export and back."""

from __future__ import annotations

import csv
import io
import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from conftest import spoken
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import FUNCTION_OF, Direction, Event, Function, Kind
from netcheck.i18n import LANGUAGES, _
from netcheck.view.entry import event_clause
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.text import width

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

EACH = [
    (kind, direction)
    for kind, direction in product(Kind, Direction)
    if kind is not Kind.TALK or direction is Direction.MUTUAL
]
"""All kinds in all directions; a talk has only one."""
SYNONYMS = [(kind, word) for kind in Kind for language in LEXICON.values() for word in language.kinds[kind]]


def entries(run: Run, *options: str) -> list[dict[str, Any]]:
    """Return what `list` shows."""
    found: list[dict[str, Any]] = json.loads(run("list", "--json", *options).out)
    return found


def line(kind: Kind, direction: Direction, language: str, who: str = "Ada") -> str:
    """Return a line that logs this, in words of a language."""
    return f'{LEXICON[language].verbs[direction][0]} "{who}" {LEXICON[language].kinds[kind][0]} --new'


def told(kind: Kind, direction: Direction, name: str) -> str:
    """Return the sentence for such an entry without its full stop."""
    return event_clause(Event("id", 0, "a", direction, kind), name)


@pytest.fixture
def all_of_them(run: Run) -> Run:
    """Log each kind in each direction with somebody."""
    run("log", "-", stdin="\n".join(line(kind, direction, "en") for kind, direction in EACH))
    return run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "direction"), EACH)
def test_what_is_typed_is_what_is_stored(run: Run, kind: Kind, direction: Direction, language: str) -> None:
    """The first verb and kind of a language are stored as that, and told in the sentence made for both."""
    said = run("log", *line(kind, direction, language, "Zoë").replace('"', "").split(), "--lang", language).out
    (entry,) = entries(run)
    assert (entry["kind"], entry["direction"], entry["with"]) == (kind, direction, "Zoë")
    assert spoken(language, told, kind, direction, "Zoë") in said


@pytest.mark.parametrize(("kind", "word"), SYNONYMS)
def test_each_synonym_is_its_kind(run: Run, kind: str, word: str) -> None:
    """Every word of the lists, of either language, in small or large letters, with a comma or colon, is its kind."""
    forms = [word, word.upper(), f"{word},", f"{word}:"]
    run("log", "-", stdin="\n".join(f"with Ada {form} note --new" for form in forms))
    assert [(one["kind"], one["note"]) for one in entries(run)] == [(kind, "note")] * len(forms)


@pytest.mark.parametrize(
    ("direction", "verb"),
    [(direction, verb) for one in LEXICON.values() for direction, verbs in one.verbs.items() for verb in verbs],
)
def test_each_verb_is_its_direction(run: Run, direction: str, verb: str) -> None:
    """Every verb of either language states who gave, except where both talk."""
    run("log", verb.upper(), "Ada", "help", "--new")
    run("log", verb, "Ada", "talk")
    assert [one["direction"] for one in entries(run)] == ["mutual", direction]


def test_a_kind_is_listed_alone(all_of_them: Run) -> None:
    """`--kind` with any name of a kind, and each direction, keep just what was logged so."""
    for kind in Kind:
        for language in LANGUAGES:
            found = entries(all_of_them, "--kind", LEXICON[language].kinds[kind][0])
            assert [one["kind"] for one in found] == [kind] * (1 if kind is Kind.TALK else 3)
    for direction, option in zip(Direction, ("--gave", "--got", "--mutual"), strict=True):
        expected = sum(one is direction for _, one in EACH)
        if option != "--mutual":
            assert [one["direction"] for one in entries(all_of_them, option)] == [direction] * expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_listed_in_its_words(all_of_them: Run, language: str) -> None:
    """The list names each kind by its label, one entry a line, none wider than a terminal."""
    rows = all_of_them("list", "-n", "100", "--lang", language).out.splitlines()
    assert len(rows) == len(EACH)
    assert max(map(width, rows)) <= 80
    for kind in Kind:
        assert sum(spoken(language, _, KIND_NAMES[kind]) in row for row in rows) >= (1 if kind is Kind.TALK else 3)


OPTIONS = {Direction.GIVEN: "--gave", Direction.RECEIVED: "--got", Direction.MUTUAL: "--mutual"}


@pytest.mark.parametrize(("kind", "direction"), EACH)
def test_an_entry_is_changed_to_any_other(run: Run, kind: Kind, direction: Direction) -> None:
    """Kind and direction are changed together, and told as the entry now is."""
    run("log", "got", "Ada", "other", "--new")
    short = entries(run)[0]["id"]
    said = run("edit", short, "--kind", kind, OPTIONS[direction]).out
    assert spoken("en", told, kind, direction, "Ada") in said
    (entry,) = entries(run)
    assert (entry["kind"], entry["direction"]) == (kind, direction)


@pytest.mark.parametrize("direction", [Direction.GIVEN, Direction.RECEIVED])
def test_a_talk_stays_mutual(run: Run, direction: Direction) -> None:
    """A talk is changed to nothing that one side gave, and by its kind alone what was given becomes mutual."""
    run("log", "got", "Ada", "other", "--new")
    short = entries(run)[0]["id"]
    assert "always mutual" in run("edit", short, "--kind", "talk", OPTIONS[direction], expect=1).err
    assert entries(run)[0]["kind"] == "other"
    run("edit", short, "--kind", "talk")
    assert (entries(run)[0]["kind"], entries(run)[0]["direction"]) == ("talk", "mutual")


def test_all_of_them_come_back_from_a_file(all_of_them: Run, tmp_path: Path) -> None:
    """An export holds each of them once, and an import of it makes the very same log."""
    exported = all_of_them("export", "jsonl").out
    told = [json.loads(one) for one in exported.splitlines()]
    assert sorted((one["kind"], one["direction"]) for one in told if one["type"] == "event") == sorted(EACH)
    other = str(tmp_path / "other.db")
    all_of_them("import", "jsonl", "-", "--db", other, stdin=exported)
    assert all_of_them("export", "jsonl", "--db", other).out == exported


def test_all_of_them_stand_in_the_table(all_of_them: Run) -> None:
    """The CSV has a row for each of them, with the stored words."""
    rows = list(csv.DictReader(io.StringIO(all_of_them("export", "csv").out)))
    assert sorted((row["kind"], row["direction"]) for row in rows) == sorted(EACH)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_a_helper(run: Run, kind: Kind, language: str) -> None:
    """Whoever gave something is named when one asks for that kind, by any language's word for it."""
    verb = "with" if kind is Kind.TALK else "got"
    run("log", verb, "ada", LEXICON[language].kinds[kind][0], "--new", "--on", "2026-05-02")
    said = run("suggest", LEXICON[language].kinds[kind][0], "--lang", language).out
    assert "ada" in said
    assert max(map(width, said.splitlines())) <= 80


def test_each_function_has_a_kind() -> None:
    """No function is without a kind that serves it, and no kind without a decision on it."""
    assert set(FUNCTION_OF.values()) == {None, *Function}
    assert FUNCTION_OF.keys() == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_own_words_win(run: Run, kind: Kind, language: str) -> None:
    """A word of one's own means the kind it was given, in lines, in `--kind` and in suggest."""
    run("config", "set", "kinds.Schubs", LEXICON[language].kinds[kind][0])
    run("log", "got", "Ada", "schubs", "leicht", "--new")
    (entry,) = entries(run, "--kind", "SCHUBS")
    assert (entry["kind"], entry["note"]) == (kind, "leicht")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "direction"), EACH)
def test_removing_and_undoing_tell_the_same(run: Run, kind: Kind, direction: Direction, language: str) -> None:
    """The sentence of an entry is there when it is logged, removed, brought back, and in the history."""
    run("log", "-", stdin=line(kind, direction, "en", "דוד"))
    clause = spoken(language, told, kind, direction, "דוד")
    (entry,) = entries(run)
    for command in (("remove", entry["id"]), ("undo",), ("redo",), ("history",)):
        assert clause in " ".join(run(*command, "--lang", language).out.split()), command

"""Names of every sort, wherever they are typed, shown and stored."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest

from netcheck.domain.names import alphabetical
from netcheck.i18n import LANGUAGES
from netcheck.view.text import width

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

NAMES = {
    "small letters": "bell hooks",
    "accents": "Zoë Ähren",
    "Polish": "Łukasz Ślązak",
    "hyphens": "Anne-Sophie Müller-Lüdenscheid",
    "an apostrophe": "Nora O’Brien",
    "wide": "李小龍",
    "wide and mixed": "Yuki 田中",
    "from right to left": "דוד בן גוריון",
    "Arabic": "فاطمة الزهراء",
    "Devanagari": "अनीता देसाई",
    "long": "Maximiliane von und zu Hohenstein-Wallerfang-Oberstdorf",
    "a picture": "Fox 🦊",
    "one letter": "Q",
    "a number": "R2D2",
}
SAMPLE = [NAMES[sort] for sort in ("small letters", "accents", "wide", "from right to left", "long")]
each_name = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
each_language = pytest.mark.parametrize("language", LANGUAGES)
LOOKING = (
    (),
    ("list",),
    ("contact", "list"),
    ("circle", "list"),
    ("step", "list"),
    ("history",),
    ("remind", "--names"),
    ("suggest",),
    ("suggest", "help"),
    ("suggest", "--give"),
    ("spread",),
    ("report",),
    ("report", "--explain"),
    ("checklist", "--list"),
)
"""Commands that show something of the log."""


def log_of(run: Run, *names: str) -> None:
    """Log for each of these people two years of give and take, with a circle, a step and an answered checklist."""
    for name in names:
        run("contact", "add", name, "--circle", "Kreis für Ähren")
    run(
        "log",
        "-",
        stdin="".join(
            f'{verb} "{name}" {kind} für „{name}“ --on -{12 * turn + shift + 20}d\n'
            for name in names
            for turn in range(1, 25)
            for verb, kind, shift in (("gave", "help", 0), ("got", "feedback", 3), ("got", "backing", 5))
        ),
    )
    for name in names:
        run("step", "add", f"call {name}", "--with", name)
        run("checklist", "--with", name, "--answers", "y,p,n,y,p,n,y")
    run("circle", "edit", "Kreis für Ähren", "--every", "2w")


def people(run: Run) -> list[dict[str, Any]]:
    """Return what `contact list` knows."""
    found: list[dict[str, Any]] = json.loads(run("contact", "list", "--json").out)
    return found


@each_language
@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_wider_than_the_terminal(
    run: Run, language: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is shown of these people fits into the terminal, and nothing of it can act there."""
    log_of(run, *SAMPLE)
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in LOOKING:
        said = run(*command, "--lang", language).out
        assert said, command
        assert [line for line in said.splitlines() if width(line) > columns] == [], command
        assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", said) is None, command


@each_name
def test_a_name_comes_back_to_the_letter(run: Run, name: str, tmp_path: Path) -> None:
    """Stored, listed, exported and imported, a name keeps every letter."""
    run("log", "gave", f'"{name}"', "help", "--new")
    assert [one["name"] for one in people(run)] == [name]
    assert json.loads(run("list", "--json").out)[0]["with"] == name
    exported = run("export", "jsonl").out
    assert json.loads(exported.splitlines()[0])["name"] == name
    other = str(tmp_path / "other.db")
    run("import", "jsonl", "-", "--db", other, stdin=exported)
    assert run("export", "jsonl", "--db", other).out == exported
    assert name in run("export", "csv").out
    assert name in run("contact", "show", name).out


@each_name
@pytest.mark.parametrize("how", [str.upper, str.lower, lambda name: normalize("NFD", name), lambda name: f"  {name} "])
def test_a_name_is_found_however_it_is_typed(run: Run, name: str, how: Any) -> None:  # noqa: ANN401 - any change of a text
    """Large or small, composed or not, with blanks around it: the same person is meant, and nobody else is made."""
    run("contact", "add", name)
    run("contact", "add", "Somebody Else")
    run("log", "gave", f'"{how(name)}"', "help")
    assert json.loads(run("list", "--json").out)[0]["with"] == name
    assert len(people(run)) == 2
    refused = run("contact", "add", how(name), expect=1).err
    assert f"{name} exists already" in refused


@each_name
def test_the_first_word_is_enough_for_one_alone(run: Run, name: str) -> None:
    """Where nobody else goes by it, the first word of a name is that person."""
    run("contact", "add", name)
    run("contact", "add", "Somebody Else")
    run("log", "gave", name.split(maxsplit=1)[0], "help")
    assert json.loads(run("list", "--json").out)[0]["with"] == name


@each_name
def test_renaming_and_merging_keep_the_entries(run: Run, name: str) -> None:
    """An entry goes with its person through a new name and a merge, and by the old name all the same."""
    run("log", "gave", f'"{name}"', "help", "--new")
    run("contact", "edit", name, "--name", "Somebody New")
    assert json.loads(run("list", "--json").out)[0]["with"] == "Somebody New"
    run("contact", "edit", "Somebody New", "--name", name)
    run("contact", "add", "Somebody Else")
    run("contact", "merge", name, "Somebody Else")
    (one,) = people(run)
    assert (one["name"], one["aliases"]) == ("Somebody Else", [name])
    run("log", "got", f'"{name}"', "help")
    assert [entry["with"] for entry in json.loads(run("list", "--json").out)] == ["Somebody Else"] * 2


@each_name
def test_a_name_may_be_an_alias_a_circle_a_step_and_a_note(run: Run, name: str) -> None:
    """The same letters are kept wherever a text can stand."""
    run("contact", "add", "Ada", "--alias", name, "--circle", name, "--identifier", f"@{name}", "--note", name)
    run("step", "add", name, "--with", "Ada")
    run("log", "gave", "Ada", "help", name)
    (one,) = people(run)
    assert (one["aliases"], one["circles"], one["identifiers"], one["note"]) == ([name], [name], [f"@{name}"], name)
    assert json.loads(run("step", "list", "--json").out)[0]["text"] == name
    assert json.loads(run("list", "--json", "--circle", name).out)[0]["note"] == name
    run("contact", "edit", name, "--no-alias", name, "--no-circle", name, "--no-identifier", f"@{name}", "--note", "")
    (one,) = people(run)
    assert (one["aliases"], one["circles"], one["identifiers"], one["note"]) == ([], [], [], "")


@each_language
def test_everybody_at_once_is_in_one_order(run: Run, language: str) -> None:
    """All names stand together in one order, accents and case folded, in text as in JSON."""
    for name in NAMES.values():
        run("contact", "add", name, "--circle", "all")
    listed = [one["name"] for one in people(run)]
    assert listed == sorted(NAMES.values(), key=alphabetical)
    text = run("contact", "list", "--lang", language).out
    places = [text.index(name[:20]) for name in listed]
    assert all(one < other for one, other in pairwise(places))


@each_language
def test_columns_stay_in_line(run: Run, language: str) -> None:
    """Beside names of any width the next column begins at one place."""
    names = ["ada", "Zoë", "李小龍", "田中"]
    for name in names:
        run("log", "gave", name, "help", "--new", "--lang", "en")
    rows = run("list", "--lang", language).out.splitlines()
    kind = {"de": "Hilfe", "en": "help"}[language]
    places = {width(row[: row.lower().index(kind.lower())]) for row in rows}
    assert len(rows) == 4
    assert len(places) == 1


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Ada   Lind ", "Ada Lind"),
        ("Ada\tLind", "Ada Lind"),
        ("Ada\nLind", "Ada Lind"),
        ("Zoe\u0308", "Zoë"),
        ("Ada\u00a0Lind", "Ada Lind"),
        ("[b]Ada[/b]", "[b]Ada[/b]"),
        ("{name}", "{name}"),
        ("%s", "%s"),
        ("<b>", "<b>"),
        ("a'; DROP TABLE contact; --", "a'; DROP TABLE contact; --"),
    ],
)
def test_what_is_stored_of_a_name(run: Run, typed: str, stored: str) -> None:
    """Blanks are one, letters are composed, and nothing in a name is read as anything but letters."""
    run("contact", "add", "--", typed)
    assert [one["name"] for one in people(run)] == [stored]
    for command in LOOKING:
        run(*command)
    assert stored in run("contact", "list").out


@pytest.mark.parametrize("option", ["--json", "--html", "--svg"])
def test_a_report_takes_any_name(run: Run, option: str) -> None:
    """JSON, page and picture are made with each of the names, and without them on request."""
    log_of(run, *SAMPLE)
    target = () if option == "--json" else ("-",)
    assert run("report", option, *target).out
    secret = run("report", option, *target, "--no-names").out
    assert [name for name in SAMPLE if name in secret] == []

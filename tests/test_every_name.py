"""Every command that takes a name: one, several or nobody, at a terminal and without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conftest import spoken
from netcheck.i18n import LANGUAGES, _
from seeded import seed

if TYPE_CHECKING:
    from conftest import Run

TAKING = {
    "log": ("log", "gave", "NAME", "help"),
    "list": ("list", "--with", "NAME"),
    "edit": ("edit", "0001", "--with", "NAME"),
    "show": ("contact", "show", "NAME"),
    "contact edit": ("contact", "edit", "NAME", "--note", "new"),
    "remove": ("contact", "remove", "NAME", "--with-events"),
    "merge": ("contact", "merge", "NAME", "Alma"),
    "merge into": ("contact", "merge", "Alma", "NAME"),
    "circle add": ("circle", "edit", "Chor", "--add", "NAME"),
    "circle remove": ("circle", "edit", "Moor", "--remove", "NAME"),
    "step": ("step", "add", "call", "--with", "NAME"),
    "step list": ("step", "list", "--with", "NAME"),
    "checklist": ("checklist", "--with", "NAME", "--answers", "y,y,y,y,y,y,y"),
    "checklist list": ("checklist", "--list", "--with", "NAME"),
    "report": ("report", "--with", "NAME"),
}
"""A command line for each place where a name can stand."""
LOOKING = {"list", "show", "step list", "checklist list", "report"}
each_command = pytest.mark.parametrize("command", TAKING)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def log() -> None:
    """Start from the small log, in which two people are called Ana."""
    seed()


def line(command: str, name: str, *options: str) -> list[str]:
    """Return the command line with a name in it."""
    return [name if word == "NAME" else word for word in TAKING[command]] + list(options)


def everything(run: Run) -> tuple[str, int]:
    """Return all that is stored, and how many commands there were."""
    return run("export", "jsonl").out, len(json.loads(run("history", "-n", "1000", "--json").out))


@each_language
@each_command
def test_nobody_is_called_that(run: Run, command: str, language: str) -> None:
    """A name that nobody has is refused with the nearest names, and nothing is stored."""
    before = everything(run)
    refused = run(*line(command, "Jurgan", "--lang", language), expect=1)
    assert refused.out == ""
    assert spoken(language, _, "I do not know {text}.").partition("{")[0].strip() in refused.err
    assert "Jurgan" in refused.err
    assert "Jürgen Brandt" in refused.err
    assert everything(run) == before


@each_language
@each_command
def test_a_name_unlike_any_other_is_refused(run: Run, command: str, language: str) -> None:
    """Where no name is near, none is offered."""
    refused = run(*line(command, "Xq", "--lang", language), expect=1).err
    assert spoken(language, _, "  Did you mean {names}?").strip().partition("{")[0] not in refused


@each_language
@each_command
def test_several_are_called_that(run: Run, command: str, language: str) -> None:
    """Of namesakes each is shown with a form to write, the last one met first; and that form will do."""
    before = everything(run)
    refused = run(*line(command, "Ana", "--lang", language), expect=1).err.splitlines()
    listed = [row for row in refused if "Ana Belić" in row or "Ana Krüger" in row]
    assert [row.split()[1] for row in listed] == ["Belić", "Krüger"]
    assert everything(run) == before
    for form in ("AnaB", "AnaK"):
        assert any(form in row for row in listed)
    assert run(*line(command, "AnaK", "--lang", language), expect=None).code == (command == "circle remove")


@each_command
def test_a_beginning_is_only_a_guess(run: Run, command: str) -> None:
    """The start of a name means nobody for certain: the form that does is named, and works."""
    before = everything(run)
    assert "Does “Jür” mean Jürgen Brandt? Write Jürgen." in run(*line(command, "Jür"), expect=1).err
    assert everything(run) == before
    run(*line(command, "Jürgen"))


@each_command
@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u0301"])
def test_what_cannot_be_seen_is_no_name(run: Run, command: str, name: str) -> None:
    """Blanks and marks without a shape name nobody, anywhere."""
    before = everything(run)
    assert run(*line(command, name), expect=None).code in {1, 2}
    assert everything(run) == before


@each_command
@pytest.mark.parametrize("name", ["alma reuter", "ALMI", "alma@example.org", "AlmaR", "alma.r", "Reuter", "Al\u00admi"])
def test_one_is_called_that(run: Run, command: str, name: str) -> None:
    """Name, alias, identifier, initial and last name mean the same one person, with every command."""
    if command.startswith("merge"):
        assert "Both are Alma Reuter" in run(*line(command, name), expect=1).err
        return
    before = everything(run)
    said = run(*line(command, name))
    if command in {"edit", *LOOKING}:  # the entry is with her already
        assert everything(run) == before
    else:
        assert everything(run)[1] == before[1] + 1
    told = said.out + run("step", "list").out if command == "step" else said.out
    assert "Alma Reuter" in told or command in {"step list", "checklist list"}


@each_language
@each_command
def test_at_a_terminal_it_is_asked(run: Run, command: str, language: str) -> None:
    """Somebody is asked which of several is meant, and the answer counts: it is as if that one had been written."""
    if command == "circle remove":
        return
    said = run(*line(command, "Ana", "--lang", language), terminal=True, stdin="2\n")
    assert spoken(language, _, "Who do you mean by {text}?").format(text=_("“{text}”").format(text="Ana")) in said.out
    assert "Ana Krüger" in said.out
    told = " ".join(json.loads(run("history", "--json", "-n", "1").out)[0]["sentences"])
    if command not in LOOKING:
        assert "Ana Krüger" in (run("step", "list").out if command == "step" else told)


@each_command
@pytest.mark.parametrize("answer", ["", "3\n"])
def test_leaving_the_question_changes_nothing(run: Run, command: str, answer: str) -> None:
    """Whoever leaves the question, or means none of these, has changed nothing."""
    before = everything(run)
    end = run(*line(command, "Ana"), terminal=True, stdin=answer, expect=None)
    assert end.code == 130
    assert everything(run) == before


def test_whom_one_met_last_is_proposed(run: Run) -> None:
    """The first of the choices, which Enter takes, is the one with the latest entry."""
    assert "Ana Belić" in run("contact", "show", "Ana", terminal=True, stdin="\n").out.split("Number")[-1]
    run("log", "gave", "AnaK", "help")
    assert "Ana Krüger" in run("contact", "show", "Ana", terminal=True, stdin="\n").out.split("Number")[-1]


@each_language
def test_circles_that_are_not_there(run: Run, language: str) -> None:
    """A circle nobody is in is refused with those that there are, by every command that looks for one."""
    for command in (
        ("list", "--circle", "Chor"),
        ("contact", "list", "--circle", "Chor"),
        ("report", "--circle", "Chor"),
    ):
        refused = run(*command, "--lang", language, expect=1)
        assert refused.out == ""
        assert (
            spoken(language, _, "There is no circle “{text}”. The circles are: {circles}.").format(
                text="Chor", circles="Autoren, Moor"
            )
            in refused.err
        )


@pytest.mark.parametrize("spelt", ["Moor", "moor", "MOOR", " Moor "])
def test_a_circle_is_found_however_it_is_spelt(run: Run, spelt: str) -> None:
    """Large or small, a circle is the one of that name, and is not made anew."""
    assert len(json.loads(run("contact", "list", "--circle", spelt, "--json").out)) == 2
    run("contact", "edit", "AnaB", "--circle", spelt)
    assert [circle["name"] for circle in json.loads(run("circle", "list", "--json").out)] == ["Autoren", "Moor"]
    run("contact", "edit", "AnaB", "--no-circle", spelt)
    assert len(json.loads(run("list", "--circle", spelt, "--json").out)) == 3

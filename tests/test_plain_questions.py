"""All that netcheck asks, at a terminal that knows only lines: nothing but what was meant is stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import spoken
from netcheck.domain.checklist import GUIDE
from netcheck.i18n import LANGUAGES, _, ngettext
from seeded import seed

if TYPE_CHECKING:
    from conftest import Result, Run

QUESTIONS = 10


@pytest.fixture(autouse=True)
def log() -> None:
    """Start from the small log."""
    seed()


def typed(run: Run, *arguments: str, lines: str, expect: int | None = 0) -> Result:
    """Run a command at a terminal where these lines are typed, of which a / ends each."""
    return run(*arguments, stdin="".join(f"{line}\n" for line in lines.split("/")), terminal=True, expect=expect)


def entries(run: Run) -> list[str]:
    """Return what was logged here in one line each, the newest first."""
    found = json.loads(run("list", "--json").out)
    return [
        f"{one['with']} {one['direction']} {one['kind']} {one['note']}".strip()
        for one in found
        if not one["id"].startswith("e-")
    ]


def rounds(run: Run) -> list[dict[str, Any]]:
    """Return the rounds of questions, the newest first."""
    found: list[dict[str, Any]] = json.loads(run("checklist", "--list", "--json").out)
    return found


def steps(run: Run) -> list[tuple[str, bool]]:
    """Return the steps, and whether they are done."""
    return [(step["text"], step["done"] is not None) for step in json.loads(run("step", "list", "--json").out)]


# One line


@pytest.mark.parametrize(
    ("line", "answers", "expected"),
    [
        ("got Ana help", "", "Ana Belić received help"),
        ("got Ana help", "2", "Ana Krüger received help"),
        ("got Ana help", "7/x/2", "Ana Krüger received help"),
        ("got Ana help", "3/Ana Zeh/", "Ana Zeh received help"),
        ("got Ana help", "3/Alma Reuter", "Alma Reuter received help"),
        ("got Jurgan help", "1", "Jürgen Brandt received help"),
        ("got Jurgan help", "2//Moor", "Jurgan received help"),
        ("got Bo help", "Bo Li/", "Bo Li received help"),
        ("got Bo help", "//", "Bo received help"),
        ("got Alma", "", "Alma Reuter received feedback"),
        ("got Alma slides", "2", "Alma Reuter received inspiration slides"),
        ("with Alma slides", "1", "Alma Reuter mutual talk slides"),
    ],
)
def test_what_is_unclear_is_asked_and_stored_as_answered(run: Run, line: str, answers: str, expected: str) -> None:
    """Numbers choose, Enter takes the first or what is proposed, other answers are asked again."""
    typed(run, "log", *line.split(), lines=answers)
    assert entries(run) == [expected]


@pytest.mark.parametrize("skip", ["s", "S", "skip"])
def test_whoever_is_left_out_is_not_made(run: Run, skip: str) -> None:
    """A person who is skipped gets neither an entry nor a contact; with nobody left, that is said."""
    before = run("export", "jsonl").out
    assert "Nothing logged." in typed(run, "log", "got", "Bo", "help", lines=skip).out
    assert run("export", "jsonl").out == before


@pytest.mark.parametrize("lines", ["", "3", "3/Ana Zeh"])
def test_an_end_amid_the_questions_stores_nothing(run: Run, lines: str) -> None:
    """Whoever leaves before the last answer has stored nothing."""
    before = run("export", "jsonl").out
    told = run(
        "log", "got", "Ana", "help", stdin=lines and "\n".join(lines.split("/")) + "\n", terminal=True, expect=130
    )
    assert told.err == "Cancelled. Nothing was stored.\n"
    assert run("export", "jsonl").out == before


# Many lines


def test_the_prompt_asks_for_both_directions(run: Run) -> None:
    """First what was received, then what was given; each line is a command of its own."""
    said = typed(run, "log", lines="Alma help one/Jürgen share two//Alma feedback three/").out
    assert "3 entries." in said
    assert entries(run) == [
        "Alma Reuter given feedback three",
        "Jürgen Brandt received share two",
        "Alma Reuter received help one",
    ]
    run("undo")
    assert len(entries(run)) == 2


def test_a_verb_in_a_line_wins(run: Run) -> None:
    """A line that states its own direction is stored in that one."""
    typed(run, "log", lines="gave Alma help/with Alma coffee//got Alma share/")
    assert entries(run) == ["Alma Reuter received share", "Alma Reuter mutual talk", "Alma Reuter given help"]


@pytest.mark.parametrize("bad", ['"Alma help', "Alma help --onn friday", "Alma help --on 2027-01-01", "--help"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_is_refused_costs_no_other(run: Run, bad: str, language: str) -> None:
    """What cannot be understood is told, and the lines around it are stored."""
    told = typed(run, "log", "--lang", language, lines=f"Alma help one/{bad}/Alma help two///")
    assert spoken(language, _, "Nothing was stored.") in told.err
    assert entries(run) == ["Alma Reuter received help two", "Alma Reuter received help one"]


def test_help_is_shown_at_the_prompt(run: Run) -> None:
    """A question mark shows how a line is written, and stores nothing."""
    assert "Who, what, a note  Alma feedback on the ending\n" in typed(run, "log", lines="?///").out
    assert entries(run) == []


# The ten questions


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "answer"), [("y", "yes"), ("p", "partly"), ("n", "no"), ("J", "yes"), ("T", "partly")])
def test_each_key_is_an_answer(run: Run, key: str, answer: str, language: str) -> None:
    """The letters of both languages answer in either; anything but a yes offers a step."""
    rest = [key] if answer == "yes" else [key, ""]
    typed(run, "checklist", "--lang", language, lines="/".join([*rest * QUESTIONS, ""]))
    assert list(rounds(run)[0]["answers"].values()) == [answer] * QUESTIONS
    assert steps(run) == []


def test_a_note_a_step_and_a_remark_are_kept(run: Run) -> None:
    """What is typed at a question stays with it, and the round and its steps are undone together."""
    typed(run, "checklist", lines="/".join(["+", "not so sure", "p", "ask Ana", *["y"] * 9, "calmer now"]))
    (told,) = rounds(run)
    assert list(told["notes"].values()) == ["not so sure"]
    assert told["remark"] == "calmer now"
    assert steps(run) == [("ask Ana", False)]
    run("undo")
    assert (rounds(run), steps(run)) == ([], [])


def test_going_back_changes_an_answer(run: Run) -> None:
    """Back at the question before, Enter keeps an answer and another key replaces it."""
    typed(run, "checklist", lines="/".join(["y", "y", "b", "b", "", "n", "", *["y"] * 8, ""]))
    assert list(rounds(run)[0]["answers"].values()) == ["yes", "no", *["yes"] * 8]


def test_a_break_loses_no_answer(run: Run) -> None:
    """After a break one goes on at the same question; no round is there before the last answer."""
    paused = typed(run, "checklist", lines="y/y/n/call", expect=130)
    assert "A break after 3 of 10 answers" in paused.err
    assert rounds(run) == []
    said = typed(run, "checklist", lines="/".join([*["y"] * 7, ""])).out
    assert "3 of 10 answers are stored." in said
    assert list(rounds(run)[0]["answers"].values()) == ["yes", "yes", "no", *["yes"] * 7]
    assert steps(run) == [("call", False)]


@pytest.mark.parametrize(("choice", "left"), [("1", 7), ("2", 10)])
def test_an_old_break_is_asked_about(run: Run, choice: str, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long after a break one can go on or begin anew."""
    typed(run, "checklist", lines="n//n//n/", expect=130)
    monkeypatch.setenv("NETCHECK_TODAY", "2027-02-23")
    said = typed(run, "checklist", lines="/".join([choice, *["y"] * left, ""])).out
    assert "How would you like to go on?" in said
    assert list(rounds(run)[0]["answers"].values()) == ["no"] * (10 - left) + ["yes"] * left


@pytest.mark.parametrize(("key", "expected"), [("d", [("ask Ana", True)]), ("s", [("ask Ana", False)]), ("l", [])])
def test_earlier_steps_are_asked_about_once(run: Run, key: str, expected: list[tuple[str, bool]]) -> None:
    """The next time each open step is done, stays or is let go, before the questions begin."""
    typed(run, "checklist", lines="/".join(["p", "ask Ana", *["y"] * 9, ""]))
    said = typed(run, "checklist", lines="/".join([key, *["y"] * QUESTIONS, ""])).out
    assert "ask Ana" in said
    assert steps(run) == expected
    assert len(rounds(run)) == 2


@pytest.mark.parametrize("options", [("--company",), ("--with", "Alma")])
def test_other_rounds_are_asked_apart(run: Run, options: tuple[str, ...]) -> None:
    """The questions about a company or a person are rounds of their own, each with its own break."""
    typed(run, "checklist", *options, lines="y/y/", expect=130)
    typed(run, "checklist", lines="/".join([*["n", ""] * QUESTIONS, ""]))
    typed(run, "checklist", *options, lines="/".join([*["y"] * QUESTIONS, ""]))
    assert [set(told["answers"].values()) for told in rounds(run)] == [{"yes"}, {"no"}]


# The guide, and deciding


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_keeps_what_is_typed(run: Run, language: str) -> None:
    """Each answer is stored; Enter keeps what was there, another text replaces it."""
    words = [f"so {number}" for number in range(len(GUIDE))]
    said = typed(run, "guide", "--edit", "--lang", language, lines="/".join(words)).out
    assert (
        spoken(language, ngettext, "Stored: {n} answer.", "Stored: {n} answers.", len(GUIDE)).format(n=len(GUIDE))
        in said
    )
    typed(run, "guide", "--edit", "--lang", language, lines="/".join(["", "anders", *[""] * 4]))
    told = json.loads(run("guide", "--json").out)
    assert [one["text"] for one in told] == ["so 0", "anders", *words[2:]]
    assert "anders" in run("undo").out
    assert [one["text"] for one in json.loads(run("guide", "--json").out)] == words


def test_leaving_the_guide_keeps_what_was_answered(run: Run) -> None:
    """After a break the answers given are there; a break before the first leaves nothing."""
    typed(run, "guide", "--edit", lines="gently/slowly", expect=None)
    assert [one["text"] for one in json.loads(run("guide", "--json").out)][:3] == ["gently", "slowly", ""]
    assert run("guide", "--edit", terminal=True, expect=130).err == "Cancelled.\n"


@pytest.mark.parametrize(
    ("key", "every", "ignored"),
    [
        ("1", "2w", False),
        ("2", "6w", False),
        ("3", "3m", False),
        ("4", "1y", False),
        ("n", "", True),
        ("N", "", True),
        ("s", "", False),
        ("", "", False),
    ],
)
def test_each_key_of_triage_decides(run: Run, key: str, every: str, ignored: bool) -> None:
    """One key decides about one person, skipping puts off; a group is never asked about."""
    typed(run, "triage", lines=f"{key}/q")
    found = json.loads(run("contact", "list", "--json").out)
    decided = [one for one in found if one["every"] or one["ignore"]]
    if every or ignored:
        assert [(one["every"], one["ignore"]) for one in decided] == [(every, ignored)]
        run("undo")
    assert [one for one in json.loads(run("contact", "list", "--json").out) if one["every"] or one["ignore"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [("log",), ("checklist",), ("guide", "--edit"), ("triage",)])
def test_nothing_is_asked_without_a_terminal(run: Run, command: tuple[str, ...], language: str) -> None:
    """Where nobody can answer, each says so with the line that does without, and stores nothing."""
    before = run("export", "jsonl").out
    refused = run(*command, "--lang", language, stdin="y\n" * 40, expect=2)
    assert refused.out == ""
    assert (
        spoken(language, _, "Without a terminal I cannot ask anything. {hint}").partition("{")[0].strip() in refused.err
    )
    assert "netcheck " in refused.err
    assert run("export", "jsonl").out == before

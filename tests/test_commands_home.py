"""What the bare command says: welcome, where one stands, or good to have you back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import spoken
from netcheck.i18n import _
from netcheck.view.text import width
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

LIVELY = "".join(
    f"got {name} help --new --on {day}\n"
    for name in ("Alma", "Jürgen")
    for day in ("2026-06-02", "2026-07-09", "2026-08-01", "2026-08-11", "2026-08-20")
)
ANSWERS = ",".join("y" * 10)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Return what moves the clock: `on.setenv("NETCHECK_TODAY", day)`."""
    return monkeypatch


def parts(run: Run, *options: str) -> list[str]:
    """Return what home says, part by part; no line is wider than a terminal."""
    out = run(*options).out
    assert [line for line in out.splitlines() if width(line) > 80] == []
    return out.rstrip("\n").split("\n\n")


@pytest.mark.parametrize(
    ("language", "locale", "other"),
    [
        ("de", "de_AT.UTF-8", "In English: netcheck --lang en"),
        ("en", "fr_FR.UTF-8", "Auf Deutsch: netcheck --lang de"),
    ],
)
def test_an_empty_log_is_welcomed(
    run: Run, on: pytest.MonkeyPatch, home: Path, language: str, locale: str, other: str
) -> None:
    """Three ways to begin, and the other language unless one was chosen; looking makes no file."""
    on.setenv("LANG", locale)
    welcome, ways, hint = parts(run)
    assert (welcome, hint) == (spoken(language, _, "Welcome. Your log is empty, and it stays on this machine."), other)
    assert [line.split()[1] for line in ways.splitlines()] == ["log", "checklist", "demo"]
    assert parts(run, "--lang", language) == [welcome, ways]
    assert not (home / "log.db").exists()
    run("config", "set", "language", language)
    assert parts(run) == [welcome, ways]


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("de", "Zuletzt (gestern): Jürgen hat dir Feedback gegeben: zum [b]Schluss[/b] ␛."),
        ("en", "Last (yesterday): Jürgen gave you feedback: zum [b]Schluss[/b] ␛."),
    ],
)
def test_the_last_entry_is_told(run: Run, language: str, last: str) -> None:
    """The last entry comes back as a sentence, with one question to think about, and what to type next."""
    run("log", "got", "Jürgen", "feedback", "zum [b]Schluss[/b] \x1b", "--new", "--on", "yesterday")
    told = parts(run, "--lang", language)
    assert told[0] == last
    assert (
        told[-2]
        .replace("\n", " ")
        .startswith(spoken(language, _, "Thought of the week: {question}").format(question=""))
    )
    assert told[-1].endswith(": netcheck log    netcheck report    netcheck --help")


def test_the_thought_changes_with_the_week(run: Run, on: pytest.MonkeyPatch) -> None:
    """From Monday to Sunday it is the same; ten weeks ask ten questions."""
    run("step", "add", "x")
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 31)]
    thoughts = []
    for day in days:
        on.setenv("NETCHECK_TODAY", day)
        thoughts.append(parts(run)[-1])
    monday = days.index("2026-09-07")
    assert len(set(thoughts[monday : monday + 7])) == 1
    assert thoughts[monday - 1] != thoughts[monday] != thoughts[monday + 7]
    assert len(set(thoughts)) == 10


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-26", ""),
        ("2026-11-30", "The ten questions take about five minutes."),
    ],
)
def test_the_first_check_is_offered_after_a_week(run: Run, on: pytest.MonkeyPatch, day: str, told: str) -> None:
    """A new log is left in peace for a week."""
    run("log", "got", "Alma", "help", "--new")
    on.setenv("NETCHECK_TODAY", day)
    assert ("netcheck checklist" in run().out) == bool(told)
    assert told in run().out


def test_the_check_is_due_after_a_quarter(run: Run, on: pytest.MonkeyPatch) -> None:
    """What is due is said once three months are over; answers about one person or a company do not count."""
    run("log", "got", "Alma", "help", "--new")
    run("checklist", "--answers", ANSWERS)
    on.setenv("NETCHECK_TODAY", "2027-02-22")
    run("log", "got", "Alma", "help")
    run("checklist", "--company", "--answers", ANSWERS)
    assert "checklist" not in run().out
    on.setenv("NETCHECK_TODAY", "2027-02-23")
    assert "netcheck checklist    The ten questions are due again." in run().out
    run("checklist", "--answers", ANSWERS)
    assert "checklist" not in run().out


def test_open_steps_are_told(run: Run) -> None:
    """The first step that is due stands there, the others are counted; later and done ones wait elsewhere."""
    run("step", "add", "ask Tobias", "--by", "today")
    assert "netcheck step list    Your step: ask Tobias\n" in run().out
    run("step", "add", "ask Eva")
    run("step", "add", "ask Ben", "--by", "2w")
    assert "Your step: ask Tobias, and one more\n" in run().out
    run("step", "done", "1")
    assert "Dein Schritt: ask Eva\n" in run("--lang", "de").out


def test_whoever_comes_back_is_welcome(run: Run) -> None:
    """After a pause: no reproach, how many names there are to catch up with, and how things stood."""
    run("log", "-", stdin=LIVELY)
    said, ways, onward = parts(run)
    assert onward == "To go on: netcheck log    netcheck report    netcheck --help"
    assert said.startswith("Good to have you back. Your last entry is from 20 August.")
    assert ways.splitlines() == [
        "  netcheck log --catch-up               catch up: 2 names, about two minutes",
        "  netcheck log                          just carry on from today",
        "  netcheck report --until 2026-08-20    see how things stood on 20 August",
    ]
    said, ways, onward = parts(run, "--lang", "de")
    assert onward == "Weiter: netcheck log    netcheck report    netcheck --help"
    assert said.replace("\n", " ") == (
        "Schön, dass du wieder da bist. Der letzte Eintrag ist vom 20. August. Was dazwischen war, weiß dein Log "
        "nicht; die Pause zählt nirgends gegen dich."
    )
    run("log", "with", "Alma")
    assert "Last (today): You talked with Alma." in run().out


def test_a_check_that_was_left_is_told(run: Run, on: pytest.MonkeyPatch) -> None:
    """Home says how many of the questions are answered, and where to go on."""
    run("log", "got", "Alma", "help", "--new")
    with at_terminal("-m", "netcheck", "checklist") as child:
        for number in (1, 2):
            child.expect(rf"{number} of 10\r[\s\S]*\]")
            child.send("y")
        child.expect(r"3 of 10\r[\s\S]*\]")
        child.send("\x03")
        assert end_of(child) == 130
    assert "netcheck checklist    2 of the ten questions are answered already." in run().out
    on.setenv("NETCHECK_LANG", "de")
    assert "2 der zehn Fragen sind schon beantwortet." in run().out

"""Deciding about reminders: one key for each person at a terminal, and a wall of people spread over weeks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

NAMES = [f"P{number:02}" for number in range(12)]
WALL = "".join(
    f"got {name} help --new --on 2026-{1 + number // 4:02}-{1 + number:02}\n" for number, name in enumerate(NAMES)
)
KEYS = r"\[q\][^›]*›"


@pytest.fixture
def wall(run: Run) -> None:
    """Start from twelve people who are all due, and one who keeps the log going."""
    run("log", "-", stdin=WALL + "".join(f"got Ben help --new --on -{days}d\n" for days in range(0, 330, 10)))
    run("circle", "edit", "Peers", *(word for name in NAMES for word in ("--add", name)))
    run("circle", "edit", "Peers", "--every", "1m")


def triage(**environment: str) -> Any:  # noqa: ANN401 - pexpect ships no types
    """Start triage at a terminal."""
    return at_terminal("-m", "netcheck", "triage", **environment)


def press(child: Any, **keys: str) -> None:  # noqa: ANN401 - as above
    """Wait for each person, and press a key."""
    for name, key in keys.items():
        child.expect_exact(f"{name}   ")
        child.expect(KEYS)
        child.send(key)


def wishes(run: Run) -> dict[str, str]:
    """Return what is decided, by name."""
    found = json.loads(run("contact", "list", "--json").out)
    return {one["name"]: "never" if one["ignore"] else one["every"] for one in found}


def people(run: Run) -> list[str]:
    """Return the names of all who are due, the most urgent first."""
    return [one["name"] for one in json.loads(run("remind", "--json", "--names").out)["people"]]


# triage


@pytest.mark.parametrize(
    ("language", "intro", "first", "told", "end"),
    [
        (
            "de",
            "Für 4 Menschen ist noch nichts entschieden.",
            "1 von 4   Cem   1 Eintrag, zuletzt 20. November",
            "✓ Cem: Die Erinnerung kommt alle 6 Wochen.",
            "3 Entscheidungen sind gespeichert. Eine ist noch offen: netcheck triage",
        ),
        (
            "en",
            "4 people are left to decide about.",
            "1 of 4   Cem   1 entry, last 20 November",
            "✓ Cem: the reminder comes every 6 weeks.",
            "3 decisions are stored. One person is left: netcheck triage",
        ),
    ],
)
def test_one_key_each(run: Run, language: str, intro: str, first: str, told: str, end: str) -> None:
    """A key decides, is confirmed in a sentence and stored; whoever is put off stays open."""
    run(
        "log",
        "-",
        stdin="".join(
            f"got {name} help --new --on {day}.11.\n" for name, day in (("Ada", 1), ("Ben", 10), ("Cem", 20))
        ),
    )
    run("contact", "add", "Dan")
    with triage(NETCHECK_LANG=language) as child:
        child.expect_exact(intro)
        child.expect_exact(f"\n{first}")
        child.expect(KEYS)
        child.send("2")
        child.expect_exact(told)
        press(child, Ben="N", Ada="s", Dan="4")
        child.expect_exact(end)
        assert end_of(child) == 0
    assert wishes(run) == {"Ada": "", "Ben": "never", "Cem": "6w", "Dan": "1y"}
    assert "Dan" in run("undo").out
    assert wishes(run)["Dan"] == ""


def test_stopping_loses_nothing(run: Run) -> None:
    """After q, Ctrl-D, Ctrl-C or a kill what was decided is there, and the next time goes on with the others."""
    run(
        "log",
        "-",
        stdin="".join(
            f"got {name} help --new --on {day}.11.\n" for name, day in zip("ABCDEF", range(20, 0, -3), strict=False)
        ),
    )
    with triage() as child:
        press(child, A="1", B="\r", C="q")
        child.expect_exact("One decision is stored. 5 people are left")
        assert end_of(child) == 0
    with triage() as child:
        press(child, C="\x04")
        assert end_of(child) == 0
    with triage(TERM="dumb") as child:
        press(child, C="\x04")
        assert end_of(child) == 0
    with triage(TERM="dumb") as child:
        press(child, C="\x03")
        assert end_of(child) == 130
    with triage() as child:
        press(child, C="3", D="\x03")
        child.expect_exact("One decision is stored. 4 people are left")
        assert end_of(child) == 130
    with triage() as child:
        press(child, D="n")
        child.expect_exact("✓ D: there will be no reminder.")
        child.kill(9)
    assert wishes(run) == {"A": "2w", "B": "", "C": "3m", "D": "never", "E": "", "F": ""}
    with triage() as child:
        press(child, E="4", F="4", B="4")  # who was put off comes last
        assert end_of(child) == 0
    with triage() as child:
        child.expect_exact("You have decided for everyone whether and when a reminder comes.")
        assert end_of(child) == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_nobody_is_decided_about_yet(language: str) -> None:
    """An empty log has nobody to decide about, and how that changes is said."""
    with triage(NETCHECK_LANG=language) as child:
        assert end_of(child) == 0
        assert "netcheck contact add" in child.before


@pytest.mark.parametrize(
    ("language", "back", "ways", "so_far"),
    [("en", "b", "[b]ack", "Decided: never"), ("de", "z", "[z]urück", "Entschieden: nie")],
)
def test_one_can_go_back(run: Run, language: str, back: str, ways: str, so_far: str) -> None:
    """A decision can be made anew, also for the opposite; on the first person there is no way back."""
    run("log", "-", stdin="".join(f"got {name} help --new --on {day}.11.\n" for name, day in (("A", 20), ("B", 17))))
    with triage(NETCHECK_LANG=language) as child:
        press(child, A="n")
        child.expect_exact("B   ")
        child.expect_exact(ways)
        child.expect(KEYS)
        child.send(back)
        child.expect_exact("A   ")
        child.expect_exact(so_far)
        child.expect(KEYS)
        assert ways not in child.before
        child.send("2")
        press(child, B="3")
        assert end_of(child) == 0
    assert wishes(run) == {"A": "6w", "B": "3m"}
    assert "B" in run("undo").out
    assert wishes(run) == {"A": "6w", "B": ""}
    run("undo")
    assert wishes(run) == {"A": "never", "B": ""}


@pytest.mark.parametrize("key", ["s", "2"])
def test_what_changed_elsewhere_while_it_was_shown_stays(run: Run, key: str) -> None:
    """Who was put off, decided about or removed elsewhere meanwhile is left as it is, which is said; b still works."""
    days = zip("ABCD", (20, 17, 14, 11), strict=True)
    run("log", "-", stdin="".join(f"got {name} help --new --on {day}.11.\n" for name, day in days))
    with triage() as child:
        child.expect_exact("A   ")
        child.expect(KEYS)
        run("triage", stdin="s\nq\n", terminal=True)
        child.send(key)
        child.expect_exact("changed elsewhere")
        child.expect_exact("B   ")
        child.expect(KEYS)
        run("contact", "edit", "B", "--every", "3m")
        child.send(key)
        child.expect_exact("changed elsewhere")
        child.expect_exact("C   ")
        child.expect(KEYS)
        run("contact", "remove", "C", "--with-events")
        child.send(key)
        child.expect_exact("C was removed elsewhere")
        press(child, D="s")
        assert end_of(child) == 0
    with triage() as child:  # those who were put off come last, and one can go back to each
        press(child, A="4", D="b")
        child.expect_exact("A   ")
        child.expect(KEYS)
        child.send("s")
        press(child, D="s")
        assert end_of(child) == 0
    assert wishes(run) == {"A": "1y", "B": "3m", "D": ""}


def test_a_decision_takes_no_time(run: Run) -> None:
    """From one person to the next the program computes for a fraction of the ten seconds that a decision may take."""
    run("contact", "add", "Zoe")
    run("log", "-", stdin="".join(f"got {name} help --new\n" for name in NAMES))
    resource = pytest.importorskip("resource", reason="Windows does not account for ended processes")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with triage() as child:
        child.expect(KEYS)
        for name in NAMES[1:]:
            child.send("2")
            child.expect_exact(f"{name}   ")
            child.expect(KEYS)
        child.send("q")
        assert end_of(child) == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime - before.ru_utime) / len(NAMES) < 0.5


@pytest.mark.parametrize(("language", "hint"), [("de", "Für einen Menschen geht es so"), ("en", "For one person")])
def test_triage_needs_a_terminal(run: Run, home: Path, language: str, hint: str) -> None:
    """Without one it says what to type for one person, and makes no log."""
    refused = run("triage", "--lang", language, expect=2)
    assert hint in refused.err
    assert "netcheck contact edit NAME --every 6w" in refused.err
    assert not (home / "log.db").exists()


# spread


@pytest.mark.usefixtures("wall")
def test_a_plan_changes_nothing(run: Run) -> None:
    """The plan shows five people a week, those first who would come first."""
    due = people(run)
    assert run("spread").out.splitlines() == [
        "This is the plan, up to five people a week:",
        f"  this week         {', '.join(due[:5])}",
        f"  from 30 November  {', '.join(due[5:10])}",
        f"  from 7 December   {', '.join(due[10:])}",
        "  To carry it out: netcheck spread --apply",
    ]
    assert [len(week["people"]) for week in json.loads(run("spread", "--json").out)] == [5, 5, 2]
    assert people(run) == due
    assert len(due) == 12


@pytest.mark.usefixtures("wall")
def test_a_plan_is_applied_and_undone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Week by week the next five come, as planned; one undo brings the wall back."""
    due = people(run)
    applied = run("spread", "--apply", "--lang", "de").out
    assert "✓ 7 Erinnerungen sind verschoben.\n  Zurücknehmen: netcheck undo\n" in applied
    assert "Zu verteilen gibt es nichts" in run("spread", "--apply", "--lang", "de").out
    weeks = {}
    for day in ("2026-11-23", "2026-11-30", "2026-12-07"):
        monkeypatch.setenv("NETCHECK_TODAY", day)
        weeks[day] = set(people(run)) - {"Ben"}
    assert list(weeks.values()) == [set(due[:5]), set(due[:10]), set(due)]
    monkeypatch.setenv("NETCHECK_TODAY", "2026-11-23")
    assert run("undo").out.count("the reminder is paused until") == 7
    assert people(run) == due


@pytest.mark.usefixtures("wall")
def test_schedulers_tell_of_everybody_in_turn(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any plan a weekly digest comes round to all of the wall, five at a time."""
    run("checklist", "--answers", ",".join("y" * 10))
    told = []
    for day in ("2026-11-23", "2026-11-30", "2026-12-07"):
        monkeypatch.setenv("NETCHECK_TODAY", day)
        said = run("remind", "--names", "--every", "mon").out
        told.append({name for name in NAMES if f"with {name}" in said})
    assert [len(week) for week in told] == [5, 5, 5]
    assert len(told[0] | told[1]) == 10


def test_there_is_nothing_to_spread(run: Run, home: Path) -> None:
    """An empty log is told so, and stays unmade."""
    said = " ".join(run("spread").out.split())
    assert said.startswith("Nobody is due at the moment. To be reminded of someone: netcheck contact edit ")
    assert "netcheck triage" in run("spread", "--lang", "de").out
    assert json.loads(run("spread", "--json").out) == []
    assert not (home / "log.db").exists()
    run("log", "-", stdin="got Ana help --new --on 2026-01-05\n")
    run("contact", "edit", "Ana", "--every", "6w")
    assert run("spread").out == "There is nothing to spread: up to five fit into one week.\n"


def test_many_weeks_are_counted(run: Run) -> None:
    """Eight weeks are shown, the others counted with their last day; no line is wider than a terminal."""
    names = [f"Person Nummer {number:03}" for number in range(60)]
    run("contact", "add", "first", "--circle", "Peers")
    run("log", "-", stdin="".join(f'got "{name}" help --new --on 2026-01-05\n' for name in names))
    run("circle", "edit", "Peers", "--every", "1m", *(word for name in names for word in ("--add", name)))
    lines = run("spread").out.splitlines()
    assert "  and 5 more weeks, the last from 15 February 2027" in lines
    assert max(map(len, lines)) <= 80

"""The digest through the command line: who sees what, once a day, in which words; and the wishes behind it."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import polib
import pytest

import faults
from conftest import spoken
from logs import DAY
from netcheck.domain.due import Birthday, Digest, Due, DuePerson, looked_at
from netcheck.domain.model import Contact, Step, Voice
from netcheck.store import local_state
from netcheck.store.database import opened
from netcheck.view.remind import digest_lines, numbers_line
from netcheck.view.text import width

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

FULL_DISK = Path("/dev/full")
CATALOGUE = Path(__file__).parent.parent / "src" / "netcheck" / "locale" / "de" / "LC_MESSAGES" / "netcheck.po"
NEVER_SAID = (
    "überfällig", "vernachlässigt", "versäumt", "schuldig", "noch immer nicht",
    "overdue", "neglected", "missed", "owe", "still not",
)  # fmt: skip
LOG = "with Ana coffee --new --on 2026-09-01\ngot Ben help --new --on 2026-11-20\n"
NUMBERS = "netcheck: the ten questions, 1 step, 1 person. To see them: netcheck remind\n"
WITH_NAMES = """\
For this week
  The ten questions take about five minutes.  netcheck checklist
  Your step: write to Tobias                  netcheck step done 1
  Ana  every 6 weeks, last September          netcheck log with Ana
For some quiet: netcheck remind pause 2w
"""


@pytest.fixture
def log(run: Run) -> None:
    """Start from a small log in which the questions, a step and one person are due."""
    run("log", "-", stdin=LOG)
    run("contact", "edit", "Ana", "--every", "6w")
    run("step", "add", "write to Tobias")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Run the program as if its output went to a terminal."""

    def run_(*arguments: str, **how: Any) -> Any:  # noqa: ANN401 - as Run
        with monkeypatch.context() as patch:
            patch.setattr(sys.stdout, "isatty", lambda: True)
            return run(*arguments, **how)

    return run_


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be this day."""
    monkeypatch.setenv("NETCHECK_TODAY", day)


def kept() -> local_state.State:
    """Return what this machine keeps of the reminder."""
    with opened(Path(os.environ["NETCHECK_DB"]), create=False) as connection:
        return local_state.reminder(connection, date(2026, 11, 23))


# who sees what


def test_nothing_due_says_nothing(run: Run, home: Path) -> None:
    """An empty log, and one in which nothing is due: no output, and no log is made for it."""
    for options in ([], ["--names"], ["--exit-code"], ["--every", "mon"]):
        assert run("remind", *options).out == ""
    assert not (home / "log.db").exists()
    run("log", "got", "Ana", "help", "--new")
    assert (run("remind").out, run("remind", "--exit-code").err) == ("", "")


@pytest.mark.usefixtures("log")
def test_a_mail_holds_numbers_only(run: Run) -> None:
    """Away from a terminal there is no name, no text of a step, and nothing on standard error."""
    said = run("remind")
    assert (said.out, said.err) == (NUMBERS, "")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("language", "numbers"),
    [("de", "netcheck: die zehn Fragen, 1 Schritt, 1 Mensch. Ansehen: netcheck remind\n"), ("en", NUMBERS)],
)
def test_both_languages(run: Run, terminal: Run, language: str, numbers: str) -> None:
    """The digest speaks German and English, with the line to type beside each thing."""
    shown = terminal("remind", "--lang", language).out
    if language == "en":
        assert shown == WITH_NAMES
    else:
        assert shown.splitlines()[0] == "Für diese Woche"
        assert "  Ana  alle 6 Wochen, zuletzt September        netcheck log mit Ana" in shown
    assert run("remind", "--lang", language).out == numbers


@pytest.mark.usefixtures("log")
def test_names_are_opted_into(run: Run) -> None:
    """With --names a mail holds what a terminal shows."""
    assert run("remind", "--names").out == WITH_NAMES


@pytest.mark.usefixtures("log")
def test_a_terminal_always_shows_and_nothing_is_kept(run: Run, terminal: Run) -> None:
    """Looking takes no turn, and what a scheduler told was seen by nobody: terminal and home go on showing it."""
    for _ in range(2):
        assert terminal("remind").out == WITH_NAMES
    assert kept() == local_state.State()
    assert run("remind", "--every", "mon").out == NUMBERS
    assert terminal("remind").out == WITH_NAMES
    assert "netcheck log with Ana    Ana: every 6 weeks, last September" in run().out


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("arguments", [("remind",), ("remind", "--names"), ("remind", "--json")])
def test_the_exit_code_tells_what_is_due(run: Run, terminal: Run, arguments: tuple[str, ...]) -> None:
    """Only with --exit-code, and however it is told; also when it was told today."""
    run(*arguments)
    assert run(*arguments, "--exit-code", expect=10).err == ""
    run("remind", "pause", "2w")
    run(*arguments, "--exit-code", expect=10 if "--json" in arguments else 0)
    assert "Ana" in terminal("remind", "--exit-code", expect=10).out  # a pause hides nothing from who looks


@pytest.mark.usefixtures("log")
def test_json_holds_all_that_is_due(run: Run) -> None:
    """Programs get ids and numbers, with --names also names and texts; no turn is taken."""
    run("contact", "edit", "Ben", "--birthday", "25.11.")
    found = json.loads(run("remind", "--json").out)
    assert {key: found[key] for key in ("schema", "today", "paused_until", "questions")} == {
        "schema": 1, "today": "2026-11-23", "paused_until": None, "questions": ["person"],
    }  # fmt: skip
    (step,), (ana,), (ben,) = found["steps"], found["people"], found["birthdays"]
    assert (step["number"], step["by"], "text" in step) == (1, None, False)
    assert (ana["every"], ana["last"], ana["gap_days"], ana["now"]) == ("6w", "2026-09-01", 42, True)
    assert ana["excess"] == pytest.approx(83 / 42 - 1)
    assert (ben["on"], "name" in ben, "name" in ana) == ("2026-11-25", False, False)
    named = json.loads(run("remind", "--json", "--names").out)
    assert [named[key][0].get("name") for key in ("people", "birthdays")] == ["Ana", "Ben"]
    assert named["steps"][0]["text"] == "write to Tobias"
    assert kept().delivered is None


def test_text_from_outside_is_made_safe(run: Run, terminal: Run) -> None:
    """Neither a name nor a step can steer a terminal or a mail."""
    run("contact", "add", "A\x1b[2Jna", "--birthday", "24.11.")
    run("step", "add", "write\x1b]0;x\x07 \u202eback")
    for said in (terminal("remind").out, run("remind", "--names").out, run().out):
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "\x07" not in said


# once a day


@pytest.mark.usefixtures("log")
def test_at_most_one_digest_a_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many schedulers fire on a day, one of them speaks; the next day is another."""
    fired = [["--every", "day"], ["--every", "day", "--names"], ["--every", "mon"]]
    assert [bool(run("remind", *how).out) for how in fired] == [True, False, False]
    on("2026-11-24", monkeypatch)
    assert [bool(run("remind", "--every", how).out) for how in ("day", "day", "tue")] == [True, False, False]


@pytest.mark.usefixtures("log")
def test_who_asks_is_told_the_same_each_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --every nothing counts as delivered, whatever a scheduler told that day; a pause is quiet."""
    said = [run("remind", "--names").out for _ in range(2)]
    assert (said, kept()) == ([WITH_NAMES] * 2, local_state.State())
    assert run("remind", "--every", "day").out == NUMBERS
    assert [run("remind", *how).out for how in ([], ["--names"], [])] == [NUMBERS, WITH_NAMES, NUMBERS]
    on("2026-11-25", monkeypatch)
    assert run("remind", "--names").out == WITH_NAMES
    run("remind", "pause", "2w")
    assert run("remind").out == ""


@pytest.mark.usefixtures("log")
def test_a_weekly_turn_is_caught_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler's turn is open until it is taken, and then closed until the next one."""
    days = {"2026-11-26": True, "2026-11-27": False, "2026-11-29": False, "2026-11-30": True, "2026-12-06": False}
    for day, speaks in days.items():
        on(day, monkeypatch)
        assert bool(run("remind", "--every", "mon").out) == speaks, day


def test_an_empty_turn_is_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What becomes due after the turn waits for the next one; without a rhythm it is told at once."""
    run("log", "got", "Ana", "help", "--new")
    assert run("remind", "--every", "mon").out == ""
    run("step", "add", "write to Ana")
    assert run("remind", "--every", "mon").out == ""
    assert run("remind").out != ""
    on("2026-11-30", monkeypatch)
    assert run("remind", "--every", "mon").out != ""


@pytest.mark.usefixtures("log")
@pytest.mark.skipif(not FULL_DISK.exists(), reason="only Linux has an output that is always full")
def test_a_digest_that_could_not_be_written_comes_again(run: Run) -> None:
    """Only what was written is kept: output to a full disk loses no digest."""
    with FULL_DISK.open("w") as full:
        command = [sys.executable, "-m", "netcheck", "remind", "--every", "mon"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "no space left on the disk" in done.stderr) == (1, True)
    assert kept() == local_state.State()
    assert run("remind", "--every", "mon").out == NUMBERS


@pytest.mark.usefixtures("log")
def test_a_log_that_takes_no_entry_lets_nothing_be_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time a scheduler fires there is the same error, and never a digest that nobody can count."""
    faults.change_sqlite(monkeypatch, "PRAGMA query_only=ON")
    for _ in range(2):
        refused = run("remind", "--every", "mon", expect=1)
        assert (refused.out, refused.err.count("\n")) == ("", 1)


@pytest.mark.usefixtures("log")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such redirection")
def test_a_digest_written_to_nowhere_comes_again(run: Run) -> None:
    """With its output closed the reminder fails, and nothing was delivered."""
    closed = ["sh", "-c", 'exec "$0" -m netcheck remind --every mon >&-', sys.executable]
    done = subprocess.run(closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "The output cannot be written: it is closed.\n")
    assert kept() == local_state.State()
    assert run("remind", "--every", "mon").out == NUMBERS


@pytest.mark.usefixtures("log")
def test_several_schedulers_at_once() -> None:
    """Six processes that fire in the same moment print one digest together."""
    command = [sys.executable, "-m", "netcheck", "remind", "--every", "mon"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0] * 6
    assert sorted(said) == [("", "")] * 5 + [(NUMBERS, "")]


@pytest.mark.usefixtures("log", "hasty_clock")
def test_a_locked_log_is_told(run: Run, home: Path) -> None:
    """A log that stays locked ends with 75 and a sentence, and takes no turn."""
    with opened(home / "log.db", create=False) as connection:
        connection.execute("BEGIN IMMEDIATE")
        refused = run("remind", "--every", "mon", expect=75)
        connection.execute("ROLLBACK")
    assert (refused.out, refused.err.count("\n")) == ("", 1)
    assert run("remind", "--every", "mon").out == NUMBERS


@pytest.mark.usefixtures("log")
def test_undo_does_not_touch_deliveries(run: Run) -> None:
    """What was delivered is no change of the log."""
    run("remind", "--every", "mon")
    assert "write to Tobias" in run("undo").out
    assert kept().delivered == date(2026, 11, 23)


@pytest.mark.usefixtures("log")
def test_a_clock_that_was_wrong_is_got_over(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest of the year 2040 does not silence today's; one of tomorrow was told further east."""
    on("2040-01-02", monkeypatch)
    assert run("remind", "--every", "mon").out != ""
    on("2026-11-23", monkeypatch)
    assert run("remind", "--every", "mon").out != ""
    on("2026-11-22", monkeypatch)
    assert run("remind", "--every", "day").out == ""


def test_the_last_day_there_is(run: Run, terminal: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On 31 December 9999 there are birthdays, questions and people, and no next year that breaks them."""
    on("9999-12-31", monkeypatch)
    run("contact", "add", "Ben", "--birthday", "1.1.")
    run("contact", "add", "Ana", "--birthday", "31.12.")
    run("contact", "edit", "Ben", "--every", "2w")
    run("checklist", "--answers", ",".join("y" * 10))
    assert "Ana  birthday today" in terminal("remind").out
    assert run("remind", "--names").out.startswith("For this week\n")
    assert "Ana: birthday today" in run().out


# wherever one is


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"])
def test_today_is_what_the_wall_calendar_says(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """The program's day is that of its time zone, wherever it runs."""
    monkeypatch.delenv("NETCHECK_TODAY")
    monkeypatch.setenv("TZ", zone)
    days = [datetime.now(ZoneInfo(zone)).date().isoformat()]
    command = [sys.executable, "-m", "netcheck", "remind", "--json"]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    days.append(datetime.now(ZoneInfo(zone)).date().isoformat())
    assert json.loads(run.stdout)["today"] in days


def local_days(zone: str, first: str, days: int) -> list[date]:
    """Return the local day at each time at which a line "30 2-23/3" in a crontab fires."""
    start = datetime.fromisoformat(first).replace(tzinfo=UTC)
    moments = (start + timedelta(minutes=30 * number) for number in range(48 * days))
    local = (moment.astimezone(ZoneInfo(zone)) for moment in moments)
    return [moment.date() for moment in local if moment.minute == 30 and moment.hour % 3 == 2]


# Changes to summer time and back, none at all, and the day that Apia left out.
CHANGES = [
    ("Europe/Berlin", "2027-03-25"), ("Europe/Berlin", "2026-10-22"), ("America/New_York", "2027-03-11"),
    ("America/New_York", "2026-10-29"), ("Asia/Kolkata", "2026-11-23"), ("Pacific/Apia", "2011-12-27"),
]  # fmt: skip


@pytest.fixture
def told(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, list[date]], list[date]]:
    """Return a function that fires the reminder on local days one after the other, and returns those that it told."""

    def fire(every: str, days: list[date]) -> list[date]:
        found = []
        for day in days:
            on(day.isoformat(), monkeypatch)
            if run("remind", "--every", every).out:
                found.append(day)
        return found

    on("2010-01-01", monkeypatch)
    run("step", "add", "write to Tobias")
    return fire


@pytest.mark.slow
@pytest.mark.parametrize(("zone", "first"), CHANGES)
def test_each_local_day_is_told_once(told: Callable[..., list[date]], zone: str, first: str) -> None:
    """Around a change of the clock, and a day that a country left out: none missed, none doubled."""
    days = local_days(zone, first, 6)
    assert told("day", days) == sorted(set(days))
    assert len(set(days)) >= 6


@pytest.mark.slow
@pytest.mark.parametrize(("zone", "first"), CHANGES)
def test_each_week_is_told_once(told: Callable[..., list[date]], zone: str, first: str) -> None:
    """The same for a reminder on Mondays, on a machine that is often off: a missed run is caught up in its week."""
    days = [day for day in local_days(zone, first, 21) if day.toordinal() * 7919 % 5 > 2]
    assert [day.isocalendar()[:2] for day in told("mon", days)] == sorted({day.isocalendar()[:2] for day in days})


@pytest.mark.slow
def test_whoever_travels_is_told_once(told: Callable[..., list[date]]) -> None:
    """From zone to zone around the world every few days: no day is told twice, and none left out for long."""
    zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]
    hours = [local_days(zone, "2026-11-23", 40) for zone in zones]
    days = told("day", [hours[number // 50 % 4][number] for number in range(min(map(len, hours)))])
    assert len(days) == len(set(days))
    assert max((later - day).days for day, later in itertools.pairwise(days)) <= 2


# pauses


@pytest.mark.usefixtures("log")
def test_a_pause_is_quiet_and_ends_with_one_line(run: Run, terminal: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until its end schedulers say nothing, home neither; then one friendly line comes along, once."""
    assert run("remind", "pause", "2w").out.splitlines() == [
        "✓ The reminder is paused until 7 December.",
        "  To end this sooner: netcheck remind pause --end",
    ]
    on("2026-12-06", monkeypatch)
    assert run("remind").out == run("remind", "--every", "mon").out == ""
    assert "Ana: every" not in run().out
    assert terminal("remind").out.startswith("The reminder is paused until 7 December.\n")
    assert "For this week" in terminal("remind").out
    assert terminal("remind").out.endswith("netcheck log with Ana\nTo end this sooner: netcheck remind pause --end\n")
    on("2026-12-07", monkeypatch)
    assert terminal("remind").out.startswith("Back again? The pause is over, and there is no hurry.\nFor this week\n")
    first, numbers = run("remind", "--every", "mon").out.splitlines()
    assert (first, numbers) == ("Back again? The pause is over, and there is no hurry.", NUMBERS.rstrip())
    on("2026-12-14", monkeypatch)
    assert run("remind", "--every", "mon").out.startswith("netcheck: the ten questions, 1 step.")
    assert terminal("remind").out.startswith("For this week\n")


def test_a_pause_shows_in_the_status(run: Run) -> None:
    """Whoever asks how the reminder stands hears that it is paused and how that ends; so does who asks for `off`."""
    assert run("remind", "status").out.count("paused") == 0
    run("remind", "pause", "2w")
    assert run("remind", "status").out.startswith(
        "The reminder is paused until 7 December.\n  To end this sooner: netcheck remind pause --end\n"
    )
    assert "Die Erinnerung ruht bis 7. Dezember." in run("remind", "status", "--lang", "de").out
    for line in ("off", "aus"):
        assert "netcheck remind pause --end" in run("remind", "pause", line, expect=2).err


def test_a_pause_can_be_looked_at_and_ended(run: Run, home: Path) -> None:
    """Without a day it says how things stand; the end comes at once when asked for."""
    assert "not paused" in run("remind", "pause").out
    assert not (home / "log.db").exists()
    run("remind", "pause", "1.12.", "--lang", "de")
    assert run("remind", "pause", "--lang", "de").out.startswith("Die Erinnerung ruht bis 1. Dezember.\n")
    contradiction = run("remind", "pause", "2m", "--end", expect=2)
    assert contradiction.err.startswith("Only one of these at a time: --end, 2m.")
    run("remind", "pause", "today")
    assert "not " in run("remind", "pause").out
    assert run("remind", "pause", "0d").out == run("remind", "pause", "--end").out == "✓ The reminder is back.\n"
    assert "not paused" in run("remind", "pause").out
    assert "“yesterday” is in the past" in run("remind", "pause", "yesterday", expect=2).err


# on the desktop


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a notify-send that notes what it is told and fails on the PATH; return the file of its notes."""
    program, notes = tmp_path / "bin" / "notify-send", tmp_path / "notes"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$DBUS_SESSION_BUS_ADDRESS $*" >> {notes}\nexit 1\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return notes


@pytest.mark.usefixtures("log")
def test_a_notification_holds_no_name(run: Run, desktop: Path) -> None:
    """The bus is found where a scheduler knows nothing of it; that the program fails is no failure."""
    (desktop.parent / "bus").touch()
    told = ("remind", "--notify", "--names", "--every", "mon")
    assert run(*told).out == WITH_NAMES
    assert desktop.read_text(encoding="utf-8") == (
        f"unix:path={desktop.parent}/bus --app-name=netcheck netcheck {NUMBERS}"
    )
    run(*told)
    assert desktop.read_text(encoding="utf-8").count("\n") == 1
    run("remind", "--notify")
    assert desktop.read_text(encoding="utf-8").count(NUMBERS) == 2


@pytest.mark.usefixtures("log")
def test_without_a_desktop_nothing_is_tried(
    run: Run, terminal: Run, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a session bus, or without the program, the digest comes alone; a bus that is named is taken."""
    assert terminal("remind", "--notify").out == WITH_NAMES
    assert not desktop.exists()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=x")
    terminal("remind", "--notify")
    assert desktop.read_text(encoding="utf-8").startswith("unix:abstract=x ")
    (desktop.parent / "bin" / "notify-send").unlink()
    assert run("remind", "--notify").out == NUMBERS


# in which words


PEOPLE = [
    DuePerson(Contact("a", "Katrin Voss"), None, 21, DAY - 160, 0.1, gaps=6),
    DuePerson(Contact("b", "Wolfgang Amadeus Mozart-Reichenbacher", every="1y"), None, 480, DAY - 1500, 0.0),
]
FULL = Due(
    steps=tuple((n, Step(str(n), "ask Tobias about his book and the one after that " * n)) for n in range(1, 6)),
    people=tuple(PEOPLE),
    birthdays=tuple(Birthday(Contact(str(n), f"Ruth {n}"), DAY + n) for n in (0, 1, 4, 7)),
)


def shown(found: Due, language: str) -> list[str]:
    """Return a digest as a terminal of 80 cells shows it."""
    everyone = [*(one.contact for one in found.people), *(one.contact for one in found.birthdays)]
    return spoken(language, digest_lines, looked_at(found, {}, DAY), everyone, date.fromordinal(DAY))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("people", [PEOPLE, PEOPLE[:1], PEOPLE * 10])
def test_a_digest_fits_a_terminal(language: str, people: list[DuePerson]) -> None:
    """Long names, long steps and many people: no line is longer than 80 cells, and each has its command."""
    lines = shown(FULL.replaced(people=tuple(people)), language)
    assert [line for line in lines if width(line) > 80] == []
    assert sum("netcheck step done" in line for line in lines) == 3
    assert any(line.endswith("netcheck step list") for line in lines)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "de",
            [
                "hat heute Geburtstag",
                "hat morgen Geburtstag",
                "hat am Freitag Geburtstag",
                "hat am 30. November Geburtstag",
            ],
        ),
        ("en", ["birthday today", "birthday tomorrow", "birthday on Friday", "birthday on 30 November"]),
    ],
)
def test_birthdays_in_words(language: str, expected: list[str]) -> None:
    """A birthday is told by today, tomorrow, its weekday or its date."""
    lines = shown(Due(birthdays=FULL.birthdays), language)
    assert [line.split("  ")[2] for line in lines[1:5]] == expected
    assert [line.partition("  netcheck")[2] for line in lines[1:5]] == [f" contact show Ruth.{n}" for n in (0, 1, 4, 7)]


@pytest.mark.parametrize(
    ("more", "german", "english"),
    [
        (0, "Lieber Ruhe: netcheck remind pause 2w", "For some quiet: netcheck remind pause 2w"),
        (1, "Eine weitere Erinnerung kann bis nächste Woche warten.", "One more can wait till next week."),
        (2, "Zwei weitere können bis nächste Woche warten.", "Two more can wait till next week."),
        (5, "Fünf weitere können bis nächste Woche warten.", "Five more can wait till next week."),
        (6, "Sechs weitere können warten. Lieber Ruhe", "Six more can wait. For some quiet"),
        (300, "300 weitere können warten. Auf mehrere Wochen verteilen: netcheck spread", "300 more can wait."),
    ],
)
def test_the_others_are_counted(more: int, german: str, english: str) -> None:
    """Who does not fit is counted in words; a wall of people is told how to be spread."""
    digest = Digest((), False, (), tuple(PEOPLE[:1]), (), 0, more)
    for language, expected in (("de", german), ("en", english)):
        lines = spoken(language, digest_lines, digest, [PEOPLE[0].contact], date.fromordinal(DAY))
        assert lines[2].strip() == f"netcheck log {'mit' if language == 'de' else 'with'} Katrin"
        assert lines[3].startswith(expected)


def test_numbers_in_words() -> None:
    """One and several of each are told apart, the company's questions named."""
    digest = Digest((Voice.PERSON, Voice.COMPANY), False, FULL.steps[:3], tuple(PEOPLE), FULL.birthdays[:1], 2, 9)
    assert spoken("de", numbers_line, digest) == (
        "netcheck: die zehn Fragen, die Fragen an dein Unternehmen, 5 Schritte, 2 Menschen, 1 Geburtstag. "
        "Ansehen: netcheck remind"
    )


def test_some_words_are_never_said() -> None:
    """No text around the reminder blames anybody."""
    files = ("view/remind.py", "commands/remind.py", "commands/triage.py", "view/sentences.py")
    texts = [
        text
        for entry in polib.pofile(str(CATALOGUE))
        if any(place.endswith(files) for place, _line in entry.occurrences)
        for text in (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values())
    ]
    said = " ".join(texts).lower()
    assert [word for word in NEVER_SAID if word in said.replace("know", "")] == []


# wishes


@pytest.mark.parametrize(
    ("options", "told", "now"),
    [
        (["--every", "6w"], "Ana: the reminder comes every 6 weeks.", ("6w", None, False)),
        (["--every", "alle 3 Monate"], "Ana: the reminder comes every 3 months.", ("3m", None, False)),
        (["--every", "a week"], "Ana: the reminder comes every week.", ("1w", None, False)),
        (["--every", "every year"], "Ana: the reminder comes every year.", ("1y", None, False)),
        (["--snooze", "2m"], "Ana: the reminder is paused until Sat, 23 January 2027.", ("", "2027-01-23", False)),
        (["--ignore"], "Ana: there will be no reminder.", ("", None, True)),
    ],
)
def test_wishes_are_told_kept_and_undone(run: Run, options: list[str], told: str, now: tuple[object, ...]) -> None:
    """Each wish about a person is one sentence, is on the card, and goes with undo."""

    def state() -> tuple[object, ...]:
        found = json.loads(run("contact", "show", "Ana", "--json").out)
        return found["every"], found["snooze"], found["ignore"]

    run("contact", "add", "Ana")
    assert run("contact", "edit", "Ana", *options).out == f"✓ {told}\n"
    assert state() == now
    assert "reminder" in run("contact", "show", "Ana").out
    assert run("contact", "edit", "Ana", *options).out == ""
    run("undo")
    assert state() == ("", None, False)


def test_wishes_are_taken_back(run: Run) -> None:
    """No wish, no rest, be reminded again; and whoever gets a wish is ignored no longer."""
    run("contact", "add", "Ana")
    run("contact", "edit", "Ana", "--every", "6w", "--snooze", "2m")
    assert run("contact", "edit", "Ana", "--no-every", "--snooze", "").out.splitlines() == [
        "✓ Ana: the reminder no longer has a fixed interval.",
        "✓ Ana: the reminder is no longer paused.",
    ]
    run("contact", "edit", "Ana", "--ignore")
    assert run("contact", "edit", "Ana", "--remind").out == "✓ Ana: there can be a reminder again.\n"
    run("contact", "edit", "Ana", "--ignore")
    assert "there can be a reminder again" in run("contact", "edit", "Ana", "--every", "3m", "--lang", "en").out


@pytest.mark.parametrize("text", ["soon", "0w", "11y", "6", "-2w", "every"])
def test_what_is_no_interval_is_refused(run: Run, text: str) -> None:
    """A refusal shows how an interval is written, and nothing is stored."""
    run("contact", "add", "Ana", "--circle", "Peers")
    for command in (("contact", "edit", "Ana"), ("circle", "edit", "Peers")):
        refused = run(*command, f"--every={text}", expect=2)
        assert "6w" in refused.err
        assert run("undo", "--lang", "de").out.startswith("Zurückgenommen: Ana kam neu dazu.")
        run("redo")
    assert (
        "Nur eines davon" in run("contact", "edit", "Ana", "--every", "6w", "--no-every", "--lang", "de", expect=2).err
    )
    assert "--every, --ignore" in run("contact", "edit", "Ana", "--every", "6w", "--ignore", expect=2).err


def test_a_circle_has_a_rhythm(run: Run) -> None:
    """It is told, listed, renamed along, kept where circles become one, undone, and taken away."""
    run("contact", "add", "Ana", "--circle", "Peers")
    run("contact", "add", "Ben", "--circle", "Moor")
    assert (
        run("circle", "edit", "peers", "--every", "3m").out == "✓ Circle “Peers”: the reminder comes every 3 months.\n"
    )
    assert "Peers  1 person, every 3 months  Ana" in run("circle", "list").out
    run("circle", "edit", "Peers", "--name", "Kolleginnen", "--lang", "de")
    run("circle", "edit", "Moor", "--every", "6w")
    rows = {row["name"]: row["every"] for row in json.loads(run("circle", "list", "--json").out)}
    assert rows == {"Kolleginnen": "3m", "Moor": "6w"}
    run("circle", "edit", "Moor", "--name", "Kolleginnen")
    assert [row["every"] for row in json.loads(run("circle", "list", "--json").out)] == ["3m"]
    run("undo")
    assert {row["name"]: row["every"] for row in json.loads(run("circle", "list", "--json").out)} == rows
    assert (
        "Für die Erinnerung gilt kein fester Abstand mehr."
        in run("circle", "edit", "Moor", "--every", "", "--lang", "de").out
    )


def test_settings_say_when_questions_and_birthdays_come(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer or no questions, and birthdays ahead or never, as config has it; numbers in config.toml are fine."""
    answers = ",".join("y" * 10)
    run("config", "set", "questions", "month")
    assert "Due again on 23 December 2026." in run("checklist", "--answers", answers).out
    run("config", "set", "questions", "never")
    assert "Due again" not in run("checklist", "--answers", answers).out
    run("contact", "add", "Ruth", "--birthday", "7.12.")
    on("2026-11-24", monkeypatch)
    assert run("remind").out == ""
    run("config", "set", "birthdays", "14")
    assert run("remind").out == "netcheck: 1 birthday. To see them: netcheck remind\n"

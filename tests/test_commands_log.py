"""Noting what was given or received, through the command line."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import faults
from netcheck.domain.model import Contact
from netcheck.settings import config_path
from netcheck.store import contacts
from netcheck.store.database import opened
from netcheck.store.ops import writing
from seeded import seed

if TYPE_CHECKING:
    from conftest import Run

NOTHING = {"en": "Nothing was stored", "de": "Nichts gespeichert"}
_ID = re.compile(r" · [0-9a-f]{4,}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def log() -> None:
    """Start each test from the small log."""
    seed()


def newest(run: Run, count: int = 1) -> list[dict[str, Any]]:
    """Return the entries logged last, the last one first."""
    events: list[dict[str, Any]] = json.loads(run("list", "--json").out)
    return sorted((event for event in events if not event["id"].startswith("e-")), key=lambda e: e["id"])[-count:][::-1]


def said(run: Run, *line: str) -> str:
    """Log a line and return the answer without ids."""
    return _ID.sub("", run("log", *line).out)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("gave AnaB help", "✓ You helped Ana Belić.   today"),
        ("to AnaB help moving house", "✓ You helped Ana Belić: moving house.   today"),
        ("got Almi feedback on the ending", "✓ Alma Reuter gave you feedback: on the ending.   today"),
        ("from Almi thanks!", "✓ Alma Reuter thanked you.   today"),
        ("with Jürgen at the fair", "✓ You talked with Jürgen Brandt: at the fair.   today"),
        ("with Jürgen help", "✓ You and Jürgen Brandt helped each other.   today"),
        ("--lang de gab Alma Intro zu Mehmet", "✓ Du hast Alma Reuter einen Kontakt vermittelt: zu Mehmet.   heute"),
        ("--lang de an Alma Dank", "✓ Du hast dich bei Alma Reuter bedankt.   heute"),
        ("--lang de bekam Alma geteilt", "✓ Alma Reuter hat etwas von dir geteilt.   heute"),
        (
            "--lang de von Jürgen Feedback zu Kapitel 3",
            "✓ Jürgen Brandt hat dir Feedback gegeben: zu Kapitel 3.   heute",
        ),
        ("--lang de bekommen Alma Rueckendeckung", "✓ Alma Reuter hat dir den Rücken gestärkt.   heute"),
        ("--lang de mit Alma auf der Messe", "✓ Du hast mit Alma Reuter gesprochen: auf der Messe.   heute"),
        ("--lang de gegeben Alma Kontakt vermittelt", "✓ Du hast Alma Reuter einen Kontakt vermittelt.   heute"),
    ],
)
def test_a_line_comes_back_as_a_true_sentence(run: Run, line: str, sentence: str) -> None:
    """The sentence tells direction, person, kind, note and day; its short id is the entry's."""
    answer = run("log", *line.split()).out
    assert _ID.sub("", answer) == f"{sentence}\n"
    assert newest(run)[0]["id"].endswith(answer.rsplit(" ", 1)[1].strip())


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("alma reuter", "Alma Reuter"),
        ("Almi", "Alma Reuter"),
        ("alma@example.org", "Alma Reuter"),
        ("REUTER", "Alma Reuter"),
        ("AnaB", "Ana Belić"),
        ("ana.k", "Ana Krüger"),
        ("Ana K", "Ana Krüger"),
        ("Belic", "Ana Belić"),
        ("Krueger", "Ana Krüger"),
        ("kruger", "Ana Krüger"),
        ("Ju\u0308rgen", "Jürgen Brandt"),
    ],
)
def test_one_person_alone_is_found(run: Run, who: str, name: str) -> None:
    """Whole name, alias, identifier, whole words or first name and initial will do, in any spelling."""
    run("log", "got", *who.split(), "help", "x")
    assert [newest(run)[0][key] for key in ("with", "kind", "note")] == [name, "help", "x"]


@pytest.mark.parametrize("who", ["AnaB, Jürgen", "AnaB,Jürgen", "AnaB and Jürgen", "AnaB und Jürgen", "AnaB + Jürgen"])
def test_several_people_get_an_entry_each(run: Run, who: str) -> None:
    """One line names several people; undo takes back the whole line."""
    answer = said(run, "gave", *who.split(), "share", "interview")
    assert answer.splitlines() == [
        "✓ You shared something by Ana Belić: interview.   today",
        "✓ You shared something by Jürgen Brandt: interview.   today",
    ]
    run("undo")
    assert newest(run) == []


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (["got"], 2, "The name comes after the verb."),
        (["got", "help"], 2, "The name comes after the verb."),
        (["thanked", "Alma"], 2, "A line begins with “got”, “gave” or “with”."),
        (["-", "x"], 2, "A line begins with"),
        (["got", "Ana", "help"], 1, "“Ana” could be several people."),
        (["got", "Alm", "help"], 1, "Does “Alm” mean Alma Reuter? Write Alma."),
        (["got", "Ra", "help"], 1, "I do not know “Ra”."),
        (["got", "Jurgan", "help"], 1, "  Did you mean Jürgen Brandt?\n  To add someone new: the same line with --new"),
        (["got", "Alma, Evelin", "help"], 1, "I do not know “Alma, Evelin”."),
        (["got", "Alma,", "Evelin", "help"], 1, "I do not know “Evelin”."),
        (["got", "Alma"], 2, "What was it?"),
        (["got", "Alma", "hel"], 2, "netcheck log got Alma feedback on part 3"),
        (["got", "Alma", "auf", "Reisen"], 2, "What was it?"),
        (["gave", "AnaB", "help", "--onn", "yesterday"], 2, "There is no --onn; did you mean --on?"),
        (["gave", "AnaB", "help", "-on", "yesterday"], 2, "There is no -on; did you mean --on?"),
        (["gave", "AnaB", "help", "--weight", "4"], 2, "--weight takes "),
        (["gave", "AnaB", "help", "--weight"], 2, "--weight"),
        (["gave", "AnaB", "help", "--big", "--huge"], 2, "Only one of these at a time: --weight, --big, --huge."),
        (["gave", "AnaB", "help", "--on", "3/11/2026"], 2, "“3/11/2026” can be read two ways."),
        (["gave", "AnaB", "help", "--on", "tomorrow"], 2, "“tomorrow” is in the future."),
        (["gave", "AnaB", "help", "--on", "in 3 weeks"], 2, "“in 3 weeks” is in the future."),
        (["gave", "AnaB", "help", "--on", "31.2."], 2, "There is no day “31.2.”."),
        (["gave", "AnaB", "help", "--on", "whenever"], 2, "I do not understand “whenever” as a day."),
        (["gave", "AnaB", "help", "--on", "a"], 2, "I do not understand “a” as a day."),
        (["gave", "AnaB", "help", "--on", "5"], 2, "I do not understand “5” as a day."),
        (["gave", "AnaB", "help", "--on", "31m"], 2, "I do not understand “31m” as a day."),
        (["gave", "AnaB", "help", "--on", "\x1b[1m"], 2, "“␛[1m”"),
        (["gave", "AnaB", "help", "--on", "last", "week"], 2, "“last week”"),
        (["gave", '"AnaB"', "help", "--new", "Bo"], 2, "do not go together"),
        (["--on", "yesterday"], 2, "A line begins with"),
        (["-", "--on", "yesterday"], 2, "- stands alone"),
        (["--catch-up", "got", "Alma", "help"], 2, "--catch-up stands alone"),
    ],
)  # fmt: skip
def test_a_refusal_stores_nothing_and_says_so(run: Run, line: list[str], code: int, told: str) -> None:
    """What is unclear is refused on standard error, in both languages, and the log is as before."""
    before = run("export", "jsonl").out
    refused = run("log", *line, expect=code)
    assert told in refused.err
    assert NOTHING["en"] in refused.err
    german = run("log", "--lang", "de", *line, expect=code)
    assert NOTHING["de"] in german.err
    assert refused.out == german.out == ""
    assert run("export", "jsonl").out == before


def test_namesakes_are_told_apart_by_what_to_write(run: Run) -> None:
    """Where a name is borne by several, the short forms that would do stand beside the last days, last met first."""
    assert run("log", "got", "Ana", "help", "--lang", "de", expect=1).err.splitlines() == [
        "Bei „Ana“ kommen mehrere infrage. Nichts gespeichert.",
        "  Ana Belić    schreib AnaB   zuletzt Mi, 14. Oktober",
        "  Ana Krüger   schreib AnaK   zuletzt So, 19. Oktober 2025",
    ]


def test_every_error_about_a_kind_shows_them_all(run: Run) -> None:
    """The screen of kinds is the same as that of `netcheck kinds`."""
    for language in ("de", "en"):
        screen = run("kinds", "--lang", language).out
        assert run("log", "got", "Alma", "x", "--lang", language, expect=2).err.endswith(screen)


@pytest.mark.parametrize("verb", ["got", "gave"])
def test_a_talk_is_always_mutual(run: Run, verb: str) -> None:
    """A talk that was given or received is turned mutual, and that is said."""
    assert said(run, verb, "Alma", "coffee", "at", "noon").splitlines() == [
        "✓ You talked with Alma Reuter: at noon.   today",
        "  A talk always counts for both sides.",
    ]
    assert newest(run)[0]["direction"] == "mutual"


@pytest.mark.parametrize(
    ("day", "stored"),
    [
        ("2026-11-03", "2026-11-03"),
        ("today", "2026-11-23"),
        ("heute", "2026-11-23"),
        ("gestern", "2026-11-22"),
        ("vorgestern", "2026-11-21"),
        ("yesterday evening", "2026-11-22"),
        ("heute früh", "2026-11-23"),
        ("-3d", "2026-11-20"),
        ("-2w", "2026-11-09"),
        ("-1m", "2026-10-23"),
        ("3 days ago", "2026-11-20"),
        ("vor 3 Tagen", "2026-11-20"),
        ("vor einer Woche", "2026-11-16"),
        ("12.11.", "2026-11-12"),
        ("24.11.", "2025-11-24"),
        ("3.11.2025", "2025-11-03"),
        ("3. November", "2026-11-03"),
        ("friday", "2026-11-20"),
        ("last Monday", "2026-11-16"),
        ("2026-11-20 15:42", "2026-11-20"),
        ("25.10. 18:00", "2026-10-25"),
        ("25.10. um 18 Uhr", "2026-10-25"),
        ("yesterday at 5 pm", "2026-11-22"),
        ("5 Nov '25", "2025-11-05"),
        ("am Montag", "2026-11-16"),
        ("letzten Freitag", "2026-11-20"),
        ("November 3rd, 2025", "2025-11-03"),
        ("Dienstag 3.11.", "2026-11-03"),
        ("Tuesday, 3 November", "2026-11-03"),
    ],
)
def test_a_day_is_understood(run: Run, day: str, stored: str) -> None:
    """Days come in either language, quoted or not, and are echoed with their weekday."""
    answers = {
        said(run, *line)
        for line in (["gave", "Alma", "help", "x", "--on", day], ["gave", "Alma", "help", "--on", *day.split(), "x"])
    }
    assert [event["on"] for event in newest(run, 2)] == [stored, stored]
    assert answers == {f"✓ You helped Alma Reuter: x.   {_echo(date.fromisoformat(stored))}\n"}


@pytest.mark.parametrize(
    ("day", "stored"),
    [
        ("last night", "2026-11-22"),
        ("24th Nov '25", "2025-11-24"),
        ("the 5th of May '25", "2025-05-05"),
        ("5 days and 3 weeks ago", "2026-10-28"),
        ("two weeks and one day ago", "2026-11-08"),
        ("5 mai 25", "2025-05-05"),
        ("yesterday at 5pm", "2026-11-22"),
        ("yesterday in the afternoon", "2026-11-22"),
        ("friday in the evening", "2026-11-20"),
        ("3 Nov um 12 Uhr", "2026-11-03"),
        ("3 November (Tuesday)", "2026-11-03"),
        ("about 2 months ago", "2026-09-15"),
        ("october of 2026", "2026-10-15"),
    ],
)
def test_a_day_in_free_words_is_understood_in_quotes(run: Run, day: str, stored: str) -> None:
    """What the fixed grammar does not know goes to a parser of natural language."""
    run("log", "gave", "Alma", "help", "--on", day)
    assert newest(run)[0]["on"] == stored


@pytest.mark.parametrize("zone", ["CST6CDT5,M3.2.0,M11.1.0", "Nowhere/Town", "../x", "Europe/Berlin"])
@pytest.mark.parametrize(
    ("day", "stored"),
    [
        ("the 3rd of november", "2026-11-03"),
        ("about 2 months ago", "2026-09-15"),
        ("3 november 00:30 +0530", "2026-11-03"),
    ],
)
def test_a_day_in_free_words_needs_no_time_zone(run: Run, zone: str, day: str, stored: str) -> None:
    """Whatever TZ says, and whatever zone the words name, the day is the one that is written."""
    command = [sys.executable, "-m", "netcheck", "log", "got", "Almi", "help", "--on", day]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "TZ": zone})
    assert (newest(run)[0]["on"], done.stderr) == (stored, "")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("last week", "“last week” is too vague."),
        ("letztes Jahr", "“letztes Jahr” is too vague."),
        ("2 decades ago", "“2 decades ago” is too vague."),
        ("Monday 3.11.", "“Monday 3.11.”: the weekday and the date do not agree."),
        ("3 November (Monday)", "“3 November (Monday)”: the weekday and the date do not agree."),
        ("on the 3.11.", "I do not understand “on the 3.11.” as a day."),
        ("12 Uhr", "I do not understand “12 Uhr” as a day."),
        ("gegen 12", "I do not understand “gegen 12” as a day."),
        ("20 hours ago", "Which day “20 hours ago” is depends on the hour. Write today, yesterday or the date."),
        ("vor einer Stunde", "Which day “vor einer Stunde” is depends on the hour."),
        ("in 2 hours", "Which day “in 2 hours” is depends on the hour."),
        ("12.-14. Oktober", "“12.-14. Oktober” is more than one day. Choose one;"),
        ("20-22 Nov", "“20-22 Nov” is more than one day."),
        ("12 and 13 Oct", "“12 and 13 Oct” is more than one day."),
        ("Oct 20 1030", "I do not understand “Oct 20 1030” as a day."),
        ("yesterday 25", "I do not understand “yesterday 25” as a day."),
        ("yesterday, 3 November", "I do not understand “yesterday, 3 November” as a day."),
        ("2026-11-20 25:00", "I do not understand “2026-11-20 25:00” as a day."),
        ("24 hours ago", "I do not understand “24 hours ago” as a day."),
        ("one day", "I do not understand “one day” as a day."),
        ("neulich", "I do not understand “neulich” as a day."),
        ("yesterday today", "“yesterday today” is more than one day. Choose one;"),
        ("today yesterday", "“today yesterday” is more than one day."),
        ("gestern heute", "“gestern heute” is more than one day."),
        ("last last friday", "I do not understand “last last friday” as a day."),
        ("am letzten vergangenen Freitag", "I do not understand “am letzten vergangenen Freitag” as a day."),
        ("after friday", "I do not understand “after friday” as a day."),
    ],
)
def test_what_is_no_one_day_is_refused(run: Run, day: str, told: str) -> None:
    """A parser that makes a day of everything is not believed where it guesses or leaves something out."""
    assert run("log", "gave", "Alma", "help", "--on", day, expect=2).err.startswith(told)
    assert run("edit", "last", "--on", day, expect=2).err.startswith(told)
    assert run("list", "--since", day, expect=2).err.startswith(told)


@pytest.mark.parametrize(
    ("line", "stored"),
    [
        ("yesterday got Alma help x", "2026-11-22"),
        ("gestern gab Alma Hilfe x", "2026-11-22"),
        ("on friday got Alma help x", "2026-11-20"),
        ("am Dienstag, den 3.11. bekam Alma Hilfe x", "2026-11-03"),
        ("3 days ago, gave Alma help x", "2026-11-20"),
        ("25.10. 18:00 got Alma help x", "2026-10-25"),
        ("So gab Alma Hilfe x", "2026-11-22"),
        ("June got Alma help x", "2026-06-15"),
        ("--big yesterday got Alma help x", "2026-11-22"),
    ],
)
def test_a_line_may_begin_with_its_day(run: Run, line: str, stored: str) -> None:
    """What stands before the verb is the day; on the command line and in lines that are read."""
    run("log", *line.split())
    run("log", "-", stdin=line)
    assert [(event["on"], event["with"], event["note"]) for event in newest(run, 2)] == [
        (stored, "Alma Reuter", "x")
    ] * 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("tomorrow got Alma help", "“tomorrow” is in the future."),
        ("last week got Alma help", "“last week” is too vague."),
        ("12.-14. Oktober got Alma help", "“12.-14. Oktober” is more than one day."),
        ("yesterday got Alma help --on friday", "The day is there twice, as “yesterday” and after --on."),
        ("yesterday Alma help", "A line begins with"),
        ("whenever got Alma help", "A line begins with"),
    ],
)
def test_a_line_begins_with_no_other_day(run: Run, line: str, told: str) -> None:
    """A day in front is refused like one after --on, and beside one; without a verb behind it the line has none."""
    before = run("export", "jsonl").out
    assert run("log", *line.split(), expect=2).err.startswith(told)
    assert run("export", "jsonl").out == before


@pytest.mark.parametrize(
    ("line", "said_of_it", "day"),
    [
        ("got Alma help yesterday", "yesterday", "2026-11-22"),
        ("bekam Alma Hilfe am 3.11.", "am 3.11.", "2026-11-03"),
        ("gab Alma Rat --gestern", "gestern", "2026-11-22"),
        ("got Alma help with the slides on friday.", "on friday", "2026-11-20"),
        ("got Alma help (yesterday!)", "yesterday", "2026-11-22"),
        ("got Alma help yesterday with slides", "yesterday", "2026-11-22"),
        ("got Alma help 3 days ago", "3 days ago", "2026-11-20"),
        ("with Alma -3d", "-3d", "2026-11-20"),
        ("got Alma help in may", "in may", "2026-05"),
        ("got Alma help September", "September", "2026-09"),
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_day_in_the_note_stays_there_and_is_told(
    run: Run, language: str, line: str, said_of_it: str, day: str
) -> None:
    """The entry keeps its note and today; the line to copy moves it to the day."""
    _, told, command = run("log", "--lang", language, *line.split()).out.splitlines()
    (before,) = newest(run)
    assert before["on"] == "2026-11-23"
    assert before["note"]
    assert (
        told
        == {
            "en": f"  “{said_of_it}” stayed in the note. To make it the day:",
            "de": f"  „{said_of_it}“ blieb in der Notiz. So wird es zum Tag:",
        }[language]
    )
    netcheck, *mending = shlex.split(command)
    assert (netcheck, mending[-1]) == ("netcheck", day)
    run(*mending)
    assert newest(run) == [{**before, "on": day if day.count("-") > 1 else f"{day}-15"}]


@pytest.mark.parametrize(
    "line",
    [
        "got Alma help with the slides",
        "got Alma help what to do",
        "mit Alma so",
        "with Alma we sat",
        "with Alma she may",
        "with Alma on their march",
        "got Alma help today",
        "with Alma see you tomorrow",
        "got Alma help yesterday there was no time",
        "got Alma help yesterday --on friday",
        "friday got Alma help yesterday",
        "with Alma 3/11",
    ],
)
def test_a_note_without_a_day_is_left_in_peace(run: Run, line: str) -> None:
    """Plain words, the day that the entry has anyway, and a note beside a day that was given, need no remark."""
    assert len(run("log", *line.split()).out.splitlines()) == 1


def test_a_known_name_in_the_note_is_no_day(run: Run) -> None:
    """Who is called like a month can be talked about."""
    run("contact", "add", "June Mai")
    assert len(run("log", "with", "Alma", "about", "June").out.splitlines()) == 1
    assert len(run("log", "with", "Alma", "about", "July").out.splitlines()) == 3


def test_a_day_in_the_note_of_several_people(run: Run) -> None:
    """Each entry has a line of its own to mend it."""
    answer = run("log", "gave", "AnaB,", "Alma", "help", "yesterday").out.splitlines()
    ids = [line.rsplit(" ", 1)[1] for line in answer[:2]]
    assert answer[2:] == [
        "  “yesterday” stayed in the note. To make it the day of the 2 entries:",
        *(f"    netcheck edit {short} --on 2026-11-22" for short in ids),
    ]


def test_a_date_does_not_slip_into_the_note(run: Run) -> None:
    """Without quotes, too, a weekday keeps its date, and several days are one text."""
    for day in ("Monday 3.11.", "12.-14. Oktober", "3. und 4. November", "Monday and Tuesday"):
        assert f"“{day}”" in run("log", "gave", "Alma", "help", "--on", *day.split(), "x", expect=2).err


def _echo(day: date) -> str:
    if day == date(2026, 11, 23):
        return "today"
    return f"{day:%a}, {day.day} {day:%B}" + (f" {day.year}" if day.year != 2026 else "")


@pytest.mark.parametrize(
    ("day", "stored", "echo"),
    [
        ("2026-09", "2026-09-15", "September 2026"),
        ("oktober", "2026-10-15", "October 2026"),
        ("11.2025", "2025-11-15", "November 2025"),
    ],
)
def test_a_month_stands_for_its_middle(run: Run, day: str, stored: str, echo: str) -> None:
    """Where only the month is known, the entry is dated to its middle, and that is said."""
    assert said(run, "gave", "Alma", "help", "--on", day).splitlines() == [
        f"✓ You helped Alma Reuter.   around {echo}",
        "  Without an exact day it counts as the middle of the month.",
    ]
    assert newest(run)[0]["on"] == stored


@pytest.mark.parametrize(
    ("language", "offered"),
    [("en", "Did you mean Ana Belić or Ana Krüger?"), ("de", "Meintest du Ana Belić oder Ana Krüger?")],
)
def test_names_are_offered_as_alternatives(run: Run, language: str, offered: str) -> None:
    """Only one of the names that come near can be meant."""
    assert offered in run("log", "with", "Anna", "--lang", language, expect=1).err


@pytest.mark.parametrize(("day", "language"), [("november", "en"), ("2026-11", "en"), ("dieser Monat", "de")])
def test_a_month_whose_middle_is_to_come_stands_for_today(
    run: Run, day: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the 15th, the entry is dated to today, and that is said, too."""
    monkeypatch.setenv("NETCHECK_TODAY", "2026-11-05")
    told = run("log", "with", "Jürgen", "--on", day, "--lang", language).out.splitlines()[1]
    assert told.startswith(
        {"en": "  Without an exact day it counts as today:", "de": "  Ohne genauen Tag steht es auf heute,"}[language]
    )
    assert newest(run)[0]["on"] == "2026-11-05"


@pytest.mark.parametrize(
    ("options", "weight", "asked", "tail"),
    [
        (["--weight", "1"], 1, False, ""),
        (["--weight", "2"], 2, False, " · noticeable"),
        (["--big"], 2, False, " · noticeable"),
        (["--huge", "--asked"], 3, True, " · changed something · asked for"),
    ],
)
def test_weight_and_request(run: Run, options: list[str], weight: int, asked: bool, tail: str) -> None:
    """How much it was and whether it was asked for is stored and said, wherever the options stand."""
    for line in (["gave", "Alma", "help", *options], [*options, "gave", "Alma", "help"]):
        assert said(run, *line) == f"✓ You helped Alma Reuter.   today{tail}\n"
        assert [newest(run)[0][key] for key in ("weight", "asked")] == [weight, asked]


@pytest.mark.parametrize(
    ("line", "name", "note"),
    [
        ("gave Bo help with it --new", "Bo", "with it"),
        ("gave Bo help --new x", "x Bo", ""),
        ("gave Anna Hahn help --new", "Anna Hahn", ""),
        ("gave Anna_Hahn help --new", "Anna Hahn", ""),
        ("gave Anna help --new=Anna_Hahn x", "Anna Hahn", "x"),
        ("gave help x --new Bo", "Bo", "x"),
        ("--new Bo gave Bo help x", "Bo", "x"),
        ("gave Ana help --new Ana_Lange", "Ana Lange", ""),
        ("gave AnaB help --new", "Ana Belić", ""),
    ],
)
def test_somebody_new_is_made_on_request(run: Run, line: str, name: str, note: str) -> None:
    """`--new` makes the person named, with the full name if one is given, and nobody twice."""
    words = [word.replace("_", " ") for word in line.split()]
    if name == "x Bo":
        assert "do not go together" in run("log", *words, expect=2).err
        return
    run("log", *words)
    assert [newest(run)[0][key] for key in ("with", "note")] == [name, note]
    names = [contact["name"] for contact in json.loads(run("contact", "list", "--json").out)]
    assert names.count(name) == 1


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (["-", "and", "--", "--onn", "-h"], "- and --onn -h"),
        (["-5", "degrees", "-x", "—so"], "-5 degrees -x —so"),
        (["-hello"], "-hello"),
        (["it's", "&", "#1?", "'so'"], "it's & #1? 'so'"),
        (['"quoted"', "„ja“"], '"quoted" „ja“'),
        (["👩‍👩‍👧", "é", "e\u0301"], "👩‍👩‍👧 é é"),
        (["two\nlines\tand  blanks"], "two lines and blanks"),
        (["a\u202eb\x1b[31mc"], "a\u202eb\x1b[31mc"),
        (["[bold]x[/]", "{n}", "%s"], "[bold]x[/] {n} %s"),
    ],
)
def test_a_note_is_data(run: Run, words: list[str], note: str) -> None:
    """Every sign of a note is kept on one line; what could steer a terminal is shown, not sent."""
    answer = run("log", "gave", "Alma", "help", *words).out
    assert newest(run)[0]["note"] == note
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff]", answer)


def test_bytes_that_are_no_text_are_refused(run: Run) -> None:
    """Letters of another encoding are not stored as signs for what is unknown, wherever they are typed."""
    before = run("export", "jsonl").out
    for line in (
        ["log", "got", "J\udcfcrgen", "help", "--new"],
        ["log", "got", "Alma", "help", "J\udcfcrgen"],
        ["contact", "edit", "Alma", "--alias", "J\udcfcrgen"],
        ["step", "add", "J\udcfcrgen"],
        ["circle", "edit", "J\udcfcrgen", "--add", "Alma"],
        ["config", "set", "me", "J\udcfcrgen"],
    ):
        assert run(*line, expect=2).err == (
            "“J\ufffdrgen” is not UTF-8 text; nothing was stored. Set your terminal to UTF-8 to write it.\n"
        )
    assert run("export", "jsonl").out == before


def test_letters_that_the_locale_lacks_are_read(tmp_path: Path) -> None:
    """Where Python takes the command line for ASCII, the bytes of a name are still those of its letters."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    line = [sys.executable, "-m", "netcheck", "log", "got", "Zoë", "help", "--new"]
    subprocess.run(line, env=environment, check=True, capture_output=True)
    assert "Zoë" in faults.names(tmp_path / "log.db")


def test_own_words_for_kinds(run: Run) -> None:
    """Words from config.toml name kinds, in place of others, and may be given in any word for the kind."""
    config_path().parent.mkdir(parents=True)
    config_path().write_text(
        '[kinds]\nKorrekturlesen = "feedback"\ncoffee = "Geschenk"\n"on air" = "share"\n', encoding="utf-8"
    )
    for word, kind in (("korrekturlesen", "feedback"), ("Coffee", "other"), ("on air", "share")):
        run("log", "got", "Alma", *word.split(), "x")
        assert [newest(run)[0][key] for key in ("kind", "note")] == [kind, "x"]


def test_german_is_answered_in_german(run: Run) -> None:
    """Without a chosen language a German verb turns the answer German; how to keep it is said once."""
    hint = "Deutsch, weil du Deutsch schreibst. So bleibt es: netcheck config set language de\n"
    first, second = run("log", "--on", "gestern", "bekam", "Alma", "Hilfe"), run("log", "mit", "Alma")
    assert "Alma Reuter hat dir geholfen.   So, 22. November" in first.out
    assert (first.err, second.err) == (hint, "")
    assert "Meinst du mit „Alm“ Alma Reuter?" in run("log", "gab", "Alm", "Hilfe", expect=1).err
    assert (
        "Bei --weight: 7 geht nicht; möglich ist 1 bis 3."
        in run("log", "gab", "Alma", "Hilfe", "--weight", "7", expect=2).err
    )
    assert "Du hast Alma Reuter geholfen" in run("log", "-", stdin="gab Alma Hilfe\ngot Alma help\n").out
    assert "You helped" in said(run, "--lang", "en", "gab", "Alma", "Hilfe")
    assert "You helped" in said(run, "gave", "Alma", "Hilfe")


def test_lines_from_standard_input(run: Run) -> None:
    """A byte order mark, CRLF and empty lines are fine; double quotes group, apostrophes are letters."""
    lines = 'got AnaB help it\'s & # ?\r\n\r\ngave "Anna Hahn" feedback "so" --new --on vor 3 Tagen\nwith Alma, Hahn\n'
    answer = run("log", "-", stdin=b"\xef\xbb\xbf" + lines.encode())
    assert _ID.sub("", answer.out).splitlines() == [
        "✓ Ana Belić helped you: it's & # ?   today",
        '✓ You gave Anna Hahn feedback: "so".   Fri, 20 November',
        "✓ You talked with Alma Reuter.   today",
        "✓ You talked with Anna Hahn.   today",
        "4 entries stored. To take them back: netcheck undo",
    ]
    run("undo")
    assert newest(run, 9) == []
    assert run("log", "-").out == "Nothing logged.\n"


def test_lines_are_all_or_nothing(run: Run) -> None:
    """Every line that will not do is named by number and reason, and not one is stored."""
    before = run("export", "jsonl").out
    lines = [
        "got AnaB help", "got Ana help", "got AnaB nonsense", "--on", 'got AnaB "help', "got AnaB help --help",
        "got AnaB help --lang de", "got AnaB help --onn x", "got AnaB help \udcff", "got Jurgan help",
    ]  # fmt: skip
    refused = run("log", "-", stdin="\n".join(lines), expect=1)
    told = refused.err.splitlines()
    assert told[0] == "Nothing was stored: I do not understand 9 lines."
    assert [line for line in told if line.startswith("  Line")] == [
        "  Line 2: “Ana” could be several people.",
        "  Line 3: What was it?",
        "  Line 4: Option --on needs a value.",
        '  Line 5: The closing quotation mark is missing here: "help.',
        "  Line 6: --help does not belong in a line.",
        "  Line 7: --lang does not belong in a line.",
        "  Line 8: There is no --onn; did you mean --on?",
        "  Line 9: This is not UTF-8 text; save it as UTF-8.",
        "  Line 10: I do not know “Jurgan”.",
    ]
    assert "    Ana Krüger   write AnaK   last Sun, 19 October 2025" in told
    assert refused.err.endswith(run("kinds").out)
    assert refused.out == ""
    assert run("export", "jsonl").out == before


def test_a_long_list_of_bad_lines_is_cut(run: Run) -> None:
    """Ten lines are named, the others counted."""
    told = run("log", "-", stdin="x\n" * 13, expect=1).err
    assert told.count("  Line ") == 10
    assert told.endswith("  and 3 more problems\n")


@pytest.mark.parametrize("options", [(), ("--catch-up",)])
def test_the_prompt_needs_a_terminal(run: Run, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal nothing is asked, and the refusal shows what to type instead."""
    monkeypatch.setenv("NETCHECK_TODAY", "2026-11-30")
    assert "netcheck log - < file" in run("log", *options, expect=2).err


@pytest.mark.parametrize("name", ["\u200b", "\u00ad", "\u0301"])
def test_nobody_is_made_whose_name_cannot_be_seen(run: Run, name: str) -> None:
    """A name of which nothing can be seen is refused, with --new and in its place."""
    for line in (["with", "--new", name], ["with", name, "--new"], ["with", name, "talk", "--new", name]):
        assert NOTHING["en"] in run("log", *line, expect=2).err


@pytest.mark.parametrize("name", ["\u200b", "\u00ad", "\u0301"])
def test_whoever_has_such_a_name_is_in_nobodys_way(run: Run, name: str) -> None:
    """A log of earlier days may hold somebody whose name cannot be seen: all others are logged as ever."""
    with (
        opened(Path(os.environ["NETCHECK_DB"]), create=False) as connection,
        writing(connection, "contact add") as writer,
    ):
        contacts.add(writer, Contact("unseen", name))
    assert said(run, "with", "Alma") == "✓ You talked with Alma Reuter.   today\n"
    assert "“Ben”" in run("log", "with", "Ben", expect=1).err
    assert said(run, "with", "Ben", "--new") == "✓ You talked with Ben.   today\n"

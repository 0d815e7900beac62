"""The prompt of `netcheck log`, catching up, and what one line asks about, at a pseudo-terminal."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from shlex import split
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.view.text import width
from seeded import seed
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

LEAVE = {"Ctrl-C": "\x03", "Ctrl-D": "\x04"}
DOWN, UP = "\x1b[B", "\x1b[A"


def netcheck(*arguments: str, **environment: str) -> Any:  # noqa: ANN401 - pexpect ships no types
    """Start the program at a terminal."""
    return at_terminal("-m", "netcheck", *arguments, **environment)


def talk(child: Any, *turns: tuple[str, str]) -> None:  # noqa: ANN401 - pexpect ships no types
    """Wait for each text, and answer it with a line."""
    for awaited, line in turns:
        child.expect_exact(awaited)
        child.send(f"{line}\r")


def entries(run: Run) -> list[tuple[str, str, str, str]]:
    """Return who, direction, kind and note of what was logged here, the oldest first."""
    found = json.loads(run("list", "--json").out)
    new = sorted((event for event in found if not event["id"].startswith("e-")), key=lambda event: event["id"])
    return [(event["with"], event["direction"], event["kind"], event["note"]) for event in new]


def test_the_first_ten_minutes(run: Run) -> None:
    """An empty log, two new people, a circle, a day, several people in a line, and how to take it back."""
    with netcheck("log", LANG="de_DE.UTF-8") as child:
        child.expect_exact("Eine Zeile je Eintrag, ohne Anführungszeichen. Leere Zeile: weiter. ?: Hilfe")
        talk(
            child,
            ("bekommen ›", "Alma Feedback war's der Schluss? (Kap. 3) & mehr"),
            ("„Alma“ ist neu. Voller Name, Enter für „Alma“, w: weglassen ›", "Alma Reuter"),
            ("Kreis, wenn du magst (Tab) ›", "Autoren"),
        )
        child.expect_exact(
            "  ✓ Alma Reuter hat dir Feedback gegeben: war's der Schluss? (Kap. 3) & mehr.\r\n    heute · "
        )
        talk(child, ("bekommen ›", ""), ("gegeben  ›", "Alma, Robert geteilt Interview --on gestern"))
        talk(child, ("„Robert“ ist neu.", "Robert Haas"))
        child.expect_exact("(Tab) ›")
        child.send("aut\t")
        talk(child, ("oren", ""))
        child.expect(r"  ✓ Du hast etwas von Alma Reuter geteilt: Interview.   So, 22. November · [0-9a-f]{4}\r")
        child.expect(r"  ✓ Du hast etwas von Robert Haas geteilt: Interview.   So, 22. November · [0-9a-f]{4}\r")
        talk(child, ("gegeben  ›", ""))
        child.expect_exact("3 Einträge. Die letzte Zeile zurücknehmen: netcheck undo")
        assert end_of(child) == 0
    assert entries(run) == [
        ("Alma Reuter", "received", "feedback", "war's der Schluss? (Kap. 3) & mehr"),
        ("Alma Reuter", "given", "share", "Interview"),
        ("Robert Haas", "given", "share", "Interview"),
    ]
    circles = [contact["circles"] for contact in json.loads(run("contact", "list", "--json").out)]
    assert circles == [["Autoren"], ["Autoren"]]
    run("undo")
    assert len(entries(run)) == 1


def test_somebody_new_can_be_left_out(run: Run) -> None:
    """Whoever is skipped gets no entry and no contact; with nobody left, nothing is stored."""
    with netcheck("log") as child:
        talk(child, ("received ›", "Bo help"), ("“Bo” is new. Full name, Enter for “Bo”, s: skip ›", "s"))
        talk(child, ("Nothing was stored.", ""), ("given    ›", "Bo, Cem help"), ("“Bo” is new.", "S"))
        talk(child, ("“Cem” is new.", ""), ("Circle", ""))
        child.expect_exact("✓ You helped Cem.")
        child.send("\r")
        child.expect_exact("One entry. To take it back: netcheck undo")
    assert entries(run) == [("Cem", "given", "help", "")]
    assert [contact["name"] for contact in json.loads(run("contact", "list", "--json").out)] == ["Cem"]


WHICH, NEAR, NAME, CIRCLE, KIND = "Who do you mean by", "Did you mean", "skip ›", "(Tab) ›", "What was it?"


@pytest.mark.parametrize(
    ("line", "answers", "sentence"),
    [
        ("got Ana help", [(WHICH, "")], "Ana Belić helped you"),
        ("got Ana help", [(WHICH, DOWN)], "Ana Krüger helped you"),
        ("got Alm help", [(WHICH, "")], "Alma Reuter helped you"),
        ("got Ana help", [(WHICH, "3"), (NAME, "Ana Zeh"), (CIRCLE, "")], "Ana Zeh helped you"),
        ("got Ana help", [(WHICH, "3"), (NAME, ""), (CIRCLE, "")], "Ana helped you"),
        ("got Ana help", [(WHICH, "3"), (NAME, "jurgen brandt")], "Jürgen Brandt helped you"),
        ("got Jurgan help", [(NEAR, "1")], "Jürgen Brandt helped you"),
        ("got Jurgan help", [(NEAR, ""), (NAME, ""), (CIRCLE, "Moor")], "Jurgan helped you"),
        ("got Alma", [(KIND, "")], "Alma Reuter gave you feedback"),
        ("got Alma nonsense", [(KIND, DOWN)], "Alma Reuter encouraged you: nonsense"),
        ("gave Bo help --new", [(CIRCLE, "Moor")], "You helped Bo"),
    ],
)
def test_one_line_asks_what_is_unclear(run: Run, line: str, answers: list[tuple[str, str]], sentence: str) -> None:
    """Whom one met last and what is usual is preselected; somebody new can always be meant; a circle may be named."""
    seed()
    with netcheck("log", *line.split()) as child:
        talk(child, *answers)
        child.expect_exact(sentence)
        assert end_of(child) == 0
    assert len(entries(run)) == 1


@pytest.mark.parametrize("key", LEAVE)
@pytest.mark.parametrize(
    ("line", "turns", "question"),
    [
        ("got Ana help", [], "then Enter)"),
        ("got Alma", [], "then Enter)"),
        ("got Bo help", [], NAME),
        ("got Bo help", [(NAME, "Bo Li")], CIRCLE),
    ],
)
def test_leaving_a_question_stores_nothing(
    run: Run, line: str, turns: list[tuple[str, str]], question: str, key: str
) -> None:
    """Ctrl-C and Ctrl-D leave each question of a line, which says so and ends with 130."""
    seed()
    before = run("export", "jsonl").out
    with netcheck("log", *line.split()) as child:
        talk(child, *turns)
        child.expect_exact(question)
        child.send(LEAVE[key])
        child.expect_exact("Cancelled. Nothing was stored.")
        assert end_of(child) == 130
    assert run("export", "jsonl").out == before


@pytest.mark.parametrize("key", LEAVE)
def test_leaving_the_prompt_keeps_what_is_stored(run: Run, key: str) -> None:
    """In the prompt, a question that is left costs one line; an empty prompt that is left ends the session well."""
    seed()
    with netcheck("log") as child:
        talk(child, ("received ›", "Alma help"))
        talk(child, ("Alma Reuter helped you", "Bo help"))
        child.expect_exact("skip ›")
        child.send(LEAVE[key])
        talk(child, ("Nothing was stored.", "with Jürgen"))
        child.expect_exact("You talked with Jürgen Brandt")
        child.expect_exact("received ›")
        child.send(LEAVE[key])
        child.expect_exact("2 entries.")
        assert end_of(child) == 0
    assert len(entries(run)) == 2


def test_the_prompt_goes_on_after_a_mistake(run: Run) -> None:
    """A refused line is explained and can be brought back with the arrow key; ? shows help and kinds."""
    seed()
    with netcheck("log") as child:
        talk(child, ("received ›", "?"))
        child.expect_exact("with Alma coffee at the station")
        talk(child, ("What it can be: inspiration, thanks", "Alma help --onn friday"))
        talk(child, ("There is no --onn; did you mean --on? Nothing was stored.", 'Alma "help'))
        talk(child, ("The closing quotation mark is missing here", "Alma help --help"))
        child.expect_exact("--help does not belong in a line.")
        child.expect_exact("received ›")
        child.send(UP + "\x7f" * len("--help") + "--big\r")
        child.expect_exact("noticeable")
        child.expect_exact("received ›")
        child.send(LEAVE["Ctrl-D"])
        assert end_of(child) == 0
    assert entries(run) == [("Alma Reuter", "received", "help", "")]


def test_tab_completes_names_verbs_and_kinds(run: Run) -> None:
    """Tab goes on with what was typed, own words for kinds included."""
    seed()
    run("config", "set", "kinds.Zeugnis", "feedback")
    with netcheck("log") as child:
        child.expect_exact("received ›")
        for begun, rest in (("Alm", "a Reuter"), (" zeu", "Zeugnis")):
            child.send(f"{begun}\t")
            child.expect_exact(rest)
        child.send(" x\r")
        child.expect_exact("Alma Reuter gave you feedback: x.")
        child.expect_exact("received ›")
        for begun, rest in (("go", "t"), (" juerg", "Jürgen Brandt")):
            child.send(f"{begun}\t")
            child.expect_exact(rest)
        child.send(" help\r")
        child.expect_exact("Jürgen Brandt helped you.")


def test_a_terminal_that_knows_only_lines(run: Run) -> None:
    """With TERM=dumb choices are made by number, and all else goes as usual."""
    seed()
    with netcheck("log", TERM="dumb", LANG="de_DE.UTF-8") as child:
        talk(child, ("bekommen ›", "Ana Hilfe"), ("Nummer ›", "2"))
        child.expect_exact("Ana Krüger hat dir geholfen.")
        talk(child, ("bekommen ›", ""), ("gegeben  ›", ""))
        child.expect_exact("Ein Eintrag.")
        assert end_of(child) == 0
    assert len(entries(run)) == 1


LIVELY = "".join(
    f"got {name} help --new --on 2026-0{month}-{day}\n"
    for name in ("Alma", "Jürgen", "Katrin")
    for month in (6, 7, 8)
    for day in ("02", "09", "20")
)


def test_catching_up_after_a_break(run: Run) -> None:
    """Each of the liveliest people gets a line, which may name a month, a day, nothing, or somebody else after all."""
    run("log", "-", stdin=LIVELY)
    with netcheck("log", "--catch-up", "--lang", "de") as child:
        child.expect_exact("Seit 20. August, ungefähr genügt. Enter: nichts, oder weiß nicht mehr.")
        talk(child, ("Alma   ›", "bekam Feedback September"))
        child.expect(r"  ✓ Alma hat dir Feedback gegeben.   ungefähr September 2026 · ")
        child.expect_exact("    Ohne genauen Tag steht es in der Mitte des Monats.")
        talk(child, ("Jürgen ›", "Hilfe"), ("Wer hat gegeben?", DOWN))
        child.expect_exact("Du hast Jürgen geholfen.   ")
        talk(child, ("Katrin ›", "gab Alma Rat vor 3 Wochen"))
        child.expect_exact("Du hast Alma geholfen.   Mo, 2. November")
        child.expect_exact("3 Einträge.")
        assert end_of(child) == 0
    assert entries(run)[-3:] == [
        ("Alma", "received", "feedback", ""),
        ("Jürgen", "given", "help", ""),
        ("Alma", "given", "help", ""),
    ]


@pytest.mark.parametrize(
    ("line", "day", "note", "told"),
    [
        ("gab Hilfe", "2026-12-24", "", "Ohne Tag steht es in der Mitte der Pause: 24. Dezember 2026."),
        ("bekam Feedback Dezember zum Entwurf", "2026-12-15", "zum Entwurf", "in der Mitte des Monats."),
        ("bekam im Januar 2027 Feedback zum Entwurf", "2027-01-15", "zum Entwurf", "in der Mitte des Monats."),
        ("bekam Feedback (Dezember)", "2026-12-15", "", "in der Mitte des Monats."),
        ("gab Hilfe oktober", "2026-10-25", "", "Ohne genauen Tag: 25. Oktober 2026, die Mitte der Pausentage"),
        ("gab Hilfe --on 2026-10", "2026-10-25", "", "Ohne genauen Tag: 25. Oktober 2026, die Mitte der Pausentage"),
        ("got help in February", "2027-02-14", "", "Ohne genauen Tag: 14. Februar, die Mitte der Pausentage"),
        ("bekam Feedback September", "2026-09-15", "", "Das war vor der Pause, die am 20. Oktober 2026 begann."),
        ("bekam Feedback am 3.10.", "2026-10-03", "", "Das war vor der Pause, die am 20. Oktober 2026 begann."),
        ("gestern bekam Feedback", "2027-02-26", "", "Fr, 26. Februar"),
        ("got feedback may it be", "2026-12-24", "may it be", "Ohne Tag steht es in der Mitte der Pause"),
        ('bekam Feedback "Dezember" zum Heft', "2026-12-24", '"Dezember" zum Heft', "in der Mitte der Pause"),
        ("mit Kaffee, Dezember und Januar", "2026-12-24", "Dezember und Januar", "in der Mitte der Pause"),
        ("bekam Hilfe am 12.-14. Dezember", "2026-12-24", "am 12.-14. Dezember", "in der Mitte der Pause"),
        ("mit Kaffee mit April", "2026-12-24", "mit April", "in der Mitte der Pause"),
        ("bekam Feedback am 3.12. zum Heft", "2026-12-24", "am 3.12. zum Heft", "„3.12.“ blieb in der Notiz."),
    ],
)
def test_what_is_caught_up_with_lies_in_the_break(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str, day: str, note: str, told: str
) -> None:
    """Without a day it is the middle of the break, a month is what of it lies there, and what lies before is told."""
    days = [f"2026-{month:02}-{day}" for month in (8, 9, 10) for day in ("02", "09", "20")]
    run("log", "-", stdin="".join(f"got {name} help --new --on {day}\n" for name in ("Alma", "April") for day in days))
    before = {event["id"] for event in json.loads(run("list", "--json").out)}
    monkeypatch.setenv("NETCHECK_TODAY", "2027-02-27")
    said = run("log", "--catch-up", "--lang", "de", stdin=f"{line}\n\n", terminal=True).out
    (event,) = [event for event in json.loads(run("list", "--json").out) if event["id"] not in before]
    assert (event["with"], event["on"], event["note"]) == ("Alma", day, note)
    assert told in said


def test_a_break_that_is_caught_up_with_begins_where_it_began(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries made by catching up lie in the break and do not move it, on that day and later, until others come."""
    run("log", "-", stdin=LIVELY)
    monkeypatch.setenv("NETCHECK_TODAY", "2027-02-28")
    with netcheck("log", "--catch-up", NETCHECK_TODAY="2027-02-28") as child:
        talk(child, ("Alma   ›", "got feedback"), ("Jürgen ›", "got help"))
        child.expect_exact("Katrin ›")
        child.send(LEAVE["Ctrl-C"])
        child.expect_exact("2 entries.")
        end_of(child)
    assert "Your last entry is from 20 August" in run().out
    for today, middle in (("2027-02-28", "24 November 2026"), ("2027-03-02", "25 November 2026")):
        monkeypatch.setenv("NETCHECK_TODAY", today)
        said = run("log", "--catch-up", stdin="got feedback\nquit\n", terminal=True).out
        assert "Since 20 August 2026;" in said
        assert f"the middle of the break: {middle}." in said
    said = run("log", "--catch-up", stdin="got feedback in December\n\n\n", terminal=True).out
    assert "before the break" not in said
    assert "Your last entry" not in run().out
    run("log", "got", "Alma", "help")
    monkeypatch.setenv("NETCHECK_TODAY", "2027-05-02")
    assert "Since 2 March;" in run("log", "--catch-up", stdin="quit\n", terminal=True).out


def test_a_line_at_the_prompt_may_begin_with_its_day(run: Run) -> None:
    """Where the prompt is the verb, a person follows the day; a known name is nobody's day."""
    seed()
    run("contact", "add", "June Mai")
    lines = "gestern Alma help\nyesterday Zoe help\n\n\nfriday got Alma help\nJune help\nMai help x\n\n\n"
    run("log", stdin=lines, terminal=True)
    found = {(e["on"], e["with"], e["note"]) for e in json.loads(run("list", "--json").out) if e["id"][:2] != "e-"}
    assert found == {
        ("2026-11-22", "Alma Reuter", ""),
        ("2026-11-22", "Zoe", ""),
        ("2026-11-20", "Alma Reuter", ""),
        ("2026-11-23", "June Mai", ""),
        ("2026-11-23", "June Mai", "x"),
    }


def test_catching_up_with_nobody(run: Run) -> None:
    """An empty log has nobody to ask about, and says how to begin."""
    assert "netcheck log" in run("log", "--catch-up").out
    run("log", "got", "Alma", "help", "--new", "--on", "yesterday")
    assert run("log", "--catch-up").out == "There is nothing to catch up on: the last entry is from 22 November.\n"


@pytest.mark.parametrize(("language", "day"), [("de", "20. September 2025"), ("en", "20 September 2025")])
def test_the_prompt_fits_into_eighty_columns(run: Run, language: str, day: str) -> None:
    """No text of the prompt is wider than the narrowest terminal."""
    run("log", "got", "Alma", "help", "--new", "--on", "2025-09-20")
    said = run("log", "--lang", language, stdin="?\n\n\n", terminal=True).out
    said += run("log", "--catch-up", "--lang", language, stdin="\n", terminal=True).out
    assert day in said
    assert [line for line in said.splitlines() if width(line) > 80] == []


PASTED = "\x1b[200~{}\x1b[201~\r"


def test_words_of_the_prompt(run: Run) -> None:
    """A copied line loses its `netcheck log`; undo, redo, kinds and quit do what they say, in both languages."""
    seed()
    with netcheck("log", LANG="de_DE.UTF-8") as child:
        talk(child, ("bekommen ›", "netcheck log bekam 'Ana Belić' Hilfe"), ("Ana Belić hat dir geholfen.", "zurück"))
        talk(child, ("Zurückgenommen: Ana Belić hat dir geholfen.", "netcheck redo"))
        talk(child, ("Ana Belić hat dir geholfen.", "Alma Feedback war's"))
        talk(child, ("Alma Reuter hat dir Feedback gegeben: war's.", "undo"), ("Zurückgenommen", "Arten"))
        child.expect_exact("  Feedback, Rückmeldung, Kritik   bekam Alma Feedback zum Ende\r\n")
        talk(child, ("bekommen ›", "netcheck log"), ("bekommen ›", "netcheck report"))
        talk(child, ("„netcheck report“ ist ein eigener Befehl und keine Zeile fürs Log.", "fertig"))
        child.expect_exact("Ein Eintrag. Zurücknehmen: netcheck undo")
        assert end_of(child) == 0
    assert entries(run) == [("Ana Belić", "received", "help", "")]


def test_help_fits_on_a_small_terminal(run: Run) -> None:
    """Help at the prompt takes fewer lines than a terminal has, and each example in it can be typed there."""
    seed()
    with netcheck("log") as child:
        talk(child, ("received ›", "help"))
        child.expect_exact("Who, what, a note")
        child.expect_exact("received ›")
        shown = child.before.splitlines()
        assert len(shown) < 20
        for line in ("Alma feedback on the ending", "gave Alma help moving house", "with Alma coffee at the station"):
            assert any(line in one for one in shown)
            child.send(f"{line}\r")
            child.expect_exact("✓")
    assert len(entries(run)) == 3


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_line_of_the_help_can_be_typed_while_catching_up(run: Run, language: str) -> None:
    """There, nobody need be named: help shows lines without a name, one with a month of the break, one of another."""
    run("log", "-", stdin=LIVELY)
    command = ("log", "--catch-up", "--lang", language)
    shown = run(*command, stdin="?\nquit\n", terminal=True).out.replace("Alma   › ", "")
    rows = [line[19:] for line in shown.splitlines() if line[17:19] == "  " and line[19:20].isalpha()]
    lines = [line.split(" (")[0] for row in rows[:6] for line in re.split(r", (?:or|oder) ", row)]
    assert len(lines) == 7
    for line in lines:
        said = run(*command, stdin=f"{line}\nquit\n", terminal=True).out
        assert said.count("✓") == 1, line
    found = [who for who, *_rest in entries(run)[-7:]]
    assert found == ["Alma"] * 5 + ["Jürgen", "Alma"]


@pytest.mark.parametrize("word", ["gestern", "yesterday", "bekam", "report", "undo", "Hilfe", "ende", "3.11."])
def test_words_of_the_program_are_nobody_new(run: Run, word: str) -> None:
    """A day, a verb, a command or a word of the prompt is not offered as a name; with --new it is one."""
    seed()
    with netcheck("log") as child:
        talk(child, ("received ›", f"got {word} feedback"))
        child.expect(r"Nothing was stored\.|Who\? ")
        child.expect_exact("received ›")
        child.send(LEAVE["Ctrl-D"])
        assert end_of(child) == 0
    people = json.loads(run("contact", "list", "--json").out)
    assert word not in {contact["name"] for contact in people}
    assert run("log", "got", word, "feedback", expect=2).err
    assert run("log", "got", "feedback", "--new", word).out.startswith("✓")


def test_a_line_is_no_full_name_and_no_circle(run: Run) -> None:
    """What looks like the next line is not taken for a name or a circle, unless it is typed twice."""
    seed()
    with netcheck("log") as child:
        talk(child, ("received ›", "Bo help"), ("Full name", "bekam Ana Rat"))
        talk(
            child,
            ("“bekam Ana Rat” looks like a line of the log.", "Bo Link"),
            ("Circle", "netcheck log got Alma help"),
        )
        talk(child, ("looks like a line of the log.", "Alma help"), ("looks like a line", "Alma help"))
        child.expect_exact("Bo Link helped you.")
        child.expect_exact("Circle “Alma help” is new.")
    circles = {c["name"]: c["circles"] for c in json.loads(run("contact", "list", "--json").out)}
    assert circles["Bo Link"] == ["Alma help"]


def test_a_new_circle_is_doubted(run: Run) -> None:
    """A circle that is nearly called like one there is asked about at a terminal, and named elsewhere."""
    seed()
    with netcheck("log", "got", "Bo", "help", "--new", "Bo Li") as child:
        talk(child, (CIRCLE, "Autorn"), ("There is no circle “Autorn” yet. Which one do you mean?", "1"))
        assert end_of(child) == 0
    with netcheck("contact", "edit", "Alma", "--circle", "Mor") as child:
        talk(child, ("There is no circle “Mor” yet.", "2"))
        child.expect_exact("Circle “Mor” is new.")
        assert end_of(child) == 0
    said = run("contact", "edit", "Alma", "--circle", "Moors")
    assert said.out == "✓ Circle “Moors” is new.\n✓ Alma Reuter: circle “Moors” added.\n"
    assert said.err == "  Did you mean the circle Moor or Mor? To take it back: netcheck undo\n"
    circles = {c["name"]: c["circles"] for c in json.loads(run("contact", "list", "--json").out)}
    assert circles["Bo Li"] == ["Autoren"]


def test_pasted_lines_are_agreed_on_and_taken_one_by_one(run: Run) -> None:
    """Several lines pasted at once are shown and asked about once; each may ask, be refused, or end it all."""
    seed()
    with netcheck("log") as child:
        child.expect_exact("received ›")
        child.send(PASTED.format("Alma help\r\nJürgen talk"))
        child.expect_exact("Take these 2 lines one after the other?")
        child.send("n")
        child.expect_exact("received ›")
        child.send(PASTED.format("Alma help\n\nJürgen --onn x\nnetcheck log gave Ana advice\nquit\nAlma thanks\n"))
        child.expect_exact("Take these 5 lines one after the other?")
        child.send("y")
        child.expect_exact("received › Alma help")
        child.expect_exact("Alma Reuter helped you.")
        child.expect_exact("There is no --onn")
        talk(child, (WHICH, "2"))
        child.expect_exact("You helped Ana Krüger.")
        child.expect_exact("One more line was not taken.")
        child.expect_exact("2 entries.")
        assert end_of(child) == 0
    assert [entry[:3] for entry in entries(run)] == [
        ("Alma Reuter", "received", "help"),
        ("Ana Krüger", "given", "help"),
    ]


def test_a_line_without_a_verb(run: Run) -> None:
    """A terminal asks who gave; a talk needs no answer; elsewhere the line with each verb is shown."""
    seed()
    with netcheck("log", "Alma", "feedback", "x") as child:
        talk(child, ("Who gave?", DOWN))
        child.expect_exact("You gave Alma Reuter feedback: x.")
        assert end_of(child) == 0
    run("log", "Alma", "coffee")
    assert [entry[1:3] for entry in entries(run)] == [("given", "feedback"), ("mutual", "talk")]
    refused = run("log", "Alma", "feedback", "it's", "ok", expect=2).err.splitlines()
    assert refused == [
        "A line begins with “got”, “gave” or “with”. Nothing was stored.",
        '  netcheck log gave Alma feedback "it\'s" ok',
        '  netcheck log got Alma feedback "it\'s" ok',
        '  netcheck log with Alma feedback "it\'s" ok',
    ]


def test_who_gave_is_never_guessed(run: Run) -> None:
    """A name before the verb gets both lines; the note of a line with its verb may have one."""
    seed()
    refused = run("log", "Alma", "gave", "help", expect=2).err.splitlines()
    assert refused == [
        "Who gave? Alma comes after the verb. Nothing was stored.",
        "  netcheck log got Alma help",
        "  netcheck log gave Alma help",
    ]
    with netcheck("log", "--lang", "de") as child:
        talk(child, ("bekommen ›", "Ana Belić gab Hilfe"))
        child.expect_exact("Wer hat gegeben? Ana Belić steht hinter dem Verb. Nichts gespeichert.")
        child.expect_exact("netcheck log bekam Ana Belić Hilfe")
    assert entries(run) == []


def test_the_nearest_name(run: Run) -> None:
    """A name that nobody has finds those with a word like it."""
    run("contact", "add", "Eva", "Lindner")
    run("contact", "add", "Sophie", "Marek")
    for typed, near in (("Evelin", "Eva Lindner"), ("Sofie", "Sophie Marek")):
        refused = run("log", "got", typed, "coffee", expect=1).err
        assert f"Did you mean {near}?" in refused
    assert "Did you mean" not in run("log", "got", "Zorro", "coffee", expect=1).err


@pytest.mark.parametrize(("line", "most", "day"), [("Alma feedback", 27, 0), ("yesterday Alma feedback", 37, 1)])
def test_few_keys_log_a_known_person(run: Run, line: str, most: int, day: int) -> None:
    """From the shell on, a known person takes at most 27 keys at the prompt, and a day at most ten more."""
    seed()
    assert len(f"netcheck log\r{line}\r") <= most
    with netcheck("log") as child:
        talk(child, ("received ›", line))
        child.expect_exact("Alma Reuter gave you feedback.")
    days = {event["on"] for event in json.loads(run("list", "--json").out) if not event["id"].startswith("e-")}
    assert days == {str(date(2026, 11, 23) - timedelta(days=day))}


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Alma feedback --on -3d --big --asked", ["{} Alma feedback --on -3d --weight 2 --asked"]),
        ("yesterday Alma feedback", ["{} Alma feedback --on yesterday"]),
        ("yesterday Alma gave help", ["got Alma help --on yesterday", "gave Alma help --on yesterday"]),
        ("Alma gave me help", ["got Alma help", "gave Alma help"]),
        ("Alma helped me with slides", ["got Alma helped with slides", "gave Alma helped with slides"]),
        ("Alma hat mir geholfen", ["got Alma geholfen", "gave Alma geholfen"]),
        ("Alma, Jürgen gave help", ["got Alma, Jürgen help", "gave Alma, Jürgen help"]),
        ("Alma with coffee", ["with Alma coffee"]),
        ("Zorro feedback", ["{} Zorro feedback"]),
    ],
)
def test_a_line_to_copy_does_what_was_meant(run: Run, words: str, lines: list[str]) -> None:
    """Lines that are offered instead of a refused one keep its day and its options, and can be run as they are."""
    seed()
    refused = run("log", *words.split(), expect=2).err.splitlines()
    if "{}" in lines[0]:
        lines = [lines[0].format(verb) for verb in ("gave", "got", "with")]
    assert refused[1:] == [f"  netcheck log {line}" for line in lines]
    for line in refused[1:]:
        arguments = split(line.strip())[1:]
        assert run(*arguments, *(["--new"] if "Zorro" in words else [])).out.startswith("✓")


def test_a_line_to_copy_is_about_the_same_log(run: Run, tmp_path: Path) -> None:
    """A log that was named is named in the lines that are offered."""
    other = ("--db", str(tmp_path / "other log.db"))
    run(*other, "contact", "add", "Alma")
    refused = run(*other, "log", "Alma", "gave", "help", expect=2).err.splitlines()
    assert refused[1] == f'  netcheck --db "{tmp_path}/other log.db" log got Alma help'
    said = run(*other, "log", "got", "Alma", "help", "yesterday").out.splitlines()
    run(*split(said[-1].strip())[1:])
    assert json.loads(run(*other, "list", "--json").out)[0]["on"] == "2026-11-22"


@pytest.mark.parametrize(
    "line",
    ["last friday feedback", "am 3.11. Feedback", "vor 3 Tagen Feedback", "in May feedback", "nächste Woche Hilfe",
     "Mon feedback", "delete", "löschen", "search coffee", "- yesterday feedback"],
)  # fmt: skip
def test_days_and_commands_are_nobody_at_the_prompt(run: Run, line: str) -> None:  # noqa: ARG001 - the log
    """Days of several words and guessed commands are not offered as names either."""
    seed()
    with netcheck("log") as child:
        talk(child, ("received ›", line))
        child.expect(r"“[^”]*” is a (day|word of the program)\.")
        child.expect_exact("received ›")


def test_signs_of_a_list_are_dropped(run: Run) -> None:
    """Lines copied from a list, and a verb with a colon, are lines as well; so is a name that is a short day."""
    seed()
    run("log", "-", stdin="- got Alma help\n* gave: Alma advice\n")
    assert [entry[1] for entry in entries(run)] == ["received", "given"]
    with netcheck("log", "got", "Jan", "help") as child:
        child.expect(r"Did you mean|is new\.")


def test_skipping_in_german(run: Run) -> None:
    """The key that the question names is the one that skips."""
    with netcheck("log", "--lang", "de") as child:
        talk(child, ("bekommen ›", "Bo Hilfe"), ("w: weglassen ›", "w"))
        child.expect_exact("Nichts gespeichert.")
    assert json.loads(run("contact", "list", "--json").out) == []

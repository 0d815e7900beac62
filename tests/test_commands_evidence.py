"""Answers and log from the command line: shown at the end, after each answer or not at all, and kept in any case."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.domain.evidence import evidence, freeze
from netcheck.i18n import LANGUAGES, _, pgettext, use
from netcheck.store import whole_log
from netcheck.store.database import opened
from terminals import at_terminal, end_of
from test_startup import HEAVY, RARE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

ALL_YES = ",".join("y" * 10)
ANSWERS = "y,p,n,y,y,y,y,y,y,y"
DE_LINES = [
    "Was dein Log dazu sagen kann. Es kennt nur, was du notiert hast.",
    "  Dialog           freundlicher    mit allen 19 Menschen mit mehreren",
    "                                   Einträgen im Jahr in beide Richtungen",
    "  Langer Atem      noch offen      von 28 mit Einträgen an mindestens drei",
    "                                   Tagen im Jahr davor sind 18 geblieben; das",
    "                                   kann Zufall sein",
    "  Gegenseitigkeit  nichts dagegen  88 gegeben, 82 bekommen; davon trafen 74 %",
    "                                   beim selben Menschen zusammen, durch Zufall",
    "                                   wären es 77 %",
    "  Gleiches Maß     nichts dagegen  52 % kamen von dir (wohl 44 bis 59 %)",
    "Zu drei Antworten kann dein Log etwas sagen; gegen keine davon spricht es. Wo",
    "es freundlicher ist, bist du strenger mit dir als dein Log.",
    "Im Mittel über die Bereiche kommt am meisten von: Alma Reuter (Mut,",
    "Inspiration; Empfehlen, Vermitteln; Hilfe, Feedback; Rückendeckung),",
    "Eva Lindner (Mut, Inspiration; Empfehlen, Vermitteln; Hilfe, Feedback;",
    "Rückendeckung) und Robert Haas (Quellen, Fundstücke; Empfehlen, Vermitteln;",
    "Hilfe, Feedback; Aufträge).",
    "Im Mittel über die Bereiche geht der größte Teil von dem, was du gibst, an:",
    "Eva Lindner, Jürgen Brandt und Sophie Marek.",
    "Die übrigen Fragen kann kein Log beantworten, nur du.",
]
EN_LINES = [
    "What your log can say to this. It knows only what you noted.",
    "  Dialogue       kinder              both ways with all 19 people with several",
    "                                     entries in a year",
    "  Lasting        still open          18 stayed of 28 with entries on three",
    "                                     days or more the year before; that may be",
    "                                     chance",
    "  Give and take  nothing against it  88 given, 82 received; 74% of it met with",
    "                                     the same person, 77% by chance",
    "  Same extent    nothing against it  52% came from you (likely 44 to 59%)",
    "Your log can speak to three answers; it speaks against none. Where it is",
    "kinder, you are stricter with yourself than your log is.",
    "Averaged over the areas, most comes from: Alma Reuter (Encouragement, ideas;",
    "Sharing, introductions; Help, feedback; Backing), Eva Lindner (Encouragement,",
    "ideas; Sharing, introductions; Help, feedback; Backing) and Robert Haas",
    "(Sources, finds; Sharing, introductions; Help, feedback; Work).",
    "Averaged over the areas, the largest part of what you give goes to:",
    "Eva Lindner, Jürgen Brandt and Sophie Marek.",
    "No log can answer the other questions, only you.",
]
LINES = {"de": DE_LINES, "en": EN_LINES}


@pytest.fixture
def log(run: Run, home: Path) -> Path:
    """Keep the made-up log as the user's own, and return its file."""
    run("demo", "--keep", str(home / "log.db"))
    return home / "log.db"


def latest(run: Run) -> Any:  # noqa: ANN401 - any JSON
    """Return the latest round as JSON."""
    return json.loads(run("checklist", "--list", "--json").out)[0]


def gaps(run: Run, *options: str) -> list[float | None]:
    """Return the gap of each round as the report has it."""
    return [check["gap"] for check in json.loads(run("report", "--json", *options).out)["checks"]]


# What is shown, and what is kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("options", [[], ["--evidence", "end"], ["--evidence", "now"]])
@pytest.mark.usefixtures("log")
def test_after_all_answers_the_log_has_its_say(run: Run, language: str, options: list[str]) -> None:
    """The rows come after the result and before the confirmation; with all answers at once `now` is the end."""
    lines = run("checklist", "--answers", ANSWERS, "--lang", language, *options).out.splitlines()
    start = lines.index("")
    assert lines[start + 1 : -2] == LINES[language]
    assert lines[-2].startswith("✓")
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize("hearing", ["end", "off"])
def test_it_is_kept_as_it_was_said(run: Run, log: Path, hearing: str) -> None:
    """What the log says as of that day is kept with the answers, which it does not alter, be it shown or not."""
    shown = run("checklist", "--answers", ANSWERS, "--evidence", hearing).out
    assert ("Give and take" in shown) is (hearing == "end")
    check = latest(run)
    with opened(log, create=False) as connection:
        found = whole_log.load(connection)
    assert check["evidence"] == freeze(evidence(found, found.checks[-1].day))
    assert "".join(answer[0] for answer in check["answers"].values()) == ANSWERS.replace(",", "")
    assert check["gap"] == pytest.approx(-1 / 3)


def test_it_stays_as_it_was_said(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later entries alter nothing; a new name is taken over, and who was removed is no longer named."""
    run("checklist", "--answers", ANSWERS)
    before = run("checklist", "--show", "9").out
    assert "\n\nWhat your log said to this on that day. It knows only what you noted.\n" in before
    assert " ".join(before.split()).endswith(" ".join("\n".join(EN_LINES[1:]).split()))
    monkeypatch.setenv("NETCHECK_TODAY", "2027-01-11")
    run("log", "-", stdin="got Alma help\n" * 50)
    assert run("checklist", "--show", "9").out == before
    run("contact", "edit", "Alma", "--name", "Alma Reuter-Voss")
    run("contact", "merge", "Eva Lindner", "Sophie Marek")
    run("contact", "remove", "Robert", "--with-events")
    german = run("checklist", "--show", "9", "--lang", "de").out
    german = " ".join(german.split())
    assert "Im Mittel über die Bereiche kommt am meisten von: Alma Reuter-Voss (" in german
    assert "was du gibst, an: Jürgen Brandt und Sophie Marek." in german
    assert "Robert" not in german
    assert log.exists()


@pytest.mark.usefixtures("log")
def test_it_survives_the_way_out_and_in(run: Run, home: Path) -> None:
    """It is in the export, and the export of an import is the same to the byte."""
    run("checklist", "--answers", ANSWERS)
    exported = run("export", "jsonl").out
    checks = [json.loads(line) for line in exported.splitlines() if '"type":"check"' in line]
    assert [check["evidence"]["authentic"] for check in checks] == [{"verdict": "not_measurable"}] * 9
    other = ("--db", str(home / "other.db"))
    run(*other, "import", "jsonl", "-", stdin=exported)
    assert run(*other, "export", "jsonl").out == exported
    assert run(*other, "checklist", "--show", "9").out == run("checklist", "--show", "9").out


@pytest.mark.usefixtures("log")
def test_the_report_counts_from_what_was_kept(run: Run) -> None:
    """The gap of each round is in the report's numbers, in one row with the answers; undo takes both back."""
    before = gaps(run)
    assert before[0] is None
    assert before[1:] == [pytest.approx(gap) for gap in (-1, -1, -1, -2 / 3, -2 / 3, -2 / 3, -1 / 3)]
    run("checklist", "--answers", ALL_YES, "--evidence", "off")
    assert gaps(run)[-1] == 0.0
    assert "Your log can speak to three answers; it speaks against none." in " ".join(run("report").out.split())
    assert gaps(run, "--until", "2026-08-30") == before
    run("undo")
    assert gaps(run) == before


def test_a_log_that_sees_it_differently(run: Run) -> None:
    """Who mostly receives and says yes is told so once, without blame; the gap is what the answers go beyond."""
    lines = [f"got P{number % 12:02} help --new" for number in range(36)] + ["gave P00 help", "gave P01 help"]
    run("log", "-", stdin="\n".join(lines))
    said = run("checklist", "--answers", ALL_YES).out
    assert said.count("looks different") == 3
    assert "perhaps it is worth a thought" in " ".join(said.split())
    assert gaps(run) == [1.0]
    run("checklist", "--answers", "n,n,n,n,n,n,n,n,n,n")
    assert gaps(run) == [1.0, 0.0]


@pytest.mark.parametrize(("language", "sentence"), [("de", "Dein Log kann"), ("en", "Your log cannot")])
def test_a_young_log_says_one_thing(run: Run, language: str, sentence: str) -> None:
    """Where nothing can be held against it, there is one friendly line, and the check has no gap."""
    run("log", "-", stdin="got Ana help --new\n" * 9)
    lines = run("checklist", "--answers", ALL_YES, "--lang", language).out.splitlines()
    assert len(lines) == 4
    assert lines[1].startswith(sentence)
    assert latest(run)["gap"] is None


# Where it has no say


@pytest.mark.parametrize("options", [["--company"], ["--with", "Alma"]])
@pytest.mark.usefixtures("log")
def test_on_other_rounds_the_log_has_no_say(run: Run, options: list[str]) -> None:
    """For a company and about one person nothing is shown and nothing kept, and --evidence is refused."""
    answers = ",".join("y" * (10 if options == ["--company"] else 7))
    assert " log " not in run("checklist", *options, "--answers", answers).out
    assert (latest(run)["evidence"], latest(run)["gap"]) == ({}, None)
    assert "Log" not in run("checklist", "--show", "9", "--lang", "de").out
    refused = run("checklist", *options, "--answers", answers, "--evidence", "off", expect=2)
    assert refused.err.startswith("--evidence goes with the ten questions about yourself")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--list"], "--list, --evidence"),
        (["--show", "8"], "--show, --evidence"),
        (["--json"], "--json, --evidence"),
        (["--evidence", "sometimes"], "sometimes"),
    ],
)
@pytest.mark.usefixtures("log")
def test_looking_back_knows_no_such_option(run: Run, options: list[str], sentence: str) -> None:
    """Looking back shows what was kept; nothing else is possible, and nothing is stored."""
    refused = run("checklist", "--evidence", "now", *options, expect=2)
    assert sentence in refused.err
    assert len(gaps(run)) == 8


@pytest.mark.parametrize("command", [["--list", "--json"], ["--show", "8"], ["--answers", ALL_YES]], ids=" ".join)
@pytest.mark.usefixtures("log")
def test_little_is_loaded(command: list[str]) -> None:
    """What is not asked at a terminal loads neither the libraries that draw nor those that ask."""
    program = "import sys; from netcheck.main import main; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program, "checklist", *command], check=True, capture_output=True, text=True
    )
    assert set(done.stderr.split()) & (HEAVY | RARE) == set()


# The made-up log


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Zu drei Antworten kann dein Log etwas sagen; gegen keine davon spricht es."),
        ("en", "Your log can speak to three answers; it speaks against none."),
    ],
)
def test_the_made_up_log_has_evidence_of_each_day(run: Run, log: Path, language: str, sentence: str) -> None:
    """Each of its rounds keeps what the log said on its day, and steps follow from answers that are no clear yes."""
    assert sentence in " ".join(run("demo", "--lang", language).out.split())
    with opened(log, create=False) as connection:
        found = whole_log.load(connection)
    assert [check.evidence for check in found.checks] == [freeze(evidence(found, check.day)) for check in found.checks]
    answered = {check.id: check.answers for check in found.checks}
    assert all(answered[step.check_id or ""][step.question or ""] != "yes" for step in found.steps)


# The walk


def walk(child: Any, presses: str) -> list[str]:  # noqa: ANN401 - pexpect ships no types
    """Answer with one key a question and no step; return what came on the screen from one question to the next."""
    said = []
    for position, press in enumerate(presses, start=1):
        child.expect(rf"{position} (of|von) 10\r[\s\S]*\]")
        said.append(child.before)
        child.send(press)
        if press in "ptn":
            child.expect_exact(_("A small next step? (Enter: none) ›"))
            said[-1] += child.before
            child.send("\r")
    return said[1:]


@pytest.mark.parametrize(
    ("language", "presses", "lines"),
    [
        (
            "de",
            "jtnjjnjjnj",
            [
                "Das kann kein Log beantworten, nur du.",
                "Dein Log ist da freundlicher als du: mit allen 19 Menschen mit",
                "Dein Log lässt das noch offen: von 28 mit Einträgen an mindestens drei Tagen",
                "In deinem Log spricht nichts dagegen: 88 gegeben, 82 bekommen; davon trafen",
                "Im Mittel über die Bereiche kommt am meisten von: Alma Reuter (Mut,",
                "Im Mittel über die Bereiche geht der größte Teil von dem, was du gibst, an:",
                "Zu drei Antworten kann dein Log etwas sagen; gegen keine davon spricht es. Wo",
            ],
        ),
        (
            "en",
            "ypnyynyyny",
            [
                "No log can answer this, only you.",
                "Your log is kinder than you are: both ways with all 19 people with",
                "Your log leaves this open for now: 18 stayed of 28 with entries on three",
                "Nothing in your log speaks against it: 88 given, 82 received; 74% of it met",
                "Averaged over the areas, most comes from: Alma Reuter (Encouragement, ideas;",
                "Averaged over the areas, the largest part of what you give goes to:",
                "Your log can speak to three answers; it speaks against none. Where it is",
            ],
        ),
    ],
)
@pytest.mark.usefixtures("log")
def test_a_walk_with_a_word_after_each_answer(run: Run, language: str, presses: str, lines: list[str]) -> None:
    """After each answer stands its sentence, at the end how many agree; what is kept is all the same."""
    use(language)
    with at_terminal("-m", "netcheck", "checklist", "--evidence", "now", "--lang", language) as child:
        child.expect_exact(_("[d]one  [s]tays  [l]et go ›"))
        child.send(pgettext("key", "s"))
        said = "".join(walk(child, presses))
        child.expect_exact(_("What did you notice? (Enter: nothing) ›"))
        said += child.before
        child.send("\r")
        assert end_of(child) == 0
    places = [said.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)
    assert _("give and take").capitalize() not in said
    assert latest(run)["gap"] == pytest.approx(-2 / 3)


@pytest.mark.usefixtures("log")
def test_a_usual_walk_says_nothing_before_the_end(run: Run) -> None:
    """No answer is bent by what the log says to another; the remark stands with what was kept."""
    with at_terminal("-m", "netcheck", "checklist") as child:
        child.expect_exact(_("[d]one  [s]tays  [l]et go ›"))
        child.send(pgettext("key", "s"))
        assert "log" not in "".join(walk(child, "ypnyyyyyyy")).lower()
        child.expect_exact(_("What did you notice? (Enter: nothing) ›"))
        assert [line.rstrip() for line in child.before.splitlines() if line.rstrip() in EN_LINES] == EN_LINES
        child.send("All right\r")
        assert end_of(child) == 0
    assert (latest(run)["remark"], latest(run)["gap"]) == ("All right", pytest.approx(-1 / 3))


def test_a_young_log_is_silent_after_the_first_word(run: Run) -> None:
    """With --evidence now a log that cannot speak yet says so once, and a break tells how to go on like this."""
    run("log", "got", "Ana", "help", "--new")
    with at_terminal("-m", "netcheck", "checklist", "--evidence", "now") as child:
        child.expect_exact("Your log cannot speak to this yet")
        assert " log " not in "".join(walk(child, "yyy"))
        child.expect(r"4 of 10\r[\s\S]*\]")
        child.send("\x03")
        assert end_of(child) == 130
        assert "netcheck checklist --evidence now" in child.before


# Long lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_line_is_wrapped_at_words(language: str) -> None:
    """The hint of an empty guide keeps the command to type in one piece."""
    with at_terminal("-m", "netcheck", "guide", "--lang", language) as child:
        assert end_of(child) == 0
        assert child.before.split("\r\n")[1:] == ["  netcheck guide --edit", ""]


def test_a_long_confirmation_is_wrapped_at_a_terminal_alone(run: Run) -> None:
    """What an edited entry says now goes on below with an indent, and stays one line when piped."""
    short = run("log", "got", "Alma", "help", "--new").out.split()[-1]
    note = "was it the ending of the third chapter & even more than that"
    with at_terminal("-m", "netcheck", "edit", short, "--note", note) as child:
        assert end_of(child) == 0
        *_, first, last, _ = child.before.split("\r\n")
    assert (first, last) == (f"✓ Alma helped you: {note}.", f"  today · {short}")
    assert run("edit", short, "--note", note + "?").out.count("\n") == 1

"""The ten questions, the guide and the steps from the command line, and the walk through them at a terminal."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.model import GuideEntry, Voice
from netcheck.i18n import _, ngettext, pgettext, use
from netcheck.view.checklist import opening
from netcheck.view.text import width
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from conftest import Run

MIXED = "y,p,n,y,y,y,y,y,y,y"
LATER = "y,y,p,p,y,y,y,y,y,y"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a plain function of one day
    """Return a function that moves the clock."""
    return lambda day: monkeypatch.setenv("NETCHECK_TODAY", day)


def netcheck(*arguments: str, **environment: str) -> Any:  # noqa: ANN401 - pexpect ships no types
    """Start the program at a terminal."""
    return at_terminal("-m", "netcheck", *arguments, **environment)


def rounds(run: Run, *options: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the rounds as JSON, the newest first."""
    return json.loads(run("checklist", "--list", "--json", *options).out)


def answered(child: Any, *presses: str, first: int = 1, of: int = 10) -> None:  # noqa: ANN401 - pexpect ships no types
    """Answer with one key a question, waiting for each question; after partly and no, write no step."""
    for position, press in enumerate(presses, start=first):
        child.expect(rf"{position} (of|von) {of}\r[\s\S]*\]")
        child.send(press)
        if press in "ptn":
            child.expect("Enter: (none|keiner)")
            child.send("\r")


# The guide at the beginning


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["  What pleases you  “A question.”", "  When to trust     “After a year."]),
        ("de", ["  Was dich freut     „A question.“", "  Wann du vertraust  „After a year."]),
    ],
)
def test_own_words_stand_beside_their_question(language: str, told: list[str]) -> None:
    """Each sentence of the guide is quoted on one line, after its question in short."""
    guide = [GuideEntry("gladness", "A question."), GuideEntry("trust", "After a year. " * 9)]
    use(language)
    lines = opening(Voice.PERSON, None, guide).splitlines()
    for start in told:
        (line,) = [line for line in lines if line.startswith(start.rstrip("”“"))]
        assert width(line) <= 80


# All answers at once


def test_all_answers_at_once(run: Run) -> None:
    """The result, a true sentence and the day of the next time are printed; the round is stored with all answers."""
    done = run("checklist", "--answers", MIXED)
    assert done.out == (
        "8 clear yeses out of ten.\nYour log cannot speak to this yet; the questions do not need a full log.\n"
        "✓ You answered the ten questions (Mon, 23 November).\nDue again on 23 February 2027.\n"
    )
    (check,) = rounds(run)
    assert (check["on"], check["voice"], check["with"], check["yes"], check["of"]) == (
        "2026-11-23",
        "person",
        None,
        8,
        10,
    )
    assert list(check["answers"].items())[:3] == [("authentic", "yes"), ("dialogue", "partly"), ("sustainable", "no")]


def test_a_round_is_compared_with_the_last_one_like_it(run: Run, on: Any) -> None:  # noqa: ANN401 - see `on`
    """Gained and lost are named against the last round in the same voice; other voices do not meddle."""
    on("2026-08-20")
    run("checklist", "--answers", MIXED)
    run("checklist", "--company", "--answers", "n,n,n,n,n,n,n,n,n,n")
    on("2026-11-23")
    german = run("checklist", "--lang", "de", "--answers", LATER).out.splitlines()
    assert german[:3] == [
        "8 klare Ja von zehn, im August waren es 8.",
        "  dazugekommen     Dialog",
        "  nicht mehr klar  Respekt",
    ]
    again = run("checklist", "--answers", LATER).out.splitlines()
    assert [again[0], again[2]] == [
        "8 clear yeses out of ten; on 23 November there were 8.",
        "✓ You answered the ten questions (Mon, 23 November).",
    ]


def test_seven_questions_about_one_person(run: Run) -> None:
    """About a person there are seven answers, and only rounds about that person are shown with --with."""
    run("contact", "add", "Alma", "Reuter")
    run("contact", "add", "Ben", "Okoro")
    assert (
        "You answered the questions about Alma Reuter"
        in run("checklist", "--with", "Alma", "--answers", "y,y,y,y,y,y,p").out
    )
    run("checklist", "--with", "Ben", "--answers", "n,n,n,n,n,n,n")
    (check,) = rounds(run, "--with", "Alma")
    assert (check["with"], check["yes"], check["of"], check["number"]) == ("Alma Reuter", 6, 7, 1)
    assert run("checklist", "--with", "Ben", "--show", "1", expect=1).err.startswith("There is no round 1.")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([], 2, "Without a terminal I cannot ask anything."),
        (["--answers", "y,y"], 2, "It takes 10 answers, not 2."),
        (["--answers", "y,y,\x1b"], 2, "Answer 3 takes yes, partly or no, y, p or n for short, not “␛”."),
        (["--with", "Alma", "--answers", MIXED], 2, "It takes 7 answers, not 10."),
        (["--with", "Nobody", "--answers", "y,y,y,y,y,y,y"], 1, "“Nobody”"),
        (["--company", "--with", "Alma", "--answers", MIXED], 2, "Only one of these at a time: --company, --with."),
        (["--list", "--show", "1"], 2, "--list, --show"),
        (["--answers", MIXED, "--json"], 2, "--answers, --json"),
        (["--show", "1"], 1, "There is no round 1."),
    ],
)
def test_what_does_not_go_is_told_and_nothing_stored(run: Run, arguments: list[str], code: int, sentence: str) -> None:
    """Each refusal is one sentence with its exit code."""
    run("contact", "add", "Alma")
    refused = run("checklist", *arguments, expect=code)
    assert sentence in refused.err
    assert refused.out == ""
    assert rounds(run) == []


# Looking back


@pytest.mark.parametrize(
    ("language", "told", "steps"),
    [
        (
            "en",
            "23 November: 5 clear yeses out of seven; in August there were 4. Still open: respect, same extent.",
            "Your step: “ask about the book” (by 27 November).",
        ),
        (
            "de",
            "23. November: 5 klare Ja von sieben, im August waren es 4. Noch offen: Respekt, gleiches Maß.",
            "Dein Schritt: „ask about the book“ (bis 27. November).",
        ),
    ],
)
def test_answers_about_a_person_stand_where_one_looks_at_it(
    run: Run,
    on: Any,  # noqa: ANN401 - see `on`
    language: str,
    told: str,
    steps: str,
) -> None:
    """Card and report of the person tell the latest answers and the open steps; those of others show neither."""
    on("2026-08-03")
    run("log", "got", "Alma", "help", "--new", "Alma Reuter")
    run("log", "got", "Eva", "help", "--new")
    run("checklist", "--with", "Alma", "--answers", "y,y,p,y,n,y,p")
    on("2026-11-23")
    run("checklist", "--answers", MIXED)
    run("checklist", "--with", "Alma", "--answers", "y,y,p,y,n,y,y")
    run("step", "add", "call Eva", "--with", "Eva")
    run("step", "add", "ask about the book", "--with", "Alma", "--by", "friday")
    run("step", "add", "done by now", "--with", "Alma")
    run("step", "done", "3")
    card = run("contact", "show", "Alma", "--lang", language).out
    report = run("report", "--with", "Alma", "--lang", language).out
    assert told in " ".join(card.split())
    assert "netcheck checklist --show 3" in card
    assert "  2  ask about the book  " in card
    assert f"{told} {steps}" in " ".join(report.split())
    for other in (run("contact", "show", "Eva").out, run("report", "--with", "Eva").out):
        assert "clear yeses" not in other
        assert "call Eva" in other
    assert "call Eva" not in card + report
    assert "done by now" not in card + report


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "23 November: no clear yes out of seven; earlier that day there were 5."),
        ("de", "23. November: kein klares Ja von sieben, am selben Tag vorher waren es 5."),
    ],
)
def test_two_rounds_on_one_day(run: Run, language: str, told: str) -> None:
    """The day is said once, and what stands behind a colon begins no sentence."""
    run("contact", "add", "Alma")
    run("checklist", "--with", "Alma", "--answers", "y,y,p,y,n,y,y")
    run("checklist", "--with", "Alma", "--answers", "n,n,n,n,n,n,n")
    assert told in " ".join(run("contact", "show", "Alma", "--lang", language).out.split())


def test_answers_about_somebody_without_an_entry(run: Run) -> None:
    """The report on a person nothing was logged with tells what was answered about that person, and nothing else."""
    run("contact", "add", "Alma")
    run("checklist", "--answers", MIXED)
    run("checklist", "--with", "Alma", "--answers", "y,y,y,y,y,y,y")
    assert run("report", "--with", "Alma").out.splitlines() == [
        "Your log has nothing on this.",
        "",
        "YOUR ANSWERS",
        "  23 November: 7 clear yeses out of seven.",
    ]


def test_rounds_are_listed_with_the_newest_first(run: Run, on: Any) -> None:  # noqa: ANN401 - see `on`
    """Each line has the number that --show takes, the day, whom it was about, and the count."""
    assert run("checklist", "--list").err.startswith("No answers yet.")
    run("contact", "add", "Alma")
    on("2025-08-20")
    run("checklist", "--answers", MIXED)
    on("2026-11-22")
    run("checklist", "--company", "--answers", LATER)
    on("2026-11-23")
    run("checklist", "--with", "Alma", "--answers", "y,y,y,y,y,y,y")
    assert run("checklist", "--list", "--lang", "de").out == (
        "Deine Antworten bisher · klare Ja\n"
        "  3         heute  du und Alma        7 von 7\n"
        "  2       gestern  dein Unternehmen  8 von 10\n"
        "  1  20. Aug 2025  du                8 von 10\n"
    )
    assert [check["number"] for check in rounds(run, "--company")] == [2]


def test_one_round_shows_every_answer(run: Run) -> None:
    """The questions stand in the voice they were asked in, and nothing is wider than the terminal."""
    run("contact", "add", "Alma")
    run("checklist", "--with", "Alma", "--answers", "y,p,n,y,y,y,y")
    shown = run("checklist", "--show", "1").out
    assert "23 November 2026 · you and Alma · 5 clear yeses out of seven" in shown
    assert "  partly  Does Alma count for more with you in the long run" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert json.loads(run("checklist", "--show", "1", "--json").out)["answers"]["sustainable"] == "partly"


def test_notes_steps_and_the_remark_stand_with_their_answers(run: Run) -> None:
    """What was written down beside an answer is shown below it, and nothing in it acts on the terminal."""
    check = {"type": "check", "id": "c" * 32, "on": "2026-08-20", "voice": "company", "answers": {"respect": "no"}}
    step = {"type": "step", "id": "d" * 32, "text": "listen\x1b[2J", "check_id": "c" * 32, "question": "respect"}
    check |= {"notes": {"respect": "a {note}"}, "remark": "hm\x07"}
    run("import", "jsonl", "-", stdin=f"{json.dumps(check)}\n{json.dumps(step)}\n")
    assert run("checklist", "--show", "1").out == (
        "20 August 2026 · your company · No clear yes out of 1\n\n"
        "  no      Does your company stay respectful and sincere online, complaints\n          included?\n"
        "          Note: a {note}\n"
        "          Step: listen␛[2J\n\n"
        "  Noticed: hm␇\n"
    )


# The walk


@pytest.mark.parametrize(("language", "yes", "partly", "back"), [("de", "j", "t", "z"), ("en", "y", "p", "b")])
def test_a_whole_walk_with_a_break(run: Run, on: Any, language: str, yes: str, partly: str, back: str) -> None:  # noqa: ANN401 - see `on`
    """Guide, last time's step, ten answers with a note, a step, a way back and a break: one command in the end."""
    on("2026-08-20")
    run("import", "jsonl", "-", stdin='{"type":"guide","id":"approach","text":"Kurz & mit Du"}')
    run("checklist", "--answers", ",".join("p" * 10))
    run("step", "add", "Tobias zum Buch befragen")
    on("2026-11-23")
    use(language)
    with netcheck("checklist", "--lang", language) as child:
        child.expect_exact("Kurz & mit Du")
        child.expect_exact("Tobias zum Buch befragen")
        child.send(pgettext("key", "s"))
        answered(child, yes)
        assert _("partly") + " " not in child.before  # the last round's answer would bend this one
        child.expect(r"2 (von|of) 10\r[\s\S]*\]")
        child.send("+")
        child.expect_exact(_("Note ›"))
        child.send("it's “ü” & more\r")
        child.expect_exact(_("Ctrl-C break"))
        child.send(partly)
        child.expect_exact(_("A small next step? (Enter: none) ›"))
        child.send("Eva anrufen\r")
        child.expect(r"3 (von|of) 10\r[\s\S]*\]")
        child.send(back)
        child.expect(_("Enter: {answer} stays").format(answer=_("partly")))
        child.send("\r")
        child.expect(r"3 (von|of) 10\r[\s\S]*\]")
        child.send("\x03")
        assert end_of(child) == 130
        assert "netcheck checklist" in child.before
    assert len(rounds(run)) == 1
    use(language)
    with netcheck("checklist", "--lang", language) as child:
        resumed = "Picking up where you left off: {n} of {of} answers are stored."
        child.expect_exact(ngettext(resumed.replace("are", "is"), resumed, 2).format(n=2, of=10))
        answered(child, *[yes] * 8, first=3)
        clear = ngettext("{n} clear yes out of {of}", "{n} clear yeses out of {of}", 9)
        child.expect_exact(clear.format(n=9, of=_("ten")))
        child.expect_exact(_("What did you notice? (Enter: nothing) ›"))
        child.send("Das ging gut\r")
        assert end_of(child) == 0
        assert "Eva anrufen" in child.before
    newest = rounds(run)[0]
    assert list(newest["answers"].values()) == ["yes", "partly", *["yes"] * 8]
    assert newest["notes"] == {"dialogue": "it's “ü” & more"}
    assert newest["remark"] == "Das ging gut"
    assert [step["question"] for step in json.loads(run("step", "list", "--json").out)] == [None, "dialogue"]
    run("undo")
    assert len(rounds(run)) == 1
    assert len(json.loads(run("step", "list", "--json").out)) == 1


@pytest.mark.parametrize("leave", ["\x03", "\x04", ""])
def test_no_way_to_leave_loses_an_answer(run: Run, leave: str) -> None:
    """After Ctrl-C, Ctrl-D or a kill, the next call goes on at the very question."""
    with netcheck("checklist") as child:
        answered(child, "y", "n", "y")
        child.expect(r"4 of 10\r[\s\S]*\]")
        if leave:
            child.send(leave)
            assert end_of(child) == 130
        else:
            child.kill(signal.SIGKILL)
    with netcheck("checklist") as child:
        child.expect_exact("3 of 10 answers are stored.")
        answered(child, *["y"] * 7, first=4)
        child.expect_exact("What did you notice?")
        child.send("\x04")
        assert end_of(child) == 0
    (check,) = rounds(run)
    assert (check["yes"], check["answers"][QUESTIONS[1]], check["remark"]) == (9, "no", "")


def test_rounds_in_progress_do_not_mix(run: Run) -> None:
    """The own round, the company's and the one about a person each go on by themselves."""
    run("contact", "add", "Alma Reuter")
    for options, of in ((["--company"], 10), (["--with", "Alma"], 7), ([], 10)):
        with netcheck("checklist", *options) as child:
            child.expect("about (five|three) minutes")
            answered(child, "y", of=of)
            child.expect(rf"2 of {of}\r[\s\S]*\]")
            child.send("\x03")
            assert end_of(child) == 130
            assert " ".join(["netcheck checklist", *options]).replace("Alma", '"Alma Reuter"') in child.before


@pytest.mark.parametrize(("choice", "goes_on"), [("1\r", True), ("2\r", False)])
def test_after_a_month_one_may_begin_anew(run: Run, on: Any, choice: str, goes_on: bool) -> None:  # noqa: ANN401 - see `on`
    """A round begun long ago is offered for going on or for a new beginning."""
    on("2026-10-01")
    with netcheck("checklist") as child:
        answered(child, "y")
        child.expect(r"2 of 10\r[\s\S]*\]")
        child.send("\x03")
        end_of(child)
    on("2026-11-23")
    with netcheck("checklist") as child:
        child.expect_exact("You began in October; 1 of 10 answers is stored.")
        child.expect_exact("start afresh")
        child.send(choice)
        child.expect(r"(\d) of 10\r[\s\S]*\]")
        assert child.match.group(1) == ("2" if goes_on else "1")
    assert rounds(run) == []


@pytest.mark.parametrize(("key", "done", "left"), [("d", "2026-11-23", 1), ("s", None, 1), ("l", None, 0)])
def test_a_step_is_asked_about_once(run: Run, key: str, done: str | None, left: int) -> None:
    """It is done, stays or goes; after a break nobody asks again."""
    run("step", "add", "call Eva")
    with netcheck("checklist") as child:
        child.expect_exact("You planned:")
        child.expect_exact("et go ›")
        child.send(key)
        answered(child, "y")
        child.expect(r"2 of 10\r[\s\S]*\]")
        child.send("\x03")
        end_of(child)
    steps = json.loads(run("step", "list", "--json").out)
    assert [step["done"] for step in steps] == [done] * left
    with netcheck("checklist") as child:
        child.expect(r"2 of 10\r[\s\S]*\]")
        assert "call Eva" not in child.before


def test_an_answer_typed_in_full_is_no_step(run: Run) -> None:
    """Whoever types the whole word and Enter gets no step called after its end."""
    with netcheck("checklist", TERM="xterm") as child:
        child.expect(r"1 of 10\r[\s\S]*\]")
        child.send("partly\r")
        answered(child, *["y"] * 9, first=2)
        child.expect_exact("What did you notice?")
        child.send("\r")
        assert end_of(child) == 0
    assert json.loads(run("step", "list", "--json").out) == []


# The guide


def test_the_guide_is_written_and_shown(run: Run) -> None:
    """One's own words are stored as they are given, can be changed and taken away, and are shown with the questions."""
    assert run("guide").err.startswith("Nothing written down yet.")
    assert run("guide", "--edit", expect=2).err.startswith("Without a terminal")
    with netcheck("guide", "--edit") as child:
        child.expect_exact("approach you")
        child.expect_exact("›")
        child.send("Short & kind\r")
        child.expect_exact("please you online")
        child.expect_exact("›")
        child.send("\x03")
        assert end_of(child) == 0
        assert "Stored: 1 answer." in child.before
    shown = run("guide").out
    assert "“Short & kind”" in shown
    assert shown.count("still open") == 5
    entries = json.loads(run("guide", "--json").out)
    assert [entry["text"] for entry in entries] == ["Short & kind", "", "", "", "", ""]
    with netcheck("guide", "--edit") as child:
        child.expect_exact("Short & kind")
        child.send("\x15\r")
        for _attempt in range(5):
            child.expect_exact("›")
            child.send("\r")
        assert end_of(child) == 0
    assert run("guide").out == ""
    run("guide", "--edit", "--json", expect=2)


# The steps


def test_steps_from_beginning_to_end(run: Run) -> None:
    """A step is written down, listed by number, done, and let go; each time in a true sentence."""
    assert run("step", "list").err.startswith("No steps yet.")
    run("contact", "add", "Alma Reuter")
    assert run("step", "add", "ask", "about", "chapter 3", "--with", "Alma", "--by", "1.12.").out == (
        "✓ You planned a step: “ask about chapter 3” (Alma Reuter, by Tue, 1 December).\n"
    )
    run("step", "add", "write to Ben\x1b[2J")
    assert run("step", "list").out == (
        "  1  ask about chapter 3  with Alma Reuter · by Tue, 1 December\n  2  write to Ben␛[2J\n"
    )
    assert run("step", "list", "--with", "Alma").out.count("\n") == 1
    assert "is done" in run("step", "done", "1").out
    assert run("step", "list", "--lang", "de").out == (
        "  2  write to Ben␛[2J\nEin Schritt ist erledigt: „ask about chapter 3“ (heute).\n"
    )
    assert run("step", "done", "1", expect=1).err == "Step 1 is done already.\n"
    assert "was dropped" in run("step", "drop", "2").out
    assert run("step", "list").out.startswith("No step is open.")
    run("undo")
    assert [step["done"] for step in json.loads(run("step", "list", "--json").out)] == ["2026-11-23", None]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["done", "1", "2"], 1, "There is no step 2."),
        (["drop", "0"], 1, "There is no step 0."),
        (["add", " "], 2, "A step needs a few words."),
        (["add", "x", "--by", "yesterday"], 2, "“yesterday” is in the past."),
        (["add", "x", "--by", "someday"], 2, "I do not understand “someday”"),
        (["add", "x", "--with", "Nobody"], 1, "“Nobody”"),
    ],
)
def test_what_is_no_step_is_refused(run: Run, arguments: list[str], code: int, sentence: str) -> None:
    """Each refusal is a sentence, and the steps stay as they were."""
    run("step", "add", "stay")
    assert sentence in run("step", *arguments, expect=code).err
    assert [(step["text"], step["done"]) for step in json.loads(run("step", "list", "--json").out)] == [("stay", None)]

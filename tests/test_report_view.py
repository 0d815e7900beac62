"""The report on the terminal says what the report holds, in both languages, and fits its width."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

import snapshot
from conftest import spoken
from logs import entry, ledger
from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.measures import Share, Trend, Verdict
from netcheck.domain.model import Contact, Direction, Function, Kind, Voice
from netcheck.domain.pauses import Pause
from netcheck.domain.permutation import Compared
from netcheck.domain.report import (
    Bar,
    CheckRow,
    ComparedChecks,
    Density,
    Exchange,
    Gap,
    KindCount,
    Lately,
    OpenStep,
    Period,
    Questions,
    Quiet,
    Report,
    SmallLog,
    Stayed,
    Tendency,
    Totals,
)
from netcheck.domain.report_builder import build
from netcheck.domain.windows import HALF_YEAR, Changing, NotCompared
from netcheck.i18n import _
from netcheck.view.report_terminal import render, report_console
from netcheck.view.text import width
from report_samples import COMPARED, EMPTY, FULL, SMALL, TODAY, day

FORMS = {"full": FULL, "small": SMALL, "empty": EMPTY}
YOUNG = FULL.replaced(
    comparison=None,
    compared_days=None,
    density=None,
    ties=None,
    not_compared=NotCompared.YOUNG,
    signature=FULL.signature and FULL.signature.replaced(before=None),
)


def drawn(report: Report, language: str = "de", columns: int = 80, *, person: str = "", circle: str = "") -> str:
    """Return the report as it is printed, without colour unless the environment asks for it."""
    out = io.StringIO()
    spoken(language, render, report, report_console(out, width=columns), person=person, circle=circle)
    return out.getvalue()


def told(report: Report, language: str = "de", person: str = "") -> str:
    """Return the report's words as one line, so that line breaks do not matter."""
    return " ".join(drawn(report, language, person=person).split())


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("form", ["full", "small"])
def test_snapshots(form: str, language: str, columns: int) -> None:
    """Each form looks as it did when someone last read it."""
    snapshot.check(f"report_{form}_{language}_{columns}", drawn(FORMS[form], language, columns))


def test_snapshot_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The colours are those that someone last looked at."""
    monkeypatch.delenv("NO_COLOR")
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": ""}.items():
        monkeypatch.setenv(name, value)
    snapshot.check("report_full_en_80_colour", drawn(FULL, "en"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("columns", [60, 72, 80, 81, 100])
def test_no_line_is_wider_than_the_console(columns: int, language: str) -> None:
    """The words beside the curves, too, go on in a further line where they do not fit."""
    assert max(map(width, drawn(FULL, language, columns).splitlines())) <= columns
    assert max(map(width, drawn(YOUNG, language, columns).splitlines())) <= columns


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Noch nichts notiert. Der kürzeste Anfang: netcheck log\n"),
        ("en", "Nothing logged yet. The shortest beginning: netcheck log\n"),
    ],
)
def test_an_empty_log_is_one_sentence(language: str, said: str, columns: int) -> None:
    """An empty log has no charts, only what to do first."""
    assert drawn(EMPTY, language, columns) == said


def test_colour_adds_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its colours, the coloured report is the plain one; no colour is red."""
    plain = drawn(FULL)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = drawn(FULL)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert set(re.findall(r"\x1b\[([\d;]*)m", coloured)) == {"0", "1", "38;5;30", "38;5;130"}


@pytest.mark.parametrize(
    ("verdict", "german", "english"),
    [
        (Verdict.GIVING, "6 gegeben, 2 bekommen: du gibst mehr. 75 % von dir; bei so wenigen Einträgen könnten es",
         "6 given, 2 received: you give more. 75% from you; with so few entries it could also be 41% to 93%."),
        (Verdict.SLIGHTLY_GIVING, "du gibst etwas mehr, höchstens", "you give somewhat more, within"),
        (Verdict.SLIGHTLY_RECEIVING, "du bekommst etwas mehr, höchstens", "you receive somewhat more, within"),
        (Verdict.RECEIVING, "du bekommst mehr.", "you receive more."),
        (Verdict.BALANCED, "ausgeglichen.", "balanced."),
        (Verdict.OPEN, "noch offen.", "still open."),
    ],
)  # fmt: skip
def test_the_balance_in_a_sentence(verdict: Verdict, german: str, english: str) -> None:
    """Both counts and the verdict stand in one sentence, the share and its range in the next."""
    report = FULL.replaced(giving_share=Share(0.75, 0.4093, 0.9285, 6, 2, verdict, None))
    assert german in told(report)
    assert english in told(report, "en")


def test_a_narrow_range_is_not_told() -> None:
    """Where the share can hardly be another one, it stands alone."""
    report = FULL.replaced(giving_share=Share(0.62, 0.5895, 0.6496, 620, 380, Verdict.SLIGHTLY_GIVING))
    assert "höchstens zwei zu eins. 62 % von dir. Was du gibst" in told(report)


def test_too_little_data_gives_no_verdict() -> None:
    """With few entries the counts and the range stay, and the verdict waits."""
    share = Share(1.0, 0.5101, 1.0, 4, 0, Verdict.GIVING, Trend.UP)
    report = FULL.replaced(giving_share=share, too_little=True, lately=Lately(13, 1))
    said = told(report)
    assert "4 gegeben, 0 bekommen. Für ein Urteil weiß dein Log noch zu wenig (in zwölf Monaten 13 Einträge " in said
    assert (
        "mit einem Menschen, nötig sind 30 mit 5). 100 % von dir; bei so wenigen Einträgen könnten es auch 51" in said
    )
    assert "du gibst mehr" not in said
    assert "a verdict (13 entries with one person in twelve months, of the 30 with 5 it takes)." in told(report, "en")


def test_too_little_data_shows_no_change() -> None:
    """With few entries in a window the section says how many it takes, and neither how dense nor who stayed."""
    report = YOUNG.replaced(too_little=True, not_compared=NotCompared.TOO_LITTLE)
    section = told(report, "en").partition("WHAT HAS CHANGED ")[2].partition(" IN TOUCH")[0]
    takes = "A comparison takes 30 entries with 5 people on either side."
    assert section == f"{takes} It sets a year against the year before."


@pytest.mark.parametrize(
    ("now", "before", "sentence"),
    [
        (2.6, 2.4, "2.6 people, then to 2.4."),
        (5.6, 5.4, "5.6 people, then to 5.4."),
        (10.6, 10.4, "10.6 people, then to 10.4."),
        (3.5, 2.5, "3.5 people, then to 2.5."),
        (4.51, 4.49, "4.5 people, then to 4.5."),
        (11.2, 9.9, "11 people, then to 10."),
    ],
)
def test_rounding_does_not_contradict(now: float, before: float, sentence: str) -> None:
    """Two numbers of people seem no further apart, and no closer, than they are."""
    core = Compared(now, before, 0.4)
    found = COMPARED.replaced(compared={**COMPARED.compared, Changing.EFFECTIVE_CONTACTS: core})
    assert f"the exchange amounts to {sentence}" in told(FULL.replaced(comparison=found, density=Density.SAME), "en")


@pytest.mark.parametrize("person", ["", "Alma"])
def test_older_backing_is_told(person: str) -> None:
    """Where backing from before the two years counts, a sentence says so, also of one person."""
    rows = tuple(row.replaced(older=row.function is Function.BACKING) for row in FULL.exchanges)
    assert "Backing counts from the beginning." in told(FULL.replaced(exchanges=rows), "en", person)
    assert "Backing counts from" not in told(FULL, "en", person)


@pytest.mark.parametrize(
    ("change", "german", "english"),
    [
        (Trend.UP, "an mehr Menschen", "What you give goes to more areas, or to more people within them, than before."),
        (Trend.DOWN, "an weniger", "What you give goes to fewer areas, or to fewer people within them, than before."),
        (Trend.SAME, "", ""),
    ],
)
def test_a_changed_contribution_is_told(change: Trend, german: str, english: str) -> None:
    """Where what one gives reaches clearly more or fewer than before, a sentence says so."""
    report = FULL.replaced(comparison=COMPARED.replaced(changes={**COMPARED.changes, Changing.CONTRIBUTION: change}))
    assert german in told(report)
    assert english in told(report, "en")
    assert ("What you give goes to" in told(report, "en")) is bool(english)


@pytest.mark.parametrize(
    ("fields", "told_of"),
    [
        ({}, True),
        ({"p_below": 0.05}, False),
        ({"evenness": 0.6}, False),
        ({"n": 29}, False),
    ],
)
def test_passing_on_is_no_fault(fields: dict[str, Any], told_of: bool) -> None:
    """Even in sum, but not with the same people: a sentence says so kindly; chance or one side alone get none."""
    assert FULL.reciprocity is not None
    report = FULL.replaced(reciprocity=FULL.reciprocity.replaced(**fields))
    assert ("Du gibst viel an andere weiter. Auch das trägt." in told(report)) is told_of
    assert ("you pass much on to others. That counts too." in told(report, "en")) is told_of
    assert "That counts" not in told(report.replaced(too_little=True), "en")


@pytest.mark.parametrize(
    ("stayed", "sentence"),
    [
        (FULL.stayed, "Stayed: 18 of 31. Of the 10 you exchanged most with, 7 stayed. HOW THE"),
        (Stayed(18, 31, 10, 10), "Stayed: 18 of 31. HOW THE"),
        (Stayed(18, 31, 10, 0), "Of the 10 you exchanged most with, none stayed. HOW THE"),
        (Stayed(18, 31, 10, 1), "Of the 10 you exchanged most with, 1 stayed. HOW THE"),
    ],
)
def test_who_stayed(stayed: Stayed, sentence: str) -> None:
    """It is told with those whom most was exchanged with, unless all of them stayed."""
    assert sentence in told(FULL.replaced(stayed=stayed), "en")


def test_who_stayed_waits_for_two_years() -> None:
    """Without a retention, or anything to compare, nobody is counted as stayed."""
    assert "Stayed" not in told(FULL.replaced(retention=None), "en")
    assert "No longer in it" not in told(FULL.replaced(ties=None), "en")


def test_nothing_passed_in_a_year() -> None:
    """Without anything given or received, no share is made up, and the imported sources are still named."""
    said = told(FULL.replaced(giving_share=None, one_sided=("Mastodon", "X"), one_sided_entries=9))
    assert "nichts notiert, was hier zählt. 9 Einträge (Mastodon und X)" in said


def test_which_side_a_place_sees() -> None:
    """Places of one side stand together; a table, and a place that nobody knows, are said nothing of."""
    sources = ("csv", "git", "linkedin", "mail", "mastodon", "my.archive")
    for report in (FULL, SMALL):
        assert " ".join(told(report.replaced(sources=sources), "en").split()).count(
            "Imported: git and LinkedIn show both sides; Mastodon shows only what you gave; Mail shows only talks."
        )
        assert "Imported" not in told(report.replaced(sources=("csv", "my.archive")), "en")


@pytest.mark.parametrize(
    ("sole", "sentence"),
    [
        (("Ben", None, None), "Aufträge kommen nur von einem Menschen (Ben). Alles andere kommt von mindestens drei."),
        (
            ("Ben", "Eva", None),
            "Aufträge (Ben) und Rückendeckung (Eva) kommen jeweils nur von einem Menschen. Alles andere",
        ),
        (
            ("Ben", "Ben", None),
            "Aufträge und Rückendeckung kommen nur von einem Menschen (Ben). Alles andere kommt von",
        ),
        (("Ben", "Ben", "Ben"), "Mut, Aufträge und Rückendeckung kommen nur von einem Menschen (Ben). In dieser"),
        ((None, None, None), "Von den drei Bereichen, die zu sehen sind, kommt keiner nur von einem Menschen."),
    ],
)
def test_what_rests_on_one_person(sole: tuple[str | None, ...], sentence: str) -> None:
    """Functions that one person carries are named with the person; the rest is summed up if it is wide."""
    rows = zip((Function.BUSINESS, Function.BACKING, Function.INSPIRATION), sole, (2, 4, 3), strict=True)
    served = [Exchange(function, 3, 1 if name else wide, 0, 0, name) for function, name, wide in rows]
    exchanges = (served[2], Exchange(Function.CURATION, 0, 0, 5, 2, None), *served[:2])
    said = told(FULL.replaced(exchanges=exchanges))
    assert sentence in said
    assert "In dieser Zeit nicht im Log: Fundstücke von anderen. Das heißt nicht, dass es fehlt." in said


def test_what_is_zero_has_a_dash_and_what_is_not_has_a_bar() -> None:
    """Nothing is a dash without a bar; the smallest number still shows one block."""
    rows = (Exchange(Function.BUSINESS, 1, 1, 400, 90, "Ben"), Exchange(Function.BACKING, 0, 0, 2, 1, None))
    work, backing = (line for line in drawn(FULL.replaced(exchanges=rows)).splitlines() if "│" in line and "×" in line)
    assert work.count("█", 0, work.index("│")) == 1
    assert "–" in backing.split("│")[0]
    assert "█" not in backing.split("│")[0]
    assert "█" in backing.split("│")[1]


def test_where_nothing_came_the_log_is_not_all() -> None:
    """Six dashes are explained like one: what is not in the log may be there all the same."""
    rows = tuple(row.replaced(received=0, received_from=0, sole=None, given=9) for row in FULL.exchanges)
    english, german = (told(FULL.replaced(exchanges=rows), language) for language in ("en", "de"))
    assert re.search(r"Not seen in your log .*, .* and .* from others\. That does not mean there is none\.", english)
    assert "Das heißt nicht, dass es fehlt." in german


@pytest.mark.parametrize(
    ("first", "until", "german", "english"),
    [
        (day(2025, 12, 24), TODAY, "Ab dem 23. Dezember lässt sich", "From 23 December on, half a year"),
        (day(2025, 11, 25), TODAY, "Ab dem 24. November lässt sich", "From 24 November on, half a year"),
        (day(2026, 6), TODAY, "Ab dem 31. Mai 2027 lässt sich", "From 31 May 2027 on, half a year"),
        (day(2025, 6), TODAY - 300, "Ab dem 31. Mai lässt sich", "From 31 May on, half a year"),
    ],
)
def test_from_when_on_is_compared(first: int, until: int, german: str, english: str) -> None:
    """The day is told on which the log holds two windows of half a year, with its year unless that is this one."""
    log = Totals(426, 201, 137, 88, 33, 0, first, until)
    report = YOUNG.replaced(log=log, day=until, comparable_from=first + 2 * HALF_YEAR)
    assert f"Dein Log ist noch jung. {german}" in told(report)
    assert f"Your log is still young. {english}" in told(report, "en")


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Zwischen dir und Ruth rechnet niemand auf."), ("en", "Between you and Ruth nobody keeps accounts.")],
)
def test_where_nobody_keeps_accounts_it_is_said(language: str, said: str) -> None:
    """With family there is no balance to tell, and the entries count all the same."""
    events = [entry(age, "gave Ruth help") for age in range(16)]
    report = build(ledger(events, Contact("Ruth", "Ruth", no_balance=True)), TODAY)
    assert said in told(report, language, person="Ruth")
    assert spoken(language, _, "Nothing that counts here is logged for this time.") not in told(
        report, language, person="Ruth"
    )


def test_an_old_log_has_no_table_of_dashes() -> None:
    """Where two years brought nothing, one sentence says so."""
    said = drawn(FULL.replaced(exchanges=EMPTY.exchanges, signature=None), "en")
    assert "Your log has nothing here for this time." in said
    assert "│" not in said


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"not_compared": NotCompared.YOUNG}, "Your log is still young."),
        ({"not_compared": NotCompared.TOO_LITTLE}, "A comparison takes 30 entries with 5 people on either side."),
        (
            {
                "not_compared": NotCompared.PAUSE,
                "long_pauses": (Pause(day(2025, 8, 20), day(2026, 2, 3), ongoing=False),),
            },
            "From 21 August 2025 to 2 February your log holds nothing. Not logged does not mean nothing happened",
        ),
        (
            {"not_compared": NotCompared.PAUSE, "long_pauses": (Pause(day(2026, 8, 20), TODAY, ongoing=True),)},
            "Since 21 August your log holds nothing.",
        ),
    ],
)
def test_why_nothing_is_compared(fields: dict[str, Any], sentence: str) -> None:
    """Where windows cannot be compared, one friendly line says why, and nothing is said to have changed."""
    said = told(YOUNG.replaced(**fields), "en")
    assert sentence in said
    assert not [word for word in ("Denser", "No clear change", "New in your log", "○") if word in said]


@pytest.mark.parametrize(("events", "told_of"), [((275, 183), True), ((274, 183), False), ((183, 275), True)])
def test_other_effort_is_told_and_compared_all_the_same(events: tuple[int, int], told_of: bool) -> None:
    """From a factor of one and a half on, the report says on how many entries of each window it compared."""
    said = told(FULL.replaced(comparison=COMPARED.replaced(events=events)), "en")
    assert "Denser than the year before" in said
    assert (f"You logged {events[0]} entries instead of {events[1]}; 183 of each are compared." in said) is told_of
    assert ("entries instead of" in said) is told_of


def test_a_report_about_one_person() -> None:
    """It names the person and shows what went both ways, whatever the size; nobody is counted or compared."""
    report = SMALL.replaced(people=1, exchanges=FULL.exchanges, quiet=(Quiet("Alma Reuter", 41, day(2026, 6)),))
    said = drawn(report.replaced(giving_share=FULL.giving_share), person="Alma\x1b Reuter")
    assert said.startswith("Du und Alma␛ Reuter    ")
    assert "7 Einträge seit November 2026 · letzter Eintrag heute" in said
    assert "  Hilfe, Feedback        36×  " in said
    assert "92 gegeben, 79 bekommen: ausgeglichen" in said
    assert "So lange wie noch nie ohne Eintrag: Alma Reuter (zuletzt im Juni; die" in said
    assert not [
        word for word in ("Dichter", "FRAGEN", "nur von einem", "Anfang", "GERADE IM AUSTAUSCH") if word in said
    ]


def test_one_person_alone_is_not_compared() -> None:
    """A log with one person says nothing of density, of the spread, nor of what rests on that one."""
    said = told(YOUNG.replaced(people=1, not_compared=NotCompared.TOO_LITTLE))
    assert "mit einem Menschen seit" in said
    assert "Für einen Vergleich braucht es auf beiden Seiten 30 Einträge mit 5 Menschen." in said
    assert not [word for word in ("Dichter", "nur von einem", "VERTEILT") if word in said]


@pytest.mark.parametrize(
    ("gap", "german", "english"),
    [
        (1, "1 Tag", "1 day"),
        (20, "20 Tage", "20 days"),
        (21, "3 Wochen", "3 weeks"),
        (119, "17 Wochen", "17 weeks"),
        (120, "4 Monate", "4 months"),
        (700, "23 Monate", "23 months"),
    ],
)
def test_quiet_people_in_words(gap: int, german: str, english: str) -> None:
    """The longest gap is told in the unit a person would use, the last time by its month."""
    report = FULL.replaced(quiet=(Quiet("Ada", gap, day(2026, 6)),))
    assert f"So lange wie noch nie ohne Eintrag: Ada (zuletzt im Juni; die längste Lücke war {german})." in told(report)
    sentence = f"Longer without an entry than ever before: Ada (last in June; the longest gap was {english})."
    assert sentence in told(report, "en")


def test_nobody_lively_leaves_no_empty_section() -> None:
    """Without names there is no head for them."""
    assert "GERADE IM AUSTAUSCH" not in drawn(FULL.replaced(lively=()))
    assert "ohne Eintrag" not in drawn(FULL.replaced(quiet=()))


def score(year: int, yes: int, of: int = 10, name: str | None = None) -> CheckRow:
    """Return a check of November."""
    return CheckRow(day(year, 11), Voice.PERSON if name != "company" else Voice.COMPANY, name, yes, of)


def test_checks_of_every_voice_have_their_row() -> None:
    """The company and single persons have labelled rows; questions fewer than ten say out of how many."""
    questions = Questions(
        (score(2025, 10),), (score(2025, 4),), (score(2024, 5, 7, "Li 李"), score(2025, 7, 7, "Li 李")), (), ()
    )
    said = drawn(FULL.replaced(questions=questions))
    assert "                     Nov 2025: 10\n" in said
    assert "  Dein Unternehmen    Nov 2025: 4\n" in said
    assert "  Li 李               Nov 2024: 5 von 7    Nov 2025: 7 von 7\n" in said
    assert "Beim letzten Mal war jedes Ja klar." in said


def test_a_long_history_shows_its_latest_checks() -> None:
    """What does not fit into the line is the oldest."""
    questions = FULL.questions.replaced(personal=tuple(score(year, 7) for year in range(1990, 2026)))
    row = next(line for line in drawn(FULL.replaced(questions=questions)).splitlines() if "Nov 2025" in line)
    assert row.startswith("  Nov 2021: 7    Nov 2022: 7")


@pytest.mark.parametrize(
    ("count", "sentence"),
    [(1, "Your step: “Step 0” (Ada, by 3 December)."), (2, "Your steps: “Step 0” (Ada, by 3 December) and “Step 1”."),
     (3, "Your steps: “Step 0” (Ada, by 3 December), “Step 1” and “Step 2”."),
     (5, "Your steps: “Step 0” (Ada, by 3 December), “Step 1”, “Step 2” and 2 more.")],
)  # fmt: skip
def test_open_steps(count: int, sentence: str) -> None:
    """Steps are quoted with their person and day; of many, three; a day gone by is not held against anyone."""
    steps = (
        OpenStep("0", "Step 0", "Ada", day(2026, 12, 3)),
        OpenStep("1", "Step 1", None, day(2026, 11, 1)),
        *(OpenStep(str(number), f"Step {number}", None, None) for number in range(2, 5)),
    )
    assert sentence in told(FULL.replaced(questions=FULL.questions.replaced(steps=steps[:count])), "en")


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (None, ""),
        (Gap(0.0, 1, 0, 0), "Zu einer Antwort kann dein Log etwas sagen; es spricht nicht dagegen."),
        (Gap(1.0, 1, 1, 0), "Zu einer Antwort kann dein Log etwas sagen; es spricht dagegen."),
        (Gap(0.0, 2, 0, 0), "Zu zwei Antworten kann dein Log etwas sagen; gegen keine davon spricht es."),
        (Gap(0.0, 2, 1, 1), "Zu zwei Antworten kann dein Log etwas sagen; gegen eine davon spricht es."),
        (Gap(-0.5, 2, 0, 1), "Zu zwei Antworten kann dein Log etwas sagen; gegen keine davon spricht es."),
        (Gap(2 / 3, 3, 2, 0), "Zu drei Antworten kann dein Log etwas sagen; gegen zwei davon spricht es."),
        (Gap(0.0, 4, 0, 0), "Zu vier Antworten kann dein Log etwas sagen; gegen keine davon spricht es."),
    ],
)
def test_answers_and_log(gap: Gap | None, sentence: str) -> None:
    """Of the answers about oneself that the log can speak to, it is told how many it speaks against."""
    rows = (*FULL.questions.personal[:-1], FULL.questions.personal[-1].replaced(gap=gap))
    said = told(FULL.replaced(questions=FULL.questions.replaced(personal=rows)))
    assert sentence in said
    assert ("kann dein Log" in said) is bool(sentence)
    assert "kann dein Log" not in told(FULL.replaced(questions=FULL.questions.replaced(personal=())))


@pytest.mark.parametrize(
    ("tendency", "compared", "sentence"),
    [
        (Tendency(6, 0.9, Trend.UP), None, "7 Over all 6 rounds the clear yeses became more: from 5 to 7. Still"),
        (Tendency(6, -0.9, Trend.DOWN), None, "7 Over all 6 rounds the clear yeses became fewer: from 5 to 7. Still"),
        (Tendency(6, 0.1, Trend.SAME), None, "Aug 2026: 7 Still open"),
        (None, ComparedChecks(QUESTIONS[:6], (), 0.03, clear=True), "7 Clearly more yeses than in the round before."),
        (None, ComparedChecks((), QUESTIONS[:6], 0.03, clear=True), "7 Clearly fewer yeses than in the round before."),
        (
            None,
            ComparedChecks(("dialogue",), ("same_extent", "sustainable"), 1.0, clear=False),
            "Aug 2026: 7 Clear since the round before: dialogue. No longer clear: same extent, lasting. Still open",
        ),
    ],
)
def test_where_the_answers_tend(tendency: Tendency | None, compared: ComparedChecks | None, sentence: str) -> None:
    """A word for the course of the answers needs a test that finds one; which questions moved is told without."""
    assert sentence in told(
        FULL.replaced(questions=FULL.questions.replaced(tendency=tendency, compared=compared)), "en"
    )


@pytest.mark.parametrize(
    ("fields", "tips"),
    [
        ({}, ["suggest", "report --explain"]),
        ({"questions": EMPTY.questions}, ["suggest", "checklist", "report --explain"]),
        (
            {"bars": (Bar(2020, 1, 3, 3, partial=False), *FULL.bars)},
            ["suggest", "report --period year", "report --explain"],
        ),
    ],
)
def test_the_closing_lines_fit_the_log(fields: dict[str, Any], tips: list[str]) -> None:
    """The questions are named until they were asked; then a long log can be shown as a whole."""
    last = drawn(FULL.replaced(**fields)).split("\n\n")[-1].splitlines()
    assert [line.partition("   ")[0].strip() for line in last] == [f"netcheck {tip}" for tip in tips]


def test_the_chart_shows_the_latest_periods_that_fit() -> None:
    """Months are named, the years stand above their first column, and the tallest shown column is full."""
    bars = [Bar(2020 + month // 12, month % 12 + 1, month, 1, partial=False) for month in range(82)]
    report = FULL.replaced(bars=(Bar(2019, 12, 999, 9, partial=False), *bars), period=Period.MONTH)
    lines = drawn(report).splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("Monat"))
    years, labels, received, little, numbers, blocks = lines[at - 1 : at + 5]
    assert labels.split()[-2:] == ["Okt", "Monat"]
    assert received.split()[-1] == "1"
    assert set(little.split()) == {"▁▁▁"}
    assert numbers.split()[-1] == "81"
    assert blocks.endswith("███")
    assert years.index("2026") == labels.rindex("Jan")
    assert "999" not in numbers


def test_years_need_no_second_line_of_labels() -> None:
    """By year the labels are the years, and a report of an earlier day says up to when it counts."""
    report = FULL.replaced(
        period=Period.YEAR, bars=(Bar(2025, 0, 5, 0, partial=False), Bar(2026, 0, 1, 0, partial=True))
    )
    lines = drawn(report.replaced(day=day(2026, 8, 20)), "en").splitlines()
    at = next(number for number, line in enumerate(lines) if line.split() == ["2025", "2026*"])
    assert [line.split() for line in lines[at + 1 : at + 4]] == [
        ["received", "0", "0"],
        ["given", "5", "1"],
        ["████", "▂▂▂▂", "*", "to", "20", "August"],
    ]
    assert lines[0].endswith(" as of 20 August 2026")


@pytest.mark.parametrize(
    ("direction", "german", "english"),
    [
        (Direction.GIVEN, "gegeben etwas von Ada (2×) geteilt", "given shared something by Ada (2×)"),
        (Direction.RECEIVED, "bekommen von Ada (2×) geteilt", "received shared by Ada (2×)"),
        (Direction.MUTUAL, "gemeinsam gegenseitig geteilt mit Ada (2×)", "together shared both ways with Ada (2×)"),
    ],
)
def test_whose_work_was_shared(direction: Direction, german: str, english: str) -> None:
    """Whether one shared what somebody made or the other way round can be read from the words."""
    report = SMALL.replaced(small_log=SmallLog(1, (KindCount(direction, Kind.SHARE, (("Ada", 2),), 2),), ()))
    assert german in told(report)
    assert english in told(report, "en")


def test_one_area_that_comes_from_several() -> None:
    """A single area is told in the singular."""
    report = FULL.replaced(exchanges=(Exchange(Function.BACKING, 3, 2, 0, 0, None),))
    assert "Der eine Bereich, der zu sehen ist, kommt nicht nur von einem Menschen." in told(report)
    assert "The one area seen does not come from one person only." in told(report, "en")


def test_a_beginning_of_one_entry() -> None:
    """One entry with one person on one day is said in the singular, and a new log is told nothing of giving."""
    kinds = (KindCount(Direction.RECEIVED, Kind.INTRODUCTION, (("Ada", 1),), 1),)
    report = SMALL.replaced(log=Totals(1, 0, 1, 0, 1, 0, TODAY, TODAY), people=1, small_log=SmallLog(1, kinds, ()))
    assert "1 Eintrag mit einem Menschen an einem Tag. Ein Anfang. bekommen eine Vermittlung durch Ada WAS" in told(
        report
    )
    assert "1 entry with one person on one day. A beginning. received an introduction by Ada WHAT" in told(report, "en")


def test_a_small_log_counts_nothing_where_nobody_keeps_accounts() -> None:
    """Such people are named without how often, and the kind still agrees with how much there was."""
    kinds = (KindCount(Direction.RECEIVED, Kind.INTRODUCTION, (("Ada", 2), ("Ruth", 0)), 5),)
    said = told(SMALL.replaced(small_log=SmallLog(9, kinds, ())), "en")
    assert "introductions by Ada (2×) and Ruth WHAT" in said


def test_a_small_log_may_be_old() -> None:
    """After a while the span is told by its month, after two years nothing is promised for then."""
    report = SMALL.replaced(log=Totals(7, 5, 1, 1, 4, 0, day(2024, 5), TODAY))
    assert SMALL.small_log is not None
    said = told(report.replaced(small_log=SMALL.small_log.replaced(span_days=900)))
    assert "7 Einträge mit 4 Menschen seit Mai 2024." in said
    assert "nach zwei Jahren" not in said
    assert "Anfang" not in said
    assert "Am Anfang gibt man meist mehr" in told(report)


def test_answers_show_even_without_entries() -> None:
    """The ten questions need no log."""
    assert "Nov 2025: 5" in drawn(EMPTY.replaced(questions=FULL.questions))
    assert "Nov 2025: 5" in drawn(SMALL.replaced(questions=FULL.questions))


def test_part_of_a_log_may_be_empty() -> None:
    """A person, a circle or an earlier day without entries is no empty log."""
    assert told(EMPTY, person="Ada") == told(EMPTY.replaced(day=TODAY - 9)) == "Dazu steht nichts im Log."
    assert drawn(FULL, circle="Autoren").startswith("Dein Netzwerk: Autoren  ")
    assert "WAS DAZUKOMMT" not in drawn(SMALL, circle="Autoren")

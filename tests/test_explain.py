"""Where each number comes from: the inputs give the value, in numbers and in words."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import snapshot
from conftest import spoken
from logs import DAY, entry, ledger, random_ledger
from netcheck.domain.demo import demo
from netcheck.domain.evidence import evidence, freeze
from netcheck.domain.explain import explain
from netcheck.domain.model import Answer, Check, Contact, Event, Ledger, Voice
from netcheck.domain.registry import MEASURES, Measure
from netcheck.domain.report_builder import build
from netcheck.i18n import _
from netcheck.view.demo import demo_texts
from netcheck.view.explain import render
from netcheck.view.report_terminal import report_console
from netcheck.view.text import width as cells_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run
    from netcheck.domain.explain import Explained, Explanation
    from netcheck.domain.facts import Facts

SMALL = [
    *(entry(age, "gave Ada help") for age in (3, 40, 90)),
    *(entry(age, "got Ada feedback") for age in (5, 20)),
    entry(200, "got Bo business", weight=3),
    entry(300, "got Bo thanks"),
    entry(30, "with Cem talk"),
]


def of(explanation: Explanation, measure: Measure) -> Explained:
    """Return one measure of an explanation."""
    return next(explained for explained in explanation.measures if explained.measure is measure)


def drawn(
    explanation: Explanation, language: str = "en", width: int = 80, *, person: str = "", circle: str = ""
) -> str:
    """Return an explanation as it is printed."""
    out = io.StringIO()
    spoken(language, render, explanation, report_console(out, width=width), person=person, circle=circle)
    return out.getvalue()


def with_checks(found: Ledger) -> Ledger:
    """Return a ledger with two rounds of answers, and what the log said to them."""
    answers = {"dialogue": Answer.YES, "reciprocity": Answer.NO, "same_extent": Answer.YES}
    frozen = freeze(evidence(found, DAY))
    rounds = [
        Check("1", DAY - 90, Voice.PERSON, answers=answers | {"same_extent": Answer.PARTLY}),
        Check("2", DAY, Voice.PERSON, answers=answers, evidence=frozen),
    ]
    return found.replaced(checks=rounds)


@pytest.mark.parametrize(
    ("measure", "facts"),
    [
        (Measure.GIVING_SHARE, {"given": 3, "received": 4, "total": 7}),
        (Measure.SILENCE, {"people": 1, "quiet": 0, "lapsed": 0}),
        (Measure.RECIPROCITY, {"matched": 2, "events": 7, "value": pytest.approx(4 / 7)}),
        (Measure.COVERAGE, {"one": 3, "two": 0, "of": 6}),
        (Measure.CONTRIBUTION, {"one": 1, "two": 0, "of": 6}),
        (Measure.WORST_LOSS, {"value": pytest.approx(2 / 3), "functions": 3, "bus_factor": 1, "sole": 3}),
        (Measure.MULTIPLEXITY, {"pairs": 3, "people": 2, "value": 1.5}),
        (Measure.RHYTHM, {"weekly": 0, "monthly": 0, "yearly": 3}),
        (Measure.RETENTION, {}),
        (Measure.CLEAR_YES, {"rounds": 2, "yes": 2, "of": 3, "gained": 1, "lost": 0, "p": 1.0}),
        (Measure.ANSWERS_AND_LOG, {}),
        (Measure.TIES, {}),
        (Measure.SIGNATURE, {"now_5": 1.0, "now_15": 1.0}),
        (Measure.RESERVE, {"people": 0, "backed": 0}),
        (Measure.ASKED, {"came": 0, "came_times": 0, "asked": 0, "asked_times": 0}),
    ],
)
def test_inputs_counted_by_hand(measure: Measure, facts: dict[str, float]) -> None:
    """What goes in is what one counts in the log."""
    found = of(explain(with_checks(ledger(SMALL)), DAY), measure)
    assert {key: found.facts[key] for key in facts} == facts
    assert bool(facts) == bool(found.facts)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 30), st.integers(1, 400), st.integers(1, 2000))
def test_the_inputs_give_the_value(seed: int, people: int, size: int, span: int) -> None:
    """Each formula, done with the inputs as they are shown, comes to the value that is shown."""
    found = explain(random_ledger(seed, people=people, size=size, span=span), DAY)
    formulas: dict[Measure, Callable[[Facts], float]] = {
        Measure.GIVING_SHARE: lambda f: f["given"] / (f["given"] + f["received"]),
        Measure.EFFECTIVE_CONTACTS: lambda f: f["total"] ** 2 / f["squares"],
        Measure.DEPTH: lambda f: f["squares"] / f["total"],
        Measure.RECIPROCITY: lambda f: 2 * f["matched"] / f["events"],
        Measure.RETENTION: lambda f: f["kept"] / f["before"],
        Measure.MULTIPLEXITY: lambda f: f["pairs"] / f["people"],
    }
    for measure, formula in formulas.items():
        facts = of(found, measure).facts
        assert not facts or facts["value"] == pytest.approx(formula(facts))
    loss, kept = of(found, Measure.WORST_LOSS), of(found, Measure.RETENTION).facts
    shares = [row.facts["times"] / row.facts["of"] for row in loss.rows]
    assert not shares or loss.facts["value"] == pytest.approx(sum(shares) / len(shares))
    assert not kept or kept["turnover"] == pytest.approx(1 - kept["kept"] / kept["either"])


def test_without_the_most_important_person() -> None:
    """The values then are those of a log that never knew the person."""
    found = ledger(SMALL)
    explanation = explain(found, DAY)
    assert (explanation.without, explanation.bearing) == ("Bo", True)
    rest = build(ledger([event for event in SMALL if event.contact_id != "Bo"]), DAY)
    assert rest.giving_share is not None
    assert of(explanation, Measure.GIVING_SHARE).without["value"] == rest.giving_share.value
    assert of(explanation, Measure.WORST_LOSS).without_name == "Ada"
    assert of(explanation, Measure.SILENCE).without == {}


@pytest.mark.parametrize(
    ("events", "without"),
    [
        ([], None),
        (SMALL[:5], None),
        ([*(entry(age, "with Ada talk") for age in (1, 2)), entry(3, "with Bo talk")], "Ada"),
        ([entry(3, "got Readers help"), entry(3, "with Bo talk")], None),
    ],
)
def test_whom_to_leave_out(events: list[Event], without: str | None) -> None:
    """Where nothing rests on anybody it is the strongest tie; a single person, or a group, is never left out."""
    explanation = explain(ledger(events, Contact("Readers", "Readers", group=True)), DAY)
    assert (explanation.without, explanation.bearing) == (without, False)


def test_what_was_compared() -> None:
    """Where two windows are compared, what the report compares stands with each measure; depth has no comparison."""
    found = ledger([entry(age, f"{('gave', 'got')[age % 2]} P{age % 11} help") for age in range(0, 1400, 7)])
    explanation, report = explain(found, DAY), build(found, DAY)
    assert report.comparison is not None
    for row in MEASURES:
        if row.facts is not None:
            explained = of(explanation, row.measure)
            expected = row.changing and report.comparison.compared[row.changing]
            assert explained.compared == expected
            assert explained.change == (row.changing and report.comparison.changes[row.changing])
    assert of(explanation, Measure.DEPTH).compared is None
    assert of(explain(ledger(SMALL), DAY), Measure.EFFECTIVE_CONTACTS).compared is None


def test_who_is_named_for_silence() -> None:
    """The row says how long it has been, and what the longest gap was among how many."""
    kim = [entry(age, "got Kim help") for age in (100, 110, 130, 140, 150)]
    steady = [entry(age, f"{('gave', 'got')[age % 2]} P{age % 7} help") for age in range(0, 400, 4)]
    explained = of(explain(ledger([*kim, *steady]), DAY), Measure.SILENCE)
    assert [(row.name, row.facts) for row in explained.rows] == [("Kim", {"days": 100, "longest": 20, "gaps": 4})]
    assert (explained.facts["quiet"], explained.facts["lapsed"]) == (1, 0)


def test_whom_a_range_hangs_on() -> None:
    """The ends of a range that somebody makes by being left out name that person, with the value then."""
    found = ledger(
        [*(entry(age, "gave Ada help") for age in range(30)), entry(1, "got Bo help"), entry(2, "got Cem help")]
    )
    spread = build(found, DAY).effective_contacts
    assert spread is not None
    rows = of(explain(found, DAY), Measure.EFFECTIVE_CONTACTS).rows
    assert [(row.name, row.facts["value"]) for row in rows] == [("Bo", spread.low), ("Ada", spread.high)]


def test_answers_and_evidence_stand_side_by_side() -> None:
    """Of each answer that the log can speak to, both are shown, and the mean of the difference."""
    lively = [entry(age, f"{('gave', 'got')[age % 2]} P{age % 13} help") for age in range(120)]
    explained = of(explain(with_checks(ledger(lively)), DAY), Measure.ANSWERS_AND_LOG)
    assert [(row.key, *row.facts.values()) for row in explained.rows] == [
        ("dialogue", 1, 1), ("reciprocity", 0, 1), ("same_extent", 1, 1),
    ]  # fmt: skip
    assert explained.facts == {"value": pytest.approx(-1 / 3), "of": 3, "over": 0, "under": 1}


@pytest.mark.parametrize("language", ["de", "en"])
def test_snapshots(language: str) -> None:
    """The explanation of the made-up log looks as it did when someone last read it."""
    made_up = demo(DAY, spoken(language, demo_texts))
    snapshot.check(f"explain_{language}", drawn(explain(made_up, DAY), language, 80))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_measure_is_explained(language: str) -> None:
    """Each has its names, its formula and its source, with data and without."""
    described = []
    for found in (ledger(), ledger(SMALL), demo(DAY, spoken(language, demo_texts))):
        said = drawn(explain(found, DAY), language)
        assert "{" not in said
        blocks = [re.split(r"\n  (?=\S)", block) for block in said.split("\n\n")[1:-1]]
        described.append([(head, formula, source) for head, formula, *_between, source in blocks])
    assert described[0] == described[1] == described[2]
    heads, formulas, sources = zip(*described[0], strict=True)
    assert len(set(heads)) == len(set(formulas)) == sum(row.facts is not None for row in MEASURES)
    assert {formula.split("  ")[0] for formula in formulas} == {_("Formula")}
    assert {source.split("  ")[0] for source in sources} == {_("Source")}


DENSE_YEARS = [entry(age, f"{('gave', 'got')[age % 2]} P{age % 11} help") for age in range(0, 1400, 3)]
YEARS = [entry(age, f"{('gave', 'got')[age % 2]} P{age % 11} help") for age in range(0, 1400, 7)]


@pytest.mark.parametrize(
    ("events", "german", "english"),
    [
        (SMALL[:5], "Spanne Bei einem einzigen Menschen gibt es keine.", "Range With a single person there is"),
        (SMALL[:3], "Ergebnis 0 % (wenig Daten: 3 Einträge mit einem Menschen)",
         "Result 0% (little data: 3 entries with one person)"),
        (SMALL[:3] * 9, "Ergebnis 27 / 27 = 100 %: zu wenig für ein Urteil",
         "Result 27 / 27 = 100%: too little for a verdict"),
        ([event.replaced(contact_id=f"P{n % 5}") for n, event in enumerate(SMALL[:3] * 10)],
         "Ergebnis 30 / 30 = 100 %: du gibst mehr", "Result 30 / 30 = 100%: you give more"),
        ([entry(n, f"{('gave', 'got')[n % 2]} P{n // 10} help") for n in range(60)],
         "Ergebnis 100 % = 100 % (im Ganzen ausgeglichen) × 100 % (davon beim selben Menschen)",
         "Result 100% = 100% (even in all) × 100% (of that with the same person)"),
        ([entry(n, f"{('gave', 'got')[n // 10 % 2]} P{n // 10} help") for n in range(60)],
         "so wenig oder weniger gäbe es dann in weniger als 0,1 % der Fälle.",
         "as little or less in less than 0.1% of"),
        (YEARS, "mit allen Einträgen beider Zeiträume: kein klarer Unterschied (durch Zufall in 92 % der Fälle)",
         "Compared 51% instead of 50%, with all entries of the two windows: no clear change (by chance in 92% of"),
        (YEARS, "nur Menschen: 53 und 52 Einträge, davon je 52.", "people only: 53 entries and 52, 52 of each."),
        ([*YEARS, *(entry(n, f"got P{n % 11} help") for n in range(200))],
         "weniger (durch Zufall in weniger als 0,1 % der Fälle)", "less (by chance in less than 0.1% of cases)"),
        ([*YEARS, *(entry(n, f"got P{n % 11} help") for n in range(200))],
         "nur Menschen: 253 und 52 Einträge, davon je 52.", "people only: 253 entries and 52, 52 of each."),
        (
            [event for event in DENSE_YEARS if event.day > DAY - 700],
            "die 182 Tage bis zum 23. November 2026",
            "the 182 days up to 23 November 2026",
        ),
        (
            [event for event in YEARS if not DAY - 300 < event.day < DAY - 100],
            "Für einen Vergleich braucht es auf beiden Seiten 30 Einträge mit 5 Menschen.",
            "A comparison takes 30 entries with 5 people on either side.",
        ),
        (
            [event for event in DENSE_YEARS if not DAY - 300 < event.day < DAY - 100],
            "steht nichts im Log. Nicht notiert heißt nicht",
            "your log holds nothing. Not logged does not mean",
        ),
        (
            [entry(3, "with Ada talk"), entry(3, "with Bo talk")],
            "als wäre Ada nicht im Log: Dort war am meisten Austausch.",
            "if Ada were not in the log: most exchange was there.",
        ),
    ],
)  # fmt: skip
def test_how_it_reads(events: list[Event], german: str, english: str) -> None:
    """One contact has no range, one direction no parts, a rare chance no digits; why nothing is compared is said."""
    explanation = explain(ledger(events), DAY)
    assert german in " ".join(drawn(explanation, "de").split())
    assert english in " ".join(drawn(explanation, "en").split())


@pytest.mark.parametrize(
    ("language", "whole", "part"),
    [
        ("de", "Dein Log ist noch jung. Ab dem 26. Januar 2027", "Ab dem 26. Januar 2027 lässt sich ein halbes Jahr"),
        ("en", "Your log is still young. From 26 January 2027", "From 26 January 2027 on, half a year can be compared"),
    ],
)
def test_a_young_tie_is_no_young_log(language: str, whole: str, part: str) -> None:
    """Where the log was narrowed, its entries are spoken of, not the log."""
    explanation = explain(ledger(SMALL), DAY)
    assert whole in " ".join(drawn(explanation, language).split())
    for person, circle in (("Ada", ""), ("", "Choir")):
        said = " ".join(drawn(explanation, language, person=person, circle=circle).split())
        assert part in said
        assert whole not in said


def test_little_data_is_marked() -> None:
    """Below thirty entries or five contacts in the year, each value has its n beside it."""
    said = drawn(explain(ledger(SMALL), DAY))
    assert "That is not much yet" in said
    assert "3 / 7 = 43%: too little for a verdict (little data: 8 entries with 3 people)" in " ".join(said.split())
    assert "little data" not in drawn(explain(demo(DAY, spoken("en", demo_texts)), DAY))


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(0, 30), st.integers(1, 300), st.integers(1, 2000), st.integers(60, 100))
def test_any_log_is_explained(seed: int, people: int, size: int, span: int, width: int) -> None:
    """Any log is explained within the width, without a number that is none."""
    found = explain(random_ledger(seed, people=people, size=size, span=span), DAY - seed % 800)
    for language in ("de", "en"):
        said = drawn(found, language, width)
        assert max(map(cells_of, said.splitlines())) <= width
        assert not [word for word in said.lower().split() if word.strip("(),;:.") in {"nan", "inf"}]


def test_names_are_data() -> None:
    """A name with control characters or braces is shown, and does nothing."""
    said = drawn(explain(ledger([*SMALL, *(entry(age, "got Ev\x1b[31m{x} help") for age in range(9))]), DAY))
    assert "Ev␛[31m{x}" in said
    assert "\x1b" not in said


def test_on_the_command_line(run: Run) -> None:
    """--explain answers in the language asked for, for a part of the log and an earlier day too."""
    run("log", "-", stdin="got Ana help --new\ngave Ben feedback --new --on -40d\nwith Ana coffee\ngot Ben link\n")
    assert "Woher jede Zahl kommt." in run("report", "--explain", "--lang", "de").out
    assert "1 / 3 = 33%: too little for a verdict" in run("report", "--explain").out
    only = run("report", "--explain", "--with", "Ana").out
    assert only.startswith("You and Ana")
    assert "Without" not in only
    assert "1 / 1 = 100%" in run("report", "--explain", "--until", "-40d").out


def test_as_json(run: Run) -> None:
    """--json prints the same numbers; a measure without any is null."""
    run("log", "-", stdin="got Ana help --new\ngave Ben feedback --new\n")
    found = json.loads(run("report", "--explain", "--json").out)
    assert (found["schema"], found["without"], found["too_little"]) == (2, "Ana", True)
    assert set(found["measures"]) == {row.measure for row in MEASURES if row.facts}
    assert list(found["measures"]) == [one for one in Measure if one in found["measures"]]
    assert (found["compared_days"], found["not_compared"]) == (None, "young")
    assert (found["measures"]["depth"]["compared"], found["measures"]["depth"]["change"]) == (None, None)
    assert found["measures"]["giving_share"]["facts"]["given"] == 1
    assert found["measures"]["giving_share"]["without"]["value"] == 1.0
    assert found["measures"]["retention"] is None


@pytest.mark.parametrize(
    "options",
    [["--explain", "--measure", "core"], ["--explain", "--html", "-"], ["--against", "today", "--no-names"]],
)
def test_one_closer_look_at_a_time(run: Run, options: list[str]) -> None:
    """Two of them at once, or one together with a page to show, are refused by name."""
    refused = run("report", *options, expect=2).err
    assert refused.startswith("Only one of these at a time: --")

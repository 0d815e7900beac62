"""What is said about answers and log: every verdict in both languages, in 80 columns, and nothing that blames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import spoken
from logs import DAY, entry, ledger, random_ledger
from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.evidence import Bearer, Evidence, EvidenceVerdict, evidence, freeze, thaw
from netcheck.domain.model import Answer, Check, Contact, Function, Voice
from netcheck.domain.report import Gap
from netcheck.view.evidence import agreement, evidence_block, evidence_sentence, speaks
from netcheck.view.text import width

if TYPE_CHECKING:
    from collections.abc import Mapping

CELLS = 78
DE, EN = "de", "en"
FORBIDDEN = re.compile(
    "contradict|widersprech|widerspruch|missing|missed|(?<!kein )fehler|(?<!no )fault|"
    "wrong|falsch|owe|neglect|overdue|schuld|überfällig",
    re.IGNORECASE,
)
DIALOGUE = {"n": 18, "needed": 10, "both": 16}
KEPT = {"n": 29, "needed": 10, "kept": 18, "days": 800, "days_needed": 730, "low": 0.44, "high": 0.77}
BALANCE = {"n": 171, "needed": 30, "given": 92, "received": 79, "value": 0.5, "expected": 0.7, "p_below": 0.2}
EACH = {**BALANCE, "needed_each": 10}
SHARE = {"n": 171, "needed": 30, "given": 92, "received": 79, "value": 0.538, "low": 0.463, "high": 0.611}
YES, PARTLY, NO = Answer
SUPPORTED, CONTRADICTED, TOO_LITTLE, NOT_MEASURABLE, SHOWN = EvidenceVerdict
TWO_PEOPLE = (
    Bearer("a", "Ana Belić", (Function.CURATION, Function.BACKING)),
    Bearer("r", "Robert Haas", (Function.BUSINESS,)),
)


def told(item: Evidence, answer: Answer) -> tuple[str, str]:
    """Return the sentences in both languages, as they are printed."""
    de, en = (spoken(language, evidence_sentence, item, answer).replace("\u00a0", " ") for language in (DE, EN))
    return de, en


@pytest.mark.parametrize(
    ("item", "answer", "german", "english"),
    [
        (Evidence("dialogue", SUPPORTED, DIALOGUE), YES,
         ("In deinem Log spricht nichts dagegen: mit 16 von 18 Menschen mit mehreren Einträgen im Jahr in "
          "beide Richtungen."),
         "Nothing in your log speaks against it: both ways with 16 of 18 people with several entries in a year."),
        (Evidence("dialogue", SUPPORTED, {**DIALOGUE, "both": 18}), PARTLY,
         ("Dein Log ist da freundlicher als du: mit allen 18 Menschen mit mehreren Einträgen im Jahr in beide "
          "Richtungen."),
         "Your log is kinder than you are: both ways with all 18 people with several entries in a year."),
        (Evidence("dialogue", CONTRADICTED, {**DIALOGUE, "both": 0}), NO,
         "Dein Log sagt dasselbe: mit keinem von 18 Menschen mit mehreren Einträgen im Jahr in beide Richtungen.",
         "Your log says the same: both ways with none of 18 people with several entries in a year."),
        (Evidence("dialogue", CONTRADICTED, {**DIALOGUE, "both": 1}), YES,
         ("Dein Log sieht anders aus: mit einem von 18 Menschen mit mehreren Einträgen im Jahr in beide "
          "Richtungen. Vielleicht fehlt etwas darin, "
         "vielleicht ist es einen Gedanken wert."),
         ("Your log looks different: both ways with one of 18 people with several entries in a year. Perhaps "
          "something is not in it, perhaps it "
         "is worth a thought.")),
        (Evidence("dialogue", SUPPORTED, {**DIALOGUE, "one_sided": 12}), YES,
         ("In deinem Log spricht nichts dagegen: mit 16 von 18 Menschen mit mehreren Einträgen im Jahr in "
          "beide Richtungen; bei 12 weiteren zeigt es nur deine Seite."),
         ("Nothing in your log speaks against it: both ways with 16 of 18 people with several entries in a year; "
          "for 12 more it shows only your side.")),
        (Evidence("dialogue", TOO_LITTLE, {**DIALOGUE, "n": 1}), YES,
         "Dazu weiß dein Log noch zu wenig (1 Mensch mit mehreren Einträgen im Jahr, nötig sind 10).",
         "Your log knows too little of this yet (1 person with several entries in a year, of the 10 it takes)."),
        (Evidence("sustainable", SUPPORTED, {**KEPT, "kept": 29}), YES,
         ("In deinem Log spricht nichts dagegen: alle 29 mit Einträgen an mindestens drei Tagen im Jahr davor sind "
         "geblieben."),
         ("Nothing in your log speaks against it: all 29 with entries on three days or more the year before "
         "stayed.")),
        (Evidence("sustainable", CONTRADICTED, {**KEPT, "kept": 1}), YES,
         ("Dein Log sieht anders aus: von 29 mit Einträgen an mindestens drei Tagen im Jahr davor ist einer "
          "geblieben. "
         "Vielleicht fehlt etwas darin, vielleicht ist es einen Gedanken wert."),
         ("Your log looks different: one stayed of 29 with entries on three days or more the year before. Perhaps "
         "something is not in it, perhaps it is worth a thought.")),
        (Evidence("sustainable", TOO_LITTLE, KEPT), NO,
         ("Dein Log lässt das noch offen: von 29 mit Einträgen an mindestens drei Tagen im Jahr davor sind 18 "
         "geblieben; das kann Zufall sein."),
         ("Your log leaves this open for now: 18 stayed of 29 with entries on three days or more the year before; "
         "that may be chance.")),
        (Evidence("sustainable", TOO_LITTLE, {**KEPT, "days": 729}), NO,
         "Dazu weiß dein Log noch zu wenig (dein Log reicht noch keine zwei Jahre zurück).",
         "Your log knows too little of this yet (your log does not go back two years yet)."),
        (Evidence("sustainable", TOO_LITTLE, {**KEPT, "n": 9}), NO,
         ("Dazu weiß dein Log noch zu wenig (9 Menschen mit Einträgen an mindestens drei Tagen im Jahr davor, "
          "nötig sind 10)."),
         ("Your log knows too little of this yet (9 people with entries on three days or more the year before, "
          "of the 10 it takes).")),
        (Evidence("reciprocity", CONTRADICTED, {**BALANCE, "given": 9, "received": 31}), YES,
         ("Dein Log sieht anders aus: 9 gegeben, 31 bekommen; davon trafen 50 % beim selben Menschen zusammen, "
          "durch Zufall wären es 70 %. Vielleicht fehlt etwas darin, vielleicht ist es einen "
         "Gedanken wert."),
         ("Your log looks different: 9 given, 31 received; 50% of it met with the same person, 70% by chance. "
          "Perhaps something is not in it, perhaps it is worth a "
         "thought.")),
        (Evidence("reciprocity", SUPPORTED, BALANCE), NO,
         ("Dein Log ist da freundlicher als du: 92 gegeben, 79 bekommen; davon trafen 50 % beim selben "
          "Menschen zusammen, durch Zufall wären es 70 %."),
         ("Your log is kinder than you are: 92 given, 79 received; 50% of it met with the same person, 70% by "
          "chance.")),
        (Evidence("reciprocity", TOO_LITTLE, BALANCE), YES,
         ("Dein Log lässt das noch offen: 92 gegeben, 79 bekommen; davon trafen 50 % beim selben Menschen "
          "zusammen, durch Zufall wären es 70 %."),
         ("Your log leaves this open for now: 92 given, 79 received; 50% of it met with the same person, 70% "
          "by chance.")),
        (Evidence("reciprocity", SUPPORTED, EACH), YES,
         ("In deinem Log spricht nichts dagegen: 92 gegeben, 79 bekommen; davon trafen 50 % beim selben "
          "Menschen zusammen, durch Zufall wären es 70 %."),
         ("Nothing in your log speaks against it: 92 given, 79 received; 50% of it met with the same person, "
          "70% by chance.")),
        (Evidence("reciprocity", TOO_LITTLE, {**EACH, "n": 209, "given": 200, "received": 9}), YES,
         "Dazu weiß dein Log noch zu wenig (200 gegeben, 9 bekommen in zwölf Monaten, nötig sind je 10).",
         ("Your log knows too little of this yet (200 given, 9 received in twelve months, of the 10 it takes each "
         "way).")),
        (Evidence("reciprocity", TOO_LITTLE, {**EACH, "n": 18, "given": 9, "received": 9}), YES,
         "Dazu weiß dein Log noch zu wenig (in zwölf Monaten 18-mal gegeben oder bekommen, nötig sind 30).",
         "Your log knows too little of this yet (given or received 18 times in twelve months, of the 30 it takes)."),
        *((Evidence("reciprocity", SHOWN, {**EACH, "p_below": 0.01}), answer,
           ("Dein Log zeigt das und bewertet es nicht: 92 gegeben, 79 bekommen; bei denselben Menschen trifft "
            "weniger "
           "zusammen als durch Zufall, und Weitergeben ist kein Fehler."),
           ("Your log shows this and does not judge it: 92 given, 79 received; less than by chance meets in the same "
           "people, and passing on is no fault.")) for answer in Answer),
        (Evidence("reciprocity", TOO_LITTLE, {"n": 0, "needed": 30}), YES,
         "Dazu weiß dein Log noch zu wenig (in zwölf Monaten nichts gegeben oder bekommen).",
         "Your log knows too little of this yet (nothing given or received in twelve months)."),
        (Evidence("same_extent", SUPPORTED, SHARE), YES,
         "In deinem Log spricht nichts dagegen: 54 % kamen von dir (wohl 46 bis 61 %).",
         "Nothing in your log speaks against it: 54% came from you (likely 46 to 61%)."),
        (Evidence("same_extent", TOO_LITTLE, {"n": 1, "needed": 30}), YES,
         "Dazu weiß dein Log noch zu wenig (in zwölf Monaten einmal gegeben oder bekommen, nötig sind 30).",
         ("Your log knows too little of this yet (given or received once in twelve months, of the 30 times it "
          "takes).")),
        (Evidence("same_extent", TOO_LITTLE, {**SHARE, "n": 12}), YES,
         "Dazu weiß dein Log noch zu wenig (in zwölf Monaten 12-mal gegeben oder bekommen, nötig sind 30).",
         "Your log knows too little of this yet (given or received 12 times in twelve months, of the 30 it takes)."),
        (Evidence("respect", NOT_MEASURABLE, {}), YES,
         "Das kann kein Log beantworten, nur du.", "No log can answer this, only you."),
        (Evidence("miss_them", SHOWN, {}, TWO_PEOPLE), NO,
         ("Im Mittel über die Bereiche kommt am meisten von: Ana Belić (Quellen, Fundstücke; Rückendeckung) "
          "und Robert Haas "
         "(Aufträge)."),
         "Averaged over the areas, most comes from: Ana Belić (Sources, finds; Backing) and Robert Haas (Work)."),
        (Evidence("be_missed", SHOWN, {}, TWO_PEOPLE), YES,
         "Im Mittel über die Bereiche geht der größte Teil von dem, was du gibst, an: Ana Belić und Robert Haas.",
         "Averaged over the areas, the largest part of what you give goes to: Ana Belić and Robert Haas."),
        (Evidence("be_missed", TOO_LITTLE, {"n": 0, "needed": 1}), YES,
         "Dazu weiß dein Log noch nichts.", "Your log knows nothing of this yet."),
    ],
)  # fmt: skip
def test_sentences(item: Evidence, answer: Answer, german: str, english: str) -> None:
    """Each verdict is a sentence that agrees with, differs from, or is kinder than the answer."""
    assert told(item, answer) == (german, english)


def block(log: Any, answers: Mapping[str, Answer], language: str, **options: Any) -> list[str]:  # noqa: ANN401 - a ledger, options
    """Return what is said at the end of a check on this log."""
    found = evidence(log, DAY)
    check = Check("c", DAY, Voice.PERSON, answers=answers, evidence=freeze(found))
    return spoken(language, evidence_block, check, found, cells=CELLS, **options)


def receiving() -> Any:  # noqa: ANN401 - a ledger
    """Return a log of ten people with whom it goes both ways, and much more comes than goes."""
    names = [f"P{number}" for number in range(10)]
    return ledger(
        entry(age, f"{verb} {name} help") for name in names for age, verb in enumerate(("gave", *["got"] * 5))
    )


def test_a_block() -> None:
    """Rows, how many agree and why some do not, who was named, and what no log can answer."""
    answers = dict.fromkeys(QUESTIONS, YES) | {"dialogue": NO, "reciprocity": NO}
    assert block(receiving(), answers, EN) == [
        "What your log can say to this. It knows only what you noted.",
        "  Dialogue       kinder           both ways with all 10 people with several",
        "                                  entries in a year",
        "  Lasting        too little yet   your log does not go back two years yet",
        "  Give and take  kinder           10 given, 50 received; 33% of it met with",
        "                                  the same person, 33% by chance",
        "  Same extent    looks different  17% came from you (likely 9 to 28%)",
        "Your log can speak to three answers; it speaks against one of them. Where it",
        "is kinder, you are stricter with yourself than your log is. Where it looks",
        "different, something may not be in the log; perhaps it is worth a thought.",
        "Averaged over the areas, most comes from: P0 (Help, feedback), P1 (Help,",
        "feedback) and P2 (Help, feedback).",
        "Averaged over the areas, the largest part of what you give goes to: P0, P1 and",
        "P2.",
        "No log can answer the other questions, only you.",
    ]
    german = block(receiving(), dict.fromkeys(QUESTIONS, YES), DE, then=True)
    assert german[0] == "Was dein Log an dem Tag dazu sagte. Es kennt nur, was du notiert hast."
    assert german[8] == "  Gleiches Maß     sieht anders aus  17 % kamen von dir (wohl 9 bis 28 %)"
    assert german[9].startswith("Zu drei Antworten kann dein Log etwas sagen; gegen eine davon spricht es. Wo")


@pytest.mark.parametrize("size", [0, 1, 29])
def test_a_log_that_knows_too_little_says_one_thing(size: int) -> None:
    """No row and no name before there is enough for one verdict, only a friendly line."""
    log = ledger(entry(number % 5, "gave Ada help") for number in range(size))
    assert [block(log, dict.fromkeys(QUESTIONS, NO), language) for language in (DE, EN)] == [
        ["Dein Log kann dazu noch nichts sagen; die Fragen brauchen kein volles Log."],
        ["Your log cannot speak to this yet; the questions do not need a full log."],
    ]
    assert block(log, dict.fromkeys(QUESTIONS, YES), EN, then=True) == ["Your log could not speak to this yet."]
    assert block(log, {}, EN) == []
    assert spoken(EN, evidence_block, Check("c", DAY, Voice.COMPANY, answers={}), {}, cells=CELLS) == []


@given(seed=st.integers(0, 2**32), answers=st.lists(st.sampled_from(list(Answer)), min_size=10, max_size=10))
def test_any_block_fits_and_blames_nobody(seed: int, answers: list[Answer]) -> None:
    """On random logs no line is wider than it may be, no placeholder is left, and no word judges the reader."""
    log = random_ledger(seed, people=seed % 40, size=seed % 500, span=1200)
    given = dict(zip(QUESTIONS, answers, strict=True))
    for language in (DE, EN):
        lines = block(log, given, language)
        sentences = [evidence_sentence(item, given[question]) for question, item in evidence(log, DAY).items()]
        assert all(width(line) <= CELLS for line in lines)
        assert (len(lines) > 1) is speaks(evidence(log, DAY))
        assert not re.search(r"[{}\u00a0]", "".join(lines))
        assert not FORBIDDEN.search(" ".join([*lines, *sentences]))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Gap(0.0, 1, 0, 0), "Zu einer Antwort kann dein Log etwas sagen; es spricht nicht dagegen."),
        (Gap(0.0, 2, 0, 0), "Zu zwei Antworten kann dein Log etwas sagen; gegen keine davon spricht es."),
        (
            Gap(1 / 3, 3, 1, 0),
            "Zu drei Antworten kann dein Log etwas sagen; gegen eine davon spricht es. Wo es anders aussieht",
        ),
        (
            Gap(-0.5, 4, 0, 3),
            "Zu vier Antworten kann dein Log etwas sagen; gegen keine davon spricht es. Wo es freundlicher ist",
        ),
        (
            Gap(0.0, 2, 1, 1),
            "Zu zwei Antworten kann dein Log etwas sagen; gegen eine davon spricht es. Wo es freundlicher ist",
        ),
        (Gap(1.0, 1, 1, 0), "Zu einer Antwort kann dein Log etwas sagen; es spricht dagegen. Wo es anders aussieht"),
        (
            Gap(1.0, 3, 3, 0),
            "Zu drei Antworten kann dein Log etwas sagen; gegen drei davon spricht es. Wo es anders aussieht",
        ),
    ],
)
def test_how_many_agree(found: Gap, sentence: str) -> None:
    """Each number has its form, and whatever does not agree is put in a good light."""
    assert spoken(DE, agreement, found).startswith(sentence)
    assert spoken(DE, agreement, found).count(".") == 1 + bool(found.over) + bool(found.under)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Gap(0.0, 1, 0, 0), "Your log can speak to one answer; it does not speak against it."),
        (Gap(1.0, 1, 1, 0), "Your log can speak to one answer; it speaks against it. Where it looks different"),
        (Gap(0.0, 4, 0, 0), "Your log can speak to four answers; it speaks against none."),
        (Gap(0.5, 4, 2, 0), "Your log can speak to four answers; it speaks against two of them. Where it looks"),
        (Gap(-0.5, 4, 0, 2), "Your log can speak to four answers; it speaks against none. Where it is kinder"),
    ],
)
def test_how_many_agree_in_english(found: Gap, sentence: str) -> None:
    """The log speaks against those answers alone that are a clear yes where it shows less."""
    assert spoken(EN, agreement, found).startswith(sentence)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=3) | st.just(10**400),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(list(KEPT)), inner, max_size=7),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from([*QUESTIONS, "more"]),
        st.fixed_dictionaries({"verdict": st.sampled_from(list(EvidenceVerdict))}, optional={"facts": VALUES}),
    )
)
def test_whatever_a_file_holds_can_be_shown(frozen: dict[str, Any]) -> None:
    """Broken facts leave a verdict without its reason; nothing fails, and nothing of them is printed as code."""
    check = Check("c", DAY, Voice.PERSON, answers=dict.fromkeys(QUESTIONS, YES), evidence=frozen)
    for language in (DE, EN):
        lines = spoken(language, evidence_block, check, thaw(frozen, {}), cells=CELLS)
        assert all(width(line) <= CELLS for line in lines)


def test_names_are_data() -> None:
    """A name cannot act on the terminal, nor be a placeholder, nor be torn apart."""
    hostile = Contact("x", "\x1b[2J{name} Müller")
    log = ledger([entry(1, "got x help"), *(event for event in receiving().events)], hostile)
    said = "\n".join(block(log, dict.fromkeys(QUESTIONS, YES), EN))
    assert "␛[2J{name} Müller" in spoken(
        EN, evidence_sentence, Evidence("miss_them", SHOWN, {}, (Bearer("x", hostile.name, ()),)), YES
    ).replace("\u00a0", " ")
    assert "\x1b" not in said

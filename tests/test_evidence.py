"""What the log says to the answers about oneself, kept with a check and read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import DAY, Whole, entry, ledger, only, random_ledger
from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.evidence import Bearer, Evidence, EvidenceVerdict, evidence, freeze, thaw
from netcheck.domain.model import Contact, Event, Function
from second_route_evidence import evidence as other_route
from test_second_route import exported, iso

if TYPE_CHECKING:
    from collections.abc import Iterable


JUDGED = ("dialogue", "sustainable", "reciprocity", "same_extent")
FACTS = {"dialogue": ("both", "n"), "sustainable": ("kept", "n"), "reciprocity": ("n",), "same_extent": ("n",)}


def talks(words: str, people: int, *ages: int) -> list[Event]:
    """Return an entry for each of so many people at each age."""
    return [entry(age, words.format(f"P{number:02}")) for number in range(people) for age in ages]


def said(events: Iterable[Event], question: str, *contacts: Contact) -> Evidence:
    """Return what a log of these events says to one question."""
    return evidence(ledger(events, *contacts), DAY)[question]


@pytest.mark.parametrize(
    ("events", "verdict", "both", "n", "one_sided"),
    [
        ([*talks("gave {} help", 9, 1), *talks("got {} help", 9, 2)], EvidenceVerdict.TOO_LITTLE, 9, 9, 0),
        ([*talks("gave {} help", 10, 1, 2), *talks("got {} help", 5, 2)], EvidenceVerdict.SUPPORTED, 5, 10, 0),
        ([*talks("gave {} help", 10, 1, 2), *talks("got {} help", 4, 2)], EvidenceVerdict.CONTRADICTED, 4, 10, 0),
        ([*talks("gave {} help", 10, 1), *talks("with {} talk", 10, 2)], EvidenceVerdict.SUPPORTED, 10, 10, 0),
        ([*talks("gave {} help", 10, 1), *talks("got {} help", 10, 365)], EvidenceVerdict.TOO_LITTLE, 0, 0, 0),
        ([e.replaced(one_sided=True) for e in talks("gave {} share", 10, 1, 2)], EvidenceVerdict.TOO_LITTLE, 0, 0, 10),
    ],
)
def test_dialogue(events: list[Event], verdict: EvidenceVerdict, both: int, n: int, one_sided: int) -> None:
    """With half of ten people with two entries it must go both ways; those of whom one side is seen are counted."""
    found = said(events, "dialogue")
    assert (found.verdict, found.facts) == (verdict, {"n": n, "needed": 10, "both": both, "one_sided": one_sided})


@pytest.mark.parametrize(
    ("steady", "kept", "first", "verdict"),
    [
        (9, 9, 800, EvidenceVerdict.TOO_LITTLE),
        (10, 9, 729, EvidenceVerdict.TOO_LITTLE),
        (10, 9, 730, EvidenceVerdict.SUPPORTED),
        (10, 8, 800, EvidenceVerdict.TOO_LITTLE),
        (10, 1, 800, EvidenceVerdict.CONTRADICTED),
    ],
)
def test_sustainable(steady: int, kept: int, first: int, verdict: EvidenceVerdict) -> None:
    """Those count with whom there was more than a passing contact; fewer and closer people are no contradiction."""
    passing = [entry(400, f"gave Q{number:02} help") for number in range(40)]
    before, now = talks("got {} help", steady, 370, 400, 700), talks("with {} talk", kept, 9)
    found = said([entry(first, "gave Old help"), *passing, *before, *now], "sustainable")
    assert (found.verdict, found.facts["kept"], found.facts["n"]) == (verdict, kept, steady)
    assert (found.facts["days"], found.facts["days_needed"]) == (first, 730)


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        (talks("got {} help", 30, 1), EvidenceVerdict.TOO_LITTLE),
        (talks("gave {} help", 3, *range(10)), EvidenceVerdict.TOO_LITTLE),
        ([*talks("got {} help", 1, *range(9)), *talks("gave {} help", 1, *range(40))], EvidenceVerdict.TOO_LITTLE),
        ([*talks("got {} help", 1, *range(10)), *talks("gave {} help", 1, *range(40))], EvidenceVerdict.SUPPORTED),
        ([*talks("got {} help", 1, *range(14)), *talks("gave {} help", 1, *range(15))], EvidenceVerdict.TOO_LITTLE),
        ([*talks("got {} help", 1, *range(15)), *talks("gave {} help", 1, *range(15))], EvidenceVerdict.SUPPORTED),
        ([*talks("got {} help", 3, *range(9)), *talks("gave {} help", 3, *range(7))], EvidenceVerdict.SUPPORTED),
        ([*talks("got {} help", 3, *range(6)), *talks("gave Q{} help", 3, *range(6))], EvidenceVerdict.SHOWN),
        ([*talks("got {} help", 10, *range(6)), *talks("gave Q{} help", 2, *range(6))], EvidenceVerdict.SHOWN),
    ],
)
def test_reciprocity(events: list[Event], verdict: EvidenceVerdict) -> None:
    """Thirty events, ten each way: no less of it than coins give tells for it, less is shown and not judged."""
    found = said(events, "reciprocity")
    assert found.verdict is verdict
    assert found.e == (1 if verdict is EvidenceVerdict.SUPPORTED else None)
    assert not found.undecided
    assert (found.facts["needed"], found.facts["needed_each"]) == (30, 10)
    assert (found.facts["p_below"] < 0.05) is (verdict is EvidenceVerdict.SHOWN)


@pytest.mark.parametrize(
    ("given", "received", "verdict"),
    [
        (14, 15, EvidenceVerdict.TOO_LITTLE),
        (15, 15, EvidenceVerdict.TOO_LITTLE),
        (20, 15, EvidenceVerdict.SUPPORTED),
        (35, 0, EvidenceVerdict.SUPPORTED),
        (5, 30, EvidenceVerdict.CONTRADICTED),
        (380, 620, EvidenceVerdict.SUPPORTED),
        (330, 670, EvidenceVerdict.CONTRADICTED),
    ],
)
def test_same_extent(given: int, received: int, verdict: EvidenceVerdict) -> None:
    """As much as they do: a clear third at least may be the user's part, and all of it may."""
    events = [*talks("gave {} help", given, 1), *talks("got {} help", received, 1)]
    found = said(events, "same_extent")
    assert found.verdict is verdict
    assert (found.facts["given"], found.facts["received"]) == (given, received)


def test_shown() -> None:
    """Who carries most and who was given most are named, by the alphabet, with what it was; groups are not."""
    events = [entry(1, f"got {name} {kind}") for name, kind in (("Zoe", "help"), ("Zoe", "backing"), ("Bo", "thanks"))]
    events += [entry(1, "got Readers content"), entry(1, "gave Ada help")]
    found = evidence(ledger(events, Contact("Readers", "Readers", group=True)), DAY)
    zoe = Bearer("Zoe", "Zoe", (Function.COMPETENCE, Function.BACKING))
    assert found["miss_them"].people == (Bearer("Bo", "Bo", (Function.INSPIRATION,)), zoe)
    assert [bearer.name for bearer in found["be_missed"].people] == ["Ada"]
    assert {found[question].verdict for question in ("miss_them", "be_missed")} == {EvidenceVerdict.SHOWN}


def test_empty_log() -> None:
    """An empty log knows too little of what a log can know, and nothing of the rest; the order is the questions'."""
    found = evidence(ledger(), DAY)
    assert tuple(found) == QUESTIONS
    too_little = {question for question, item in found.items() if item.verdict is EvidenceVerdict.TOO_LITTLE}
    assert too_little == {*JUDGED, "miss_them", "be_missed"}
    assert {item.verdict for item in found.values()} == {EvidenceVerdict.TOO_LITTLE, EvidenceVerdict.NOT_MEASURABLE}


def test_as_of_a_day() -> None:
    """Later entries do not count."""
    log = random_ledger(4, people=30, size=600, span=1200)
    earlier = only(log, lambda event: event.day <= DAY - 300)
    assert evidence(log, DAY - 300) == evidence(earlier, DAY - 300)


def compare(log: Whole, day: int) -> dict[str, str]:
    """Return the verdicts on a log, having compared them, their numbers and names with those of the second route."""
    found = evidence(log, day)
    for question, (verdict, facts) in other_route(exported(log), iso(day)).items():
        item = found[question]
        assert item.verdict == verdict, question
        if question in FACTS:
            assert tuple(item.facts[key] for key in FACTS[question]) == (
                facts if isinstance(facts, tuple) else (facts,)
            )
        else:
            assert [(bearer.name, list(bearer.functions)) for bearer in item.people] == facts
    return {question: item.verdict for question, item in found.items()}


@settings(max_examples=80)
@given(
    seed=st.integers(0, 2**32),
    people=st.sampled_from([0, 3, 12, 30]),
    size=st.sampled_from([0, 1, 20, 100, 400]),
    span=st.sampled_from([0, 300, 800, 1500]),
    back=st.sampled_from([0, 0, 40, 400]),
)
def test_both_routes_agree(seed: int, people: int, size: int, span: int, back: int) -> None:
    """On random logs both routes come to the same verdicts, numbers and names."""
    compare(random_ledger(seed, people=people, size=size, span=span), DAY - back)


def test_random_logs_differ() -> None:
    """The comparison meets every verdict that there can be."""
    logs = [random_ledger(seed, people=15 + seed % 2 * 20, size=300, span=900) for seed in range(60)]
    logs.append(ledger([*talks("got {} help", 3, *range(6)), *talks("gave Q{} help", 3, *range(6))]))
    logs += [only(log, lambda event: event.direction == "given") for log in logs[:9]]
    logs += [only(log, lambda e: e.day <= DAY - 365 or e.contact_id < "c2") for log in logs]
    found = [compare(log, DAY) for log in logs]
    for question in JUDGED:
        other = "shown" if question == "reciprocity" else "contradicted"
        assert {verdicts[question] for verdicts in found} == {"supported", other, "too_little_data"}, question


@given(seed=st.integers(0, 2**32))
def test_frozen_and_read_again(seed: int) -> None:
    """Evidence survives being kept as JSON, without a name in it, and takes the names of today."""
    log = random_ledger(seed, people=20, size=200, span=1200)
    found = evidence(log, DAY)
    text = json.dumps(freeze(found))
    assert not any(contact.name in text for contact in log.contacts.values())
    assert thaw(json.loads(text), log.contacts) == found
    renamed = {key: contact.replaced(name=f"New {key}") for key, contact in log.contacts.items()}
    people = [bearer.name for item in thaw(json.loads(text), renamed).values() for bearer in item.people]
    assert all(name.startswith("New ") for name in people)
    assert not any(item.people for item in thaw(json.loads(text), {}).values())


@pytest.mark.parametrize(
    "frozen",
    [None, 1, [1.5], "supported", {}, {"verdict": None}, {"verdict": []}, {"verdict": "certain"}, {"e": 1}],
)
def test_what_is_no_evidence_is_left_out(frozen: Any) -> None:  # noqa: ANN401 - any JSON value
    """A file can hold anything under the name of evidence."""
    assert thaw({"respect": frozen}, {}) == {}


@pytest.mark.parametrize(
    "part", [None, 1, "x", [1], ["x"], [{}], [{"id": 1}], [{"id": "a", "functions": 1}], {"n": "x"}]
)
def test_broken_parts_are_left_out(part: Any) -> None:  # noqa: ANN401 - any JSON value
    """A verdict stands by itself where its facts or people are broken."""
    frozen = {"respect": {"verdict": "supported", "facts": part, "people": part}}
    assert thaw(frozen, {})["respect"] == Evidence("respect", EvidenceVerdict.SUPPORTED, {}, ())
    assert thaw(frozen, {"a": Contact("a", "Ada")})["respect"].e == 1

"""The ten questions as rules, and a check in progress."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.domain.check_dates import checks_like, next_due
from netcheck.domain.checklist import (
    ABOUT_ONE_PERSON,
    GUIDE,
    QUESTIONS,
    CheckDraft,
    Difference,
    clear_yes,
    difference,
    open_steps,
    parse_answers,
    questions_for,
)
from netcheck.domain.model import Answer, Check, Step, Voice
from netcheck.errors import UsageError
from netcheck.i18n import LANGUAGES, _, use
from netcheck.view import questions

Y, P, N = Answer.YES, Answer.PARTLY, Answer.NO


def check(
    letters: str, *, key: str = "c", day: int = 1, voice: Voice = Voice.PERSON, contact: str | None = None
) -> Check:
    """Return a check answered with letters of "ypn"."""
    answers = dict(zip(questions_for(contact), parse_answers(",".join(letters), contact), strict=True))
    return Check(key, day, voice, contact, answers=answers)


def test_seven_of_ten_questions_fit_one_person() -> None:
    """The per-person questions are seven of the ten, in the same order."""
    assert len(QUESTIONS) == 10
    assert [q for q in QUESTIONS if q in ABOUT_ONE_PERSON] == list(ABOUT_ONE_PERSON)
    assert questions_for("id") == ABOUT_ONE_PERSON
    assert len(ABOUT_ONE_PERSON) == 7


@pytest.mark.parametrize(
    ("text", "contact", "expected"),
    [
        ("y,p,n,y,y,y,y,y,y,y", None, (Y, P, N, Y, Y, Y, Y, Y, Y, Y)),
        ("J, t ,N,ja,teils,nein,Yes,partly,NO,j", None, (Y, P, N, Y, P, N, Y, P, N, Y)),
        ("y,y,y,y,y,y,n", "alma", (Y, Y, Y, Y, Y, Y, N)),
    ],
)
def test_answers_are_read_in_both_languages(text: str, contact: str | None, expected: tuple[Answer, ...]) -> None:
    """Letters and whole words of both languages are answers, in any case and with blanks around."""
    assert parse_answers(text, contact) == expected


@pytest.mark.parametrize(
    ("text", "contact", "code", "facts"),
    [
        ("y,y,y", None, "answer_count", {"given": 3, "wanted": 10}),
        ("y,y,y,y,y,y,y,y", "alma", "answer_count", {"given": 8, "wanted": 7}),
        ("y,y,maybe", None, "bad_answer", {"answer": "maybe", "number": 3}),
        ("y,,y", None, "bad_answer", {"answer": "", "number": 2}),
        ("y,y,y,y,y,y,y,y,y,-", None, "bad_answer", {"answer": "-", "number": 10}),
    ],
)
def test_what_is_no_answer_is_refused(text: str, contact: str | None, code: str, facts: dict[str, object]) -> None:
    """A wrong word or number of answers is a usage error that names the place."""
    with pytest.raises(UsageError) as caught:
        parse_answers(text, contact)
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_only_a_clear_yes_counts() -> None:
    """Partly and no both count for nothing."""
    assert clear_yes(check("yppnnyyyyy")) == 6


def test_difference_names_what_was_gained_and_lost() -> None:
    """From partly to yes is gained, from yes to partly is lost, from no to partly is neither."""
    assert difference(check("ypnyyyyyyy"), check("pypyyyyyyy")) == Difference(("dialogue",), ("authentic",))


def test_difference_leaves_out_what_only_one_check_answered() -> None:
    """Questions that an imported check lacks are not compared."""
    partial = Check("a", 1, Voice.PERSON, answers={"authentic": N})
    assert difference(partial, check("yyyyyyyyyy")) == Difference(("authentic",), ())


def test_checks_are_alike_by_voice_and_person() -> None:
    """Only checks in the same voice about the same contact belong together, oldest first."""
    mine = [check("y" * 10, key="b", day=9), check("y" * 10, key="a", day=2)]
    others = [check("y" * 10, voice=Voice.COMPANY), check("y" * 7, contact="alma")]
    assert [c.id for c in checks_like([*mine, *others], Voice.PERSON, None)] == ["a", "b"]
    assert checks_like([*mine, *others], Voice.PERSON, "alma") == [others[1]]


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2026-11-23", "2027-02-23"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2026-01-31", "2026-04-30"),
        ("2026-09-15", "2026-12-15"),
        ("2026-10-01", "2027-01-01"),
    ],
)
def test_the_questions_come_again_after_three_calendar_months(last: str, due: str) -> None:
    """A day that the later month lacks becomes its last day."""
    assert next_due(date.fromisoformat(last).toordinal()) == date.fromisoformat(due).toordinal()


@pytest.mark.parametrize(
    ("voice", "contact", "expected"),
    [
        (Voice.PERSON, None, ["mine", "apart"]),
        (Voice.COMPANY, None, ["firm"]),
        (Voice.PERSON, "alma", ["about-alma", "apart-alma"]),
        (Voice.COMPANY, "alma", []),
    ],
)
def test_a_check_asks_about_its_own_open_steps(voice: Voice, contact: str | None, expected: list[str]) -> None:
    """Steps go with the voice and contact of their check; without a check they are the person's own."""
    checks = [
        check("y" * 10, key="1"),
        check("y" * 10, key="2", voice=Voice.COMPANY),
        check("y" * 7, key="3", contact="alma"),
    ]
    steps = [
        Step("mine", "a", check_id="1"),
        Step("done", "a", check_id="1", done=5),
        Step("firm", "a", check_id="2"),
        Step("about-alma", "a", contact_id="alma", check_id="3"),
        Step("apart", "a"),
        Step("apart-alma", "a", contact_id="alma", check_id="gone"),
    ]
    assert [step.id for step in open_steps(steps, checks, voice, contact)] == expected


def test_a_draft_walks_through_all_questions() -> None:
    """Each answer moves on; after the last one there is no question left and the check can be finished."""
    draft = CheckDraft(Voice.COMPANY, started=7)
    seen = []
    while (question := draft.question) is not None:
        seen.append(question)
        draft = draft.answer(P)
    assert tuple(seen) == QUESTIONS
    finished = draft.finish("id", 9, "a remark")
    assert finished == Check("id", 9, Voice.COMPANY, answers=dict.fromkeys(QUESTIONS, P), remark="a remark")


def test_going_back_keeps_the_answers() -> None:
    """After going back one may keep what stands or answer anew; the later answers stay."""
    draft = CheckDraft(Voice.PERSON, 7, "alma").answer(Y).answer(N).answer(P).back().back()
    assert draft.question == "sustainable"
    assert draft.next().question == "respect"
    assert draft.answer(Y).answers == {"dialogue": Y, "sustainable": Y, "respect": P}


def test_the_ends_of_a_draft_hold() -> None:
    """Before the first question there is nothing, and an unanswered one cannot be passed over."""
    fresh = CheckDraft(Voice.PERSON, 7)
    assert fresh.back() == fresh
    assert fresh.next() == fresh
    with pytest.raises(ValueError, match="not answered"):
        fresh.finish("id", 7)
    with pytest.raises(ValueError, match="all questions"):
        CheckDraft(Voice.PERSON, 7, position=10).answer(Y)


def test_a_clear_yes_drops_the_next_step() -> None:
    """A step follows from partly or no; it goes when the answer becomes a clear yes, and with an empty text."""
    draft = CheckDraft(Voice.PERSON, 7).answer(N).step("authentic", "meet Tobias").answer(P).step("dialogue", "write")
    assert draft.steps == {"authentic": "meet Tobias", "dialogue": "write"}
    assert draft.step("dialogue", "").back().back().answer(Y).steps == {}


def test_notes_belong_to_the_present_question() -> None:
    """A note is set, changed and taken away where one stands, and goes into the finished check."""
    draft = CheckDraft(Voice.PERSON, 7, "alma").note("one").note("two").answer(Y).note("x").note("")
    for _question in range(6):
        draft = draft.answer(Y)
    assert draft.finish("id", 8).notes == {"dialogue": "two"}


@pytest.mark.parametrize(("days", "old"), [(0, False), (31, False), (32, True)])
def test_a_draft_is_old_after_a_month(days: int, old: bool) -> None:
    """After more than a month one may want to begin anew."""
    assert CheckDraft(Voice.PERSON, 100).is_old(100 + days) is old


texts = st.dictionaries(st.sampled_from(QUESTIONS), st.text())


@given(
    st.builds(
        CheckDraft,
        voice=st.sampled_from(Voice),
        started=st.integers(1, 3_000_000),
        contact_id=st.none() | st.text(),
        position=st.integers(0, 10),
        answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(Answer)),
        notes=texts,
        steps=texts,
        asked=st.lists(st.text()).map(tuple),
    )
)
def test_a_draft_survives_json(draft: CheckDraft) -> None:
    """What was stored comes back as it was."""
    assert CheckDraft.from_json(json.loads(json.dumps(draft.to_json()))) == draft


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_worded_in_every_voice(language: str) -> None:
    """Each question has its words, those about a person name that person, and no other has a placeholder."""
    use(language)
    for voice in (questions.PERSON, questions.COMPANY, questions.CONTACT):
        about_one = voice is questions.CONTACT
        assert tuple(voice) == (ABOUT_ONE_PERSON if about_one else QUESTIONS)
        assert all(("{name}" in _(question.text)) == about_one for question in voice.values())
    assert tuple(questions.SHORT_NAMES) == QUESTIONS
    assert tuple(questions.GUIDE) == GUIDE

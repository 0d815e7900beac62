"""The ten questions as rules, and a check in progress as frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from netcheck.domain.model import Answer, Check, Step, Voice
from netcheck.errors import UsageError
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


QUESTION_SET = 1
"""The version of the questions; answers keep the version they were given to."""

QUESTIONS: tuple[str, ...] = (
    "authentic",
    "dialogue",
    "sustainable",
    "respect",
    "reciprocity",
    "same_extent",
    "clear_conscience",
    "meet_yourself",
    "miss_them",
    "be_missed",
)
"""The question ids in the order in which they are asked."""

ABOUT_ONE_PERSON: tuple[str, ...] = (
    "dialogue",
    "sustainable",
    "respect",
    "reciprocity",
    "same_extent",
    "miss_them",
    "be_missed",
)
"""The questions that can be asked about one contact, in the same order."""

GUIDE: tuple[str, ...] = ("approach", "gladness", "request", "support", "community", "trust")
"""The ids of the guide's questions in the order in which they are asked."""

_ANSWER_WORDS: dict[Answer, tuple[str, ...]] = {
    Answer.YES: ("y", "j", "yes", "ja"),
    Answer.PARTLY: ("p", "t", "partly", "teils"),
    Answer.NO: ("n", "no", "nein"),
}
ANSWER_OF: dict[str, Answer] = {word: answer for answer, words in _ANSWER_WORDS.items() for word in words}
"""What may be typed for each answer, in either language; lower case."""


class Difference(Value):
    """Which questions turned into a clear yes, and which no longer are one; ids in order."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


def questions_for(contact_id: str | None) -> tuple[str, ...]:
    """Return the ids asked about oneself or a company (None), or about one contact."""
    return QUESTIONS if contact_id is None else ABOUT_ONE_PERSON


def clear_yes(check: Check) -> int:
    """Return how many answers are a clear yes; *partly* is none."""
    return sum(answer is Answer.YES for answer in check.answers.values())


def difference(before: Check, after: Check) -> Difference:
    """Compare two checks over the questions that both of them answered."""
    both = [question for question in QUESTIONS if question in before.answers and question in after.answers]
    turned = [q for q in both if (before.answers[q] is Answer.YES) != (after.answers[q] is Answer.YES)]
    return Difference(
        gained=tuple(q for q in turned if after.answers[q] is Answer.YES),
        lost=tuple(q for q in turned if before.answers[q] is Answer.YES),
    )


def parse_answers(text: str, contact_id: str | None = None) -> tuple[Answer, ...]:
    """Read "y,p,n,…" or "ja,teils,nein,…": one answer for each question that is asked.

    Raises:
        UsageError: `bad_answer` with `answer` and its `number`, or `answer_count` with the number
            `given` and the number `wanted`.
    """
    parts = [part.strip() for part in text.split(",")]
    for number, part in enumerate(parts, start=1):
        if part.casefold() not in ANSWER_OF:
            raise UsageError("bad_answer", answer=part, number=number)
    wanted = len(questions_for(contact_id))
    if len(parts) != wanted:
        raise UsageError("answer_count", given=len(parts), wanted=wanted)
    return tuple(ANSWER_OF[part.casefold()] for part in parts)


def open_steps(
    steps: Iterable[Step], checks: Sequence[Check], voice: Voice, contact_id: str | None
) -> tuple[Step, ...]:
    """Return the steps not yet done that a check asks about at its start.

    These are the ones set in earlier checks in the same voice about the same contact (or none).
    A step set apart from any check belongs to the person's own check, or to the one about its contact.
    """
    place = {check.id: (check.voice, check.contact_id) for check in checks}
    return tuple(
        step
        for step in steps
        if step.done is None and place.get(step.check_id or "", (Voice.PERSON, step.contact_id)) == (voice, contact_id)
    )


OLD_AFTER_DAYS = 31


class CheckDraft(Value):
    """The answers so far, and the question that comes next.

    `started` is an ordinal. `answers`, `notes` and `steps` (the next step for a question, as text)
    are keyed by question id. `position` counts the questions passed, from 0; going back lowers it
    and keeps the answers. `asked` holds the ids of the steps already asked about at the start.
    """

    voice: Voice
    started: int
    contact_id: str | None = None
    position: int = 0
    answers: Mapping[str, Answer] = {}
    notes: Mapping[str, str] = {}
    steps: Mapping[str, str] = {}
    asked: tuple[str, ...] = ()
    question_set: int = QUESTION_SET

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of all questions of this check."""
        return questions_for(self.contact_id)

    @property
    def question(self) -> str | None:
        """The id of the question that comes next, None after the last one."""
        return self.questions[self.position] if self.position < len(self.questions) else None

    def answer(self, answer: Answer) -> CheckDraft:
        """Answer the present question and go on to the next; a clear yes needs no next step."""
        question = self._present()
        steps = self.steps if answer is not Answer.YES else _without(self.steps, question)
        return self.replaced(answers={**self.answers, question: answer}, steps=steps, position=self.position + 1)

    def back(self) -> CheckDraft:
        """Go back by one question; on the first one nothing happens."""
        return self.replaced(position=max(0, self.position - 1))

    def next(self) -> CheckDraft:
        """Go on and keep the answer given before; without one nothing happens."""
        known = self.question is not None and self.question in self.answers
        return self.replaced(position=self.position + 1) if known else self

    def note(self, text: str) -> CheckDraft:
        """Set the note on the present question; "" takes it away."""
        return self.replaced(notes=_with(self.notes, self._present(), text))

    def step(self, question: str, text: str) -> CheckDraft:
        """Set the next step that follows from `question`; "" takes it away."""
        return self.replaced(steps=_with(self.steps, question, text))

    def ask(self, step_id: str) -> CheckDraft:
        """Remember that this earlier step was asked about."""
        return self.replaced(asked=(*self.asked, step_id))

    def is_old(self, today: int) -> bool:
        """Say whether the draft was begun more than a month before the ordinal `today`."""
        return today - self.started > OLD_AFTER_DAYS

    def finish(self, check_id: str, day: int, remark: str = "") -> Check:
        """Return the finished check; `day` is the ordinal of the day on which it was finished.

        Raises:
            ValueError: a question is not answered yet.
        """
        if any(question not in self.answers for question in self.questions):
            raise ValueError("a question is not answered yet")
        return Check(
            id=check_id,
            day=day,
            voice=self.voice,
            answers={question: self.answers[question] for question in self.questions},
            contact_id=self.contact_id,
            question_set=self.question_set,
            notes=dict(self.notes),
            remark=remark,
        )

    def to_json(self) -> dict[str, object]:
        """Return the draft as plain values that JSON can hold."""
        return {
            "set": self.question_set,
            "voice": str(self.voice),
            "contact_id": self.contact_id,
            "started": self.started,
            "position": self.position,
            "answers": {question: str(answer) for question, answer in self.answers.items()},
            "notes": dict(self.notes),
            "steps": dict(self.steps),
            "asked": list(self.asked),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the draft that `to_json` gave these values for."""
        return cls(
            question_set=values["set"],
            voice=Voice(values["voice"]),
            contact_id=values["contact_id"],
            started=values["started"],
            position=values["position"],
            answers={question: Answer(answer) for question, answer in values["answers"].items()},
            notes=dict(values["notes"]),
            steps=dict(values["steps"]),
            asked=tuple(values["asked"]),
        )

    def _present(self) -> str:
        if self.question is None:
            raise ValueError("all questions are answered")
        return self.question


def _with(texts: Mapping[str, str], question: str, text: str) -> Mapping[str, str]:
    return {**texts, question: text} if text else _without(texts, question)


def _without(texts: Mapping[str, str], question: str) -> Mapping[str, str]:
    return {key: text for key, text in texts.items() if key != question}

"""A check in progress: frozen values, one for each key pressed, so that nothing is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from netcheck.domain.checklist import QUESTION_SET, questions_for
from netcheck.domain.model import Answer, Check, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

OLD_AFTER_DAYS = 31


class Draft(NamedTuple):
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

    def answer(self, answer: Answer) -> Draft:
        """Answer the present question and go on to the next; a clear yes needs no next step."""
        question = self._present()
        steps = self.steps if answer is not Answer.YES else _without(self.steps, question)
        return self._replace(answers={**self.answers, question: answer}, steps=steps, position=self.position + 1)

    def back(self) -> Draft:
        """Go back by one question; on the first one nothing happens."""
        return self._replace(position=max(0, self.position - 1))

    def next(self) -> Draft:
        """Go on and keep the answer given before; without one nothing happens."""
        known = self.question is not None and self.question in self.answers
        return self._replace(position=self.position + 1) if known else self

    def note(self, text: str) -> Draft:
        """Set the note on the present question; "" takes it away."""
        return self._replace(notes=_with(self.notes, self._present(), text))

    def step(self, question: str, text: str) -> Draft:
        """Set the next step that follows from `question`; "" takes it away."""
        return self._replace(steps=_with(self.steps, question, text))

    def ask(self, step_id: str) -> Draft:
        """Remember that this earlier step was asked about."""
        return self._replace(asked=(*self.asked, step_id))

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

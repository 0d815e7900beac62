"""The ten questions as rules: which there are, what an answer counts for, and when they come again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.days import add_months
from netcheck.domain.model import Answer, Check, Step, Voice
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

MONTHS_BETWEEN_CHECKS = 3

_ANSWER_WORDS: dict[Answer, tuple[str, ...]] = {
    Answer.YES: ("y", "j", "yes", "ja"),
    Answer.PARTLY: ("p", "t", "partly", "teils"),
    Answer.NO: ("n", "no", "nein"),
}
ANSWER_OF: dict[str, Answer] = {word: answer for answer, words in _ANSWER_WORDS.items() for word in words}
"""What may be typed for each answer, in either language; lower case."""


class Difference(NamedTuple):
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


def checks_like(checks: Iterable[Check], voice: Voice, contact_id: str | None) -> list[Check]:
    """Return the checks in the same voice about the same contact (or none), oldest first."""
    alike = [check for check in checks if check.voice is voice and check.contact_id == contact_id]
    return sorted(alike, key=lambda check: (check.day, check.id))


def next_due(last: int, months: int = MONTHS_BETWEEN_CHECKS) -> int:
    """Return the day on which the questions come again: so many calendar months after day `last`.

    Both are ordinals. A day that the later month lacks becomes its last one: 30 November leads to
    28 or 29 February, and beyond the end of the calendar it is its last day.
    """
    try:
        return add_months(date.fromordinal(last), months).toordinal()
    except ValueError:
        return date.max.toordinal()


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

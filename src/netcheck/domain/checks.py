"""Answers to the ten questions, the steps that follow from them, and the guide."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Voice(StrEnum):
    """Who is asked: the person, or the person for a company."""

    PERSON = "person"
    COMPANY = "company"


class Answer(StrEnum):
    """Only a clear yes counts."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Check(NamedTuple):
    """One finished round of questions.

    `day` is an ordinal; `contact_id` is set for a check about one person; `question_set` is the
    version of the questions answered; `answers`, `notes` and `evidence` are keyed by question id.
    """

    id: str
    day: int
    voice: Voice
    answers: Mapping[str, Answer]
    contact_id: str | None = None
    question_set: int = 1
    notes: Mapping[str, str] = {}
    evidence: Mapping[str, object] = {}
    remark: str = ""


class Step(NamedTuple):
    """Something the user means to do next; `by` and `done` are ordinals or None."""

    id: str
    text: str
    contact_id: str | None = None
    by: int | None = None
    done: int | None = None
    check_id: str | None = None
    question: str | None = None


class GuideEntry(NamedTuple):
    """The user's own words on one question of the guide."""

    id: str
    text: str

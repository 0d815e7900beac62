"""The shape of the ten questions and of the walk through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class Question(Value):
    """One question, and what a clear yes to it would look like; {name} is the contact."""

    text: str
    clear_yes: str


class ChecklistWords(Value):
    """The questions by id in their three voices, and what is said around them.

    {when} is `in_month` or `on_day`. {of} is the number of questions, in a result as a word from
    `numbers`. `one_letter_left` is what remains of an answer typed in full once its key has answered.
    """

    person: Mapping[str, Question]
    company: Mapping[str, Question]
    contact: Mapping[str, Question]
    short: Mapping[str, str]
    answers: Mapping[str, str]
    answers_example: str
    numbers: Mapping[int, str]

    opening: str
    opening_company: str
    opening_contact: str
    strict: str
    only_you: str
    pause: str

    in_month: str
    on_day: str

    steps_head: str
    steps_head_plain: str
    step_keys: str
    step_done: str
    step_stays: str
    step_dropped: str

    resumed: Count
    old_draft: Count
    how_to_go_on: str
    go_on: str
    start_anew: str

    position: str
    clear_yes: str
    answer_keys: str
    back_key: str
    note_key: str
    keep_key: str
    pause_key: str
    note_prompt: str
    next_step: str
    remark: str

    result_none: str
    result: Count
    compared: Count
    gained: str
    lost: str
    due_again: str
    one_letter_left: tuple[str, ...]

    person_row: str
    company_row: str
    contact_row: str
    list_head: str
    list_row: str
    list_empty: str
    list_hint: str
    show_head: str
    show_note: str
    show_remark: str
    show_step: str

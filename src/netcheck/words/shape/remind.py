"""The shape of what the digest says, and what is said while deciding about reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.words.shape.common import Count


class RemindWords(Value):
    """The digest in lines and in numbers, pauses, `netcheck triage` and `netcheck spread`.

    {every} is one of `words.sentences.every`; `numerals` start at zero and begin a sentence.
    """

    head: str
    check: str
    check_first: str
    company: str
    step: str
    more_steps: Count
    wished: str
    usual: str
    no_entry: str
    birthday_today: str
    birthday_tomorrow: str
    birthday_weekday: str
    birthday_on: str
    weekdays: tuple[str, ...]
    log: str
    person: str
    celebrates: str
    more: Count
    more_later: str
    many_more: str
    numerals: tuple[str, ...]
    quiet: str

    numbers: str
    check_counted: str
    company_counted: str
    steps_counted: Count
    people_counted: Count
    birthdays_counted: Count

    pausing: str
    paused: str
    not_paused: str
    end_hint: str
    pause_over: str
    awake: str

    triage_intro: Count
    triage_person: str
    triage_usual: str
    triage_none: str
    triage_done: Count
    triage_nothing: str
    triage_left: Count
    triage_keys: str

    spread_nobody: str
    spread_nothing: str
    spread_head: str
    spread_now: str
    spread_from: str
    spread_more: Count
    spread_apply: str
    spread_done: Count

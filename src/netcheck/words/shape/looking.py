"""The shape of the texts around lists, cards and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class LookingWords(Value):
    """What stands beside entries, people and circles when they are looked at or changed.

    `directions` is keyed by direction; `card` holds the labels of a contact card by field.
    """

    directions: Mapping[str, str]
    short_date: str
    short_date_year: str
    no_entries: str
    no_match: str
    more_entries: str
    no_contacts: str
    no_circles: str
    never: str
    card: Mapping[str, str]
    never_reminded: str
    snoozed: str
    no_balance: str
    group: str
    since: str
    one_day: str
    received_column: str
    given_column: str
    latest: str
    same: str
    undo_hint: str
    redo_hint: str
    history_empty: str
    taken_back: str
    undo_question: str
    redo_question: str
    yes: str
    no: str

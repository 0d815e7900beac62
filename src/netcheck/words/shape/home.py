"""The shape of what the bare command says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.words.shape.common import Count


class HomeWords(Value):
    """Welcome to an empty log, the last entry and what is due, or the return after a pause."""

    welcome: str
    welcome_log: str
    welcome_checklist: str
    welcome_demo: str
    other_language: str
    last_entry: str
    check_due: str
    check_left: Count
    check_first: str
    step: str
    more_steps: Count
    suggest: str
    thought: str
    back: str
    back_catch_up: Count
    back_log: str
    back_report: str

"""The shape of what the reminder's commands say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class ScheduleWords(Value):
    """What goes into the machine's scheduler, where its words end up, and how it stands.

    `every` is keyed by how often, `reach` by where the words end up, `labels` by row of the status.
    """

    every: Mapping[str, str]
    clock: str
    schedulers: Mapping[str, str]
    crontab: str
    plan: str
    silent: str
    into_crontab: str
    into_file: str
    then_runs: str
    tries_again: str
    reach: Mapping[str, str]
    with_names: str
    with_notify: str
    offer_notify: str
    offer_profile: str
    question: str
    question_notify: str
    yes: str
    notify: str
    no: str
    no_terminal_hint: str
    nothing_changed: str
    added: str
    next_time: str
    how_to_end: str
    not_running: str
    left_crontab: str
    left_file: str
    was_off: str
    is_on: str
    is_off: str
    labels: Mapping[str, str]
    never: str
    by_hand: str
    not_coming: str
    program_gone: str
    windows_on: str
    windows_off: str
    windows_status: str

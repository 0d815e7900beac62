"""The shape of what import, export, demo and config say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class MovingWords(Value):
    """Import: the counts; export and demo: where it went; config: each setting's meaning."""

    imported: str
    imported_day: str
    imported_days: str
    nothing_new: str
    would: str
    new_entries: Count
    new_contacts: Count
    seen: Count
    left_out: Count
    others_left_out: Count
    differing: Count
    others: Mapping[str, Count]
    take_back: str
    problem: str
    more_problems: Count
    skipped: Count
    commits: str
    exported: str
    demo_head: str
    demo_kept: str
    demo_hint: str
    completion_installed: str
    config_log: str
    config_file: str
    config_made_at_first: str
    settings: Mapping[str, str]
    own_kind: str
    set_to: str

"""How much one of two logs holds, and how much of it is not in the other one."""

from __future__ import annotations

from netcheck.value import Value


class LogContents(Value):
    """So many entries on `days`, and people; `only_…` is what is not in the other log, or not the same there.

    Days are the ordinals of the first and the last one, None without entries.
    """

    entries: int
    people: int
    days: tuple[int, int] | None
    only_entries: int
    only_people: int
    only_days: tuple[int, int] | None

"""The shape of what the made-up log holds in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class DemoWords(Value):
    """Circles and steps by place, notes by kind, notes on people by name, the rest by question id."""

    circles: tuple[str, str, str, str]
    notes: Mapping[str, tuple[str, ...]]
    about: Mapping[str, str]
    guide: Mapping[str, str]
    check_notes: Mapping[str, str]
    steps: tuple[str, str, str, str]
    remarks: tuple[str, ...]

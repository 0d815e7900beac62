"""The shape of the names of kinds and functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class KindWords:
    """What kinds and functions are called, and how to log each kind.

    `labels` and `examples` are keyed by kind, `functions` by function. An example is a whole command.
    """

    title: str
    labels: Mapping[str, str]
    examples: Mapping[str, str]
    functions: Mapping[str, str]
    no_function: str
    footer: str

"""The shape of the names of kinds and functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class KindWords(Value):
    """What kinds and functions are called, and how to log each kind.

    `labels` and `examples` are keyed by kind, `functions` by function. An example is a whole command.
    """

    title: str
    labels: Mapping[str, str]
    examples: Mapping[str, str]
    functions: Mapping[str, str]
    no_function: str
    footer: str

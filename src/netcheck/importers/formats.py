"""The list of all formats that can be imported."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from netcheck.importers.base import Importer

FORMATS = ("jsonl", "git")
"""The modules of this folder that are importers, in the order of the help."""


def importer(name: str) -> Importer:
    """Return one of FORMATS; the others are not loaded."""
    return cast("Importer", import_module(f"netcheck.importers.{name}"))

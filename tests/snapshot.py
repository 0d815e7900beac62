"""Snapshots as plain files: a reviewer reads what a person will see in the diff."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = "NETCHECK_UPDATE_SNAPSHOTS"


def check(name: str, text: str) -> None:
    """Compare the text with the snapshot of that name; with NETCHECK_UPDATE_SNAPSHOTS=1, write it instead."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get(UPDATE) == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"no snapshot {name}: run the tests once with {UPDATE}=1"
    assert text == path.read_text(encoding="utf-8"), f"differs from snapshot {name}"

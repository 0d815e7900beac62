"""Names come in one order everywhere, case and accents aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

NAMES = ["Zoe Adler", "Ägir Holm", "anna klein", "Bert Voss", "Özlem Kaya", "王芳"]
IN_ORDER = ["Ägir Holm", "anna klein", "Bert Voss", "Özlem Kaya", "Zoe Adler", "王芳"]


@pytest.fixture
def busy_log(run: Run) -> None:
    """Log enough with each of them for a full report."""
    lines = [
        f'got "{name}" help --new --on 2026-{month}-0{day}'
        for name in NAMES
        for month in (9, 10)
        for day in range(1, 4)
    ]
    run("log", "-", stdin="\n".join(lines))


@pytest.mark.usefixtures("busy_log")
@pytest.mark.parametrize("command", [("report",), ("contact", "list"), ("suggest", "help")], ids=" ".join)
def test_names_are_in_one_order(run: Run, command: tuple[str, ...]) -> None:
    """Lower-case and accented names stand where a reader looks for them, in lists and in sentences."""
    said = run(*command).out
    found = [name for name in re.findall("|".join(NAMES), said.replace("\u00a0", " ")) if name]
    named = list(dict.fromkeys(found))
    assert named == [name for name in IN_ORDER if name in named]
    assert len(named) > 3

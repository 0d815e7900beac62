"""How far a long import has come: the part of the bytes that was read, and the time left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from conftest import spoken
from netcheck.importers.source import Measured, opened_source, part_read
from netcheck.store.database import opened
from netcheck.store.ops import state
from netcheck.view.import_export import counting, how_far

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


def test_how_much_was_read_is_known(home: Path) -> None:
    """A file counts by where its last reader stands, one that was closed as a whole, and pictures not at all."""
    (home / "in").mkdir()
    for name, size in (("a.txt", 600), ("b.txt", 400), ("c.jpg", 9000)):
        (home / "in" / name).write_bytes(b"x" * size)
    with opened_source(home / "in") as opened:
        measured = Measured(opened)
        assert part_read([measured]) == 0
        with measured.open("a.txt") as stream:
            stream.read(300)
            assert part_read([measured]) == 0.3
        assert part_read([measured]) == 0.6
        with measured.open("a.txt") as stream:
            assert part_read([measured]) == 0
            stream.read()
        with measured.open("b.txt") as stream:
            stream.read(100)
            assert part_read([measured]) == 0.7
    assert part_read([]) == 0


@pytest.mark.parametrize(
    ("part", "seconds", "told"),
    [
        (0, 9, ""),
        (0.004, 9, ""),
        (0.5, 0.5, ""),
        (0.34, 10, "34 %, 19 s left"),
        (0.999, 10, "99 %, 0 s left"),
        (1, 10, "100 %, 0 s left"),
        (0.01, 1, "1 %, 99 s left"),
        (0.01, 2, "1 %, 3 min left"),
    ],
)
def test_the_time_left_is_told_after_a_second(part: float, seconds: float, told: str) -> None:
    """As much as the time so far says, in minutes where there are many seconds; nothing while that says nothing."""
    assert spoken("en", how_far, part, seconds) == told


@pytest.mark.usefixtures("hasty_clock")
def test_the_line_at_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The number, the part and the time left stand on standard error; a minute has gone by."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with counting("{n} records read", lambda: 0.25) as progress:
        assert progress is not None
        progress(1000)
    shown = capsys.readouterr()
    assert "1000 records read, 25 %, 3 min left" in shown.err
    assert shown.out == ""


def test_nothing_is_shown_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Away from a terminal there is nothing to call, and nothing is measured."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    with counting("{n} records", lambda: pytest.fail("measured")) as progress:
        assert progress is None
    assert capsys.readouterr().err == ""


def test_a_plan_holds_while_nothing_has_changed(run: Run, home: Path) -> None:
    """What is compared for that is the same after looking, and another after writing, undoing and doing again."""

    def now() -> tuple[int, int]:
        with opened(home / "log.db", create=False) as connection:
            return state(connection)

    states = [now()]
    for command in (["log", "got", "Ana", "help", "--new"], ["undo"], ["redo"], ["log", "gave", "Ana", "link"]):
        run(*command)
        states.append(now())
        run("list")
        assert now() == states[-1]
    assert len(set(states)) == len(states)

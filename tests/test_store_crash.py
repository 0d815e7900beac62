"""Killed at any moment: what was confirmed is there, what was not is there whole or not at all."""

from __future__ import annotations

import io
import itertools
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

import faults
from netcheck.main import main
from netcheck.store import database, ops
from netcheck.store.ops import transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run

KILLS = 100
LONGEST_SECONDS = 0.03  # about two rounds of the three commands
SIZES = {"log": 1, "lines": 5, "import": 20}
"""How many entries each command stores at once; the first part of their note tells which it was."""


class Told(io.TextIOBase):
    """Standard output that tells the parent process what was said, and about which note."""

    def __init__(self, inform: Callable[[str], None]) -> None:
        self.inform = inform
        self.note = ""

    def write(self, text: str) -> int:
        """Tell at once; an empty text says nothing."""
        if text.strip():
            self.inform(self.note)
        return len(text)


@dataclass
class Aftermath:
    """What a series of kills left behind, by note."""

    confirmed: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    damage: list[str] = field(default_factory=list)
    interrupted: int = 0
    confirmations: int = 0


def _kill_again_and_again(work: Callable[..., object], directory: Path, kills: int, seed: int) -> Aftermath:
    """Kill `work` at random moments, and look at what is there after each kill; a fresh log after each ten."""
    found = Aftermath()
    for number, moment in enumerate(faults.moments(kills, LONGEST_SECONDS, seed)):
        path = directory / f"{number // 10}.db"
        if number % 10 == 0:
            faults.log_of(path)
            found.confirmed.clear()
        told = faults.killed(work, moment, path, number)
        found.confirmed.update(told)
        found.confirmations += len(told)
        found.interrupted += path.with_name(path.name + "-journal").exists()
        if wrong := faults.check_integrity(path):
            found.damage.append(wrong)
            continue
        there = Counter(faults.notes(path))
        found.lost |= {note for note in found.confirmed if note not in there}
        found.partial |= {note for note, count in there.items() if count != SIZES[note.partition("-")[0]]}
        found.partial |= {name for name in faults.names(path) if name not in {"Ada", *there}}
    return found


def _keep_busy(tell: Callable[[str], None], path: Path, number: int) -> None:
    """Log, log lines and import in turn, until killed; which comes first is another each time."""
    told = Told(tell)
    with patch.object(sys, "stdout", told):
        for turn in itertools.count(number):
            command = list(SIZES)[turn % len(SIZES)]
            told.note = f"{command}-{number}-{turn}"
            arguments, stdin = _command(command, told.note)
            with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()))):
                assert main([*arguments, "--db", str(path)]) == 0


def _command(command: str, note: str) -> tuple[list[str], str]:
    if command == "log":
        return ["log", "gave", "Ada", "help", note], ""
    if command == "lines":
        return ["log", "-"], f"gave Ada help {note}\n" * SIZES["lines"]
    entry = {
        "type": "event",
        "on": "2026-11-20",
        "with": note,
        "direction": "given",
        "kind": "help",
        "note": note,
    }
    return ["import", "jsonl", "-"], f"{json.dumps(entry)}\n" * SIZES["import"]


@pytest.mark.slow
def test_no_kill_loses_a_confirmed_entry_or_leaves_half_a_command(run: Run, home: Path) -> None:
    """A hundred kills during `log`, `log -` and `import`: nothing confirmed is lost, nothing is partial or damaged."""
    faults.log_of(home / "log.db")
    for command in SIZES:  # a forked process has their modules already
        arguments, stdin = _command(command, f"{command}-0-0")
        run(*arguments, stdin=stdin)
    found = _kill_again_and_again(_keep_busy, home, KILLS, seed=1)
    assert (found.lost, found.partial, found.damage) == (set(), set(), [])
    assert found.interrupted > 0, "no kill came while a journal was open: the moments prove nothing"
    assert found.confirmations >= KILLS, "not every process had confirmed something when it was killed"


def _confirm_too_early(tell: Callable[[str], None], path: Path, number: int) -> None:
    for turn in itertools.count():
        note = f"log-{number}-{turn}"
        with database.opened(path, create=True) as connection, transaction(connection):
            writer = ops.Writer(connection, "log")
            writer.create(faults.event(note))
            writer.finish()
            tell(note)


def _store_piecemeal(tell: Callable[[str], None], path: Path, number: int) -> None:
    for turn in itertools.count():
        note = f"lines-{number}-{turn}"
        for _ in range(SIZES["lines"]):
            with database.opened(path, create=True) as connection:
                faults.add_events(connection, [faults.event(note)])
        tell(note)


def _store_without_a_journal(tell: Callable[[str], None], path: Path, number: int) -> None:
    with database.opened(path, create=True) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA cache_size=1")
        for turn in itertools.count():
            note = f"import-{number}-{turn}"
            faults.add_events(connection, [faults.event(note) for _ in range(SIZES["import"])])
            tell(note)


@pytest.mark.parametrize(
    ("work", "mischief"),
    [(_confirm_too_early, "lost"), (_store_piecemeal, "partial"), (_store_without_a_journal, "damage")],
)
def test_carelessness_is_found_out(home: Path, work: Callable[..., object], mischief: str) -> None:
    """Control: the same kills find an early confirmation, half a command, and a write without a journal."""
    for seed in range(20):
        (home / str(seed)).mkdir()
        if getattr(_kill_again_and_again(work, home / str(seed), 10, seed), mischief):
            return
    pytest.fail("two hundred kills found nothing wrong")

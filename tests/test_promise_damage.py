"""Damage is noticed: where a flipped bit makes list, report or export answer otherwise with exit 0, doctor says so.

All 200 bits: NETCHECK_WHOLE=1 pytest tests/test_promise_damage.py
"""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from promises import figure
from test_promise_backup import write

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Result, Run

BITS = figure(200)
LOOKS = (["list", "-n", "1000"], ["list", "--csv", "-n", "1000"], ["report", "--json"], ["export", "jsonl"])
"""What must not answer otherwise than before."""


@pytest.fixture
def log(home: Path) -> Path:
    """Return a log of some dozens of random commands."""
    for seed in range(4):
        write(home / "log.db", seed)
    return home / "log.db"


@pytest.mark.slow
def test_no_flipped_bit_is_silent(run: Run, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each answer is the one before, a refusal, or a log of which doctor says that it is damaged."""
    whole, chance = log.read_bytes(), random.Random(15)  # noqa: S311 - no secret
    before = [run(*look).out for look in LOOKS]
    silent, wrong, refused, missed_by_sqlite = [], 0, 0, 0
    for _ in range(BITS):
        place = chance.randrange(len(whole) * 8)
        flip(log, whole, place)
        answers = [run(*look, expect=None) for look in LOOKS]
        otherwise = differing(before, answers)
        refused += any(answer.code for answer in answers)
        if otherwise:
            wrong += 1
            missed_by_sqlite += sound(log)
            if run("doctor", expect=None).code == 0:
                silent.append((place, otherwise))
        log.write_bytes(whole)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{BITS} flipped bits: {refused} with a refusal, {wrong} with another answer and exit 0, "
            f"{missed_by_sqlite} of those unseen by SQLite, {len(silent)} unseen by doctor\n"
        )
    assert silent == []


def test_a_bit_that_only_the_history_can_tell(run: Run, log: Path) -> None:
    """Control: in the note of an entry a bit changes an answer, SQLite sees nothing wrong, and doctor does."""
    run("log", "gave", "Zoe", "help", "a-word-of-its-own", "--new")
    whole, before = log.read_bytes(), [run(*look).out for look in LOOKS]
    found = [at for at in range(len(whole)) if whole.startswith(b"a-word-of-its-own", at)]
    assert len(found) >= 2  # in the table and in its history
    noticed = 0
    for place in found:
        flip(log, whole, place * 8)
        otherwise = differing(before, [run(*look, expect=None) for look in LOOKS])
        assert sound(log)
        assert "export" not in [look[0] for look in otherwise]
        noticed += bool(otherwise)
        run("doctor", expect=1)
    assert noticed


def differing(before: list[str], answers: list[Result]) -> list[list[str]]:
    """Return which looks answered otherwise than before and ended with 0."""
    return [look for look, was, now in zip(LOOKS, before, answers, strict=True) if now.code == 0 and now.out != was]


def flip(path: Path, whole: bytes, place: int) -> None:
    """Write a file with one bit turned over."""
    changed = bytearray(whole)
    changed[place // 8] ^= 1 << place % 8
    path.write_bytes(changed)


def sound(log: Path) -> bool:
    """Say whether SQLite's own check finds nothing."""
    with closing(sqlite3.connect(log)) as connection:
        try:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False

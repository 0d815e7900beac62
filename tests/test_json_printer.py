"""Every --json is printed in one way: UTF-8 whatever the terminal, and nothing in it steers one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

NAME = "Ägir\u009b31m\u202eX"
COMMANDS = [
    ("report", "--json"),
    ("report", "--explain", "--json"),
    ("report", "--measure", "core", "--json"),
    ("report", "--against", "2026-09-01", "--json"),
    ("contact", "list", "--json"),
    ("list", "--json"),
    ("history", "--json"),
]


@pytest.fixture
def strange_log(run: Run) -> None:
    """Log enough with somebody whose name holds a control and a format character."""
    event = {"type": "event", "with": NAME, "direction": "received", "kind": "help"}
    lines = [json.dumps({**event, "on": f"2026-{month:02}-{day:02}"}) for month in (9, 10, 11) for day in range(1, 13)]
    run("import", "jsonl", "-", stdin="\n".join(lines))


@pytest.mark.usefixtures("strange_log")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_same_bytes_for_every_terminal(command: tuple[str, ...], encoding: str, home: Path) -> None:
    """Letters stay letters in UTF-8, and what cannot be seen is escaped."""
    assert (home / "log.db").exists()
    program = [sys.executable, "-m", "netcheck", *command]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    said = subprocess.run(program, env=environment, capture_output=True, check=True).stdout.decode("utf-8")
    assert all(line.isprintable() for line in said.splitlines())
    assert json.loads(said) is not None
    if command[0] != "report" or command == ("report", "--json"):
        assert "Ägir\\u009b31m\\u202eX" in said

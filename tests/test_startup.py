"""Start-up is a feature: what a command does not need is not loaded, and a run is over at once."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

HEAVY = {"rich", "jinja2", "plotext", "questionary", "prompt_toolkit", "sqlite_utils", "pydantic"}
RARE = {"wcwidth", "rapidfuzz", "dateparser", "tomlkit", "tomllib", "dataclasses", "hashlib", "csv"}
if sys.platform not in {"win32", "darwin"}:
    RARE |= {"platformdirs", "configparser"}
NETCHECK = "from netcheck.__main__ import run; run()"
EMPTY = "import typer; app = typer.Typer(); app.command()(lambda: None); app()"
RUNS, MOST_RUNS = 5, 30
MOST = {
    "--help": 1.02,
    "log got Ana help": 1.2,
    "log --help": 1.1,
    "list": 1.18,
    "list --json": 1.2,
    "report --json": 1.25,
    "contact list --json": 1.2,
    "suggest --json": 1.25,
    "remind": 1.2,
    "": 1.2,
}
"""By command its processor time at most, as a multiple of that of an empty Typer program; "" is home.

benchmarks/bars.py holds them to less; here is room for a busy machine.
"""

COMMANDS = [
    [],
    ["--version"],
    ["--help"],
    ["log", "got", "Ana", "help"],
    ["log", "gave", "Ana", "feedback", "on the draft", "--on", "yesterday"],
    ["log", "bekam", "Ana", "Hilfe"],
    ["log", "--help"],
    ["list"],
    ["list", "--json", "--with", "Ana", "--since", "1.1."],
    ["report", "--json"],
    ["report", "--measure", "core", "--json"],
    ["report", "--explain", "--json"],
    ["suggest"],
    ["suggest", "backing"],
    ["suggest", "--give", "--json"],
    ["contact", "list"],
    ["contact", "show", "Ana", "--json"],
    ["contact", "list", "--json"],
    ["contact", "dupes", "--json"],
    ["circle", "list", "--json"],
    ["doctor", "--json"],
    ["checklist", "--list", "--json"],
    ["step", "list", "--json"],
    ["checklist", "--list"],
    ["history", "--json"],
    ["kinds"],
    ["remind"],
    ["remind", "--json", "--names"],
    ["spread"],
    ["undo"],
]


SPARED = {
    "report --json": {"cli.dates", "cli.people", "domain.anonymize", "domain.comparison", "domain.permutation"},
    "contact list --json": {"cli.dates", "domain.evidence", "store.undo", "view.checklist", "view.sentences"},
    "contact show Ana --json": {"domain.dates", "domain.evidence", "store.undo", "view.checklist", "view.sentences"},
    "contact dupes --json": {"ask", "commands.duplicates", "commands.history", "store.undo"},
    "step list --json": {"domain.dates", "domain.evidence", "store.undo", "view.checklist", "view.sentences"},
    "circle list --json": {"domain.dates", "store.undo", "view.sentences"},
    "suggest --json": {"cli.kinds", "view.report_text"},
}
"""By command what of netcheck a small log can do without."""


@pytest.fixture(autouse=True)
def small_log(run: Run) -> None:
    """Log a few entries with two people."""
    run("log", "-", stdin="got Ana help --new\ngave Ben feedback --new\nwith Ana coffee\ngot Ben link\n")


def loaded(command: list[str]) -> set[str]:
    """Run a command, and return the names of all modules that it imported."""
    program = "import sys; from netcheck.main import main; sys.exit(main() or print(*sys.modules, file=sys.stderr))"
    run = subprocess.run([sys.executable, "-c", program, *command], check=True, capture_output=True, text=True)
    return set(run.stderr.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_little_is_loaded(command: list[str]) -> None:
    """What everyday commands and every JSON form do not need stays on the disk."""
    assert loaded(command) & (HEAVY | RARE) == set()


def test_drawing_is_seen_to_load_rich() -> None:
    """The test above can fail: the coloured report needs rich."""
    assert "rich" in loaded(["report"])


@pytest.mark.parametrize("command", SPARED)
def test_what_only_other_answers_need_is_not_loaded(command: str) -> None:
    """JSON forms of a small log load neither the test of change nor what confirms, draws or asks."""
    found = {name.removeprefix("netcheck.") for name in loaded(command.split())}
    assert {"commands", "view.serialize"} <= found
    assert found & SPARED[command] == set()


def test_a_day_is_seen_to_load_the_grammar_of_days() -> None:
    """The test above can fail: a report since a day has to read it."""
    assert "netcheck.cli.dates" in loaded(["report", "--json", "--since", "1.1."])


@pytest.mark.slow
def test_runs_take_little_longer_than_an_empty_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The best of some runs is compared with the best of an empty Typer program, in turns, all being compiled.

    On a busy machine the best comes late: more turns are taken as long as the comparison fails.
    """
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "bytecode"))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    programs = {command: [NETCHECK, *command.split()] for command in MOST} | {"empty": [EMPTY]}
    least = dict.fromkeys(programs, math.inf)
    for attempt in range(MOST_RUNS):
        least = {name: min(least[name], seconds(program)) for name, program in programs.items()}
        ratios = {name: taken / least["empty"] for name, taken in least.items()}
        if attempt + 1 >= RUNS and all(ratios[command] <= most for command, most in MOST.items()):
            return
    pytest.fail(f"times the empty program: {ratios}")


def seconds(program: list[str]) -> float:
    """Return the processor time that a program takes: others may keep the disk busy."""
    resource = pytest.importorskip("resource", reason="Windows does not account for ended processes")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", *program], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken: float = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken

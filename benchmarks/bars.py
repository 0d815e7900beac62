"""Measure netcheck against its bars, as ratios within one run.

    python benchmarks/bars.py [--before PYTHON] [--events N] [--runs N] [--starts N]

Each time is that of a whole process and the least of some runs, taken in turn with what it is compared with: processor
time for starts and history, the clock for the rest. With `--before` a second tree is measured by the interpreter of its
environment; a dash stands for what it cannot do.
"""

from __future__ import annotations

import argparse
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import DAY, interleaved

import logs
from netcheck.importers.git import FIELDS
from netcheck.importers.git_process import environment, open_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BARS = {
    "import jsonl / bare inserts": 1.6,
    "undo / import jsonl": 0.4,
    "redo / import jsonl": 0.5,
    "file after undo and redo / before": 1.0,
    "bytes an event": 350,
    "history / history of 1,000": 1.2,
    "first line of list / empty program": 2,
    "peak of list, MiB": 40,
    "peak of list --json, MiB": 40,
    "import git / git log": 1.2,
    "log / empty program": 1.1,
    "remind / empty program": 1.15,
    "list / empty program": 1.2,
    "home / empty program": 1.2,
    "--help / empty program": 1.2,
    "report --json / empty program": 1.2,
    "contact list --json / empty program": 1.2,
    "contact dupes --json / empty program": 1.2,
    "suggest --json / empty program": 1.2,
    "checklist --list --json / empty program": 1.2,
}
"""The most that a figure may be; what is not here is to be as small as it can."""

STARTS = {
    "log": ("log", "got", "Ana", "help"),
    "remind": ("remind",),
    "list": ("list",),
    "home": (),
    "--help": ("--help",),
    "report --json": ("report", "--json"),
    "contact list --json": ("contact", "list", "--json"),
    "contact dupes --json": ("contact", "dupes", "--json"),
    "suggest --json": ("suggest", "--json"),
    "checklist --list --json": ("checklist", "--list", "--json"),
}
SMALL_LOG = b"got Ana help --new\ngave Ben feedback --new\nwith Ana coffee\ngot Ben link\n"
FEW = 1000
ME = 7
# Both are started in the same way, as by the script that pip makes: -m would load runpy for the one alone.
_NETCHECK = "import sys; from netcheck.__main__ import run; sys.exit(run())"
_EMPTY = "import typer; app = typer.Typer(); app.command()(lambda: print()); app()"
# A process that starts another one has its own size counted as the other's: this one is small.
_PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
_MIB = 2**20 if sys.platform == "darwin" else 2**10  # what ru_maxrss counts in

Figures = dict[str, float]


class Tree(NamedTuple):
    """A netcheck to measure: the interpreter of its environment, and a folder for its logs."""

    python: str
    folder: Path
    events: int
    runs: int
    starts: int

    @property
    def empty(self) -> list[str]:
        """The command line of an empty Typer program."""
        return [self.python, "-c", _EMPTY]

    @property
    def environment(self) -> dict[str, str]:
        """What a program gets to see: nothing of the real user."""
        bytecode = {"PYTHONPYCACHEPREFIX": str(self.folder / "bytecode")}
        return {**DAY, **bytecode, "HOME": str(self.folder), "PATH": os.environ["PATH"]}

    def netcheck(self, log: str, *command: str) -> list[str]:
        """Return the command line of netcheck with a log in the folder."""
        return [self.python, "-c", _NETCHECK, "--db", str(self.folder / log), *command]

    def run(self, command: Sequence[str], stdin: bytes = b"") -> bytes:
        """Run a program to its end and return what it says."""
        return subprocess.run(command, env=self.environment, input=stdin, check=True, stdout=subprocess.PIPE).stdout

    def import_(self, log: str, *source: str) -> None:
        """Import something into an empty log."""
        (self.folder / log).unlink(missing_ok=True)
        self.run(self.netcheck(log, "import", *source))


def moving(tree: Tree) -> Figures:
    """Measure an import, and taking it back and doing it again."""
    source, log = str(_file(tree, tree.events)), tree.folder / "large.db"
    tree.import_(log.name, "jsonl", source)
    size = log.stat().st_size
    for command in ("undo", "redo"):
        tree.run(tree.netcheck(log.name, command))
    grown = log.stat().st_size
    imported, inserted, undone, redone = interleaved(
        partial(tree.import_, log.name, "jsonl", source),
        partial(bare_inserts, tree.folder / "bare.db", log),
        partial(tree.run, tree.netcheck(log.name, "undo")),
        partial(tree.run, tree.netcheck(log.name, "redo")),
        runs=tree.runs,
        of=min,
    )
    return {
        "import jsonl / bare inserts": imported / inserted,
        "undo / import jsonl": undone / imported,
        "redo / import jsonl": redone / imported,
        "file after undo and redo / before": grown / size,
        "bytes an event": size / tree.events,
    }


def looking(tree: Tree) -> Figures:
    """Measure what shows the end of a large log, which `moving` has made."""
    tree.import_("few.db", "jsonl", str(_file(tree, FEW)))
    commands = [tree.netcheck(log, "history", "-n", "20") for log in ("large.db", "few.db")]
    large, few = processor_times(tree, commands)
    listed, empty = interleaved(
        partial(first_line, tree, tree.netcheck("large.db", "list")),
        partial(tree.run, tree.empty),
        runs=tree.starts,
        of=min,
    )
    return {
        "history / history of 1,000": large / few,
        "first line of list / empty program": listed / empty,
        "peak of list, MiB": peak(tree, tree.netcheck("large.db", "list")),
        "peak of list --json, MiB": peak(tree, tree.netcheck("large.db", "list", "--json")),
    }


def git(tree: Tree) -> Figures:
    """Measure an import from git against git."""
    path = tree.folder / "repository.git"
    logs.repository(path, tree.events)
    command = open_repository(path).log_command(FIELDS)
    imported, read = interleaved(
        partial(tree.import_, "git.db", "git", str(path), "--me", logs.author(ME)),
        partial(subprocess.run, command, env=environment(), check=True, stdout=subprocess.DEVNULL),
        runs=tree.runs,
        of=min,
    )
    return {"import git / git log": imported / read}


def starting(tree: Tree) -> Figures:
    """Measure how long everyday commands take on a small log."""
    tree.run(tree.netcheck("small.db", "log", "-"), SMALL_LOG)
    empty, *taken = processor_times(tree, [tree.empty, *(tree.netcheck("small.db", *line) for line in STARTS.values())])
    return {f"{name} / empty program": seconds / empty for name, seconds in zip(STARTS, taken, strict=True)}


def processor_times(tree: Tree, commands: Sequence[Sequence[str]], *, warm: bool = True) -> list[float]:
    """Return the least processor time that each program takes, in seconds; after a first run if `warm`."""
    deeds = [partial(tree.run, command) for command in commands]
    for deed in deeds if warm else ():
        deed()
    return interleaved(*deeds, runs=tree.starts, of=min, clock=_processor_clock)


def _processor_clock() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_line(tree: Tree, command: Sequence[str]) -> None:
    """Read the first line that a program writes, and let it end at that."""
    with subprocess.Popen(command, env=tree.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        process.stdout.readline()
        process.stdout.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def peak(tree: Tree, command: Sequence[str]) -> float:
    """Return how much memory a program takes at most, in MiB."""
    return int(tree.run([tree.python, "-c", _PEAK, *command])) / _MIB


def stored(path: Path) -> tuple[list[str], dict[str, list[tuple[object, ...]]]]:
    """Return the schema of a log, statement by statement, and the rows of each of its tables as they were logged."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        tables = [name for sort, name, _ in schema if sort == "table"]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        logged = "SELECT entity_id, clock FROM op JOIN entity ON entity.number = op.entity WHERE name = 'event'"
        clock = dict(connection.execute(logged).fetchall())
    rows["event"].sort(key=lambda row: clock[row[0]])
    return [sql for _, _, sql in schema], {name: found for name, found in rows.items() if found}


def bare_inserts(path: Path, log: Path) -> None:
    """Insert the rows of a log into an empty file of the same schema, in one transaction."""
    schema, rows = stored(log)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in schema:
            connection.execute(statement)
        for name, found in rows.items():
            connection.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(found[0]))})', found)


def _file(tree: Tree, size: int) -> Path:
    path = tree.folder / f"{size}.jsonl"
    logs.jsonl(path, size)
    return path


GROUPS: tuple[Callable[[Tree], Figures], ...] = (moving, looking, git, starting)


def main(asked: argparse.Namespace) -> None:
    """Print each figure, what it was before if that is asked for, and whether it keeps its bar."""
    print(f"{'':<40} {'now':>8} {'before':>8} {'bar':>6}")
    with tempfile.TemporaryDirectory() as now, tempfile.TemporaryDirectory() as before:
        sizes = asked.events, asked.runs, asked.starts
        tree = Tree(sys.executable, Path(now), *sizes)
        other = Tree(asked.before, Path(before), *sizes) if asked.before else None
        for group in GROUPS:
            figures, old = group(tree), _if_it_can(group, other)
            for name, figure in figures.items():
                bar = BARS.get(name)
                verdict = "" if bar is None else "pass" if round(figure, 2) <= bar else "FAIL"
                said = f"{old[name]:.2f}" if name in old else "–"
                print(f"{name:<40} {figure:>8.2f} {said:>8} {bar or '':>6}  {verdict}".rstrip(), flush=True)


def _if_it_can(group: Callable[[Tree], Figures], tree: Tree | None) -> Figures:
    if tree is None:
        return {}
    try:
        return group(tree)
    except subprocess.CalledProcessError:
        return {}


def arguments() -> argparse.Namespace:
    """Return `before`, `events`, `runs` and `starts` from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", metavar="PYTHON", help="the interpreter of another tree's environment")
    parser.add_argument("--events", type=int, default=100_000, help="size of the log and the repository (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="runs of what takes long (%(default)s)")
    parser.add_argument("--starts", type=int, default=40, help="runs of what starts and ends (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main(arguments())

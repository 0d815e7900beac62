"""Measure how netcheck's time grows with the log, as ratios within one run.

    python benchmarks/measure.py [FOLDER] [SIZE …]

Makes logs of the given sizes (1,000 to 1,000,000 events; 1,000 contacts, ten years) in FOLDER once, and prints a
table of medians: `report --json` as a whole process against the SQL aggregates that it needs, run alone by
Python's sqlite3; `log` against `log` on the smallest log. What has a bar is measured by `bars.py`.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING

import logs

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 10_000, 100_000, 1_000_000)
RUNS = 5
DAY = {"NETCHECK_TODAY": logs.TODAY.isoformat(), "NETCHECK_LANG": "en"}
HALF_LIFE = 180
YEAR = 365

_NETCHECK = (sys.executable, "-m", "netcheck")


def main(folder: Path, sizes: list[int]) -> None:
    """Print the table."""
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{'events':>9}  {'report --json':>13}  {'aggregates':>10}  {'ratio':>5}  {'log':>7}  {'to first':>8}")
    first_log = 0.0
    for size in sizes:
        path = folder / f"{size}.db"
        if not path.exists():
            logs.store(path, size)
        report, sums, logging = interleaved(
            lambda path=path: netcheck(path, "report", "--json"),
            lambda path=path: aggregates(path),
            lambda path=path: netcheck(path, "log", "got", "Person 0007", "help"),
        )
        first_log = first_log or logging
        print(
            f"{size:>9,}  {report:>12.3f}s  {sums:>9.3f}s  {report / sums:>5.2f}"
            f"  {logging:>6.3f}s  {logging / first_log:>8.2f}"
        )


def arguments() -> argparse.Namespace:
    """Return `folder` and `sizes` from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    place = Path(tempfile.gettempdir()) / "netcheck-benchmark"
    parser.add_argument("folder", nargs="?", type=Path, default=place, help="where the logs are kept (%(default)s)")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="numbers of events")
    return parser.parse_args()


def interleaved(
    *deeds: Callable[[], object],
    runs: int = RUNS,
    of: Callable[[list[float]], float] = statistics.median,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Return the time of each deed in seconds, the median `of` so many runs, all of them done in turn."""
    times: list[list[float]] = [[] for _ in deeds]
    for _ in range(runs):
        for deed, taken in zip(deeds, times, strict=True):
            start = clock()
            deed()
            taken.append(clock() - start)
    return [of(taken) for taken in times]


def netcheck(path: Path, *command: str) -> None:
    """Run the program as a whole process."""
    subprocess.run([*_NETCHECK, "--db", path, *command], env=DAY, check=True, stdout=subprocess.DEVNULL)


def aggregates(path: Path) -> None:
    """Run the SQL that the report's numbers need, history by quarter included, without any of our code.

    All windows of all period ends cut the days into slices. By contact, slice, direction and kind: how many events,
    and their decayed weights (for strengths, shares, functions). By contact: the days with an event (for silence,
    rhythm, retention).
    """
    today = logs.TODAY.toordinal()
    ends = [*range(today - logs.DAYS, today, 91), today]
    edges = sorted({end - back for end in ends for back in (0, YEAR, 2 * YEAR)})
    days = [
        (day, bisect_left(edges, day), 2 ** (-(today - day) / HALF_LIFE)) for day in range(today - logs.DAYS, today + 1)
    ]
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("CREATE TEMP TABLE slice (day INTEGER PRIMARY KEY, number INTEGER, part REAL)")
        connection.executemany("INSERT INTO slice VALUES (?, ?, ?)", days)
        connection.execute(
            "SELECT contact_id, number, direction, kind, count(*), sum(weight * part)"
            " FROM event JOIN slice USING (day) GROUP BY 1, 2, 3, 4"
        ).fetchall()
        connection.execute("SELECT DISTINCT contact_id, day FROM event").fetchall()


if __name__ == "__main__":
    asked = arguments()
    main(asked.folder, asked.sizes)

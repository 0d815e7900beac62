"""Run the tests with coverage, of the programs that they start too, and print it by package."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path, PurePath

ROOT = Path(__file__).parent.parent
# Coverage itself imports modules that must not be loaded, and slows down the slow tests, which reach little else.
TESTS = (
    "run",
    "-m",
    "pytest",
    "--numprocesses",
    "auto",
    "--dist",
    "worksteal",
    "-m",
    "not slow",
    "-k",
    "not test_little_is_loaded",
)
COUNTS = ("num_statements", "missing_lines", "num_branches", "missing_branches")


def main() -> int:
    """Print a line for each package; end with the code of the tests."""
    coverage("erase")
    tests = coverage(*TESTS)
    coverage("combine", "--quiet")
    report = subprocess.run(
        [sys.executable, "-m", "coverage", "json", "--quiet", "-o", "-"], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    print(f"{'package':12}{'statements':>12}{'missing':>9}{'branches':>10}{'missing':>9}{'covered':>9}")
    for package, counts in sorted(by_package(json.loads(report.stdout)["files"]).items()):
        statements, missing, branches, partial = (counts[name] for name in COUNTS)
        covered = 1 - (missing + partial) / ((statements + branches) or 1)
        print(f"{package:12}{statements:12}{missing:9}{branches:10}{partial:9}{covered:9.1%}")
    return tests


def coverage(*arguments: str) -> int:
    """Run coverage in the top folder; return its exit code."""
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=False).returncode


def by_package(files: dict[str, dict[str, dict[str, int]]]) -> dict[str, Counter[str]]:
    """Add up the counts of coverage's JSON report by package of netcheck; modules beside them count as "top"."""
    found: dict[str, Counter[str]] = {}
    for path, file in files.items():
        parts = PurePath(path).parts
        below = parts[len(parts) - parts[::-1].index("netcheck") :]
        counts = Counter({name: file["summary"][name] for name in COUNTS})
        found.setdefault(below[0] if len(below) > 1 else "top", Counter()).update(counts)
        found.setdefault("all", Counter()).update(counts)
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Run every check and every test of this tree; end with 1 if one of them fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECKS = (
    "ruff format --check --quiet .",
    "ruff check --quiet .",
    "lint-imports",
    "cog --check README.md",
    "mypy",
    "pytest --numprocesses auto --dist worksteal",
)


def main() -> int:
    """Run the checks one after the other, all of them also where an early one fails."""
    failed = [check for check in CHECKS if not passes(check)]
    for check in failed:
        print(f"failed: {check}", flush=True)
    return int(bool(failed))


def passes(check: str) -> bool:
    """Run a program of this environment in the top folder; say whether it ends with 0.

    Raises:
        FileNotFoundError: it is not installed.
    """
    name, *arguments = check.split()
    program = shutil.which(name, path=sysconfig.get_path("scripts"))
    if program is None:
        raise FileNotFoundError(f"{name}: install this folder with '.[dev]' first")
    print(f"$ {check}", flush=True)
    return subprocess.run([program, *arguments], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

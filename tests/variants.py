"""Other variants of the program: a copy of the package in which some text is another."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import netcheck


def variant(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Copy the package into a new folder, and make changes (file, the text before, the text after); return the folder.

    Raises:
        AssertionError: a text is not there just once, so that the variant would show nothing.
    """
    package = folder / "netcheck"
    shutil.copytree(Path(netcheck.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    for file, before, after in changes:
        path = package / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {file}"
        path.write_text(text.replace(before, after), encoding="utf-8")
    return folder


def run_in(folder: Path, script: str, *arguments: object) -> str:
    """Run a script with that package, and with the modules of the tests in reach; return what it printed."""
    path = os.pathsep.join([str(folder), str(Path(__file__).parent)])
    # Coverage would look for the copy when it is gone.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(
        command, env=environment | {"PYTHONPATH": path}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

"""The benchmarks' own command lines, and the table of the bars on a small log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["--sizes"], 2), (["logs", "many"], 2)])
def test_options_are_no_folders(tmp_path: Path, arguments: list[str], code: int) -> None:
    """Help is shown, what is not understood is refused, and neither makes a folder."""
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "measure.py", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == code
    assert "usage: measure.py" in ran.stdout + ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_bars_are_measured_for_two_trees(tmp_path: Path) -> None:
    """Each figure stands beside that of the other tree, or a dash for what that cannot do, its bar and a verdict."""
    pytest.importorskip("resource", reason="Windows does not account for ended processes")
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\ncase "$*" in *" import git "*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    other.chmod(0o755)
    small = ["--events", "300", "--runs", "1", "--starts", "1", "--before", str(other)]
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "bars.py", *small], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert [*tmp_path.iterdir()] == [other]
    rows = {line[:36].strip(): line[36:].split() for line in ran.stdout.splitlines()[1:]}
    assert len(rows) == 16
    for name, (now, before, *barred) in rows.items():
        assert float(now) > 0, name
        assert before == "–" if name == "import git / git log" else float(before) > 0, name
        if barred:
            bar, verdict = barred
            assert verdict == ("pass" if float(now) <= float(bar) else "FAIL"), name
    assert {name for name, cells in rows.items() if len(cells) == 2} == {
        f"{start} / empty program" for start in ("list", "home", "--help", "report --json")
    }

"""The benchmark's own command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "measure.py"


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["--sizes"], 2), (["logs", "many"], 2)])
def test_options_are_no_folders(tmp_path: Path, arguments: list[str], code: int) -> None:
    """Help is shown, what is not understood is refused, and neither makes a folder."""
    ran = subprocess.run(
        [sys.executable, SCRIPT, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == code
    assert "usage: measure.py" in ran.stdout + ran.stderr
    assert list(tmp_path.iterdir()) == []

"""Tab in real shells: what is completed reaches the program as it is, and nothing of it is run."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.cli.shell_completion import _SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")

SHELLS = {
    "bash": ("bash", ["--norc", "--noprofile", "-i"], "source '{script}'"),
    "zsh": ("zsh", ["-f", "-i"], "autoload -Uz compinit; compinit -u -D; source '{script}'"),
    "fish": ("fish", ["--no-config", "-i"], "source '{script}'"),
}
"""Each shell: the program, its options, and what puts completion in place."""
PROGRAM = """#!{python}
import json, os, pathlib, sys
if "_NETCHECK_COMPLETE" in os.environ:
    from netcheck.__main__ import run
    sys.exit(run())
with open({folder!r} + "/arguments", "w", encoding="utf-8") as file:
    json.dump(sys.argv[1:], file)
print("r" + "an.")
"""
"""Stands for netcheck: it answers the shell as netcheck does; run by Enter, it only notes its arguments."""
NAMES = (
    "Alma Reuter",
    "O'Neil",
    "Wim `touch x` Ott",
    "Vim $(touch x) Ott",
    "Paul & Co",
    "Semi; touch x",
    "Rex *",
    "Home $HOME",
    'Quote "it"',
    "Back\\slash\\",
    "Bang!! !1",
    "Nott:Anna = 1",
    "Hash #1",
    "Brace {a,b} [c]?",
    "Pipe <x >x |x",
    "Ümit Ôtt",
    "~root",
    "=ls",
    "%self",
)
each_shell = pytest.mark.parametrize("shell", SHELLS)


class Shell:
    """A shell at a pseudo-terminal, in a folder of its own."""

    def __init__(self, child: Any, folder: Path) -> None:  # noqa: ANN401 - pexpect ships no types
        self.child = child
        self.folder = folder

    def arguments(self, keys: str) -> list[str]:
        """Press keys and Enter; return what the program gets."""
        self.child.send(f"{keys}\r")
        self.child.expect_exact("ran.")
        found: list[str] = json.loads((self.folder / "arguments").read_text(encoding="utf-8"))
        return found


@contextmanager
def shell_of(name: str, folder: Path, script: str | None = None) -> Iterator[Shell]:
    """Start a shell in which completion is in place."""
    program, options, setting = SHELLS[name]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    (folder / "bin").mkdir()
    netcheck = folder / "bin" / "netcheck"
    netcheck.write_text(PROGRAM.format(python=sys.executable, folder=str(folder)), encoding="utf-8")
    netcheck.chmod(0o755)
    source = folder / "bin" / "completion"
    source.write_text(script or _SCRIPTS[name], encoding="utf-8")
    work = folder / "work"
    work.mkdir()
    (work / "file1").touch()
    (work / "Rex").mkdir()
    child = pexpect.spawn(
        program,
        options,
        env={**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "xterm"},
        cwd=str(work),
        encoding="utf-8",
        codec_errors="replace",
        dimensions=(24, 200),
        timeout=20,
    )
    child.delaybeforesend = None
    try:
        child.send(f"{setting.format(script=source)}; echo rea''dy\r")
        child.expect_exact("ready")
        yield Shell(child, folder)
    finally:
        child.close(force=True)


def start_of(name: str) -> str:
    """Return at most three letters that a name begins with."""
    return "".join(itertools.takewhile(str.isalpha, name[:3]))


@each_shell
def test_a_name_arrives_as_it_is(run: Run, shell: str, tmp_path: Path) -> None:
    """Typed by its first letters and completed, each foreign name is one argument, and nothing in it is run."""
    for name in NAMES:
        run("contact", "add", name)
    with shell_of(shell, tmp_path) as opened:
        for name in NAMES:
            if start := start_of(name):
                assert opened.arguments(f"netcheck log got {start}\thelp") == ["log", "got", name, "help"], name
        assert {file.name for file in (tmp_path / "work").iterdir()} == {"Rex", "file1"}

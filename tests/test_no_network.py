"""Nothing goes over a network: each command, with work to do, under strace."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gitrepo import Commit, build
from promises import WHOLE
from readings import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not WHOLE, reason="every command under strace takes half a minute: NETCHECK_WHOLE=1"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here"),
]

ENTRY = '{"type":"event","on":"2026-11-20","with":"Cy","direction":"given","kind":"help","note":"","source":"a:1"}\n'
COMMANDS = (
    "log gave Ada help --new", "log got Ada feedback", "log with Ada coffee", "import jsonl entries.jsonl", "undo",
    "redo", "list", "list --json", "edit last --note https://example.org", "contact add Bo --email bo@example.org",
    "contact edit Bo --url https://example.org/bo --birthday 12.5.", "contact show Bo", "contact list",
    "contact dupes", "contact merge Bo Cy", "circle edit work --add Ada", "circle list", "step add call --with Ada",
    "step list", "step done 1", "checklist --answers y,y,n,y,p,y,y,y,y,y", "checklist --list", "guide", "kinds",
    "report", "report --html out.html", "report --svg out.svg", "report --json", "report --explain",
    "report --measure core", "report --against 2026-01-01", "suggest", "suggest backing", "spread", "triage",
    "remind", "remind --every day --notify", "remind status", "export jsonl out.jsonl", "export csv -",
    "export vcard out.vcf", "history", "config", "config set color never", "demo", "--help", "--version", "", "backup",
    "backup --check out.jsonl", "doctor",
    "import git repository --me me@example.org", "import vcard files/vcard", "import files/linkedin --me Me",
    "import mastodon files/mastodon", "remove last", "contact remove Ada --with-events", "contact forget Cy --yes",
)  # fmt: skip


def asked(command: Sequence[str], folder: Path) -> list[str]:
    """Return what a command asks the system about networks; that of this machine alone (AF_UNIX) is none."""
    told = folder / "told.txt"
    options = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(told)]
    subprocess.run([*options, *command], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return [line for line in told.read_text(errors="replace").splitlines() if "AF_INET" in line]


def test_no_command_goes_over_a_network(home: Path) -> None:
    """No socket for the internet is opened, by netcheck or by a program that it starts."""
    (home / "entries.jsonl").write_text(ENTRY, encoding="utf-8")
    (home / "files").symlink_to(FIXTURES)
    build(home / "repository", [Commit("Me <me@example.org>", "core: x\n\nHelped-by: Ada <ada@example.org>\n")])
    found = {
        command: lines
        for command in COMMANDS
        if (lines := asked([sys.executable, "-m", "netcheck", *command.split()], home))
    }
    assert found == {}


def test_a_program_that_does_is_seen(tmp_path: Path) -> None:
    """Control: a connection to this very machine is told."""
    program = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    assert any("connect(" in line for line in asked([sys.executable, "-c", program], tmp_path))

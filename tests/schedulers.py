"""Schedulers to try things on: stand-ins for their programs, and a corner of this machine for real ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netcheck.domain.reminder_schedule import Job
from netcheck.domain.reminder_turns import Every, Timing

if TYPE_CHECKING:
    from collections.abc import Mapping

JOB = Job(
    ("/home/alma/100% mine/netcheck",),
    Path("/home/alma/log $HOME's/log.db"),
    "de",
    Timing(Every.FRI, time(18, 5)),
    Path("/home/alma/my settings"),
    notify=True,
)

# A crontab that keeps its bytes in a file. As some do, it takes no last line without an end if it is "strict".
CRONTAB = r"""#!/bin/sh
case "$FAKE_CRONTAB_MODE" in
denied) printf 'You (alma) are not allowed to use this program (crontab)\nSee crontab(1)\n' >&2; exit 1 ;;
failing) exit 3 ;;
esac
case "$1" in
-l) [ -e "$FAKE_CRONTAB" ] || { echo 'no crontab for alma' >&2; exit 1; }; cat "$FAKE_CRONTAB" ;;
-r) rm "$FAKE_CRONTAB" ;;
-) cat > "$FAKE_CRONTAB.new"
   if [ "$FAKE_CRONTAB_MODE" = strict ] && [ -n "$(tail -c 1 "$FAKE_CRONTAB.new")" ]; then
       echo "new crontab file is missing newline before EOF, can't install." >&2; exit 1
   fi
   mv "$FAKE_CRONTAB.new" "$FAKE_CRONTAB" ;;
esac
"""

# A program that writes down how it was called, and says what FAKE_ANSWER says.
CALLED = """#!/bin/sh
echo "$(basename "$0") $*" >> "$FAKE_CALLS"
case "$*" in *"$FAKE_REFUSES"*) [ -z "$FAKE_REFUSES" ] || { echo 'it refuses' >&2; exit 1; } ;; esac
echo "$FAKE_ANSWER"
"""

# netcheck, as a scheduler starts it: it writes down how, and then is what it claims to be.
STAND_IN = """#!{python}
import json, os, sys
from pathlib import Path
if sys.argv[1] == "remind" and sys.argv[2].startswith("--"):
    called = {{"arguments": sys.argv, "environment": dict(os.environ), "terminal": os.isatty(0) or os.isatty(1)}}
    with Path({record!r}).open("a") as record:
        print(json.dumps(called), file=record)
from netcheck.__main__ import run
sys.exit(run())
"""


def put_program(folder: Path, name: str, text: str) -> Path:
    """Write a program into the folder, which is made."""
    if os.name == "nt":
        pytest.skip("the stand-ins are scripts for a POSIX shell")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def stand_in(folder: Path, record: Path) -> Path:
    """Write a netcheck into the folder that notes in the file `record` each time when a scheduler starts it."""
    return put_program(folder, "netcheck", STAND_IN.format(python=sys.executable, record=str(record)))


def records(record: Path) -> list[dict[str, object]]:
    """Return how the stand-in was started, each time."""
    return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()] if record.exists() else []


def only_cron(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave no scheduler in reach but a stand-in for cron, and return the file that holds its crontab.

    netcheck itself has its place in the folder.
    """
    put_program(folder / "bin", "crontab", CRONTAB)
    for tool in ("basename", "cat", "mv", "rm", "tail"):
        (folder / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    monkeypatch.setenv("PATH", str(folder / "bin"))
    monkeypatch.setenv("FAKE_CRONTAB", str(folder / "crontab"))
    monkeypatch.setenv("SHELL", "/bin/bash")
    for variable in ("FAKE_CRONTAB_MODE", "XDG_RUNTIME_DIR", "MAIL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "argv", [str(put_program(folder / "100% mine", "netcheck", ""))])
    return folder / "crontab"


def need(*programs: str) -> None:
    """Skip the test unless these programs are there and it is root who runs it."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a scheduler a corner of its own")
    missing = [program for program in programs if shutil.which(program, path=os.defpath + ":/usr/sbin:/sbin") is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")


def isolated(script: str, **environment: str | Path) -> str:
    """Run a shell script that sees mounts of its own, and return what it printed; what it mounts ends with it.

    The machine's own crontabs, users and daemons are out of its sight. It ends with 77 where it may not mount.
    """
    variables: Mapping[str, str] = {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        **{name: str(value) for name, value in environment.items()},
    }
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", script],
        env=variables, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"no mounts of one's own here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout

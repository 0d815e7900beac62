"""Kill netcheck at every call with which it writes, over all commands that do, and look what is there afterwards.

    python benchmarks/kills.py [--most N]

strace sends SIGKILL at the first, second, third … call that a command makes on the log, its journal and its folder, and
on its standard output, until it comes to its end. Each time it begins anew from the same files. Then `netcheck doctor`
must find the log whole, its tables those that its ops make; it must hold what it held before the command or what the
command writes; and what the command had said by then must be there.

The last line is a control: a log without a journal, which has to be damaged. Linux only; needs strace.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from power_cut import CONTROLS, LOG, STEPS, Step, environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CALLS = ("write", "pwrite64", "fdatasync", "fsync", "openat", "unlink", "ftruncate", "fcntl")
PROMPTS = (
    Step(("log",), "gave Ada help\ngot Ada feedback on chapter 3\n\x04"),
    Step(("checklist",), "y\ny\nn\np\ny\ny\ny\ny\ny\ny\n\n\n\n\x04"),
)
"""What is typed at a terminal that knows only lines."""

_NETCHECK = (sys.executable, "-m", "netcheck")
_MADE_UP = ("id", "a_id", "b_id", "with_id", "check_id")
"""What is another one in each run."""


class Tally(NamedTuple):
    """How many runs were killed, how many of them before they had said anything, and what was wrong then."""

    kills: int
    early: int
    lost: int
    wrong: int


def main(most: int) -> int:
    """Print a line for each command; return 1 if one of them lost anything, or if the control did not."""
    sums = Tally(0, 0, 0, 0)
    print(f"{'kills':>6} {'early':>6} {'lost':>5} {'wrong':>6}")
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "log"
        root.mkdir()
        for step in (*(step for step in STEPS if not step.file), *PROMPTS):
            tally = killed(root, [*_NETCHECK, *step.arguments], step, most, typed=step in PROMPTS)
            sums = Tally(*(sum(pair) for pair in zip(sums, tally, strict=True)))
            show(tally, "netcheck " + " ".join(step.arguments)[:60])
        show(sums, "in all")
        program, _ = CONTROLS["a log without a journal"]
        control = killed(root, [sys.executable, "-c", program], Step(()), most)
        show(control, "control: a log without a journal")
    return int(sums.lost + sums.wrong > 0 or control.wrong == 0)


def killed(root: Path, command: Sequence[str], step: Step, most: int, *, typed: bool = False) -> Tally:
    """Kill a command again and again, and let it come to its end at last."""
    kept, done = root.with_suffix(".before"), root.with_suffix(".after")
    shutil.copytree(root, kept)
    run(command, root, step.stdin, typed=typed)
    shutil.copytree(root, done)
    allowed = states(kept, done, command, step, typed=typed)
    kills = early = lost = wrong = 0
    for call in CALLS:
        for number in range(1, most + 1):
            restored(root, kept)
            said, ended = run(command, root, step.stdin, typed=typed, at=(call, number))
            if not ended:
                break
            kills += 1
            early += not said
            found = content(root)
            wrong += found not in allowed
            # Whoever was told of two entries has two.
            lost += found in allowed and allowed.index(found) < min(said, len(allowed) - 1)
    restored(root, done)
    shutil.rmtree(kept)
    shutil.rmtree(done)
    return Tally(kills, early, lost, wrong)


def states(kept: Path, done: Path, command: Sequence[str], step: Step, *, typed: bool) -> list[str]:
    """Return what may be there: before the command, after each line of a prompt, after the command."""
    found = [content(kept)]
    lines = step.stdin.splitlines(keepends=True) if typed and step.arguments == ("log",) else []
    for number in range(1, len(lines) - 1):
        half = kept.with_suffix(".half")
        shutil.copytree(kept, half)
        run(command, half, "".join(lines[:number]) + "\x04", typed=True)
        found.append(content(half))
        shutil.rmtree(half)
    return [*found, content(done)]


def restored(root: Path, kept: Path) -> None:
    """Put the files back as they were."""
    shutil.rmtree(root)
    shutil.copytree(kept, root)


def run(
    command: Sequence[str], root: Path, stdin: str, *, typed: bool = False, at: tuple[str, int] | None = None
) -> tuple[int, bool]:
    """Run a command, killed at a call of a sort if `at` says so; return how often it said something, and if it was."""
    out = root.with_suffix(".out")
    out.write_bytes(b"")
    places = [root / LOG, root / f"{LOG}-journal", root, out]
    watched = [word for place in places for word in ("-P", str(place))]
    told = root.with_suffix(".told")
    options = (
        ["strace", "-qq", "-o", str(told), *watched, "-e", f"inject={at[0]}:signal=KILL:when={at[1]}"] if at else []
    )
    seen = {**environment(root), **({"TERM": "dumb"} if typed else {})}
    with out.open("wb") as told_to:
        if typed:
            ended = _at_terminal([*options, *command], root, seen, stdin, told_to.fileno())
        else:
            process = subprocess.run(
                [*options, *command],
                cwd=root,
                env=seen,
                input=stdin.encode(),
                stdout=told_to,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            ended = process.returncode
    said = out.read_text(encoding="utf-8", errors="replace")
    return said.count("✓") if typed else int(bool(said)), ended in {-signal.SIGKILL, 128 + signal.SIGKILL}


def _at_terminal(command: Sequence[str], root: Path, seen: dict[str, str], stdin: str, out: int) -> int:
    """Run a command whose lines are typed at a pseudo-terminal, and what it says there goes into a file."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=root, env=seen, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL
    ) as process:
        os.close(theirs)
        os.write(ours, stdin.encode())
        for piece in _pieces(ours):
            os.write(out, piece)
    os.close(ours)
    return process.returncode


def _pieces(descriptor: int) -> Iterator[bytes]:
    """Yield what comes from a terminal until nobody is at the other end."""
    try:
        while piece := os.read(descriptor, 1 << 16):
            yield piece
    except OSError:
        return


def content(root: Path) -> str:
    """Return what the log holds, as it is exported, without what is another one in each run; "damaged" if it is."""
    answers = []
    for arguments in (("doctor", "--json"), ("export", "jsonl", "-")):
        done = subprocess.run(
            [*_NETCHECK, *arguments], cwd=root, env=environment(root), capture_output=True, check=False
        )
        answers.append(done.stdout.decode())
    try:
        found = json.loads(answers[0])
    except ValueError:
        return "damaged"
    if any(one["grade"] == "damage" for one in found["findings"]):
        return "damaged"
    lines = (json.loads(line) for line in answers[1].splitlines())
    return "\n".join(sorted(str({k: v for k, v in line.items() if k not in _MADE_UP}) for line in lines))


def show(tally: Tally, what: str) -> None:
    """Print a line of the table."""
    print(f"{tally.kills:>6,} {tally.early:>6,} {tally.lost:>5,} {tally.wrong:>6,}  {what}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=1000, help="kills of each sort of call in each command at most")
    sys.exit(main(parser.parse_args().most))

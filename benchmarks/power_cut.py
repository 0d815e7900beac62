"""Cut the power at every moment of what netcheck writes, in a simulation, and look what is there afterwards.

    python benchmarks/power_cut.py [--cuts N]

Each command runs once under strace, which tells every write, sync, rename and removal of a file with its bytes. From
that list the states are made in which a disk may be left when the power fails: what was synced is there; of what was
not, nothing, all, or any part, writes perhaps half; names appear and vanish in the order of the calls, as far as the
folder was not synced. Each state is laid out as files again and read: a log must be sound and hold what it held before
the command or after it, a written file its old content or its new one; and once the command has said so, the new.

The last lines are controls: the same, done carelessly, which has to lose something. Linux only; needs strace.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CUTS = 6000
"""So many states are looked at, controls apart."""

_TRACED = "openat,lseek,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,mkdir,close"
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_ARGUMENT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|(\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>|([\w|]+)')
_PAGE = 512
"""A write may be cut at a multiple of this, a disk's sector."""

LOG, _LINES = "log.db", "gave Ada help\ngot Ben feedback --new\nwith Ada coffee\n"
_ENTRY = '{"type":"event","on":"2026-11-20","with":"Cy","direction":"given","kind":"help","note":"","source":"a:%d"}\n'


class Step(NamedTuple):
    """A command line that writes; `file` is what it writes beside the log, "" for the log itself."""

    arguments: Sequence[str]
    stdin: str = ""
    file: str = ""


STEPS = (
    Step(("log", "gave", "Ada", "help", "--new")),
    Step(("log", "got", "Ada", "feedback", "x" * 5000)),
    Step(("log", "-"), _LINES),
    Step(("import", "jsonl", "-"), "".join(_ENTRY % n for n in range(200))),
    Step(("undo",)),
    Step(("redo",)),
    Step(("log", "with", "Ben", "coffee", "at the station")),
    Step(("edit", "last", "--note", "changed")),
    Step(("contact", "edit", "Ada", "--circle", "work", "--birthday", "12.5.1980")),
    Step(("circle", "edit", "work", "--every", "3m")),
    Step(("contact", "merge", "Cy", "Ben")),
    Step(("step", "add", "call", "--with", "Ada")),
    Step(("step", "done", "1")),
    Step(("checklist", "--answers", "y,y,n,y,p,y,y,y,y,y")),
    Step(("remind", "--every", "day")),
    Step(("remove", "last")),
    Step(("contact", "remove", "Ben", "--with-events")),
    Step(("export", "jsonl", "out.jsonl"), file="out.jsonl"),
    Step(("export", "csv", "out.csv"), file="out.csv"),
    Step(("report", "--html", "out.html"), file="out.html"),
    Step(("config", "set", "color", "never"), file="config/netcheck/config.toml"),
    Step(("config", "set", "color", "always"), file="config/netcheck/config.toml"),
    Step(("log", "gave", "Ada", "help")),
    Step(("export", "jsonl", "out.jsonl"), file="out.jsonl"),
)

_CARELESS_LOG = (
    "import sqlite3; log = sqlite3.connect('log.db', isolation_level=None); "
    "[log.execute(f'PRAGMA {one}') for one in %r]; log.execute('BEGIN IMMEDIATE'); "
    "log.execute(\"INSERT OR REPLACE INTO machine VALUES ('control', hex(randomblob(8000)))\"); log.execute('COMMIT'); "
    "print('stored', flush=True); import os; os._exit(0)"
)
_CARELESS_FILE = (
    "import os; file = open('new', 'w'); file.write(os.urandom(5000).hex()); file.flush(); %s"
    "os.replace('new', 'out.jsonl'); print('saved')"
)
CONTROLS = {
    "a log with WAL and NORMAL": (_CARELESS_LOG % (("journal_mode=WAL", "synchronous=NORMAL"),), ""),
    "a log with DELETE and FULL": (_CARELESS_LOG % (("journal_mode=DELETE", "synchronous=FULL"),), ""),
    "a log without a journal": (_CARELESS_LOG % (("journal_mode=OFF", "synchronous=EXTRA"),), ""),
    "a file whose folder is not synced": (_CARELESS_FILE % "os.fsync(file.fileno()); ", "out.jsonl"),
    "a file that is not synced": (_CARELESS_FILE % "", "out.jsonl"),
}


@dataclass
class File:
    """A file on a disk: what is surely there, and what was written since: (offset, bytes), or (size, None) if cut."""

    safe: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """Have all that was written for sure."""
        self.safe = applied(self.safe, self.waiting)
        self.waiting = []


def applied(content: bytes, writes: Sequence[tuple[int, bytes | None]]) -> bytes:
    """Return a content after some writes."""
    now = bytearray(content)
    for offset, data in writes:
        if data is None:
            del now[offset:]
            now.extend(bytes(offset - len(now)))
        else:
            now.extend(bytes(max(0, offset - len(now))))
            now[offset : offset + len(data)] = data
    return bytes(now)


class Change(NamedTuple):
    """A name that appears in a folder with a file behind it, None for one that vanishes; `moved` is its old name."""

    name: str
    file: File | None
    moved: str = ""


class Disk:
    """A folder as the disk has it: names that are surely there, and changes of names that are not yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[str, File] = {
            path.relative_to(root).as_posix(): File(path.read_bytes()) for path in root.rglob("*") if path.is_file()
        }
        self.now = dict(self.names)
        self.waiting: list[Change] = []
        self.positions: dict[int, int] = {}

    def change(self, one: Change) -> None:
        """See a name appear, vanish or move."""
        self.waiting.append(one)
        _change(self.now, one)

    def sync(self, name: str) -> None:
        """Have a file for sure, or the names in a folder: SQLite and netcheck say by that what must not be lost."""
        if name in self.now:
            self.now[name].sync()
            return
        here = [one for one in self.waiting if one.name.rpartition("/")[0] == name]
        for one in here:
            _change(self.names, one)
        self.waiting = [one for one in self.waiting if one not in here]

    def states(self, chance: random.Random, parts: int) -> Iterator[dict[str, bytes]]:
        """Yield what may be there if the power fails now: the least, the most, and some between."""
        for number in range(parts + 2):
            names = dict(self.names)
            for one in self.waiting[: (0, len(self.waiting), chance.randint(0, len(self.waiting)))[min(number, 2)]]:
                _change(names, one)
            yield {name: _some(file, chance, number) for name, file in names.items()}


def _change(names: dict[str, File], one: Change) -> None:
    if one.moved:
        names.pop(one.moved, None)
    if one.file is None:
        names.pop(one.name, None)
    else:
        names[one.name] = one.file


def _some(file: File, chance: random.Random, number: int) -> bytes:
    """Return a file with none of what waits (0), all of it (1), or any part, the last of it perhaps torn."""
    if number <= 1:
        return applied(file.safe, file.waiting if number else ())
    kept = [one for one in file.waiting if chance.random() < 0.5]  # noqa: PLR2004 - each is as likely to be there
    if kept and kept[-1][1] and chance.random() < 0.5:  # noqa: PLR2004 - as above
        offset, data = kept[-1]
        kept[-1] = offset, (data or b"")[: chance.randint(0, len(data or b"") // _PAGE) * _PAGE]
    return applied(file.safe, kept)


class Moment(NamedTuple):
    """A state of the disk right after a call, and whether the command had said by then that it was done."""

    state: dict[str, bytes]
    said: bool


def moments(root: Path, trace: str, disk: Disk, chance: random.Random, parts: int) -> Iterator[Moment]:
    """Yield the states in which a power cut may leave the folder, after each call of a trace that touches it."""
    said = False
    for line in trace.splitlines():
        found = _CALL.match(line)
        if not found or int(found[3]) < 0:
            continue
        call, result = found[1], int(found[3])
        arguments = [_argument(one) for one in _ARGUMENT.finditer(found[2])]
        if call == "write" and arguments[0][0] in {"1", "2"}:
            said = True
            yield from (Moment(state, said) for state in disk.states(chance, parts))
        elif _happens(disk, root, call, arguments, result):
            yield from (Moment(state, said) for state in disk.states(chance, parts))


def _argument(found: re.Match[str]) -> tuple[str, bytes]:
    """Return an argument of a call: a number or word and the path behind it, or "" and a text."""
    text, descriptor, path, word = found.groups()
    if text is not None:
        return "", _bytes(text)
    return (descriptor, _bytes(path)) if descriptor is not None else (word, b"")


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _happens(disk: Disk, root: Path, call: str, arguments: list[tuple[str, bytes]], result: int) -> bool:
    """Do to the disk what a call did; say whether it was about the folder at all."""
    names = [_name(root, path) for _, path in arguments]
    match call:
        case "openat":
            disk.positions[result] = 0
            return names[1] is not None and _opens(disk, names[1], arguments[2][0].split("|"))
        case "unlink" | "unlinkat" | "rename" | "renameat" | "renameat2":
            return _renames(disk, [name for name, (word, _) in zip(names, arguments, strict=True) if not word])
        case "fsync" | "fdatasync" if names[0] is not None:
            disk.sync(names[0])
            return True
    return names[0] in disk.now and _writes(disk, str(names[0]), call, arguments, result)


def _opens(disk: Disk, name: str, flags: Sequence[str]) -> bool:
    if name not in disk.now and "O_CREAT" in flags:
        disk.change(Change(name, File()))
    elif "O_TRUNC" in flags:
        disk.now[name].waiting.append((0, None))
    else:
        return False
    return True


def _renames(disk: Disk, names: Sequence[str | None]) -> bool:
    """Remove a file, or move it from the first name to the second."""
    if names[0] not in disk.now or names[-1] is None:
        return False
    old = str(names[0])
    disk.change(Change(names[-1], disk.now[old] if len(names) > 1 else None, old if len(names) > 1 else ""))
    return True


def _writes(disk: Disk, name: str, call: str, arguments: list[tuple[str, bytes]], result: int) -> bool:
    waiting, descriptor = disk.now[name].waiting, int(arguments[0][0])
    if call == "ftruncate":
        waiting.append((int(arguments[1][0]), None))
    elif call in {"write", "pwrite64"}:
        at = int(arguments[3][0]) if call == "pwrite64" else disk.positions.get(descriptor, 0)
        waiting.append((at, arguments[1][1][:result]))
        disk.positions[descriptor] = at + result
    elif call == "lseek":
        disk.positions[descriptor] = result
    return call not in {"lseek", "close"}


def _name(root: Path, path: bytes) -> str | None:
    """Return a path relative to the folder, None for one outside or none at all."""
    if not path:
        return None
    whole = os.path.normpath(root / os.fsdecode(path).removesuffix(" (deleted)"))
    return os.path.relpath(whole, root).replace(".", "", whole == str(root)) if whole.startswith(str(root)) else None


def environment(root: Path) -> dict[str, str]:
    """Return what a program gets to see: nothing of the real user, all that it writes below the folder."""
    homes = {f"XDG_{sort}_HOME": str(root / sort.lower()) for sort in ("CONFIG", "DATA", "STATE", "CACHE")}
    kept = {"PATH": os.environ["PATH"], "HOME": str(root), "NETCHECK_DB": LOG, "NETCHECK_LANG": "en"}
    return {**kept, **homes, "PYTHONDONTWRITEBYTECODE": "1"}


def traced(command: Sequence[str], root: Path, stdin: str = "") -> str:
    """Run a command in the folder and return what strace says of it.

    Raises:
        RuntimeError: the command failed.
    """
    told = root.with_suffix(".trace")
    options = ["strace", "-qq", "-y", "-xx", "-s", str(1 << 24), "-e", f"trace={_TRACED}", "-o", str(told)]
    ended = subprocess.run(
        [*options, *command],
        cwd=root,
        env=environment(root),
        input=stdin,
        text=True,
        capture_output=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{command[-3:]}: {ended.stderr}")
    return told.read_text(encoding="ascii")


def content(folder: Path, file: str) -> str:
    """Return what a file holds, a log as all its rows; "" for none, and what is wrong with one that is damaged."""
    path = folder / (file or LOG)
    if not path.exists():
        return ""
    if file:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        with closing(sqlite3.connect(path)) as log:
            wrong = log.execute("PRAGMA integrity_check").fetchone()[0]
            if wrong != "ok":
                return f"damaged: {wrong}"
            tables = [name for (name,) in log.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
            rows = [log.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]
            # A log that was laid out, and holds nothing yet, is as good as none.
            empty = "op" not in tables or not rows[tables.index("op")]
            return "" if empty else hashlib.sha256(repr(rows).encode()).hexdigest()
    except sqlite3.DatabaseError as error:
        return f"damaged: {error}"


class Tally(NamedTuple):
    """How many states were looked at, how many of them after the command had said it was done, and what was wrong."""

    cuts: int
    acknowledged: int
    lost: int
    wrong: int


def cut(root: Path, command: Sequence[str], stdin: str, file: str, chance: random.Random, parts: int) -> Tally:
    """Run a command, and look at every state that a power cut may leave."""
    disk, before = Disk(root), content(root, file)
    trace = traced(command, root, stdin)
    after = content(root, file)
    cuts = acknowledged = lost = wrong = 0
    laid = root.with_suffix(".cut")
    for state, said in moments(root, trace, disk, chance, parts):
        shutil.rmtree(laid, ignore_errors=True)
        for name, data in state.items():
            if name == file or (not file and name.startswith(LOG)):
                (laid / name).parent.mkdir(parents=True, exist_ok=True)
                (laid / name).write_bytes(data)
        found = content(laid, file)
        cuts += 1
        acknowledged += said
        lost += said and found == before != after
        wrong += found not in {before, after}
    return Tally(cuts, acknowledged, lost, wrong)


def main(wanted: int) -> int:
    """Print a line for each command and each control; return 1 if one of the former lost anything."""
    chance = random.Random(wanted)  # noqa: S311 - a measurement needs repetition, not secrecy
    sums = [0, 0, 0, 0]
    print(f"{'states':>7} {'said':>6} {'lost':>5} {'wrong':>6}")
    with tempfile.TemporaryDirectory() as made:
        parts = 0
        while sums[0] < wanted:
            root = Path(made) / f"run{parts}"
            root.mkdir()
            for step in STEPS:
                command = [sys.executable, "-m", "netcheck", *step.arguments]
                tally = cut(root, command, step.stdin, step.file, chance, parts)
                sums = [sum(pair) for pair in zip(sums, tally, strict=True)]
                show(tally, "netcheck " + " ".join(one if len(one) < 40 else "…" for one in step.arguments))  # noqa: PLR2004 - fits
            parts = max(1, parts * 2)
        show(Tally(*sums), "in all")
        careless = True
        for name, (program, file) in CONTROLS.items():
            tally = cut(root, [sys.executable, "-c", program], "", file, chance, 2)
            careless &= tally.lost + tally.wrong > 0
            show(tally, f"control: {name}")
    return int(sums[2] + sums[3] > 0 or not careless)


def show(tally: Tally, what: str) -> None:
    """Print a line of the table."""
    print(f"{tally.cuts:>7,} {tally.acknowledged:>6,} {tally.lost:>5,} {tally.wrong:>6,}  {what}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=CUTS)
    sys.exit(main(parser.parse_args().cuts))

"""Feed netcheck with what nobody would write, and see that it ends with one of its own sentences.

    pip install atheris; python benchmarks/fuzz.py [--seconds N] [TARGET …]

Each target runs in a process of its own for so long (two minutes), guided by the lines of netcheck that its inputs
reach (libFuzzer). It fails where a command ends with exit code 3 or a traceback, takes over five seconds, or more than
200 MB.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 120
LONGEST = 5
MOST_MEGABYTES = 200
BUG = 3
MEMORY = Path("/dev/shm")  # noqa: S108 - only a folder is made in it; a disk that is synced would be the bottleneck

FIXTURES = Path(__file__).parent.parent / "tests" / "imports"
ENDINGS = {"csv": ".csv", "vcard": ".vcf", "ics": ".ics", "mail": ".mbox", "whatsapp": ".txt", "friends": ".md"}
READERS = (
    "vcard", "abook", "csv", "notes", "linkedin", "mail", "ics", "gh", "mastodon", "x", "whatsapp", "telegram",
    "monica", "friends",
)  # fmt: skip
OTHERS = ("lines", "days", "jsonl", "config", "arguments", "any")


def command(target: str, data: bytes) -> tuple[list[str], bytes]:
    """Return the command line for an input, and what it reads from standard input."""
    if target == "lines":
        return ["log", "-"], data
    if target == "days":
        return ["log", "gave", "Ada", "help", f"--on={_text(data)}"], b""
    if target == "jsonl":
        return ["import", "jsonl", "-", "--dry-run"], data
    if target == "config":
        (Path("config") / "netcheck" / "config.toml").write_bytes(data)
        return ["list"], b""
    if target == "arguments":
        # Without a slash nothing outside this folder can be named.
        return [word for word in _text(data).replace("/", "").split("\n") if word not in {"on", "demo"}], b""
    file = Path("input" + ENDINGS.get(target, ".json"))
    file.write_bytes(data)
    further = {
        "csv": ["--map", "name=a", "--dates", "dmy"],
        "notes": ["--map", "name=a"],
        "whatsapp": ["--dates", "dmy"],
    }
    where = [] if target == "any" else [target]
    return ["import", *where, str(file), "--dry-run", "--me", "Me", *further.get(target, ())], b""


def _text(data: bytes) -> str:
    return data.decode(errors="replace").replace("\0", "")


def fuzz(target: str, seconds: int, corpus: Path) -> None:
    """Run one target until its time is up, in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["netcheck"], enable_loader_override=False):
        package = import_module("netcheck")
        for module in walk_packages(package.__path__, "netcheck."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    run: Callable[[list[str]], int] = import_module("netcheck.main").main

    def one(data: bytes) -> None:
        arguments, stdin = command(target, data)
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
        sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        try:
            code = run(arguments)
        finally:
            sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
        if code == BUG:
            raise RuntimeError((Path("state") / "netcheck" / "log" / "bug.log").read_text(encoding="utf-8"))

    limits = [
        f"-max_total_time={seconds}",
        f"-timeout={LONGEST}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        "-close_fd_mask=0",
    ]
    atheris.Setup([sys.argv[0], *limits, "-verbosity=0", "-print_final_stats=1", str(corpus)], one)
    atheris.Fuzz()


def seeds(target: str, folder: Path) -> None:
    """Put some files of the right kind where a target begins."""
    folder.mkdir()
    texts = {
        "lines": ("gave Ada help a note\n", "gestern bekam Alma Feedback\n", 'with "Ada B", Bo coffee\n'),
        "days": ("yesterday", "12.5.24", "vor 3 Tagen", "last tuesday", "2026-09", "Nov '23", "25.10. 18:00"),
        "jsonl": ('{"type":"event","on":"2026-11-20","with":"Cy","direction":"given","kind":"help"}\n',),
        "config": ('language = "de"\nbirthdays = 7\n[kinds]\nlunch = "talk"\n',),
        "arguments": ("list\n--with\nAda", "contact\nadd\nAda\n--birthday\n12.5.", "report\n--json", "undo", "history"),
    }.get(target, ())
    for number, text in enumerate(texts):
        (folder / str(number)).write_text(text, encoding="utf-8")
    for file in (FIXTURES / target).rglob("*") if target in READERS else FIXTURES.rglob("*") if target == "any" else ():
        if file.is_file() and file.stat().st_size < 1 << 14:
            (folder / f"{file.stat().st_ino}").write_bytes(file.read_bytes())


def main(targets: list[str], seconds: int) -> int:
    """Run the targets one after the other; return 1 if one of them found something."""
    failed = 0
    print(f"{'inputs':>9}  {'peak MB':>7}")
    for target in targets:
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
            home = Path(made)
            (home / "config" / "netcheck").mkdir(parents=True)
            seeds(target, home / "corpus")
            places = {f"XDG_{sort}_HOME": str(home / sort.lower()) for sort in ("CONFIG", "DATA", "STATE", "CACHE")}
            environment = {"PATH": "", "HOME": made, "NETCHECK_DB": "log.db", "TERM": "dumb", **places}
            line = [sys.executable, str(Path(__file__).resolve()), "--seconds", str(seconds), "--one", target]
            ended = subprocess.run(line, cwd=home, env=environment, capture_output=True, text=True, check=False)
            figures = dict(
                row.split(":", 1) for row in ended.stderr.splitlines() if row.startswith("stat::") for row in [row[6:]]
            )
            inputs, peak = (figures.get(key, "–").strip() for key in ("number_of_executed_units", "peak_rss_mb"))
            print(f"{inputs:>9}  {peak:>7}  {target}{'' if not ended.returncode else ': FAILED'}", flush=True)
            if ended.returncode:
                failed = 1
                print("\n".join(ended.stderr.splitlines()[-40:]))
    return failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[*OTHERS, *READERS], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        fuzz(asked.one, asked.seconds, Path("corpus"))
    else:
        sys.exit(main(asked.targets, asked.seconds))

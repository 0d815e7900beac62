"""Builds small git repositories, commit by commit."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Commit(NamedTuple):
    """One commit on top of the one before it; `merges` is the place of a second parent in the list.

    `on` is "YYYY-MM-DD HH:MM" in UTC, `zone` the author's; the committer is a robot, a year later.
    """

    author: str
    message: str
    on: str = "2024-05-01 12:00"
    zone: str = "+0000"
    encoding: str = "utf-8"
    merges: int | None = None


def build(path: Path, commits: Sequence[Commit], *, mailmap: str = "", bare: bool = False) -> list[str]:
    """Make a repository of these commits, the oldest first, and return their hashes.

    The .mailmap lies in the work tree, in a bare repository in the last commit.
    """
    git(path, "init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []), ".")
    last = len(commits)
    stream = b"".join(
        _commit(commit, number, mailmap if bare and number == last else "")
        for number, commit in enumerate(commits, start=1)
    )
    git(path, "fast-import", "--quiet", "--export-marks=marks", stdin=stream)
    if mailmap and not bare:
        (path / ".mailmap").write_text(mailmap, encoding="utf-8")
    marks = dict(line.split() for line in (path / "marks").read_text(encoding="ascii").splitlines())
    return [marks[f":{number}"] for number in range(1, last + 1)]


def git(path: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git there and return what it answers."""
    path.mkdir(parents=True, exist_ok=True)
    return subprocess.run(["git", *arguments], cwd=path, input=stdin, check=True, capture_output=True).stdout


def _commit(commit: Commit, number: int, mailmap: str) -> bytes:
    seconds = int(datetime.fromisoformat(commit.on).replace(tzinfo=UTC).timestamp())
    message = commit.message.encode(commit.encoding)
    lines = [
        b"commit refs/heads/main",
        b"mark :%d" % number,
        f"author {commit.author} {seconds} {commit.zone}".encode(commit.encoding),
        f"committer Robot <robot@example.org> {seconds + 31_536_000} +0000".encode(),
        b"" if commit.encoding == "utf-8" else b"encoding " + commit.encoding.encode(),
        b"data %d\n%b" % (len(message), message),
        b"" if number == 1 else b"from :%d" % (number - 1),
        b"" if commit.merges is None else b"merge :%d" % (commit.merges + 1),
        b"M 100644 inline .mailmap\ndata %d\n%b" % (len(mailmap.encode()), mailmap.encode()) if mailmap else b"",
    ]
    return b"\n".join(line for line in lines if line) + b"\n\n"

"""Runs git: its log as a stream of records, and its .mailmap as a function and as a list."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_PIPE = 1 << 20  # git runs ahead while a batch is stored
_CHUNK = 1 << 16
_SHOWN = 1000

# What a user or a repository may have configured, and would change what the log says.
_PLAIN = (
    "color.ui=false", "core.commentChar=#", "log.mailmap=true", "log.showSignature=false",
    "mailmap.file=", "trailer.separators=:",
)  # fmt: skip

_ADDRESS = re.compile(r"<([^<>]*)>")
_MAPPED = re.compile(r"([^<>#][^<>]*)<([^<>]*)>(?:([^<>]*)<([^<>]*)>)?")
_SPECIAL = re.compile(r"[<>\0-\x1f]")

Mapped = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with at least one commit; `command` is git with all that makes its answers plain.

    `mailmap_text` is what stands in .mailmap, "" if there is none; a `shallow` one holds only the newest commits.
    """

    command: tuple[str, ...]
    mailmap_text: str
    shallow: bool = False

    @contextmanager
    def log(self, fields: Sequence[str]) -> Iterator[Iterator[list[bytes]]]:
        """Give the commits of HEAD without merges, newest first, each as its fields in UTF-8, as git writes them.

        `fields` are placeholders of `git log --format`; a field holds no NUL. git has ended when the
        block ends, whether or not all was read.

        Raises:
            NetcheckError: `git_failed`, at the end of the stream.
        """
        with TemporaryFile() as complaints, _running(self.log_command(fields), complaints) as process:
            yield _records(process, len(fields), complaints)

    def log_command(self, fields: Sequence[str]) -> list[str]:
        """Return what `log` runs."""
        return [
            *self.command,
            "log", "--no-merges", "--use-mailmap", "--no-color", "--no-show-signature", "--no-notes", "--no-patch",
            "--encoding=UTF-8", "--date=raw", "-z", "--format=" + "%x00".join(fields), "HEAD", "--",
        ]  # fmt: skip

    def owner(self) -> list[str]:
        """Return who makes commits here, as git's settings say: `Name <address>`, one of both alone, or nobody."""
        name, email = (
            _ask_once(self.command, "config", f"user.{key}").stdout.decode(errors="replace").strip()
            for key in ("name", "email")
        )
        return [f"{name} <{email}>".lstrip() if email else name] if name or email else []

    @contextmanager
    def mailmap(self) -> Iterator[Callable[[str, str], Mapped]]:
        """Give a function from a (name, e-mail) to the one that .mailmap has for it, itself if there is none.

        git is asked about addresses that stand there alone, and answers one question before the next is
        asked, so that neither side can wait for the other.
        """
        listed = {email.strip().casefold() for email in _ADDRESS.findall(self.mailmap_text)}
        if not listed:
            yield _plain
            return
        with TemporaryFile() as complaints:
            command = [*self.command, "check-mailmap", "--stdin"]
            with _running(command, complaints, stdin=subprocess.PIPE) as process:
                yield (
                    lambda name, email: (
                        _ask(process, name, email, complaints)
                        if email.strip().casefold() in listed
                        else _plain(name, email)
                    )
                )

    def former_addresses(self) -> dict[str, list[str]]:
        """Return by the address of each person in .mailmap, case folded, the others that are theirs under any name."""
        found: dict[str, list[str]] = {}
        for match in filter(None, map(_MAPPED.match, self.mailmap_text.splitlines())):
            _, email, old_name, old_email = match.groups()
            if old_email and not old_name.strip():
                found.setdefault(email.strip().casefold(), []).append(old_email.strip())
        return found

    def mapped_people(self) -> list[Mapped]:
        """Return each (name, e-mail) that stands in .mailmap, as it stands there."""
        found = [match.groups() for match in map(_MAPPED.match, self.mailmap_text.splitlines()) if match]
        pairs = [pair for first, second, *old in found for pair in ((first, second), old)]
        return [(name.strip(), email.strip()) for name, email in pairs if name and name.strip() and email.strip()]


def open_repository(path: Path) -> Repository:
    """Return the repository that the directory is or lies in.

    Raises:
        NetcheckError: `git_missing`, `git_no_repository`, `git_empty` or `git_failed`.
    """
    git = shutil.which("git")
    if git is None:
        raise NetcheckError("git_missing")
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib fails for a name that is too long
        raise NetcheckError("git_no_repository", path=path)
    plain = [argument for setting in _PLAIN for argument in ("-c", setting)]
    command = (git, "--no-pager", "-C", str(path), *plain)
    asked = _ask_once(command, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-cdup")
    if asked.returncode and b"not a git repository" in asked.stderr:
        raise NetcheckError("git_no_repository", path=path)
    if asked.returncode:
        raise NetcheckError("git_failed", reason=_reason(asked.stderr))
    if _ask_once(command, "rev-parse", "--quiet", "--verify", "HEAD^{commit}").returncode:
        if _ask_once(command, "rev-parse", "--quiet", "--verify", "HEAD").returncode:
            raise NetcheckError("git_empty", path=path)
        raise NetcheckError("git_failed", reason=_reason(_ask_once(command, "log", "-1", "HEAD").stderr))
    # Without a work tree git reads the map of the last commit; what the user configured is overruled.
    bare, shallow, up = os.fsdecode(asked.stdout).split("\n", 2) if asked.stdout.count(b"\n") > 1 else ("", "", "")
    if bare == "true":
        blob = _ask_once(command, "cat-file", "blob", "HEAD:.mailmap")
        mapped = (*command, "-c", "mailmap.blob=HEAD:.mailmap")
        return Repository(mapped, blob.stdout.decode(errors="replace"), shallow == "true")
    file = path / up.removesuffix("\n") / ".mailmap"
    readable = file.is_file() and not file.is_symlink()  # git follows no link here
    there = file.read_text(encoding="utf-8", errors="replace") if readable else ""
    return Repository((*command, "-c", "mailmap.blob="), there, shallow == "true")


def split(read: Callable[[int], bytes], size: int) -> Iterator[list[bytes]]:
    """Yield records of `size` fields, each field ended by a NUL, in bounded memory; a broken last one is left out."""
    rest = b""
    while chunk := read(_CHUNK):
        parts = (rest + chunk).split(b"\0")
        whole = (len(parts) - 1) // size * size
        for start in range(0, whole, size):
            yield parts[start : start + size]
        rest = b"\0".join(parts[whole:])


def environment() -> dict[str, str]:
    """Return this process's environment for git: English, no pager, no network, no other repository.

    Of git's own variables only those stay that say where its programs and settings are, such as
    which directories are safe.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "LANGUAGE" and (not name.startswith("GIT_") or name.startswith(("GIT_CONFIG", "GIT_EXEC_PATH")))
    }
    # A repository can name any program as its remote, and a partial clone asks it for what is missing.
    return kept | {"LC_ALL": "C.UTF-8", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def _ask_once(command: Sequence[str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - no shell, our own arguments
        [*command, *arguments], env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


@contextmanager
def _running(
    command: Sequence[str], complaints: IO[bytes], stdin: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process and see it end, however the block is left."""
    process = subprocess.Popen(  # noqa: S603 - no shell, our own arguments
        command, env=environment(), stdin=stdin, stdout=subprocess.PIPE, stderr=complaints, pipesize=_PIPE
    )
    try:
        yield process
    finally:
        process.terminate()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _records(process: subprocess.Popen[bytes], size: int, complaints: IO[bytes]) -> Iterator[list[bytes]]:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    yield from split(process.stdout.read1, size)  # type: ignore[attr-defined]  # typed as IO, is a BufferedReader
    if process.wait():
        raise NetcheckError("git_failed", reason=_complaint(complaints))


def _plain(name: str, email: str) -> Mapped:
    return _SPECIAL.sub("", name).strip(), _SPECIAL.sub("", email).strip()


def _ask(process: subprocess.Popen[bytes], name: str, email: str, complaints: IO[bytes]) -> Mapped:
    assert process.stdin is not None  # noqa: S101 - it was asked for
    assert process.stdout is not None  # noqa: S101 - it was asked for
    name, email = _plain(name, email)
    try:
        process.stdin.write(f"{name} <{email}>\n".lstrip().encode(errors="replace"))
        process.stdin.flush()
        answer = process.stdout.readline()
    except BrokenPipeError:
        answer = b""
    if not answer.endswith(b"\n"):
        raise NetcheckError("git_failed", reason=_complaint(complaints))
    mapped, _, address = answer.decode(errors="replace").rstrip("\n").rpartition("<")
    return mapped.strip(), address.rstrip(">").strip()


def _complaint(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    return _reason(complaints.read())


def _reason(stderr: bytes) -> str:
    """Return all that git says, its advice too, on one line."""
    lines = [line.strip().removeprefix("fatal: ") for line in stderr.decode(errors="replace").splitlines()]
    return " ".join(filter(None, lines))[:_SHOWN] or "git"

"""The reminder as one block in the user's crontab, of which every other byte stays as it is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.domain.reminder_schedule import Piece, Plan, Status
from netcheck.errors import NetcheckError
from netcheck.schedule.base import CONFIG_HOME, ran, shell_line, writable

if TYPE_CHECKING:
    from netcheck.domain.reminder_schedule import Job

HOURS = 3
"""A machine that was off at the reminder's time is not asked to wait for a week: cron looks again so often."""

_HEAD, _FOOT = b"# >>> netcheck remind", b"# <<< netcheck remind"
# What `without_block` has to put back, kept behind the head.
_NEW, _ENDED = b": there was no crontab", b": the line above had no end"
# Patterns as text: each is compiled where a crontab has something for it.
_BLOCK = rb"(?m)^%(head)s(?P<note>:[^\r\n]*)?[ \t\r]*\n(?:(?!%(foot)s)(?P<line>[^\n]*)\n)?%(foot)s[ \t\r]*(?:\n|\Z)" % {
    b"head": _HEAD,
    b"foot": _FOOT,
}
_MARKER = rb"(?m)^(?:%(head)s|%(foot)s)[ \t\r]*(?::.*)?$" % {b"head": _HEAD, b"foot": _FOOT}
_TIMES = r"([0-5]?\d) ([01]?\d|2[0-3])(?:-23/\d+)? \* \* \* "
_COMMAND = r"(?:@[a-z]+\s+|(?:[-\d*,/~]+\s+){3}(?:[-\w*,/~]+\s+){2})(\S.*)"
_OURS = rb"netcheck.*\bremind\b|\A\s*\Z"
_LAST_MAILTO = rb"(?m)^[ \t]*MAILTO[ \t]*=[ \t]*(.*?)[ \t\r]*$"
_DAEMONS = frozenset({"cron", "crond", "fcron", "bcron-sched"})
_NO_CRONTAB = r"(?i)no crontab for|can't open .*: No such file"


class Cron:
    """The crontab of this user, through the program `crontab`."""

    name = "cron"

    def available(self) -> bool:
        """Say whether there is a program `crontab`; whether its daemon runs is told by `status`."""
        return shutil.which("crontab") is not None

    def plan(self, job: Job) -> Plan:
        """Return the block as it is going to stand in the crontab."""
        after = with_block(read() if self.available() else None, job_line(job))
        found = re.search(_BLOCK, after)
        return Plan((Piece(None, os.fsdecode(found[0] if found else after)),))

    def add(self, job: Job) -> None:
        """Write the block at the end of the crontab, or where the one before stood."""
        before = read()
        after = with_block(before, job_line(job))
        if after != before:
            _write(after)

    def remove(self) -> None:
        """Take the block out, and the crontab away if it was made for the block."""
        before = read()
        if before is None or not re.search(_BLOCK, before):
            return
        after = without_block(before)
        try:
            _write(after)
        except NetcheckError:
            # Some crontab programs take no last line without an end, though such a crontab was there.
            if not after or after.endswith(b"\n"):
                raise
            _write(after + b"\n")

    def status(self) -> Status | None:
        """Return what the block in the crontab says."""
        line = line_in(read() or b"") if self.available() else None
        if line is None:
            return None
        text = os.fsdecode(line).strip()
        times, command = re.match(_TIMES, text), re.fullmatch(_COMMAND, text)
        at = time(int(times[2]), int(times[1])) if times else None
        # What is no line of a crontab any more, such as one behind a #, is passed over by cron.
        return Status(None, at, _words(command[1] if command else ""), HOURS, daemon_runs(), comes=bool(command))


def job_line(job: Job) -> bytes:
    """Return the line of the crontab, without its end.

    Raises:
        NetcheckError: a path in it holds what cron cannot hold.
    """
    command = shell_line(writable(job).arguments, job.config_home)
    for text in (*job.arguments, str(job.config_home or "")):
        if "\\" in text:
            # Cron programs disagree on what a backslash before another one, or before %, means.
            raise NetcheckError("schedule_backslash", path=text)
    at = job.timing.at
    hours = f"{at.hour}-23/{HOURS}" if at.hour + HOURS < 24 else f"{at.hour}"  # noqa: PLR2004 - a day's hours
    return os.fsencode(f"{at.minute} {hours} * * * " + command.replace("%", r"\%"))


def with_block(content: bytes | None, line: bytes) -> bytes:
    """Return a crontab (None: there is none) with the line in the one block of ours.

    Raises:
        NetcheckError: `crontab_broken`.
    """
    if content is None:
        return _block(line, _NEW)
    _check(content)
    found = re.search(_BLOCK, content)
    if found is None:
        ended = not content or content.endswith(b"\n")
        return content + (_block(line, b"") if ended else b"\n" + _block(line, _ENDED))
    rest = re.sub(_BLOCK, b"", content[found.end() :])
    return content[: found.start()] + _block(line, found["note"] or b"") + rest


def without_block(content: bytes) -> bytes | None:
    """Return a crontab as it was before `with_block`; None if there was none.

    Raises:
        NetcheckError: `crontab_broken`.
    """
    _check(content)
    while found := re.search(_BLOCK, content):
        before, after = content[: found.start()], content[found.end() :]
        if found["note"] == _ENDED and not after:
            before = before.removesuffix(b"\n")
        if found["note"] == _NEW and not before + after:
            return None
        content = before + after
    return content


def line_in(content: bytes) -> bytes | None:
    """Return the line in our block, None without a block.

    Raises:
        NetcheckError: `crontab_broken`.
    """
    _check(content)
    found = re.search(_BLOCK, content)
    return None if found is None else found["line"] or b""


def mail_to() -> str | None:
    """Return whom the crontab sends the reminder's mail to, by what stands above it: "" nobody, None its owner."""
    content = read() or b""
    block = re.search(_BLOCK, content)
    found = re.findall(_LAST_MAILTO, content[: block.start()] if block else content)
    return os.fsdecode(found[-1]).strip("\"'") if found else None


def read() -> bytes | None:
    """Return the crontab, or None if there is none.

    Raises:
        NetcheckError: there is no program `crontab`, or it refuses.
    """
    answer = ran("crontab", "-l")
    if not answer.code:
        return answer.out
    if re.search(_NO_CRONTAB, answer.reason):
        return None
    raise NetcheckError("program_failed", program="crontab", reason=answer.reason)


def daemon_runs(processes: Path = Path("/proc")) -> bool | None:
    """Say whether a cron is at work; None where the running programs cannot be seen."""
    if not (processes / "1" / "comm").exists():
        return None
    for entry in processes.glob("[0-9]*/comm"):
        with suppress(OSError):  # it has just ended
            if entry.read_text(encoding="utf-8", errors="replace").strip() in _DAEMONS:
                return True
    return False


def _write(content: bytes | None) -> None:
    answer = ran("crontab", "-r") if content is None else ran("crontab", "-", given=content)
    if answer.code:
        raise NetcheckError("program_failed", program="crontab", reason=answer.reason)


def _block(line: bytes, note: bytes) -> bytes:
    return b"%s%s\n%s\n%s\n" % (_HEAD, note, line, _FOOT)


def _check(content: bytes) -> None:
    """Refuse a crontab in which a block of ours is not as we wrote it: what stands in it may be the user's.

    Raises:
        NetcheckError: `crontab_broken`.
    """
    found = re.search(_MARKER, re.sub(_BLOCK, b"", content))
    strange = (block for block in re.finditer(_BLOCK, content) if not re.search(_OURS, block["line"] or b""))
    if found := found or next(strange, None):
        raise NetcheckError("crontab_broken", marker=os.fsdecode(found[0].splitlines()[0].strip()))


def _words(command: str) -> tuple[str, ...]:
    """Return the command's words, without settings before it."""
    try:
        words = shlex.split(command.replace(r"\%", "%"))
    except ValueError:  # a quotation mark stays open: changed by hand
        return ()
    return tuple(words[1:] if words and words[0].startswith(f"{CONFIG_HOME}=") else words)

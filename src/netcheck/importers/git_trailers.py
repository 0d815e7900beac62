"""Finds the trailers of a commit's message that say who helped, those that git itself passes over too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netcheck.domain.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

TRAILERS = {
    "Reviewed-by": Kind.FEEDBACK,
    "Acked-by": Kind.RECOMMENDATION,
    "Helped-by": Kind.HELP,
    "Reported-by": Kind.HELP,
    "Tested-by": Kind.HELP,
    "Mentored-by": Kind.HELP,
    "Suggested-by": Kind.INSPIRATION,
    "Inspired-by": Kind.INSPIRATION,
    "Based-on-patch-by": Kind.CONTENT,
    "Original-patch-by": Kind.CONTENT,
    "Co-authored-by": Kind.HELP,
}
"""What the person named by each trailer gave to the commit's author."""

TOGETHER = "Co-authored-by"
"""The trailer for what two people made together."""

_TRAILER = re.compile(rb"([A-Za-z0-9-]+)(\([^()\n]*\))?[ \t]*:(?!//)(.*)", re.DOTALL)
_BESIDE = re.compile(rb"\((?:cherry picked|merged)\b", re.IGNORECASE)
_GIVEN_BY_GIT = (b"Signed-off-by: ", b"(cherry picked from commit ")
_BETWEEN = re.compile(rb"\n(?:[ \t\r]*\n)+")
_MOST_OTHER_LINES = 3
_WANTED = {trailer.lower().encode() for trailer in TRAILERS}


def all_trailers(body: bytes, own: bytes) -> bytes:
    """Return the trailers of a message, one a line, from its body and from what git itself sees as its trailers.

    The paragraphs before git's own block count as long as they hold nothing but trailers; and so do keys like
    `Reviewed-by(master)`, which are none for git.
    """
    lower = body.lower()
    # All of TRAILERS end so. Most messages have none but those that git sees.
    if lower.count(b"-by") - lower.count(b"signed-off-by:") <= own.count(b"\n"):
        return own
    *before, last = _BETWEEN.split(body.strip(b"\n"))
    lines = last.rstrip().split(b"\n")
    found: list[bytes] = []
    if own or _is_block(lines):
        found = [line for line, branch in _unfolded(lines) if branch]
    else:
        before.append(last)
    for paragraph in reversed(before):
        lines = paragraph.split(b"\n")
        if not _only_trailers(lines):
            break
        found = [line for line, _ in _unfolded(lines)] + found
    return b"".join(line + b"\n" for line in found) + own


def _is_block(lines: Sequence[bytes]) -> bool:
    """Return whether git sees trailers in a last paragraph: nothing else in it, or one of its own and few others."""
    known = any(line.startswith(_GIVEN_BY_GIT) for line in lines)
    trailers = sum(1 for line in lines if line.startswith(_GIVEN_BY_GIT) or _is_trailer(line, git=True))
    others = sum(1 for line in lines if not line[:1].isspace()) - trailers
    return trailers > 0 and (not others or (known and trailers * _MOST_OTHER_LINES >= others))


def _is_trailer(line: bytes, *, git: bool = False) -> bool:
    found = _TRAILER.match(line)
    return bool(found) and not (git and found and found[2])


def _only_trailers(lines: Sequence[bytes]) -> bool:
    return not lines[0][:1].isspace() and all(
        line[:1].isspace() or _is_trailer(line) or _BESIDE.match(line) for line in lines
    )


def _unfolded(lines: Sequence[bytes]) -> list[tuple[bytes, bool]]:
    """Return those of TRAILERS among lines, with what continues them, and whether a branch stood behind the key."""
    found: list[tuple[bytes, bool]] = []
    goes_on = False
    for line in lines:
        if goes_on and line[:1].isspace():
            found[-1] = found[-1][0] + b" " + line.strip(), found[-1][1]
            continue
        trailer = _TRAILER.match(line)
        goes_on = bool(trailer)
        if trailer:
            found.append((trailer[1] + b": " + trailer[3].strip(), trailer[2] is not None))
    return [(line, branch) for line, branch in found if line.partition(b":")[0].lower() in _WANTED]

"""Recognises exports of places that cannot be imported yet, so that they are refused by name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from netcheck.importers.source import head
from netcheck.importers.text import beginning

if TYPE_CHECKING:
    from netcheck.importers.source import Source

_SLACK = {"channels.json", "users.json"}
_THREAD = re.compile(
    r"(?:^|/)messages/(?:inbox|e2ee_cutover|archived_threads|message_requests)/[^/]+/message_\d+\.json$"
)
_PARTICIPANTS = re.compile(r'\A\s*\{\s*"participants"\s*:')
_FACEBOOK = re.compile(r"(?:^|/)your_(?:activity_across_facebook|facebook_activity)/", re.IGNORECASE)
_INSTAGRAM = re.compile(r"(?:^|/)your_instagram_activity/|(?:^|/)connections/followers_and_following/", re.IGNORECASE)
_SIGNAL_FILE = re.compile(r"signal-[\d-]+\.backup", re.IGNORECASE)
_SIGNAL_FOLDER = re.compile(r"(?:^|/)sql/db\.sqlite$")


def detect(source: Source) -> str:
    """Return the place that an export comes from: Facebook, Instagram, Slack, Bluesky or Signal; "" for any other."""
    names = [f"{source.path.absolute().as_posix()}/{name}" for name in source.names]
    files = {PurePosixPath(name).name for name in source.names}
    if any(map(_INSTAGRAM.search, names)):
        return "Instagram"
    if any(map(_FACEBOOK.search, names)):
        return "Facebook"
    if any(map(_THREAD.search, names)):
        return "Instagram" if "instagram" in source.path.name.casefold() else "Facebook"
    if files >= _SLACK:
        return "Slack"
    if any(map(_SIGNAL_FILE.fullmatch, files)) or (any(map(_SIGNAL_FOLDER.search, names)) and "config.json" in files):
        return "Signal"
    return _by_content(source)


def _by_content(source: Source) -> str:
    """Return the place whose files are told by how they begin."""
    for name in [one for one in source.names if one.endswith(".car")][:1]:
        start = head(source, name)
        if b"eroots" in start[:200] and b"gversion" in start[:200]:
            return "Bluesky"
    for name in [one for one in source.names if one.endswith((".json", ".jsonl")) or len(source.names) == 1][:5]:
        start_text = beginning(head(source, name))
        if _PARTICIPANTS.match(start_text):
            return "Facebook"
        if name.endswith("main.jsonl") and '"backupTimeMs"' in start_text:
            return "Signal"
    return ""

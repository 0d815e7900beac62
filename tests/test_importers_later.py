"""Exports that are recognised and refused by name, and those of other places, which are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck.importers import later
from netcheck.importers.source import opened_source
from netcheck.view.failures import failure

IMPORTS = Path(__file__).parent / "imports"


def place(path: Path) -> str:
    """Return the place that a path comes from."""
    with opened_source(path) as source:
        return later.detect(source)


@pytest.mark.parametrize("part", ["dyi", "e2ee", "e2ee/Dunja Perić_4.json"])
def test_facebook(part: str) -> None:
    """The account's archive, the flat one of encrypted chats, and one chat of that."""
    assert place(IMPORTS / "facebook" / part) == "Facebook"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"your_instagram_activity/messages/inbox/gwen_1/message_1.json": b"{}"}, "Instagram"),
        ({"messages/inbox/gwen_1/message_1.json": b"{}"}, "Facebook"),
        ({"connections/followers_and_following/following.json": b"{}"}, "Instagram"),
        ({"users.json": b"[]", "channels.json": b"[]", "general/2026-01-01.json": b"[]"}, "Slack"),
        ({"users.json": b"[]"}, ""),
        ({"repo.car": b"\x3a\xa2eroots\x81\xd8*X%\x00gversion\x01"}, "Bluesky"),
        ({"repo.car": b"vroom"}, ""),
        ({"signal-2026-01-01-10-00-00.backup": b"\x00\x00"}, "Signal"),
        ({"config.json": b"{}", "sql/db.sqlite": b"x"}, "Signal"),
        ({"sql/db.sqlite": b"x"}, ""),
        ({"main.jsonl": b'{"version":"1","backupTimeMs":"1"}', "metadata.json": b"{}"}, "Signal"),
        ({"result.json": b'{"name": "Gwen", "type": "personal_chat"}'}, ""),
        ({"outbox.json": b'{"orderedItems": []}', "actor.json": b"{}"}, ""),
        ({}, ""),
    ],
)
def test_by_names_and_beginnings(tmp_path: Path, files: dict[str, bytes], expected: str) -> None:
    """What each place's export looks like, and what looks a little like it."""
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert place(tmp_path) == expected


@pytest.mark.parametrize("other", ["whatsapp", "telegram", "ics"])
def test_other_exports_are_not_refused(other: str) -> None:
    """They are imported."""
    assert not place(IMPORTS / other)


def test_the_sentence_says_what_to_do() -> None:
    """It names the place."""
    assert "Slack" in failure("import_later", {"path": "x", "place": "Slack"})

"""Checks in progress: state of this machine, one for each voice and contact, kept after every answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netcheck.domain.checklist import QUESTION_SET, CheckDraft
from netcheck.store import machine

if TYPE_CHECKING:
    import sqlite3

    from netcheck.domain.model import Voice


def find(connection: sqlite3.Connection, voice: Voice, contact_id: str | None) -> CheckDraft | None:
    """Return the check in progress, None if there is none or the questions have changed since."""
    text = machine.get(connection, _key(voice, contact_id))
    values = json.loads(text) if text else {}
    return CheckDraft.from_json(values) if values.get("set") == QUESTION_SET else None


def keep(connection: sqlite3.Connection, draft: CheckDraft) -> None:
    """Keep the draft as it is now."""
    text = json.dumps(draft.to_json(), ensure_ascii=False, separators=(",", ":"))
    machine.put(connection, _key(draft.voice, draft.contact_id), text)


def drop(connection: sqlite3.Connection, draft: CheckDraft) -> None:
    """Forget the draft, within the caller's transaction or one of its own."""
    machine.put(connection, _key(draft.voice, draft.contact_id), None)


def _key(voice: Voice, contact_id: str | None) -> str:
    return f"checklist:{voice}:{contact_id or ''}"

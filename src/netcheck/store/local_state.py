"""What concerns this machine alone and is neither synced nor undone.

That is when the reminder spoke and of whom, how long it pauses, whom triage put off, the break that is being caught
up with, and checks in progress.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from netcheck.store.ids import id_text
from netcheck.store.ops import transaction
from netcheck.store.rows import decode, encode
from netcheck.value import Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from netcheck.domain.checklist import CheckDraft
    from netcheck.domain.model import Voice

_DELIVERED = "remind.delivered"
_TURN = "remind.turn"
_SHOWN = "remind.shown"
_PAUSED = "remind.paused"
_PUT_OFF = "triage.later"
_CATCH_UP = "log.catch-up"
_DRAFT = "checklist"

_KEPT_DAYS = 31


class State(Value):
    """What is kept of the reminder.

    `delivered` is the day on which it last spoke to a scheduler, `turn` that of the last turn taken, whether or not
    there was anything to say; it rests until the day `paused`, which may be over. `shown` maps what a digest of the
    last weeks held (`Digest.shown`) to ordinals.
    """

    delivered: date | None = None
    turn: date | None = None
    paused: date | None = None
    shown: Mapping[str, int] = {}


class CatchUp(Value):
    """A break that is caught up with: the day of the last entry before it, and the last day on which it was, ordinals.

    `done` if everybody was asked about.
    """

    first: int
    last: int
    done: bool = False

    def begun(self, last_entry: int, today: int) -> int:
        """Return the day before the break on `today`: what was made by catching up lies in it and does not end it."""
        goes_on = last_entry < self.last or self.last == today
        return min(self.first, last_entry) if goes_on else last_entry


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """Return what is kept under `key`."""
    row = connection.execute("SELECT value FROM machine WHERE key = ?", [key]).fetchone()
    return None if row is None else row[0]


def put(connection: sqlite3.Connection, key: str, value: str | None) -> None:
    """Keep `value` under `key`, or with None forget it, within the caller's transaction or one of its own."""
    if not connection.in_transaction:
        with transaction(connection):
            put(connection, key, value)
    elif value is None:
        connection.execute("DELETE FROM machine WHERE key = ?", [key])
    else:
        connection.execute("INSERT OR REPLACE INTO machine VALUES (?, ?)", [key, value])


def reminder(connection: sqlite3.Connection, today: date) -> State:
    """Return what is kept; what lies beyond tomorrow, which is today elsewhere, came from a clock that was wrong."""
    paused = get(connection, _PAUSED)
    return State(
        _past(get(connection, _DELIVERED), today),
        _past(get(connection, _TURN), today),
        None if paused is None else date.fromisoformat(paused),
        _days(connection, _SHOWN),
    )


def take_turn(connection: sqlite3.Connection, today: date) -> None:
    """Keep that a scheduler's turn was taken."""
    put(connection, _TURN, today.isoformat())


def deliver(connection: sqlite3.Connection, state: State, today: date, shown: Iterable[str]) -> None:
    """Keep that a digest is written, and what it holds; the end of a pause is told once.

    `state` is what was kept before, read within the same transaction.
    """
    take_turn(connection, today)
    put(connection, _DELIVERED, today.isoformat())
    if state.paused is not None and state.paused <= today:
        put(connection, _PAUSED, None)
    days = {**state.shown, **dict.fromkeys(shown, today.toordinal())}
    recent = {key: day for key, day in days.items() if 0 <= today.toordinal() - day <= _KEPT_DAYS}
    put(connection, _SHOWN, encode(recent))


def begin_turns(connection: sqlite3.Connection, day: date | None) -> None:
    """Let the reminder's turns count from after a day, or with None forget them."""
    put(connection, _TURN, None if day is None else day.isoformat())


def pause(connection: sqlite3.Connection, until: date | None) -> None:
    """Let the reminder be quiet until a day, or speak again at once."""
    put(connection, _PAUSED, None if until is None else until.isoformat())


def put_off(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return who is to be decided about later: contact id → the day on which that was said."""
    return _days(connection, _PUT_OFF)


def put_off_again(connection: sqlite3.Connection, contact_id: str, today: date) -> None:
    """Keep that somebody is to be decided about later, within the caller's transaction.

    Whoever is decided about or gone is no longer kept.
    """
    open_ones = "SELECT id FROM contact WHERE NOT ignored AND every = '' AND merged_into IS NULL"
    kept = {id_text(row[0]) for row in connection.execute(open_ones)}
    later = {**put_off(connection), contact_id: today.toordinal()}
    put(connection, _PUT_OFF, encode({key: day for key, day in later.items() if key in kept}))


def catch_up(connection: sqlite3.Connection, today: date) -> CatchUp | None:
    """Return the break that was last caught up with, None for one of a clock that was wrong."""
    text = get(connection, _CATCH_UP)
    found = CatchUp(**decode(text)) if text else None
    return None if found is None or found.last > today.toordinal() else found


def keep_catch_up(connection: sqlite3.Connection, kept: CatchUp) -> None:
    """Keep which break is caught up with."""
    put(connection, _CATCH_UP, encode({"first": kept.first, "last": kept.last, "done": kept.done}))


def draft(connection: sqlite3.Connection, voice: Voice, contact_id: str | None) -> CheckDraft | None:
    """Return the check in progress, None if there is none or the questions have changed since."""
    from netcheck.domain.checklist import QUESTION_SET, CheckDraft

    text = get(connection, _draft_key(voice, contact_id))
    values = decode(text) if text else {}
    return CheckDraft.from_json(values) if values.get("set") == QUESTION_SET else None


def keep_draft(connection: sqlite3.Connection, draft: CheckDraft) -> None:
    """Keep a check in progress as it is now."""
    text = encode(draft.to_json())
    put(connection, _draft_key(draft.voice, draft.contact_id), text)


def drop_draft(connection: sqlite3.Connection, draft: CheckDraft) -> None:
    """Forget a check in progress, within the caller's transaction or one of its own."""
    put(connection, _draft_key(draft.voice, draft.contact_id), None)


def drafts(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all checks in progress as `CheckDraft.to_json` has them, each with the key under which it is kept."""
    query = f"SELECT key, value FROM machine WHERE key LIKE '{_DRAFT}:%'"
    for key, text in connection.execute(query).fetchall():
        yield key, decode(text)


def take_from_draft(connection: sqlite3.Connection, key: str, field: str, question: str) -> None:
    """Take the note or the step of a question out of a check in progress."""
    draft = decode(get(connection, key) or "{}")
    if draft.get(field, {}).pop(question, None) is not None:
        put(connection, key, encode(draft))


def forget(connection: sqlite3.Connection, ids: Collection[str]) -> None:
    """Keep nothing any more about contacts with these ids."""
    for key, draft in drafts(connection):
        if draft.get("contact_id") in ids:
            put(connection, key, None)
    for kept in (_SHOWN, _PUT_OFF):
        days = _days(connection, kept)
        left = {key: day for key, day in days.items() if key.removeprefix("birthday:") not in ids}
        if left != days:
            put(connection, kept, encode(left))


def _draft_key(voice: Voice, contact_id: str | None) -> str:
    return f"{_DRAFT}:{voice}:{contact_id or ''}"


def _past(kept: str | None, today: date) -> date | None:
    day = None if kept is None else date.fromisoformat(kept)
    return None if day is None or day.toordinal() > today.toordinal() + 1 else day


def _days(connection: sqlite3.Connection, key: str) -> dict[str, int]:
    text = get(connection, key)
    found: dict[str, int] = decode(text) if text else {}
    return found

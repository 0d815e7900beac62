"""What this machine keeps of the reminder: when it spoke, of whom, how long it pauses; neither synced nor undone."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.store import machine
from netcheck.store.database import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

DELIVERED = "remind.delivered"
"""The ISO day on which the reminder last spoke to a scheduler."""
TURN = "remind.turn"
"""The ISO day of the last turn that was taken, whether or not there was anything to say."""
SHOWN = "remind.shown"
PAUSED = "remind.paused"
PUT_OFF = "triage.later"

_KEPT_DAYS = 31


class State(NamedTuple):
    """Days of the past, and for `paused` perhaps of the future, on which something happened or ends.

    `shown` maps what a digest of the last weeks held (`Digest.shown`) to ordinals.
    """

    delivered: date | None = None
    turn: date | None = None
    paused: date | None = None
    shown: Mapping[str, int] = {}


class Speech(NamedTuple):
    """A digest to be written: what it holds (`Digest.shown`), and what writes it."""

    shown: Sequence[str]
    write: Callable[[], None]


def load(connection: sqlite3.Connection, today: date) -> State:
    """Return what is kept; what lies beyond tomorrow, which is today elsewhere, came from a clock that was wrong."""
    paused = machine.get(connection, PAUSED)
    return State(
        _past(machine.get(connection, DELIVERED), today),
        _past(machine.get(connection, TURN), today),
        None if paused is None else date.fromisoformat(paused),
        _days(connection, SHOWN),
    )


def deliver(connection: sqlite3.Connection, today: date, look: Callable[[State], Speech | None], *, turn: bool) -> None:
    """Let a digest be written while nobody else can, and keep that it was written, and who was shown.

    Given what is kept, `look` returns the digest, or None where it keeps silent. All is entered before
    a word is written, so that a log that takes no entry lets nothing be said, and is committed after the
    last one: a crash in between may let the digest come again, but never be lost. `turn` says that
    this run takes its scheduler's turn; a digest takes it in any case. The end of a pause is told once.
    """
    with transaction(connection):
        state = load(connection, today)
        speech = look(state)
        if turn or speech is not None:
            machine.put(connection, TURN, today.isoformat())
        if speech is None:
            return
        machine.put(connection, DELIVERED, today.isoformat())
        if state.paused is not None and state.paused <= today:
            machine.put(connection, PAUSED, None)
        _keep_days(connection, SHOWN, {**state.shown, **dict.fromkeys(speech.shown, today.toordinal())}, today)
        speech.write()


def pause(connection: sqlite3.Connection, until: date | None) -> None:
    """Let the reminder be quiet until a day, or speak again at once."""
    machine.put(connection, PAUSED, None if until is None else until.isoformat())


def put_off(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return who is to be decided about later: contact id → the day on which that was said."""
    return _days(connection, PUT_OFF)


def put_off_again(connection: sqlite3.Connection, contact_id: str, today: date) -> None:
    """Keep that somebody is to be decided about later."""
    machine.put(connection, PUT_OFF, json.dumps({**put_off(connection), contact_id: today.toordinal()}))


def _past(kept: str | None, today: date) -> date | None:
    day = None if kept is None else date.fromisoformat(kept)
    return None if day is None or day.toordinal() > today.toordinal() + 1 else day


def _days(connection: sqlite3.Connection, key: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(machine.get(connection, key) or "{}")
    return found


def _keep_days(connection: sqlite3.Connection, key: str, days: Mapping[str, int], today: date) -> None:
    recent = {name: day for name, day in days.items() if 0 <= today.toordinal() - day <= _KEPT_DAYS}
    machine.put(connection, key, json.dumps(recent))

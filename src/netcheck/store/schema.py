"""Today's tables as one readable text.

`op` is the truth: everything from `command` to `guide` is folded from it and could be dropped and
folded again. `machine` holds what concerns this machine alone and is neither synced nor undone.
The tables keep their rowid: sqlite_utils' `transform`, which migrations use, copies it.
"""

from __future__ import annotations

VERSION = 1
APPLICATION_ID = 0x4E74636B  # "Ntck"

SCHEMA = """
CREATE TABLE op (
    clock     INTEGER NOT NULL,  -- hybrid logical clock in µs: never behind any op seen
    device    TEXT NOT NULL,
    command   TEXT NOT NULL,     -- groups the ops of one command
    entity    TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    field     TEXT NOT NULL,     -- '' is the creation with the whole value
    value     TEXT NOT NULL,     -- JSON
    PRIMARY KEY (clock, device)
) STRICT;
CREATE INDEX op_entity ON op (entity_id);
CREATE INDEX op_command ON op (command);

CREATE TABLE command (
    id        TEXT PRIMARY KEY,
    verb      TEXT NOT NULL,
    target    TEXT,              -- what an undo or redo concerned
    device    TEXT NOT NULL,
    clock     INTEGER NOT NULL,
    undone_at INTEGER            -- clock of the undo that holds, if any
) STRICT;
CREATE INDEX command_clock ON command (clock);
CREATE INDEX command_target ON command (target) WHERE target IS NOT NULL;
CREATE INDEX command_done ON command (clock) WHERE target IS NULL AND undone_at IS NULL;
CREATE INDEX command_undone ON command (undone_at) WHERE undone_at IS NOT NULL;

CREATE TABLE contact (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    birthday     TEXT NOT NULL,
    note         TEXT NOT NULL,
    no_balance   INTEGER NOT NULL CHECK (no_balance IN (0, 1)),
    "group"      INTEGER NOT NULL CHECK ("group" IN (0, 1)),
    every        TEXT NOT NULL,  -- how often to be reminded, such as '6w'; '' for no wish
    snooze_until INTEGER,        -- no reminder before this day
    ignored      INTEGER NOT NULL CHECK (ignored IN (0, 1)),
    merged_into  TEXT
) STRICT;

CREATE TABLE alias (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE identifier (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE circle (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE rhythm (
    id    TEXT PRIMARY KEY,      -- the name of a circle
    every TEXT NOT NULL          -- how often to be reminded of its people
) STRICT;

CREATE TABLE event (
    id         TEXT PRIMARY KEY,
    day        INTEGER NOT NULL, -- proleptic Gregorian ordinal
    contact_id TEXT NOT NULL,
    direction  TEXT NOT NULL CHECK (direction IN ('given', 'received', 'mutual')),
    kind       TEXT NOT NULL,
    weight     INTEGER NOT NULL CHECK (weight IN (1, 2, 3)),
    note       TEXT NOT NULL,
    asked      INTEGER NOT NULL CHECK (asked IN (0, 1)),
    one_sided  INTEGER NOT NULL CHECK (one_sided IN (0, 1)),
    source     TEXT NOT NULL
) STRICT;
CREATE INDEX event_day ON event (day, id);
-- all that reports and suggestions count by, so that they need not touch the table
CREATE INDEX event_contact ON event (contact_id, day, direction, kind, weight, one_sided);
CREATE INDEX event_tail ON event (substr(id, -4));

CREATE TABLE "check" (
    id           TEXT PRIMARY KEY,
    day          INTEGER NOT NULL,
    voice        TEXT NOT NULL CHECK (voice IN ('person', 'company')),
    contact_id   TEXT,
    question_set INTEGER NOT NULL,
    answers      TEXT NOT NULL,  -- JSON objects by question id
    notes        TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    remark       TEXT NOT NULL
) STRICT;

CREATE TABLE step (
    id         TEXT PRIMARY KEY,
    text       TEXT NOT NULL,
    contact_id TEXT,
    "by"       INTEGER,
    done       INTEGER,
    check_id   TEXT,
    question   TEXT
) STRICT;

CREATE TABLE guide (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE machine (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT
"""

FOLDED: dict[str, dict[str, object]] = {
    "contact": {
        "name": "",
        "birthday": "",
        "note": "",
        "no_balance": 0,
        "group": 0,
        "every": "",
        "snooze_until": None,
        "ignored": 0,
        "merged_into": None,
    },
    "alias": {"contact_id": "", "text": ""},
    "identifier": {"contact_id": "", "text": ""},
    "circle": {"contact_id": "", "name": ""},
    "rhythm": {"every": ""},
    "event": {
        "day": 0,
        "contact_id": "",
        "direction": "mutual",
        "kind": "other",
        "weight": 1,
        "note": "",
        "asked": 0,
        "one_sided": 0,
        "source": "",
    },
    "check": {
        "day": 0,
        "voice": "person",
        "contact_id": None,
        "question_set": 1,
        "answers": {},
        "notes": {},
        "evidence": {},
        "remark": "",
    },
    "step": {"text": "", "contact_id": None, "by": None, "done": None, "check_id": None, "question": None},
    "guide": {"text": ""},
}
"""The folded tables: for each entity its columns with the value that a creation may leave out."""

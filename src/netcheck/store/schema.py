"""Today's tables: the op log, and the folded tables, which are derived from the records of `domain.model`.

`op`, `entity`, `device`, `command`, `forgotten` and `machine` are the truth. Everything else is folded from the ops and
can be dropped and folded again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.model import RECORDS
from netcheck.domain.record import FieldType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.record import Field, Record

VERSION = 2
"""Raised with every change of SCHEMA or of the values that a field may have; version 1 was never released."""

FIRST_RELEASED = 2
"""Logs of an older version hold other ops, and are refused."""

MIGRATIONS: dict[int, Sequence[str]] = {}
"""For each version the SQL that brings LOG_TABLES to the next one."""

LOG_TABLES = ("op", "entity", "device", "command", "forgotten", "machine")

APPLICATION_ID = 0x4E74636B  # "Ntck"

_LOG = """
CREATE TABLE op (
    device    INTEGER NOT NULL,  -- device.number
    clock     INTEGER NOT NULL,  -- hybrid logical clock in µs: never behind any op seen
    command   INTEGER NOT NULL,  -- command.number
    entity    INTEGER NOT NULL,  -- entity.number
    entity_id ANY NOT NULL,
    field     TEXT NOT NULL,     -- '' is the creation with the whole value
    value     TEXT NOT NULL,     -- JSON; a creation leaves out defaults, and the contact, which is the subject
    subject   ANY,               -- the contact that the op is about
    PRIMARY KEY (device, clock)
) STRICT, WITHOUT ROWID;
CREATE INDEX op_entity ON op (entity, entity_id);

CREATE TABLE entity (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE device (number INTEGER PRIMARY KEY, id ANY NOT NULL UNIQUE) STRICT;

CREATE TABLE command (
    number  INTEGER PRIMARY KEY,
    id      ANY NOT NULL UNIQUE,
    device  INTEGER,             -- where it ran; its ops are those of this device from `begun` to `ended`
    begun   INTEGER,
    ended   INTEGER,
    verb    TEXT,                -- unknown until its first op has arrived
    counts  TEXT NOT NULL DEFAULT '[]',  -- JSON: [entity, deed, how many things]
    undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    flagged INTEGER,             -- clock and device of the flag that says so
    flagged_by INTEGER
) STRICT;
CREATE INDEX command_begun ON command (begun, device, undone);
CREATE INDEX command_flagged ON command (flagged) WHERE undone;
CREATE INDEX command_tail ON command ({tail});

CREATE TABLE forgotten (id ANY PRIMARY KEY NOT NULL) STRICT;
CREATE TABLE machine (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"""

_FOLDED_INDEXES = """
CREATE INDEX event_day ON event (day);
-- all that reports and suggestions count by, so that they need not touch the table
CREATE INDEX event_contact ON event (contact_id, day, direction, kind, weight, one_sided);
CREATE INDEX event_tail ON event ({tail})"""

TAIL = "iif(typeof(id) = 'blob', lower(hex(substr(id, -2))), substr(id, -4))"
"""The last four digits of an id, by which short ids are found."""

_TYPES = {
    FieldType.ID: "ANY",
    FieldType.CONTACT: "ANY",
    FieldType.DAY: "INTEGER",
    FieldType.PAST_DAY: "INTEGER",
    FieldType.FLAG: "INTEGER",
    FieldType.NUMBER: "INTEGER",
    FieldType.CHOICE: "INTEGER",
}


def columns(record: type[Record]) -> list[Field]:
    """Return the fields of a record that are columns of its table; the elements of sets have tables of their own."""
    return [field for field in record.fields.values() if field.type is not FieldType.SET]


def _column(field: Field) -> str:
    words = [f'"{field.name}"', "ANY PRIMARY KEY" if field.name == "id" else _TYPES.get(field.type, "TEXT")]
    if field.default is not None:
        words.append("NOT NULL")
    match field.type:
        case FieldType.FLAG:
            words.append(f'CHECK ("{field.name}" IN (0, 1))')
        case FieldType.NUMBER:
            words.append(f'CHECK ("{field.name}" BETWEEN 1 AND {field.of})')
        case FieldType.CHOICE:
            words.append(f'CHECK ("{field.name}" BETWEEN 0 AND {len(field.of) - 1})')
            words.append("/* {} */".format(", ".join(field.of)))
    return " ".join(words)


def table(record: type[Record]) -> str:
    """Return the statement that makes the folded table of a record."""
    lines = ",\n    ".join(map(_column, columns(record)))
    return f'CREATE TABLE "{record.entity}" (\n    {lines}\n) STRICT'


def folded_schema() -> str:
    """Return the statements that make all folded tables."""
    return ";\n".join([*map(table, RECORDS.values()), _FOLDED_INDEXES.format(tail=TAIL).strip()])


LOG_SCHEMA = _LOG.format(tail=TAIL).strip()
ENTITIES = ("command", *RECORDS)
"""The entities that this version knows; the log gives each a number."""

SCHEMA = f"{LOG_SCHEMA};\n{folded_schema()}"

"""The tables are the fold of the ops: in any order, twice, with some missing and arriving later."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import faults
from netcheck.domain.model import RECORDS
from netcheck.domain.record import FieldType
from netcheck.errors import NetcheckError
from netcheck.store import ops, undo
from netcheck.store.database import opened
from netcheck.store.ids import stored_id
from netcheck.store.ops import transaction
from netcheck.store.rows import empty, layout
from netcheck.store.schema import columns

if TYPE_CHECKING:
    import random
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from conftest import Run
    from netcheck.domain.record import Field

UUIDS = ["0" * 31 + "a", "f" * 32]
IDS = st.sampled_from(["a", "b", "A" * 32, *UUIDS])
TEXT = st.sampled_from(["", "a", "ä\x00", "„b“"])
DAY = st.integers(730000, 740000)
OBJECT = st.dictionaries(TEXT, TEXT)
VALUES: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.ID: IDS, FieldType.CONTACT: IDS, FieldType.DAY: DAY, FieldType.PAST_DAY: DAY,
    FieldType.FLAG: st.booleans() | st.integers(0, 1), FieldType.MAPPING: OBJECT,
}  # fmt: skip
NEWER, NEWER_NUMBER = "newer", 99
"""What only a newer program knows: a choice, an answer, a field or an entity, and a number."""
ENTITIES = st.sampled_from([*RECORDS, NEWER])
Fold = dict[str, dict[str, object]]


def _fields(entity: str) -> dict[str, Field]:
    if entity == NEWER:
        return {}
    return {field.name: field for field in columns(RECORDS[entity]) if field.name != "id"}


def _values(field: Field) -> st.SearchStrategy[Any]:
    if field.type is FieldType.CHOICE:
        return st.sampled_from([*(choice.value for choice in field.of), NEWER])
    if field.type is FieldType.NUMBER:
        return st.integers(1, field.of) | st.just(NEWER_NUMBER)
    if field.type is FieldType.BY_QUESTION:
        items = TEXT if field.of is str else st.sampled_from([*(choice.value for choice in field.of), NEWER])
        return st.dictionaries(TEXT, items, max_size=2)
    found = VALUES.get(field.type, TEXT)
    return st.none() | found if field.default is None else found


@st.composite
def _ops_of_three_devices(draw: st.DrawFn) -> list[ops.Op]:
    """Draw any ops at all: edits of what was never made, things made twice, flags of any command, equal clocks."""
    things = draw(st.lists(st.tuples(ENTITIES, IDS), min_size=1, max_size=3))
    keys = draw(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("xyz")), unique=True, max_size=24))
    made = []
    for clock, device in keys:
        command = f"{device}{clock // 3}"
        what = draw(st.integers(0, 6))
        if what == 0:
            target = f"{draw(st.sampled_from('xyz'))}{draw(st.integers(0, 3))}"
            value = draw(st.sampled_from(["true", "false"]))
            made.append(ops.Op(device, clock, target, ops.COMMAND, target, ops.UNDONE, value, None))
        elif what == 1:
            made.append(ops.Op(device, clock, command, ops.COMMAND, command, ops.CREATION, '{"verb":"log"}', None))
        else:
            made.append(_op(draw, device, clock, command, *draw(st.sampled_from(things))))
    return made


def _op(draw: st.DrawFn, device: str, clock: int, command: str, entity: str, entity_id: str) -> ops.Op:
    fields = _fields(entity)
    field = draw(st.sampled_from([ops.CREATION, ops.CREATION, ops.DELETED, NEWER, *fields]))
    contact = None if entity == NEWER else layout(entity).contact
    named = layout(entity).names[contact] if contact else ""
    subject = entity_id if contact == 0 else draw(_values(fields[named])) if contact else None
    if field == ops.DELETED:
        value: object = True
    elif field == NEWER:
        value = draw(TEXT)
    elif field == ops.CREATION:
        optional = {name: _values(one) for name, one in fields.items() if name != named} | {NEWER: TEXT}
        value = draw(st.fixed_dictionaries({}, optional=optional))
    else:
        value = subject if field == named else draw(_values(fields[field]))
    return ops.Op(device, clock, command, entity, entity_id, field, json.dumps(value), subject)


def _by_clock_and_device(op: ops.Op) -> tuple[object, ...]:
    return op.clock, op.device


def _is_newer(op: ops.Op) -> bool:
    """Return whether an op says something that only a newer program knows; a creation may say more than is known."""
    value = json.loads(op.value)
    said = value.items() if op.field == ops.CREATION else [(op.field, value)]
    return op.field == NEWER or any(
        one in (NEWER, NEWER_NUMBER) or (isinstance(one, dict) and NEWER in one.values()) for _, one in said
    )


def _fold_by_hand(found: Sequence[ops.Op], order: Callable[[ops.Op], Any] = _by_clock_and_device) -> dict[str, Fold]:
    """Return the rows of all tables, computed the long way: the standing ops on a thing, one after the other."""
    ordered = sorted(set(found), key=order)
    undone = {op.entity_id: op.value == "true" for op in ordered if (op.entity, op.field) == (ops.COMMAND, ops.UNDONE)}
    standing = [
        op for op in ordered if op.entity in RECORDS and not undone.get(op.command, False) and not _is_newer(op)
    ]
    rows: dict[str, Fold] = {entity: {} for entity in RECORDS}
    for (entity, thing), group in groupby(
        sorted(standing, key=lambda op: (op.entity, op.entity_id)), key=lambda op: (op.entity, op.entity_id)
    ):
        fields, contact = _fields(entity), layout(entity).contact
        row: dict[str, object] | None = None
        for op in group:
            if op.field == ops.CREATION:
                said = json.loads(op.value)
                row = {name: said.get(name, empty(field)) for name, field in fields.items()}
                if contact:
                    row[layout(entity).names[contact]] = op.subject
            elif row is not None:
                row[op.field] = json.loads(op.value)
        if row is not None and not row.pop(ops.DELETED, False):
            rows[entity][thing] = row
    return rows


def _rows(connection: sqlite3.Connection) -> dict[str, Fold]:
    found: dict[str, Fold] = {}
    for entity in RECORDS:
        shape = layout(entity)
        values = (shape.values(row) for row in faults.tables(connection)[entity])
        found[entity] = {row[0]: dict(zip(shape.names[1:], row[1:], strict=True)) for row in values}
    return found


def _check_any_order(found: Sequence[ops.Op], chance: random.Random, order: Any = _by_clock_and_device) -> None:  # noqa: ANN401 - any key
    """Fold the ops in order and in disorder, in batches, some of them twice, and compare."""
    with closing(faults.empty_log()) as ordered, closing(faults.empty_log()) as disordered:
        ops.append(ordered, sorted(found, key=_by_clock_and_device))
        arriving = [*found, *chance.choices(found, k=len(found) // 3)] if found else []
        chance.shuffle(arriving)
        while arriving:
            size = chance.randint(1, len(arriving))
            ops.append(disordered, arriving[:size])
            del arriving[:size]
        assert faults.tables(disordered) == faults.tables(ordered)
        assert _rows(ordered) == _fold_by_hand(found, order)
        rows = _rows(ordered)
        for entity, thing in {(op.entity, op.entity_id) for op in found if op.entity in RECORDS}:
            logged = ops.ops_on(ordered, entity, stored_id(thing))
            row = ops.folded(entity, [op for op in logged if not op.undone])
            assert row == rows[entity].get(thing)  # the fold in Python, of what is no longer so, is the same


@settings(max_examples=200)
@given(_ops_of_three_devices(), st.randoms(use_true_random=False))
def test_ops_in_any_order_give_the_same_tables(found: list[ops.Op], chance: random.Random) -> None:
    """Whatever arrives when and how often, the rows are those of the standing ops by clock and device."""
    _check_any_order(found, chance)


@pytest.mark.parametrize(
    "order", [lambda op: op.clock, lambda op: (op.device, op.clock), lambda op: (-op.clock, op.device)]
)
def test_another_order_is_found_out(order: Any) -> None:  # noqa: ANN401 - any key
    """Control: where equal clocks are not told apart, or devices come before clocks, the tables differ."""
    check = settings(max_examples=2000, database=None, phases=[Phase.generate])(
        given(_ops_of_three_devices(), st.randoms(use_true_random=False))(
            lambda found, chance: _check_any_order(found, chance, order)
        )
    )
    with pytest.raises(AssertionError):
        check()


ACTIONS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["make", "change", "delete", "undo", "redo", "fetch", "fetch"]),
        st.sampled_from(["contact", "circle", "alias", "event"]), IDS, st.sampled_from("abc"),
        st.randoms(use_true_random=False),
    ),
    min_size=4, max_size=30,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=50)
@given(ACTIONS)
def test_three_machines_come_to_the_same_log(actions: list[Any]) -> None:
    """Commands, undo and redo on three machines that meet now and then, and miss some: in the end all agree."""
    logs = [faults.empty_log() for _ in range(3)]
    for device, action, entity, entity_id, text, chance in actions:
        if action == "fetch":
            theirs = faults.all_ops(chance.choice(logs))
            ops.append(logs[device], chance.sample(theirs, chance.randint(0, len(theirs))))
        else:
            _command(logs[device], action, entity, entity_id, text)
    for _ in range(2):
        for log in logs:
            for other in logs:
                ops.append(log, faults.all_ops(other))
        expected = faults.tables(faults.refolded(logs[0]))
        assert [faults.tables(log) for log in logs] == [expected] * 3
        assert _rows(logs[0]) == _fold_by_hand(faults.all_ops(logs[0]))
        for log in logs:
            _command(log, "undo", "", "", "")


def _command(log: sqlite3.Connection, action: str, entity: str, entity_id: str, text: str) -> None:
    if action in {"undo", "redo"}:
        with suppress(NetcheckError, undo.Refused):
            found = undo.undoable(log) if action == "undo" else undo.redoable(log)
            faults.turn(log, found, undone=action == "undo")
        return
    with ops.writing(log, action) as writer:
        fields = _fields(entity)
        column = next(name for name in ("name", "text", "note") if name in fields)
        if action == "make":
            values = {name: empty(field) for name, field in fields.items()} | {column: text}
            if "contact_id" in fields:
                values["contact_id"] = "a"
            writer.create_all(entity, [[entity_id, *values.values()]])
        elif action == "change":
            writer.change(entity, entity_id, {column: text})
        else:
            writer.delete(entity, [entity_id])


def test_folding_anew_gives_the_same_tables() -> None:
    """Tables that are dropped and folded anew hold just what they held."""
    log = faults.empty_log()
    for action, text in [("make", "a"), ("make", "b"), ("change", "c"), ("undo", ""), ("delete", ""), ("undo", "")]:
        _command(log, action, "contact", "a", text)
    before = faults.tables(log)
    assert before["contact"]
    with transaction(log):
        for entity in RECORDS:
            log.execute(f'DELETE FROM "{entity}"')  # noqa: S608 - a key of RECORDS
        ops.fold_all(log)
    assert faults.tables(log) == before


def test_the_newer_edit_of_another_machine_stands() -> None:
    """One machine takes back its old edit while the other made a newer one: the newer one holds on both."""
    first, second = faults.empty_log(), faults.empty_log()
    _command(first, "make", "contact", "a", "old")
    _command(first, "change", "contact", "a", "typo")
    ops.append(second, faults.all_ops(first))
    _command(second, "change", "contact", "a", "met at the fair")
    _command(first, "undo", "", "", "")
    for log, other in ((first, second), (second, first)):
        ops.append(log, faults.all_ops(other))
        assert _rows(log)["contact"]["a"]["name"] == "met at the fair"


def test_a_large_import_leaves_all_indexes(run: Run, tmp_path: Path) -> None:
    """The indexes that are made anew after many rows, also by undo and redo, are those of a new log, and whole."""
    entry = {"type": "event", "on": "2026-11-20", "with": "Ana", "direction": "given", "kind": "help"}
    text = "".join(json.dumps(entry | {"source": f"s:{number}"}) + "\n" for number in range(10_001))
    (tmp_path / "many.jsonl").write_text(text, encoding="utf-8")
    run("contact", "add", "Ben")
    with opened(tmp_path / "log.db", create=False) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    for command in (["import", "jsonl", str(tmp_path / "many.jsonl")], ["undo", "--yes"], ["redo", "--yes"]):
        run(*command)
        with opened(tmp_path / "log.db", create=False) as connection:
            assert connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall() == made
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("entity", RECORDS)
def test_a_change_folds_no_more_in_a_large_log(entity: str) -> None:
    """What SQLite does for one change is the same among many ops on that sort of thing as among few."""

    def steps(number: int) -> int:
        taken = 0

        def count() -> None:
            nonlocal taken
            taken += 1

        with closing(faults.empty_log()) as log:
            fields = columns(RECORDS[entity])[1:]
            with ops.writing(log, "import") as writer:
                writer.create_all(entity, [[f"x{at}", *map(empty, fields)] for at in range(number)])
            log.set_progress_handler(count, 1)
            with ops.writing(log, "edit") as writer:
                writer.change(entity, "x7", {fields[0].name: empty(fields[0])})
        return taken

    assert steps(2000) < 1.1 * steps(20)

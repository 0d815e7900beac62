"""The tables are the fold of the ops: in any order, twice, with some missing and arriving later."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import faults
from netcheck.errors import NetcheckError
from netcheck.store import ops, undo
from netcheck.store.schema import FOLDED

if TYPE_CHECKING:
    import random
    import sqlite3
    from collections.abc import Sequence

TEXT = st.sampled_from(["", "a", "ä\x00", "„b“"])
DAY = st.integers(730000, 740000)
COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "name": TEXT, "birthday": TEXT, "note": TEXT, "text": TEXT, "source": TEXT, "remark": TEXT,
    "every": TEXT, "snooze_until": st.none() | DAY, "ignored": st.integers(0, 1),
    "no_balance": st.booleans(), "group": st.integers(0, 1), "asked": st.booleans(), "one_sided": st.integers(0, 1),
    "contact_id": st.sampled_from("ab"), "merged_into": st.sampled_from([None, "a", "b"]),
    "day": DAY, "by": st.none() | DAY, "done": st.none() | DAY, "weight": st.integers(1, 3),
    "direction": st.sampled_from(["given", "received", "mutual"]), "kind": st.sampled_from(["help", "talk"]),
    "voice": st.sampled_from(["person", "company"]), "question_set": st.integers(1, 2),
    "answers": st.dictionaries(TEXT, TEXT), "notes": st.dictionaries(TEXT, TEXT),
    "evidence": st.dictionaries(TEXT, DAY), "check_id": st.sampled_from([None, "a"]), "question": st.none() | TEXT,
}  # fmt: skip
ENTITIES = st.sampled_from(list(FOLDED))
IDS = st.sampled_from("ab")


@st.composite
def _ops_of_three_devices(draw: st.DrawFn) -> list[ops.Op]:
    """Draw any ops at all: edits of what was never made, things made twice, undone commands, equal clocks."""
    verbs = {name: draw(st.sampled_from(["log", "undo", "redo"])) for name in "klmn"}
    things = draw(st.lists(st.tuples(ENTITIES, IDS), min_size=1, max_size=3))
    keys = draw(st.lists(st.tuples(st.integers(1, 8), st.sampled_from("xyz")), unique=True, max_size=24))
    made = []
    for clock, device in keys:
        command = draw(st.sampled_from("klmn"))
        if command in verbs and draw(st.integers(0, 3)) == 0:
            opening = {"verb": verbs.pop(command), "target": draw(st.sampled_from([None, *"klmn"]))}
            made.append(ops.Op(clock, device, command, ops.COMMAND, command, ops.CREATION, json.dumps(opening)))
        else:
            entity, entity_id = draw(st.sampled_from(things))
            field = draw(st.sampled_from([ops.CREATION, ops.DELETED, *list(FOLDED[entity])[-2:]]))
            value = json.dumps(_value(draw, entity, field))
            made.append(ops.Op(clock, device, command, entity, entity_id, field, value))
    return made


def _value(draw: st.DrawFn, entity: str, field: str) -> object:
    if field == ops.DELETED:
        return draw(st.booleans())
    if field == ops.CREATION:
        return draw(st.fixed_dictionaries({}, optional={name: COLUMNS[name] for name in FOLDED[entity]}))
    return draw(COLUMNS[field])


def _fold_by_hand(found: Sequence[ops.Op], entity: str) -> dict[str, dict[str, object]]:
    """Return the rows of one table, computed the long way: per field the highest (clock, device)."""
    rows: dict[str, dict[str, object]] = {}
    for entity_id in {op.entity_id for op in found if op.entity == entity}:
        own = [op for op in found if (op.entity, op.entity_id) == (entity, entity_id)]
        newest = {
            field: json.loads(max((op for op in own if op.field == field), key=lambda op: op[:2]).value)
            for field in {op.field for op in own}
        }
        if ops.CREATION in newest and not newest.get(ops.DELETED, False):
            value = FOLDED[entity] | newest[ops.CREATION] | newest
            rows[entity_id] = {column: value[column] for column in FOLDED[entity]}
    return rows


def _rows(connection: sqlite3.Connection, entity: str) -> dict[str, dict[str, object]]:
    kept = FOLDED[entity]
    return {
        row[0]: {
            column: json.loads(cell) if isinstance(kept[column], dict) else cell
            for column, cell in zip(kept, row[1:], strict=True)
        }
        for row in faults.tables(connection)[entity]
    }


def _check_any_order(found: Sequence[ops.Op], chance: random.Random) -> None:
    """Fold the ops in order and in disorder, in batches, some of them twice, and compare."""
    with closing(faults.empty_log()) as ordered, closing(faults.empty_log()) as disordered:
        ops.append(ordered, sorted(found))
        arriving = [*found, *chance.choices(found, k=len(found) // 3)] if found else []
        chance.shuffle(arriving)
        while arriving:
            size = chance.randint(1, len(arriving))
            ops.append(disordered, arriving[:size])
            del arriving[:size]
        assert faults.tables(disordered) == faults.tables(ordered)
        for entity in FOLDED:
            assert _rows(ordered, entity) == _fold_by_hand(found, entity)


@settings(max_examples=300)
@given(_ops_of_three_devices(), st.randoms(use_true_random=False))
def test_ops_in_any_order_give_the_same_tables(found: list[ops.Op], chance: random.Random) -> None:
    """Whatever arrives when and how often, the rows are those of the newest op of each field."""
    _check_any_order(found, chance)


def _in_order_of_arrival(connection: sqlite3.Connection, entity: str, entity_id: str) -> list[ops.Op]:
    query = "SELECT * FROM op WHERE entity_id = ? AND entity = ? ORDER BY rowid"
    return [ops.Op(*row) for row in connection.execute(query, [entity_id, entity])]


def _by_clock_alone(connection: sqlite3.Connection, entity: str, entity_id: str) -> list[ops.Op]:
    return sorted(_in_order_of_arrival(connection, entity, entity_id), key=lambda op: op.clock)


@pytest.mark.parametrize("broken", [_in_order_of_arrival, _by_clock_alone])
def test_a_fold_by_arrival_is_found_out(monkeypatch: pytest.MonkeyPatch, broken: Any) -> None:  # noqa: ANN401 - any fold
    """Control: where the last to arrive wins, or where equal clocks are not told apart, the tables differ."""
    monkeypatch.setattr(ops, "history_of", broken)
    check = settings(max_examples=2000, database=None, phases=[Phase.generate])(
        given(_ops_of_three_devices(), st.randoms(use_true_random=False))(_check_any_order)
    )
    with pytest.raises(AssertionError):
        check()


ACTIONS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["make", "change", "delete", "undo", "redo", "fetch"]), ENTITIES, IDS,
        st.sampled_from("abc"), st.randoms(use_true_random=False),
    ),
    min_size=4, max_size=30,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=100)
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
        for log in logs:
            _command(log, "undo", "", "", "")


def _command(log: sqlite3.Connection, action: str, entity: str, entity_id: str, text: str) -> None:
    if action in {"undo", "redo"}:
        with suppress(NetcheckError):
            getattr(undo, action)(log)
        return
    with ops.writing(log, action) as writer:
        column, default = next(reversed(FOLDED[entity].items()))
        value = text if isinstance(default, str) else None
        if action == "make":
            writer.create(entity, entity_id, {column: value})
        elif action == "change":
            writer.change(entity, entity_id, {column: value})
        else:
            writer.delete(entity, entity_id)

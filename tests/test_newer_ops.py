"""Ops of a newer program: they are kept, and what is not understood of them is passed over by fold and history."""

from __future__ import annotations

import json
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import faults
from logs import stored_log
from netcheck.i18n import LANGUAGES
from netcheck.store import ops
from netcheck.store.database import opened

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

EVENT = {"day": 739_900, "direction": "given", "kind": "help", "note": "two"}
CHECK = {"day": 739_900, "voice": "person", "answers": {"respect": "yes"}}
Said = tuple[str, str, str, object]


def append(log: Path, *said: Said) -> list[ops.Op]:
    """Let the ops of a command of another device arrive: entity, id ("event" for the entry), field, value of each."""
    with opened(log, create=False) as connection:
        (event,) = stored_log(connection).events
        now = time.time_ns() // 1000
        arriving = [ops.Op("other", now, "c0de", ops.COMMAND, "c0de", ops.CREATION, '{"verb":"log"}', None)]
        for clock, (entity, thing, field, value) in enumerate(said, start=now + 1):
            thing_id = {"event": event.id, "contact": event.contact_id}.get(thing, thing)
            arriving.append(
                ops.Op("other", clock, "c0de", entity, thing_id, field, json.dumps(value), event.contact_id)
            )
        ops.append(connection, arriving)
    return arriving


@pytest.fixture
def log(run: Run, home: Path) -> Path:
    """Return a log with one entry."""
    run("log", "gave", "Ana", "help", "one", "--new")
    return home / "log.db"


NEWER: dict[str, tuple[list[Said], list[str]]] = {
    "an entity": ([("pet", "p", "", {"name": "Rex"})], ["1 thing that only a newer netcheck knows."]),
    "more of an entity": (
        [("pet", "p", "", {}), ("pet", "q", "", {}), ("event", "event", "note", "new")],
        ["“You helped Ana”: note changed from “one” to “new”.", "2 things that only a newer netcheck knows."],
    ),
    "a creation": ([("event", "e", "", EVENT | {"kind": "mentoring"})], ["1 entry added."]),
    "a creation beside another": (
        [("event", "e", "", EVENT | {"kind": "mentoring"}), ("step", "s", "", {"text": "call"})],
        ["1 entry and 1 step added."],
    ),
    "a number": ([("event", "e", "", EVENT | {"weight": 4})], ["1 entry added."]),
    "an answer": ([("check", "c", "", CHECK | {"answers": {"respect": "maybe"}})], ["1 round of questions added."]),
    "other questions": ([("check", "c", "", CHECK | {"question_set": 2})], ["1 round of questions added."]),
    "an edit": ([("event", "event", "kind", "mentoring")], ["1 entry changed."]),
    "an edit of a number": ([("event", "event", "weight", 4)], ["1 entry changed."]),
    "a field": ([("contact", "contact", "mood", "fine")], ["1 person changed."]),
    "an edit of what is not here": ([("event", "elsewhere", "note", "x")], ["1 entry changed."]),
    "a removal of what is not here": ([("event", "elsewhere", "deleted", True)], ["1 entry removed."]),
    "a field of a command": ([("command", "c0de", "place", "Ulm"), ("step", "s", "", {"text": "call"})], [
        "You planned a step: “call” (Ana)."]),
}  # fmt: skip


@pytest.mark.parametrize(("said", "told"), NEWER.values(), ids=NEWER)
def test_what_only_a_newer_program_knows_does_no_harm(run: Run, log: Path, said: list[Said], told: list[str]) -> None:
    """The ops are stored, history tells or counts them, and their command is taken back and done again."""
    before = run("list").out
    arriving = append(log, *said)
    with opened(log, create=False) as connection:
        assert set(arriving) <= set(ops.read(connection))
        assert faults.tables(connection) == faults.tables(faults.refolded(connection))
    if all(value != "new" for *_, value in said):
        assert run("list").out == before
    assert json.loads(run("history", "--json").out)[0]["sentences"] == told
    assert all(sentence in run("history").out for sentence in told)
    shown = [run(command, "--lang", language).out for language in LANGUAGES for command in ("history", "list")]
    undone = run("undo", "c0de").out
    assert all(sentence in undone for sentence in told)
    assert run("list").out == before
    redone = run("redo", "c0de").out
    assert all(sentence in redone for sentence in told)
    assert [run(command, "--lang", language).out for language in LANGUAGES for command in ("history", "list")] == shown


def test_an_edit_that_arrives_while_the_entry_is_undone(run: Run, log: Path) -> None:
    """What is not understood does not keep the entry from coming back."""
    before = run("list").out
    arriving = append(log, ("event", "event", "kind", "mentoring"))
    assert len(arriving) == 2
    made = json.loads(run("history", "--json").out)[1]["id"]
    run("undo", made)
    assert run("list", expect=None).out == ""
    run("redo", made)
    assert run("list").out == before


def test_an_edit_that_is_not_understood_leaves_the_value_before(log: Path) -> None:
    """The value that holds is the last one that this version knows, and a later one that it knows is taken."""
    append(log, ("event", "event", "kind", "mentoring"), ("event", "event", "note", "two"))
    with opened(log, create=False) as connection:
        (event,) = stored_log(connection).events
        assert (event.kind, event.note) == ("help", "two")
        with ops.writing(connection, "edit") as writer:
            writer.change("event", event.id, {"kind": "feedback"})
        (event,) = stored_log(connection).events
        assert event.kind == "feedback"


def test_ops_that_are_not_understood_go_on_to_other_machines(log: Path) -> None:
    """Whoever does not understand an op hands it on all the same, letter by letter."""
    append(log, ("pet", "p", "", {"name": "Rex"}), ("event", "event", "kind", "mentoring"))
    with opened(log, create=False) as connection, closing(faults.empty_log()) as third:
        ops.append(third, ops.read(connection))
        assert faults.all_ops(third) == faults.all_ops(connection)

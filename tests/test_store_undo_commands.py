"""Undo and redo of every command that writes: against a list of what was exported after each, and with imports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import faults
from netcheck.store import database, events, undo
from netcheck.store.ids import new_id
from test_store_undo import PICK, UNDONE_COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result, Run

WHO = st.sampled_from(["Ada", "Ben", "Cleo", "Ada Lind"])
WORDS = st.sampled_from(["", "slides", "„x“ & y"])
CIRCLE = st.sampled_from(["peers", "choir"])
BEGINNING = """\
{"type":"contact","id":"c3","name":"Ada Lind","aliases":["Y","Z"],"circles":["choir","peers"],"note":""}
{"type":"contact","id":"c2","name":"Cleo","identifiers":["a@example.org"],"note":""}
{"type":"step","id":"s2","text":"ask"}
{"type":"step","id":"s3","text":"thank","with_id":"c2"}
{"type":"event","id":"e3","on":"2026-11-20","with":"Cleo","with_id":"c2","direction":"given","kind":"help","note":""}
"""
IMPORTED = [
    '{"type":"contact","id":"c1","name":"Ben","aliases":["B"],"circles":["peers"],"note":"","group":true}',
    '{"type":"event","id":"e1","on":"2026-11-20","with":"Ben","with_id":"c1","direction":"given","kind":"help","note":"a"}',
    '{"type":"event","id":"e2","on":"2026-11-21","with":"Dora","direction":"received","kind":"share","source":"git:1"}',
    '{"type":"step","id":"s1","text":"write"}',
    '{"type":"guide","id":"approach","text":"gently"}',
    '{"type":"guide","id":"trust","text":"slowly"}',
]


class CommandMachine(RuleBasedStateMachine):
    """Every command that writes, undone and redone at any moment; what counts is the export."""

    run: ClassVar[Run]
    directory: ClassVar[Path]

    @initialize()
    def start(self) -> None:
        """Begin with no log, and a first import."""
        self.path = self.directory / f"{new_id()}.db"
        self.states = [self.state()]
        self.position = 0
        self.write("import", "jsonl", "-", stdin=BEGINNING)

    def call(self, *arguments: str, stdin: str = "", expect: int | None = 0) -> Result:
        """Run one command on this log."""
        return type(self).run(*arguments, "--db", str(self.path), stdin=stdin, expect=expect)

    def state(self) -> str:
        """Return everything, as it is exported."""
        return self.call("export", "jsonl").out

    def recorded(self) -> int:
        """Return how many commands the log holds."""
        with database.opened(self.path, create=False) as connection:
            count: int = connection.execute("SELECT count(*) FROM command").fetchone()[0]
            return count

    def write(self, *arguments: str, stdin: str = "") -> None:
        """Run a command that writes; one that is refused changes nothing, nor what can be redone."""
        before = self.recorded()
        result = self.call(*arguments, stdin=stdin, expect=None)
        if self.recorded() > before:
            assert result.code == 0
            del self.states[self.position + 1 :]
            self.states.append(self.state())
            self.position += 1

    def some(self, sort: str, field: str, pick: int) -> str:
        """Return a field of one entry or contact, or what there is none of."""
        lines = map(json.loads, self.state().splitlines())
        found = [line[field] for line in lines if line["type"] == sort]
        return str(found[pick % len(found)]) if found else "0000"

    @rule(
        verb=st.sampled_from(["gave", "got", "with"]), who=WHO, kind=st.sampled_from(["help", "feedback"]), note=WORDS
    )
    def log(self, verb: str, who: str, kind: str, note: str) -> None:
        """Log one line."""
        self.write("log", verb, f"{who},", "Ben", kind, *note.split(), "--new", "--on", "yesterday")

    @rule(lines=st.lists(st.tuples(WHO, WORDS), min_size=1, max_size=3), bad=st.integers(0, 5))
    def log_lines(self, lines: list[tuple[str, str]], bad: int) -> None:
        """Log several lines, of which one may be bad."""
        typed = [f'gave "{who}" help {note} --new' for who, note in lines]
        self.write("log", "-", stdin="\n".join([*typed, *(["gave"] if bad == 0 else [])]))

    @rule(
        pick=PICK,
        options=st.sampled_from(
            [["--note", "new"], ["--note", ""], ["--on", "2026-11-01"], ["--kind", "share", "--got"], ["--mutual"],
             ["--with", "Cleo"], ["--weight", "3", "--asked"], ["--on", "2027-01-01"]]
        ),
    )  # fmt: skip
    def edit(self, pick: int, options: list[str]) -> None:
        """Change an entry."""
        self.write("edit", self.some("event", "id", pick), *options)

    @rule(picks=st.sets(PICK, min_size=1, max_size=2))
    def remove(self, picks: set[int]) -> None:
        """Remove entries."""
        self.write("remove", *{self.some("event", "id", pick) for pick in picks})

    @rule(
        who=WHO,
        options=st.sampled_from([[], ["--alias", "Z", "--circle", "peers"], ["--birthday", "12.5.", "--group"]]),
    )
    def contact_add(self, who: str, options: list[str]) -> None:
        """Make somebody."""
        self.write("contact", "add", who, *options)

    @rule(
        pick=PICK,
        options=st.sampled_from(
            [["--name", "Cleo"], ["--alias", "Y"], ["--no-alias", "Y"], ["--no-alias", "Z", "--circle", "choir"],
             ["--identifier", "a@example.org", "--note", "n"], ["--no-balance"], ["--balance", "--no-circle", "peers"]]
        ),
    )  # fmt: skip
    def contact_edit(self, pick: int, options: list[str]) -> None:
        """Change somebody."""
        self.write("contact", "edit", self.some("contact", "name", pick), *options)

    @rule(gone=PICK, into=PICK)
    def contact_merge(self, gone: int, into: int) -> None:
        """Make two contacts one."""
        self.write("contact", "merge", self.some("contact", "name", gone), self.some("contact", "name", into))

    @rule(pick=PICK, options=st.sampled_from([[], ["--with-events"]]))
    def contact_remove(self, pick: int, options: list[str]) -> None:
        """Remove somebody."""
        self.write("contact", "remove", self.some("contact", "name", pick), *options)

    @rule(circle=CIRCLE, who=WHO, option=st.sampled_from(["--add", "--remove", "--name"]))
    def circle_edit(self, circle: str, who: str, option: str) -> None:
        """Change a circle."""
        self.write("circle", "edit", circle, option, "choir" if option == "--name" else who)

    @rule(text=WORDS, options=st.sampled_from([[], ["--with", "Ben"], ["--by", "2026-12-01"]]))
    def step_add(self, text: str, options: list[str]) -> None:
        """Write down a step."""
        self.write("step", "add", text, *options)

    @rule(verb=st.sampled_from(["done", "drop"]), number=st.integers(1, 3))
    def step_end(self, verb: str, number: int) -> None:
        """Finish or drop a step."""
        self.write("step", verb, str(number))

    @rule(
        answers=st.lists(st.sampled_from("ypn"), min_size=10, max_size=10), options=st.sampled_from([[], ["--company"]])
    )
    def checklist(self, answers: list[str], options: list[str]) -> None:
        """Answer the ten questions at once."""
        self.write("checklist", "--answers", ",".join(answers), *options)

    @rule(lines=st.lists(st.sampled_from([*IMPORTED, "{}"]), unique=True, min_size=1))
    def bring_in(self, lines: list[str]) -> None:
        """Import a file, again perhaps, with a bad line perhaps."""
        self.write("import", "jsonl", "-", stdin="\n".join(lines))

    @rule()
    def undo(self) -> None:
        """Go back by one command, or find that there is none."""
        self.call("undo", expect=0 if self.position else 1)
        self.position -= bool(self.position)

    @rule()
    def redo(self) -> None:
        """Go forward by one undone command, or find that there is none."""
        ahead = self.position + 1 < len(self.states)
        self.call("redo", expect=0 if ahead else 1)
        self.position += ahead

    @invariant()
    def agrees_with_the_model(self) -> None:
        """What is exported is what was exported at this place in the list."""
        assert self.state() == self.states[self.position]

    def teardown(self) -> None:
        """Go back to the beginning; the history can be told, and the tables remain the fold of the ops."""
        while self.position:
            self.undo()
            self.agrees_with_the_model()
        self.call("history", "-n", "1000")
        with database.opened(self.path, create=False) as connection:
            assert faults.tables(connection) == faults.tables(faults.refolded(connection))


def _walk(run: Run, home: Path, chosen: settings) -> None:
    CommandMachine.run, CommandMachine.directory = staticmethod(run), home
    run_state_machine_as_test(CommandMachine, settings=chosen)


@pytest.mark.slow
def test_undo_and_redo_of_every_command(run: Run, home: Path) -> None:
    """Whatever was typed, undo and redo lead exactly to what was exported then."""
    _walk(run, home, settings(max_examples=25, stateful_step_count=20))


@pytest.mark.slow
def test_a_broken_undo_shows_in_the_export(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: the same walk over commands finds an undo that counts what is undone."""
    monkeypatch.setattr(undo, "_HISTORY", UNDONE_COUNTS)
    with pytest.raises(AssertionError):
        _walk(run, home, settings(max_examples=200, database=None, phases=[Phase.generate]))


@pytest.fixture
def imported(run: Run) -> Callable[[], set[str]]:
    """Return a function that imports IMPORTED and returns the ids of all entries."""

    def again() -> set[str]:
        run("import", "jsonl", "-", stdin="\n".join(IMPORTED))
        lines = map(json.loads, run("export", "jsonl").out.splitlines())
        return {line["id"] for line in lines if line["type"] == "event"}

    return again


def test_what_was_undone_with_its_import_comes_again(run: Run, imported: Callable[[], set[str]]) -> None:
    """An import that was undone can be made anew, with the very same result."""
    assert imported() == {"e1", "e2"}
    before = run("export", "jsonl").out
    run("undo")
    assert run("export", "jsonl").out == ""
    assert imported() == {"e1", "e2"}
    people = {line["name"] for line in map(json.loads, before.splitlines()) if line["type"] == "contact"}
    after = [json.loads(line) for line in run("export", "jsonl").out.splitlines()]
    assert {line["name"] for line in after if line["type"] == "contact"} == people


def test_what_was_removed_by_hand_stays_removed(run: Run, imported: Callable[[], set[str]]) -> None:
    """Importing again brings back neither a removed entry nor one whose removal was redone."""
    imported()
    run("remove", "e1")
    removed = imported()
    run("undo")
    assert imported() == {"e1", "e2"}
    run("redo")
    assert imported() == removed == {"e2"}


def test_importing_twice_leaves_nothing_to_undo_but_the_first(run: Run, imported: Callable[[], set[str]]) -> None:
    """An import that finds nothing new is no command: undo takes back the one before."""
    imported()
    imported()
    run("undo")
    assert run("export", "jsonl").out == ""


def test_counting_what_is_undone_as_seen_is_found_out(
    imported: Callable[[], set[str]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: where the ids of an undone import count as seen, nothing comes again."""
    imported()
    run("undo")
    monkeypatch.setattr(events, "seen", lambda _: ({"e1": "c1", "e2": "c1"}, {"git:1": "c1"}))
    assert imported() == set()

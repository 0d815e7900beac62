"""Undo and redo of every command that writes: against a model that replays the commands that stand."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import faults
from gitrepo import Commit, build
from netcheck.store import database, undo
from netcheck.store.ids import new_id
from netcheck.store.rows import layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result, Run
    from netcheck.domain.command_log import Change

PICK = st.integers(0, 9)
HISTORIES = int(os.environ.get("NETCHECK_HISTORIES", "25"))
"""How many random histories are walked; 2,000 take long, and were."""
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
WALL = "".join(f'{{"type":"contact","id":"w{n}","name":"W{n}","circles":["wall"]}}\n' for n in range(7))
"""More people than are reminded of in one week."""
COMMITS = [
    Commit(
        "Mia <mia@example.org>", "read: more\n\nReviewed-by: Ada <ada@example.org>\nHelped-by: Cleo <c@example.org>\n"
    ),
    Commit("Ada <ada@example.org>", "write: less\n\nReviewed-by: Mia <mia@example.org>\n", on="2025-02-01 12:00"),
    Commit("Cleo <c@example.org>", "draw: once\n\nCo-authored-by: Mia <mia@example.org>\n", on="2026-11-20 12:00"),
]


Thing = tuple[str, str]
Rows = dict[Thing, dict[str, object]]

REFERENCES = [
    *((entity, "contact_id", "contact") for entity in ("event", "step", "check", "alias", "identifier", "membership")),
    ("contact", "merged_into", "contact"),
    ("membership", "circle_id", "circle"),
    ("step", "check_id", "check"),
]
ELEMENTS = ("alias", "identifier", "membership")
"""What goes with its person: only what was added later keeps them."""


@dataclass
class Recorded:
    """A command as it was when it ran: what it wrote to which field of what, "" for all of them."""

    id: str
    writes: list[tuple[Thing, str, object]]
    around: tuple[Rows, Rows] = ({}, {})
    undone: bool = False

    def bore(self, thing: Thing, name: str, text: str) -> bool:
        """Say whether something had this text right before or right after the command."""
        return any(thing in rows and str(rows[thing][name]).lower() == text for rows in self.around)


@dataclass
class Model:
    """What the log holds: the writes of the commands that stand, one after the other."""

    commands: list[Recorded] = field(default_factory=list)
    taken_back: list[Recorded] = field(default_factory=list)

    def add(self, command_id: str, changes: list[Change]) -> None:
        """Record a command by what it did to each thing."""
        writes: list[tuple[Thing, str, object]] = []
        for change in changes:
            thing = (str(change.entity), change.id)
            if change.after is None:
                writes.append((thing, "deleted", True))
            elif change.before is None:
                writes.append((thing, "", dict(change.after)))
            else:
                before = change.before
                writes += [(thing, name, new) for name, new in change.after.items() if before.get(name) != new]
        then = self.rows()
        self.commands.append(Recorded(command_id, writes))
        self.commands[-1].around = then, self.rows()

    def rows(self) -> Rows:
        """Replay the commands that stand."""
        rows: Rows = {}
        gone: dict[Thing, bool] = {}
        for command in self.commands:
            for thing, name, value in () if command.undone else command.writes:
                if name == "deleted":
                    gone[thing] = True
                elif name == "":
                    assert isinstance(value, dict)
                    rows[thing], gone[thing] = dict(value), False
                elif thing in rows:
                    rows[thing][name] = value
        return {thing: row for thing, row in rows.items() if not gone[thing]}

    def turn(self, command: Recorded, *, undone: bool) -> str:
        """Take a command back or do it again; return "refused", "unseen" or "seen"."""
        before = self.rows()
        command.undone = undone
        after = self.rows()
        lost = {
            (thing, column)
            for thing, column, _ in _dangling(after) - _dangling(before)
            if thing[0] not in ELEMENTS or self._is_later(thing, column, command)
        }
        if lost or self._has_twins(command, before, after):
            command.undone = not undone
            return "refused"
        if undone:
            self.taken_back.append(command)
        else:
            self.taken_back.remove(command)
        return "seen" if _visible(before) != _visible(after) else "unseen"

    def _has_twins(self, command: Recorded, before: Rows, after: Rows) -> bool:
        """Say whether two people, or two entries, share a text now that they did not share when the command ran."""
        for names in ({"contact": "name", "alias": "text"}, {"event": "source"}):
            old, new = (_bearers(rows, names) for rows in (before, after))
            living = {thing for thing, row in before.items() if not row.get("merged_into")}
            for thing, (text, person) in new.items():
                known = thing in old and old[thing][0] == text and (thing[0] != "contact" or thing in living)
                if known or after[thing].get("merged_into"):
                    continue
                for other, (its, somebody) in new.items():
                    twins = [(one, names[one[0]], text) for one in (thing, other)]
                    if its == text and somebody != person and not all(command.bore(*twin) for twin in twins):
                        return True
        return False

    def _is_later(self, thing: Thing, name: str, command: Recorded) -> bool:
        later = self.commands[self.commands.index(command) :]
        return any(
            (thing, part) in {(its, written) for its, written, _ in other.writes}
            for other in later
            if not other.undone
            for part in ("", name, "merged_into")
        )


def _visible(rows: Rows) -> tuple[object, ...]:
    """Return what shows of a log: what people have if they are there, circles with somebody or an interval."""
    shown = {thing: row for thing, row in rows.items() if thing[0] not in {*ELEMENTS, "circle"}}
    held = {
        (thing[0], *map(str, row.values()))
        for thing, row in rows.items()
        if thing[0] in ELEMENTS and ("contact", row["contact_id"]) in rows
    }
    full = {circle for sort, _, circle in held if sort == "membership"}
    groups: dict[str, list[str]] = {}
    for thing, row in sorted(rows.items()):
        if thing[0] == "circle":
            groups.setdefault(str(row["name"]).lower(), []).append(thing[1])
    circles = set()
    for group in groups.values():
        every = next((str(rows["circle", key]["every"]) for key in group if rows["circle", key]["every"]), "")
        if every or full.intersection(group):
            circles.add((str(rows["circle", group[0]]["name"]), every))
    return shown, held, circles


def _bearers(rows: Rows, names: dict[str, str]) -> dict[Thing, tuple[str, str]]:
    """Return what has a text: which, and whose it is; an entry's source is its own."""
    found = {}
    for thing, row in rows.items():
        if thing[0] in names and row[names[thing[0]]]:
            owner = _root(str(row["contact_id"]) if thing[0] == "alias" else thing[1], rows)
            if thing[0] == "event" or ("contact", owner) in rows:
                found[thing] = str(row[names[thing[0]]]).lower(), owner
    return found


def _root(contact_id: str, rows: Rows) -> str:
    while into := rows.get(("contact", contact_id), {}).get("merged_into"):
        contact_id = str(into)
    return contact_id


def _dangling(rows: Rows) -> set[tuple[Thing, str, object]]:
    return {
        (thing, column, row[column])
        for thing, row in rows.items()
        for entity, column, of in REFERENCES
        if thing[0] == entity and row[column] is not None and (of, row[column]) not in rows
    }


class CommandMachine(RuleBasedStateMachine):
    """Every command that writes, undone and redone at any moment, by id or without."""

    run: ClassVar[Run]
    directory: ClassVar[Path]
    repository: ClassVar[Path]

    @initialize()
    def start(self) -> None:
        """Begin with no log, and a first import."""
        self.path = self.directory / f"{new_id()}.db"
        self.model = Model()
        self.write("import", "jsonl", "-", stdin=BEGINNING)

    def call(self, *arguments: str, **how: Any) -> Result:  # noqa: ANN401 - as Run has it
        """Run one command on this log."""
        return type(self).run(*arguments, "--db", str(self.path), **how)

    def state(self) -> str:
        """Return everything, as it is exported."""
        return self.call("export", "jsonl").out

    def some(self, sort: str, field: str, pick: int) -> str:
        """Return a field of one entry or contact, or what there is none of."""
        lines = map(json.loads, self.state().splitlines())
        found = [line[field] for line in lines if line["type"] == sort]
        return str(found[pick % len(found)]) if found else "0000"

    def rows(self) -> Rows:
        """Return every row of the log's tables."""
        rows: Rows = {}
        with database.opened(self.path, create=False) as connection:
            for entity, found in faults.tables(connection, commands=False).items():
                shape = layout(entity)
                for thing, *values in map(shape.values, found):
                    rows[entity, thing] = dict(zip(shape.names[1:], values, strict=True))
        return rows

    def write(self, *arguments: str, stdin: str = "", terminal: bool = False) -> None:
        """Run a program that writes, at a terminal perhaps several commands; one that is refused changes nothing."""
        code = self.call(*arguments, stdin=stdin, terminal=terminal, expect=None).code
        known = {command.id for command in self.model.commands}
        with database.opened(self.path, create=False) as connection:
            latest = undo.history(connection, 20)
        new = [command for command in reversed(latest) if command.id not in known]
        assert terminal or len(new) <= (code == 0)
        for command in new:
            assert command.size == len(command.changes)
            self.model.add(command.id, list(command.changes))

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

    @rule(
        who=WHO, options=st.sampled_from([["--every", "6w"], ["--ignore"], ["--snooze", "2026-12-24"], ["--no-every"]])
    )
    def decide(self, who: str, options: list[str]) -> None:
        """Say how often to be reminded of somebody."""
        self.write("contact", "edit", who, *options)

    @rule(walled=st.booleans())
    def spread(self, walled: bool) -> None:
        """Put off whoever is due, many or few."""
        if walled:
            self.write("import", "jsonl", "-", stdin=WALL)
            self.write("circle", "edit", "wall", "--every", "1m")
        self.write("spread", "--apply")

    @rule(keys=st.lists(st.sampled_from(["1", "4", "n", "s", ""]), max_size=3))
    def triage(self, keys: list[str]) -> None:
        """Decide about some people at a terminal, and leave."""
        self.write("triage", stdin="\n".join([*keys, "q", ""]), terminal=True)

    @rule(answers=st.lists(WORDS, max_size=8))
    def guide(self, answers: list[str]) -> None:
        """Answer some questions of the guide at a terminal, and leave."""
        self.write("guide", "--edit", stdin="".join(f"{answer}\n" for answer in answers), terminal=True)

    @rule(
        received=st.lists(st.tuples(WHO, st.sampled_from(["help x --new", "share --new", "nonsense"])), max_size=2),
        given=st.lists(st.tuples(WHO, WORDS), max_size=2),
    )
    def log_at_the_prompt(self, received: list[tuple[str, str]], given: list[tuple[str, str]]) -> None:
        """Log lines at the prompt, each a command of its own."""
        lines = [*(f'"{who}" {rest}' for who, rest in received), "", *(f'"{who}" help {rest}' for who, rest in given)]
        self.write("log", stdin="\n".join([*lines, "", ""]), terminal=True)

    @rule(keys=st.lists(st.sampled_from(["y", "p", "n", "b", "+", "s", "d", "l"]), max_size=35), whole=st.booleans())
    def checklist_at_the_terminal(self, keys: list[str], whole: bool) -> None:
        """Go through the questions, on to the end or to a break, after saying what became of earlier steps."""
        self.write("checklist", stdin="\n".join([*keys, *["y", "d"] * (40 * whole), ""]), terminal=True)

    @rule(
        me=st.sampled_from(["mia@example.org", "ada@example.org", "nobody"]), since=st.sampled_from(["", "2026-01-01"])
    )
    def bring_in_commits(self, me: str, since: str) -> None:
        """Import from a repository, as oneself or as somebody who is in the log, again perhaps."""
        options = ["--since", since] if since else []
        self.write("import", "git", str(type(self).repository), "--me", me, *options)

    @rule(
        command=st.sampled_from(
            [["triage"], ["guide", "--edit"], ["log"], ["checklist"], ["import", "git", "/", "--me", "x"]]
        )
    )
    def refused(self, command: list[str]) -> None:
        """Ask for what needs a terminal where there is none, or for commits where there are none."""
        before = len(self.model.commands)
        self.write(*command)
        assert len(self.model.commands) == before

    def turn(self, verb: str, command: Any, *arguments: str) -> None:  # noqa: ANN401 - a command of the model, or none
        """Undo or redo, and compare what it says with what the model expects."""
        expected = "refused" if command is None else self.model.turn(command, undone=verb == "undo")
        result = self.call(verb, *arguments, expect=None)
        assert result.code == (expected == "refused"), (result, expected)
        assert result.err.count("\n") == result.code
        assert ("Nothing looks different" in result.out) == (expected == "unseen")

    @rule()
    def undo(self) -> None:
        """Take back the last command that stands, or find that there is none."""
        self.turn("undo", next((one for one in reversed(self.model.commands) if not one.undone), None))

    @rule()
    def redo(self) -> None:
        """Do again what was taken back last, or find that there is none."""
        self.turn("redo", next(reversed(self.model.taken_back), None))

    @rule()
    def back_and_forth(self) -> None:
        """Take back the last command that stands, and do it again."""
        self.undo()
        self.redo()

    @rule(pick=PICK)
    def turn_by_id(self, pick: int) -> None:
        """Take back, or do again, any command of the history; the other way round is refused."""
        self.turn_one_of(self.model.commands, pick)

    @rule(pick=PICK)
    def turn_a_removal(self, pick: int) -> None:
        """Let somebody who was removed come back, or go once more."""
        removals = [one for one in self.model.commands if any(field == "deleted" for _, field, _ in one.writes)]
        self.turn_one_of([one for one in removals if any(thing[0] == "contact" for thing, _, _ in one.writes)], pick)

    def turn_one_of(self, commands: list[Recorded], pick: int) -> None:
        """Turn one of these commands round by its id, after trying what it is already."""
        if not commands:
            return
        command = commands[pick % len(commands)]
        with database.opened(self.path, create=False) as connection:
            short_id = undo.short_id(connection, command.id)
        verb, other = ("redo", "undo") if command.undone else ("undo", "redo")
        assert self.call(other, short_id, expect=1).err.count("\n") == 1
        self.turn(verb, command, short_id)

    @invariant()
    def agrees_with_the_model(self) -> None:
        """What is there is what the commands that stand amount to."""
        assert self.rows() == self.model.rows()

    def teardown(self) -> None:
        """Everything can be shown; the history tells each command as it was, and the tables are the fold of the ops."""
        told = json.loads(self.call("history", "-n", "1000", "--json").out)
        assert [one["undone"] for one in reversed(told)] == [command.undone for command in self.model.commands]
        assert all(one["sentences"] for one in told)
        for command in (["list"], ["contact", "list"], ["circle", "list"], ["step", "list"], ["history"], ["report"]):
            self.call(*command)
        with database.opened(self.path, create=False) as connection:
            assert faults.tables(connection) == faults.tables(faults.refolded(connection))


def walk(run: Run, home: Path, chosen: settings, machine: type[CommandMachine] = CommandMachine) -> None:
    """Let a machine walk through histories of a log in a folder."""
    machine.run, machine.directory = staticmethod(run), home
    machine.repository = home / "repository"
    build(machine.repository, COMMITS)
    run_state_machine_as_test(machine, settings=chosen)


class WithoutFold(CommandMachine):
    """An undo after which the tables are as they were before."""

    def call(self, *arguments: str, **how: Any) -> Result:  # noqa: ANN401 - as Run has it
        """Run one command on this log; where it is undo, put back what is in the tables."""
        if arguments[0] != "undo":
            return super().call(*arguments, **how)
        with database.opened(self.path, create=False) as connection:
            before = faults.tables(connection, commands=False)
        result = super().call(*arguments, **how)
        with database.opened(self.path, create=False) as connection:
            for table, rows in before.items():
                connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name of ours
                marks = ",".join("?" * len(layout(table).names))
                connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - as above
        return result


@pytest.mark.slow
def test_undo_and_redo_of_every_command(run: Run, home: Path) -> None:
    """Whatever was typed, undo and redo lead exactly to what the commands that stand amount to, or are refused."""
    walk(run, home, settings(max_examples=HISTORIES, stateful_step_count=25))


@pytest.mark.slow
def test_a_broken_undo_shows_in_the_rows(run: Run, home: Path) -> None:
    """Control: an undo that takes back a command but never folds anew is found."""
    with pytest.raises(AssertionError):
        walk(run, home, settings(max_examples=200, database=None, phases=[Phase.generate]), WithoutFold)


@pytest.fixture
def imported(run: Run) -> Callable[[], set[str]]:
    """Return a function that imports IMPORTED and returns the ids of all entries."""

    def again() -> set[str]:
        run("import", "jsonl", "-", stdin="\n".join(IMPORTED))
        return {entry["id"] for entry in json.loads(run("list", "--json").out)}

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


def test_counting_what_is_undone_as_seen_is_found_out(imported: Callable[[], set[str]], run: Run, home: Path) -> None:
    """Control: where an undone import counts as if it stood, nothing comes again."""
    imported()
    run("undo")
    with database.opened(home / "log.db", create=False) as connection:
        connection.execute("UPDATE command SET undone = 0")
    assert imported() == set()

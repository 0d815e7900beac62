"""Two commands at once on one log: the result is one of the two orders, or one of them is refused."""

from __future__ import annotations

import json
import os
import shutil
import sys
from itertools import combinations_with_replacement, count
from typing import TYPE_CHECKING, Any

import pytest

import faults
from held import Command, at_a_lock, at_once, carry_out
from netcheck.cli import decision
from netcheck.store import checks, contacts, database, events, restoring
from netcheck.store.backups import backups
from promises import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Run
    from held import Outcome

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, which Windows has not")

PEOPLE = "".join(
    json.dumps({"type": "contact", "id": f"p{number}", "name": f"Person{number}", "every": "2w"})
    + "\n"
    + json.dumps(
        {"type": "event", "id": f"e{number}", "with": f"Person{number}", "on": "2026-09-01", "kind": "talk",
         "direction": "mutual"}
    )
    + "\n"
    for number in range(7)
)  # fmt: skip
ADA_AGAIN = (
    '{"type":"event","id":"i1","with":"Ada","on":"2026-11-01","kind":"help","direction":"given","note":"imported"}\n'
)

COMMANDS = {
    "log": Command(["log", "gave", "Ada", "help", "logged"]),
    "log --new": Command(["log", "gave", "Dan", "help", "--new"]),
    "log -": Command(["log", "-"], "gave Ada share one\ngave Dan help two --new\ngave Dan advice three\n"),
    "prompt": Command(["log"], "gave Ada help typed\n\n\n", typed=True),
    "catch-up": Command(["log", "--catch-up"], "\ngot help caught\n" + "\n" * 9, typed=True),
    "edit": Command(["edit", "last", "--note", "changed"]),
    "edit --with": Command(["edit", "last", "--with", "Ben"]),
    "remove": Command(["remove", "last"]),
    "add": Command(["contact", "add", "Dan", "--circle", "choir"]),
    "rename": Command(["contact", "edit", "Ben", "--name", "Dan"]),
    "alias": Command(["contact", "edit", "Cy", "--alias", "Countess", "--circle", "choir", "--every", "6w"]),
    "same alias": Command(["contact", "edit", "Cy", "--alias", "Countess"]),
    "merge": Command(["contact", "merge", "Cy", "Ada"]),
    "merge back": Command(["contact", "merge", "Ada", "Ben"]),
    "remove Ada": Command(["contact", "remove", "Ada", "--with-events"]),
    "remove Cy": Command(["contact", "remove", "Cy"]),
    "circle --add": Command(["circle", "edit", "choir", "--add", "Ben", "--every", "3m"]),
    "circle --name": Command(["circle", "edit", "choir", "--name", "band"]),
    "circle --remove": Command(["circle", "edit", "choir", "--remove", "Ada"]),
    "step add": Command(["step", "add", "write", "--with", "Ada"]),
    "step done": Command(["step", "done", "1"]),
    "step drop": Command(["step", "drop", "1"]),
    "checklist": Command(["checklist", "--answers", "y,y,n,y,p,y,y,y,n,y"]),
    "checklist --with": Command(["checklist", "--with", "Ada", "--answers", "y,y,n,y,p,y,y"]),
    "guide": Command(["guide", "--edit"], "gently\n" + "\n" * 5, typed=True),
    "triage": Command(["triage"], "1\nq\n", typed=True),
    "triage later": Command(["triage"], "s\nq\n", typed=True),
    "spread": Command(["spread", "--apply"]),
    "dupes": Command(["contact", "dupes"], "m\nq\n", typed=True),
    "undo": Command(["undo"]),
    "redo": Command(["redo"]),
    "import": Command(["import", "jsonl", "-"], ADA_AGAIN),
    "pause": Command(["remind", "pause", "2w"]),
    "remind": Command(["remind", "--every", "day"]),
    "forget": Command(["contact", "forget", "Ada", "--yes"]),
    "restore": Command(["restore", "earlier.db", "--yes"]),
}  # fmt: skip

CLOSEST = [
    ("log", "remove Ada"), ("prompt", "remove Ada"), ("step add", "remove Ada"), ("merge", "remove Ada"),
    ("add", "rename"), ("log --new", "add"), ("alias", "remove Cy"), ("circle --add", "circle --name"),
    ("step drop", "step drop"), ("remove", "remove"), ("triage", "triage"), ("edit --with", "rename"),
    ("triage later", "remove Ada"), ("triage later", "triage later"), ("triage", "triage later"),
    ("log", "forget"), ("forget", "forget"), ("log", "restore"), ("restore", "restore"),
]  # fmt: skip
"""The pairs that once went wrong, and their like: they are tried each time."""

REFUSED = "in the meantime"
"""What a command says that goes on to its end although one decision no longer fits."""

ALL = [*combinations_with_replacement(COMMANDS, 2)]
TRIED = ALL if WHOLE else list(dict.fromkeys([*CLOSEST, *ALL[::25]]))


@pytest.fixture
def base(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log in which every command has something to do, and a backup of it in the working directory."""
    monkeypatch.chdir(home)
    run("import", "jsonl", "-", stdin=PEOPLE)
    for name in ("Ada", "Ben", "Cy", "Anna Bo", "Ana Bo"):
        run("contact", "add", name)
    run("circle", "edit", "choir", "--add", "Ada")
    run("step", "add", "one", "--with", "Ada")
    run("step", "add", "two")
    run("backup", "earlier.db")
    run("log", "gave", "Cy", "backing", "undone")
    run("log", "gave", "Ada", "help", "first", "--on", "2026-10-01")
    command = json.loads(run("history", "--json").out)[1]["id"]
    run("undo", command)
    return home / "log.db"


class Table:
    """Tries commands on copies of a log; what came of an order of them is kept."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._number = count()
        self._orders: dict[tuple[str, ...], tuple[Path, tuple[int, ...]]] = {(): (base, ())}

    def copy(self, of: Path | None = None) -> Path:
        """Return a copy of the log."""
        folder = self._base.parent / "copies"
        folder.mkdir(exist_ok=True)
        made = folder / f"{next(self._number)}.db"
        shutil.copy(of or self._base, made)
        return made

    def after(self, *names: str) -> tuple[Path, tuple[int, ...]]:
        """Return the log after these commands, one after the other, and their exit codes."""
        if names not in self._orders:
            before, codes = self.after(*names[:-1])
            log = self.copy(before)
            self._orders[names] = log, (*codes, carry_out(COMMANDS[names[-1]], log).code)
        return self._orders[names]

    def allowed(self, one: str, other: str) -> list[tuple[tuple[bool, bool], object]]:
        """Return what may come of two commands at once: for each whether it is done, and what the log then holds."""
        found: list[tuple[tuple[bool, bool], object]] = []
        for names, swapped in (((one, other), False), ((other, one), True)):
            for done, log in self._ends(*names):
                found.append((done[::-1] if swapped else done, state(log)))
        return found

    def _ends(self, first: str, second: str) -> Iterator[tuple[tuple[bool, bool], Path]]:
        """Yield which of two commands is done, one after the other or with the second refused, and the log then."""
        log, codes = self.after(first, second)
        yield (codes[0] == 0, codes[1] == 0), log
        yield (True, False), self.after(first)[0]


def state(path: Path) -> object:
    """Return what a log holds, ids aside: everything that anybody can see, and how many rows there are."""
    with database.opened(path, create=False) as connection:
        people = contacts.load(connection)
        names = {key: people.contacts[root].name for key, root in people.root_of.items()}
        named: Callable[[Any], tuple[object, ...]] = lambda one: tuple(  # noqa: E731 - a word for the lines below
            sorted((key, names.get(value, "") if key == "contact_id" else str(value))
                   for key, value in one.values().items() if key not in {"id", "check_id", "evidence"})
        )  # fmt: skip
        rows = {
            entity: connection.execute(f'SELECT count(*) FROM "{entity}"').fetchone()[0]  # noqa: S608 - own names
            for entity in ("contact", "event", "step", "check", "distinct", "forgotten")
        }
        kept = connection.execute("SELECT key, value FROM machine WHERE key <> 'device' ORDER BY key").fetchall()
        verbs = connection.execute("SELECT verb, undone FROM command ORDER BY verb, undone").fetchall()
        return (
            sorted(named(one) for one in people.contacts.values()),
            sorted((circle.name, circle.every) for circle in people.circles),
            sorted(named(one) for one in events.find(connection, people, events.Wanted())),
            sorted(named(one) for one in checks.steps(connection, people)),
            sorted(named(one) for one in checks.checks(connection, people)),
            sorted((one.id, one.text) for one in checks.guide(connection)),
            rows,
            _without_ids(kept, names),
            verbs,
        )


def _without_ids(kept: list[tuple[str, str]], names: dict[str, str]) -> list[tuple[str, str]]:
    for contact_id, name in names.items():
        kept = [(key, value.replace(contact_id, name)) for key, value in kept]
    return kept


def wrong(table: Table, one: str, other: str) -> list[str]:
    """Return what came of two commands at once where it is none of what may.

    They are held before they take the lock and let go in either order, and by a lock that is then free for either. Not
    so with a dialog, which takes the lock for each answer: whatever comes between two of them is in no order of two.
    """
    found = []
    ways = [((one, other), at_once), ((other, one), at_once)]
    if not (COMMANDS[one].typed or COMMANDS[other].typed):
        ways.append(((one, other), at_a_lock))
    for names, begin in dict.fromkeys(ways):
        log = table.copy()
        outcomes = begin([COMMANDS[name] for name in names], log)
        done = tuple(outcome.code == 0 and REFUSED not in outcome.said for outcome in outcomes)
        damage = faults.check_integrity(log)
        if damage or any(map(_is_bug, outcomes)) or (done, state(log)) not in table.allowed(*names):
            said = [outcome.said for outcome in outcomes]
            found.append(f"{begin.__name__} {names}: {done} {damage} {said}")
    return found


def _is_bug(outcome: Outcome) -> bool:
    return outcome.code == 3 or "Traceback" in outcome.said


@pytest.mark.slow
def test_two_commands_at_once_are_one_after_the_other(base: Path) -> None:
    """Each pair of writing commands, held at the lock and let go, comes to one of the two orders, or to a refusal."""
    table = Table(base)
    for name in COMMANDS:
        assert table.after(name)[1] == (0,), name
        assert state(table.after(name)[0]) != state(base), name
    failed = [said for one, other in TRIED for said in wrong(table, one, other)]
    how = "each in both orders and, where none is a dialog, at one lock"
    sys.stdout.write(f"{len(TRIED)} of {len(ALL)} pairs of writing commands, {how}: {len(failed)} wrong\n")
    assert failed == []


def test_what_was_read_before_the_lock_may_be_gone(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: where nobody looks again under the lock, some of the closest pairs come to something else."""
    monkeypatch.setattr(decision, "foreign_writes", lambda _connection: 0)
    table = Table(base)
    assert [bool(wrong(table, *pair)) for pair in CLOSEST[:3]] == [True] * 3


def lost(table: Table, name: str) -> list[str]:
    """Return the notes that a command confirmed beside a restore and that are neither in the log nor in a backup."""
    expected = set(faults.notes(table.after(name)[0])) - set(faults.notes(table.after()[0]))
    found: set[str] = set()
    for names, begin in (((name, "restore"), at_once), (("restore", name), at_once), ((name, "restore"), at_a_lock)):
        log = table.copy()
        outcomes = dict(zip(names, begin([COMMANDS[one] for one in names], log), strict=True))
        assert outcomes["restore"].code == 0
        if outcomes[name].code == 0:
            found |= expected.difference(*(map(faults.notes, [log, *(one.path for one in backups(log))])))
    return sorted(found)


@pytest.mark.parametrize("name", ["log", "log -", "prompt", "import", "edit"])
def test_what_is_logged_beside_a_restore_is_somewhere(base: Path, name: str) -> None:
    """What was confirmed while another process restores is in the log, or in the backup of what it replaced."""
    assert lost(Table(base), name) == []


def test_without_a_backup_what_was_logged_is_nowhere(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a restore that keeps no backup loses what was logged before it."""
    monkeypatch.setattr(restoring, "back_up_for", lambda *_: base)
    assert lost(Table(base), "log") == ["logged"]

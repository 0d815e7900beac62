"""Machines that exchange ops: what they show is the same everywhere, and nothing that was said is lost."""

from __future__ import annotations

import json
import os
import random
import time
from contextlib import closing, suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest

import faults
from logs import Whole, stored_log
from netcheck.domain.model import RECORDS, Contact, Direction, Event, Kind, Step
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft
from netcheck.importers.writer import write_drafts
from netcheck.store import checks, contacts, events, local_state, ops, undo, whole_log
from netcheck.store.database import opened
from netcheck.store.ids import new_id, stored_id
from test_store_undo_commands import BEGINNING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

HISTORIES = int(os.environ.get("NETCHECK_EXCHANGES", "30"))
"""How many random histories are tried by default; 500 were."""

DAY = date(2026, 11, 23)

DEEDS = ["add", "add", "log", "log", "edit", "note", "merge", "remove", "turn", "turn", "circle", "meet", "meet"]
CONFLICTS = ["edit", "edit", "edit", "turn", "meet"]
"""Deeds of machines that change the same thing at the same time."""


@pytest.fixture
def logs() -> Iterator[list[sqlite3.Connection]]:
    """Return three empty logs, each of a machine of its own."""
    found = [faults.empty_log() for _ in range(3)]
    yield found
    for log in found:
        log.close()


def meet(*found: sqlite3.Connection) -> None:
    """Let these machines tell each other everything."""
    for log in found:
        for other in found:
            ops.append(log, faults.all_ops(other))


def add(log: sqlite3.Connection, name: str, *, circles: tuple[str, ...] = ()) -> str:
    """Add a contact; return its id."""
    contact = Contact(new_id(), name, circles=circles)
    with ops.writing(log, "contact add") as writer:
        contacts.add(writer, contact)
    return contact.id


def remove(log: sqlite3.Connection, contact_id: str) -> None:
    """Remove a contact with all that is known there."""
    with ops.writing(log, "contact remove") as writer:
        contacts.remove(writer, contacts.load(log), contact_id)


def everything(found: list[sqlite3.Connection]) -> Whole:
    """Return what these machines show, which must be the same."""
    first, *others = map(stored_log, found)
    assert all((other, other.events) == (first, first.events) for other in others)
    return first


def test_one_source_is_one_entry_everywhere(logs: list[sqlite3.Connection]) -> None:
    """What two machines import from the same place is there once after they met."""
    entry = Draft(Event, {"day": 739_000, "direction": Direction.GIVEN, "kind": Kind.HELP, "source": "s:1"}, "Ada")
    for log in logs:
        with ops.writing(log, "import") as writer:
            write_drafts(writer, [entry])
    meet(*logs)
    assert [event.source for event in everything(logs).events] == ["s:1"]


def test_who_is_named_elsewhere_stays(logs: list[sqlite3.Connection]) -> None:
    """One machine removes somebody while another logs an entry with them: the entry keeps its person on both."""
    one, two, _ = logs
    ana = add(one, "Ana")
    meet(one, two)
    remove(one, ana)
    faults.add_events(two, [faults.event("met at the fair", ana)])
    meet(one, two)
    found = everything([one, two])
    assert [contact.name for contact in found.contacts.values()] == ["Ana"]
    assert [event.note for event in found.events] == ["met at the fair"]
    with ops.writing(one, "remove") as writer:
        events.remove(writer, [event.id for event in found.events])
    meet(one, two)
    assert everything([one, two]).contacts == {}


@pytest.mark.parametrize("taken_back", [False, True])
def test_who_was_merged_into_somebody_gone_stays_while_named(logs: list[sqlite3.Connection], taken_back: bool) -> None:
    """A step about somebody who is one with somebody gone by now keeps the latter, removed or taken back."""
    one, two, _ = logs
    ana = add(one, "Ana")
    meet(one, two)
    anna = add(one, "Anna")
    meet(one, two)
    with ops.writing(two, "contact merge") as writer:
        contacts.merge(writer, ana, anna)
    with ops.writing(two, "step add") as writer:
        checks.add_steps(writer, [Step("s", "write", ana)])
    if taken_back:
        faults.turn(one, undo.undoable(one), undone=True)
    else:
        remove(one, anna)
    meet(one, two)
    found = everything([one, two])
    assert [contact.name for contact in found.contacts.values()] == ["Anna"]
    assert found.steps[0].contact_id == anna


def test_changing_who_is_kept_brings_them_back(logs: list[sqlite3.Connection]) -> None:
    """Somebody who is there because an entry names them can be renamed, and is there again for good."""
    one, two, _ = logs
    ana = add(one, "Ana")
    meet(one, two)
    remove(one, ana)
    faults.add_events(two, [faults.event("", ana)])
    meet(one, two)
    with ops.writing(two, "contact edit") as writer:
        contacts.change(writer, contacts.load(two).contacts[ana], {"name": "Anna"})
    entries = [event.id for event in stored_log(two).events]
    with ops.writing(two, "remove") as writer:
        events.remove(writer, entries)
    meet(one, two)
    assert [contact.name for contact in everything([one, two]).contacts.values()] == ["Anna"]


def test_circles_of_one_name_are_one(logs: list[sqlite3.Connection]) -> None:
    """Two machines that make the same circle have one, as the older spells it, with the people of both."""
    one, two, _ = logs
    ana, ben = add(one, "Ana", circles=("Chöre",)), add(two, "Ben", circles=("chore",))
    with ops.writing(two, "circle edit") as writer:
        contacts.set_interval(writer, "chore", "3m")
    meet(one, two)
    found = everything([one, two])
    assert [(circle.name, circle.every) for circle in found.circles] == [("Chöre", "3m")]
    assert {found.contacts[key].circles for key in (ana, ben)} == {("Chöre",)}
    with ops.writing(one, "circle edit") as writer:
        contacts.rename_circle(writer, "Chöre", "Band")
    meet(one, two)
    assert [circle.name for circle in everything([one, two]).circles] == ["Band"]
    with ops.writing(two, "circle edit") as writer:
        contacts.set_interval(writer, "Band", "")
        for contact_id in (ana, ben):
            contacts.remove_element(writer, contacts.load(two), contact_id, "circles", "Band")
    meet(one, two)
    assert everything([one, two]).circles == []


def test_renaming_a_circle_reaches_who_joins_elsewhere(logs: list[sqlite3.Connection]) -> None:
    """While one machine renames a circle, another puts somebody in: they are in the renamed one."""
    one, two, _ = logs
    add(one, "Ana", circles=("work",))
    meet(one, two)
    with ops.writing(one, "circle edit") as writer:
        contacts.rename_circle(writer, "work", "job")
    add(two, "Ben", circles=("work",))
    meet(one, two)
    assert {contact.circles for contact in everything([one, two]).contacts.values()} == {("job",)}


def test_the_higher_flag_wins(logs: list[sqlite3.Connection]) -> None:
    """A command that one machine takes back, and another does again later, stands on both."""
    one, two, _ = logs
    add(one, "Ana")
    faults.turn(one, undo.undoable(one), undone=True)
    meet(one, two)
    faults.turn(two, undo.redoable(two, undo.history(two, 1)[0].id), undone=False)
    meet(one, two)
    assert len(everything([one, two]).contacts) == 1


def test_undo_without_id_is_about_this_machine(logs: list[sqlite3.Connection]) -> None:
    """What another machine did is taken back by its id alone."""
    one, two, _ = logs
    add(one, "Ana")
    meet(one, two)
    with pytest.raises(NetcheckError, match="nothing_to_undo"):
        undo.undoable(two)
    faults.turn(two, undo.undoable(two, undo.history(two, 1)[0].id), undone=True)
    meet(one, two)
    assert everything([one, two]).contacts == {}


@pytest.mark.parametrize("name", ["A" * 32, "0193b2c47d0e70008000000000000000"])
def test_nothing_arrives_about_somebody_forgotten(logs: list[sqlite3.Connection], name: str) -> None:
    """Where somebody was forgotten, ops about them are passed over, also those that come later; all others stand."""
    one, two, three = logs
    ana, ben = Contact(name, "Ana", aliases=("Y",), circles=("work",)), Contact(new_id(), "Ben", circles=("work",))
    with ops.writing(one, "contact add") as writer:
        contacts.add_all(writer, [ana, ben])
    faults.add_events(one, [faults.event("", ana.id), faults.event("kept", ben.id)])
    two.execute("INSERT INTO forgotten VALUES (?)", [stored_id(ana.id)])
    meet(one, two)
    with ops.writing(one, "contact edit") as writer:
        contacts.change(writer, contacts.load(one).contacts[ana.id], {"name": "Anna"})
    with ops.writing(one, "step add") as writer:
        checks.add_steps(writer, [Step("s", "write", ana.id), Step("t", "call", ben.id)])
    for op in reversed(faults.all_ops(one)):
        ops.append(two, [op])
    known = {op.subject for op in faults.all_ops(two)} | {op.entity_id for op in faults.all_ops(two)}
    assert ana.id not in known
    found = stored_log(two)
    assert {contact.name for contact in found.contacts.values()} == {"Ben"}
    assert [event.note for event in found.events] == ["kept"]
    assert [step.text for step in found.steps] == ["call"]
    assert [circle.name for circle in found.circles] == ["work"]
    assert [command.verb for command in undo.history(two, 9)] == [command.verb for command in undo.history(one, 9)]
    meet(one, three)
    assert {contact.name for contact in whole_log.load(three).contacts.values()} == {"Anna", "Ben"}


def _random_history(seed: int, deeds: list[str] = DEEDS, count: int = 30) -> list[sqlite3.Connection]:
    """Let two or three machines write, take back and exchange at random, all of it in the end; return their logs."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    found = [faults.empty_log() for _ in range(2 + seed % 2)]
    add(found[0], "A")
    meet(*found)
    for _ in range(count):
        log = chance.choice(found)
        _random_deed(log, found, chance, chance.choice(deeds))
    for _ in range(2):
        waiting = [list(faults.all_ops(log)) for log in found]
        for log in found:
            for theirs in waiting:
                chance.shuffle(theirs)
                while theirs[:] and chance.random() < 0.9:
                    size = chance.randint(1, len(theirs))
                    ops.append(log, theirs[:size])
                    theirs = theirs[size:]  # noqa: PLW2901 - what is left to arrive
    meet(*found)
    return found


def _agree(found: list[sqlite3.Connection]) -> bool:
    """Say whether these machines show the same, and close their logs."""
    same = all(
        faults.tables(log) == faults.tables(found[0]) and whole_log.load(log) == whole_log.load(found[0])
        for log in found
    )
    for log in found:
        log.close()
    return same


def _by_number(log: sqlite3.Connection) -> sqlite3.Connection:
    """Fold a log anew as if devices were ordered by the number that they have on this machine."""
    log.execute("UPDATE device SET id = number")
    for entity in RECORDS:
        log.execute(f'DELETE FROM "{entity}"')  # noqa: S608 - a name of ours
    ops.fold_all(log)
    log.execute("UPDATE command SET device = NULL")  # their numbers differ anyway
    return log


def _random_deed(log: sqlite3.Connection, all_logs: list[sqlite3.Connection], chance: random.Random, deed: str) -> None:
    people = sorted(contacts.load(log).contacts)
    entries = stored_log(log).events
    if deed == "add" or not people:
        add(log, chance.choice("ABC"), circles=(chance.choice(["work", "Work"]),))
    elif deed == "log":
        faults.add_events(log, [faults.event("", chance.choice(people))])
    elif deed == "remove":
        remove(log, chance.choice(people))
    elif deed == "turn":
        for command in chance.sample(undo.history(log, 9), 1):
            with suppress(undo.Refused):
                faults.turn(log, command, undone=not command.undone)
    elif deed == "meet":
        theirs = faults.all_ops(chance.choice(all_logs))
        ops.append(log, chance.sample(theirs, chance.randint(0, len(theirs))))
    else:
        with ops.writing(log, deed) as writer:
            if deed == "edit":
                person = contacts.load(log).contacts[chance.choice(people)]
                contacts.change(writer, person, {"name": chance.choice("ABC")})
            elif deed == "merge" and len(people) > 1:
                contacts.merge(writer, *chance.sample(people, 2))
            elif deed == "circle":
                contacts.rename_circle(writer, "work", chance.choice(["work", "job"]))
                contacts.set_interval(writer, "job", chance.choice(["", "3m", "6w"]))
            elif deed == "note" and entries:
                events.change(writer, chance.choice(entries).id, {"note": chance.choice("xyz")})


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_machines_come_to_show_the_same(seed: int) -> None:
    """Whatever two or three machines write, take back and exchange, in any order and batches, they agree in the end."""
    assert _agree(_random_history(seed))


def test_an_order_by_local_number_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: where equal clocks are told apart by the number that a device has on this machine, machines differ."""

    def agree(seed: int) -> bool:
        return _agree(list(map(_by_number, _random_history(seed, CONFLICTS, 6))))

    assert all(map(agree, range(10)))  # while no clocks are equal
    monkeypatch.setattr(time, "time_ns", lambda: 10**18)
    assert not all(map(agree, range(60)))


def test_equal_clocks_are_told_apart_by_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines whose clocks stand still, so that many ops have the same time, still agree."""
    monkeypatch.setattr(time, "time_ns", lambda: 10**18)
    assert all(_agree(_random_history(seed, CONFLICTS, 6)) for seed in range(60))
    assert all(map(_agree, map(_random_history, range(HISTORIES // 3))))


@pytest.fixture
def populated(run: Run, home: Path) -> Path:
    """Return a log with Ana in a circle, an entry, and a round of questions with a step."""
    run("contact", "add", "Ana", "--circle", "work", "--alias", "Y")
    run("log", "gave", "Ana", "help", "slides")
    return home / "log.db"


@pytest.mark.parametrize("later", [(), ("contact", "add", "Ben", "--circle", "work")])
def test_undo_names_what_is_in_the_way(run: Run, populated: Path, later: tuple[str, ...]) -> None:
    """A command is not taken back while something later needs its person; one sentence says what."""
    assert populated.exists()
    if later:
        run(*later)
    with opened(populated, create=False) as connection:
        first = undo.history(connection, 9)[-1].id
    before = run("export", "jsonl").out
    refused = run("undo", first[-8:], expect=1).err
    short_id = json.loads(run("list", "--json").out)[0]["id"][-4:]
    named = f"entry {short_id} (Mon, 23 November)"
    assert refused == f"Nothing was changed, because Ana would be missing here: {named}.\n"
    german = run("undo", first, "--lang", "de", expect=1).err
    assert german.startswith(f"Nichts geändert, denn Ana würde hier fehlen: Eintrag {short_id} (Mo, 23. November)")
    assert run("export", "jsonl").out == before


def test_redo_refuses_a_name_or_alias_that_is_there_by_now(run: Run, home: Path) -> None:
    """What was added again since is not brought back beside it."""
    run("contact", "add", "Ana", "--alias", "Y")
    run("undo")
    run("contact", "add", "ana")
    assert run("redo", expect=1).err == "Nothing was changed, because ana would be there twice.\n"
    run("undo")
    run("contact", "add", "Ben", "--alias", "y")
    with opened(home / "log.db", create=False) as connection:
        first = undo.history(connection, 9)[-1].id
    assert run("redo", first, expect=1).err == "Nothing was changed, because the alias “y” would be there twice.\n"


def test_undo_of_what_was_changed_later_says_that_nothing_shows(run: Run, home: Path) -> None:
    """An edit under a later edit is taken back, but the later one still holds, which is said."""
    run("log", "gave", "Ana", "help", "--new")
    with opened(home / "log.db", create=False) as connection:
        entry = stored_log(connection).events[0].id
    run("edit", entry[-4:], "--note", "one")
    run("edit", entry[-4:], "--note", "two")
    with opened(home / "log.db", create=False) as connection:
        middle = undo.history(connection, 2)[1].id
    assert "Nothing looks different: what was changed later still holds." in run("undo", middle).out
    assert "two" in run("list").out
    assert "ist schon zurückgenommen" in run("undo", middle, "--lang", "de", expect=1).err


@pytest.mark.parametrize(("text", "said"), [("abc", "too short"), ("00000000", "no command")])
def test_an_id_that_names_no_command(run: Run, populated: Path, text: str, said: str) -> None:
    """What is no id of a command is refused in one sentence."""
    assert populated.exists()
    refused = run("undo", text, expect=1).err
    assert said in refused
    assert refused.count("\n") == 1


def test_undo_of_an_import_is_one_op_and_no_byte(run: Run, home: Path) -> None:
    """However much a command made, taking it back and doing it again writes one op each; the file does not grow."""
    line = '{"type":"event","on":"2026-11-20","with":"P%s","direction":"given","kind":"help"}'
    run("import", "jsonl", "-", stdin="\n".join(line % (n % 9) for n in range(500)))
    path = home / "log.db"
    size = path.stat().st_size
    with opened(path, create=False) as connection:
        before = connection.execute("SELECT count(*) FROM op").fetchone()[0]
    run("undo")
    run("redo")
    with opened(path, create=False) as connection:
        assert connection.execute("SELECT count(*) FROM op").fetchone()[0] == before + 2
        assert faults.tables(connection) == faults.tables(faults.refolded(connection))
    assert path.stat().st_size == size


def test_a_removal_stands_though_the_import_was_taken_back(run: Run) -> None:
    """An entry that was removed by hand does not come again with a second import, even if the first was undone."""
    run("import", "jsonl", "-", stdin=BEGINNING)
    entry = BEGINNING.splitlines()[-1].replace('"e3"', '"entry-3"')
    run("import", "jsonl", "-", stdin=entry)
    run("remove", "ry-3")
    second = json.loads(run("history", "--json").out)[1]["id"]
    run("undo", second)
    run("import", "jsonl", "-", stdin=entry)
    assert "entry-3" not in run("export", "jsonl").out


def test_whom_triage_put_off_is_forgotten_with_them(logs: list[sqlite3.Connection]) -> None:
    """What triage keeps for later goes when there is nothing left to decide."""
    log, *_ = logs
    ana, ben = add(log, "Ana"), add(log, "Ben")
    local_state.put_off_again(log, ana, DAY)
    local_state.put_off_again(log, ben, DAY)
    assert local_state.put_off(log) == dict.fromkeys((ana, ben), DAY.toordinal())
    remove(log, ana)
    local_state.put_off_again(log, ben, DAY)
    assert local_state.put_off(log) == {ben: DAY.toordinal()}


def test_ids_from_files_are_kept_to_the_letter() -> None:
    """An id may be any text: upper case, a UUID with hyphens, digits alone, or 32 letters that are no number."""
    odd = ["A" * 32, "a" * 32, "0193b2c4-7d0e-7000-8000-000000000000", "7", "g" * 32, "ä" * 64]
    with closing(faults.empty_log()) as log:
        with ops.writing(log, "import") as writer:
            for n, contact_id in enumerate(odd):
                contacts.add(writer, Contact(contact_id, f"P{n}"))
            events.add(writer, [faults.event("", contact_id).replaced(id=contact_id) for contact_id in odd])
        found = stored_log(log)
        assert set(found.contacts) == {event.id for event in found.events} == set(odd)
        rows = list(events.found_rows(log, contacts.load(log)))
        assert {values[0] for _, values in rows} == set(odd)
        assert {short for short, _ in rows} == {events.short_id(log, event.id) for event in found.events}
        assert [Event(*values) for _, values in rows] == list(events.find(log, contacts.load(log)))

"""`netcheck contact forget` erases somebody for good: no byte, no undo and no file brings anything back."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import faults
from netcheck.store import contacts, database, forget, ops, traces
from netcheck.store.ops import transaction
from promises import figure
from test_store_undo_commands import CommandMachine, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Run

FORGET = ("contact", "forget")


def log_path() -> Path:
    """Return where the log of this test lies."""
    return Path(os.environ["NETCHECK_DB"])


def hits(home: Path, tokens: Iterable[str]) -> list[str]:
    """Return which of these texts stand in any file below a folder, each with the file."""
    files = {path: path.read_bytes().lower() for path in home.rglob("*") if path.is_file()}
    return [
        f"{token} {path.name}" for token in tokens for path, data in files.items() if token.lower().encode() in data
    ]


def bare(text: str) -> str:
    """Return a text without its blanks and breaks, which depend on how long the name of the test's folder is."""
    return "".join(text.split())


def is_sound() -> None:
    """Make sure that the tables are the fold of the ops, with as many commands as these tell of."""
    with database.opened(log_path(), create=False) as log:
        assert faults.tables(log) == faults.tables(faults.refolded(log))


class Tokens:
    """Random words, each of which stands for one text."""

    def __init__(self, seed: int) -> None:
        self._random, self._number = Random(seed), count()  # noqa: S311 - reproducible, no secret
        self.made: list[str] = []

    def __call__(self) -> str:
        """Return a new one."""
        word = "".join(self._random.choices("bcdfgklmnprstvz", k=12)) + f"q{next(self._number)}x"
        self.made.append(word)
        return word


def everywhere(run: Run, token: Tokens) -> str:
    """Let a log have a person called Ada with a random word wherever one can stand, and Ben; return Ada's id."""
    name, alias, handle = token(), token(), token()
    run("log", "gave", f"Ada {name}", "help", token(), "--new")
    run("contact", "edit", name, "--alias", alias, "--identifier", f"@{handle}@x.org", "--note", token())
    run("contact", "edit", name, "--circle", token(), "--birthday", "12.5.", "--every", "6w")
    run("contact", "edit", name, "--alias", token())
    run("undo")
    run("log", "got", name, "feedback", token())
    run("edit", "last", "--note", token())
    run("step", "add", token(), "--with", name)
    run("step", "add", f"write to {alias}")
    run("undo")
    run("checklist", "--with", name, "--answers", "y,p,n,y,y,y,y")
    key, remark, note = token(), token(), token()
    contact: str = json.loads(run("contact", "show", name, "--json").out)["id"]
    lines = [
        {"type": "check", "id": "c-1", "on": "2026-10-01", "voice": "person", "with_id": contact,
         "answers": {"dialogue": "yes"}, "notes": {"dialogue": note}, "remark": remark},
        {"type": "check", "id": "c-2", "on": "2026-10-01", "voice": "person", "answers": {"dialogue": "yes"},
         "evidence": {"meet_yourself": {"people": [{"id": contact, "functions": []}]}}, "remark": f"after {alias}"},
        {"type": "event", "id": "e-1", "on": "2026-10-02", "with": name, "with_id": contact, "direction": "received",
         "kind": "share", "source": f"mastodon:share:{key}:2026-10-02"},
        {"type": "step", "id": "s-1", "text": f"ask Ben about {name}", "check_id": "c-1"},
        {"type": "contact", "id": "ben", "name": "Ben", "note": f"knows Ada {name}"},
        {"type": "event", "id": "e-2", "on": "2026-10-03", "with": "Ben", "with_id": "ben", "direction": "mutual",
         "kind": "talk", "note": f"about @{handle}@x.org"},
    ]  # fmt: skip
    run("import", "jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    run("edit", "e-2", "--note", f"about {alias}, with {alias}")
    run("edit", "e-2", "--note", "nothing")
    run("contact", "add", "Ada", token(), "--identifier", token())
    run("contact", "merge", token.made[-2], name)
    run("remind", "--every", "day")
    with database.opened(log_path(), create=True) as log:
        draft = {
            "set": 1,
            "voice": "person",
            "contact_id": contact,
            "started": 1,
            "position": 0,
            "notes": {"a": token()},
        }
        log.execute("INSERT INTO machine VALUES (?, ?)", [f"checklist:person:{contact}", json.dumps(draft)])
        own = {**draft, "contact_id": None, "notes": {"a": name}, "steps": {"a": "x", "b": f"call {alias}"}}
        log.execute("INSERT INTO machine VALUES ('checklist:person:', ?)", [json.dumps(own)])
        log.execute("INSERT OR REPLACE INTO machine VALUES ('triage.later', ?)", [json.dumps({contact: 7})])
        shown = {contact: 7, f"birthday:{contact}": 7, "ben": 7}
        log.execute("INSERT OR REPLACE INTO machine VALUES ('remind.shown', ?)", [json.dumps(shown)])
    bug = Path(os.environ["XDG_STATE_HOME"]) / "netcheck" / "log" / "bug.log"
    bug.parent.mkdir(parents=True)
    bug.write_text(f"KeyError: {name}", encoding="utf-8")
    return contact


def test_no_byte_is_left(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, aliases, handles, notes, circles, answers, steps, sources: none stands in any file of netcheck.

    Nor does any of them after everything left was taken back, and done again.
    """
    logs, words, left = figure(100), 0, list[str]()
    for seed in range(logs):
        place = home / str(seed)
        place.mkdir()
        monkeypatch.setenv("NETCHECK_DB", str(place / "log.db"))
        monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
        token = Tokens(seed)
        contact = everywhere(run, token)
        assert {hit.split()[0] for hit in hits(place, token.made)} == {*token.made}
        run(*FORGET, token.made[0], "--yes", "--notes", "--backups")
        left += hits(place, token.made)
        is_sound()
        with database.opened(log_path(), create=False) as log:
            state = dict(log.execute("SELECT key, value FROM machine WHERE key <> 'device'"))
            assert contact not in json.dumps(state)
            assert json.loads(state["remind.shown"]) == {"ben": 7}
            assert json.loads(state["checklist:person:"])["steps"] == {"a": "x"}
            assert contact not in str(log.execute('SELECT evidence FROM "check"').fetchall())
        for verb in ("undo", "redo"):
            turns = 0
            while not run(verb, expect=None).code:
                turns += 1
                left += hits(place, token.made)
            assert turns > 1
            is_sound()
        words += len(token.made)
    with capsys.disabled():
        sys.stdout.write(f"\nforget: {logs} logs, {words} words of which each was there before, {len(left)} hits\n")
    assert left == []


def test_removing_alone_leaves_it_in_the_file(run: Run, home: Path) -> None:
    """The control: what can be brought back is still there."""
    token = Tokens(0)
    everywhere(run, token)
    run("contact", "remove", token.made[0], "--with-events")
    assert len(hits(home, token.made[:4])) >= 4


def test_the_journal_is_overwritten(run: Run, tmp_path: Path) -> None:
    """It holds the pages as they were before; when it is removed, there are zeros in it alone."""
    run("log", "gave", "Ada Zorn", "help", "--new")
    journal, kept = log_path().with_name("log.db-journal"), tmp_path / "kept"
    with database.opened(log_path(), create=False) as log:
        people = contacts.load(log)
        who = traces.person(log, people, next(iter(people.contacts)))
        with forget.leaving_nothing_behind(log):
            with transaction(log):
                forget.erase(log, who, ())
            kept.hardlink_to(journal)
            assert b"Zorn" in kept.read_bytes()
    assert not journal.exists()
    assert set(kept.read_bytes()) == {0}


@pytest.fixture
def ada(run: Run) -> Run:
    """Begin with two entries with Ada Zorn, one with Ben Moor that names her, and a circle of hers alone."""
    run("log", "gave", "Ada Zorn", "help", "with the slides", "--new", "--on", "2026-11-01")
    run("log", "got", "Ada", "feedback", "chapter 3")
    run("log", "with", "Ben Moor", "coffee with Ada", "--new")
    run("contact", "edit", "Ada", "--circle", "Chess")
    return run


def test_nobody_is_forgotten_by_accident(ada: Run) -> None:
    """Without a terminal --yes is needed; at one the name has to be typed, after all that goes has been said."""
    before = log_path().read_bytes()
    assert "With --yes it is done without a question, and for good." in ada(*FORGET, "Ada", expect=2).err
    asked = ada(*FORGET, "Ada", stdin="\nBen\n", terminal=True, expect=130)
    assert asked.out.startswith("Ada Zorn is to be forgotten: 2 entries.\n  The circle Chess goes as well")
    assert "Nothing was changed." in asked.err
    assert ada(*FORGET, expect=2).err.startswith("Who is to be forgotten?")
    assert log_path().read_bytes() == before


def test_what_is_asked_about_goes_as_chosen(ada: Run) -> None:
    """Texts of others are shown, those chosen that name the person for certain, and the name confirms."""
    ada("log", "with", "Ben", "coffee met ada somebody")
    told = ada(*FORGET, "Ada", stdin="\nada zorn\n", terminal=True)
    assert "1) [x] entry: coffee with Ada" in told.out
    assert "2) [ ] entry: coffee met ada somebody" in told.out
    assert "✓ Ada Zorn is forgotten." in told.out
    assert "One text that may name this person stays." in told.err
    assert {entry["note"] for entry in json.loads(ada("list", "--json").out)} == {"", "coffee met ada somebody"}
    assert "Zorn" not in ada("history").out
    assert ada("circle").out == ""


def test_whoever_leaves_hears_that_nothing_was_changed(ada: Run) -> None:
    """Another name, and no answer at all."""
    for typed in ("\nBen\n", "\n", ""):
        left = ada(*FORGET, "Ada", stdin=typed, terminal=True, expect=130)
        assert left.err.endswith("Cancelled. Nothing was changed.\n")


def test_texts_of_others_stay_without_a_word_for_them(ada: Run) -> None:
    """Where nobody is asked, they need --notes; what stays is counted."""
    told = ada(*FORGET, "Ada", "--yes").err
    assert "One text that may name this person stays. At a terminal you are asked about each" in told
    assert "with Ada" in ada("list").out


@pytest.mark.parametrize(
    "said",
    [
        [("step", "add", "write to Zorn"), ("undo",)],
        [("step", "add", "write to Zorn"), ("step", "drop", "1"), ("undo",), ("undo",)],
        [("import", "jsonl", "{file}"), ("undo",)],
    ],
    ids=["step", "step dropped", "guide"],
)
def test_what_was_taken_back_goes_as_well(ada: Run, home: Path, said: list[tuple[str, ...]]) -> None:
    """A step or an answer that is nothing without its text does not keep it because it was taken back."""
    file = home.parent / "guide.jsonl"
    file.write_text('{"type": "guide", "id": "approach", "text": "as Zorn does"}', encoding="utf-8")
    for line in said:
        ada(*(word.format(file=file) for word in line))
    assert hits(home, ["Zorn"])
    assert ada(*FORGET, "Ada", "--yes", "--notes").err.count("that may name this person") == 0
    assert hits(home, ["Zorn"]) == []
    is_sound()


def test_a_word_of_two_names_is_not_certain(ada: Run) -> None:
    """--notes takes what names nobody else."""
    ada("contact", "add", "Ada Kern")
    ada("log", "with", "Ben", "Zorn and Kern")
    assert "One text that may name this person stays." in ada(*FORGET, "Ada Zorn", "--yes", "--notes").err
    assert {entry["note"] for entry in json.loads(ada("list", "--json").out)} == {"coffee with Ada", ""}


def test_a_circle_of_others_stays(ada: Run) -> None:
    """It goes only where nobody else is in it, even one with an interval."""
    ada("contact", "edit", "Ben", "--circle", "Club")
    ada("contact", "edit", "Ada", "--circle", "Club")
    ada("circle", "edit", "Chess", "--every", "3m")
    ada(*FORGET, "Ada", "--yes")
    assert [circle["name"] for circle in json.loads(ada("circle", "list", "--json").out)] == ["Club"]
    is_sound()


def test_what_was_moved_to_somebody_stays_there(ada: Run, home: Path) -> None:
    """It keeps its present values, also when it was removed since; no undo brings it back to who was forgotten."""
    ada("log", "got", "Ada", "help", "FIRSTWORDS")
    ada("edit", "last", "--note", "present")
    ada("edit", "last", "--with", "Ben")
    ada("edit", "last", "--weight", "2")
    ada(*FORGET, "Ada", "--yes", "--notes")
    assert hits(home, ["Zorn", "FIRSTWORDS"]) == []
    entry = json.loads(ada("list", "--json").out)[0]
    assert (entry["with"], entry["note"], entry["weight"]) == ("Ben Moor", "present", 2)
    ada("undo")
    assert json.loads(ada("list", "--json").out)[0]["with"] == "Ben Moor"
    is_sound()
    ada("undo")
    assert len(json.loads(ada("list", "--json").out)) == 1
    ada("redo")
    assert json.loads(ada("list", "--json").out)[0]["with"] == "Ben Moor"
    is_sound()


def test_a_source_of_what_was_moved_names_nobody(ada: Run, home: Path) -> None:
    """The source of an entry says whom it was about; it goes, and the entry stays with whom it was moved to."""
    ada("contact", "edit", "Ada", "--identifier", "@azorn@x.example")
    line = {"type": "event", "id": "e-9", "on": "2026-10-02", "with": "Ada Zorn", "direction": "received"}
    said = {**line, "kind": "share", "source": "mastodon:share:@azorn@x.example:2026-10-02"}
    ada("import", "jsonl", "-", stdin=json.dumps(said))
    ada("edit", "e-9", "--with", "Ben")
    assert hits(home, ["azorn"])
    ada(*FORGET, "Ada", "--yes")
    assert hits(home, ["azorn"]) == []
    (moved,) = (entry for entry in json.loads(ada("list", "--json").out) if entry["id"] == "e-9")
    assert (moved["with"], moved["source"]) == ("Ben Moor", "")
    is_sound()


def test_a_merger_taken_back_does_not_come_again(ada: Run) -> None:
    """Whoever once was part of the person and is not now stays, and stays apart."""
    ada("contact", "merge", "Ben Moor", "Ada Zorn")
    ada("undo")
    ada(*FORGET, "Ada", "--yes")
    ada("redo", expect=1)
    assert [one["name"] for one in json.loads(ada("contact", "list", "--json").out)] == ["Ben Moor"]
    is_sound()


@pytest.mark.parametrize("going", [("contact", "remove", "Ada", "--with-events"), ("undo",)])
def test_somebody_who_is_gone_can_be_forgotten(run: Run, home: Path, going: tuple[str, ...]) -> None:
    """Removed or taken back, the name is still in the log, and found by it."""
    run("log", "gave", "Ada Zorn", "help", "secret", "--new")
    run(*going)
    assert hits(home, ["Zorn", "secret"])
    run(*FORGET, "ada zorn", "--yes")
    assert hits(home, ["Zorn", "secret"]) == []
    run("undo", expect=1)
    run("redo", expect=1)


def test_neither_a_file_nor_a_device_brings_it_back(ada: Run, tmp_path: Path) -> None:
    """What knows the person by the id is passed over, and said."""
    ada("checklist", "--with", "Ada", "--answers", "y,p,n,y,y,y,y")
    exported = ada("export", "jsonl").out
    with database.opened(log_path(), create=False) as log:
        sent = faults.all_ops(log)
    ada(*FORGET, "Ada", "--yes")
    after = ada("export", "jsonl").out
    told = ada("import", "jsonl", "-", stdin=exported).out
    assert "2 entries are left out: you removed the contacts." in told
    assert ada("export", "jsonl").out == after
    with database.opened(log_path(), create=False) as log, transaction(log):
        ops.append(log, sent)
    assert ada("export", "jsonl").out == after
    assert hits(tmp_path, ["Zorn"]) == []


def test_a_source_shows_somebody_new(run: Run, tmp_path: Path) -> None:
    """It has an id of its own, and is there twice in no case."""
    card = tmp_path / "card.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nUID:u1\nFN:Ada Zorn\nEND:VCARD\n", encoding="utf-8")
    run("import", str(card), "--yes")
    run(*FORGET, "Ada", "--yes")
    for _ in range(2):
        run("import", str(card), "--yes", expect=None)
        (found,) = json.loads(run("contact", "list", "--json").out)
    with database.opened(log_path(), create=False) as log:
        assert found["id"] not in ops.forgotten(log)


def test_a_file_that_cannot_be_written_anew_is_said(ada: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is forgotten all the same, and the sentence says which of the two it was."""
    connect = sqlite3.connect

    def without_room(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - as sqlite3 has it
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)  # VACUUM attaches a file
        return connection

    monkeypatch.setattr(sqlite3, "connect", without_room)
    told = ada(*FORGET, "Ada", "--yes", expect=1)
    assert told.err.startswith(f"It is done, but {log_path()} could not be written anew")
    assert "Zorn" not in ada("contact").out
    monkeypatch.undo()


@pytest.mark.parametrize("way", ["at once", "later", "asked"])
def test_backups_are_written_anew(ada: Run, home: Path, way: str) -> None:
    """Those in the folder of backups are said to hold the person, and are rewritten; all else in them stays."""
    folder = home / "backups"
    folder.mkdir()
    copy = folder / "log-2026-11-20T0900.db"
    copy.write_bytes(log_path().read_bytes())
    (folder / "log-2026-11-21T0900.db.age").write_bytes(b"age")
    if way == "asked":
        told = ada(*FORGET, "Ada", stdin="\nada zorn\ny\n", terminal=True)
        assert bare(f"Still in this backup: {copy}") in bare(told.err)
    else:
        told = ada(*FORGET, "Ada", "--yes", "--notes", *(["--backups"] if way == "at once" else []))
        assert "This backup cannot be looked into, and may hold it: " in told.err
    if way == "later":
        assert f"Still in this backup: {copy}" in told.err
        told = ada(*FORGET, "--backups", "--notes", "--yes")
    assert bare(f"✓ {copy} was written anew.") in bare(told.out)
    assert hits(home, ["Zorn", "Ada"]) == []
    assert "Ben Moor" in ada("list", "--db", str(copy)).out
    told = ada(*FORGET, "--backups", "--yes")
    assert (told.out, "No backup that can be looked into holds anybody" in told.err) == ("", True)


def test_a_damaged_backup_keeps_no_other_from_being_written_anew(ada: Run, home: Path) -> None:
    """It is named with what to do about it, in the words of what is asked for, and it is no success."""
    folder = home / "backups"
    folder.mkdir()
    for name in ("log-2026-11-20T0900-damaged.db", "log-2026-11-21T0900.db"):
        (folder / name).write_bytes(log_path().read_bytes())
    with closing(sqlite3.connect(folder / "log-2026-11-20T0900-damaged.db")) as damaged, damaged:
        damaged.execute("UPDATE event SET note = 'else' WHERE note <> ''")
    told = ada(*FORGET, "Ada", "--yes", "--notes", "--backups", expect=1)
    assert "log-2026-11-21T0900.db was written anew." in told.out
    assert f"Not erased there: {folder}/log-2026-11-20T0900-damaged.db is damaged, so nobody" in told.err
    assert "confirmation" not in told.err
    assert {hit.split()[1] for hit in hits(home, ["Zorn"])} == {"log-2026-11-20T0900-damaged.db"}


def test_the_line_to_go_on_with_names_the_log(ada: Run, home: Path) -> None:
    """Where another log was said, it is about that one."""
    (home / "backups").mkdir()
    for path in (home / "other.db", home / "backups" / "other-2026-11-21T0900.db"):
        path.write_bytes(log_path().read_bytes())
    told = ada("--db", str(home / "other.db"), *FORGET, "Ada", "--yes")
    assert f"netcheck --db {home}/other.db contact forget --backups" in told.err


def test_a_restored_backup_brings_nobody_back(ada: Run, home: Path) -> None:
    """Who was forgotten since goes again, before the log is in its place; all else is restored."""
    copy = home / "copy.db"
    ada("backup", str(copy))
    ada("log", "with", "Ben", "later")
    ada(*FORGET, "Ada", "--yes")
    told = ada("restore", str(copy), "--yes").out
    assert "One person in it has been forgotten since, and does not come back." in told
    copy.unlink()
    assert [entry["with"] for entry in json.loads(ada("list", "--json").out)] == ["Ben Moor"]
    assert hits(home, ["Zorn"]) == []
    is_sound()


class ForgettingMachine(CommandMachine):
    """Any history of commands, at whose end somebody is forgotten who is there, or was."""

    def teardown(self) -> None:
        """Nothing speaks of the person any more, whatever is then taken back and done again."""
        with database.opened(self.path, create=False) as log:
            people = contacts.load(log)
            ever = sorted({*people.contacts, *traces.gone(log, people)})
            contact_id = ever[len(self.model.commands) % len(ever)]
            who = traces.person(log, people, contact_id)
            ids = who.ids
            with transaction(log):
                forget.erase(log, who, traces.find(log, people, who).texts)
        self.check(ids)
        for verb in ("undo", "redo"):
            while not (turned := self.call(verb, expect=None)).code:
                pass
            assert turned.code == 1, turned.err
            self.check(ids)
            for command in json.loads(self.call("history", "-n", "1000", "--json").out):
                self.call(verb, command["id"], expect=None)
            self.check(ids)
        for command in (["list"], ["contact", "list"], ["circle", "list"], ["step", "list"], ["report"]):
            self.call(*command)

    def check(self, ids: Iterable[str]) -> None:
        """Make sure that no op speaks of these contacts, and that the tables are the fold of the ops."""
        with database.opened(self.path, create=False) as log:
            said = [str(op) for op in ops.read(log)]
            assert not [op for op in said if any(f"'{one}'" in op or f'"{one}"' in op for one in ids)]
            assert faults.tables(log) == faults.tables(faults.refolded(log))
        assert all(one["sentences"] for one in json.loads(self.call("history", "-n", "1000", "--json").out))


@pytest.mark.slow
def test_whoever_was_forgotten_at_the_end_of_any_history(run: Run, home: Path) -> None:
    """However entries were moved and people merged, removed and brought back before."""
    walk(run, home, settings(max_examples=figure(100), stateful_step_count=15), ForgettingMachine)

"""Import, export, demo and settings, through the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import spoken
from gitrepo import Commit, build
from netcheck.domain.demo import demo, demo_events
from netcheck.domain.model import LINES
from netcheck.i18n import _
from netcheck.settings import CHOICES, config_path
from netcheck.view.demo import demo_texts
from seeded import DAY, EVENTS, seed
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from conftest import Run

LEFT_OUT = {
    "de": "2 Einträge bleiben draußen: Du hast die Kontakte entfernt.",
    "en": "2 entries are left out: you removed the contacts.",
}


def event(**facts: object) -> str:
    """Return one line of JSONL."""
    return json.dumps(
        {"type": "event", "on": "2026-11-20", "with": "Alma", "direction": "given", "kind": "help"} | facts
    )


def lines(*parts: str) -> str:
    """Return lines as one text."""
    return "".join(f"{part}\n" for part in parts)


def listed(run: Run, *options: str) -> list[dict[str, Any]]:
    """Return the entries, the newest first."""
    found: list[dict[str, Any]] = json.loads(run("list", "--json", *options).out)
    return found


def contacts(run: Run) -> list[dict[str, Any]]:
    """Return the contacts by name."""
    found: list[dict[str, Any]] = json.loads(run("contact", "list", "--json").out)
    return found


# Export, and back again


def make_rich(run: Run) -> None:
    """Fill the log with everything that there is."""
    seed()
    run(
        "log",
        "-",
        stdin='gave Alma, AnaB thanks it\'s "so" 👩‍👩‍👧 & é --huge --asked --on 2026-09\nwith Bo\\Zoë --new\n',
    )
    run(
        "contact",
        "add",
        "Zoë",
        "=SUM(1)",
        "--alias",
        "Zo",
        "--identifier",
        "@zo",
        "--birthday",
        "12.5.",
        "--circle",
        "Ü",
    )
    run("contact", "merge", "Ana Krüger", "Ana Belić")
    run("contact", "edit", "Alma", "--note", 'Lektorin, "frei"\u2028', "--no-circle", "Moor")
    run("log", "got", "Ana Krüger", "help")
    run("remove", "0002")
    run("checklist", "--answers", "y,p,n,y,y,y,y,y,y,y")
    run("checklist", "--company", "--answers", ",".join("n" * 10))
    run("checklist", "--with", "Alma", "--answers", ",".join("p" * 7))
    run("step", "add", "ask Alma", "--with", "Alma", "--by", "2w")
    run("step", "add", "rest")
    run("step", "done", "2")
    run("contact", "edit", "Jürgen", "--every", "6w", "--snooze", "2w")
    run("contact", "edit", "Ana Belić", "--ignore")
    run("circle", "edit", "Moor", "--every", "3m")
    guide = '{"type":"guide","id":"approach","text":"Kurz\\nund mit „Du“"}'
    known = '{"type":"contact","id":"k9","name":"Ägir","keys":["vcard:7"],"snooze":"2020-01-01"}'
    run("import", "jsonl", "-", stdin=lines(guide, known, '{"type":"distinct","a_id":"k9","b_id":"a1"}'))


@pytest.fixture
def other(tmp_path: Path) -> str:
    """Return where another log may lie."""
    return str(tmp_path / "other.db")


def test_a_log_comes_back_byte_for_byte(run: Run, other: str, tmp_path: Path) -> None:
    """Exported, imported into an empty log and exported again, everything is the same, and so is it a second time."""
    make_rich(run)
    exported = run("export", "jsonl").out
    types = [json.loads(line)["type"] for line in exported.splitlines()]
    assert {*types} == {*LINES}
    (tmp_path / "log.jsonl").write_text(exported, encoding="utf-8", newline="")
    for _again in range(2):
        run("--db", other, "import", "jsonl", str(tmp_path / "log.jsonl"))
        assert run("--db", other, "export", "jsonl").out == exported
    assert run("--db", other, "history", "--json").out.count('"import"') == 1
    for shown in (["report"], ["remind", "--names"], ["contact", "list"], ["list"], ["circle", "list"]):
        assert run("--db", other, *shown, "--json").out == run(*shown, "--json").out


def test_what_one_decided_about_reminders_is_in_the_file(run: Run) -> None:
    """Intervals of people and circles, rests, also those that are over, and "never" stand under their keys."""
    make_rich(run)
    found = {one["name"]: one for one in map(json.loads, run("export", "jsonl").out.splitlines()) if "name" in one}
    assert (found["Jürgen Brandt"]["every"], found["Jürgen Brandt"]["snooze"]) == ("6w", "2026-12-07")
    assert found["Ana Belić"]["ignore"] is True
    assert found["Moor"] == {"type": "circle", "id": found["Moor"]["id"], "name": "Moor", "every": "3m"}
    assert (found["Ägir"]["keys"], found["Ägir"]["snooze"]) == (["vcard:7"], "2020-01-01")
    assert "vcard" not in run("contact", "list", "--json").out + run("contact", "show", "Ägir").out


def test_circles_that_are_written_alike_are_one(run: Run) -> None:
    """A circle that only a contact names is made, too; an interval is taken over where there is none yet."""
    run("contact", "add", "Bo", "--circle", "Moor")
    file = lines(
        '{"type":"contact","name":"Cy","circles":["MOOR","Chor"]}',
        '{"type":"circle","id":"c9","name":"moor","every":"3m"}',
    )
    assert "Also one circle." in run("import", "jsonl", "-", stdin=file).out
    circles = {one["name"]: one for one in json.loads(run("circle", "list", "--json").out)}
    assert {name: one["every"] for name, one in circles.items()} == {"Chor": "", "Moor": "3m"}
    again = lines(
        '{"type":"circle","name":"Moor","every":"1y"}', '{"type":"circle","id":"c9","name":"moor","every":"1w"}'
    )
    assert run("import", "jsonl", "-", stdin=again).out.splitlines() == [
        "Nothing new.", "2 lines differ from your log, which stays as it is.",
    ]  # fmt: skip
    assert json.loads(run("circle", "list", "--json").out) == [*circles.values()]
    assert (circles["Moor"]["contacts"], circles["Moor"]["type"]) == (["Bo", "Cy"], "circle")


def test_whoever_a_line_means_must_be_there(run: Run) -> None:
    """An answer, a step or a pair with an id that nobody has is refused by its line, not passed over."""
    for line in (
        '{"type":"step","text":"ask","with_id":"x7"}',
        '{"type":"check","on":"2026-11-20","voice":"person","with_id":"x7","answers":{}}',
        '{"type":"distinct","a_id":"x7","b_id":"x8"}',
    ):
        told = run("import", "jsonl", "-", stdin=lines(event(), line), expect=1).err
        assert told.splitlines()[1].startswith("  Line 2: ")
        assert "has the id x7." in told
    assert "hat die id x7." in run("import", "jsonl", "-", "--lang", "de", stdin=line, expect=1).err
    assert contacts(run) == []


CHECK = '{"type":"check","id":"k","on":"2026-11-20","voice":"person","answers":{"respect":"%s"}}'
DIFFERS = {
    "de": "Eine Zeile sagt etwas anderes als dein Log; das Log bleibt, wie es ist.",
    "en": "One line differs from your log, which stays as it is.",
}


@pytest.mark.parametrize(
    ("there", "comes"),
    [
        ('{"type":"circle","name":"Job","every":"6w"}', '{"type":"circle","name":"job","every":"3m"}'),
        ('{"type":"guide","id":"trust","text":"one"}', '{"type":"guide","id":"trust","text":"two"}'),
        ('{"type":"contact","name":"Ana"}', '{"type":"contact","name":"Ana","birthday":"--05-12"}'),
        ('{"type":"contact","id":"a","name":"Ana"}', '{"type":"contact","id":"a","name":"Ana","aliases":["Y"]}'),
        ('{"type":"contact","name":"Ana","every":"6w"}', '{"type":"contact","name":"Ana","every":"3m"}'),
        ('{"type":"contact","id":"a","name":"Ana"}', '{"type":"contact","id":"a","name":"Anna"}'),
        ('{"type":"circle","id":"c","name":"Job","every":"6w"}', '{"type":"circle","id":"c","name":"Work"}'),
        ('{"type":"step","id":"s","text":"ask"}', '{"type":"step","id":"s","text":"write"}'),
        ('{"type":"step","id":"s","text":"ask","done":"2026-11-20"}', '{"type":"step","id":"s","text":"ask"}'),
        (CHECK % "partly", CHECK % "no"),
    ],
)
def test_a_line_that_says_something_else_is_told(run: Run, there: str, comes: str) -> None:
    """What is in the log stays as it is, and that is said; the same line again says nothing."""
    run("import", "jsonl", "-", stdin=there)
    before = run("export", "jsonl").out
    for language, told in DIFFERS.items():
        assert told in run("import", "jsonl", "-", "--lang", language, stdin=comes).out
    assert run("export", "jsonl").out == before
    assert run("import", "jsonl", "-", stdin=there).out == "Nothing new.\n"


@pytest.mark.parametrize(
    "change",
    [
        {"note": "other"}, {"note": ""}, {"weight": 3}, {"asked": True}, {"on": "2026-11-19"}, {"kind": "thanks"},
        {"with": "Bo", "with_id": "b"}, {"with": "Bo", "with_id": None}, {"source": "x:2"},
        {"id": "e2", "note": "other"},
    ],
)  # fmt: skip
def test_an_entry_that_says_something_else_is_told(run: Run, change: dict[str, object]) -> None:
    """An entry of the log stays as it is, and each line with its id or source that says something else is counted."""
    people = ['{"type":"contact","id":"a","name":"Alma"}', '{"type":"contact","id":"b","name":"Bo"}']
    there = {"id": "e1", "with_id": "a", "note": "first", "source": "x:1"}
    others = [event(id=f"o{number}", note="same") for number in range(600)]
    file = lines(*people, *others, event(**there))
    run("import", "jsonl", "-", stdin=file)
    before = run("export", "jsonl").out
    known = "Nothing new.\n601 entries are in your log already.\n"
    assert run("import", "jsonl", "-", stdin=file).out == known
    comes = event(**{key: value for key, value in (there | change).items() if value is not None})
    assert run("import", "jsonl", "-", stdin=lines(*others, comes)).out == known + f"{DIFFERS['en']}\n"
    assert run("export", "jsonl").out == before


def test_what_i_changed_is_no_news_where_no_id_names_it(run: Run, repository: str) -> None:
    """Lines without ids, and a history, are brought in again and again: edits of mine are not told each time."""
    file = lines(event(note="first"), event(source="x:1"), '{"type":"step","text":"ask"}')
    git = ("import", "git", repository, "--me", "me@example.org")
    run("import", "jsonl", "-", stdin=file)
    run(*git)
    for entry in listed(run):
        run("edit", entry["id"], "--note", "mine", "--weight", "3")
    run("step", "done", "1")
    assert run("import", "jsonl", "-", stdin=file).out == "Nothing new.\n2 entries are in your log already.\n"
    assert "3 entries are there already." in run(*git).out
    assert {(entry["note"], entry["weight"]) for entry in listed(run)} == {("mine", 3)}


def test_what_i_removed_and_a_line_says_is_told(run: Run) -> None:
    """Somebody, a step and a pair that were removed by hand stay away, and the lines that say them are counted."""
    people = [f'{{"type":"contact","id":"{key}","name":"{key.upper()}"}}' for key in "abc"]
    file = lines(*people, '{"type":"step","text":"ask"}', '{"type":"distinct","a_id":"a","b_id":"b"}')
    run("import", "jsonl", "-", stdin=file)
    run("step", "drop", "1")
    run("contact", "remove", "C")
    run("contact", "merge", "B", "A")
    assert run("import", "jsonl", "-", stdin=file).out.splitlines() == [
        "Nothing new.", "3 lines differ from your log, which stays as it is.",
    ]  # fmt: skip


INTERVAL = {"de": "Dazu der Abstand eines Kreises.", "en": "Also the interval of one circle."}


@pytest.mark.parametrize("language", INTERVAL)
@pytest.mark.parametrize("key", ["same", "other", None])
def test_an_interval_comes_to_a_circle_that_never_had_one(run: Run, language: str, key: str | None) -> None:
    """Whatever the id of the line, an interval is taken over, but never after it was taken away by hand."""
    run("contact", "add", "Ana", "--circle", "work")
    (there,) = (json.loads(line) for line in run("export", "jsonl").out.splitlines() if '"circle",' in line)
    line = {**there, "every": "3m"} | {"same": {}, "other": {"id": "c9"}, None: {"id": ""}}[key]
    file = json.dumps({name: value for name, value in line.items() if value})
    assert INTERVAL[language] in run("import", "jsonl", "-", "--lang", language, stdin=file).out
    assert json.loads(run("circle", "list", "--json").out)[0]["every"] == "3m"
    assert run("import", "jsonl", "-", stdin=file).out == "Nothing new.\n"
    assert "every 3 months" in run("undo").out
    run("redo")
    run("circle", "edit", "work", "--every", "")
    assert DIFFERS["en"] in run("import", "jsonl", "-", stdin=file).out
    assert json.loads(run("circle", "list", "--json").out)[0]["every"] == ""


def test_a_circle_of_nobody_is_none(run: Run) -> None:
    """Without an interval and people it is not stored, which is said, however often it comes."""
    for _again in range(2):
        told = run("import", "jsonl", "-", stdin='{"type":"circle","name":"club"}').out
        assert told.splitlines() == ["Nothing new.", DIFFERS["en"]]
    assert json.loads(run("history", "--json").out) == []


def test_an_import_and_its_undo_count_alike(run: Run) -> None:
    """Circles that only a person names count, those of nobody do not."""
    circles = [f'{{"type":"circle","name":"{name}"}}' for name in ("one", "two", "nobody")]
    persons = [
        f'{{"type":"contact","name":"P{number}","circles":["one","two","three","Four"]}}' for number in range(20)
    ]
    file = lines(*circles, '{"type":"circle","name":"five","every":"3m"}', *persons)
    assert "Also 5 circles." in run("import", "jsonl", "-", stdin=file).out
    assert len(json.loads(run("circle", "list", "--json").out)) == 5
    assert "20 people, 5 circles and 80 circle memberships added." in run("undo").out


@pytest.mark.parametrize("key", ["", '"id":"d1",'])
def test_a_pair_is_one_whoever_comes_first(run: Run, key: str) -> None:
    """A pair that is known has no other beside it, with another id, none, or turned round, in one file or later."""
    people = [f'{{"type":"contact","id":"{one}","name":"{one.upper()}"}}' for one in "ab"]
    turned = ['{"type":"distinct","a_id":"b","b_id":"a"}', '{"type":"distinct","id":"d2","a_id":"a","b_id":"b"}']
    file = lines(*people, f'{{"type":"distinct",{key}"a_id":"a","b_id":"b"}}', *turned)
    assert "Also one pair marked as two different people." in run("import", "jsonl", "-", stdin=file).out
    before = run("export", "jsonl").out
    for again in (file, *turned):
        assert run("import", "jsonl", "-", stdin=again).out == "Nothing new.\n"
    assert run("export", "jsonl").out == before


def test_what_is_said_to_be_new_is_there(run: Run) -> None:
    """Equal steps and rounds of a file are two; circles that fold alike are one."""
    step, check = '{"type":"step","text":"same"}', '{"type":"check","on":"2026-11-20","voice":"person","answers":{}}'
    circles = ['{"type":"circle","id":"c1","name":"Job"}', '{"type":"circle","id":"c2","name":"job","every":"3m"}']
    told = run("import", "jsonl", "-", stdin=lines(step, check, *circles, step, check)).out
    assert told.splitlines()[1:4] == ["Also 2 rounds of questions.", "Also one circle.", "Also 2 steps."]
    assert len(json.loads(run("step", "list", "--json").out)) == 2
    assert len(json.loads(run("checklist", "--list", "--json").out)) == 2
    assert [(one["name"], one["every"]) for one in json.loads(run("circle", "list", "--json").out)] == [("Job", "3m")]


def test_nobody_is_another_than_oneself(run: Run) -> None:
    """A pair of one and the same person is refused."""
    pair = lines('{"type":"contact","id":"a","name":"Ana"}', '{"type":"distinct","a_id":"a","b_id":"a"}')
    assert "name the same person." in run("import", "jsonl", "-", stdin=pair, expect=1).err
    assert "nennen dieselbe Person." in run("import", "jsonl", "-", "--lang", "de", stdin=pair, expect=1).err


def test_what_is_about_somebody_who_was_removed_is_counted(run: Run) -> None:
    """Steps and rounds of questions with a person whom I removed stay out, and their number is said."""
    person = '{"type":"contact","id":"c2","name":"Bo","note":""}'
    run("import", "jsonl", "-", stdin=person)
    run("contact", "remove", "Bo")
    step = '{"type":"step","text":"ask","with_id":"c2"}'
    told = "One round of questions or step is left out: you removed the contact."
    for _again in range(2):
        assert told in run("import", "jsonl", "-", stdin=lines(person, step)).out
    assert (
        "2 Fragerunden oder Schritte bleiben draußen"
        in run("import", "jsonl", "-", "--lang", "de", stdin=lines(step, step.replace("ask", "write"))).out
    )


def test_the_order_of_lines_does_not_matter(run: Run, other: str) -> None:
    """A file that names people after the entries with them comes to the same log."""
    make_rich(run)
    exported = run("export", "jsonl").out
    run("--db", other, "import", "jsonl", "-", stdin=lines(*reversed(exported.splitlines())))
    assert run("--db", other, "export", "jsonl").out == exported


def test_a_file_is_replaced_whole(run: Run, tmp_path: Path) -> None:
    """An existing file, also behind a link, is replaced by a private one; nothing else is left in the folder."""
    seed()
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "log.jsonl").write_text("old" * 9999, encoding="utf-8")
    (folder / "link").symlink_to(folder / "log.jsonl")
    done = run("export", "jsonl", str(folder / "link"), "--lang", "de")
    assert (done.out, done.err) == ("", f"✓ 6 Einträge in {folder / 'link'}\n")
    assert (folder / "log.jsonl").read_text(encoding="utf-8") == run("export", "jsonl", "-").out
    assert stat.S_IMODE((folder / "log.jsonl").stat().st_mode) == 0o600
    assert sorted(path.name for path in folder.iterdir()) == ["link", "log.jsonl"]


@pytest.mark.parametrize("place", ["", "nowhere/log.csv", "\x1b"])
def test_what_cannot_be_written_is_told(run: Run, tmp_path: Path, place: str) -> None:
    """A folder, or a file in a folder that is not there, is refused in a sentence."""
    (tmp_path / "\x1b").mkdir()
    refused = run("export", "csv", str(tmp_path / place), expect=1)
    assert "cannot be written: " in refused.err
    assert "\x1b" not in refused.err


def test_a_pipe_is_written_to(run: Run, tmp_path: Path) -> None:
    """A device or pipe stays what it is."""
    seed()
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    run("export", "csv", str(tmp_path / "pipe"))
    assert os.read(reader, 9) == b"on,with,d"
    os.close(reader)
    run("export", "jsonl", os.devnull)
    assert not Path(os.devnull).is_file()


def test_csv_is_a_table_of_all_entries(run: Run) -> None:
    """RFC 4180: a header, a line for each entry in order, commas and quotes kept, and no formula."""
    seed()
    run("log", "gave", "Alma", "thanks", 'for "all", and more')
    out = run("export", "csv").out
    assert out.count("\r\n") == len(EVENTS) + 2
    header, *rows = csv.reader(io.StringIO(out))
    assert header == ["on", "with", "direction", "kind", "weight", "note", "asked", "one_sided", "source", "id"]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert {"'=SUM(1)", 'for "all", and more'} < {row[5] for row in rows}


STRANGE = "Eve\u009b31m\u202eX"


def test_a_table_at_a_terminal_does_nothing_there(run: Run, tmp_path: Path) -> None:
    """Names and notes from outside are seen there, each entry on one line; a pipe or file gets them as they are."""
    run("import", "jsonl", "-", stdin=event(**{"with": STRANGE, "note": 'a\r\n"b"\x1b'}))
    for command in (("list", "--csv"), ("export", "csv")):
        shown = run(*command, terminal=True).out.splitlines()
        assert len(shown) == 2
        assert all(map(str.isprintable, shown))
        assert "Eve\ufffd31m\ufffdX" in shown[1]
        assert [row[1] for row in csv.reader(io.StringIO(run(*command).out))] == ["with", STRANGE]
    run("export", "csv", str(tmp_path / "log.csv"), terminal=True)
    assert STRANGE in (tmp_path / "log.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("report", "--html", "-"), ("report", "--svg", "-"), ("export", "jsonl")])
def test_a_file_at_a_terminal_does_nothing_there(run: Run, command: tuple[str, ...]) -> None:
    """Neither does a page or picture."""
    run("import", "jsonl", "-", stdin=lines(*(event(**{"with": STRANGE}, on=f"2026-11-{n}") for n in range(10, 20))))
    shown = run(*command, terminal=True).out
    assert "Eve" in shown
    assert not {"\u009b", "\u202e"} & {*shown}


# Import of JSONL


def test_importing_twice_is_importing_once(run: Run, tmp_path: Path) -> None:
    """With ids, sources or neither, what was seen before is counted and left alone; equal lines are two entries."""
    file = tmp_path / "in.jsonl"
    file.write_text(
        lines(event(), event(), event(id="e1"), event(source="x:1"), event(**{"with": "Bo"}, on="2026-11-01")), "utf-8"
    )
    dry = run("import", "jsonl", str(file), "--dry-run")
    assert dry.out.splitlines() == [
        "A dry run, nothing stored: 5 new entries, 2 new contacts.",
        "From 1 November 2026 to 20 November 2026.",
    ]
    assert not (tmp_path / "log.db").exists()
    assert run("import", "jsonl", str(file)).out.splitlines() == [
        "✓ 5 new entries, 2 new contacts.",
        "From 1 November 2026 to 20 November 2026.",
        "To take it back: netcheck undo",
    ]
    before = run("export", "jsonl").out
    for options in ([], ["--dry-run"]):
        again = run("import", "jsonl", str(file), "--lang", "de", *options)
        assert again.out == "Nichts Neues.\n5 Einträge kennt dein Log schon.\n"
    assert run("export", "jsonl").out == before


def test_what_was_removed_stays_away_and_what_was_undone_may_come_again(run: Run, tmp_path: Path) -> None:
    """Entries and people that were removed by hand are not brought back; an import that was undone can be repeated."""
    file = tmp_path / "in.jsonl"
    bo = event(**{"with": "Bo", "with_id": "c2"})
    file.write_text(lines('{"type":"contact","id":"c2","name":"Bo","note":""}', event(id="0001"), bo, bo), "utf-8")
    run("import", "jsonl", str(file))
    run("undo")
    assert listed(run) == contacts(run) == []
    assert run("import", "jsonl", str(file)).out.startswith("✓ 3 new entries, 2 new contacts.")
    run("remove", "0001")
    run("contact", "remove", "Bo", "--with-events")
    for language, told in LEFT_OUT.items():
        assert told in run("import", "jsonl", str(file), "--lang", language).out
    assert listed(run) == []
    assert [contact["name"] for contact in contacts(run)] == ["Alma"]


def test_people_are_found_by_name_or_alias(run: Run) -> None:
    """Whole names and aliases, spelled in any way, belong to who is there; parts of names do not."""
    seed()
    names = ["alma reuter", "Almi", "Juergen Brandt", "Ana", "Ana Belic", "a1"]
    run("import", "jsonl", "-", stdin=lines(*(event(**{"with": name}) for name in names)))
    assert sorted(e["with"] for e in listed(run, "--since", "2026-11-20", "--until", "2026-11-20")) == [
        "Alma Reuter", "Alma Reuter", "Ana", "Ana Belić", "Jürgen Brandt", "a1",
    ]  # fmt: skip


def test_a_merged_contact_takes_what_comes_for_either(run: Run) -> None:
    """Ids and names of both contacts lead to the one that stayed."""
    seed()
    run("contact", "merge", "Ana Krüger", "Ana Belić")
    run("import", "jsonl", "-", stdin=lines(event(**{"with": "?", "with_id": "k1"}), event(**{"with": "Ana Krüger"})))
    found = listed(run, "--since", "2026-11-20", "--until", "2026-11-20")
    assert [entry["with_id"] for entry in found] == ["b1", "b1"]


def test_a_name_of_several_is_refused(run: Run) -> None:
    """Where a name alone does not say who is meant, nothing is stored."""
    for number in (1, 2):
        run("import", "jsonl", "-", stdin=f'{{"type":"contact","id":"c{number}","name":"Ana","note":""}}\n')
    file = lines(event(), "", event(**{"with": "Ana"}))
    told = run("import", "jsonl", "-", stdin=file, expect=1).err.splitlines()
    assert told[0] == "The file has one problem. Nothing was stored."
    assert told[1].startswith("  Line 3: Several people are called Ana.")
    assert "Nichts gespeichert." in run("import", "jsonl", "-", "--lang", "de", stdin=file, expect=1).err
    assert listed(run) == []


EVA = (event(**{"with": "Eva"}), event(**{"with": "Eva"}, source="x:1"), event(**{"with": "Eva"}, id="e3"))


@pytest.mark.parametrize("line", EVA)
@pytest.mark.parametrize("person", ["", '{"type":"contact","name":"Eva","note":""}'])
def test_a_rename_holds_for_what_comes_from_the_same_file(run: Run, line: str, person: str) -> None:
    """What was seen makes nobody, and a new entry under the old name is with whom the others are with."""
    run("import", "jsonl", "-", stdin=lines(person, line))
    run("contact", "edit", "Eva", "--name", "Eva Lindner")
    assert run("import", "jsonl", "-", stdin=lines(person, line)).out.startswith("Nothing new.")
    run("import", "jsonl", "-", stdin=lines(event(**{"with": "EVA", "note": "new"}), person, line))
    assert [e["with"] for e in listed(run)] == ["Eva Lindner"] * 2
    assert [contact["name"] for contact in contacts(run)] == ["Eva Lindner"]
    run("import", "jsonl", "-", stdin=event(**{"with": "Eva", "note": "of another file"}))
    assert [contact["name"] for contact in contacts(run)] == ["Eva", "Eva Lindner"]
    run("import", "jsonl", "-", stdin=lines(line, event(**{"with": "Eva", "note": "newer"})))
    assert sorted(e["with"] for e in listed(run)) == ["Eva"] * 2 + ["Eva Lindner"] * 2


@pytest.mark.parametrize("line", EVA)
@pytest.mark.parametrize("person", ["", '{"type":"contact","name":"Eva","note":""}'])
def test_a_removal_holds_for_what_comes_from_the_same_file(run: Run, line: str, person: str) -> None:
    """Who was removed by hand stays away, with new entries too, until there is somebody of that name again."""
    run("import", "jsonl", "-", stdin=lines(person, line))
    run("contact", "remove", "Eva", "--with-events")
    more = lines(person, line, event(**{"with": "Eva", "note": "new"}))
    assert "2 entries are left out: you removed the contacts." in run("import", "jsonl", "-", stdin=more).out
    assert listed(run) == contacts(run) == []
    run("contact", "add", "Eva")
    assert run("import", "jsonl", "-", stdin=more).out.startswith("✓ One new entry, 0 new contacts.")
    assert [e["note"] for e in listed(run)] == ["new"]


def test_among_namesakes_the_one_who_was_meant_before_is_meant(run: Run) -> None:
    """Entries of the file that were seen before settle whom its name means."""
    run("import", "jsonl", "-", stdin=EVA[0])
    run("import", "jsonl", "-", stdin='{"type":"contact","id":"c2","name":"Eva","note":""}')
    assert "Several people" in run("import", "jsonl", "-", stdin=event(**{"with": "Eva"}, note="?"), expect=1).err
    first = listed(run)[0]["with_id"]
    run("import", "jsonl", "-", stdin=lines(event(**{"with": "Eva"}, note="new"), EVA[0]))
    assert [e["with_id"] for e in listed(run)] == [first] * 2


def test_a_bad_line_stops_everything(run: Run, tmp_path: Path) -> None:
    """Each bad line is named by number and reason, ten at most, and nothing is stored."""
    bad = [
        event(kind="hulp"),
        "x",
        "{}",
        event(on="2026-11-24"),
        event(foo=1),
        "\udcff",
        event(weight=9),
        event(weight=True),
    ]
    refused = run("import", "jsonl", "-", stdin=lines(event(), *bad, "", *["[]"] * 5), expect=1)
    told = refused.err.splitlines()
    assert told[0] == "The file has 13 problems. Nothing was stored."
    assert [int(line.split()[1].rstrip(":")) for line in told[1:11]] == [2, 3, 4, 5, 6, 7, 8, 9, 11, 12]
    assert told[1].startswith("  Line 2: “kind” takes one of inspiration,")
    assert told[11:] == ["  and 3 more problems"]
    one = run("import", "jsonl", "-", "--lang", "de", stdin=lines(event(), "x"), expect=1)
    assert (
        one.err
        == "Eine Stelle in der Datei passt nicht. Nichts gespeichert.\n  Zeile 2: Das ist kein JSON (Stelle 1).\n"
    )
    assert listed(run) == []
    assert not (tmp_path / "log.db").exists()


@pytest.mark.parametrize("place", ["nowhere.jsonl", "."])
def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path, place: str) -> None:
    """A file that is not there, or a folder, is refused in a sentence."""
    refused = run("import", "jsonl", str(tmp_path / place), expect=1)
    assert "cannot be read: " in refused.err
    assert refused.err.endswith("Nothing was stored.\n")


# Import of a git history

ME, ALMA, JUNO = "Me <me@example.org>", "Alma Reuter <alma@example.org>", "Juno"
HISTORY = [
    Commit(ME, f"docs: explain\n\nReviewed-by: {ALMA}\nHelped-by: {JUNO}"),
    Commit(ALMA, f"parser: mend\n\nSuggested-by: {ME}", on="2025-03-02 12:00"),
    Commit(ME, f"later\n\nReviewed-by: {ALMA}", on="2027-01-01 12:00"),
]


@pytest.fixture
def repository(tmp_path: Path) -> str:
    """Return a small repository."""
    build(tmp_path / "repository", HISTORY)
    return str(tmp_path / "repository")


def test_git_trailers_become_entries(run: Run, repository: str) -> None:
    """Twice is once, a dry run changes nothing, known people are found, and days to come are left out and told."""
    run("contact", "add", "Alma R.", "--identifier", "ALMA@example.org")
    git = ("import", "git", repository, "--me", "me@example.org")
    plan = "One new person and one in your log already.\n3 new entries: 1 given and 2 received.\n"
    assert run(*git, "--dry-run").out.startswith(plan)
    assert listed(run) == []
    done = run(*git).out
    assert done.startswith(f"{plan}From 1 May 2024 to 2 March 2025.\n")
    assert "1 of a day to come" in done
    assert "git shows what was given and what was received, but no talks." in done
    assert [(e["on"], e["with"], e["direction"], e["kind"], e["note"]) for e in listed(run)] == [
        ("2025-03-02", "Alma R.", "given", "inspiration", "parser"),
        ("2024-05-01", "Juno", "received", "help", "docs"),
        ("2024-05-01", "Alma R.", "received", "feedback", "docs"),
    ]
    assert "3 Einträge sind schon da." in run(*git, "--lang", "de").out
    run("undo")
    assert listed(run) == []
    assert "All on 2 March 2025." in run(*git, "--since", "2025-01-01").out
    run("undo")
    assert "All on 2 March 2025." in run(*git, "--since", "march 2025").out


def test_a_rename_and_a_removal_hold_for_a_history(run: Run, tmp_path: Path) -> None:
    """What was seen makes nobody; new commits of somebody renamed are with whom the older ones are with."""
    git = ("import", "git", str(tmp_path / "one"), "--me", "me@example.org")
    build(tmp_path / "one", HISTORY[:2])
    run(*git)
    run("contact", "edit", "Alma", "--name", "Almut", "--no-identifier", "alma@example.org")
    run("contact", "remove", "Juno", "--with-events")
    again = run(*git).out
    assert "2 entries are there already." in again
    assert "1 entry with somebody whom you removed (Juno)" in again
    assert [contact["name"] for contact in contacts(run)] == ["Almut"]
    build(tmp_path / "two", [*HISTORY[:2], Commit(ME, f"new\n\nReviewed-by: {ALMA}\nHelped-by: {JUNO}\nHelped-by: Bo")])
    more = run("import", "git", str(tmp_path / "two"), "--me", "me@example.org").out
    assert more.startswith("One new person and one in your log already.\n2 new entries: 2 received.\n")
    assert [contact["name"] for contact in contacts(run)] == ["Almut", "Bo"]


def test_a_trailer_names_a_contact_once(run: Run, tmp_path: Path) -> None:
    """One commit has one entry for a trailer and a contact, however the commit or .mailmap names the person."""
    run("contact", "add", "Alma Reuter", "--alias", "Al", "--identifier", "alma@example.org")
    commits = [Commit(ME, f"new\n\nHelped-by: {ALMA}\nAcked-by: Bo\nHelped-by: Al\nHelped-by: Bo")]
    for name, mailmap in (("one", ""), ("two", "Alma Reuter <new@example.org> <alma@example.org>\nBo <b@x.org>\n")):
        build(tmp_path / name, commits, mailmap=mailmap)
        run("import", "git", str(tmp_path / name), "--me", "me@example.org")
        assert sorted((e["with"], e["kind"]) for e in listed(run)) == [
            ("Alma Reuter", "help"), ("Bo", "help"), ("Bo", "recommendation"),
        ]  # fmt: skip


def test_forks_in_one_call_count_once(run: Run, repository: str, tmp_path: Path) -> None:
    """Several clones are one plan and one undo; people and commits that they share are there once."""
    build(tmp_path / "fork", [*HISTORY, Commit(ALMA, f"tests: more\n\nAcked-by: {ME}")])
    (tmp_path / "notes.txt").write_text("no clone\n", encoding="utf-8")
    paths = (repository, str(tmp_path / "fork"), str(tmp_path / "notes.txt"))
    said = run("import", "git", *paths, "--me", "me@example.org").out
    assert said.startswith("2 new people.\n4 new entries: 2 given and 2 received.\n")
    assert "3 that stand there twice" in said
    assert "1 that is no git repository" in said
    assert {e["note"].split(":")[0] for e in listed(run)} == {"repository", "fork"}
    run("undo")
    assert contacts(run) == []
    assert run("import", *paths[:2], "--me", "me@example.org").out.startswith("2 new people.\n4 new entries")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--me", "nobody"], 1, "--me ADDRESS. Nothing was stored.\n  Me\n  Alma Reuter\n"),
        (["--me", "me@example.org", "--since", "2027-01-01"], 2, "is in the future"),
        (["--me", "me@example.org", "--since", "2026-01-01"], 1, "There is nothing in"),
    ],
)
def test_a_git_import_that_cannot_be_is_told(
    run: Run, repository: str, arguments: list[str], code: int, told: str
) -> None:
    """Who is meant and what is wrong is said; nothing is stored."""
    assert told in run("import", "git", repository, *arguments, expect=code).err
    assert "Nichts gespeichert." in run("import", "git", "/", "--me", "x", "--lang", "de", expect=1).err
    assert listed(run) == []


def test_a_git_import_shows_how_far_it_is(run: Run, repository: str) -> None:
    """On a terminal the commits are counted while it runs, and who I am is asked."""
    with at_terminal("-m", "netcheck", "import", "git", repository) as child:
        child.expect_exact("3 records read")
        child.expect_exact("Who of them are you?")
        child.send("\r")
        child.expect_exact("3 new entries: 1 given and 2 received.")
        child.expect_exact("Take this over?")
        child.send("y")
        child.expect_exact("✓ Taken over.")
        assert end_of(child) == 0
    assert len(listed(run)) == 3


# Demo


@pytest.mark.parametrize(("language", "head"), [("de", "Ein erfundenes Log"), ("en", "A made-up log")])
def test_the_demo_is_a_report_on_nobody(run: Run, tmp_path: Path, language: str, head: str) -> None:
    """It says that nobody in it exists, and touches no log."""
    shown = run("demo", "--lang", language)
    assert shown.err.startswith(head)
    assert spoken(language, _, "Your own begins with one line: netcheck log") in shown.out
    assert not (tmp_path / "log.db").exists()


def test_the_demo_can_be_kept(run: Run, tmp_path: Path) -> None:
    """The made-up log goes into a new file, whole; an existing file stays as it is."""
    kept = tmp_path / "demo.db"
    assert f"netcheck --db {kept} report" in run("demo", "--keep", str(kept)).out
    texts = spoken("en", demo_texts)
    found, entries = demo(DAY, texts), demo_events(DAY, texts)
    exported = [json.loads(line)["type"] for line in run("--db", str(kept), "export", "jsonl").out.splitlines()]
    sizes = [len(things) for things in (found.contacts, entries, found.checks, found.steps, found.guide)]
    assert [exported.count(kind) for kind in ("contact", "event", "check", "step", "guide")] == sizes
    before = kept.read_bytes()
    assert "exists already" in run("demo", "--keep", str(kept), expect=1).err
    assert kept.read_bytes() == before


# Settings


@pytest.mark.parametrize(("language", "meaning"), [("de", "dein Wort für Dank"), ("en", "your word for thanks")])
def test_settings_are_shown_with_their_meaning(run: Run, tmp_path: Path, language: str, meaning: str) -> None:
    """Where log and settings lie, and each setting with its value and what it does."""
    run("config", "set", "kinds.Lob", "Dank")
    shown = run("config", "--lang", language).out
    assert str(tmp_path / "log.db") in shown
    assert str(config_path()) in shown
    defaults = [[key, values[0]] for key, values in CHOICES.items()]
    own = [["recipient", "–"], ["me", "–"], ["kinds.Lob", "thanks"]]
    assert [line.split()[:2] for line in shown.splitlines()[3:]] == defaults + own
    assert meaning in shown


def test_setting_keeps_comments(run: Run) -> None:
    """What the user wrote into config.toml stays; the answer is in the language just chosen at the next run."""
    config_path().parent.mkdir(parents=True)
    config_path().write_text(
        '# mine\nlanguage = "en"  # for now\n\n[kinds]\n# praise\nLob = "thanks"\n', encoding="utf-8"
    )
    run("config", "set", "language", "de")
    run("config", "set", "color", "never")
    run("config", "set", "kinds.on  air", "geteilt")
    text = config_path().read_text(encoding="utf-8")
    assert '# mine\nlanguage = "de"  # for now\n' in text
    assert '# praise\nLob = "thanks"\n' in text
    assert tomllib.loads(text) == {"language": "de", "color": "never", "kinds": {"Lob": "thanks", "on air": "share"}}
    assert stat.S_IMODE(config_path().stat().st_mode) == 0o600
    assert "Willkommen" in run().out


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("language", "fr", "language takes one of auto, de, en, not “fr”."),
        (
            "colour",
            "always",
            f"There is no setting colour. The settings are: {', '.join(CHOICES)}, recipient, me, kinds.*.",
        ),
        ("kinds.Lob", "praise!?", "“praise!?” is not a kind."),
        ("kinds.", "thanks", "kinds. needs a text."),
        ("\x1b", "\x1b", "There is no setting ␛."),
    ],
)
def test_a_bad_setting_is_refused(run: Run, key: str, value: str, told: str) -> None:
    """What cannot be set is said with what can; no file is made."""
    assert told in run("config", "set", key, value, expect=2).err
    assert not config_path().exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("language = ", "is not valid TOML in line 1."),
        (b"\xff", "is not UTF-8 text"),
        ('language = "fr"', "language takes one of auto, de, en, not “fr”"),
        ("language = 3", "language takes one of auto, de, en, not “3”"),
        ('font = "x"', "there is no setting font"),
        ("kinds = 3", "under [kinds], each word needs a kind"),
        ("[kinds]\nLob = 3", "under [kinds], each word needs a kind"),
        ('[kinds]\nLob = "waffle"', "“waffle” (for Lob) is not a kind"),
    ],
)
def test_a_bad_config_file_is_named(run: Run, text: str | bytes, told: str) -> None:
    """The sentence names the file and what is wrong with it; help is there all the same."""
    config_path().parent.mkdir(parents=True)
    config_path().write_bytes(text.encode() if isinstance(text, str) else text)
    refused = run("log", "got", "Alma", "help", "--new", expect=1)
    assert refused.err.startswith(f"{config_path()}")
    assert told in refused.err
    assert run("log", "--help").out.startswith("Usage: netcheck log")
    assert run("--version").out.startswith("netcheck ")


def test_color_can_be_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """config.toml decides on colour where neither NO_COLOR nor FORCE_COLOR does."""
    seed()
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" not in run("report").out
    run("config", "set", "color", "always")
    assert "\x1b[" in run("report").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("report").out


def test_a_report_says_which_side_its_places_see(run: Run, tmp_path: Path) -> None:
    """Those of its own year, and of the people it is about, on the page too; without names it says nothing of them."""
    came = [("2026-11-01", "Ana", "git:1"), ("2026-10-01", "Ben", "mail:talk:x"), ("2024-11-01", "Ana", "linkedin:1")]
    lines = [
        json.dumps({"type": "event", "on": on, "with": who, "direction": "given", "kind": "help", "source": source})
        for on, who, source in came
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run("import", "jsonl", str(tmp_path / "all.jsonl"))
    said = "Imported: git shows both sides; Mail shows only talks."
    assert said in " ".join(run("report").out.split())
    assert "Imported: git shows both sides." in " ".join(run("report", "--with", "Ana").out.split())
    assert "Imported: LinkedIn shows both sides." in " ".join(run("report", "--until", "2024-12-01").out.split())
    assert said in " ".join(run("report", "--html", "-").out.replace("&nbsp;", " ").split())
    assert "Imported" not in run("report", "--html", "-", "--no-names").out
    assert "sources" not in json.loads(run("report", "--json").out)

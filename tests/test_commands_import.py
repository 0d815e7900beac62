"""Files of other programs through the command line: what comes in, twice, and taken back."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitrepo import Commit, build
from netcheck.domain.places import PLACES
from netcheck.importers.formats import READERS
from netcheck.settings import load
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from conftest import Run

FILES = Path(__file__).parent / "imports"


def counted(run: Run) -> tuple[int, int, int, int]:
    """Return how many contacts, talks, given and received entries there are."""
    entries = json.loads(run("list", "--json", "-n", "10000").out)
    kinds = Counter("talk" if entry["kind"] == "talk" else entry["direction"] for entry in entries)
    return len(json.loads(run("contact", "list", "--json").out)), kinds["talk"], kinds["given"], kinds["received"]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day for which the files were made."""
    monkeypatch.setenv("NETCHECK_TODAY", "2026-11-27")


SOURCES = {
    "vcard": (["vcard"], 4, 0, 0, 0),
    "abook": (["abook/addressbook"], 3, 0, 0, 0),
    "friends": (["friends/friends.md"], 3, 3, 0, 0),
    "monica": (["monica/monica.json"], 3, 4, 2, 2),
    "monica, by hand": (["monica/plural.json", "monica/monica.json"], 3, 4, 2, 2),
    "linkedin 2021": (["linkedin/1*"], 4, 2, 0, 0),
    "linkedin 2022": (["linkedin/2*"], 5, 2, 1, 3),
    "linkedin 2023": (["linkedin/3*"], 5, 3, 1, 4),
    "linkedin 2025": (["linkedin/4*"], 3, 2, 1, 1),
    "linkedin 2026": (["linkedin/5*"], 3, 2, 0, 1),
    "mail": (["mail/INBOX", "--me", "nora@feldmann.example", "--me", "nora@werk.example"], 2, 5, 0, 0),
    "google": (["google/new.csv", "google/old.csv"], 7, 0, 0, 0),
    "outlook": (["outlook/english.csv"], 4, 0, 0, 0),
    "outlook, German": (["outlook/deutsch.csv"], 3, 0, 0, 0),
    "outlook, order": (["outlook/ambiguous.csv", "--dates", "dmy"], 2, 0, 0, 0),
    "whatsapp, iOS": (["whatsapp/de_ios", "--me", "Nora Feldmann"], 1, 3, 0, 0),
    "whatsapp, group": (["whatsapp/us_android/*Lesekreis*", "--groups", "--me", "Nora Feldmann"], 2, 2, 0, 0),
    "whatsapp": (
        [
            "whatsapp/de_ios/_chat.txt",
            "whatsapp/us_android/*Gwen*",
            "whatsapp/us_android/*Lesekreis*",
            "whatsapp/es_android/*",
            "--me",
            "Nora Feldmann",
        ],
        3,
        7,
        0,
        0,
    ),
    "telegram": (["telegram/Data*"], 3, 3, 0, 0),
    "telegram, one chat": (["telegram/Chat*"], 1, 2, 0, 0),
    "ics": (["ics/kalender.ics", "--me", "nora@feldmann.example"], 3, 5, 0, 0),
    "ics, broken": (["ics/kaputt.ics", "--me", "nora@feldmann.example"], 1, 1, 0, 0),
    "mastodon": (["mastodon/archive*"], 5, 2, 7, 0),
    "mastodon, all": (["mastodon/archive*", "mastodon/*.csv"], 8, 2, 7, 0),
    "x": (["x/modern"], 4, 2, 5, 0),
    "x, old": (["x/old"], 2, 0, 2, 0),
    "gh": (["gh/prs.json", "--me", "norafeld"], 4, 0, 2, 4),
    "notes": (
        [
            "notes",
            *("--map", "name=name", "--map", "email=email", "--map", "birthday=born"),
            *("--map", "circle=tags", "--map", "note=work"),
        ],
        2, 0, 0, 0,
    ),
}  # fmt: skip


def arguments(words: list[str]) -> list[str]:
    """Return words with those that are files of the tests found, the others as they are."""
    found: list[str] = []
    for word in words:
        paths = [] if word.startswith("--") or "=" in word or "@" in word else sorted(FILES.glob(word))
        found += [str(path) for path in paths] or [word]
    return found


@pytest.mark.parametrize("named", SOURCES)
def test_what_comes_in(run: Run, named: str) -> None:
    """People, talks, given and received are as many as counted by hand; twice is once; undo takes all back."""
    words, *expected = SOURCES[named]
    command = ["import", *arguments(words)]
    format_ = named.partition(",")[0].split()[0].replace("google", "csv").replace("outlook", "csv")
    first = run(*command)
    assert counted(run) == tuple(expected)
    _, talk, given, received = expected
    place = PLACES[format_]
    assert all((place.talk or not talk, place.given or not given, place.received or not received))
    assert "To take it back: netcheck undo" in first.out
    before = run("export", "jsonl").out
    again = run("import", format_, *command[1:])
    assert "Nothing new." in again.out
    assert run("export", "jsonl").out == before
    run("undo")
    assert counted(run) == (0, 0, 0, 0)
    assert run(*command, "--dry-run").out.endswith("A dry run: nothing was stored.\n")
    assert counted(run) == (0, 0, 0, 0)


def test_what_each_format_sees_is_known() -> None:
    """Plan and report read it in one table, and so they do for what comes without a reader of its own."""
    assert PLACES.keys() == READERS.keys() | {"git", "signal"}


def test_five_exports_of_one_place(run: Run) -> None:
    """Newer exports add only what is new, and twice over nothing; whoever cannot be told apart is listed."""
    for _ in range(2):
        for era in sorted((FILES / "linkedin").glob("[1-5]*")):
            run("import", str(era))
        assert counted(run) == (13, 11, 3, 8)


def test_hands_are_not_overruled(run: Run) -> None:
    """What was removed by hand stays away, and what was changed stays as it is."""
    run("import", str(FILES / "monica"))
    run("contact", "edit", "Til", "--name", "T. Brückner", "--note", "")
    run("contact", "remove", "Mirja", "--with-events")
    before = run("export", "jsonl").out
    again = run("import", str(FILES / "monica" / "monica.json")).out
    assert "2 entries with somebody whom you removed (Mirja Sandholm)" in again
    assert run("export", "jsonl").out == before


def test_a_plan_of_several_places(run: Run) -> None:
    """People who stand in two places come once, and the plan is taken back as one."""
    run(
        "import",
        str(FILES / "vcard"),
        str(FILES / "monica" / "monica.json"),
        *map(str, (FILES / "linkedin").glob("3*")),
    )
    names = [contact["name"] for contact in json.loads(run("contact", "list", "--json").out)]
    assert len(names) == len(set(names))
    assert "Tilo Brückner" in names
    run("undo")
    assert counted(run) == (0, 0, 0, 0)


def test_who_one_is_elsewhere_does_not_matter(run: Run) -> None:
    """An export that says whose it is needs no name, whichever was given for other places of the plan."""
    mine = ("--me", "nora@feldmann.example", "--me", "nora@werk.example")
    run("import", str(FILES / "mail" / "INBOX"), *map(str, (FILES / "linkedin").glob("3*")), *mine)
    assert counted(run)[2:] == (1, 4)


def test_a_terminal_is_shown_the_plan_and_asked(run: Run) -> None:
    """Nothing is stored before the question, and nothing after a no; an unknown owner is asked for and remembered."""
    with at_terminal("-m", "netcheck", "import", str(FILES / "gh" / "prs.json")) as child:
        child.expect_exact("Who of them are you?")
        child.send("\x1b[B" * 9 + "\r")
        child.expect_exact("Your name or address there ›")
        child.send("norafeld\r")
        child.expect_exact("4 new people.")
        child.expect_exact("Take this over?")
        child.send("n")
        child.expect_exact("Nothing was stored.")
        assert end_of(child) == 130
    assert counted(run) == (0, 0, 0, 0)
    with at_terminal("-m", "netcheck", "import", str(FILES / "gh" / "prs.json"), "--lang", "de") as child:
        child.expect_exact("4 neue Menschen.")
        child.expect_exact("Übernehmen?")
        child.send("j")
        assert end_of(child) == 0
    assert counted(run) == (4, 0, 2, 4)


def test_only_an_answer_is_remembered(run: Run) -> None:
    """Who one is stays known after it was asked, each answer beside the others; what --me says is for one import."""
    chat = ["import", *arguments(["whatsapp/de_ios/_chat.txt"])]
    run("import", *arguments(["gh/prs.json"]), stdin="1\nn\n", terminal=True, expect=130)
    (first,) = load().me
    run(*chat, "--me", "Nobody", stdin="1\nn\n", terminal=True, expect=130)
    assert [*load().me] == [first, "Nora Feldmann"]
    run(*chat, "--me", "Nora Feldmann", "--me", "Somebody")
    assert [*load().me] == [first, "Nora Feldmann"]


def test_what_changed_behind_the_question_is_said(run: Run) -> None:
    """Somebody added at another terminal while the plan is shown is the same person, and the answer says so."""
    with at_terminal("-m", "netcheck", "import", str(FILES / "friends" / "friends.md")) as child:
        child.expect_exact("3 new people.")
        child.expect_exact("Take this over?")
        run("contact", "add", "Tilo Brückner")
        child.send("y")
        child.expect_exact("2 new people and one in your log already.")
        child.expect_exact("By the name alone the same: Tilo Brückner.")
        assert end_of(child) == 0
    assert counted(run) == (3, 3, 0, 0)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nowhere.vcf"], 1, "nowhere.vcf cannot be read: there is no such file or folder. Nothing was stored."),
        (["vcf"], 2, "Did you mean netcheck import vcard?"),
        (["ics/kalender.ics", "--me", "x", "--map", "name"], 2, "--map takes FIELD=TEXT, not name."),
        (["ics/kaputt.ics", "--me", "nora@feldmann.example", "--strict"], 1, "with --strict it is all or nothing."),
        (["vcard", "friends/friends.md", "--dates", "q"], 2, "--dates"),
        (["outlook/ambiguous.csv", "jsonl.jsonl"], 2, "netcheck import jsonl jsonl.jsonl"),
    ],
)
def test_refusals(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    """What cannot be brought in gets one sentence, in both languages, and nothing is stored."""
    shutil.copy(FILES / "friends" / "friends.md", tmp_path)
    (tmp_path / "jsonl.jsonl").write_text('{"type":"contact","name":"x"}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    refused = run("import", *arguments(words), expect=code).err
    assert said in refused
    assert run("import", *arguments(words), "--lang", "de", expect=code).err not in {"", refused}
    assert counted(run) == (0, 0, 0, 0)


def test_a_chat_with_a_card_in_it_is_a_chat(run: Run, tmp_path: Path) -> None:
    """Cards that were sent in a chat do not make an address book of it."""
    chat = tmp_path / "WhatsApp Chat - Ann Lee"
    chat.mkdir()
    lines = "[24.12.25, 20:52:25] Ann Lee: hi\n[24.12.25, 23:59:59] Me Too: yo\n"
    (chat / "_chat.txt").write_text(lines, encoding="utf-8")
    (chat / "00002-Zed.vcf").write_text("BEGIN:VCARD\nFN:Zed\nEND:VCARD\n", encoding="utf-8")
    archive = shutil.make_archive(str(chat), "zip", chat)
    run("import", archive, "--me", "Me Too")
    assert counted(run) == (1, 1, 0, 0)


def test_nothing_usable_is_no_success(run: Run, tmp_path: Path) -> None:
    """Where nobody and nothing can be taken over it says why, and fails."""
    letter = tmp_path / "one.eml"
    letter.write_text(
        "From: Ann <ann@x.org>\nTo: me@x.org\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\nhi\n", encoding="utf-8"
    )
    refused = run("import", "mail", str(letter), "--me", "me@x.org", expect=1).err
    assert "1 with people of whom only one side is there (Ann)" in refused


def test_people_come_without_their_talks(run: Run) -> None:
    """With --no-talk a chat still names its person."""
    run("import", *arguments(["whatsapp/es_android/*"]), "--no-talk")
    assert counted(run) == (1, 0, 0, 0)


def test_a_login_stays_as_it_is_written(run: Run, tmp_path: Path) -> None:
    """Whoever has no name on GitHub is called by the login."""
    review = {"author": {"login": "CleoX"}, "submittedAt": "2026-03-02T23:59:00Z", "state": "APPROVED"}
    request = {"number": 1, "title": "M", "url": "https://github.com/o/r/pull/1", "author": {"login": "me"}}
    told = json.dumps([{**request, "reviews": [review], "mergedBy": None, "mergedAt": None}])
    (tmp_path / "prs.json").write_text(told, encoding="utf-8")
    run("import", "gh", str(tmp_path / "prs.json"), "--me", "me")
    assert [contact["name"] for contact in json.loads(run("contact", "list", "--json").out)] == ["CleoX"]


def test_what_comes_next_is_what_the_import_asks_for(run: Run, tmp_path: Path) -> None:
    """New people are decided about, many who are due at once spread, else there is the report; for nothing, nothing."""
    gh = ["import", str(FILES / "gh" / "prs.json"), "--me", "norafeld"]
    said = run(*gh).out
    assert said.splitlines()[-1].startswith("What comes next: netcheck triage")
    run("undo")
    for contact in json.loads(run(*gh).out and run("contact", "list", "--json").out):
        run("contact", "edit", contact["name"], "--ignore")
    assert run(*gh).out.splitlines()[-1] == "Nothing new."
    names = [f"Person {number}" for number in range(12)]
    table = ["--map", "name=Who", "--map", "on=Day", "--set", "kind=talk"]
    people, days = tmp_path / "people.csv", tmp_path / "days.csv"
    people.write_text("\n".join(["Who", *names]), encoding="utf-8")
    said = run("import", str(people), "--map", "name=Who").out
    assert said.splitlines()[-2].startswith("What comes next: netcheck triage")
    for name in names:
        run("contact", "edit", name, "--every", "2w")
    days.write_text("\n".join(["Who,Day", *(f"{name},2026-01-26" for name in names)]), encoding="utf-8")
    assert run("import", str(days), *table).out.splitlines()[-1].startswith("What comes next: netcheck spread")
    for name in names:
        run("contact", "edit", name, "--ignore")
    days.write_text("Who,Day\nPerson 0,2026-11-26\n", encoding="utf-8")
    assert run("import", str(days), *table).out.splitlines()[-1] == "What comes next: netcheck report"
    people.write_text("Who,Mail\nPerson 0,p@x.example\n", encoding="utf-8")
    more = run("import", str(people), "--map", "name=Who", "--map", "email=Mail").out
    assert more.splitlines()[-2].startswith("✓ Taken over.")


def test_namesakes_are_told_apart(run: Run, tmp_path: Path) -> None:
    """A question names where somebody stands, and of those who may be meant an identifier, a circle, the last entry."""
    anas = [
        {"id": "a", "name": "Ana", "identifiers": ["ana@x.example"]},
        {"id": "b", "name": "Ana", "circles": ["Chor"]},
    ]
    lines = [json.dumps({"type": "contact", **ana}) for ana in anas]
    run("import", "jsonl", "-", stdin="\n".join(lines))
    run("log", "with", "ana@x.example", "--on", "2026-11-26")
    (tmp_path / "all.vcf").write_text(
        "BEGIN:VCARD\nFN:Bo\nEND:VCARD\nBEGIN:VCARD\nFN:Ana\nTEL:+49 151 1\nEND:VCARD\n", encoding="utf-8"
    )
    (tmp_path / "friends.md").write_text("### Friends:\n- Ana\n### Activities:\n- 2026-11-01: **Ana**\n", "utf-8")
    command = ["import", str(tmp_path / "all.vcf"), str(tmp_path / "friends.md")]
    listed = run(*command, "--dry-run").out
    assert listed.count(" may be ") == 1
    assert "Ana (vCard, all.vcf:4, +49 151 1) may be Ana (ana@x.example) or Ana (Chor)" in " ".join(listed.split())
    asked = run(*command, stdin="3\ny\n", terminal=True).out
    assert asked.count("Who is ") == 1
    assert "Who is Ana (vCard, all.vcf:4, +49 151 1)?" in asked
    assert ") Ana   ana@x.example · last yesterday" in asked
    assert ") Ana   Chor · no entry yet" in asked
    assert counted(run) == (4, 2, 0, 0)


@pytest.fixture
def address_books(home: Path) -> list[Path]:
    """Two folders with a card each, of which khard and vdirsyncer know, and one without any."""
    books = [home / "family", home / "my work"]
    for book, name in zip(books, ("Ana", "Ben"), strict=True):
        book.mkdir()
        (book / "1.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n", encoding="utf-8")
    (home / "dates").mkdir()
    (home / "dates" / "1.ics").touch()
    for file, text in {
        "khard/khard.conf": "[addressbooks]\n[[family]]\npath = ~/family\n[[gone]]\npath = ~/gone\n",
        "vdirsyncer/config": "".join(
            f'[storage {number}]\ntype = "filesystem"\npath = "~/{name}"\n'
            for number, name in enumerate(("my work", "family", "dates"))
        ),
    }.items():
        (home / ".config" / file).parent.mkdir(parents=True)
        (home / ".config" / file).write_text(text, encoding="utf-8")
    return books


def test_address_books_are_offered(run: Run, address_books: list[Path]) -> None:
    """Where no file is named, a terminal offers the folders with cards that khard and vdirsyncer know, all picked."""
    said = run("import", "vcard", stdin="2\ny\n", terminal=True).out
    assert said.count("[x]") == len(address_books)
    assert [contact["name"] for contact in json.loads(run("contact", "list", "--json").out)] == ["Ben"]
    run("import", "vcard", stdin="0\n", terminal=True, expect=130)
    run("import", "vcard", stdin="\ny\n", terminal=True)
    assert counted(run)[0] == 2


@pytest.mark.usefixtures("address_books")
def test_address_books_are_named_elsewhere(run: Run, home: Path) -> None:
    """Where nobody can be asked the lines for them are shown; without such folders a file is missing."""
    refused = run("import", "vcard", expect=2).err
    assert refused.splitlines()[1:] == [
        f"  netcheck import vcard {home / 'family'}",
        f'  netcheck import vcard "{home / "my work"}"',
    ]
    shutil.rmtree(home / ".config")
    for terminal in (False, True):
        assert "Missing: FILE" in run("import", "vcard", terminal=terminal, expect=2).err
    assert "Missing: FILE" in run("import", "abook", terminal=True, expect=2).err


def test_a_clone_is_not_looked_through(tmp_path: Path, run: Run) -> None:
    """Its files are git's business: a link that leads out of it, which refuses any other folder, is none of ours."""
    mine = Commit("Mia <mia@example.org>", "a: b\n\nHelped-by: Ana <ana@example.org>\n")
    build(tmp_path / "clone", [mine])
    (tmp_path / "clone" / "out").symlink_to(tmp_path)
    assert "1 received" in run("import", "git", str(tmp_path / "clone"), "--me", "mia@example.org", "--yes").out

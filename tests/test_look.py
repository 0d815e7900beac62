"""What there is to import on a computer: a home folder is made up, and looked through."""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import spoken
from gitrepo import Commit, build, git
from netcheck.i18n import LANGUAGES, _
from netcheck.importers.look import Found, configured_contacts, download_folders, look, mail_places
from terminals import end_of, program_at_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Run

DAY = date(2026, 11, 20)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n"
MBOX = "From ana@x.org Fri Nov 20 10:00:00 2026\nFrom: ana@x.org\n\nHi\n"
GOOGLE = "First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value\nAna,,B,,,a@x.org\n"
MONICA = '{"version": "1.0-preview.1", "app_version": "4.0", "export_date": "2026-11-20", "account": {}}'
TELEGRAM = '{\n "about": "Here is the data",\n "personal_information": {\n  "user_id": 1\n }\n}'
BEGINNINGS = {
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM\n",
    "outbox.json": '{"@context": "", "type": "OrderedCollection", "orderedItems": []}',
    "manifest.js": "window.__THAR_CONFIG = {}",
    "tweet.js": "window.YTD.tweet.part0 = []",
    "WhatsApp Chat with Ana.txt": "31/12/2025, 20:52 - Ana: Hi\n",
}
CHAT = '{"name": "Ana", "type": "personal_chat", "id": 12, "messages": []}'


def put(path: Path, text: str = "x", day: date = DAY) -> Path:
    """Write a file that was written to on a day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    noon = (day - date(1970, 1, 1)).days * 86400 + 43200
    os.utime(path, (noon, noon))
    return path


def packed(path: Path, *names: str) -> Path:
    """Write an archive of files with these names, each as it begins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, BEGINNINGS.get(name.rpartition("/")[2], "x"))
    return path


def cloned(path: Path, day: date = DAY) -> Path:
    """Make what a clone looks like from outside."""
    put(path / ".git" / "HEAD", "ref: refs/heads/main\n", day)
    put(path / ".git" / "refs" / "x")
    put(path / ".git" / "objects" / "pack" / "pack-1.pack", "x" * 100, day)
    return path


def never() -> bool:
    """Say that there is time."""
    return False


def looked(home: Path) -> list[Found]:
    """Return all that is found in time."""
    found, stopped = look(home, download_folders(home), never)
    assert not stopped
    return found


def places(found: Iterable[Found], home: Path) -> list[tuple[str, str]]:
    """Return of what was found the formats and the places below home."""
    return [(one.format, one.path.relative_to(home).as_posix()) for one in found]


def test_nothing(home: Path) -> None:
    """An empty home has nothing."""
    assert looked(home) == []


def test_everything_in_the_order_of_import(home: Path) -> None:
    """All that is where it usually is is found: who people are first, chats last."""
    down = home / "Downloads"
    put(home / ".contacts/family/a.vcf", CARD)
    put(home / ".abook/addressbook", "# abook addressbook file\n")
    put(home / "Maildir/cur/1:2,S", "Hi")
    put(home / ".thunderbird/x.default/ImapMail/imap.x.org/INBOX", MBOX)
    put(home / ".thunderbird/x.default/ImapMail/imap.x.org/INBOX.msf")
    cloned(home / "src/tool")
    put(down / "contacts.csv", GOOGLE)
    put(down / "monica.json", MONICA)
    put(down / "Telegram Desktop/DataExport_2026-11-20/result.json", TELEGRAM)
    put(down / "WhatsApp Chat with Ana.txt", "31/12/2025, 20:52 - Ana: Hi\n")
    packed(down / "Basic_LinkedInDataExport_11-20-2026.zip", "Connections.csv", "messages.csv")
    packed(down / "archive-1-2.zip", "actor.json", "outbox.json")
    packed(down / "twitter-1.zip", "data/account.js", "data/manifest.js")
    assert places(looked(home), home) == [
        ("vcard", ".contacts"),
        ("abook", ".abook/addressbook"),
        ("csv", "Downloads/contacts.csv"),
        ("monica", "Downloads/monica.json"),
        ("linkedin", "Downloads/Basic_LinkedInDataExport_11-20-2026.zip"),
        ("mail", ".thunderbird/x.default/ImapMail/imap.x.org"),
        ("mail", "Maildir"),
        ("git", "src/tool"),
        ("mastodon", "Downloads/archive-1-2.zip"),
        ("x", "Downloads/twitter-1.zip"),
        ("whatsapp", "Downloads/WhatsApp Chat with Ana.txt"),
        ("telegram", "Downloads/Telegram Desktop/DataExport_2026-11-20/result.json"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", GOOGLE, "csv"),
        ("a.csv", "Name,Given Name,Family Name,Phone 1 - Value\n", "csv"),
        ("a.csv", "Date,Amount,Name\n", None),
        (
            "Connections.csv",
            'Notes:\n"When"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n',
            "linkedin",
        ),
        ("result.json", TELEGRAM, "telegram"),
        ("result.json", CHAT, "telegram"),
        ("result.json", '{"results": []}', None),
        ("chat.json", CHAT, None),
        ("WhatsApp-Chat mit Ana.txt", "[31.12.25, 20:52:25] Ana: Hallo\n", "whatsapp"),
        ("_chat.txt", "\u200e[2026/07/01 12:34:56] Ana: Hi\n", "whatsapp"),
        ("_chat.txt", "3/14/25, 9:01\u202fAM - Ana: Hi\n", "whatsapp"),
        ("WhatsApp.txt", "What I think of it\n", None),
        ("notes.txt", "31/12/2025, 20:52 - Ana: Hi\n", None),
        ("all.vcf", CARD * 2, "vcard"),
        ("card.vcf", CARD, None),
        ("All mail Including Spam and Trash.mbox", MBOX, "mail"),
        ("broken.zip", "PK no archive", None),
        ("archive-1.tar.gz", "no archive", None),
    ],
)
def test_a_download_is_told_by_name_and_beginning(home: Path, name: str, text: str, expected: str | None) -> None:
    """What only looks like an export by one of them is none."""
    put(home / "Downloads" / name, text)
    assert [one.format for one in looked(home)] == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("x/Connections.csv", "x/messages.csv"), "linkedin"),
        (("Connections.csv",), "linkedin"),
        (("x/outbox.json", "x/actor.json"), "mastodon"),
        (("outbox.txt", "actor.json"), None),
        (("WhatsApp Chat with Ana.txt", "IMG-1.jpg"), "whatsapp"),
        (("data/tweet.js", "data/account.js"), "x"),
        (("data/tweet.js",), "x"),
        (("a.txt",), None),
    ],
)
def test_an_archive_is_told_as_its_reader_does(home: Path, names: tuple[str, ...], expected: str | None) -> None:
    """Whatever the archive itself is called."""
    packed(home / "Downloads" / "a.zip", *names)
    assert [one.format for one in looked(home)] == [expected] * bool(expected)


def test_an_unpacked_export_is_one_thing(home: Path) -> None:
    """A folder that is an export is found as a whole, and nothing in it besides."""
    down = home / "Downloads"
    for name in ("Connections.csv", "messages.csv", "Jobs/all.csv"):
        put(down / "LinkedIn" / name, GOOGLE, date(2026, 11, 1) if name.startswith("Jobs") else DAY)
    for name in ("account.js", "manifest.js"):
        put(down / "twitter" / "data" / name)
    assert places(looked(home), home) == [("linkedin", "Downloads/LinkedIn"), ("x", "Downloads/twitter")]
    assert [(one.size, one.newest) for one in looked(home)] == [(3 * len(GOOGLE), DAY), (2, DAY)]


def test_contacts_are_where_the_programs_are_told_to_keep_them(home: Path) -> None:
    """Both programs, khard and vdirsyncer, name their folders; what lies in another is part of it."""
    put(
        home / ".config/khard/khard.conf",
        "[general]\npath = ~/wrong\n[addressbooks]\n[[family]]\npath = ~/a/book/ # mine\n"
        "[[all]]\ntype = discover\npath = $HOME/books/*/people\n[[in]]\npath = ~/a/book/inner\n",
    )
    put(
        home / ".vdirsyncer/config",
        '[pair x]\na = "one"\n[storage one]\ntype = "filesystem"\npath = "~/.sync/x"\nfileext = ".vcf"\n'
        '[storage two]\ntype = "carddav"\npath = "~/wrong"\n',
    )
    assert configured_contacts(home, home / ".config") == [
        home / "a/book",
        home / "books",
        home / "a/book/inner",
        home / ".sync/x",
    ]
    put(home / "a/book/inner/1.vcf", CARD)
    put(home / "books/x/people/1.VCF", CARD)
    put(home / ".sync/x/1.vcf", CARD)
    put(home / ".sync/x/calendar/1.ics", "BEGIN:VCALENDAR")
    put(home / "wrong/1.vcf", CARD)
    assert places(looked(home), home) == [
        ("vcard", ".sync/x"),
        ("vcard", "a/book"),
        ("vcard", "books"),
        ("ics", ".sync/x"),
    ]


def test_mail_in_mailboxes_and_maildirs(home: Path) -> None:
    """Folders of Maildirs are one source; mailboxes are told by their beginning."""
    put(home / ".mail/work/.Sent/new/1", "Hi", date(2026, 11, 21))
    put(home / ".mail/work/.Sent/tmp/2", MBOX)
    boxes = [put(home / "Mail" / name, MBOX) for name in ("inbox", "old/2025", "sent.mbox")]
    put(home / "Mail/notes", "Hello")
    spool = put(home / "spool", MBOX)
    assert mail_places(home, spool) == [home / "Mail", home / ".mail", spool]
    found, _ = look(home, (), never, spool=spool)
    assert found == [
        Found("mail", home / ".mail", 2, date(2026, 11, 21)),
        Found("mail", home / "Mail", 3 * len(MBOX), DAY, tuple(boxes)),
        Found("mail", spool, len(MBOX), DAY),
    ]


def test_thunderbird_keeps_mail_beside_an_index(home: Path) -> None:
    """Each account is one source, archives in folders below included; a file without an index is no mailbox."""
    account = home / "snap/thunderbird/common/.thunderbird/p.default/Mail/pop.x.org"
    boxes = [account / "Archives.sbd/2025", account / "Inbox"]
    for box in boxes:
        put(box, MBOX)
        put(box.with_name(f"{box.name}.msf"))
    put(account / "Sent.msf")
    put(account / "Sent", "")
    put(account / "filterlog.html", MBOX)
    (found,) = looked(home)
    assert (found.path, found.size, sorted(found.parts)) == (account, 2 * len(MBOX), boxes)


def test_clones_of_one_folder_go_together(home: Path) -> None:
    """Their size is that of the packs, the day that of the newest; hidden folders and those in clones do not count."""
    cloned(home / "src/b", date(2026, 11, 2))
    cloned(home / "src/a")
    put(home / "src/bare.git/HEAD")
    put(home / "src/bare.git/refs/x")
    put(home / "src/bare.git/objects/x")
    cloned(home / "src/a/deps/inner")
    cloned(home / "src/node_modules/x")
    cloned(home / ".vim/plugin")
    cloned(home / "one")
    put(home / "src/submodule/.git", "gitdir: elsewhere")
    src = home / "src"
    assert looked(home) == [
        Found("git", home / "one", 100, DAY),
        Found("git", src, 200, DAY, (src / "a", src / "b", src / "bare.git")),
    ]


def test_a_home_that_is_a_repository_is_none(home: Path) -> None:
    """Some keep their settings in one."""
    cloned(home)
    cloned(home / "src/a")
    assert places(looked(home), home) == [("git", "src/a")]


def test_four_folders_deep(home: Path) -> None:
    """What lies deeper is not found."""
    cloned(home / "1/2/3/4")
    cloned(home / "one/2/3/4/5")
    put(home / "Downloads/2/3/4/all.vcf", CARD * 2)
    put(home / "Downloads/2/3/4/5/all.vcf", CARD * 2)
    assert places(looked(home), home) == [("vcard", "Downloads/2/3/4/all.vcf"), ("git", "1/2/3/4")]


def test_links_are_not_followed(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither to files nor to folders, nor where a place of a program is one, nor round in a circle."""
    away = tmp_path_factory.mktemp("away")
    cloned(away / "src/tool")
    put(away / "box/cur/1", "Hi")
    put(away / "all.vcf", CARD * 2)
    (home / "src").symlink_to(away / "src")
    (home / "Maildir").symlink_to(away / "box")
    (home / ".contacts").symlink_to(away)
    (home / "Downloads").mkdir()
    (home / "Downloads/all.vcf").symlink_to(away / "all.vcf")
    (home / "Downloads/round").symlink_to(home)
    (home / "Descargas").symlink_to(away)
    (home / ".abook").symlink_to(away)
    put(away / "addressbook", "# abook addressbook file\n")
    assert looked(home) == []


def test_a_home_may_be_a_link(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where home itself leads elsewhere, that is home."""
    link = tmp_path_factory.mktemp("other") / "home"
    link.symlink_to(home)
    cloned(home / "src/tool")
    put(home / "Downloads/all.vcf", CARD * 2)
    assert places(looked(link), link) == [("vcard", "Downloads/all.vcf"), ("git", "src/tool")]


def test_other_file_systems_are_left_alone(home: Path) -> None:
    """A place on another one is not entered."""
    other = Path("/proc/self")
    if not other.exists() or other.stat().st_dev == home.stat().st_dev:
        pytest.skip("there is no other file system here")
    put(home / ".config/khard/khard.conf", "[[all]]\npath = /proc/sys\n")
    calls = count()
    look(home, [Path("/proc/sys")], lambda: next(calls) > 10_000)
    assert next(calls) < 100


def test_placeholders_of_a_cloud_are_passed_over(home: Path) -> None:
    """A file that has a size but takes no room is elsewhere, and is not opened."""
    path = home / "Downloads/all.vcf"
    put(path, "")
    os.truncate(path, 100_000)
    if path.stat().st_blocks:
        pytest.skip("holes take room here")
    box = put(home / "Maildir/cur/1", "")
    os.truncate(box, 100_000)
    assert looked(home) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="somebody who may read everything")
def test_what_may_not_be_read_is_passed_over(home: Path) -> None:
    """A closed folder or file does not end it."""
    closed = put(home / "Downloads/a.vcf", CARD * 2)
    put(home / "Downloads/b.vcf", CARD * 2)
    put(home / "src/x/y")
    closed.chmod(0)
    (home / "src").chmod(0)
    try:
        assert places(looked(home), home) == [("vcard", "Downloads/b.vcf")]
    finally:
        (home / "src").chmod(0o700)


def test_what_is_no_file_is_not_opened(home: Path) -> None:
    """A pipe would wait for ever."""
    (home / "Downloads").mkdir()
    os.mkfifo(home / "Downloads/all.vcf")
    assert looked(home) == []


def test_time_up(home: Path) -> None:
    """What was found until then is kept, in a large folder too."""
    put(home / ".contacts/a.vcf", CARD)
    for number in range(300):
        put(home / f"Downloads/{number}.txt")
    cloned(home / "src/tool")
    calls = count()
    found, stopped = look(home, download_folders(home), lambda: next(calls) > 200)
    assert (places(found, home), stopped) == ([("vcard", ".contacts")], True)
    assert next(calls) == 202


def test_what_time_did_not_suffice_for_is_found_all_the_same(home: Path) -> None:
    """A large place of which only a part was counted can be imported."""
    for number in range(300):
        put(home / f"Maildir/cur/{number}", "Hi")
    calls = count()
    (found,), stopped = look(home, (), lambda: next(calls) > 400)
    assert (found.path, stopped) == (home / "Maildir", True)
    assert 0 < found.size < 600


def test_the_download_folder_is_that_of_the_desktop(home: Path) -> None:
    """As the desktop says, and as browsers call it; home itself is none, and nothing comes twice."""
    for name in ("Eingang", "Downloads", "Herunterladen"):
        (home / name).mkdir()
    said = home / ".config/user-dirs.dirs"
    put(said, 'XDG_DESKTOP_DIR="$HOME/x"\nXDG_DOWNLOAD_DIR="$HOME/Eingang"\n')
    assert download_folders(home) == [home / "Eingang", home / "Downloads", home / "Herunterladen"]
    put(said, 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    assert download_folders(home) == [home / "Downloads", home / "Herunterladen"]
    put(said, 'XDG_DOWNLOAD_DIR="$HOME/"\n')
    assert download_folders(home) == [home / "Downloads", home / "Herunterladen"]


# `netcheck import` alone


@pytest.fixture
def stuff(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home with two address books, a chat and two clones; nothing was delivered to its user."""
    monkeypatch.setenv("LOGNAME", "nobody-here")
    put(home / ".contacts/a.vcf", CARD)
    put(home / "Downloads/all.vcf", CARD * 2)
    put(home / "Downloads/WhatsApp Chat with Ben.txt", "31/12/2025, 20:52 - Ben: Hi\n31/12/2025, 20:53 - Me: Hi\n")
    for name in ("a", "b c"):
        cloned(home / "src" / name)
    return home


@pytest.fixture
def clone(stuff: Path) -> Path:
    """Make one of the clones there a real one, of somebody whom git knows."""
    path = stuff / "src" / "a"
    shutil.rmtree(path)
    build(path, [Commit("Me <me@x.org>", "parser: read more\n\nHelped-by: Ana <ana@x.org>")])
    git(path, "config", "user.email", "me@x.org")
    return path


def test_without_a_terminal_it_shows_its_help(run: Run, stuff: Path) -> None:
    """Nobody could pick, and nothing is looked at."""
    assert run("import").out == run("import", "--help").out
    assert stuff.name not in run("import").out


def test_it_says_where_and_what(run: Run, stuff: Path) -> None:
    """Before it looks it says where; then what is there, with size and day; chats are not picked beforehand."""
    (stuff / "Maildir").mkdir()
    said = run("import", stdin="\n0\n", terminal=True).out
    before, _enter, after = said.partition("Enter: look")
    assert "~/Maildir" in before
    assert "~/Downloads" in before
    assert "at most 4 folders deep and take at most 3 seconds" in " ".join(before.split())
    assert [" ".join(line.split()) for line in after.splitlines()[1:5]] == [
        "1) [x] vCard ~/.contacts 41 B newest 2026-11-20",
        "2) [x] vCard ~/Downloads/all.vcf 82 B newest 2026-11-20",
        "3) [x] git ~/src: a, b c 200 B newest 2026-11-20",
        "4) [ ] WhatsApp …/WhatsApp Chat with Ben.txt 55 B newest 2026-11-20",
    ]
    assert "nothing brought in" in said
    assert not (stuff / "log.db").exists()


@pytest.mark.usefixtures("clone")
def test_clones_are_part_of_the_plan(run: Run) -> None:
    """Whose they are is known from git's settings; one without a commit does not keep the rest from coming in."""
    said = run("import", stdin="\n1,3\ny\n", terminal=True).out
    assert "1 repository without a commit" in said
    (entry,) = json.loads(run("list", "--json").out)
    assert (entry["with"], entry["direction"], entry["note"]) == ("Ana", "received", "a: parser")
    assert "netcheck log" in said.splitlines()[-1]


def test_what_is_picked_comes_in_as_one_plan(run: Run, stuff: Path) -> None:
    """Address books and chats together are one change, which one undo takes back."""
    pytest.importorskip("netcheck.importers.vcard")
    pytest.importorskip("netcheck.importers.whatsapp")
    assert stuff.exists()
    said = run("import", stdin="\n1,2,4\ny\n", terminal=True).out
    assert "Only git, gh, LinkedIn and Monica know" in said
    assert sorted(line.split()[0] for line in run("contact", "list").out.splitlines()) == ["Ana", "Ben"]
    run("undo")
    assert run("contact", "list", "--json").out == "[]\n"


def test_nothing_found(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a sentence says what can be imported, and where exports come from."""
    monkeypatch.setenv("LOGNAME", "nobody-here")
    assert home.exists()
    said = run("import", stdin="\n", terminal=True).out
    assert "Nothing of that kind was found; netcheck import FILE takes vCard" in said


@pytest.mark.usefixtures("hasty_clock", "stuff")
def test_it_stops_in_time(run: Run) -> None:
    """After three seconds it says that there may be more."""
    assert "After 3 seconds I stopped looking" in run("import", stdin="\n0\n", terminal=True).out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("stuff")
def test_it_can_be_left(run: Run, language: str) -> None:
    """Whoever does not want it to look leaves before."""
    left = run("import", "--lang", language, terminal=True, expect=130)
    assert spoken(language, _, "Cancelled.") in left.err
    assert "vCard" not in left.out


@pytest.mark.usefixtures("clone")
def test_a_walk_at_a_terminal() -> None:
    """Look, see the list, take everything out but the clones, and agree."""
    with program_at_terminal([sys.executable, "-m", "netcheck", "import"], {}) as child:
        child.expect_exact("Enter: look")
        child.send("\r")
        child.expect_exact("Which of these shall I bring in?")
        child.expect_exact("● vCard     ~/.contacts")
        child.expect_exact("○ WhatsApp")
        child.send(" \x1b[B \r")
        child.expect_exact("○ vCard     ~/Downloads/all.vcf")
        child.expect_exact("● git")
        child.expect_exact("Take this over?")
        child.send("y")
        child.expect_exact("netcheck log")
        assert end_of(child) == 0

"""Mail from Maildirs, mbox files, Takeout and single files, and the oddities of headers."""

from __future__ import annotations

import sys
import tracemalloc
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Findings, Options
from netcheck.importers.mail import detect, parse_all
from netcheck.importers.source import opened_source

TODAY = date(2026, 11, 27).toordinal()
INBOX = Path(__file__).parent / "imports" / "mail" / "INBOX"
NORA = ("nora@feldmann.example", "nora@werk.example")
ME = "me@x.example"
SEPARATOR = "From ana@b.example Mon Jan  5 09:30:00 2026\n"


class Read:
    """What one reading of several places gave."""

    def __init__(self, *paths: Path, me: tuple[str, ...] = (ME,), **options: object) -> None:
        self.findings = Findings()
        with ExitStack() as stack:
            sources = [stack.enter_context(opened_source(path)) for path in paths]
            told = Options(TODAY, me=me, **options)  # type: ignore[arg-type] # by name
            drafts = list(parse_all(sources, told, self.findings))
        self.contacts = [draft for draft in drafts if draft.record is Contact]
        self.made = {draft.person: draft.values["name"] for draft in self.contacts if not draft.unless_known}
        self.waiting = {draft.person: draft.unless_known for draft in self.contacts if draft.unless_known}
        self.events = [draft for draft in drafts if draft.record is not Contact]
        self.left_out = dict(self.findings.left_out)
        self.names = {draft.person: draft.values["name"] for draft in self.contacts}

    def talks(self) -> list[tuple[str, str]]:
        """Return with whom and when there was talk."""
        return [(draft.person, day(draft)) for draft in self.events]


def day(draft: Draft) -> str:
    """Return the day of an event as a date."""
    return date.fromordinal(draft.values["day"]).isoformat()


def mail(sender: str = "Ana <ana@b.example>", to: str = ME, subject: str = "Hallo", **others: str) -> str:
    """Return a mail with these headers, by default from Ana to the user."""
    headers = {"Date": "Mon, 05 Jan 2026 09:30:00 +0000"} | {
        name.replace("_", "-"): text for name, text in others.items()
    }
    rest = "".join(f"{name}: {text}\n" for name, text in headers.items() if text)
    return f"From: {sender}\nTo: {to}\nSubject: {subject}\n{rest}\nText\n"


def mbox(path: Path, *mails: str, name: str = "all.mbox", **options: object) -> Read:
    """Read an mbox of these mails."""
    (path / name).write_text("".join(f"{SEPARATOR}{one}\n" for one in mails), "utf-8")
    return Read(path / name, **options)  # type: ignore[arg-type] # by name


def maildir(path: Path, files: dict[str, str]) -> Path:
    """Write files into a folder and its folders."""
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    return path


def test_a_maildir_gives_whom_both_sides_wrote_to() -> None:
    """A maildir gives whom both sides wrote to."""
    read = Read(INBOX, me=NORA)
    assert read.made == {"tilo@kranwerk.example": "Tilo Brückner", "mirja@insel.example": "Mirja Sandholm"}
    assert read.waiting == {"ines@calloway.example": "one_direction"}
    assert read.talks() == [
        ("tilo@kranwerk.example", "2026-01-05"),
        ("ines@calloway.example", "2026-01-07"),
        ("tilo@kranwerk.example", "2026-01-09"),
        ("mirja@insel.example", "2026-01-11"),
        ("mirja@insel.example", "2026-01-12"),
        ("tilo@kranwerk.example", "2026-01-12"),
    ]
    assert read.left_out == {"spam": 1, "list": 1, "many_recipients": 1, "robot": 1}
    assert not read.findings.problems
    assert not any(draft.listed for draft in read.contacts)


def test_notes_have_number_and_subject_without_answer_marks() -> None:
    """Notes have number and subject without answer marks."""
    read = Read(INBOX, me=NORA)
    assert (read.events[0].values["note"], read.events[-1].values["note"]) == (
        "Mail ×2: Kran",
        "Mail ×1: Grüße aus Boston",
    )
    assert read.events[0].values["source"] == "mail:talk:tilo@kranwerk.example:2026-01-05"
    assert read.contacts[0].values["identifiers"] == ("tilo@kranwerk.example",)


def test_the_subject_of_the_earliest_mail_of_a_day_is_kept(tmp_path: Path) -> None:
    """The subject of the earliest mail of a day is kept."""
    late = mail(subject="spät", Date="Mon, 05 Jan 2026 23:00:00 +0000")
    early = mail(subject="AW: Re: Fwd: WG: früh", Date="Mon, 05 Jan 2026 01:00:00 +0000")
    assert mbox(tmp_path, late, early).events[0].values["note"] == "Mail ×2: früh"
    assert len(mbox(tmp_path, mail(subject="x" * 99)).events[0].values["note"]) == len("Mail ×1: ") + 60


def test_without_mail_from_the_user_the_sent_folder_is_missed(tmp_path: Path) -> None:
    """Without mail from the user the sent folder is missed."""
    read = mbox(tmp_path, mail())
    assert not read.made
    assert read.findings.remarks == [("no_sent_mail", {})]


def test_an_address_that_nobody_there_has_is_named(tmp_path: Path) -> None:
    """Whoever mistypes their own address is told so, and not to look for a folder."""
    read = mbox(tmp_path, mail(), me=["nobody@example.org"])
    assert read.findings.remarks == [("me_unmatched", {"names": "nobody@example.org"})]


def test_several_places_are_one_set(tmp_path: Path) -> None:
    """Several places are one set."""
    (tmp_path / "inbox.mbox").write_text(SEPARATOR + mail())
    (tmp_path / "sent.mbox").write_text(SEPARATOR + mail(ME, "ana@b.example"))
    read = Read(tmp_path / "inbox.mbox", tmp_path / "sent.mbox")
    assert read.made == {"ana@b.example": "Ana"}
    assert read.findings.remarks == []


def test_one_message_id_is_one_mail(tmp_path: Path) -> None:
    """One message id is one mail."""
    one, spam = mail(Message_ID="<1@b>"), mail(Message_ID="<2@b>", Precedence="bulk")
    read = mbox(tmp_path, one, one, spam, spam)
    assert read.events[0].values["note"] == "Mail ×1: Hallo"
    assert read.left_out == {"list": 1}


def test_a_copy_in_the_trash_does_not_hide_the_mail(tmp_path: Path) -> None:
    """A copy in the trash does not hide the mail."""
    one = mail(Message_ID="<1@b>")
    read = mbox(tmp_path, one.replace("Subject", "X-Gmail-Labels: Papierkorb\nSubject"), one)
    assert (read.left_out, len(read.events)) == ({"deleted": 1}, 1)


def test_whoever_is_in_copy_is_neither_contact_nor_talk(tmp_path: Path) -> None:
    """Whoever is in copy is neither contact nor talk."""
    read = mbox(
        tmp_path,
        mail(ME, "ana@b.example", Cc="ben@b.example", Bcc="cleo@b.example"),
        mail(to="ben@b.example", Cc=ME),
        mail("ben@b.example", to="ana@b.example"),
        mail(ME, "", Cc="ana@b.example"),
    )
    assert read.names == {"ana@b.example": "Ana"}
    assert read.left_out == {"others": 1, "nobody": 1}


def test_at_most_eight_addresses_in_to(tmp_path: Path) -> None:
    """At most eight addresses in to."""
    eight = ", ".join(f"p{n}@b.example" for n in range(8))
    assert len(mbox(tmp_path, mail(ME, eight)).events) == 8
    assert mbox(tmp_path, mail(ME, f"{eight}, p8@b.example")).left_out == {"many_recipients": 1}
    assert len(mbox(tmp_path, mail(ME, "a@b.example", Cc=eight + ", p9@b.example")).events) == 1


def test_an_address_with_a_tag_is_the_user(tmp_path: Path) -> None:
    """An address with a tag is the user."""
    read = mbox(
        tmp_path, mail(to="ME+shop@x.example"), mail("me+a@x.example", "ana@b.example"), me=("Me <me+b@x.example>",)
    )
    assert read.made == {"ana@b.example": "Ana"}


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"List_Id": "<a.b>"}, "list"),
        ({"LIST_POST": "<mailto:a@b.example>"}, "list"),
        ({"List_Unsubscribe": "<https://b.example>"}, "list"),
        ({"Precedence": "List"}, "list"),
        ({"Precedence": "junk"}, "list"),
        ({"Sender": "bauleute-bounces@b.example"}, "list"),
        ({"Sender": "owner-bauleute@b.example"}, "list"),
        ({"Auto_Submitted": "auto-replied; owner=x"}, "robot"),
        ({"X_Auto_Response_Suppress": "All"}, "robot"),
        ({"sender": "no-reply@b.example"}, "robot"),
        ({"sender": "noreply-7@b.example"}, "robot"),
        ({"sender": "do.not.reply@b.example"}, "robot"),
        ({"sender": "donotreply@b.example"}, "robot"),
        ({"sender": "notifications@b.example"}, "robot"),
        ({"sender": "MAILER-DAEMON@b.example"}, "robot"),
        ({"sender": "postmaster@b.example"}, "robot"),
        ({"sender": "bounce+7@b.example"}, "robot"),
        ({"sender": "newsletter@b.example"}, "robot"),
        ({"to": f"{ME}, o/r <r@reply.github.com>"}, "robot"),
        ({"X_Gmail_Labels": "Posteingang,Spam"}, "spam"),
        ({"X_Gmail_Labels": 'Wichtig,"Papierkorb"'}, "deleted"),
        ({"X_Gmail_Labels": "=?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?="}, "draft"),
        ({"Date": "Sat, 28 Nov 2026 00:00:00 +0000"}, "future"),
        ({"Date": "Wed, 31 Dec 1969 00:00:00 +0000"}, "no_day"),
    ],
)
def test_mail_that_is_no_talk_is_counted(tmp_path: Path, others: dict[str, str], reason: str) -> None:
    """Mail that is no talk is counted."""
    read = mbox(tmp_path, mail(**others))
    assert (read.left_out, read.events) == ({reason: 1}, [])


@pytest.mark.parametrize(
    "others",
    [
        {"Auto_Submitted": "no"},
        {"Precedence": "first-class"},
        {"Sender": "Büro <office@b.example>"},
        {"sender": "Norea Plyer <norea@b.example>"},
        {"X_Gmail_Labels": "Posteingang,Binnen"},
    ],
)
def test_mail_of_people_counts(tmp_path: Path, others: dict[str, str]) -> None:
    """Mail of people counts."""
    assert len(mbox(tmp_path, mail(**others)).events) == 1


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        (".Spam", "spam"),
        (".INBOX.Junk", "spam"),
        ("Junk E-Mail", "spam"),
        (".Trash", "deleted"),
        ("Deleted Items/2020", "deleted"),
        (".Papierkorb", "deleted"),
        (".Gel&APY-schte Objekte", "deleted"),
        ("Gelöschte Elemente", "deleted"),
        (".Drafts", "draft"),
        (".Entw&APw-rfe", "draft"),
        ("Entwürfe", "draft"),
        ("Outbox", "draft"),
        ("Templates", "draft"),
        ("Work", ""),
        (".Trash talk", ""),
    ],
)
def test_folders_of_what_was_not_read_or_sent_are_left_out(tmp_path: Path, folder: str, reason: str) -> None:
    """Folders of what was not read or sent are left out."""
    read = Read(maildir(tmp_path, {f"{folder}/cur/1": mail()}))
    assert read.left_out == ({reason: 1} if reason else {})
    assert Read(tmp_path / folder.partition("/")[0]).left_out == read.left_out


@pytest.mark.parametrize("mark", [":", "!", ";"])
def test_flags_tell_what_is_deleted_or_a_draft(tmp_path: Path, mark: str) -> None:
    """Flags tell what is deleted or a draft."""
    if mark == ":" and sys.platform == "win32":
        pytest.skip("no such names there")
    files = {f"cur/{n}{mark}2,{flags}": mail() for n, flags in enumerate(("S", "ST", "D", "FRS"))}
    read = Read(maildir(tmp_path, files))
    assert read.left_out == {"deleted": 1, "draft": 1}
    assert read.events[0].values["note"] == "Mail ×2: Hallo"


def test_what_lies_beside_the_mails_is_none(tmp_path: Path) -> None:
    """What lies beside the mails is none."""
    text = mail()
    beside = ["tmp/1", "cur/.noindex", "dovecot-uidlist", ".mbsyncstate", "INBOX.msf", "x/tmp/1"]
    read = Read(maildir(tmp_path, dict.fromkeys(beside, text) | {"x/cur/1": text, "y/new/1": text}))
    assert (read.events[0].values["note"], read.left_out) == ("Mail ×2: Hallo", {})


def test_single_mails_of_a_folder_may_have_any_name(tmp_path: Path) -> None:
    """Files that begin like a mail are mails, however long the way was; the others are counted."""
    passed = "".join(f"Received: from a by b; Mon, 5 Jan 2026 09:30:00 +0000\n by way of {n}\n" for n in range(200))
    files = {
        "msg_01.txt": passed + mail(),
        "02": mail().replace("\n", "\r"),
        "no_date": "From: Ana <ana@b.example>\nTo: me@x.example\n\nDate: Mon, 05 Jan 2026 09:30:00 +0000\n",
        "README": "How we write\nFrom: me\n",
        "todo.txt": "Todo: write to Ana\n\nFrom: now on\n",
        "empty": "",
    }
    read = Read(maildir(tmp_path, files))
    assert read.events[0].values["note"] == "Mail ×2: Hallo"
    assert read.left_out == {"no_mail": 3, "no_day": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_loop_are_followed_once(tmp_path: Path) -> None:
    """Links that loop are followed once."""
    maildir(tmp_path, {"cur/1": mail()})
    (tmp_path / "again").symlink_to(tmp_path)
    assert Read(tmp_path).events[0].values["note"] == "Mail ×1: Hallo"


def test_eml_files_and_mbox_files_in_a_folder_are_read(tmp_path: Path) -> None:
    """Eml files and mbox files in a folder are read."""
    files = {
        "a/one.eml": mail(),
        "b/Inbox": SEPARATOR + mail(),
        "b/Trash.sbd/Old": SEPARATOR + mail(),
        "b/Inbox.msf": "// x",
    }
    read = Read(maildir(tmp_path, files))
    assert (read.left_out, read.events[0].values["note"]) == ({"deleted": 1}, "Mail ×2: Hallo")


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n\n"])
def test_a_single_mail_is_read_whatever_its_name(tmp_path: Path, start: str) -> None:
    """A single mail is read whatever its name."""
    (tmp_path / "mail.txt").write_text(start + mail().replace("\n", "\r\n"), "utf-8", newline="")
    assert len(Read(tmp_path / "mail.txt").events) == 1


def test_takeout_is_read_from_its_zip(tmp_path: Path) -> None:
    """Takeout is read from its zip."""
    with ZipFile(tmp_path / "takeout.zip", "w") as archive:
        archive.writestr("Takeout/archive_browser.html", "<html>")
        text = SEPARATOR + mail(X_Gmail_Labels="Sent,Inbox", Delivered_To=ME)
        archive.writestr("Takeout/Mail/All mail Including Spam and Trash.mbox", text)
    assert len(Read(tmp_path / "takeout.zip").events) == 1


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_that_begin_like_a_separator_make_no_mail(tmp_path: Path, ends: str) -> None:
    """Lines that begin like a separator make no mail."""
    body = "\nFrom here on\nFrom me, too\n\n>From the archive\n>>From twice\n\nFrom x Mon Jan  5 2026\nLine\n"
    text = SEPARATOR + mail(subject="eins") + body + SEPARATOR + mail(subject="zwei") + SEPARATOR + mail(subject="drei")
    (tmp_path / "a.mbox").write_bytes(text.replace("\n", ends).encode())
    read = Read(tmp_path / "a.mbox")
    assert read.events[0].values["note"] == "Mail ×3: eins"
    assert (read.left_out, read.findings.problems) == ({}, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 12 Jan 2026 23:30:00 -0500", "2026-01-12"),
        ("Mon, 12 Jan 2026 00:30:00 +1400", "2026-01-12"),
        ("Mon, 12 Jan 2026 23:30:00 -0000", "2026-01-12"),
        ("Mon, 12 Jan 2026 23:30:00 +9999", "2026-01-12"),
        ("12 Jan 26 23:30", "2026-01-12"),
        ("Mon, 12 Jan 99 23:30:00 GMT", "1999-01-12"),
        ("Mon,\n 12 Jan\n\t2026 10:00:00 +0100", "2026-01-12"),
        ("Mo, 12 Jän 2026 10:00:00", "2026-01-05"),
        ("sometime last tuesday", "2026-01-05"),
        ("Mon, 32 Jan 2026 10:00:00", "2026-01-05"),
        ("", "2026-01-05"),
    ],
)
def test_the_day_is_that_of_the_mail_at_its_own_offset_or_that_of_the_separator(
    tmp_path: Path, written: str, expected: str
) -> None:
    """The day is that of the mail at its own offset or that of the separator."""
    assert mbox(tmp_path, mail(Date=written)).talks() == [("ana@b.example", expected)]


def test_without_date_and_separator_the_first_received_counts(tmp_path: Path) -> None:
    """Without date and separator the first received counts."""
    received = (
        "from a by b\n\tfor c; Thu, 01 Jan 2026 23:00:00 -0800\nReceived: from d; Wed, 31 Dec 2025 10:00:00 +0000"
    )
    read = Read(maildir(tmp_path, {"cur/1": mail(Date="", Received=received), "cur/2": mail(Date="")}))
    assert (read.talks(), read.left_out) == ([("ana@b.example", "2026-01-01")], {"no_day": 1})


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("=?utf-8?q?Tilo_Br=C3=BCckner?= <a@b.example>", "Tilo Brückner"),
        ("=?utf-8?b?VGlsbyBCcsO8?=\n =?utf-8?b?Y2tuZXI=?= <a@b.example>", "Tilo Brückner"),
        ('"=?iso-8859-1?q?Br=FCckner=2C_Tilo?=" <A@B.example>', "Tilo Brückner"),
        ("=?utf-8?q?Br=C3=BCckner,_Tilo?= <a@b.example>", "Tilo Brückner"),
        ("Tilo Brückner <a@b.example>", "Tilo Brückner"),
        ('"Brückner, Tilo" <a@b.example>', "Tilo Brückner"),
        ("Brückner, Tilo <a@b.example>", "Tilo Brückner"),
        ("\"'Ana K'\" <a@b.example>", "Ana K"),
        ("'Ana K' <a@b.example>", "Ana K"),
        ("a@b.example (Ana K)", "Ana K"),
        ('"Ana \\"Nanna\\" K" <a@b.example>', 'Ana "Nanna" K'),
        ('"a@b.example" <a@b.example>', "a"),
        ("'A@b.example' <a@b.example>", "a"),
        ("a@b.example", "a"),
        ("<a@b.example>", "a"),
        ('"Ana K <a@b.example>', "Ana K"),
        ("=?x-made-up?q?Ana?= <a@b.example>", "a"),
        ("=?utf-8?b?A?= <a@b.example>", "a"),
    ],
)
def test_names_are_read_as_people_see_them(tmp_path: Path, sender: str, name: str) -> None:
    """Names are read as people see them."""
    assert mbox(tmp_path, mail(sender)).names == {"a@b.example": name}


def test_bytes_that_are_not_utf8_are_read_as_cp1252(tmp_path: Path) -> None:
    """Bytes that are not utf8 are read as cp1252."""
    (tmp_path / "a.eml").write_bytes(mail("Zoë Ähren <a@b.example>", subject="Grüße").encode("cp1252"))
    read = Read(tmp_path / "a.eml")
    assert (read.names, read.events[0].values["note"]) == ({"a@b.example": "Zoë Ähren"}, "Mail ×1: Grüße")


def test_the_most_frequent_name_is_the_name(tmp_path: Path) -> None:
    """The most frequent name is the name."""
    names = ("ana", "Ana Kern", "Ana K", "Ana Kern")
    assert mbox(tmp_path, *(mail(f"{name} <a@b.example>") for name in names)).names == {"a@b.example": "Ana Kern"}


@pytest.mark.parametrize(
    ("to", "people"),
    [
        ("Ana <a@b.example>, b@b.example", ["a@b.example", "b@b.example"]),
        ("Kern, Ana <a@b.example>, Orr, Ben <b@b.example>", ["a@b.example", "b@b.example"]),
        ("Team: a@b.example, Ben <b@b.example>;", ["a@b.example", "b@b.example"]),
        ("a@b.example; b@b.example", ["a@b.example", "b@b.example"]),
        ("undisclosed-recipients:;", []),
        ("root@localhost, Ana", []),
        ("a@b.example, A@B.example", ["a@b.example"]),
    ],
)
def test_recipients_are_told_apart(tmp_path: Path, to: str, people: list[str]) -> None:
    """Recipients are told apart."""
    assert list(mbox(tmp_path, mail(ME, to)).names) == people


@pytest.mark.parametrize(
    ("files", "likeliest"),
    [
        ({"cur/1": mail(to="x@x.example", Delivered_To=ME)}, [ME]),
        ({"cur/1": mail(), ".Sent/cur/1": mail("Nora <nora+a@x.example>")}, ["nora@x.example"]),
        ({"cur/1": mail(), ".Gesendete Objekte/cur/1": mail("nora@x.example")}, ["nora@x.example"]),
        ({"cur/1": mail(to="a@x.example"), "cur/2": mail(), "cur/3": mail()}, [ME, "a@x.example"]),
    ],
)
def test_who_the_user_is_must_be_told_and_is_guessed(
    tmp_path: Path, files: dict[str, str], likeliest: list[str]
) -> None:
    """Who the user is must be told and is guessed."""
    for me in ((), ("Nora",)):
        with pytest.raises(NetcheckError) as caught:
            Read(maildir(tmp_path, files), me=me)
        assert (caught.value.code, caught.value.facts) == ("import_me_needed", {"names": likeliest})


@pytest.mark.parametrize("text", ["", "\n\n", "BEGIN:VCARD\n", "Subject: x\n\nFrom: a@b.example\n"])
def test_a_file_without_mail_is_refused(tmp_path: Path, text: str) -> None:
    """A file without mail is refused."""
    (tmp_path / "a.txt").write_text(text)
    for me in ((), (ME,)):
        with pytest.raises(NetcheckError) as caught:
            Read(tmp_path / "a.txt", me=me)
        assert caught.value.code == "import_not_format"


def test_a_mail_without_sender_is_a_problem_in_a_maildir(tmp_path: Path) -> None:
    """A mail without sender is a problem in a maildir."""
    read = Read(maildir(tmp_path, {"cur/1": mail(), "cur/2": "Subject: x\n\n"}))
    assert [(one.code, one.file) for one in read.findings.problems] == [("import_no_sender", "cur/2")]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("cur/1", "", True),
        ("a/b/c.eml", "", True),
        ("Takeout/Mail/x.mbox", SEPARATOR, True),
        ("Inbox", SEPARATOR, True),
        ("mail.txt", mail(), True),
        ("mail.txt", "From: me\nTo: you\n", False),
        ("x.vcf", "BEGIN:VCARD\n", False),
    ],
)
def test_it_is_recognised_by_names_and_first_lines(tmp_path: Path, name: str, text: str, *, expected: bool) -> None:
    """It is recognised by names and first lines."""
    maildir(tmp_path, {name: text, "other.txt": "x"})
    with opened_source(tmp_path) as source:
        assert detect(source) is expected
    (tmp_path / "alone").write_text(mail())
    with opened_source(tmp_path / "alone") as source:
        assert detect(source)


def test_a_large_mbox_is_read_piece_by_piece(tmp_path: Path) -> None:
    """A large mbox is read piece by piece."""
    with (tmp_path / "a.mbox").open("w") as stream:
        for n in range(40):
            stream.write(f"{SEPARATOR}{mail(Message_ID=f'<{n}@b>')}{'x' * 400_000}\n\n")
    tracemalloc.start()
    try:
        read = Read(tmp_path / "a.mbox")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read.events[0].values["note"] == "Mail ×40: Hallo"
    assert peak < 8 << 20


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Any bytes are read or refused."""
    path = tmp_path_factory.mktemp("any") / "all.mbox"
    mails = sorted(one for one in INBOX.rglob("*host*") if one.is_file())
    content = bytearray(b"".join(SEPARATOR.encode() + one.read_bytes() + b"\n" for one in mails))
    pieces = st.sampled_from(
        [b"=?", b"?=", b'"', b"(", b"<", b",", b"\n", b"\r", b"\0", b"From ", b"\xff", b":", b"\\"]
    )
    for _ in range(data.draw(st.integers(0, 20))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(pieces | st.binary(max_size=9))
    path.write_bytes(content)
    with suppress(NetcheckError):
        assert all(one.values["day"] <= TODAY for one in Read(path, me=NORA).events)

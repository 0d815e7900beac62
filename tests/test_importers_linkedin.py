"""LinkedIn exports of all five eras, and the oddities of each table."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Findings, Options
from netcheck.importers.linkedin import detect, parse
from netcheck.importers.source import opened_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Run

TODAY = date(2026, 11, 27).toordinal()
FIXTURES = Path(__file__).parent / "imports" / "linkedin"
ERAS = sorted(path for path in FIXTURES.iterdir() if path.is_dir())
PROFILE = "First Name,Last Name\nNora,Feldmann\n"
NORA = "https://www.linkedin.com/in/nora"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)
OLD_MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
ENDORSED = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
RECOMMENDED = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
OLEK = "https://www.linkedin.com/in/olek"
OLEK_ROW = f"Olek,Wiśniak,{OLEK},,Hafen AG,Lotse,30 Jun 2022\n"


class Read:
    """What one reading gave."""

    def __init__(self, path: Path, **options: object) -> None:
        self.findings = Findings()
        with opened_source(path) as source:
            drafts = list(parse(source, Options(TODAY, **options), self.findings))  # type: ignore[arg-type] # by name
        self.contacts = [draft for draft in drafts if draft.record is Contact]
        self.events = [draft for draft in drafts if draft.record is not Contact]
        made = {draft.person for draft in self.contacts if not draft.unless_known}
        self.made = [draft for draft in self.contacts if not draft.unless_known]
        self.kept = [draft for draft in self.events if draft.person in made]
        self.left_out = dict(self.findings.left_out)

    def counts(self) -> tuple[int, ...]:
        """Contacts, talks, given, received, of an empty log."""
        directions = Counter(str(draft.values["direction"]) for draft in self.kept)
        return len(self.made), directions["mutual"], directions["given"], directions["received"]

    def talks(self) -> list[tuple[str, str]]:
        """Return with whom and when there was talk."""
        return [(draft.with_name, day(draft)) for draft in self.events if draft.values["kind"] == "talk"]


def day(draft: Draft) -> str:
    """Return the day of an event as a date."""
    return date.fromordinal(draft.values["day"]).isoformat()


def folder(path: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder."""
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name).write_text(text, "utf-8")
    return path


def export(path: Path, messages: str = "", connections: str = OLEK_ROW, **options: object) -> Read:
    """Read an export with these rows of messages and connections."""
    files = {"Profile.csv": PROFILE, "Connections.csv": CONNECTIONS + connections, "messages.csv": MESSAGES + messages}
    return Read(folder(path, files), **options)


def test_each_era_gives_what_it_holds() -> None:
    """Each era gives what it holds."""
    assert [Read(era).counts() for era in ERAS] == [
        (4, 2, 0, 0),
        (5, 2, 1, 3),
        (5, 3, 1, 4),
        (3, 2, 1, 1),
        (3, 2, 0, 1),
    ]


def test_what_is_left_out_of_each_era_is_counted() -> None:
    """What is left out of each era is counted."""
    assert [Read(era).left_out for era in ERAS] == [
        {"no_name": 1, "group_message": 1, "spam": 1, "ambiguous": 1, "invitation": 3},
        {"no_name": 2, "not_accepted": 1, "not_visible": 1, "group_message": 1, "invitation": 1},
        {"no_name": 1, "not_accepted": 1, "group_message": 1, "invitation": 1, "coach": 1},
        {"no_name": 1, "not_visible": 1, "draft": 1, "sponsored": 1, "group_message": 1, "invitation": 1},
        {"no_name": 3, "comment": 3, "invitation": 1, "coach": 1},
    ]


def test_whoever_is_no_connection_waits_for_the_log_to_know_them() -> None:
    """Whoever is no connection waits for the log to know them."""
    waiting = [
        [(one.values["name"], one.unless_known) for one in Read(era).contacts if one.unless_known] for era in ERAS
    ]
    ruth, bastian = ("Ruth Amsel, Ph.D.", "no_connection"), ("Bastian Quist", "no_connection")
    assert waiting == [[ruth], [ruth], [], [], [bastian]]


def test_era_1_knows_profiles_by_messages_and_namesakes_by_their_rows() -> None:
    """Era 1 knows profiles by messages and namesakes by their rows."""
    read = Read(ERAS[0])
    assert [(one.values["name"], one.values.get("identifiers", ())) for one in read.made] == [
        ("Tilo Brückner", ("https://www.linkedin.com/in/tilo-brueckner-1a2b3c",)),
        ("Ines Calloway", ("ines@calloway.example",)),
        ("Peter Kahl", ()),
        ("Peter Kahl", ()),
    ]
    assert len({one.person for one in read.made}) == 4
    assert read.findings.names["ambiguous"] == {"Peter Kahl": None}
    assert [(day(one), one.values["note"]) for one in read.kept] == [
        ("2021-04-02", "LinkedIn ×2"),
        ("2021-04-05", "LinkedIn ×1"),
    ]
    assert read.made[0].values["note"] == "Tragwerksplaner, Kranwerk GmbH\nLinkedIn 2021-02-08"


def test_skills_of_a_day_are_one_endorsement_in_the_order_of_the_file() -> None:
    """Skills of a day are one endorsement in the order of the file."""
    notes = [one.values["note"] for one in Read(ERAS[1]).kept if "endorsement" in one.values["source"]]
    assert notes == ["Statics; Planning, Urban", "Statics"]
    assert [one.values["note"] for one in Read(ERAS[2]).kept if "kwame" in one.person] == [
        "Python; C++; SQL",
        "Teamwork",
    ]


def test_the_sources_of_exchanges_name_place_sort_side_person_and_day() -> None:
    """The sources of exchanges name place sort side person and day."""
    sources = [one.values["source"] for one in Read(ERAS[3]).kept]
    assert sources == [
        "linkedin:talk:https://www.linkedin.com/in/mirja-sandholm-55:2025-08-01",
        "linkedin:talk:https://www.linkedin.com/in/mirja-sandholm-55:2025-08-04",
        "linkedin:recommendation:given:https://www.linkedin.com/in/bastianquist:2025-06-01",
        "linkedin:recommendation:received:https://www.linkedin.com/in/mirja-sandholm-55:2024-10-15",
    ]


def test_nobody_but_connections_is_listed() -> None:
    """Nobody but connections is listed."""
    listed = {one.values["name"]: one.listed for one in Read(ERAS[2]).made}
    assert listed == dict.fromkeys(["Tilo Brückner", "Chloë Falk", "Kwame Adjei-Boone", "Saskia van Drunen"], True) | {
        "Gwen Pascoe": False
    }


def test_the_last_era_has_notes_and_two_days_around_midnight() -> None:
    """The last era has notes and two days around midnight."""
    read = Read(ERAS[4])
    assert read.made[0].values["note"] == "CTO, Insel Oy\nLinkedIn 2025-07-29\nmet at the harbour"
    assert read.talks()[:2] == [("Yuki Hoshide", "2026-02-01"), ("Yuki Hoshide", "2026-02-02")]


@pytest.mark.parametrize("root", ["", "Basic_LinkedInDataExport_04-18-2021/"])
def test_a_zip_with_or_without_its_folder_is_read_like_the_folder(tmp_path: Path, root: str) -> None:
    """A zip with or without its folder is read like the folder."""
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in ERAS[0].iterdir():
            archive.write(path, f"{root}{path.name}")
    assert Read(tmp_path / "export.zip").counts() == (4, 2, 0, 0)


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_zip_with_a_broken_table_is_called_damaged(tmp_path: Path, method: int) -> None:
    """A zip with a broken table is called damaged."""
    with ZipFile(tmp_path / "export.zip", "w", method) as archive:
        archive.write(ERAS[0] / "Connections.csv", "Connections.csv")
    data = bytearray((tmp_path / "export.zip").read_bytes())
    data[80:100] = bytes(20)
    (tmp_path / "export.zip").write_bytes(data)
    with pytest.raises(NetcheckError) as caught:
        Read(tmp_path / "export.zip")
    assert caught.value.code == "import_damaged"


def test_it_is_recognised_by_its_tables(tmp_path: Path) -> None:
    """It is recognised by its tables."""
    folder(tmp_path / "other", {"Connections.csv": "a,b\n1,2\n"})
    found = []
    for path in (*ERAS, tmp_path / "other"):
        with opened_source(path) as source:
            found.append(detect(source))
    assert found == [True] * 5 + [False]


@pytest.mark.parametrize("files", [{"Profile.csv": PROFILE}, {"Connections.csv": "a,b\n"}, {"messages.csv": ""}])
def test_a_folder_without_connections_and_messages_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    """A folder without connections and messages is refused."""
    with pytest.raises(NetcheckError) as caught:
        Read(folder(tmp_path, files))
    assert caught.value.code == "import_not_format"


def test_several_exports_in_one_folder_are_all_read() -> None:
    """Several exports in one folder are all read."""
    assert len(Read(FIXTURES).kept) == 24


def test_without_a_profile_the_user_sends_under_most_conversations(tmp_path: Path) -> None:
    """Without a profile the user sends under most conversations."""
    shutil.copytree(ERAS[2], tmp_path, dirs_exist_ok=True)
    (tmp_path / "Profile.csv").unlink()
    assert Read(tmp_path).counts() == (5, 3, 1, 4)


def test_without_a_profile_two_who_send_alike_are_asked_about(tmp_path: Path) -> None:
    """Without a profile two who send alike are asked about."""
    rows = f"c,,Nora Feldmann,{NORA},Olek Wiśniak,{OLEK},2025-01-01 10:00:00 UTC,,a,INBOX,,No\n"
    rows += f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},2025-01-02 10:00:00 UTC,,a,INBOX,,No\n"
    path = folder(tmp_path, {"messages.csv": MESSAGES + rows, "Connections.csv": CONNECTIONS + OLEK_ROW})
    with pytest.raises(NetcheckError) as caught:
        Read(path)
    assert (caught.value.code, caught.value.facts) == (
        "import_me_needed",
        {"names": ["Nora Feldmann", "Olek Wiśniak"]},
    )
    for me in ("nora feldmann", "linkedin.com/in/NORA?trk=x"):
        assert Read(path, me=[me]).talks() == [("Olek Wiśniak", "2025-01-01"), ("Olek Wiśniak", "2025-01-02")]
    with pytest.raises(NetcheckError):
        Read(path, me=["Somebody Else"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},2026-11-28 00:00:00 UTC,,a,INBOX,,No", "future"),
        (f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},1969-12-31 00:00:00 UTC,,a,INBOX,,No", "no_day"),
        (f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},2025-13-31 00:00:00 UTC,,a,INBOX,,No", "no_day"),
        (f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},,,a,INBOX,,No", "no_day"),
        (f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},2025-01-01 10:00:00 UTC,,a,SPAM,,No", "spam"),
        (f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},2025-01-01 10:00:00 UTC,,a,INBOX,,Yes", "draft"),
        (
            f"c,,Olek Wiśniak,{OLEK},Nora Feldmann,{NORA},2025-01-01 10:00:00 UTC,Hi %FIRSTNAME%,a,INBOX,,No",
            "sponsored",
        ),
        (f"c,,LinkedIn Member,,Nora Feldmann,{NORA},2025-01-01 10:00:00 UTC,,a,INBOX,,No", "sponsored"),
        (f"c,,Nora Feldmann,{NORA},Nora Feldmann,{NORA},2025-01-01 10:00:00 UTC,,a,INBOX,,No", "nobody"),
        (
            f'c,,Nora Feldmann,{NORA},,"{OLEK},https://www.linkedin.com/company/x",2025-01-01,,a,INBOX,,No',
            "group_message",
        ),
    ],
)
def test_messages_that_are_no_talk_are_counted(tmp_path: Path, row: str, reason: str) -> None:
    """Messages that are no talk are counted."""
    first = f"d,,Nora Feldmann,{NORA},Olek Wiśniak,{OLEK},2025-02-01 10:00:00 UTC,,a,SENT,,No\n"
    read = export(tmp_path, f"{first}{row}\n")
    assert read.left_out == {reason: 1}
    assert read.talks() == [("Olek Wiśniak", "2025-02-01")]


def test_a_draft_of_a_conversation_is_one_too(tmp_path: Path) -> None:
    """A draft of a conversation is one too."""
    header = MESSAGES.replace("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
    row = f"d,,Nora Feldmann,{NORA},Olek Wiśniak,{OLEK},2025-02-01 10:00:00 UTC,,a,SENT,,Yes\n"
    files = {"Profile.csv": PROFILE, "Connections.csv": CONNECTIONS + OLEK_ROW, "messages.csv": header + row}
    assert Read(folder(tmp_path, files)).left_out == {"draft": 1}


def test_groups_are_talk_with_who_wrote_on_a_day_on_which_the_user_wrote(tmp_path: Path) -> None:
    """Groups are talk with who wrote on a day on which the user wrote."""
    everybody = {"Nora Feldmann": NORA, "Olek Wiśniak": OLEK, "Ada Byk": "https://www.linkedin.com/in/ada"}
    rows = ""
    for sender, written in (("Nora Feldmann", "01"), ("Olek Wiśniak", "01"), ("Olek Wiśniak", "01"), ("Ada Byk", "02")):
        others = [name for name in everybody if name != sender]
        urls = ",".join(everybody[name] for name in others)
        rows += f'g,Guild,{sender},{everybody[sender]},"{",".join(others)}","{urls}",2025-01-{written},,x,INBOX,,No\n'
    connections = OLEK_ROW + "Ada,Byk,https://www.linkedin.com/in/ada,,,,01 Jan 2024\n"
    assert export(tmp_path, rows, connections).left_out == {"group_message": 4}
    read = export(tmp_path, rows, connections, groups=True)
    assert [(one.with_name, one.values["note"]) for one in read.events] == [("Olek Wiśniak", "LinkedIn ×2")]
    assert read.left_out == {"group_message": 1}


def old_messages(path: Path, recipients: str, connections: str) -> Read:
    """Read an export of 2021 with one message that the user sent."""
    rows = f'c,,Nora Feldmann,{NORA},"{recipients}",2021-04-02 09:15:00 UTC,,a,SENT\n'
    header = CONNECTIONS.replace("URL,", "")
    files = {"Profile.csv": PROFILE, "Connections.csv": header + connections, "messages.csv": OLD_MESSAGES + rows}
    return Read(folder(path, files))


@pytest.mark.parametrize(
    ("recipients", "number"),
    [
        ("Ruth Amsel, Ph.D.", 1),
        ("Ruth Amsel, MBA, PMP", 1),
        ("Ruth Amsel, M.Sc. CPA,Olek Wiśniak", 2),
        ("Olek Wiśniak, Coach for Sea Pilots", 1),
        ("Olek Wiśniak, Coach for Sea Pilots, Ruth Amsel", 2),
        ("Olek Wiśniak,Ruth Amsel", 2),
    ],
)
def test_names_with_commas_are_one_person_each(tmp_path: Path, recipients: str, number: int) -> None:
    """Names with commas are one person each."""
    read = old_messages(tmp_path, recipients, 'Olek,"Wiśniak, Coach for Sea Pilots",,,,01 Jan 2020\n')
    assert read.left_out.get("group_message", 0) == number - 1
    assert len(read.talks()) == 2 - number


def test_a_connection_without_profile_is_found_by_its_name(tmp_path: Path) -> None:
    """A connection without profile is found by its name."""
    read = old_messages(tmp_path, "OLEK WIŚNIAK", "Olek,Wiśniak,,,,01 Jan 2020\n")
    assert read.talks() == [("Olek Wiśniak", "2021-04-02")]
    assert read.kept[0].person == "olek wiśniak"


def test_another_profile_under_the_name_of_a_connection_is_another_person(tmp_path: Path) -> None:
    """Another profile under the name of a connection is another person."""
    row = "c,,Olek Wiśniak,https://www.linkedin.com/in/olek-2,Nora Feldmann,"
    read = export(tmp_path, f"{row}{NORA},2025-01-01 10:00:00 UTC,,a,INBOX,,No\n")
    assert [(one.person, one.unless_known) for one in read.contacts] == [
        (OLEK, ""),
        ("https://www.linkedin.com/in/olek-2", "no_connection"),
    ]


def test_two_profiles_under_the_one_name_of_a_connection_without_profile_are_not_guessed(tmp_path: Path) -> None:
    """Two profiles under the one name of a connection without profile are not guessed."""
    rows = "".join(
        f"c{n},,Olek Wiśniak,https://www.linkedin.com/in/olek-{n},Nora Feldmann,{NORA},2025-01-0{n},,a,INBOX,,No\n"
        for n in (1, 2)
    )
    assert export(tmp_path, rows, "Olek,Wiśniak,,,,,01 Jan 2020\n").left_out == {"ambiguous": 2}


def test_rows_that_are_equal_or_share_a_proof_are_one_connection(tmp_path: Path) -> None:
    """Rows that are equal or share a proof are one connection."""
    rows = (
        "Ada,Byk,,,Bau,Chefin,01 Jan 2020\n" * 2
        + "Ada,Byk,,,Bau,Lehrling,01 Jan 2020\n"
        + "Ben,Orr,https://www.linkedin.com/in/ben/,,,,01 Jan 2020\n"
        + "Benny,Orr,http://de.linkedin.com/in/BEN?trk=x,,,,01 Jan 2020\n"
        + "Cleo,Tan,,cleo@tan.example,,,01 Jan 2020\n"
        + "Cleopatra,Tan,,CLEO@tan.example,,,02 Jan 2020\n"
    )
    assert [one.values["name"] for one in export(tmp_path, "", rows).made] == [
        "Ada Byk",
        "Ada Byk",
        "Ben Orr",
        "Cleo Tan",
    ]


def test_a_connection_without_a_name_is_called_by_its_profile(tmp_path: Path) -> None:
    """A connection without a name is called by its profile."""
    read = export(tmp_path, "", ",,https://www.linkedin.com/in/ada-b,,,,01 Jan 2020\n,,,,,,02 Jan 2020\n")
    assert [one.values["name"] for one in read.made] == ["ada-b"]
    assert read.left_out == {"no_name": 1}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("03/07/21, 12:05 AM", "2021-03-07"),
        ("06/01/25 12:00 PM", "2025-06-01"),
        ("01/02/24", "2024-01-02"),
        ("2023-03-22", "2023-03-22"),
        ("2023-03-22T10:00:00Z", "2023-03-22"),
        ("22 Mar 2023", "2023-03-22"),
        ("Jan 2024", "2024-01-15"),
    ],
)
def test_recommendations_have_days_in_many_forms(tmp_path: Path, written: str, expected: str) -> None:
    """Recommendations have days in many forms."""
    files = {
        "Profile.csv": PROFILE,
        "Connections.csv": CONNECTIONS,
        "Recommendations_Given.csv": f'{RECOMMENDED}Ada,Byk,Bau,Chefin,Text,"{written}",VISIBLE\n',
    }
    read = Read(folder(tmp_path, files))
    assert [day(one) for one in read.kept] == [expected]
    assert read.made[0].values == {"name": "Ada Byk", "note": "Chefin, Bau"}
    assert [key for key, _ in read.findings.remarks] == ["middle_of_month"] * (written == "Jan 2024")


def test_an_endorsement_counts_if_accepted_and_joins_a_recommendation_by_the_one_name(tmp_path: Path) -> None:
    """An endorsement counts if accepted and joins a recommendation by the one name."""
    rows = "2023/06/20 13:05:02 UTC,SQL,Ada,Byk,www.linkedin.com/in/ada,ACCEPTED\n"
    rows += "2023/06/20 13:05:02 UTC,Go,Ada,Byk,www.linkedin.com/in/ada,REJECTED\n"
    rows += "20.06.2023,Go,Ada,Byk,www.linkedin.com/in/ada,ACCEPTED\n"
    files = {
        "Profile.csv": PROFILE,
        "Connections.csv": CONNECTIONS,
        "Endorsement_Received_Info.csv": ENDORSED + rows,
        "Recommendations Received.csv": f"{RECOMMENDED}Ada,Byk,,,Text,2024-01-02,VISIBLE\n",
    }
    read = Read(folder(tmp_path, files))
    assert read.counts() == (1, 0, 0, 2)
    assert read.left_out == {"not_accepted": 1, "no_day": 1}


def test_a_partner_who_also_endorsed_is_a_contact_with_talk(tmp_path: Path) -> None:
    """A partner who also endorsed is a contact with talk."""
    row = f"c,,Ada Byk,https://www.linkedin.com/in/ada,Nora Feldmann,{NORA},2025-01-01,,a,INBOX,,No\n"
    endorsed = f"{ENDORSED}2023/06/20 13:05:02 UTC,SQL,Ada,Byk,www.linkedin.com/in/ada,ACCEPTED\n"
    folder(tmp_path, {"Endorsement_Received_Info.csv": endorsed})
    assert export(tmp_path, row, "").counts() == (1, 1, 0, 1)


def test_what_has_no_author_is_only_counted(tmp_path: Path) -> None:
    """What has no author is only counted."""
    files = {
        "Reactions.csv": "Date,Type,Link\n2025-01-01,LIKE,x\n",
        "Votes.csv": "Date,Link,OptionText\n2025-01-01,x,y\n",
        "Comments.csv": "Date,Link,Message\n2025-01-01,x,y\n",
        "Shares_7.csv": "Date,ShareLink\n2025-01-01,x\n",
    }
    folder(tmp_path, files)
    assert export(tmp_path).left_out == {"reaction": 2, "comment": 2}


def test_marks_encodings_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    """Marks encodings and line ends do not matter."""
    text = ("Notes:\n\n" + CONNECTIONS + OLEK_ROW).replace("\n", "\r\n")
    for encoding, said in (("utf-8-sig", 0), ("utf-16", 0), ("utf-16-le", 1)):
        (tmp_path / "Connections.csv").write_bytes(text.encode(encoding))
        read = Read(tmp_path)
        assert [one.values["name"] for one in read.made] == ["Olek Wiśniak"]
        assert len(read.findings.remarks) == said
    (tmp_path / "Connections.csv").write_bytes((CONNECTIONS + "Zoë,Ähren,,,,,\r").encode("cp1252"))
    read = Read(tmp_path)
    assert [one.values["name"] for one in read.made] == ["Zoë Ähren"]
    assert read.findings.remarks == [("encoding", {"file": "Connections.csv", "encoding": "cp1252"})]


def test_a_table_without_its_header_is_a_problem_and_the_rest_comes_in(tmp_path: Path) -> None:
    """A table without its header is a problem and the rest comes in."""
    folder(tmp_path, {"Notes.csv": "nothing\n"})
    read = export(tmp_path)
    assert len(read.made) == 1
    assert [(one.code, one.file) for one in read.findings.problems] == [("import_no_header", "Notes.csv")]


def test_days_of_another_language_stay_in_the_note(tmp_path: Path) -> None:
    """Days of another language stay in the note."""
    read = export(tmp_path, "", "Ada,Byk,,,Bau,,3. März 2020\n")
    assert read.made[0].values["note"] == "Bau\nLinkedIn 3. März 2020"


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(ERAS), st.data())
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, era: Path, data: st.DataObject
) -> None:
    """Any bytes are read or refused."""
    path = tmp_path_factory.mktemp("any")
    for one in era.iterdir():
        content = bytearray(one.read_bytes())
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, len(content)))
            content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        (path / one.name).write_bytes(content)
    with suppress(NetcheckError):
        assert all(one.values["day"] <= TODAY for one in Read(path).events)


def test_the_user_among_the_connections_is_counted(tmp_path: Path, run: Run) -> None:
    """A row of Connections that is the user is left out and counted."""
    url = "https://www.linkedin.com/in/nora"
    (tmp_path / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"Nora,F,{url},,,,08 Feb 2026\nOlek,Z,https://www.linkedin.com/in/olek,,,,08 Feb 2026\n",
        "utf-8",
    )
    out = run("import", "linkedin", str(tmp_path), "--me", url).out
    assert "One new person." in out
    assert "1 card of yourself (Nora F)" in out


def test_a_table_that_ends_within_a_quotation_is_told(tmp_path: Path, run: Run) -> None:
    """A row that was cut off is a problem with the line where it begins, and not half a person."""
    text = "Notes:\n\n" + CONNECTIONS + '"Ana","K","https://www.linkedin.com/in/ana","","F","a\nb","08 Feb 2026"\n'
    (tmp_path / "Connections.csv").write_text(text + '"Cut","Off","https://www.linkedin.com/in/cu', "utf-8")
    out = run("import", "linkedin", str(tmp_path)).out
    assert "One new person." in out
    assert "Connections.csv, line 6: A quotation mark is opened here and never closed." in out

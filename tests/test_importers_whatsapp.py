"""Chats of WhatsApp and Signal as text: every way to write a line's beginning, who is who, groups, broken files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import readings
from netcheck.errors import NetcheckError
from netcheck.importers import whatsapp

IMPORTS = Path(__file__).parent / "imports" / "whatsapp"
ME = "Nora Feldmann"
GWEN = "WhatsApp Chat with Gwen.txt"


def read(path: Path, *me: str, **options: Any) -> readings.Reading:  # noqa: ANN401 - any of Options
    """Read a path as somebody with these names, if any."""
    return readings.read(whatsapp, path, me=me, **options)


def chat(folder: Path, *lines: str, name: str = GWEN, encoding: str = "utf-8") -> Path:
    """Write a chat, and return its path."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def refused(path: Path, *me: str, **options: Any) -> tuple[str, Any]:  # noqa: ANN401 - as above
    """Return why a path is refused, and the names said with it."""
    with pytest.raises(NetcheckError) as caught:
        read(path, *me, **options)
    return caught.value.code, caught.value.facts.get("names")


def test_three_locales_in_one_folder() -> None:
    """Each chat is with one person, days are read in the order that its file shows, the group stays out."""
    reading = read(IMPORTS, ME)
    assert readings.detected(whatsapp, IMPORTS)
    assert reading.names == ["Gwen Pascoe", "Kwame", "Tilo Brückner"]
    assert reading.talks == [
        "2024-12-30 Tilo Brückner: WhatsApp ×1",
        "2024-12-31 Tilo Brückner: WhatsApp ×2",
        "2025-01-02 Tilo Brückner: WhatsApp ×1",
        "2025-03-04 Kwame: WhatsApp ×1",
        "2025-03-13 Kwame: WhatsApp ×1",
        "2025-03-14 Gwen Pascoe: WhatsApp ×2",
        "2025-03-15 Gwen Pascoe: WhatsApp ×1",
    ]
    assert reading.left_out == {"system": 5, "group": 1}


def test_a_group_gives_a_talk_with_those_who_wrote_on_my_days() -> None:
    """Emil wrote on another day; Yuki has no ~ in the log; the name of the other chat says who the user is."""
    alone = read(IMPORTS / "us_android" / "WhatsApp Chat with Lesekreis.txt", ME, groups=True)
    assert alone.talks == ["2025-03-14 Gwen Pascoe: WhatsApp ×1", "2025-03-14 Yuki H: WhatsApp ×1"]
    both = read(IMPORTS / "us_android", groups=True)
    assert both.talks == [
        "2025-03-14 Gwen Pascoe: WhatsApp ×3",
        "2025-03-14 Yuki H: WhatsApp ×1",
        "2025-03-15 Gwen Pascoe: WhatsApp ×1",
    ]
    code, names = refused(IMPORTS / "us_android" / "WhatsApp Chat with Lesekreis.txt", groups=True)
    assert code == "import_me_needed"
    assert sorted(names) == ["Emil Rautner", "Gwen Pascoe", ME, "Yuki H"]


def test_a_chat_without_a_name_needs_me() -> None:
    """Both who wrote are offered."""
    assert refused(IMPORTS / "de_ios") == ("import_me_needed", [ME, "Tilo Brückner"])


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("[31.12.24, 20:52:25] ", "2024-12-31"),
        ("16.01.21, 23:09 - ", "2021-01-16"),
        ("3/14/25, 9:01 AM - ", "2025-03-14"),
        ("3/14/25, 9:01\u202fAM - ", "2025-03-14"),
        ("13/6/2026, 12:34 - ", "2026-06-13"),
        ("14/03/2025, 2:05 p.\u00a0m. - ", "2025-03-14"),
        ("[2026/07/01 12:34:56] ", "2026-07-01"),
        ("13/6/18, 1:55 p.m. - ", "2018-06-13"),
        ("13-06-2018, 01.55 PM - ", "2018-06-13"),
        ("13.06.18 21.25.15: ", "2018-06-13"),
        ("[06.13.18 21:25:15] ", "2018-06-13"),
        ("13.6.2018 klo 21.25.15 - ", "2018-06-13"),
        ("13. 6. 2018. 21:25:15 ", "2018-06-13"),
        ("\u200e[13/6/18 1:55:00 p. m.] ", "2018-06-13"),
        ("[06/2018/13, 21:25:15] ", "2018-06-13"),
        ("16.01.21, 3:09 nachm. - ", "2021-01-16"),
        ("16.01.21, 8:09 abends - ", "2021-01-16"),
        ("2018/6/13 下午1:55 - ", "2018-06-13"),
        ("13/06/2018 à 21:25 - ", "2018-06-13"),
        ("٣١\u200f/١٢\u200f/٢٠٢٤، ٨:٥٢ م - ", "2024-12-31"),
        ("99.12.31, 20:52 - ", "2099-12-31"),
    ],
)
def test_ways_to_write_a_header(tmp_path: Path, header: str, day: str) -> None:
    """Separators, orders, brackets, times of day, marks, words of several languages."""
    reading = read(chat(tmp_path, f"{header}Gwen: hi", f"{header}{ME}: moin", "zweite: Zeile"))
    future = day > "2026"
    assert reading.left_out == ({"future": 2} if day > "2026-11-27" else {})
    assert future or reading.talks == [f"{day} Gwen: WhatsApp ×2"]


def test_the_order_of_days_is_asked_where_the_file_does_not_show_it(tmp_path: Path) -> None:
    """Neither or both show it: asked; what is told answers only the open question."""
    neither = chat(tmp_path, "03/04/25, 10:00 - Gwen: a")
    assert refused(neither)[0] == "import_dates_needed"
    impossible = chat(tmp_path, "31.02.24, 10:00 - Gwen: a", "03.24.24, 10:00 - Gwen: b", name="x.txt")
    assert refused(impossible)[0] == "import_dates_needed"
    shown = chat(tmp_path, "31.02.24, 10:00 - Gwen: a", "03.04.24, 10:00 - Gwen: b", name=f"{GWEN[:-4]} (1).txt")
    assert read(shown).talks == ["2024-04-03 Gwen: WhatsApp ×1"]
    assert read(neither, dates="dmy").talks == ["2025-04-03 Gwen: WhatsApp ×1"]
    assert read(neither, dates="mdy").talks == ["2025-03-04 Gwen: WhatsApp ×1"]
    assert read(neither, dates="ymd").talks == ["2003-04-25 Gwen: WhatsApp ×1"]
    both = chat(tmp_path, "13/04/25, 10:00 - Gwen: a", "04/13/25, 10:00 - Gwen: a", "31/02/25, 9:00 - Gwen: a")
    assert refused(both)[0] == "import_dates_needed"
    told = read(both, dates="dmy")
    assert told.talks == ["2025-04-13 Gwen: WhatsApp ×1"]
    assert told.left_out == {"no_day": 2}
    years = chat(tmp_path, "18.06.30, 10:00 - Gwen: a", "19.01.30, 10:00 - Gwen: a")
    assert refused(years)[0] == "import_dates_needed"
    assert read(years, dates="ymd").talks == ["2018-06-30 Gwen: WhatsApp ×1", "2019-01-30 Gwen: WhatsApp ×1"]
    slip = chat(tmp_path, "28.06.24, 10:00 - Gwen: a", "01.01.27, 10:00 - Gwen: a")
    assert read(slip).left_out == {"future": 1}
    for days, events in {
        ("24.12.25", "24.12.27"): ["2025-12-24"],
        ("03/04/2025", "04/13/2025", "31/12/2027"): ["2025-03-04", "2025-04-13"],
        ("03/04/2025", "13/04/2025", "12/31/2027"): ["2025-04-03", "2025-04-13"],
    }.items():
        to_come = read(chat(tmp_path, *(f"{day}, 10:00 - Gwen: a" for day in days)))
        assert [event[:10] for event in to_come.talks] == events
        assert sum(to_come.left_out.values()) == 1
    assert read(chat(tmp_path, "03/04/2027, 10:00 - Gwen: a")).left_out == {"future": 1}
    shown = chat(tmp_path, "13/04/25, 10:00 - Gwen: a", "03/04/25, 10:00 - Gwen: a")
    assert read(shown, dates="mdy").talks == ["2025-04-03 Gwen: WhatsApp ×1", "2025-04-13 Gwen: WhatsApp ×1"]


def test_nobody_chatted_before_1970(tmp_path: Path) -> None:
    """A clock that was never set is no day: such messages are left out and counted."""
    reading = read(chat(tmp_path, "31/12/1965, 10:00 - Gwen: a", "31/12/2025, 10:00 - Gwen: b"))
    assert (reading.left_out, reading.talks) == ({"no_day": 1}, ["2025-12-31 Gwen: WhatsApp ×1"])


def test_lines_of_the_program_itself(tmp_path: Path) -> None:
    """On Android they have no author; an iPhone gives them one, and a mark that pictures have, too."""
    android = read(
        chat(
            tmp_path,
            "13.03.25, 10:00 - Nachrichten sind Ende-zu-Ende-verschlüsselt.",
            "13.03.25, 10:00 - Gwen hat die Telefonnummer geändert: bitte merken",
            "13.03.25, 10:00 - Verpasster Sprachanruf",
            "14.03.25, 10:00 - Gwen: Note: bring",
        )
    )
    assert android.talks == ["2025-03-14 Gwen: WhatsApp ×1"]
    assert android.left_out == {"system": 2, "missed_call": 1}
    iphone = read(
        chat(
            tmp_path,
            "[13.03.25, 10:00:00] Gwen: \u200eMessages and calls are end-to-end encrypted.",
            "[13.03.25, 10:00:00] Gwen: \u200eetwas, das niemand kennt",
            "[14.03.25, 10:00:00] Gwen: \u200eimage omitted",
            "[15.03.25, 10:00:00] Gwen: \u200eetwas anderes, das niemand kennt",
            "[16.03.25, 10:00:00] Gwen: \u200eVerpasster Videoanruf",
            "[17.03.25, 10:00:00] Gwen: \u200eYour security code with Gwen changed.",
            "[18.03.25, 10:00:00] Gwen: Your security code is 17",
        )
    )
    assert [event[:10] for event in iphone.talks] == ["2025-03-14", "2025-03-15", "2025-03-18"]
    assert iphone.left_out == {"system": 3, "missed_call": 1}


def test_an_iphone_gives_lines_of_a_group_the_groups_name(tmp_path: Path) -> None:
    """The group is nobody."""
    path = chat(
        tmp_path,
        "[13.03.25, 10:00:00] Lesekreis: \u200eGwen created group “Lesekreis”",
        "[13.03.25, 10:00:00] Gwen: hi",
        f"[13.03.25, 10:00:00] {ME}: hi",
        name="_chat.txt",
    )
    assert read(path, ME).left_out == {"system": 1, "group": 1}
    assert read(path, ME, groups=True).talks == ["2025-03-13 Gwen: WhatsApp ×1"]


def test_more_than_eight_writers_are_no_talk(tmp_path: Path) -> None:
    """With nine others nobody talks with everybody."""
    lines = [f"13.03.25, 10:00 - {name}: hi" for name in (ME, *"ABCDEFGHI")]
    assert read(chat(tmp_path, *lines), ME, groups=True).left_out == {"many_recipients": 10}
    assert len(read(chat(tmp_path, *lines[:-1]), ME, groups=True).talks) == 8


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp-Chat mit Gwen.txt",
        "Chat de WhatsApp con Gwen.txt",
        "WhatsApp Chat - Gwen.txt",
        "WhatsApp Chat with Gwen (1).txt",
        "WhatsApp_Chat_with_Gwen.txt",
        "WhatsApp Chat - Gwen/_chat.txt",
        "WhatsApp Chat with Gwen 🌻.txt",
    ],
)
def test_the_files_name_says_whom_the_chat_is_with(tmp_path: Path, name: str) -> None:
    """The other one is the user; signs that a file's name has not do not matter."""
    path = chat(tmp_path, f"13.03.25, 10:00 - {ME}: hi", "13.03.25, 10:00 - Gwen: hi", name=name)
    assert read(path).names == ["Gwen"]


def test_a_zip_is_called_after_the_chat(tmp_path: Path) -> None:
    """An iPhone packs `_chat.txt` and pictures into it."""
    path = tmp_path / "WhatsApp Chat - Gwen.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", f"[13.03.25, 10:00:00] {ME}: hi\r\n[14.03.25, 10:00:00] Gwen: hi\r\n")
        archive.writestr("00000001-PHOTO.jpg", b"\xff\xd8")
    assert [event[:15] for event in read(path).talks] == ["2025-03-13 Gwen", "2025-03-14 Gwen"]


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    """Wherever its bytes are wrong."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", "".join(f"[13.03.25, 10:00:{n % 60:02}] Gwen: {n * n}\r\n" for n in range(3000)))
    data = bytearray(path.read_bytes())
    for place in range(60, len(data) - 200, 3000):
        path.write_bytes(data[:place] + b"\xff\x00\xaa\x55" + data[place + 4 :])
        assert refused(path, ME) == ("import_damaged", None)


def test_who_is_who(tmp_path: Path) -> None:
    """One who alone wrote is the one the chat is called after, or somebody else than the user; else it is asked."""
    mine = f"13.03.25, 10:00 - {ME}: hi"
    hers = "13.03.25, 10:00 - Gwen: hi"
    assert read(chat(tmp_path, hers)).names == ["Gwen"]
    assert read(chat(tmp_path, mine), ME.upper()).names == ["Gwen"]
    assert refused(chat(tmp_path, mine)) == ("import_me_needed", [ME])
    assert read(chat(tmp_path, hers, name="_chat.txt"), ME).names == ["Gwen"]
    assert refused(chat(tmp_path, mine, hers, name="_chat.txt"), "Emil") == ("import_me_needed", ["Gwen", ME])
    alone = read(chat(tmp_path, mine, name="_chat.txt"), ME)
    assert (alone.names, alone.left_out) == ([], {"nobody": 1})


@pytest.mark.parametrize("name", [ME, f"{ME} (You)", f"{ME.upper()} (Du)"])
def test_notes_to_oneself_are_no_talk(tmp_path: Path, name: str) -> None:
    """A chat that is called after the user is with nobody, and nobody is made of it."""
    own = read(chat(tmp_path, f"13.03.25, 10:00 - {ME}: milk", name=f"WhatsApp Chat with {name}.txt"), ME)
    assert (own.contacts, own.events, own.left_out) == ([], [], {"own_notes": 1})


def test_names_with_colons_and_numbers(tmp_path: Path) -> None:
    """The longest name known before wins; who has no name in the telephone is known by the number."""
    colon = chat(
        tmp_path, "13.03.25, 10:00 - Emil: Ofen: kalt", f"13.03.25, 10:00 - {ME}: x",
        name="WhatsApp Chat with Emil: Ofen.txt",
    )  # fmt: skip
    assert read(colon).names == ["Emil: Ofen"]
    assert read(colon.rename(tmp_path / "WhatsApp Chat with Emil_ Ofen.txt")).names == ["Emil: Ofen"]
    marked = chat(
        tmp_path,
        "[13.03.25, 10:00:00] Emil: Ofen: \u200eMessages and calls are end-to-end encrypted.",
        "[13.03.25, 10:00:00] Emil: Ofen: kalt",
        name="_chat.txt",
    )
    assert read(marked, ME).names == ["Emil: Ofen"]
    number = chat(
        tmp_path,
        "13.03.25, 10:00 - \u202a+49 171 0000002\u202c: hi",
        f"13.03.25, 10:00 - {ME}: hi",
        name="WhatsApp Chat with +49 171 0000002.txt",
    )
    contact = read(number).drafts[0]
    assert (contact.values, contact.unless_known) == (
        {"name": "+49 171 0000002", "identifiers": ("+49 171 0000002",)}, "",
    )  # fmt: skip
    group = chat(tmp_path, *number.read_text("utf-8").splitlines(), "13.03.25, 10:00 - Gwen: hi")
    assert [draft.unless_known for draft in read(group, ME, groups=True).drafts if not draft.with_name] == [
        "no_name",
        "",
    ]


def test_a_pasted_chat_goes_on_with_the_message(tmp_path: Path) -> None:
    """Lines that begin in another way than the first one begin no message."""
    reading = read(chat(tmp_path, "13.03.25, 10:00 - Gwen: hi", "[14.03.25, 10:00:00] Emil: x", "15.03.25 9:00 - y: z"))
    assert reading.talks == ["2025-03-13 Gwen: WhatsApp ×1"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    """What had to be guessed is said."""
    text = end.join(["13.03.25, 10:00 - Zoë: hi", f"13.03.25, 10:00 - {ME}: hi", "x" * 200_000 + ": y"])
    path = chat(tmp_path, text, name="WhatsApp Chat with Zoe.txt", encoding=encoding)
    reading = read(path)
    assert (readings.detected(whatsapp, path), reading.talks) == (True, ["2025-03-13 Zoë: WhatsApp ×2"])
    guessed = encoding in {"utf-16-le", "utf-16-be", "cp1252"}
    assert reading.findings.remarks == (
        [("encoding", {"file": path.name, "encoding": encoding})] if guessed else []
    )  # fmt: skip


def test_a_long_beginning_may_end_within_a_character(tmp_path: Path) -> None:
    """It is a chat nevertheless."""
    for more in range(4):
        path = chat(tmp_path, f"13/03/25, 9:01\u202fAM - Gwen: {'x' * more}{'🌻' * 2000}")
        assert readings.detected(whatsapp, path)


def test_signal_export(tmp_path: Path) -> None:
    """Its folders are called after people, and the user is `Me`."""
    chat(tmp_path, "[2019-05-29, 15:04] Me: hi", "> quote", "[2019-06-29, 15:04] Gwen: hi", name="Gwen/chat.md")
    chat(tmp_path, "[2019-05-30, 15:04] Me: hi", name="Emil/chat.md")
    reading = read(tmp_path)
    assert reading.talks == ["2019-05-29 Gwen: Signal ×1", "2019-05-30 Emil: Signal ×1", "2019-06-29 Gwen: Signal ×1"]
    assert {draft.values["source"] for draft in reading.drafts if draft.with_name == "Emil"} == {
        "signal:talk:emil:2019-05-30"
    }


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"hello\nworld\n", b"PK", bytes(range(256))])
def test_what_is_no_chat_is_refused(tmp_path: Path, data: bytes) -> None:
    """It names the format."""
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    assert refused(path)[0] == "import_not_format"


SAMPLES = [path.read_bytes() for path in sorted(IMPORTS.rglob("*.txt"))]


@settings(max_examples=50, deadline=None)
@given(
    st.binary(max_size=200)
    | st.tuples(st.sampled_from(SAMPLES), st.integers(0, 400), st.integers(0, 40), st.binary(max_size=6)).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[3] + drawn[0][drawn[1] + drawn[2] :]
    )
)
def test_any_bytes_give_drafts_or_a_sentence(data: bytes) -> None:
    """Nothing else than a NetcheckError leaves the reader."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with Gwen Pascoe.txt"
        path.write_bytes(data)
        try:
            assert readings.read(whatsapp, path, me=(ME,), groups=True).talks is not None
        except NetcheckError as error:
            assert error.code.startswith("import_")  # noqa: PT017 - either outcome is right

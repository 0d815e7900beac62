"""Telegram's JSON, whole and one chat: who comes in, what is left out, old and odd forms, broken and large files."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import readings
from netcheck.errors import NetcheckError
from netcheck.importers import telegram
from netcheck.importers.base import Problem

IMPORTS = Path(__file__).parent / "imports" / "telegram"
WHOLE = IMPORTS / "DataExport_2026-10-02"
ALONE = IMPORTS / "ChatExport_2026-10-02" / "result.json"


def read(path: Path, *me: str, **options: Any) -> readings.Reading:  # noqa: ANN401 - any of Options
    """Read a path as somebody with these names, if any."""
    return readings.read(telegram, path, me=me, **options)


def written(folder: Path, content: object) -> Path:
    """Write an export, and return its path."""
    path = folder / "result.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


GWEN = {"user_id": 9, "first_name": "Gwen"}


def message(writer: str, day: str = "2025-01-02", name: str = "", **more: object) -> dict[str, object]:
    """Return a message of `user<writer>` on a day."""
    return {"type": "message", "date": f"{day}T08:00:00", "from": name or writer, "from_id": f"user{writer}"} | more


def chat(*messages: object, **more: object) -> dict[str, object]:
    """Return a chat with Gwen, whose id is 9."""
    return {"name": "Gwen", "type": "personal_chat", "id": 9, "messages": list(messages)} | more


def refused(path: Path, *me: str, **options: Any) -> str:  # noqa: ANN401 - any of Options
    """Return why a path is refused."""
    with pytest.raises(NetcheckError) as caught:
        read(path, *me, **options)
    return caught.value.code


def test_a_whole_export() -> None:
    """The contact list comes in, who wrote with the user, and nobody else; all that is left out is counted."""
    reading = read(WHOLE)
    assert readings.detected(telegram, WHOLE)
    kept = [draft for draft in reading.drafts if not draft.with_name]
    assert [(draft.values["name"], draft.listed, draft.unless_known) for draft in kept] == [
        ("Emil Rautner", True, ""),
        ("Mirja", True, ""),
        ("Saskia van Drunen", False, ""),
        ("Fremde Werbung", False, "one_direction"),
    ]
    assert kept[0].values["identifiers"] == ("+49 171 0000002",)
    assert kept[0].values["keys"] == ("telegram:user7002",)
    assert reading.talks == [
        "2024-11-14 Emil Rautner: Telegram ×2",
        "2024-11-15 Emil Rautner: Telegram ×1",
        "2024-12-01 Saskia van Drunen: Telegram ×2",
        "2024-12-02 Fremde Werbung: Telegram ×1",
    ]
    counted = {"deleted_account": 1, "no_name": 1, "robot": 1, "own_notes": 1, "system": 1}
    assert reading.left_out == counted | {"group": 1}
    asked = read(WHOLE, groups=True)
    assert (asked.talks, asked.left_out) == (reading.talks, counted)


def test_a_chat_alone() -> None:
    """Whoever has another id than the chat is the user; a chat that is exported by itself names the person."""
    reading = read(ALONE)
    assert reading.names == ["Gwen Pascoe"]
    assert reading.talks == ["2025-01-02 Gwen Pascoe: Telegram ×2", "2025-01-03 Gwen Pascoe: Telegram ×1"]
    assert reading.left_out == {}


def test_one_side_alone_is_enough_in_a_chat_alone(tmp_path: Path) -> None:
    """In a whole export it is not, unless the contact list has the person."""
    hers, mine = message("9", name="Gwen"), message("1")
    for one in (hers, mine):
        assert [draft.unless_known for draft in read(written(tmp_path, chat(one))).drafts] == ["", ""]
        whole = {"personal_information": {"user_id": 1}, "chats": {"list": [chat(one)]}}
        assert read(written(tmp_path, whole)).drafts[0].unless_known == "one_direction"
    listed = whole | {"contacts": [{"user_id": 9, "first_name": "Gwen", "last_name": "Pascoe", "phone_number": "x"}]}
    assert [draft.values.get("name") for draft in read(written(tmp_path, listed)).drafts] == ["Gwen Pascoe", None]


def test_several_exports_in_one_folder(tmp_path: Path) -> None:
    """A chat that is in two of them counts once."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, chat(message("9", name="Gwen"), message("1")))
    assert read(tmp_path).talks == ["2025-01-02 Gwen: Telegram ×2"]


def test_bare_lists_and_other_orders_of_keys(tmp_path: Path) -> None:
    """Chats may be a list without an object around it, and who the user is may come last."""
    whole = {
        "stories": [[{"a": [1, {}]}]],
        "chats": [chat(message("9"), message("1")), {"messages": [message("9"), message("1")], "id": 9, "type": "x"}],
        "left_chats": [chat(message("8", "2025-02-02"), message("1"), name="Emil", id=8)],
        "contacts": [{"user_id": 1, "first_name": "Nora"}, 7, {"user_id": 0, "first_name": "Mirja"}],
        "personal_information": {"user_id": 1},
    }
    reading = read(written(tmp_path, whole))
    assert reading.names == ["Emil", "Gwen", "Mirja"]
    assert len(reading.talks) == 3


def test_old_exports_without_ids(tmp_path: Path) -> None:
    """Names tell who wrote."""
    old: list[dict[str, object]] = [
        {"type": "message", "date": "2018-01-02T08:00:00", "from": name} for name in ("Gwen", "Nora")
    ]
    reading = read(written(tmp_path, {"chats": [chat(*old, id=9)]}))
    assert [draft.unless_known for draft in reading.drafts] == ["", ""]
    assert reading.talks == ["2018-01-02 Gwen: Telegram ×2"]


def test_days(tmp_path: Path) -> None:
    """The local day as written, else that of the instant; none, one to come and one before 1970 are left out."""
    days: list[dict[str, object]] = [
        message("9", date="2025-01-02T23:59:59", date_unixtime="1735900000"),
        message("9", date=None, date_unixtime="1735858740"),
        message("9", date="gestern"),
        message("9", date="2026-11-28T00:00:00"),
        message("9", date="1969-12-31T00:00:00"),
        message("9", date=None, date_unixtime="9" * 30),
    ]
    reading = read(written(tmp_path, chat(*days)))
    assert reading.talks == ["2025-01-02 Gwen: Telegram ×2"]
    assert reading.left_out == {"no_day": 3, "future": 1}


def test_groups(tmp_path: Path) -> None:
    """A talk with each who wrote on a day on which I wrote, too; not with channels and deleted accounts."""
    group = chat(
        message("9", name="Gwen"),
        message("8", "2025-01-03", name="Emil"),
        message("1", name="Nora"),
        message("6") | {"from": None},
        message("") | {"from_id": "channel5"},
        type="private_supergroup", name="Lesekreis",
    )  # fmt: skip
    path = written(tmp_path, group)
    assert read(path).left_out == {"group": 1}
    assert refused(path, groups=True) == "import_me_needed"
    reading = read(path, "nora", groups=True)
    assert reading.talks == ["2025-01-02 Gwen: Telegram ×1"]
    assert reading.left_out == {"deleted_account": 1, "nobody": 1}
    crowd = chat(message("1", name="Nora"), *(message(str(n)) for n in range(20, 29)), type="private_group")
    assert read(written(tmp_path, crowd), "Nora", groups=True).left_out == {"many_recipients": 10}


@pytest.mark.parametrize("me", ["nora FELD", "0049 30 111111"])
def test_the_user_is_no_contact(tmp_path: Path, me: str) -> None:
    """Also where the export does not say who made it, by name and by number."""
    nora = {"user_id": 7, "first_name": "Nora", "last_name": "Feld", "phone_number": "+49 30 111111"}
    saved = chat(message("7"), name="Nora Feld", id=7)
    chats = [chat(message("7"), message("9")), saved]
    reading = read(written(tmp_path, {"contacts": [nora, GWEN], "chats": chats}), me)
    assert (reading.contacts, reading.left_out) == (["Gwen"], {"me": 1, "own_notes": 1})
    assert reading.events == ["2025-01-02 mutual talk user9 Telegram ×2"]


def test_half_characters_do_not_come_in(tmp_path: Path) -> None:
    """A name that JSON writes with half a character can be stored."""
    reading = read(written(tmp_path, json.dumps(chat(message("9"), name="Gwen\ud800"))))
    assert reading.names == ["Gwen"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "import_not_format"),
        ("[]", "import_not_format"),
        ('{"participants": [], "messages": []}', "import_not_format"),
        ('{"type": "FeatureCollection", "messages": 3}', "import_not_format"),
        ('{"chats": [{"type": "personal_chat", ', "import_damaged"),
        ('{"chats": [}', "import_damaged"),
        ('{"a" 1}', "import_damaged"),
        ('{"a": ' + "[" * 101 + "]" * 101 + "}", "import_deep"),
        ('{"chats": ' + "[" * 99_999, "import_deep"),
        ('{"chats": [{"messages": [' + '{"a":' * 99 + "1" + "}" * 99 + "]}]}", "import_deep"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str, code: str) -> None:
    """With a sentence, whatever it is."""
    assert refused(written(tmp_path, content)) == code


def test_pages_are_refused_with_what_to_do(tmp_path: Path) -> None:
    """Telegram exports pages unless it is told otherwise."""
    (tmp_path / "messages.html").write_text("<html><title>Exported Data</title>", "utf-8")
    assert refused(tmp_path) == "import_telegram_html"


def test_what_is_no_record_is_a_problem_with_its_number(tmp_path: Path) -> None:
    """A contact, a chat or a message that is none, and a chat of no known type; everything else comes in."""
    talked = chat(message("9", name="Gwen"), message("1"))
    content = {
        "personal_information": {"user_id": 1},
        "contacts": {"list": [{"first_name": "Emil"}, 7]},
        "chats": {"list": ["x", talked | {"messages": [message("9", name="Gwen"), None, message("1")]}, {"type": "?"}]},
    }
    reading = read(written(tmp_path, content))
    assert reading.contacts == ["Emil", "Gwen"]
    assert reading.findings.problems == [Problem(number, "import_bad_record", record=True) for number in (2, 1, 2, 3)]


def test_values_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    """Texts of a megabyte, and numbers of any length."""
    long = message("9", text="x" * 1_000_000, id=int("9" * 4000))
    path = written(tmp_path, chat(*[message("1")] * 3000, long))
    assert read(path).talks == ["2025-01-02 Gwen: Telegram ×3001"]


SAMPLES = [json.dumps(json.loads(path.read_text("utf-8"))).encode() for path in (WHOLE / "result.json", ALONE)]


@settings(max_examples=50, deadline=None)
@given(
    st.binary(max_size=200)
    | st.tuples(st.sampled_from(SAMPLES), st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=6)).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[3] + drawn[0][drawn[1] + drawn[2] :]
    )
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["chats", "list", "messages", "type", "id", "contacts", "personal_information", "from"]
                ),
                inner,
            )
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_give_drafts_or_a_sentence(data: bytes) -> None:
    """Nothing else than a NetcheckError leaves the reader."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result.json"
        path.write_bytes(data)
        try:
            assert readings.read(telegram, path, me=("Nora",), groups=True).talks is not None
        except NetcheckError as error:
            assert error.code.startswith("import_")  # noqa: PT017 - either outcome is right

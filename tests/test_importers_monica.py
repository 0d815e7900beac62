"""The JSON export of Monica 4."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact, Event
from netcheck.errors import NetcheckError
from netcheck.importers import monica
from netcheck.importers.base import Draft, Findings, Options, Problem
from netcheck.importers.source import opened_source
from netcheck.view.failures import SENTENCES
from netcheck.view.import_plan import LEFT_OUT

if TYPE_CHECKING:
    from conftest import Run

FIXTURES = Path(__file__).parent / "imports" / "monica"


def read(path: Path, *me: str) -> tuple[list[Draft], Findings]:
    """Read an export whole."""
    findings = Findings()
    with opened_source(path) as source:
        drafts = list(monica.parse(source, Options(date(2026, 11, 27).toordinal(), me=me), findings))
    assert {problem.code for problem in findings.problems} <= {*SENTENCES}
    assert {*findings.left_out} <= {*LEFT_OUT}
    return drafts, findings


def exported(tmp_path: Path, contacts: list[Any], **account: Any) -> Path:  # noqa: ANN401 - any JSON
    """Write an export with these contacts."""
    data = [{"count": len(contacts), "type": "contact", "values": contacts}, *account.pop("data", [])]
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"version": "1.0-preview.1", "account": {"data": data, **account}}))
    return path


def someone(uuid: str = "c", name: str = "Ana", **parts: list[Any]) -> dict[str, Any]:
    """Return a contact with lists by type."""
    data = [{"count": len(values), "type": kind, "values": values} for kind, values in parts.items()]
    return {"uuid": uuid, "properties": {"first_name": name}, "data": data}


def told(drafts: list[Draft]) -> list[str]:
    """Return each exchange as one line."""
    return [
        "{} {direction} {kind} {} {note}".format(date.fromordinal(draft.values["day"]), draft.with_name, **draft.values)
        for draft in drafts
        if draft.record is Event
    ]


@pytest.mark.parametrize("file", ["monica.json", "plural.json"])
def test_the_export_gives_contacts_gifts_debts_and_talks(file: str) -> None:
    """Three contacts, two given, two received, four talks; the names of types may be in the plural."""
    with opened_source(FIXTURES / file) as source:
        assert monica.detect(source)
    drafts, findings = read(FIXTURES / file)
    assert [draft.values for draft in drafts if draft.record is Contact] == [
        {
            "name": "Tilo Brückner",
            "aliases": ("Til",),
            "identifiers": ("tilo@kranwerk.example", "+49 151 0000001"),
            "keys": ("monica:c-1",),
            "circles": ("werkstatt",),
            "birthday": "1984-05-09",
            "note": "Tragwerksplaner, Kranwerk GmbH\nmag Kräne",
        },
        {"name": "Mirja Sandholm", "keys": ("monica:c-2",), "birthday": "--12-01"},
        {"name": "Gwen", "keys": ("monica:c-3",)},
    ]
    assert told(drafts) == [
        "2024-05-09 given help Tilo Brückner Schraubenset",
        "2024-06-01 received help Tilo Brückner Wein",
        "2023-01-10 received help Tilo Brückner ",
        "2023-01-10 given help Tilo Brückner ",
        "2024-02-09 mutual talk Tilo Brückner Monica ×1",
        "2024-03-03 mutual talk Mirja Sandholm Monica ×1",
        "2024-07-07 mutual talk Tilo Brückner Monica ×1: Segeln",
        "2024-07-07 mutual talk Mirja Sandholm Monica ×1: Segeln",
    ]
    sources = [draft.values["source"] for draft in drafts if draft.record is Event]
    assert sources[:4] == ["monica:g-1", "monica:g-2", "monica:d-1", "monica:d-2"]
    assert sources[4] == "monica:talk:c-1:2024-02-09"
    assert findings.left_out == {"partial": 1, "dead": 1, "me": 1}
    assert findings.names == {
        "partial": {"Kind von Tilo": None}, "dead": {"Otto Feldmann": None}, "me": {"Nora Feldmann": None},
    }  # fmt: skip
    assert not findings.problems


def test_debts_and_gifts_in_other_spellings(tmp_path: Path) -> None:
    """`yes` is a debt of mine; a gift without a day was made when it was written down."""
    debt = {"uuid": "d", "created_at": "2024-01-02T00:00:00Z", "properties": {"in_debt": "yes", "status": "complete"}}
    gift = {"uuid": "g", "created_at": "2024-01-03T23:59:00Z", "properties": {"status": "received", "name": "Tee"}}
    no = {"uuid": "e", "created_at": "2024-01-04T00:00:00Z", "properties": {"in_debt": "no", "reason": "Kino"}}
    path = exported(tmp_path, [someone(debts=[debt, no], gifts=[gift])])
    assert told(read(path)[0]) == [
        "2024-01-03 received help Ana Tee",
        "2024-01-02 received help Ana ",
        "2024-01-04 given help Ana Kino",
    ]


def test_days_that_do_not_count_are_told(tmp_path: Path) -> None:
    """A day to come, before 1970, or none."""
    days = ["2027-01-01T00:00:00Z", "1969-12-31", "soon", None, 7]
    path = exported(tmp_path, [someone(call=[{"uuid": str(day), "properties": {"called_at": day}} for day in days])])
    drafts, findings = read(path)
    assert told(drafts) == []
    assert findings.left_out == {"future": 1, "no_day": 4}


def test_what_is_no_record_is_a_problem_with_its_number(tmp_path: Path) -> None:
    """A contact that is none, and one of whose gifts is none; everything else comes in."""
    path = exported(tmp_path, [7, someone("c2", "Ana", gift=[None]), someone("c3", "Ben")])
    drafts, findings = read(path)
    assert [draft.values["name"] for draft in drafts] == ["Ana", "Ben"]
    assert findings.problems == [
        Problem(1, "import_bad_record", record=True),
        Problem(2, "import_bad_part", record=True),
    ]


def test_two_talks_on_a_day_are_one(tmp_path: Path) -> None:
    """Calls and conversations of one day are counted in its note."""
    call = {"uuid": "1", "properties": {"called_at": "2024-01-02T10:00:00Z"}}
    words = {"uuid": "2", "properties": {"happened_at": "2024-01-02"}}
    assert told(read(exported(tmp_path, [someone(calls=[call], conversations=[words])]))[0]) == [
        "2024-01-02 mutual talk Ana Monica ×2"
    ]


def test_activities_of_many_or_nobody_are_left_out(tmp_path: Path) -> None:
    """At most eight people; nobody but the user, whom any of three places names, is none."""
    people = [someone(f"c{n}", f"Ana {n}", activity=["many"]) for n in range(9)]
    activities = [{"uuid": key, "properties": {"happened_at": "2024-01-02"}} for key in ("many", "alone")]
    data = [{"type": "activities", "values": activities}]
    me = someone("me", "Nora", activity=["alone"])
    drafts, findings = read(exported(tmp_path, [*people, me], data=data, properties={"me_contact": "me"}))
    assert told(drafts) == []
    assert findings.left_out == {"many_recipients": 1, "nobody": 1, "me": 1}


def test_tags_names_and_birthdays_in_other_forms(tmp_path: Path) -> None:
    """Tags may be objects; the nickname stands in for a name; a day of birth that is none is told."""
    one = {"uuid": "1", "properties": {"nickname": "Til", "tags": [{"name": "Chor"}, "", "Verein"], "birthdate": None}}
    two = {"properties": {"first_name": " ", "last_name": None}}
    three = {"properties": {"first_name": "Ana", "middle_name": "M.", "birthdate": {"date": "2024-13-40"}}}
    drafts, findings = read(exported(tmp_path, [one, two, three]))
    assert [draft.values for draft in drafts] == [
        {"name": "Til", "keys": ("monica:1",), "circles": ("Chor", "Verein")},
        {"name": "Ana M."},
    ]
    assert [draft.person for draft in drafts] == ["1", "row:3"]
    assert findings.problems == [Problem(2, "import_card_no_name", record=True)]
    assert findings.left_out == {"birthday": 1}


def test_a_bad_record_is_told_by_its_number(tmp_path: Path, run: Run) -> None:
    """Records that are none count, too, or the number names another; a part that is none does not stop the whole."""
    gift = {"uuid": "g", "properties": {"status": "offered", "date": "2024-01-01", "name": "Book"}}
    contacts: list[Any] = [None, someone("1", ""), 7, someone("2", "Ana", gift=[None, gift])]
    drafts, findings = read(exported(tmp_path, contacts))
    assert told(drafts) == ["2024-01-01 given help Ana Book"]
    assert [(problem.line, problem.code) for problem in findings.problems] == [
        (1, "import_bad_record"), (2, "import_card_no_name"), (3, "import_bad_record"), (4, "import_bad_part"),
    ]  # fmt: skip
    assert (
        "  Record 2: This card names nobody.\n" in run("import", "monica", str(tmp_path / "export.json"), "--yes").out
    )


@pytest.mark.parametrize("me", ["mia MOSS", "Mia@example.org", "0049 30 111111"])
def test_the_user_is_no_contact(tmp_path: Path, me: str) -> None:
    """Whoever was said to be the user is left out by name, address or number, and is in no activity."""
    fields = [{"properties": {"data": data}} for data in ("mia@example.org", "+49 30 111111")]
    contacts = [someone("1", "Mia Moss", contact_field=fields, activity=["a"]), someone("2", "Ana", activity=["a"])]
    day = {"uuid": "a", "properties": {"happened_at": "2024-01-01"}}
    drafts, findings = read(exported(tmp_path, contacts, data=[{"type": "activity", "values": [day]}]), me)
    assert [(draft.record, draft.person) for draft in drafts] == [(Contact, "2"), (Event, "2")]
    assert (findings.left_out, findings.names) == ({"me": 1}, {"me": {"Mia Moss": None}})


def test_numbers_of_any_length_are_read(tmp_path: Path) -> None:
    """Nobody looks at them, but Python refuses to read those of more than 4,300 digits."""
    path = exported(tmp_path, [someone()])
    path.write_text(path.read_text().replace("1.0-preview.1", f'1", "large": {"9" * 5000}, "x": "'))
    assert [draft.values["name"] for draft in read(path)[0]] == ["Ana"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "import_not_format"),
        ("INSERT INTO contacts VALUES (1);", "import_not_format"),
        ('{"account": {"data": []}}', "import_not_format"),
        ("[1]", "import_not_format"),
        ('{"account": {"x": ' + "[" * 101 + "]" * 101 + "}}", "import_deep"),
        ('{"account": {"x": ' + "[" * 100_000, "import_deep"),
        ('{"account": {"data": [{"type": "contact", "values": [{', "import_damaged"),
        ("9" * 5000, "import_not_format"),
        ('{"app_version": "4.1.2", "account": {"data": [', "import_damaged"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, text: str, code: str) -> None:
    """Other JSON, SQL, nothing, and what is nested too deeply."""
    (tmp_path / "export.json").write_text(text)
    with pytest.raises(NetcheckError) as refused:
        read(tmp_path / "export.json")
    assert refused.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "yes", "2024-01-02", "c-1", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "type", "values", "properties", "uuid", "first_name", "tags", "birthdate", "date"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None)
@given(JSON, JSON, st.integers(0, 5000), st.binary(max_size=3))
def test_no_file_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, part: object, other: object, at: int, slip: bytes
) -> None:
    """Any JSON in the place of a part, and any bytes in the file, end in people or in a sentence."""
    path = tmp_path_factory.getbasetemp() / "any.json"
    contact = {"uuid": "c", "properties": {"first_name": "\udc80Ana", "tags": part, "birthdate": other}, "data": part}
    account = {"account": {"data": [{"type": "contact", "values": [contact, other]}, part], "properties": other}}
    whole = (FIXTURES / "monica.json").read_bytes()
    for content in (json.dumps(account).encode(), whole[:at] + slip + whole[at + 1 :]):
        path.write_bytes(content)
        try:
            drafts, _ = read(path)
        except NetcheckError as error:
            assert error.code in SENTENCES  # noqa: PT017 - refusing is one of two right ends
        else:
            assert all(str(draft.values).encode() for draft in drafts)

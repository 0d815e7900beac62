"""The address book of abook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.errors import NetcheckError
from netcheck.importers import abook
from netcheck.importers.base import Draft, Findings, Options, Problem
from netcheck.importers.source import opened_source
from netcheck.view.failures import SENTENCES
from netcheck.view.import_plan import REMARKS

if TYPE_CHECKING:
    from conftest import Run

FIXTURE = Path(__file__).parent / "imports" / "abook" / "addressbook"
HEADER = "# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n"


def read(path: Path) -> tuple[list[Draft], Findings]:
    """Read an address book whole."""
    findings = Findings()
    with opened_source(path) as source:
        assert abook.detect(source)
        drafts = list(abook.parse(source, Options(date(2026, 11, 27).toordinal()), findings))
    assert {problem.code for problem in findings.problems} <= {*SENTENCES}
    assert {key for key, _ in findings.remarks} <= {*REMARKS}
    return drafts, findings


def test_the_book_gives_whom_it_names() -> None:
    """Three people, the last named by the address; an anniversary is no birthday."""
    drafts, findings = read(FIXTURE.parent)
    assert [draft.values for draft in drafts] == [
        {
            "name": "Tilo Brückner",
            "aliases": ("Til",),
            "identifiers": ("tilo@kranwerk.example", "tilo@brueckner.example", "+49 151 0000001"),
            "circles": ("werkstatt", "verein"),
            "note": "100% zuverlässig",
        },
        {"name": "Mirja Sandholm", "identifiers": ("mirja@insel.example",)},
        {"name": "ohne.name@insel.example", "identifiers": ("ohne.name@insel.example",)},
    ]
    assert [draft.person for draft in drafts] == [draft.values["identifiers"][0] for draft in drafts]
    assert all(draft.listed for draft in drafts)
    assert not findings.problems


def test_every_key_of_an_entry(tmp_path: Path) -> None:
    """Keys may come twice; a value may hold an equals sign; what is unknown is passed over."""
    (tmp_path / "book").write_text(
        f"{HEADER}[0]\nname=Amsel, Ruth\nnick=Ruthie,R\nphone=030 111111\nworkphone=030 222222\nmobile=0171 3333333\n"
        "url=https://github.com/Ruth\nnotes=a=b\nemail=r@x.example\nemail=R@x.example,no address\nfax=1234567\n"
        "\n[1]\n# nobody\nphone=030 444444\n[2]\nname=Ana\n",
    )
    drafts, findings = read(tmp_path / "book")
    assert [draft.values["name"] for draft in drafts] == ["Ruth Amsel", "Ana"]
    assert drafts[0].values["aliases"] == ("Ruthie", "R")
    assert drafts[0].values["note"] == "a=b"
    assert drafts[0].values["identifiers"] == (
        "r@x.example", "0171 3333333", "030 111111", "030 222222", "https://github.com/ruth",
    )  # fmt: skip
    assert drafts[1].person == "row:22"
    assert findings.problems == [Problem(19, "import_card_no_name")]


def test_charset_of_the_machine_is_guessed_and_told(tmp_path: Path) -> None:
    """A byte that is no UTF-8 is read as cp1252, which is said once."""
    (tmp_path / "book").write_bytes((HEADER + "[0]\nname=Søren\nnick=Pål\n").encode("cp1252"))
    drafts, findings = read(tmp_path / "book")
    assert drafts[0].values == {"name": "Søren", "aliases": ("Pål",)}
    assert findings.remarks == [("encoding", {"file": "book", "encoding": "cp1252"})]


@pytest.mark.parametrize("text", ["", "[0]\nname=Ana\n", HEADER, HEADER + "[0]\nphone=030 111111\n"])
def test_what_is_no_address_book_is_refused(tmp_path: Path, text: str) -> None:
    """Without the header, or with nobody in it."""
    (tmp_path / "book").write_text(text)
    with opened_source(tmp_path / "book") as source, pytest.raises(NetcheckError) as refused:
        list(abook.parse(source, Options(739000), Findings()))
    assert refused.value.code == "import_not_format"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([b"[0]\n", b"name=", b"email=", b"\n", b"=", b"url=//[", b","]) | st.binary()))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: list[bytes]) -> None:
    """Whatever stands below the header ends in people or in a sentence."""
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(HEADER.encode() + b"".join(content))
    try:
        drafts, _ = read(path)
    except NetcheckError as error:
        assert error.code in SENTENCES  # noqa: PT017 - refusing is one of two right ends
    else:
        assert all(draft.values["name"] for draft in drafts)


def test_the_user_is_no_contact(tmp_path: Path, run: Run) -> None:
    """The user's own entry is left out and counted."""
    path = tmp_path / "addressbook"
    path.write_text("# abook addressbook file\n\n[0]\nname=Nora\nemail=Nora@x.example\n\n[1]\nname=Olek\n", "utf-8")
    out = run("import", "abook", str(path), "--me", "nora@x.example").out
    assert "One new person." in out
    assert "1 card of yourself (Nora)" in out


def test_an_entry_with_the_addresses_of_two_people_is_left_open(tmp_path: Path, run: Run) -> None:
    """An entry whose addresses lead to two people of the file is neither; UTF-16 is recognised."""
    path = tmp_path / "addressbook"
    mails = ("e@x.example", "z@x.example", "e@x.example,z@x.example")
    entries = "".join(f"[{n}]\nname=P{n}\nemail={text}\n" for n, text in enumerate(mails))
    path.write_bytes((HEADER + entries).encode("utf-16"))
    out = run("import", str(path)).out
    assert "2 new people." in out
    assert "P2 (abook, addressbook:13, e@x.example) may be" in out

"""The journal of the program friends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.errors import NetcheckError
from netcheck.importers import friends
from netcheck.importers.base import Draft, Findings, Options, Problem
from netcheck.importers.source import opened_source
from netcheck.view.failures import SENTENCES
from netcheck.view.import_plan import LEFT_OUT

if TYPE_CHECKING:
    from conftest import Run

FIXTURE = Path(__file__).parent / "imports" / "friends" / "friends.md"


def read(path: Path, *me: str) -> tuple[list[Draft], Findings]:
    """Read a journal whole."""
    findings = Findings()
    with opened_source(path) as source:
        assert friends.detect(source)
        drafts = list(friends.parse(source, Options(date(2026, 11, 27).toordinal(), me=me), findings))
    assert {problem.code for problem in findings.problems} <= {*SENTENCES}
    assert {*findings.left_out} <= {*LEFT_OUT}
    return drafts, findings


def talks(drafts: list[Draft]) -> list[tuple[str, str, str]]:
    """Return with whom each talk was, its day and its note."""
    events = [draft for draft in drafts if draft.record is Event]
    return [(one.with_name, date.fromordinal(one.values["day"]).isoformat(), one.values["note"]) for one in events]


def test_the_journal_gives_friends_and_talks() -> None:
    """One talk for each person and day, by alias too; notes are none, and whoever is not starred is nobody."""
    drafts, findings = read(FIXTURE)
    tea = "Had tea with Gwen Pascoe and Til in Bremen. Emil had to cancel. @food"
    assert [draft.values for draft in drafts if draft.record is Contact] == [
        {"name": "Gwen Pascoe", "circles": ("lesekreis", "club:chess"), "note": "Bremen"},
        {"name": "Tilo Brückner", "aliases": ("Til", "Der Kran"), "circles": ("werkstatt",)},
        {"name": "Mirja Sandholm"},
    ]
    assert talks(drafts) == [
        ("Gwen Pascoe", "2025-03-01", tea),
        ("Tilo Brückner", "2025-03-01", tea),
        ("Tilo Brückner", "2025-05-04", "Sailed with Tilo Brückner."),
    ]
    last = drafts[-1]
    assert (last.values["kind"], last.values["direction"]) == (Kind.TALK, Direction.MUTUAL)
    assert last.values["source"] == "friends:talk:tilo brückner:2025-05-04"
    assert [draft.person for draft in drafts] == [
        "gwen pascoe", "tilo brückner", "mirja sandholm", "gwen pascoe", "tilo brückner", "tilo brückner",
    ]  # fmt: skip
    assert not findings.problems


def test_what_does_not_count_is_told(tmp_path: Path) -> None:
    """Days to come, before 1970 or that are none, nobody starred, more than eight, and lines of another form."""
    many = ", ".join(f"**Person {n}**" for n in range(9))
    (tmp_path / "f.md").write_text(
        "### Friends:\n- Ana (a.k.a. Tilo)\n- Tilo\n- \n### Activities:\n- 2026-11-28: **Ana**\n- 1969-12-31: **Ana**\n"
        f"- 2025-02-30: **Ana**\n- 2025-02-01: alone\n- 2025-02-01: {many}\n- yesterday: **Ana**\n"
        "- 2025-02-02: **Tilo** and **Someone New**, snake_case_word, _Bad Ems_'\n### Others\n- 2025-02-03: **Ana**\n",
    )
    drafts, findings = read(tmp_path / "f.md")
    note = "Tilo and Someone New, snake_case_word, Bad Ems'"
    assert talks(drafts) == [("Tilo", "2025-02-02", note), ("Someone New", "2025-02-02", note)]
    assert [(one.values["name"], one.listed) for one in drafts if one.record is Contact] == [
        ("Ana", True), ("Tilo", True), ("Someone New", False),
    ]  # fmt: skip
    assert findings.left_out == {"future": 1, "no_day": 2, "nobody": 1, "many_recipients": 1}
    assert findings.problems == [Problem(4, "import_card_no_name"), Problem(11, "friends_no_activity")]


def test_friends_of_one_name_are_two_people(tmp_path: Path) -> None:
    """Unless they are equal in every field; a talk with a name or nickname that several have is with nobody."""
    journal = tmp_path / "friends.md"
    journal.write_text(
        "### Friends:\n- Ana [Bremen]\n- Ana [Ulm]\n- Bo (a.k.a. Kit)\n- Bo (a.k.a. Kit)\n- Cy (a.k.a. Kit)\n"
        "### Activities:\n- 2025-03-01: **Ana** and **bo**\n- 2025-03-02: **Kit** and **Cy**\n",
        encoding="utf-8",
    )
    drafts, findings = read(journal)
    people = [(one.values["name"], one.values.get("note", "")) for one in drafts if one.record is Contact]
    assert people == [("Ana", "Bremen"), ("Ana", "Ulm"), ("Bo", ""), ("Cy", "")]
    assert len({one.person for one in drafts if one.record is Contact}) == 4
    assert [(name, day) for name, day, _ in talks(drafts)] == [("Bo", "2025-03-01"), ("Cy", "2025-03-02")]
    assert findings.left_out == {"ambiguous": 2}
    assert [*findings.names["ambiguous"]] == ["Ana", "Kit"]


@pytest.mark.parametrize("line", ["[Bremen]", "(a.k.a. Til)", "(a.k.a. Til) [Bremen] @kran", "@kran"])
def test_a_friend_without_a_name_is_told(tmp_path: Path, line: str) -> None:
    """Place, nicknames and tags are nobody's name."""
    (tmp_path / "f.md").write_text(f"### Friends:\n- Ana\n- {line}\n")
    drafts, findings = read(tmp_path / "f.md")
    assert [draft.values for draft in drafts] == [{"name": "Ana"}]
    assert findings.problems == [Problem(3, "import_card_no_name")]


def test_the_user_is_nobody_of_the_list(tmp_path: Path) -> None:
    """Whoever is the user comes in neither as a friend nor by an activity, by a nickname neither."""
    text = "### Friends:\n- Ana\n- Mia Moss (a.k.a. Mi)\n\n### Activities:\n- 2025-03-01: **Ana** and **mi**\n"
    (tmp_path / "f.md").write_text(f"{text}- 2025-03-02: **Mia Moss**\n")
    drafts, findings = read(tmp_path / "f.md", "mia moss")
    assert [draft.values["name"] for draft in drafts if draft.record is Contact] == ["Ana"]
    assert talks(drafts) == [("Ana", "2025-03-01", "Ana and mi")]
    assert (findings.left_out, findings.names) == ({"me": 1, "nobody": 1}, {"me": {"Mia Moss": None}})


def test_control_characters_do_not_come_in(tmp_path: Path) -> None:
    """Neither into names nor into notes: an export would send them on to the terminal."""
    text = "### Friends:\n- A\x1b[31mna\x07\n\n### Activities:\n- 2025-03-01: **A\x1b[31mna** \x1b]0;x\x9c\n"
    (tmp_path / "f.md").write_text(text)
    assert talks(read(tmp_path / "f.md")[0]) == [("A[31mna", "2025-03-01", "A[31mna ]0;x")]


@pytest.mark.parametrize("text", ["", "# Friends\n- Ana\n", "### Friends:\n### Activities:\n"])
def test_what_is_no_journal_is_refused(tmp_path: Path, text: str) -> None:
    """Without its headings, or with nobody in it."""
    (tmp_path / "f.md").write_text(text)
    with opened_source(tmp_path / "f.md") as source, pytest.raises(NetcheckError) as refused:
        list(friends.parse(source, Options(739000), Findings()))
    assert refused.value.code == "import_not_format"


PIECES = st.sampled_from(
    [b"### Activities:\n", b"- ", b"2025-01-01: ", b"**", b"_", b"[", b"]", b"(a.k.a. ", b")", b"@", b"\n"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=6)))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: list[bytes]) -> None:
    """Whatever stands below the headings ends in people or in a sentence."""
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(b"### Friends:\n- " + b"".join(content))
    try:
        drafts, _ = read(path)
    except NetcheckError as error:
        assert error.code in SENTENCES  # noqa: PT017 - refusing is one of two right ends
    else:
        assert all(draft.person for draft in drafts)


def test_two_files_of_one_name_are_told_apart(tmp_path: Path, run: Run) -> None:
    """Of several sources each problem says in which file it is, whether they are files or folders."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        text = "### Activities:\n\n- Once with **Olek**.\n\n### Friends:\n\n- Olek\n"
        (tmp_path / folder / "friends.md").write_text(text, "utf-8")
        (tmp_path / folder / "c.vcf").write_text("BEGIN:VCARD\nFN:Ben\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n", "utf-8")
        (tmp_path / folder / "d.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n", "utf-8")
    files = [str(tmp_path / folder / "friends.md") for folder in ("a", "b")]
    out = run("import", *files).out
    assert [f"  {file}, line 3: " in out for file in files] == [True, True]
    assert "Line 3: " in run("import", files[0], "--dry-run").out
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    out = run("import", "vcard", *folders).out
    assert [f"  {folder}/c.vcf, line 4: " in out for folder in folders] == [True, True]

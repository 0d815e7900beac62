"""Notes with frontmatter: who is a person, every way to write a value, folders that do not count, broken files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact
from netcheck.errors import NetcheckError
from netcheck.importers import notes
from netcheck.importers.base import Findings, Options
from netcheck.importers.source import opened_source
from netcheck.view.failures import failure

if TYPE_CHECKING:
    from conftest import Run

NOTES = Path(__file__).parent / "imports" / "notes"
TODAY = date(2026, 11, 27).toordinal()
MAPPED = {"name": ["name"], "email": ["email"], "birthday": ["born"], "circle": ["tags"], "note": ["work"]}


class Reading:
    """What a folder gives."""

    def __init__(self, path: Path, **options: Any) -> None:  # noqa: ANN401 - any of Options
        self.findings = Findings()
        with opened_source(path) as source:
            self.detected = notes.detect(source)
            self.drafts = list(notes.parse(source, Options(TODAY, **options), self.findings))
        self.contacts = [draft.values for draft in self.drafts]


def note(folder: Path, *lines: str, name: str = "Ana Kern.md", encoding: str = "utf-8") -> None:
    """Write a note with a block of these lines and a text below."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\n".join(("---", *lines, "---", "email: not@here.example", "")).encode(encoding))


def refused(path: Path, **options: Any) -> NetcheckError:  # noqa: ANN401 - any of Options
    """Return why a folder is refused."""
    with pytest.raises(NetcheckError) as caught:
        Reading(path, **options)
    assert failure(caught.value.code, caught.value.facts)
    return caught.value


def test_a_folder_of_notes() -> None:
    """Two people, one by the file's name; two notes are about no person, and Obsidian's own folder is none."""
    reading = Reading(NOTES, columns=MAPPED)
    assert reading.detected
    assert reading.contacts == [
        {"name": "Emil Rautner", "identifiers": ("emil@rautner.example", "e.rautner@druck.example")},
        {
            "name": "Gwen Pascoe",
            "aliases": ("Gwenny",),
            "identifiers": ("gwen@pascoe.example",),
            "circles": ("lesekreis",),
            "birthday": "1979-11-30",
            "note": "Pascoe",
        },
    ]
    assert all(draft.record is Contact and draft.listed for draft in reading.drafts)
    assert reading.findings.left_out == {"no_person": 2}


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (["key: plain text"], ["plain text"]),
        (["key: 10:30 a#b # a comment"], ["10:30 a#b"]),
        (['key: "a \\"b\\" # c" # d'], ['a "b" # c']),
        (["key: 'it''s'"], ["it's"]),
        (["'key': x"], ["x"]),
        (["key: [a, 'b, c', \"d\"]  # e"], ["a", "b, c", "d"]),
        (["key: [O'Neil, [x, y], {z: 1}, [[Chor|der Chor]]]"], ["O'Neil", "der Chor"]),
        (["key: []"], []),
        (
            ["key:", "  - a", "  - 'b'", "  - c: d", "  - - e", "  - https://x.example", "  -"],
            ["a", "b", "https://x.example"],
        ),
        (["key:", "- a", "", "# no", "- b"], ["a", "b"]),
        (["key: [[Pascoe Ltd|Pascoe]] and [[Chor]]"], ["Pascoe and Chor"]),
        (['key: "[[Pascoe Ltd]]"'], ["Pascoe Ltd"]),
        (["key:", "  nested: a", "  - b"], []),
        (["key: {a: b}"], []),
        (["key: |", "  several", "  lines"], []),
        (["key: null"], []),
        (["key: ~"], []),
        (["key:"], []),
        (["key: a", "key: b"], ["a"]),
        (["other: x", "- stray"], None),
        (["no key at all"], None),
    ],
)
def test_values(lines: list[str], texts: list[str] | None) -> None:
    """Of a block, texts and lists of texts are read; what is nested is left out."""
    assert notes.frontmatter("\n".join(lines)).get("key") == texts


def test_every_field(tmp_path: Path) -> None:
    """Keys are named in any case; aliases need not be named; a constant holds for all people."""
    note(
        tmp_path,
        "Vorname: Ana",
        "Nachname: Kern",
        "rufname: Annie",
        "Aliases:",
        "  - Ana K",
        "mail: ana@kern.example, a@k.example",
        "tel: 030/12345",
        "web: https://github.com/Ana",
        'tags: "#chor, #uni"',
        "geb: 12.5.1980",
        "job: Tischlerin",
        "ort: [Köln, Bonn]",
    )
    columns = {
        "given": ["vorname"],
        "family": ["nachname"],
        "alias": ["rufname"],
        "email": ["mail"],
        "phone": ["tel"],
        "url": ["web"],
        "circle": ["tags"],
        "birthday": ["geb"],
        "note": ["job", "ort"],
    }
    assert Reading(tmp_path, columns=columns, constants={"circle": "Verein"}).contacts == [
        {
            "name": "Ana Kern",
            "aliases": ("Annie", "Ana K"),
            "identifiers": ("ana@kern.example", "a@k.example", "030/12345", "https://github.com/ana"),
            "circles": ("chor", "uni", "Verein"),
            "birthday": "1980-05-12",
            "note": "Tischlerin, Köln, Bonn",
        }
    ]


def test_the_order_of_days_is_that_of_all_notes(tmp_path: Path) -> None:
    """One note shows it for all; else the birthdays are left out and listed."""
    note(tmp_path, "born: 3/4/1991", name="Ana.md")
    assert "birthday" not in Reading(tmp_path, columns=MAPPED).contacts[0]
    assert list(Reading(tmp_path, columns=MAPPED).findings.names["birthday_order"]) == ["Ana"]
    note(tmp_path, "born: 13/4/1991", name="Ben.md")
    assert [values["birthday"] for values in Reading(tmp_path, columns=MAPPED).contacts] == ["1991-04-03", "1991-04-13"]
    assert Reading(tmp_path, columns=MAPPED, dates="mdy").contacts[0]["birthday"] == "1991-03-04"


def test_folders_that_do_not_count(tmp_path: Path) -> None:
    """Hidden ones, the trash among them, and files that are no notes."""
    for name in (".obsidian/a.md", ".trash/b.md", "deep/.git/c.md", "d.txt"):
        note(tmp_path, "email: a@b.example", name=name)
    assert refused(tmp_path, columns=MAPPED).code == "import_not_format"
    note(tmp_path, "email: ana@b.example", name="deep/er/Ana.MD")
    assert [values["name"] for values in Reading(tmp_path, columns=MAPPED).contacts] == ["Ana"]


def test_two_notes_with_one_address_are_one_person(tmp_path: Path) -> None:
    """And the user is none; two of one name are two people."""
    note(tmp_path, "email: ana@b.example", name="1/Ana.md")
    note(tmp_path, "email: ANA@b.example", "born: 1980-01-02", name="2/Ana Kern.md")
    note(tmp_path, "born: 1990-01-02", name="3/Ana.md")
    note(tmp_path, "email: me@b.example", name="Mia.md")
    reading = Reading(tmp_path, columns=MAPPED, me=("me@b.example",))
    assert reading.contacts == [
        {"name": "Ana", "aliases": ("Ana Kern",), "identifiers": ("ana@b.example",), "birthday": "1980-01-02"},
        {"name": "Ana", "birthday": "1990-01-02"},
    ]
    assert len({draft.person for draft in reading.drafts}) == 2


def test_keys_have_to_be_said(tmp_path: Path) -> None:
    """The sentence names the option and the keys, the most frequent first."""
    note(tmp_path, "mail: a@b.example", "tags: x", name="a.md")
    note(tmp_path, "tags: x", name="b.md")
    error = refused(tmp_path)
    assert (error.code, error.facts["keys"]) == ("import_keys_needed", ["tags", "mail"])
    assert "--map email=KEY" in failure(error.code, error.facts)
    assert refused(tmp_path, columns={"circle": ["tags"]}).code == "import_keys_needed"
    assert refused(tmp_path, columns={"on": ["day"]}).code == "import_no_field"


def test_blocks_without_an_end(tmp_path: Path) -> None:
    """A note whose block does not end, or begins below, has none; a long block and any line end do."""
    (tmp_path / "open.md").write_text("---\nemail: a@b.example\n")
    (tmp_path / "below.md").write_text("\n---\nemail: a@b.example\n---\n")
    (tmp_path / "crlf.md").write_bytes(b"---\r\nemail: c@b.example\r\n---\r\n")
    note(tmp_path, *(f"k{number}: ä" for number in range(2000)), "email: long@b.example", name="long.md")
    reading = Reading(tmp_path, columns=MAPPED)
    assert [values["name"] for values in reading.contacts] == ["crlf", "long"]
    assert reading.findings.left_out == {"no_person": 2}
    assert not reading.findings.remarks


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """All are read; only a guess is said."""
    note(tmp_path, "name: Zoë", "email: z@b.example", encoding=encoding)
    reading = Reading(tmp_path, columns=MAPPED)
    assert [values["name"] for values in reading.contacts] == ["Zoë"]
    assert bool(reading.findings.remarks) == (encoding == "cp1252")


def test_other_folders_are_not_taken_for_notes(tmp_path: Path) -> None:
    """A manual in Markdown has no blocks of keys."""
    for name in "abc":
        (tmp_path / f"{name}.md").write_text("# Title\n")
    with opened_source(tmp_path) as source:
        assert not notes.detect(source)


def test_long_blanks_and_brackets_take_no_time() -> None:
    """The time is that of the length."""
    size = 60_000
    for text in (
        " " * size + "x",
        "[" * size,
        "a " * size,
        "#" * size,
        "[[" * size,
        "'" * size,
        "a'" * size,
        ": " * size,
    ):
        for lines in (f"key: {text}", f"key: [{text}]", f"- {text}", text, f"k{text}"):
            assert isinstance(notes.frontmatter(lines), dict)


@settings(max_examples=50)
@given(data=st.data())
def test_nothing_but_a_refusal_leaves(data: st.DataObject) -> None:
    """Whatever the bytes are, drafts can be stored, or there is a sentence."""
    lines = st.text("ab:,-[]{}'\"|#\\@. \n", max_size=40).map(str.encode) | st.binary(max_size=20)
    body = data.draw(st.sampled_from([b"", b"---\nemail: a@b.example\n"]))
    body += data.draw(lines) + b"\n" + data.draw(st.sampled_from([b"---\n", b"..."])) + data.draw(lines)
    found, refusal = [], ""
    with TemporaryDirectory() as folder:
        (Path(folder) / "x.md").write_bytes(body)
        try:
            found = Reading(Path(folder), columns={**MAPPED, "phone": ["a", "b"]}).contacts
        except NetcheckError as error:
            refusal = failure(error.code, error.facts)
    assert found or refusal
    for values in found:
        assert Contact(id="x", **values).name.strip()


def test_the_user_is_no_contact(tmp_path: Path, run: Run) -> None:
    """The note about the user is left out and counted."""
    for name in ("Nora", "Olek"):
        (tmp_path / f"{name}.md").write_text(f"---\nmail: {name}@x.example\n---\n", "utf-8")
    out = run("import", "notes", str(tmp_path), "--map", "email=mail", "--me", "nora@x.example").out
    assert "One new person." in out
    assert "1 card of yourself (Nora)" in out


def test_notes_without_keys_are_refused(tmp_path: Path, run: Run) -> None:
    """Where no note has a key there is none to say."""
    (tmp_path / "a.md").write_text("Hallo\n", "utf-8")
    told = run("import", "notes", str(tmp_path), "--map", "email=mail", expect=1).err
    assert "no note there begins with keys and values" in told

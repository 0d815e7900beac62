"""vCards of all versions as address books write them, and our own, which come back as they were."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact
from netcheck.domain.names import nameable
from netcheck.errors import NetcheckError
from netcheck.importers import vcard
from netcheck.importers.base import Draft, Findings, Options, Problem
from netcheck.importers.identifiers import identifier
from netcheck.importers.source import opened_source
from netcheck.importers.text import tidy, tidy_note
from netcheck.view.failures import SENTENCES
from netcheck.view.import_plan import LEFT_OUT, REMARKS
from netcheck.view.vcard import vcard_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Run

FIXTURES = Path(__file__).parent / "imports" / "vcard"
TODAY = date(2026, 11, 27).toordinal()


def read(path: Path) -> tuple[list[Draft], Findings]:
    """Read a file or a folder whole."""
    findings = Findings()
    with opened_source(path) as source:
        drafts = list(vcard.parse(source, Options(TODAY), findings))
    assert {problem.code for problem in findings.problems} <= {*SENTENCES}
    assert {*findings.left_out} <= {*LEFT_OUT}
    assert {key for key, _ in findings.remarks} <= {*REMARKS}
    return drafts, findings


@pytest.fixture
def card(tmp_path: Path) -> Card:
    """Read single cards."""
    return Card(tmp_path / "one.vcf")


class Card:
    """Writes one card to a file and reads it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings = Findings()

    def __call__(self, *lines: str | bytes, end: bytes = b"\r\n") -> dict[str, Any]:
        """Return the values of the only contact."""
        whole = [b"BEGIN:VCARD", *(one if isinstance(one, bytes) else one.encode() for one in lines), b"END:VCARD"]
        self.path.write_bytes(end.join([*whole, b""]))
        drafts, self.findings = read(self.path)
        (draft,) = drafts
        return draft.values


def test_folder_gives_what_it_holds() -> None:
    """Folder gives what it holds."""
    drafts, findings = read(FIXTURES)
    # Two cards of Gwen, with one address: who is one is told by identifiers afterwards.
    assert [(draft.values["name"], draft.person) for draft in drafts] == [
        ("Gwen Pascoe", "vcard:urn:uuid:00000000-0000-4000-8000-0000000000b1"),
        ("Malerbetrieb Süd", drafts[1].person),
        ("Gwen Pascoe", "gwen@pascoe.example"),
        ("Tilo Brückner", "vcard:a1-tilo"),
        ("Dunja Perić", "dunja@peric.example"),
    ]
    gwen, painter, again, tilo, dunja = (draft.values for draft in drafts)
    assert gwen == {
        "name": "Gwen Pascoe",
        "identifiers": ("gwen@pascoe.example", "https://t.me/gwenp", "+44-20-0000000"),
        "keys": ("vcard:urn:uuid:00000000-0000-4000-8000-0000000000b1",),
        "circles": ("Lesekreis",),
        "birthday": "--11-30",
    }
    assert painter == {"name": "Malerbetrieb Süd"}
    assert again["identifiers"] == ("gwen@pascoe.example",)
    assert tilo["identifiers"][1] == "https://www.linkedin.com/in/tilo-brueckner-1a2b3c"
    assert (tilo["circles"], tilo["birthday"], tilo["note"]) == (("werkstatt",), "--05-09", "eins, zwei\ndrei")
    assert (dunja["name"], dunja["birthday"]) == ("Dunja Perić", "1988-03-21")
    assert findings.problems == [Problem(11, "import_card_no_name", {}, "arbeit/b2.vcf")]
    assert findings.remarks == [("encoding", {"file": "arbeit/b2.vcf", "encoding": "cp1252"})]
    assert all(draft.listed for draft in drafts)


def test_zip_gives_the_same_as_its_folder(tmp_path: Path) -> None:
    """Zip gives the same as its folder."""
    with zipfile.ZipFile(tmp_path / "cards.zip", "w") as archive:
        for path in FIXTURES.rglob("*"):
            archive.write(path, path.relative_to(FIXTURES))
    assert read(tmp_path / "cards.zip")[0] == read(FIXTURES)[0]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Amsel, Ruth", "N:Amsel;Ruth;;;"], "Ruth Amsel"),
        (["FN:Amsel, Ruth"], "Ruth Amsel"),
        (["FN:Ruth Amsel, Ph.D.", "N:Amsel;Ruth;;;Ph.D."], "Ruth Amsel, Ph.D."),
        (["FN:Ruth Amsel, Ph.D."], "Ruth Amsel, Ph.D."),
        (["FN:", "N:Amsel;Ruth;Maria;Dr.;"], "Ruth Amsel"),
        (["FN", "N:;;;;", "NICKNAME:Ruthie,R"], "Ruthie"),
        (["FN:\u200e ", "ORG:Kranwerk GmbH;Lager"], "Kranwerk GmbH"),
        (["EMAIL;TYPE=EMAIL:mailto:Ruth@Amsel.example"], "ruth@amsel.example"),
        (["FN;ALTID=1;LANGUAGE=de:Ruth Amsel", "FN;ALTID=1;LANGUAGE=en:Ruth Blackbird"], "Ruth Amsel"),
        (["fn:Ruth Amsel"], "Ruth Amsel"),
        (["item1.FN:Ruth\\, Amsel\\; und Co"], "Amsel; und Co Ruth"),
        (['FN;X-A="a:b;c":Ruth Amsel'], "Ruth Amsel"),
        (["FN;ENCODING=BASE64;CHARSET=UTF-8:UnV0aCDDhG1zZWw="], "Ruth Ämsel"),
        (["N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=84m=3Bsel;Ruth"], "Ruth Äm;sel"),
        (["FN:Ruth Amsel", "ORG:Amsel, Inc.", "KIND:org"], "Amsel, Inc."),
        (["FN:Amsel Inc", "ORG:Amsel, Inc.;", "X-ABShowAs:COMPANY"], "Amsel, Inc."),
        (["FN:Ruth", "  Amsel"], "Ruth Amsel"),
        (["FN:Ruth", "\t Amsel"], "Ruth Amsel"),
        (["FN;ENCODING=QUOTED-PRINTABLE:Ruth=", " Amsel"], "Ruth Amsel"),
        (["FN;ENCODING=", " QUOTED-PRINTABLE;CHARSET=UTF-8:Ruth=20=", "=C3=84msel"], "Ruth Ämsel"),
        (["FN;QUOTED-PRINTABLE:Ruth=20Amsel="], "Ruth Amsel"),
    ],
)  # fmt: skip
def test_name_is_the_first_that_can_be_seen(card: Card, lines: Sequence[str], name: str) -> None:
    """Name is the first that can be seen."""
    assert card(*lines)["name"] == name


def test_folding_may_split_a_character(card: Card) -> None:
    """Folding may split a character."""
    whole = "FN:Dunja Perić".encode()
    assert card(whole[:-1], b" " + whole[-1:])["name"] == "Dunja Perić"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Søren".encode("cp1252")], "Søren"),
        (["FN:Дуня".encode("cp1251"), b"N;CHARSET=windows-1251:" + "Дуня".encode("cp1251")], "Дуня"),
        (["FN;CHARSET=Murks:Søren".encode("cp1252")], "Søren"),
        (["FN;CHARSET=unicode_escape:S\\u00f8ren é".encode("cp1252")], "S\\u00f8ren é"),
        (["FN;CHARSET=\0:Søren".encode("cp1252")], "Søren"),
        (["FN;CHARSET=ISO-8859-2:Łucja".encode("iso-8859-2")], "Łucja"),
    ],
)
def test_charset_is_found_or_guessed(card: Card, lines: Sequence[bytes], name: str) -> None:
    """Charset is found or guessed."""
    assert card(*lines)["name"] == name


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_file_in_any_encoding_and_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    """File in any encoding and line end."""
    text = end.join(["BEGIN:VCARD", "VERSION:3.0", "FN:Łucja", "END:VCARD", ""])
    (tmp_path / "one.vcf").write_bytes(text.encode(encoding))
    ((draft,), findings) = read(tmp_path / "one.vcf")
    assert draft.values["name"] == "Łucja"
    guessed = encoding in {"utf-16-be", "utf-16-le"}
    assert [facts["encoding"] for _, facts in findings.remarks] == [encoding] * guessed


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:2027-01-01", "to come"),
        ("BDAY:19800321", "1980-03-21"),
        ("BDAY:1960-09-10", "1960-09-10"),
        ("BDAY:1955-07-19T00:00:00Z", "1955-07-19"),
        ("BDAY:19531015T231000Z", "1953-10-15"),
        ("BDAY:--0122", "--01-22"),
        ("BDAY:--02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22", "--01-22"),
        ("BDAY;VALUE=text:circa 1800", ""),
        ("BDAY:1985", ""),
        ("BDAY:1985-03", ""),
        ("BDAY:1985-02-30", ""),
        ("ANNIVERSARY:2010-06-01", None),
        ("BDAY:", None),
    ],
)
def test_birthday(card: Card, line: str, birthday: str | None) -> None:
    """A day with month is taken; any other and one that is to come are left out and counted, each as what it is."""
    said = card("FN:Ruth", line).get("birthday", "")
    left_out = (
        {"": {"birthday": 1}, "to come": {"birthday_to_come": 1}}.get(birthday, {}) if birthday is not None else {}
    )
    assert (said, card.findings.left_out) == ("" if left_out else birthday or "", left_out)


@pytest.mark.parametrize(
    ("line", "known_by"),
    [
        ("EMAIL;INTERNET:Ruth@Amsel.example", "ruth@amsel.example"),
        ("item1.EMAIL:mailto:ruth@amsel.example", "ruth@amsel.example"),
        ("EMAIL:7+ruth@users.noreply.github.com", "https://github.com/ruth"),
        ("EMAIL:/o=Firma/cn=Ruth", ""),
        ("TEL;WORK;VOICE:(030) 1234-567", "(030) 1234-567"),
        ('TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+49-30-1234567', "+49-30-1234567"),
        ("TEL:(+49) 30 1234567", "(+49) 30 1234567"),
        ("TEL:tel:+49-30-1234567;phone-context=+49;ext=12", "+49-30-1234567;ext=12"),
        ("URL:https://www.youtube.com/@ruth", ""),
        ("IMPP;X-SERVICE-TYPE=Telegram:x-apple:Ruth", "https://t.me/ruth"),
        ("IMPP:telegram:ruth", "https://t.me/ruth"),
        ("IMPP:https://t.me/ruth", "https://t.me/ruth"),
        ("IMPP;TYPE=home:xmpp:Ruth@jabber.example/Phone", "ruth@jabber.example"),
        ("IMPP:skype:ruth", ""),
        ("X-JABBER:ruth@jabber.example", "ruth@jabber.example"),
        ("X-JABBER:IM9", ""),
        ("X-TWITTER:@Ruth", "https://x.com/ruth"),
        ("X-SOCIALPROFILE;type=twitter:http\\://www.twitter.com/Ruth", "https://x.com/ruth"),
        ("X-SOCIALPROFILE;type=twitter;x-user=ruth:x-apple:ruth", "https://x.com/ruth"),
        ("X-SOCIALPROFILE;type=mastodon:https://social.example/@Ruth", "@ruth@social.example"),
        ("X-SOCIALPROFILE;TYPE=flickr:http://www.flickr.com/photos/ruth", "http://www.flickr.com/photos/ruth"),
        ("X-SOCIALPROFILE;TYPE=flickr:x-apple:ruth", ""),
        ("item1.URL;type=pref:http\\://de.linkedin.com/in/Ruth-Amsel/?trk=x", "https://www.linkedin.com/in/ruth-amsel"),
        ("URL:https://amsel.example", ""),
        ("URL:https://social.example/users/ruth", "@ruth@social.example"),
    ],
)
def test_identifier_in_its_one_spelling(card: Card, line: str, known_by: str) -> None:
    """Identifier in its one spelling."""
    assert card("FN:Ruth", line, line).get("identifiers", ()) == ((known_by,) if known_by else ())


def test_texts_are_kept_with_their_commas(card: Card) -> None:
    """Texts are kept with their commas."""
    found = card(
        "FN:Ruth Amsel", "TITLE:Leitung, Lager", "ORG:Kranwerk GmbH;Lager", "NOTE:a, b\\; c\\nd\\\\n", "PROFILE:VCARD",
        "NICKNAME:Ruthie,R\\, die Große,Ruth Amsel", "CATEGORIES:* myContacts,Starred,Chor,Verein\\, alt",
        'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://x"><fld prop="name"/></card>',
    )  # fmt: skip
    assert found["note"] == "Leitung, Lager, Kranwerk GmbH\na, b; c\nd\\n"
    assert found["aliases"] == ("Ruthie", "R, die Große")
    assert found["circles"] == ("Chor", "Verein, alt")


def test_pictures_end_at_an_empty_line(card: Card) -> None:
    """Pictures end at an empty line."""
    picture = ["PHOTO;JPEG;ENCODING=BASE64:", "/9j/AAAQ", "", "KEY;X509;ENCODING=BASE64:AAAA", " BBBB", ""]
    assert card("VERSION:2.1", *picture, "NOTE:n", "FN:Ruth", "PHOTO:data:image/png;base64,AA") == {
        "name": "Ruth",
        "note": "n",
    }


def test_agent_within_a_card_is_nobody(card: Card) -> None:
    """Agent within a card is nobody."""
    assert card("AGENT:", "BEGIN:VCARD", "FN:Somebody", "TEL:030 999999", "END:VCARD", "FN:Ruth") == {"name": "Ruth"}


def test_card_without_end_is_taken_and_told(tmp_path: Path) -> None:
    """Card without end is taken and told."""
    (tmp_path / "c.vcf").write_text("BEGIN:VCARD\nFN:Ruth\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\nbegin:vcard\nFN:Tilo\n")
    drafts, findings = read(tmp_path / "c.vcf")
    assert [draft.values["name"] for draft in drafts] == ["Ruth", "Ana", "Tilo"]
    assert findings.problems == [Problem(1, "import_card_open"), Problem(6, "import_card_open")]


def test_groups_are_circles_of_their_members(tmp_path: Path) -> None:
    """Groups are circles of their members."""
    (tmp_path / "a.vcf").write_text(
        "BEGIN:VCARD\nFN:Chor\nX-ADDRESSBOOKSERVER-KIND:group\n"
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ABC\nMEMBER:mailto:Ana@x.example\nMEMBER:urn:uuid:none\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Ruth\nUID:abc\nCATEGORIES:Verein\nEND:VCARD\n"
    )
    (tmp_path / "b.vcf").write_text(
        "BEGIN:VCARD\nFN:Ana\nEMAIL:ana@x.example\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Leer\nKIND:group\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nMEMBER:urn:uuid:abc\nEND:VCARD\n"
    )
    drafts, findings = read(tmp_path)
    assert findings.problems == [
        Problem(5, "import_group_empty", {}, "b.vcf"),
        Problem(9, "import_card_no_name", {}, "b.vcf"),
        Problem(1, "import_group_strangers", {"name": "Chor", "n": 1}, "a.vcf"),
    ]
    assert [(draft.values["name"], draft.values["circles"]) for draft in drafts] == [
        ("Ruth", ("Verein", "Chor")),
        ("Ana", ("Chor",)),
    ]


def test_places_and_things_are_nobody(tmp_path: Path) -> None:
    """Places and things are nobody."""
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\nKIND:location\nFN:Halle\nEND:VCARD\nBEGIN:VCARD\nFN:Ana\nEND:VCARD")
    drafts, findings = read(tmp_path / "a.vcf")
    assert [draft.values["name"] for draft in drafts] == ["Ana"]
    assert findings.left_out == {"thing": 1}


def test_equal_cards_are_one_person_and_namesakes_two(tmp_path: Path) -> None:
    """Equal cards are one person and namesakes two."""
    one = "BEGIN:VCARD\nFN:Ana{}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text(one.format("") * 3 + one.format("\nNOTE:other"))
    drafts, _ = read(tmp_path / "a.vcf")
    assert len({draft.person for draft in drafts}) == 2


def test_files_of_other_programs_are_passed_over(tmp_path: Path) -> None:
    """Files of other programs are passed over."""
    cards = "BEGIN:VCARD\nFN:{}\nEND:VCARD\n"
    for name in ("x.VCF", "deep/er/y.vcard", ".Radicale.cache/z.vcf", "__MACOSX/x.vcf", "._x.vcf", "k.ics", "color"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(cards.format(name))
    (tmp_path / "empty.vcf").write_text("")
    drafts, findings = read(tmp_path)
    assert [draft.values["name"] for draft in drafts] == ["deep/er/y.vcard", "x.VCF"]
    assert findings.problems == [Problem(0, "import_no_card", {}, "empty.vcf")]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"Name;Mail\n", b"BEGIN:VCARD\nEND:VCARD\n", b"PK\x03\x04"])
def test_no_card_is_refused(tmp_path: Path, content: bytes) -> None:
    """No card is refused."""
    (tmp_path / "one.vcf").write_bytes(content)
    with pytest.raises(NetcheckError) as refused:
        read(tmp_path / "one.vcf")
    assert refused.value.code in {"import_not_format", "import_damaged"}


def test_detects_cards_by_their_beginning(tmp_path: Path) -> None:
    """Detects cards by their beginning."""
    for name, content in {"a.txt": b"x", "b": b"\xef\xbb\xbfbegin:vcard\n", "c.vcf": b"B\0E\0"}.items():
        (tmp_path / name).write_bytes(content)
    found = {}
    for name in ("a.txt", "b", "c.vcf"):
        with opened_source(tmp_path / name) as source:
            found[name] = vcard.detect(source)
    assert found == {"a.txt": False, "b": True, "c.vcf": False}
    with opened_source(FIXTURES) as source:
        assert vcard.detect(source)


@pytest.mark.parametrize("between", ["", "\n\n", "words\n"])
@pytest.mark.parametrize(
    "odd",
    [
        "BEGIN:VCARD\nFN:Odd\nEND:VCARD\n",
        "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:O=\nd=64\nEND:VCARD\n",
        "begin:vcard\nfn:Odd\nend:vcard\n",
        "BEGIN:VCARD\nFN:O\n d\n d\nEND:VCARD\n",
        'BEGIN:VCARD\nitem1.FN;X="a:b;c":Odd\nEND:VCARD\n',
        "BEGIN:VCARD\nFN;ENCODING=b:T2Rk\nEND:VCARD\n",
        "BEGIN:VCARD\nFN:Odd\nAGENT:\nBEGIN:VCARD\nFN:Other\nEND:VCARD\nEND:VCARD\n",
        "BEGIN:VCARD\nFN:Odd\n",
    ],
)
def test_a_card_is_read_the_same_among_whatever_cards(tmp_path: Path, odd: str, between: str) -> None:
    """Plain cards before and after one that needs care keep their names, fields and lines."""
    plain = "BEGIN:VCARD\nFN:{}\nEMAIL:{}@x.example\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text(plain.format("Ana", "a") + between + odd + between + plain.format("Ben", "b"))
    drafts, findings = read(tmp_path)
    assert [draft.values["name"] for draft in drafts] == ["Ana", "Odd", "Ben"]
    gap = between.count("\n")
    assert [draft.line for draft in drafts] == [1, 5 + gap, 5 + 2 * gap + odd.count("\n")]
    assert drafts[2].values["identifiers"] == ("b@x.example",)
    opened = [problem.line for problem in findings.problems]
    assert opened == ([] if "end:vcard" in odd.lower() else [5 + gap])


def test_large_file_is_read_in_little_memory(tmp_path: Path) -> None:
    """Large file is read in little memory."""
    picture = "PHOTO;ENCODING=b:" + "\n ".join(["A" * 70] * 400)
    one = "BEGIN:VCARD\nFN:Ana {0}\nEMAIL:a{0}@x.example\n" + picture + "\nEND:VCARD\n"
    (tmp_path / "big.vcf").write_text("".join(one.format(n) for n in range(60)))
    tracemalloc.start()
    with opened_source(tmp_path / "big.vcf") as source:
        number = sum(1 for _ in vcard.parse(source, Options(TODAY), Findings()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 60
    assert most < 1_000_000


SAMPLES = [path.read_bytes() for path in sorted(FIXTURES.rglob("*.vcf"))]
PIECES = st.sampled_from(
    [b"BEGIN:VCARD\n", b"END:VCARD\n", b"FN", b"N;", b":", b";", b"=", b"\n ", b"\r", b"ENCODING=QUOTED-PRINTABLE",
     b"CHARSET=utf-7", b"BDAY:--", b"URL:http://[", b"AGENT:\n", b"\\", b'"', b"\0", b"BASE64", b"EMAIL:a@b.c"]
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.lists(PIECES | st.binary(max_size=4)).map(b"".join),
        st.tuples(st.sampled_from(SAMPLES), st.integers(0, 400), st.binary(max_size=5)).map(
            lambda found: found[0][: found[1]] + found[2] + found[0][found[1] :]
        ),
    )
)
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """No bytes break the reader."""
    path = tmp_path_factory.getbasetemp() / "any.vcf"
    path.write_bytes(b"BEGIN:VCARD\n" + content)
    try:
        drafts, _ = read(path)
    except NetcheckError as error:
        assert error.code in SENTENCES  # noqa: PT017 - refusing is one of two right ends
    else:
        for draft in drafts:
            str(draft.values).encode()


def plain(text: str) -> bool:
    """Return whether a text is what the log holds after it was typed."""
    return tidy(text) == text and nameable(text)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
NAMES = (TEXT | st.text('aÄ,;:\\ n.="', min_size=1, max_size=90)).map(tidy).filter(plain)
KNOWN_BY = st.sampled_from(
    ["ruth@amsel.example", "+49 30 1234567", "0171 3920042", "https://t.me/ruth", "https://x.com/ruth", "@ruth",
     "https://www.linkedin.com/in/gwen-p®-7", "@ruth@social.example", "@r.u-th@bücher.example", "https://amsel.example",
     "https://github.com/ruth", "https://bsky.app/profile/did:plc:abc", "@u@www.h.example", "skype:ruth", "x;y,z\\n"]
) | NAMES.filter(lambda text: identifier(text) in {"", text} and not text.lower().startswith("x-apple:"))  # fmt: skip
CIRCLES = NAMES.filter(lambda text: text.lstrip("* ").casefold() not in {"mycontacts", "starred"})
CONTACTS = st.builds(
    lambda name, aliases, known_by, circles, birthday, note, uid: Contact(
        "id",
        name,
        tuple(sorted(aliases - {name})),
        tuple(sorted(known_by)),
        uid,
        tuple(sorted(circles)),
        birthday,
        note,
    ),
    NAMES,
    st.frozensets(NAMES, max_size=3),
    st.frozensets(KNOWN_BY, max_size=4),
    st.frozensets(CIRCLES, max_size=3),
    st.sampled_from(["", "--02-29", "1980-05-12", "--11-30"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=200).map(tidy_note),
    st.sampled_from([(), ("vcard:urn:uuid:1;2",)]),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(CONTACTS, min_size=1, max_size=4))
def test_own_cards_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, people: list[Contact]) -> None:
    """Own cards come back as they were."""
    path = tmp_path_factory.getbasetemp() / "own.vcf"
    text = "".join(vcard_text(people))
    path.write_bytes(text.encode())
    assert max(len(line) for line in path.read_bytes().split(b"\r\n")) <= 75
    drafts, findings = read(path)
    assert [Contact(**{"id": "id", **draft.values}) for draft in drafts] == people
    assert not findings.problems


def test_own_card_says_nothing_that_judges() -> None:
    """Own card says nothing that judges."""
    contact = Contact("7", "Ruth Amsel", identifiers=("ruth@amsel.example",), no_balance=True, ignored=True, every="6w")
    audience = Contact("8", "Leserinnen", group=True)
    assert "".join(vcard_text([contact, audience])) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ruth Amsel\r\nN:Amsel;Ruth;;;\r\n"
        "EMAIL;TYPE=INTERNET:ruth@amsel.example\r\nEND:VCARD\r\n"
    )


def test_the_user_is_no_contact(tmp_path: Path, run: Run) -> None:
    """The user's own card is left out and counted, by address or name; groups still know it as a member."""
    own = "BEGIN:VCARD\nVERSION:3.0\nUID:me\nFN:Nora F\nEMAIL:Nora@X.example\nEND:VCARD\n"
    named = "BEGIN:VCARD\nVERSION:3.0\nFN:NORA FELD\nEND:VCARD\n"
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Band\nMEMBER:urn:uuid:me\nEND:VCARD\n"
    other = "BEGIN:VCARD\nVERSION:3.0\nFN:Olek\nEND:VCARD\n"
    path = tmp_path / "a.vcf"
    path.write_text(own + named + group + other, "utf-8")
    command = ("import", "vcard", str(path), "--me", "nora@x.example", "--me", "Nora Feld")
    out = run(*command).out
    assert "One new person." in out
    assert "2 cards of yourself (Nora F, NORA FELD)" in out
    assert "cannot be read" not in out
    assert [one["name"] for one in json.loads(run("contact", "list", "--json").out)] == ["Olek"]
    path.write_text(own, "utf-8")
    assert "1 card of yourself" in run(*command, expect=1).err


def test_a_card_with_the_addresses_of_two_people_is_left_open(tmp_path: Path, run: Run) -> None:
    """A card whose addresses lead to two people of the file is neither, and gives none of them an address."""
    path = tmp_path / "a.vcf"
    cards = [("Eins", "e@x.example"), ("Zwei", "z@x.example"), ("Drei", "e@x.example\nEMAIL:z@x.example")]
    path.write_text("".join(f"BEGIN:VCARD\nFN:{name}\nEMAIL:{mails}\nEND:VCARD\n" for name, mails in cards), "utf-8")
    for _ in range(2):
        assert "Drei (vCard, a.vcf:9, e@x.example) may be" in run("import", "vcard", str(path)).out
        people = {one["name"]: one["identifiers"] for one in json.loads(run("contact", "list", "--json").out)}
        assert people == {"Eins": ["e@x.example"], "Zwei": ["z@x.example"]}


def test_the_user_is_known_by_a_phone_number(tmp_path: Path) -> None:
    """A number of the user is compared by its digits."""
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\nFN:Nora\nTEL:+49 30 123456\nEND:VCARD\n", "utf-8")
    findings = Findings()
    with opened_source(tmp_path / "a.vcf") as source:
        assert list(vcard.parse(source, Options(TODAY, me=["0049 (30) 123456"]), findings)) == []
    assert findings.left_out == {"me": 1}

"""Tables: address books of four programs, our own entries, any other by its columns, days, and broken files."""

from __future__ import annotations

import itertools
import tracemalloc
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.errors import NetcheckError
from netcheck.importers import csv
from netcheck.importers.base import Findings, Options
from netcheck.importers.source import opened_source
from netcheck.view.failures import failure

if TYPE_CHECKING:
    from conftest import Run


IMPORTS = Path(__file__).parent / "imports"
TODAY = date(2026, 11, 27).toordinal()
EVENTS = {"on": ["Day"], "name": ["Who"], "direction": ["Way"], "kind": ["What"]}


class Reading:
    """What a file gives, by the name of each contact."""

    def __init__(self, path: Path, **options: Any) -> None:  # noqa: ANN401 - any of Options
        self.findings = Findings()
        with opened_source(path) as source:
            self.detected = csv.detect(source)
            self.drafts = list(csv.parse(source, Options(TODAY, **options), self.findings))
        self.people = [draft for draft in self.drafts if draft.record is Contact]
        self.events = [draft for draft in self.drafts if draft.record is Event]
        self.contacts = {draft.values["name"]: draft.values for draft in self.people}

    @property
    def told(self) -> list[str]:
        """Each entry as one line: day, direction, kind, whom with, the note."""
        return [
            "{} {direction} {kind} {} {note}".format(
                date.fromordinal(draft.values["day"]), draft.with_name, **draft.values
            ).rstrip()
            for draft in self.events
        ]

    @property
    def problems(self) -> list[tuple[int, str]]:
        """Where something is wrong, and what."""
        return [(problem.line, problem.code) for problem in self.findings.problems]


def read(folder: Path, *lines: str, encoding: str = "utf-8", **options: Any) -> Reading:  # noqa: ANN401 - as above
    """Write a table, and read it."""
    path = folder / "table.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return Reading(path, **options)


def refused(folder: Path, *lines: str, **options: Any) -> NetcheckError:  # noqa: ANN401 - as above
    """Return why a table is refused."""
    with pytest.raises(NetcheckError) as caught:
        read(folder, *lines, **options)
    assert failure(caught.value.code, caught.value.facts)
    return caught.value


def test_google_new() -> None:
    """Five people; two addresses in one cell, a year-less birthday, the family name first, named by what there is."""
    reading = Reading(IMPORTS / "google" / "new.csv")
    assert reading.detected
    assert not reading.events
    assert all(draft.listed for draft in reading.people)
    assert reading.contacts == {
        "Tilo Brückner": {
            "name": "Tilo Brückner",
            "aliases": ("Til",),
            "identifiers": (
                "tilo@kranwerk.example",
                "tilo@brueckner.example",
                "+49 151 0000001",
                "https://www.linkedin.com/in/tilo-brueckner-1a2b3c",
            ),
            "circles": ("Werkstatt",),
            "birthday": "1984-05-09",
            "note": "Tragwerksplaner, Kranwerk GmbH\nerste Zeile\nzweite Zeile",
        },
        "Dunja Perić": {"name": "Dunja Perić", "identifiers": ("dunja@peric.example",), "birthday": "--03-14"},
        "星出悠希": {"name": "星出悠希", "identifiers": ("yuki@see.example",)},
        "nur.adresse@insel.example": {
            "name": "nur.adresse@insel.example",
            "identifiers": ("nur.adresse@insel.example",),
        },
        "Polder BV": {"name": "Polder BV", "identifiers": ("0031 20 0000000",)},
    }


def test_google_old() -> None:
    """The two rows that share an address are one person."""
    reading = Reading(IMPORTS / "google" / "old.csv")
    assert [draft.values["name"] for draft in reading.people] == ["Gwen Pascoe", "Olek Wiśniak"]
    gwen = reading.contacts["Gwen Pascoe"]
    assert gwen["identifiers"] == ("gwen@pascoe.example", "+44 20 0000000")
    assert (gwen["circles"], gwen["birthday"]) == (("Lesekreis",), "1979-11-30")
    assert gwen["note"] == "Owner, Pascoe Ltd"
    assert reading.contacts["Olek Wiśniak"]["birthday"] == "--12-01"


def test_google_with_a_column_of_names(tmp_path: Path) -> None:
    """A column Name among the new ones wins, and there may be any number of addresses."""
    header = "Name,First Name,Last Name,File As,Labels,E-mail 7 - Label,E-mail 7 - Value,Phone 3 - Value"
    row = 'Ruth M. Amsel,Ruth,Amsel,,"Chor, alt ::: * myContacts",* Other,* Other ::: 040 12345,030 12345 ::: 0171 765'
    reading = read(tmp_path, header, row)
    assert reading.contacts["Ruth M. Amsel"]["circles"] == ("Chor, alt",)
    assert reading.contacts["Ruth M. Amsel"]["identifiers"] == ("030 12345", "0171 765")


def test_outlook_english() -> None:
    """Month first, as one birthday shows; X.500 is no address, Dr. is no job, 0/0/00 is no day."""
    reading = Reading(IMPORTS / "outlook" / "english.csv")
    assert reading.detected
    contacts = reading.contacts
    assert list(contacts) == ["Ines Calloway", "Kwame Adjei-Boone", "ohne.name@insel.example", "Saskia van Drunen"]
    assert contacts["Ines Calloway"]["circles"] == ("Friends", "Open source")
    assert contacts["Ines Calloway"]["birthday"] == "1969-12-28"
    assert contacts["Ines Calloway"]["note"] == "Partner, Calloway, Reed & Co."
    assert contacts["Kwame Adjei-Boone"] == {
        "name": "Kwame Adjei-Boone",
        "aliases": ("Kay",),
        "identifiers": ("kwame@wald.example", "https://github.com/kwame-ab"),
        "birthday": "1990-02-03",
    }
    assert contacts["Saskia van Drunen"]["note"] == "Polder BV\ntwo\nlines"
    assert not reading.findings.left_out
    assert not reading.findings.remarks


def test_outlook_german() -> None:
    """Semicolons, cp1252, points; the encoding that was guessed is said."""
    reading = Reading(IMPORTS / "outlook" / "deutsch.csv")
    contacts = reading.contacts
    assert list(contacts) == ["Emil Rautner", "Chloë Falk", "Malerbetrieb Süd"]
    assert contacts["Emil Rautner"]["birthday"] == "1969-12-28"
    assert contacts["Emil Rautner"]["circles"] == ("Nachbarn", "Werkstatt")
    assert contacts["Chloë Falk"]["birthday"] == "1991-04-03"
    assert contacts["Chloë Falk"]["identifiers"] == (
        "chloe@falk.example",
        "c.falk@druck.example",
        "https://www.linkedin.com/in/chloë-falk",
    )
    assert contacts["Chloë Falk"]["note"] == "Atelier Falk\nGröße 38; mag Grün"
    assert reading.findings.remarks == [("encoding", {"file": "deutsch.csv", "encoding": "cp1252"})]


def test_outlook_german_telephone_in_brackets(tmp_path: Path) -> None:
    """Telefon (privat) is Telefon privat; the firm's own number is nobody's."""
    header = "Vorname;Nachname;E-Mail-Adresse;Telefon (privat);Telefon (geschäftlich) 2;Telefon Firma"
    reading = read(tmp_path, header, "Ana;Kern;;030 11111;040 22222;050 33333")
    assert reading.contacts["Ana Kern"]["identifiers"] == ("030 11111", "040 22222")


@pytest.mark.parametrize(
    ("order", "birthdays"),
    [("", [None, None]), ("dmy", ["1991-04-03", "1992-06-05"]), ("mdy", ["1991-03-04", "1992-05-06"])],
)
def test_outlook_of_either_order(order: str, birthdays: list[str | None]) -> None:
    """Birthdays that could be either are left out and listed, unless the order is said."""
    reading = Reading(IMPORTS / "outlook" / "ambiguous.csv", dates=order)
    assert [draft.values.get("birthday") for draft in reading.people] == birthdays
    listed = [] if order else ["Bastian Quist", "Mirja Sandholm"]
    assert list(reading.findings.names.get("birthday_order", {})) == listed


def test_thunderbird(tmp_path: Path) -> None:
    """The displayed name wins, the birthday is in three columns, and each line ends with a comma."""
    header = (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Fax Number,Web Page 1,"
        "Organization,Job Title,Birth Year,Birth Month,Birth Day,Custom 1,Notes,"
    )
    reading = read(
        tmp_path,
        header,
        "Gwen,Pascoe,Gwen P.,Gwenny,g@p.example,gwen@p.example,020 12345,020 99999,https://github.com/Gwen,Pascoe Ltd,"
        "Owner,1979,1,3,x,likes tea,",
        "Emil,Rautner,,,,,,,,,,,12,1,,,",
        "Ana,Kern,,,,,,,,,,0,2,30,,,",
    )
    assert reading.detected
    assert reading.contacts == {
        "Gwen P.": {
            "name": "Gwen P.",
            "aliases": ("Gwenny",),
            "identifiers": ("g@p.example", "gwen@p.example", "020 12345", "https://github.com/gwen"),
            "birthday": "1979-01-03",
            "note": "Owner, Pascoe Ltd\nlikes tea",
        },
        "Emil Rautner": {"name": "Emil Rautner", "birthday": "--12-01"},
        "Ana Kern": {"name": "Ana Kern"},
    }
    assert list(reading.findings.names["no_birthday"]) == ["Ana Kern"]


def test_our_own_entries(tmp_path: Path) -> None:
    """What the program wrote comes back with ids and sources; the apostrophe before a formula is taken away."""
    reading = read(
        tmp_path,
        "on,with,direction,kind,weight,note,asked,one_sided,source,id",
        "2026-01-03,Ana Kern,received,help,3,'=1+1,1,,,0192e8e255007000b58ccc989b0688b0",
        "2026-01-04,Ana Kern,given,share,1,'tis,,1,mastodon:share:@a@b.example:2026-01-04,0192f32f0d017001ba773cf31e63",
        "2026-01-05,'@Emil,mutual,talk,1,,,,,",
        "2026-01-05,ana kern,mutual,talk,1,,,,,",
        "2026-01-06,Ana Kern,received,help,1,a copy,,,,0192e8e255007000b58ccc989b0688b0",
    )
    assert reading.detected
    assert reading.told == [
        "2026-01-03 received help Ana Kern =1+1",
        "2026-01-04 given share Ana Kern 'tis",
        "2026-01-05 mutual talk @Emil",
        "2026-01-05 mutual talk ana kern",
        "2026-01-06 received help Ana Kern a copy",
    ]
    first, second, *others = (draft.values for draft in reading.events)
    assert (first["weight"], first["asked"], first["one_sided"]) == (3, True, False)
    assert (first["id"], first["source"]) == ("0192e8e255007000b58ccc989b0688b0", "")
    assert (second["one_sided"], second["source"]) == (True, "mastodon:share:@a@b.example:2026-01-04")
    assert all("id" not in values and values["source"].startswith("csv:") for values in others)
    assert [draft.person for draft in reading.people] == ["Ana Kern", "@Emil"]
    assert {draft.person for draft in reading.events} == {"Ana Kern", "@Emil"}
    assert not any(draft.listed for draft in reading.people)


def test_our_own_entries_through_a_spreadsheet(tmp_path: Path) -> None:
    """Semicolons and German days do no harm."""
    reading = read(tmp_path, "on;with;direction;kind", "3.1.2026;Ana;received;help", encoding="cp1252")
    assert reading.told == ["2026-01-03 received help Ana"]


def test_any_columns_as_people(tmp_path: Path) -> None:
    """Columns are named by the user; a constant holds for all rows; several columns may hold the same."""
    reading = read(
        tmp_path,
        "Vorname\tName\tMail\tMail 2\tHandy\tWeb\tGruppe\tgeboren\tText\tSpitzname",
        "Ana\tKern\tana@kern.example, Ana <a@k.example>\tx@y.example\t0171-12345\tx.com/Ana @ana@f.example\tChor; Uni\t"
        '12 May 1980\t"zwei\nZeilen"\tAnnie',
        "\t\t\t\t\t\t\t\t\t",
        "Ben\tAst\t\t\t\t\t\t12.5.\t\t",
        columns={
            "given": ["vorname"],
            "family": ["Name"],
            "email": ["Mail", "Mail 2"],
            "phone": ["Handy"],
            "url": ["Web"],
            "circle": ["Gruppe"],
            "birthday": ["geboren"],
            "note": ["Text"],
            "alias": ["Spitzname"],
        },
        constants={"circle": "Verein"},
    )
    assert reading.contacts == {
        "Ana Kern": {
            "name": "Ana Kern",
            "aliases": ("Annie",),
            "identifiers": (
                *("ana@kern.example", "a@k.example", "x@y.example", "0171-12345"),
                *("https://x.com/ana", "@ana@f.example"),
            ),
            "circles": ("Chor", "Uni", "Verein"),
            "birthday": "1980-05-12",
            "note": "zwei\nZeilen",
        },
        "Ben Ast": {"name": "Ben Ast", "circles": ("Verein",), "birthday": "--05-12"},
    }


def test_any_columns_as_entries(tmp_path: Path) -> None:
    """With a day a row is an entry; the words are those of the log in both languages."""
    reading = read(
        tmp_path,
        "Day,Who,Way,What,How much,Text",
        "2026-03-02,Ana,gab,Rat,2,ein Tipp",
        "2026-03-02T23:30:00-05:00,Ana,gave,proofreading,,",
        "2026/03/04,Ben,Bekam,Buchtipp,1,",
        "5. März 2026,Ben,with,HELP,,",
        "6.3.26,Ben,received,Kaffee,,",
        "20260307,Ben,,talk,,",
        columns={**EVENTS, "weight": ["How much"], "note": ["Text"]},
    )
    assert reading.told == [
        "2026-03-02 given help Ana ein Tipp",
        "2026-03-02 given feedback Ana",
        "2026-03-04 received content Ben",
        "2026-03-05 mutual help Ben",
        "2026-03-06 mutual talk Ben",
        "2026-03-07 mutual talk Ben",
    ]
    assert [draft.values["weight"] for draft in reading.events] == [2, 1, 1, 1, 1, 1]
    assert [draft.values for draft in reading.people] == [{"name": "Ana"}, {"name": "Ben"}]
    assert reading.drafts[:2] == reading.people


def test_a_constant_stands_for_a_column(tmp_path: Path) -> None:
    """One kind and direction for all rows; a talk needs no direction."""
    mapped = {"on": ["Day"], "name": ["Who"]}
    help_ = read(tmp_path, "Day,Who", "2026-03-02,Ana", columns=mapped, constants={"kind": "Hilfe", "direction": "got"})
    assert help_.told == ["2026-03-02 received help Ana"]
    talk = read(tmp_path, "Day,Who", "2026-03-02,Ana", columns=mapped, constants={"kind": "talk"})
    assert talk.told == ["2026-03-02 mutual talk Ana"]


def test_people_of_entries_are_known_by_address_and_else_by_name(tmp_path: Path) -> None:
    """A name without an address is the one person of the table who has both; one with two bearers is not."""
    reading = read(
        tmp_path,
        "Day,Who,Mail,What",
        "2026-03-01,Ana,,talk",
        "2026-03-02,Ana,ana@k.example,talk",
        "2026-03-03,Ana K,ANA@k.example,talk",
        "2026-03-04,Ben,ben@k.example,talk",
        "2026-03-05,Ben,b@other.example,talk",
        "2026-03-06,Ben,,talk",
        columns={"on": ["Day"], "name": ["Who"], "email": ["Mail"], "kind": ["What"]},
    )
    assert [draft.person for draft in reading.events] == [
        *["ana@k.example"] * 3,
        *("ben@k.example", "b@other.example", "ben"),
    ]
    assert [draft.person for draft in reading.people] == ["ana@k.example", "ben@k.example", "b@other.example", "ben"]
    assert reading.people[0].values == {"name": "Ana", "aliases": ("Ana K",), "identifiers": ("ana@k.example",)}


def test_a_source_is_made_of_the_mapped_cells(tmp_path: Path) -> None:
    """Other columns, their order, the encoding and the end of lines change nothing; the cells do."""
    rows = [
        read(tmp_path, "Day,Who,Way,What", "2026-03-02,Zoë,gab,Rat", columns=EVENTS),
        read(tmp_path, "Who;What;X;Day;Way\r", "Zoë;Rat;1;2026-03-02;gab\r", columns=EVENTS, encoding="cp1252"),
        read(tmp_path, "Day,Who,Way,What", "2026-03-02,Zoë,gab,Tipp", columns=EVENTS),
    ]
    one, other, changed = (reading.events[0].values["source"] for reading in rows)
    assert one == other != changed
    assert len(one) == len("csv:") + 20


@pytest.mark.parametrize(
    ("days", "order", "found"),
    [
        (["3/4/2025", "13/4/2025"], "", ["2025-04-03", "2025-04-13"]),
        (["3/4/2025", "4/13/2025"], "", ["2025-03-04", "2025-04-13"]),
        (["3-4-25 14:05", "13-4-25"], "", ["2025-04-03", "2025-04-13"]),
        (["3/4/2025"], "mdy", ["2025-03-04"]),
        (["3/4/2025"], "dmy", ["2025-04-03"]),
        (["25/4/3"], "ymd", ["2025-04-03"]),
        (["3.4.2025"], "", ["2025-04-03"]),
        (["3.4.2025", "4.13.2025"], "", ["2025-03-04", "2025-04-13"]),
        (["5/5/2025"], "", ["2025-05-05"]),
        (["1/28/26, 2:37 PM"], "", ["2026-01-28"]),
        (["Mar 3, 2025", "3. März 2025"], "", ["2025-03-03", "2025-03-03"]),
        (["1/13/85"], "", ["1985-01-13"]),
        (["3/4/2025", "13/4/2025", "12/31/2027"], "", ["2025-04-03", "2025-04-13"]),
        (["3/4/2025", "4/13/2025", "31/12/2027"], "", ["2025-03-04", "2025-04-13"]),
        (["5/5/2025", "3/4/2027", "12/31/2027"], "", ["2025-05-05"]),
        (["3/4/2025", "12/31/2027"], "", None),
        (["3/4/2025", "13/4/2025", "4/13/2025"], "", None),
        (["3/4/2025"], "", None),
    ],
)
def test_the_order_of_days_is_the_files(tmp_path: Path, days: list[str], order: str, found: list[str] | None) -> None:
    """It is what one of the days shows, or what was said; else it has to be said."""
    lines = ["Day;Who", *(f"{day};Ana" for day in days)]
    options: dict[str, Any] = {
        "columns": {"on": ["Day"], "name": ["Who"]},
        "constants": {"kind": "talk"},
        "dates": order,
    }
    if found is None:
        assert refused(tmp_path, *lines, **options).code == "import_dates_needed"
    else:
        reading = read(tmp_path, *lines, **options)
        assert [date.fromordinal(draft.values["day"]).isoformat() for draft in reading.events] == found


def test_days_that_do_not_count(tmp_path: Path) -> None:
    """A day to come, one before 1970, none, a month, and one that there is not."""
    days = ("2026-11-28", "1969-12-31", "", "May 2025", "yesterday", "2025-02-30", "2026-11-27", "1970-01-01")
    reading = read(
        tmp_path,
        "Day;Who",
        *(f"{day};Ana" for day in days),
        columns={"on": ["Day"], "name": ["Who"]},
        constants={"kind": "talk"},
    )
    assert reading.told == ["2026-11-27 mutual talk Ana", "1970-01-01 mutual talk Ana"]
    assert reading.findings.left_out == {"future": 1, "no_day": 5}


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        *[("1988-06-15", "1988-06-15"), ("--12-01", "--12-01"), (" --03-14", "--03-14"), ("--0314", "--03-14")],
        *[("19880615", "1988-06-15"), ("28.12.1969", "1969-12-28"), ("12/28/1969", "1969-12-28")],
        *[("12/28/69", "1969-12-28"), ("12/28/26", "--12-28"), ("12. Mai", "--05-12"), ("May 12, 1980", "1980-05-12")],
        *[("12/28", "--12-28"), ("1988-06-15T00:00:00Z", "1988-06-15"), ("29.2.", "--02-29")],
        *[("0/0/00", ""), ("0.0.00", ""), ("0000-00-00", ""), ("", "")],
        *[("circa 1800", None), ("1985", None), ("May 1985", None), ("30.2.1980", None)],
    ],
)
def test_birthdays(tmp_path: Path, written: str, birthday: str | None) -> None:
    """Nothing is guessed: of 26, which two centuries have, no year is taken; what cannot be read is listed."""
    reading = read(tmp_path, "N\tB", f"Ana\t{written}", columns={"name": ["N"], "birthday": ["B"]})
    assert reading.people[0].values.get("birthday", "") == (birthday or "")
    assert dict(reading.findings.left_out) == ({"no_birthday": 1} if birthday is None else {})


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xff\xd8\xff\xe0\x10JFIF;\xfe\n", b"%PDF-1.7\n%\xe2\xe3\x1f\n1 0 obj"],
)
def test_what_is_no_text_is_no_table(run: Run, tmp_path: Path, content: bytes) -> None:
    """A picture with the name of a table is refused without its bytes, whichever way it is named."""
    (tmp_path / "people.csv").write_bytes(content)
    for command in (["csv"], []):
        told = run("import", *command, str(tmp_path / "people.csv"), expect=1).err
        assert told.startswith(f"{tmp_path / 'people.csv'} is no CSV file or folder.")
        assert "--map" not in told


def test_a_birthday_to_come_is_left_out_as_such(tmp_path: Path) -> None:
    """It can be read, and is none all the same."""
    reading = read(tmp_path, "N\tB", "Ana\t2027-01-01", columns={"name": ["N"], "birthday": ["B"]})
    assert "birthday" not in reading.people[0].values
    assert dict(reading.findings.left_out) == {"birthday_to_come": 1}


def test_two_rows_are_two_people_unless_they_share_an_address(tmp_path: Path) -> None:
    """Or are equal in every field; a row that leads to two people stays on its own."""
    reading = read(
        tmp_path,
        "Name,Mail,Phone,Text",
        "Ana,,,",
        "Ana,a@k.example,+49 30 12345,",
        "Anna,b@k.example,0049 30/12345,x",
        "Ana,,,",
        "Ana,,,y",
        "Ben,ben@k.example,,",
        'Both,"a@k.example, ben@k.example",,',
        columns={"name": ["Name"], "email": ["Mail"], "phone": ["Phone"], "note": ["Text"]},
    )
    assert [draft.values for draft in reading.people] == [
        {"name": "Ana"},
        {
            "name": "Ana",
            "aliases": ("Anna",),
            "identifiers": ("a@k.example", "+49 30 12345", "b@k.example"),
            "note": "x",
        },
        {"name": "Ana", "note": "y"},
        {"name": "Ben", "identifiers": ("ben@k.example",)},
        {"name": "Both", "identifiers": ("a@k.example", "ben@k.example")},
    ]
    assert len({draft.person for draft in reading.people}) == 5


def test_the_user_is_no_contact(tmp_path: Path) -> None:
    """By an address or by the name."""
    mapped = {"name": ["Name"], "email": ["Mail"]}
    lines = ("Name,Mail", "Mia,MIA@k.example", "mia moss,", "Ana,")
    assert list(read(tmp_path, *lines, columns=mapped, me=("mia@k.example", "Mia Moss")).contacts) == ["Ana"]


def test_unknown_columns_have_to_be_said(tmp_path: Path) -> None:
    """The sentence names the option and the columns; a column that is not there is named, too."""
    header = "Wer,Wann,"
    error = refused(tmp_path, header, "Ana,2026-01-01,")
    assert (error.code, error.facts["columns"]) == ("import_columns_needed", ["Wer", "Wann"])
    sentence = failure(error.code, error.facts)
    assert "--map name=COLUMN" in sentence
    assert sentence.endswith("The columns are: Wer, Wann.")
    assert refused(tmp_path, header, "Ana,", columns={"phone": ["Wer"]}).code == "import_columns_needed"
    assert refused(tmp_path, header, "Ana,", columns={"name": ["Who"]}).code == "import_no_column"
    assert refused(tmp_path, header, "Ana,", columns={"nome": ["Wer"]}).code == "import_no_field"
    mapped = {"name": ["wer"], "on": ["WANN"]}
    assert refused(tmp_path, header, "Ana,", columns=mapped).code == "import_kind_needed"
    kind = {"kind": "help"}
    assert refused(tmp_path, header, "Ana,", columns=mapped, constants=kind).code == "import_direction_needed"
    wrong = {"kind": "nonsense"}
    assert refused(tmp_path, header, "Ana,", columns=mapped, constants=wrong).code == "unknown_kind"
    wrong = {"kind": "help", "direction": "sideways"}
    assert refused(tmp_path, header, "Ana,", columns=mapped, constants=wrong).code == "import_bad_direction"


def test_what_is_no_table(tmp_path: Path) -> None:
    """Nothing, zeros, a header alone, a folder without tables, and far too many columns."""
    assert refused(tmp_path).code == "import_not_format"
    assert refused(tmp_path, "", " ").code == "import_not_format"
    assert refused(tmp_path, "PNG \0 and more, and \1 more").code == "import_not_format"
    assert refused(tmp_path, "on,with,direction,kind").code == "import_no_rows"
    assert refused(tmp_path, ",".join(map(str, range(1001))), "x").code == "import_too_many_columns"
    (tmp_path / "empty").mkdir()
    with pytest.raises(NetcheckError, match="import_not_format"):
        Reading(tmp_path / "empty")


def test_wrong_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    """Each is named by its line, also below cells of several lines."""
    reading = read(
        tmp_path,
        "Day,Who,Way,What,N,Text",
        '2026-01-01,Ana,gave,help,1,"a',
        'b"',
        "2026-01-01,Ana,gave,nonsense,1,",
        "2026-01-01,Ana,sideways,help,1,",
        "2026-01-01,,gave,help,1,",
        "2026-01-01,Ana,gave,help,9,",
        "2026-01-01,Ana,gave,,1,",
        "2026-01-01,Ana,gave,help,1,a,b",
        "2026-01-01,Ana,gave,help",
        '2026-01-01,Ana,gave,help,1,"never closed',
        "2026-01-02,Ana,gave,help,,",
        columns={**EVENTS, "weight": ["N"], "note": ["Text"]},
    )
    assert reading.told == [
        "2026-01-01 given help Ana a\nb",
        "2026-01-01 given help Ana",
        "2026-01-02 given help Ana",
    ]
    assert sorted(reading.problems) == [
        (4, "unknown_kind"),
        (5, "import_bad_direction"),
        (6, "import_missing_key"),
        (7, "import_not_number"),
        (8, "import_missing_key"),
        (9, "import_row_too_long"),
        (11, "import_open_quote"),
    ]
    assert all(failure(problem.code, problem.facts) for problem in reading.findings.problems)


def test_a_row_without_a_name_is_counted(tmp_path: Path) -> None:
    """A telephone number names nobody."""
    reading = read(tmp_path, "Name,Phone", ",030 12345", "Ana,", columns={"name": ["Name"], "phone": ["Phone"]})
    assert list(reading.contacts) == ["Ana"]
    assert reading.findings.left_out == {"no_name": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_end_of_line(tmp_path: Path, encoding: str, end: str) -> None:
    """All give the same person, and only a guess is said."""
    path = tmp_path / "contacts.txt"
    path.write_bytes(end.join(("First Name,Last Name,E-mail Address", "Zoë,Ähren,zoe@k.example", "")).encode(encoding))
    reading = Reading(path)
    assert reading.detected
    assert list(reading.contacts) == ["Zoë Ähren"]
    assert bool(reading.findings.remarks) == (encoding in {"utf-16-le", "utf-16-be", "cp1252"})


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("ANA@k.example", ["ana@k.example"]),
        ("Ana Kern (ana@k.example)", ["ana@k.example"]),
        ("Kern, Ana <ana@k.example>", ["ana@k.example"]),
        ("mailto:ana@k.example", ["ana@k.example"]),
        ("ana at k.example", ["ana@k.example"]),
        ("ana@k.example; a@b.example c@d.example", ["ana@k.example", "a@b.example", "c@d.example"]),
        ("12+ana@users.noreply.github.com", ["https://github.com/ana"]),
        ("ana@localhost", []),
        ("030 12345", []),
    ],
)
def test_addresses_of_a_cell(tmp_path: Path, cell: str, addresses: list[str]) -> None:
    """However they are written; what is no address is none, not even a telephone number."""
    reading = read(tmp_path, "Name\tMail", f"Ana\t{cell}", columns={"name": ["Name"], "email": ["Mail"]})
    assert list(reading.people[0].values.get("identifiers", ())) == addresses


def test_a_folder_of_tables(tmp_path: Path) -> None:
    """All are read as one import, before one is refused by its name."""
    (tmp_path / "a.csv").write_text("First Name,Last Name,E-mail Address\nAna,Kern,\n")
    (tmp_path / "b.CSV").write_text("Vorname;Nachname;Mobiltelefon\nBen;Ast;;x\nCleo;Ost;\n")
    (tmp_path / "notes.txt").write_text("not a table")
    reading = Reading(tmp_path)
    assert list(reading.contacts) == ["Ana Kern", "Cleo Ost"]
    assert len({draft.person for draft in reading.people}) == 2
    assert [(problem.file, problem.line) for problem in reading.findings.problems] == [("b.CSV", 2)]
    (tmp_path / "c.csv").write_text("Wer,Was\n")
    with pytest.raises(NetcheckError) as caught:
        Reading(tmp_path)
    assert caught.value.facts["path"] == tmp_path / "c.csv"


def test_excel_says_its_separator(tmp_path: Path) -> None:
    """A line `sep=;` before the header, and empty lines, are passed over; lines are counted all the same."""
    reading = read(tmp_path, "sep=|", "", "Name|Mail", "Ana|a@k.example", columns={"name": ["Name"]})
    assert [(draft.values["name"], draft.line) for draft in reading.people] == [("Ana", 4)]


def test_a_long_table_of_entries_needs_little_memory(tmp_path: Path) -> None:
    """Entries are read as they come."""
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write("on,with,direction,kind,note\n")
        file.writelines(f"2026-01-01,Ana,gave,help,{number:08000}\n" for number in range(1_000))
    tracemalloc.start()
    try:
        with opened_source(path) as source:
            number = sum(draft.record is Event for draft in csv.parse(source, Options(TODAY), Findings()))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert number == 1_000
    assert most < 4_000_000


def test_cells_of_any_length(tmp_path: Path) -> None:
    """The limit of the library is no limit here."""
    note = "x" * 300_000
    reading = read(tmp_path, "Name,Text", f"Ana,{note}", columns={"name": ["Name"], "note": ["Text"]})
    assert reading.contacts["Ana"]["note"] == note


FIXTURES = [path.read_bytes() for folder in ("google", "outlook") for path in (IMPORTS / folder).glob("*.csv")]


@settings(max_examples=50)
@given(data=st.data())
def test_nothing_but_a_refusal_leaves(data: st.DataObject) -> None:
    """Whatever the bytes are, drafts can be stored, or there is a sentence."""
    start = data.draw(st.sampled_from([b"", b"on,with,direction,kind\n", *FIXTURES]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(start)), min_size=1, max_size=4)))
    pieces = [start[begin:end] for begin, end in itertools.pairwise([0, *cuts, len(start)])]
    noise = st.binary(max_size=6) | st.text('",;\n/.=', max_size=6).map(str.encode)
    mutated = b"".join(piece + data.draw(noise) for piece in pieces)
    mapped = data.draw(st.sampled_from([{}, {"name": ["First Name"]}]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(mutated)
        reading = None
        try:
            reading = Reading(path, columns=mapped)
        except NetcheckError as error:
            refusal = failure(error.code, error.facts)
    assert reading or refusal
    for draft in reading.drafts if reading else ():
        if draft.record is Contact:
            assert Contact(id="x", **draft.values).name.strip()
        else:
            assert isinstance(draft.values["kind"], Kind)
            assert isinstance(draft.values["direction"], Direction)


def test_the_user_in_a_table_is_counted(tmp_path: Path, run: Run) -> None:
    """The user's own row of an address book, and own entries of a table with days, are left out and counted."""
    people, days = tmp_path / "people.csv", tmp_path / "days.csv"
    people.write_text("N,E\nNora,Nora@x.example\nOlek,\n", "utf-8")
    days.write_text("N,E,D\nNora,Nora@x.example,2026-01-02\nOlek,,2026-01-03\n", "utf-8")
    columns = ("--map", "name=N", "--map", "email=E", "--me", "nora@x.example")
    assert "1 card of yourself (Nora)" in run("import", "csv", str(people), *columns).out
    out = run("import", "csv", str(days), *columns, "--map", "on=D", "--set", "kind=talk").out
    assert "One new entry: one talk." in out
    assert "1 with nobody that can be told" in out


def test_half_a_birthday_of_thunderbird_is_told(tmp_path: Path, run: Run) -> None:
    """A year alone, or a day without a month, is no birthday, and is counted; nothing and zeros are none."""
    path = tmp_path / "t.csv"
    rows = ("Ana,1980,,3", "Ben,1980,0,0", "Cy,,,", "Di,0,0,0", "Ed,,2,3")
    header = "Display Name,Birth Year,Birth Month,Birth Day,Primary Email"
    path.write_text("\n".join([header, *(f"{row}," for row in rows), ""]), "utf-8")
    out = run("import", "csv", str(path)).out
    assert "2 birthdays that cannot be read (Ana, Ben)" in out

"""People and circles through the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.i18n import LANGUAGES
from seeded import seed

if TYPE_CHECKING:
    from conftest import Run


@pytest.fixture(autouse=True)
def log() -> None:
    """Start each test from the small log."""
    seed()


def card(run: Run, who: str) -> dict[str, Any]:
    """Return a contact as `contact show` tells it to a machine."""
    found: dict[str, Any] = json.loads(run("contact", "show", who, "--json").out)
    return found


def everything(run: Run) -> str:
    """Return all that can be seen of people and entries."""
    return run("contact", "list", "--json").out + run("list", "--csv").out


@pytest.mark.parametrize("stored", ["1980-05-12", "--05-12", "--02-29", "2000-03-14", "--12-01"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_birthday_is_read_as_it_is_printed(run: Run, language: str, stored: str) -> None:
    """The card's own words can be typed, whatever language they are in and whichever is spoken."""
    run("contact", "edit", "Alma", "--birthday", stored)
    labels = {"de": "Geburtstag", "en": "birthday"}
    lines = run("contact", "show", "Alma", "--lang", language).out.splitlines()
    printed = next(line.split(labels[language])[1].strip() for line in lines if labels[language] in line)
    for spoken in LANGUAGES:
        name = f"Neu {spoken}"
        run("contact", "add", name, "--birthday", printed, "--lang", spoken)
        assert card(run, name)["birthday"] == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("May 12", "--05-12"),
        ("May 12, 1980", "1980-05-12"),
        ("may 12th 1980", "1980-05-12"),
        ("Dec 24", "--12-24"),
        ("am 12. Mai", "--05-12"),
        ("am 12.5.1980", "1980-05-12"),
        ("on 12th May, 1980", "1980-05-12"),
        ("am 29.2.", "--02-29"),
    ],
)
def test_a_birthday_is_typed_like_a_day(run: Run, typed: str, stored: str) -> None:
    """The month may come first, and a word before it all."""
    run("contact", "add", "Neu", "--birthday", typed)
    assert card(run, "Neu")["birthday"] == stored


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12.5.80", "“12.5.80”: the year of birth needs four digits, as in 12.5.1980."),
        ("12. Mai 80", "“12. Mai 80”: the year of birth needs four digits"),
        ("May 12, '80", "“May 12, '80”: the year of birth needs four digits"),
        ("45.5.80", "“45.5.80” is not a birthday."),
        ("May", "“May” is not a birthday."),
    ],
)
def test_a_birthday_that_is_none(run: Run, typed: str, told: str) -> None:
    """A year of two digits could be of either century; nothing is stored."""
    assert run("contact", "edit", "Alma", "--birthday", typed, expect=2).err.startswith(told)


def test_add_stores_all_that_is_said(run: Run) -> None:
    """A new contact has all its parts, on one line each, and known circles keep their spelling."""
    added = run(
        *("contact", "add", " Anna ", "Hahn", "--alias", "Änni", "--alias", "Änni", "--identifier", "+49 171 1"),
        *("--circle", "moor", "--circle", "Chor", "--birthday", "29.2.", "--note", "zwei\nZeilen", "--no-balance"),
        *("--group", "--lang", "de"),
    )
    assert added.out.splitlines() == [
        "✓ Anna Hahn kam neu dazu.",
        "✓ Anna Hahn: Geburtstag 29. Februar ergänzt.",
        "✓ Anna Hahn gilt als Gruppe.",
        "✓ Bei Anna Hahn rechnet niemand auf.",
        "✓ Anna Hahn: Notiz „zwei Zeilen“ ergänzt.",
        "✓ Anna Hahn: weiterer Name „Änni“ ergänzt.",
        "✓ Anna Hahn: Kontaktdaten „+49 171 1“ ergänzt.",
        "✓ Kreis „Chor“ ist neu.",
        "✓ Anna Hahn: Kreis „Moor“ ergänzt.",
        "✓ Anna Hahn: Kreis „Chor“ ergänzt.",
    ]
    told = added.out.replace("✓ ", "")
    assert all(sentence in run("history", "--lang", "de").out for sentence in told.splitlines())
    found = card(run, "Änni")
    del found["id"]
    assert found == {
        "type": "contact",
        "name": "Anna Hahn",
        "aliases": ["Änni"],
        "identifiers": ["+49 171 1"],
        "circles": ["Chor", "Moor"],
        "birthday": "--02-29",
        "note": "zwei Zeilen",
        "no_balance": True,
        "group": True,
        "every": "",
        "snooze": None,
        "ignore": False,
        "entries": 0,
        "given": 0,
        "received": 0,
        "mutual": 0,
        "first": None,
        "last": None,
        "functions": {"received": {}, "given": {}},
        "latest": [],
    }


def test_list_names_everyone(run: Run) -> None:
    """People stand in alphabetical order with their last entry; circle and text narrow the list."""
    assert run("contact", "list").out.splitlines() == [
        "Alma Reuter    today        Autoren, Moor",
        "Ana Belić      14 Oct",
        "Ana Krüger     19 Oct 2025",
        "Jürgen Brandt  11 Nov       Moor",
        "Readers        11 Jul 2025",
    ]
    assert [line.split()[0] for line in run("contact", "list", "--circle", "MOOR").out.splitlines()] == [
        "Alma",
        "Jürgen",
    ]
    assert run("contact", "list", "--match", "almi").out.startswith("Alma Reuter")
    records = json.loads(run("contact", "list", "--match", "ana", "--json").out)
    assert [(record["name"], record["given"], record["received"]) for record in records] == [
        ("Ana Belić", 1, 0),
        ("Ana Krüger", 0, 1),
    ]


def test_looking_makes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """An empty log says how to begin and what is not there, and stays unmade."""
    assert run("contact", "list", "--match", "Zeppelin").err == "Nothing in your log matches.\n"
    monkeypatch.setenv("NETCHECK_DB", f"{tmp_path}/other.db")
    assert "netcheck log" in run("contact", "list").err
    assert "--circle" in run("circle", "list").err
    assert json.loads(run("circle", "list", "--json").out) == []


def test_show_is_one_card(run: Run) -> None:
    """The card is told in the language, and JSON holds the same facts."""
    assert run("contact", "show", "alma", "reuter", "--lang", "de").out.splitlines() == [
        "Alma Reuter",
        "  2 Einträge seit November, zuletzt heute",
        "  auch        Almi",
        "  erreichbar  alma@example.org",
        "  Kreise      Autoren, Moor",
        "  Geburtstag  12. Mai",
        "  Notiz       Lektorin",
        "",
        "                         du bekommst  du gibst",
        "  Empfehlen, Vermitteln            –        1×",
        "  Hilfe, Feedback                 1×         –",
        "",
        "Zuletzt",
        "    heute  ← von Alma Reuter  Feedback     zum Schluss          0001",
        "  12. Nov  → an  Alma Reuter  Vermittlung  zu Mehmet · spürbar  0002",
    ]
    found = card(run, "alma")
    assert found["functions"] == {"received": {"competence": 1}, "given": {"referral": 1}}
    assert [event["id"] for event in found["latest"]] == ["e-0001", "e-0002"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--name", "Alma Reuter-Wolf"), ["Alma Reuter was renamed to Alma Reuter-Wolf."]),
        (("--name", "ALMA REUTER"), ["Alma Reuter was renamed to ALMA REUTER."]),
        (("--alias", "Al"), ["Alma Reuter: alias “Al” added."]),
        (("--no-alias", "almi"), ["Alma Reuter: alias “Almi” removed."]),
        (("--identifier", "@a"), ["Alma Reuter: contact detail “@a” added."]),
        (("--no-identifier", "ALMA@example.org"), ["Alma Reuter: contact detail “alma@example.org” removed."]),
        (("--circle", "Chor", "--no-circle", "moor"), [
            "Alma Reuter: circle “Moor” removed.",
            "Circle “Chor” is new.",
            "Alma Reuter: circle “Chor” added.",
        ]),
        (("--birthday", "1980-05-12"), ["Alma Reuter: birthday changed from 12 May to 12 May 1980."]),
        (("--birthday", ""), ["Alma Reuter: birthday 12 May removed."]),
        (("--note", "Autorin"), ["Alma Reuter: note changed from “Lektorin” to “Autorin”."]),
        (("--no-balance", "--group"), ["Alma Reuter counts as a group.", "With Alma Reuter, nobody keeps score."]),
    ],
)  # fmt: skip
def test_edit_tells_each_change(run: Run, options: tuple[str, ...], told: list[str]) -> None:
    """Each change is told, is there, and can be undone."""
    before = everything(run)
    assert run("contact", "edit", "Alma", *options).out.splitlines() == [f"✓ {sentence}" for sentence in told]
    assert everything(run) != before
    run("undo")
    assert everything(run) == before


@pytest.mark.parametrize(
    "options",
    [
        ("--no-group",),
        ("--balance", "--note", "Lektorin"),
        ("--alias", "Almi"),
        ("--circle", "autoren"),
        ("--birthday", "12.5."),
    ],
)
def test_edit_of_nothing_new_changes_nothing(run: Run, options: tuple[str, ...]) -> None:
    """What is so already is not stored again, and undo passes it over."""
    assert run("contact", "edit", "Alma", *options).err == "That changes nothing about Alma Reuter.\n"
    assert "feedback" in run("undo").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "alma", "REUTER"), 1, "Alma Reuter exists already"),
        (("add", " "), 2, "needs a name"),
        (("add", "\u200b"), 2, "needs a name"),
        (("add", "Bo", "--alias", "\u00ad"), 2, "--alias needs a text"),
        (("edit", "Alma", "--name", "\u0301"), 2, "needs a name"),
        (("add",), 2, "contact add --help"),
        (("add", "Neu", "--alias", " "), 2, "--alias needs a text."),
        (("add", "Neu", "--birthday", "31.2."), 2, "31.2."),
        (("add", "Neu", "--birthday", "Mai"), 2, "1980-05-12"),
        (("add", "Neu", "--birthday", "12. Mai 80"), 2, "four digits"),
        (("add", "Neu", "--birthday", "31 April"), 2, "1980-05-12"),
        (("add", "Neu", "--birthday", "12. Main"), 2, "1980-05-12"),
        (("add", "Neu", "--birthday", "24.11.2026"), 2, "“24.11.2026” is in the future."),
        (("edit", "Alma", "--birthday", "2026-11-24"), 2, "“2026-11-24” is in the future."),
        (("show", "Ana"), 1, "AnaK"),
        (("show", "Zeppelin"), 1, "Zeppelin"),
        (("edit", "Alma"), 2, "netcheck contact edit --help"),
        (("edit", "Alma", "--name", "ana belic"), 1, "Ana Belić exists already"),
        (("edit", "Alma", "--no-alias", "Berta"), 1, "“Berta” is not noted for Alma Reuter;"),
        (("edit", "Alma", "--note", "x", "--name", ""), 2, "needs a name"),
        (("edit", "Zeppelin", "--note", "x"), 1, "Zeppelin"),
        (("merge", "Alma", "Almi"), 1, "Both are Alma Reuter"),
        (("merge", "Alma"), 2, "contact merge --help"),
        (("remove", "Alma"), 1, "Alma Reuter has 2 entries in the log"),
        (("list", "--circle", "Chor"), 1, "The circles are: Autoren, Moor."),
    ],
)
def test_what_cannot_be_done_is_refused(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    """Each refusal names what is wrong on standard error, in both languages, and changes nothing."""
    before = everything(run)
    refused = run("contact", *arguments, expect=code)
    assert said in refused.err
    assert refused.out == ""
    assert run("contact", *arguments, "--lang", "de", expect=code).err not in {"", refused.err}
    assert everything(run) == before


def test_merge_makes_one_of_two(run: Run) -> None:
    """Entries, aliases and circles come together under the name that stays, until it is undone."""
    before = everything(run)
    merged = run("contact", "merge", "AnaK", "Alma Reuter")
    assert merged.out == "✓ Ana Krüger was merged into Alma Reuter.\n  To take it back: netcheck undo\n"
    found = card(run, "Ana Krüger")
    assert (found["name"], found["entries"], found["aliases"]) == ("Alma Reuter", 3, ["Almi", "Ana Krüger"])
    run("edit", "2-000f", "--note", "x")
    assert "“Alma Reuter helped you”: note “x” added." in run("history").out
    assert "Alma Reuter helped you" in run("undo").out
    assert run("undo", "--lang", "de").out.startswith(
        "Zurückgenommen: Ana Krüger wurde mit Alma Reuter zusammengeführt."
    )
    assert everything(run) == before


def test_remove_takes_the_entries_only_if_asked(run: Run) -> None:
    """A contact without entries goes; one with entries goes with them, and both come back."""
    before = everything(run)
    run("contact", "add", "Neu")
    assert run("contact", "remove", "neu").out.splitlines()[0] == "✓ Neu was removed."
    *entries, person, hint = run("contact", "remove", "Alma", "--with-events").out.splitlines()
    assert sorted(entries) == [
        "✓ “Alma Reuter gave you feedback: zum Schluss” (Mon, 23 November) was removed.",
        "✓ “You made an introduction for Alma Reuter: zu Mehmet” (Thu, 12 November) was removed.",
    ]
    assert (person, hint) == ("✓ Alma Reuter was removed.", "  To take it back: netcheck undo")
    assert "Alma" not in everything(run)
    for _ in range(3):
        run("undo")
    assert everything(run) == before


def test_circles_name_their_people(run: Run) -> None:
    """Each circle stands with its people, for people and for machines."""
    assert run("circle", "list").out.splitlines() == [
        "Autoren  1 person  Alma Reuter",
        "Moor     2 people  Alma Reuter, Jürgen Brandt",
    ]
    found = json.loads(run("circle", "list", "--json").out)
    assert [len(circle.pop("id")) for circle in found] == [32, 32]
    assert found == [
        {"type": "circle", "name": "Autoren", "every": "", "contacts": ["Alma Reuter"]},
        {"type": "circle", "name": "Moor", "every": "", "contacts": ["Alma Reuter", "Jürgen Brandt"]},
    ]


@pytest.mark.parametrize(
    ("arguments", "told", "circles"),
    [
        (
            ("moor", "--name", "Heide"),
            ["Circle “Moor” is called “Heide” now."],
            {"Autoren": 1, "Heide": 2},
        ),
        (
            ("Moor", "--name", "autoren"),
            ["Circle “Moor” is called “Autoren” now."],
            {"Autoren": 2},
        ),
        (
            ("Autoren", "--add", "Jürgen", "--add", "Alma", "--add", "Juergen"),
            ["Jürgen Brandt: circle “Autoren” added."],
            {"Autoren": 2, "Moor": 2},
        ),
        (
            ("Chor", "--add", "AnaB"),
            ["Ana Belić: circle “Chor” added.", "Circle “Chor” is new."],
            {"Autoren": 1, "Chor": 1, "Moor": 2},
        ),
        (("Moor", "--remove", "Alma"), ["Alma Reuter: circle “Moor” removed."], {"Autoren": 1, "Moor": 1}),
        (
            ("Moor", "--remove", "Alma", "--add", "AnaB", "--name", "Heide"),
            [
                "Ana Belić: circle “Heide” added.",
                "Alma Reuter: circle “Heide” removed.",
                "Circle “Moor” is called “Heide” now.",
            ],
            {"Autoren": 1, "Heide": 2},
        ),
    ],
)  # fmt: skip
def test_circle_edit(run: Run, arguments: tuple[str, ...], told: list[str], circles: dict[str, int]) -> None:
    """People come in and go out, circles change their name or become one, and it can be undone."""
    before = everything(run)
    sentences = run("circle", "edit", *arguments).out.splitlines()
    assert sorted(sentences) == sorted(f"✓ {sentence}" for sentence in told)
    found = json.loads(run("circle", "list", "--json").out)
    assert {row["name"]: len(row["contacts"]) for row in found} == circles
    run("undo")
    assert everything(run) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("Moor",), 2, "netcheck circle edit --help"),
        (("Moor", "--name", " "), 2, "--name needs a text."),
        (("", "--add", "Alma"), 2, "A circle needs a name."),
        (("Chor", "--name", "Sang"), 1, "The circles are: Autoren, Moor."),
        (("Moor", "--add", "Ana"), 1, "AnaB"),
        (("Moor", "--remove", "AnaB"), 1, "Ana Belić is not in the circle “Moor”;"),
    ],
)
def test_circle_edit_refuses(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    """Each refusal names what is wrong, in both languages, and changes nothing."""
    before = everything(run)
    refused = run("circle", "edit", *arguments, expect=code)
    assert said in refused.err
    assert run("circle", "edit", *arguments, "--lang", "de", expect=code).err not in {"", refused.err}
    assert everything(run) == before


def test_a_new_circle_names_everyone_in_it(run: Run) -> None:
    """A circle made by its people takes none of the sentences that name them."""
    names = [f"Person {letter}" for letter in "ABCDEFGHIJKL"]
    for name in names:
        run("contact", "add", name)
    said = run("circle", "edit", "Peers", *(f"--add={name}" for name in names)).out
    assert all(f"{name}: circle “Peers” added." in said for name in names)


def test_circle_edit_of_nothing_new(run: Run) -> None:
    """Who is in a circle already is not put in again."""
    assert run("circle", "edit", "Moor", "--add", "Alma").err == "That changes nothing about Moor.\n"
    assert run("circle", "edit", "moor", "--name", "Moor").err == "That changes nothing about Moor.\n"
    assert run("circle", "edit", "moor", "--name", "MOOR").out == "✓ Circle “Moor” is called “MOOR” now.\n"


def test_a_circle_with_an_interval_alone_is_there(run: Run) -> None:
    """It is listed, can be changed and renamed, and is gone with its interval."""
    run("contact", "add", "Zoë", "--circle", "Job")
    run("circle", "edit", "Job", "--every", "3m")
    run("circle", "edit", "Job", "--remove", "Zoë")
    assert "Job" in run("circle", "list").out
    run("circle", "edit", "Job", "--name", "Work")
    assert "Work     0 people, every 3 months\n" in run("circle", "list").out
    run("circle", "edit", "Work", "--every", "")
    assert "Work" not in run("circle", "list").out


def test_a_circle_is_called_as_it_was_renamed(run: Run) -> None:
    """An emptied circle of the same name, older and spelled otherwise, does not give its spelling."""
    run("contact", "add", "Zoë", "--circle", "Job")
    run("contact", "add", "Ben", "--circle", "work")
    run("circle", "edit", "Job", "--remove", "Zoë")
    run("circle", "edit", "work", "--name", "job")
    assert [one["name"] for one in json.loads(run("circle", "list", "--json").out)][2:] == ["job"]


def test_two_circles_that_become_one_keep_the_interval_of_the_name(run: Run) -> None:
    """The renamed one gives its own up, which is said of it; undo parts them as they were."""
    for name, every in (("one", "3m"), ("two", "2m")):
        run("contact", "add", f"Who {name}", "--circle", name)
        run("circle", "edit", name, "--every", every)
    before = run("circle", "list", "--json").out
    assert run("circle", "edit", "two", "--name", "one").out.splitlines() == [
        "✓ Circle “two” is called “one” now.",
        "✓ Circle “two”: the reminder no longer has a fixed interval.",
    ]
    found = {one["name"]: one for one in json.loads(run("circle", "list", "--json").out)}
    assert (found["one"]["every"], found["one"]["contacts"]) == ("3m", ["Who one", "Who two"])
    run("undo")
    assert run("circle", "list", "--json").out == before


@pytest.mark.parametrize(
    ("circle", "near"),
    [
        ("s", ""), ("end", ""), ("stop", ""), ("ends", ""), ("Art", "Art group"), ("Writng", "Writing"),
        ("Frends", "Friends"), ("Wrok", "Work"),
    ],
)  # fmt: skip
def test_a_circle_is_like_another_by_more_than_a_letter(run: Run, circle: str, near: str) -> None:
    """What only lies within a name, or is shorter than three letters, brings no circle to mind."""
    run(
        "contact",
        "add",
        "Zed",
        *(f"--circle={name}" for name in ("Clients", "Friends", "Writing", "Art group", "Work")),
    )
    said = run("contact", "add", "Bo", "--circle", circle).err
    assert said == (f"  Did you mean the circle {near}? To take it back: netcheck undo\n" if near else "")


@pytest.mark.parametrize(
    ("name", "near"), [("end", ""), ("stop", ""), ("Art", ""), ("Evelin", "Eva Lindner"), ("Leon", "Leo Hartmann")]
)
def test_a_person_is_like_another_by_more_than_a_letter(run: Run, name: str, near: str) -> None:
    """What only lies within a name brings nobody to mind."""
    for there in ("Eva Lindner", "Leo Hartmann", "Clara Stone", "Martin Stark", "Senda Gendt"):
        run("contact", "add", there)
    said = run("contact", "show", name, expect=1).err
    assert ("Did you mean" in said) == bool(near)
    assert near in said


def test_an_identifier_goes_by_what_it_is(run: Run) -> None:
    """An e-mail address, a phone number, a handle and a URL may be called so when somebody is made or changed."""
    run("contact", "add", "Bo", "--email", "bo@example.org", "--phone", "+49 170 1")
    run("contact", "edit", "Bo", "--handle", "@bo@example.social", "--url", "https://example.org/bo")
    (contact,) = (one for one in json.loads(run("contact", "list", "--json").out) if one["name"] == "Bo")
    assert contact["identifiers"] == ["+49 170 1", "@bo@example.social", "bo@example.org", "https://example.org/bo"]

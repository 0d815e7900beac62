"""Looking at entries and mending them, through the command line."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import Kind
from seeded import EVENTS, seed

if TYPE_CHECKING:
    from conftest import Run


@pytest.fixture(autouse=True)
def log() -> None:
    """Start each test from the small log."""
    seed()


def shown(run: Run, *options: str) -> list[str]:
    """Return the ids that `list` shows."""
    return [event["id"] for event in json.loads(run("list", "--json", *options).out)]


def test_list_shows_the_newest_first(run: Run) -> None:
    """Each line ends in the shortest suffix that names its entry alone."""
    assert run("list", "--lang", "de").out.splitlines() == [
        "       heute  ← von Alma Reuter    Feedback     zum Schluss               0001",
        "     12. Nov  → an  Alma Reuter    Vermittlung  zu Mehmet · spürbar       0002",
        "     11. Nov  ↔ mit Jürgen Brandt  Gespräch     Über die Messe            0003",
        "     14. Okt  → an  Ana Belić      Hilfe        =SUM(1) · hat etwas ver…  1-000f",
        "19. Okt 2025  ← von Ana Krüger     Hilfe                                  2-000f",
        "11. Jul 2025  → an  Readers        Fundstück                              0006",
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), [0, 1, 2, 3, 4, 5]),
        (("--with", "alma"), [0, 1]),
        (("--with", "juergen", "--with", "AnaB"), [2, 3]),
        (("--kind", "Hilfe"), [3, 4]),
        (("--kind", "introduction"), [1]),
        (("--gave",), [1, 3, 5]),
        (("--got",), [0, 4]),
        (("--circle", "moor"), [0, 1, 2]),
        (("--circle", "Autoren", "--with", "Jürgen"), []),
        (("--since", "2026-11-11"), [0, 1, 2]),
        (("--since", "1.10.2026", "--until", "-2w"), [3]),
        (("--since", "november"), [0, 1, 2]),
        (("--since", "october", "--until", "october"), [3]),
        (("--until", "2026-11", "--since", "2026-11-23"), [0]),
        (("--since", "2026-11-11T08:00:00Z"), [0, 1, 2]),
        (("--match", "uber"), [2]),
        (("--match", "kruger"), [4]),
        (("--match", "Hilfe"), [3, 4]),
        (("--match", "introduction", "--gave"), [1]),
        (("-n", "2"), [0, 1]),
        (("--gave", "--with", "Almi", "-n", "1"), [1]),
    ],
)
def test_list_keeps_what_fits_every_option(run: Run, options: tuple[str, ...], expected: list[int]) -> None:
    """Options narrow the list and can be combined."""
    assert shown(run, *options) == [EVENTS[at].id for at in expected]


def test_list_has_every_key_in_json(run: Run) -> None:
    """JSON holds the keys of the JSONL format under English names in every language."""
    (event,) = json.loads(run("list", "--json", "--match", "SUM", "--lang", "de").out)
    assert event == {
        "type": "event",
        "id": "e-1-000f",
        "on": "2026-10-14",
        "with": "Ana Belić",
        "with_id": "b1",
        "direction": "given",
        "kind": "help",
        "weight": 3,
        "note": "=SUM(1)",
        "asked": True,
        "one_sided": False,
        "source": "",
    }


def test_list_writes_csv_that_runs_nothing(run: Run) -> None:
    """CSV has a header and the same order, and no cell that a spreadsheet would compute."""
    out = run("list", "--csv", "--match", "u").out
    assert "\r\n" in out
    header, *found = csv.reader(io.StringIO(out))
    assert header[:2] == ["on", "with"]
    assert [row[-1] for row in found] == ["e-0001", "e-0002", "e-0003", "e-1-000f", "e-2-000f"]
    assert "'=SUM(1)" in found[3]


def test_list_without_a_match_says_so(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Nothing found is no failure; an empty log is greeted, and not created."""
    nothing = run("list", "--match", "Zeppelin")
    assert (nothing.out, nothing.err) == ("", "Nothing in your log matches.\n")
    monkeypatch.setenv("NETCHECK_DB", f"{tmp_path}/other.db")
    assert "netcheck log" in run("list", "--lang", "de").err
    assert json.loads(run("list", "--json").out) == []


def test_list_on_a_terminal_is_a_screenful(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal shows the newest entries and how to see more; a pipe gets them all."""
    run("log", "-", stdin="got Alma link\n" * 20)
    count = len(EVENTS) + 20
    assert len(run("list").out.splitlines()) == count
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    screen = run("list", "--lang", "de")
    assert len(screen.out.splitlines()) == 20
    assert screen.err == f"{count} Einträge, davon 20 gezeigt. Alle: netcheck list -n {count}\n"
    assert len(run("list", "-n", "5").out.splitlines()) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("list", "--json", "--csv"), 2, "Only one of these at a time: --json, --csv."),
        (("list", "--gave", "--got"), 2, "--gave, --got"),
        (("list", "--kind", "Kekse"), 2, "netcheck log got Alma feedback"),
        (("list", "--circle", "Chor"), 1, "The circles are: Autoren, Moor."),
        (("list", "--with", "Ana"), 1, "AnaB"),
        (("list", "--with", "Zeppelin"), 1, "Zeppelin"),
        (("list", "--since", "11/12/2026"), 2, "11/12/2026"),
        (("list", "--until", "2027-01-01"), 2, "2027-01-01"),
        (("edit", "0001"), 2, "netcheck edit --help"),
        (("edit", "zzzz", "--note", "x"), 1, "There is no entry zzzz."),
        (("edit", "", "--note", "x"), 1, "“” is too short"),
        (("remove", ""), 1, "“” is too short"),
        (("list", "-n", "0"), 2, "-n takes at least 1, not 0."),
        (("list", "-n", "x"), 2, "-n takes a number, not “x”."),
        (("list", "--yes"), 2, "There is no option --yes.\nHelp"),
        (("list", "--cvs"), 2, "There is no option --cvs. Did you mean --csv?"),
        (("list", "--db", ""), 2, "--db needs a file."),
        (("edit", "f", "--note", "x"), 1, "at least four"),
        (("edit", "\udcff0001", "--note", "x"), 2, "“\ufffd0001” is not UTF-8 text"),
        (("edit", "000f", "--note", "x"), 1, "1-000f"),
        (("edit", "0001", "--gave", "--mutual"), 2, "--gave, --mutual"),
        (("edit", "0001", "--kind", "Kekse"), 2, "netcheck log got Alma feedback"),
        (("edit", "0001", "--on", "tomorrow"), 2, "tomorrow"),
        (("edit", "0001", "--weight", "4"), 2, "4"),
        (("edit", "0003", "--gave"), 1, "A talk is always mutual"),
        (("edit", "0006", "--got"), 1, "only be something given"),
        (("edit", "0006", "--kind", "talk"), 1, "only be something given"),
        (("remove", "0001", "zzzz"), 1, "zzzz"),
        (("remove",), 2, "remove --help"),
        (("redo",), 1, "There is nothing to redo."),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """Each refusal names what is wrong on standard error, in both languages, and changes nothing."""
    before = run("list", "--csv").out
    refused = run(*arguments, expect=code)
    assert said in refused.err
    assert refused.out == ""
    german = run(*arguments, "--lang", "de", expect=code)
    assert german.err not in {"", refused.err}
    assert run("list", "--csv").out == before


@pytest.mark.parametrize(
    ("arguments", "english", "german"),
    [
        (("step", "done"), "Missing: NUMBER", "Es fehlt: NUMMER"),
        (("contact", "edit"), "Missing: WHO", "Es fehlt: WER"),
        (("report", "all", "of it"), "“all of it” does not belong here.", "„all of it“ passt hier nicht."),
        (("list", "--json=x"), "Option --json takes no value.", "Zu --json gehört kein Wert."),
        (
            ("report", "--period", "day"),
            "--period takes one of month, quarter, year, not “day”.",
            "Bei --period: „day“",
        ),
        (("step", "done", "x"), "NUMBER takes a number, not “x”.", "Bei NUMMER: „x“ ist keine Zahl."),
    ],
)
def test_a_slip_of_the_command_line_is_named(run: Run, arguments: tuple[str, ...], english: str, german: str) -> None:
    """What is missing, too much or of the wrong form is said in a sentence of the language."""
    assert run(*arguments, expect=2).err.startswith(english)
    assert run(*arguments, "--lang", "de", expect=2).err.startswith(german)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--on", "12.11."), "Alma Reuter gave you feedback: zum Schluss.   Thu, 12 November · 0001"),
        (("--on", "2026-09"), "Alma Reuter gave you feedback: zum Schluss.   around September 2026 · 0001"),
        (
            ("--kind", "help", "--weight", "3"),
            "Alma Reuter helped you: zum Schluss.   today · changed something · 0001",
        ),
        (("--kind", "talk"), "You talked with Alma Reuter: zum Schluss.   today · 0001"),
        (("--with", "AnaK"), "Ana Krüger gave you feedback: zum Schluss.   today · 0001"),
        (("--note", ""), "Alma Reuter gave you feedback.   today · 0001"),
        (("--gave", "--note", " so  gut "), "You gave Alma Reuter feedback: so gut.   today · 0001"),
        (("--mutual",), "You and Alma Reuter gave each other feedback: zum Schluss.   today · 0001"),
        (("--asked",), "Alma Reuter gave you feedback: zum Schluss.   today · asked for · 0001"),
        (("--no-asked",), "Alma Reuter gave you feedback: zum Schluss.   today · 0001"),
    ],
)
def test_edit_says_what_the_entry_says_now(run: Run, options: tuple[str, ...], sentence: str) -> None:
    """The new sentence is printed, and it is what is stored; undo brings the entry back."""
    before = run("list", "--csv").out
    assert run("edit", "0001", *options).out == f"✓ {sentence}\n"
    changed = run("list", "--csv").out != before
    assert changed == (options != ("--no-asked",))
    if changed:
        run("undo")
    assert run("list", "--csv").out == before


def test_edit_with_a_longer_id(run: Run) -> None:
    """Any longer end of an id will do, in capitals, too."""
    assert "2-000f" in run("edit", "E-2-000F", "--note", "x").out


def test_last_is_the_entry_made_last(run: Run) -> None:
    """It is the one logged last, whatever its day; edits make none, and what was undone or removed does not count."""
    run("log", "gave", "Alma", "help", "--on", "2026-10-01")
    run("log", "with", "Jürgen", "--on", "2026-09-01")
    run("undo")
    run("edit", "0001", "--note", "anders")
    assert run("edit", "last", "--got").out.startswith("✓ Alma Reuter helped you.   Thu, 1 October · ")
    run("log", "with", "AnaB")
    assert "Ana Belić" in run("remove", "letzter", "--lang", "de").out
    assert "1 October" in run("edit", "last", "--note", "x").out
    assert "1 October" in run("remove", "Last").out


def test_last_is_refused_where_one_command_made_several(run: Run) -> None:
    """Their ids are named, of many the latest; one that is left of them is the last again."""
    many = run("edit", "last", "--got", expect=1).err.splitlines()
    assert many[0] == "6 entries were made at once; nothing was changed. Choose one by its id:"
    assert [line.split()[-1] for line in many[1:]] == ["0001", "0002", "0003", "1-000f", "2-000f", "0006"]
    assert run("remove", "last", expect=1).err.splitlines() == many
    run("remove", "0001", "0002", "0003", "1-000f", "2-000f")
    assert "Readers" in run("remove", "last").out
    lines = "".join(f"got Alma help --on 2026-09-{day:02}\n" for day in range(1, 13))
    run("log", "-", stdin=lines)
    many = run("edit", "letzter", "--gave", "--lang", "de", expect=1).err.splitlines()
    assert many[0] == "12 Einträge kamen auf einmal dazu; nichts geändert. Wähle einen über seine Kurzform:"
    assert many[-1] == "  und 2 weitere: netcheck list"
    assert len(many) == 12


def test_last_of_nothing(run: Run) -> None:
    """Where nothing is logged, that is said."""
    run("undo")
    for command in (("edit", "last", "--got"), ("remove", "last")):
        assert run(*command, expect=1).err == "Nothing logged yet. The shortest beginning: netcheck log\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("edit",), "netcheck edit last "),
        (("edit", "--got"), "netcheck edit last --got "),
        (("edit", "--note", "it's", "--no-asked"), 'netcheck edit last --note "it\'s" --no-asked '),
        (("remove",), "netcheck remove last "),
        (("edit", "--got", "--lang", "de"), "netcheck edit letzter --got "),
    ],
)
def test_a_missing_id_names_the_entry_made_last(run: Run, arguments: tuple[str, ...], line: str) -> None:
    """Whoever leaves out the id gets the line with the last entry, with what was typed beside it."""
    assert f": {line}" in run(*arguments, expect=2).err.splitlines()[0]


def test_remove_undo_and_redo_say_what_went(run: Run) -> None:
    """Entries go, come back and go again, and each step says which."""
    removed = run("remove", "0001", "0002", "0001")
    assert removed.out.splitlines() == [
        "✓ “Alma Reuter gave you feedback: zum Schluss” (Mon, 23 November) was removed.",
        "✓ “You made an introduction for Alma Reuter: zu Mehmet” (Thu, 12 November) was removed.",
        "  To take it back: netcheck undo",
    ]
    assert len(shown(run)) == 4
    undone = run("undo")
    assert undone.out.startswith(
        "Taken back: “Alma Reuter gave you feedback: zum Schluss” (Mon, 23 November) was removed."
    )
    assert undone.out.endswith("  To keep it after all: netcheck redo\n")
    assert len(shown(run)) == 6
    assert run("redo").out.startswith("Done again: “Alma Reuter gave you")
    assert len(shown(run)) == 4


def test_undo_takes_back_one_command_at_a_time(run: Run) -> None:
    """Undo goes back through the log of commands, and says in German what it took back."""
    assert run("undo", "--lang", "de").out.splitlines()[:2] == [
        "Zurückgenommen: Alma Reuter hat dir Feedback gegeben: zum Schluss.",
        "Zurückgenommen: Du hast Alma Reuter einen Kontakt vermittelt: zu Mehmet (Do, 12. November).",
    ]
    assert shown(run) == []
    assert run("redo", "--lang", "de").out.startswith("Wieder da: Alma Reuter hat dir Feedback gegeben")
    run("undo")
    assert "Taken back: Alma Reuter was added." in run("undo").out
    assert "nothing to undo" in run("undo", expect=1).err


def test_a_removed_person_is_still_named(run: Run) -> None:
    """History and undo know the names of contacts that are gone."""
    run("contact", "remove", "Jürgen", "--with-events")
    assert "You talked with Jürgen Brandt" in run("history").out
    assert "You talked with Jürgen Brandt" in run("undo").out


def test_history_tells_the_newest_first(run: Run) -> None:
    """History has a sentence for each change, marks what is taken back, and can be cut."""
    run("edit", "0001", "--weight", "2")
    run("undo")
    told = run("history").out
    assert "weight changed from usual to noticeable. (taken back)" in " ".join(told.split())
    assert told.index(" edit ") < told.index(" log ") < told.index(" contact add ")
    assert " undo " not in told
    commands = json.loads(run("history", "--json", "-n", "2").out)
    assert [(command["verb"], command["undone"]) for command in commands] == [("edit", True), ("log", False)]
    assert commands[0]["changes"][0]["after"]["weight"] == 2


def test_history_of_an_empty_log(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Nothing has happened yet, and nothing is made by looking."""
    monkeypatch.setenv("NETCHECK_DB", f"{tmp_path}/other.db")
    assert "netcheck log" in run("history").err
    assert json.loads(run("history", "--json").out) == []


@pytest.mark.parametrize(("language", "word"), [("de", "Rückendeckung, Rückhalt"), ("en", "recommendation")])
def test_kinds_fit_one_screen(run: Run, language: str, word: str) -> None:
    """All kinds stand on one screen in the language, with an example each."""
    lines = run("kinds", "--lang", language).out.splitlines()
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80
    assert any(line.startswith(f"  {word}") for line in lines)
    assert sum("netcheck log" in line for line in lines) == len(Kind)


def test_kinds_as_json_hold_every_word(run: Run) -> None:
    """JSON has each kind with its function and all its words, own ones included."""
    run("config", "set", "kinds.Applaus", "thanks")
    kinds = json.loads(run("kinds", "--json").out)
    assert set(kinds) == set(Kind)
    assert kinds["thanks"] == {
        "function": "inspiration",
        "de": list(LEXICON["de"].kinds[Kind.THANKS]),
        "en": list(LEXICON["en"].kinds[Kind.THANKS]),
        "own": ["Applaus"],
    }
    assert kinds["talk"]["function"] is None
    assert "Applaus: thanks" in run("kinds").out


@pytest.mark.parametrize("command", [("list",), ("list", "--json"), ("report",), ("report", "--measure", "depth")])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "„gestern“ liegt nach „2026-11-01“, dazwischen ist nichts."),
        ("en", "“gestern” is after “2026-11-01”, and nothing lies between."),
    ],
)
def test_a_first_day_after_the_last_is_refused(run: Run, command: tuple[str, ...], language: str, said: str) -> None:
    """Such a stretch of time holds no day, so both options are named."""
    refused = run(*command, "--since", "gestern", "--until", "2026-11-01", "--lang", language, expect=2)
    assert said in " ".join(refused.err.split())
    assert refused.out == ""
    run(*command, "--since", "2026-11-01", "--until", "2026-11-01")

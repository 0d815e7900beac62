"""Suggestions from the command line: on a Sunday, for a wish, on the worst day, and for giving."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import snapshot
from netcheck.domain.model import Kind
from netcheck.i18n import LANGUAGES
from netcheck.view.text import width

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

TODAY = date(2026, 11, 23)
HOSTILE = [
    "Bobby $(reboot) Tables",
    'x";reboot;"',
    "\u202eadA\x1b[31m\x07",
    "[bold red]Rich[/]",
    "--help",
    "{name} {0}",
    "アルマ 田中",
    "a" * 200,
]
BANNED = {"überfällig", "vernachlässigt", "versäumt", "schuldig", "schuldest", "overdue", "neglected", "missed", "owe"}

Line = dict[str, Any]


def entry(age: int, words: str, **fields: object) -> Line:
    """Return an event so many days ago, from words such as "received Alma Reuter: feedback"."""
    who, kind = words.split(": ")
    direction, _, name = who.partition(" ")
    day = (TODAY - timedelta(days=age)).isoformat()
    return {"type": "event", "on": day, "with": name, "direction": direction, "kind": kind, **fields}


def person(name: str, *identifiers: str, **fields: object) -> Line:
    """Return a contact."""
    return {"type": "contact", "name": name, "identifiers": list(identifiers), **fields}


def store(run: Run, *lines: Line) -> None:
    """Bring lines into the log."""
    run("import", "jsonl", "-", stdin="\n".join(json.dumps(line) for line in lines))


def talks(name: str, last: int, gap: int, times: int = 6) -> list[Line]:
    """Return talks `gap` days apart."""
    return [entry(last + gap * number, f"mutual {name}: talk") for number in range(times)]


TWO_YEARS = [
    person("Alma Reuter", "alma@example.org"),
    person("Eva Lindner", "@evali"),
    person("Jürgen Brandt", "0171 3920042"),
    person("Robert Haas"),
    person("Leserschaft", group=True),
    *talks("Katrin Voss", 150, 21),
    *(entry(150 + 21 * at, f"received Katrin Voss: {kind}") for at in range(6) for kind in ("share", "inspiration")),
    *talks("Alma Reuter", 1, 30, 12),
    *talks("Eva Lindner", 8, 30, 12),
    *talks("Jürgen Brandt", 2, 30, 12),
    *(entry(195, f"received {name}: backing") for name in ("Alma Reuter", "Eva Lindner", "Jürgen Brandt")),
    entry(776, "received Robert Haas: help"),
    entry(30, "received Robert Haas: business"),
    entry(6, "received Robert Haas: share", note="Rezension"),
    *(entry(400, f"received {name}: recommendation") for name in ("Ana Belić", "Eva Lindner")),
    *(entry(401, f"received {name}: feedback") for name in ("Alma Reuter", "Ana Belić")),
    *(entry(402, f"received {name}: content") for name in ("Alma Reuter", "Ana Belić")),
    entry(300, "given Robert Haas: help"),
    *(entry(90 + at, "given Leserschaft: content") for at in range(3)),
    {"type": "step", "id": "s1", "text": "anrufen", "done": "2026-09-01"},
    {"type": "step", "id": "s2", "text": "zum Buch befragen", "with_id": "t1", "by": "2026-11-28"},
    person("Tobias Wend", id="t1"),
    {"type": "guide", "id": "gladness", "text": "Ich freue mich, wenn jemand nachfragt, was daraus wurde."},
]


@pytest.fixture
def two_years(run: Run) -> None:
    """Start from a log of two years."""
    store(run, *TWO_YEARS)


def lines_to_type(run: Run, *arguments: str) -> list[str]:
    """Return the lines that stand in the suggestions, and the one for later."""
    return re.findall(r"netcheck .+?(?=   |$)", run("suggest", *arguments).out, re.MULTILINE)


def names(lines: list[str]) -> list[str]:
    """Return the names at the beginnings of lines."""
    return [re.split("  +", line.strip())[0] for line in lines]


# The screens


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("language", LANGUAGES)
def test_snapshots(run: Run, language: str) -> None:
    """Each screen looks as it did when someone last read it."""
    lines = ["suggest", "suggest --give", "suggest backing", "suggest business"]
    screens = [f"$ netcheck {line}\n{run(*line.split(), '--lang', language).out}" for line in lines]
    snapshot.check(f"suggest_{language}", "\n".join(screens))


@pytest.mark.usefixtures("two_years")
def test_a_sunday(run: Run) -> None:
    """One's own words stand on top; then at most five lines of reasons, by name, each with the line to type."""
    out = run("suggest", "--lang", "de").out
    assert " ".join(out.split()).startswith(
        "Was dich freut (deine Leitfragen): „Ich freue mich, wenn jemand nachfragt, was daraus wurde.“ Katrin"
    )
    heads = re.findall(r"^  (\S.*?)   ", out, re.MULTILINE)
    assert heads[:-2] == ["Katrin Voss", "Robert Haas", "Tobias Wend", "Mut, Inspiration", "Aufträge"]
    assert "zuletzt im Juni; die längste Lücke war 3 Wochen; meist " in out
    assert "\n                     netcheck log mit Katrin\n" in out


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("arguments", [(), ("--give",), ("backing",), ("talk",), ("feedback",)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_to_type_work(run: Run, language: str, arguments: tuple[str, ...]) -> None:
    """Each line that is offered can be typed as it stands."""
    lines = lines_to_type(run, *arguments, "--lang", language)
    assert len(lines) > (not arguments)
    for line in lines:
        assert run(*shlex.split(line)[1:], "--lang", language).out


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("arguments", ["", "--give", *(kind.value for kind in Kind)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_fit_and_are_kind(run: Run, language: str, arguments: str) -> None:
    """No line is wider than 80 cells, and no word blames, ranks or counts."""
    out = run("suggest", *arguments.split(), "--lang", language).out
    assert max(map(width, out.splitlines())) <= 80
    words = set(re.findall(r"\w+", out.lower()))
    assert not words & BANNED
    assert not re.search(r"\d+ ?[×x%]|\b\d+ (mal|times|Einträge|entries)", out)


# For a wish


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("word", ["Auftrag", "auftraege", "business", "job"])
def test_a_kind_in_any_language(run: Run, word: str) -> None:
    """The words of both languages and their spellings mean the same."""
    found = json.loads(run("suggest", word, "--json").out)
    assert found["kind"] == "business"
    assert [helper["with"] for helper in found["lists"][0]["people"]] == ["Robert Haas"]


def test_a_kind_of_two_words_and_ones_own(run: Run) -> None:
    """A kind may be two words, and one's own words for kinds are known."""
    assert json.loads(run("suggest", "Kontakt", "vermittelt", "--json").out)["kind"] == "introduction"
    run("config", "set", "kinds.Lektorat", "feedback")
    assert json.loads(run("suggest", "lektorat", "--json").out)["kind"] == "feedback"


@pytest.mark.parametrize(("language", "said"), [("de", "ist keine Art"), ("en", "is not a kind")])
def test_an_unknown_kind_shows_all_kinds(run: Run, language: str, said: str) -> None:
    """The screen of kinds stands below the refusal."""
    refused = run("suggest", "Zep\x1bpelin", "--lang", language, expect=2)
    assert said in refused.err
    assert "\x1b" not in refused.err
    assert run("kinds", "--lang", language).out in refused.err
    assert refused.out == ""


def test_a_kind_and_giving_exclude_each_other(run: Run) -> None:
    """Whom to ask and whom to give to are two questions."""
    assert "KIND, --give" in run("suggest", "help", "--give", expect=2).err
    assert "ART, --give" in run("suggest", "Hilfe", "--give", "--lang", "de", expect=2).err


@pytest.mark.parametrize(("language", "line"), [("de", "Adresse ergänzen:"), ("en", "To add an address:")])
def test_where_no_address_is_known(run: Run, language: str, line: str) -> None:
    """It is said how to add one, but not on the worst day."""
    store(run, entry(3, "received Ada Lake: help"))
    assert f"{line}  netcheck contact edit Ada --identifier …" in run("suggest", "help", "--lang", language).out
    assert "--identifier" not in run("suggest", "backing", "--lang", language).out


# The worst day


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize(("language", "word"), [("de", "Rückendeckung"), ("en", "backing")])
def test_the_worst_day_is_one_short_screen(run: Run, language: str, word: str) -> None:
    """Names, how to reach them, one sentence, no guide: it can be read while shaking."""
    out = run("suggest", word, "--lang", language).out
    lines = out.splitlines()
    assert len(lines) <= 16
    assert names(lines[1:4]) == ["Alma Reuter", "Eva Lindner", "Jürgen Brandt"]
    for reach in ("alma@example.org", "@evali", "0171 3920042"):
        assert reach in out
    assert lines[-1].endswith({"de": "bekam Alma, Eva Rückendeckung", "en": "got Alma, Eva backing"}[language])


def test_the_worst_day_calls_first(run: Run) -> None:
    """The phone comes before everything else, and an address is never cut."""
    address = "a.very.long.name.that.goes.on@department.of.an.institution.example.org"
    store(run, person("Ada Lake", address, "0171 392"), entry(3, "received Ada Lake: backing"))
    said = run("suggest", "backing").out
    assert f"0171 392 · {address}" not in said
    assert said.index("0171 392") < said.index(address)
    assert run("suggest", "help").out.count("0171") == 1


@pytest.mark.usefixtures("two_years")
def test_the_worst_day_without_any_backing(run: Run) -> None:
    """Where nobody has stood by yet, those who know one for long are named at once."""
    backing = json.loads(run("list", "--kind", "backing", "--json").out)
    run("remove", *(event["id"] for event in backing))
    lines = run("suggest", "backing").out.splitlines()
    assert lines[0] == "Have known you long, and from several sides"
    assert names(lines[1:4]) == ["Alma Reuter", "Ana Belić", "Robert Haas"]


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("de", "Rückendeckung", "Wen würdest du nachts anrufen? Das ist die Antwort."),
        ("en", "backing", "Who would you call at night? That is the answer."),
        ("de", "Hilfe", "Wen würdest du fragen? Das ist die Antwort."),
        ("en", "help", "Who would you ask? That is the answer."),
        ("de", "", "Eine Zeile genügt: netcheck log"),
        ("en", "", "One line is enough: netcheck log"),
        ("de", "--give", "Eine Zeile genügt: netcheck log"),
        ("en", "--give", "One line is enough: netcheck log"),
    ],
)
def test_an_empty_log_has_an_answer_too(run: Run, home: Path, language: str, arguments: str, said: str) -> None:
    """Nothing is created, nothing fails, and the answer is a thought."""
    result = run("suggest", *arguments.split(), "--lang", language)
    assert said in " ".join(result.out.split())
    assert not (home / "log.db").exists()


@pytest.mark.parametrize(("language", "said"), [("de", "Gerade drängt sich nichts auf."), ("en", "Nothing suggests")])
def test_nothing_to_suggest(run: Run, language: str, said: str) -> None:
    """Some days nothing is pressing, and then the other questions are named."""
    store(run, entry(200, "received Ada Lake: help"))
    out = run("suggest", "--lang", language).out
    assert out.startswith(said)
    assert "netcheck suggest --give" in out
    assert run("suggest", "--give", "--lang", language).out.startswith(said)


# Names and texts from elsewhere


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("arguments", ["", "--give", "backing", "help", "business"])
def test_hostile_names_do_nothing(run: Run, arguments: str, name: str) -> None:
    """Nothing in a name, an address, a note or a step steers the terminal, fills a template or runs in a shell."""
    evil = "\x1b]0;owned\x07 {x} $(reboot) \u202e"
    store(
        run,
        person(name, evil, f"{evil}@example.org"),
        entry(3, f"received {name}: help", note=evil),
        {"type": "step", "id": "s", "text": evil},
        {"type": "guide", "id": "trust", "text": evil},
    )
    out = run("suggest", *arguments.split()).out
    assert not {char for char in out if not (char.isprintable() or char == "\n")}
    for line in re.findall(r"netcheck .*", out):
        assert not set(line) & set("$`;\\'{}[]!%&|<>")
    assert max(map(width, out.splitlines())) <= 80


@pytest.mark.parametrize("name", ["$(reboot)", "--help", "O'Brien", "a" * 200])
def test_names_not_fit_for_a_shell_are_left_to_the_prompt(run: Run, name: str) -> None:
    """Where a name cannot stand in a line, the line is the prompt, in which every sign just works."""
    store(run, entry(3, f"received {name}: help"))
    assert lines_to_type(run)[0] == "netcheck log"
    assert lines_to_type(run, "help")[0] == "netcheck log"


def test_names_are_not_cut_short_of_meaning(run: Run) -> None:
    """A long name is clipped, but the line to type means this person alone."""
    store(run, *(entry(3, f"received Maximiliane {middle} von der Hohenaue: help") for middle in ("Ida", "Ina")))
    assert "Maximiliane Ida von der…" in run("suggest").out
    for line, middle in zip(lines_to_type(run), ("Ida", "Ina"), strict=False):
        assert f"Maximiliane {middle} von der Hohenaue" in line


# For programs


@pytest.mark.usefixtures("two_years")
def test_suggestions_as_json(run: Run) -> None:
    """Every suggestion has its reason as a code, whom it is about, and the line; the rest by its reason."""
    found = json.loads(run("suggest", "--json", "--lang", "de").out)
    assert found["guide"]["id"] == "gladness"
    reasons = {one["reason"]: one for one in found["suggestions"]}
    assert reasons["quiet"] | {"with_id": ""} == {
        "reason": "quiet",
        "with": "Katrin Voss",
        "with_id": "",
        "identifiers": [],
        "line": "netcheck log mit Katrin",
        "last": "2026-06-26",
        "longest_days": 21,
        "kinds": ["inspiration", "share"],
        "offer": None,
    }
    assert reasons["thanks"]["event"]["note"] == "Rezension"
    assert {key: reasons["step"][key] for key in ("number", "step_id", "text", "by")} == {
        "number": 2,
        "step_id": "s2",
        "text": "zum Buch befragen",
        "by": "2026-11-28",
    }
    assert {key: reasons["sole"][key] for key in ("function", "sole", "via", "others", "with", "line")} == {
        "function": "business",
        "sole": "Robert Haas",
        "via": "referral",
        "others": ["Eva Lindner", "Katrin Voss"],
        "with": None,
        "line": "netcheck suggest Auftrag",
    }
    assert json.loads(run("suggest", "--give", "--json").out)["suggestions"][0]["offer"]


@pytest.mark.usefixtures("two_years")
def test_asking_as_json(run: Run) -> None:
    """The lists have codes for what their people share, and days in ISO form."""
    found = json.loads(run("suggest", "backing", "--json").out)
    assert [helpers["tie"] for helpers in found["lists"]] == ["gave", "know_you"]
    assert found["lists"][0]["people"][0] | {"with_id": ""} == {
        "with": "Alma Reuter",
        "with_id": "",
        "identifiers": ["alma@example.org"],
        "kind": None,
        "first": "2026-05-12",
        "once": True,
        "last": "2026-11-22",
    }


@pytest.mark.usefixtures("two_years")
def test_home_and_report_lead_here(run: Run) -> None:
    """Where one stands, the next step is named."""
    assert "netcheck log mit Katrin" in run("--lang", "de").out
    assert "netcheck suggest " in run("report").out


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("de", "", "Dein Schritt Steuer netcheck step done 1"),
        ("en", "", "Your step Steuer netcheck step done 1"),
        ("de", "", "Kim zuletzt am 11. November; die längste Lücke war 2 Tage; meist Gespräch netcheck log mit Kim"),
        ("en", "", "Kim last on 11 November; the longest gap was 2 days; mostly talk netcheck log with Kim"),
        ("de", "", "Uli du könntest dich bedanken: Hilfe von gestern · @uli netcheck log gab Uli Dank"),
        ("en", "", "Uli you could say thank you: help from yesterday · @uli netcheck log gave Uli thanks"),
        (
            "de",
            "--give",
            "Uli Hilfe von gestern; du könntest anbieten: ein Fundstück · @uli netcheck log gab Uli Quelle",
        ),
        ("de", "business", "Dafür steht noch niemand in deinem Log. Das heißt nicht, dass es niemanden gibt."),
        ("en", "business", "Perhaps also Uli help in November 2026 @uli last entry yesterday"),
        ("en", "other", "People in your log"),
    ],
)
def test_reasons_are_said_without_reproach(run: Run, language: str, arguments: str, said: str) -> None:
    """A step whose day has gone by is told without it, and what was lately is told by its day."""
    step = {"type": "step", "id": "s", "text": "Steuer", "by": "2026-11-01"}
    store(run, person("Uli", "@uli"), entry(1, "received Uli: help"), *talks("Kim", 12, 2), step)
    assert said in " ".join(run("suggest", *arguments.split(), "--lang", language).out.split())


@pytest.mark.parametrize(("silent", "named"), [(11, False), (12, True)])
def test_only_a_silence_that_hardly_comes_by_chance_is_told(run: Run, silent: int, named: bool) -> None:
    """After five gaps of two days, twelve days come by chance in under two cases of a hundred, eleven do not."""
    store(run, entry(0, "received Uli: help"), *talks("Kim", silent, 2))
    assert ("Kim" in run("suggest").out) is named

"""The texts: nothing missing, nothing left over, the same facts in both languages, the right tone; no English alone."""

from __future__ import annotations

import re
import string
import struct
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from netcheck import i18n
from netcheck.cli.tree import MODULES
from netcheck.domain.dates import DayProblem
from netcheck.domain.demo import PEOPLE
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.series import SERIES
from netcheck.domain.vocabulary import ProblemCode
from netcheck.errors import NetcheckError
from netcheck.importers.formats import READERS
from netcheck.settings import CHOICES, ME, RECIPIENT
from netcheck.view.failures import SENTENCES

sys.path.insert(0, str(Path(__file__).parent.parent / ".ci"))
import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

NEVER = {
    "de": r"überfällig|vernachlässig|versäum|schuld|noch immer nicht|\bman sollte\b",
    "en": r"\boverdue|neglect|\bmissed|\bow(e|es|ed|ing)\b|still not\b|\bshould have\b",
}
IN_TURN = {
    *(f"log_{code}" for code in ProblemCode),
    *(f"day_{problem}" for problem in DayProblem if problem is not DayProblem.PAST),
    "bad_setting_in_file", "unknown_setting_in_file", "import_apart_git", "import_apart_jsonl",
}  # fmt: skip
"""Codes of errors that are put together from parts."""
ALIKE = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    "Log", "N", "n", "NAME", "NAME…", "TEXT", "TEXT…", "Q{part}", "✓ {entries} in {path}", "✓ {people} in {path}",
    "{name}: {what}", "q",
}  # fmt: skip
"""What German and English may rightly say in the same way."""


def po(language: str) -> Any:  # noqa: ANN401 - polib has no types
    """Return the catalogue of a language as a translator sees it."""
    return polib.pofile(str(catalogue.catalogues()[language]))


def forms(entry: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    """Yield each English form of an entry with its translation."""
    if entry.msgid_plural:
        yield entry.msgid, entry.msgstr_plural[0]
        yield from ((entry.msgid_plural, said) for number, said in entry.msgstr_plural.items() if number)
    else:
        yield entry.msgid, entry.msgstr


def texts(language: str) -> list[str]:
    """Return all that is said in a language."""
    place = {"en": 0, "de": 1}[language]
    return [pair[place] for entry in po("de") for pair in forms(entry)]


def facts(text: str) -> set[str]:
    """Return the names of the facts that a text asks for, but for the number of a counted thing."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None} - {"n"}


@cache
def code() -> str:
    """Return all source."""
    return "\n".join(path.read_text(encoding="utf-8") for path in catalogue.PACKAGE.rglob("*.py"))


def keys(found: Any) -> set[tuple[str | None, str, str | None]]:  # noqa: ANN401 - Babel's or polib's
    """Return what identifies each text: context, English, and English of many."""
    return {(text.msgctxt, text.msgid, text.msgid_plural or None) for text in found}


def test_the_german_catalogue_has_just_what_the_code_says() -> None:
    """No text is missing in German, and none is left that nothing says."""
    said = {
        (text.context, *(text.id if isinstance(text.id, tuple) else (text.id, None)))
        for text in catalogue.extracted()
        if text.id
    }
    assert keys(po("de")) == said
    assert keys(po(catalogue.REWORDED)) <= said


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_text_is_empty_or_unsure(language: str) -> None:
    """Each text has its translation in each form, and none waits for somebody to look at it."""
    found = po(language)
    assert [entry.msgid for entry in found if entry.fuzzy or entry.obsolete] == []
    assert [said for entry in found for said, theirs in forms(entry) if not theirs.strip()] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_both_languages_tell_the_same_facts(language: str) -> None:
    """A text asks for the same placeholders as its translation; of click's facts a sentence may leave some out."""
    click = set(re.findall(r"\"(.*?)\"", code()[code().index("CLICK_TEXTS") :].partition("\n)")[0]))
    pairs = [pair for entry in po(language) for pair in forms(entry)]
    assert [pair for pair in pairs if pair[0] not in click and facts(pair[0]) != facts(pair[1])] == []
    assert [pair for pair in pairs if not facts(pair[1]) <= facts(pair[0])] == []


def test_german_differs_from_english() -> None:
    """No sentence was left in English by mistake."""
    assert {english for entry in po("de") for english, german in forms(entry) if english == german} - ALIKE == set()


def test_every_error_has_its_sentence() -> None:
    """Each code that is raised has a sentence, and each sentence a code that may be raised."""
    raised = set(re.findall(r"(?:NetcheckError|UsageError|LockedError|Cancelled)\(\s*\"(\w+)\"", code()))
    assert sorted(raised - SENTENCES.keys()) == []
    said = SENTENCES.keys() - IN_TURN
    assert sorted(key for key in said if len(re.findall(f"[\"']{key}[\"']", code())) < 2) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_tone_is_kind(language: str) -> None:
    """No text blames or counts debts."""
    assert [text for text in texts(language) if re.search(NEVER[language], text, re.IGNORECASE)] == []


@pytest.mark.parametrize(("language", "opening", "closing"), [("de", "„", "“"), ("en", "“", "”")])
def test_quotation_marks_are_those_of_the_language(language: str, opening: str, closing: str) -> None:
    """Quotes come in pairs of the language's own; straight ones stand in examples of TOML alone."""
    said = texts(language)
    assert [text for text in said if text.count(opening) != text.count(closing)] == []
    assert [text for text in said if '"' in text and " = " not in text] == []


@pytest.mark.parametrize(
    "module",
    ['_(f"{name} helped")', '_("You " + name)', "N_(name)", '_("a" if one else "b")', 'ngettext("one", many, n)'],
)
def test_only_literals_can_be_marked(module: str, tmp_path: Path) -> None:
    """A mark that no translator would see is refused."""
    (tmp_path / "module.py").write_text(module, encoding="utf-8")
    with (tmp_path / "module.py").open("rb") as file, pytest.raises(catalogue.NoLiteralError):
        list(catalogue.python(file, (), (), {}))


def test_a_missing_catalogue_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its compiled catalogue a language is refused, in English, rather than half spoken."""
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    with pytest.raises(NetcheckError):
        i18n.use("de")
    assert i18n.language() == "en"
    refused = run("list", "--lang", "de", expect=1)
    assert "pip" in refused.err
    assert refused.out == ""


@pytest.mark.parametrize("content", [b"", b"1.5", b"\xde\x12\x04\x95", b"x" * 100])
def test_a_broken_catalogue_is_said(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no catalogue counts as none."""
    place = tmp_path / "de" / "LC_MESSAGES" / "netcheck.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    with pytest.raises(NetcheckError):
        i18n.use("de")


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_catalogue_of_either_byte_order_is_read(order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has that of the machine on which it was compiled."""
    said = [(b"help", b"Hilfe"), (b"today", b"heute")]
    texts = b"\0".join(text for pair in zip(*said, strict=True) for text in pair) + b"\0"
    tables, at = b"", 28 + 8 * 2 * len(said)
    for text in (text for pair in zip(*said, strict=True) for text in pair):
        tables += struct.pack(f"{order}2I", len(text), at)
        at += len(text) + 1
    head = struct.pack(f"{order}7I", 0x950412DE, 0, len(said), 28, 28 + 8 * len(said), 0, 0)
    place = tmp_path / "de" / "LC_MESSAGES" / "netcheck.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(head + tables + texts)
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    i18n.use("de")
    assert [i18n.gettext(text) for text in ("help", "today", "yesterday")] == ["Hilfe", "heute", "yesterday"]


@pytest.mark.parametrize("n", [0, 1, 2, 5, 22])
def test_plurals_follow_the_rule_of_the_language(n: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language may have three forms."""
    polish = polib.POFile()
    polish.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;",
    }
    wpisy = {0: "{n} wpis", 1: "{n} wpisy", 2: "{n} wpisów"}
    polish.append(polib.POEntry(msgid="{n} entry", msgid_plural="{n} entries", msgstr_plural=wpisy))
    compiled(polish, tmp_path, "pl")
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    i18n.use("pl")
    said = i18n.ngettext("{n} entry", "{n} entries", n)
    assert said == {1: wpisy[0], 2: wpisy[1], 22: wpisy[1]}.get(n, wpisy[2])
    assert i18n.gettext("") == ""


def compiled(source: Any, folder: Path, language: str) -> None:  # noqa: ANN401 - as above
    """Write a catalogue where the program finds it."""
    place = folder / language / "LC_MESSAGES" / "netcheck.mo"
    place.parent.mkdir(parents=True, exist_ok=True)
    source.save_as_mofile(str(place))


ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇĐÉƑĜĦÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçđéƒĝħîĵķļɱñöþǫŕšţûṽŵẋýž",
)
TYPED = (
    r"netcheck( --db \S+)?( [a-z-]+\b)*",
    r"(?<!\w)--?[a-z][\w-]*",
    r"\S*[/\\.@_:]\S*",
    r"\b[0-9a-f]{4,}\b",
    r"\b[0-9]+[a-z]*\b",
    r"\bQ[1-4]\b",
)
"""What one types, paths, addresses, ids, and numbers with their unit."""


def accented(text: str) -> str:
    """Return the text with each letter accented, but for its placeholders."""
    return "".join(
        part if part.startswith("{") else part.translate(ACCENTED) for part in re.split(r"(\{[^}]*\})", text)
    )


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak a language in which each letter is accented."""
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for entry in po("de"):
        many = {0: accented(entry.msgid), 1: accented(entry.msgid_plural)} if entry.msgid_plural else {}
        made.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr="" if many else accented(entry.msgid),
                msgstr_plural=many,
            )
        )
    for language in i18n.LANGUAGES:
        compiled(made, tmp_path / "locale", language)
    monkeypatch.setattr(i18n, "FOLDER", tmp_path / "locale")


def plain_words(said: str, known: str = "") -> list[str]:
    """Return the words of plain ASCII that nobody typed, and that are no names."""
    rest = re.sub("|".join(TYPED), " ", said.replace("\u00a0", " "))
    if known:
        rest = re.sub(rf"\b({known})\b", " ", rest)
    return sorted(set(re.findall(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])", rest)))


NAMES = "|".join(sorted({part for someone in PEOPLE for part in re.findall(r"\w+", someone.name)}))


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("name", ["", *MODULES])
def test_no_help_is_left_in_english(run: Run, name: str) -> None:
    """In a language of accented letters, help has no plain word but commands and options."""
    commands = "|".join(
        [
            *(*MODULES, *READERS, "dupes", "add", "show", "merge", "unmerge", "forget", "done", "drop"),
            *("on", "off", "status", "pause"),
        ]
    )
    said = run(*name.split(), "--help").out
    assert (
        plain_words(
            said,
            f"{commands}|set|edit|list|remove|jsonl|csv|git|de|en|tue|wed|thu|fri|sat|end|now|month|quarter|year|day|mon|sun",
        )
        == []
    )


LOOKING = (
    "", "list -n 30", "report", "report --explain", "report --measure core", "report --against 2025-11-01",
    "report --with Alma", "report --no-names", "suggest", "suggest --give", "suggest backing", "suggest help",
    "contact list", "contact show Alma", "contact dupes", "circle list", "step list", "guide", "checklist --list",
    "checklist --show 1",
    "remind", "remind --names", "remind status", "spread", "history", "kinds", "config", "demo",
)  # fmt: skip
CHANGING = (
    "log gave Alma feedback on --on 2026-09 --big --asked", "log got Ruth", "log with Zora --new", "edit LAST --note x",
    "remove LAST", "undo", "redo", "contact edit Alma --every 6w --birthday 05-12 --no-balance --note x",
    "contact merge Zora Ruth", "contact edit Ruth --name Rut", "contact remove Alma", "circle edit Family --every 1m",
    "contact forget Ruth --yes", "contact forget Alma", "contact forget",
    "step add x --by 2026-12-01", "step done 1", "step drop 2", "checklist --answers y,p,n,y,y,y,y,y,y,y",
    "config set color never", "remind pause 1w", "remind pause --off", "triage", "log", "log gave Nobody help",
    "log gave Alma xyz --kind", "log bekam", "undo 0000", "redo", "list --since x", "list --kind x", "report --with x",
    "import jsonl /none", "contact add Alma", "contact add", "edit", "suggest xyz", "foo",
    "contact lst", "step xyz", "report --measure x",
    "checklist", "guide --edit", "--lang fr", "report --period day", "list -n x",
    "list -n 0",
)  # fmt: skip


@pytest.fixture
def made_up(run: Run, tmp_path: Path) -> None:
    """Keep the made-up log as the log."""
    run("demo", "--keep", str(tmp_path / "log.db"))


WORDS = "|".join(
    word for one in LEXICON.values() for table in (one.kinds, one.verbs) for words in table.values() for word in words
)
AUTHORS = (
    "Verbrugge|Wellman|Wortley|Lerner|Lomi|Arena|Navarro|Lomax|Miritello|Brown|Cai|DasGupta|Jost|Lloyd|Saramäki"
    "|Squartini|Wilson|Hilferty|Avelino|Burt|Fagerland|Dunbar|Spoors|McNemar|Mann|Kendall|Van der Gaag|Snijders|Haber"
    "|Ross|Sicoly|et"
)
SETTINGS = "|".join([*CHOICES, ME, RECIPIENT, "day", *(word for said in CHOICES.values() for word in said)])
INVENTED = "Zora|Rut|Nobody|xyz|lst|foo|fr|Feedback|integer"
KNOWN = f"{NAMES}|{WORDS}|{AUTHORS}|{SETTINGS}|{INVENTED}|{'|'.join((*MODULES, *SERIES))}"


@pytest.mark.usefixtures("pseudo", "made_up")
@pytest.mark.parametrize("line", LOOKING)
def test_nothing_looked_at_is_left_in_english(run: Run, line: str) -> None:
    """In a language of accented letters, what is shown has no plain word but names, ids and what one types."""
    shown = run(*line.split(), expect=None)
    assert plain_words(shown.out + shown.err, KNOWN) == []


@pytest.mark.usefixtures("pseudo", "made_up")
def test_nothing_confirmed_or_refused_is_left_in_english(run: Run) -> None:
    """The same for what commands answer, one after the other."""
    last = ""
    for line in CHANGING:
        said = run(*line.replace("LAST", last).split(), expect=None)
        assert (line, plain_words(said.out + said.err, KNOWN)) == (line, [])
        last = next(iter(re.findall(r"· ([0-9a-f]{4,})$", said.out, re.MULTILINE)), last)


@pytest.mark.usefixtures("pseudo", "made_up")
@pytest.mark.parametrize("ending", ["html", "svg"])
@pytest.mark.parametrize("options", ["", "--no-names", "--with Alma"])
def test_no_picture_is_left_in_english(run: Run, ending: str, options: str) -> None:
    """The same for the page and the picture."""
    drawn = run("report", f"--{ending}", "-", *options.split()).out
    texts = re.sub(r"<style>.*?</style>|<[^>]*>", " ", drawn, flags=re.DOTALL)
    assert plain_words(texts, KNOWN) == []


@pytest.mark.usefixtures("pseudo", "made_up")
@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("log", "?\ngave Alma feedback\ngave Nobody help\n"),
        ("log --catch-up", "\n\n\n\n\n\n"),
        ("checklist", "y\np\nn\n+\nx\n" + "y\n" * 12),
        ("checklist --with Alma", "y\n" * 9),
        ("guide --edit", "a\n" * 6),
        ("triage", "m\ns\n?\n"),
    ],
)
def test_no_prompt_is_left_in_english(run: Run, line: str, typed: str) -> None:
    """The same for questions at a terminal."""
    said = run(*line.split(), stdin=typed, terminal=True, expect=None)
    assert plain_words(said.out + said.err, KNOWN) == []


@pytest.mark.parametrize("first", i18n.LANGUAGES)
def test_any_language_can_come_first(run: Run, first: str) -> None:
    """In one process each language says the same before and after the other, click's sentences included."""
    lines = (["report"], ["log", "--help"], ["edit"], ["list", "-n", "x"], ["log", "gave", "Ana"], ["kinds"])
    (other,) = set(i18n.LANGUAGES) - {first}

    def said(language: str) -> list[str]:
        results = [run(*line, "--lang", language, expect=None) for line in lines]
        return [result.out + result.err for result in results]

    before = said(first)
    between = said(other)
    assert said(first) == before
    assert all(one != two for one, two in zip(before, between, strict=True))

"""A text means whom it names, however it is spelt; guesses are marked as such."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.domain.model import Contact
from netcheck.domain.names import Directory, Rank, fold, folds, keyed, lookup, nameable, same, short_forms

NAMES = st.text(alphabet="aeouäöüßøłéđAEJOÜ -.'", max_size=12) | st.text(max_size=12)


def directory(*names: str) -> Directory:
    """Return a directory of people with these names."""
    return Directory(Contact(str(at), name) for at, name in enumerate(names))


PEOPLE = Directory(
    [
        Contact("ab", "Ana Belić"),
        Contact("ak", "Ana Krüger"),
        Contact("jb", "Jürgen Brandt"),
        Contact("el", "Eva Lindner", ("Evi", "Die Lektorin"), ("@evali", "eva@example.org", "0171 123")),
        Contact("ep", "Evangelos Pappas"),
        Contact("amh", "Anna Maria Hahn"),
        Contact("alg", "Anna-Lena Groß"),
        Contact("sf", "Søren Łukasz Ferreira"),
        Contact("ob", "Nora O’Brien"),
        Contact("li", "李 小龙"),
    ]
)


def found(text: str, people: Directory = PEOPLE) -> tuple[str, list[str]] | None:
    """Return the rank and the ids of whom a text means."""
    match = people.find(text)
    return (match.rank.name, [contact.id for contact in match.contacts]) if match else None


UNSEEN = ["", " ", "\u200b", "\u00ad", "\u0301", "\u2060", "\u3164", "\u200b \u0301", "\x07"]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_cannot_be_seen_names_nobody(text: str) -> None:
    """A name, an alias or an identifier of which nothing can be seen is never meant, nor does it mean anybody."""
    people = Directory([Contact("x", text, (text,), (text, f"@{text}")), Contact("ab", "Ana Belić")])
    assert not nameable(text)
    assert found(text, people) is found(f"Ben {text}", people) is None
    assert found("Ana", people) == ("WORDS", ["ab"])


@pytest.mark.parametrize("text", ["Ana", "李", "🦊", "-", "???", "e\u0301", "A\u200b"])
def test_whatever_can_be_seen_is_a_name(text: str) -> None:
    """Letters of any script, signs and pictures are names."""
    assert nameable(text)
    assert found(text, directory(text)) == ("NAME", ["0"])


@pytest.mark.parametrize(
    ("text", "plain", "spelled"),
    [
        ("Ana", "ana", "ana"),
        ("Jürgen", "jurgen", "juergen"),
        ("GROẞ", "gross", "gross"),
        ("Groß", "gross", "gross"),
        ("Søren", "soren", "soeren"),
        ("Łukasz", "lukasz", "lukasz"),
        ("Đorđe", "dorde", "djordje"),
        ("Åse", "ase", "aase"),
        ("Ægir", "aegir", "aegir"),
        ("IŞIL", "isil", "isil"),
        ("İpek Yıldız", "ipek yildiz", "ipek yildiz"),
        ("Dvořák", "dvorak", "dvorak"),
        ("Nguyễn", "nguyen", "nguyen"),
        ("Ἀθηνᾶ", "αθηνα", "αθηνα"),
        ("Алёна", "алена", "алена"),
        ("がぎ", "がぎ", "がぎ"),
        ("O’Brien", "o'brien", "o'brien"),
        ("so\u00adft", "soft", "soft"),
    ],
)
def test_folds(text: str, plain: str, spelled: str) -> None:
    """Case, accents and letters of other alphabets are folded, composed or not; umlauts in two ways."""
    for form in (normalize("NFC", text), normalize("NFD", text)):
        forms = folds(form)
        assert (forms[0], forms[-1]) == (plain, spelled)
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jürgen", "Juergen", True),
        ("Juergen", "jürgen", True),
        ("Jurgen", "Jürgen", True),
        ("Gross", "Groß", True),
        ("Belic", "Belić", True),
        ("Soeren", "Søren", True),
        ("Michael", "Michal", False),
        ("Manuel", "Manul", False),
        ("Joe", "Jo", False),
        ("Jurgen", "Juergen", False),
    ],
)
def test_same(one: str, other: str, *, alike: bool) -> None:
    """An umlaut is its digraph and its bare letter; a bare digraph is never its bare letter."""
    assert same(one, other) is alike
    assert same(other, one) is alike


@given(NAMES)
def test_folding_again_changes_nothing(text: str) -> None:
    """A folded text is its own fold, and every text is the same as itself and its fold."""
    assert fold(fold(text)) == fold(text)
    assert same(text, fold(text))


def test_tables_are_keyed_by_every_spelling() -> None:
    """A table finds a word however either side is spelt."""
    table = keyed([("help", ("Rückendeckung", "Rat")), ("day", ("Stueck",))])
    assert [lookup(table, text) for text in ("rueckendeckung", "RUCKENDECKUNG", "Rat", "Stück", "Ra")] == [
        *["help"] * 3,
        "day",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Belić", ("NAME", ["ab"])),
        ("ana belic", ("NAME", ["ab"])),
        ("JUERGEN BRANDT", ("NAME", ["jb"])),
        ("Anna Lena Gross", ("NAME", ["alg"])),
        ("  Eva   Lindner ", ("NAME", ["el"])),
        ("Nora O'Brien", ("NAME", ["ob"])),
        ("evi", ("ALIAS", ["el"])),
        ("die lektorin", ("ALIAS", ["el"])),
        ("@evali", ("ALIAS", ["el"])),
        ("evali", ("ALIAS", ["el"])),
        ("EVA@example.org", ("ALIAS", ["el"])),
        ("0171 123", ("ALIAS", ["el"])),
        ("Eva", ("WORDS", ["el"])),
        ("Lektorin", ("WORDS", ["el"])),
        ("Ana", ("WORDS", ["ab", "ak"])),
        ("Anna Hahn", ("WORDS", ["amh"])),
        ("Anna-Lena", ("WORDS", ["alg"])),
        ("Soren", ("WORDS", ["sf"])),
        ("Soeren Lukasz", ("WORDS", ["sf"])),
        ("Jurgen Brandt", ("NAME", ["jb"])),
        ("小龙", ("WORDS", ["li"])),
        ("AnaB", ("INITIAL", ["ab"])),
        ("ana.b", ("INITIAL", ["ab"])),
        ("Ana B", ("INITIAL", ["ab"])),
        ("Ana B.", ("INITIAL", ["ab"])),
        ("AnaKr", ("INITIAL", ["ak"])),
        ("ana.krue", ("INITIAL", ["ak"])),
        ("AnnaH", ("INITIAL", ["amh"])),
        ("AnnaM", ("INITIAL", ["amh"])),
        ("Ev", ("START", ["el", "ep"])),
        ("Evang", ("START", ["ep"])),
        ("anab", ("START", ["ab"])),
        ("An Be", ("START", ["ab"])),
        ("Lena", ("START", ["alg"])),
        ("Jue", ("START", ["jb"])),
    ],
)
def test_find(text: str, expected: tuple[str, list[str]]) -> None:
    """The best rank wins: whole name, alias, whole words, first name and initial, starts of words."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["va", "langelos", "Hahn Anna", "Evelin", "AnaZ", "AnaA", "example", "AnaBel Brandt", "ANAB Q"]
)
@pytest.mark.parametrize("around", ["{}", " {} "])
def test_nobody_is_found(text: str, around: str) -> None:
    """Inner parts and names turned round name nobody."""
    assert PEOPLE.find(around.format(text)) is None


@pytest.mark.parametrize("text", ["", " ", ".", "-", "@", "()", "\u200b"])
def test_nothing_names_nobody(text: str) -> None:
    """Blanks and punctuation are no start of anybody's name."""
    assert PEOPLE.find(text) is None


def test_a_whole_word_beats_the_start_of_a_longer_one() -> None:
    """`Eva` never means Evangelos while there is an Eva, and is a guess when there is none."""
    assert found("Eva", directory("Evangelos Pappas", "Eva Lindner")) == ("WORDS", ["1"])
    assert found("Eva", directory("Evangelos Pappas")) == ("START", ["0"])


def test_only_a_sure_match_is_taken() -> None:
    """One contact by whole words or initial is sure; several, or a guess, are not."""
    matches = {text: PEOPLE.find(text) for text in ("Eva", "AnaB", "Ana", "Evang")}
    assert {text: match and match.only and match.only.id for text, match in matches.items()} == {
        "Eva": "el",
        "AnaB": "ab",
        "Ana": None,
        "Evang": None,
    }


def test_known_makes_no_guesses() -> None:
    """What only starts like a name is not known."""
    assert PEOPLE.known("Evang") is None
    match = PEOPLE.known("AnaB")
    assert match
    assert match.rank is Rank.INITIAL


def test_an_empty_directory_knows_nobody() -> None:
    """Without contacts nobody is found, and a name with an initial still counts two words."""
    assert directory().find("Ana") is None
    assert directory().longest == 2
    assert PEOPLE.longest == 3


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        (["Ana Belić", "Ana Krüger"], ["AnaB", "AnaK"]),
        (["Ana Belić", "Ana Berg"], ["AnaBel", "AnaBer"]),
        (["Ana Belić", "Ana Belana"], ["Ana Belić", "Ana Belana"]),
        (["Eva Lindner", "Evangelos Pappas"], ["Eva", "Evangelos"]),
        (["Ana", "Ana Belić"], ["Ana", "AnaB"]),
        (["ana belić", "ana krüger"], ["anaB", "anaK"]),
        (["ANA BELIĆ", "ANA KRÜGER"], ["ANA.B", "ANA.K"]),
        (["李 小龙", "李 连杰"], ["李.小", "李.连"]),
        (["Ana Maria Belić", "Ana Belić"], ["", "Ana Belić"]),
    ],
)
def test_short_forms(names: list[str], forms: list[str]) -> None:
    """Each is offered the shortest text that names that contact alone."""
    people = directory(*names)
    offered = short_forms(people.contacts, people)
    expected = {str(at): form for at, form in enumerate(forms) if form}
    assert {key: offered.get(key) for key in expected} == expected


def test_namesakes_are_told_apart_by_something_else() -> None:
    """Two people of one name are offered an alias or identifier of their own, or nothing."""
    people = Directory(
        [
            Contact("1", "Ana Belić", ("Die aus Ulm",)),
            Contact("2", "Ana Belić", (), ("ana@example.org",)),
            Contact("3", "Ana Belić"),
        ]
    )
    assert short_forms(people.contacts, people) == {"1": "Die aus Ulm", "2": "ana@example.org"}


@given(st.lists(NAMES, max_size=8), NAMES)
def test_whatever_is_asked_something_true_is_answered(names: list[str], text: str) -> None:
    """Nothing raises, a whole name finds its bearer first, and every short form names its contact alone."""
    people = directory(*names)
    match = people.find(text)
    assert match is None or match.contacts
    for contact in people.contacts:
        match = people.find(contact.name)
        assert match is None or (match.rank is Rank.NAME and contact in match.contacts)
    for key, form in short_forms(people.contacts, people).items():
        match = people.find(form)
        assert match
        assert match.only
        assert match.only.id == key

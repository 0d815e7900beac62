"""One line of the log is understood as meant, or refused; a note comes back word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.domain.grammar import Entry, parse_entry
from netcheck.domain.lexer import split_line
from netcheck.domain.model import Contact, Direction, Kind
from netcheck.domain.names import Directory
from netcheck.domain.vocabulary import LineProblem, ProblemCode, Vocabulary

WORDS = Vocabulary.of({"Lektorat": Kind.FEEDBACK, "Tipp": Kind.CONTENT, "wie immer": Kind.TALK})
NAMES = (
    "Ana Belić", "Ana Krüger", "Jürgen Brandt", "Eva Lindner", "Evangelos Pappas", "Anna Hahn", "Art Help", "Ben Kurz",
    "Will Stark", "Rat", "Mut",
)  # fmt: skip
PEOPLE = Directory(Contact(name, name, ("Evi",) * (name == "Eva Lindner")) for name in NAMES)
NOBODY = Directory([])
ANNA = Directory([Contact("Anna Meier", "Anna Meier")])
PIECES = st.sampled_from(sorted({word for name in NAMES for word in name.split()})) | st.sampled_from(
    ["gave", "mit", "von", "bekam", "AnaB", "feedback", "Kaffee", "und", "and", "+", "&", ",", "zu", "Zoe"]
)
LINES = st.lists(PIECES | st.builds("{},".format, PIECES) | st.text(max_size=6), max_size=9).map(" ".join)


def parsed(
    line: str, people: Directory = PEOPLE, verb: Direction | None = None, new: str | None = None
) -> Entry | LineProblem:
    """Split and read one line, which has no open quote."""
    words = split_line(line)
    assert isinstance(words, list)
    return parse_entry(words, people, WORDS, verb=verb, new=new)


def read(line: str, people: Directory = PEOPLE, verb: Direction | None = None, new: str | None = None) -> str:
    """Return one line's entry as text: who in brackets if unknown, with ? if unsure, with * if new."""
    entry = parsed(line, people, verb, new)
    if isinstance(entry, LineProblem):
        return f"{entry.code}: {entry.word}".rstrip()
    names = []
    for mention in entry.people:
        unsure = (
            "/".join(contact.name for contact in mention.match.contacts) + "?" if mention.match else f"({mention.text})"
        )
        names.append(f"{mention.text}*" if mention.new else mention.only.name if mention.only else unsure)
    return f"{entry.direction} {', '.join(names)}: {entry.kind or '-'}: {entry.note}".rstrip()


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("mit Jürgen auf der re:publica", "mutual Jürgen Brandt: talk: auf der re:publica"),
        ("von Jürgen Feedback zu Kapitel 3", "received Jürgen Brandt: feedback: zu Kapitel 3"),
        ("gab Eva Intro zu Mehmet", "given Eva Lindner: introduction: zu Mehmet"),
        ("got AnaB help with the slides", "received Ana Belić: help: with the slides"),
        ("bekam Evi Rückendeckung", "received Eva Lindner: backing:"),
        ("got Juergen Rueckendeckung: danke", "received Jürgen Brandt: backing: danke"),
        ("bekam Eva Rat war's so? (Kap. 3) & #1", "received Eva Lindner: help: war's so? (Kap. 3) & #1"),
        ("gave Eva help , and so on", "given Eva Lindner: help: , and so on"),
        ("gave Eva help !", "given Eva Lindner: help: !"),
        ('gave Eva help ""', 'given Eva Lindner: help: ""'),
        ("mit Eva ... nichts", "mutual Eva Lindner: talk: ... nichts"),
        ("gave Eva auf dem Weg", "given Eva Lindner: -: auf dem Weg"),
        ("to Eva Tipp", "given Eva Lindner: content:"),
        ("gave Eva feed", "given Eva Lindner: -: feed"),
        ("from Eva thanks thanks a lot", "received Eva Lindner: thanks: thanks a lot"),
        ("with Eva help", "mutual Eva Lindner: help:"),
        ("mit Eva", "mutual Eva Lindner: talk:"),
        ("gab Eva Kontakt vermittelt zu Ben", "given Eva Lindner: introduction: zu Ben"),
        ("gab Eva lektorat", "given Eva Lindner: feedback:"),
        ("gab Eva Feedback: gut, wie 3,5 und ja", "given Eva Lindner: feedback: gut, wie 3,5 und ja"),
        ("GAVE EVA FEEDBACK", "given Eva Lindner: feedback:"),
        ("bekam von Eva Hilfe", "received Eva Lindner: help:"),
        ("gave to Eva help", "given Eva Lindner: help:"),
        ("gave Eva to Ben", "given Eva Lindner: -: to Ben"),
        ("gave with Eva help", "given (with): -: Eva help"),
        ('gave Eva "help" that was none', 'given Eva Lindner: -: "help" that was none'),
    ],
)  # fmt: skip
def test_a_line(line: str, entry: str) -> None:
    """Verb, person, kind as a whole word, and the rest as the note."""
    assert read(line) == entry


@pytest.mark.parametrize("line", ["gave Eva talk about it", "got Eva Kaffee about it", "gab Eva wie immer about it"])
def test_a_talk_is_mutual(line: str) -> None:
    """A talk given or received is stored as mutual, and the entry says so."""
    entry = parsed(line)
    assert isinstance(entry, Entry)
    assert (entry.direction, entry.kind, entry.note) == (Direction.MUTUAL, Kind.TALK, "about it")
    assert entry.turned_mutual
    plain = parsed("with Eva talk about it")
    assert isinstance(plain, Entry)
    assert not plain.turned_mutual


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("gave Ana help", "given Ana Belić/Ana Krüger?: help:"),
        ("gave Ev help", "given Eva Lindner/Evangelos Pappas?: help:"),
        ("gave Evang help", "given Evangelos Pappas?: help:"),
        ("gave Zoe help", "given (Zoe): help:"),
        ("gave AnaK help", "given Ana Krüger: help:"),
        ("gave ana.k help", "given Ana Krüger: help:"),
        ("gave Ana K help", "given Ana Krüger: help:"),
        ("got Ana b help", "received Ana Belić/Ana Krüger?: -: b help"),
        ("got Ana a tip", "received Ana Belić/Ana Krüger?: -: a tip"),
        ("gave Anna Hahn feedback", "given Anna Hahn: feedback:"),
        ("gave Anna Hahn Buch Feedback", "given Anna Hahn: -: Buch Feedback"),
        ("gave AnaB Buch Feedback", "given Ana Belić: -: Buch Feedback"),
        ("gave Anna Schulz feedback", "given (Anna Schulz): feedback:"),
        ("gave Anna Maria Schulz feedback", "given (Anna Maria Schulz): feedback:"),
        ("mit Anna Schulz Kaffee", "mutual (Anna Schulz): talk:"),
        ("mit Anna Mittagessen", "mutual Anna Hahn: talk: Mittagessen"),
        ("gave Zoe nice feedback", "given (Zoe): -: nice feedback"),
        ('gave "Zoe van Dyk" feedback', "given (Zoe van Dyk): feedback:"),
        ("gave „Anna Hahn“ feedback", "given Anna Hahn: feedback:"),
        ('gave "Anna" Hahn feedback', "given Anna Hahn: -: Hahn feedback"),
    ],
)
def test_who(line: str, entry: str) -> None:
    """The longest run of words that names somebody known; else one word, or capitals before a kind."""
    assert read(line) == entry


def test_a_surname_keeps_an_entry_from_a_namesake() -> None:
    """With one Anna known, another Anna's full name is somebody new and not a note about the first."""
    assert read("gave Anna Hahn feedback", ANNA) == "given (Anna Hahn): feedback:"
    assert read("gave Anna feedback", ANNA) == "given Anna Meier: feedback:"
    assert read("gave Anna Hahn, Ben feedback", ANNA) == "given (Anna Hahn), (Ben): feedback:"
    assert read("with Anna about Hahn", ANNA) == "mutual Anna Meier: talk: about Hahn"


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("gave Mut Feedback", "given Mut: feedback:"),
        ("gave Rat Rat zum Buch", "given Rat: help: zum Buch"),
        ("gave Rat", "given Rat: -:"),
        ("gave Art Help help with slides", "given Art Help: help: with slides"),
        ("gave Art help with slides", "given Art Help: help: with slides"),
        ("gave Art Help and Ben feedback", "given Art Help, Ben Kurz: feedback:"),
        ("with Art Help on slides", "mutual Art Help: talk: on slides"),
        ("gave Lob Feedback", "given (Lob): feedback:"),
    ],
)
def test_people_called_like_a_kind(line: str, entry: str) -> None:
    """Who comes first: a kind's name names a person there, and the kind where the person is clear without."""
    assert read(line) == entry


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("gave AnaB, Ben help x", "given Ana Belić, Ben Kurz: help: x"),
        ("gave AnaB,Ben help x", "given Ana Belić, Ben Kurz: help: x"),
        ("gave AnaB , Ben help x", "given Ana Belić, Ben Kurz: help: x"),
        ("gave AnaB & Ben help x", "given Ana Belić, Ben Kurz: help: x"),
        ("gab AnaB und Ben Hilfe x", "given Ana Belić, Ben Kurz: help: x"),
        ("gave AnaB + Ben and Eva help", "given Ana Belić, Ben Kurz, Eva Lindner: help:"),
        ("gave AnaB, Ben, and Eva help", "given Ana Belić, Ben Kurz, Eva Lindner: help:"),
        ("gave Anna Hahn,Ben Kurz help", "given Anna Hahn, Ben Kurz: help:"),
        ('gave "Zoe Dyk", "Max Dyk" help', "given (Zoe Dyk), (Max Dyk): help:"),
        ("gave ana.b and ben help", "given Ana Belić, Ben Kurz: help:"),
        ("gave AnaB, Robert help", "given Ana Belić, (Robert): help:"),
        ("gave AnaB and Robert help", "given Ana Belić, (Robert): help:"),
        ("gave Ben, Ben Kurz help", "given Ben Kurz: help:"),
        ("bekam Eva,Rückendeckung,gut", "received Eva Lindner: backing: gut"),
        ("bekam Eva, Feedback zu", "received Eva Lindner: feedback: zu"),
        ("with Eva and will meet again", "mutual Eva Lindner: talk: and will meet again"),
        ("mit Eva und dann heim", "mutual Eva Lindner: talk: und dann heim"),
        ("mit Eva und Robert", "mutual Eva Lindner: talk: und Robert"),
        ("mit Eva und", "mutual Eva Lindner: talk: und"),
        ("mit Eva,", "mutual Eva Lindner: talk:"),
        ("mit Jürgen Mittagessen, Kino danach", "mutual Jürgen Brandt: talk: Mittagessen, Kino danach"),
        ("mit Jürgen über Ana, Ben und mehr", "mutual Jürgen Brandt: talk: über Ana, Ben und mehr"),
    ],
)
def test_several_people(line: str, entry: str) -> None:
    """A comma always joins, a joining word only names; everything else is the note."""
    assert read(line) == entry


@pytest.mark.parametrize(
    ("line", "new", "entry"),
    [
        ("gave Zoe feedback x", "", "given Zoe*: feedback: x"),
        ("gave Zoe Dyk feedback x", "", "given Zoe Dyk*: feedback: x"),
        ('gave "Zoe van Dyk" feedback', "", "given Zoe van Dyk*: feedback:"),
        ("gave zoe dyk feedback", "", "given zoe*: -: dyk feedback"),
        ("gave Eva, Robert share Interview", "", "given Eva Lindner, Robert*: share: Interview"),
        ("gave Evang help", "", "given Evang*: help:"),
        ("gave Ana help", "", "given Ana Belić/Ana Krüger?: help:"),
        ("bekam Alma Feedback y", "Alma Reuter", "received Alma Reuter*: feedback: y"),
        ("gave Alma Reuter feedback", "Alma Reuter", "given Alma Reuter*: feedback:"),
        ('gave "Alma Reuter" feedback', "Alma Reuter", "given Alma Reuter*: feedback:"),
        ("gave alma feedback", "Alma Reuter", "given Alma Reuter*: feedback:"),
        ("gave Eva feedback", "Eva Neu", "given Eva Neu*: feedback:"),
        ("gave Eva, Robert share", "Robert Haas", "given Eva Lindner, Robert Haas*: share:"),
        ("gave Eva and Robert share", "Robert Haas", "given Eva Lindner, Robert Haas*: share:"),
        ("with Eva and Robert on a train", "Robert Haas", "mutual Eva Lindner, Robert Haas*: talk: on a train"),
        ("gave Anna Hahn, Anna help", "Anna Kurz", "given Anna Hahn, Anna Kurz*: help:"),
        ("gave feedback z", "Alma Reuter", "given Alma Reuter*: feedback: z"),
        ("with about the plan", "Alma Reuter", "mutual Alma Reuter*: talk: about the plan"),
        ("with", "Alma Reuter", "mutual Alma Reuter*: talk:"),
        ("gave Art help with it", "Art Help", "given Art Help: help: with it"),
        ("gave Job help", "Job Help", "given Job Help*: help:"),
        ("gave Eva help", "Eva Lindner", "given Eva Lindner: help:"),
        ("gave Zoe help", "Alma Reuter", "unclear_new: Zoe"),
        ("gave Eva help", "Alma Reuter", "unclear_new: Eva"),
        ("with Ana im Zug", "Alma Reuter", "unclear_new: Ana"),
        ('with "Zoe Dyk" im Zug', "Alma Reuter", "unclear_new: Zoe Dyk"),
    ],
)
def test_new(line: str, new: str, entry: str) -> None:
    """`--new` makes whom the line leaves unknown; `--new NAME` that person, whom the line may leave out."""
    assert read(line, new=new) == entry


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "no_verb:"),
        ("Eva Feedback", "no_verb: Eva"),
        ("gave", "no_who:"),
        ("gave feedback", "no_who: feedback"),
        ("bekam Feedback von Eva", "no_who: Feedback"),
        ("mit ,", "no_who:"),
        ('mit ""', "no_who:"),
        ('mit Eva, ""', "no_who:"),
    ],
)
@pytest.mark.parametrize("new", [None, ""])
def test_what_is_missing(line: str, problem: str, new: str | None) -> None:
    """A line without a verb or a person is refused, with the word that stands there instead."""
    assert read(line, new=new) == problem


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("Eva Feedback zum Schluss", "received Eva Lindner: feedback: zum Schluss"),
        ("von Eva Feedback", "received Eva Lindner: feedback:"),
        ("mit Eva Kaffee", "mutual Eva Lindner: talk:"),
        ("Von", "received (Von): -:"),
    ],
)
def test_a_line_at_the_prompt(line: str, entry: str) -> None:
    """Where the prompt states the verb, the line may leave it out or state another."""
    assert read(line, verb=Direction.RECEIVED) == entry
    an = Directory([Contact("1", "An Nguyen")])
    assert read("An Feedback", an, Direction.RECEIVED) == "received An Nguyen: feedback:"


def test_a_line_about_somebody_given() -> None:
    """Where the person is given, the line is verb, kind and note."""
    entry = parse_entry(["bekam", "Feedback", "September"], NOBODY, WORDS, who=PEOPLE.contacts[0])
    assert isinstance(entry, Entry)
    assert (entry.direction, entry.kind, entry.note) == (Direction.RECEIVED, Kind.FEEDBACK, "September")
    assert [mention.only for mention in entry.people] == [PEOPLE.contacts[0]]


def test_a_note_from_the_shell_keeps_its_blanks() -> None:
    """A word with blanks belongs to the note as it is, and a dash or an empty word does no harm."""
    entry = parse_entry(["gave", "Eva", "", "help", "with  the", "- slides", "-3"], PEOPLE, WORDS)
    assert isinstance(entry, Entry)
    assert (entry.kind, entry.note) == (Kind.HELP, "with  the - slides -3")


@given(LINES, st.none() | st.text(max_size=8) | PIECES, st.none() | st.sampled_from(Direction))
def test_every_line_is_an_entry_or_a_problem(line: str, new: str | None, verb: Direction | None) -> None:
    """Nothing raises; an entry has people with names, and its note is the end of the line, word for word."""
    words = split_line(line)
    if isinstance(words, LineProblem):
        assert words.code is ProblemCode.OPEN_QUOTE
        return
    entry = parse_entry(words, PEOPLE, WORDS, verb=verb, new=new)
    if isinstance(entry, Entry):
        assert all(mention.text for mention in entry.people)
        assert entry.people
        assert " ".join(words).endswith(entry.note)
        assert (entry.kind is Kind.TALK) <= (entry.direction is Direction.MUTUAL)


@given(st.lists(st.text(alphabet="abc'&#?,-äß!\"", min_size=1, max_size=6), max_size=8))
def test_a_note_comes_back_word_for_word(note: list[str]) -> None:
    """After verb, person and kind, every word is the note's."""
    entry = parse_entry(["gave", "Eva", "feedback", *note], PEOPLE, WORDS)
    assert isinstance(entry, Entry)
    assert entry.note == " ".join(note)

"""A typed line is split as meant, and what is nearly an option is not noted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.domain.lexer import bind_new, nearly_option, split_line, unquote
from netcheck.domain.vocabulary import LineProblem, ProblemCode, Vocabulary

WORDS = Vocabulary.of()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bekam Alma war's  der\tSchluss?", ["bekam", "Alma", "war's", "der", "Schluss?"]),
        ('gave "Anna Hahn", Ben help', ["gave", '"Anna Hahn",', "Ben", "help"]),
        ("gab „Anna Hahn“ Rat", ["gab", "„Anna Hahn“", "Rat"]),
        ("gave “Anna Hahn” help", ["gave", "“Anna Hahn”", "help"]),
        ('gab „Anna Hahn" Rat', ["gab", '„Anna Hahn"', "Rat"]),
        ('x --on "3 days ago" y', ["x", "--on", "3 days ago", "y"]),
        ('x --new="Anna Hahn" y', ["x", "--new=Anna Hahn", "y"]),
        ('x --new=Anna "so gut" y', ["x", "--new=Anna", '"so gut"', "y"]),
        ("x sie sagte „nur Mut“ heute", ["x", "sie", "sagte", "„nur Mut“", "heute"]),
        ('ein 5" Rohr und 3"', ["ein", '5"', "Rohr", "und", '3"']),
        ("  ", []),
    ],
)
def test_split_line(line: str, words: list[str]) -> None:
    """White space separates and double quotes group; only an option's value loses them at once."""
    assert split_line(line) == words


def test_an_open_quote_is_a_problem() -> None:
    """A quote that is not closed is told, from where it opens."""
    assert split_line('gave "Anna Hahn feedback') == LineProblem(ProblemCode.OPEN_QUOTE, '"Anna Hahn feedback')
    assert split_line("x --new=„Anna") == LineProblem(ProblemCode.OPEN_QUOTE, "--new=„Anna")


@given(st.text(max_size=30))
def test_splitting_loses_nothing_but_blanks(text: str) -> None:
    """Without options, the words together are the text; nothing raises on any text."""
    words = split_line(text)
    if isinstance(words, list) and "--" not in text and "netcheck" not in text:
        assert "".join("".join(words).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "bare"),
    [('"Anna  Hahn"', "Anna Hahn"), ("„A“", "A"), ("A", "A"), ('"', '"'), ("", ""), ('"A', '"A'), ("'A'", "'A'")],
)
def test_unquote(text: str, bare: str) -> None:
    """A pair of double quotes around the whole text is shed; anything else stays."""
    assert unquote(text) == bare


@pytest.mark.parametrize(
    ("line", "bound"),
    [
        ("gave Anna feedback --new", "gave Anna feedback --new="),
        ("gave Anna --new feedback", "gave Anna --new= feedback"),
        ("gave Anna --new --on gestern", "gave Anna --new= --on gestern"),
        ("gave Anna --new Zoe feedback", "gave Anna --new=Zoe feedback"),
        ("gave Anna --new=Zoe feedback", "gave Anna --new=Zoe feedback"),
        ("gave Anna --new= feedback", "gave Anna --new= feedback"),
        ("gave Anna --new= Zoe", "gave Anna --new= Zoe"),
        ("gave Anna -- --new Zoe", "gave Anna -- --new Zoe"),
        ("gave Anna", "gave Anna"),
        ("", ""),
    ],
)
def test_bind_new(line: str, bound: str) -> None:
    """`--new` takes the next word unless that is an option, a kind, or not there."""
    assert bind_new(line.split(), WORDS) == bound.split()


def test_bind_new_takes_a_full_name() -> None:
    """A name of several words is one word of the command line."""
    assert bind_new(["gave", "--new", "Anna Hahn"], WORDS) == ["gave", "--new=Anna Hahn"]


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("--onn -on --o --no ---on —on –on --On --onn=3", "--on"),
        ("--weig --weigth --weights -weight", "--weight"),
        ("--aske --askde --Asked", "--asked"),
        ("--on --weight --new --new=Zoe -3 - -- -> --> -_- :-) -geht -so -o --x --3 --wei --was --we - slides -", None),
    ],
)
def test_nearly_option(words: str, option: str | None) -> None:
    """One slip, a clear beginning or a single dash is nearly an option; other dashes are the note's."""
    options = ("--on", "--weight", "--asked", "--new", "--no-asked", "--weird")
    assert {word: nearly_option(word, options) for word in words.split()} == dict.fromkeys(words.split(), option)
    assert nearly_option("-geht so", options) is None


@given(st.text(max_size=8))
def test_an_option_is_never_nearly_another(text: str) -> None:
    """Nothing raises, and what is an option or has no dash is left alone."""
    options = ["--on", "--weight", "-n"]
    assert nearly_option(text, options) in {None, *options}
    assert nearly_option(text.lstrip("-–—"), options) is None
    assert nearly_option("--on", options) is None

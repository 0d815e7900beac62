"""The words of the grammar cover both languages and never mean two things."""

from __future__ import annotations

from collections import Counter

import pytest

from netcheck.domain.model import Direction, Kind
from netcheck.domain.names import fold, folds
from netcheck.domain.vocabulary import Vocabulary
from netcheck.words import vocabulary as lexicon

WORDS = Vocabulary.of(lexicon)
FIRST_WORDS = """
    a an the for about at on in to and with from our his her my i we she he they it that because
    mein unser ihr sein der die das den dem ein eine auf aus bei beim für über um und von vor zu zum zur nach wegen dass
    weil wir ich sie er es
"""


def test_every_kind_has_words_in_both_languages() -> None:
    """Each kind and direction is understood by its stored word or usual verbs, German and English."""
    assert set(lexicon.KINDS) == set(Kind)
    assert set(lexicon.VERBS) == set(Direction)
    for table in (*lexicon.KINDS.values(), *lexicon.VERBS.values()):
        assert set(table) == {"de", "en"}
        assert all(table.values())
    assert {kind: WORDS.kind(kind) for kind in Kind} == {kind: kind for kind in Kind}


def test_no_word_means_two_kinds() -> None:
    """A synonym stands under one kind, however it is spelt, and under one direction."""
    for table in (lexicon.KINDS, lexicon.VERBS):
        by_group = [
            {form for words in group.values() for word in words for form in folds(word)} for group in table.values()
        ]
        assert [
            form for form, count in Counter(form for group in by_group for form in group).items() if count > 1
        ] == []


@pytest.mark.parametrize("word", FIRST_WORDS.split())
def test_usual_first_words_of_a_note_are_no_kinds(word: str) -> None:
    """A note may start with any of these."""
    assert WORDS.kind(word) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("help Hilfe Rat tip tips advice geholfen", Kind.HELP),
        ("share geteilt Repost boost", Kind.SHARE),
        ("introduction Intro Vermittlung vorgestellt", Kind.INTRODUCTION),
        ("content Quelle Fund Link Fundstück Fundstueck", Kind.CONTENT),
        ("business Auftrag Job gig Auftraege", Kind.BUSINESS),
        ("talk Gespräch Gespraech Kaffee coffee Treffen call", Kind.TALK),
        ("inspiration Mut", Kind.INSPIRATION),
        ("thanks Dank danke", Kind.THANKS),
        ("other Sonstiges", Kind.OTHER),
        ("backing Rückendeckung Rueckendeckung RÜCKENDECKUNG Ruckendeckung", Kind.BACKING),
        ("recommendation Empfehlung", Kind.RECOMMENDATION),
        ("feedback Rückmeldung review", Kind.FEEDBACK),
    ],
)
def test_kinds(words: str, kind: Kind) -> None:
    """The synonyms people try are understood, in either spelling of an umlaut."""
    assert {word: WORDS.kind(word) for word in words.split()} == dict.fromkeys(words.split(), kind)


def test_the_users_own_words_win() -> None:
    """A word of one's own names a kind, and may move a word from another."""
    own = Vocabulary.of(lexicon, {"Lektorat": Kind.FEEDBACK, "Tipp": Kind.CONTENT})
    assert (own.kind("lektorat"), own.kind("Tipp")) == (Kind.FEEDBACK, Kind.CONTENT)
    assert (WORDS.kind("Lektorat"), WORDS.kind("Tipp")) == (None, Kind.HELP)


def test_verbs_and_joiners_are_folded() -> None:
    """Every verb states its direction, and no joining word is a verb or a kind."""
    for direction, table in lexicon.VERBS.items():
        assert {WORDS.verb(word) for words in table.values() for word in words} == {Direction(direction)}
    assert all(
        fold(word) in WORDS.joiners and not WORDS.verb(word) and not WORDS.kind(word) for word in lexicon.JOINERS
    )

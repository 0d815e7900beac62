"""The words of the grammar cover both languages and never mean two things."""

from __future__ import annotations

from collections import Counter

import pytest

from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import Direction, Kind
from netcheck.domain.names import fold, folds
from netcheck.domain.vocabulary import Vocabulary
from netcheck.i18n import LANGUAGES

WORDS = Vocabulary.of()
FIRST_WORDS = """
    a an the for about at on in to and with from our his her my i we she he they it that because
    mein unser ihr sein der die das den dem ein eine auf aus bei beim für über um und von vor zu zum zur nach wegen dass
    weil wir ich sie er es
"""


def test_every_kind_has_words_in_both_languages() -> None:
    """Each kind and direction is understood by its stored word or usual verbs, German and English."""
    assert set(LEXICON) == set(LANGUAGES)
    for language in LEXICON.values():
        assert set(language.kinds) == set(Kind)
        assert set(language.verbs) == set(Direction)
        assert all((*language.kinds.values(), *language.verbs.values()))
    assert {kind: WORDS.kind(kind) for kind in Kind} == {kind: kind for kind in Kind}


def test_no_word_means_two_kinds() -> None:
    """A synonym stands under one kind, however it is spelt, and under one direction."""
    for of, groups in (("kinds", Kind), ("verbs", Direction)):
        by_group = [
            {form for language in LEXICON.values() for word in getattr(language, of)[group] for form in folds(word)}
            for group in groups
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
    own = Vocabulary.of({"Lektorat": Kind.FEEDBACK, "Tipp": Kind.CONTENT})
    assert (own.kind("lektorat"), own.kind("Tipp")) == (Kind.FEEDBACK, Kind.CONTENT)
    assert (WORDS.kind("Lektorat"), WORDS.kind("Tipp")) == (None, Kind.HELP)


def test_verbs_and_joiners_are_folded() -> None:
    """Every verb states its direction, and no joining word is a verb or a kind."""
    for language in LEXICON.values():
        for direction, verbs in language.verbs.items():
            assert set(map(WORDS.verb, verbs)) == {direction}
        for word in language.joiners:
            assert fold(word) in WORDS.joiners
            assert not WORDS.verb(word)
            assert not WORDS.kind(word)

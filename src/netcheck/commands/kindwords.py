"""The words for kinds and everything else in a log line, the user's own included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.events import Kind
from netcheck.domain.vocabulary import Vocabulary
from netcheck.errors import UsageError
from netcheck.view.safe import safe
from netcheck.words import vocabulary as lexicon

if TYPE_CHECKING:
    from netcheck.commands.context import App


def vocabulary(app: App) -> Vocabulary:
    """Return the words of the grammar in both languages, with the user's own words for kinds, made once a run.

    Raises:
        UsageError: config.toml gives a word for a kind that does not exist.
    """
    if app.vocabulary is not None:
        return app.vocabulary
    stored = {kind.value: kind for kind in Kind}
    own = {}
    for word, kind in app.settings.kinds.items():
        if kind not in stored:
            raise refused_kind(kind, app)
        own[word] = stored[kind]
    app.vocabulary = Vocabulary.of(lexicon, own)
    return app.vocabulary


def stored_kind(text: str, app: App) -> Kind:
    """Return the kind that a word means.

    Raises:
        UsageError: it means none; the error shows all kinds.
    """
    kind = vocabulary(app).kind(text)
    if kind is None:
        raise refused_kind(text, app)
    return kind


def refused_kind(text: str, app: App) -> UsageError:
    """Return the refusal of a word for a kind, with all kinds below it."""
    return UsageError("unknown_kind", text=app.words.common.quoted.format(text=safe(text)), further=kind_lines(app))


def kind_lines(app: App) -> list[str]:
    """Return the screen of all kinds, which every error about a kind prints."""
    from netcheck.view.plain import kinds_screen

    language = app.words.language
    synonyms = {Kind(kind): words[language] for kind, words in lexicon.KINDS.items()}
    return kinds_screen(app.words, synonyms).split("\n")

"""The words for kinds and everything else in a log line, the user's own included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck import i18n, settings
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.vocabulary import Vocabulary
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import _
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from netcheck.cli.app import App
    from netcheck.domain.model import Kind


def vocabulary(app: App) -> Vocabulary:
    """Return the words of the grammar in both languages, with the user's own words for kinds, made once a run.

    Raises:
        NetcheckError: config.toml gives a word for a kind that does not exist.
    """
    if app.vocabulary is None:
        usual = Vocabulary.of()
        own = {word: usual.kind(kind) for word, kind in app.settings.kinds.items()}
        for word, kind in own.items():
            if kind is None:
                facts = {"word": word, "kind": app.settings.kinds[word], "path": settings.config_path()}
                raise NetcheckError("bad_kind_in_file", **facts, further=kind_lines())
        found = {word: kind for word, kind in own.items() if kind is not None}
        app.vocabulary = Vocabulary.of(found) if found else usual
    return app.vocabulary


def stored_kind(text: str, app: App) -> Kind:
    """Return the kind that a word means.

    Raises:
        UsageError: it means none; the error shows all kinds.
    """
    kind = vocabulary(app).kind(text)
    if kind is None:
        raise refused_kind(text)
    return kind


def refused_kind(text: str) -> UsageError:
    """Return the refusal of a word for a kind, with all kinds below it."""
    return UsageError("unknown_kind", text=_("“{text}”").format(text=safe(text)), further=kind_lines())


def kind_lines() -> list[str]:
    """Return the screen of all kinds, which every error about a kind prints."""
    from netcheck.view.listing import kinds_screen

    return kinds_screen(LEXICON[i18n.language()].kinds).split("\n")

"""Lines to type, as they are shown beside what they are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.reach import typeable
from netcheck.words.vocabulary import KINDS, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.matching import Directory
    from netcheck.domain.model import Contact, Direction, Kind
    from netcheck.words import Words


def kind_word(kind: Kind, words: Words) -> str:
    """Return the usual word for a kind."""
    return KINDS[kind][words.language][0]


def log_line(
    direction: Direction, contacts: Iterable[Contact], kind: Kind | None, directory: Directory, words: Words
) -> str:
    """Return the line that logs something with these contacts; where no name is plain, the prompt, which takes any."""
    forms = [form for contact in contacts if (form := typeable(contact, directory))]
    if not forms:
        return "netcheck log"
    parts = ["netcheck log", VERBS[direction][words.language][0], ", ".join(forms)]
    return " ".join([*parts, kind_word(kind, words)] if kind else parts)

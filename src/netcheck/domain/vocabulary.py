"""The words of a log line, folded, and what can be wrong with a line."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import fold, keyed, lookup
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.model import Direction, Kind


class Vocabulary(Value):
    """The words of the grammar, folded."""

    verbs: Mapping[str, Direction]
    kinds: Mapping[str, Kind]
    joiners: frozenset[str]
    at_prompt: Mapping[str, str]

    @classmethod
    def of(cls, own: Mapping[str, Kind] | None = None) -> Vocabulary:
        """Fold the words of all languages, and the user's own words for kinds, which win."""
        verbs = keyed(group for language in LEXICON.values() for group in language.verbs.items())
        kinds = keyed(group for language in LEXICON.values() for group in language.kinds.items())
        kinds |= keyed((kind, (word,)) for word, kind in (own or {}).items())
        joiners = frozenset(fold(word) for language in LEXICON.values() for word in language.joiners)
        return cls(verbs, kinds, joiners, keyed(group for one in LEXICON.values() for group in one.at_prompt.items()))

    def verb(self, word: str) -> Direction | None:
        """Return the direction that a whole word states, or None."""
        return lookup(self.verbs, word.rstrip(":"))

    def said_at_prompt(self, text: str) -> str | None:
        """Return the key of `Lexicon.at_prompt` that a whole line of the prompt spells, or None."""
        return lookup(self.at_prompt, text.strip())

    def kind(self, text: str) -> Kind | None:
        """Return the kind that a whole word (or two) states, or None; a colon or comma may follow."""
        return lookup(self.kinds, " ".join(text.split()).rstrip(",:;.!"))


class ProblemCode(StrEnum):
    """Why a line cannot be read."""

    NO_VERB = "no_verb"
    NO_WHO = "no_who"
    OPEN_QUOTE = "open_quote"
    OTHER_COMMAND = "other_command"
    """It is a command line of netcheck, but none of `netcheck log`."""
    UNCLEAR_NEW = "unclear_new"
    """The name given with `--new` is not the one in the line."""


class LineProblem(Value):
    """What stands in the way, and the word where it was noticed ("" at the end)."""

    code: ProblemCode
    word: str = ""

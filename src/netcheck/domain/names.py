"""Names as people write them: folding, matching and short forms."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from unicodedata import category, normalize

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netcheck.domain.model import Circle, Contact


T = TypeVar("T")


class Rank(IntEnum):
    """How a text names a contact, the best first."""

    NAME = 1
    """The whole name."""
    ALIAS = 2
    """A whole alias or identifier."""
    WORDS = 3
    """Whole words of the name or of an alias, in their order."""
    INITIAL = 4
    """The first name and the start of a later one: `AnaB`, `ana.b`, `Ana B`."""
    START = 5
    """Starts of words: a guess, to be confirmed."""


class Match(Value):
    """Everyone whom a text names at the best rank that it reaches; never empty."""

    rank: Rank
    contacts: tuple[Contact, ...]

    @property
    def only(self) -> Contact | None:
        """The contact, if there is one alone and nothing to confirm."""
        return self.contacts[0] if len(self.contacts) == 1 and self.rank < Rank.START else None


def nameable(text: str) -> bool:
    """Say whether anything of the text can be seen: white space, marks and signs without a shape name nobody."""
    return text[:1] in _SEEN or any(category(char)[0] not in _UNSEEN and char not in _BLANK for char in text)


def fold(text: str) -> str:
    """Return the plain spelling: lower case, no accents, `ß` as `ss`, `ø` as `o`, `ł` as `l`."""
    return folds(text)[0]


def folds(text: str) -> tuple[str, ...]:
    """Return the plain spelling and, where it differs, the one with `ae`, `oe`, `ue` for umlauts.

    Two texts are the same if they share a spelling. That is not transitive, on purpose: *Jürgen* is
    both *Jurgen* and *Juergen*, but *Michael* is not *Michal*.
    """
    if text.isascii():
        return (text.lower(),)
    lower = normalize("NFC", text).casefold()
    plain = _bare(lower)
    return (plain,) if _UMLAUTS.isdisjoint(lower) else (plain, _bare(lower.translate(_DIGRAPHS)))


def lookup(table: Mapping[str, T], text: str) -> T | None:
    """Return the entry that `text` spells, or None; `table` is made by `keyed`."""
    return next((table[form] for form in folds(text) if form in table), None)


def keyed(groups: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    """Return a table from every spelling of every word to the value of its group."""
    return {form: value for value, words in groups for word in words for form in folds(word)}


def same(one: str, other: str) -> bool:
    """Say whether two words share a spelling."""
    return not set(folds(one)).isdisjoint(folds(other))


class Directory:
    """The contacts, ready to be found by name. Nothing is folded before the first question."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = [*contacts]

    def add(self, contact: Contact) -> None:
        """Know one more contact."""
        self.contacts.append(contact)
        if index := self.__dict__.get("_index"):
            longest = _enter(index, len(self.contacts) - 1, contact)
            self._index = index.replaced(longest=max(index.longest, longest))

    @property
    def longest(self) -> int:
        """How many words the longest name or alias has, at least two (a name and an initial)."""
        return self._index.longest

    def find(self, text: str) -> Match | None:
        """Return the best match of the whole text at any rank, or None."""
        return self.known(text) or self._match(Rank.START, self._by_start(text))

    def known(self, text: str) -> Match | None:
        """Return the best match of the whole text that is no guess from starts of words, or None."""
        if not nameable(text):
            return None
        ways = (self._by_name, self._by_alias, self._by_words, self._by_initial)
        for rank, way in zip(Rank, ways, strict=False):
            if match := self._match(rank, way(text)):
                return match
        return None

    @cached_property
    def _index(self) -> _Index:
        index = _Index(defaultdict(list), defaultdict(list), defaultdict(list), 2)
        longest = index.longest
        for at, contact in enumerate(self.contacts):
            longest = max(longest, _enter(index, at, contact))
        return index.replaced(longest=longest)

    def _match(self, rank: Rank, hits: set[int]) -> Match | None:
        return Match(rank, tuple(self.contacts[at] for at in sorted(hits))) if hits else None

    def _by_name(self, text: str) -> set[int]:
        return {at for form in folds(text) for at in self._index.names.get(_key(form), ())}

    def _by_alias(self, text: str) -> set[int]:
        forms = folds(text.removeprefix("@"))
        return {at for form in forms for at in self._index.aliases.get(_key(form), ())}

    def _by_words(self, text: str) -> set[int]:
        words = _words(text)
        hits = [self._bearing(word) for word in words]
        return self._ordered(words, set.intersection(*hits), _words, same) if hits else set()

    def _by_initial(self, text: str) -> set[int]:
        first, initial = _first_and_initial(text)
        return {
            at for at in self._bearing(first) if nameable(initial) and _goes_by(self.contacts[at].name, first, initial)
        }

    def _by_start(self, text: str) -> set[int]:
        words = [word for word in _parts(text) if fold(word)]
        if not words:
            return set()
        forms = folds(words[0])
        begun = {at for word, found in self._index.words.items() if _begins(word, forms) for at in found}
        joined = tuple(form.replace(" ", "") for form in folds(" ".join(words)))
        run_on = {
            at for key, found in self._index.names.items() if key.replace(" ", "").startswith(joined) for at in found
        }
        return self._ordered(words, begun, _parts, _starts) | run_on

    def _bearing(self, word: str) -> set[int]:
        return {at for form in folds(word) for at in self._index.words.get(form, ())}

    def _ordered(
        self,
        words: Sequence[str],
        hits: set[int],
        split: Callable[[str], list[str]],
        fits: Callable[[str, str], bool],
    ) -> set[int]:
        """Keep the hits of which one name or alias has all the words in their order."""
        if len(words) == 1:
            return hits
        names = {at: (self.contacts[at].name, *self.contacts[at].aliases) for at in hits}
        return {at for at in hits if any(_in_order(words, split(name), fits) for name in names[at])}


def short_forms(contacts: Iterable[Contact], directory: Directory) -> dict[str, str]:
    """Return for each contact id the shortest text that names this contact alone.

    That is the first name, or with the start of the last (`AnaB`), or the whole name, or an alias or
    identifier. A contact that nothing tells apart is left out.
    """
    forms = {contact.id: _short_form(contact, directory) for contact in contacts}
    return {contact_id: form for contact_id, form in forms.items() if form}


class _Index(Value):
    """Positions in the directory by folded whole names, whole aliases and identifiers, and words."""

    names: dict[str, list[int]]
    aliases: dict[str, list[int]]
    words: dict[str, list[int]]
    longest: int


_UNSEEN = "CMZ"
"""Unicode's categories of controls and formats, combining marks, and blanks."""
_SEEN = frozenset(map(chr, range(ord("!"), ord("~") + 1)))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a sign that have no shape."""
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_UMLAUTS = frozenset(map(chr, _DIGRAPHS))
_MARKS = range(0x300, 0x370)
"""The accents of Latin, Greek and Cyrillic; vowel signs of other scripts stay."""
_LATIN = {char: normalize("NFD", char)[0] for char in map(chr, range(0xE0, 0x180))}
_LETTERS = str.maketrans(
    _LATIN
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("’‘ʼ", "'")
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("\u00ad\u200b\u200e\u200f\ufeff", None)
)
"""Accented Latin letters, those that Unicode does not decompose, apostrophes, hyphens, and marks that nobody sees."""
_PUNCTUATION = str.maketrans('.,;:()"', "       ")
_INITIALS = 3


def _bare(lower: str) -> str:
    bare = lower.translate(_LETTERS)
    if bare.isascii():
        return bare
    return normalize("NFC", "".join(char for char in normalize("NFD", bare) if ord(char) not in _MARKS))


def _key(form: str) -> str:
    """Return a folded whole name without what nobody minds: blanks, hyphens, dots, brackets."""
    return " ".join(_parts(form)) or form.strip()


def _words(text: str) -> list[str]:
    words = text.split()
    return words if "".join(words).isalpha() else text.translate(_PUNCTUATION).split()


def _parts(text: str) -> list[str]:
    return text.translate(_PUNCTUATION).replace("-", " ").split()


def _enter(index: _Index, at: int, contact: Contact) -> int:
    """Enter all that a contact is called; return how many words the longest of it has."""
    longest = 0
    if nameable(contact.name):
        longest = _add(at, contact.name, index.names, index.words)
    for alias in filter(nameable, contact.aliases):
        longest = max(longest, _add(at, alias, index.aliases, index.words))
    for identifier in filter(nameable, contact.identifiers):
        for form in folds(identifier.removeprefix("@")):
            index.aliases[_key(form)].append(at)
    return longest


def _add(at: int, name: str, wholes: dict[str, list[int]], words: dict[str, list[int]]) -> int:
    """Enter one name under all its spellings; return how many words it has."""
    parts: list[str] = []
    for form in folds(name):
        parts = _words(form)
        key = " ".join(parts)
        wholes[key if key and "-" not in key else _key(form)].append(at)
        for part in parts:
            words[part].append(at)
    return len(parts)


def _in_order(words: Sequence[str], name: Sequence[str], fits: Callable[[str, str], bool]) -> bool:
    rest = iter(name)
    return all(any(fits(word, part) for part in rest) for word in words)


def _starts(start: str, word: str) -> bool:
    forms = folds(start)
    return any(form.startswith(forms) for form in folds(word))


def _begins(word: str, forms: tuple[str, ...]) -> bool:
    return word.startswith(forms) or ("-" in word and any(part.startswith(forms) for part in word.split("-")))


def _first_and_initial(text: str) -> tuple[str, str]:
    """Split `AnaB`, `ana.b` and `Ana B.` into the first name and what the last one starts with."""
    text = normalize("NFC", text).strip().rstrip(".")
    first, blank, initial = text.rpartition(" ")
    if blank:
        return first, initial if len(initial) == 1 else ""
    first, dot, initial = text.partition(".")
    if dot:
        return first, initial
    humps = [at for at in range(1, len(text)) if text[at].isupper() and text[at - 1].islower()]
    return (text[: humps[-1]], text[humps[-1] :]) if humps else (text, "")


def _goes_by(name: str, first: str, initial: str) -> bool:
    words = _words(name)
    return bool(words) and same(first, words[0]) and any(_starts(initial, word) for word in words[1:])


def _short_form(contact: Contact, directory: Directory) -> str:
    for text in _proposals(contact):
        match = directory.known(text)
        if match and match.only and match.only.id == contact.id:
            return text
    return ""


def _proposals(contact: Contact) -> Iterator[str]:
    words = normalize("NFC", contact.name).split()
    if len(words) > 1:
        yield words[0]
        for size in range(1, _INITIALS + 1):
            yield words[0] + words[-1][0].upper() + words[-1][1:size]
            yield f"{words[0]}.{words[-1][:size]}"
    yield " ".join(words)
    yield from contact.aliases
    yield from contact.identifiers


def alphabetical(name: str) -> tuple[str, str]:
    """Return what names are sorted by: the plain spelling, then the name itself."""
    return fold(name), name


def circle_names(circles: Iterable[Circle]) -> list[str]:
    """Return the names of circles in alphabetical order."""
    return sorted((circle.name for circle in circles), key=alphabetical)


def spelled(text: str, names: Iterable[str]) -> str | None:
    """Return the one of these names that `text` spells, exactly or else folded; None if there is none."""
    known = list(names)
    return text if text in known else next((name for name in known if same(text, name)), None)

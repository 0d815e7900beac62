"""Finds contacts that are likely to be one person, and why.

Pairs are weighed as in probabilistic record linkage (Fellegi and Sunter, 1969): what two contacts have in common is
worth as many bits as it is rare in the log itself, what differs takes bits away, and before anything is known a pair is
the less likely the more people there are. So an equal name is strong evidence among a hundred people and weak among ten
thousand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import combinations, product
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.duplicates import Birthdays, Likeness, Pair
from netcheck.domain.names import fold, folds
from netcheck.importers.identifiers import compared
from netcheck.importers.nicknames import short_forms
from netcheck.importers.text import tidy, turned, without_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netcheck.domain.model import Contact


_TWICE = (0.05, 0.5)
"""At least and at most this share of the contacts is taken to be there twice."""
_ROUNDS = 20
_SURE = 50.0
"""More bits than this are not told apart."""
_SMOOTHING = 200
"""So many further people are taken to stand behind a log when it is asked how rare a name is."""
_COMMON = 20
"""Words of names that more contacts than this have are no reason by themselves to compare."""
_CROWD = 150
"""Keys that more contacts than this have are no reason to compare."""
_OFFICE = 5
"""Identifiers that more contacts than this have are those of an office, and prove nothing."""
_FORMS = 4
"""So many names of one contact are compared, the aliases included."""

# Weights in bits: log2 of how often a thing is so for one person, over how often for two people.
_SLIP, _SLIPS, _NICKNAME, _INITIAL = -3.0, -4.0, -3.0, -5.0
_OTHER_WORD, _NO_WORD, _REORDERED = -5.0, -1.5, -1.0
_IDENTIFIER = 20.0
_BORN_SAME, _BORN_YEAR_MONTH, _BORN_YEAR_DAY, _BORN_MONTH_DAY = 14.0, 5.0, 6.0, 4.5
_BORN_EXCHANGED, _BORN_MONTH_DAY_ONLY, _BORN_DIFFERENT = 9.0, 8.0, -6.0

_BIRTHDAYS, _BIRTHDAYS_OF_A_YEAR = 16_000, 365
_USUAL = 4
"""A birthday that more people than so many times the expected number have is one that some program filled in."""

_LETTERS_FOR_A_SLIP, _LETTERS_FOR_SLIPS = 3, 6
_SIMILAR = 0.9
_NOT_WORDS = re.compile(r"[^\w']+|_")


def likely_pairs(contacts: Iterable[Contact], distinct: Iterable[frozenset[str]] = ()) -> list[Pair]:
    """Return the pairs that are more likely one person than two, the likeliest first, but for those in `distinct`.

    Groups are only compared with groups. The order of the contacts does not matter.
    """
    finder = _Finder(sorted(contacts, key=lambda contact: contact.id))
    different = set(distinct)
    found = [weighed for a, b in finder.candidates() if (weighed := finder.weighed(a, b)) is not None]
    before = _before([weighed.bits for weighed in found], finder.size)
    pairs = [(weighed.bits + before, finder.pair(weighed, before)) for weighed in found]
    likely = [
        (bits, pair)
        for bits, pair in pairs
        if (bits > 0 or pair.identifiers) and frozenset((pair.a_id, pair.b_id)) not in different
    ]
    return [pair for _, pair in sorted(likely, key=lambda one: (-one[0], one[1].a_id, one[1].b_id))]


def _before(bits: Sequence[float], size: int) -> float:
    """Return in bits how likely any pair of so many contacts is one person, from what their pairs weigh.

    That is how many of them are there twice, by expectation maximization.
    """
    before = _known_before(size, _TWICE[0])
    for _ in range(_ROUNDS):
        twice = sum(_probability(one + before) for one in bits)
        before = _known_before(size, min(max(twice / max(size, 1), _TWICE[0]), _TWICE[1]))
    return before


def _known_before(size: int, twice: float) -> float:
    """Return in bits how likely any pair is one person where this share of so many contacts is there twice."""
    return log2(2 * twice / max(size - 1, 1))


def _probability(bits: float) -> float:
    return 1 / (1 + 2 ** -min(max(bits, -_SURE), _SURE))


class _Weighed(NamedTuple):
    """The places of two contacts, the bits for them being one without regard to how likely any pair is, and why."""

    bits: float
    a: int
    b: int
    names: Likeness
    birthdays: Birthdays
    shared: set[str]


class _Word(NamedTuple):
    """How two words of names compare, and the bits for that; 0 is the same word."""

    bits: float
    rank: int


_SAME_WORD, _SHORT_WORD, _SLIPPED_WORD, _DIFFERENT_WORD = range(4)


class _Finder:
    def __init__(self, contacts: Sequence[Contact]) -> None:
        self._contacts = contacts
        spelled = _one_spelling(contacts)
        self._names = [_forms(contact, spelled) for contact in contacts]
        self._born = [_parts(contact.birthday) for contact in contacts]
        self._bearers_of_day = Counter(
            day for year, *day_of_year in self._born for day in {(0, *day_of_year), (year, *day_of_year)}
        )
        proofs = [{compared(text) for text in contact.identifiers} - {""} for contact in contacts]
        owners = Counter(proof for of in proofs for proof in of)
        self._proofs = [{proof for proof in of if owners[proof] <= _OFFICE} for of in proofs]
        self._bearers = Counter(word for forms in self._names for word in {word for form in forms for word in form})
        self._known: dict[tuple[str, str], _Word] = {}
        self.size = len(contacts)
        self._likeliest = _known_before(self.size, _TWICE[1])
        self._words = [frozenset(word for form in forms for word in form) for forms in self._names]
        self._initials = [_bits_of(words) for words in self._words]
        self._worth = [
            max((sum(self._rare(word, word) for word in form) for form in forms), default=0.0) for forms in self._names
        ]

    # What compares words is loaded by the first two that are compared: most people share nothing.

    @cached_property
    def _distance(self) -> Callable[[str, str], int]:
        from rapidfuzz.distance import OSA

        return OSA.distance

    @cached_property
    def _similarity(self) -> Callable[[str, str], float]:
        from rapidfuzz.distance import JaroWinkler

        return JaroWinkler.similarity

    @cached_property
    def _nicknames(self) -> set[frozenset[str]]:
        return {frozenset(map(fold, pair)) for pair in short_forms()}

    # whom to compare

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the places of two contacts who share a key, each pair once, the lower place first."""
        bearers: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for at in range(len(self._contacts)):
            for key in self._keys(at):
                bearers[key].append(at)
        met: set[int] = set()
        size = len(self._contacts)
        for places in bearers.values():
            if len(places) > _CROWD:
                continue
            for a, b in combinations(places, 2):
                if (one := a * size + b) not in met:
                    met.add(one)
                    if self._contacts[a].group == self._contacts[b].group:
                        yield a, b

    def _keys(self, at: int) -> set[tuple[object, ...]]:
        keys: set[tuple[object, ...]] = {("id", proof) for proof in self._proofs[at]}
        year, month, day = self._born[at]
        if day:
            keys.add(("md", month, day))
        if year:
            keys |= {("ym", year, month), ("yd", year, day), ("x", year, *sorted((month, day)))}
        for form in self._names[at]:
            keys.add(("run", "".join(form)))
            keys.add(("words", *sorted(form)))
            keys |= {("word", word) for word in form if self._bearers[word] <= _COMMON}
            keys |= {("starts", *sorted((one[:3], other[:3]))) for one, other in combinations(form, 2)}
        return keys

    # how alike they are

    def weighed(self, a: int, b: int) -> _Weighed | None:
        """Return what two contacts weigh; None where they are two however many are there twice."""
        shared = self._proofs[a] & self._proofs[b]
        if not shared and self._unlike(a, b):
            return None
        birthdays, bits = self._birthdays(self._born[a], self._born[b])
        bits += _IDENTIFIER * len(shared)
        if self._likeliest + bits + min(self._worth[a], self._worth[b]) <= 0:
            return None
        names, alike = max(
            (self._likeness(form, form_b) for form, form_b in product(self._names[a], self._names[b])),
            key=lambda found: found[1],
            default=(Likeness.DIFFERENT, 0.0),
        )
        bits += alike
        fits = shared or ((names != Likeness.DIFFERENT or birthdays == Birthdays.SAME) and self._likeliest + bits > 0)
        return _Weighed(bits, a, b, names, birthdays, shared) if fits else None

    def _unlike(self, a: int, b: int) -> bool:
        """Return, quickly, whether names have no word nor enough starts of words in common.

        That is one for words that stand alone and for people born on one day, otherwise two.
        """
        one, other = self._words[a], self._words[b]
        common = self._initials[a] & self._initials[b]
        enough = common & (common - 1) or len(one) == 1 or len(other) == 1 or self._born[a] == self._born[b]
        return not (common and enough) and one.isdisjoint(other)

    def _birthdays(self, one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[Birthdays, float]:  # noqa: PLR0911 - one for each case
        """Return how two birthdays agree, and the bits for that."""
        if not one[2] or not other[2]:
            return Birthdays.NONE, 0.0
        year, month, day = (a == b for a, b in zip(one, other, strict=True))
        if month and day:
            if year and one[0]:
                return Birthdays.SAME, _BORN_SAME - self._too_common(one, _BIRTHDAYS)
            common = self._too_common((0, *one[1:]), _BIRTHDAYS_OF_A_YEAR)
            if one[0] and other[0]:
                return Birthdays.TWO_PARTS, _BORN_MONTH_DAY - common
            return Birthdays.SAME, _BORN_MONTH_DAY_ONLY - common
        if year and one[0]:
            if one[1:] == other[:0:-1]:
                return Birthdays.TWO_PARTS, _BORN_EXCHANGED
            if month or day:
                return Birthdays.TWO_PARTS, _BORN_YEAR_MONTH if month else _BORN_YEAR_DAY
        return Birthdays.DIFFERENT, _BORN_DIFFERENT

    def _too_common(self, day: tuple[int, ...], days: int) -> float:
        """Return how many bits less a birthday says than one of so many days, where far too many people have it."""
        bearers = self._bearers_of_day[day]
        if bearers <= _USUAL * max(self.size / days, 1):
            return 0.0
        return max(log2(days) - log2((self.size + _SMOOTHING) / (bearers - 1)), 0.0)

    def pair(self, weighed: _Weighed, before: float) -> Pair:
        """Return a weighed pair as it is told."""
        one, other = self._contacts[weighed.a], self._contacts[weighed.b]
        identifiers = tuple(text for text in one.identifiers if compared(text) in weighed.shared)
        score = round(max(_probability(weighed.bits + before), 0.5), 4)
        return Pair(one.id, other.id, identifiers, weighed.names, weighed.birthdays, score)

    def _likeness(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[Likeness, float]:
        """Return how alike two names are, and the bits for that: each word is set against the one most like it."""
        if one == other or "".join(one) == "".join(other):
            return Likeness.SAME, min(sum(self._rare(word, word) for word in words) for words in (one, other))
        places: dict[int, int] = {}
        for at, word in enumerate(one):
            for place, also in enumerate(other):
                if word == also and place not in places.values():
                    places[at] = place
                    break
        bits = sum(self._rare(one[at], one[at]) for at in places)
        worst = _SAME_WORD
        rest = [at for at in range(len(one)) if at not in places]
        left = [place for place in range(len(other)) if place not in places.values()]
        while rest and left:
            found, _words, at, place = max(
                (self._word(one[at], other[place]), sorted((one[at], other[place])), -at, -place)
                for at, place in product(rest, left)
            )
            rest.remove(-at)
            left.remove(-place)
            places[-at] = -place
            worst, bits = max(worst, found.rank), bits + found.bits
        if rest or left:
            worst, bits = max(worst, _SHORT_WORD), bits + _NO_WORD * len(rest or left)
        if (order := [places[at] for at in sorted(places)]) != sorted(order):
            bits += _REORDERED
        if worst == _SAME_WORD:
            return Likeness.ORDER, bits
        return (Likeness.SHORT, Likeness.SPELLING, Likeness.DIFFERENT)[worst - 1], bits

    def _word(self, one: str, other: str) -> _Word:
        pair = (one, other) if one <= other else (other, one)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._compared(*pair)
        return found

    def _compared(self, one: str, other: str) -> _Word:
        rare = self._rare(one, other)
        if one == other:
            return _Word(rare, _SAME_WORD)
        if frozenset((one, other)) in self._nicknames:
            return _Word(rare + _NICKNAME, _SHORT_WORD)
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) == 1:
            fits = longer.startswith(shorter)
            return _Word(max(rare, -_INITIAL) + _INITIAL, _SHORT_WORD) if fits else _Word(_OTHER_WORD, _DIFFERENT_WORD)
        slips = self._distance(one, other)
        if slips == 1 and len(longer) > _LETTERS_FOR_A_SLIP:
            return _Word(max(rare + _SLIP, 0.0), _SLIPPED_WORD)
        if (slips == 2 and len(longer) >= _LETTERS_FOR_SLIPS) or self._similarity(one, other) >= _SIMILAR:  # noqa: PLR2004
            return _Word(max(rare + _SLIPS, 0.0), _SLIPPED_WORD)
        return _Word(_OTHER_WORD, _DIFFERENT_WORD)

    def _rare(self, one: str, other: str) -> float:
        """Return in bits how rare it is that anybody else of the log has one of two words, which these two have."""
        bearers = self._bearers[one] + (self._bearers[other] if other != one else 0)
        return log2((len(self._contacts) + _SMOOTHING) / max(bearers - 1, 1))


def _bits_of(words: Iterable[str]) -> int:
    """Return a number that has one bit for each letter that a word starts with."""
    bits = 0
    for word in words:
        bits |= 1 << (ord(word[0]) & 63)
    return bits


def _one_spelling(contacts: Iterable[Contact]) -> dict[str, str]:
    """Return for words with umlauts that the log has, written out as ae, oe, ue, the plain form they are kept under."""
    return {
        written: plain
        for contact in contacts
        for name in (contact.name, *contact.aliases)
        for word in tidy(name).split()
        if not word.isascii()
        for plain, *others in [folds(word)]
        for written in others
    }


def _forms(contact: Contact, spelled: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the names of a contact as folded words, each once; what is no word is left out."""
    forms = {
        tuple(
            spelled.get(word, word) for word in _NOT_WORDS.sub(" ", fold(without_title(turned(tidy(name))))).split()
        ): None
        for name in (contact.name, *contact.aliases)
    }
    return [form for form in forms if form][:_FORMS]


def _parts(birthday: str) -> tuple[int, int, int]:
    """Return year, month and day; 0 for what is not known."""
    if not birthday:
        return 0, 0, 0
    year = 0 if birthday.startswith("--") else int(birthday[:4])
    return year, int(birthday[-5:-3]), int(birthday[-2:])

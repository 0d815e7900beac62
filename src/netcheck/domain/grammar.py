"""What one line of the log says: VERB WHO [KIND] [NOTE…], in German and English.

WHO is the longest run of words that names somebody known; else one word. Three rules keep an entry
from going to the wrong person:

- Two or three capitalised words right before a kind word are one name, unless more than the first is
  known: with only *Anna Meier* known, `gave Anna Hahn feedback` names somebody new.
- A kind word at a known name's end is the kind if the line has no other and the rest still names the
  same contact: `gave Art help with slides` helps *Art Help*.
- After `and`, `und`, `+` comes another name, or else the note: `with Ana and then home`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from netcheck.domain.lexer import unquote
from netcheck.domain.model import Contact, Direction, Kind
from netcheck.domain.names import Directory, Match, Rank, fold, nameable, same
from netcheck.domain.vocabulary import LineProblem, ProblemCode, Vocabulary
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Mention(Value):
    """One person of a line: `text` as typed; the match, if any; `new` if `text` is a name to create."""

    text: str
    match: Match | None = None
    new: bool = False

    @property
    def only(self) -> Contact | None:
        """The contact, if there is one alone and nothing to confirm."""
        return self.match.only if self.match else None


class Entry(Value):
    """One line understood. `kind` is None if the line names none; a talk is always mutual."""

    direction: Direction
    people: tuple[Mention, ...]
    kind: Kind | None
    note: str
    turned_mutual: bool = False
    """A talk was given or received in the line, and is mutual."""


def parse_entry(
    words: Sequence[str],
    directory: Directory,
    vocabulary: Vocabulary,
    *,
    verb: Direction | None = None,
    new: str | None = None,
    who: Contact | None = None,
) -> Entry | LineProblem:
    """Read one line, already split into words and without its options.

    Args:
        words: the line; a word with blanks or in double quotes is one name.
        directory: the known people.
        vocabulary: the known words.
        verb: the direction if the line need not state one; a verb in the line still wins.
        new: None without `--new`. "": whoever is unknown is created as typed. Else the new person's
            full name; the line may repeat its first words, or leave WHO out.
        who: the person, if the line names none.
    """
    line = [word for word in words if word.strip()]
    direction, start = _direction(line, directory, vocabulary, verb)
    if direction is None:
        return LineProblem(ProblemCode.NO_VERB, line[0] if line else "")
    line = line[start:]
    tokens = _tokens(line)
    reader = _Reader(tokens, directory, vocabulary, new, needs_kind=direction is not Direction.MUTUAL)
    found = ((Mention(who.name, Match(Rank.NAME, (who,))),), 0) if who else reader.people()
    if isinstance(found, LineProblem):
        return found
    people, at = found
    kind, size = reader.kind(at)
    return _entry(direction, people, kind, _note(line, tokens, at + size, commas=size > 0))


_NAME_WORDS = 3


class _Token(Value):
    """One word of a line, or one side of a comma in it, shed of comma and quotes."""

    text: str
    comma: bool
    quoted: bool
    place: int
    """Of the word in the line."""
    start: int
    """Of the token in the word."""


class _Reader(Value):
    """Finds WHO and KIND in the tokens of one line. Positions past the end are allowed."""

    tokens: Sequence[_Token]
    directory: Directory
    vocabulary: Vocabulary
    new: str | None
    needs_kind: bool

    @cached_property
    def _runs(self) -> dict[int, tuple[int, Match | None]]:
        """What `_run` found at each position where it looked; a long list is looked at from every name in it."""
        return {}

    @cached_property
    def _lists(self) -> dict[int, bool]:
        """What `_list_ends_before_a_kind` found at each position."""
        return {}

    def people(self) -> tuple[tuple[Mention, ...], int] | LineProblem:
        """Return everybody named at the line's start, and where the names end."""
        named, at = self._mentions()
        created = self._created()
        if created and created not in named:
            return self._instead(named, created)
        if not all(nameable(mention.text) for mention in named):
            return LineProblem(ProblemCode.NO_WHO)
        if not named or (not created and not named[0].only and self._only_a_kind(0)):
            return LineProblem(ProblemCode.NO_WHO, self.tokens[0].text if self.tokens else "")
        return _once_each(named), at

    def kind(self, at: int) -> tuple[Kind | None, int]:
        """Return the kind stated at a position, and in how many words."""
        for size in (2, 1):
            run = self.tokens[at : at + size]
            parted = any(token.quoted for token in run) or any(token.comma for token in run[:-1])
            if len(run) == size and not parted:
                kind = self.vocabulary.kind(_text(run))
                if kind:
                    return kind, size
        return None, 0

    def _mentions(self) -> tuple[list[Mention], int]:
        named: list[Mention] = []
        at = 0
        step: int | None = 0
        while step is not None and at + step < len(self.tokens):
            mention, size = self._mention(at + step)
            named.append(mention)
            at += step + size
            step = self._joined(at)
        return named, at

    def _mention(self, at: int) -> tuple[Mention, int]:
        repeated, created = self._repeated(at), self._created()
        size, match = self._known(at)
        if created and repeated and repeated >= size:
            return created, repeated
        capitals = self._capitals(at)
        if match and (capitals <= 1 or size > 1 or match.rank is Rank.INITIAL):
            return Mention(_text(self.tokens[at : at + size]), match), size
        size = max(capitals, 1)
        text = _text(self.tokens[at : at + size])
        if self.new == "":
            return Mention(text, new=True), size
        return Mention(text, self.directory.find(text)), size

    def _known(self, at: int) -> tuple[int, Match | None]:
        """Return the longest run that names somebody known, sparing a kind word at its end for KIND."""
        size, match = self._run(at)
        if match and self._gives_its_kind(at, size):
            shorter = self.directory.known(_text(self.tokens[at : at + size - 1]))
            if shorter and shorter.only and shorter.only == match.only:
                return size - 1, shorter
        return size, match

    def _run(self, at: int) -> tuple[int, Match | None]:
        """Return the longest run that names somebody known: (words, match), or (0, None)."""
        if at not in self._runs:
            self._runs[at] = self._longest_known(at)
        return self._runs[at]

    def _longest_known(self, at: int) -> tuple[int, Match | None]:
        for size in range(min(self.directory.longest, self._longest(at)), 0, -1):
            run = self.tokens[at : at + size]
            match = self.directory.known(_text(run)) if size == 1 or _ends_a_name(run[-1].text) else None
            if match:
                return size, match
        return 0, None

    def _gives_its_kind(self, at: int, size: int) -> bool:
        end = at + size
        if size <= 1 or not self.needs_kind or self.kind(end)[0] or self._joined(end) is not None:
            return False
        return self.kind(end - 1)[0] is not None

    def _longest(self, at: int) -> int:
        """Return how many words from here might be one name: a comma and quotes end it."""
        for size, token in enumerate(self.tokens[at : at + self.directory.longest + 1], 1):
            if token.quoted:
                return max(size - 1, 1)
            if token.comma or size > self.directory.longest:
                return size
        return len(self.tokens) - at

    def _capitals(self, at: int) -> int:
        """Return how many words here are a capitalised name, known or not, in a list that ends before a kind; or 0."""
        size = self._capital_words(at)
        return size if size and self._list_ends_before_a_kind(at) else 0

    def _list_ends_before_a_kind(self, at: int) -> bool:
        """Say whether a list of capitalised names that begins here does, or comes to somebody known."""
        met: list[int] = []
        known = self._lists
        while at not in known:
            met.append(at)
            size = self._capital_words(at)
            if not size or not self.tokens[at + size - 1].comma:
                known[at] = size > 0
                break
            at += size
            if self._run(at)[0]:
                known[met[-1]] = True
                at = met[-1]
        known.update(dict.fromkeys(met, known[at]))
        return known[at]

    def _capital_words(self, at: int) -> int:
        """Return how many capitalised words stand here before a comma or a kind: at most three, or 0."""
        for size, token in enumerate(self.tokens[at : at + _NAME_WORDS], 1):
            if token.quoted or not _capitalised(token.text):
                return 0
            if token.comma or self.kind(at + size)[0]:
                return size
        return 0

    def _joined(self, at: int) -> int | None:
        """Return how many words lead on to another name (0 after a comma), or None."""
        if at >= len(self.tokens):
            return None
        joiner = int(fold(self.tokens[at].text) in self.vocabulary.joiners and at + 1 < len(self.tokens))
        if self.tokens[at - 1].comma:
            return None if self._only_a_kind(at + joiner) else joiner
        return joiner if joiner and self._a_name(at + 1) else None

    def _a_name(self, at: int) -> bool:
        """Say whether a name follows; after a capitalised one, no lower-case word is (`Ana and will …`)."""
        lower = not _capitalised(self.tokens[at].text) and _capitalised(self.tokens[0].text)
        return self._capitals(at) > 0 or (not lower and self._run(at)[0] > 0) or self._echo(at) > 0

    def _only_a_kind(self, at: int) -> bool:
        """Say whether a word is a kind and cannot be the name of somebody, known or followed by a kind."""
        quoted = at < len(self.tokens) and self.tokens[at].quoted
        kind, size = self.kind(at)
        return bool(kind) and not quoted and not self._run(at)[0] and not self.kind(at + size)[0]

    def _repeated(self, at: int) -> int:
        """Return how many tokens here repeat the new name, sparing a kind word at its end for KIND."""
        size = self._echo(at)
        return size - 1 if self._gives_its_kind(at, size) else size

    def _echo(self, at: int) -> int:
        """Return how many tokens here repeat the first words of the new name."""
        name = (self.new or "").split()
        size = 0
        while size < self._longest(at):
            words = _text(self.tokens[at : at + size + 1]).split()
            if len(words) > len(name) or not all(map(same, words, name)):
                break
            size += 1
        return size

    def _created(self) -> Mention | None:
        """Mention the new name, if one was given; whoever bears it already is not made twice."""
        name = " ".join((self.new or "").split())
        match = self.directory.known(name)
        return Mention(name, match) if match and match.rank <= Rank.ALIAS else Mention(name, new=True) if name else None

    def _instead(self, named: Sequence[Mention], created: Mention) -> tuple[tuple[Mention, ...], int] | LineProblem:
        """Take the new person for WHO, unless the line names somebody else."""
        other = self._run(0)[0] or (self._capitals(0) and not self._only_a_kind(0))
        if named and (other or self.tokens[0].quoted):
            return LineProblem(ProblemCode.UNCLEAR_NEW, named[0].text)
        return (created,), 0


def _direction(
    line: Sequence[str], directory: Directory, vocabulary: Vocabulary, given: Direction | None
) -> tuple[Direction | None, int]:
    """Return the direction, and how many verbs state it: `bekam von` is one direction in two words."""
    direction, start = given, 0
    for word in line[:2]:
        stated = vocabulary.verb(word)
        optional = start > 0 or given is not None
        if not stated or (optional and (start + 1 == len(line) or directory.known(word))):
            break
        if start and stated is not direction:
            break
        direction = stated
        start += 1
    return direction, start


def _entry(direction: Direction, people: tuple[Mention, ...], kind: Kind | None, note: str) -> Entry:
    if kind is None and direction is Direction.MUTUAL:
        kind = Kind.TALK
    turned = kind is Kind.TALK and direction is not Direction.MUTUAL
    return Entry(Direction.MUTUAL if turned else direction, people, kind, note, turned)


def _note(words: Sequence[str], tokens: Sequence[_Token], at: int, *, commas: bool) -> str:
    """Return the line from a token on; after a kind, commas before it are the note's, too."""
    here = tokens[at] if at < len(tokens) else None
    before = tokens[at - 1] if at else None
    if here and (not commas or (before and before.place == here.place)):
        return " ".join([words[here.place][here.start :], *words[here.place + 1 :]])
    return " ".join(words[before.place + 1 :]) if before and commas else ""


def _once_each(people: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple({mention.only.id if mention.only else fold(mention.text): mention for mention in people}.values())


def _tokens(words: Sequence[str]) -> list[_Token]:
    tokens: list[_Token] = []
    for place, word in enumerate(words):
        for text, comma, quoted, start in _pieces(word):
            if text or quoted:
                tokens.append(_Token(text, comma, quoted, place, start))
            elif tokens and comma:
                tokens[-1] = tokens[-1].replaced(comma=True)
    return tokens


def _pieces(word: str) -> list[tuple[str, bool, bool, int]]:
    """Split a word at its commas, unless it stands in quotes: (text, comma, quoted, where it starts)."""
    whole = unquote(word.rstrip(","))
    if whole != word.rstrip(",") or len(word.split()) > 1:
        return [(whole.strip(), word.endswith(","), True, 0)]
    pieces = []
    start = 0
    for text in word.split(","):
        end = start + len(text)
        pieces.append((text, end < len(word), False, start))
        start = end + 1
    return pieces


def _text(tokens: Iterable[_Token]) -> str:
    return " ".join(token.text for token in tokens)


def _capitalised(text: str) -> bool:
    return text[:1].isalpha() and not text[0].islower()


def _ends_a_name(text: str) -> bool:
    """Say whether a word may end a name: a dash may not, nor a small letter (`got Ana a tip`)."""
    return any(map(str.isalnum, text)) and not (len(text) == 1 and text.islower())

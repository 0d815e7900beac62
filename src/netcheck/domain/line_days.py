"""The days in a log line beside `--on`: before its verb, in its note, and what counts as one after a break."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.dates import Day, DayProblem, DayWords, parse_day
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import fold, lookup
from netcheck.domain.spans import add_months
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Break(Value):
    """A break of the log, from the day of the last entry before it to today, both ordinals."""

    first: int
    last: int

    @property
    def middle(self) -> int:
        """The day in its middle, the earlier of two."""
        return (self.first + self.last) // 2

    def middle_of_month(self, day: int) -> int | None:
        """Return the middle of that part of a day's month that lies in the break; None if all or nothing does."""
        month = date.fromordinal(day).replace(day=1)
        first, last = month.toordinal(), add_months(month, 1).toordinal() - 1
        inside = max(first, self.first), min(last, self.last)
        return None if inside == (first, last) or inside[0] > inside[1] else sum(inside) // 2


def day_in_front(line: Sequence[str], begins: Callable[[int], bool], today: date) -> int:
    """Return how many words at a line's start are its day: the most after which the rest `begins`; or 0.

    They may be a day that is refused: it lies in the future, is vague, or more than one.
    """
    words = DayWords.of()
    for size in range(min(_LONGEST, len(line) - 1), 0, -1):
        if begins(size) and parse_day(_bare(line[:size]), today, words) is not DayProblem.UNKNOWN:
            return size
    return 0


def unmistakable(text: str) -> bool:
    """Say whether a day can be nothing else, as a weekday or a month can be a name."""
    return any(map(str.isdigit, text)) or lookup(DayWords.of().back, _bare([text])) is not None


def is_day(text: str, today: date) -> bool:
    """Say whether a text is a day, perhaps one that is refused, and not more likely a name, as Jan and Mo are."""
    words = DayWords.of()
    name = fold(text).rstrip(".,") in _NAMES
    return not name and parse_day(text, today, words) is not DayProblem.UNKNOWN


def day_in_note(note: str, today: date) -> tuple[str, Day] | None:
    """Return the longest run among the last three words of a note that is a day, the last of several, and the day."""
    tail, words = note.split()[-_NOTE_WORDS:], DayWords.of()
    for size in range(len(tail), 0, -1):
        for start in range(len(tail) - size, -1, -1):
            if found := _said(tail[start : start + size], today, words):
                return found
    return None


def day_at_the_end(line: Sequence[str], is_name: Callable[[str], bool], today: date) -> tuple[list[str], str] | None:
    """Return a line without the day at its end, and the day as it is written; None if it has none, or several.

    A word that `is_name` is part of no day.
    """
    words = DayWords.of()
    if _names_several(line, today, words):
        return None
    for size in range(min(_NOTE_WORDS, len(line) - 1), 0, -1):
        run = line[-size:]
        if not any(map(is_name, run)) and (found := _said(run, today, words)):
            return [*line[:-size]], found[0]
    return None


def month_within(line: Sequence[str], is_name: Callable[[str], bool], today: date) -> tuple[list[str], str] | None:
    """Return a line without the month that it names, and the month as it is written; None if there is not just one.

    A word that `is_name` is no month, nor is anything in quotes.
    """
    words = DayWords.of()
    months = list(_months(line, is_name, today, words))
    if len(months) != 1 or _names_several(line, today, words):
        return None
    start, end, text = months[0]
    return [*line[:start], *line[end:]], text


_LONGEST = 6
"""Words of the longest day: `am Dienstag, den 3. November 2026`."""
_NOTE_WORDS = 3
_SHORT = 3
"""Letters of a short name of a weekday or a month; most are words of their own, such as `so`, `do`, `sat`, `mar`."""
_QUOTES = ('"', "„", "“")
_MARKS = " -–—,;:!?()'\"„“”»«"


def _months(
    line: Sequence[str], is_name: Callable[[str], bool], today: date, words: DayWords
) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where a line names months, and each as it is written; English ones have a capital."""
    english = {fold(name) for names in LEXICON["en"].months for name in names}
    english -= {fold(name) for names in LEXICON["de"].months for name in names}
    at = 0
    while at < len(line):
        for end in range(min(at + _NOTE_WORDS, len(line)), at, -1):
            run = line[at:end]
            apart = any(word[:1] in _QUOTES or is_name(word) or word.rstrip(".,") in english for word in run)
            found = None if apart else _said(run, today, words)
            if found and found[1].approximate:
                yield at, end, found[0]
                at = end
                break
        else:
            at += 1


def _bare(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(",:;")


def _said(run: Sequence[str], today: date, words: DayWords) -> tuple[str, Day] | None:
    """Return the day that words of a note are, marks around them aside, unless they are more likely plain words."""
    if not any(_of_a_day(word, words) for word in run):
        return None
    text = " ".join(run)
    sentence = text.strip(_MARKS).removesuffix(".")
    # The dot behind a number is the day's, the one behind a word is the note's.
    forms = (sentence, text) if sentence[-1:].isalpha() else (text, text.strip(_MARKS))
    for form in forms:
        day = parse_day(form, today, words)
        if isinstance(day, Day) and _likely(form.split(), words):
            return form, day
    return None


def _of_a_day(word: str, words: DayWords) -> bool:
    """Say whether a word is part of most days; what is not need not be tried."""
    return any(map(str.isdigit, word)) or _day_word(word, words)


def _day_word(word: str, words: DayWords) -> bool:
    folded = fold(word).strip(_MARKS + ".")
    return any(folded in table for table in (words.back, words.weekdays, words.months, words.units))


def _names_several(line: Sequence[str], today: date, words: DayWords) -> bool:
    """Say whether some words of a line are more than one day; `chapters 3 and 4` are none."""
    sizes = range(1, _NOTE_WORDS + 1)
    runs = (line[at : at + size] for at in range(len(line)) for size in sizes)
    return any(
        any(_day_word(word, words) or re.search(r"\d\.", word) for word in run)
        and parse_day(" ".join(run), today, words) is DayProblem.RANGE
        for run in runs
    )


def _likely(text: Sequence[str], words: DayWords) -> bool:
    """Say whether words that can be a day are likely one: a short name alone is not, nor `march` and `may`."""
    name = fold(text[0]).rstrip(".,")
    if len(text) > 1 or (name not in words.weekdays and name not in words.months):
        return True
    return (len(name) > _SHORT or name in _SHORT_IN_FULL) and text[0] not in _PLAIN_WORDS


_SHORT_IN_FULL = {"mai", "may"}
_PLAIN_WORDS = {"may", "march"}
_NAMES = {"jan", "jun", "mo"}
"""Short names of days and months that are more often people's."""

"""Talks and acts of an archive: at most one of a sort with each person and day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from netcheck.domain.model import Direction, Event, Kind
from netcheck.importers.base import Draft
from netcheck.importers.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBJECT = 60
_MUTUAL, _TALK = Direction.MUTUAL, Kind.TALK


class Talks:
    """Gathers messages by person and day, and gives a talk for each; texts are not kept but for the first subject."""

    def __init__(self, place: str, shown: str) -> None:
        """Begin for a place, the start of the sources, as it is called in notes ("LinkedIn")."""
        self._place = place
        self._shown = shown
        self._found: dict[tuple[str, int], tuple[int, int, str]] = {}
        self._names: dict[str, str] = {}

    def add(self, person: str, name: str, day: int, subject: str = "", second: int = 0, *, n: int = 1) -> None:
        """Count `n` messages with somebody, by the source's key, on a day, an ordinal.

        The subject of the earliest `second` of the day is kept, of several the first.
        """
        before = self._found.get((person, day))
        if before is not None:
            number, earliest, first = before
            n += number
            if earliest <= second:
                second, subject = earliest, first
        self._found[person, day] = n, second, subject
        self._names[person] = name

    def people(self) -> dict[str, str]:
        """Return everybody's name by the source's key."""
        return self._names

    def drafts(self) -> Iterator[Draft]:
        """Yield a talk for each person and day, by day; what was gathered is given away."""
        by_day: defaultdict[int, list[str]] = defaultdict(list)
        for person, day in self._found:
            by_day[day].append(person)
        for day in sorted(by_day):
            for person in sorted(by_day.pop(day)):
                number, _, subject = self._found.pop((person, day))
                note = f"{self._shown} ×{number}"
                if subject:
                    note = f"{note}: {cut(subject, _SUBJECT)}"
                yield talk(self._place, person, self._names[person], day, note)


def talk(place: str, person: str, name: str, day: int, note: str) -> Draft:
    """Return the draft of a talk on a day, an ordinal."""
    values = {
        "day": day,
        "direction": _MUTUAL,
        "kind": _TALK,
        "note": note,
        "source": f"{place}:talk:{person}:{_written(day)}",
    }
    return Draft(Event, values, name, person)


def exchange(place: str, what: str, person: str, name: str, day: int, **values: object) -> Draft:
    """Return the draft of an exchange that a source knows by what it is, whom with and its day, an ordinal.

    `values` are direction, kind, and where they are not the default note and one_sided.
    """
    source = f"{place}:{what}:{person}:{_written(day)}"
    return Draft(Event, {"day": day, "note": "", "source": source, **values}, name, person)


@lru_cache(maxsize=1 << 12)
def _written(day: int) -> str:
    return date.fromordinal(day).isoformat()

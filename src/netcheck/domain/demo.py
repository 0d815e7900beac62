"""The made-up log: two years of exchange with invented people, the same on every machine.

Only the day decides what it holds: everything lies a fixed number of days before it. The log shows
what a report can say: fewer but stronger ties, work that rests on one person, a few people who have been
quiet for longer than usual.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from netcheck.domain.checklist import MONTHS_BETWEEN_CHECKS, QUESTIONS
from netcheck.domain.days import add_months
from netcheck.domain.demo_people import ANSWERS, MOMENTS, PEOPLE, STEPS, Someone, Stretch
from netcheck.domain.evidence import evidence, freeze
from netcheck.domain.model import Answer, Check, Contact, Direction, Event, GuideEntry, Kind, Ledger, Step, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KIND_OF: Mapping[str, Kind] = {
    "i": Kind.INSPIRATION,
    "d": Kind.THANKS,
    "c": Kind.CONTENT,
    "s": Kind.SHARE,
    "r": Kind.RECOMMENDATION,
    "v": Kind.INTRODUCTION,
    "f": Kind.FEEDBACK,
    "h": Kind.HELP,
    "b": Kind.BUSINESS,
    "k": Kind.BACKING,
    "t": Kind.TALK,
    "=": Kind.HELP,
}
"""The kind of each letter of a stretch, small or capital."""

DAYS_TO_BIRTHDAY = 4

_ANSWER_OF = {"y": Answer.YES, "p": Answer.PARTLY, "n": Answer.NO}
_WEIGHT_OF = {Kind.BACKING: 3, Kind.BUSINESS: 2}
_MORE_THAN_USUAL, _MUCH_MORE = 8, 40
_ASKED = 3
_WITHOUT_NOTE = 2
_UNIX_EPOCH = date(1970, 1, 1).toordinal()
_DAY_MS = 86_400_000


class DemoTexts(Protocol):
    """The texts of the made-up log, in one language.

    `circles` are names; `notes` are keyed by kind, `about` (notes on people) by name, `guide` and
    `check_notes` (on the latest check) by question id; `steps` and `remarks` (on the latest checks)
    stand oldest first.
    """

    @property
    def circles(self) -> Sequence[str]: ...  # noqa: D102 - described above
    @property
    def notes(self) -> Mapping[str, Sequence[str]]: ...  # noqa: D102 - as circles
    @property
    def about(self) -> Mapping[str, str]: ...  # noqa: D102 - as circles
    @property
    def guide(self) -> Mapping[str, str]: ...  # noqa: D102 - as circles
    @property
    def check_notes(self) -> Mapping[str, str]: ...  # noqa: D102 - as circles
    @property
    def steps(self) -> Sequence[str]: ...  # noqa: D102 - as circles
    @property
    def remarks(self) -> Sequence[str]: ...  # noqa: D102 - as circles


class _Moment(NamedTuple):
    day: int
    place: int
    name: str
    letter: str


def demo(today: int, texts: DemoTexts) -> Ledger:
    """Return the made-up log as of the ordinal `today`: people with names of their own, and the texts given."""
    moments = sorted(_moments(today))
    first_days = {moment.name: moment.day for moment in reversed(moments)}
    contacts = {}
    for number, someone in enumerate(PEOPLE):
        contacts[someone.name] = _contact(someone, _id(first_days[someone.name], number, "contact"), today, texts)
    checks = _checks(today, texts)
    found = Ledger(
        contacts={contact.id: contact for contact in contacts.values()},
        events=list(_events(moments, contacts, texts)),
        steps=_steps(checks, contacts, texts),
        guide=[GuideEntry(question, text) for question, text in sorted(texts.guide.items())],
    )
    return found._replace(checks=[check.replaced(evidence=freeze(evidence(found, check.day))) for check in checks])


def _moments(today: int) -> Iterator[_Moment]:
    place = 0
    for someone in PEOPLE:
        for stretch in someone.stretches:
            for age, letter in _spread(stretch, someone.name):
                place += 1
                yield _Moment(today - age, place, someone.name, letter)
    for age, name, letter in MOMENTS:
        place += 1
        yield _Moment(today - age, place, name, letter)


def _spread(stretch: Stretch, name: str) -> Iterator[tuple[int, str]]:
    """Yield (days before today, letter): in a mixed order, about evenly from the first day to the last."""
    letters = [item[0] for item in stretch.what.split() for _ in range(int(item[1:]))]
    letters = [letter for _, letter in sorted((_number(name, stretch.first, n), c) for n, c in enumerate(letters))]
    last = len(letters) - 1
    for n, letter in enumerate(letters):
        swing = (_number(name, stretch.last, n) % 61 - 30) / 100 if 0 < n < last else 0
        yield round(stretch.first - (stretch.first - stretch.last) * (n + swing) / max(last, 1)), letter


def _events(moments: Sequence[_Moment], contacts: Mapping[str, Contact], texts: DemoTexts) -> Iterator[Event]:
    seen: Counter[Kind] = Counter()
    for number, moment in enumerate(moments):
        kind = KIND_OF[moment.letter.lower()]
        seen[kind] += 1
        notes = texts.notes[kind]
        place = seen[kind] % (len(notes) + _WITHOUT_NOTE)
        usual = 3 if number % _MUCH_MORE == _MUCH_MORE - 1 else 2 if number % _MORE_THAN_USUAL == 0 else 1
        yield Event(
            id=_id(moment.day, number, "event"),
            day=moment.day,
            contact_id=contacts[moment.name].id,
            direction=_direction(moment.letter),
            kind=kind,
            weight=_WEIGHT_OF.get(kind, usual),
            note=notes[place] if place < len(notes) else "",
            asked=moment.letter in "fhv" and seen[kind] % _ASKED == 0,
        )


def _direction(letter: str) -> Direction:
    if letter in "t=":
        return Direction.MUTUAL
    return Direction.GIVEN if letter.isupper() else Direction.RECEIVED


def _contact(someone: Someone, contact_id: str, today: int, texts: DemoTexts) -> Contact:
    soon = date.fromordinal(today + DAYS_TO_BIRTHDAY)
    return Contact(
        id=contact_id,
        name=someone.name,
        aliases=someone.aliases,
        identifiers=someone.identifiers,
        circles=tuple(sorted(texts.circles[place] for place in someone.circles)),
        birthday=f"--{soon:%m-%d}" if someone.birthday == "soon" else someone.birthday,
        note=texts.about.get(someone.name, ""),
        no_balance=someone.no_balance,
        group=someone.group,
    )


def _checks(today: int, texts: DemoTexts) -> list[Check]:
    """Return a check for each quarter, oldest first; the latest was a quarter ago, so the next one is due."""
    rounds = len(ANSWERS)
    days = [add_months(date.fromordinal(today), -MONTHS_BETWEEN_CHECKS * (rounds - n)) for n in range(rounds)]
    quiet = rounds - len(texts.remarks)
    return [
        Check(
            id=_id(day.toordinal(), number, "check"),
            day=day.toordinal(),
            voice=Voice.PERSON,
            answers={question: _ANSWER_OF[letter] for question, letter in zip(QUESTIONS, letters, strict=True)},
            notes=dict(texts.check_notes) if number == rounds - 1 else {},
            remark=texts.remarks[number - quiet] if number >= quiet else "",
        )
        for number, (day, letters) in enumerate(zip(days, ANSWERS, strict=True))
    ]


def _steps(checks: Sequence[Check], contacts: Mapping[str, Contact], texts: DemoTexts) -> list[Step]:
    return [
        Step(
            id=_id(checks[place].day, number, "step"),
            text=text,
            contact_id=contacts[name].id,
            done=None if after is None else checks[place].day + after,
            check_id=checks[place].id,
            question=question,
        )
        for number, (text, (place, question, name, after)) in enumerate(zip(texts.steps, STEPS, strict=True))
    ]


def _id(day: int, number: int, sort: str) -> str:
    """Return an id in the layout of UUID version 7 (RFC 9562): made in the afternoon of that day."""
    milliseconds = (day - _UNIX_EPOCH) * _DAY_MS + _DAY_MS * 3 // 4 + number
    tail = _number(sort, day, number) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return f"{(milliseconds << 16 | 0x7000 | number & 0xFFF) << 64 | tail:032x}"


def _number(text: str, *seeds: int) -> int:
    """Return 64 mixed bits that depend on nothing but the arguments (splitmix64, Steele et al. 2014)."""
    state = 0
    for seed in (*map(ord, text), *seeds):
        state = (state + seed + 0x9E37_79B9_7F4A_7C15) & 0xFFFF_FFFF_FFFF_FFFF
        state = (state ^ state >> 30) * 0xBF58_476D_1CE4_E5B9 & 0xFFFF_FFFF_FFFF_FFFF
        state = (state ^ state >> 27) * 0x94D0_49BB_1331_11EB & 0xFFFF_FFFF_FFFF_FFFF
        state ^= state >> 31
    return state

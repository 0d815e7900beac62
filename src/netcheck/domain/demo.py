"""The made-up log: two years of exchange with invented people, the same on every machine."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.check_dates import MONTHS_BETWEEN_CHECKS
from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.evidence import evidence, freeze
from netcheck.domain.model import Answer, Check, Contact, Direction, Event, GuideEntry, Kind, Ledger, Step, Voice
from netcheck.domain.packed_events import packed_by_contact
from netcheck.domain.spans import add_months
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


START = 757
"""The first day of the log, in days before today: two years and some weeks."""


class Stretch(NamedTuple):
    """What passes from `first` to `last`, both in days before today.

    `what` counts events, "F2 h1 t3": a capital letter for what the user gave, a small one for what
    they received, and for both at once t (a talk) and = (help). The letters are those of `KIND_OF`.
    """

    first: int
    last: int
    what: str


class Someone(NamedTuple):
    """One person; `circles` are places in the texts' list of circles, a `birthday` is "--MM-DD", or "soon"."""

    name: str
    stretches: tuple[Stretch, ...]
    circles: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    birthday: str = ""
    no_balance: bool = False
    group: bool = False


def _two(name: str, before: tuple[int, int, str], since: tuple[int, int, str], *circles: int) -> Someone:
    return Someone(name, (Stretch(*before), Stretch(*since)), circles)


def _left(name: str, first: int, last: int, what: str, *circles: int) -> Someone:
    return Someone(name, (Stretch(first, last, what),), circles)


PEOPLE: tuple[Someone, ...] = (
    _two("Alma Reuter", (START, 370, "F2 H2 S1 f2 s2 i1 t3"), (362, 1, "F4 H3 S4 C1 D1 f5 h2 s3 i2 d1 t4"), 0)._replace(
        aliases=("Alma R.",), identifiers=("alma@example.org",), birthday="--03-14"
    ),
    _two("Robert Haas", (755, 372, "S2 R1 H2 c2 h2 s1 t3"), (360, 6, "S3 R1 C1 H2 h3 c3 r2 s4 v1 t5"), 0, 3)._replace(
        aliases=("Rob",), identifiers=("robert@example.com",)
    ),
    _two(
        "Eva Lindner", (752, 374, "S3 H1 I1 s2 f1 i1 t3"), (364, 8, "V2 S5 H3 F2 I1 D1 s3 r2 f2 i1 t5"), 0, 2
    )._replace(identifiers=("@evali",), birthday="--07-30"),
    _two("Jürgen Brandt", (748, 371, "H2 F1 S1 h1 s1 f1 t4"), (361, 2, "H4 F3 S4 C2 h4 f1 s1 c1 t6"), 2)._replace(
        identifiers=("0171 3920042",), birthday="--08-02"
    ),
    _two("Ana Belić", (745, 373, "S3 C1 F1 s2 c1 i1 t2"), (363, 11, "S4 F1 R1 C1 s5 r2 i2 c3 v1 t4"), 0)._replace(
        identifiers=("https://ana.example.org",)
    ),
    _two("Tobias Wend", (740, 380, "F2 H1 S1 s1 f1 t1"), (355, 20, "F3 H2 S2 C1 f2 s1 i1 t2 =1"), 0),
    _two("Mehmet Yıldız", (733, 390, "H1 S1 s1 r1 t1"), (350, 15, "H2 S1 C1 V1 s2 v1 t2"), 2)._replace(
        aliases=("Memo",)
    ),
    _two("Sophie Marek", (736, 385, "S2 H1 C1 s1 r1 t1"), (345, 30, "S2 H1 C1 s2 c1 t1"), 0)._replace(
        identifiers=("@sophie@social.example",)
    ),
    Someone("Katrin Voss", (Stretch(725, 152, "S3 H2 F1 I2 C1 s5 i2 c1 t10"),), (2,), birthday="--11-05"),
    Someone("Lukas Thoma", (Stretch(728, 140, "H2 C2 S1 s2 h1 c1 t6"),), (3,)),
    _two("Ruth Adler", (743, 400, "H1 I1 h1 t2"), (352, 12, "H2 I1 h2 i1 d1 t4"), 1)._replace(
        birthday="soon", no_balance=True
    ),
    _two("Søren Holm", (722, 420, "C1 S2 H1 c1 s2 t1"), (310, 60, "C1 S1 c1"), 2),
    _two("Ingrid Dahl", (718, 400, "S1 H1 F1 s1 c1 t1"), (300, 70, "H1 s1"), 2),
    _two("Marta Nowak", (716, 410, "H1 F2 S1 r1 s1 t1"), (290, 40, "F1 t1"), 0),
    _two("Ana Krüger", (710, 430, "S1 H1 s1"), (345, 338, "t1"), 3),
    _two("Paul Seidel", (705, 405, "F1 H1 S1 I1 C1 i1 s1"), (280, 55, "H1 s1"), 0),
    _two("Nina Roth", (700, 415, "S2 C1 R1 s1 c1 t1"), (270, 80, "S1 c1"), 2),
    _two("Hannes Vogt", (695, 395, "H1 V1 S1 C1 v1 s1 t1"), (260, 65, "V1 s1"), 3),
    _left("Clara Jung", 200, 25, "F1 H1 I1 s1", 0),
    _left("Piotr Zieliński", 150, 45, "H1 C1 t1", 2),
    _left("Bettina Kraus", 727, 600, "S1 H1 t1", 3),
    _left("Carlos Ferrer", 720, 560, "S1 C1", 2),
    _left("Dörte Petersen", 712, 520, "H1 s1 t1", 1),
    _left("Émile Garnier", 704, 540, "C1 S1 s1", 2),
    _left("Frieda Lang", 690, 500, "F1 H1 t1", 0),
    _left("Giulia Conti", 680, 480, "S1 R1 s1", 2),
    _left("Henrik Aas", 670, 470, "C1 c1", 2),
    _left("Ivana Horvat", 660, 460, "H1 S1 t1", 3),
    _left("Jakob Stein", 650, 450, "F1 S1 s1", 0),
    _left("Klára Dvořáková", 640, 440, "C1 H1 c1", 2),
    _left("Leo Hartmann", 630, 430, "S1 t1", 3),
    _left("Maike Jansen", 620, 425, "H1 I1 t1", 1),
    _left("Zoë Visser", 610, 420, "S1 C1 s1", 2),
    _left("Textwerk Altona", 730, 35, "C4 I1 i1 t2", 0)._replace(group=True),
)

MOMENTS: tuple[tuple[int, str, str], ...] = (
    (640, "Robert Haas", "b"),
    (335, "Robert Haas", "b"),
    (88, "Robert Haas", "b"),
    (300, "Sophie Marek", "B"),
    (194, "Alma Reuter", "k"),
    (193, "Eva Lindner", "k"),
    (191, "Jürgen Brandt", "k"),
    (118, "Jürgen Brandt", "K"),
)
"""What happened on one day in particular: days before today, with whom, and what."""

ANSWERS: tuple[str, ...] = (
    "yppypnyppp",
    "yppypnyppy",
    "yppypnypyp",
    "yppypnypyy",
    "yppyypyppy",
    "yppyypypyy",
    "yppyypyyyp",
    "yppyyyyyyp",
)
"""The answers of each check (yes, partly, no) to the ten questions, oldest check first."""

STEPS: tuple[tuple[int, str, str, int | None], ...] = (
    (4, "same_extent", "Ingrid Dahl", 12),
    (5, "dialogue", "Marta Nowak", 30),
    (6, "be_missed", "Mehmet Yıldız", 8),
    (7, "dialogue", "Tobias Wend", None),
)
"""For each next step: the check it came from, the question, with whom, and after how many days it was done."""


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


class _Moment(NamedTuple):
    day: int
    place: int
    name: str
    letter: str


class DemoTexts(Value):
    """Circles and steps by place, notes by kind, notes on people by name, the rest by question id."""

    circles: tuple[str, str, str, str]
    notes: Mapping[str, tuple[str, ...]]
    about: Mapping[str, str]
    guide: Mapping[str, str]
    check_notes: Mapping[str, str]
    steps: tuple[str, str, str, str]
    remarks: tuple[str, ...]


def demo(today: int, texts: DemoTexts) -> Ledger:
    """Return the made-up log as of the ordinal `today`: people with names of their own, and the texts given."""
    contacts = _contacts(today, texts)
    checks = _checks(today, texts)
    found = Ledger(
        contacts={contact.id: contact for contact in contacts.values()},
        entries=packed_by_contact(demo_events(today, texts)),
        steps=_steps(checks, contacts, texts),
        guide=[GuideEntry(question, text) for question, text in sorted(texts.guide.items())],
    )
    return found.replaced(checks=[check.replaced(evidence=freeze(evidence(found, check.day))) for check in checks])


def demo_events(today: int, texts: DemoTexts) -> list[Event]:
    """Return the events of the made-up log with ids and notes, by (day, id)."""
    return list(_events(sorted(_moments(today)), _contacts(today, texts), texts))


def _contacts(today: int, texts: DemoTexts) -> dict[str, Contact]:
    """Return the people by name."""
    first_days = {moment.name: moment.day for moment in sorted(_moments(today), reverse=True)}
    return {
        someone.name: _contact(someone, _id(first_days[someone.name], number, "contact"), today, texts)
        for number, someone in enumerate(PEOPLE)
    }


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

"""What one could do next, and why."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from netcheck.domain.checklist import GUIDE
from netcheck.domain.contact_counts import exchanges, matrix
from netcheck.domain.measures import top_n
from netcheck.domain.model import Contact, Direction, GuideEntry, Kind, Ledger
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import Unpacked, unpacked, ways
from netcheck.domain.pauses import find_pauses
from netcheck.domain.people import people
from netcheck.domain.report import LogSize
from netcheck.domain.small_log import log_size
from netcheck.domain.timelines import active_days, timelines_by_contact
from netcheck.domain.whom_to_ask import RELATED, whom_to_ask_for
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.measures import Matrix
    from netcheck.domain.model import Contact, Event, Function, Step
    from netcheck.domain.people import PersonSummary
    from netcheck.domain.report import Exchange
    from netcheck.domain.timelines import ContactTimeline


class Reason(StrEnum):
    """Why something is suggested."""

    QUIET = "quiet"
    STEP = "step"
    THANKS = "thanks"
    OFFER = "offer"
    SOLE = "sole"
    UNSEEN = "unseen"


class LongSilent(Value):
    """Someone silent for longer than ever before, probably not for good (Navarro et al. 2017).

    `gap` is the longest one before in days, `last` the last day, an ordinal, `kinds` what mostly came. `offer` is
    something small that one could offer, None where it is only about being in touch.
    """

    contact: Contact
    gap: int
    last: int
    kinds: tuple[Kind, ...]
    offer: Kind | None = None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.QUIET


class Unreturned(Value):
    """What came from someone, with nothing given since: worth thanks or, where there is an `offer`, something back.

    `entry` is the same with note and id, once it has been looked up.
    """

    contact: Contact
    event: Unpacked
    offer: Kind | None = None
    entry: Event | None = None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.OFFER if self.offer else Reason.THANKS


class DueStep(Value):
    """An open step, its number among all steps counted from 1, and whom it is about."""

    number: int
    step: Step
    contact: Contact | None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.STEP


class FunctionAtRisk(Value):
    """A function that rests on one person, the `sole` one, or on none.

    `others` have served the related function `via`, None where nobody has.
    """

    function: Function
    sole: str | None
    via: Function | None
    others: tuple[Contact, ...]
    contact: None = None

    @property
    def reason(self) -> Reason:
        """Why this is suggested."""
        return Reason.UNSEEN if self.sole is None else Reason.SOLE


Suggestion: TypeAlias = "LongSilent | Unreturned | DueStep | FunctionAtRisk"
"""What one could do."""


MOST = 5
"""So many suggestions at a time."""
LATELY, SEASON, SOON = 30, 90, 14
"""In days: what came lately may be thanked for, what came in a season returned, and a step due soon may be done."""
LIKE_FOR_LIKE = 28
"""For so many days a gift is not answered with one of its kind: given back at once, it would look like a debt paid."""
SMALL = (
    Kind.CONTENT, Kind.INSPIRATION, Kind.SHARE, Kind.RECOMMENDATION, Kind.INTRODUCTION, Kind.FEEDBACK, Kind.HELP,
)  # fmt: skip
"""What can be offered unasked; a find always can."""
FEW = 2
"""So many functions at a time, and so many kinds or people beside a suggestion."""


def suggest(ledger: Ledger, today: int) -> tuple[Suggestion, ...]:
    """Return what one could do on the day `today`, an ordinal: a few of each sort, people first, by name.

    People silent for longer than ever, open steps, thanks for what came lately, and functions that
    rest on one person or none, once the log is no longer small: a few of these, and more where there
    is room. Nobody appears twice, and nobody of
    whom one does not want to be reminded, now or ever, but in a step of one's own.
    """
    timelines = timelines_by_contact(ledger, today)
    everyone = _everyone(ledger, timelines, today)
    steps = _steps(ledger, today)
    planned = {step.contact.id for step in steps if step.contact}
    free = [person for person in everyone if person.timeline.contact.id not in planned and _welcome(person, today)]
    resting = _resting(ledger, timelines, everyone, today)
    return _few(_quiet(free), steps, _lately(free, today), resting[:FEW], spare=resting[FEW:])


def offers(ledger: Ledger, today: int) -> tuple[Suggestion, ...]:
    """Return to whom one could offer something on the day `today`, an ordinal, by name.

    People who gave something this season and got nothing in it, as far as accounts are kept, and people
    silent for longer than ever; nobody of whom one does not want to be reminded. Nothing is offered of a kind that
    came from them in the last weeks.
    """
    timelines = timelines_by_contact(ledger, today)
    everyone = [person for person in _everyone(ledger, timelines, today) if _welcome(person, today)]
    small = {person.timeline.contact.id: _small_thing(person.timeline, today) for person in everyone}
    found: tuple[Iterable[Unreturned | LongSilent], ...] = (_unreturned(everyone, today), _quiet(everyone))
    return _few(*([one.replaced(offer=kind) for one in some if (kind := small[one.contact.id])] for some in found))


def guide_entry(guide: Iterable[GuideEntry], today: int, *preferred: str) -> GuideEntry | None:
    """Return the user's own words on the first of the preferred questions that has any, else on this week's one."""
    own = {entry.id: entry for entry in guide if entry.text.strip()}
    written = [own[key] for key in GUIDE if key in own]
    if not written:
        return None
    return next((own[key] for key in preferred if key in own), written[today // 7 % len(written)])


def _everyone(ledger: Ledger, timelines: Sequence[ContactTimeline], today: int) -> list[PersonSummary]:
    return people(timelines, today, find_pauses(active_days(ledger, timelines, today), today))


def _welcome(person: PersonSummary, today: int) -> bool:
    contact = person.timeline.contact
    return not contact.ignored and (contact.snooze_until or today) <= today


def _few(*queues: Iterable[Suggestion], spare: Iterable[Suggestion] = ()) -> tuple[Suggestion, ...]:
    """Let the queues take turns until there are enough, each contact once; what is spare fills free places."""
    distinct: dict[object, Suggestion] = {}
    for one in chain(*zip_longest(*queues), spare):
        if one is not None:
            distinct.setdefault(one.contact.id if one.contact else one, one)
    return tuple(sorted(islice(distinct.values(), MOST), key=_people_first))


def _people_first(one: Suggestion) -> tuple[bool, tuple[str, str], bool]:
    return one.contact is None, alphabetical(one.contact.name if one.contact else ""), one.reason is not Reason.STEP


def _steps(ledger: Ledger, today: int) -> list[DueStep]:
    """Return the open steps without a day or with one that is not far off, the earliest first."""
    due = [
        DueStep(number, step, ledger.contacts.get(step.contact_id or ""))
        for number, step in enumerate(ledger.steps, start=1)
        if step.done is None and (step.by is None or step.by <= today + SOON)
    ]
    return sorted(due, key=lambda todo: today if todo.step.by is None else todo.step.by)


def _quiet(everyone: Iterable[PersonSummary]) -> list[LongSilent]:
    """Return those silent for longer than ever before, the strongest ties first; the lapsed are left in peace."""
    silent = [
        (
            person.tie.strength,
            person.name,
            LongSilent(person.timeline.contact, person.silence.longest, person.last, _usual_kinds(person.timeline)),
        )
        for person in everyone
        if person.silence and person.is_quiet
    ]
    return top_n(silent, MOST)


def _usual_kinds(timeline: ContactTimeline) -> tuple[Kind, ...]:
    counts = Counter(kind for way, kind in ways(timeline.codes) if way is not Direction.GIVEN)
    for vague in (Kind.OTHER, Kind.TALK):
        if len(counts) > 1:
            del counts[vague]
    return tuple(kind for kind, _ in counts.most_common(FEW))


def _lately(everyone: Iterable[PersonSummary], today: int) -> list[Unreturned]:
    """Return what came lately and was followed by nothing, neither given nor done together, the weightiest first."""
    found = []
    for person in everyone:
        events = [*map(unpacked, person.timeline.within(today - LATELY, today))]
        gave = max((event.day for event in events if event.direction == Direction.GIVEN), default=0)
        met = max((event.day for event in events if event.direction == Direction.MUTUAL), default=0)
        found += _weightiest(
            person.timeline.contact, (event for event in events if event.day > gave and event.day >= met)
        )
    return sorted(found, key=_weight_and_day, reverse=True)


def _unreturned(everyone: Iterable[PersonSummary], today: int) -> list[Unreturned]:
    """Return what came from people who got nothing this season, the weightiest first."""
    found = []
    for person in everyone:
        events = [*map(unpacked, person.timeline.within(today - SEASON, today))]
        if not (person.timeline.contact.no_balance or any(map(_is_giving, events))):
            found += _weightiest(person.timeline.contact, events)
    return sorted(found, key=_weight_and_day, reverse=True)


def _is_giving(event: Unpacked) -> bool:
    return event.direction != Direction.RECEIVED and event.kind != Kind.TALK


def _weightiest(contact: Contact, events: Iterable[Unpacked]) -> list[Unreturned]:
    """Return what mattered most of what came, the latest of equals; thanks need no thanks."""
    came = [
        Unreturned(contact, event)
        for event in events
        if event.direction == Direction.RECEIVED and event.kind != Kind.THANKS
    ]
    return [max(reversed(came), key=_weight_and_day)] if came else []


def _weight_and_day(came: Unreturned) -> tuple[int, int]:
    return came.event.weight, came.event.day


def _small_thing(timeline: ContactTimeline, today: int) -> Kind | None:
    """Return what was given to someone most often among what can be offered unasked and did not just come; or None."""
    counts = Counter(kind for way, kind in ways(timeline.codes) if way is not Direction.RECEIVED)
    came = {
        event.kind
        for event in map(unpacked, timeline.within(today - LIKE_FOR_LIKE, today))
        if event.direction != Direction.GIVEN
    }
    return max((kind for kind in SMALL if kind not in came), key=lambda kind: counts[kind], default=None)


def _resting(
    ledger: Ledger, timelines: Sequence[ContactTimeline], everyone: Sequence[PersonSummary], today: int
) -> list[FunctionAtRisk]:
    """Return functions that rest on one person or none, not in a small log; others lead each week."""
    if log_size(timelines) is not LogSize.FULL:
        return []
    came, went = (matrix(timelines, way, today) for way in (Direction.RECEIVED, Direction.GIVEN))
    rows = exchanges(timelines, came, went, today)
    weak = [row for row in rows if row.sole is not None or not row.received_from]
    turn = today // 7 % len(weak) if weak else 0
    named = whom_to_ask_for(ledger.contacts.values(), timelines, today) if weak else {}
    awake = [person for person in everyone if not person.has_lapsed]
    return [
        _rests(row, came, [person for person in awake if person.timeline.contact.id in named[row.function]])
        for row in (*weak[turn:], *weak[:turn])[:MOST]
    ]


def _rests(row: Exchange, came: Matrix, awake: Sequence[PersonSummary]) -> FunctionAtRisk:
    """Return a function with the strongest ties among those who have served the nearest related one.

    All of them are people whom the list of whom to ask for it names, too.
    """
    for near in RELATED[row.function]:
        others = [
            (person.tie.strength, person.name, person.timeline.contact)
            for person in awake
            if person.name != row.sole and person.timeline.contact.id in came[near]
        ]
        if others:
            found = sorted(top_n(others, FEW), key=lambda contact: alphabetical(contact.name))
            return FunctionAtRisk(row.function, row.sole, near, tuple(found))
    return FunctionAtRisk(row.function, row.sole, None, ())

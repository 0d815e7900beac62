"""What is due on a day: checks, steps, people and birthdays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain import cadence
from netcheck.domain.birthdays import next_birthday
from netcheck.domain.check_dates import MONTHS_BETWEEN_CHECKS, checks_like, next_due
from netcheck.domain.measures import DUE, silence, top_n
from netcheck.domain.model import Contact, Ledger, Step, Voice
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import first_day
from netcheck.domain.pauses import waiting_calendar
from netcheck.domain.timelines import active_days, timelines_by_contact
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.model import Contact, Ledger
    from netcheck.domain.pauses import Calendar
    from netcheck.domain.timelines import ContactTimeline


MOST_PEOPLE, MOST_STEPS = 5, 3
"""So many people (birthdays included) and steps in one digest."""
REST_DAYS = 7
"""Who was shown is not shown again on so many days after that, so that next week the others get their turn."""
STRONGEST = 15
"""So many ties are told by their own rhythm."""
FIRST_CHECK_AFTER_DAYS = 7
BIRTHDAY_DAYS = 7


class DuePerson(Value):
    """Somebody from whom the log has not heard for longer than wished or usual.

    `cadence` is the wish, None where it is the person's own rhythm; `gap` is either in days. `last` is the
    last active day, None without an entry. `excess` is by how much the days since then, pauses of the
    log not counted, are beyond those at which the person became due, as a share of these. A rhythm is told by `gaps`.
    """

    contact: Contact
    cadence: cadence.Cadence | None
    gap: float
    last: int | None
    excess: float
    gaps: int = 0


class Birthday(Value):
    """Somebody's next birthday."""

    contact: Contact
    day: int


class Due(Value):
    """All that is due. `first` says that the questions were never answered.

    `steps` come with their numbers, `people` with the largest excess first, `birthdays` with the next one
    first. Whose birthday it is, is not among the people.
    """

    checks: tuple[Voice, ...] = ()
    first: bool = False
    steps: tuple[tuple[int, Step], ...] = ()
    people: tuple[DuePerson, ...] = ()
    birthdays: tuple[Birthday, ...] = ()


class Digest(Value):
    """What one digest shows of what is due; `more_steps` and `more` people can wait."""

    checks: tuple[Voice, ...]
    first: bool
    steps: tuple[tuple[int, Step], ...]
    people: tuple[DuePerson, ...]
    birthdays: tuple[Birthday, ...]
    more_steps: int
    more: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.checks or self.steps or self.people or self.birthdays)

    @property
    def shown(self) -> tuple[str, ...]:
        """What is to be kept as shown: the ids of the people, and those of the birthdays marked as such."""
        people = [person.contact.id for person in self.people]
        return (*people, *(_birthday_key(birthday) for birthday in self.birthdays))


def due(
    ledger: Ledger,
    today: int,
    *,
    months_between_checks: int | None = MONTHS_BETWEEN_CHECKS,
    birthday_days: int | None = BIRTHDAY_DAYS,
) -> Due:
    """Return all that is due today; None stands for no checks, and for no birthdays."""
    birthdays = _birthdays(ledger.contacts.values(), today, birthday_days)
    celebrating = {birthday.contact.id for birthday in birthdays}
    people = [person for person in _people(ledger, today) if person.contact.id not in celebrating]
    return Due(
        checks=_checks(ledger, today, months_between_checks),
        first=not checks_like(ledger.checks, Voice.PERSON, None),
        steps=tuple(
            (number, step)
            for number, step in enumerate(ledger.steps, start=1)
            if step.done is None and (step.by is None or step.by <= today)
        ),
        people=tuple(
            sorted(people, key=lambda person: (-person.excess, alphabetical(person.contact.name), person.contact.id))
        ),
        birthdays=birthdays,
    )


def scheduled(found: Due, shown: Mapping[str, int], today: int) -> Digest:
    """Return the digest for a scheduler: who was shown (id → day) rests for a week, but not on a birthday."""
    fresh = [
        birthday
        for birthday in found.birthdays
        if birthday.day == today or not _rests(_birthday_key(birthday), shown, today)
    ]
    return _digest(found, fresh, [p for p in found.people if not _rests(p.contact.id, shown, today)])


def looked_at(found: Due, shown: Mapping[str, int], today: int) -> Digest:
    """Return the digest for somebody who looks: first those whom a scheduler has just told of, then the others."""
    told = [person for person in found.people if _rests(person.contact.id, shown, today)]
    told.sort(key=lambda person: -shown[person.contact.id])
    return _digest(found, found.birthdays, [*told, *(person for person in found.people if person not in told)])


def wishes_of_circles(ledger: Ledger) -> dict[str, str]:
    """Return by name of a circle how often to be reminded of its people, "" for no wish."""
    return {circle.name: circle.every for circle in ledger.circles}


def wish_for(contact: Contact, of_circles: Mapping[str, str]) -> cadence.Cadence | None:
    """Return how often to be reminded of a contact: the shortest of its own wish and those of its circles."""
    circles = () if contact.group else contact.circles
    wishes = map(cadence.read, [contact.every, *(of_circles.get(circle, "") for circle in circles)])
    return min((wish for wish in wishes if wish), key=lambda wish: wish.days, default=None)


def is_snoozed(contact: Contact, today: int) -> bool:
    """Say whether the reminder of a contact rests today."""
    return contact.snooze_until is not None and contact.snooze_until > today


def _digest(found: Due, birthdays: Sequence[Birthday], people: Sequence[DuePerson]) -> Digest:
    """Return what fits: birthdays first, for they cannot wait."""
    near = tuple(birthdays[:MOST_PEOPLE])
    chosen = tuple(people[: MOST_PEOPLE - len(near)])
    return Digest(
        checks=found.checks,
        first=found.first,
        steps=found.steps[:MOST_STEPS],
        people=chosen,
        birthdays=near,
        more_steps=max(0, len(found.steps) - MOST_STEPS),
        more=len(found.people) - len(chosen) + len(birthdays) - len(near),
    )


def _rests(key: str, shown: Mapping[str, int], today: int) -> bool:
    return key in shown and 0 <= today - shown[key] <= REST_DAYS


def _birthday_key(birthday: Birthday) -> str:
    return f"birthday:{birthday.contact.id}"


def _checks(ledger: Ledger, today: int, months: int | None) -> tuple[Voice, ...]:
    """Return the voices in which the questions are due; a company's only where they were answered before."""
    if months is None:
        return ()
    found = []
    for voice in Voice:
        earlier = checks_like(ledger.checks, voice, None)
        if earlier:
            is_due = next_due(earlier[-1].day, months) <= today
        else:
            first = first_day(ledger)
            is_due = voice is Voice.PERSON and first is not None and first <= today - FIRST_CHECK_AFTER_DAYS
        found += [voice] * is_due
    return tuple(found)


def _people(ledger: Ledger, today: int) -> list[DuePerson]:
    timelines = {timeline.contact.id: timeline for timeline in timelines_by_contact(ledger, today)}
    calendar, until = waiting_calendar(active_days(ledger, timelines.values(), today), today)
    single = [
        (timeline.on(today).strength, timeline.contact.name, key)
        for key, timeline in timelines.items()
        if not timeline.contact.group
    ]
    strongest = set(top_n(single, STRONGEST))
    found, of_circles = [], wishes_of_circles(ledger)
    for key, contact in ledger.contacts.items():
        if contact.ignored or is_snoozed(contact, today):
            continue
        wish = wish_for(contact, of_circles)
        if wish:
            found.append(_by_wish(contact, wish, timelines.get(key), until, calendar))
        elif key in strongest:
            found.append(_by_rhythm(timelines[key], until, calendar))
    return [person for person in found if person]


def _by_wish(
    contact: Contact, wish: cadence.Cadence, timeline: ContactTimeline | None, until: int, calendar: Calendar
) -> DuePerson | None:
    """Return a person whose time has come; somebody with a wish and without any entry is just due."""
    if timeline is None:
        return DuePerson(contact, wish, wish.days, None, 0.0)
    excess = calendar.between(timeline.days[-1], until) / wish.days - 1
    return DuePerson(contact, wish, wish.days, timeline.days[-1], excess) if excess >= 0 else None


def _by_rhythm(timeline: ContactTimeline, until: int, calendar: Calendar) -> DuePerson | None:
    """Return a person silent for three usual gaps; after too many of them the tie is left in peace."""
    found = silence(timeline.days, until, calendar)
    if found is None or not found.due:
        return None
    return DuePerson(timeline.contact, None, found.gap, timeline.days[-1], found.ratio / DUE - 1, found.days - 1)


def _birthdays(contacts: Iterable[Contact], today: int, ahead: int | None) -> tuple[Birthday, ...]:
    """Return the birthdays of the next days, the next one first, but for those never to be reminded of."""
    if ahead is None:
        return ()
    found = [
        Birthday(contact, day)
        for contact in contacts
        if not contact.ignored and (day := next_birthday(contact.birthday, today)) is not None
    ]
    near = [birthday for birthday in found if birthday.day - today <= ahead]
    return tuple(
        sorted(near, key=lambda birthday: (birthday.day, alphabetical(birthday.contact.name), birthday.contact.id))
    )

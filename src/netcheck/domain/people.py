"""Everyone as of a day: the tie, how long it has been silent, and who is lively or quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.measures import Silence, Verdict, giving_share, silence, top_n
from netcheck.domain.names import alphabetical
from netcheck.domain.pauses import Calendar, paused_days
from netcheck.domain.report import ContactRow, Quiet
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.pauses import Pause
    from netcheck.domain.timelines import ContactTimeline, TieState


MOST_LIVELY = 5
MOST_QUIET = 3


class PersonSummary(Value):
    """One contact that is no group, with the tie and the silence as of the report's day."""

    timeline: ContactTimeline
    tie: TieState
    silence: Silence | None

    @property
    def name(self) -> str:
        """The contact's name."""
        return self.timeline.contact.name

    @property
    def last(self) -> int:
        """The last active day, an ordinal."""
        return self.timeline.days[-1]

    @property
    def is_quiet(self) -> bool:
        """Whether it has never been as long without an entry, and hardly by chance."""
        return self.silence is not None and self.silence.quiet

    @property
    def has_lapsed(self) -> bool:
        """Whether the tie has probably lapsed."""
        return self.silence is not None and self.silence.lapsed


def people(timelines: Iterable[ContactTimeline], day: int, pauses: Sequence[Pause]) -> list[PersonSummary]:
    """Return everyone as of `day`, that is all but the groups, in the order of the timelines.

    `pauses` are those of the whole log: not logging is not the same as not meeting.
    """
    calendar = Calendar(pauses)
    return [
        PersonSummary(timeline, timeline.on(day), silence(timeline.days, day, calendar))
        for timeline in timelines
        if not timeline.contact.group
    ]


def contact_row(person: PersonSummary) -> ContactRow:
    """Return a person's row: strength and silence, giving and receiving of the last year."""
    given, received = person.tie.given, person.tie.received
    share = giving_share(given, received)
    return ContactRow(
        id=person.timeline.contact.id,
        name=person.name,
        strength=person.tie.strength,
        silence=person.silence.ratio if person.silence else None,
        quiet=person.is_quiet,
        lapsed=person.has_lapsed,
        given=given,
        received=received,
        share=share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        verdict=share.verdict if share else Verdict.OPEN,
        last=person.last,
        no_balance=person.timeline.contact.no_balance,
    )


def lively(everyone: Iterable[PersonSummary]) -> tuple[str, ...]:
    """Return the names of the strongest ties of the year that are not silent for longer than ever, by name."""
    awake = [person for person in everyone if person.tie.recent and not person.is_quiet and not person.has_lapsed]
    return tuple(sorted((person.name for person in strongest(awake, MOST_LIVELY)), key=alphabetical))


def quiet(everyone: Iterable[PersonSummary], day: int, pauses: Sequence[Pause]) -> tuple[Quiet, ...]:
    """Return the strongest of those silent for longer than ever before, by name; the rest is as for `people`."""
    silent = strongest((person for person in everyone if person.is_quiet), MOST_QUIET)
    return tuple(
        Quiet(
            person.name,
            person.silence.longest,
            person.last,
            paused=paused_days(pauses, person.timeline.days[0], day) > 0,
        )
        for person in sorted(silent, key=lambda person: alphabetical(person.name))
        if person.silence
    )


def strongest(some: Iterable[PersonSummary], most: int) -> list[PersonSummary]:
    """Return the strongest ties, at most so many, the strongest first."""
    return top_n(((person.tie.strength, person.name, person) for person in some), most)


def strongest_before(some: Iterable[PersonSummary], day: int, most: int) -> list[PersonSummary]:
    """Return the strongest ties as of an earlier day, at most so many, the strongest first."""
    return top_n(((person.timeline.on(day).strength, person.name, person) for person in some), most)

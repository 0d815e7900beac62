"""A log as of one day, prepared: what the measures of that day are computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.contact_counts import matrix
from netcheck.domain.model import Direction
from netcheck.domain.moments import Moments
from netcheck.domain.pauses import find_pauses
from netcheck.domain.people import people
from netcheck.domain.timelines import active_days, timelines_by_contact
from netcheck.domain.windows import Comparison, NotCompared, windows_up_to
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.measures import Matrix
    from netcheck.domain.model import Ledger
    from netcheck.domain.moments import Moment
    from netcheck.domain.pauses import Pause
    from netcheck.domain.people import PersonSummary
    from netcheck.domain.timelines import ContactTimeline
    from netcheck.domain.windows import Windows


class State(Value):
    """A ledger as of a day; later events do not count.

    `timelines` are those of everybody with an event, `persons` leave the groups out. `came` and `went` say who gave one
    what in two years and to whom one gave, groups included. `moments` are any days up to this one, `moment` is it.
    `first` is the first day of the whole log, also of a narrowed ledger, and `pauses` are its own. `windows` are those
    that are compared if they can be, `comparison` what they tell, or why nothing is compared.
    """

    ledger: Ledger
    day: int
    timelines: Sequence[ContactTimeline]
    persons: Sequence[PersonSummary]
    came: Matrix
    went: Matrix
    moments: Moments
    moment: Moment
    first: int | None
    pauses: tuple[Pause, ...]
    windows: Windows | None
    comparison: Comparison | NotCompared

    @property
    def served(self) -> Matrix:
        """What persons did for one in two years."""
        return self.of_persons(self.came)

    def of_persons(self, served: Matrix) -> Matrix:
        """Return who served which function how often, without the groups."""
        groups = {timeline.contact.id for timeline in self.timelines if timeline.contact.group}
        return {
            function: {key: times for key, times in row.items() if key not in groups} if groups else row
            for function, row in served.items()
        }

    @property
    def names(self) -> dict[str, str]:
        """The names of the persons by id."""
        return {person.timeline.contact.id: person.name for person in self.persons}

    @property
    def strengths(self) -> list[float]:
        """The strength of the tie to each person."""
        return [person.tie.strength for person in self.persons]


def state_on(ledger: Ledger, day: int) -> State:
    """Return a ledger as of a day, an ordinal; to look at a part of the log, narrow the ledger before."""
    timelines = timelines_by_contact(ledger, day)
    moments = Moments(timelines)
    active = active_days(ledger, timelines, day)
    first, pauses = (active[0] if active else None), find_pauses(active, day)
    persons = people(timelines, day, pauses)
    windows = windows_up_to(first, day)
    return State(
        ledger=ledger,
        day=day,
        timelines=timelines,
        persons=persons,
        came=matrix(timelines, Direction.RECEIVED, day),
        went=matrix(timelines, Direction.GIVEN, day),
        moments=moments,
        moment=moments.with_ties(day, [person.tie for person in persons]),
        first=first,
        pauses=pauses,
        windows=windows,
        comparison=_compared(timelines, windows, pauses, ledger.true_names),
    )


def _compared(
    timelines: Sequence[ContactTimeline],
    windows: Windows | None,
    pauses: Sequence[Pause],
    true_names: Mapping[str, str] | None,
) -> Comparison | NotCompared:
    if windows is None:
        return NotCompared.YOUNG
    from netcheck.domain.comparison import compare

    return compare(timelines, windows, pauses, true_names)

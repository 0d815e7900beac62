"""Builds the report from a ledger."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from netcheck.domain.check_statistics import check_rows, questions
from netcheck.domain.contact_counts import exchanges, given_to, left_out
from netcheck.domain.measures import HALF_LIFE, YEAR, Trend
from netcheck.domain.model import Direction, Ledger
from netcheck.domain.packed_events import CODE, ONE_SIDED, WAY, WAYS
from netcheck.domain.people import contact_row, lively, quiet, strongest_before
from netcheck.domain.periods import bars, history
from netcheck.domain.registry import MEASURES
from netcheck.domain.report import Density, Lately, Period, Report, Stayed, Totals
from netcheck.domain.small_log import log_size, small_log, too_little
from netcheck.domain.state import state_on
from netcheck.domain.windows import HALF_YEAR, Changing, Comparison, NotCompared, long_pauses

if TYPE_CHECKING:
    from netcheck.domain.state import State
    from netcheck.value import Value


MOST_LIVELIEST = 10

_DENSITY = {Trend.DOWN: Density.DENSER, Trend.UP: Density.BROADER, Trend.SAME: Density.SAME}


def build(
    ledger: Ledger,
    today: int,
    *,
    until: int | None = None,
    since: int | None = None,
    period: Period = Period.QUARTER,
) -> Report:
    """Return the report of a ledger as of the day `until` (default: `today`), all days being ordinals.

    Later events, checks and ends of steps do not count. `since` cuts nothing but the chart and the
    history, to the periods from the one that holds it. To report on a part of the log, narrow the ledger before.
    """
    return report_of(state_on(ledger, today if until is None else until), today, since=since, period=period)


def report_of(state: State, today: int, *, since: int | None = None, period: Period = Period.QUARTER) -> Report:
    """Return the report of a ledger as of a day, both prepared; the rest is as for `build`."""
    day, timelines, persons, moment = state.day, state.timelines, state.persons, state.moment
    log = _totals(state)
    first = None if log.first is None else max(log.first, since or log.first)
    comparison = state.comparison if isinstance(state.comparison, Comparison) else None
    not_compared = state.comparison if isinstance(state.comparison, NotCompared) else None
    lately = Lately(sum(moment.recent), sum(map(bool, moment.recent)))
    return Report(
        day=day,
        today=today,
        half_life_days=HALF_LIFE,
        log=log,
        **_measured(state, comparison),
        contacts=tuple(map(contact_row, persons)),
        too_little=too_little(lately.events, lately.contacts),
        density=density_of(comparison),
        compared_days=state.windows.days if state.windows else None,
        not_compared=not_compared,
        comparison=comparison,
        checks=check_rows(state.ledger, day),
        history=() if first is None else history(state, first, period),
        form=log_size(timelines),
        people=len(persons),
        lately=lately,
        exchanges=exchanges(timelines, state.came, state.went, day),
        left_out=left_out(timelines, day),
        given_to=given_to(timelines, day),
        comparable_from=None if state.first is None else state.first + 2 * HALF_YEAR,
        period=period,
        bars=() if first is None else bars(timelines, first, day, period),
        stayed=_stayed(state),
        lively=lively(persons),
        quiet=quiet(persons, day, state.pauses),
        pauses=state.pauses,
        long_pauses=long_pauses(state.pauses, state.windows) if state.windows else (),
        questions=questions(state.ledger, day, today),
        one_sided=_one_sided(state.ledger, day),
        sources=_sources(state.ledger),
        small_log=small_log(timelines, day),
        group_contacts=len(timelines) - len(persons),
        from_groups=_from_groups(state),
        one_sided_entries=_one_sided_entries(state),
        no_balance_entries=_no_balance_entries(state),
    )


def density_of(comparison: Comparison | None) -> Density | None:
    """Return whether the exchange is with fewer people than before or with more; None where nothing is compared."""
    change = comparison and comparison.changes[Changing.EFFECTIVE_CONTACTS]
    return _DENSITY[change] if change else None


def _measured(state: State, comparison: Comparison | None) -> dict[str, Any]:
    """Return the measures of the report by their keys, each with what may be said of its change."""
    found: dict[str, Any] = {row.measure.value: row.value(state) for row in MEASURES if row.value}
    for row in MEASURES:
        measured: Value | None = found.get(row.measure)
        if comparison is not None and row.changing is not None and measured is not None:
            found[row.measure.value] = measured.replaced(change=comparison.changes[row.changing])
    return found


def _totals(state: State) -> Totals:
    timelines, day = state.timelines, state.day
    counts = Counter(dict.fromkeys(Direction, 0))
    for code, times in Counter(b"".join(timeline.codes for timeline in timelines)).items():
        counts[WAYS[code & WAY][0]] += times
    return Totals(
        events=counts.total(),
        given=counts[Direction.GIVEN],
        received=counts[Direction.RECEIVED],
        mutual=counts[Direction.MUTUAL],
        contacts=len(state.ledger.contacts),
        groups=sum(len(timeline.within(day - YEAR, day)) for timeline in timelines if timeline.contact.group),
        first=min((timeline.days[0] for timeline in timelines), default=None),
        last=max((timeline.days[-1] for timeline in timelines), default=None),
    )


def _from_groups(state: State) -> int:
    """Return how many of the year's entries with groups came from them, or were mutual."""
    groups = [timeline for timeline in state.timelines if timeline.contact.group]
    codes = (number & WAY for timeline in groups for number in timeline.within(state.day - YEAR, state.day))
    return sum(WAYS[code][0] is not Direction.GIVEN for code in codes)


def _one_sided_entries(state: State) -> int:
    """Return how many entries with people show only what the user gave."""
    codes = Counter(b"".join(person.timeline.codes for person in state.persons))
    return sum(times for code, times in codes.items() if code >> ONE_SIDED & 1)


def _no_balance_entries(state: State) -> int:
    """Return how many of the year's entries would be in the balance if it were kept with everybody."""
    apart = [person.timeline for person in state.persons if person.timeline.contact.no_balance]
    codes = (number & CODE for timeline in apart for number in timeline.within(state.day - YEAR, state.day))
    return sum(WAYS[code & WAY][0] is not Direction.MUTUAL and not code >> ONE_SIDED & 1 for code in codes)


def _stayed(state: State) -> Stayed | None:
    """Return what became of the people of the year before, and of the strongest ties of a year ago among them."""
    before = [person for person in state.persons if person.tie.earlier]
    if not before:
        return None
    liveliest = strongest_before(before, state.day - YEAR, MOST_LIVELIEST)
    kept, liveliest_kept = (sum(person.tie.recent > 0 for person in some) for some in (before, liveliest))
    return Stayed(kept, len(before), len(liveliest), liveliest_kept)


def _one_sided(ledger: Ledger, until: int) -> tuple[str, ...]:
    """Return the names of the imported sources that show one side only; entries without a source have none."""
    found = [found.source for found in ledger.one_sided if found.contact_id in ledger.contacts and found.day <= until]
    return tuple(sorted({source.partition(":")[0] for source in found} - {""}))


def _sources(ledger: Ledger) -> tuple[str, ...]:
    """Return the places from which the year's entries came, as far as the ledger knows."""
    return tuple(sorted({place for key, found in ledger.places.items() if key in ledger.contacts for place in found}))

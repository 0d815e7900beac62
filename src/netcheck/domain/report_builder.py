"""Builds the report from a ledger."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from netcheck.domain.check_statistics import check_rows, questions
from netcheck.domain.contact_counts import exchanges, matrix, rhythm
from netcheck.domain.measures import (
    HALF_LIFE,
    depth,
    effective_contacts,
    multiplexity,
    ranged,
    reciprocity,
    top_n,
    worst_loss,
)
from netcheck.domain.model import BriefLedger, Direction
from netcheck.domain.packed_events import WAY, WAYS, packed_events
from netcheck.domain.pauses import find_pauses
from netcheck.domain.people import contact_row, lively, people, quiet
from netcheck.domain.periods import bars, history
from netcheck.domain.report import (
    Comparability,
    Lately,
    Period,
    Report,
    Spread,
    Totals,
    Years,
)
from netcheck.domain.small_log import log_size, small_log, too_little
from netcheck.domain.snapshots import Snapshots
from netcheck.domain.timelines import active_days, daily, timelines_by_contact
from netcheck.domain.trends import year_over_year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netcheck.domain.measures import Loss, Reciprocity, Retention, Trend
    from netcheck.domain.people import PersonSummary
    from netcheck.domain.snapshots import Snapshot
    from netcheck.domain.timelines import ContactTimeline
    from netcheck.domain.trends import YearOverYear


MOST_LIVELIEST = 10


def build(
    ledger: BriefLedger,
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
    day = today if until is None else until
    timelines = timelines_by_contact(ledger, day)
    active = daily(chain.from_iterable(timeline.days for timeline in timelines))
    log = _totals(ledger, timelines)
    first = None if log.first is None else max(log.first, since or log.first)
    pauses, snapshots = find_pauses(active_days(ledger, timelines, day), day), Snapshots(timelines)
    year = year_over_year(snapshots, log.first, day, pauses)
    now, trends = year.now, year.trends
    persons = people(timelines, day, pauses)
    loss, variety = _functions(persons, day)
    return Report(
        day=day,
        today=today,
        half_life_days=HALF_LIFE,
        log=log,
        effective_contacts=_spread(effective_contacts, now, trends.effective_contacts),
        depth=_spread(depth, now, trends.depth),
        giving_share=now.giving_share and now.giving_share._replace(change=trends.giving_share),
        reciprocity=_reciprocity(now, trends.reciprocity),
        coverage=now.coverage.replaced(change=trends.coverage),
        contribution=now.contribution.replaced(change=trends.contribution),
        worst_loss=loss,
        retention=now.retention and _retention(now.retention, year, persons),
        multiplexity=variety,
        rhythm=rhythm([person.timeline for person in persons], day),
        contacts=tuple(contact_row(person) for person in persons),
        too_little=too_little(now.events, now.contacts),
        effort_changed=year.effort_changed,
        density=trends.density,
        checks=check_rows(ledger, day),
        history=() if first is None else history(snapshots, active, first, day, period),
        form=log_size(timelines),
        people=len(persons),
        lately=Lately(now.events, now.contacts),
        exchanges=exchanges(timelines, day),
        period=period,
        bars=() if first is None else bars(timelines, first, day, period),
        comparability=year.comparability,
        years=_years(year),
        lively=lively(persons),
        quiet=quiet(persons),
        pauses=pauses,
        recent_pause=year.pause,
        questions=questions(ledger, day, today),
        one_sided=_one_sided(ledger, day),
        small_log=small_log(timelines, day),
    )


def _totals(ledger: BriefLedger, timelines: Sequence[ContactTimeline]) -> Totals:
    counts = Counter(dict.fromkeys(Direction, 0))
    for code, times in Counter(b"".join(timeline.codes for timeline in timelines)).items():
        counts[WAYS[code & WAY][0]] += times
    return Totals(
        events=counts.total(),
        given=counts[Direction.GIVEN],
        received=counts[Direction.RECEIVED],
        mutual=counts[Direction.MUTUAL],
        contacts=len(ledger.contacts),
        first=min((timeline.days[0] for timeline in timelines), default=None),
        last=max((timeline.days[-1] for timeline in timelines), default=None),
    )


def _years(year: YearOverYear) -> Years | None:
    if year.comparability not in {Comparability.SOUND, Comparability.EFFORT}:
        return None
    now, before = year.now, year.before
    return Years(before.day, now.year, before.year, now.events, before.events)


def _spread(formula: Callable[[float, float], float], now: Snapshot, trend: Trend | None) -> Spread | None:
    found = ranged(formula, [tie.strength for tie in now.people.values()])
    return Spread(*found, len(now.people), trend) if found else None


def _reciprocity(now: Snapshot, trend: Trend | None) -> Reciprocity | None:
    found = reciprocity([(tie.given, tie.received) for tie in now.people.values()])
    return found and found._replace(change=trend)


def _functions(persons: Sequence[PersonSummary], day: int) -> tuple[Loss | None, float | None]:
    """Return what rests on whom, and how many functions a person serves."""
    served = matrix([person.timeline for person in persons], Direction.RECEIVED, day)
    return worst_loss(served, {person.timeline.contact.id: person.name for person in persons}), multiplexity(served)


def _retention(found: Retention, year: YearOverYear, persons: Sequence[PersonSummary]) -> Retention:
    """Return the retention with its trend and with what became of the strongest ties of a year ago."""
    before = year.before.people
    known = [(before[person.timeline.contact.id], person) for person in persons if person.timeline.contact.id in before]
    liveliest = top_n([(tie.strength, one.name, one) for tie, one in known if tie.recent], MOST_LIVELIEST)
    kept = sum(person.tie.recent > 0 for person in liveliest)
    return found._replace(liveliest=len(liveliest), liveliest_kept=kept, change=year.trends.retention)


def _one_sided(ledger: BriefLedger, until: int) -> tuple[str, ...]:
    """Return the names of the imported sources that show one side only; entries without a source have none."""
    found = [
        found.source
        for found in packed_events(ledger).archived
        if found.contact_id in ledger.contacts and found.day <= until
    ]
    sources = {source.partition(":")[0] for source in found}
    return tuple(sorted(sources - {""}))

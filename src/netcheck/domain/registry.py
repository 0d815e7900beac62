"""Every measure, declared once: its key, function and unit, its rule of change, and whether it is followed over time.

Report, JSON, `--explain`, `--measure` and `--against` read what stands here. A new measure is a function with its
source, a row here, a field of the report, and its text in view/measures.py.
"""

from __future__ import annotations

from enum import StrEnum
from operator import mul
from typing import TYPE_CHECKING

from netcheck.domain import facts
from netcheck.domain.contact_counts import asked, coverage, reserve, rhythm
from netcheck.domain.measures import (
    FULL_AGE,
    YEAR,
    Retention,
    Share,
    depth,
    effective_contacts,
    giving_share,
    multiplexity,
    ranged,
    retention,
    shares_of_strongest,
    worst_loss,
)
from netcheck.domain.reciprocity import Reciprocity, reciprocity, weighted
from netcheck.domain.report import Signature, Spread
from netcheck.domain.windows import Changing, Comparison
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netcheck.domain.facts import Basis, Facts, FactsRow
    from netcheck.domain.measures import Loss
    from netcheck.domain.moments import Moment
    from netcheck.domain.report import Asked, Reserve, Rhythm
    from netcheck.domain.state import State
    from netcheck.domain.windows import Ties


class Measure(StrEnum):
    """What a report measures, in the order in which `--explain` tells it: each builds on those before it."""

    STRENGTH = "strength"
    SILENCE = "silence"
    GIVING_SHARE = "giving_share"
    EFFECTIVE_CONTACTS = "effective_contacts"
    DEPTH = "depth"
    SIGNATURE = "signature"
    RECIPROCITY = "reciprocity"
    COVERAGE = "coverage"
    CONTRIBUTION = "contribution"
    WORST_LOSS = "worst_loss"
    RETENTION = "retention"
    TIES = "ties"
    MULTIPLEXITY = "multiplexity"
    RHYTHM = "rhythm"
    RESERVE = "reserve"
    ASKED = "asked"
    CLEAR_YES = "clear_yes"
    ANSWERS_AND_LOG = "answers_and_log"
    EVENTS = "events"


class Unit(StrEnum):
    """What a value counts."""

    PEOPLE = "people"
    ENTRIES = "entries"
    SHARE = "share"
    AREAS = "areas"


class Row(Value):
    """One measure.

    `value` computes it for the report and the JSON form, where it stands under the measure's name; None where it is no
    such object. `changing` is the statistic whose rule of change (`comparison.LIMITS`) gives the object its `change`.
    `followed` computes it as of any day, for charts, under `series` in the JSON form. `facts` are the numbers that
    `--explain` fills in, `rows` further lines of them; `depends`: it would be another without somebody.
    """

    measure: Measure
    unit: Unit
    value: Callable[[State], object] | None = None
    changing: Changing | None = None
    followed: Callable[[Moment], float | None] | None = None
    series: str = ""
    facts: Callable[[Basis], Facts] | None = None
    rows: Callable[[Basis], Sequence[FactsRow]] | None = None
    depends: bool = True


def _effective_contacts(state: State) -> Spread | None:
    found = ranged(effective_contacts, state.strengths)
    return Spread(found.value, found.low, found.high, len(state.strengths)) if found else None


def _depth(state: State) -> Spread | None:
    found = ranged(depth, state.strengths)
    return Spread(found.value, found.low, found.high, len(state.strengths)) if found else None


def _giving_share(moment: Moment) -> Share | None:
    return giving_share(sum(moment.given), sum(moment.received))


def _share_alone(moment: Moment) -> float | None:
    found = _giving_share(moment)
    return found.value if found else None


def _reciprocity(state: State) -> Reciprocity | None:
    return reciprocity([(person.tie.given, person.tie.received) for person in state.persons])


def _retention(moment: Moment) -> Retention | None:
    if moment.age < FULL_AGE:
        return None
    earlier, recent = moment.earlier, moment.recent
    both = sum(map(bool, map(mul, earlier, recent)))
    return retention(len(earlier) - earlier.count(0), len(recent) - recent.count(0), both)


def _retention_alone(moment: Moment) -> float | None:
    found = _retention(moment)
    return found.value if found else None


def _worst_loss(state: State) -> Loss | None:
    return worst_loss(state.served, state.names)


def _rhythm(state: State) -> Rhythm:
    return rhythm([person.timeline for person in state.persons], state.day)


def _ties(state: State) -> Ties | None:
    return state.comparison.ties if isinstance(state.comparison, Comparison) else None


def _signature(state: State) -> Signature | None:
    if isinstance(state.comparison, Comparison):
        return Signature(state.comparison.now, state.comparison.before)
    now = shares_of_strongest(person.timeline.strength_within(state.day - YEAR, state.day) for person in state.persons)
    return Signature(now, None) if now else None


def _reserve(state: State) -> Reserve:
    return reserve(state.timelines, state.day)


def _asked(state: State) -> Asked:
    return asked(state.timelines, state.day)


MEASURES = (
    Row(Measure.STRENGTH, Unit.ENTRIES, facts=facts.strength, rows=facts.strengths),
    Row(Measure.SILENCE, Unit.PEOPLE, facts=facts.silence, rows=facts.silences, depends=False),
    Row(
        Measure.EFFECTIVE_CONTACTS,
        Unit.PEOPLE,
        value=_effective_contacts,
        changing=Changing.EFFECTIVE_CONTACTS,
        followed=lambda moment: moment.sums.effective_contacts if moment.sums else None,
        series="effective_contacts",
        facts=facts.effective_contacts,
        rows=facts.without_one,
    ),
    Row(
        Measure.DEPTH,
        Unit.ENTRIES,
        value=_depth,
        followed=lambda moment: moment.sums.depth if moment.sums else None,
        series="depth",
        facts=facts.depth,
        rows=facts.without_one_deep,
    ),
    Row(
        Measure.GIVING_SHARE,
        Unit.SHARE,
        value=lambda state: _giving_share(state.moment),
        changing=Changing.GIVING_SHARE,
        followed=_share_alone,
        series="giving_share",
        facts=facts.giving_share,
    ),
    Row(
        Measure.RECIPROCITY,
        Unit.SHARE,
        value=_reciprocity,
        changing=Changing.RECIPROCITY,
        followed=lambda moment: weighted(moment.given, moment.received),
        series="reciprocity",
        facts=facts.reciprocity,
    ),
    Row(
        Measure.COVERAGE,
        Unit.AREAS,
        value=lambda state: coverage(state.moment.came),
        changing=Changing.COVERAGE,
        followed=lambda moment: coverage(moment.came).two,
        series="coverage_two",
        facts=facts.coverage,
        rows=facts.functions,
    ),
    Row(
        Measure.CONTRIBUTION,
        Unit.AREAS,
        value=lambda state: coverage(state.moment.went),
        changing=Changing.CONTRIBUTION,
        facts=facts.contribution,
    ),
    Row(Measure.WORST_LOSS, Unit.SHARE, value=_worst_loss, facts=facts.worst_loss, rows=facts.single_points),
    Row(
        Measure.RETENTION,
        Unit.SHARE,
        value=lambda state: _retention(state.moment),
        followed=_retention_alone,
        series="retention",
        facts=facts.retention,
    ),
    Row(Measure.MULTIPLEXITY, Unit.AREAS, value=lambda state: multiplexity(state.served), facts=facts.multiplexity),
    Row(Measure.RHYTHM, Unit.PEOPLE, value=_rhythm, facts=facts.rhythm),
    Row(Measure.TIES, Unit.PEOPLE, value=_ties, changing=Changing.TIES, facts=facts.ties, depends=False),
    Row(Measure.SIGNATURE, Unit.SHARE, value=_signature, facts=facts.signature),
    Row(Measure.RESERVE, Unit.PEOPLE, value=_reserve, facts=facts.reserve),
    Row(Measure.ASKED, Unit.PEOPLE, value=_asked, facts=facts.asked),
    Row(Measure.EVENTS, Unit.ENTRIES, series="events"),
    Row(Measure.CLEAR_YES, Unit.SHARE, series="clear_yes", facts=facts.clear_yes, rows=facts.rates, depends=False),
    Row(Measure.ANSWERS_AND_LOG, Unit.SHARE, facts=facts.answers_and_log, rows=facts.judged, depends=False),
)
"""In the order of the JSON form."""

_UNITS = {row.measure: row.unit for row in MEASURES}


def unit_of(measure: Measure) -> Unit:
    """Return what the values of a measure count."""
    return _UNITS[measure]

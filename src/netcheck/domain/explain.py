"""What each number of a report is made of: its inputs, how sure it is, and what it depends on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from netcheck.domain.check_statistics import about_oneself
from netcheck.domain.contact_counts import matrix
from netcheck.domain.evidence import thaw
from netcheck.domain.measures import FEWEST_DAYS, LAPSED, QUIET, YEAR, heaviest, top_n
from netcheck.domain.model import Answer, BriefLedger, Check, Direction
from netcheck.domain.people import people
from netcheck.domain.report import Comparability, Period
from netcheck.domain.report_builder import build
from netcheck.domain.snapshots import Snapshots
from netcheck.domain.timelines import timelines_by_contact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netcheck.domain.measures import Matrix, Trend
    from netcheck.domain.people import PersonSummary
    from netcheck.domain.report import Coverage, Report, Spread
    from netcheck.domain.snapshots import Snapshot


Facts: TypeAlias = Mapping[str, float]
"""Numbers by what they are; empty where there is nothing to compute from."""

NOTHING: Facts = {}


class Measure(StrEnum):
    """What a report measures, each building on those before it."""

    STRENGTH = "strength"
    SILENCE = "silence"
    GIVING_SHARE = "giving_share"
    EFFECTIVE_CONTACTS = "effective_contacts"
    DEPTH = "depth"
    RECIPROCITY = "reciprocity"
    COVERAGE = "coverage"
    WORST_LOSS = "worst_loss"
    RETENTION = "retention"
    MULTIPLEXITY = "multiplexity"
    RHYTHM = "rhythm"
    CLEAR_YES = "clear_yes"
    ANSWERS_AND_LOG = "answers_and_log"


class Row(NamedTuple):
    """One line of what goes into a measure: a function or question (`key`), or a person (`name`)."""

    key: str
    facts: Facts
    name: str = ""


class Explained(NamedTuple):
    """One measure: the numbers that go in and come out, and those of a year ago and without one person.

    `code` is the verdict on the giving share, `name` whom most rests on, and `without_name` whom most
    would rest on then.
    """

    measure: Measure
    facts: Facts
    rows: tuple[Row, ...] = ()
    code: str = ""
    name: str = ""
    change: Trend | None = None
    before: Facts = NOTHING
    without: Facts = NOTHING
    without_name: str = ""


class Explanation(NamedTuple):
    """All measures of a report; `events` with `contacts` are those of the last 365 days, groups included.

    `without` is the name of the most important person, on whom most rests (`bearing`) or, where no
    function was served, with whom there was most exchange; None where there is nobody else.
    """

    report: Report
    events: int
    contacts: int
    without: str | None
    bearing: bool
    measures: tuple[Explained, ...]


class _Basis(NamedTuple):
    report: Report
    now: Snapshot
    persons: Sequence[PersonSummary]
    served: Matrix
    own_checks: Sequence[Check]


def explain(ledger: BriefLedger, today: int, *, until: int | None = None) -> Explanation:
    """Return what goes into the report of a ledger as of the day `until` (default: `today`)."""
    day = today if until is None else until
    now = _basis(ledger, today, day)
    compared = now.report.comparability in {Comparability.SOUND, Comparability.EFFORT}
    before = _basis(ledger, today, day - YEAR) if compared else None
    key, bearing = _most_important(now)
    without = None if key is None else _basis(_left_out(ledger, key), today, day)
    return Explanation(
        report=now.report,
        events=now.now.events,
        contacts=now.now.contacts,
        without=None if key is None else ledger.contacts[key].name,
        bearing=bearing,
        measures=tuple(_explained(measure, now, before, without) for measure in Measure),
    )


def _basis(ledger: BriefLedger, today: int, day: int) -> _Basis:
    report = build(ledger, today, until=day, since=day, period=Period.YEAR)
    timelines = timelines_by_contact(ledger, day)
    now = Snapshots(timelines).on(day)
    persons = people(timelines, day, report.pauses)
    checks = [check for check in ledger.checks if check.day <= day and about_oneself(check)]
    return _Basis(
        report=report,
        now=now,
        persons=persons,
        served=matrix([person.timeline for person in persons], Direction.RECEIVED, day),
        own_checks=sorted(checks, key=lambda check: (check.day, check.id)),
    )


def _explained(measure: Measure, now: _Basis, before: _Basis | None, without: _Basis | None) -> Explained:
    facts, loss = _FACTS[measure](now), now.report.worst_loss
    found = Explained(measure, facts, _ROWS[measure](now) if measure in _ROWS else ())
    if before is not None and measure in _CHANGES:
        found = found._replace(change=_CHANGES[measure](now.report), before=_FACTS[measure](before))
    if without is not None and measure in _DEPENDS:
        found = found._replace(without=_FACTS[measure](without))
    if measure is Measure.GIVING_SHARE and now.report.giving_share is not None:
        found = found._replace(code=now.report.giving_share.verdict.value)
    if measure is Measure.WORST_LOSS and loss is not None:
        then = without.report.worst_loss if without else None
        found = found._replace(name=loss.contact, without_name=then.contact if then else "")
    return found


def _most_important(basis: _Basis) -> tuple[str | None, bool]:
    """Return the id of the person on whom most rests, and whether anything does."""
    if len(basis.persons) < 2:  # noqa: PLR2004 - without the only one there would be nobody
        return None, False
    names = {person.timeline.contact.id: person.name for person in basis.persons}
    if any(basis.served.values()):
        return heaviest(basis.served, names, 1)[0], True
    ties = ((person.tie.strength, person.name, person.timeline.contact.id) for person in basis.persons)
    return top_n(ties, 1)[0], False


def _left_out(ledger: BriefLedger, contact_id: str) -> BriefLedger:
    return ledger._replace(
        contacts={key: contact for key, contact in ledger.contacts.items() if key != contact_id},
        events=[event for event in ledger.events if event.contact_id != contact_id],
        checks=[check for check in ledger.checks if check.contact_id != contact_id],
        steps=[step for step in ledger.steps if step.contact_id != contact_id],
    )


def _strength(basis: _Basis) -> Facts:
    ties = basis.now.people.values()
    return {"people": len(ties), "total": sum(tie.strength for tie in ties)} if ties else NOTHING


def _silence(basis: _Basis) -> Facts:
    ratios = [person.silence.ratio for person in basis.persons if person.silence]
    if not ratios:
        return NOTHING
    lapsed = sum(ratio >= LAPSED for ratio in ratios)
    return {
        "people": len(ratios),
        "days": FEWEST_DAYS,
        "quiet": sum(ratio >= QUIET for ratio in ratios) - lapsed,
        "lapsed": lapsed,
    }


def _giving_share(basis: _Basis) -> Facts:
    share = basis.report.giving_share
    if share is None:
        return NOTHING
    return {
        "given": share.given,
        "received": share.received,
        "total": share.given + share.received,
        "value": share.value,
        "low": share.low,
        "high": share.high,
    }


def _spread(basis: _Basis, spread: Spread | None) -> Facts:
    if spread is None:
        return NOTHING
    strengths = [tie.strength for tie in basis.now.people.values()]
    facts = {
        "total": sum(strengths),
        "squares": sum(strength * strength for strength in strengths),
        "people": spread.n,
        "value": spread.value,
    }
    low, high = spread.low, spread.high
    return facts if low is None or high is None else facts | {"low": low, "high": high}


def _reciprocity(basis: _Basis) -> Facts:
    found, ties = basis.report.reciprocity, basis.now.people.values()
    if found is None:
        return NOTHING
    facts = {
        "matched": sum(min(tie.given, tie.received) for tie in ties),
        "given": sum(tie.given for tie in ties),
        "received": sum(tie.received for tie in ties),
        "events": found.n,
        "value": found.value,
        "evenness": found.evenness,
        "expected": found.expected,
        "p_below": found.p_below,
    }
    return facts if found.matching is None else facts | {"matching": found.matching}


def _coverage(basis: _Basis) -> Facts:
    def several(coverage: Coverage, least: int) -> int:
        return sum(count >= least for count in coverage.functions.values())

    got, gave = basis.report.coverage, basis.report.contribution
    return {
        "one": several(got, 1),
        "two": several(got, 2),
        "given_one": several(gave, 1),
        "given_two": several(gave, 2),
        "of": len(got.functions),
    }


def _worst_loss(basis: _Basis) -> Facts:
    loss = basis.report.worst_loss
    if loss is None:
        return NOTHING
    observed = sum(bool(row) for row in basis.served.values())
    return {"value": loss.value, "functions": observed, "bus_factor": loss.bus_factor, "sole": len(loss.sole)}


def _retention(basis: _Basis) -> Facts:
    found, ties = basis.report.retention, basis.now.people.values()
    if found is None:
        return NOTHING
    return {
        "kept": found.kept,
        "before": found.before,
        "now": sum(tie.recent > 0 for tie in ties),
        "either": sum(tie.recent > 0 or tie.earlier > 0 for tie in ties),
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "turnover": found.turnover,
    }


def _multiplexity(basis: _Basis) -> Facts:
    value = basis.report.multiplexity
    if value is None:
        return NOTHING
    people_serving = {key for row in basis.served.values() for key in row}
    pairs = sum(map(len, basis.served.values()))
    return {"pairs": pairs, "people": len(people_serving), "value": value}


def _rhythm(basis: _Basis) -> Facts:
    return basis.report.rhythm.as_dict() if basis.persons else NOTHING


def _clear_yes(basis: _Basis) -> Facts:
    questions = basis.report.questions
    if not questions.personal:
        return NOTHING
    facts: dict[str, float] = {
        "rounds": len(questions.personal),
        "yes": questions.personal[-1].yes,
        "of": questions.personal[-1].of,
    }
    if questions.compared is not None:
        gained, lost = len(questions.compared.gained), len(questions.compared.lost)
        facts |= {"gained": gained, "lost": lost, "p": questions.compared.p}
    if questions.tendency is not None and questions.tendency.tau is not None:
        facts["tau"] = questions.tendency.tau
    return facts


def _answers_and_log(basis: _Basis) -> Facts:
    personal = basis.report.questions.personal
    gap = personal[-1].gap if personal else None
    return NOTHING if gap is None else {"value": gap.value, "of": gap.of, "over": gap.over, "under": gap.under}


_FACTS: Mapping[Measure, Callable[[_Basis], Facts]] = {
    Measure.STRENGTH: _strength,
    Measure.SILENCE: _silence,
    Measure.GIVING_SHARE: _giving_share,
    Measure.EFFECTIVE_CONTACTS: lambda basis: _spread(basis, basis.report.effective_contacts),
    Measure.DEPTH: lambda basis: _spread(basis, basis.report.depth),
    Measure.RECIPROCITY: _reciprocity,
    Measure.COVERAGE: _coverage,
    Measure.WORST_LOSS: _worst_loss,
    Measure.RETENTION: _retention,
    Measure.MULTIPLEXITY: _multiplexity,
    Measure.RHYTHM: _rhythm,
    Measure.CLEAR_YES: _clear_yes,
    Measure.ANSWERS_AND_LOG: _answers_and_log,
}

_CHANGES: Mapping[Measure, Callable[[Report], Trend | None]] = {
    Measure.GIVING_SHARE: lambda report: report.giving_share and report.giving_share.change,
    Measure.EFFECTIVE_CONTACTS: lambda report: report.effective_contacts.change if report.effective_contacts else None,
    Measure.DEPTH: lambda report: report.depth.change if report.depth else None,
    Measure.RECIPROCITY: lambda report: report.reciprocity and report.reciprocity.change,
    Measure.COVERAGE: lambda report: report.coverage.change,
    Measure.RETENTION: lambda report: report.retention and report.retention.change,
}

_DEPENDS = frozenset(Measure) - {Measure.SILENCE, Measure.CLEAR_YES, Measure.ANSWERS_AND_LOG}
"""What would be different without somebody."""


def _strengths(basis: _Basis) -> tuple[Row, ...]:
    return tuple(
        Row("", {"strength": person.tie.strength, "entries": len(person.timeline.days)}, person.name)
        for person in basis.persons
        if person.name in basis.report.lively
    )


def _silences(basis: _Basis) -> tuple[Row, ...]:
    names = {person.name for person in basis.report.quiet}
    return tuple(
        Row("", {"days": silence.ratio * silence.gap, "gap": silence.gap, "ratio": silence.ratio}, person.name)
        for person in basis.persons
        if person.name in names and (silence := person.silence)
    )


def _functions(basis: _Basis) -> tuple[Row, ...]:
    got, gave = basis.report.coverage.functions, basis.report.contribution.functions
    return tuple(Row(function, {"from": got[function], "to": gave[function]}) for function in got)


def _single_points(basis: _Basis) -> tuple[Row, ...]:
    loss = basis.report.worst_loss
    if loss is None:
        return ()
    names = {person.timeline.contact.id: person.name for person in basis.persons}
    (worst,) = heaviest(basis.served, names, 1)
    return tuple(
        Row(function, {"times": row.get(worst, 0), "of": sum(row.values())}, loss.sole.get(function, ""))
        for function, row in basis.served.items()
        if row
    )


def _rates(basis: _Basis) -> tuple[Row, ...]:
    return tuple(
        Row(rate.question, {"yes": rate.yes, "of": rate.of, "low": rate.low, "high": rate.high})
        for rate in basis.report.questions.rates
    )


def _judged(basis: _Basis) -> tuple[Row, ...]:
    if not basis.own_checks:
        return ()
    check = basis.own_checks[-1]
    return tuple(
        Row(question, {"answer": int(check.answers[question] == Answer.YES), "evidence": item.e})
        for question, item in thaw(check.evidence, {}).items()
        if item.e is not None and question in check.answers
    )


_ROWS: Mapping[Measure, Callable[[_Basis], tuple[Row, ...]]] = {
    Measure.STRENGTH: _strengths,
    Measure.SILENCE: _silences,
    Measure.COVERAGE: _functions,
    Measure.WORST_LOSS: _single_points,
    Measure.CLEAR_YES: _rates,
    Measure.ANSWERS_AND_LOG: _judged,
}

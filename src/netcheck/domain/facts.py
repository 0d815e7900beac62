"""What goes into each measure and comes out of it, in numbers that `--explain` tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from netcheck.domain import measures
from netcheck.domain.measures import FEWEST_DAYS, heaviest, ranged
from netcheck.domain.model import Answer
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netcheck.domain.report import Coverage, Report, Spread
    from netcheck.domain.state import State


Facts: TypeAlias = Mapping[str, float]
"""Numbers by what they are; empty where there is nothing to compute from."""

NOTHING: Facts = {}

STEPS = (1, 5, 15)
"""With so many people a signature is told."""


def share_with(shares: Sequence[float], people: int) -> float:
    """Return the part of the exchange with the strongest so many people, from the shares of a signature."""
    return shares[min(people, len(shares)) - 1] if shares else 0.0


class FactsRow(Value):
    """One line of what goes into a measure: a function or question (`key`), or a person (`name`)."""

    key: str
    facts: Facts
    name: str = ""


class Basis(Value):
    """A report, and what it was computed from."""

    report: Report
    state: State


def strength(basis: Basis) -> Facts:
    """Return how much fresh exchange there is in all."""
    ties = basis.state.strengths
    return {"people": len(ties), "total": sum(ties)} if ties else NOTHING


def silence(basis: Basis) -> Facts:
    """Return who has been silent for longer than ever, among those with gaps to tell by."""
    known = [person for person in basis.state.persons if person.silence]
    if not known:
        return NOTHING
    quiet, lapsed = sum(person.is_quiet for person in known), sum(person.has_lapsed for person in known)
    return {"people": len(known), "days": FEWEST_DAYS, "quiet": quiet, "lapsed": lapsed}


def giving_share(basis: Basis) -> Facts:
    """Return what passed in the year, and the share with its interval."""
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


def effective_contacts(basis: Basis) -> Facts:
    """Return the sums that the number of effective contacts is made of."""
    return _spread(basis, basis.report.effective_contacts)


def depth(basis: Basis) -> Facts:
    """Return the sums that depth is made of."""
    return _spread(basis, basis.report.depth)


def _spread(basis: Basis, spread: Spread | None) -> Facts:
    if spread is None:
        return NOTHING
    strengths = basis.state.strengths
    facts = {
        "total": sum(strengths),
        "squares": sum(strength * strength for strength in strengths),
        "people": spread.n,
        "value": spread.value,
    }
    low, high = spread.low, spread.high
    return facts if low is None or high is None else facts | {"low": low, "high": high}


def reciprocity(basis: Basis) -> Facts:
    """Return what was matched, and what coins would match."""
    found, ties = basis.report.reciprocity, [person.tie for person in basis.state.persons]
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


def coverage(basis: Basis) -> Facts:
    """Return how many functions one person or more served, and two or more."""
    return _several(basis.report.coverage)


def contribution(basis: Basis) -> Facts:
    """Return to how many functions one person or more was of use, and two or more."""
    return _several(basis.report.contribution)


def _several(found: Coverage) -> Facts:
    one, two = (sum(count >= least for count in found.functions.values()) for least in (1, 2))
    return {"one": one, "two": two, "of": len(found.functions)}


def worst_loss(basis: Basis) -> Facts:
    """Return what would be lost with one person."""
    loss = basis.report.worst_loss
    if loss is None:
        return NOTHING
    observed = sum(bool(row) for row in basis.state.served.values())
    return {"value": loss.value, "functions": observed, "bus_factor": loss.bus_factor, "sole": len(loss.sole)}


def retention(basis: Basis) -> Facts:
    """Return who stayed of whom."""
    found, stayed, ties = basis.report.retention, basis.report.stayed, [person.tie for person in basis.state.persons]
    if found is None or stayed is None:
        return NOTHING
    return {
        "kept": stayed.kept,
        "before": found.before,
        "now": sum(tie.recent > 0 for tie in ties),
        "either": sum(tie.recent > 0 or tie.earlier > 0 for tie in ties),
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "turnover": found.turnover,
    }


def multiplexity(basis: Basis) -> Facts:
    """Return how many functions are served by how many people."""
    value = basis.report.multiplexity
    if value is None:
        return NOTHING
    people_serving = {key for row in basis.state.served.values() for key in row}
    pairs = sum(map(len, basis.state.served.values()))
    return {"pairs": pairs, "people": len(people_serving), "value": value}


def rhythm(basis: Basis) -> Facts:
    """Return with how many people there were entries how often."""
    return basis.report.rhythm.as_dict() if basis.state.persons else NOTHING


def clear_yes(basis: Basis) -> Facts:
    """Return the clear yeses of the latest check about oneself, and where all of them tend to."""
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


def answers_and_log(basis: Basis) -> Facts:
    """Return how far the latest answers go beyond the log."""
    personal = basis.report.questions.personal
    gap = personal[-1].gap if personal else None
    return NOTHING if gap is None else {"value": gap.value, "of": gap.of, "over": gap.over, "under": gap.under}


def strengths(basis: Basis) -> tuple[FactsRow, ...]:
    """Return the ties that the report calls lively."""
    return tuple(
        FactsRow("", {"strength": person.tie.strength, "entries": len(person.timeline.days)}, person.name)
        for person in basis.state.persons
        if person.name in basis.report.lively
    )


def silences(basis: Basis) -> tuple[FactsRow, ...]:
    """Return those whom the report names for their silence."""
    names = {person.name for person in basis.report.quiet}
    return tuple(
        FactsRow("", {"days": found.silent, "longest": found.longest, "gaps": found.days - 1}, person.name)
        for person in basis.state.persons
        if person.name in names and (found := person.silence)
    )


def without_one(basis: Basis) -> tuple[FactsRow, ...]:
    """Return without whom the number of effective contacts would be the smallest, and the largest."""
    return _without(basis, measures.effective_contacts)


def without_one_deep(basis: Basis) -> tuple[FactsRow, ...]:
    """Return without whom depth would be the smallest, and the largest."""
    return _without(basis, measures.depth)


def _without(basis: Basis, formula: Callable[[Sequence[float]], float | None]) -> tuple[FactsRow, ...]:
    found = ranged(formula, basis.state.strengths)
    if found is None:
        return ()
    return tuple(
        FactsRow("", {"value": value}, basis.state.persons[at].name)
        for value, at in zip((found.low, found.high), found.without, strict=True)
        if at is not None and value is not None
    )


def ties(basis: Basis) -> Facts:
    """Return who came, stayed and went between the two windows."""
    found = basis.report.ties
    return NOTHING if found is None else {"new": found.new, "kept": found.kept, "lost": found.lost}


def signature(basis: Basis) -> Facts:
    """Return the parts of the exchange with one, five and fifteen people, and those of the window before."""
    found = basis.report.signature
    if found is None:
        return NOTHING
    facts = {f"now_{n}": share_with(found.now, n) for n in STEPS}
    return facts if found.before is None else facts | {f"before_{n}": share_with(found.before, n) for n in STEPS}


def reserve(basis: Basis) -> Facts:
    """Return how many people could stand by one, and how many have."""
    found = basis.report.reserve
    return {"people": found.n, "backed": found.backed} if basis.state.persons else NOTHING


def asked(basis: Basis) -> Facts:
    """Return who asked for something that came."""
    return basis.report.asked.as_dict() if basis.state.persons else NOTHING


def functions(basis: Basis) -> tuple[FactsRow, ...]:
    """Return for each function from and to how many it went."""
    got, gave = basis.report.coverage.functions, basis.report.contribution.functions
    return tuple(FactsRow(function, {"from": got[function], "to": gave[function]}) for function in got)


def single_points(basis: Basis) -> tuple[FactsRow, ...]:
    """Return for each function the part of the one person on whom most rests."""
    loss = basis.report.worst_loss
    if loss is None:
        return ()
    (worst,) = heaviest(basis.state.served, basis.state.names, 1)
    return tuple(
        FactsRow(function, {"times": row.get(worst, 0), "of": sum(row.values())}, loss.sole.get(function, ""))
        for function, row in basis.state.served.items()
        if row
    )


def rates(basis: Basis) -> tuple[FactsRow, ...]:
    """Return for each question how often it was a clear yes."""
    return tuple(
        FactsRow(rate.question, {"yes": rate.yes, "of": rate.of, "low": rate.low, "high": rate.high})
        for rate in basis.report.questions.rates
    )


def judged(basis: Basis) -> tuple[FactsRow, ...]:
    """Return the latest answers that the log speaks to."""
    from netcheck.domain.check_statistics import checks_about_oneself

    own = checks_about_oneself(basis.state.ledger.checks, basis.state.day)
    if not own:
        return ()
    from netcheck.domain.evidence import thaw

    check = own[-1]
    return tuple(
        FactsRow(question, {"answer": int(check.answers[question] == Answer.YES), "evidence": item.e})
        for question, item in thaw(check.evidence, {}).items()
        if item.e is not None and question in check.answers
    )

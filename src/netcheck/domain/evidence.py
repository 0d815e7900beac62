"""What the log has to say on the answers about oneself: codes and facts, no sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.contact_counts import matrix, steady
from netcheck.domain.measures import (
    BALANCED_FROM,
    FEWEST,
    FEWEST_EVENTS,
    FULL_AGE,
    YEAR,
    Verdict,
    giving_share,
    heaviest,
    wilson,
)
from netcheck.domain.model import Answer, Check, Contact, Direction, Function, Ledger
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import ONE_SIDED, WAY, WAYS
from netcheck.domain.reciprocity import UNLIKELY, reciprocity
from netcheck.domain.report import Gap
from netcheck.domain.timelines import timelines_by_contact
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.measures import Share
    from netcheck.domain.timelines import ContactTimeline, TieState

FEWEST_PEOPLE = 10
FEWEST_EACH = 10
"""With fewer entries on either side, there is little that could match."""
MOST_NAMES = 3
STEADY_DAYS = 3

_MOST = 1e15
"""No fact is as large; a number in a file may be."""


class EvidenceVerdict(StrEnum):
    """What the log says to a clear yes; supported means no more than "not contradicted"."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    TOO_LITTLE = "too_little_data"
    NOT_MEASURABLE = "not_measurable"
    SHOWN = "shown"


_CODES = tuple(EvidenceVerdict)


class Bearer(Value):
    """Someone on whom much rests, and the functions that do."""

    contact_id: str
    name: str
    functions: tuple[Function, ...]


class Evidence(Value):
    """What the log says to one question.

    `facts` hold `n`, the size of the sample, and `needed`, the smallest that is judged, and further

    - dialogue: of n people, with how many it went `both` ways
    - sustainable: of n people, how many were `kept` (`low` to `high`: the 95 % interval of their share),
      the log's age in `days` and the `days_needed`
    - reciprocity: `given` and `received` events, of which at least `needed_each`, the `value`, what chance would
      give (`expected`), and the chance of a value as low (`p_below`)
    - same_extent: `given` and `received`, the `value` of the giving share with its interval `low` to `high`

    `people` are for miss_them those on whom most rests, and for be_missed those to whom most was
    given, by name.
    """

    question: str
    verdict: EvidenceVerdict
    facts: Mapping[str, float]
    people: tuple[Bearer, ...] = ()

    @property
    def e(self) -> int | None:
        """1 where the log does not contradict a yes, 0 where it does, None where it does not say."""
        return {EvidenceVerdict.SUPPORTED: 1, EvidenceVerdict.CONTRADICTED: 0}.get(self.verdict)

    @property
    def undecided(self) -> bool:
        """Whether the sample is large and old enough, and yet tells neither way."""
        facts = self.facts
        each = min(facts.get("given", 0), facts.get("received", 0)) >= facts.get("needed_each", 0)
        large = facts.get("n", 0) >= facts.get("needed", 1) and each
        return (
            self.verdict is EvidenceVerdict.TOO_LITTLE and large and facts.get("days", 0) >= facts.get("days_needed", 0)
        )


def evidence(ledger: Ledger, day: int) -> dict[str, Evidence]:
    """Return by question id, in the order of the questions, what the log up to `day` says to each."""
    timelines = timelines_by_contact(ledger, day)
    people = [timeline for timeline in timelines if not timeline.contact.group]
    ties = [timeline.on(day) for timeline in people]
    found = [
        _dialogue(people, day),
        _sustainable(people, day, day - min((timeline.days[0] for timeline in timelines), default=day)),
        _reciprocity(ties),
        _same_extent(ties),
        _shown("miss_them", people, Direction.RECEIVED, day),
        _shown("be_missed", people, Direction.GIVEN, day),
    ]
    none = {question: Evidence(question, EvidenceVerdict.NOT_MEASURABLE, {}) for question in QUESTIONS}
    return none | {item.question: item for item in found}


def freeze(found: Mapping[str, Evidence]) -> dict[str, object]:
    """Return evidence as JSON values, to be kept with a check.

    People are kept by id alone: a name that is changed or forgotten lives on nowhere.
    """
    return {question: _frozen(item) for question, item in found.items()}


def thaw(frozen: Mapping[str, object], contacts: Mapping[str, Contact]) -> dict[str, Evidence]:
    """Return the evidence that a check was kept with.

    `contacts` are by id, merged ones under their old ids too. People who are no more are left out, and
    so is what is no evidence: a file can hold anything.
    """
    return {
        question: Evidence(question, EvidenceVerdict(code), _facts(item), _bearers(item, contacts))
        for question, item in frozen.items()
        if isinstance(item, dict) and (code := item.get("verdict")) in _CODES
    }


def gap(check: Check) -> Gap | None:
    """Return how far the answers of a check go beyond its evidence; None where none can be judged."""
    judged = {question: item.e for question, item in thaw(check.evidence, {}).items() if question in check.answers}
    apart = [(check.answers[question] == Answer.YES) - e for question, e in judged.items() if e is not None]
    if not apart:
        return None
    return Gap(sum(apart) / len(apart), len(apart), over=apart.count(1), under=apart.count(-1))


def _judged(question: str, facts: Mapping[str, float], verdict: EvidenceVerdict) -> Evidence:
    """Return evidence whose verdict holds only for a sample that is large enough."""
    enough = facts["n"] >= facts["needed"]
    return Evidence(question, verdict if enough else EvidenceVerdict.TOO_LITTLE, facts)


def _dialogue(people: Sequence[ContactTimeline], day: int) -> Evidence:
    """Judge in how many of the contacts with two events in the year it went both ways.

    One-sided events do not count: their source could not have seen the other side.
    """
    several = [numbers for timeline in people if len(numbers := timeline.within(day - YEAR, day)) > 1]
    seen = [[number for number in numbers if not number >> ONE_SIDED & 1] for numbers in several]
    ways = [{WAYS[number & WAY][0] for number in numbers} for numbers in seen if len(numbers) > 1]
    both = sum(len(found) > 1 or Direction.MUTUAL in found for found in ways)
    verdict = EvidenceVerdict.SUPPORTED if 2 * both >= len(ways) else EvidenceVerdict.CONTRADICTED
    facts = {"n": len(ways), "needed": FEWEST_PEOPLE, "both": both, "one_sided": len(several) - len(ways)}
    return _judged("dialogue", facts, verdict)


def _sustainable(people: Sequence[ContactTimeline], day: int, age: int) -> Evidence:
    """Judge how many stayed of those with whom there was more than a passing contact."""
    before = steady(people, day, STEADY_DAYS)
    kept = sum(timeline.days[-1] > day - YEAR for timeline in before)
    facts: dict[str, float] = {"n": len(before), "needed": FEWEST, "kept": kept, "days": age, "days_needed": FULL_AGE}
    verdict = EvidenceVerdict.TOO_LITTLE
    if before:
        facts["low"], facts["high"] = low, high = wilson(kept, len(before))
        if age >= FULL_AGE:
            verdict = _sided(low >= 1 / 2, high < 1 / 2)
    return _judged("sustainable", facts, verdict)


def _reciprocity(ties: Sequence[TieState]) -> Evidence:
    """Judge whether giving and receiving match person by person no less than chance would have it.

    Less is shown and not judged: paying forward is no fault, and who gives more in all is judged elsewhere.
    """
    share, found = _share(ties), reciprocity([(tie.given, tie.received) for tie in ties])
    if found is None or share is None:
        return Evidence("reciprocity", EvidenceVerdict.TOO_LITTLE, {"n": 0, "needed": FEWEST_EVENTS})
    facts = {
        "n": found.n,
        "needed": FEWEST_EVENTS,
        "given": share.given,
        "received": share.received,
        "needed_each": FEWEST_EACH,
        "value": found.value,
        "expected": found.expected,
        "p_below": found.p_below,
    }
    verdict = EvidenceVerdict.SUPPORTED if found.p_below >= UNLIKELY else EvidenceVerdict.SHOWN
    enough = min(share.given, share.received) >= FEWEST_EACH
    return _judged("reciprocity", facts, verdict if enough else EvidenceVerdict.TOO_LITTLE)


def _same_extent(ties: Sequence[TieState]) -> Evidence:
    share = _share(ties)
    if share is None:
        return Evidence("same_extent", EvidenceVerdict.TOO_LITTLE, {"n": 0, "needed": FEWEST_EVENTS})
    facts = {"n": share.given + share.received, "needed": FEWEST_EVENTS}
    facts |= {key: getattr(share, key) for key in ("given", "received", "value", "low", "high")}
    verdict = _sided(share.low >= BALANCED_FROM, share.verdict is Verdict.RECEIVING)
    return _judged("same_extent", facts, verdict)


def _shown(question: str, people: Sequence[ContactTimeline], way: Direction, day: int) -> Evidence:
    served = matrix(people, way, day)
    names = {timeline.contact.id: timeline.contact.name for timeline in people}
    most = heaviest(served, names, MOST_NAMES)
    if not most:
        return Evidence(question, EvidenceVerdict.TOO_LITTLE, {"n": 0, "needed": 1})
    bearers = [
        Bearer(key, names[key], tuple(function for function in Function if key in served[function])) for key in most
    ]
    return Evidence(
        question, EvidenceVerdict.SHOWN, {}, tuple(sorted(bearers, key=lambda bearer: alphabetical(bearer.name)))
    )


def _share(ties: Sequence[TieState]) -> Share | None:
    return giving_share(sum(tie.given for tie in ties), sum(tie.received for tie in ties))


def _sided(supported: bool, contradicted: bool) -> EvidenceVerdict:
    if supported:
        return EvidenceVerdict.SUPPORTED
    return EvidenceVerdict.CONTRADICTED if contradicted else EvidenceVerdict.TOO_LITTLE


def _frozen(item: Evidence) -> dict[str, object]:
    people = [{"id": bearer.contact_id, "functions": list(bearer.functions)} for bearer in item.people]
    kept: dict[str, object] = {"verdict": item.verdict.value}
    if item.facts:
        kept["facts"] = dict(item.facts)
    return kept | {"people": people} if people else kept


def _facts(item: Mapping[str, object]) -> dict[str, float]:
    facts = item.get("facts")
    if not isinstance(facts, dict):
        return {}
    return {key: value for key, value in facts.items() if isinstance(value, (int, float)) and abs(value) < _MOST}


def _bearers(item: Mapping[str, object], contacts: Mapping[str, Contact]) -> tuple[Bearer, ...]:
    people = item.get("people")
    found = {}
    for person in people if isinstance(people, list) else ():
        contact = contacts.get(str(person.get("id"))) if isinstance(person, dict) else None
        if contact is not None:
            functions = person.get("functions")
            served = functions if isinstance(functions, list) else []
            found[contact.id] = Bearer(contact.id, contact.name, tuple(f for f in Function if f in served))
    return tuple(sorted(found.values(), key=lambda bearer: alphabetical(bearer.name)))

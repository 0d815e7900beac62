"""Statistics of finished checks: clear-yes rates, differences and trends."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import comb, erfc, sqrt
from typing import TYPE_CHECKING

from netcheck.domain.checklist import QUESTIONS, clear_yes, difference
from netcheck.domain.measures import Trend, wilson
from netcheck.domain.model import Answer, Check, Contact, Ledger, Voice
from netcheck.domain.report import CheckRow, ComparedChecks, OpenStep, Questions, Rate, Tendency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netcheck.domain.model import Check


CLEAR = 0.05
FEWEST_CHECKS = 5


def compare_checks(before: Check, after: Check) -> ComparedChecks:
    """Compare two checks over the questions that both of them answered."""
    turned = difference(before, after)
    p = mcnemar(len(turned.gained), len(turned.lost))
    return ComparedChecks(turned.gained, turned.lost, p, clear=p < CLEAR)


def mcnemar(gained: int, lost: int) -> float:
    """Return the exact two-sided chance of a split at least this uneven, each way being as likely (McNemar 1947)."""
    total = gained + lost
    splits: int = 2**total
    tail = sum(comb(total, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2 * tail / splits)


def tendency(totals: Sequence[float]) -> Tendency | None:
    """Return where the totals of checks, oldest first, tend to; None below five of them.

    Up or down only where the Mann-Kendall test (Mann 1945, Kendall 1975), corrected for ties and
    continuity, finds a chance under 5 %.
    """
    if len(totals) < FEWEST_CHECKS:
        return None
    score = sum((after > before) - (after < before) for before, after in combinations(totals, 2))
    trend = Trend.SAME
    if _chance(abs(score), totals) < CLEAR:
        trend = Trend.UP if score > 0 else Trend.DOWN
    return Tendency(len(totals), _tau(score, totals), trend)


def _tau(score: int, totals: Sequence[float]) -> float | None:
    """Return Kendall's τ-b against time, which has no ties."""
    pairs = comb(len(totals), 2)
    untied = pairs - sum(comb(times, 2) for times in Counter(totals).values())
    return score / sqrt(pairs * untied) if untied else None


def _chance(score: int, totals: Sequence[float]) -> float:
    ties = sum(_spread(times) for times in Counter(totals).values())
    variance = (_spread(len(totals)) - ties) / 18
    return erfc((score - 1) / sqrt(2 * variance)) if score else 1.0


def _spread(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def check_rows(ledger: Ledger, day: int) -> tuple[CheckRow, ...]:
    """Return one row for each check finished up to `day`, oldest first."""
    return tuple(check_row(check, ledger.contacts) for check in _until(ledger.checks, day))


def check_row(check: Check, contacts: Mapping[str, Contact]) -> CheckRow:
    """Return what a report tells of one finished check."""
    from netcheck.domain.evidence import gap

    name = _name(check.contact_id, contacts)
    return CheckRow(check.day, check.voice, name, clear_yes(check), len(check.answers), gap(check), _unclear(check))


def questions(ledger: Ledger, day: int, today: int) -> Questions:
    """Return the checks up to `day` by whom they are about, and what was open on that day.

    A step is as old as the check that it came from. One that came from none has no day, and is only open today.
    """
    rows = check_rows(ledger, day)
    own = checks_about_oneself(ledger.checks, day)
    return Questions(
        personal=tuple(row for row in rows if row.voice == Voice.PERSON and row.name is None),
        company=tuple(row for row in rows if row.voice == Voice.COMPANY and row.name is None),
        about=tuple(row for row in rows if row.name is not None),
        unclear=_unclear(own[-1]) if own else (),
        compared=compare_checks(*own[-2:]) if len(own) > 1 else None,
        rates=clear_yes_rates(own),
        tendency=tendency([clear_yes(check) / len(check.answers) for check in own if check.answers]),
        steps=tuple(_open_steps(ledger, day, today)),
    )


def clear_yes_rates(checks: Iterable[Check]) -> tuple[Rate, ...]:
    """Return for each question answered how many of the checks about oneself did so with a clear yes."""
    answers = [check.answers for check in checks if about_oneself(check)]
    given = {question: [found[question] for found in answers if question in found] for question in QUESTIONS}
    counts = {question: (found.count(Answer.YES), len(found)) for question, found in given.items() if found}
    return tuple(Rate(question, *count, *wilson(*count)) for question, count in counts.items())


def checks_about_oneself(checks: Iterable[Check], day: int) -> Sequence[Check]:
    """Return the checks up to a day that are in the personal voice and about nobody else, oldest first."""
    return [check for check in _until(checks, day) if about_oneself(check)]


def about_oneself(check: Check) -> bool:
    """Say whether a check is in the personal voice and about nobody else."""
    return check.voice == Voice.PERSON and check.contact_id is None


def _open_steps(ledger: Ledger, day: int, today: int) -> Iterator[OpenStep]:
    made = {check.id: check.day for check in ledger.checks}
    for step in ledger.steps:
        if (step.done is None or step.done > day) and made.get(step.check_id or "", today) <= day:
            yield OpenStep(step.id, step.text, _name(step.contact_id, ledger.contacts), step.by)


def _until(checks: Iterable[Check], day: int) -> Sequence[Check]:
    return sorted((check for check in checks if check.day <= day), key=lambda check: (check.day, check.id))


def _unclear(check: Check) -> tuple[str, ...]:
    return tuple(question for question, answer in check.answers.items() if answer != Answer.YES)


def _name(contact_id: str | None, contacts: Mapping[str, Contact]) -> str | None:
    contact = contacts.get(contact_id or "")
    return contact.name if contact else None

"""Finished checks counted: clear yeses per check and per question, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.checklist import QUESTIONS, clear_yes
from netcheck.domain.evidence import gap
from netcheck.domain.findings import Rate
from netcheck.domain.intervals import wilson
from netcheck.domain.model import Answer, Check, Contact, Ledger, Voice
from netcheck.domain.report import CheckRow, OpenStep, Questions
from netcheck.domain.tendency import compare_checks, tendency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def check_rows(ledger: Ledger, day: int) -> tuple[CheckRow, ...]:
    """Return one row for each check finished up to `day`, oldest first."""
    return tuple(_row(check, ledger.contacts) for check in _until(ledger.checks, day))


def questions(ledger: Ledger, day: int, today: int) -> Questions:
    """Return the checks up to `day` by whom they are about, and what was open on that day.

    A step is as old as the check that it came from. One that came from none has no day, and is only open today.
    """
    rows = check_rows(ledger, day)
    own = [check for check in _until(ledger.checks, day) if about_oneself(check)]
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


def _row(check: Check, contacts: Mapping[str, Contact]) -> CheckRow:
    name = _name(check.contact_id, contacts)
    return CheckRow(check.day, check.voice, name, clear_yes(check), len(check.answers), gap(check))


def _unclear(check: Check) -> tuple[str, ...]:
    return tuple(question for question, answer in check.answers.items() if answer != Answer.YES)


def _name(contact_id: str | None, contacts: Mapping[str, Contact]) -> str | None:
    contact = contacts.get(contact_id or "")
    return contact.name if contact else None

"""What each number of a report is made of: its inputs, how sure it is, and what it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.facts import NOTHING, Basis
from netcheck.domain.measures import heaviest, top_n
from netcheck.domain.registry import MEASURES, Measure
from netcheck.domain.report import Period
from netcheck.domain.report_builder import report_of
from netcheck.domain.state import state_on
from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.domain.facts import Facts, FactsRow
    from netcheck.domain.measures import Trend
    from netcheck.domain.model import Ledger
    from netcheck.domain.permutation import Compared
    from netcheck.domain.registry import Row
    from netcheck.domain.report import Report
    from netcheck.domain.state import State


class Explained(Value):
    """One measure: the numbers that go in and come out, those of two windows, and those without one person.

    `code` is the verdict on the giving share, `name` whom most rests on, and `without_name` whom most
    would rest on then. `compared` is None where nothing is compared; `change` is what may be said of it.
    """

    measure: Measure
    facts: Facts
    rows: tuple[FactsRow, ...] = ()
    code: str = ""
    name: str = ""
    change: Trend | None = None
    compared: Compared | None = None
    without: Facts = NOTHING
    without_name: str = ""


class Explanation(Value):
    """All measures of a report.

    `without` is the name of the most important person, on whom most rests (`bearing`) or, where no
    function was served, with whom there was most exchange; None where there is nobody else.
    """

    report: Report
    without: str | None
    bearing: bool
    measures: tuple[Explained, ...]


def explain(ledger: Ledger, today: int, *, until: int | None = None) -> Explanation:
    """Return what goes into the report of a ledger as of the day `until` (default: `today`)."""
    day = today if until is None else until
    now = _basis(ledger, today, day)
    key, bearing = _most_important(now.state)
    without = None if key is None else _basis(_left_out(ledger, key), today, day)
    explained = {row.measure: _explained(row, now, without) for row in MEASURES if row.facts}
    return Explanation(
        report=now.report,
        without=None if key is None else ledger.contacts[key].name,
        bearing=bearing,
        measures=tuple(explained[measure] for measure in Measure if measure in explained),
    )


def _basis(ledger: Ledger, today: int, day: int) -> Basis:
    state = state_on(ledger, day)
    return Basis(report_of(state, today, since=day, period=Period.YEAR), state)


def _explained(row: Row, now: Basis, without: Basis | None) -> Explained:
    comparison, loss = now.report.comparison, now.report.worst_loss
    found = Explained(row.measure, row.facts(now) if row.facts else NOTHING, tuple(row.rows(now)) if row.rows else ())
    if comparison is not None and row.changing is not None:
        found = found.replaced(change=comparison.changes[row.changing], compared=comparison.compared[row.changing])
    if without is not None and row.depends and row.facts:
        found = found.replaced(without=row.facts(without))
    if row.measure is Measure.GIVING_SHARE and now.report.giving_share is not None:
        found = found.replaced(code=now.report.giving_share.verdict.value)
    if row.measure is Measure.WORST_LOSS and loss is not None:
        then = without.report.worst_loss if without else None
        found = found.replaced(name=loss.contact, without_name=then.contact if then else "")
    return found


def _most_important(state: State) -> tuple[str | None, bool]:
    """Return the id of the person on whom most rests, and whether anything does."""
    if len(state.persons) < 2:  # noqa: PLR2004 - without the only one there would be nobody
        return None, False
    if any(state.served.values()):
        return heaviest(state.served, state.names, 1)[0], True
    ties = ((person.tie.strength, person.name, person.timeline.contact.id) for person in state.persons)
    return top_n(ties, 1)[0], False


def _left_out(ledger: Ledger, contact_id: str) -> Ledger:
    return ledger.replaced(
        contacts={key: contact for key, contact in ledger.contacts.items() if key != contact_id},
        checks=[check for check in ledger.checks if check.contact_id != contact_id],
        steps=[step for step in ledger.steps if step.contact_id != contact_id],
    )

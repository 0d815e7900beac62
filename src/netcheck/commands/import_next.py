"""What to do after an import: the one command that its people and entries ask for next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.cli.due_today import due_today
from netcheck.domain.triage import spread_out, undecided
from netcheck.i18n import _
from netcheck.store import local_state, whole_log

if TYPE_CHECKING:
    from netcheck.cli.app import App
    from netcheck.importers.plan import Plan
    from netcheck.store.database import Connection


def next_line(app: App, connection: Connection, plan: Plan) -> str:
    """Return what comes next after a plan was stored, "" for nothing."""
    if not plan.new and not plan.rows:
        return ""
    ledger, today = whole_log.load(connection), app.today.toordinal()
    new = {contact.id for contact in plan.new}
    open_ = {person.contact.id for person in undecided(ledger, today, local_state.put_off(connection))}
    if new & open_:
        return _("What comes next: netcheck triage, to say how often a reminder comes of whom.")
    if len(spread_out(due_today(ledger, app).people, today)) > 1:
        return _("What comes next: netcheck spread, so that not everybody’s turn comes at once.")
    return _("What comes next: netcheck report")

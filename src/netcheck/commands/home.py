"""`netcheck` alone: where one stands, and what to type next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.cli.app import App, app_of, say
from netcheck.cli.due_today import due_today, pauses
from netcheck.domain import absence
from netcheck.domain.checklist import QUESTIONS
from netcheck.domain.due import Due, looked_at
from netcheck.domain.model import Contact, Ledger, Voice
from netcheck.domain.pauses import SHORTEST
from netcheck.store import local_state, whole_log
from netcheck.view.home import back, standing, ways_on, welcome
from netcheck.view.remind import people_rows

if TYPE_CHECKING:
    import click

    from netcheck.domain.due import Digest
    from netcheck.store.local_state import State


def home(context: click.Context) -> None:
    """Say welcome, welcome back, or what happened last and what is due."""
    app = app_of(context)
    with app.reading() as connection:
        found, last_entry = whole_log.load_with_last(connection)
        draft = local_state.draft(connection, Voice.PERSON, None)
        state = local_state.reminder(connection, app.today)
        kept = local_state.catch_up(connection, app.today)
    if not (last_entry or found.checks or found.steps or draft):
        say(welcome(chosen=app.chosen_language))
        return
    today = app.today.toordinal()
    last = absence.absent_since(found, today, kept.begun(last_entry.day, today) if kept and last_entry else today)
    caught_up = kept is not None and kept.done and today - kept.last <= SHORTEST
    if last is not None and not caught_up:
        say(back(date.fromordinal(last), len(liveliest(found, last)), app.today))
        say(f"\n{ways_on()}")
        return
    digest = _due(found, state, app)
    rows = people_rows(digest, found.contacts.values(), app.today)
    answered = draft.position if draft else 0
    say(standing(found, last_entry, app.today, due=digest, answered=answered, people=rows, question=_thought(app)))
    if last_entry:
        say(f"\n{ways_on()}")


def liveliest(found: Ledger, day: int) -> list[Contact]:
    """Return whom one can catch up with: those who were lively on the day of the last entry, in alphabetical order."""
    names = set(absence.liveliest(found, day))
    return sorted((c for c in found.contacts.values() if c.name in names), key=lambda contact: contact.name)


def _due(found: Ledger, state: State, app: App) -> Digest:
    """Return what is due and not paused; what a scheduler told was seen by nobody yet, and stays."""
    return looked_at(Due() if pauses(state, app) else due_today(found, app), state.shown, app.today.toordinal())


def _thought(app: App) -> str:
    """Return the id of the question that is this week's thought: they take turns, from Monday to Sunday."""
    return QUESTIONS[(app.today.toordinal() - 1) // 7 % len(QUESTIONS)]

"""`netcheck` alone: where one stands, and what to type next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.commands.context import App, app_of, say
from netcheck.domain.checklist import QUESTIONS, next_due
from netcheck.domain.checks import Voice
from netcheck.domain.measures import build
from netcheck.store import drafts, ledger
from netcheck.view.home import back, standing, welcome

if TYPE_CHECKING:
    import click

    from netcheck.domain.contacts import Contact
    from netcheck.domain.ledger import Ledger

_FIRST_CHECK_AFTER_DAYS = 7


def home(context: click.Context) -> None:
    """Say welcome, welcome back, or what happened last and what is due."""
    app = app_of(context)
    with app.reading() as connection:
        found = ledger.load(connection)
        draft = drafts.find(connection, Voice.PERSON, None)
    if not (found.events or found.checks or found.steps or draft):
        say(welcome(app.words, chosen=app.chosen_language))
        return
    report = build(found, app.today.toordinal())
    if report.recent_pause is not None and report.recent_pause.ongoing:
        last = date.fromordinal(report.recent_pause.first)
        say(back(last, len(liveliest(found, app.today)), app.today, app.words))
        return
    steps = [step.text for step in found.steps if step.done is None and (step.by is None or step.by <= report.today)]
    answered = draft.position if draft else 0
    due = _is_due(found, app)
    say(standing(found, app.today, app.words, due=due, answered=answered, steps=steps, question=_thought(app)))


def liveliest(found: Ledger, today: date) -> list[Contact]:
    """Return whom one can catch up with: those who were lively when the last entry was made, in alphabetical order."""
    names = set(build(found, today.toordinal(), until=found.events[-1].day).lively)
    return sorted((c for c in found.contacts.values() if c.name in names), key=lambda contact: contact.name)


def _is_due(found: Ledger, app: App) -> bool:
    """Say whether the ten questions are due: a quarter after the last time, first a week after the first entry."""
    today = app.today.toordinal()
    days = [check.day for check in found.checks if check.voice is Voice.PERSON and check.contact_id is None]
    if days:
        return next_due(max(days)) <= today
    return bool(found.events) and found.events[0].day <= today - _FIRST_CHECK_AFTER_DAYS


def _thought(app: App) -> str:
    """Return the id of the question that is this week's thought: they take turns, from Monday to Sunday."""
    return QUESTIONS[(app.today.toordinal() - 1) // 7 % len(QUESTIONS)]

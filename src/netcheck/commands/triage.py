"""`netcheck triage` and `spread`: how often to be reminded of whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck import ask
from netcheck.cli.app import App, app_of, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.due_today import due_today
from netcheck.cli.output import cells, say_json
from netcheck.cli.tree import application
from netcheck.domain.triage import spread_out, undecided
from netcheck.errors import Cancelled, Exit
from netcheck.store import contacts, local_state, whole_log
from netcheck.store.ops import writing
from netcheck.view.remind import decision_prompt, plan_lines, undecided_line
from netcheck.view.text import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.model import Contact
    from netcheck.domain.triage import Week
    from netcheck.store.database import Connection


triage_app = application()

CADENCES = ("2w", "6w", "3m", "1y")
"""What the keys from 1 on stand for."""
_NEVER, _LATER, _QUIT = "never", "later", "quit"
_KEYS = {
    **{str(number): every for number, every in enumerate(CADENCES, start=1)},
    "n": _NEVER,
    "s": _LATER,
    "": _LATER,
    "q": _QUIT,
}


@triage_app.command()
def triage(context: typer.Context) -> None:
    """Ask about everybody for whom nothing is decided; each decision is stored at once."""
    app = app_of(context)
    texts = app.words.remind
    app.need_terminal(app.words.errors["triage_no_terminal_prompt"])
    with app.log() as connection:
        later = local_state.put_off(connection)
        people = undecided(whole_log.load(connection), app.today.toordinal(), later)
        if not people:
            say(texts.triage_nothing)
            return
        say(texts.triage_intro(len(people)))
        decided, interrupted = 0, False
        prompt = decision_prompt(CADENCES, app.words)
        try:
            for person in people:
                say(f"\n{undecided_line(person, app.today, app.words)}")
                decision = ask.keys(prompt, _KEYS)
                if decision == _QUIT:
                    break
                decided += _keep(decision, person.contact, connection, app)
        except (Cancelled, KeyboardInterrupt) as leaving:  # each decision is stored already
            interrupted = isinstance(leaving, KeyboardInterrupt) or isinstance(leaving.__context__, KeyboardInterrupt)
    left = len(people) - decided
    say("\n" + " ".join([texts.triage_done(decided), *[texts.triage_left(left)] * (left > 0)]))
    if interrupted:  # while Ctrl-D, like q, is a way to be done
        raise typer.Exit(Exit.CANCELLED)


def _keep(decision: str, contact: Contact, connection: Connection, app: App) -> bool:
    """Store a decision and confirm it; say whether it was one."""
    if decision == _LATER:
        local_state.put_off_again(connection, contact.id, app.today)
        return False
    with writing(connection, "triage") as writer:
        contacts.change(writer, contact, {"ignored": True} if decision == _NEVER else {"every": decision})
    confirm_change(writer, app)
    return True


spread_app = application()


@spread_app.command()
def spread(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Show the plan, or put it into practice as one command."""
    app = app_of(context)
    with app.log() if apply else app.reading() as connection:
        found = due_today(whole_log.load_brief(connection), app)
        weeks = spread_out(found.people, app.today.toordinal())
        if apply:
            _put_off(weeks[1:], connection)
    if json:
        say_json([{"from": _iso(week), "people": [person.contact.name for person in week.people]} for week in weeks])
    else:
        _tell(weeks, app, applied=apply)


def _put_off(weeks: Sequence[Week], connection: Connection) -> None:
    with writing(connection, "spread") as writer:
        for week in weeks:
            for person in week.people:
                contacts.change(writer, person.contact, {"snooze_until": week.first})


def _tell(weeks: Sequence[Week], app: App, *, applied: bool) -> None:
    texts = app.words.remind
    if len(weeks) <= 1:
        say(texts.spread_nothing if weeks else "\n".join(wrap(texts.spread_nobody, cells())))
        return
    say("\n".join(plan_lines(weeks, app.today, app.words, cells=cells())))
    if applied:
        say(texts.spread_done(sum(len(week.people) for week in weeks[1:])))
    say(f"  {app.words.looking.undo_hint if applied else texts.spread_apply}")


def _iso(week: Week) -> str:
    return date.fromordinal(week.first).isoformat()

"""`netcheck spread`: a wall of due people becomes a few in each of the coming weeks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.context import App, app_of, say
from netcheck.commands.dues import due_today
from netcheck.commands.looking import cells, say_json
from netcheck.commands.tree import application
from netcheck.domain.deciding import spread_out
from netcheck.store import contacts, ledger
from netcheck.store.ops import writing
from netcheck.view.deciding import plan_lines
from netcheck.view.text import wrap

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from netcheck.domain.deciding import Week

app = application()


@app.command()
def spread(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Show the plan, or put it into practice as one command."""
    surroundings = app_of(context)
    with surroundings.log() if apply else surroundings.reading() as connection:
        found = due_today(ledger.load_brief(connection), surroundings)
        weeks = spread_out(found.people, surroundings.today.toordinal())
        if apply:
            _put_off(weeks[1:], connection)
    if json:
        say_json([{"from": _iso(week), "people": [person.contact.name for person in week.people]} for week in weeks])
    else:
        _tell(weeks, surroundings, applied=apply)


def _put_off(weeks: Sequence[Week], connection: sqlite3.Connection) -> None:
    with writing(connection, "spread") as writer:
        for week in weeks:
            for person in week.people:
                contacts.change(writer, person.contact.id, {"snooze_until": week.first})


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

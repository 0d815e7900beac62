"""`netcheck report`: the quality of the network over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.context import App, app_of, say
from netcheck.commands.days import day_option
from netcheck.commands.reporting import show
from netcheck.commands.tree import application
from netcheck.commands.who import known_circle, whom
from netcheck.domain.books import narrow
from netcheck.domain.measures import build
from netcheck.domain.report import Period
from netcheck.store import contacts, ledger

if TYPE_CHECKING:
    from netcheck.domain.ledger import Ledger

app = application()


@app.command()
def report(
    context: typer.Context,
    since: Annotated[str | None, typer.Option("--since")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    period: Annotated[Period, typer.Option("--period")] = Period.QUARTER,
    with_: Annotated[str | None, typer.Option("--with")] = None,
    circle: Annotated[str | None, typer.Option("--circle")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Draw the report, or print all its numbers as JSON."""
    surroundings = app_of(context)
    first, last = day_option(since, surroundings), day_option(until, surroundings)
    found, person, part = _narrowed(surroundings, with_, circle)
    if json:
        from netcheck.view.report_json import render

        say(render(build(found, surroundings.today.toordinal(), until=last, since=first, period=period)))
    else:
        show(surroundings, found, since=first, until=last, period=period, person=person, circle=part)


def _narrowed(surroundings: App, with_: str | None, circle: str | None) -> tuple[Ledger, str, str]:
    """Return the log narrowed to a person and a circle, and the names of both as written in it ("" for none)."""
    person = part = ""
    with surroundings.reading() as connection:
        found = ledger.load(connection)
        if with_ is not None:
            contact = whom(with_, contacts.load(connection), connection, surroundings)
            found, person = narrow(found, contact_id=contact.id), contact.name
    if circle is not None:
        part = known_circle(circle, found.contacts.values())
        found = narrow(found, circle=part)
    return found, person, part

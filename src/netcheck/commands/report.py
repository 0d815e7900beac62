"""`netcheck report`: the quality of the network over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.context import App, app_of, hand_over
from netcheck.commands.days import day_option, span_option
from netcheck.commands.reporting import draw, masks, write
from netcheck.commands.tree import application
from netcheck.commands.who import known_circle, whom
from netcheck.domain.books import narrow
from netcheck.domain.measures import build
from netcheck.domain.report import Period
from netcheck.domain.showing import Shown, coded, lettered, without_verdicts
from netcheck.errors import UsageError
from netcheck.store import contacts, ledger

if TYPE_CHECKING:
    from netcheck.domain.model import Ledger

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
    html: Annotated[Path | None, typer.Option("--html", allow_dash=True)] = None,
    svg: Annotated[Path | None, typer.Option("--svg", allow_dash=True)] = None,
    no_names: Annotated[bool, typer.Option("--no-names")] = False,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    measure: Annotated[str | None, typer.Option("--measure")] = None,
    against: Annotated[str | None, typer.Option("--against")] = None,
) -> None:
    """Draw the report, look closer at it, print all its numbers as JSON, or write it as a page or a picture."""
    _check_targets(html, svg, json=json)
    closer = {"--explain": explain, "--measure": measure is not None, "--against": against is not None}
    _check_closer(closer, {"--html": html is not None, "--svg": svg is not None, "--no-names": no_names})
    surroundings = app_of(context)
    (first, last), other = span_option(since, until, surroundings), day_option(against, surroundings)
    found, person, part = _narrowed(surroundings, with_, circle)
    if any(closer.values()):
        from netcheck.commands.explaining import Part, look_closer

        asked = Part(found, person, part, first, last, period, json=json)
        look_closer(surroundings, asked, measure=measure, against=other)
        return
    if no_names:
        found = coded(found)
        person = next(iter(found.contacts.values())).name if person else ""
    elif html or svg:
        found = without_verdicts(found)
    shown = Shown(build(found, surroundings.today.toordinal(), until=last, since=first, period=period), person, part)
    if no_names:
        shown = lettered(shown, masks(surroundings))
    if json:
        from netcheck.view.report_json import render

        hand_over(render(shown.report))
    elif html or svg:
        write(surroundings, shown, html=html, svg=svg, nameless=no_names)
    else:
        draw(surroundings, shown)


def _check_targets(html: Path | None, svg: Path | None, *, json: bool) -> None:
    """Refuse numbers beside a page or a picture, and both of these on standard output."""
    if json:
        said = ["--json", *["--html"] * (html is not None), *["--svg"] * (svg is not None)]
    else:
        said = ["--html -"] * (html == Path("-")) + ["--svg -"] * (svg == Path("-"))
    if len(said) > 1:
        raise UsageError("one_direction", options=", ".join(said))


def _check_closer(closer: dict[str, bool], others: dict[str, bool]) -> None:
    """Refuse two closer looks at once, and one that is to be shown to others."""
    looks, beside = ([option for option, said in options.items() if said] for options in (closer, others))
    if looks and len(looks) + len(beside) > 1:
        raise UsageError("one_direction", options=", ".join([*looks, *beside]))


def _narrowed(surroundings: App, with_: str | None, circle: str | None) -> tuple[Ledger, str, str]:
    """Return the log narrowed to a person and a circle, and the names of both as written in it ("" for none)."""
    person = part = ""
    with surroundings.reading() as connection:
        found = ledger.load_brief(connection)
        if with_ is not None:
            contact = whom(with_, contacts.load(connection), connection, surroundings)
            found, person = narrow(found, contact_id=contact.id), contact.name
    if circle is not None:
        part = known_circle(circle, found.contacts.values())
        found = narrow(found, circle=part)
    return found, person, part

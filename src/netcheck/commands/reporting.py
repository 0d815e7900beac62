"""From a ledger to a report on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.measures import build
from netcheck.domain.report import Period

if TYPE_CHECKING:
    from netcheck.commands.context import App
    from netcheck.domain.ledger import Ledger


def show(
    app: App,
    ledger: Ledger,
    *,
    since: int | None = None,
    until: int | None = None,
    period: Period = Period.QUARTER,
    person: str = "",
    circle: str = "",
) -> None:
    """Draw the report on standard output; `person` and `circle` name what the ledger was narrowed to."""
    from netcheck.view.console import report_console
    from netcheck.view.report_terminal import render

    report = build(ledger, app.today.toordinal(), until=until, since=since, period=period)
    render(report, app.words, report_console(color=app.settings.color), person=person, circle=circle)

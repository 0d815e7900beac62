"""From a ledger to a report: on the screen, or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.commands.context import App, remark, write_out
from netcheck.domain.measures import build
from netcheck.domain.showing import Masks, Shown

if TYPE_CHECKING:
    from pathlib import Path

    from netcheck.domain.model import Ledger


def show(app: App, ledger: Ledger) -> None:
    """Draw the report on a whole ledger on standard output."""
    draw(app, Shown(build(ledger, app.today.toordinal())))


def draw(app: App, shown: Shown) -> None:
    """Draw a report on standard output."""
    from netcheck.view.console import report_console
    from netcheck.view.report_terminal import render

    render(shown.report, app.words, report_console(color=app.settings.color), person=shown.person, circle=shown.circle)


def write(app: App, shown: Shown, *, html: Path | None, svg: Path | None, nameless: bool) -> None:
    """Write a report as a page, as a picture, or both; the file - is standard output."""
    if html is not None:
        from netcheck.view.report_html import page

        _hand_out(app, html, page(shown, app.words, nameless=nameless))
    if svg is not None:
        from netcheck.view.report_svg import picture

        _hand_out(app, svg, picture(shown, app.words))


def masks(app: App) -> Masks:
    """Return what stands for names."""
    said = app.words.page
    return Masks(said.person, said.group, said.circle, said.archive)


def _hand_out(app: App, file: Path, text: str) -> None:
    if write_out(file, text):
        from netcheck.view.safe import safe

        remark(app.words.page.written.format(path=safe(str(file))))

"""`netcheck export`: the log in a file or on standard output."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.context import App, app_of, remark, write_out
from netcheck.commands.tree import application
from netcheck.store import ledger
from netcheck.view.moving import exported

if TYPE_CHECKING:
    from netcheck.domain.model import Ledger

app = application()

Target = Annotated[Path, typer.Argument(allow_dash=True)]


@app.command("jsonl")
def jsonl(context: typer.Context, file: Target = Path("-")) -> None:
    """Write everything, one JSON object a line."""
    from netcheck.view.jsonl import lines

    surroundings = app_of(context)
    found = _ledger(surroundings)
    _write(surroundings, file, "".join(f"{line}\n" for line in lines(found)), found)


@app.command("csv")
def table(context: typer.Context, file: Target = Path("-")) -> None:
    """Write the entries as a table (RFC 4180)."""
    from netcheck.view.event_csv import rows

    surroundings = app_of(context)
    found = _ledger(surroundings)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows(found))
    _write(surroundings, file, text.getvalue(), found)


def _ledger(surroundings: App) -> Ledger:
    with surroundings.reading() as connection:
        return ledger.load(connection)


def _write(surroundings: App, file: Path, text: str, found: Ledger) -> None:
    if write_out(file, text):
        remark(exported(len(found.events), file, surroundings.words))

"""`netcheck export`: the log as a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, write_out
from netcheck.cli.output import csv_lines, names_of
from netcheck.cli.parameter_types import FILE
from netcheck.cli.tree import application
from netcheck.domain.model import Ledger
from netcheck.i18n import N_, _
from netcheck.store import contacts, events, integrity, whole_log
from netcheck.store.database import Connection
from netcheck.view.import_export import exported
from netcheck.view.people import by_name
from netcheck.view.safe import safe
from netcheck.view.text import people_text

export_app = application(says=N_("Write the log to a file or to standard output."))

Target = Annotated[
    Path, typer.Argument(click_type=FILE, help=N_("The file, or - for standard output."), metavar=N_("FILE"))
]


@export_app.command("jsonl")
def export_jsonl(context: typer.Context, file: Target = Path("-")) -> None:
    """Everything, one JSON object per line; netcheck import jsonl reads it.

    Not in it: the history, the settings, an unfinished round of questions, and the pause of the reminder; they come
    along in a backup (netcheck backup).
    """
    from netcheck.view.serialize import jsonl_lines

    app = app_of(context)
    with _whole(app) as connection:
        people = contacts.load(connection)
        found = Ledger(**whole_log.without_events(connection, people))
        text = "".join(f"{line}\n" for line in jsonl_lines(found, events.rows_by_id(connection, people)))
        number = events.count(connection, people, events.Wanted())
    _write(file, text, number)


@export_app.command("csv")
def export_csv(context: typer.Context, file: Target = Path("-")) -> None:
    """The entries as a table."""
    from netcheck.view.serialize import csv_rows, csv_text

    app = app_of(context)
    with _whole(app) as connection:
        people = contacts.load(connection)
        rows = csv_rows(events.rows_by_day(connection, people), names_of(people))
        text = "".join(csv_lines(rows) if str(file) == "-" else csv_text(rows))
        number = events.count(connection, people, events.Wanted())
    _write(file, text, number)


@export_app.command("vcard")
def export_vcard(context: typer.Context, file: Target = Path("-")) -> None:
    """The people as vCards, which address books read; no entries, and nothing that you think of somebody."""
    from netcheck.view.vcard import vcard_text

    app = app_of(context)
    with _whole(app) as connection:
        found = by_name(contacts.load(connection).contacts.values())
    if write_out(file, "".join(vcard_text(found))):
        remark(_("✓ {people} in {path}").format(people=people_text(len(found)), path=safe(str(file))))


@contextmanager
def _whole(app: App) -> Iterator[Connection]:
    """Open the log to look at one moment of it, unless it is damaged: an error must not be handed on."""
    with app.reading() as connection:
        integrity.need_whole(connection, app.path)
        with whole_log.moment(connection):
            yield connection


def _write(file: Path, text: str, number: int) -> None:
    if write_out(file, text):
        remark(exported(number, file))

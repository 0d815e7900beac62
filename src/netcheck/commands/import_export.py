"""`netcheck import` and `netcheck export`: entries from elsewhere, all or nothing, and the log as a file."""

from __future__ import annotations

import csv
import gc
import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from netcheck.cli.app import App, app_of, remark, say, write_out
from netcheck.cli.dates import day_option
from netcheck.cli.failures import storing_nothing
from netcheck.cli.tree import application
from netcheck.errors import NetcheckError
from netcheck.importers.base import ContactDraft, Problem
from netcheck.importers.writer import ImportSummary, write_drafts
from netcheck.store import ledger
from netcheck.store.ops import writing
from netcheck.view.import_export import counting, exported, intake_lines, problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.domain.model import Ledger
    from netcheck.importers.base import Draft


import_app = application()

DryRun = Annotated[bool, typer.Option("--dry-run")]


@import_app.command("jsonl")
def import_jsonl(
    context: typer.Context, file: Annotated[Path, typer.Argument(allow_dash=True)], dry_run: DryRun = False
) -> None:
    """Bring in a JSONL file; a bad line stops the whole import."""
    from netcheck.importers.jsonl import parse

    app = app_of(context)
    with storing_nothing(app.words):
        with _opened(file) as stream:
            drafts, problems = parse(stream, app.today.toordinal())
        if problems:
            raise _refusal(problems, app)
        # People first: a line of the log may stand before the one that says whom its id means.
        drafts.sort(key=lambda draft: not isinstance(draft, ContactDraft))
        try:
            tally = _take_in(app, drafts, dry_run=dry_run)
        except NetcheckError as error:
            line = error.facts.get("line")
            if isinstance(line, int) and line:
                raise _refusal([Problem(line, error.code, error.facts)], app) from None
            raise
    say("\n".join(intake_lines(tally, app.words, dry_run=dry_run)))


@import_app.command("git")
def import_git(
    context: typer.Context,
    path: Path,
    me: Annotated[list[str], typer.Option("--me")],
    since: Annotated[str | None, typer.Option("--since")] = None,
    dry_run: DryRun = False,
) -> None:
    """Read the trailers of a repository as a stream."""
    from netcheck.importers.git import parse

    app = app_of(context)
    words, today = app.words, app.today.toordinal()
    with storing_nothing(words):
        first = day_option(since, app)
        with (
            counting(words.moving.commits) as progress,
            parse(path, me, since=first, today=today, progress=progress) as (drafts, problems),
        ):
            tally = _take_in(app, drafts, dry_run=dry_run)
    if problems:
        remark("\n".join([words.moving.skipped(len(problems)), *problem_lines(problems, words, numbered=False)]))
    say("\n".join(intake_lines(tally, words, dry_run=dry_run)))


def _refusal(problems: list[Problem], app: App) -> NetcheckError:
    told = problem_lines(problems, app.words, numbered=True)
    return NetcheckError("import_problem" if len(problems) == 1 else "import_problems", n=len(problems), further=told)


class _TrialOver(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run
    pass


def _take_in(app: App, drafts: Iterable[Draft], *, dry_run: bool) -> ImportSummary:
    tally = ImportSummary()
    try:
        with (
            _uncollected(),
            app.reading() if dry_run else app.log() as connection,
            writing(connection, "import") as writer,
        ):
            tally = write_drafts(writer, drafts)
            if dry_run:
                raise _TrialOver  # noqa: TRY301 - leaving the transaction is what undoes it
    except _TrialOver:
        pass
    return tally


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles among a hundred thousand tuples and texts, which have none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        with file.open("rb") as stream:
            yield stream
    except OSError as error:
        raise NetcheckError("file_unreadable", path=file, reason=error.strerror) from None


export_app = application()

Target = Annotated[Path, typer.Argument(allow_dash=True)]


@export_app.command("jsonl")
def export_jsonl(context: typer.Context, file: Target = Path("-")) -> None:
    """Write everything, one JSON object a line."""
    from netcheck.view.serialize import jsonl_lines

    app = app_of(context)
    found = _ledger(app)
    _write(app, file, "".join(f"{line}\n" for line in jsonl_lines(found)), found)


@export_app.command("csv")
def export_csv(context: typer.Context, file: Target = Path("-")) -> None:
    """Write the entries as a table (RFC 4180)."""
    from netcheck.view.serialize import csv_rows

    app = app_of(context)
    found = _ledger(app)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(csv_rows(found))
    _write(app, file, text.getvalue(), found)


def _ledger(app: App) -> Ledger:
    with app.reading() as connection:
        return ledger.load(connection)


def _write(app: App, file: Path, text: str, found: Ledger) -> None:
    if write_out(file, text):
        remark(exported(len(found.events), file, app.words))

"""`netcheck import`: entries from elsewhere, all or nothing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.dates import day_option
from netcheck.cli.failures import storing_nothing
from netcheck.cli.tree import application
from netcheck.errors import NetcheckError
from netcheck.importers.base import Options, Problem
from netcheck.importers.formats import importer
from netcheck.importers.writer import ImportSummary, write_drafts
from netcheck.store.ops import writing
from netcheck.view.import_export import counting, import_lines, problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.importers.base import Draft


import_app = application()

DryRun = Annotated[bool, typer.Option("--dry-run")]


@import_app.command("jsonl")
def import_jsonl(
    context: typer.Context, file: Annotated[Path, typer.Argument(allow_dash=True)], dry_run: DryRun = False
) -> None:
    """Bring in a JSONL file; a bad line stops the whole import."""
    app = app_of(context)
    with storing_nothing(app.words):
        summary, _ = _imported(app, "jsonl", file, Options(app.today.toordinal()), dry_run=dry_run)
    say("\n".join(import_lines(summary, app.words, dry_run=dry_run)))


@import_app.command("git")
def import_git(
    context: typer.Context,
    path: Path,
    me: Annotated[list[str], typer.Option("--me")],
    since: Annotated[str | None, typer.Option("--since")] = None,
    dry_run: DryRun = False,
) -> None:
    """Read the trailers of a repository as a stream."""
    app = app_of(context)
    words = app.words
    with storing_nothing(words):
        first = day_option(since, app)
        with counting(words.moving.commits) as progress:
            options = Options(app.today.toordinal(), first, me, progress)
            summary, problems = _imported(app, "git", path, options, dry_run=dry_run)
    if problems:
        remark("\n".join([words.moving.skipped(len(problems)), *problem_lines(problems, words, numbered=False)]))
    say("\n".join(import_lines(summary, words, dry_run=dry_run)))


def _imported(
    app: App, name: str, path: Path, options: Options, *, dry_run: bool
) -> tuple[ImportSummary, list[Problem]]:
    """Store what an importer reads, or only try it; return what it came to, and what was left out.

    Raises:
        NetcheckError: it cannot be read, or it is all or nothing and something in it does not fit.
    """
    chosen = importer(name)
    with chosen.opened(path, options) as (drafts, problems):
        if problems and chosen.ALL_OR_NOTHING:
            raise _refusal(problems, app)
        try:
            return _stored(app, drafts, dry_run=dry_run), problems
        except NetcheckError as error:
            line = error.facts.get("line")
            if isinstance(line, int) and line:
                raise _refusal([Problem(line, error.code, error.facts)], app) from None
            raise


def _refusal(problems: list[Problem], app: App) -> NetcheckError:
    told = problem_lines(problems, app.words, numbered=True)
    return NetcheckError("import_problem" if len(problems) == 1 else "import_problems", n=len(problems), further=told)


class _TrialOver(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run
    pass


def _stored(app: App, drafts: Iterable[Draft], *, dry_run: bool) -> ImportSummary:
    summary = ImportSummary()
    try:
        with (
            _no_garbage_collection(),
            app.reading() if dry_run else app.log() as connection,
            writing(connection, "import") as writer,
        ):
            summary = write_drafts(writer, drafts)
            if dry_run:
                raise _TrialOver  # noqa: TRY301 - leaving the transaction is what undoes it
    except _TrialOver:
        pass
    return summary


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Disable the cyclic garbage collector during a bulk import."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

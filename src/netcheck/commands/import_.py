"""`netcheck import`: entries from elsewhere, all or nothing."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.days import day_option
from netcheck.commands.intake import Tally, take_in
from netcheck.commands.tree import application
from netcheck.errors import NetcheckError
from netcheck.store.ops import writing
from netcheck.view.moving import intake_lines, problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netcheck.importers.base import Draft, Problem

app = application()

DryRun = Annotated[bool, typer.Option("--dry-run")]


@app.command("jsonl")
def jsonl(
    context: typer.Context, file: Annotated[Path, typer.Argument(allow_dash=True)], dry_run: DryRun = False
) -> None:
    """Bring in a JSONL file; a bad line stops the whole import."""
    from netcheck.importers.jsonl import parse

    surroundings = app_of(context)
    with _opened(file) as stream:
        drafts, problems = parse(stream, surroundings.today.toordinal())
    if problems:
        raise NetcheckError("import_problems", n=len(problems), further=_told(problems, surroundings))
    _take_in(surroundings, drafts, problems, dry_run=dry_run)


@app.command("git")
def git(
    context: typer.Context,
    path: Path,
    me: Annotated[list[str], typer.Option("--me")],
    since: Annotated[str | None, typer.Option("--since")] = None,
    dry_run: DryRun = False,
) -> None:
    """Read the trailers of a repository as a stream."""
    from netcheck.importers.git import parse

    surroundings = app_of(context)
    first = day_option(since, surroundings)
    with parse(path, me, since=first, today=surroundings.today.toordinal()) as (drafts, problems):
        _take_in(surroundings, drafts, problems, dry_run=dry_run)


class _TrialOver(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run
    pass


def _take_in(surroundings: App, drafts: Iterable[Draft], problems: Sequence[Problem], *, dry_run: bool) -> None:
    tally = Tally()
    try:
        with (
            surroundings.reading() if dry_run else surroundings.log() as connection,
            writing(connection, "import") as writer,
        ):
            tally = take_in(writer, drafts)
            if dry_run:
                raise _TrialOver  # noqa: TRY301 - leaving the transaction is what undoes it
    except _TrialOver:
        pass
    for line in _told(problems, surroundings):
        remark(line)
    say("\n".join(intake_lines(tally, surroundings.words, dry_run=dry_run)))


def _told(problems: Sequence[Problem], surroundings: App) -> list[str]:
    return problem_lines([(problem.line, problem.code, problem.facts) for problem in problems], surroundings.words)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise NetcheckError("file_unreadable", path=file, reason=error.strerror) from None
    with stream:
        yield stream

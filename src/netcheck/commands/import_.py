"""`netcheck import`: entries from elsewhere, all or nothing."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.days import day_option
from netcheck.commands.failing import storing_nothing
from netcheck.commands.intake import Tally, take_in
from netcheck.commands.tree import application
from netcheck.errors import NetcheckError
from netcheck.importers.base import ContactDraft, Problem
from netcheck.store.ops import writing
from netcheck.view.moving import intake_lines, problem_lines
from netcheck.view.progress import counting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.importers.base import Draft

app = application()

DryRun = Annotated[bool, typer.Option("--dry-run")]


@app.command("jsonl")
def jsonl(
    context: typer.Context, file: Annotated[Path, typer.Argument(allow_dash=True)], dry_run: DryRun = False
) -> None:
    """Bring in a JSONL file; a bad line stops the whole import."""
    from netcheck.importers.jsonl import parse

    surroundings = app_of(context)
    with storing_nothing(surroundings.words):
        with _opened(file) as stream:
            drafts, problems = parse(stream, surroundings.today.toordinal())
        if problems:
            raise _refusal(problems, surroundings)
        # People first: a line of the log may stand before the one that says whom its id means.
        drafts.sort(key=lambda draft: not isinstance(draft, ContactDraft))
        try:
            tally = _take_in(surroundings, drafts, dry_run=dry_run)
        except NetcheckError as error:
            line = error.facts.get("line")
            if isinstance(line, int) and line:
                raise _refusal([Problem(line, error.code, error.facts)], surroundings) from None
            raise
    say("\n".join(intake_lines(tally, surroundings.words, dry_run=dry_run)))


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
    words, today = surroundings.words, surroundings.today.toordinal()
    with storing_nothing(words):
        first = day_option(since, surroundings)
        with (
            counting(words.moving.commits) as progress,
            parse(path, me, since=first, today=today, progress=progress) as (drafts, problems),
        ):
            tally = _take_in(surroundings, drafts, dry_run=dry_run)
    if problems:
        remark("\n".join([words.moving.skipped(len(problems)), *problem_lines(problems, words, numbered=False)]))
    say("\n".join(intake_lines(tally, words, dry_run=dry_run)))


def _refusal(problems: list[Problem], surroundings: App) -> NetcheckError:
    told = problem_lines(problems, surroundings.words, numbered=True)
    return NetcheckError("import_problem" if len(problems) == 1 else "import_problems", n=len(problems), further=told)


class _TrialOver(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run
    pass


def _take_in(surroundings: App, drafts: Iterable[Draft], *, dry_run: bool) -> Tally:
    tally = Tally()
    try:
        with (
            _uncollected(),
            surroundings.reading() if dry_run else surroundings.log() as connection,
            writing(connection, "import") as writer,
        ):
            tally = take_in(writer, drafts)
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

"""`netcheck import`: entries from elsewhere, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.dates import since_option
from netcheck.cli.failures import storing_nothing
from netcheck.cli.parameter_types import DAY, FILE, FOLDER
from netcheck.cli.tree import application
from netcheck.errors import NetcheckError
from netcheck.i18n import N_, _, ngettext
from netcheck.importers.base import Options, Problem
from netcheck.importers.formats import importer
from netcheck.importers.writer import ImportSummary, write_drafts
from netcheck.store.ops import writing
from netcheck.view.import_export import counting, import_lines, problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.importers.base import Draft


import_app = application(says=N_("Bring in entries from elsewhere."))

DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would happen."))]


@import_app.command("jsonl")
def import_jsonl(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(click_type=FILE, help=N_("The file, or - for standard input."), metavar=N_("FILE"))
    ],
    dry_run: DryRun = False,
) -> None:
    """Bring in a JSONL file, as netcheck export writes it."""
    app = app_of(context)
    with storing_nothing():
        summary, _ = _imported(app, "jsonl", file, Options(app.today.toordinal()), dry_run=dry_run)
    say("\n".join(import_lines(summary, dry_run=dry_run)))


@import_app.command("git")
def import_git(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help=N_("The repository."), metavar=N_("FOLDER"), click_type=FOLDER)],
    me: Annotated[
        list[str],
        typer.Option("--me", help=N_("Your name or e-mail address there; may be repeated."), metavar=N_("ME")),
    ],
    since: Annotated[
        str | None,
        typer.Option("--since", help=N_("Only commits from this day on."), metavar=N_("DAY"), click_type=DAY),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Read give and take from the trailers of a git repository.

    Reviewed-by, Acked-by, Helped-by, Co-authored-by and so on: on your commits what you received, on the commits of
    others what you gave.
    """
    app = app_of(context)
    with storing_nothing():
        first = since_option(since, app)
        with counting(_("{n} commits read")) as progress:
            options = Options(app.today.toordinal(), first, me, progress)
            summary, problems = _imported(app, "git", path, options, dry_run=dry_run)
    if problems:
        remark(
            "\n".join(
                [
                    ngettext("One commit was left out:", "{n} commits were left out:", len(problems)).format(
                        n=len(problems)
                    ),
                    *problem_lines(problems, numbered=False),
                ]
            )
        )
    say("\n".join(import_lines(summary, dry_run=dry_run)))


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
            raise _refusal(problems)
        try:
            return _stored(app, drafts, dry_run=dry_run), problems
        except NetcheckError as error:
            line = error.facts.get("line")
            if isinstance(line, int) and line:
                raise _refusal([Problem(line, error.code, error.facts)]) from None
            raise


def _refusal(problems: list[Problem]) -> NetcheckError:
    told = problem_lines(problems, numbered=True)
    return NetcheckError("import_problem" if len(problems) == 1 else "import_problems", n=len(problems), further=told)


class _TrialOver(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run
    pass


def _stored(app: App, drafts: Iterable[Draft], *, dry_run: bool) -> ImportSummary:
    summary = ImportSummary()
    try:
        with (
            app.reading() if dry_run else app.log() as connection,
            writing(connection, "import") as writer,
        ):
            summary = write_drafts(writer, drafts)
            if dry_run:
                raise _TrialOver  # noqa: TRY301 - leaving the transaction is what undoes it
    except _TrialOver:
        pass
    return summary

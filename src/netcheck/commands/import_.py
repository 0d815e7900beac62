"""`netcheck import`: entries from elsewhere, all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import click
import typer

from netcheck.cli.app import App, app_of, say
from netcheck.cli.dates import since_option
from netcheck.cli.failures import storing_nothing
from netcheck.cli.format_command import ANY, FormatCommand, Formats
from netcheck.cli.localize_click import say_help
from netcheck.cli.parameter_types import CIRCLE, DAY, FILE
from netcheck.cli.text_input import given_name
from netcheck.cli.tree import application
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import N_
from netcheck.importers import jsonl
from netcheck.importers.base import Draft, Options, Problem
from netcheck.importers.formats import READERS
from netcheck.importers.plan import Wishes
from netcheck.importers.writer import ImportSummary, write_drafts
from netcheck.store.ops import writing
from netcheck.view.import_export import import_lines, problem_lines


def _look_around(context: typer.Context) -> None:
    app = app_of(context)
    if not app.interactive:
        say_help(context)
    from netcheck.commands.import_look import look_around

    look_around(app)


import_app = application(
    Formats,
    says=N_(
        "Bring in entries from elsewhere.\n\n"
        "Alone at a terminal it looks on this computer for what can be imported, and says before where."
    ),
    bare=_look_around,
)

ORDERS = ("dmy", "mdy", "ymd")
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
    _bring_jsonl(app_of(context), file, dry_run=dry_run)


def _bring_jsonl(app: App, file: Path, *, dry_run: bool) -> None:
    """Store what a file says, or only try it.

    Raises:
        NetcheckError: it cannot be read, or something in it does not fit: it is all or nothing.
    """
    with storing_nothing():
        drafts, problems = jsonl.read(file, app.today.toordinal())
        if problems:
            raise _refusal(problems)
        try:
            summary = _stored(app, drafts, dry_run=dry_run)
        except NetcheckError as error:
            line = error.facts.get("line")
            if isinstance(line, int) and line:
                raise _refusal([Problem(line, error.code, error.facts)]) from None
            raise
    say("\n".join(import_lines(summary, dry_run=dry_run)))


def _refusal(problems: list[Problem]) -> NetcheckError:
    told = problem_lines(problems, numbered=True)
    return NetcheckError("import_problem" if len(problems) == 1 else "import_problems", n=len(problems), further=told)


class _TrialOver(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run
    pass


def _stored(app: App, drafts: list[Draft], *, dry_run: bool) -> ImportSummary:
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


_HELP = {
    "vcard": N_(
        "People from vCards: a file, or a folder of khard, vdirsyncer or Nextcloud.\n\n"
        "Alone at a terminal it offers the folders in which khard and vdirsyncer keep contacts."
    ),
    "abook": N_("People from the address book of abook."),
    "csv": N_("People or entries from a table: Google, Outlook, Thunderbird, or any other with --map."),
    "notes": N_("People from notes with properties, as in Obsidian; --map says which."),
    "linkedin": N_("Connections, messages, recommendations and endorsements from LinkedIn’s export."),
    "mail": N_("Talks from a Maildir, an mbox or single mails: with whom you write in both directions."),
    "ics": N_("Meetings from a calendar."),
    "git": N_(
        "Give and take from the trailers of git repositories.\n\n"
        "Reviewed-by, Acked-by, Helped-by, Co-authored-by and so on: on your commits what you received, on the commits "
        "of others what you gave. Without --me you are who git's settings say."
    ),
    "gh": N_("Reviews and merges from what gh pr list --json prints."),
    "mastodon": N_("What you shared and answered, and direct posts, from Mastodon’s archive."),
    "x": N_("What you shared and answered, and direct messages, from X’s archive."),
    "whatsapp": N_("Talks from exported chats."),
    "telegram": N_("Talks from Telegram’s export."),
    "monica": N_("People, gifts, loans, calls and activities from Monica."),
    "friends": N_("People and activities from friends.md."),
}
"""What each format brings in, as its help says."""


def _command(format_: str | None) -> Callable[..., None]:
    """Return the function of the command for one format, or for whatever format a file has."""

    def command(
        context: typer.Context,
        paths: Annotated[
            list[Path],
            typer.Argument(
                click_type=FILE, help=N_("Files or folders, several of them as one plan."), metavar=N_("FILE…")
            ),
        ],
        me: Annotated[
            list[str] | None,
            typer.Option("--me", help=N_("Your name or address there; may be repeated."), metavar=N_("ME")),
        ] = None,
        since: Annotated[
            str | None,
            typer.Option("--since", help=N_("Only entries from this day on."), metavar=N_("DAY"), click_type=DAY),
        ] = None,
        talk: Annotated[
            bool, typer.Option("--talk/--no-talk", help=N_("Talks as well, or only people, giving and receiving?"))
        ] = True,
        circle: Annotated[
            str | None,
            typer.Option(
                "--circle", help=N_("Put the new people into this circle."), metavar=N_("CIRCLE"), click_type=CIRCLE
            ),
        ] = None,
        groups: Annotated[
            bool, typer.Option("--groups", help=N_("Chats of several people as well: those who wrote when you did."))
        ] = False,
        dates: Annotated[
            str | None,
            typer.Option("--dates", help=N_("In which order days are written."), click_type=click.Choice(ORDERS)),
        ] = None,
        columns: Annotated[
            list[str] | None,
            typer.Option(
                "--map", help=N_("Which column a field is: email=Mail; may be repeated."), metavar="FIELD=COLUMN"
            ),
        ] = None,
        constants: Annotated[
            list[str] | None,
            typer.Option("--set", help=N_("A field of every row: kind=help; may be repeated."), metavar="FIELD=VALUE"),
        ] = None,
        excepted: Annotated[
            list[str] | None,
            typer.Option("--not", help=N_("A login that is a robot; may be repeated."), metavar="LOGIN"),
        ] = None,
        strict: Annotated[
            bool, typer.Option("--strict", help=N_("Nothing at all if one record cannot be read."))
        ] = False,
        dry_run: DryRun = False,
        yes: Annotated[bool, typer.Option("--yes", help=N_("Without asking."))] = False,
    ) -> None:
        from netcheck.commands.import_files import import_paths
        from netcheck.commands.import_reading import Request, Wanted

        app = app_of(context)
        if not paths:
            from netcheck.commands.import_contacts import chosen_folders

            paths = [*chosen_folders(context)]
        with storing_nothing():
            first = since_option(since, app)
            options = Options(
                app.today.toordinal(),
                since=first,
                me=me or app.settings.me,
                me_said=bool(me),
                groups=groups,
                dates=dates or "",
                columns=_by_field(columns or (), "--map"),
                constants={field: texts[0] for field, texts in _by_field(constants or (), "--set").items()},
                excepted=excepted or (),
            )
            wishes = Wishes(first, talk, given_name(circle, "--circle") if circle is not None else "")
            own = format_ is None and _is_jsonl(paths)
        if own:
            _bring_jsonl(app, paths[0], dry_run=dry_run)
        else:
            wanted = [Wanted(path, format_) for path in paths]
            import_paths(app, wanted, Request(options, wishes, dry_run, yes, strict))

    command.__doc__ = _HELP[format_] if format_ else N_("Bring in files of any format that is known.")
    return command


def _is_jsonl(paths: Sequence[Path]) -> bool:
    """Return whether the path is a file of netcheck's own format.

    Raises:
        UsageError: it stands beside others, with which it cannot be one plan; the line for it is named.
    """
    found = [path for path in paths if jsonl.detect(path)]
    if found and len(paths) > 1:
        raise UsageError("import_apart_jsonl", path=quoted(str(found[0])))
    return bool(found)


def _by_field(pairs: Iterable[str], option: str) -> dict[str, list[str]]:
    """Return by field what FIELD=TEXT says of it.

    Raises:
        UsageError: one of them has no field or no text.
    """
    found: dict[str, list[str]] = {}
    for pair in pairs:
        field, equals, text = pair.partition("=")
        if not equals or not field.strip() or not text.strip():
            raise UsageError("import_bad_pair", option=option, value=pair)
        found.setdefault(field.strip(), []).append(text.strip())
    return found


for _format in READERS:
    import_app.command(_format, cls=FormatCommand)(_command(_format))
import_app.command(ANY, cls=FormatCommand, hidden=True)(_command(None))

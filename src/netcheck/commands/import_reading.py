"""Reads the files that `netcheck import` brings in; what a reader needs to know is asked for at a terminal."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netcheck import settings
from netcheck.cli.app import App, command_line, hand_over, say
from netcheck.cli.text_input import clean
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import _
from netcheck.importers.base import Findings, Options, fitting
from netcheck.importers.formats import READERS, format_of, reader
from netcheck.importers.plan import Reading, Wishes
from netcheck.importers.source import Measured, opened_source, part_read
from netcheck.view.import_export import counting
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from netcheck.commands.import_mapping import ColumnMapping
    from netcheck.importers.source import Source


class Request(NamedTuple):
    """What was asked for, beside the paths; `names_log` asks to end with who knows what no file does."""

    options: Options
    wishes: Wishes
    dry_run: bool = False
    yes: bool = False
    strict: bool = False
    names_log: bool = True

    def words(self, dates: str) -> list[str]:
        """Return the options of the command line that ask for this of a table, the order of its days with them."""
        since, circle = self.wishes.since, self.wishes.circle
        return [
            *(["--since", date.fromordinal(since).isoformat()] if since is not None else []),
            *(["--circle", circle] if circle else []),
            *(["--dates", dates] if dates else []),
            *(["--no-talk"] if not self.wishes.talk else []),
            *(["--strict"] if self.strict else []),
        ]


class Wanted(NamedTuple):
    """A file or folder to bring in, of a format, or of the one that it looks like if None."""

    path: Path
    format: str | None = None


def read_sources(app: App, wanted: Sequence[Wanted], request: Request) -> tuple[list[Reading], Findings]:
    """Read all sources; what cannot be read without an answer is asked for at a terminal."""
    options = request.options
    with ExitStack() as stack:
        opened = [(stack.enter_context(opened_source(path)), format_) for path, format_ in wanted]
        named = [(format_ or format_of(source), source) for source, format_ in opened]
        mappings: dict[Path, ColumnMapping] = {}
        while True:
            findings = Findings()
            # A clone is read by git: nobody looks through its files, and a link among them may lead anywhere.
            measured = [(name, source if name == "git" else Measured(source)) for name, source in named]
            part = partial(part_read, [source for _name, source in measured if isinstance(source, Measured)])
            try:
                with counting(_("{n} records read"), part) as progress:
                    readings = _readings(measured, options._replace(progress=progress), findings, mappings)
                    break
            except NetcheckError as error:
                if app.interactive and error.code == "import_columns_needed":
                    _ask_mapping(mappings, error, options)
                else:
                    options = _answered(app, error, options)
    if mappings:
        _say_mappings(app, mappings, request.words(options.dates))
    return readings, findings


def _readings(
    named: Sequence[tuple[str, Source]],
    options: Options,
    findings: Findings,
    mappings: Mapping[Path, ColumnMapping],
) -> list[Reading]:
    """Return what each source gives, in the order of the formats.

    Folders of mail are one set, since sent and received lie apart; clones are lists of their own. `mappings` are those
    of tables by their paths.
    """
    found: list[Reading] = []
    several = len(named) > 1
    for name in READERS:
        sources = [source for format_, source in named if format_ == name]
        if name == "mail" and sources:
            from netcheck.importers.mail import parse_all

            found.append(Reading(name, list(fitting(parse_all(sources, options, findings), findings.problems))))
        elif name == "git" and sources:
            found += _clones(sources, options, findings, alone=len(sources) == len(named))
        else:
            for source in sources:
                mapping, here = mappings.get(source.path), Findings()
                drafts = reader(name).parse(source, mapping.of(options) if mapping else options, here)
                kept = list(fitting(drafts, here.problems, "" if several else source.path.name))
                findings.add(here.of(source) if several else here)
                found.append(Reading(name, kept, source.path.name, len(source.names) == 1))
    return found


def _clones(sources: Sequence[Source], options: Options, findings: Findings, *, alone: bool) -> list[Reading]:
    """Return what each clone gives; beside other files, clones in which the user is not are only counted."""
    from netcheck.importers.git import PASSED_OVER, parse_each

    try:
        return [
            Reading("git", list(fitting(drafts, findings.problems)))
            for drafts in parse_each(sources, options, findings)
        ]
    except NetcheckError as error:
        if alone or error.facts.get("known") is False or error.code not in PASSED_OVER:
            raise
    return []


def _ask_mapping(mappings: dict[Path, ColumnMapping], error: NetcheckError, options: Options) -> None:
    """Ask which column of a table is what."""
    from netcheck.commands.import_mapping import asked_mapping

    source: Path = error.facts["source"]  # type: ignore[assignment] # facts hold anything
    mappings[source] = asked_mapping(error, options)


def _say_mappings(app: App, mappings: Mapping[Path, ColumnMapping], further: Sequence[str]) -> None:
    """Show the lines that read the tables without asking, with further words for each."""
    say(_("The same without being asked:"))
    for path, mapping in mappings.items():
        line = command_line(app, "import", "csv", str(path), *mapping.words(), *further)
        hand_over(f"  {safe(line)}")


def _answered(app: App, error: NetcheckError, options: Options) -> Options:
    """Ask for what a reader needs to know, and return the options with the answer; hand the error on elsewhere."""
    names = error.facts.get("names", ())
    likely = [str(name) for name in names] if isinstance(names, list) else []
    said = ", ".join(options.me) if options.me_said and error.code == "import_me_needed" else ""
    if not app.interactive and (likely or said):
        code = "import_me_unknown" if said else error.code
        raise NetcheckError(code, me=said, further=[f"  {safe(name)}" for name in likely])
    if not app.interactive or error.code not in {"import_me_needed", "import_dates_needed"}:
        raise error
    from netcheck import ask

    if error.code == "import_dates_needed":
        orders = [(_("day first: 31.12.2026"), "dmy"), (_("month first: 12/31/2026"), "mdy")]
        return options._replace(dates=ask.choose(_("How are the days written?"), orders))
    if said:
        say(_("Nobody there is {me}.").format(me=safe(said)))
    choices: list[tuple[str, str | None]] = [(safe(name), name) for name in likely]
    chosen = ask.choose(_("Who of them are you?"), [*choices, (_("somebody else"), None)]) if likely else None
    me = chosen or clean(ask.text(f"  {_('Your name or address there ›')} "))
    if not me:
        raise Cancelled("cancelled")
    # What --me says holds for this import alone.
    settings.store(settings.ME, ", ".join(dict.fromkeys([*settings.load().me, me])))
    return options._replace(me=[*options.me, me])

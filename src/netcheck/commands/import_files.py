"""What `netcheck import` does with files of other programs: read, plan, ask, store."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netcheck import settings
from netcheck.cli.app import App, command_line, hand_over, say
from netcheck.cli.failures import storing_nothing
from netcheck.cli.text_input import clean
from netcheck.commands.import_next import next_line
from netcheck.domain.model import Event
from netcheck.domain.places import PLACES, Place
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import _
from netcheck.importers.base import Findings, Options, fitting
from netcheck.importers.formats import READERS, format_of, reader
from netcheck.importers.plan import NEW, NOBODY, Plan, Reading, Wishes, planned, store
from netcheck.importers.source import Measured, opened_source, part_read
from netcheck.store.ops import state, writing
from netcheck.view.import_export import counting, problem_lines
from netcheck.view.import_plan import candidate_lines, plan_lines, where_it_stands
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from netcheck.commands.import_mapping import ColumnMapping
    from netcheck.importers.plan import Ref
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


def import_paths(app: App, wanted: Sequence[Wanted], request: Request) -> None:
    """Bring in files and folders as one plan.

    Raises:
        NetcheckError: one of them cannot be read, is of no format that is known, or there is nothing in them at all.
        Cancelled: somebody was asked and left.
    """
    with storing_nothing():
        readings, findings = _read(app, wanted, request)
        if request.strict and findings.problems:
            raise NetcheckError("import_strict", further=problem_lines(findings.problems, numbered=True))
        if not any(reading.drafts for reading in readings):
            told = plan_lines(Plan(), findings, (), files=True)
            raise NetcheckError("import_nothing", path=wanted[0].path, further=told)
    decisions: dict[Ref, str] = {}
    places = [_place(format_, readings) for format_ in dict.fromkeys(reading.format for reading in readings)]

    def lines(plan: Plan) -> str:
        told = plan_lines(plan, findings, places, files=True, dry_run=request.dry_run)
        return "\n".join(told)

    with app.reading() as connection:
        planned_for = state(connection)
        plan = planned(connection, readings, request.wishes, decisions)
    asks = app.interactive and not request.yes and not request.dry_run
    # Who somebody is may show that somebody else is ambiguous.
    while asks and plan.ambiguous:
        with storing_nothing():
            decisions |= _decided(app, plan)
        with app.reading() as connection:
            planned_for = state(connection)
            plan = planned(connection, readings, request.wishes, decisions)
    if plan.empty and not plan.seen and not plan.matched:
        with storing_nothing():
            raise NetcheckError("import_nothing", path=wanted[0].path, further=lines(plan).splitlines())
    if plan.empty or request.dry_run:
        say(lines(plan) or _("Nothing new."))
        if plan.empty and not request.dry_run:
            say(_("Nothing new."))
        return
    shown = lines(plan) if asks else ""
    if asks:
        from netcheck import ask

        say(shown)
        with storing_nothing():
            if not ask.keys(_("Take this over?   Enter: yes   [n]o ›"), {"": True, _("y"): True, _("n"): False}):
                raise Cancelled("cancelled")
    with app.log() as connection, writing(connection, "import") as writer:
        if state(connection) != planned_for:  # another program has changed the log in the meantime
            plan = planned(connection, readings, request.wishes, decisions)
        readings.clear()  # frees as much memory as storing needs
        store(writer, plan)
    if lines(plan) != shown:
        say(lines(plan))
    say(_("✓ Taken over. To take it back: netcheck undo"))
    knows_all = all(place.given and place.received for place in places)
    _say_what_is_next(app, plan, names_log=request.names_log and not knows_all)


def _say_what_is_next(app: App, plan: Plan, *, names_log: bool) -> None:
    with app.reading() as connection:
        if line := next_line(app, connection, plan):
            say(line)
    if names_log:
        say(_("What was given and received, where no file knows it: netcheck log"))


def _read(app: App, wanted: Sequence[Wanted], request: Request) -> tuple[list[Reading], Findings]:
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


def _place(format_: str, readings: Sequence[Reading]) -> Place:
    """Return what a format can see; tables see entries only where a column is their day."""
    place = PLACES[format_]
    if format_ != "csv":
        return place
    drafts = (draft for reading in readings if reading.format == format_ for draft in reading.drafts)
    return place if any(draft.record is Event for draft in drafts) else Place(place.name)


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


def _decided(app: App, plan: Plan) -> dict[Ref, str]:
    """Ask about everybody who may be several people."""
    from netcheck import ask
    from netcheck.store import contacts, events

    with app.reading() as connection:
        days = events.last_days(connection, contacts.load(connection))
    decided: dict[Ref, str] = {}
    for one in plan.ambiguous:
        question = _("Who is {name}?").format(name=where_it_stands(one))
        labels = candidate_lines(one.candidates, days, app.today)
        known: list[tuple[str, str]] = list(zip(labels, one.candidates, strict=True))
        more = [(_("Someone new"), NEW), (_("leave out"), NOBODY)]
        decided |= one.decided(ask.choose(question, [*known, *more], len(known) + 1))
    return decided

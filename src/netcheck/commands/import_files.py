"""What `netcheck import` does with the files of other programs: read, plan, ask, store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.cli.app import App, say
from netcheck.cli.failures import storing_nothing
from netcheck.commands.import_next import next_line
from netcheck.commands.import_reading import Request, Wanted, read_sources
from netcheck.domain.model import Event
from netcheck.domain.places import PLACES, Place
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import _
from netcheck.importers.plan import NEW, NOBODY, Plan, Reading, planned, store
from netcheck.store.ops import state, writing
from netcheck.view.import_export import problem_lines
from netcheck.view.import_plan import candidate_lines, plan_lines, where_it_stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.importers.plan import Ref


def import_paths(app: App, wanted: Sequence[Wanted], request: Request) -> None:
    """Bring in files and folders as one plan.

    Raises:
        NetcheckError: one of them cannot be read, is of no format that is known, or there is nothing in them at all.
        Cancelled: somebody was asked and left.
    """
    with storing_nothing():
        readings, findings = read_sources(app, wanted, request)
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


def _place(format_: str, readings: Sequence[Reading]) -> Place:
    """Return what a format can see; tables see entries only where a column is their day."""
    place = PLACES[format_]
    if format_ != "csv":
        return place
    drafts = (draft for reading in readings if reading.format == format_ for draft in reading.drafts)
    return place if any(draft.record is Event for draft in drafts) else Place(place.name)


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

"""`netcheck circle`: the circles, and who belongs to them."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

import typer

from netcheck.cli.app import app_of, remark, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.decision import decided
from netcheck.cli.output import cells, say_json
from netcheck.cli.parameter_types import CIRCLE, INTERVAL, PERSON
from netcheck.cli.people import chosen_circle, doubt_circles, known_circle, own, whom
from netcheck.cli.text_input import given_name
from netcheck.cli.tree import application
from netcheck.domain.model import Contact
from netcheck.domain.names import circle_names, spelled
from netcheck.errors import UsageError
from netcheck.i18n import N_, _
from netcheck.store import contacts
from netcheck.store.contacts import People
from netcheck.store.ops import Writer
from netcheck.view.people import by_name, circle_list
from netcheck.view.serialize import circle_json

circle_app = application(says=N_("The overlapping circles of your network."))


@circle_app.command("list")
def list_(context: typer.Context, json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False) -> None:
    """All circles and who belongs to them."""
    app = app_of(context)
    with app.reading() as connection:
        found = contacts.load(connection)
    people = by_name(found.contacts.values())
    if json:
        members = {
            circle: [contact.name for contact in people if circle.name in contact.circles] for circle in found.circles
        }
        say_json([circle_json(circle, names) for circle, names in members.items()])
    elif found.circles:
        say(circle_list(found.circles, people, cells=cells()))
    else:
        remark(_("No circles yet. To put someone into one: netcheck contact edit NAME --circle CIRCLE"))


@circle_app.command("edit")
def edit(
    context: typer.Context,
    circle: Annotated[
        str, typer.Argument(help=N_("The circle; --add makes a new one."), metavar=N_("CIRCLE"), click_type=CIRCLE)
    ],
    name: Annotated[
        str | None,
        typer.Option(
            "--name", help=N_("A different name; if another circle has it, the two become one."), metavar=N_("NAME")
        ),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", help=N_("Put this contact in; may be repeated."), metavar=N_("WHO"), click_type=PERSON),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(
            "--remove", help=N_("Take this contact out; may be repeated."), metavar=N_("WHO"), click_type=PERSON
        ),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            help=N_("How often you are reminded of each person in it: 2w, 6w, 3m, 1y; empty: no fixed interval."),
            metavar=N_("INTERVAL"),
            click_type=INTERVAL,
        ),
    ] = None,
) -> None:
    """Rename a circle, put someone in or take someone out."""
    app = app_of(context)
    if not any((name is not None, every is not None, add, remove)):
        raise UsageError("nothing_to_change", command="netcheck circle edit")
    new_name, rhythm = _checked(name, every)
    with app.log() as connection:

        def decide() -> _Edit:
            people = contacts.load(connection)
            typed = given_name(circle, code="no_circle")
            names = circle_names(people.circles)
            present = chosen_circle(typed, names, app) if add else known_circle(typed, people.circles)
            joining = {whom(text, people, connection, app) for text in add or ()}
            leaving = {whom(text, people, connection, app) for text in remove or ()}
            for contact in leaving:
                own(present, contact, "circles")
            return _Edit(people, present, joining, leaving)

        with decided(app, connection, "circle edit", decide) as (writer, (people, present, joining, leaving)):
            _move(writer, people, present, joining, leaving)
            if rhythm is not None:
                contacts.set_interval(writer, present, rhythm)
            if new_name is not None:
                _rename(writer, present, new_name, circle_names(people.circles))
        confirm_change(writer, app, about=present)
        doubt_circles([present], people, app)


class _Edit(NamedTuple):
    """Who joins the circle of a name, and who leaves it."""

    people: People
    circle: str
    joining: set[Contact]
    leaving: set[Contact]


def _checked(name: str | None, every: str | None) -> tuple[str | None, str | None]:
    from netcheck.cli.dates import cadence_of

    return None if name is None else given_name(name, "--name"), None if every is None else cadence_of(every)


def _rename(writer: Writer, present: str, name: str, names: Iterable[str]) -> None:
    """Call the circle by another name, spelled as one of the other circles if it is one."""
    others = [other for other in names if other != present]
    contacts.rename_circle(writer, present, spelled(name, others) or name)


def _move(writer: Writer, people: People, circle: str, joining: Iterable[Contact], leaving: Iterable[Contact]) -> None:
    """Put those into the circle who are not in it yet, and take the others out."""
    new = sorted(contact.id for contact in joining if circle not in contact.circles)
    contacts.add_elements(writer, "circles", [(contact_id, circle) for contact_id in new])
    for contact in leaving:
        contacts.remove_element(writer, people, contact.id, "circles", circle)

"""`netcheck step`: what one means to do next."""

from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.decision import decided
from netcheck.cli.output import cells, names_of, say_json
from netcheck.cli.parameter_types import DAY_TO_COME, PERSON, STEP
from netcheck.cli.people import whom
from netcheck.cli.text_input import given
from netcheck.cli.tree import application
from netcheck.domain.model import Contact, Step
from netcheck.errors import NetcheckError
from netcheck.i18n import N_, _
from netcheck.store import checks, contacts
from netcheck.store.database import Connection
from netcheck.store.ids import new_id
from netcheck.store.ops import writing
from netcheck.view.serialize import step_json

step_app = application(says=N_("What you mean to do next."))


@step_app.command("list")
def list_(
    context: typer.Context,
    with_: Annotated[
        str | None, typer.Option("--with", help=N_("Only with this contact."), metavar=N_("WHO"), click_type=PERSON)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("All steps as JSON, done ones included."))] = False,
) -> None:
    """The open steps."""
    app = app_of(context)
    with app.reading() as connection:
        people = contacts.load(connection)
        contact = None if with_ is None else whom(with_, people, connection, app)
        numbered = checks.numbered_steps(connection, people)
    wanted = {number: step for number, step in numbered.items() if contact is None or step.contact_id == contact.id}
    names = names_of(people)
    if json:
        say_json([step_json(number, step, names) for number, step in wanted.items()])
    elif wanted:
        from netcheck.view.checklist import step_list

        say(step_list(wanted, names, app.today, cells=cells()))
        still = [number for number, step in wanted.items() if step.done is None]
        if still:
            remark(_("Done: netcheck step done {n}    Not after all: netcheck step drop {n}").format(n=still[0]))
    else:
        remark(_("No steps yet. One will do: netcheck step add TEXT"))


@step_app.command("add")
def add(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(help=N_("What you mean to do."), metavar=N_("TEXT…"))],
    with_: Annotated[
        str | None, typer.Option("--with", help=N_("It concerns this contact."), metavar=N_("WHO"), click_type=PERSON)
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help=N_("By when: tomorrow, friday, 2w, 1.12., 2026-12-01."),
            metavar=N_("DAY"),
            click_type=DAY_TO_COME,
        ),
    ] = None,
) -> None:
    """Write down a step."""
    app = app_of(context)
    day = None if by is None else _day(by, app)
    words = given(" ".join(text), code="no_step")
    with app.log() as connection:

        def decide() -> Contact | None:
            return None if with_ is None else whom(with_, contacts.load(connection), connection, app)

        with decided(app, connection, "step add", decide) as (writer, contact):
            checks.add_steps(writer, [Step(new_id(), words, contact.id if contact else None, by=day)])
        confirm_change(writer, app)


def _day(text: str, app: App) -> int:
    from netcheck.cli.dates import day_to_come

    return day_to_come(text, app)


@step_app.command("done")
def done(
    context: typer.Context,
    numbers: Annotated[
        list[int],
        typer.Argument(help=N_("The numbers from netcheck step list."), metavar=N_("NUMBER…"), click_type=STEP),
    ],
) -> None:
    """Mark steps as done."""
    app = app_of(context)
    with app.log() as connection:
        with writing(connection, "step done") as writer:
            for number, step in _numbered(numbers, connection).items():
                if step.done is not None:
                    raise NetcheckError("step_is_done", number=number)
                checks.change_step(writer, step.id, {"done": app.today.toordinal()})
        confirm_change(writer, app)


@step_app.command("drop")
def drop(
    context: typer.Context,
    numbers: Annotated[
        list[int],
        typer.Argument(help=N_("The numbers from netcheck step list."), metavar=N_("NUMBER…"), click_type=STEP),
    ],
) -> None:
    """Drop steps."""
    app = app_of(context)
    with app.log() as connection:
        with writing(connection, "step drop") as writer:
            for step in _numbered(numbers, connection).values():
                checks.remove_step(writer, step.id)
        confirm_change(writer, app)
    say(f"  {_('To take it back: netcheck undo')}")


def _numbered(numbers: list[int], connection: Connection) -> dict[int, Step]:
    """Return the steps with these numbers.

    Raises:
        NetcheckError: there is no such step, or none any more.
    """
    steps = checks.numbered_steps(connection, contacts.load(connection))
    for number in numbers:
        if number not in steps:
            raise NetcheckError("unknown_step", number=number)
    return {number: steps[number] for number in numbers}

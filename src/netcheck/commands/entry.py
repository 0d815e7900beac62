"""`netcheck edit` and `netcheck remove`: change or remove entries, and say what they say."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from netcheck.cli.app import app_of, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.dates import day_of
from netcheck.cli.decision import decided
from netcheck.cli.entry_ids import event_of
from netcheck.cli.kinds import stored_kind
from netcheck.cli.output import one_direction
from netcheck.cli.parameter_types import DAY, ENTRY, KIND, PERSON
from netcheck.cli.people import whom
from netcheck.cli.text_input import clean
from netcheck.cli.tree import application
from netcheck.domain.model import Direction, Event, Kind
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import N_, _
from netcheck.store import contacts, events
from netcheck.view.entry import confirmation

edit_app = application()


@edit_app.command()
def edit(
    context: typer.Context,
    short_id: Annotated[
        str,
        typer.Argument(
            help=N_("The short id of the entry; last is the one made last."), metavar=N_("ID"), click_type=ENTRY
        ),
    ],
    on: Annotated[
        str | None, typer.Option("--on", help=N_("A different day."), metavar=N_("DAY"), click_type=DAY)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help=N_("A different kind (see netcheck kinds)."), metavar=N_("KIND"), click_type=KIND),
    ] = None,
    with_: Annotated[
        str | None, typer.Option("--with", help=N_("A different contact."), metavar=N_("WHO"), click_type=PERSON)
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", help=N_("A different note; empty for none."), metavar=N_("NOTE"))
    ] = None,
    weight: Annotated[
        int | None,
        typer.Option("--weight", min=1, max=3, help=N_("1 usual, 2 noticeable, 3 changed something."), metavar="1-3"),
    ] = None,
    asked: Annotated[
        bool | None, typer.Option("--asked/--no-asked", help=N_("Was it asked for, or did it come unasked?"))
    ] = None,
    gave: Annotated[bool, typer.Option("--gave", help=N_("You gave."))] = False,
    got: Annotated[bool, typer.Option("--got", help=N_("You received."))] = False,
    mutual: Annotated[bool, typer.Option("--mutual", help=N_("It went both ways."))] = False,
) -> None:
    """Change an entry.

    Its short id is in each confirmation and at the right of netcheck list.
    """
    app = app_of(context)
    options = {"day": on, "contact_id": with_, "kind": kind, "note": note, "weight": weight, "asked": asked}
    said = {**options, "direction": one_direction(gave=gave, got=got, mutual=mutual)}
    if all(value is None for value in said.values()):
        with app.reading() as connection:
            event_of(short_id, contacts.load(connection), connection, app)
        raise UsageError("nothing_to_change", command="netcheck edit")
    approximate = on is not None and day_of(on, app).approximate
    with app.log() as connection:

        def decide() -> _Edit:
            people = contacts.load(connection)
            before = event_of(short_id, people, connection, app)
            meant: dict[str, Callable[[Any], object]] = {
                "day": lambda text: day_of(text, app).ordinal,
                "contact_id": lambda text: whom(text, people, connection, app).id,
                "kind": lambda text: stored_kind(text, app),
                "note": clean,
            }
            fields = {key: meant.get(key, _as_it_is)(value) for key, value in said.items() if value is not None}
            after = _edited(before, fields)
            return _Edit(before, after, people.contacts[after.contact_id].name)

        with decided(app, connection, "edit", decide, meaning=lambda edit: edit.before.id) as (writer, edit):
            after = edit.after
            events.change(writer, after.id, _difference(edit.before, after))
        name, short = edit.name, events.short_id(connection, after.id)
    line = confirmation(after, name, short, app.today, approximate=approximate, paint=app.paint)
    say(line)


class _Edit(NamedTuple):
    """An event as it was and as it will be, and the name of the contact it is then with."""

    before: Event
    after: Event
    name: str


def _edited(event: Event, fields: dict[str, object]) -> Event:
    """Return the event with these fields; a talk is mutual, and a one-sided entry stays given.

    Raises:
        NetcheckError: the direction is not possible.
    """
    after = event.replaced(**fields)
    if after.kind is Kind.TALK:
        if fields.get("direction", Direction.MUTUAL) is not Direction.MUTUAL:
            raise NetcheckError("talk_is_mutual")
        after = after.replaced(direction=Direction.MUTUAL)
    if after.one_sided and after.direction is not Direction.GIVEN:
        raise NetcheckError("one_sided_given")
    return after


def _difference(before: Event, after: Event) -> dict[str, object]:
    """Return the fields that changed, as they are stored."""
    return {key: new for key, new in after.values().items() if new != getattr(before, key)}


def _as_it_is(value: object) -> object:
    return value


remove_app = application()


@remove_app.command()
def remove(
    context: typer.Context,
    short_ids: Annotated[
        list[str],
        typer.Argument(
            help=N_("The short ids of the entries; last is the one made last."), metavar=N_("ID…"), click_type=ENTRY
        ),
    ],
) -> None:
    """Remove entries; netcheck undo brings them back."""
    app = app_of(context)
    with app.log() as connection:

        def decide() -> dict[str, None]:
            people = contacts.load(connection)
            return {event_of(text, people, connection, app).id: None for text in short_ids}

        with decided(app, connection, "remove", decide, meaning=list) as (writer, found):
            events.remove(writer, found)
        confirm_change(writer, app)
    say(f"  {_('To take it back: netcheck undo')}")

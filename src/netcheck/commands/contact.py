"""`netcheck contact`: the people of the log."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.decision import decided
from netcheck.cli.output import cells, say_json
from netcheck.cli.parameter_types import CIRCLE, DAY_TO_COME, INTERVAL, PERSON
from netcheck.cli.people import by_id, circles_of, doubt_circles, free_name, known_circle, own, texts_of, whom
from netcheck.cli.text_input import clean, parsed_birthday
from netcheck.cli.tree import application
from netcheck.domain.model import Contact
from netcheck.domain.names import fold
from netcheck.domain.packed_events import packed
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import N_, _
from netcheck.store import checks, contacts, events
from netcheck.store.contacts import People
from netcheck.store.database import Connection
from netcheck.store.ids import new_id
from netcheck.value import Value
from netcheck.view.people import LATEST, by_name, contact_card, contact_list
from netcheck.view.serialize import contact_json, event_json, pair_json
from netcheck.view.text import entries_text

contact_app = application(says=N_("The people in your log."))

IDENTIFIER = ("--identifier", "--email", "--phone", "--handle", "--url")
"""What an identifier is, is seen by how it is written; people say which they mean all the same."""


@contact_app.command("add")
def add(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(help=N_("The full name."), metavar=N_("NAME…"))],
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help=N_("An alias; may be repeated."), metavar=N_("NAME"))
    ] = None,
    identifier: Annotated[
        list[str] | None, typer.Option(*IDENTIFIER, help=N_("E-mail, handle, URL or phone number; may be repeated."))
    ] = None,
    circle: Annotated[
        list[str] | None,
        typer.Option("--circle", help=N_("A circle; may be repeated."), metavar=N_("CIRCLE"), click_type=CIRCLE),
    ] = None,
    birthday: Annotated[
        str, typer.Option("--birthday", help=N_("The birthday: 1980-05-12, 12.5.1980 or 12.5."), metavar=N_("DAY"))
    ] = "",
    note: Annotated[str, typer.Option("--note", help=N_("A note."), metavar=N_("NOTE"))] = "",
    no_balance: Annotated[
        bool, typer.Option("--no-balance", help=N_("Nobody keeps score here: family, close friends."))
    ] = False,
    group: Annotated[bool, typer.Option("--group", help=N_("A group, such as the readers of a blog."))] = False,
) -> None:
    """Add a contact."""
    app = app_of(context)
    with app.log() as connection:

        def decide() -> tuple[People, Contact]:
            people = contacts.load(connection)
            return people, Contact(
                new_id(),
                free_name(" ".join(name), people),
                aliases=texts_of(alias, "--alias"),
                identifiers=texts_of(identifier, "--identifier"),
                circles=circles_of(circle, people, app),
                birthday=parsed_birthday(birthday, app.today),
                note=clean(note),
                no_balance=no_balance,
                group=group,
            )

        with decided(app, connection, "contact add", decide) as (writer, (people, contact)):
            contacts.add(writer, contact)
        confirm_change(writer, app)
        doubt_circles(contact.circles, people, app)


@contact_app.command("list")
def list_(
    context: typer.Context,
    circle: Annotated[
        str | None, typer.Option("--circle", help=N_("Only this circle."), metavar=N_("CIRCLE"), click_type=CIRCLE)
    ] = None,
    match: Annotated[str | None, typer.Option("--match", help=N_("Only names with this text in them."))] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
) -> None:
    """All contacts in alphabetical order."""
    app = app_of(context)
    with app.reading() as connection:
        people = contacts.load(connection)
        found = by_name(people.contacts.values())
        if circle is not None:
            wanted = known_circle(circle, people.circles)
            found = [contact for contact in found if wanted in contact.circles]
        if match is not None:
            found = [contact for contact in found if _is_called(contact, match)]
        if json:
            entries = events.packed(connection, people)
            say_json([contact_json(contact, entries.get(contact.id, ())) for contact in found])
        else:
            _print(found, people, connection, app)


def _print(found: Sequence[Contact], people: People, connection: Connection, app: App) -> None:
    if found:
        say(contact_list(found, events.last_days(connection, people), app.today, cells=cells()))
    else:
        remark(
            _("Nothing in your log matches.")
            if people.contacts
            else _("Your log knows nobody yet. The shortest beginning: netcheck log")
        )


def _is_called(contact: Contact, text: str) -> bool:
    return any(fold(text) in fold(name) for name in (contact.name, *contact.aliases))


@contact_app.command("show")
def show(
    context: typer.Context,
    who: Annotated[list[str], typer.Argument(help=N_("The contact."), metavar=N_("WHO…"), click_type=PERSON)],
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
) -> None:
    """Everything about one contact on one card."""
    app = app_of(context)
    with app.reading() as connection:
        people = contacts.load(connection)
        contact = whom(" ".join(who), people, connection, app)
        found = list(events.find(connection, people, events.Wanted(contacts=[contact.id])))
        latest = found[:LATEST]
        if json:
            told = contact_json(contact, [*map(packed, found)])
            say_json({**told, "latest": [event_json(event, contact.name) for event in latest]})
        else:
            from netcheck.cli.entry_ids import short_ids

            ids, about = short_ids(latest, connection), _about(contact, people, connection, app)
            say(contact_card(contact, found, ids, app.today, about=about, cells=cells(), paint=app.paint))


def _about(contact: Contact, people: People, connection: Connection, app: App) -> list[list[str]]:
    """Return the lines on the latest answers about a contact, and on the open steps with it, where there are any."""
    from netcheck.domain.check_statistics import check_row
    from netcheck.view.checklist import answers_block, steps_block

    rounds = dict(enumerate(checks.checks(connection, people), start=1))
    steps = checks.numbered_steps(connection, people)
    theirs = {number: check for number, check in rounds.items() if check.contact_id == contact.id}
    still = {number: step for number, step in steps.items() if step.contact_id == contact.id and step.done is None}
    rows = [check_row(check, people.contacts) for check in theirs.values()]
    return [
        *([answers_block(rows, max(theirs), app.today, cells=cells())] if rows else []),
        *([steps_block(still, app.today, cells=cells())] if still else []),
    ]


@contact_app.command("edit")
def edit(
    context: typer.Context,
    who: Annotated[list[str], typer.Argument(help=N_("The contact."), metavar=N_("WHO…"), click_type=PERSON)],
    name: Annotated[str | None, typer.Option("--name", help=N_("A different name."), metavar=N_("NAME"))] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help=N_("Add an alias."), metavar=N_("NAME"))] = None,
    no_alias: Annotated[
        list[str] | None, typer.Option("--no-alias", help=N_("Remove an alias."), metavar=N_("NAME"))
    ] = None,
    identifier: Annotated[
        list[str] | None, typer.Option(*IDENTIFIER, help=N_("Add an e-mail address, handle, URL or phone number."))
    ] = None,
    no_identifier: Annotated[
        list[str] | None,
        typer.Option("--no-identifier", help=N_("Remove an e-mail address, handle, URL or phone number.")),
    ] = None,
    circle: Annotated[
        list[str] | None,
        typer.Option("--circle", help=N_("Put into a circle."), metavar=N_("CIRCLE"), click_type=CIRCLE),
    ] = None,
    no_circle: Annotated[
        list[str] | None,
        typer.Option("--no-circle", help=N_("Take out of a circle."), metavar=N_("CIRCLE"), click_type=CIRCLE),
    ] = None,
    birthday: Annotated[
        str | None,
        typer.Option(
            "--birthday", help=N_("The birthday: 1980-05-12, 12.5.1980 or 12.5.; empty for none."), metavar=N_("DAY")
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", help=N_("A different note; empty for none."), metavar=N_("NOTE"))
    ] = None,
    no_balance: Annotated[
        bool | None,
        typer.Option(
            "--no-balance/--balance",
            help=N_("Nobody keeps score here (family, close friends), or giving and receiving count."),
        ),
    ] = None,
    group: Annotated[bool | None, typer.Option("--group/--no-group", help=N_("A group or one person?"))] = None,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            help=N_(
                "How often the reminder comes: 2w, 6w, 3m, 1y. If a circle has an interval too, the shorter one counts."
            ),
            metavar=N_("INTERVAL"),
            click_type=INTERVAL,
        ),
    ] = None,
    no_every: Annotated[bool, typer.Option("--no-every", help=N_("Remove this contact’s own interval."))] = False,
    snooze: Annotated[
        str | None,
        typer.Option(
            "--snooze",
            help=N_("No reminder until then: 2m, friday, 1.12., 2026-12-01; empty: as usual again."),
            metavar=N_("WHEN"),
            click_type=DAY_TO_COME,
        ),
    ] = None,
    ignore: Annotated[
        bool | None, typer.Option("--ignore/--remind", help=N_("No reminder at all, or reminders again?"))
    ] = None,
) -> None:
    """Change a contact."""
    app = app_of(context)
    coming = {"aliases": alias, "identifiers": identifier, "circles": circle}
    going = {"aliases": no_alias, "identifiers": no_identifier, "circles": no_circle}
    fields: dict[str, str | bool | None] = {
        "name": name, "birthday": birthday, "note": note, "no_balance": no_balance, "group": group,
        "every": "" if no_every else every, "snooze_until": snooze, "ignored": ignore,
    }  # fmt: skip
    if no_every and every:
        raise UsageError("one_direction", options="--every, --no-every")
    if ignore and every:
        raise UsageError("one_direction", options="--every, --ignore")
    if not any([*coming.values(), *going.values()]) and all(value is None for value in fields.values()):
        raise UsageError("nothing_to_change", command="netcheck contact edit")
    with app.log() as connection:

        def decide() -> _Edit:
            people = contacts.load(connection)
            contact = whom(" ".join(who), people, connection, app)
            changed = _changed(fields, contact, people, app)
            leaving = [(field, own(text, contact, field)) for field, texts in going.items() for text in texts or ()]
            return _Edit(people, contact, changed, leaving, _new(coming, contact, people, app))

        with decided(app, connection, "contact edit", decide) as (writer, wanted):
            people, contact = wanted.people, wanted.contact
            contacts.change(writer, contact, wanted.changed)
            for field, text in wanted.leaving:
                contacts.remove_element(writer, people, contact.id, field, text)
            for field, texts in wanted.new.items():
                contacts.add_elements(writer, field, [(contact.id, text) for text in texts])
        confirm_change(writer, app, about=contact.name)
        doubt_circles(wanted.new["circles"], people, app)


class _Edit(Value):
    """What an edit changes of a contact: fields, elements that leave as (field, text), and new ones by field."""

    people: People
    contact: Contact
    changed: Mapping[str, object]
    leaving: Sequence[tuple[str, str]]
    new: Mapping[str, Sequence[str]]


def _changed(fields: Mapping[str, str | bool | None], contact: Contact, people: People, app: App) -> dict[str, object]:
    """Return those fields, fit to store, whose value is given and differs from the present one.

    Whoever is to be reminded of so often is not to be ignored.
    """
    from netcheck.cli.dates import cadence_of

    fit: dict[str, Callable[[Any], object]] = {
        "name": lambda text: free_name(text, people, except_for=contact.id),
        "birthday": lambda text: parsed_birthday(text, app.today),
        "note": clean,
        "no_balance": bool,
        "group": bool,
        "every": cadence_of,
        "snooze_until": lambda text: _snoozed_until(text, app),
        "ignored": bool,
    }
    wanted = {field: fit[field](value) for field, value in fields.items() if value is not None}
    if wanted.get("every"):
        wanted.setdefault("ignored", False)
    return {field: value for field, value in wanted.items() if value != getattr(contact, field)}


def _snoozed_until(text: str, app: App) -> int | None:
    """Return the day; None for an empty text, and for today, when it is over already."""
    from netcheck.cli.dates import day_to_come

    day = day_to_come(text, app) if text.strip() else None
    return None if day == app.today.toordinal() else day


def _new(
    coming: Mapping[str, Sequence[str] | None], contact: Contact, people: People, app: App
) -> dict[str, list[str]]:
    """Return the aliases, identifiers and circles that the contact does not have yet."""
    wanted = {
        "aliases": texts_of(coming["aliases"], "--alias"),
        "identifiers": texts_of(coming["identifiers"], "--identifier"),
        "circles": circles_of(coming["circles"], people, app),
    }
    return {field: [text for text in texts if text not in getattr(contact, field)] for field, texts in wanted.items()}


@contact_app.command("merge")
def merge(
    context: typer.Context,
    gone: Annotated[
        str,
        typer.Argument(help=N_("The contact that becomes part of the other."), metavar=N_("WHO"), click_type=PERSON),
    ],
    into: Annotated[str, typer.Argument(help=N_("The contact that stays."), metavar=N_("INTO"), click_type=PERSON)],
) -> None:
    """Merge two contacts into one; netcheck undo separates them again.

    A name of several words goes in quotes.
    """
    app = app_of(context)
    with app.log() as connection:

        def decide() -> tuple[Contact, Contact]:
            people = contacts.load(connection)
            one, other = (by_id(text, people) or whom(text, people, connection, app) for text in (gone, into))
            if one.id == other.id:
                raise NetcheckError("merge_self", name=one.name)
            return one, other

        with decided(app, connection, "contact merge", decide) as (writer, (one, other)):
            contacts.merge(writer, one.id, other.id)
        confirm_change(writer, app)
    say(f"  {_('To take it back: netcheck undo')}")


@contact_app.command("dupes")
def dupes(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON, without asking."))] = False,
) -> None:
    """Find contacts that are likely one person, and decide pair by pair.

    A pair that you call different people is never shown again. Away from a terminal the pairs are listed.
    """
    from netcheck.importers.duplicates import likely_pairs

    app = app_of(context)
    with app.log() if app.interactive and not json else app.reading() as connection:
        people = contacts.load(connection)
        apart = [frozenset((one.a_id, one.b_id)) for one in contacts.distinct(connection, people)]
        pairs = likely_pairs(people.contacts.values(), apart)
        if json:
            say_json([pair_json(pair, people.contacts) for pair in pairs])
        elif not pairs:
            remark(_("No two contacts look like one person."))
        elif app.interactive:
            from netcheck.commands.duplicates import ask_about

            ask_about(pairs, connection, app)
        else:
            from netcheck.commands.duplicates import list_pairs

            list_pairs(pairs, people, connection)


@contact_app.command("remove")
def remove(
    context: typer.Context,
    who: Annotated[list[str], typer.Argument(help=N_("The contact."), metavar=N_("WHO…"), click_type=PERSON)],
    with_events: Annotated[bool, typer.Option("--with-events", help=N_("Remove its entries as well."))] = False,
) -> None:
    """Remove a contact; netcheck undo brings it back."""
    app = app_of(context)
    with app.log() as connection:

        def decide() -> tuple[People, Contact]:
            people = contacts.load(connection)
            contact = whom(" ".join(who), people, connection, app)
            count = events.count(connection, people, events.Wanted(contacts=[contact.id]))
            if count and not with_events:
                entries = entries_text(count)
                raise NetcheckError("contact_has_events", name=contact.name, entries=entries)
            return people, contact

        with decided(app, connection, "contact remove", decide) as (writer, (people, contact)):
            contacts.remove(writer, people, contact.id)
        confirm_change(writer, app)
    say(f"  {_('To take it back: netcheck undo')}")


@contact_app.command("forget")
def forget(
    context: typer.Context,
    who: Annotated[
        list[str] | None, typer.Argument(help=N_("The contact."), metavar=N_("WHO…"), click_type=PERSON)
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help=N_("What others’ notes, answers and steps say of this person as well."))
    ] = False,
    in_backups: Annotated[
        bool, typer.Option("--backups", help=N_("Out of the backups as well; without WHO everybody ever forgotten."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Without asking."))] = False,
) -> None:
    """Erase a contact for good: entries, answers, steps, history and all.

    netcheck undo does not bring it back, and no backup is made before. To remove a contact so that it can come back:
    netcheck contact remove.
    """
    from netcheck.commands.forget import forget_contact, rewrite_backups

    app = app_of(context)
    if who:
        forget_contact(app, " ".join(who), notes=notes, in_backups=in_backups, yes=yes)
    elif in_backups:
        if not yes:
            app.need_terminal(_("With --yes it is done without a question, and for good."))
        rewrite_backups(app, notes=notes, wanted=yes, ask=not yes)
    else:
        raise UsageError("forget_nobody")

"""`netcheck contact edit`: what is known of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from netcheck.commands.coming import cadence_of, day_to_come
from netcheck.commands.contact.fields import circles_of, free_name, own, texts_of
from netcheck.commands.context import App, app_of
from netcheck.commands.telling import say_done
from netcheck.commands.typed import clean, parsed_birthday
from netcheck.commands.who import whom
from netcheck.errors import UsageError
from netcheck.store import contacts
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netcheck.domain.model import Contact
    from netcheck.store.contacts import People


def edit(
    context: typer.Context,
    who: list[str],
    name: Annotated[str | None, typer.Option("--name")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias")] = None,
    no_alias: Annotated[list[str] | None, typer.Option("--no-alias")] = None,
    identifier: Annotated[list[str] | None, typer.Option("--identifier")] = None,
    no_identifier: Annotated[list[str] | None, typer.Option("--no-identifier")] = None,
    circle: Annotated[list[str] | None, typer.Option("--circle")] = None,
    no_circle: Annotated[list[str] | None, typer.Option("--no-circle")] = None,
    birthday: Annotated[str | None, typer.Option("--birthday")] = None,
    note: Annotated[str | None, typer.Option("--note")] = None,
    no_balance: Annotated[bool | None, typer.Option("--no-balance/--balance")] = None,
    group: Annotated[bool | None, typer.Option("--group/--no-group")] = None,
    every: Annotated[str | None, typer.Option("--every")] = None,
    no_every: Annotated[bool, typer.Option("--no-every")] = False,
    snooze: Annotated[str | None, typer.Option("--snooze")] = None,
    ignore: Annotated[bool | None, typer.Option("--ignore/--remind")] = None,
) -> None:
    """Change what is named, and say what changed."""
    surroundings = app_of(context)
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
    with surroundings.log() as connection:
        people = contacts.load(connection)
        contact = whom(" ".join(who), people, connection, surroundings)
        changed = _changed(fields, contact, people, surroundings)
        leaving = [(field, own(text, contact, field)) for field, texts in going.items() for text in texts or ()]
        new = _new(coming, contact, people)
        with writing(connection, "contact edit") as writer:
            contacts.change(writer, contact.id, changed)
            for field, text in leaving:
                contacts.remove_element(writer, people, contact.id, field, text)
            for field, texts in new.items():
                contacts.add_elements(writer, field, [(contact.id, text) for text in texts])
        say_done(writer, contacts.load(connection), surroundings, about=contact.name)


def _changed(fields: Mapping[str, str | bool | None], contact: Contact, people: People, app: App) -> dict[str, object]:
    """Return those fields, fit to store, whose value is given and differs from the present one.

    Whoever is to be reminded of so often is not to be ignored.
    """
    fit: dict[str, Callable[[Any], object]] = {
        "name": lambda text: free_name(text, people, except_for=contact.id),
        "birthday": lambda text: parsed_birthday(text, app.today),
        "note": clean,
        "no_balance": int,
        "group": int,
        "every": cadence_of,
        "snooze_until": lambda text: _snoozed_until(text, app),
        "ignored": int,
    }
    wanted = {field: fit[field](value) for field, value in fields.items() if value is not None}
    if wanted.get("every"):
        wanted.setdefault("ignored", 0)
    return {field: value for field, value in wanted.items() if value != getattr(contact, field)}


def _snoozed_until(text: str, app: App) -> int | None:
    """Return the day; None for an empty text, and for today, when it is over already."""
    day = day_to_come(text, app) if text.strip() else None
    return None if day == app.today.toordinal() else day


def _new(coming: Mapping[str, Sequence[str] | None], contact: Contact, people: People) -> dict[str, list[str]]:
    """Return the aliases, identifiers and circles that the contact does not have yet."""
    wanted = {
        "aliases": texts_of(coming["aliases"], "--alias"),
        "identifiers": texts_of(coming["identifiers"], "--identifier"),
        "circles": circles_of(coming["circles"], people),
    }
    return {field: [text for text in texts if text not in getattr(contact, field)] for field, texts in wanted.items()}

"""What can be said of a contact on the command line, made fit to store or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.commands.typed import clean, given
from netcheck.domain.circles import circles, spelled
from netcheck.domain.matching import Directory, Rank, nameable
from netcheck.errors import NetcheckError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.model import Contact
    from netcheck.store.contacts import People


def free_name(text: str, people: People, *, except_for: str = "") -> str:
    """Return a name that no living contact but the one with the id `except_for` bears as its whole name.

    Raises:
        UsageError: nothing of it can be seen.
        NetcheckError: it is taken.
    """
    name = clean(text)
    if not nameable(name):
        raise UsageError("no_name")
    match = Directory(people.contacts.values()).known(name)
    for contact in match.contacts if match and match.rank is Rank.NAME else ():
        if contact.id != except_for:
            raise NetcheckError("name_taken", name=contact.name)
    return name


def texts_of(values: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Return the clean texts given with a repeated option, each once.

    Raises:
        UsageError: one is empty.
    """
    return tuple(dict.fromkeys(given(text, option) for text in values or ()))


def circles_of(values: Sequence[str] | None, people: People) -> tuple[str, ...]:
    """Return the circles as they are spelled in the log; new ones as they are typed.

    Raises:
        UsageError: one is empty.
    """
    names = circles(people.contacts.values())
    return tuple(dict.fromkeys(spelled(text, names) or text for text in texts_of(values, "--circle")))


def own(text: str, contact: Contact, field: str) -> str:
    """Return the contact's alias, identifier or circle (by `field`) that the text spells.

    Raises:
        NetcheckError: there is none.
    """
    found = spelled(text, getattr(contact, field))
    if found is None:
        raise NetcheckError("not_in_circle" if field == "circles" else "not_there", name=contact.name, text=text)
    return found

"""Which entry an id means, and by which id an entry is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.cli.output import cells, names_of
from netcheck.cli.text_input import clean
from netcheck.domain.names import Directory, Rank
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import NetcheckError
from netcheck.i18n import ngettext
from netcheck.store import events
from netcheck.store.ids import SHORT
from netcheck.view.listing import event_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.cli.app import App
    from netcheck.domain.model import Event
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


LAST = {"last", "letzter", "letzte", "letzten"}
"""What the entry made last is called instead of its id, in any language."""

_NAMED = 10
"""So many of the entries made last are shown where one must be chosen."""


def short_ids(found: Iterable[Event], connection: Connection) -> dict[str, str]:
    """Return the short id of each event."""
    return {event.id: events.short_id(connection, event.id) for event in found}


def event_of(text: str, people: People, connection: Connection, app: App) -> Event:
    """Return the event whose id ends with `text`, or the one made last.

    Raises:
        NetcheckError: there is none, or several.
    """
    suffix = clean(text)
    if suffix.casefold() in LAST:
        return _made_last(people, connection, app)
    found = events.by_suffix(connection, people, suffix) or events.by_suffix(connection, people, suffix.lower())
    if len(found) == 1:
        return found[0]
    if found:
        lines = event_list(found, names_of(people), short_ids(found, connection), app.today, cells=cells())
        raise NetcheckError("ambiguous_id", id=suffix, further=lines.splitlines())
    match = Directory(people.contacts.values()).find(text)
    if match is not None and match.rank is not Rank.START:
        raise NetcheckError("person_for_id", text=text, form=quoted(text))
    raise NetcheckError("unknown_id" if len(suffix) >= SHORT else "short_id", id=suffix)


def _made_last(people: People, connection: Connection, app: App) -> Event:
    found, count = events.made_last(connection, people, _NAMED)
    if not found:
        raise NetcheckError("nothing_logged")
    if count == 1:
        return found[0]
    lines = event_list(found, names_of(people), short_ids(found, connection), app.today, cells=cells()).splitlines()
    if count > len(found):
        more = count - len(found)
        lines.append(f"  {ngettext('and one more', 'and {n} more', more).format(n=more)}: netcheck list")
    raise NetcheckError("several_last", n=count, further=lines)

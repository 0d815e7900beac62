"""What commands print: JSON, names and short ids."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netcheck.cli.text_input import clean
from netcheck.domain.model import Direction, Event
from netcheck.domain.names import Directory, Rank
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import ngettext
from netcheck.store import events
from netcheck.store.ids import SHORT
from netcheck.view.listing import event_list
from netcheck.view.safe import safe
from netcheck.view.serialize import csv_text, dump
from netcheck.view.text import terminal_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.cli.app import App
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


_NARROWEST, _WIDEST = 80, 160

LAST = {"last", "letzter", "letzte", "letzten"}
"""What the entry made last is called instead of its id, in any language."""

_NAMED = 10
"""So many of the entries made last are shown where one must be chosen."""


def cells() -> int:
    """Return how wide a line of a table may be."""
    return terminal_cells(sys.stdout, least=_NARROWEST, most=_WIDEST)


def say_json(value: object) -> None:
    """Print JSON in UTF-8, the same bytes whatever the encoding of the terminal."""
    say_pieces([dump(value), "\n"])


def say_pieces(pieces: Iterable[str]) -> None:
    """Print in UTF-8, just as it is and while it comes, what a program reads."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Return the lines of a table for standard output; at a terminal nothing in them acts, and each is a row."""
    lines = csv_text(rows)
    return (safe(line.removesuffix("\r\n")) + "\n" for line in lines) if sys.stdout.isatty() else lines


def names_of(people: People) -> dict[str, str]:
    """Return the name that each id stands for, those of merged contacts included."""
    return {contact_id: people.contacts[root].name for contact_id, root in people.root_of.items()}


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


def one_direction(*, gave: bool, got: bool, mutual: bool = False) -> Direction | None:
    """Return the direction that one of the flags says, None if there is none.

    Raises:
        UsageError: there are several.
    """
    flags = {
        "--gave": (gave, Direction.GIVEN),
        "--got": (got, Direction.RECEIVED),
        "--mutual": (mutual, Direction.MUTUAL),
    }
    said = {name: direction for name, (is_set, direction) in flags.items() if is_set}
    if len(said) > 1:
        raise UsageError("one_direction", options=", ".join(said))
    return next(iter(said.values()), None)

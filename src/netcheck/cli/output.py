"""What commands print for programs: JSON and tables, and by which names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netcheck.domain.model import Direction
from netcheck.errors import UsageError
from netcheck.view.safe import safe
from netcheck.view.text import terminal_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.store.contacts import People


_NARROWEST, _WIDEST = 80, 160


def cells() -> int:
    """Return how wide a line of a table may be."""
    return terminal_cells(sys.stdout, least=_NARROWEST, most=_WIDEST)


def say_json(value: object) -> None:
    """Print JSON in UTF-8, the same bytes whatever the encoding of the terminal."""
    from netcheck.view.serialize import dump

    say_pieces([dump(value), "\n"])


def say_pieces(pieces: Iterable[str]) -> None:
    """Print in UTF-8, just as it is and while it comes, what a program reads."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Return the lines of a table for standard output; at a terminal nothing in them acts, and each is a row."""
    from netcheck.view.serialize import csv_text

    lines = csv_text(rows)
    return (safe(line.removesuffix("\r\n")) + "\n" for line in lines) if sys.stdout.isatty() else lines


def names_of(people: People) -> dict[str, str]:
    """Return the name that each id stands for, those of merged contacts included."""
    return {contact_id: people.contacts[root].name for contact_id, root in people.root_of.items()}


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

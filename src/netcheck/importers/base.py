"""What every importer yields: drafts of things to store, and problems with the place where they are."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    from netcheck.domain.record import Record


class Draft(NamedTuple):
    """Something to store: a record, and by name those of its fields that the source has; the rest are defaults.

    `values` may leave out `id`. Its `contact_id` is an id of the same file or of the log; an event may leave it out and
    name its contact by `with_name`, a whole name or alias, or by `person`. That is what the source knows a person by
    (folded e-mail address, else folded name): an event is about the contact with the same `person`, and such a contact
    is made with the first event that is new. It is "" where names alone tell people apart. `line` is where the draft
    stands in a file, from 1.
    """

    record: type[Record]
    values: dict[str, Any]
    with_name: str = ""
    person: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be taken over: where, and why.

    `line` counts from 1 (for git: the commit's place in the log); `code` is a key of
    `view.failures`, whose sentence `facts` fill.
    """

    line: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Options(NamedTuple):
    """What an import is told: the day (later ones are problems) and the first day that counts, ordinals.

    `me` are the names and addresses of the user; `progress` takes the number of things read, now and then.
    """

    today: int
    since: int | None = None
    me: Sequence[str] = ()
    progress: Callable[[int], None] | None = None


class Importer(Protocol):
    """One format: a module that has these names."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The word after `netcheck import`."""

    @property
    def ALL_OR_NOTHING(self) -> bool:  # noqa: N802 - a constant of the module
        """Whether one problem stops the whole import; otherwise problems are told after it."""

    def detect(self, path: Path) -> bool:
        """Return whether the file or directory looks like this format."""

    def opened(self, path: Path, options: Options) -> AbstractContextManager[tuple[Iterable[Draft], list[Problem]]]:
        """Give drafts and problems.

        A list of drafts is whole, with all its problems; an iterator reads on, and fills the list of problems, until
        the block ends.
        """


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read its bytes; "-" is standard input.

    Raises:
        NetcheckError: `file_unreadable`.
    """
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None

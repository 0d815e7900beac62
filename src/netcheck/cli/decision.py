"""Decides what a command changes before it holds the log, and makes sure of it once it does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from netcheck.errors import ChangedError
from netcheck.store.ops import foreign_writes, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netcheck.cli.app import App
    from netcheck.domain.model import Contact
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer

T = TypeVar("T")


@contextmanager
def decided(
    app: App,
    connection: Connection,
    verb: str,
    decide: Callable[[], T],
    *,
    meaning: Callable[[T], object] | None = None,
) -> Iterator[tuple[Writer, T]]:
    """Hold the write transaction of a command, together with what it decided from the log as it is now.

    `decide` reads the log and may ask. It runs before the lock is taken, so that nobody has to wait for an answer or
    for a long text. If another process has written in between, it runs once more under the lock: there nobody is
    asked, and what was answered before has to fit what is asked now. `meaning` returns what a number or the word
    `last` stands for, which is then not to be something else.

    Raises:
        NetcheckError: whatever `decide` raises.
        ChangedError: `changed_meanwhile`, or what `decide` raises under the lock.
    """
    before = foreign_writes(connection)
    if app.interactive:
        from netcheck import ask

        with ask.kept() as answers:
            decision = decide()
    else:
        decision = decide()
    with writing(connection, verb) as writer:
        if foreign_writes(connection) != before:
            meant = meaning and meaning(decision)
            if app.interactive:
                with ask.again(answers):
                    decision = decide()
            else:
                decision = decide()
            if meaning and meaning(decision) != meant:
                raise ChangedError("changed_meanwhile")
        yield writer, decision


def present(contact: Contact, people: People) -> Contact:
    """Return a contact as it is now, or the one that it was merged into.

    Raises:
        ChangedError: `gone_meanwhile`, if it was removed.
    """
    found = people.root_of.get(contact.id)
    if found is None:
        raise ChangedError("gone_meanwhile", name=contact.name)
    return people.contacts[found]

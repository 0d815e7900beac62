"""`netcheck contact dupes`: lists the contacts that are likely one person, or asks about them pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from netcheck import ask
from netcheck.cli.app import App, hand_over, remark, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.failures import sentence
from netcheck.cli.output import cells
from netcheck.cli.people import SHORTEST_ID, by_id
from netcheck.commands.history import turn
from netcheck.domain.duplicates import one_that_stays
from netcheck.domain.model import Distinct
from netcheck.domain.names import Directory, Rank
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import Cancelled, ChangedError, Exit
from netcheck.i18n import _, ngettext
from netcheck.store import contacts, events
from netcheck.store.ids import new_id
from netcheck.store.ops import writing
from netcheck.view.duplicates import LATEST, pair_keys, pair_line, pair_prompt, reason_text, side_by_side
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.duplicates import Pair
    from netcheck.domain.model import Contact
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


def list_pairs(pairs: Iterable[Pair], people: People, connection: Connection) -> None:
    """Print each pair with its reason and the line that merges it."""
    directory = Directory(people.contacts.values())
    counts = {key: len(entries) for key, entries in events.packed(connection, people).items()}
    for pair in pairs:
        stays, gone = one_that_stays(people.contacts[pair.a_id], people.contacts[pair.b_id], counts)
        words = [_word_for(contact, directory, people) for contact in (gone, stays)]
        say(pair_line(gone, stays, pair))
        hand_over(f"  netcheck contact merge {' '.join(words)}")


def _word_for(contact: Contact, directory: Directory, people: People) -> str:
    """Return one word of a shell line that means this contact alone: a name, an identifier, or the end of the id."""
    for text in (contact.name, *contact.aliases, *contact.identifiers):
        match = directory.known(text) if safe(text) == text and not text.startswith("-") else None
        if match and match.rank <= Rank.ALIAS and match.only and match.only.id == contact.id:
            return quoted(text)
    length = SHORTEST_ID
    while by_id(contact.id[-length:], people) is None:
        length += 1
    return contact.id[-length:]


def ask_about(pairs: Sequence[Pair], connection: Connection, app: App) -> None:
    """Ask about one pair after the other; each decision is stored at once and is a command of its own."""
    say(
        ngettext(
            "One pair looks like one person. One key is enough. The one at the left stays when they are merged.",
            "{n} pairs look like one person each. One key each is enough; stop whenever you like. The one at the left "
            "stays when they are merged.",
            len(pairs),
        ).format(n=len(pairs))
    )
    session = _Session(pairs, connection, app)
    interrupted = False
    try:
        session.run()
    except (Cancelled, KeyboardInterrupt) as leaving:  # each decision is stored already
        interrupted = isinstance(leaving, KeyboardInterrupt) or isinstance(leaving.__context__, KeyboardInterrupt)
    decided, left = session.decided, session.left
    told = [ngettext("One decision is stored.", "{n} decisions are stored.", decided).format(n=decided)]
    if left:
        told.append(
            ngettext(
                "One pair is left: netcheck contact dupes", "{n} pairs are left: netcheck contact dupes", left
            ).format(n=left)
        )
    say(f"\n{' '.join(told)}")
    if interrupted:  # while Ctrl-D, like q, is a way to be done
        raise typer.Exit(Exit.CANCELLED)


class _Session:
    """The pairs to decide about: `decided` holds by the place of a pair the command that was its decision."""

    def __init__(self, pairs: Sequence[Pair], connection: Connection, app: App) -> None:
        self._pairs = pairs
        self._connection = connection
        self._app = app
        self._commands: dict[int, str] = {}
        self._shown: list[int] = []
        self._load()

    def _load(self) -> None:
        self._people = contacts.load(self._connection)
        self._apart = {frozenset((one.a_id, one.b_id)) for one in contacts.distinct(self._connection, self._people)}

    @property
    def decided(self) -> int:
        """How many decisions are stored."""
        return len(self._commands)

    @property
    def left(self) -> int:
        """How many pairs are open, without those that earlier decisions settled."""
        return len({frozenset(pair) for at in range(len(self._pairs)) if (pair := self._open(at))})

    def _open(self, at: int) -> tuple[str, str] | None:
        """Return who the two of a pair are now, by id; None if they are one, or said to be two, or gone."""
        one, other = (self._people.root_of.get(key) for key in self._pairs[at][:2])
        if not one or not other or one == other or frozenset((one, other)) in self._apart:
            return None
        return one, other

    def run(self) -> None:
        """Ask until all are shown, or somebody leaves."""
        at = 0
        while at < len(self._pairs):
            pair = self._open(at)
            if pair is None:
                at += 1
                continue
            counts = {key: events.count(self._connection, self._people, events.Wanted(contacts=[key])) for key in pair}
            stays, gone = one_that_stays(self._people.contacts[pair[0]], self._people.contacts[pair[1]], counts)
            self._show(at, stays, gone, counts)
            allowed = {key: way for way, key in pair_keys().items() if self._shown or way != "back"}
            decision = ask.keys(pair_prompt(back=bool(self._shown)), allowed | {"": "later"})
            if decision == "quit":
                return
            if decision == "back":
                at = self._back()
                continue
            if decision != "later":
                try:
                    self._decide(at, decision, stays, gone)
                except ChangedError as error:
                    remark(f"  {sentence(error)}")
                    continue
            self._shown.append(at)
            at += 1

    def _show(self, at: int, stays: Contact, gone: Contact, counts: dict[str, int]) -> None:
        place = _("{n} of {of}").format(n=at + 1, of=len(self._pairs))
        people = []
        for contact in (stays, gone):
            wanted = events.Wanted(contacts=[contact.id])
            latest = [
                event
                for _n, event in zip(range(LATEST), events.find(self._connection, self._people, wanted), strict=False)
            ]
            people.append((contact, counts[contact.id], latest))
        lines = side_by_side(people, self._app.today, cells=cells(), paint=self._app.paint)
        say("\n".join(["", f"{place}   {reason_text(self._pairs[at])}", *lines]))

    def _decide(self, at: int, decision: str, stays: Contact, gone: Contact) -> None:
        """Store a decision and confirm it."""
        with writing(self._connection, f"contact {'merge' if decision == 'merge' else 'dupes'}") as writer:
            self._load()
            if self._open(at) not in {(stays.id, gone.id), (gone.id, stays.id)}:
                raise ChangedError("changed_meanwhile")
            if decision == "merge":
                contacts.merge(writer, gone.id, stays.id)
            else:
                writer.create(Distinct(new_id(), gone.id, stays.id))
        confirm_change(writer, self._app)
        self._app.confirmed()
        self._commands[at] = writer.command
        self._load()

    def _back(self) -> int:
        """Take the decision about the pair before back, if there was one, and return its place."""
        at = self._shown.pop()
        if at in self._commands:
            turn(self._app, self._commands.pop(at), undone=True, yes=True)
            self._load()
        return at

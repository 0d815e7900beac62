"""`netcheck triage`: how often to be reminded of whom, one key for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from netcheck import ask
from netcheck.commands.context import App, app_of, say
from netcheck.commands.telling import say_done
from netcheck.commands.tree import application
from netcheck.domain.deciding import undecided
from netcheck.errors import Cancelled, Exit
from netcheck.store import contacts, ledger, reminders
from netcheck.store.ops import writing
from netcheck.view.deciding import decision_prompt, undecided_line

if TYPE_CHECKING:
    import sqlite3

    from netcheck.domain.model import Contact

app = application()

CADENCES = ("2w", "6w", "3m", "1y")
"""What the keys from 1 on stand for."""
_NEVER, _LATER, _QUIT = "never", "later", "quit"
_KEYS = {
    **{str(number): every for number, every in enumerate(CADENCES, start=1)},
    "n": _NEVER,
    "s": _LATER,
    "": _LATER,
    "q": _QUIT,
}


@app.command()
def triage(context: typer.Context) -> None:
    """Ask about everybody for whom nothing is decided; each decision is stored at once."""
    surroundings = app_of(context)
    texts = surroundings.words.remind
    surroundings.need_terminal(surroundings.words.errors["triage_no_terminal_prompt"])
    with surroundings.log() as connection:
        later = reminders.put_off(connection)
        people = undecided(ledger.load(connection), surroundings.today.toordinal(), later)
        if not people:
            say(texts.triage_nothing)
            return
        say(texts.triage_intro(len(people)))
        decided, interrupted = 0, False
        prompt = decision_prompt(CADENCES, surroundings.words)
        try:
            for person in people:
                say(f"\n{undecided_line(person, surroundings.today, surroundings.words)}")
                decision = ask.keys(prompt, _KEYS)
                if decision == _QUIT:
                    break
                decided += _keep(decision, person.contact, connection, surroundings)
        except (Cancelled, KeyboardInterrupt) as leaving:  # each decision is stored already
            interrupted = isinstance(leaving, KeyboardInterrupt) or isinstance(leaving.__context__, KeyboardInterrupt)
    left = len(people) - decided
    say("\n" + " ".join([texts.triage_done(decided), *[texts.triage_left(left)] * (left > 0)]))
    if interrupted:  # while Ctrl-D, like q, is a way to be done
        raise typer.Exit(Exit.CANCELLED)


def _keep(decision: str, contact: Contact, connection: sqlite3.Connection, app: App) -> bool:
    """Store a decision and confirm it; say whether it was one."""
    if decision == _LATER:
        reminders.put_off_again(connection, contact.id, app.today)
        return False
    with writing(connection, "triage") as writer:
        contacts.change(writer, contact.id, {"ignored": 1} if decision == _NEVER else {"every": decision})
    say_done(writer, contacts.load(connection), app)
    return True

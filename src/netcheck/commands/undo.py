"""`netcheck undo`: take back the last command, and say what it had done."""

from __future__ import annotations

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.telling import sentences_of
from netcheck.commands.tree import application
from netcheck.store import contacts
from netcheck.store import undo as store

app = application()


@app.command()
def undo(context: typer.Context) -> None:
    """Take back the last command that still holds."""
    surroundings = app_of(context)
    words = surroundings.words
    with surroundings.log() as connection:
        command = store.undo(connection)
        for sentence in sentences_of([command], contacts.load(connection), connection, surroundings):
            say(words.sentences.undone.format(story=sentence))
    say(f"  {words.looking.redo_hint}")

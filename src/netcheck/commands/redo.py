"""`netcheck redo`: do again what was taken back, and say what that was."""

from __future__ import annotations

import typer

from netcheck.commands.context import app_of, say
from netcheck.commands.telling import sentences_of
from netcheck.commands.tree import application
from netcheck.domain.changes import Deed
from netcheck.store import contacts
from netcheck.store import undo as store

app = application()


@app.command()
def redo(context: typer.Context) -> None:
    """Do again what the last undo took back."""
    surroundings = app_of(context)
    words = surroundings.words
    with surroundings.log() as connection:
        command = store.redo(connection)
        only_new = all(deed is Deed.CREATED for deed, _ in command.counts)
        template = words.sentences.redone if only_new else words.sentences.redone_anew
        for sentence in sentences_of([command], contacts.load(connection), connection, surroundings):
            say(template.format(story=sentence))
    say(f"  {words.looking.undo_hint}")

"""`netcheck guide`: how one would like to be met, in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck import ask
from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.looking import say_json
from netcheck.commands.tree import application
from netcheck.commands.typed import clean
from netcheck.domain.checklist import GUIDE
from netcheck.domain.model import GuideEntry
from netcheck.errors import Cancelled, UsageError
from netcheck.store import checks
from netcheck.store.ops import writing
from netcheck.view.guide import guide_opening, guide_page, guide_question

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

app = application()


@app.command()
def guide(
    context: typer.Context,
    edit: Annotated[bool, typer.Option("--edit")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the questions with one's own words, or ask them."""
    surroundings = app_of(context)
    if edit and json:
        raise UsageError("one_direction", options="--edit, --json")
    if edit:
        surroundings.need_terminal(surroundings.words.errors["guide_no_terminal_prompt"])
        _edit(surroundings)
        return
    with surroundings.reading() as connection:
        own = {entry.id: entry.text for entry in checks.guide(connection)}
    texts = surroundings.words.guide
    if json:
        questions = texts.questions
        say_json(
            [{"type": "guide", "id": key, "question": questions[key].text, "text": own.get(key, "")} for key in GUIDE]
        )
    elif own:
        say(guide_page(own, surroundings.words))
        remark(texts.hint)
    else:
        remark(texts.empty)


def _edit(surroundings: App) -> None:
    """Ask all questions; each answer is stored as it is given, so leaving halfway loses nothing."""
    texts = surroundings.words.guide
    changed = 0
    say(guide_opening(surroundings.words))
    with surroundings.log() as connection:
        try:
            for changes in _answers(connection, surroundings):
                changed += changes
        except Cancelled:
            if not changed:
                raise
    say("\n" + (texts.saved(changed) if changed else texts.unchanged))


def _answers(connection: sqlite3.Connection, surroundings: App) -> Iterator[int]:
    """Yield for each question 1 if its answer was changed, else 0."""
    own = {entry.id: entry.text for entry in checks.guide(connection)}
    for key in GUIDE:
        before = own.get(key, "")
        say(guide_question(key, known=bool(before), words=surroundings.words))
        text = clean(ask.text(f"  {surroundings.words.guide.prompt}", default=before))
        if text != before:
            with writing(connection, "guide") as writer:
                checks.write_guide(writer, [GuideEntry(key, text)])
        yield int(text != before)

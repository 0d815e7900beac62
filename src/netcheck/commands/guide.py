"""`netcheck guide`: how one would like to be met, in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck import ask
from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.output import say_json
from netcheck.cli.text_input import clean
from netcheck.cli.tree import application
from netcheck.domain.checklist import GUIDE
from netcheck.domain.model import GuideEntry
from netcheck.errors import Cancelled, UsageError
from netcheck.store import checks
from netcheck.store.ops import writing
from netcheck.view.checklist import guide_opening, guide_page, guide_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.store.database import Connection


guide_app = application()


@guide_app.command()
def guide(
    context: typer.Context,
    edit: Annotated[bool, typer.Option("--edit")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the questions with one's own words, or ask them."""
    app = app_of(context)
    if edit and json:
        raise UsageError("one_direction", options="--edit, --json")
    if edit:
        app.need_terminal(app.words.errors["guide_no_terminal_prompt"])
        _edit(app)
        return
    with app.reading() as connection:
        own = {entry.id: entry.text for entry in checks.guide(connection)}
    texts = app.words.guide
    if json:
        questions = texts.questions
        say_json(
            [{"type": "guide", "id": key, "question": questions[key].text, "text": own.get(key, "")} for key in GUIDE]
        )
    elif own:
        say(guide_page(own, app.words))
        remark(texts.hint)
    else:
        remark(texts.empty)


def _edit(app: App) -> None:
    """Ask all questions; each answer is stored as it is given, so leaving halfway loses nothing."""
    texts = app.words.guide
    changed = 0
    say(guide_opening(app.words))
    with app.log() as connection:
        try:
            for changes in _answers(connection, app):
                changed += changes
        except Cancelled:
            if not changed:
                raise
    say("\n" + (texts.saved(changed) if changed else texts.unchanged))


def _answers(connection: Connection, app: App) -> Iterator[int]:
    """Yield for each question 1 if its answer was changed, else 0."""
    own = {entry.id: entry.text for entry in checks.guide(connection)}
    for key in GUIDE:
        before = own.get(key, "")
        say(guide_question(key, known=bool(before), words=app.words))
        text = clean(ask.text(f"  {app.words.guide.prompt}", default=before))
        if text != before:
            with writing(connection, "guide") as writer:
                checks.write_guide(writer, [GuideEntry(key, text)])
        yield int(text != before)

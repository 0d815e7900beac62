"""`netcheck guide`: how one would like to be met, in one's own words."""

from collections.abc import Iterator
from typing import Annotated

import typer

from netcheck import ask
from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.failures import sentence
from netcheck.cli.output import say_json
from netcheck.cli.text_input import clean
from netcheck.cli.tree import application
from netcheck.domain.checklist import GUIDE
from netcheck.domain.model import GuideEntry
from netcheck.errors import Cancelled, ChangedError, UsageError
from netcheck.i18n import N_, _, ngettext
from netcheck.store import checks
from netcheck.store.database import Connection
from netcheck.store.ops import writing
from netcheck.view.checklist import guide_opening, guide_page, guide_question
from netcheck.view.failures import failure
from netcheck.view.questions import GUIDE as QUESTIONS

guide_app = application()


@guide_app.command()
def guide(
    context: typer.Context,
    edit: Annotated[bool, typer.Option("--edit", help=N_("Write down or change your answers."))] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False,
) -> None:
    """Your guide: how you would like others to approach you."""
    app = app_of(context)
    if edit and json:
        raise UsageError("one_direction", options="--edit, --json")
    if edit:
        app.need_terminal(failure("guide_no_terminal_prompt", {}))
        _edit(app)
        return
    with app.reading() as connection:
        own = _own(connection)
    if json:
        say_json(
            [
                {"type": "guide", "id": key, "question": _(QUESTIONS[key].text), "text": own.get(key, "")}
                for key in GUIDE
            ]
        )
    elif own:
        say(guide_page(own))
        remark(_("To change it: netcheck guide --edit"))
    else:
        remark(_("Nothing written down yet. Six questions, one sentence will do: netcheck\u00a0guide\u00a0--edit"))


def _own(connection: Connection) -> dict[str, str]:
    """Return what was written down, by question."""
    return {entry.id: entry.text for entry in checks.guide(connection)}


def _edit(app: App) -> None:
    """Ask all questions; each answer is stored as it is given, so leaving halfway loses nothing."""
    changed = 0
    say(guide_opening())
    with app.log() as connection:
        try:
            for changes in _answers(connection):
                changed += changes
        except Cancelled:
            if not changed:
                raise
    say(
        "\n"
        + (
            ngettext("Stored: {n} answer.", "Stored: {n} answers.", changed).format(n=changed)
            if changed
            else _("Everything stays as it was.")
        )
    )


def _answers(connection: Connection) -> Iterator[int]:
    """Yield for each question 1 if its answer was changed, else 0."""
    for key in GUIDE:
        before = _own(connection).get(key, "")
        say(guide_question(key, known=bool(before)))
        text = clean(ask.text("  ›", default=before))
        changed = text != before
        if changed:
            try:
                _store(connection, key, before, text)
            except ChangedError as error:
                remark(f"  {sentence(error)}")
                changed = False
        yield int(changed)


def _store(connection: Connection, key: str, before: str, text: str) -> None:
    """Store one answer, if the one that was shown is still there."""
    with writing(connection, "guide") as writer:
        if _own(connection).get(key, "") != before:
            raise ChangedError("changed_meanwhile")
        checks.write_guide(writer, [GuideEntry(key, text)])

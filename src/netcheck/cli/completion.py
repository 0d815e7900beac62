"""Completion with Tab in a shell: putting it in place, and what it offers for a line of the log."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from netcheck import i18n
from netcheck.cli.app import app_of, say
from netcheck.domain.names import alphabetical
from netcheck.errors import NetcheckError
from netcheck.i18n import _
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.cli.app import App


def install(context: click.Context) -> None:
    """Put completion in place for the shell that runs.

    Raises:
        NetcheckError: it is no shell that can be served.
    """
    from typer._completion_shared import install as install_for_shell

    try:
        with redirect_stdout(io.StringIO()):
            shell, path = install_for_shell()
    except click.exceptions.Exit:
        raise NetcheckError("unknown_shell") from None
    except OSError as error:
        raise NetcheckError("file_unwritable", path=error.filename, reason=error.strerror) from None
    say(
        _("✓ Completion for {shell} is in place ({path}). It works in every new terminal.").format(
            shell=shell, path=safe(str(path))
        )
    )
    context.exit()


def line_words(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what may come next in a line of the log: a verb first, then names and kinds, by their first letters."""
    app = app_of(context)
    typed: list[str] = context.params.get("words") or []
    known = _verbs() if not typed else [*_names(app), *_kinds(app)]
    return [CompletionItem(text) for text in dict.fromkeys(_endings(" ".join([*typed[1:], incomplete]), known))]


def _endings(text: str, known: Iterable[str]) -> Iterable[str]:
    """Yield each known text that goes on with the last words of a line, from the last of these words on."""
    from netcheck.ask.completion import completions

    for candidate, length in completions(text, known):
        begun = len(text[len(text) - length :].split()) - (length > 0)
        yield " ".join(candidate.split()[begun:])


def _names(app: App) -> list[str]:
    from netcheck.store import contacts

    try:
        with app.reading() as connection:
            return sorted((contact.name for contact in contacts.load(connection).contacts.values()), key=alphabetical)
    except NetcheckError:
        return []


def _verbs() -> list[str]:
    from netcheck.domain.lexicon import LEXICON

    return [verb for verbs in LEXICON[i18n.language()].verbs.values() for verb in verbs]


def _kinds(app: App) -> list[str]:
    from netcheck.domain.lexicon import LEXICON

    kinds = [word for words in LEXICON[i18n.language()].kinds.values() for word in words]
    return [*app.settings.kinds, *kinds]

"""`netcheck config`: where things lie, and what is set."""

from typing import Annotated

import typer

from netcheck import settings
from netcheck.cli.app import App, app_of, say
from netcheck.cli.kinds import stored_kind
from netcheck.cli.pager import paged
from netcheck.cli.parameter_types import SETTING, VALUE
from netcheck.cli.text_input import clean
from netcheck.cli.tree import application
from netcheck.errors import UsageError
from netcheck.i18n import N_
from netcheck.view.import_export import config_lines
from netcheck.view.safe import safe

config_app = application()

_OWN_KIND = "kinds."


@config_app.callback(invoke_without_command=True)
def config(context: typer.Context) -> None:
    """Where the log and the settings are kept, and what is set."""
    if context.invoked_subcommand is None:
        app = app_of(context)
        with paged(app):
            say("\n".join(config_lines(app.path, settings.config_path(), app.settings)))


@config_app.command("set")
def set_(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            help=N_(
                "language, color, questions, birthdays, pager, recipient, me, or kinds.WORD for a word of your own for "
                "a kind."
            ),
            metavar=N_("SETTING"),
            click_type=SETTING,
        ),
    ],
    value: Annotated[str, typer.Argument(help=N_("The new value."), metavar=N_("VALUE"), click_type=VALUE)],
) -> None:
    """Change a setting."""
    app, value = app_of(context), clean(value)
    if key.startswith(_OWN_KIND):
        key, value = _own_kind(key, value, app)
    elif key != settings.ME:
        settings.check(key, value)
    settings.store(key, value)
    app.stored = True
    say(f"✓ {safe(key)} = {safe(value)}")


def _own_kind(key: str, value: str, app: App) -> tuple[str, str]:
    """Return the setting of an own word for a kind as it is stored.

    Raises:
        UsageError: the word is none, or the kind does not exist.
    """
    word = clean(key.removeprefix(_OWN_KIND))
    if not word:
        raise UsageError("no_text", option=_OWN_KIND)
    return f"{_OWN_KIND}{word}", stored_kind(value, app).value

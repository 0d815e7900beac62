"""`netcheck config`: where things lie, and what is set."""

from __future__ import annotations

import typer

from netcheck import settings
from netcheck.commands.context import app_of, say
from netcheck.commands.kindwords import stored_kind
from netcheck.commands.tree import application
from netcheck.view.moving import config_lines

app = application()


@app.callback(invoke_without_command=True)
def config(context: typer.Context) -> None:
    """Print the places and the settings."""
    if context.invoked_subcommand is None:
        surroundings = app_of(context)
        say(
            "\n".join(
                config_lines(surroundings.path, settings.config_path(), surroundings.settings, surroundings.words)
            )
        )


@app.command("set")
def set_(context: typer.Context, key: str, value: str) -> None:
    """Change one setting."""
    words = app_of(context).words
    if key.startswith("kinds."):
        value = stored_kind(value, app_of(context)).value
    else:
        settings.check(key, value)
    settings.store(key, value)
    say(words.moving.set_to.format(key=key, value=value))

"""Failures as sentences, for `main` and wherever several are told at once."""

from __future__ import annotations

import click

from netcheck.errors import NetcheckError
from netcheck.view.safe import safe
from netcheck.words import Words


def sentence(error: NetcheckError | click.ClickException, words: Words) -> str:
    """Return what went wrong in the user's language; facts from outside are made safe."""
    if isinstance(error, NetcheckError):
        facts = {name: safe(str(value)) for name, value in error.facts.items()}
        return words.errors[error.code].format_map(facts)
    return safe(error.format_message())

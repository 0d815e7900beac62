"""What is due today, as the settings have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.due import due

if TYPE_CHECKING:
    from netcheck.cli.app import App
    from netcheck.domain.due import Due
    from netcheck.domain.model import Ledger
    from netcheck.store.local_state import State


def due_today(ledger: Ledger, app: App) -> Due:
    """Return all that is due."""
    return due(
        ledger,
        app.today.toordinal(),
        months_between_checks=app.settings.months_between_checks,
        birthday_days=app.settings.birthday_days,
    )


def pauses(state: State, app: App) -> bool:
    """Say whether the reminder is to be quiet today."""
    return state.paused is not None and state.paused > app.today

"""Tells what commands did, each change in one sentence, and asks before many entries change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.cli.app import remark, say
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import _, ngettext
from netcheck.view.safe import safe
from netcheck.view.text import entries_text, join_names

if TYPE_CHECKING:
    from netcheck.cli.app import App
    from netcheck.domain.command_log import Command
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer
    from netcheck.store.undo import Refused


MANY = 20
"""So many entries come and go without a question."""


def confirm_change(writer: Writer, app: App, *, about: str = "") -> None:
    """Confirm the command just stored with a sentence for each change, or say that nothing changed `about` a name."""
    from netcheck.store import undo
    from netcheck.view.entry import TICK
    from netcheck.view.sentences import change_sentences

    command = undo.told(writer.connection, writer.command)
    if command is not None:
        for sentence in change_sentences(command, app.today):
            say(f"{TICK} {sentence}")
    else:
        remark(_("That changes nothing about {name}.").format(name=safe(about)))


def is_large(command: Command) -> bool:
    """Return whether a command is about so many entries that one is asked before it is taken back or done again."""
    return _entries(command) > MANY


def agree(command: Command, question: str) -> None:
    """Ask whether a large command should be taken back or done again.

    Raises:
        Cancelled: it should not.
    """
    from netcheck import ask

    entries = _entries(command)
    prompt = question.format(entries=entries_text(entries))
    if not ask.keys(prompt, {_("y"): True, _("n"): False}):
        raise Cancelled("cancelled")


def _entries(command: Command) -> int:
    from netcheck.domain.command_log import Entity

    return sum(count for (_deed, entity), count in command.counts.items() if entity is Entity.EVENT)


def refusal(refused: Refused, connection: Connection, app: App) -> NetcheckError:
    """Return as a sentence what stands in the way of an undo or redo."""
    from netcheck.domain.command_log import Entity
    from netcheck.store import events
    from netcheck.view.sentences import thing_named

    twice = {
        Entity.CONTACT: "undo_twice_contact",
        Entity.ALIAS: "undo_twice_alias",
        Entity.EVENT: "undo_twice_event",
    }
    loses = {
        Entity.CONTACT: "undo_loses_contact",
        Entity.CIRCLE: "undo_loses_circle",
        Entity.CHECK: "undo_loses_check",
    }
    named = [thing_named(thing, events.short_id(connection, thing.id), app.today) for thing in refused.things]
    if refused.more:
        named.append(ngettext("{n} more", "{n} more", refused.more).format(n=refused.more))
    code = (twice if refused.twice else loses)[refused.entity]
    return NetcheckError(code, name=refused.name or _("someone"), things=join_names(named))

"""What `netcheck contact forget` does: show what there is of somebody, ask, erase it, and say who has it still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from netcheck import settings
from netcheck.cli.app import command_line, remark, say
from netcheck.cli.failures import changing_nothing, sentence
from netcheck.cli.people import SHORTEST_ID, by_id, whom
from netcheck.domain.names import Directory, fold
from netcheck.domain.naming import Certainty
from netcheck.errors import Cancelled, Exit, NetcheckError
from netcheck.i18n import _
from netcheck.store import contacts, forget, integrity, traces
from netcheck.store.backups import backups
from netcheck.store.database import opened
from netcheck.store.ops import forgotten, note_stored, transaction
from netcheck.view.entry import TICK
from netcheck.view.forget import backup_lines, elsewhere_lines, left_lines, plan_lines, text_line
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from netcheck.cli.app import App
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection
    from netcheck.store.traces import Person, Place, Traces


def forget_contact(app: App, text: str, *, notes: bool, in_backups: bool, yes: bool) -> None:
    """Erase whoever the text means, after asking unless `yes`; the texts of others and the backups as wished.

    Raises:
        NetcheckError: nobody is meant, or the log has changed while the question was open.
        Cancelled: somebody was asked and left, or typed another name.
    """
    with app.log() as connection:
        with changing_nothing():
            people = contacts.load(connection)
            who = traces.person(connection, people, _meant(text, people, connection, app))
            found = traces.find(connection, people, who)
            if not yes:
                app.need_terminal(_("With --yes it is done without a question, and for good."))
                say("\n".join(plan_lines(who.name, found)))
            places = traces.certain(found) if notes else () if yes else _chosen(found)
            if not yes:
                _confirm(who.name)
        with forget.leaving_nothing_behind(connection):
            with transaction(connection):
                _erase(connection, who, found, places)
            note_stored(connection)
            settings.bug_path().unlink(missing_ok=True)
            say(f"{TICK} {_('{name} is forgotten.').format(name=safe(who.name))}")
        left = len(found.texts) - len(places)
        remark("\n".join([*left_lines(left, found.named, asked=not yes), *elsewhere_lines(found.devices)]))
    rewrite_backups(
        app, notes=notes or len(places) == len(found.texts) > 0, wanted=in_backups, ask=not yes, alone=False
    )


def rewrite_backups(app: App, *, notes: bool, wanted: bool, ask: bool, alone: bool = True) -> None:
    """Say which backups hold somebody who was forgotten, and erase it there if that is `wanted`, or agreed to.

    One that cannot be written anew is told of and keeps no other from it. Where it stands `alone`, it is also said that
    there are none.
    """
    with app.reading() as connection:
        ids = forgotten(connection)
    holding, closed = _holding(app.path, ids)
    if not holding and alone:
        remark(_("No backup that can be looked into holds anybody who was forgotten."))
    if told := backup_lines([] if wanted else holding, closed):
        remark("\n".join(told))
    if holding and not wanted:
        wanted = ask and _agreed()
        if not wanted:
            line = safe(command_line(app, "contact", "forget", "--backups"))
            remark(f"  {_('To erase it there, too: {line}').format(line=line)}")
    failed = False
    for path in holding if wanted else ():
        try:
            _rewrite(path, ids, notes=notes)
        except NetcheckError as error:
            remark(f"  {_('Not erased there: {reason}').format(reason=sentence(error))}")
            failed = True
        else:
            say(f"{TICK} {_('{path} was written anew.').format(path=safe(str(path)))}")
    if failed:
        raise typer.Exit(Exit.FAILED)


def _rewrite(path: Path, ids: Collection[str], *, notes: bool) -> None:
    """Erase whoever was forgotten from a backup.

    Raises:
        NetcheckError: it is damaged, or cannot be written.
    """
    with opened(path, create=False) as backup:
        if integrity.damage(backup):
            raise NetcheckError("forget_in_damaged", path=path)
        with forget.leaving_nothing_behind(backup), transaction(backup):
            forget.erase_again(backup, ids, notes=notes)
        integrity.need_whole(backup, path)


def _meant(text: str, people: People, connection: Connection, app: App) -> str:
    """Return the id of whoever is meant: somebody living, or else somebody who was removed or taken back."""
    living = by_id(text, people)
    if living is None and Directory(people.contacts.values()).known(text) is None:
        gone = traces.gone(connection, people)
        suffix = text.strip().lower()
        found = [one for one, name in gone.items() if fold(name) == fold(text)]
        found = found or [one for one in gone if len(suffix) >= SHORTEST_ID and one.endswith(suffix)]
        if len(found) > 1:
            raise NetcheckError("forget_several_gone", name=text, ids=[one[-SHORTEST_ID:] for one in found])
        if found:
            return found[0]
    return (living or whom(text, people, connection, app)).id


def _chosen(found: Traces) -> Collection[Place]:
    """Return those texts of others that are to go as well."""
    if not found.texts:
        return ()
    from netcheck import ask

    choices = [(text_line(place, text), place) for place, text in found.texts.items()]
    sure = [at for at, text in enumerate(found.texts.values()) if text.certainty is Certainty.SURE]
    return ask.several(_("Which of these texts are to go as well?"), choices, sure)


def _agreed() -> bool:
    from netcheck import ask

    return ask.keys(_("Erase it there, too?   [y]es   [n]o ›"), {_("y"): True, _("n"): False})


def _confirm(name: str) -> None:
    from netcheck import ask

    typed = ask.text(f"  {_('Type the name to go on ›')} ")
    if fold(typed) != fold(name):
        raise Cancelled("cancelled")


def _erase(connection: Connection, who: Person, shown: Traces, places: Collection[Place]) -> None:
    """Erase somebody of whom the log still has what was shown; the caller holds the transaction.

    Raises:
        NetcheckError: `forget_changed`.
    """
    people = contacts.load(connection)
    some_id = min(who.ids)
    now = traces.person(connection, people, people.root_of.get(some_id, some_id))
    if (now.ids, traces.find(connection, people, now)) != (who.ids, shown):
        raise NetcheckError("forget_changed", name=who.name)
    forget.erase(connection, now, places)


def _holding(log: Path, ids: Collection[str]) -> tuple[list[Path], list[Path]]:
    """Return the backups that hold something of these contacts, and those that cannot be looked into."""
    holding: list[Path] = []
    closed: list[Path] = []
    for backup in backups(log):
        held = None if backup.encrypted else traces.backup_holds(backup.path, ids)
        if held is None:
            closed.append(backup.path)
        elif held:
            holding.append(backup.path)
    return holding, closed

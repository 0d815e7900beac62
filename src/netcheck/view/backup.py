"""What backup and restore say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.i18n import N_, _, ngettext
from netcheck.view.entry import TICK
from netcheck.view.safe import safe
from netcheck.view.text import date_of, entries_text, join_names, pad, people_text, width

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from netcheck.domain.log_contents import LogContents


_OTHERS = {
    N_("further names and contact details"): {"alias", "identifier", "key"},
    N_("circles"): {"circle", "membership"},
    N_("answers to the ten questions"): {"check"},
    N_("steps"): {"step"},
    N_("the guide"): {"guide"},
    N_("what is no double"): {"distinct"},
}


def backed_up(entries: int, people: int, path: Path) -> str:
    """Confirm a backup."""
    said = _("{entries}, {people} and the whole history in {path}")
    return f"{TICK} {said.format(entries=entries_text(entries), people=people_text(people), path=safe(str(path)))}"


def checked_line(side: LogContents, path: Path, today: date) -> str:
    """Confirm that a backup is whole, and say what it holds."""
    return f"{TICK} {_('{path} is whole: {what}.').format(path=safe(str(path)), what=_held(side, today))}"


def difference_lines(
    log: LogContents | None, backup: LogContents, today: date, others: Collection[str] = ()
) -> list[str]:
    """Say what the log and the backup hold, and what of each is not in the other; None is a log that is damaged.

    `others` are the entities, events and contacts aside, in which they differ.
    """
    rows = [(_("the log"), log), (_("the backup"), backup)]
    cells = max(width(name) for name, _side in rows)
    lines = [f"  {pad(name, cells)}  {_held(side, today)}" for name, side in rows]
    if log is None:
        return lines
    told = [
        (log, _("Only in the log, and gone after this: {what}.")),
        (backup, _("Only in the backup, and back after this: {what}.")),
    ]
    lines += [
        sentence.format(what=_what(side.only_entries, side.only_people, _span(side.only_days, today)))
        for side, sentence in told
        if side.only_entries or side.only_people
    ]
    if not (log.only_entries or log.only_people or backup.only_entries or backup.only_people):
        lines.append(_("Entries and people are the same."))
    if different := [_(name) for name, entities in _OTHERS.items() if not entities.isdisjoint(others)]:
        lines.append(_("Also different: {things}.").format(things=join_names(different)))
    return lines


def restored_lines(path: Path, kept: Path | None, *, settings: bool | None, erased: int) -> list[str]:
    """Confirm a restore: where the log before is kept, and what became of the settings.

    `settings` is None if they are as they were, False if those of the backup were left out. `erased` is how many people
    in it had been forgotten since.
    """
    lines = [f"{TICK} {_('Restored from {path}.').format(path=safe(str(path)))}"]
    if kept is not None:
        lines.append(_("The log before is kept: {path}").format(path=safe(str(kept))))
    if erased:
        told = ngettext(
            "One person in it has been forgotten since, and does not come back.",
            "{n} people in it have been forgotten since, and do not come back.",
            erased,
        )
        lines.append(told.format(n=erased))
    if settings is not None:
        lines.append(
            _("The settings of the backup are in place, too.")
            if settings
            else _("Your settings stay as they are; those of the backup were left out.")
        )
    return lines


def _held(side: LogContents | None, today: date) -> str:
    if side is None:
        return _("damaged")
    return _what(side.entries, side.people, _span(side.days, today))


def _what(entries: int, people: int, days: str | None) -> str:
    said = f"{entries_text(entries)}, {people_text(people)}"
    return said if days is None else f"{said} ({days})"


def _span(days: tuple[int, int] | None, today: date) -> str | None:
    return None if days is None else _days(days, today)


def _days(days: tuple[int, int], today: date) -> str:
    first, last = (date_of(date.fromordinal(day), today) for day in days)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)

"""What `doctor` says: each finding as a sentence, and all of them as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netcheck.domain.checkup import Grade
from netcheck.i18n import N_, _, ngettext
from netcheck.view.entry import TICK
from netcheck.view.safe import safe
from netcheck.view.text import USUAL_CELLS, clip, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from netcheck.domain.checkup import Finding

SHOWN = 20
"""So many findings of one grade are told one by one; the others are counted."""

_VALUE_CELLS = 40

_SENTENCES = {
    "damaged": N_("{path} cannot be read: the file is damaged. To bring back a backup: netcheck restore FILE"),
    "lost": N_("{path} is empty or gone, though there is a backup of it. To bring it back: netcheck restore {backup}"),
    "pages": N_("SQLite finds damage in the file: {reason}"),
    "unreadable": N_("Some of the log cannot be read: {reason}"),
    "differs": N_("{thing} {id} is not what its history makes of it. In the table: {table}. By the history: {ops}."),
    "command_differs": N_("Command {id} is not noted as it was. In the table: {table}. By the history: {ops}."),
    "nobody": N_("{thing} {id} is in no list, because its person {contact} is not in the log."),
    "no_device": N_("The log has lost the number of this machine."),
    "open_to_others": N_("Other users of this machine may open {path} (mode {mode})."),
    "folder_open": N_("Other users of this machine may exchange the files in {path} (mode {mode})."),
    "not_yours": N_("{path} belongs to another user."),
    "draft": N_("{path} was left behind when netcheck was ended while writing; it may hold the whole log."),
    "journal": N_("{path} was left behind, and nobody is writing to the log."),
    "synced": N_(
        "The log lies in a folder that {service} copies. It may copy while netcheck writes, and put an older version "
        "back: then entries are lost or the file is damaged. Keep the log elsewhere (NETCHECK_DB), and put encrypted "
        "backups there: netcheck backup FOLDER --encrypt"
    ),
    "no_schedule": N_("No reminder is set up, so nothing makes the weekly backups: netcheck remind on"),
    "other_log": N_("The reminder that is set up reads another log, {path}; of this one nothing makes weekly backups."),
    "no_backup": N_("There is no backup yet: netcheck backup"),
    "old_backup": N_("The last backup is {days} days old: netcheck backup"),
}
_THINGS = {
    "contact": N_("Person"),
    "alias": N_("Alias"),
    "identifier": N_("Contact detail"),
    "key": N_("Name used by a source"),
    "circle": N_("Circle"),
    "membership": N_("Circle membership"),
    "distinct": N_("Pair of different people"),
    "event": N_("Entry"),
    "check": N_("Round of questions"),
    "step": N_("Step"),
    "guide": N_("Answer to the guide"),
}
_HEADS = {
    Grade.DAMAGE: N_("Damage:"),
    Grade.PERMISSION: N_("Open to others:"),
    Grade.LEFTOVER: N_("Left behind:"),
    Grade.ADVICE: N_("Advice:"),
}


def checkup_lines(
    log: Path,
    findings: Sequence[Finding],
    mended: Collection[Finding],
    *,
    versions: tuple[str, int],
    newest: datetime | None,
    exists: bool,
) -> list[str]:
    """Tell what was found, by how much it matters, and what was mended; `exists` says whether there is a log."""
    program, version = versions
    lines = [_("{path}: version {version} of the log, netcheck {program}").format(
        path=safe(str(log)), version=version, program=program
    )]  # fmt: skip
    if newest is not None:
        lines.append(_("Last backup: {day}").format(day=newest.strftime("%Y-%m-%d %H:%M")))
    for grade, head in _HEADS.items():
        of_grade = [one for one in findings if one.grade is grade]
        if of_grade:
            lines += ["", _(head), *_told(of_grade, mended)]
    if not any(one.is_failure for one in findings) and not exists:
        lines += ["", _("Nothing logged yet. The shortest beginning: netcheck log")]
    elif not any(one.is_failure for one in findings):
        lines += ["", f"{TICK} {_('The log is whole, and only you can open it.')}"]
    elif any(one.grade in {Grade.PERMISSION, Grade.LEFTOVER} and one not in mended for one in findings):
        lines += ["", _("To mend what is open or left behind: netcheck doctor --fix")]
    return lines


def checkup_json(
    log: Path,
    findings: Sequence[Finding],
    mended: Collection[Finding],
    *,
    versions: tuple[str, int],
    newest: datetime | None,
) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "log": str(log),
        "netcheck": versions[0],
        "version": versions[1],
        "backup": None if newest is None else newest.isoformat(timespec="minutes"),
        "findings": [
            {"code": one.code, "grade": one.grade.value, "mended": one in mended, **one.facts} for one in findings
        ],
    }


def _told(findings: Sequence[Finding], mended: Collection[Finding]) -> list[str]:
    lines = []
    for one in findings[:SHOWN]:
        done = f" {_('Mended.')}" if one in mended else ""
        lines += wrap(f"{_sentence(one)}{done}", USUAL_CELLS, "    ", first="  ")
    if more := len(findings) - SHOWN:
        lines += [f"  {ngettext('and one more', 'and {n} more', more).format(n=more)}"] * (more > 0)
    return lines


def _sentence(finding: Finding) -> str:
    facts: dict[str, object] = {name: _value(value) for name, value in finding.facts.items()}
    if "entity" in facts:
        facts["thing"] = _(_THINGS[str(facts["entity"])])
    return _(_SENTENCES[finding.code]).format_map(facts)


def _value(value: object) -> str:
    """Return a fact; of a row the columns that differ, "nothing" where there is no row."""
    if value is None:
        return _("nothing")
    if isinstance(value, dict):
        return ", ".join(_cell(name, cell) for name, cell in value.items())
    return safe(str(value))


def _cell(name: str, value: object) -> str:
    return f"{name} {clip(safe(str(value)), _VALUE_CELLS)}" if value not in {None, ""} else f"{name} –"

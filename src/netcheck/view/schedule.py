"""What the reminder's commands say: what is going to be added, where its words end up, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.reminder_schedule import Channel
from netcheck.domain.reminder_turns import Every
from netcheck.i18n import N_, _
from netcheck.view.entry import TICK
from netcheck.view.safe import safe
from netcheck.view.text import USUAL_CELLS, day_phrase, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from datetime import time as time_of_day
    from pathlib import Path

    from netcheck.domain.reminder_schedule import Delivery, Plan, Status
    from netcheck.domain.reminder_turns import Timing

_INDENT = "  "


_SCHEDULERS = {
    "cron": "cron",
    "systemd": "systemd",
    "launchd": "launchd",
}
_EVERY = {
    Every.DAY: N_("every day at {at}"),
    Every.MON: N_("every Monday at {at}"),
    Every.TUE: N_("every Tuesday at {at}"),
    Every.WED: N_("every Wednesday at {at}"),
    Every.THU: N_("every Thursday at {at}"),
    Every.FRI: N_("every Friday at {at}"),
    Every.SAT: N_("every Saturday at {at}"),
    Every.SUN: N_("every Sunday at {at}"),
    Every.MONTH: N_("on the first of every month at {at}"),
}
_REACH = {
    Channel.SILENCED: N_("MAILTO in your crontab is empty, so nobody sees what cron prints."),
    Channel.NO_MAILER: N_(
        "Cron sends it by mail, but there is no mail program on this machine: it would reach nobody."
    ),
    Channel.ADDRESS: N_("Cron sends it by mail to {to}, as your crontab says."),
    Channel.MAILBOX: N_("Cron sends it by mail; on this machine mail is kept in {to}."),
    Channel.UNSURE: N_("Cron sends it by mail. There is a mail program here, but nothing shows that mail arrives."),
    Channel.JOURNAL: N_(
        "Systemd writes it into its journal (journalctl --user -u netcheck-remind), where you do not "
        "see it unless you look."
    ),
    Channel.NOWHERE: N_("Launchd does not show what a program prints."),
}
_LABELS = {
    "when": N_("when"),
    "where": N_("where"),
    "next": N_("next time"),
    "delivered": N_("last time"),
    "program": N_("program"),
    "log": N_("log"),
}


def plan_lines(scheduler: str, plan: Plan, timing: Timing) -> list[str]:
    """Show each text with the file that it goes to, whole and unwrapped, and the commands that follow."""
    head = _("A reminder {timing}, through {scheduler}.").format(
        timing=timing_phrase(timing), scheduler=_(_SCHEDULERS[scheduler])
    )
    lines = wrap(f"{head} {_('If nothing is due, it stays silent.')}", USUAL_CELLS)
    for path, text in plan.pieces:
        lines += ["", *_place(path), "", *_verbatim(text.splitlines())]
    if plan.commands:
        lines += ["", _("Then this runs:"), "", *_verbatim(" ".join(command) for command in plan.commands)]
    else:
        lines += [
            "",
            *wrap(
                _(
                    "The later hours are for times when the machine was off; you are not reminded more often than "
                    "you asked for."
                ),
                USUAL_CELLS,
            ),
        ]
    return lines


def delivery_lines(reach: Delivery, *, notify: bool, names: bool) -> list[str]:
    """Tell where the words of the reminder end up."""
    said = [
        _(_REACH[reach.where]).format(to=safe(reach.to)),
        _("With --names it shows names.") * names,
        _("A notification appears on the screen as well.") * notify,
    ]
    return ["", *(line for sentence in said for line in wrap(sentence, USUAL_CELLS))]


def offer_lines(profile: tuple[str, str], *, notify: bool) -> list[str]:
    """Tell what else makes the reminder seen: a notification, or a line for each new terminal."""
    lines = ["", *_offer("netcheck remind on --notify", _("a notification on the screen as well"))] if notify else [""]
    return lines + new_terminal_lines(profile)


def new_terminal_lines(profile: tuple[str, str]) -> list[str]:
    """Show the line to copy, unbroken, and below it the file whose end it belongs at."""
    file, line = profile
    return _offer(safe(line), _("at the end of {file}: shows it in each new terminal").format(file=file))


def added_lines(scheduler: str, status: Status, upcoming: datetime | None, today: date) -> list[str]:
    """Confirm, and tell when the reminder comes next and how it goes away again."""
    lines = [f"{TICK} {_('Set up.')}"]
    if upcoming is not None:
        lines.append(_("Next time: {when}.").format(when=moment(upcoming, today)))
    lines += wrap(
        _("At the moment {scheduler} is not running here; no reminder comes until it is.").format(
            scheduler=_(_SCHEDULERS[scheduler])
        ),
        USUAL_CELLS,
    ) * (status.running is False)
    return [*lines, _("To switch it off again: netcheck remind off")]


def removed_line(path: Path | None) -> str:
    """Confirm that the reminder left a file (None: the crontab)."""
    if path is None:
        return f"{TICK} {_('The block is gone from your crontab; everything else in it is as it was.')}"
    return f"{TICK} {_('{path} is gone.').format(path=safe(str(path)))}"


def status_lines(
    scheduler: str, status: Status, now: datetime, delivered: date | None, taken: date | None
) -> list[str]:
    """Show one reminder: when, where, the next and the last time, and whether its program still exists."""
    upcoming = status.next(now, taken)
    rows = {
        "when": timing_phrase(status.timing) if status.timing else _("changed by hand"),
        "where": safe(str(status.path)) if status.path else _("in your crontab"),
        "next": moment(upcoming, now.date()) if upcoming else _("changed by hand"),
        "delivered": day_phrase(delivered, now.date()) if delivered else _("not yet"),
        "program": safe(str(status.program)) if status.program else _("changed by hand"),
        "log": safe(str(status.database)) if status.database else _("changed by hand"),
    }
    room = max(width(_(label)) for label in _LABELS.values())
    lines = [_("The reminder comes through {scheduler}.").format(scheduler=_(_SCHEDULERS[scheduler]))]
    lines += [f"{_INDENT}{pad(_(_LABELS[row]), room)}  {value}" for row, value in rows.items()]
    if not status.comes:
        lines += wrap(
            _("As the line stands now, no reminder comes. To set it up again: netcheck remind on"), USUAL_CELLS
        )
    if status.program and not status.program.exists():
        lines += wrap(
            _("The program is not there any more, so no reminder comes. To set it up again: netcheck remind on"),
            USUAL_CELLS,
        )
    if status.running is False:
        lines += wrap(
            _("At the moment {scheduler} is not running here; no reminder comes until it is.").format(
                scheduler=_(_SCHEDULERS[scheduler])
            ),
            USUAL_CELLS,
        )
    return lines


def status_json(
    scheduler: str, status: Status, now: datetime, delivered: date | None, taken: date | None
) -> dict[str, object]:
    """Return one reminder for programs: days and times in ISO form, null for what is not known."""
    upcoming = status.next(now, taken)
    return {
        "scheduler": scheduler,
        "path": str(status.path) if status.path else None,
        "every": status.timing.every.value if status.timing else None,
        "at": f"{status.at:%H:%M}" if status.at else None,
        "next": upcoming.isoformat(timespec="minutes") if upcoming else None,
        "delivered": delivered.isoformat() if delivered else None,
        "command": list(status.arguments),
        "program_exists": status.program is not None and status.program.exists(),
        "running": status.running,
    }


def windows_lines(create: str, remove: str, timing: Timing) -> list[str]:
    """Show the commands for the Task Scheduler, which the user types."""
    head = wrap(
        _("On Windows this line sets up the reminder, {timing}:").format(timing=timing_phrase(timing)),
        USUAL_CELLS,
    )
    return [*head, "", _INDENT + safe(create), "", _("This one switches it off again:"), "", _INDENT + remove]


def timing_phrase(timing: Timing) -> str:
    """Return "jeden Montag um 9:00 Uhr", "every Monday at 09:00"."""
    return _(_EVERY[timing.every]).format(at=_clock(timing.at))


def moment(when: datetime, today: date) -> str:
    """Return "Mo, 30. November, 9:00 Uhr", "today, 18:00"."""
    return f"{day_phrase(when.date(), today)}, {_clock(when.time())}"


def _clock(at: time_of_day) -> str:
    return _("{hour:02}:{minute:02}").format(hour=at.hour, minute=at.minute)


def _place(path: Path | None) -> list[str]:
    if path is None:
        return wrap(_("This block goes into your crontab; everything else in it stays as it is:"), USUAL_CELLS)
    return [f"{safe(str(path))}:"]


def _verbatim(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}{safe(line)}".rstrip() for line in lines]


def _offer(line: str, meaning: str) -> list[str]:
    return [f"{_INDENT}{line}", *wrap(meaning, USUAL_CELLS, _INDENT * 3)]

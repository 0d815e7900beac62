"""What the reminder's commands say: what is going to be added, where its words end up, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.view.entry import tick
from netcheck.view.safe import safe
from netcheck.view.text import USUAL_CELLS, day_phrase, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from datetime import time as time_of_day
    from pathlib import Path

    from netcheck.domain.reminder_schedule import Delivery, Plan, Status
    from netcheck.domain.reminder_turns import Timing
    from netcheck.words import Words

_INDENT = "  "


def plan_lines(scheduler: str, plan: Plan, timing: Timing, words: Words) -> list[str]:
    """Show each text with the file that it goes to, whole and unwrapped, and the commands that follow."""
    texts = words.schedule
    head = texts.plan.format(timing=timing_phrase(timing, words), scheduler=texts.schedulers[scheduler])
    lines = wrap(f"{head} {texts.silent}", USUAL_CELLS)
    for path, text in plan.pieces:
        lines += ["", *_place(path, words), "", *_verbatim(text.splitlines())]
    if plan.commands:
        lines += ["", texts.then_runs, "", *_verbatim(" ".join(command) for command in plan.commands)]
    else:
        lines += ["", *wrap(texts.tries_again, USUAL_CELLS)]
    return lines


def delivery_lines(reach: Delivery, words: Words, *, notify: bool, names: bool) -> list[str]:
    """Tell where the words of the reminder end up."""
    texts = words.schedule
    said = [texts.reach[reach.where].format(to=safe(reach.to)), texts.with_names * names, texts.with_notify * notify]
    return ["", *(line for sentence in said for line in wrap(sentence, USUAL_CELLS))]


def offer_lines(profile: tuple[str, str], words: Words, *, notify: bool) -> list[str]:
    """Tell what else makes the reminder seen: a notification, or a line for each new terminal."""
    texts = words.schedule
    file, line = profile
    lines = ["", *_offer("netcheck remind on --notify", texts.offer_notify)] if notify else [""]
    return lines + _offer(safe(line), texts.offer_profile.format(file=file))


def added_lines(scheduler: str, status: Status, upcoming: datetime | None, today: date, words: Words) -> list[str]:
    """Confirm, and tell when the reminder comes next and how it goes away again."""
    texts = words.schedule
    lines = [f"{tick(words)} {texts.added}"]
    if upcoming is not None:
        lines.append(texts.next_time.format(when=moment(upcoming, today, words)))
    lines += wrap(texts.not_running.format(scheduler=texts.schedulers[scheduler]), USUAL_CELLS) * (
        status.running is False
    )
    return [*lines, texts.how_to_end]


def removed_line(path: Path | None, words: Words) -> str:
    """Confirm that the reminder left a file (None: the crontab)."""
    texts = words.schedule
    return f"{tick(words)} {texts.left_file.format(path=safe(str(path))) if path else texts.left_crontab}"


def status_lines(
    scheduler: str, status: Status, now: datetime, delivered: date | None, taken: date | None, words: Words
) -> list[str]:
    """Show one reminder: when, where, the next and the last time, and whether its program still exists."""
    texts = words.schedule
    upcoming = status.next(now, taken)
    rows = {
        "when": timing_phrase(status.timing, words) if status.timing else texts.by_hand,
        "where": safe(str(status.path)) if status.path else texts.crontab,
        "next": moment(upcoming, now.date(), words) if upcoming else texts.by_hand,
        "delivered": day_phrase(delivered, now.date(), words) if delivered else texts.never,
        "program": safe(str(status.program)) if status.program else texts.by_hand,
        "log": safe(str(status.database)) if status.database else texts.by_hand,
    }
    room = max(map(width, texts.labels.values()))
    lines = [texts.is_on.format(scheduler=texts.schedulers[scheduler])]
    lines += [f"{_INDENT}{pad(texts.labels[row], room)}  {value}" for row, value in rows.items()]
    if not status.comes:
        lines += wrap(texts.not_coming, USUAL_CELLS)
    if status.program and not status.program.exists():
        lines += wrap(texts.program_gone, USUAL_CELLS)
    if status.running is False:
        lines += wrap(texts.not_running.format(scheduler=texts.schedulers[scheduler]), USUAL_CELLS)
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


def windows_lines(create: str, remove: str, timing: Timing, words: Words) -> list[str]:
    """Show the commands for the Task Scheduler, which the user types."""
    texts = words.schedule
    head = wrap(texts.windows_on.format(timing=timing_phrase(timing, words)), USUAL_CELLS)
    return [*head, "", _INDENT + safe(create), "", texts.windows_off, "", _INDENT + remove]


def timing_phrase(timing: Timing, words: Words) -> str:
    """Return "jeden Montag um 9:00 Uhr", "every Monday at 09:00"."""
    return words.schedule.every[timing.every].format(at=_clock(timing.at, words))


def moment(when: datetime, today: date, words: Words) -> str:
    """Return "Mo, 30. November, 9:00 Uhr", "today, 18:00"."""
    return f"{day_phrase(when.date(), today, words)}, {_clock(when.time(), words)}"


def _clock(at: time_of_day, words: Words) -> str:
    return words.schedule.clock.format(hour=at.hour, minute=at.minute)


def _place(path: Path | None, words: Words) -> list[str]:
    if path is None:
        return wrap(words.schedule.into_crontab, USUAL_CELLS)
    return [words.schedule.into_file.format(path=safe(str(path)))]


def _verbatim(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}{safe(line)}".rstrip() for line in lines]


def _offer(line: str, meaning: str) -> list[str]:
    return [f"{_INDENT}{line}", *wrap(meaning, USUAL_CELLS, _INDENT * 3)]

"""`netcheck remind pause`, `on`, `off` and `status`: when the reminder comes, and who starts it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck import clock
from netcheck.cli.app import App, app_of, hand_over, say
from netcheck.cli.dates import day_to_come
from netcheck.cli.output import say_json
from netcheck.cli.tree import application
from netcheck.domain.reminder_turns import Every, Timing, last_turn, parse_time
from netcheck.errors import NetcheckError, UsageError
from netcheck.store import local_state
from netcheck.view.text import date_of

if TYPE_CHECKING:
    from datetime import time

    from netcheck.cli.app import App
    from netcheck.domain.reminder_schedule import Delivery, Job, Status
    from netcheck.schedule.base import Scheduler


pause_app = application()


@pause_app.command()
def pause(
    context: typer.Context,
    until: Annotated[list[str] | None, typer.Argument()] = None,
    end: Annotated[bool, typer.Option("--end")] = False,
) -> None:
    """Let the reminder be quiet until a day, or speak again, as it does until today; say which of it holds."""
    app = app_of(context)
    texts = app.words.remind
    if until and end:
        raise UsageError("one_direction", options=f"--end, {' '.join(until)}")
    day = date.fromordinal(day_to_come(" ".join(until), app)) if until else None
    end = end or day == app.today
    if end or day is not None:
        with app.log() as connection:
            local_state.pause(connection, None if end else day)
    else:
        with app.reading() as connection:
            day = local_state.reminder(connection, app.today).paused
    if end:
        say(texts.awake)
    elif day is None or day <= app.today:
        say(texts.not_paused)
    else:
        said = texts.paused if until else texts.pausing
        say(said.format(day=date_of(day, app.today, app.words)))
        say(f"  {texts.end_hint}")


class _Answer(Enum):
    YES = auto()
    NOTIFY = auto()
    NO = auto()


on_app = application()


@on_app.command()
def on(
    context: typer.Context,
    every: Annotated[Every, typer.Option("--every")] = Every.MON,
    at: Annotated[str, typer.Option("--at")] = "09:00",
    print_: Annotated[bool, typer.Option("--print")] = False,
    cron: Annotated[bool, typer.Option("--cron")] = False,
    systemd: Annotated[bool, typer.Option("--systemd")] = False,
    launchd: Annotated[bool, typer.Option("--launchd")] = False,
    notify: Annotated[bool, typer.Option("--notify")] = False,
    names: Annotated[bool, typer.Option("--names")] = False,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Show what is going to be added and where, ask, and add it."""
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import best
    from netcheck.view.schedule import windows_lines

    app = app_of(context)
    job = _job(app, Timing(every, _time(at)), notify=notify, names=names)
    scheduler = _asked_for({"cron": cron, "systemd": systemd, "launchd": launchd})
    if scheduler is None and task_scheduler.available():
        hand_over("\n".join(windows_lines(task_scheduler.create(job), task_scheduler.REMOVE, job.timing, app.words)))
        return
    if not (print_ or yes):
        app.need_terminal(app.words.schedule.no_terminal_hint)
    scheduler = scheduler or best()
    _show(app, scheduler, job)
    if print_:
        return
    say("")
    agreed = job if yes else _agreed(app, scheduler, job)
    if agreed is None:
        say(app.words.schedule.nothing_changed)
    else:
        _put_in(app, scheduler, agreed)


def _job(app: App, timing: Timing, *, notify: bool, names: bool) -> Job:
    from netcheck.domain.reminder_schedule import Job
    from netcheck.schedule.base import config_home, program

    database, language = app.path.absolute(), app.words.language
    return Job(program(), database, language, timing, config_home(), notify=notify, names=names)


def _time(text: str) -> time:
    found = parse_time(text)
    if found is None:
        raise UsageError("bad_time", text=text)
    return found


def _asked_for(wishes: dict[str, bool]) -> Scheduler | None:
    """Return the scheduler that the one flag asks for, None where there is no flag.

    Raises:
        UsageError: there are several.
    """
    from netcheck.schedule.choose_scheduler import named

    wished = [name for name, is_wished in wishes.items() if is_wished]
    if len(wished) > 1:
        raise UsageError("one_scheduler", options=", ".join(f"--{name}" for name in wished))
    return named(wished[0]) if wished else None


def _show(app: App, scheduler: Scheduler, job: Job) -> None:
    """Tell what is going to be added and where, where its words end up, and how else to see them."""
    from netcheck.schedule.delivery import profile
    from netcheck.view.schedule import delivery_lines, offer_lines, plan_lines

    delivery = _delivery(scheduler)
    lines = plan_lines(scheduler.name, scheduler.plan(job), job.timing, app.words)
    lines += delivery_lines(delivery, app.words, notify=job.notify, names=job.names)
    if not (delivery.arrives or job.notify):
        lines += offer_lines(profile(job.program, app.database), app.words, notify=_can_notify())
    hand_over("\n".join(lines))


def _agreed(app: App, scheduler: Scheduler, job: Job) -> Job | None:
    """Ask whether this is to be done; return the job, with a notification if that was wished, or None."""
    from netcheck import ask

    texts = app.words.schedule
    keys = {texts.yes: _Answer.YES, texts.no: _Answer.NO}
    if job.notify or not _can_notify():
        return job if ask.keys(texts.question, keys) is _Answer.YES else None
    answer = ask.keys(texts.question_notify, {**keys, texts.notify: _Answer.NOTIFY})
    if answer is not _Answer.NOTIFY:
        return job if answer is _Answer.YES else None
    say("")
    _show(app, scheduler, job._replace(notify=True))
    say("")
    return _agreed(app, scheduler, job._replace(notify=True))


def _put_in(app: App, scheduler: Scheduler, job: Job) -> None:
    """Put the reminder into this scheduler and take it out of every other."""
    from netcheck.schedule.choose_scheduler import SCHEDULERS
    from netcheck.view.schedule import added_lines, removed_line

    scheduler.add(job)
    begin_turns(app, job.timing)
    for other in SCHEDULERS:
        found = None
        if other is not scheduler:
            with suppress(NetcheckError):  # what cannot be looked at holds nothing of ours
                found = other.status()
        if found is not None:
            other.remove()
            say(removed_line(found.path, app.words))
    added = scheduler.status()
    if added is not None:
        upcoming = added.next(clock.now(), last_turn_taken(app, added.timing))
        say("\n".join(added_lines(scheduler.name, added, upcoming, app.today, app.words)))


def _delivery(scheduler: Scheduler) -> Delivery:
    from netcheck.domain.reminder_schedule import Channel, Delivery
    from netcheck.schedule.crontab import mail_to
    from netcheck.schedule.delivery import mail_here

    if scheduler.name == "cron":
        return mail_here(mail_to())
    return Delivery(Channel.JOURNAL if scheduler.name == "systemd" else Channel.NOWHERE)


def _can_notify() -> bool:
    return shutil.which("notify-send") is not None


off_app = application()


@off_app.command()
def off(context: typer.Context) -> None:
    """Take out exactly what `on` has put in, wherever it is."""
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import installed
    from netcheck.view.schedule import removed_line

    app = app_of(context)
    found = installed()
    for scheduler, status in found:
        scheduler.remove()
        say(removed_line(status.path, app.words))
        app.database = status.database or app.database
        begin_turns(app, None)
    if task_scheduler.available():
        hand_over(f"{app.words.schedule.windows_off}\n\n  {task_scheduler.REMOVE}")
    elif not found:
        say(app.words.schedule.was_off)


status_app = application()


@status_app.command()
def status(context: typer.Context, json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Show each scheduler that has the reminder."""
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import installed
    from netcheck.view.schedule import status_json, status_lines

    app = app_of(context)
    found = [(scheduler.name, status, *_days(app, status)) for scheduler, status in installed()]
    now = clock.now()
    if json:
        say_json([status_json(name, status, now, delivered, taken) for name, status, delivered, taken in found])
        return
    for name, status, delivered, taken in found:
        hand_over("\n".join(status_lines(name, status, now, delivered, taken, app.words)))
    if task_scheduler.available():
        hand_over(f"{app.words.schedule.windows_status}\n\n  {task_scheduler.LOOK}")
    elif not found:
        say(app.words.schedule.is_off)


def _days(app: App, status: Status) -> tuple[date | None, date | None]:
    """Return when the reminder last spoke, and the last turn taken, as the log that it reads has kept them."""
    app.database = status.database or app.database
    with app.reading() as connection:
        kept = local_state.reminder(connection, app.today)
    return kept.delivered, last_turn_taken(app, status.timing)


def begin_turns(app: App, timing: Timing | None) -> None:
    """Let the turns count from now on, or with None forget them; a log that does not exist yet is not made for it."""
    if app.path.exists():
        with app.log() as connection:
            local_state.begin_turns(connection, last_turn(timing, clock.now()) if timing else None)


def last_turn_taken(app: App, timing: Timing | None) -> date | None:
    """Return the last turn taken, as the log has kept it; where there is no log yet, the one before the next."""
    if not app.path.exists():
        return last_turn(timing, clock.now()) if timing else None
    with app.reading() as connection:
        return local_state.reminder(connection, app.today).turn

"""`netcheck remind pause`, `on`, `off` and `status`: when the reminder comes, and who starts it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck import clock, i18n
from netcheck.cli.app import App, app_of, hand_over, say
from netcheck.cli.dates import day_to_come
from netcheck.cli.output import say_json
from netcheck.cli.parameter_types import DAY_TO_COME
from netcheck.cli.tree import application
from netcheck.domain.names import fold
from netcheck.domain.reminder_turns import Every, Timing, last_turn, parse_time
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import N_, _
from netcheck.store import local_state
from netcheck.view.text import date_of

if TYPE_CHECKING:
    from datetime import time

    from netcheck.cli.app import App
    from netcheck.domain.reminder_schedule import Delivery, Job, Status
    from netcheck.schedule.base import Scheduler


_ENDS = ("off", "end", "stop", "over", "aus", "ende", "beenden", "stopp", "vorbei")
"""What people type behind `pause` to end it."""

pause_app = application()


@pause_app.command()
def pause(
    context: typer.Context,
    until: Annotated[
        list[str] | None,
        typer.Argument(
            help=N_("Until when: 2w, 1m, friday, 1.12., 2026-12-01; without it: whether it is paused now."),
            metavar=N_("[WHEN…]"),
            click_type=DAY_TO_COME,
        ),
    ] = None,
    end: Annotated[bool, typer.Option("--end", help=N_("End the pause."))] = False,
) -> None:
    """Pause the reminder for a while.

    netcheck remind pause 2w
    """
    app = app_of(context)
    if until and end:
        raise UsageError("one_direction", options=f"--end, {' '.join(until)}")
    day = _until(" ".join(until), app) if until else None
    end = end or day == app.today
    if end or day is not None:
        with app.log() as connection:
            local_state.pause(connection, None if end else day)
        app.stored = True
    else:
        with app.reading() as connection:
            day = local_state.reminder(connection, app.today).paused
    if end:
        say(_("✓ The reminder is back."))
    elif day is None or day <= app.today:
        say(_("The reminder is not paused. For some quiet: netcheck remind pause 2w"))
    else:
        said = _("✓ The reminder is paused until {day}.") if until else _("The reminder is paused until {day}.")
        _say_paused(said, day, app)


def _until(text: str, app: App) -> date:
    """Return the day until which to pause.

    Raises:
        UsageError: it is none, and may be meant to end the pause.
    """
    if fold(text) in {fold(word) for word in _ENDS}:
        raise UsageError("pause_ends", text=text)
    return date.fromordinal(day_to_come(text, app))


def _say_paused(said: str, day: date, app: App) -> None:
    say(said.format(day=date_of(day, app.today)))
    say(f"  {_('To end this sooner: netcheck remind pause --end')}")


class _Answer(Enum):
    YES = auto()
    NOTIFY = auto()
    NO = auto()


on_app = application()


@on_app.command()
def on(
    context: typer.Context,
    every: Annotated[
        Every, typer.Option("--every", help=N_("Every day, on a day of the week, or on the first of the month."))
    ] = Every.MON,
    at: Annotated[str, typer.Option("--at", help=N_("At what time."), metavar=N_("TIME"))] = "09:00",
    print_: Annotated[bool, typer.Option("--print", help=N_("Only show what would be added, and where."))] = False,
    cron: Annotated[bool, typer.Option("--cron", help=N_("Through cron."))] = False,
    systemd: Annotated[bool, typer.Option("--systemd", help=N_("Through systemd."))] = False,
    launchd: Annotated[bool, typer.Option("--launchd", help=N_("Through launchd."))] = False,
    notify: Annotated[bool, typer.Option("--notify", help=N_("A notification on the screen as well."))] = False,
    names: Annotated[bool, typer.Option("--names", help=N_("With names, in mails too."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Without asking."))] = False,
) -> None:
    """Set up the reminder in the scheduler of this machine; it makes the weekly backup as well.

    netcheck remind on --every fri --at 18:00
    """
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import best
    from netcheck.schedule.delivery import profile
    from netcheck.view.failures import failure
    from netcheck.view.schedule import new_terminal_lines, windows_lines

    app = app_of(context)
    job = _job(app, Timing(every, _time(at)), notify=notify, names=names)
    scheduler = _asked_for({"cron": cron, "systemd": systemd, "launchd": launchd})
    if scheduler is None and task_scheduler.available():
        hand_over("\n".join(windows_lines(task_scheduler.create(job), task_scheduler.REMOVE, job.timing)))
        return
    if not (print_ or yes):
        app.need_terminal(_("--print shows what would be added, --yes sets it up."))
    try:
        scheduler = scheduler or best()
    except NetcheckError as error:
        instead = "\n".join(new_terminal_lines(profile(job.program, app.database)))
        if not print_:
            hand_over(instead)
            raise
        hand_over(f"{failure(error.code, error.facts)}\n{instead}")
        return
    _show(app, scheduler, job)
    if print_:
        return
    say("")
    agreed = job if yes else _agreed(app, scheduler, job)
    if agreed is None:
        say(_("Nothing was changed."))
    else:
        _put_in(app, scheduler, agreed)


def _job(app: App, timing: Timing, *, notify: bool, names: bool) -> Job:
    from netcheck.domain.reminder_schedule import Job
    from netcheck.schedule.base import config_home, program

    database, language = app.path.absolute(), i18n.language()
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
    lines = plan_lines(scheduler.name, scheduler.plan(job), job.timing)
    lines += delivery_lines(delivery, notify=job.notify, names=job.names)
    if not (delivery.arrives or job.notify):
        lines += offer_lines(profile(job.program, app.database), notify=_can_notify())
    hand_over("\n".join(lines))


def _agreed(app: App, scheduler: Scheduler, job: Job) -> Job | None:
    """Ask whether this is to be done; return the job, with a notification if that was wished, or None."""
    from netcheck import ask

    keys = {_("y"): _Answer.YES, _("n"): _Answer.NO}
    if job.notify or not _can_notify():
        return job if ask.keys(_("Set it up like this?   [y]es   [n]o ›"), keys) is _Answer.YES else None
    answer = ask.keys(
        _("Set it up like this?   [y]es   [w]ith a notification   [n]o ›"), {**keys, _("w"): _Answer.NOTIFY}
    )
    if answer is not _Answer.NOTIFY:
        return job if answer is _Answer.YES else None
    say("")
    _show(app, scheduler, job.replaced(notify=True))
    say("")
    return _agreed(app, scheduler, job.replaced(notify=True))


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
            say(removed_line(found.path))
    app.stored = True
    added = scheduler.status()
    if added is not None:
        upcoming = added.next(clock.now(), last_turn_taken(app, added.timing))
        say("\n".join(added_lines(scheduler.name, added, upcoming, app.today)))


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
    """Switch the reminder off again."""
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import installed
    from netcheck.view.schedule import removed_line

    app = app_of(context)
    found = installed()
    for scheduler, status in found:
        scheduler.remove()
        say(removed_line(status.path))
        app.database = status.database or app.database
        begin_turns(app, None)
    app.stored = bool(found)
    if task_scheduler.available():
        hand_over(f"{_('This one switches it off again:')}\n\n  {task_scheduler.REMOVE}")
    elif not found:
        say(_("No reminder was set up."))


status_app = application()


@status_app.command()
def status(context: typer.Context, json: Annotated[bool, typer.Option("--json", help=N_("As JSON."))] = False) -> None:
    """Whether the reminder is set up, where, and when it comes."""
    from netcheck.schedule import task_scheduler
    from netcheck.schedule.choose_scheduler import installed
    from netcheck.view.schedule import status_json, status_lines

    app = app_of(context)
    found = [(scheduler.name, status, *_days(app, status)) for scheduler, status in installed()]
    now = clock.now()
    if json:
        say_json([status_json(name, status, now, delivered, taken) for name, status, delivered, taken in found])
        return
    _say_pause(app)
    for name, status, delivered, taken in found:
        hand_over("\n".join(status_lines(name, status, now, delivered, taken)))
    if task_scheduler.available():
        hand_over(f"{_('On Windows this line shows whether the reminder is set up:')}\n\n  {task_scheduler.LOOK}")
    elif not found:
        say(_("No reminder is set up. To set one up: netcheck remind on"))


def _say_pause(app: App) -> None:
    with app.reading() as connection:
        day = local_state.reminder(connection, app.today).paused
    if day is not None and day > app.today:
        _say_paused(_("The reminder is paused until {day}."), day, app)


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

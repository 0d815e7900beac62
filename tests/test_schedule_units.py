"""The units of systemd, the property list of launchd, and the command line of Windows."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import snapshot
from netcheck.domain.reminder_turns import Every, Timing
from netcheck.errors import NetcheckError
from netcheck.schedule import launchd, systemd, task_scheduler
from netcheck.schedule.launchd import Launchd
from netcheck.schedule.systemd import SERVICE, TIMER, Systemd
from schedulers import CALLED, JOB, put_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netcheck.domain.reminder_schedule import Job
    from netcheck.schedule.base import Scheduler

PLAIN = JOB.replaced(program=("/usr/bin/netcheck",), database=Path("/home/alma/log.db"), config_home=None, notify=False)
JOBS = [
    PLAIN.replaced(timing=Timing(every, at))
    for every in (Every.DAY, Every.MON, Every.SUN, Every.MONTH)
    for at in (time(9), time(0, 5))
]
ODD = "100% $HOME \"quoted\" 'too' \\ back ${x} %h é – ;|&"


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """Put stand-ins for systemctl and launchctl in reach; return a function that tells how they were called.

    Files and folders are private from the first, as the program has it.
    """
    before = os.umask(0o077)
    for name in ("systemctl", "launchctl"):
        put_program(tmp_path / "bin", name, CALLED)
    calls = tmp_path / "calls"
    for variable, value in {
        "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "FAKE_CALLS": str(calls),
        "FAKE_ANSWER": "running",
        "FAKE_REFUSES": "",
    }.items():
        monkeypatch.setenv(variable, value)
    yield lambda: calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
    os.umask(before)


@pytest.mark.parametrize(("name", "job"), [("plain", PLAIN), ("odd", JOB)])
def test_snapshots(name: str, job: Job) -> None:
    """What is written for systemd and launchd, and what a user of Windows is to type."""
    written = {
        "netcheck-remind.service": systemd.service(job),
        "netcheck-remind.timer": systemd.timer(job),
        "netcheck-remind.plist": launchd.agent_text(job),
        "Windows": task_scheduler.create(job) + "\n",
    }
    snapshot.check(f"schedule_{name}", "\n".join(f"== {title}\n{text}" for title, text in written.items()))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
@pytest.mark.parametrize(
    "job", [*JOBS, PLAIN.replaced(config_home=Path(ODD))], ids=lambda job: f"{job.timing.every}-{job.timing.at:%H%M}"
)
@pytest.mark.parametrize("folder", ["bin", "100% $HOME ${x} %h é – ;|&"], ids=["plain", "odd"])
def test_systemd_accepts_the_units(job: Job, folder: str, tmp_path: Path) -> None:
    """The check of systemd itself has nothing to say about the units, and finds the program, whatever its path."""
    program = put_program(tmp_path / folder, "netcheck", "#!/bin/sh\n")
    job = job.replaced(program=(str(program),), database=tmp_path / ODD / "log.db")
    units = tmp_path / "units"
    units.mkdir()
    for unit, text in ((SERVICE, systemd.service(job)), (TIMER, systemd.timer(job))):
        (units / unit).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--user", "--man=no", str(units / SERVICE), str(units / TIMER)]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (Timing(Every.DAY, time(9)), "Tue 2026-11-24 09:00:00"),
        (Timing(Every.SUN, time(23, 59)), "Sun 2026-11-29 23:59:00"),
        (Timing(Every.MONTH, time(0, 5)), "Tue 2026-12-01 00:05:00"),
    ],
)
def test_systemd_reads_the_calendar_as_meant(timing: Timing, expected: str) -> None:
    """The next moment after a Monday at noon is for systemd the one that was meant."""
    calendar = re.search(r"OnCalendar=(.+)", systemd.timer(PLAIN.replaced(timing=timing)))
    assert calendar
    command = ["systemd-analyze", "calendar", "--base-time=2026-11-23 12:00:00", calendar[1]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"Next elapse: {expected}" in done.stdout


@pytest.mark.parametrize("scheduler", [Systemd(), Launchd()], ids=lambda scheduler: scheduler.name)
@pytest.mark.parametrize("job", [JOB, PLAIN, *JOBS, PLAIN.replaced(program=("/100% $HOME ${x}", "-m", ODD))])
def test_what_was_added_is_read_back_and_removed(
    scheduler: Scheduler, job: Job, called: Callable[[], list[str]], home: Path
) -> None:
    """The status is the job, of two jobs the second, and after removal nothing of ours is left."""
    before = set(home.rglob("*"))
    assert scheduler.status() is None
    scheduler.add(JOBS[0])
    scheduler.add(job)
    status = scheduler.status()
    assert status is not None
    assert (status.timing, status.arguments, status.database) == (job.timing, job.arguments, job.database)
    assert status.running
    pieces = scheduler.plan(job).pieces
    assert [path and path.read_text(encoding="utf-8") for path, _ in pieces] == [text for _, text in pieces]
    for command in scheduler.plan(job).commands:
        assert " ".join(command) in called()
    scheduler.remove()
    scheduler.remove()
    assert scheduler.status() is None
    assert set(home.rglob("*")) - before <= {home / "calls", home / ".config", home / "Library"}


@pytest.mark.parametrize("scheduler", [Systemd(), Launchd()], ids=lambda scheduler: scheduler.name)
@pytest.mark.parametrize(("mode", "other"), [(0o755, False), (0o700, True)], ids=["made by others", "in use"])
@pytest.mark.usefixtures("called")
def test_folders_of_others_stay(scheduler: Scheduler, mode: int, other: bool) -> None:
    """A folder that was there for others, or in which others have put something, is not taken away."""
    folders = {path.parent for path, _ in scheduler.plan(PLAIN).pieces if path}
    for folder in folders:
        folder.mkdir(parents=True)
        folder.chmod(mode)
        if other:
            (folder / "theirs").touch()
    scheduler.add(PLAIN)
    scheduler.remove()
    assert all(folder.is_dir() for folder in folders)


@pytest.mark.parametrize(
    ("scheduler", "verb"), [(Systemd(), "enable"), (Launchd(), "bootstrap")], ids=["systemd", "launchd"]
)
def test_a_scheduler_that_refuses(
    scheduler: Scheduler, verb: str, called: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the scheduler refuses, its reason is told and nothing of ours stays."""
    monkeypatch.setenv("FAKE_REFUSES", verb)
    with pytest.raises(NetcheckError) as caught:
        scheduler.add(PLAIN)
    assert (caught.value.code, caught.value.facts["reason"]) == ("program_failed", "it refuses")
    assert any(verb in call for call in called())
    assert scheduler.status() is None


@pytest.mark.parametrize(
    ("scheduler", "verb"), [(Systemd(), "restart"), (Launchd(), "bootstrap")], ids=["systemd", "launchd"]
)
def test_a_scheduler_that_refuses_keeps_the_reminder_that_was_there(
    scheduler: Scheduler, verb: str, called: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused change puts back what was there, and makes it known again."""
    scheduler.add(JOB)
    before = {path: path.read_bytes() for path, _ in scheduler.plan(JOB).pieces if path}
    monkeypatch.setenv("FAKE_REFUSES", verb)
    with pytest.raises(NetcheckError):
        scheduler.add(PLAIN)
    assert {path: path.read_bytes() for path in before} == before
    assert sum(verb in call for call in called()) == 3


@pytest.mark.parametrize(
    ("answer", "expected"), [("running", True), ("degraded", True), ("offline", False), ("", False)]
)
def test_whether_a_systemd_runs_for_the_user(
    answer: str, expected: bool, called: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A degraded one will do; without one, or without its directory, nothing is added to it."""
    monkeypatch.setenv("FAKE_ANSWER", answer)
    assert Systemd().available() is expected
    assert called() == ["systemctl --user is-system-running"]
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with pytest.raises(NetcheckError) as caught:
        Systemd().add(PLAIN)
    assert caught.value.code == "systemd_missing"


@pytest.mark.usefixtures("called")
def test_changed_by_hand() -> None:
    """Units and a property list that somebody rewrote are still shown, as far as they can be read."""
    for scheduler in (Systemd(), Launchd()):
        scheduler.add(PLAIN)
        for path, _ in scheduler.plan(PLAIN).pieces:
            assert path
            path.write_text('[Service]\nExecStart="/usr/bin/netcheck\n[Timer]\nOnCalendar=weekly\n', encoding="utf-8")
        status = scheduler.status()
        assert status is not None
        assert (status.timing, status.program, status.database) == (None, None, None)


def test_the_property_list_is_one() -> None:
    """The list is read as what was meant, with Sunday as day 0."""
    job = JOB.replaced(timing=Timing(Every.SUN, time(18, 5)))
    assert plistlib.loads(launchd.agent_text(job).encode()) == {
        "Label": "netcheck.remind",
        "ProgramArguments": list(job.arguments),
        "StartCalendarInterval": {"Weekday": 0, "Hour": 18, "Minute": 5},
        "RunAtLoad": True,
        "EnvironmentVariables": {"XDG_CONFIG_HOME": "/home/alma/my settings"},
    }


@pytest.mark.parametrize("odd", ["a\nb", "a\0b", "a\x1bb", "a\udce4b"])
@pytest.mark.parametrize("write", [systemd.service, launchd.agent_text, task_scheduler.create])
def test_paths_that_no_file_can_hold(odd: str, write: Callable[[Job], str]) -> None:
    """A path with a line end, a control character or a stray byte is refused."""
    with pytest.raises(NetcheckError) as caught:
        write(PLAIN.replaced(database=Path(odd)))
    assert caught.value.code == "schedule_odd_path"


def test_programs_that_systemd_does_not_start() -> None:
    """Quotation marks in the path of the program itself are refused, for systemd would refuse the unit."""
    for odd in ("/o'brien/netcheck", '/a"b/netcheck', "/a\\b/netcheck"):
        with pytest.raises(NetcheckError) as caught:
            systemd.service(PLAIN.replaced(program=(odd,)))
        assert caught.value.code == "schedule_quotes"


@pytest.mark.parametrize("at", [time(0, 0), time(9), time(23, 59)])
@pytest.mark.parametrize("every", Every)
def test_each_turn_is_written_for_windows(every: Every, at: time) -> None:
    """The command line says how often, on which day and when, in the words of schtasks."""
    words = task_scheduler.create(PLAIN.replaced(timing=Timing(every, at))).split()
    schedule = words[words.index("/SC") + 1]
    assert schedule == {Every.DAY: "DAILY", Every.MONTH: "MONTHLY"}.get(every, "WEEKLY")
    day = words[words.index("/D") + 1] if "/D" in words else None
    assert day == {Every.DAY: None, Every.MONTH: "1"}.get(every, every.upper())
    assert words[words.index("/ST") + 1] == f"{at.hour:02}:{at.minute:02}"


@pytest.mark.parametrize("every", Every)
def test_each_turn_is_in_the_property_list(every: Every) -> None:
    """The hour and minute, and the weekday or day of the month stand there; Sunday is 0."""
    found = plistlib.loads(launchd.agent_text(PLAIN.replaced(timing=Timing(every, time(18, 5)))).encode())
    expected = {"Hour": 18, "Minute": 5}
    if every is Every.MONTH:
        expected["Day"] = 1
    elif every is not Every.DAY:
        expected["Weekday"] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].index(every)
    assert found["StartCalendarInterval"] == expected


@pytest.mark.parametrize("scheduler", [Systemd(), Launchd()], ids=["systemd", "launchd"])
@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("notify", [False, True])
def test_each_turn_is_read_back(
    scheduler: Scheduler, every: Every, notify: bool, called: Callable[[], list[str]]
) -> None:
    """Whatever was asked for is what status says of it."""
    job = PLAIN.replaced(timing=Timing(every, time(7, 45)), notify=notify)
    scheduler.add(job)
    status = scheduler.status()
    assert status is not None
    assert (status.timing, status.arguments) == (job.timing, job.arguments)
    assert called()
    scheduler.remove()
    assert scheduler.status() is None


@pytest.mark.usefixtures("called")
@pytest.mark.parametrize(("scheduler", "place"), [(Systemd(), systemd.units), (Launchd(), launchd.agent)])
def test_what_cannot_be_read_is_told(scheduler: Scheduler, place: Callable[[], Path]) -> None:
    """Where a folder is in the place of a file of the reminder, status fails with the path."""
    path = place() / SERVICE if isinstance(scheduler, Systemd) else place()
    path.mkdir(parents=True)
    with pytest.raises(NetcheckError, match="file_unreadable"):
        scheduler.status()


def test_without_launchd_nothing_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is no Mac the property list is not even written."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NetcheckError, match="launchd_missing"):
        Launchd().add(PLAIN)
    assert not launchd.agent().exists()

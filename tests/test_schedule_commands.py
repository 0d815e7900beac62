"""`netcheck remind on|off|status`: what is shown, asked, done and told."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import snapshot
from netcheck.domain.reminder_schedule import Channel
from netcheck.schedule import delivery
from netcheck.schedule.base import config_home, program
from netcheck.schedule.delivery import mail_delivery, mailbox, profile
from netcheck.store import local_state
from netcheck.store.database import opened
from schedulers import CALLED, only_cron, put_program
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

YES = ("remind", "on", "--cron", "--yes")
START = """
import sys
sys.argv = [{program!r}, "remind", "on", "--lang", "de"]
from netcheck.__main__ import run
sys.exit(run())
"""


@pytest.fixture(scope="module", autouse=True)
def cron(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a program at work that is called cron, and does nothing."""
    program = put_program(tmp_path_factory.mktemp("daemon"), "cron", "#!/bin/sh\nread forever\n")
    with subprocess.Popen([program], stdin=subprocess.PIPE):
        yield


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that holds the crontab of a stand-in for cron, whose mail nobody gets."""
    found = only_cron(tmp_path, monkeypatch)
    found.write_bytes(b'MAILTO=""\n')
    return found


def with_systemd(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for a running systemd of the user's in reach."""
    put_program(home / "bin", "systemctl", CALLED)
    for variable in ("FAKE_CALLS", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(home / "calls"))
    monkeypatch.setenv("FAKE_REFUSES", "")
    monkeypatch.setenv("FAKE_ANSWER", "running")


def keep(home: Path, **days: str) -> None:
    """Keep days in the log of this test."""
    with opened(home / "log.db", create=True) as connection:
        for key, day in days.items():
            local_state.put(connection, f"remind.{key}", day)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_said(language: str, home: Path, table: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What each of the three says, with cron and with systemd, from beginning to end."""
    keep(home, delivered="2026-11-22")
    told = []

    def tell(*words: str) -> None:
        result = run("remind", *words, "--lang", language)
        told.append(f"$ netcheck remind {' '.join(words)}\n{result.out}{result.err}")

    tell("status")
    tell("on", "--yes", "--every", "wed", "--names")
    tell("status")
    with_systemd(home, monkeypatch)
    tell("on", "--yes", "--notify", "--every", "month", "--at", "18:30")
    tell("status")
    (home / "100% mine" / "netcheck").unlink()
    monkeypatch.setenv("FAKE_REFUSES", "is-active")
    for verb in ("status", "off", "off"):
        tell(verb)
    assert table.read_bytes() == b'MAILTO=""\n'
    snapshot.check(f"schedule_said_{language}", "\n".join(told).replace(str(home), "/home/alma"))


@pytest.mark.parametrize("arguments", [("on",), ("on", "--cron", "--every", "day")])
def test_without_a_terminal_nothing_is_asked(arguments: tuple[str, ...], table: Path, run: Run) -> None:
    """Where nobody can be asked, it takes --yes; without it nothing is shown and nothing changes."""
    refused = run("remind", *arguments, expect=2)
    assert refused.err.startswith("Without a terminal I cannot ask anything. --print shows")
    assert (refused.out, table.read_bytes()) == ("", b'MAILTO=""\n')


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--at", "25:00"], "“25:00” is not a time of day."),
        (["--at", "noon"], "“noon” is not a time of day."),
        (["--cron", "--systemd"], "Only one of these at a time: --cron, --systemd."),
        (["--every", "year"], "--every takes one of "),
    ],
)
def test_what_cannot_be_understood(arguments: list[str], expected: str, table: Path, run: Run) -> None:
    """Times, schedulers and rhythms that do not exist are refused, and nothing changes."""
    assert run("remind", "on", "--yes", *arguments, expect=2).err.startswith(expected)
    assert table.read_bytes() == b'MAILTO=""\n'


def test_print_shows_what_yes_adds(table: Path, run: Run) -> None:
    """With --print nothing is changed, and what it shows is, byte for byte, what --yes then adds."""
    table.unlink()
    shown = run("remind", "on", "--cron", "--print").out
    assert not table.exists()
    run(*YES)
    block = table.read_text(encoding="utf-8")
    assert "".join(f"  {line}\n" for line in block.splitlines()) in shown


@pytest.mark.parametrize("keys", ["j", "n", "mj", "mn", "\x03"], ids=["yes", "no", "notify", "notify, no", "Ctrl-C"])
def test_asked_at_a_terminal(keys: str, home: Path, table: Path) -> None:
    """At a terminal it is done after a yes; asked for a notification, it shows the line with it and asks again."""
    put_program(home / "bin", "notify-send", "#!/bin/sh\n")
    with at_terminal("-c", START.format(program=str(home / "100% mine" / "netcheck"))) as child:
        child.expect("So einrichten.*ein ›")
        child.send(keys[0])
        if keys.startswith("m"):
            child.expect("--notify\r\n.*Benachrichtigung auf dem Bildschirm.*So einrichten.*ein ›")
            child.send(keys[1])
        code = end_of(child)
    done = keys.endswith("j")
    assert code == (130 if keys == "\x03" else 0)
    assert (b"netcheck remind" in table.read_bytes()) is done
    assert (b" --notify\n" in table.read_bytes()) is (done and keys.startswith("m"))


def test_another_scheduler_takes_over(home: Path, table: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The best scheduler is taken unless one is asked for, and the reminder leaves the one it was in."""
    with_systemd(home, monkeypatch)
    run(*YES)
    assert b"netcheck remind" in table.read_bytes()
    moved = run("remind", "on", "--yes")
    assert "The block is gone from your crontab" in moved.out
    assert table.read_bytes() == b'MAILTO=""\n'
    (listed,) = json.loads(run("remind", "status", "--json").out)
    assert (listed["scheduler"], listed["path"][-22:]) == ("systemd", "/netcheck-remind.timer")
    run(*YES)
    assert not (home / ".config/systemd/user/netcheck-remind.timer").exists()


def test_a_scheduler_that_may_not_be_looked_at_is_in_nobodys_way(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may not use cron can still use systemd."""
    with_systemd(home, monkeypatch)
    monkeypatch.setenv("FAKE_CRONTAB_MODE", "denied")
    run("remind", "on", "--yes")
    assert len(json.loads(run("remind", "status", "--json").out)) == 1
    run("remind", "off")
    assert run("remind", "status", expect=1).err.startswith("crontab refuses")


def test_status_for_programs(home: Path, run: Run) -> None:
    """All that is known of the reminder, in a form that does not depend on the language."""
    assert json.loads(run("remind", "status", "--json").out) == []
    keep(home, delivered="2026-11-18")
    run(*YES, "--every", "wed", "--at", "7:05", "--lang", "de")
    (listed,) = json.loads(run("remind", "status", "--json").out)
    options = ["remind", "--every", "wed", "--db", str(home / "log.db"), "--lang", "de"]
    assert listed == {
        "scheduler": "cron",
        "path": None,
        "every": "wed",
        "at": "07:05",
        "next": "2026-11-25T07:05",
        "delivered": "2026-11-18",
        "command": [str(home / "100% mine" / "netcheck"), *options],
        "program_exists": True,
        "running": True,
    }


@pytest.mark.parametrize(
    ("line", "comes"),
    [
        ("@daily {program} remind --names", True),
        ("0 9 * * 1-5 {program} remind --every mon", True),
        ("# 0 9-23/3 * * * {program} remind --every mon", False),
        ("#0 9-23/3 * * * {program} remind --every mon", False),
        ("nine * * * * {program} remind --every mon", False),
        ("{program} remind --every mon --db /log.db", False),
        ("", False),
    ],
)
def test_a_line_changed_by_hand(line: str, comes: bool, home: Path, table: Path, run: Run) -> None:
    """A line that somebody rewrote is still shown, as far as it can be read, and taken out whole."""
    program = home / "100%" / "netcheck"
    put_program(program.parent, program.name, "")
    table.write_text(
        f"# >>> netcheck remind\n{line.format(program=program)}\n# <<< netcheck remind\n", encoding="utf-8"
    )
    (listed,) = json.loads(run("remind", "status", "--json").out)
    assert (listed["program_exists"], listed["next"], listed["every"]) == (comes, None, None)
    told = run("remind", "status").out
    assert "changed by hand" in told
    assert ("As the line stands now, no reminder comes." in told) is not comes
    run("remind", "off")
    assert table.read_bytes() == b""


@pytest.mark.parametrize(
    ("clock", "every", "expected"),
    [("08:59", "mon", "2026-11-16"), ("09:00", "mon", "2026-11-23"), ("08:59", "fri", "2026-11-20")],
)
def test_turns_count_from_when_it_was_set_up(
    clock: str, every: str, expected: str, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was due before it was set up is not made up for, and `off` forgets the turns; no log is made for them."""
    monkeypatch.setenv("NETCHECK_TODAY", f"2026-11-23T{clock}")
    promised = re.search(r"Next time: .*", run(*YES).out)
    assert promised
    assert (
        promised[0] in {"08:59": {"Next time: today, 09:00."}, "09:00": {"Next time: Mon, 30 November, 09:00."}}[clock]
    )
    assert "30 November" in run("remind", "status").out or clock == "08:59"
    assert not (home / "log.db").exists()
    keep(home)
    for verb, turn in ((YES, expected), (("remind", "off"), None)):
        run(*verb, *(["--every", every] if turn else []))
        with opened(home / "log.db", create=False) as connection:
            assert local_state.get(connection, "remind.turn") == turn


def test_at_the_end_of_the_calendar_nothing_is_promised(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On its last day there is no next turn, which breaks nothing."""
    monkeypatch.setenv("NETCHECK_TODAY", "9999-12-31")
    assert "Next time" not in run(*YES).out
    assert json.loads(run("remind", "status", "--json").out)[0]["next"] is None


def test_a_refused_reminder_moves_no_turn(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the scheduler refuses, the turns go on counting from where they did."""
    keep(home, turn="2026-11-09")
    with_systemd(home, monkeypatch)
    monkeypatch.setenv("FAKE_REFUSES", "restart")
    assert "it refuses" in run("remind", "on", "--systemd", "--yes", expect=1).err
    with opened(home / "log.db", create=False) as connection:
        assert local_state.get(connection, "remind.turn") == "2026-11-09"


def test_off_forgets_the_turns_in_the_log_of_the_reminder(home: Path, run: Run) -> None:
    """What was set up for another log ends there, whichever log `off` and `status` are called with."""
    keep(home, delivered="2026-11-20", turn="2026-11-16")
    run(*YES)
    elsewhere = ("--db", str(home / "other.db"))
    assert json.loads(run("remind", "status", "--json", *elsewhere).out)[0]["delivered"] == "2026-11-20"
    run("remind", "off", *elsewhere)
    assert not (home / "other.db").exists()
    with opened(home / "log.db", create=False) as connection:
        assert local_state.get(connection, "remind.turn") is None


def test_on_windows_the_commands_are_printed(home: Path, table: Path, run: Run) -> None:
    """Where there is a Task Scheduler, its command lines are shown, for the user to type; nothing is run."""
    put_program(home / "bin", "schtasks", "#!/bin/sh\nexit 1\n")
    put = run("remind", "on", "--every", "sun", "--at", "9").out
    assert re.search(
        r'^  schtasks /Create .* /SC WEEKLY /D SUN /ST 09:00 /TR ".* remind --every sun .*" /F$', put, re.MULTILINE
    )
    for result in (put, run("remind", "off").out):
        assert "\n  schtasks /Delete /TN netcheck-remind /F\n" in result
    assert "\n  schtasks /Query /TN netcheck-remind\n" in run("remind", "status").out
    assert table.read_bytes() == b'MAILTO=""\n'


def test_a_machine_without_a_scheduler(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to use, a sentence says so, and a line to copy for the shell in use what to do."""
    monkeypatch.setenv("PATH", str(home))
    monkeypatch.setenv("SHELL", "/bin/zsh")
    refused = run("remind", "on", "--yes", expect=1)
    assert refused.err == "This machine has neither systemd nor cron; nothing was changed.\n"
    line, file = refused.out.splitlines()
    assert line == f"  [ -t 1 ] && '{home / '100% mine' / 'netcheck'}' remind"
    assert file == "      at the end of ~/.zshrc: shows it in each new terminal"
    assert run("remind", "on", "--print").out == f"{refused.err}{refused.out}"
    assert run("remind", "off").out == "No reminder was set up.\n"


def test_how_the_program_is_started(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own absolute path, links and all; by its interpreter where it runs as a module or as anything else."""
    module = (sys.executable, "-m", "netcheck")
    monkeypatch.chdir(home)
    (home / "link").mkdir()
    (home / "link" / "netcheck").symlink_to(home / "100% mine" / "netcheck")
    monkeypatch.setenv("PATH", str(home / "link"))
    for called, expected in {
        "100% mine/netcheck": (str(home / "100% mine" / "netcheck"),),
        str(home / "link" / "netcheck"): (str(home / "link" / "netcheck"),),
        "netcheck": (str(home / "link" / "netcheck"),),
        str(home / "lib" / "netcheck" / "__main__.py"): module,
        str(home / "100% mine"): module,
        "pytest": module,
    }.items():
        monkeypatch.setattr(sys, "argv", [called])
        assert program() == expected


def test_settings_in_use(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says where the settings are, unless they are where a scheduler finds them by itself."""
    import pwd

    assert config_home() == home / ".config"
    monkeypatch.setenv("HOME", pwd.getpwuid(os.getuid()).pw_dir)
    assert config_home() is None
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    assert config_home() == home / "elsewhere"


def test_a_user_whom_the_system_does_not_list(table: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an entry in the list of users HOME says where things are."""

    def unknown(_: object) -> None:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("pwd.getpwuid", unknown)
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    table.unlink()
    put_program(table.parent / "bin", "sendmail", "#!/bin/sh\n")
    run(*YES)
    assert f"XDG_CONFIG_HOME={table.parent}/.config " in table.read_text(encoding="utf-8")
    run("remind", "off")
    assert not table.exists()


@pytest.mark.parametrize(
    ("mail_to", "mailer", "has_mailbox", "listening", "expected"),
    [
        ("", True, True, True, Channel.SILENCED),
        (None, False, True, True, Channel.NO_MAILER),
        ("alma@example.org", False, False, False, Channel.NO_MAILER),
        ("alma@example.org", True, False, False, Channel.ADDRESS),
        (None, True, True, False, Channel.MAILBOX),
        (None, True, False, True, Channel.MAILBOX),
        (None, True, False, False, Channel.UNSURE),
    ],
)
def test_what_becomes_of_mail(
    mail_to: str | None, mailer: bool, has_mailbox: bool, listening: bool, expected: Channel, home: Path
) -> None:
    """Mail arrives where there is a program to send it and a place to put it, unless the crontab says otherwise."""
    box = home / "box"
    if has_mailbox:
        box.touch()
    found = mail_delivery(mail_to, mailer=mailer, mailbox=box, listening=listening)
    assert (found.where, found.arrives) == (expected, expected in {Channel.ADDRESS, Channel.MAILBOX})


def test_signs_of_mail_on_this_machine(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program `sendmail`, the mailbox that MAIL names, and a server that answers are seen, and their absence too."""
    assert not delivery.has_mailer(())
    put_program(home / "bin", "sendmail", "#!/bin/sh\n")
    assert delivery.has_mailer(())
    assert delivery.has_mailer([str(home / "bin")])
    assert mailbox().name
    monkeypatch.setenv("MAIL", str(home / "box"))
    assert mailbox() == home / "box"
    with socket.create_server(("localhost", 0)) as server:
        port = server.getsockname()[1]
        assert delivery.is_listening(port)
    assert not delivery.is_listening(port)


@pytest.mark.parametrize(
    ("shell", "file", "line"),
    [
        ("/bin/bash", "~/.bashrc", '[ -t 1 ] && netcheck remind --db "/my log"'),
        ("/usr/bin/zsh", "~/.zshrc", '[ -t 1 ] && netcheck remind --db "/my log"'),
        ("/usr/bin/fish", "~/.config/fish/config.fish", 'isatty stdout; and netcheck remind --db "/my log"'),
        ("", "~/.profile", '[ -t 1 ] && netcheck remind --db "/my log"'),
    ],
)
def test_the_line_for_each_new_terminal(
    shell: str, file: str, line: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each shell has its file and its way to say "at a terminal"; the program has its whole path, on the PATH too."""
    monkeypatch.setenv("SHELL", shell)
    found = (str(home / "100% mine" / "netcheck"),)
    assert profile(found, Path("/my log")) == (file, line.replace("netcheck", f"'{found[0]}'"))
    monkeypatch.setenv("PATH", str(home / "100% mine"))
    assert profile(found, Path("/my log")) == (file, line.replace("netcheck", f"'{found[0]}'"))

"""A real cron daemon, in a corner of this machine, runs the line that `netcheck remind on` has written."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from schedulers import isolated, need, records, stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

ALMA = 64_999
SPEED, FAST, LONG = 3600, 7200, 10
CLOCK = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)

# Nothing of the machine is seen or changed: its crontabs, its users and its mail are covered by those of the test.
CORNER = r"""
set -e
umask 022
cover() { mount -t tmpfs -o "$2" tmpfs "$1" || exit 77; }
cover /run mode=755
cover /etc/cron.d mode=755
cover /var/spool/cron/crontabs mode=1730
chgrp crontab /var/spool/cron/crontabs
for file in /etc/crontab /etc/environment /etc/default/locale; do [ ! -e $file ] || mount --bind /dev/null $file; done
{ echo "alma:*:$ALMA:$ALMA::$HOME:/bin/sh"; cat /etc/passwd; } > "$FOLDER/passwd"
mount --bind "$FOLDER/passwd" /etc/passwd
mkdir -m 755 "$FOLDER/sbin" "$FOLDER/open"
for closed in $CLOSED; do mount -t overlay -o "lowerdir=$FOLDER/open:$closed" overlay "$closed" || exit 77; done
printf '#!/bin/sh\n{ cat; echo; } >> "%s"\n' "$FOLDER/mail" > "$FOLDER/sbin/sendmail"
chmod 755 "$FOLDER/sbin/sendmail"
mount -t overlay -o "lowerdir=$FOLDER/sbin:/usr/sbin" overlay /usr/sbin || exit 77
as_alma() {
    setpriv --reuid "$ALMA" --regid "$ALMA" --clear-groups env -i \
        HOME="$HOME" PATH=/usr/bin:/bin XDG_CONFIG_HOME="$HOME/my settings" \
        NETCHECK_TODAY="$YESTERDAY" CRONTAB_NOHEADER=N "$@"
}
printf '# Grüße\n\n 0 0 31 2 * date +\\%%F%%in\n' > "$FOLDER/before"
as_alma crontab - < "$FOLDER/before"
as_alma "$NETCHECK" log got Ana help --new --on -9d --db "$HOME/100% log.db" > /dev/null
as_alma "$NETCHECK" remind on --cron --yes --every day --at "$AT" --db "$HOME/100% log.db" --lang de > /dev/null
as_alma "$NETCHECK" remind status --json
if [ -n "$CLOCK" ]; then
    TZ="$ZONE" LD_PRELOAD="$CLOCK" FAKETIME="@$START x$SPEED" cron -f &
else
    cron -f &
fi
sleep "$SECONDS_LONG"
kill $!
as_alma "$NETCHECK" remind off > /dev/null
as_alma env -u CRONTAB_NOHEADER crontab -l | cmp - "$FOLDER/before"
"""


class Run(NamedTuple):
    """What came of it: each start of the program, and the mails."""

    program: Path
    home: Path
    starts: list[dict[str, object]]
    mails: list[str]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that another user can reach, and remove it."""
    need("cron", "crontab", "setpriv", "unshare", "mount")
    made = Path(tempfile.mkdtemp(prefix="netcheck-cron-"))
    made.chmod(0o777)
    yield made
    shutil.rmtree(made)


def cron_runs(folder: Path, *, at: str, zone: str, start: str, hours: float) -> Run:
    """Let cron's clock run from `start`, an hour a second or two, or in real time where it cannot be driven."""
    speed = FAST if hours > LONG else SPEED
    home, record = folder / "home", folder / "starts"
    program = stand_in(folder / "100% mine", record)
    home.mkdir()
    for reached in (home, program.parent, program):
        reached.chmod(0o777)
    isolated(
        CORNER,
        FOLDER=folder,
        HOME=home,
        NETCHECK=program,
        ALMA=str(ALMA),
        CLOSED=" ".join(map(str, closed_folders())),
        # The turns count from when it was set up; yesterday, so that today's is open.
        YESTERDAY=(date.today() - timedelta(days=1)).isoformat(),  # noqa: DTZ011 - the job's own today is the machine's
        AT=at,
        ZONE=zone,
        START=start,
        SPEED=str(speed),
        CLOCK=CLOCK or "",
        SECONDS_LONG=str(hours * 3600 / speed if CLOCK else 65),
    )
    mail = folder / "mail"
    mails = mail.read_text(encoding="utf-8").split("\n\nFrom: ") if mail.exists() else []
    return Run(program, home, records(record), mails)


def closed_folders() -> list[Path]:
    """Return the folders above Python and this checkout that only root may enter, outer ones first."""
    above = {
        folder for path in (sys.executable, os.path.realpath(sys.executable), __file__) for folder in Path(path).parents
    }
    return sorted(folder for folder in above if not folder.stat().st_mode & stat.S_IXOTH)


def test_a_day_with_cron(folder: Path) -> None:
    """In cron's bare environment the line runs as it is written, and the numbers of a day go out in one mail.

    Where the clock cannot be driven, it is the next minute of the real one.
    """
    soon = datetime.now().astimezone() + timedelta(seconds=62)
    at = "09:00" if CLOCK else f"{soon:%H:%M}"
    program, home, starts, mails = cron_runs(folder, at=at, zone="UTC", start="2026-11-23 08:59:30", hours=14)
    assert len(starts) == (5 if CLOCK else 1)
    for start in starts:
        environment = start["environment"]
        assert isinstance(environment, dict)
        expected = {"SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", "LOGNAME": "alma", "HOME": str(home)}
        settings = {"XDG_CONFIG_HOME": f"{home}/my settings"}
        assert environment.items() >= (expected | settings).items()
        # The shell adds PWD, and Python in a bare environment its own character set.
        assert environment.keys() - expected.keys() - settings.keys() <= {"PWD", "OLDPWD", "_", "LC_CTYPE", "SHLVL"}
        options = ["--every", "day", "--db", f"{home}/100% log.db", "--lang", "de"]
        assert start["arguments"] == [str(program), "remind", *options]
        assert start["terminal"] is False
    assert len(mails) == 1
    for mail in mails:
        head, _, body = mail.partition("\n\n")
        assert re.search(r"^To: alma$", head, re.MULTILINE)
        assert re.fullmatch(r"netcheck: .+\n*", body)
        assert "Ana" not in body


@pytest.mark.skipif(CLOCK is None, reason="libfaketime is not installed here: cron's clock cannot be driven")
@pytest.mark.parametrize(
    ("zone", "start", "at", "hours"),
    [
        ("Europe/Berlin", "2026-03-29 01:50:00", "02:30", 1.4),
        ("Europe/Berlin", "2026-10-25 01:50:00", "02:30", 3),
        ("America/New_York", "2026-03-08 01:50:00", "02:30", 1.4),
        ("America/New_York", "2026-11-01 00:50:00", "01:30", 3),
        ("Asia/Kolkata", "2026-03-29 01:50:00", "02:30", 2.2),
        ("Pacific/Apia", "2011-12-29 22:00:00", "09:00", 12.5),
    ],
)
def test_changes_of_the_clock(zone: str, start: str, at: str, hours: float, folder: Path) -> None:
    """An hour that is left out or comes twice, and a day that a country left out, bring one start at its time."""
    assert len(cron_runs(folder, at=at, zone=zone, start=start, hours=hours).starts) == 1

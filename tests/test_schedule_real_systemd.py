"""A real systemd of the user's own, in a corner of this machine, takes the units and gives them back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schedulers import isolated, need, records, stand_in

SYSTEMD = Path("/lib/systemd/systemd")
CORNER = r"""
mount -t tmpfs -o mode=755 tmpfs /run || exit 77
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR"
"$SYSTEMD" --user --log-target=null > /dev/null 2>&1 &
for _ in $(seq 50); do
    state=$(systemctl --user is-system-running 2> /dev/null) || true
    case "$state" in running|degraded) break ;; esac
    sleep 0.1
done
case "$state" in running|degraded) ;; *) echo "systemd --user does not start here: $state" >&2; exit 77 ;; esac
set -e
"$NETCHECK" remind on --yes > /dev/null
"$NETCHECK" remind on --yes --every sun --at 7:30 --notify > /dev/null
systemctl --user show netcheck-remind.timer --property=ActiveState,TimersCalendar,Persistent
echo ===
"$NETCHECK" remind status --json
echo ===
systemctl --user start netcheck-remind.service
"$NETCHECK" remind off > /dev/null
systemctl --user show netcheck-remind.timer --property=ActiveState,LoadState
find "$HOME/.config" "$HOME/.local" -type f -o -type l
"""


def test_a_timer_comes_and_goes(home: Path) -> None:
    """Set up twice, it is one timer at the later time; it starts the program as written, and leaves no file behind."""
    need("systemctl", "unshare", "mount")
    if not SYSTEMD.exists():
        pytest.skip("systemd is not installed here")
    program = stand_in(home / "100% $HOME é", home / "starts")
    database = home / "100% $HOME's log.db"
    out = isolated(
        CORNER, SYSTEMD=SYSTEMD, NETCHECK=program, NETCHECK_DB=database, HOME=home, XDG_RUNTIME_DIR="/run/user/0"
    )
    active, listed, gone = out.split("===\n")
    (status,) = json.loads(listed)
    assert active.splitlines()[-2:] == ["Persistent=yes", "ActiveState=active"]
    assert "OnCalendar=Sun *-*-* 07:30:00" in active
    assert (status["scheduler"], status["every"], status["at"]) == ("systemd", "sun", "07:30")
    assert (status["running"], status["program_exists"]) == (True, True)
    (start,) = records(home / "starts")
    assert start["arguments"] == status["command"]
    assert start["arguments"] == [
        str(program), "remind", "--every", "sun", "--db", str(database), "--lang", "en", "--notify",
    ]  # fmt: skip
    assert gone.splitlines() == ["LoadState=not-found", "ActiveState=inactive"]

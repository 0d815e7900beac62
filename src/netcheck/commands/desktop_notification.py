"""A notification on the desktop, where there is one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

_PATIENCE_SECONDS = 5
_BUS = "DBUS_SESSION_BUS_ADDRESS"


def notify_desktop(text: str) -> None:
    """Show the text through notify-send if a session bus is there; whatever comes of it, it is no failure.

    What a scheduler starts knows nothing of the session; its bus lies where systemd puts it.
    """
    program, address = shutil.which("notify-send"), _session_bus()
    if program is None or address is None:
        return
    import subprocess

    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603 - found on the PATH, called without a shell, with a text of ours
            [program, "--app-name=netcheck", "netcheck", text],
            env={**os.environ, _BUS: address},
            timeout=_PATIENCE_SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def _session_bus() -> str | None:
    """Return the address of the session bus, None where there is none."""
    if address := os.environ.get(_BUS):
        return address
    user = getattr(os, "getuid", None)
    if user is None:
        return None
    directory = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{user()}"
    bus = Path(directory) / "bus"
    return f"unix:path={bus}" if bus.exists() else None

"""`netcheck import` alone: looks on this computer for what can be imported, and brings in what is picked."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck import settings
from netcheck.cli.app import say
from netcheck.cli.failures import storing_nothing
from netcheck.commands.import_files import import_paths
from netcheck.commands.import_reading import Request, Wanted
from netcheck.i18n import _
from netcheck.importers.base import Options
from netcheck.importers.formats import READERS
from netcheck.importers.look import CHATS, DEPTH, download_folders, look, mail_places
from netcheck.importers.plan import Wishes
from netcheck.view.looking import both_ways_line, found_lines, nothing_line, stopped_line, where_lines
from netcheck.view.text import terminal_cells

if TYPE_CHECKING:
    from netcheck.cli.app import App

SECONDS = 3
"""So long is looked at most."""

_NARROWEST, _MARGIN = 40, 10


def look_around(app: App) -> None:
    """Say where will be looked, look, let what was found be picked, and bring it in as one plan.

    Raises:
        NetcheckError: something that was picked cannot be brought in.
        Cancelled: the user left.
    """
    from netcheck import ask

    home, config = settings.home(), settings.others_config()
    user = os.environ.get("LOGNAME") or os.environ.get("USER")
    spool = Path("/var/mail", user) if user else None
    downloads = download_folders(home, config)
    say("\n".join(where_lines(home, mail_places(home, spool), downloads, depth=DEPTH, seconds=SECONDS)))
    with storing_nothing():
        ask.keys(_("Enter: look   Ctrl-C: leave ›"), {"": True})
        start = time.monotonic()
        found, stopped = look(home, downloads, lambda: time.monotonic() - start > SECONDS, config=config, spool=spool)
        if stopped:
            say(stopped_line(SECONDS))
        if not found:
            say(nothing_line())
            return
        cells = terminal_cells(sys.stdout, least=_NARROWEST) - _MARGIN
        lines = found_lines(found, READERS, home, cells)
        likely = {number for number, one in enumerate(found) if one.format not in CHATS}
        picked = ask.several(_("Which of these shall I bring in?"), list(zip(lines, found, strict=True)), likely)
    if not picked:
        say(_("Nothing was picked, nothing brought in."))
        return
    wanted = [Wanted(path, one.format) for one in picked for path in one.parts or (one.path,)]
    options = Options(app.today.toordinal(), me=app.settings.me)
    import_paths(app, wanted, Request(options, Wishes(), names_log=False))
    say(both_ways_line())

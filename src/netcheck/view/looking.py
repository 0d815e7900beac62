"""What `netcheck import` alone says: where it looks, what it found, and where exports come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.i18n import _, ngettext
from netcheck.view.safe import safe
from netcheck.view.text import ELLIPSIS, clip, join_names, number, pad, width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Protocol

    class Finding(Protocol):
        """Something that can be imported."""

        @property
        def format(self) -> str:
            """Its format."""

        @property
        def path(self) -> Path:
            """Where it is."""

        @property
        def size(self) -> int:
            """How many bytes it has."""

        @property
        def newest(self) -> date:
            """When it was last written to."""

        @property
        def parts(self) -> Sequence[Path]:
            """What of the place is read, where that is not all."""


_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP, _SMALL = 1000, 10


def where_lines(home: Path, mail: Sequence[Path], downloads: Sequence[Path], *, depth: int, seconds: int) -> list[str]:
    """Say where will be looked, and what will not be done."""
    lines = [
        _("I can look on this computer for what knows your network already:"),
        "  " + _("address books of khard, vdirsyncer and abook"),
        "  " + _("mail: {places}").format(places=join_names([*(_short(one, home) for one in mail), "Thunderbird"])),
    ]
    if downloads:
        named = join_names(_short(one, home) for one in downloads)
        lines.append("  " + _("exports that you downloaded: {places}").format(places=named))
    limits = _(
        "I go at most {depth} folders deep and take at most {seconds} seconds. Links, other file systems and files "
        "that only a cloud has are passed over. I read names and beginnings of files; nothing is stored or sent "
        "anywhere."
    )
    return [*lines, "  " + _("git clones in your home folder"), limits.format(depth=depth, seconds=seconds)]


def found_lines(found: Sequence[Finding], names: Mapping[str, str], home: Path, cells: int) -> list[str]:
    """Return a line for each thing found, of at most so many cells: what, where, how large, and its newest day."""
    kinds = [names[one.format] for one in found]
    # A clone that was never packed has a size that takes long to find.
    sizes = [_size(one.size) if one.size else "" for one in found]
    widest, largest = max(map(width, kinds)), max(map(width, sizes))
    ends = [
        f"{pad(size, largest, right=True)}  {_('newest {day}').format(day=one.newest.isoformat())}"
        for size, one in zip(sizes, found, strict=True)
    ]
    room = max(_SMALL, cells - widest - max(map(width, ends)) - 4)
    places = [_place(one, home, room) for one in found]
    column = max(map(width, places))
    return [
        f"{pad(kind, widest)}  {pad(place, column)}  {end}"
        for kind, place, end in zip(kinds, places, ends, strict=True)
    ]


def stopped_line(seconds: int) -> str:
    """Say that there may be more."""
    return ngettext(
        "After a second I stopped looking; there may be more.",
        "After {n} seconds I stopped looking; there may be more.",
        seconds,
    ).format(n=seconds)


def nothing_line() -> str:
    """Say in a sentence what can be imported, and where one gets it."""
    return _(
        "Nothing of that kind was found; netcheck import FILE takes vCard and CSV from any address book, Maildir and "
        "mbox, iCalendar, and the exports of LinkedIn (Settings, Data privacy), Mastodon (Preferences, Import and "
        "export), X (Settings, Your account), WhatsApp (in a chat: More, Export chat), Telegram Desktop (Settings, "
        "Advanced, as JSON) and Monica (Settings, Export)."
    )


def both_ways_line() -> str:
    """Say which sources know what was given and what was received, and who knows the rest."""
    return _(
        "Only git, gh, LinkedIn and Monica know what was given and what was received. The rest you know alone: "
        "netcheck log"
    )


def _size(size: float) -> str:
    unit = 0
    while size >= _STEP - 0.5 and unit < len(_UNITS) - 1:
        size, unit = size / _STEP, unit + 1
    return f"{number(size, 1 if unit and size < _SMALL else 0)} {_UNITS[unit]}"


def _place(one: Finding, home: Path, cells: int) -> str:
    """Return where something is; of clones in a folder some names, of what lies deep the end."""
    if one.format == "git" and one.parts:
        names = ", ".join(safe(part.name) for part in one.parts)
        return clip(f"{_short(one.path, home)}: {names}", cells)
    short = _short(one.path, home)
    parts = one.path.parts
    for start in range(1, len(parts)):
        if width(short) <= cells:
            break
        tail = "/".join(map(safe, parts[start:]))
        short = f"{ELLIPSIS}/{tail}"
    return clip(short, cells)


def _short(path: Path, home: Path) -> str:
    if path == home:
        return "~"
    return safe(f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path))

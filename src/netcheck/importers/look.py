"""Finds on this computer what can be imported, by names and first lines; nothing is changed, and little is opened.

Below the home folder it goes four folders deep, into hidden ones only where a program keeps its mail or its contacts.
It follows no links, does not leave the file system, and passes over what cannot be read, and files of which only a
placeholder is here because a cloud has them: to open those would fetch them.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from datetime import date, timedelta
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from netcheck.errors import NetcheckError
from netcheck.importers.csv import has_known_header
from netcheck.importers.formats import recognised
from netcheck.importers.source import head, opened_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netcheck.importers.source import Source

GIT = "git"
"""The format of clones."""

CHATS = {"whatsapp", "telegram"}
"""Formats of chats, which hold what is nearest to people."""

DEPTH = 4
"""So many folders deep below home, and below a place of its own, is looked."""

_CONTACTS = (".contacts", "contacts", ".local/share/contacts", ".local/share/khard", ".local/share/vdirsyncer")
_MAIL = ("Maildir", "Mail", ".mail", "mail")
_THUNDERBIRD = (
    ".thunderbird", "snap/thunderbird/common/.thunderbird", ".var/app/org.mozilla.Thunderbird/.thunderbird",
    "Library/Thunderbird/Profiles", "AppData/Roaming/Thunderbird/Profiles",
)  # fmt: skip
_DOWNLOADS = ("Downloads", "Download", "Herunterladen", "Heruntergeladen", "Téléchargements", "Descargas", "Scaricati")
_CARDS, _CALENDARS = (".vcf", ".vcard"), (".ics",)
_IGNORED = {"node_modules", "site-packages", "__pycache__"}

_EPOCH, _LAST = date(1970, 1, 1), 1e11
_HEAD = 1 << 12
_CARDS_HEAD = 1 << 18
_MOST_MEMBERS = 60_000
_DATALESS = 0x40000000
_OFFLINE = 0x00001000 | 0x00040000 | 0x00400000
_BY_ENDING = {
    ".zip": ("linkedin", "mastodon", "x", "whatsapp"),
    ".json": ("telegram", "monica"),
    ".csv": ("linkedin", "csv"),
    ".txt": ("whatsapp",),
    ".vcf": ("vcard",),
    ".vcard": ("vcard",),
    ".mbox": ("mail",),
}
"""What a file that was downloaded may be."""
_TELLING = re.compile(
    r"(?:^|/)(?:connections\.csv|messages\.csv|outbox\.json|manifest\.js|tweets?\.js|_chat\.txt|[^/]*whatsapp[^/]*\.txt)$",
    re.IGNORECASE,
)
"""Names in an archive that is worth a closer look."""


class Found(NamedTuple):
    """Something that can be imported: where it lies, how many bytes it has, and the last day it was written to.

    `parts` are what is read, where that is not the place itself: the clones in a folder, the mailboxes of an account.
    The size of clones is that of their packs.
    """

    format: str
    path: Path
    size: int
    newest: date
    parts: tuple[Path, ...] = ()


class Looked(NamedTuple):
    """What was found, in the order in which it is best imported, and whether time was up before the end."""

    found: list[Found]
    stopped: bool


class _TimeUpError(Exception):
    pass


class _Folder(NamedTuple):
    """A folder that was read, how deep it lies, and what is in it by name; `entries` shrink to what is gone into."""

    path: Path
    depth: int
    folders: dict[str, os.DirEntry[str]]
    files: dict[str, os.DirEntry[str]]


class _Sum:
    """What was found of something until now: bytes, the last moment, and parts."""

    def __init__(self, format_: str, path: Path) -> None:
        self.format, self.path = format_, path
        self.size, self.time = 0, 0.0
        self.parts: list[Path] = []

    def add(self, about: os.stat_result) -> None:
        self.size += about.st_size
        self.touched(about)

    def touched(self, about: os.stat_result) -> None:
        self.time = max(self.time, min(about.st_mtime, _LAST))

    def found(self) -> Found:
        alone = self.format == GIT and len(self.parts) == 1
        path, parts = (self.parts[0], ()) if alone else (self.path, tuple(sorted(self.parts)))
        return Found(self.format, path, self.size, _EPOCH + timedelta(seconds=self.time), parts)


def look(
    home: Path,
    downloads: Sequence[Path],
    deadline: Callable[[], bool],
    *,
    config: Path | None = None,
    spool: Path | None = None,
) -> Looked:
    """Find what can be imported.

    `deadline` says whether time is up; it is asked at each file. `config` is where programs keep their settings,
    `.config` below home if None; `spool` is the file to which this computer delivers the user's mail.
    """
    looking, stopped = _Look(home, deadline), False
    try:
        looking.everywhere(downloads, config or home / ".config", spool)
    except _TimeUpError:
        stopped = True
    sums = [one for one in looking.sums if one.size or one.parts]
    whole = [one for one in sums if not any(_is_part(one, other) for other in sums)]
    return Looked(sorted((one.found() for one in whole), key=lambda one: (_ORDER.index(one.format), one.path)), stopped)


def mail_places(home: Path, spool: Path | None) -> list[Path]:
    """Return where mail usually lies, of those places that are there."""
    places = [home / name for name in _MAIL] + ([spool] if spool else [])
    return [place for place in places if os.path.lexists(place)]


def download_folders(home: Path, config: Path | None = None) -> list[Path]:
    """Return where browsers put what was downloaded, of those folders that are there; the desktop's own first."""
    said = _text((config or home / ".config") / "user-dirs.dirs")
    named = [_path(text, home) for text in re.findall(r'^XDG_DOWNLOAD_DIR="(.+)"', said, re.MULTILINE)]
    found: dict[tuple[int, int], Path] = {}
    for folder in (*named, *(home / name for name in _DOWNLOADS)):
        # A desktop that has no such folder names home itself.
        if folder.is_dir() and not folder.is_symlink() and not folder.samefile(home):
            about = folder.stat()
            found.setdefault((about.st_dev, about.st_ino), folder)
    return list(found.values())


def configured_contacts(home: Path, config: Path) -> list[Path]:
    """Return the folders that khard and vdirsyncer are told to keep contacts and calendars in."""
    khard = _values(_text(config / "khard" / "khard.conf"), r"\[\[.*\]\]", "path")
    texts = [_text(path) for path in (home / ".vdirsyncer" / "config", config / "vdirsyncer" / "config")]
    synced = [path for text in texts for path in _values(text, r"\[storage .*\]", "path", type="filesystem")]
    return [_path(text, home) for text in (*khard, *synced)]


def contact_folders(home: Path, config: Path) -> list[Path]:
    """Return those of the folders of khard and vdirsyncer in which there are vCards, without those inside another."""
    folders = [folder for folder in configured_contacts(home, config) if any(map(_is_cards, _files(folder)))]
    return [one for one in dict.fromkeys(folders) if not any(other in one.parents for other in folders)]


class _Look:
    def __init__(self, home: Path, over: Callable[[], bool]) -> None:
        self._home = home
        self._over = over
        self.sums: list[_Sum] = []
        self._device = home.stat().st_dev
        self._seen: set[int] = set()

    def everywhere(self, downloads: Sequence[Path], config: Path, spool: Path | None) -> None:
        home = self._home
        for place in dict.fromkeys((*configured_contacts(home, config), *(home / name for name in _CONTACTS))):
            self._contacts(place)
        self._abook(home / ".abook" / "addressbook")
        for folder in downloads:
            self._exports(folder)
        if spool is not None:
            self._spool(spool)
        for name in _MAIL:
            self._mail(home / name)
        for name in _THUNDERBIRD:
            self._thunderbird(home / name)
        self._clones()

    # where programs keep things

    def _contacts(self, place: Path) -> None:
        sums = {"vcard": self._sum("vcard", place), "ics": self._sum("ics", place)}
        for folder in self._walk(place, DEPTH, hidden=True):
            for name, entry in folder.files.items():
                ending = PurePath(name).suffix.lower()
                kind = "vcard" if ending in _CARDS else "ics" if ending in _CALENDARS else ""
                if kind and (about := self._here(entry)):
                    sums[kind].add(about)

    def _abook(self, path: Path) -> None:
        if (about := self._named(path)) and _head(path).lstrip().startswith(b"# abook addressbook file"):
            self._sum("abook", path).add(about)

    def _spool(self, path: Path) -> None:
        """Take the user's own mailbox, the only one that may lie on another file system."""
        about = _about(path)
        if about and stat.S_ISREG(about.st_mode) and about.st_size and _head(path, 5) == b"From ":
            self._sum("mail", path).add(about)

    def _mail(self, place: Path) -> None:
        """Take a folder of mail: whole where there are Maildirs in it, else its mailboxes."""
        about = self._named(place, folder=True)
        # Where case does not count, ~/Mail is ~/mail.
        if about is None or about.st_ino in self._seen:
            return
        self._seen.add(about.st_ino)
        total, maildir = self._sum("mail", place), False
        for folder in self._walk(place, DEPTH, hidden=True):
            if folder.path.name in {"cur", "new"}:
                maildir = True
                total.parts.clear()
                self._add_files(total, folder)
                continue
            folder.folders.pop("tmp", None)
            for entry in folder.files.values():
                if about := self._mailbox(entry):
                    total.add(about)
                    total.parts += [] if maildir else [Path(entry.path)]

    def _thunderbird(self, root: Path) -> None:
        """Take the mailboxes of each account: files beside an index of the same name with `.msf`."""
        accounts = [
            account.path
            for profiles in self._walk(root, 2)
            if profiles.path.name in {"Mail", "ImapMail"}
            for account in self._walk(profiles.path, 1)
            if account.depth == 1
        ]
        for account in accounts:
            total = self._sum("mail", account)
            for folder in self._walk(account, DEPTH):
                for name, entry in folder.files.items():
                    if f"{name}.msf" in folder.files and (about := self._here(entry)) and about.st_size:
                        total.parts.append(folder.path / name)
                        total.add(about)

    def _clones(self) -> None:
        """Take what git cloned; those of one folder go together."""
        by_folder: dict[Path, _Sum] = {}
        for folder in self._walk(self._home, DEPTH):
            if {"cur", "new"} <= folder.folders.keys():
                folder.folders.clear()
            bare = {"objects", "refs"} <= folder.folders.keys() and "HEAD" in folder.files
            # A home that is a repository itself holds settings.
            if folder.depth == 0 or not (bare or ".git" in folder.folders):
                continue
            folder.folders.clear()
            store = folder.path if bare else folder.path / ".git"
            place = folder.path.parent
            total = by_folder[place] = by_folder.get(place) or self._sum(GIT, place)
            total.parts.append(folder.path)
            packs = next(self._walk(store / "objects" / "pack", 0), None)
            for entry in packs.files.values() if packs else ():
                if about := self._here(entry):
                    total.size += about.st_size
            for name in ("HEAD", "logs/HEAD", "packed-refs", "FETCH_HEAD"):
                if about := _about(store / name):
                    total.touched(about)

    # what was downloaded

    def _exports(self, downloads: Path) -> None:
        for folder in self._walk(downloads, DEPTH - 1):
            if ".git" in folder.folders:
                folder.folders.clear()
                continue
            format_, whole = _unpacked(folder) if folder.depth else ("", folder.path)
            if format_:
                folder.folders.clear()
                total = self._sum(format_, whole)
                for inside in self._walk(whole, DEPTH):
                    self._add_files(total, inside)
                continue
            for name in sorted(folder.files):
                about = self._here(folder.files[name])
                if about and about.st_size and (kind := _export(folder.path / name)):
                    self._sum(kind, folder.path / name).add(about)

    # how it goes about

    def _sum(self, format_: str, path: Path) -> _Sum:
        self.sums.append(_Sum(format_, path))
        return self.sums[-1]

    def _add_files(self, total: _Sum, folder: _Folder) -> None:
        for entry in folder.files.values():
            if about := self._here(entry):
                total.add(about)

    def _mailbox(self, entry: os.DirEntry[str]) -> os.stat_result | None:
        """Return about a file that is a mailbox, by its name and its first word."""
        if PurePath(entry.name).suffix.lower() not in {"", ".mbox"} or entry.name.startswith("."):
            return None
        about = self._here(entry)
        return about if about and about.st_size and _head(Path(entry.path), 5) == b"From " else None

    def _walk(self, top: Path, depth: int, *, hidden: bool = False) -> Iterator[_Folder]:
        """Yield a folder and those in it, nearer ones first; what is taken out of `folders` is not gone into."""
        about = self._named(top, folder=True)
        waiting = [_Folder(top, 0, {}, {})] if about else []
        for folder in waiting:
            try:
                with os.scandir(folder.path) as entries:
                    for entry in entries:
                        self._check_time()
                        if entry.is_symlink():
                            continue
                        (folder.folders if entry.is_dir(follow_symlinks=False) else folder.files)[entry.name] = entry
            except OSError:
                continue
            yield folder
            if folder.depth == depth:
                continue
            for name in sorted(folder.folders):
                inner = folder.folders[name]
                if name in _IGNORED or (name.startswith(".") and not hidden):
                    continue
                if (about := self._here(inner, folder=True)) is not None:
                    waiting.append(_Folder(Path(inner.path), folder.depth + 1, {}, {}))

    def _here(self, entry: os.DirEntry[str], *, folder: bool = False) -> os.stat_result | None:
        """Return about a file or folder of this file system that is more than a placeholder, else None."""
        self._check_time()
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            return None
        fits = folder or stat.S_ISREG(about.st_mode)
        return about if fits and about.st_dev == self._device and not _placeholder(about, folder=folder) else None

    def _named(self, path: Path, *, folder: bool = False) -> os.stat_result | None:
        """Return about a place by its path, as `_here`; None as well where a link leads there from home."""
        self._check_time()
        way = [one for one in path.parents if one != self._home and one.is_relative_to(self._home)]
        if path != self._home and any(map(os.path.islink, (path, *way))):
            return None
        about = _about(path)
        if about is None or about.st_dev != self._device or _placeholder(about, folder=folder):
            return None
        return about if (stat.S_ISDIR if folder else stat.S_ISREG)(about.st_mode) else None

    def _check_time(self) -> None:
        if self._over():
            raise _TimeUpError


_ORDER = (
    "vcard", "abook", "csv", "monica", "linkedin", "mail", "ics", GIT, "mastodon", "x", "whatsapp", "telegram",
)  # fmt: skip
"""Who people are comes before what they wrote."""


def _is_part(one: _Sum, other: _Sum) -> bool:
    """Say whether one is a folder of contacts or calendars within another."""
    if one is other or one.format != other.format or one.format not in {"vcard", "ics"}:
        return False
    return one.path.is_relative_to(other.path)


def _unpacked(folder: _Folder) -> tuple[str, Path]:
    """Return the format of an unpacked export by the names in a folder, "" for none, and where it begins."""
    names = {name.casefold() for name in folder.files}
    if {"connections.csv", "messages.csv"} <= names:
        return "linkedin", folder.path
    if {"actor.json", "outbox.json"} <= names:
        return "mastodon", folder.path
    if folder.depth > 1 and folder.path.name == "data" and _is_x(names):
        return "x", folder.path.parent
    return "", folder.path


def _export(path: Path) -> str:
    """Return the format of a file that was downloaded, "" for none: by its name, and as its reader tells it."""
    name = path.name.casefold()
    if name.startswith("archive-") and name.endswith(".tar.gz"):
        # To look into it would unpack all of it.
        return "mastodon" if _head(path, 2) == b"\x1f\x8b" else ""
    ending = path.suffix.casefold()
    among = _BY_ENDING.get(ending, ())
    try:
        if not among or (ending == ".zip" and not _is_telling(path)):
            return ""
        with opened_source(path) as source:
            found = recognised(source, among) or ""
            return found if found and _is_meant(found, source) else ""
    except (NetcheckError, OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error):
        return ""


def _is_meant(format_: str, source: Source) -> bool:
    """Say whether a file is more than one of its format by chance."""
    name = source.path.name.casefold()
    match format_:
        case "csv":
            return has_known_header(source)
        case "telegram":
            return name.startswith("result")
        case "whatsapp":
            names = [PurePath(one).name.casefold() for one in source.names]
            return any("whatsapp" in one or one == "_chat.txt" for one in names)
        case "vcard":
            # One card alone is somebody's, and no address book.
            return head(source, source.names[0], _CARDS_HEAD).upper().count(b"BEGIN:VCARD") > 1
    return True


def _is_telling(path: Path) -> bool:
    """Say whether an archive holds a file whose name makes it worth a closer look, and not too many to read names."""
    with path.open("rb") as stream:
        stream.seek(-22, os.SEEK_END)
        end = stream.read()
    if end.startswith(b"PK\x05\x06") and int.from_bytes(end[10:12], "little") > _MOST_MEMBERS:
        return False
    with zipfile.ZipFile(path) as archive:
        return any(map(_TELLING.search, archive.namelist()))


def _is_x(names: set[str]) -> bool:
    return "account.js" in names and not names.isdisjoint({"manifest.js", "tweets.js", "tweet.js"})


def _values(text: str, section: str, key: str, **needed: str) -> list[str]:
    """Return what a key says in each section whose head fits, of those in which other keys say what is needed."""
    found, said, fits = list[str](), dict[str, str](), False
    for line in (*text.splitlines(), "[]"):
        if line.lstrip().startswith("["):
            if fits and key in said and needed.items() <= said.items():
                found.append(said[key])
            fits, said = bool(re.match(section, line.strip())), {}
        elif "=" in line and not line.lstrip().startswith(("#", ";")):
            name, _, value = line.partition("=")
            said[name.strip()] = re.sub(r"\s#.*", "", value).strip().strip("\"'")
    return found


def _files(folder: Path) -> Iterator[str]:
    """Yield the names of the files in a folder, at most DEPTH folders deep."""
    for inner, folders, files in os.walk(folder):
        if len(Path(inner).relative_to(folder).parts) >= DEPTH:
            folders.clear()
        yield from files


def _is_cards(name: str) -> bool:
    return PurePath(name).suffix.lower() in _CARDS


def _path(text: str, home: Path) -> Path:
    """Return a path of somebody's settings, up to where it stands for several."""
    bare = re.sub(r"^(?:~|\$HOME|\$\{HOME\})(?=/|$)", lambda _: str(home), text)
    parts = Path(bare).parts
    several = next((number for number, part in enumerate(parts) if re.search(r"[*?\[]", part)), len(parts))
    return home.joinpath(*parts[:several])


def _text(path: Path) -> str:
    return _head(path, 1 << 16).decode(errors="replace") if path.is_file() else ""


def _head(path: Path, size: int = _HEAD) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError:
        return b""


def _about(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def _placeholder(about: os.stat_result, *, folder: bool = False) -> bool:
    """Say whether a cloud has the rest of a file: no blocks for its bytes, or as Windows and macOS mark it."""
    if getattr(about, "st_file_attributes", 0) & _OFFLINE or getattr(about, "st_flags", 0) & _DATALESS:
        return True
    return not folder and about.st_size > 0 and getattr(about, "st_blocks", 1) == 0

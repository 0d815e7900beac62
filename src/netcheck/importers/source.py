"""A file, a folder, a zip or a tar archive as one thing: names of files, and their bytes, bounded and never outside."""

from __future__ import annotations

import codecs
import io
import os
import stat
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, AnyStr, Never, Protocol, cast

from netcheck.errors import NetcheckError
from netcheck.importers.text import encoding, wide

if TYPE_CHECKING:
    import tarfile
    import zipfile
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

MOST_BYTES = 4 << 30
"""So much may an archive hold unpacked."""
MOST_RATIO = 200
"""So many times its size may a file of an archive be unpacked."""
MOST_FILES = 200_000
LONGEST_LINE = 16 << 20
"""So many characters may a line have."""
_CUT = 1 << 16
MOST_BLANK = 1 << 18
"""So many blanks and line ends may follow on each other."""
_BLOCK = 1 << 16
_MEDIA = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp4", ".mov", ".opus", ".ogg", ".m4a", ".mp3", ".pdf")
"""What is large in exports and read by nobody."""
_HEAD = 4096


class Source(Protocol):
    """What is imported from: files with names relative to it, "/" between folders, in alphabetical order.

    `path` is what was typed; a single file is the only one of its source, under its own name.
    """

    path: Path

    @property
    def names(self) -> Sequence[str]:
        """The files; for a folder only looked for when they are asked for.

        Raises:
            NetcheckError: `import_link_out` or `import_too_many_files`.
        """

    def open(self, name: str) -> BinaryIO:
        """Open one of the files to read its bytes.

        Raises:
            NetcheckError: `file_unreadable`; in an archive also `import_bomb`.
        """

    def size(self, name: str) -> int:
        """Return how many bytes a file has, unpacked."""


class Measured:
    """A source of which is known how far it was read, by where its readers stand in each file."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        self.names = source.names
        self.total = sum(source.size(name) for name in self.names if not name.casefold().endswith(_MEDIA))
        self._source = source
        self._read = 0
        self._at: dict[str, int] = {}
        self._last: tuple[str, BinaryIO] | None = None

    def open(self, name: str) -> BinaryIO:
        """Open a file, from whose beginning it is read again."""
        self.read()
        self._last = (name, self._source.open(name))
        return self._last[1]

    def size(self, name: str) -> int:
        """Return how many bytes a file has, unpacked."""
        return self._source.size(name)

    def read(self) -> int:
        """Return how many bytes were read; a file that was closed counts as a whole."""
        if self._last:
            name, stream = self._last
            at = self.size(name) if stream.closed else stream.tell()
            self._read += at - self._at.get(name, 0)
            self._at[name] = at
        return self._read


def part_read(sources: Sequence[Measured]) -> float:
    """Return which part of all sources was read, from 0 to 1."""
    total = sum(source.total for source in sources)
    return min(1.0, sum(source.read() for source in sources) / total) if total else 0.0


def head(source: Source, name: str, size: int = _HEAD) -> bytes:
    """Return the first bytes of a file."""
    with source.open(name) as stream:
        return stream.read(size)


def named(source: Source, *names: str) -> str | None:
    """Return the first file, nearest to the top, that has one of these names whatever its folder and case; or None."""
    wanted = {name.casefold() for name in names}
    found = [name for name in source.names if PurePosixPath(name).name.casefold() in wanted]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def encoding_of(source: Source, name: str) -> tuple[str, str]:
    """Return the encoding of a file that is read line by line, as `text.encoding` does.

    Raises:
        NetcheckError: `file_unreadable`; `import_endless_blank`.
    """
    refuse_endless_blank(source, name)
    with source.open(name) as stream:
        return encoding(stream)


def refuse_endless_blank(source: Source, name: str) -> None:
    """Look through a large file for millions of empty lines, over which whoever reads line by line takes minutes.

    Raises:
        NetcheckError: `file_unreadable`; `import_endless_blank`.
    """
    if source.size(name) <= MOST_BLANK:
        return
    with source.open(name) as stream:
        while len(block := stream.read(MOST_BLANK)) == MOST_BLANK:
            if not block.strip(b"\0\t\n\r "):
                raise NetcheckError("import_endless_blank", path=source.path, n=MOST_BLANK >> 10)


def byte_lines(source: Source, name: str) -> tuple[Iterator[bytes], str]:
    """Return the lines of a file without LF, CRLF or CR, and the encoding that had to be guessed, "" where none had.

    UTF-16 comes as UTF-8; every other encoding as it is, so that each line, or what was joined of several, can be
    decoded by itself.

    Raises:
        NetcheckError: `file_unreadable`, `import_endless_blank`; while the lines are read `import_endless_line`.
    """
    refuse_endless_blank(source, name)
    start = head(source, name)
    codec, guessed = wide(start)
    plain = not codec and b"\n" in start
    return _plain_lines(source, name) if plain else _text_lines(source, name, codec), codec if guessed else ""


def _plain_lines(source: Source, name: str) -> Iterator[bytes]:
    rest: list[bytes] = []
    with source.open(name) as stream:
        while block := stream.read(_BLOCK):
            whole, end, begun = block.rpartition(b"\n")
            if end:
                yield from _split(b"".join((*rest, whole)))
                rest = []
            rest.append(begun)
            if len(rest) > LONGEST_LINE // _BLOCK:
                raise _endless(source.path)
    if last := b"".join(rest):
        yield from _split(last)


def _split(text: bytes) -> list[bytes]:
    lines = text.replace(b"\r\n", b"\n").removesuffix(b"\r").replace(b"\r", b"\n").split(b"\n")
    return [line.removeprefix(codecs.BOM_UTF8) for line in lines] if codecs.BOM_UTF8 in text else lines


def _text_lines(source: Source, name: str, codec: str) -> Iterator[bytes]:
    # Latin-1 has a character for each byte.
    with io.TextIOWrapper(source.open(name), codec or "latin-1", errors="replace", newline=None) as text:
        for line in bounded(partial(text.readline, LONGEST_LINE + 1), source.path):
            yield line.removesuffix("\n").encode("utf-8" if codec else "latin-1").removeprefix(codecs.BOM_UTF8)


def lines(stream: BinaryIO, encoding: str, path: Path) -> Iterator[str]:
    """Yield the lines of bytes in an encoding, ended by LF, CRLF or CR, without their ends and cut at 65,536.

    Raises:
        NetcheckError: `import_endless_line` of `path`.
    """
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=None)
    try:
        while line := text.readline(_CUT):
            rest, pieces = line, 0
            while rest and not rest.endswith("\n"):
                rest, pieces = text.readline(_CUT), pieces + 1
                if pieces * _CUT > LONGEST_LINE:
                    raise _endless(path)
            yield line.rstrip("\n")
    finally:
        text.detach()


def bounded(readline: Callable[[], AnyStr], path: Path) -> Iterator[AnyStr]:
    """Yield lines, which `readline` reads up to one character more than LONGEST_LINE.

    Raises:
        NetcheckError: `import_endless_line`.
    """
    while line := readline():
        if len(line) > LONGEST_LINE:
            raise _endless(path)
        yield line


def noting_the_end(ended: list[bool]) -> Iterator[Never]:
    """Yield nothing, and note that it was asked for: chained behind lines, that more of them were wanted."""
    ended.append(True)
    yield from ()


def _endless(path: Path) -> NetcheckError:
    return NetcheckError("import_endless_line", path=path, n=LONGEST_LINE >> 20)


@contextmanager
def opened_source(path: Path) -> Iterator[Source]:
    """Open what is imported; "-" is standard input, read whole.

    Raises:
        NetcheckError: `file_unreadable`; for archives `import_encrypted`, `import_nested`, `import_bad_path`,
            `import_bomb`, `import_damaged`.
    """
    if str(path) == "-":
        import sys

        yield _Bytes(path, sys.stdin.buffer.read())
        return
    try:
        if path.is_dir():
            yield _Folder(path)
            return
        with path.open("rb") as stream:
            start = stream.read(_HEAD)
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with _zip(path) as archive:
            yield archive
    elif start.startswith(b"\x1f\x8b") or start[257:262] == b"ustar":
        with _tar(path) as archive:
            yield archive
    else:
        yield _File(path)


class _File:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: Sequence[str] = (path.name,)

    def open(self, name: str) -> BinaryIO:  # noqa: ARG002 - the only one
        return _opened(self.path)

    def size(self, name: str) -> int:  # noqa: ARG002 - the only one
        return self.path.stat().st_size


class _Bytes:
    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.names: Sequence[str] = ("-",)
        self._data = data

    def open(self, name: str) -> BinaryIO:  # noqa: ARG002 - the only one
        return io.BytesIO(self._data)

    def size(self, name: str) -> int:  # noqa: ARG002 - the only one
        return len(self._data)


class _Folder:
    """A folder; links inside it are followed once, links out of it refuse it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = path.resolve()

    @cached_property
    def names(self) -> Sequence[str]:
        """The files, looked for when somebody asks: a clone is read by git."""
        return sorted(self._walk())

    def open(self, name: str) -> BinaryIO:
        return _opened(self.path / name)

    def size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def _walk(self) -> Iterator[str]:
        seen: set[tuple[int, int]] = set()
        count = 0
        for folder, folders, files in os.walk(self.path, followlinks=True):
            here = Path(folder)
            about = here.stat()
            if (about.st_dev, about.st_ino) in seen:
                folders.clear()
                continue
            seen.add((about.st_dev, about.st_ino))
            for name in (*folders, *files):
                if (here / name).is_symlink() and not (here / name).resolve().is_relative_to(self._root):
                    raise NetcheckError("import_link_out", path=here / name)
            for name in files:
                if (here / name).is_file():
                    count += 1
                    if count > MOST_FILES:
                        raise NetcheckError("import_too_many_files", path=self.path, n=MOST_FILES)
                    yield (here / name).relative_to(self.path).as_posix()


class _Zip:
    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._members = {one.filename: one for one in archive.infolist() if not one.is_dir()}
        self.names: Sequence[str] = sorted(self._members)
        _check_names(path, self.names)
        for one in self._members.values():
            if one.flag_bits & 1:
                raise NetcheckError("import_encrypted", path=path)
            if one.file_size > MOST_RATIO * max(one.compress_size, 1) and one.file_size > 1 << 20:
                raise NetcheckError("import_bomb", path=path)
        if sum(one.file_size for one in self._members.values()) > MOST_BYTES:
            raise NetcheckError("import_bomb", path=path)

    def open(self, name: str) -> BinaryIO:
        import zipfile

        try:
            return cast("BinaryIO", self._archive.open(self._members[name]))
        except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError):
            raise NetcheckError("import_damaged", path=self.path) from None

    def size(self, name: str) -> int:
        return self._members[name].file_size


class _Tar:
    def __init__(self, path: Path, archive: tarfile.TarFile) -> None:
        self.path = path
        self._archive = archive
        self._members: dict[str, tarfile.TarInfo] = {}
        total, most = 0, MOST_RATIO * max(path.stat().st_size, 1 << 16)
        for one in archive:
            total += one.size
            if total > min(MOST_BYTES, most) or len(self._members) > MOST_FILES:
                raise NetcheckError("import_bomb", path=path)
            if one.isfile():
                self._members[one.name.removeprefix("./")] = one
            elif one.issym() or one.islnk():
                raise NetcheckError("import_link_out", path=one.name)
        self.names: Sequence[str] = sorted(self._members)
        _check_names(path, self.names)

    def open(self, name: str) -> BinaryIO:
        stream = self._archive.extractfile(self._members[name])
        assert stream is not None  # noqa: S101 - for the type checker; a file always has one
        return cast("BinaryIO", stream)

    def size(self, name: str) -> int:
        return self._members[name].size


@contextmanager
def _zip(path: Path) -> Iterator[_Zip]:
    import lzma
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            yield _Zip(path, archive)
    except (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, NotImplementedError):
        raise NetcheckError("import_damaged", path=path) from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise NetcheckError("import_damaged", path=path) from None  # bz2 has no error of its own


@contextmanager
def _tar(path: Path) -> Iterator[Source]:
    import tarfile
    import zlib

    try:
        with tarfile.open(path, "r:*") as archive:
            yield _Tar(path, archive)
    except (tarfile.TarError, EOFError, zlib.error, OSError):
        raise NetcheckError("import_damaged", path=path) from None


def _check_names(path: Path, names: Iterable[str]) -> None:
    """Refuse an archive whose files would lie outside it, or that holds another archive.

    Raises:
        NetcheckError: `import_bad_path` or `import_nested`.
    """
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":":
            raise NetcheckError("import_bad_path", path=path, name=name)
        if name.casefold().endswith(".zip"):
            raise NetcheckError("import_nested", path=path, name=name)


def _opened(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NetcheckError("file_unreadable", path=path, reason="")
        return path.open("rb", _BLOCK)
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None

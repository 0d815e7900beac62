"""Private files, saved when we say so: replaced whole or not at all, on the disk, and not behind a planted link."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX, _SUFFIX = ".netcheck-", ".tmp"
_ABANDONED_SECONDS = 24 * 3600
_MOST_LINKS = 40  # as Linux has it
_ROOT = 0
_user_id = getattr(os, "geteuid", lambda: _ROOT)  # Windows has no numbers for users
# Some file systems cannot sync a folder, and say so in one of these ways; there is nothing to wait for.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


def replace_file(path: Path, content: str | bytes) -> None:
    """Write a private file whole or not at all, text as UTF-8; see `replacing` for what is refused.

    A pipe or device is written to as it is.
    """
    data = content.encode() if isinstance(content, str) else content
    if not _is_special(path):
        with replacing(path) as draft:
            draft.write_bytes(data)
        return
    try:
        real_path(path)
        path.write_bytes(data)
    except OSError as error:
        raise NetcheckError("file_unwritable", path=path, reason=error.strerror) from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield an empty private file in the same folder, to be filled by its name; then put it in the place of `path`.

    What was there before stays until the file is on the disk. The user's own link stays one and its target is replaced.
    Drafts in that folder which were left behind by a kill, more than a day ago, are deleted.

    Raises:
        NetcheckError: `file_unwritable`, `link_refused`; `file_unconfirmed` where the file is replaced and the disk
            did not confirm that it keeps it.
    """
    import tempfile

    draft: Path | None = None
    try:
        target = _target(path)
        _sweep(target.parent)
        descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
        draft = Path(name)
        os.close(descriptor)
        yield draft
        _sync(draft, os.O_RDWR)
        draft.replace(target)
    except BaseException as error:
        if draft is not None:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NetcheckError("file_unwritable", path=path, reason=reason(error, path.parent)) from None
        raise
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise NetcheckError("file_unconfirmed", path=path, reason=error.strerror) from None


def make_folder(path: Path) -> None:
    """Make a private folder and those above it, unless they are there.

    Raises:
        NetcheckError: it cannot be made.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.is_dir()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise NetcheckError("file_unwritable", path=path, reason=error.strerror) from None


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no way to ask for it.

    Raises:
        OSError: the disk does not say so.
    """
    if os.name == "nt":
        return
    try:
        _sync(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def probe(folder: Path) -> OSError | None:
    """Return what comes in the way of making a file in a folder, None for nothing."""
    import tempfile

    try:
        descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
        os.close(descriptor)
        Path(name).unlink()
    except OSError as error:
        return error
    return None


def reason(error: OSError, folder: Path) -> str:
    """Return why the system refuses; where a disk has room and takes no more files, that is told apart."""
    if error.errno == errno.ENOSPC and hasattr(os, "statvfs"):
        with suppress(OSError):
            found = os.statvfs(folder)
            if found.f_files and not found.f_favail and found.f_bavail:
                return "No inodes left on device"
    return error.strerror or str(error)


def leftovers(folder: Path) -> list[Path]:
    """Return the drafts of ours in a folder, of whatever age: a writer is at work, or was killed."""
    return sorted(entry for entry in folder.glob(f"{_PREFIX}*{_SUFFIX}") if entry.is_file() and not entry.is_symlink())


def real_path(path: Path) -> Path:
    """Return where a path leads, all links followed. What it leads to need not be there.

    Somebody else may have planted a link to have a private file written to another place. So what stands last in the
    path may be a link of the user's own (or of root's) in a folder where nobody else can exchange it. On the way there,
    a link in a folder that everybody may write has to be the user's, root's or the folder owner's.

    Raises:
        NetcheckError: `link_refused`.
        OSError: the links lead in a circle, or a folder on the way cannot be searched.
    """
    if os.name == "nt":
        return path.resolve()
    reached, names, followed = Path("/"), list(reversed(path.absolute().parts[1:])), 0
    while names:
        name = names.pop()
        if name == "..":
            reached = reached.parent
            continue
        folder, reached = reached, reached / name
        try:
            found = reached.lstat()
        except FileNotFoundError:
            continue
        if not stat.S_ISLNK(found.st_mode):
            continue
        target = reached.readlink()
        if _may_be_planted(found, folder.stat(), last=not names):
            raise NetcheckError("link_refused", path=reached, target=target)
        followed += 1
        if followed > _MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        reached = Path("/") if target.is_absolute() else folder
        names.extend(reversed(target.parts[1:] if target.is_absolute() else target.parts))
    return reached


def _target(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return real_path(path)


def _may_be_planted(link: os.stat_result, folder: os.stat_result, *, last: bool) -> bool:
    """Say whether somebody else may have put this link into this folder."""
    trusted = {_user_id(), _ROOT}
    if not last:
        return bool(folder.st_mode & stat.S_IWOTH) and link.st_uid not in trusted | {folder.st_uid}
    # Many systems give each user a group of one, with the user's number, and let that group write.
    others = stat.S_IWOTH if folder.st_gid == folder.st_uid else stat.S_IWOTH | stat.S_IWGRP
    exchangeable = folder.st_uid not in trusted or (folder.st_mode & others and not folder.st_mode & stat.S_ISVTX)
    return link.st_uid not in trusted or bool(exchangeable)


def _is_special(path: Path) -> bool:
    """Say whether a path leads to a pipe or a device."""
    try:
        mode = path.stat().st_mode
    except OSError:  # what is wrong with it is told by whoever writes there
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _sweep(folder: Path) -> None:
    """Delete the user's drafts that a kill left behind, as far as that can be done."""
    with suppress(OSError):
        for draft in leftovers(folder):
            found = draft.stat()
            if found.st_uid == _user_id() and time.time() - found.st_mtime > _ABANDONED_SECONDS:
                draft.unlink()


def _sync(path: Path, how: int) -> None:
    descriptor = os.open(path, how)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
